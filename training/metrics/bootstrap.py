"""Intervals by the cluster bootstrap: statements of one dispute are alike, so disputes are resampled.

See Cameron, Gelbach and Miller (2008). Both functions draw the same resamples for the same groups
and seed, so that figures from either can be paired.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

import numpy as np

RESAMPLES = 1000
LEVEL = 0.95


def bootstrap_interval(
    statistic: Callable[[np.ndarray], float],
    groups: Sequence[Hashable],
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> tuple[float, float]:
    """Percentile interval of any statistic, resampling whole groups.

    Parameters
    ----------
    statistic : function of an int array of row indices.
    groups : the group of each row, length n.
    """
    index = _group_index(groups)
    rows = [np.flatnonzero(index == group) for group in range(index.max(initial=-1) + 1)]
    values = [
        statistic(np.concatenate([rows[i] for i in drawn]))
        for drawn in _draws(len(rows), resamples, seed)
    ]
    return percentile_interval(np.array(values), level)


def resampled_totals(
    rows: np.ndarray, groups: Sequence[Hashable], resamples: int = RESAMPLES, seed: int = 0
) -> np.ndarray:
    """Column sums of each resample, float array (resamples, columns).

    For statistics that are functions of sums (counts of a confusion matrix, means) this is
    :func:`bootstrap_interval` in one matrix product.

    Parameters
    ----------
    rows : array (n, columns).
    groups : the group of each row, length n.
    """
    index = _group_index(groups)
    totals = np.zeros((index.max(initial=-1) + 1, rows.shape[1]))
    np.add.at(totals, index, rows)
    drawn = [np.bincount(d, minlength=len(totals)) for d in _draws(len(totals), resamples, seed)]
    return np.array(drawn) @ totals


def percentile_interval(values: np.ndarray, level: float = LEVEL) -> tuple[float, float]:
    """The percentile interval of resampled values, ignoring those that are not defined (NaN)."""
    tail = (1 - level) / 2
    return float(np.nanquantile(values, tail)), float(np.nanquantile(values, 1 - tail))


def _group_index(groups: Sequence[Hashable]) -> np.ndarray:
    """Each row's group as a number, in order of first appearance, int array (n,)."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=int)


def _draws(groups: int, resamples: int, seed: int) -> Iterator[np.ndarray]:
    generator = np.random.default_rng(seed)
    return (generator.integers(groups, size=groups) for _ in range(resamples))
