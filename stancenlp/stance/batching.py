"""From texts to full batches and back: tokens, sorted by length, cut by a token budget, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

#: Logits of each question, float (n, labels).
Logits = dict[str, np.ndarray]
#: Runs one batch: token ids and mask, int64 (batch, tokens), to logits.
Forward = Callable[[np.ndarray, np.ndarray], Logits]


def load_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    """The fast tokenizer in a ``tokenizer.json``, cutting pairs to ``max_tokens``."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


def run(
    pairs: Sequence[tuple[str, str]],
    tokenizer: Tokenizer,
    forward: Forward,
    heads: dict[str, tuple[str, ...]],
    *,
    paired: bool,
    pad_id: int,
    batch_size: int,
    tokens_per_batch: int,
    on_progress: Callable[[int], None] | None = None,
) -> Logits:
    """Logits of each question, rows in the order of ``pairs``.

    Parameters
    ----------
    paired : whether the model reads the second text of a pair.
    batch_size, tokens_per_batch : pairs, and tokens with padding, in one batch at most; longest first,
        so that a batch that does not fit in memory fails at once.
    on_progress : called with the number of pairs done after each batch.
    """
    encodings = tokenizer.encode_batch([pair if paired else pair[0] for pair in pairs])
    ids = [encoding.ids for encoding in encodings]
    rows = {question: np.zeros((len(pairs), len(labels))) for question, labels in heads.items()}
    for batch in batches([len(tokens) for tokens in ids], batch_size, tokens_per_batch):
        for question, values in forward(*padded([ids[i] for i in batch], pad_id)).items():
            rows[question][batch] = values
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
