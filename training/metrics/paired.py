"""Whether one model is better than another on the same statements, as a module of ``evaluate``."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
import numpy as np
from scipy.stats import binomtest

from stancenlp.schema import STANCES

from .bootstrap import percentile_interval, resampled_totals
from .scores import f1_of, severe_error_rate_of

_DESCRIPTION = """McNemar's exact test (1947) on the statements that only one of two models got right, and the
paired cluster bootstrap of the differences (first minus second) in macro-F1, accuracy and severe
errors. McNemar takes statements for independent; the bootstrap takes only disputes for it."""
_INPUTS = """predictions1, predictions2, references: stances, as names or as columns.
groups (optional): the dispute of each statement; without it, statements are resampled."""


class Paired(evaluate.Comparison):
    """``compute(predictions1, predictions2, references, groups=None)`` -> test and differences."""

    def _info(self) -> evaluate.ComparisonInfo:
        label = datasets.ClassLabel(names=list(STANCES))
        return evaluate.ComparisonInfo(
            module_type="comparison",
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features(
                {"predictions1": label, "predictions2": label, "references": label}
            ),
        )

    def _compute(
        self, predictions1: Any, predictions2: Any, references: Any, groups: Any = None
    ) -> dict[str, Any]:
        first, second, truth = map(np.asarray, (predictions1, predictions2, references))
        only_first = int(((first == truth) & (second != truth)).sum())
        only_second = int(((second == truth) & (first != truth)).sum())
        cells = np.hstack([np.eye(9)[truth * 3 + guess] for guess in (first, second)])
        observed = _differences(cells.sum(0, keepdims=True))
        drawn = _differences(
            resampled_totals(cells, range(len(truth)) if groups is None else groups)
        )
        return {
            "only_first_right": only_first,
            "only_second_right": only_second,
            "mcnemar_p": float(
                binomtest(only_first, only_first + only_second).pvalue
                if only_first + only_second
                else 1.0
            ),
            "differences": {
                name: {
                    "value": float(value[0]),
                    **dict(zip(("low", "high"), percentile_interval(drawn[name]), strict=True)),
                }
                for name, value in observed.items()
            },
        }


def _differences(cells: np.ndarray) -> dict[str, np.ndarray]:
    """First minus second, (r,), from both models' flattened counts (r, 18)."""
    first, second = (cells[:, part].reshape(-1, 3, 3) for part in (slice(9), slice(9, 18)))
    figures = {
        "macro_f1": lambda counts: f1_of(counts).mean(-1),
        "accuracy": lambda counts: np.trace(counts, axis1=1, axis2=2) / counts.sum((1, 2)),
        "severe_error_rate": severe_error_rate_of,
    }
    return {name: figure(first) - figure(second) for name, figure in figures.items()}
