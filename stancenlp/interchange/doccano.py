"""doccano JSON Lines for text classification: the labels are stance and sentiment, the rest is metadata.

Label names are the stances (and ``none``), and ``sentiment:negative`` … for the sentiment.
"""

from __future__ import annotations

from typing import Any

from stancenlp.errors import DataError
from stancenlp.interchange.labelled import Labelled, named, plain
from stancenlp.jsonl import validate_record
from stancenlp.schema import SENTIMENTS, STANCES

_KEY = "doccano"
_TONE = "sentiment:"


def dump(record: Labelled) -> dict[str, Any]:
    """A record as a line's object. The decided labels are its labels; votes are metadata."""
    kept = (record.model_extra or {}).get(_KEY) or {}
    labels: list[str] = [record.stance] if record.stance else []
    labels += [_TONE + record.sentiment] if record.sentiment else []
    values = plain(record, {"text", "stance", "sentiment", _KEY})
    return {
        **(kept.get("fields") or {}),
        "text": record.text,
        "label": [*labels, *(kept.get("labels") or [])],
        **values,
    }


def load(line: dict[str, Any], where: str, annotator: str | None = None) -> Labelled:
    """A line's object as a record; with ``annotator`` the labels are a vote. Raises ``DataError``."""
    values = dict(line)
    labels = values.pop("label", None) or values.pop("labels", None) or []
    labels = [labels] if isinstance(labels, str) else labels
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise DataError(
            f"{where}: label is no list of names; export a text classification project as JSONL"
        )
    stance = _one([label for label in labels if label in (*STANCES, "none")], where)
    tones = [t for label in labels if (t := label.removeprefix(_TONE)) in SENTIMENTS]
    sentiment = _one(tones, where)
    others = [
        label
        for label in labels
        if label not in (*STANCES, "none") and label.removeprefix(_TONE) not in SENTIMENTS
    ]
    kept: dict[str, Any] = {"labels": others}
    if "id" in values:
        kept["fields"] = {"id": values.pop("id")}
    if annotator is not None and stance is not None:
        vote = {"annotator": annotator, "stance": stance, "sentiment": sentiment}
        values["votes"] = [*(values.get("votes") or []), vote]
    elif stance != "none":
        values.update({"stance": stance} if stance else {})
        values.update({"sentiment": sentiment} if sentiment else {})
    else:
        kept["labels"] = ["none", *others]
    key = (kept.get("fields") or {}).get("id")
    return validate_record(named({**values, _KEY: kept}, "doccano", key), Labelled, where)


def _one(found: list[str], where: str) -> str | None:
    if len(found) > 1:
        raise DataError(f"{where}: has the labels {' and '.join(found)}; one is needed")
    return found[0] if found else None
