"""Calibration on the development split: temperatures, and the threshold for review."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature that minimises negative log-likelihood (Guo et al. 2017).

    Parameters
    ----------
    logits : float array (n, classes).
    labels : int array (n,), column of the true class.
    """
    rows = np.arange(len(labels))

    def loss(log_temperature: float) -> float:
        return -float(log_softmax(logits / np.exp(log_temperature), axis=1)[rows, labels].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 3.0), method="bounded").x))


def fit_rule_weight(scores: np.ndarray, ruled: np.ndarray, labels: np.ndarray) -> float:
    """What a rule's class must add to its score so that the negative log-likelihood is lowest.

    Parameters
    ----------
    scores : float array (n, classes), logits divided by their temperature.
    ruled : float array (n, classes), 1 for the class that a rule names; a row of 0 where none does.
    labels : int array (n,), column of the true class.
    """
    rows = np.arange(len(labels))

    def loss(weight: float) -> float:
        return -float(log_softmax(scores + weight * ruled, axis=1)[rows, labels].mean())

    return float(minimize_scalar(loss, bounds=(0.0, 10.0), method="bounded").x)


def review_threshold(
    confidences: np.ndarray, correct: np.ndarray, accuracy: float = 0.97
) -> tuple[float, float]:
    """The lowest confidence above which predictions are right often enough.

    Returns the threshold, and the share of predictions below it (those marked for review). Where
    no threshold reaches ``accuracy``, every prediction is marked.

    Parameters
    ----------
    confidences : float array (n,), calibrated probability of the predicted label.
    correct : bool array (n,).
    """
    order = np.argsort(-confidences)
    ranked = confidences[order]
    running = np.cumsum(correct[order]) / np.arange(1, len(order) + 1)
    # equal confidences stay together: a threshold cannot part them
    last_of_equals = np.append(ranked[1:] != ranked[:-1], True)
    good = np.flatnonzero((running >= accuracy) & last_of_equals)
    if len(good) == 0:
        return float(np.nextafter(1.0, 2.0)), 1.0
    last = int(good[-1])
    return float(confidences[order[last]]), 1 - (last + 1) / len(order)
