"""Measures a model on one file of annotated statements: figures, baselines, slices, robustness, errors.

The result is one JSON-able dictionary; ``report.py`` makes it readable. Every figure in it is
``{"value", "low", "high"}``, the interval being the 95% percentile bootstrap over disputes
(statements without a dispute stand for themselves).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from stancenlp.schema import ASPECTS, STANCES, AnnotatedStatement, Prediction
from stancenlp.stance.classifier import StanceClassifier
from stancenlp.stance.released import HEADS
from training.baselines import BASELINES, SLOW_BASELINES
from training.behaviour import Case, pass_rates, run_suite
from training.metrics import bootstrap_interval, confusion_counts
from training.metrics.calibration import Calibration
from training.metrics.label_scores import LabelScores
from training.metrics.paired import Paired
from training.metrics.scores import brier_terms
from training.metrics.selective import Selective
from training.perturbation import robustness
from training.slices import measure_slices

Statements = Sequence[AnnotatedStatement]

#: Statements that robustness is measured on, at most.
ROBUSTNESS_SAMPLE = 200
#: Errors that are listed, worst first.
ERRORS = 20


@dataclass(frozen=True)
class Options:
    """What is measured beside the model's own figures."""

    #: What the baselines are fitted on; None for no baselines.
    train: Statements | None = None
    setfit: bool = False
    #: The model to compare with.
    against: StanceClassifier | None = None
    #: The behavioural suite's cases.
    cases: Sequence[Case] = field(default=())
    robustness_sample: int = 0
    #: List errors of test statements too. Whoever has read them can no longer choose on test.
    test_errors: bool = False


def evaluate(
    classifier: StanceClassifier, statements: Statements, options: Options | None = None
) -> dict[str, Any]:
    """All figures of a model on ``statements``, and what ``options`` ask for beside them."""
    options = options or Options()
    predictions = classifier.predict(statements, show_progress=False)
    chances = np.array([list(p.stance_probabilities.values()) for p in predictions])
    groups = dispute_groups(statements)
    truth, guess = stance_columns(statements), chances.argmax(axis=1)
    calibration = Calibration(keep_in_memory=True).compute(predictions=chances, references=truth)
    selection = Selective(keep_in_memory=True).compute(predictions=chances, references=truth)
    thin = np.unique(np.linspace(0, len(truth) - 1, 200).astype(int))
    result: dict[str, Any] = {
        "model": classifier.config.name,
        "n": len(statements),
        "disputes": len(set(groups)),
        "figures": {
            **figures(truth, chances, groups),
            **_other_questions(statements, predictions, groups),
            **_review(truth, predictions, groups),
        },
        "confusion": {q: _confusion(statements, predictions, q) for q in _questions(statements)},
        "reliability": calibration["bins"],
        "risk_coverage": [
            (selection["coverage"][i], 1 - selection["accuracy"][i]) for i in thin.tolist()
        ],
        "slices": measure_slices(statements, truth, guess, groups),
        "baselines": {},
    }
    if any(s.split == "test" for s in statements) and not options.test_errors:
        result["errors"] = None
    else:
        result["errors"] = worst_errors(statements, predictions)
    if options.train:
        named = {**BASELINES, **(SLOW_BASELINES if options.setfit else {})}
        for name, baseline in named.items():
            result["baselines"][name] = figures(
                truth, baseline(options.train, statements), groups, curves=False
            )
    if options.against:
        result["comparison"] = compare(chances, options.against, statements, classifier.config.name)
    if options.robustness_sample:
        result["robustness"] = robustness(classifier, statements, groups, options.robustness_sample)
    if options.cases:
        outcomes = run_suite(classifier, options.cases)
        result["behaviour"] = {
            "capabilities": pass_rates(outcomes),
            "failed": [
                {
                    "case_id": o.case.case_id,
                    "expected": o.case.expect,
                    "said": list(o.said),
                    "text": o.case.statements[-1].text,
                }
                for o in outcomes
                if not o.passed
            ],
        }
    return result


def compare(
    chances: np.ndarray, incumbent: StanceClassifier, statements: Statements, name: str
) -> dict[str, Any]:
    """A candidate against an incumbent on the same statements: the incumbent's figures, paired tests.

    Parameters
    ----------
    chances : the candidate's stance probabilities, float array (n, 3).
    name : what the candidate is called.
    """
    truth, groups = stance_columns(statements), dispute_groups(statements)
    beside = incumbent.predict_proba(statements)
    paired = Paired(keep_in_memory=True).compute(
        predictions1=chances.argmax(axis=1),
        predictions2=beside.argmax(axis=1),
        references=truth,
        groups=groups,
    )
    farther = brier_terms(chances, truth) - brier_terms(beside, truth)
    low, high = bootstrap_interval(lambda rows: float(farther[rows].mean()), groups)
    paired["differences"]["brier_score"] = {
        "value": float(farther.mean()),
        "low": low,
        "high": high,
    }
    return {
        "candidate": name,
        "incumbent": incumbent.config.name,
        "figures": figures(truth, beside, groups, curves=False),
        **paired,
    }


