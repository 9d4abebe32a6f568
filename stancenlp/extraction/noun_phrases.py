"""Where a noun phrase begins and ends, whatever the parser made of it, and whom it names.

Whom it means is for :mod:`stancenlp.extraction.attribution` to say.
"""

from __future__ import annotations

import re

from stancenlp.extraction.frames import Frame
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import TITLE_OF_POST
from stancenlp.extraction.speakers import Cast, PersonMention

#: "one driver", "some nurses".
INDEFINITE = re.compile(r"(?:one|an?|another|some|many|several)\b", re.IGNORECASE)
#: "said the co" of "the co-worker".
_HYPHENED = re.compile(r"-[a-z]+\b")
#: "‘Stop it’ - Weary shoppers told of strikes": the dash is no part of them.
_DASH = re.compile(r"[-–—]\s+")
#: What is said of somebody behind the noun, or of when they spoke: "one shopper after being turned away",
#: "drivers, represented by the Carters Union,".
_RELATIVE = re.compile(
    r",\s(?:represented|employed)\sby\s|,?\s+(?:which|who|whose|where|that (?:has|had|is|was|represents)|(?:after|before|on|upon|while) [a-z]+ing)\b"
)
_SPOKES = r"(?:spokes\w+|official|source|representative)"
#: "a spokesperson for the" before a body.
_SPEAKS_FOR = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w-]+\s){{0,3}}?{_SPOKES}\s(?:for|of|from|at|in|with)\s(?:the\s)?$"
)
#: No post that stands before a name is longer.
_LONGEST_POST = 80
#: "shop steward" before "Martin Cray".
_POST_THEN_NAME = re.compile(rf"\b{TITLE_OF_POST}\s$")
#: "Unite rep" behind "Ann Lee, ".
_NAME_THEN_POST = re.compile(rf"[A-Z][^,;:]{{1,60}}\s{TITLE_OF_POST}")
#: What stands before a word that begins a sentence.
_SENTENCE_ENDED = re.compile(r"(?:^|[.!?:;…”\"’'\n)])\s*$")


def whole_phrase(frame: Frame, span: tuple[int, int], head: str, cast: Cast) -> tuple[int, int]:
    """A noun phrase from its true beginning to its true end, but for what is quoted in it."""
    dash = _DASH.match(frame.text, *span)
    span = (dash.end(), span[1]) if dash else span
    hyphened = _HYPHENED.match(frame.text, span[1])
    span = (span[0], hyphened.end()) if hyphened else span
    span = _with_its_name(frame, _with_its_beginning(frame, span, cast), cast)
    return frame.outside_speech(span, head)


def _with_its_name(frame: Frame, span: tuple[int, int], cast: Cast) -> tuple[int, int]:
    """A post with the name beside it: "Carters Union (CU) shop | steward Martin Cray", "Ann Lee, | Unite rep"."""
    for person in cast.people(frame.text):
        beside = span[1] < person.start <= span[1] + _LONGEST_POST
        post = beside and _POST_THEN_NAME.search(frame.text, span[0], person.start)
        if post and post.start() <= span[1] + 1 < post.end() == person.start:
            return span[0], person.end
        comma = person.end + 2 == span[0] and frame.text.startswith(", ", person.end)
        if comma and _NAME_THEN_POST.fullmatch(frame.text, *span):
            begins = _SENTENCE_ENDED.search(frame.text, max(0, person.start - 3), person.start)
            return (person.start, span[1]) if begins else span
    return span


def without_relative(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A noun phrase up to what is said of it: "one shopper" of "one shopper who was turned away"."""
    match = _RELATIVE.search(text, span[0] + 1, span[1])
    return (span[0], match.start()) if match else span


def people_in(frame: Frame, span: tuple[int, int], cast: Cast) -> list[PersonMention]:
    """The people whose names stand in a noun phrase, or in part of it."""
    return [p for p in cast.people(frame.text) if span[0] < p.end and p.start < span[1]]


def bodies_in(frame: Frame, span: tuple[int, int], cast: Cast) -> list[Mention]:
    """The bodies whose names begin in a noun phrase."""
    return [m for m in cast.organisations.mentions(frame.text) if span[0] <= m.start < span[1]]


def _with_its_beginning(frame: Frame, span: tuple[int, int], cast: Cast) -> tuple[int, int]:
    """A noun phrase that the parser began in the middle of a body's name, from its beginning.

    Of "a spokesperson for the Department for Culture, Media and Sport" it may leave "Media and Sport".
    """
    named = _before_wrong_end(frame, span[0], cast)
    if named is not None:
        return named, span[1]
    cut = (m.start for m in cast.organisations.mentions(frame.text) if m.start < span[0] < m.end)
    start = next(cut, None)
    if start is None:
        return span
    lead = _SPEAKS_FOR.search(frame.text, max(0, start - 80), start)
    return (lead.start() if lead else start), span[1]


def _before_wrong_end(frame: Frame, start: int, cast: Cast) -> int | None:
    """Where a name behind a quotation begins, if the parser ended a sentence between it and ``start``.

    "“…,” Ramon Cruz, Jr., president of the Samahan ng mga Drayber, said" may be two sentences to it.
    """
    if _SENTENCE_ENDED.search(frame.text, max(0, start - 3), start):
        return None
    if not any(o + s.start_char == start for o, s in frame.sentences()):
        return None
    low = max((end for _, end, _ in frame.runs if end < start), default=start)
    behind = (p.start for p in cast.people(frame.text) if p.start == low + 2)
    return next(behind, None) if frame.text[low : low + 2] == ", " else None
