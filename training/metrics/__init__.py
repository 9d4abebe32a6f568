"""How good, how sure and how different: metrics as functions, and as modules of the ``evaluate`` library.

``scores.py`` and ``bootstrap.py`` hold the functions. The other files are one module each, to be loaded
by path, offline: ``evaluate.load("training/metrics/label_scores.py", "sentiment")``.
"""

from training.metrics.bootstrap import bootstrap_interval, resampled_totals
from training.metrics.scores import (
    accuracy_at_coverage,
    brier_score,
    class_f1,
    confusion_counts,
    expected_calibration_error,
    macro_f1,
    mean_absolute_error,
    quadratic_kappa,
    severe_error_rate,
)

__all__ = [
    "accuracy_at_coverage",
    "bootstrap_interval",
    "brier_score",
    "class_f1",
    "confusion_counts",
    "expected_calibration_error",
    "macro_f1",
    "mean_absolute_error",
    "quadratic_kappa",
    "resampled_totals",
    "severe_error_rate",
]