def figures(
    truth: np.ndarray, chances: np.ndarray, groups: Sequence[str], curves: bool = True
) -> dict[str, Any]:
    """The stance metrics with their intervals, from probabilities (n, 3) and true columns (n,).

    Parameters
    ----------
    curves : also those of the risk-coverage curve.
    """
    labels = LabelScores(keep_in_memory=True).compute(
        predictions=chances.argmax(axis=1), references=truth, groups=groups
    )
    results = [labels, Calibration(keep_in_memory=True).compute(
        predictions=chances, references=truth, groups=groups
    )]  # fmt: skip
    if curves:
        results.append(
            Selective(keep_in_memory=True).compute(
                predictions=chances, references=truth, groups=groups
            )
        )
    return {
        name: {"value": result[name], "low": low, "high": high}
        for result in results
        for name, (low, high) in result["intervals"].items()
    }


def worst_errors(
    statements: Statements, predictions: Sequence[Prediction], most: int = ERRORS
) -> list[dict[str, Any]]:
    """The errors furthest from the truth, and among those the surest, with the annotators' votes."""
    wrong = [(s, p) for s, p in zip(statements, predictions, strict=True) if s.stance != p.stance]
    wrong.sort(
        key=lambda pair: (
            -abs(STANCES.index(pair[0].stance) - STANCES.index(pair[1].stance)),
            -pair[1].confidence,
        )
    )
    return [
        {
            "statement_id": s.statement_id,
            "text": s.text,
            "offer": s.offer,
            "stance": s.stance,
            "predicted": p.stance,
            "confidence": p.confidence,
            "votes": [vote.stance for vote in s.votes],
            "tags": s.tags,
        }
        for s, p in wrong[:most]
    ]


def stance_columns(statements: Statements) -> np.ndarray:
    """The true stance of each statement as a column, int array (n,)."""
    return np.array([STANCES.index(s.stance) for s in statements])


def dispute_groups(statements: Statements) -> list[str]:
    """What is resampled together: the dispute of each statement, else its source, else itself."""
    return [s.dispute or s.source or s.statement_id for s in statements]


def _questions(statements: Statements) -> list[str]:
    """The questions that the file has answers to; aspects may be missing."""
    has_aspects = any(s.aspects is not None for s in statements)
    return [q for q in HEADS if q not in ASPECTS or has_aspects]


def _answers(
    statements: Statements, predictions: Sequence[Prediction], question: str
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """True and predicted columns of a question, and the rows of the statements that answer it."""
    labels = HEADS[question]
    rows = [i for i, s in enumerate(statements) if question not in ASPECTS or s.aspects is not None]

    def column(record: Any) -> int:
        return labels.index(getattr(record.aspects if question in ASPECTS else record, question))

    true = np.array([column(statements[i]) for i in rows])
    said = np.array([column(predictions[i]) for i in rows])
    return true, said, rows


def _confusion(
    statements: Statements, predictions: Sequence[Prediction], question: str
) -> dict[str, Any]:
    true, said, _ = _answers(statements, predictions, question)
    labels = HEADS[question]
    return {"labels": labels, "counts": confusion_counts(true, said, len(labels)).tolist()}


def _other_questions(
    statements: Statements, predictions: Sequence[Prediction], groups: Sequence[str]
) -> dict[str, Any]:
    """Macro-F1 of sentiment and of each aspect, where the file has them."""
    measured = {}
    for question in _questions(statements)[1:]:
        true, said, rows = _answers(statements, predictions, question)
        scores = LabelScores(question, keep_in_memory=True).compute(
            predictions=said, references=true, groups=[groups[i] for i in rows]
        )
        low, high = scores["intervals"]["macro_f1"]
        measured[f"{question}_macro_f1"] = {"value": scores["macro_f1"], "low": low, "high": high}
    return measured


def _review(
    truth: np.ndarray, predictions: Sequence[Prediction], groups: Sequence[str]
) -> dict[str, Any]:
    """How much is marked for review, and how often the rest is right."""
    marked = np.array([p.review for p in predictions])
    right = np.array([STANCES.index(p.stance) for p in predictions]) == truth
    measured = {"share_marked_for_review": _mean(marked, groups)}
    kept = np.flatnonzero(~marked)
    if len(kept):
        measured["accuracy_of_the_rest"] = _mean(right[kept], [groups[i] for i in kept.tolist()])
    return measured


def _mean(values: np.ndarray, groups: Sequence[str]) -> dict[str, float]:
    low, high = bootstrap_interval(lambda rows: float(values[rows].mean()), groups)
    return {"value": float(values.mean()), "low": low, "high": high}
