"""Argilla 2 records (``Dataset.records.to_json``): votes are responses, the model's labels suggestions.

Argilla names people by UUIDs. A name that is none becomes one derived from it, and comes back by the
names kept in the metadata.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from stancenlp.errors import DataError
from stancenlp.interchange.labelled import ANSWERS, Labelled, named, plain
from stancenlp.jsonl import validate_record
from stancenlp.schema import ASPECTS

_KEY = "argilla"
#: Metadata holds text and numbers; everything else of a record goes into this one, as JSON.
_REST = "stancenlp"
_FIELDS = ("text", "offer", "context")
_QUESTIONS = ("stance", "sentiment", *ASPECTS)


def dump(record: Labelled) -> dict[str, Any]:
    """A record as an Argilla record, with what that held when it was loaded."""
    kept = (record.model_extra or {}).get(_KEY) or {}
    values = plain(record, {"votes", _KEY, *_FIELDS, "statement_id"})
    simple = {k: v for k, v in values.items() if _simple(v) and k not in ANSWERS}
    rest = {k: v for k, v in values.items() if k not in simple}
    votes = [vote.model_dump(mode="json", exclude_unset=True) for vote in record.votes]
    people = {_user(vote.get("annotator"), n): vote for n, vote in enumerate(votes)}
    rest["votes"] = {
        user: {k: v for k, v in vote.items() if k not in ("stance", "sentiment", "aspects")}
        for user, vote in people.items()
    }
    return {
        "status": "completed" if votes else "pending",
        **(kept.get("record") or {}),
        "id": record.statement_id,
        "fields": {
            **(kept.get("fields") or {}),
            **{
                name: getattr(record, name) for name in _FIELDS if getattr(record, name) is not None
            },
        },
        "metadata": {**simple, _REST: json.dumps(rest, ensure_ascii=False)},
        "suggestions": kept.get("suggestions") or _suggestions(record),
        "responses": _responses(people, kept.get("responses") or {}),
    }


def load(item: dict[str, Any], where: str) -> Labelled:
    """An Argilla record as a record. Raises ``DataError``."""
    fields, metadata = _object(item, "fields", where), dict(_object(item, "metadata", where))
    responses = _object(item, "responses", where)
    try:
        rest = json.loads(metadata.pop(_REST, None) or "{}")
    except ValueError:
        raise DataError(f"{where}: metadata.{_REST} is not JSON; leave it as it was") from None
    stored = rest.pop("votes", {})
    votes: dict[str, dict[str, Any]] = {}
    for question in _QUESTIONS:
        for response in responses.get(question) or []:
            vote = votes.setdefault(str(response.get("user_id")), {})
            where_to = vote.setdefault("aspects", {}) if question in ASPECTS else vote
            where_to[question] = response.get("value")
    kept = {
        "record": {
            k: v
            for k, v in item.items()
            if k not in ("id", "fields", "metadata", "suggestions", "responses")
        },
        "fields": {k: v for k, v in fields.items() if k not in _FIELDS},
        "responses": {k: v for k, v in responses.items() if k not in _QUESTIONS},
        "suggestions": None if "prediction" in rest else item.get("suggestions"),
    }
    values = {
        **metadata,
        **{name: fields[name] for name in _FIELDS if name in fields},
        **rest,
        "votes": [
            {"annotator": user, **stored.get(user, {}), **vote}
            for user, vote in votes.items()
            if vote.get("stance") is not None
        ],
        _KEY: kept,
    }
    if item.get("id") is not None:
        values["statement_id"] = str(item["id"])
    return validate_record(named(values, "argilla", None), Labelled, where)


def _responses(people: dict[str, dict[str, Any]], others: dict[str, Any]) -> dict[str, Any]:
    responses: dict[str, list[dict[str, Any]]] = {}
    for user, vote in people.items():
        answers = {**vote, **(vote.get("aspects") or {})}
        for question in _QUESTIONS:
            if answers.get(question) is not None:
                responses.setdefault(question, []).append(
                    {"value": answers[question], "user_id": user}
                )
    return {**others, **responses}


def _suggestions(record: Labelled) -> dict[str, Any]:
    if record.prediction is None:
        return {}
    answers = record.prediction.model_dump(mode="json")
    answers |= answers["aspects"]
    made = {q: {"value": answers[q], "agent": record.prediction.model} for q in _QUESTIONS}
    made["stance"]["score"] = record.prediction.confidence
    return made


def _user(annotator: str | None, number: int) -> str:
    if annotator is None:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"stancenlp:nobody:{number}"))
    try:
        return str(uuid.UUID(annotator)) if annotator.count("-") == 4 else _derived(annotator)
    except ValueError:
        return _derived(annotator)


def _derived(annotator: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"stancenlp:{annotator}"))


def _simple(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _object(item: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = item.get(key) or {}
    if not isinstance(value, dict):
        raise DataError(f"{where}: {key} is no object; export the records with records.to_json")
    return value
