"""Hard-wrapped text: tells a line break that only wraps a line from one that ends a paragraph.

Archives and agencies store articles in lines of some 70 characters. What follows (``marks.py``) takes
each line for a paragraph, so such breaks are first made spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A shorter line that ends inside a sentence may be a heading or an item of a list.
_SHORTEST = 35
#: Longer lines are paragraphs of their own.
_WIDEST = 100
#: An article is hard-wrapped if so many of its lines, and this share, end inside a sentence.
_SEVERAL, _SHARE = 2, 0.3
#: This share of the wrapped lines is no longer than the width; a line much longer is not wrapped.
_FULL, _SLACK = 0.95, 1.2
#: A line's words, from the first to the line's end.
_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S+")
#: "thing” | of that size": a sentence goes on. "by Ann Rowe" and "desk@paper.example" stand alone.
_STOPS_INSIDE = re.compile(r"[a-zà-ÿ,][”’\"']*$")
_STARTS_INSIDE = re.compile(r"[“‘\"'`]*(?!by\s+[A-Z])[a-z][^\s@:/]*(?:\s|$)")


@dataclass(frozen=True)
class _Junction:
    """The white space between two lines with words; offsets into the article, end exclusive.

    ``before`` is the length of the line before and ``word`` that of the next one's first word;
    ``inside`` is true where a sentence goes on, ``indented`` where the next line begins further in.
    """

    start: int
    end: int
    breaks: int
    before: int
    word: int
    inside: bool
    indented: bool


def unwrapped(text: str) -> str:
    """The text with spaces for the breaks that only wrap a line: of the same length, offsets stay true.

    A text whose paragraphs are one line each comes back as it is.
    """
    junctions = _junctions(text)
    wraps = {j for j in junctions if j.breaks == 1 and j.inside and not j.indented}
    # one break after each line, or an empty line after each and two after a paragraph
    for breaks in (1, 2):
        wraps.update(_wraps([j for j in junctions if j.breaks == breaks]))
    parts = []
    position = 0
    for junction in junctions:
        if junction in wraps:
            parts += [text[position : junction.start], " " * (junction.end - junction.start)]
            position = junction.end
    return "".join([*parts, text[position:]])


def _junctions(text: str) -> list[_Junction]:
    """Each place where one line with words ends and the next begins."""
    spans = [(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(text)]
    indents = [start - text.rfind("\n", 0, start) for start, _ in spans]
    usual = Counter(indents).most_common(1)[0][0] if indents else 0
    found = []
    for ((low, end), (start, stop)), indent in zip(pairwise(spans), indents[1:], strict=True):
        word = _WORD.match(text, start, stop)
        found.append(
            _Junction(
                end,
                start,
                text.count("\n", end, start),
                end - low,
                len(word.group()) if word else 0,
                end - low >= _SHORTEST and _goes_on(text[end - 3 : end], text[start : stop + 1]),
                indent > usual,
            )
        )
    return found


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the next: "were", "in the court"."""
    return bool(_STOPS_INSIDE.search(before) and _STARTS_INSIDE.match(after))


def _wraps(junctions: Sequence[_Junction]) -> list[_Junction]:
    """Of the junctions of one kind, those that wrap: none unless the article is hard-wrapped."""
    lengths = sorted(j.before for j in junctions if j.inside)
    if len(lengths) < max(_SEVERAL, _SHARE * len(junctions)):
        return []
    width = lengths[round(_FULL * (len(lengths) - 1))]
    if width > _WIDEST:
        return []
    return [
        j
        for j in junctions
        if not j.indented
        and j.before <= _SLACK * width
        and (j.inside or j.before + 1 + j.word > width)
    ]
