"""Scores of labels on an ordered scale, as a module of the ``evaluate`` library.

>>> import evaluate
>>> metric = evaluate.load("training/metrics/label_scores.py")            # doctest: +SKIP
>>> metric.compute(predictions=["firm"], references=["firm"])["accuracy"]  # doctest: +SKIP
1.0
"""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from stancenlp.stance.released import HEADS

from .bootstrap import percentile_interval, resampled_totals
from .scores import (
    confusion_counts,
    f1_of,
    mean_absolute_error_of,
    precision_of,
    quadratic_kappa_of,
    recall_of,
    severe_error_rate_of,
)

_DESCRIPTION = """Accuracy, macro-F1, each class's precision, recall and F1, quadratic weighted kappa, mean
absolute error over the order, and the rate of severe errors (one end of the scale taken for the other)."""
_INPUTS = """predictions, references: labels of the question, as names or as columns.
groups (optional): the dispute of each statement; with it, 95% cluster bootstrap intervals come back.
The configuration names the question: stance (default), sentiment, or an aspect."""


class LabelScores(evaluate.Metric):
    """``compute(predictions, references, groups=None)`` -> {figure: value, "intervals": {…}}."""

    def _info(self) -> evaluate.MetricInfo:
        question = "stance" if self.config_name == "default" else self.config_name
        if question not in HEADS:
            raise ValueError(f"no question {question!r}: take one of {', '.join(HEADS)}")
        label = datasets.ClassLabel(names=list(HEADS[question]))
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": label, "references": label}),
        )

    def _compute(self, predictions: Any, references: Any, groups: Any = None) -> dict[str, Any]:
        labels = self.features["references"].names
        truth, guess = np.asarray(references), np.asarray(predictions)
        counts = confusion_counts(truth, guess, len(labels))
        result: dict[str, Any] = {k: float(v) for k, v in _figures(counts, labels).items()}
        if groups is not None:
            cells = np.eye(len(labels) ** 2)[truth * len(labels) + guess]
            drawn = resampled_totals(cells, groups).reshape(-1, len(labels), len(labels))
            result["intervals"] = {
                name: percentile_interval(values)
                for name, values in _figures(drawn, labels).items()
            }
        return result


def _figures(counts: np.ndarray, labels: list[str]) -> dict[str, np.ndarray]:
    """Every figure (…) from counts (…, true, predicted)."""
    by_class = {"precision": precision_of(counts), "recall": recall_of(counts), "f1": f1_of(counts)}
    return {
        "macro_f1": by_class["f1"].mean(-1),
        "quadratic_kappa": quadratic_kappa_of(counts),
        "mean_absolute_error": mean_absolute_error_of(counts),
        "severe_error_rate": severe_error_rate_of(counts),
        "accuracy": np.trace(counts, axis1=-2, axis2=-1) / counts.sum((-1, -2)),
        **{
            f"{kind}_{label}": values[..., column]
            for kind, values in by_class.items()
            for column, label in enumerate(labels)
        },
    }
