"""A statement on its way between tools: perhaps with votes, perhaps decided, perhaps neither."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import BaseModel, Field

from stancenlp.schema import Aspects, Prediction, Sentiment, Stance, Statement, Vote

#: The fields that hold somebody's answers; the rest says what the statement is.
ANSWERS = ("stance", "sentiment", "aspects", "votes")


class Labelled(Statement):
    """An ``AnnotatedStatement`` whose decision may be missing; its other fields are kept as they are."""

    stance: Stance | None = None
    sentiment: Sentiment | None = None
    aspects: Aspects | None = None
    votes: list[Vote] = Field(default_factory=list)
    prediction: Prediction | None = None


def plain(record: BaseModel, exclude: set[str] | None = None) -> dict[str, Any]:
    """What was set of a record, as JSON values: no defaults that nobody wrote."""
    return record.model_dump(mode="json", exclude=exclude, exclude_unset=True)


def named(values: dict[str, Any], prefix: str, key: Any) -> dict[str, Any]:
    """The values with a ``statement_id``: the tool's own key, else a hash of the words."""
    if values.get("statement_id"):
        return values
    digest = hashlib.sha256(str(values.get("text")).encode("utf-8", "replace")).hexdigest()[:10]
    return {**values, "statement_id": f"{prefix}-{digest if key is None else key}"}
