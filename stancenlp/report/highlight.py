"""Lays statements over an article's text: paragraphs, cut where a statement begins or ends."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stancenlp.schema import Statement


@dataclass(frozen=True)
class Piece:
    """A run of characters of one paragraph that belongs to one statement, or to none.

    ``owner`` is the statement's position in the list given; ``ends`` is true for the last piece of
    that statement in the article.
    """

    text: str
    owner: int | None
    ends: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's pieces in order, and the statements whose first words stand in it."""

    pieces: list[Piece]
    begins: list[int]


def paragraphs(text: str, statements: Sequence[Statement]) -> list[Paragraph]:
    """The article's non-empty paragraphs. Where statements overlap, the shorter run is on top.

    Segments that are not what ``text`` holds at their place are left out, so a statement may
    appear in no paragraph: see :func:`unplaced`.
    """
    spans = [
        (segment.start, segment.end, number)
        for number, statement in enumerate(statements)
        for segment in statement.segments
        if segment.end > segment.start and text[segment.start : segment.end] == segment.text
    ]
    last = {owner: end for _, end, owner in _owners(text, spans) if owner is not None}
    result: list[Paragraph] = []
    pieces: list[Piece] = []
    begins: list[int] = []
    begun: set[int] = set()
    for start, end, owner in [*_owners(text, spans), (len(text), len(text), None)]:
        words = text[start:end]
        if words not in ("\n", ""):
            pieces.append(Piece(words, owner, ends=owner is not None and last[owner] == end))
            if owner is not None and owner not in begun:
                begins.append(owner)
                begun.add(owner)
            continue
        if any(piece.text.strip() for piece in pieces):
            result.append(Paragraph(pieces, begins))
            begins = []
        pieces = []
    return result


def unplaced(statements: Sequence[Statement], laid: Sequence[Paragraph]) -> list[int]:
    """The statements that begin in none of the paragraphs."""
    placed = {number for paragraph in laid for number in paragraph.begins}
    return [number for number in range(len(statements)) if number not in placed]


def _owners(
    text: str, spans: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int | None]]:
    """The text cut at every edge of a span and every line break: (start, end, owner)."""
    opens, closes = defaultdict(list), defaultdict(list)
    for span in spans:
        opens[span[0]].append(span)
        closes[span[1]].append(span)
    breaks = (edge for i, character in enumerate(text) if character == "\n" for edge in (i, i + 1))
    edges = sorted({0, len(text), *opens, *closes, *breaks})
    active: set[tuple[int, int, int]] = set()
    for start, end in itertools.pairwise(edges):
        active.difference_update(closes[start])
        active.update(opens[start])
        top = min(active, key=lambda span: (span[1] - span[0], span), default=None)
        yield start, end, top[2] if top else None
