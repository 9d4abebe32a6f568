"""Labelled statements to and from the formats of annotation tools; fields nobody knows survive.

Each tool has a module with ``dump`` (record -> the tool's object) and ``load`` (the other way). The
records of ``datasets`` are in ``hub.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args

from stancenlp.errors import DataError
from stancenlp.interchange import argilla, doccano, label_studio
from stancenlp.interchange.labelled import Labelled
from stancenlp.jsonl import dump_record, parse_record

Form = Literal["jsonl", "label-studio", "argilla", "doccano"]
FORMS: tuple[str, ...] = get_args(Form)

#: A file larger than this is refused: it would be read whole.
MAX_BYTES = 256 * 1024 * 1024

__all__ = ["FORMS", "Form", "Labelled", "convert", "dumps", "loads", "recognise"]

_DUMP: dict[str, Callable[[Labelled], dict[str, Any]]] = {
    "label-studio": label_studio.dump,
    "argilla": argilla.dump,
    "doccano": doccano.dump,
}
_LOAD: dict[str, Callable[..., Labelled]] = {
    "label-studio": label_studio.load,
    "argilla": argilla.load,
    "doccano": doccano.load,
}


def dumps(records: Iterable[Labelled], form: str) -> str:
    """Records as the text of a file that the tool imports.

    ``jsonl`` is the project's own format; ``doccano`` takes JSON Lines too, the others one JSON array.
    """
    if form == "jsonl":
        return "".join(dump_record(record) + "\n" for record in records)
    made = [_DUMP[form](record) for record in records]
    if form == "doccano":
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in made)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def loads(text: str, form: str, where: str, annotator: str | None = None) -> list[Labelled]:
    """The records in the text of a file that the tool exported.

    Parameters
    ----------
    where : names the file in errors.
    annotator : doccano only, whose files do not say who labelled: the labels are this person's vote
        and decide nothing.

    Raises
    ------
    DataError : the text is not what the tool writes; the message names file, place and field.
    """
    if form == "jsonl":
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        return [parse_record(line, Labelled, f"{where}:{n}") for n, line in lines]
    extra = {"annotator": annotator} if form == "doccano" else {}
    return [_LOAD[form](item, place, **extra) for place, item in _items(text, where)]


def recognise(text: str, where: str) -> Form:
    """The format that a text is in, by what its first object holds. Raises ``DataError``."""
    items = _items(text, where)
    if not items:
        raise DataError(f"{where}: holds no record")
    first = items[0][1]
    marks: dict[str, Form] = {"data": "label-studio", "fields": "argilla", "label": "doccano"}
    return next((form for mark, form in marks.items() if mark in first), "jsonl")


def convert(
    path: str | os.PathLike[str], source: str, target: str, annotator: str | None = None
) -> str:
    """The text of a file of one format as that of another. Raises ``DataError``."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    if len(data) > MAX_BYTES:
        raise DataError(f"{path}: is larger than {MAX_BYTES // 1024**2} MB; split it")
    return dumps(loads(text, source, str(path), annotator), target)


def _items(text: str, where: str) -> list[tuple[str, dict[str, Any]]]:
    """The JSON objects of an array or of JSON Lines, each with its place."""
    try:
        if text.lstrip("\ufeff \t\r\n").startswith("["):
            values = json.loads(text.lstrip("\ufeff"))
            found = [(f"{where}, item {n}", value) for n, value in enumerate(values, 1)]
        else:
            found = [
                (f"{where}:{n}", json.loads(line))
                for n, line in enumerate(text.lstrip("\ufeff").split("\n"), 1)
                if line.strip()
            ]
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: not JSON ({error}); export it from the tool again") from None
    for place, value in found:
        if not isinstance(value, dict):
            raise DataError(f"{place}: a JSON object is needed, not {type(value).__name__}")
    return found
