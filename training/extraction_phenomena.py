"""What is hard about a quoted run: the phenomena by which extraction is broken down."""

from __future__ import annotations

import re

from stancenlp.extraction.headings import is_heading
from stancenlp.schema import Segment, Statement

_MARKS = {
    "“": "curly double marks",
    "”": "curly double marks",
    '"': "straight double marks",
    "‘": "curly single marks",
    "’": "curly single marks",
    "'": "straight single marks",
    "«": "guillemets",
    "„": "low marks",
}
_CLOSING = "”\"’'»“"
_INNER = re.compile(r"[“”\"«»]|(?<!\w)[‘'](?=\w)")
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


def phenomena(text: str, statement: Statement, segment: Segment) -> list[str]:
    """The phenomena that an annotated run shows, as short phrases; ``segment`` is one of its own."""
    low, line = _paragraph(text, segment)
    found = [_MARKS.get(text[: segment.start].rstrip()[-1:], "no opening mark")]
    if text[segment.end : segment.end + 2].strip()[:1] not in tuple(_CLOSING):
        found.append("no closing mark")
    quoted = [s for s in statement.segments if s.quoted]
    lines = {_paragraph(text, s)[0] for s in quoted}
    if len(lines) > 1:
        found.append("carried on over paragraphs")
    if len(quoted) > len(lines):
        found.append("split by its attribution")
    if _INNER.search(segment.text):
        found.append("nested")
    found.append("fragment" if statement.kind == "mixed" else "whole sentences")
    if is_heading(line):
        return [*found, "in a heading"]
    outside = _outside(text, low, line, statement)
    return [*found, _how_attributed(outside, statement.speaker)]


def _how_attributed(outside: str, speaker: str | None) -> str:
    """How the words around a quotation name its speaker."""
    if speaker is None:
        return "speaker unknown"
    if not re.search(r"\w", outside):
        return "no attribution in its paragraph"
    if speaker.split()[-1].casefold() in outside.casefold():
        return "speaker named in its paragraph"
    if _PRONOUN.search(outside):
        return "speaker a pronoun"
    return "speaker described or elsewhere"


def _paragraph(text: str, segment: Segment) -> tuple[int, str]:
    low = text.rfind("\n", 0, segment.start) + 1
    high = text.find("\n", segment.start)
    return low, text[low : high if high >= 0 else len(text)]


def _outside(text: str, low: int, line: str, statement: Statement) -> str:
    """The words of a paragraph that stand outside a statement's quotations."""
    parts, position = [], low
    for segment in statement.segments:
        if segment.quoted and low <= segment.start < low + len(line):
            parts.append(text[position : segment.start])
            position = segment.end
    return " ".join([*parts, text[position : low + len(line)]])
