"""What the sentence around a quotation tells of it: its subject, its predicate, whether it is awaited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stancenlp.extraction.frames import Frame
from stancenlp.extraction.subjects import SUBJECT, nearest_subject, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Span

#: Not "known as “the Beast” by drivers": that is a name.
_PASSIVE_AS = re.compile(
    r"\b(?:was|were|been|being|is|are) (?!(?:\w+ly )?(?:known|referred)\b)(?:\w+ ){1,3}as (?:an? |the )?$"
)
_BY = re.compile(r"\s+by\s+(?=\w)")


def is_called_so(found: Frame, span: tuple[int, int]) -> re.Match[str] | None:
    """The "by" behind a fragment that says as what something was seen, thrown out, or branded."""
    by = _BY.match(found.text, span[1])
    called = by and (
        _PASSIVE_AS.search(found.text, 0, span[0])
        or _NAMED_SO.search(found.text, max(0, span[0] - 60), span[0])
    )
    return by if called else None


#: "was branded a “silent spectator”".
_NAMED_SO = re.compile(
    r"\b(?:was|were|been|being|is|are) (?:\w+ly )?(?:branded|called|labelled|labeled|dubbed|described|deemed|slammed|criticised|criticized|accused) (?:(?:as|of) )?(?:being )?(?:an? |the )?$"
)


#: "was accused of asking its pupils to “spy”".
_ACCUSED_OF = re.compile(
    r"\b(?:was|were|been|being|is|are) (?:\w+ly )?accused of [^.;:“”\"]{0,80}$"
)


def is_accused_of(found: Frame, span: tuple[int, int]) -> bool:
    """Whether a fragment is what somebody is accused of."""
    return _ACCUSED_OF.search(found.text, max(0, span[0] - 110), span[0]) is not None


def is_named_so(found: Frame, span: tuple[int, int]) -> bool:
    """Whether a fragment is what somebody is called, and nobody says by whom."""
    by = _BY.match(found.text, span[1])
    return by is None and _NAMED_SO.search(found.text, max(0, span[0] - 60), span[0]) is not None


_ORDERS = re.compile(
    r"\b(?:orders?|calls?|demands?|pleas?|appeals?|requests?|advice|instructions?|warnings?|threats?|promises?) (?:from|by) (?=\w)"
)
_TO_DO = re.compile(r" (?:not )?(?:to|that) (?:[\w’'-]+ ){0,3}$")


def orders_before(found: Frame, span: tuple[int, int]) -> int | None:
    """Where whoever orders or asks for what a fragment says is named, or None."""
    low = max(0, span[0] - 120)
    to_do = _TO_DO.search(found.text, low, span[0])
    orders = list(_ORDERS.finditer(found.text, low, to_do.start())) if to_do else []
    near = orders and not re.search(r"[,;:.]\s", found.text[orders[-1].end() : span[0]])
    return orders[-1].end() if near else None


_MUST = re.compile(
    r"\s(?:must|should|(?:would |will )?(?:have|has|had|needs?|needed|ought) to)\s(?:[a-z]+\s){0,2}$"
)


def is_told_to(found: Frame, subject_end: int, position: int) -> bool:
    """Whether a fragment says what its subject must do, and not what its subject says."""
    return _MUST.fullmatch(found.text, subject_end, position) is not None


def sentence_around(found: Frame, position: int) -> tuple[int, Span] | None:
    """The sentence that a frame offset stands in, with the offset that its document starts at."""
    for offset, sentence in found.sentences():
        if offset + sentence.start_char <= position < offset + sentence.end_char:
            return offset, sentence
    return None


def is_clause(found: Frame, span: tuple[int, int]) -> bool:
    """Whether a fragment ends its sentence and has a subject and its verb: "that was no comfort."."""
    start, end = span
    around = sentence_around(found, start)
    if around is None or not found.text[start : end + 1].rstrip().endswith((".", "!", "?")):
        return False
    offset, sentence = around
    return any(
        token.dep_ in SUBJECT and start <= offset + token.idx and offset + token.head.idx < end
        for token in sentence
    )


#: What is awaited is nobody's words: "Mills are bracing for a “long dispute”".
_AWAITING = {"bracing", "braced", "preparing", "facing", "faces", "faced"}


def awaits(found: Frame, span: tuple[int, int]) -> bool:
    """Whether a fragment's sentence says that something is awaited, and not said."""
    around = sentence_around(found, span[0])
    return around is not None and around[1].root.lower_ in _AWAITING


def head_of(phrase: str) -> str:
    """The head of a noun phrase, in lower case: "strikes" of "Two more strikes by drivers"."""
    words = re.split(r"\s(?:of|by|in|at|for|on|from|to|over|with|between)\s|,\s", phrase)[0].split()
    return words[-1].lower() if words else ""


def subject_around(found: Frame, span: tuple[int, int]) -> tuple[int, int] | None:
    """The subject of the sentence that a fragment stands in, in frame offsets."""
    around = sentence_around(found, span[0])
    return subject_of(*around) if around else None


def subject_before_verb(found: Frame, span: tuple[int, int]) -> tuple[int, int] | None:
    """The nearest subject before a quotation whose verb stands before it too, in frame offsets."""
    around = sentence_around(found, span[0])
    return nearest_subject(*around, span[0]) if around else None


def predicate(found: Frame, span: tuple[int, int]) -> tuple[int, int] | None:
    """What follows the nearest subject before a fragment, up to the end of its sentence."""
    around = sentence_around(found, span[0])
    place = nearest_subject(*around, span[0]) if around else None
    if around is None or place is None:
        return None
    low, high = around[0] + around[1].start_char, around[0] + around[1].end_char
    return place[1] + 1, low + len(found.text[low:high].rstrip(" .\n"))


def subject_above(found: Frame, position: int) -> tuple[int, int] | None:
    """The subject of the sentence before ``position``, if it ends before it."""
    for offset, sentence in reversed(list(found.sentences())):
        if offset + sentence.start_char < position:
            place = subject_of(offset, sentence)
            return place if place and place[1] <= position else None
    return None
