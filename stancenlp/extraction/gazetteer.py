"""The list of organisations known before an article is read: ``organisations.jsonl``, as data."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Organisation:
    """An organisation as the article (or the gazetteer) names it."""

    name: str
    side: str
    known: bool = False


@functools.cache
def _records() -> list[dict[str, Any]]:
    lines = resources.files("stancenlp.extraction").joinpath("organisations.jsonl")
    return [json.loads(line) for line in lines.read_text("utf-8").splitlines()]


@functools.cache
def gazetteer() -> dict[str, tuple[Organisation, bool]]:
    """Every name and alias -> (organisation, whether the bare name may mean something else)."""
    entries: dict[str, tuple[Organisation, bool]] = {}
    for record in _records():
        organisation = Organisation(record["name"], record["side"], known=True)
        doubtful = bool(record.get("ambiguous"))
        for alias in (record["name"], *record["aliases"]):
            single = " " not in alias and not alias.isupper()
            entries.setdefault(key_of(alias), (organisation, doubtful and single))
    return entries


#: Where a name of several words may begin.
_BEGINNING = re.compile(r"(?<![\w.])(?:[A-ZÀ-ÖØ-Þ]|\d{2,4}(?: ?[A-Z]{2}))[\w.]*")
#: "Air Savoie-NLM" is more than Air Savoie, "Local 7-310" another than Local 7.
_GOES_ON = re.compile(r"[^\W_]|-[A-Z\d]")
_UNION_AT_THE_END = re.compile(r"\b[Uu]nion$")


@functools.cache
def _by_first_word() -> dict[str, list[tuple[str, Organisation]]]:
    """The names of several words, as written, by the first one; the longest first."""
    names: dict[str, list[tuple[str, Organisation]]] = {}
    for record in _records():
        body = Organisation(record["name"], record["side"], known=True)
        for alias in {record["name"], *record["aliases"]}:
            name = _without_article(alias)
            first = _BEGINNING.match(name)
            if first and " " in name:
                for form in {
                    name,
                    *(_UNION_AT_THE_END.sub(word, name) for word in ("union", "Union")),
                }:
                    names.setdefault(first.group(), []).append((form, body))
    for forms in names.values():
        forms.sort(key=lambda form: (-len(form[0]), form[0]))
    return names


def listed_names(text: str) -> list[tuple[int, int, Organisation]]:
    """Where a text has a listed name of several words as the list writes it, however it is built.

    Commas, initials, numbers and small words are parts of such a name: "B.C. Teachers' Federation",
    "American Federation of State, County and Municipal Employees".
    """
    plain = text.replace("’", "'")
    found: list[tuple[int, int, Organisation]] = []
    position = 0
    for match in _BEGINNING.finditer(plain):
        if match.start() < position:
            continue
        for name, body in _by_first_word().get(match.group(), ()):
            end = match.start() + len(name)
            if plain.startswith(name, match.start()) and not _GOES_ON.match(plain, end):
                found.append((match.start(), end, body))
                position = end
                break
    return found


def _without_article(name: str) -> str:
    return name.replace("’", "'").removeprefix("the ").removeprefix("The ")


def key_of(name: str) -> str:
    key = _without_article(name)
    return key if key.isupper() and len(key) <= 6 else key.casefold()
