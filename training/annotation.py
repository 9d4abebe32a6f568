"""From annotators' votes to adjudicated statements; no vote is ever dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from stancenlp.errors import DataError
from stancenlp.schema import ASPECTS, AnnotatedStatement, Annotation, Statement, Vote

#: The annotator name under which an adjudicator's decisions are filed.
ADJUDICATOR = "adjudicator"


def merge(
    statements: Iterable[Statement], annotations: Iterable[Annotation]
) -> tuple[list[AnnotatedStatement], list[Statement]]:
    """Join statements with their annotations.

    The adjudicator's label decides where there is one; else the majority of the votes. Every vote
    is kept in ``votes``, an adjudicator's reason in ``adjudication``.

    Returns the annotated statements, and those that were left out because they bear on no dispute
    (stance ``none``) or have no decision: fewer than two votes, or a tie that nobody decided.

    Raises
    ------
    DataError : two statements share an id, an annotation names a statement that is not among ``statements``, or one annotator
        labelled a statement twice.
    """
    by_id: dict[str, Statement] = {}
    for statement in statements:
        if statement.statement_id in by_id:
            raise DataError(f"{statement.statement_id}: two statements have this id")
        by_id[statement.statement_id] = statement
    votes: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.statement_id not in by_id:
            raise DataError(f"annotation of {annotation.statement_id}: there is no such statement")
        if any(v.annotator == annotation.annotator for v in votes[annotation.statement_id]):
            raise DataError(
                f"{annotation.statement_id}: {annotation.annotator} labelled it twice; keep one"
            )
        votes[annotation.statement_id].append(annotation)
    merged, left_out = [], []
    for statement_id, statement in by_id.items():
        labels = _decide(votes.get(statement_id, []))
        if labels is None or labels["stance"] == "none":
            left_out.append(statement)
        else:
            merged.append(
                AnnotatedStatement.model_validate(
                    {**statement.model_dump(), **labels, "side": "union"}
                )
            )
    return merged, left_out


def _decide(annotations: list[Annotation]) -> dict[str, Any] | None:
    votes = [a for a in annotations if a.annotator != ADJUDICATOR]
    decision = next((a for a in annotations if a.annotator == ADJUDICATOR), None)
    if len(votes) < 2:
        return None
    labels: dict[str, Any] = {}
    for question in ("stance", "sentiment"):
        answer = getattr(decision, question) if decision else None
        labels[question] = answer or majority([getattr(v, question) for v in votes])
        if labels[question] is None:
            return None
    aspects = {}
    for name in ASPECTS:
        answer = getattr(decision.aspects, name) if decision and decision.aspects else None
        aspects[name] = answer or majority(
            [getattr(v.aspects, name) for v in votes if v.aspects is not None]
        )
    labels["aspects"] = aspects if all(aspects.values()) else None
    labels["votes"] = [
        Vote(
            annotator=v.annotator, stance=v.stance, sentiment=v.sentiment, aspects=v.aspects
        ).model_dump()
        for v in votes
    ]
    labels["adjudication"] = decision.note if decision else None
    return labels


def majority(answers: list[Any]) -> Any:
    """The answer that most gave; None where the two most frequent are level."""
    ranked = Counter(answer for answer in answers if answer is not None).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
