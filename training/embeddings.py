"""Sentence vectors of the untouched base encoder, kept in the user's cache: each text is encoded once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from stancenlp.jsonl import atomic_path
from stancenlp.stance.weights import BaseWeights, cache_directory, locate_base

#: Vectors kept at most; the oldest go first (3 kB each).
_KEPT = 30_000
_MAX_TOKENS = 256


def embed(texts: Sequence[str], base: BaseWeights) -> np.ndarray:
    """Mean-pooled vectors of length one, float32 array (n, hidden size).

    They are kept by the sha256 of the text and of the base's weights.

    Raises
    ------
    WeightsError : texts are not in the cache, and the base weights cannot be found.
    """
    path = _cache_file(base)
    known = _read(path)
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        vectors = _encode(list(missing.values()), locate_base(base))
        known.update(zip(missing, vectors, strict=True))
        _write(path, known)
    return np.array([known[key] for key in keys], dtype=np.float32)


def _encode(texts: Sequence[str], folder: Path) -> np.ndarray:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    encoder = AutoModel.from_pretrained(
        folder, use_safetensors=True, local_files_only=True, trust_remote_code=False
    ).eval()
    vectors = np.zeros((len(texts), encoder.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            batch = tokenizer(
                [texts[i] for i in rows],
                padding=True,
                truncation=True,
                max_length=_MAX_TOKENS,
                return_tensors="pt",
            )
            states = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            pooled = (states * mask).sum(1) / mask.sum(1)
            vectors[rows] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
    return vectors


def _cache_file(base: BaseWeights) -> Path:
    return cache_directory() / "embeddings" / f"{base.sha256[:16]}-{_MAX_TOKENS}.npz"


def _read(path: Path) -> dict[str, np.ndarray]:
    """What is kept, oldest first; nothing if the file is not there or damaged."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _write(path: Path, known: dict[str, np.ndarray]) -> None:
    newest = list(known.items())[-_KEPT:]
    with atomic_path(path) as part, open(part, "wb") as stream:
        np.savez(
            stream,
            keys=np.array([key for key, _ in newest]),
            vectors=np.array([vector for _, vector in newest]),
        )
