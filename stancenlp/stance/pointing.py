"""Answers that are words of the text: from scores of its tokens to the name that they point at.

As in extractive question answering (Devlin et al. 2019): one score a token for where an answer begins, one
for where it ends, and the first token ([CLS]) for none. A name that stands in the text several times gets
the probabilities of all its places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

#: A name has so many tokens at most.
_LONGEST = 14
#: Places of less probability are left out.
_LEAST = 1e-3


class Encoding(Protocol):
    """What is needed of ``tokenizers.Encoding``: of each token, which text it is of, and where it stands."""

    @property
    def sequence_ids(self) -> Sequence[int | None]: ...

    @property
    def offsets(self) -> Sequence[tuple[int, int]]: ...


def pointed_at(
    text: str, encoding: Encoding, starts: np.ndarray, ends: np.ndarray
) -> tuple[str, float]:
    """The most probable answer in the first text of a pair, and its probability; "" for none.

    Parameters
    ----------
    text : the first text of the pair.
    encoding : of the pair.
    starts, ends : float arrays (tokens or more,), the scores of where the answer begins and ends.
    """
    spans, nothing = spans_pointed_at(text, encoding, starts, ends)
    chances: dict[str, float] = {}
    spelt: dict[str, str] = {}
    for (low, high), chance in spans.items():
        name = text[low:high]
        key = name.casefold()
        spelt.setdefault(key, name)
        chances[key] = chances.get(key, 0.0) + chance
    if not chances:
        return "", 1.0
    best = max(chances, key=chances.__getitem__)
    return (spelt[best], chances[best]) if chances[best] > nothing else ("", nothing)


def spans_pointed_at(
    text: str, encoding: Encoding, starts: np.ndarray, ends: np.ndarray
) -> tuple[dict[tuple[int, int], float], float]:
    """The places of the first text that may be the answer, with their probabilities, and that of none.

    Places are widened to whole words. Parameters as of :func:`pointed_at`.
    """
    of_text = [token for token, of in enumerate(encoding.sequence_ids) if of == 0]
    tokens = [0, *of_text]
    begins, stops = _softmax(starts[tokens]), _softmax(ends[tokens])
    chances: dict[tuple[int, int], float] = {}
    for length in range(min(_LONGEST, len(of_text))):
        together = begins[1 : len(tokens) - length] * stops[1 + length :]
        for first in np.flatnonzero(together > _LEAST):
            low = encoding.offsets[of_text[first]][0]
            high = encoding.offsets[of_text[first + length]][1]
            span = _whole_words(text, low, high)
            chances[span] = chances.get(span, 0.0) + float(together[first])
    return chances, float(begins[0] * stops[0])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]


def _whole_words(text: str, low: int, high: int) -> tuple[int, int]:
    """A span widened to the ends of the words that it cuts, up to a bracket that it leaves open."""
    while low > 0 and text[low - 1].isalnum() and text[low].isalnum():
        low -= 1
    while high < len(text) and text[high].isalnum() and text[high - 1].isalnum():
        high += 1
    opened = text.rfind("(", low, high)
    if opened > low and ")" not in text[opened:high]:
        high = low + len(text[low:opened].rstrip())
    return low, high


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    shares: np.ndarray = powers / powers.sum()
    return shares
