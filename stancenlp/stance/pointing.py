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
    of_text = [token for token, of in enumerate(encoding.sequence_ids) if of == 0]
    tokens = [0, *of_text]
    begins, stops = _softmax(starts[tokens]), _softmax(ends[tokens])
    chances: dict[str, float] = {}
    spelt: dict[str, str] = {}
    for length in range(min(_LONGEST, len(of_text))):
        together = begins[1 : len(tokens) - length] * stops[1 + length :]
        for first in np.flatnonzero(together > _LEAST):
            low = encoding.offsets[of_text[first]][0]
            high = encoding.offsets[of_text[first + length]][1]
            low, high = _whole_words(text, low, high)
            name = text[low:high]
            key = name.casefold()
            spelt.setdefault(key, name)
            chances[key] = chances.get(key, 0.0) + float(together[first])
    if not chances:
        return "", 1.0
    best, nothing = max(chances, key=chances.__getitem__), float(begins[0] * stops[0])
    return (spelt[best], chances[best]) if chances[best] > nothing else ("", nothing)


def _whole_words(text: str, low: int, high: int) -> tuple[int, int]:
    """A span widened to the ends of the words that it cuts."""
    while low > 0 and text[low - 1].isalnum() and text[low].isalnum():
        low -= 1
    while high < len(text) and text[high].isalnum() and text[high - 1].isalnum():
        high += 1
    return low, high


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    shares: np.ndarray = powers / powers.sum()
    return shares
