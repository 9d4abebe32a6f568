"""How far stated probabilities can be believed, as a module of the ``evaluate`` library."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from stancenlp.schema import STANCES

from .bootstrap import bootstrap_interval
from .scores import brier_score, expected_calibration_error, reliability

_DESCRIPTION = """Expected calibration error over ten bins of equal count (Nixon et al. 2019), Brier score
(1950, in [0, 2]), and the bins themselves for a reliability diagram."""
_INPUTS = """predictions: probabilities (n, 3), columns conciliatory, firm, hostile. references: stances.
groups (optional): the dispute of each statement; with it, 95% cluster bootstrap intervals come back."""


class Calibration(evaluate.Metric):
    """``compute(predictions, references, groups=None)`` -> {figure: value, "bins", "intervals"}."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features(
                {
                    "predictions": datasets.List(datasets.Value("float64")),
                    "references": datasets.ClassLabel(names=list(STANCES)),
                }
            ),
        )

    def _compute(self, predictions: Any, references: Any, groups: Any = None) -> dict[str, Any]:
        probabilities, truth = np.asarray(predictions), np.asarray(references)
        figures = {
            "expected_calibration_error": expected_calibration_error,
            "brier_score": brier_score,
        }
        result: dict[str, Any] = {
            name: figure(probabilities, truth) for name, figure in figures.items()
        }
        result["bins"] = reliability(probabilities, truth)
        if groups is not None:
            result["intervals"] = {
                name: bootstrap_interval(lambda i, f=figure: f(probabilities[i], truth[i]), groups)  # type: ignore[misc]
                for name, figure in figures.items()
            }
        return result
