"""What the tests of this folder share: no network, and caches of their own."""

from __future__ import annotations

from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest

from stancenlp import StanceClassifier
from tests.conftest import SENTENCES

#: Texts of many lengths, with and without what they are about.
PAIRS = [
    (text, about)
    for texts in SENTENCES.values()
    for text in texts
    for about in ("", "Offer: 2% and a review", "Offer: 2% | “…” said Ruth Alderman. " * 9)
]


def logits(
    folder: Path, backend: str, pairs: list[tuple[str, str]] = PAIRS, batch_size: int = 32
) -> dict[str, np.ndarray]:
    """What a backend makes of the pairs."""
    classifier = StanceClassifier.from_pretrained(folder, backend=backend)
    return classifier._backend.logits(pairs, batch_size)


@pytest.fixture
def model(tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny model's folder, its base at hand."""
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    return tiny_model


@pytest.fixture
def offline(tmp_path, monkeypatch):
    """Cut off the Hugging Face Hub and give it, and stancenlp, an empty cache; the cache's folder."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "huggingface"))
    # huggingface_hub reads the two variables only when it is imported
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(
        huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "huggingface/hub")
    )
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("STANCENLP_BASE", raising=False)
    return tmp_path / "cache"
