"""From texts to full batches and back: tokens, sorted by length, cut by a token budget, in order."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Encoding, Tokenizer

from stancenlp.stance.released import ModelConfig

#: Logits of each question, float (n, labels); of a pointer (n, tokens).
Logits = dict[str, np.ndarray]


def load_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    """The fast tokenizer in a ``tokenizer.json``, cutting pairs to ``max_tokens``."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


class BatchedBackend(ABC):
    """A backend that runs texts in full batches; a subclass says how one batch is run.

    A subclass sets ``config``, ``_tokenizer`` and ``_pad_id`` before the first call.
    """

    config: ModelConfig
    _tokenizer: Tokenizer
    _pad_id: int
    #: Tokens (with padding) in one batch, at most.
    tokens_per_batch: int

    @abstractmethod
    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        """Logits of one batch, from token ids and mask, int64 (batch, tokens)."""

    def encodings(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """The tokens of each text, as the model reads them."""
        paired = bool(self.config.parts)
        encoded: list[Encoding] = self._tokenizer.encode_batch(
            [pair if paired else pair[0] for pair in pairs]
        )
        return encoded

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits:
        """Logits of each question, float array (n, labels), rows in the order of ``pairs``.

        A pointer's are (n, tokens), those of a text as in its :meth:`encodings`, what follows 0.

        Parameters
        ----------
        batch_size : pairs in one batch at most; longest first, so that a batch that does not fit in
            memory fails at once.
        on_progress : called with the number of pairs done after each batch.
        """
        ids = [encoding.ids for encoding in self.encodings(pairs)]
        sizes = {question: len(labels) for question, labels in self.config.heads.items()}
        sizes |= dict.fromkeys(self.config.pointers, max(map(len, ids), default=0))
        rows = {question: np.zeros((len(pairs), size)) for question, size in sizes.items()}
        for batch in batches([len(tokens) for tokens in ids], batch_size, self.tokens_per_batch):
            answers = self._forward(*padded([ids[i] for i in batch], self._pad_id))
            for question, values in answers.items():
                rows[question][batch, : values.shape[1]] = values
            if on_progress:
                on_progress(len(batch))
        return rows


def batches(lengths: Sequence[int], batch_size: int, tokens_per_batch: int) -> Iterator[list[int]]:
    """The positions of ``lengths``, longest first, in batches of texts of about one length."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i], reverse=True)
    start = 0
    while start < len(order):
        longest = max(1, lengths[order[start]])
        size = max(1, min(batch_size, tokens_per_batch // longest))
        yield order[start : start + size]
        start += size


def padded(ids: Sequence[Sequence[int]], pad_id: int) -> tuple[np.ndarray, np.ndarray]:
    """Token ids and mask, int64 (texts, tokens of the longest)."""
    longest = max(map(len, ids))
    tokens = np.full((len(ids), longest), pad_id, dtype=np.int64)
    mask = np.zeros((len(ids), longest), dtype=np.int64)
    for row, text in enumerate(ids):
        tokens[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return tokens, mask


def cores() -> int:
    """How many threads to use: OMP_NUM_THREADS, else the cores that this process may run on."""
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    if allowed.isdecimal() and int(allowed):
        return int(allowed)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
