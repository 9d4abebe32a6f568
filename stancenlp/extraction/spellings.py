"""A name that an article spells in two ways: "Lena Mardok", and "Madrok" further down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancenlp.extraction.people import CAPITALS, POSSESSIVE, TITLE
from stancenlp.extraction.places import IN, is_a_place
from stancenlp.extraction.roles import GOVERNMENT_ROLE, ROLE_NOUN, TOP_TITLE

#: A shorter surname with a letter wrong may be anybody's.
_SHORTEST = 6
#: "Madrok lashed out": what people do, and what is told of them.
_ACTS = re.compile(
    r",?\s(?:also\s|later\s)?(?:[a-z]+ed|said|says|adds|told|tells|met|has|had|is|was|will|would)\b"
)
_TITLED = re.compile(rf"{TITLE}\s+")
_NAME = re.compile(rf"(?<![\w’'-])[A-Z][\w’'-]{{{_SHORTEST - 1},}}")
#: What stands before a name that an article gives somebody else: "Mr", "health minister", "Ann".
_TITLE_BEFORE = re.compile(rf"\b{TITLE}\s+$|\b{TOP_TITLE}\s$")
_POST_BEFORE = re.compile(r"(\w+),?\s$")
_IN_FULL_BEFORE = re.compile(rf"\b(?!{TITLE}\s)[A-Z][\w.’'-]*\s$")
#: What stands behind it: ", who runs the hospital", "said it had offered".
_SOMEBODY_NEW = re.compile(
    r"(?:[’']s)?(?:,\s(?:for|of|from|at|who|which|the|an?)\b|,?\s(?:also\s|later\s)?[a-z]+\s(?:that\s)?its?\b)"
)
_IN_FULL_BEHIND = re.compile(r"\s[A-Z]")
_BEFORE = 30


def slips(surname: str) -> list[str]:
    """A long surname with two neighbouring letters swapped, or with one doubled or no longer so."""
    word = surname.casefold()
    if len(word) < _SHORTEST:
        return []
    cuts = [(word[:at], word[at:]) for at in range(len(word))]
    swapped = [low + high[1] + high[0] + high[2:] for low, high in cuts if len(high) > 1]
    doubled = [low + high[0] + high for low, high in cuts]
    single = [low + high[1:] for low, high in cuts if high[:1] == high[1:2]]
    found = dict.fromkeys([*swapped, *doubled, *single])
    return [slip for slip in found if slip != word and len(slip) >= _SHORTEST]


def told_apart(text: str) -> tuple[set[str], set[str]]:
    """The surnames that a text gives to somebody of their own, and those that it has in a longer name.

    Of their own: with a title or a post, or told who they are: "Mr Madrok", "Madrok, who runs the trust".
    In a longer name: "Ann Madrok", "Madrok Street", but not "Mr Madrok".
    """
    own: set[str] = set()
    longer: set[str] = set()
    for match in _NAME.finditer(text):
        name = POSSESSIVE.sub("", match.group())
        end = match.start() + len(name)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        post = _POST_BEFORE.search(before)
        if (
            _TITLE_BEFORE.search(before)
            or _SOMEBODY_NEW.match(text, end)
            or (post and any(r.fullmatch(post.group(1)) for r in (ROLE_NOUN, GOVERNMENT_ROLE)))
        ):
            own.add(name)
        if _IN_FULL_BEFORE.search(before) or _IN_FULL_BEHIND.match(text, end):
            longer.add(name)
    return own, longer


def alone_and_acting(text: str) -> Iterator[str]:
    """The long single names of a text that do something, as people do, whatever the recogniser made of them."""
    for match in CAPITALS.finditer(text):
        titled = _TITLED.match(match.group())
        start = match.start() + (titled.end() if titled else 0)
        name = POSSESSIVE.sub("", text[start : match.end()])
        if len(name) < _SHORTEST - 1 or " " in name or not _ACTS.match(text, start + len(name)):
            continue
        if not IN.search(text, max(0, start - 4), start) and not is_a_place(text, start, name):
            yield name
