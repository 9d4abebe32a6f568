"""How far annotators agree: Krippendorff's alpha and pairwise agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np


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
