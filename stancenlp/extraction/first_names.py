"""First names that nearly always are a woman's, or a man's, as ``first_names.json`` lists them.

Names that are both (Kim, Pat, Leslie, Sam) are left out: of their bearers the article has to tell.
"""

from __future__ import annotations

import json
from importlib import resources

_NAMES: dict[str, list[str]] = json.loads(
    resources.files("stancenlp.extraction").joinpath("first_names.json").read_text("utf-8")
)
_PRONOUNS = {name: pronoun for pronoun, names in _NAMES.items() for name in names}


def pronoun_of(name: str) -> str | None:
    """ "he" or "she" for a person's full name; None if its first word does not tell."""
    first, _, rest = name.partition(" ")
    return _PRONOUNS.get(first.casefold()) if rest else None
