"""Scores each input once: wires on one story print the same words a hundred times."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from stancenlp.stance.backends import Backend
from stancenlp.stance.batching import Logits

#: Inputs that are remembered, at most; the least recently seen goes first. About 20 MB when full.
REMEMBERED = 65_536


class Remembering:
    """A backend in front of another that asks it for each distinct pair only once.

    Parameters
    ----------
    backend : the one that runs the network.
    heads : labels of each question.
    """

    def __init__(self, backend: Backend, heads: dict[str, tuple[str, ...]]) -> None:
        self.backend = backend
        self._heads = heads
        self._known: OrderedDict[bytes, np.ndarray] = OrderedDict()

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits:
        """As the backend's own; ``on_progress`` counts what was known before the first batch."""
        keys = [_key(pair) for pair in pairs]
        fresh = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self._known}
        rows = {key: self._known[key] for key in keys if key in self._known}
        if on_progress:
            on_progress(len(pairs) - len(fresh))
        if fresh:
            logits = self.backend.logits(list(fresh.values()), batch_size, on_progress)
            joined = np.concatenate([logits[question] for question in self._heads], axis=1)
            rows.update(zip(fresh, joined.astype(np.float32), strict=True))
        for key, row in rows.items():
            self._known[key] = row.copy()  # a view would keep its whole batch
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        widths = [len(labels) for labels in self._heads.values()]
        table = np.stack([rows[key] for key in keys]) if keys else np.zeros((0, sum(widths)))
        parts = np.split(table.astype(np.float64), np.cumsum(widths)[:-1], axis=1)
        return dict(zip(self._heads, parts, strict=True))


def _key(pair: tuple[str, str]) -> bytes:
    words = "\0".join(pair).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(words, digest_size=16).digest()
