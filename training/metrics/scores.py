"""Metrics as functions of ``(y_true, y_pred)`` or of probabilities: the figures of scikit-learn.

Labels are columns, softest to hardest: 0 conciliatory, 1 firm, 2 hostile (``stancenlp.STANCES``). What
depends on counts alone is computed from confusion matrices (…, true, predicted), any number of
them at once, for a bootstrap asks a thousand times.
"""

from __future__ import annotations

import numpy as np


def confusion_counts(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> np.ndarray:
    """How often each label was predicted for each: int array (true, predicted)."""
    cells = np.bincount(np.asarray(y_true) * classes + np.asarray(y_pred), minlength=classes**2)
    return cells.reshape(classes, classes)


def macro_f1(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> float:
    """Unweighted mean of the classes' F1, in [0, 1]; a class that is nowhere counts as 0."""
    return float(class_f1(y_true, y_pred, classes).mean())


def class_f1(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> np.ndarray:
    """F1 of each class 0 … ``classes`` - 1, float array (classes,)."""
    return f1_of(confusion_counts(y_true, y_pred, classes))


def quadratic_kappa(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968): agreement on an ordered scale."""
    return float(quadratic_kappa_of(confusion_counts(y_true, y_pred, classes)))


def mean_absolute_error(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """Mean distance on the ordered scale, in steps."""
    return float(np.abs(np.asarray(y_true) - np.asarray(y_pred)).mean())


def severe_error_rate(y_true: np.ndarray, y_pred: np.ndarray, classes: int = 3) -> float:
    """Share of statements of one end of the scale that were labelled as the other end."""
    return float((np.abs(np.asarray(y_true) - np.asarray(y_pred)) == classes - 1).mean())


def precision_of(confusion: np.ndarray) -> np.ndarray:
    """Precision of each class (…, classes) from counts (…, true, predicted); 0 if never predicted."""
    return _diagonal(confusion) / np.maximum(confusion.sum(-2), 1)


def recall_of(confusion: np.ndarray) -> np.ndarray:
    """Recall of each class (…, classes) from counts (…, true, predicted); 0 if it never occurs."""
    return _diagonal(confusion) / np.maximum(confusion.sum(-1), 1)


def f1_of(confusion: np.ndarray) -> np.ndarray:
    """F1 of each class (…, classes) from counts (…, true, predicted); 0 for one that is nowhere."""
    sizes = confusion.sum(-1) + confusion.sum(-2)
    scores: np.ndarray = 2 * _diagonal(confusion) / np.maximum(sizes, 1)
    return scores


def quadratic_kappa_of(confusion: np.ndarray) -> np.ndarray:
    """Quadratic kappa (…) from counts (…, true, predicted); 1 where only one label occurs."""
    true, predicted = confusion.sum(-1), confusion.sum(-2)
    expected = true[..., :, None] * predicted[..., None, :]
    expected = expected / np.maximum(confusion.sum((-1, -2)), 1)[..., None, None]
    distance = _distance(confusion) ** 2
    observed, chance = (confusion * distance).sum((-1, -2)), (expected * distance).sum((-1, -2))
    kappa: np.ndarray = np.where(chance > 0, 1 - observed / np.where(chance > 0, chance, 1), 1.0)
    return kappa


def mean_absolute_error_of(confusion: np.ndarray) -> np.ndarray:
    """Mean distance on the scale (…), in steps, from counts (…, true, predicted)."""
    return (confusion * _distance(confusion)).sum((-1, -2)) / confusion.sum((-1, -2))


def severe_error_rate_of(confusion: np.ndarray) -> np.ndarray:
    """Share of end-to-end errors (…) from counts (…, true, predicted)."""
    ends = confusion[..., 0, -1] + confusion[..., -1, 0]
    rate: np.ndarray = ends / confusion.sum((-1, -2))
    return rate


def expected_calibration_error(
    probabilities: np.ndarray, y_true: np.ndarray, bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy over bins of equal count (Nixon et al. 2019).

    Parameters
    ----------
    probabilities : float array (n, classes).
    y_true : int array (n,).
    """
    return float(
        sum(
            size * abs(confidence - accuracy)
            for size, confidence, accuracy in reliability(probabilities, y_true, bins)
        )
        / len(y_true)
    )


def reliability(
    probabilities: np.ndarray, y_true: np.ndarray, bins: int = 10
) -> list[tuple[int, float, float]]:
    """(size, mean confidence, accuracy) of bins of equal count, least sure first."""
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == y_true
    return [
        (len(chunk), float(confidence[chunk].mean()), float(correct[chunk].mean()))
        for chunk in np.array_split(np.argsort(confidence, kind="stable"), bins)
        if len(chunk)
    ]


def brier_score(probabilities: np.ndarray, y_true: np.ndarray) -> float:
    """Mean squared distance of the probabilities from the truth, in [0, 2] (Brier 1950)."""
    return float(brier_terms(probabilities, y_true).mean())


def brier_terms(probabilities: np.ndarray, y_true: np.ndarray) -> np.ndarray:
    """Each statement's share in the Brier score, float array (n,)."""
    truth = np.eye(probabilities.shape[1])[y_true]
    return ((probabilities - truth) ** 2).sum(axis=1)


def accuracy_at_coverage(
    probabilities: np.ndarray, y_true: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Accuracy of the surest statements, as more and more are kept (El-Yaniv and Wiener 2010).

    Returns
    -------
    coverage, accuracy : float arrays (n,); equally sure statements share the accuracy of them all.
    """
    confidence = probabilities.max(axis=1)
    order = np.argsort(-confidence, kind="stable")
    correct = (probabilities.argmax(axis=1) == y_true)[order]
    kept = np.arange(1, len(order) + 1)
    running = np.cumsum(correct) / kept
    ranked = confidence[order]
    last_of_equals = np.searchsorted(-ranked, -ranked, side="right") - 1
    return kept / len(order), running[last_of_equals]


def _diagonal(confusion: np.ndarray) -> np.ndarray:
    return np.diagonal(confusion, axis1=-2, axis2=-1)


def _distance(confusion: np.ndarray) -> np.ndarray:
    steps = np.arange(confusion.shape[-1])
    return np.abs(steps[:, None] - steps)
