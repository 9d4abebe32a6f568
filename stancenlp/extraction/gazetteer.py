"""The list of organisations known before an article is read: ``organisations.jsonl``, as data."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Organisation:
    """An organisation as the article (or the gazetteer) names it."""

    name: str
    side: str
    known: bool = False


@functools.cache
def gazetteer() -> dict[str, tuple[Organisation, bool]]:
    """Every name and alias -> (organisation, whether the bare name may mean something else)."""
    entries: dict[str, tuple[Organisation, bool]] = {}
    lines = resources.files("stancenlp.extraction").joinpath("organisations.jsonl")
    for line in lines.read_text("utf-8").splitlines():
        record = json.loads(line)
        organisation = Organisation(record["name"], record["side"], known=True)
        doubtful = bool(record.get("ambiguous"))
        for alias in (record["name"], *record["aliases"]):
            single = " " not in alias and not alias.isupper()
            entries.setdefault(key_of(alias), (organisation, doubtful and single))
    return entries


def key_of(name: str) -> str:
    key = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
    return key if key.isupper() and len(key) <= 6 else key.casefold()
