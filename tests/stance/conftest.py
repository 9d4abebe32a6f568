"""What the tests of this folder share: no network, and caches of their own."""

from __future__ import annotations

import huggingface_hub.constants
import pytest


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
