"""The model of sides: asked, and done without."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest

from stancenlp import StanceClassifier, StanceError, extract_statements
from stancenlp.extraction.pipeline import speakers_of
from stancenlp.sides import SideModel
from stancenlp.statements import _released
from tests.conftest import BODY, SAID, said_article
from training.__main__ import main


@pytest.fixture
def released(tiny_sides: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch):
    """The tiny model of sides as the released one."""
    registry = {"default": "none", "models": {}, "sides": release(tiny_sides.name)}
    (tiny_sides.parent / "registry.json").write_text(json.dumps(registry), "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(tiny_sides.parent))
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    _released.cache_clear()
    yield
    _released.cache_clear()


def release(path: str) -> dict[str, object]:
    made = {"base": "b", "recipe": "r", "data_sha256": "0", "released": "2026-01-01"}
    return {"path": path, **made, "metrics": {}}


@pytest.mark.usefixtures("released")
def test_a_side_that_the_rules_leave_open_is_told() -> None:
    for side, words in SAID.items():
        text = (
            "It snowed in Harcastle on Monday, as pay talks went on.\n"
            f"“{words}” said Edna Poole, back from lunch.\n"
        )
        assert speakers_of(text)[0].side is None
        assert [s.side for s in extract_statements(text)] == [side]


@pytest.mark.usefixtures("released")
def test_a_side_below_the_threshold_stays_open() -> None:
    model = SideModel()
    model.config.review_below = 1.01
    (told,) = model.tell(speakers_of("“The offer is an insult.” said Edna Poole."))
    assert (told.side, told.organisation) == (None, None)


@pytest.mark.usefixtures("released")
def test_a_body_that_the_rules_do_not_find_is_told() -> None:
    article = said_article("Edna Poole", "union", BODY).article.text
    assert speakers_of(article)[0].organisation is None
    assert [s.organisation for s in extract_statements(article)] == [BODY]


@pytest.mark.usefixtures("released")
def test_a_body_below_the_threshold_is_left_out() -> None:
    model = SideModel()
    model.config.name_from = 1.01
    told = model.tell(speakers_of(said_article("Edna Poole", "union", BODY).article.text))
    assert [found.organisation for found in told] == [None]


@pytest.mark.usefixtures("released")
def test_rules_and_model_are_weighed_against_each_other() -> None:
    """Who is sure by the rules keeps that side unless the model is surer of another."""
    text = "The bus strike over pay goes on.\n“The strike is suspended.” said Ann Reed, a Unite official.\n"
    found = [who for who in speakers_of(text) if who.name == "Ann Reed"]
    assert found[0].side == "union"
    model = SideModel()
    model.config.rule_weight = 100.0
    assert model.tell(found)[0].side == "union"
    model.config.rule_weight = 0.0
    assert model.tell(found)[0].side == "other"


def test_a_model_without_pointers_tells_sides_alone(
    articles: Path,
    tiny_bert: Path,
    tiny_sides: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    config = json.loads((tiny_sides / "stancenlp.json").read_text("utf-8"))
    recipe = tmp_path / "side.yaml"
    recipe.write_text((tiny_sides.parent / "side.yaml").read_text("utf-8"), "utf-8")
    command = ["train-sides", "--recipe", str(recipe), "-o", str(tmp_path / "plain")]
    command += ["--articles", str(articles), "--set", "organisation=0"]
    assert main([*command, "--set", "optimisation.epochs=2"]) == 0
    model = SideModel(tmp_path / "plain")
    assert config["pointers"]
    assert model.config.pointers == ()
    model.config.review_below = 0.0
    [told] = model.tell(speakers_of(said_article("Edna Poole", "union", BODY).article.text))
    assert told.side is not None
    assert told.organisation is None


def test_a_folder_that_says_nothing_of_weights_leaves_the_rules_their_sides(
    tiny_sides: Path, tiny_bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    shutil.copytree(tiny_sides, tmp_path / "old")
    config = json.loads((tiny_sides / "stancenlp.json").read_text("utf-8"))
    del config["rule_weight"], config["name_from"]
    (tmp_path / "old" / "stancenlp.json").write_text(json.dumps(config), "utf-8")
    text = "The bus strike over pay goes on.\n“The strike is suspended.” said Ann Reed, a Unite official.\n"
    [found] = [who for who in speakers_of(text) if who.name == "Ann Reed"]
    assert [
        (told.side, told.organisation) for told in SideModel(tmp_path / "old").tell([found])
    ] == [("union", None)]


@pytest.mark.usefixtures("released")
def test_of_nobody_nothing_is_told() -> None:
    assert SideModel().tell([]) == []


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
    assert "the rules of the extraction go on alone" in caplog.text


def test_a_model_of_sides_is_no_model_of_stance_and_the_other_way_round(
    tiny_sides: Path, tiny_model: Path
) -> None:
    with pytest.raises(StanceError, match="its questions"):
        StanceClassifier.from_pretrained(tiny_sides)
    with pytest.raises(StanceError, match="its questions"):
        SideModel(tiny_model)
