"""Label Studio tasks (JSON): a statement is a task's ``data``, a vote an annotation of ``Choices``.

The labelling interface needs ``<Text name="text" value="$text"/>`` and ``<Choices toName="text">`` named
``stance``, ``sentiment`` and, where wanted, as the aspects. The decided labels are the ground truth.
"""

from __future__ import annotations

from typing import Any

from stancenlp.errors import DataError
from stancenlp.interchange.labelled import ANSWERS, Labelled, named, plain
from stancenlp.jsonl import validate_record
from stancenlp.schema import ASPECTS, Vote

_KEY = "label_studio"
#: What a vote holds beyond the schema, in its annotation.
_REST = "stancenlp"
_QUESTIONS = ("stance", "sentiment", *ASPECTS)


def dump(record: Labelled) -> dict[str, Any]:
    """A record as a task, with what the task held when it was loaded."""
    kept = (record.model_extra or {}).get(_KEY) or {}
    annotations = [_annotation(vote.model_dump(mode="json"), False) for vote in record.votes]
    if record.stance is not None:
        decided = {**record.model_dump(mode="json"), _KEY: kept.get("decided") or {}}
        decided["annotator"] = decided[_KEY].get("annotator", "adjudicator")
        annotations.append(_annotation(decided, True))
    task = {**(kept.get("task") or {}), "data": plain(record, {*ANSWERS, _KEY})}
    task["annotations"] = annotations
    if "predictions" not in task and record.prediction is not None:
        answers = record.prediction.model_dump(mode="json")
        task["predictions"] = [
            {
                "model_version": record.prediction.model,
                "score": record.prediction.confidence,
                "result": _results(answers, {}),
            }
        ]
    return task


def load(task: dict[str, Any], where: str) -> Labelled:
    """A task as a record. Raises ``DataError``."""
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise DataError(f"{where}: has no data.text; export the project as JSON, not JSON-MIN")
    votes, decided, kept = [], {}, {}
    for annotation in _list(task, "annotations", where):
        vote = _vote(annotation, where)
        if annotation.get("ground_truth") is True:
            decided = {q: vote.get(q) for q in ("stance", "sentiment", "aspects")}
            kept["decided"] = {**vote[_KEY], "annotator": vote["annotator"]}
        elif vote.get("stance") is not None:
            votes.append(vote)
    ours = isinstance(data.get("prediction"), dict)
    kept["task"] = {
        key: value
        for key, value in task.items()
        if key not in ("data", "annotations") and not (key == "predictions" and ours)
    }
    values = {**data, **decided, "votes": votes, _KEY: kept}
    return validate_record(named(values, "label-studio", task.get("id")), Labelled, where)


def _annotation(answers: dict[str, Any], ground_truth: bool) -> dict[str, Any]:
    kept = answers.get(_KEY) or {}
    known = (*Vote.model_fields, _KEY)
    rest = {} if ground_truth else {k: v for k, v in answers.items() if k not in known}
    return {
        "completed_by": {"email": answers.get("annotator")},
        "ground_truth": ground_truth,
        **(kept.get("fields") or {}),
        **({_REST: rest} if rest else {}),
        "result": _results(answers, kept.get("regions") or {}) + (kept.get("others") or []),
    }


def _results(answers: dict[str, Any], regions: dict[str, Any]) -> list[dict[str, Any]]:
    given = {**answers, **(answers.get("aspects") or {})}
    return [
        {
            "from_name": question,
            "to_name": "text",
            "type": "choices",
            **regions.get(question, {}),
            "value": {"choices": [given[question]]},
        }
        for question in _QUESTIONS
        if given.get(question) is not None
    ]


def _vote(annotation: dict[str, Any], where: str) -> dict[str, Any]:
    """An annotation as a vote; what is no answer to our questions is kept under ``label_studio``."""
    answers: dict[str, Any] = {}
    regions, others = {}, []
    for region in _list(annotation, "result", where):
        value = region.get("value")
        value = value if isinstance(value, dict) else {}
        question, choices = region.get("from_name"), value.get("choices")
        if (
            question not in _QUESTIONS
            or not choices
            or not isinstance(choices, list)
            or len(value) > 1
        ):
            others.append(region)
        elif len(choices) > 1:
            raise DataError(f"{where}: {question} has {len(choices)} choices; one is needed")
        else:
            answers[question] = choices[0]
            regions[question] = {k: v for k, v in region.items() if k != "value"}
    person = annotation.get("completed_by")
    if isinstance(person, dict):
        person = person.get("email") or person.get("id")
    aspects = {name: answers.pop(name) for name in ASPECTS if name in answers}
    fields = {k: v for k, v in annotation.items() if k not in ("result", _REST)}
    rest = annotation.get(_REST)
    return {
        **(rest if isinstance(rest, dict) else {}),
        "annotator": None if person is None else str(person),
        **answers,
        "aspects": aspects or None,
        _KEY: {"fields": fields, "regions": regions, "others": others},
    }


def _list(values: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    found = values.get(key) or []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise DataError(f"{where}: {key} is no list of objects")
    return found
