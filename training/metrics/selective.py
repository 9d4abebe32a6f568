"""What is gained by leaving the unsure to a person, as a module of the ``evaluate`` library."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np

from stancenlp.schema import STANCES

from .bootstrap import bootstrap_interval
from .scores import accuracy_at_coverage

_DESCRIPTION = """Coverage against accuracy (El-Yaniv and Wiener 2010): the accuracy of the surest statements
as more of them are kept, the area under the risk-coverage curve (mean error over all coverages), and
the largest coverage at which accuracy is at least ``target``."""
_INPUTS = """predictions: probabilities (n, 3), columns conciliatory, firm, hostile. references: stances.
target: the accuracy asked of what is kept (default 0.97). groups (optional): the dispute of each
statement; with it, 95% cluster bootstrap intervals come back."""


class Selective(evaluate.Metric):
    """``compute(predictions, references, target=0.97, groups=None)`` -> figures and the curve."""

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

    def _compute(
        self, predictions: Any, references: Any, target: float = 0.97, groups: Any = None
    ) -> dict[str, Any]:
        probabilities, truth = np.asarray(predictions), np.asarray(references)
        coverage, accuracy = accuracy_at_coverage(probabilities, truth)
        figures = {
            "area_under_risk_coverage": lambda c, a: float((1 - a).mean()),
            "coverage_at_target": lambda c, a: float(c[a >= target].max(initial=0.0)),
        }
        result: dict[str, Any] = {name: f(coverage, accuracy) for name, f in figures.items()}
        result |= {"coverage": coverage.tolist(), "accuracy": accuracy.tolist()}
        if groups is not None:
            result["intervals"] = {
                name: bootstrap_interval(
                    lambda i, f=f: f(*accuracy_at_coverage(probabilities[i], truth[i])),  # type: ignore[misc]
                    groups,
                )
                for name, f in figures.items()
            }
        return result
