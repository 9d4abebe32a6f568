"""The quotation extractor of textacy, for comparison (Krestel et al. 2008, by its documentation)."""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING

from stancenlp.errors import StanceError
from stancenlp.extraction.frames import PIPELINES

if TYPE_CHECKING:
    from spacy.language import Language

_MARKS = "“”\"‘’'«» \n"


def textacy_quotations(text: str) -> dict[tuple[int, int], str] | None:
    """(start, end) of each quotation without its marks -> its speaker, as textacy finds them.

    None where textacy refuses the article, because it counts an odd number of marks.

    Raises
    ------
    StanceError : textacy is not installed.
    """
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError as error:
        raise StanceError("textacy is not installed; run `pip install textacy`") from error
    try:
        triples = list(direct_quotations(_pipeline()(text)))
    except ValueError:
        return None
    found = {}
    for triple in triples:
        words, start = triple.content.text, triple.content.start_char
        low = start + len(words) - len(words.lstrip(_MARKS))
        high = start + len(words.rstrip(_MARKS))
        found[low, high] = " ".join(token.text for token in triple.speaker)
    return found


@functools.cache
def _pipeline() -> Language:
    """The same small English pipeline, whole: textacy reads parts of speech and lemmas."""
    for name in PIPELINES:
        try:
            pipeline: Language = importlib.import_module(name).load()
        except ImportError:
            continue
        return pipeline
    raise StanceError(f"none of {', '.join(PIPELINES)} is installed")
