"""Parts of a file of annotated statements that are worth looking at alone: where a model is weak."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from stancenlp.schema import AnnotatedStatement
from training.coverage import region, sector_group
from training.metrics import confusion_counts, resampled_totals
from training.metrics.bootstrap import percentile_interval
from training.metrics.scores import f1_of

Statements = Sequence[AnnotatedStatement]

#: Smaller slices are put together as "other": their figures would say nothing.
SMALLEST = 12
#: Upper bounds (exclusive), in words, of the lengths.
LENGTHS = (10, 25, 50)
_OTHER = "other"


def slices(statements: Statements) -> Iterator[tuple[str, str, np.ndarray]]:
    """(dimension, value, rows) of every slice; rows is an int array of indices.

    A statement is in one slice of each dimension, but in one for each of its tags.
    """
    for dimension, values in _values(statements).items():
        sizes = Counter(value for own in values for value in own)
        kept = {value for value, size in sizes.items() if size >= SMALLEST}
        members: dict[str, list[int]] = {}
        for row, own in enumerate(values):
            for value in {value if value in kept else _OTHER for value in own}:
                members.setdefault(value, []).append(row)
        names = [*(value for value, _ in sizes.most_common() if value in kept), _OTHER]
        for value in names if dimension != "length" else _length_names():
            if members.get(value):
                yield dimension, value, np.array(members[value])


def measure_slices(
    statements: Statements, truth: np.ndarray, guess: np.ndarray, groups: Sequence[str]
) -> list[dict[str, Any]]:
    """Accuracy with its interval, macro-F1 over the stances that occur, and severe errors, a slice each.

    Parameters
    ----------
    truth, guess : int arrays (n,), columns in ``STANCES`` order.
    groups : the dispute of each statement.
    """
    rows = []
    for dimension, value, members in slices(statements):
        true, said = truth[members], guess[members]
        right = np.stack([true == said, np.ones(len(members))], axis=1)
        drawn = resampled_totals(right, [groups[i] for i in members])
        low, high = percentile_interval(drawn[:, 0] / drawn[:, 1])
        counts = confusion_counts(true, said)
        rows.append(
            {
                "dimension": dimension,
                "value": value,
                "n": len(members),
                "accuracy": {"value": float((true == said).mean()), "low": low, "high": high},
                "macro_f1": float(f1_of(counts)[counts.sum(axis=1) > 0].mean()),
                "severe_errors": int(counts[0, 2] + counts[2, 0]),
            }
        )
    return rows


def _values(statements: Statements) -> dict[str, list[list[str]]]:
    """By dimension, the values of each statement."""
    return {
        "tag": [s.tags or ["untagged"] for s in statements],
        "kind": [[s.kind] for s in statements],
        "length": [[_length(s.text)] for s in statements],
        "offer": [["with offer" if s.offer else "without offer"] for s in statements],
        "context": [["with context" if s.context else "without context"] for s in statements],
        "stage": [[s.stage or _OTHER] for s in statements],
        "side": [[s.side] for s in statements],
        "region": [[region(s.country)] for s in statements],
        "sector": [[sector_group(s.sector)] for s in statements],
        "agreement": [
            ["annotators agree" if len({v.stance for v in s.votes}) < 2 else "annotators differ"]
            for s in statements
        ],
    }


def _length(text: str) -> str:
    words = len(text.split())
    return _length_names()[sum(words >= bound for bound in LENGTHS)]


def _length_names() -> list[str]:
    first, *_, last = LENGTHS
    between = [f"{low} to {high - 1} words" for low, high in itertools.pairwise(LENGTHS)]
    return [f"under {first} words", *between, f"{last} words and more"]
