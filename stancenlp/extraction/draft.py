"""A statement in the making, before it becomes a :class:`~stancenlp.schema.Statement`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from stancenlp.extraction.marks import Run
from stancenlp.extraction.speakers import Speaker

#: What is shorter than this between two clauses of a statement is no attribution.
_GAP = 12


@dataclass
class Draft:
    """A statement in the making; offsets into the article.

    ``clauses`` are the spans of the reporter's words that belong to it, ``paragraph`` the first and
    ``last_paragraph`` the last one that holds a part of it.
    """

    speaker: Speaker | None
    speaker_span: tuple[int, int] | None
    paragraph: int
    runs: list[Run] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    direct: bool = True
    last_paragraph: int = 0
    #: Runs of a headline or a heading that only repeat words of this statement.
    repeats: list[Run] = field(default_factory=list)
    #: In a headline or a heading, which only repeats what somebody says below.
    heading: bool = False
    #: A heading that is nothing but a quotation.
    alone: bool = False
    #: What a single striker is reported to have said, who may not be quoted anywhere.
    single: bool = False
    #: Reported speech of somebody whom the rules do not place on a union's side: narration, until they are told to be.
    tentative: bool = False

    @property
    def start(self) -> int:
        """Where the statement begins."""
        return min([run.start for run in self.runs] + [low for low, _ in self.clauses])

    def add_clause(self, low: int, high: int) -> None:
        """Take in one more clause; those that touch each other, or nearly so, become one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted([*self.clauses, (low, high)]):
            if joined and start - joined[-1][1] <= _GAP:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self.clauses = joined


def keep_apart(drafts: list[Draft]) -> None:
    """Take out of each statement's clauses what is quoted from others."""
    runs = sorted(
        (run.outer_start, run.outer_end, n) for n, d in enumerate(drafts) for run in d.runs
    )
    for number, draft in enumerate(drafts):
        kept: list[tuple[int, int]] = []
        for low, high in draft.clauses:
            for start, end, owner in runs[bisect_left(runs, (low,)) : bisect_left(runs, (high,))]:
                if owner != number:
                    kept.append((low, start))
                    low = max(low, end)
            kept.append((low, high))
        draft.clauses = [(low, high) for low, high in kept if high - low > 3]
