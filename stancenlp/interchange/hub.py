"""Labelled statements as a ``datasets.Dataset``, with the corpus's features, and back.

Fields that the features do not have go into one more column, ``extra``, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from stancenlp.interchange.labelled import Labelled
from stancenlp.jsonl import validate_record
from stancenlp.schema import AnnotatedStatement, features

if TYPE_CHECKING:
    import datasets

EXTRA = "extra"


def to_dataset(records: Iterable[Labelled]) -> datasets.Dataset:
    """The records as a dataset with ``features(AnnotatedStatement)`` and the column ``extra``."""
    import datasets

    columns = features(AnnotatedStatement)
    rows = []
    for record in records:
        values = record.model_dump(mode="json")
        row = {name: values.get(name) for name in columns}
        unknown = _unknown(record)
        unknown |= {k: v for k, v in values.items() if k not in columns and v is not None}
        for name in list(columns):
            if name not in Labelled.model_fields:
                unknown.pop(name, None)  # known to the corpus's schema, and a column of its own
        rows.append({**row, EXTRA: json.dumps(unknown, ensure_ascii=False)})
    columns[EXTRA] = datasets.Value("string")
    return datasets.Dataset.from_list(rows, features=columns)


def from_dataset(dataset: datasets.Dataset) -> list[Labelled]:
    """The records of a dataset; labels may be names or ``ClassLabel`` numbers.

    Raises
    ------
    DataError : a row does not fit the schema; the message names row and field.
    """
    records = []
    for number, row in enumerate(dataset, 1):
        values = {
            name: _named(value, dataset.features.get(name))
            for name, value in row.items()
            if name != EXTRA
        }
        values = _merged(_pruned(values), json.loads(row.get(EXTRA) or "{}"))
        records.append(validate_record(values, Labelled, f"row {number}"))
    return records


def _unknown(value: Any) -> Any:
    """What a record and those within it hold beyond their schema."""
    if isinstance(value, BaseModel):
        inside = {name: _unknown(getattr(value, name)) for name in type(value).model_fields}
        return {**(value.model_extra or {}), **{k: v for k, v in inside.items() if v}}
    if isinstance(value, list):
        inside_list = [_unknown(item) for item in value]
        return inside_list if any(inside_list) else []
    return {}


def _named(value: Any, feature: Any) -> Any:
    """Numbers of class labels as their names, at every depth."""
    import datasets

    if isinstance(feature, datasets.ClassLabel):
        return feature.int2str(value) if isinstance(value, int) else value
    if isinstance(feature, dict) and isinstance(value, dict):
        return {name: _named(item, feature.get(name)) for name, item in value.items()}
    inner = getattr(feature, "feature", None)
    if inner is not None and isinstance(value, list):
        return [_named(item, inner) for item in value]
    return value


def _pruned(value: Any) -> Any:
    """Without the nulls that Arrow puts where nothing was."""
    if isinstance(value, dict):
        cleaned = {name: _pruned(item) for name, item in value.items()}
        return {name: item for name, item in cleaned.items() if item is not None} or None
    return [_pruned(item) for item in value] if isinstance(value, list) else value


def _merged(known: Any, extra: Any) -> Any:
    if isinstance(known, dict) and isinstance(extra, dict):
        return {**known, **{k: _merged(known.get(k), v) for k, v in extra.items()}}
    if isinstance(known, list) and isinstance(extra, list) and len(known) == len(extra):
        return [_merged(a, b) for a, b in zip(known, extra, strict=True)]
    return known if extra == {} else extra
