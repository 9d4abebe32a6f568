"""What the model reads: the statement, paired with what it is about (the offer, then the context)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Literal

from stancenlp.errors import DataError
from stancenlp.schema import Statement

Part = Literal["offer", "context"]

#: Stands in the context where the statement's own words were.
ELLIPSIS = "…"
_MIN_WORDS = 5
_PIECE_END = re.compile(r"[.!?,;:]*(?:(?<=[.!?])\s+|(?<=,)\s+(?=[A-Z])|$)")
_REPEATED = re.compile(r"…(?:[.!?,]*\s*…)*[.!?,]*(?=[\"”’\s]|$)")
#: Texts longer than this (in characters) are cut before tokenising: far above the token limit.
MAX_CHARACTERS = 20_000


def frame(statement: Any, parts: Collection[str], where: str = "statement") -> tuple[str, str]:
    """A statement as the pair of texts that the model reads; the second may be empty.

    Parameters
    ----------
    statement : a string, a mapping with ``text`` (and perhaps ``offer`` and ``context``), or a
        :class:`Statement`.
    parts : what the second text is made of.
    where : names the statement in errors.

    Raises
    ------
    DataError : the statement has no text, or is none of the above.

    >>> frame({"text": "We will not.", "offer": "2%", "context": '"We will not," she said.'},
    ...       ("offer", "context"))
    ('We will not.', 'Offer: 2% | "We will not," she said.')
    """
    text: Any
    offer: Any
    context: Any
    if isinstance(statement, str):
        text, offer, context = statement, None, None
    elif isinstance(statement, Statement):
        text, offer, context = statement.text, statement.offer, statement.context
    elif isinstance(statement, Mapping):
        text, offer, context = (statement.get(key) for key in ("text", "offer", "context"))
    else:
        raise DataError(
            f"{where}: a statement is a string, a mapping with 'text', or a Statement, "
            f"not {type(statement).__name__}"
        )
    if not isinstance(text, str) or not text.strip():
        raise DataError(f"{where}: has no text; give the statement's words in 'text'")
    about = []
    if "offer" in parts and offer:
        about.append(f"Offer: {offer}")
    if "context" in parts and context:
        about.append(around(str(context), text))
    return text[:MAX_CHARACTERS], " | ".join(part for part in about if part)[:MAX_CHARACTERS]


def around(context: str, text: str) -> str:
    """The context with the sentences of the statement itself cut to an ellipsis: once is enough.

    Short pieces (partial quotes) stay where they are, for they are read with their sentence.

    >>> around('"We are far apart on this and nobody should pretend," Ms Cole said.',
    ...        "We are far apart on this and nobody should pretend,")
    '"…" Ms Cole said.'
    """
    for piece in _PIECE_END.split(text):
        if len(piece.split()) >= _MIN_WORDS:
            context = context.replace(piece, ELLIPSIS, 1)
    return _REPEATED.sub(ELLIPSIS, context)
