"""A name that an article spells in two ways: "Lena Mardok", and "Madrok" further down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancenlp.extraction.people import CAPITALS, POSSESSIVE, TITLE
from stancenlp.extraction.places import IN, is_a_place

#: A shorter surname with a letter wrong may be anybody's.
_SHORTEST = 6
#: "Madrok lashed out": what people do, and what is told of them.
_ACTS = re.compile(
    r",?\s(?:also\s|later\s)?(?:[a-z]+ed|said|says|adds|told|tells|met|has|had|is|was|will|would)\b"
)
_TITLED = re.compile(rf"{TITLE}\s+")


def spellings(surname: str) -> set[str]:
    """A long surname, and without any one letter: two with a letter or a swap between them share one of these."""
    word = surname.casefold()
    if len(word) < _SHORTEST:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def is_in_full(surname: str, text: str) -> bool:
    """Whether a text has a surname in a longer name: "Ann Madrok", "Madrok Street", but not "Mr Madrok"."""
    name = re.escape(surname)
    longer = rf"\b(?!{TITLE}\s)[A-Z][\w.’'-]*\s{name}\b|\b{name}\s[A-Z]"
    return re.search(longer, text) is not None


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
