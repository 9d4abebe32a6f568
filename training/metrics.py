"""Metrics of stance: functions of ``(y_true, y_pred)`` or of probabilities, on scikit-learn.

Labels are columns: 0 conciliatory, 1 firm, 2 hostile (``stancenlp.STANCES``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from sklearn.metrics import cohen_kappa_score

_LABELS = [0, 1, 2]


def macro_f1(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> float:
    """Unweighted mean of the classes' F1, in [0, 1]; a class that is nowhere counts as 0."""
    return float(class_f1(y_true, y_pred, classes).mean())


def class_f1(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> np.ndarray:
    """F1 of each class 0 … ``classes`` - 1, float array (classes,).

    The same figures as scikit-learn's ``f1_score(average=None, zero_division=0)``, from one count:
    a bootstrap asks for them thousands of times.
    """
    pairs = np.bincount(np.asarray(y_true) * classes + np.asarray(y_pred), minlength=classes**2)
    confusion = pairs.reshape(classes, classes)
    sizes = confusion.sum(axis=0) + confusion.sum(axis=1)
    scores: np.ndarray = 2 * confusion.diagonal() / np.maximum(sizes, 1)
    return scores


def quadratic_kappa(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968): agreement on an ordered scale."""
    if len(np.unique(np.concatenate([y_true, y_pred]))) < 2:
        return 1.0
    return float(cohen_kappa_score(y_true, y_pred, labels=_LABELS, weights="quadratic"))


def severe_error_rate(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """Share of statements of one end of the scale that were labelled as the other end."""
    return float((np.abs(np.asarray(y_true) - np.asarray(y_pred)) == 2).mean())


def expected_calibration_error(
    probabilities: np.ndarray, y_true: np.ndarray, bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy over bins of equal count (Nixon et al. 2019).

    Parameters
    ----------
    probabilities : float array (n, classes).
    y_true : int array (n,).
    """
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == y_true
    gaps = [
        len(chunk) * abs(confidence[chunk].mean() - correct[chunk].mean())
        for chunk in np.array_split(np.argsort(confidence, kind="stable"), bins)
        if len(chunk)
    ]
    return float(sum(gaps) / len(y_true))


def bootstrap_interval(
    statistic: Callable[[np.ndarray], float],
    groups: Sequence[Hashable],
    resamples: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[float, float]:
    """Percentile interval of a statistic, resampling whole groups (the cluster bootstrap).

    Statements of one dispute are alike, so disputes are resampled, not statements.

    Parameters
    ----------
    statistic : function of an int array of row indices.
    groups : the group of each row, length n.
    """
    members: dict[Hashable, list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    rows = [np.array(indices) for indices in members.values()]
    generator = np.random.default_rng(seed)
    values = [
        statistic(np.concatenate([rows[i] for i in generator.integers(len(rows), size=len(rows))]))
        for _ in range(resamples)
    ]
    tail = (1 - level) / 2
    return float(np.quantile(values, tail)), float(np.quantile(values, 1 - tail))
