"""Measures a model beside its baselines on one file, with intervals; writes the figures down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix

from stancenlp.jsonl import atomic_writer
from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES, AnnotatedStatement, Prediction
from stancenlp.stance.classifier import StanceClassifier
from training.baselines import BASELINES
from training.metrics import (
    bootstrap_interval,
    class_f1,
    expected_calibration_error,
    macro_f1,
    quadratic_kappa,
    severe_error_rate,
)

Statements = Sequence[AnnotatedStatement]


def evaluate(
    classifier: StanceClassifier, statements: Statements, train: Statements | None
) -> dict[str, Any]:
    """All figures of a model on ``statements``; with ``train``, those of the baselines beside it.

    Every figure is ``{"value", "low", "high"}``, the interval being the 95% percentile bootstrap
    over disputes (statements without a dispute stand for themselves).
    """
    predictions = classifier.predict(statements, show_progress=False)
    probabilities = np.array([list(p.stance_probabilities.values()) for p in predictions])
    groups = [s.dispute or s.source or s.statement_id for s in statements]
    truth = np.array([STANCES.index(s.stance) for s in statements])
    result: dict[str, Any] = {
        "model": classifier.config.name,
        "n": len(statements),
        "disputes": len(set(groups)),
        "figures": {
            **figures(truth, probabilities, groups),
            **_other_questions(statements, predictions, groups),
            **_review(truth, predictions, groups),
        },
        "confusion": confusion_matrix(truth, probabilities.argmax(1), labels=[0, 1, 2]).tolist(),
        "baselines": {},
    }
    for name, baseline in BASELINES.items() if train else ():
        scores = baseline(train or [], statements)
        result["baselines"][name] = figures(truth, scores, groups)
    return result


def figures(truth: np.ndarray, probabilities: np.ndarray, groups: Sequence[str]) -> dict[str, Any]:
    """The stance metrics with their intervals, from probabilities (n, 3) and true columns (n,)."""
    guess = probabilities.argmax(axis=1)
    measured: dict[str, Any] = {
        "macro_f1": _with_interval(lambda i: macro_f1(truth[i], guess[i]), groups),
        "quadratic_kappa": _with_interval(lambda i: quadratic_kappa(truth[i], guess[i]), groups),
        "severe_error_rate": _with_interval(
            lambda i: severe_error_rate(truth[i], guess[i]), groups
        ),
        "expected_calibration_error": _with_interval(
            lambda i: expected_calibration_error(probabilities[i], truth[i]), groups
        ),
    }
    for column, label in enumerate(STANCES):
        measured[f"f1_{label}"] = _with_interval(
            lambda i, column=column: float(class_f1(truth[i], guess[i])[column]),  # type: ignore[misc]
            groups,
        )
    return measured


def _with_interval(statistic: Any, groups: Sequence[str]) -> dict[str, float]:
    low, high = bootstrap_interval(statistic, groups)
    return {"value": statistic(np.arange(len(groups))), "low": low, "high": high}


def _other_questions(
    statements: Statements, predictions: Sequence[Prediction], groups: Sequence[str]
) -> dict[str, Any]:
    """Macro-F1 of sentiment and of each aspect, where the file has them."""

    def score(truth: list[str], guess: list[str], labels: Sequence[str], rows: list[int]) -> Any:
        true, said = (np.array([labels.index(a) for a in answers]) for answers in (truth, guess))
        return _with_interval(
            lambda i: macro_f1(true[i], said[i], len(labels)), [groups[row] for row in rows]
        )

    everything = list(range(len(statements)))
    measured = {
        "sentiment_macro_f1": score(
            [s.sentiment for s in statements],
            [p.sentiment for p in predictions],
            SENTIMENTS,
            everything,
        )
    }
    rows = [i for i in everything if statements[i].aspects is not None]
    for name, labels in ASPECTS.items() if rows else ():
        measured[f"{name}_macro_f1"] = score(
            [getattr(statements[i].aspects, name) for i in rows],
            [getattr(predictions[i].aspects, name) for i in rows],
            labels,
            rows,
        )
    return measured


def _review(
    truth: np.ndarray, predictions: Sequence[Prediction], groups: Sequence[str]
) -> dict[str, Any]:
    marked = np.array([p.review for p in predictions])
    right = np.array([STANCES.index(p.stance) for p in predictions]) == truth
    measured = {"share_marked_for_review": _with_interval(lambda i: marked[i].mean(), groups)}
    if not marked.all():
        kept = np.flatnonzero(~marked)
        measured["accuracy_of_the_rest"] = _with_interval(
            lambda i: right[kept][i].mean(), [groups[int(row)] for row in kept]
        )
    return measured


def to_markdown(result: dict[str, Any], data: str) -> str:
    """The figures as Markdown tables: the model beside its baselines, then the rest."""

    def cell(figure: dict[str, float]) -> str:
        return f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"

    columns = ("macro_f1", "quadratic_kappa", "severe_error_rate", "expected_calibration_error")
    lines = [
        f"## {result['model']} on {data}: {result['n']} statements of {result['disputes']} disputes",
        "",
        "95% intervals: bootstrap over disputes.",
        "",
        "| | macro-F1 | quadratic kappa | severe errors | calibration error |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, measured in [*result["baselines"].items(), (result["model"], result["figures"])]:
        lines.append(f"| {name} | " + " | ".join(cell(measured[c]) for c in columns) + " |")
    lines += ["", "| figure | value [95%] |", "| --- | --- |"]
    rest = {k: v for k, v in result["figures"].items() if k not in columns}
    lines += [f"| {name.replace('_', ' ')} | {cell(figure)} |" for name, figure in rest.items()]
    lines += [
        "",
        "| true \\ predicted | " + " | ".join(STANCES) + " |",
        "| --- | --- | --- | --- |",
    ]
    for label, row in zip(STANCES, result["confusion"], strict=True):
        lines.append(f"| {label} | " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines) + "\n"


def write_report(result: dict[str, Any], data: str, folder: Path) -> None:
    """``metrics.json`` and ``report.md`` in ``folder``."""
    with atomic_writer(folder / "metrics.json") as stream:
        json.dump(result, stream, indent=2)
    with atomic_writer(folder / "report.md") as stream:
        stream.write(to_markdown(result, data))
