"""The model of sides: asked, and done without."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from stancenlp import StanceClassifier, StanceError, extract_statements
from stancenlp.extraction.pipeline import speakers_of
from stancenlp.sides import SideModel, _model
from tests.conftest import SAID


@pytest.fixture
def released(tiny_sides: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch):
    """The tiny model of sides as the released one."""
    registry = {"default": "none", "models": {}, "sides": release(tiny_sides.name)}
    (tiny_sides.parent / "registry.json").write_text(json.dumps(registry), "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(tiny_sides.parent))
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    _model.cache_clear()
    yield
    _model.cache_clear()


def release(path: str) -> dict[str, object]:
    made = {"base": "b", "recipe": "r", "data_sha256": "0", "released": "2026-01-01"}
    return {"path": path, **made, "metrics": {}}


@pytest.mark.usefixtures("released")
def test_a_side_that_the_rules_leave_open_is_told() -> None:
    for side, words in SAID.items():
        text = (
            f"It snowed in Harcastle on Monday, as pay talks went on.\n“{words}” said Edna Poole.\n"
        )
        assert speakers_of(text)[0].side is None
        assert [s.side for s in extract_statements(text)] == [side]


@pytest.mark.usefixtures("released")
def test_a_side_below_the_threshold_stays_open() -> None:
    model = SideModel()
    model.config.review_below = 1.01
    assert model.tell(speakers_of("“The offer is an insult.” said Edna Poole.")) == [None]


def test_without_weights_the_rules_go_on_alone_and_say_so(
    tiny_base: Path,
    released: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path))
    with caplog.at_level(logging.WARNING):
        statements = extract_statements(
            "Pay talks go on.\n“The offer is an insult.” said Edna Poole."
        )
    assert [s.side for s in statements] == ["unknown"]
    assert "stay unknown" in caplog.text


def test_a_model_of_sides_is_no_model_of_stance_and_the_other_way_round(
    tiny_sides: Path, tiny_model: Path
) -> None:
    with pytest.raises(StanceError, match="its questions"):
        StanceClassifier.from_pretrained(tiny_sides)
    with pytest.raises(StanceError, match="its questions"):
        SideModel(tiny_model)
