"""Training and releasing the model of speakers, on a tiny encoder, through the real command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stancenlp import StanceError
from stancenlp.jsonl import write_records
from stancenlp.stance.registry import Registry, read_registry, write_registry
from tests.conftest import BODY, NAMES, SAID, said_article
from training.__main__ import main
from training.speakers import _best_weight, names_in, referred_speakers


def test_a_statement_has_the_speaker_that_the_annotators_gave(meant_articles: Path) -> None:
    referred = referred_speakers(meant_articles / "dev.jsonl")
    assert [(r.reference.speaker, r.speaker) for r in referred[:1]] == [(NAMES[0], BODY)]


def test_articles_whose_speakers_are_all_named_are_no_training_data(tmp_path: Path) -> None:
    write_records(tmp_path / "a.jsonl", [said_article("Mina Farrow", "union")])
    with pytest.raises(StanceError, match="whose speaker is called by no name"):
        referred_speakers(tmp_path / "a.jsonl")


def test_a_name_stands_where_all_of_it_or_the_surname_does() -> None:
    passage = "Ruth Alderman left. “#” Alderman said. Aldermans came."
    assert names_in(passage, "Ruth Alderman") == [(0, 13), (24, 32)]
    assert names_in("The firm said so.", "the firm") == [(4, 8)]
    assert names_in(passage, None) == []


def test_the_run_is_written_down_and_the_weight_fitted(tiny_speakers: Path) -> None:
    run = json.loads((tiny_speakers / "run.json").read_text())
    assert run["training_statements"] == len(NAMES) * len(SAID)
    assert run["dev"]["right_by_rules"] == 0.0
    assert run["dev"]["right_alone"] == run["dev"]["right_together"] == 1.0
    config = json.loads((tiny_speakers / "stancenlp.json").read_text())
    assert config["rule_weight"] == run["dev"]["rule_weight"]


def test_the_rules_are_overruled_from_the_lead_on_at_which_most_is_right() -> None:
    assert _best_weight([(5.0, 1), (4.0, 1), (3.0, -1), (2.0, 1)]) == (2, 3.0)
    assert _best_weight([(2.0, 1), (1.0, 1)]) == (2, 0.0)
    assert _best_weight([(3.0, -1), (1.0, -1)]) == (0, 3.0)
    assert _best_weight([(3.0, 1), (3.0, -1)]) == (0, 3.0)
    assert _best_weight([]) == (0, 0.0)


def test_an_output_that_exists_is_kept(
    tiny_speakers: Path, meant_articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["train-speakers", "--recipe", "training/recipes/speaker-minilm.yaml"]
    command += ["-o", str(tiny_speakers), "--articles", str(meant_articles)]
    assert main(command) == 1
    assert "exists already" in capsys.readouterr().err


def test_a_model_may_go_on_from_one_of_another_kind(
    tiny_sides: Path,
    tiny_speakers: Path,
    tiny_bert: Path,
    meant_articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    monkeypatch.setenv("STANCENLP_MODELS", str(tiny_sides.parent))
    command = ["train-speakers", "--recipe", str(tiny_speakers.parent / "speaker.yaml")]
    command += ["-o", str(tmp_path / "further"), "--articles", str(meant_articles)]
    changes = [f"adapter.start={tiny_sides.name}", "optimisation.epochs=1"]
    assert main([*command, "--set", changes[0], "--set", changes[1]]) == 0
    run = json.loads((tmp_path / "further" / "run.json").read_text("utf-8"))
    started = json.loads((tiny_sides / "stancenlp.json").read_text("utf-8"))
    assert run["start"] == started["sha256"]


@pytest.fixture
def models(
    tiny_speakers: Path, tiny_bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder of models, with a registry that has no model of speakers and one model to release."""
    shutil.copytree(tiny_speakers, tmp_path / "speaker-eastvale")
    write_registry(Registry(default="stance-eastvale", models={}), tmp_path)
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path))
    return tmp_path


def test_a_model_that_tells_more_speakers_is_released_once(
    models: Path, meant_articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["promote-speakers", str(models / "speaker-eastvale")]
    command += ["--articles", str(meant_articles)]
    assert main(command) == 0
    released = read_registry(models).speakers
    assert released is not None
    assert released.metrics["test"]["speaker"]["value"] == 1.0
    assert released.metrics["test"]["speaker_without"]["value"] == 0.0
    card = (models / "speaker-eastvale" / "README.md").read_text("utf-8")
    assert "speaker, with this model" in card
    assert main(["promote-speakers", str(models / "speaker-eastvale"), *command[2:]]) == 1
    assert "no more of speaker is right" in capsys.readouterr().out


def test_a_model_of_another_kind_is_refused(
    models: Path, meant_articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["promote-sides", str(models / "speaker-eastvale")]
    assert main([*command, "--articles", str(meant_articles)]) == 1
    assert "its questions or their labels are not those" in capsys.readouterr().err
