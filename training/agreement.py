"""How far annotators agree: Krippendorff's alpha and pairwise agreement, from the votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES, AnnotatedStatement, Vote
from training.corpus import read_split

_LABELS: dict[str, tuple[str, ...]] = {"stance": STANCES, "sentiment": SENTIMENTS, **ASPECTS}


def krippendorff_alpha(units: Iterable[Sequence[int]], categories: int, ordinal: bool) -> float:
    """Krippendorff's alpha (2011) of labels 0 … ``categories`` - 1.

    Parameters
    ----------
    units : for each statement, the labels its annotators gave (fewer than two count for nothing).
    ordinal : whether the labels are ordered; else every difference weighs the same.
    """
    coincidence = np.zeros((categories, categories))
    for labels in units:
        for a, b in combinations(range(len(labels)), 2):
            weight = 1 / (len(labels) - 1)
            coincidence[labels[a], labels[b]] += weight
            coincidence[labels[b], labels[a]] += weight
    totals = coincidence.sum(axis=1)
    distance = np.zeros((categories, categories))
    for c in range(categories):
        for k in range(c + 1, categories):
            between = totals[c : k + 1].sum() - (totals[c] + totals[k]) / 2
            distance[c, k] = distance[k, c] = between**2 if ordinal else 1.0
    observed = (coincidence * distance).sum()
    expected = (np.outer(totals, totals) * distance).sum() / max(1.0, totals.sum() - 1)
    return float(1 - observed / expected) if expected else 1.0


def pairwise_agreement(units: Iterable[Sequence[int]]) -> float:
    """Share of annotator pairs that gave the same label."""
    pairs = [
        labels[a] == labels[b] for labels in units for a, b in combinations(range(len(labels)), 2)
    ]
    return float(np.mean(pairs)) if pairs else float("nan")


def report(folder: Path) -> str:
    """Agreement by question and split, as a Markdown table."""
    lines = [
        "| question | split | statements | pairwise agreement | Krippendorff's alpha |",
        "| --- | --- | --- | --- | --- |",
    ]
    for question, labels in _LABELS.items():
        for split in ("train", "dev", "test"):
            units = _units(read_split(split, folder), question, labels)
            alpha = krippendorff_alpha(units, len(labels), ordinal=True)
            lines.append(
                f"| {question} | {split} | {len(units)} | {pairwise_agreement(units):.3f} "
                f"| {alpha:.3f} |"
            )
    return "\n".join(lines)


def _units(
    statements: Iterable[AnnotatedStatement], question: str, labels: tuple[str, ...]
) -> list[list[int]]:
    units = []
    for statement in statements:
        answers = [_answer(vote, question) for vote in statement.votes]
        given = [labels.index(answer) for answer in answers if answer in labels]
        if len(given) > 1:
            units.append(given)
    return units


def _answer(vote: Vote, question: str) -> str | None:
    if question in ASPECTS:
        return getattr(vote.aspects, question) if vote.aspects else None
    return getattr(vote, question)
