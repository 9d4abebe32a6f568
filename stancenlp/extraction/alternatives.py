"""A pattern for any phrase of a list, by first letters: an engine that backtracks tries a few of two hundred."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str], plural: bool = True) -> str:
    """A pattern for any of ``phrases``, longest first; words in capitals (PM, MP) only as written.

    Parameters
    ----------
    plural : an "s" may follow each.
    """
    ending = "s?" if plural else ""
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        first, rest = ("", phrase) if phrase.isupper() else (phrase[0], phrase[1:])
        written = f"(?-i:{_pattern(rest)})" if phrase.isupper() else _pattern(rest)
        by_first.setdefault(first, []).append(written + ending)
    groups = (f"{_pattern(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return f"(?:{'|'.join(groups)})"


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s").replace("’", "[’']")
