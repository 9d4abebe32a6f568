"""Training and releasing the model of sides, on a tiny encoder, through the real command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stancenlp import StanceError
from stancenlp.extraction.introductions import Introduction
from stancenlp.jsonl import write_records
from stancenlp.stance.registry import Registry, Release, read_registry, write_registry
from stancenlp.stance.released import ModelConfig
from tests.conftest import NAMES, said_article
from training.__main__ import main
from training.sides import PlacedSpeaker, _fit_names, placed_speakers


def test_a_speaker_is_placed_by_the_annotated_side_of_their_words(articles: Path) -> None:
    placed = placed_speakers(articles / "dev.jsonl")
    assert [(p.introduction.name, p.side) for p in placed[:2]] == [
        ("Dilys Trevanion", "union"),
        ("Dilys Trevanion", "other"),
    ]


def test_articles_without_a_known_side_are_no_training_data(tmp_path: Path) -> None:
    unplaced = said_article("Mina Farrow", "union")
    unplaced.statements[0].side = "unknown"
    write_records(tmp_path / "a.jsonl", [unplaced])
    with pytest.raises(StanceError, match="no speaker with an annotated side"):
        placed_speakers(tmp_path / "a.jsonl")


def test_the_run_is_written_down_and_the_threshold_fitted(tiny_sides: Path) -> None:
    run = json.loads((tiny_sides / "run.json").read_text())
    assert run["training_speakers"] == 4 * len(NAMES)
    assert run["dev"]["accuracy_alone"] == run["dev"]["accuracy_with_rules"] == 1.0
    assert run["dev"]["placed"] == 1.0
    assert run["dev"]["organisation_by_rules"] == 0.5
    assert run["dev"]["organisation_alone"] == run["dev"]["organisation_with_rules"] == 1.0


def test_an_output_that_exists_is_kept(
    tiny_sides: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = "training/recipes/side-minilm.yaml"
    command = ["train-sides", "--recipe", recipe, "-o", str(tiny_sides)]
    assert main([*command, "--articles", str(articles)]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.fixture
def models(tiny_sides: Path, tiny_bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder of models, with a registry that has no model of sides and one model to release."""
    shutil.copytree(tiny_sides, tmp_path / "side-eastvale")
    write_registry(Registry(default="stance-eastvale", models={}), tmp_path)
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    return tmp_path


def test_a_model_that_tells_more_sides_is_released(
    models: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(articles / "dev.jsonl", articles / "test.jsonl")
    command = ["promote-sides", str(models / "side-eastvale"), "--articles", str(articles)]
    assert main(command) == 0
    assert "promoted" in capsys.readouterr().out
    registry = read_registry(models)
    assert registry.default == "stance-eastvale"
    assert registry.sides is not None
    assert registry.sides.path == "side-eastvale"
    # it followed none of the recipes in recipes/
    assert registry.sides.recipe == "side-eastvale/run.json"
    assert registry.sides.metrics["test"]["side"]["value"] == 1.0
    assert registry.sides.metrics["test"]["side_without"]["value"] == 0.0
    assert registry.sides.metrics["test"]["organisation"]["value"] == 1.0
    assert registry.sides.metrics["test"]["organisation_without"]["value"] == 0.5
    assert "side-eastvale" in (models / "side-eastvale" / "README.md").read_text("utf-8")


def test_a_model_that_tells_no_more_is_refused(models: Path, articles: Path) -> None:
    shutil.copyfile(articles / "dev.jsonl", articles / "test.jsonl")
    command = ["promote-sides", str(models / "side-eastvale"), "--articles", str(articles)]
    assert main(command) == 0
    before = (models / "registry.json").read_bytes()
    assert main(command) == 1
    assert (models / "registry.json").read_bytes() == before


def test_a_model_without_its_run_is_refused(
    models: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = models / "side-eastvale" / "run.json"
    command = ["promote-sides", str(run.parent), "--articles", str(articles)]
    run.write_text('{"recipe": {}}')
    assert main(command) == 1
    assert "run.json: says nothing of training_speakers, articles_sha256" in capsys.readouterr().err
    run.unlink()
    assert main(command) == 1
    assert "run.json: cannot be read" in capsys.readouterr().err


def test_a_model_that_tells_more_sides_and_fewer_bodies_is_refused(
    models: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against itself without a rules' weight of sides, and with bodies that it is too sure of."""
    shutil.copyfile(articles / "dev.jsonl", articles / "test.jsonl")
    shutil.copytree(models / "side-eastvale", models / "side-westvale")
    for name, change in (("eastvale", {"review_below": 1.01}), ("westvale", {"name_from": 1.01})):
        path = models / f"side-{name}" / "stancenlp.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    registry = read_registry(models)
    release = {"path": "side-eastvale", "base": "b", "recipe": "r", "data_sha256": "0"}
    sides = Release.model_validate({**release, "released": "2026-01-01", "metrics": {}})
    write_registry(registry.model_copy(update={"sides": sides}), models)
    command = ["promote-sides", str(models / "side-westvale"), "--articles", str(articles)]
    assert main(command) == 1
    assert "or less of organisation" in capsys.readouterr().out


def test_bodies_count_from_where_most_are_right() -> None:
    """Two right and sure, then two of one probability, of which one speaks for nobody, then one wrong."""
    config = ModelConfig(name="n", base="b", base_revision="r", base_sha256="0", heads={})
    sure, tied, wrong = ("Unite", 0.9), ("Unite", 0.5), ("GMB", 0.2)
    named = [sure, sure, tied, tied, wrong]
    truth = ["Unite", "Unite", "Unite", None, None]
    development = [
        PlacedSpeaker(Introduction(f"s{number}", (), "", None, ()), "union", organisation)
        for number, organisation in enumerate(truth)
    ]
    figures = _fit_names(config, named, development)
    assert config.name_from == 0.9
    assert figures["organisation_by_rules"] == pytest.approx(2 / 5)
    assert figures["organisation_with_rules"] == pytest.approx(4 / 5)
    _fit_names(config, [wrong] * 5, development)
    assert config.name_from == 1.01
    known = [PlacedSpeaker(Introduction("s", (), "", None, (), "", "Unite"), "union", "Unite")]
    assert _fit_names(config, [sure], known)["organisation_with_rules"] == 1


def test_a_working_name_is_refused(
    models: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (models / "side-eastvale").rename(models / "side-new")
    assert main(["promote-sides", str(models / "side-new"), "--articles", str(articles)]) == 1
    assert "a working name" in capsys.readouterr().err


def test_a_key_that_would_do_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = "training/recipes/side-minilm.yaml"
    command = ["train-sides", "--recipe", recipe, "-o", str(tmp_path / "side")]
    assert main([*command, "--set", "optimisation.average_from=0.5"]) == 1
    assert "average_from is for models of stance" in capsys.readouterr().err
