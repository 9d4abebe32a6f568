"""Baselines fit the training split; vectors of the base encoder are computed once."""

from __future__ import annotations

import numpy as np
import pytest

from stancenlp.stance.weights import BaseWeights, sha256
from training import baselines, embeddings
from training.corpus import read_split


@pytest.fixture
def base(tiny_base, tmp_path, monkeypatch):
    """The tiny base in place of the real one, and an empty cache."""
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path))
    base = BaseWeights("tests/tiny", "none", sha256(tiny_base / "model.safetensors"))
    monkeypatch.setattr(baselines, "MPNET", base)
    return base


@pytest.mark.parametrize("name", [*baselines.BASELINES])
def test_a_baseline_gives_probabilities_and_learns_easy_statements(name, base, tiny_corpus):
    train, test = read_split("train", tiny_corpus), read_split("test", tiny_corpus)
    chances = baselines.BASELINES[name](train, test)
    assert chances.shape == (len(test), 3)
    assert chances.sum(axis=1) == pytest.approx(1)
    right = (chances.argmax(axis=1) == baselines._labels(test)).mean()
    assert right > (0.9 if "TF-IDF" in name or "frozen" in name else 0.3)


def test_each_text_is_encoded_once(base, monkeypatch):
    encoded = []
    encode = embeddings._encode

    def counting(texts, folder):
        encoded.extend(texts)
        return encode(texts, folder)

    monkeypatch.setattr(embeddings, "_encode", counting)
    first = embeddings.embed(["The offer is an insult.", "The strike is suspended."], base)
    again = embeddings.embed(["The strike is suspended.", "The ballot opens on Monday."], base)
    assert encoded == [
        "The offer is an insult.",
        "The strike is suspended.",
        "The ballot opens on Monday.",
    ]
    assert np.allclose(first[1], again[0], atol=1e-6)
    assert np.linalg.norm(first, axis=1) == pytest.approx(1)


def test_a_damaged_cache_is_computed_anew(base):
    first = embeddings.embed(["The offer is an insult."], base)
    embeddings._cache_file(base).write_bytes(b"PK\x03\x04 cut off")
    assert np.allclose(embeddings.embed(["The offer is an insult."], base), first, atol=1e-6)


def test_setfit_runs_on_the_same_data(base, tiny_corpus, monkeypatch):
    pytest.importorskip("setfit")
    train = read_split("train", tiny_corpus)[::9]
    chances = baselines.setfit(train, train[:2])
    assert chances.shape == (2, 3)
    assert chances.sum(axis=1) == pytest.approx(1)
