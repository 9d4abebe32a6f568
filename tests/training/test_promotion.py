"""Promotion, on a tiny model: only what is better becomes the default, and the old one stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from huggingface_hub import ModelCard

from stancenlp import StanceClassifier, cli
from stancenlp.errors import StanceError
from stancenlp.stance.registry import read_registry
from training import baselines
from training.__main__ import main
from training.behaviour import SUITE, read_floors
from training.promotion import promote, shortcomings


@pytest.fixture
def house(tiny_model, tiny_base, tiny_corpus, tmp_path, monkeypatch):
    """A folder of released models with one in it, ready to be promoted, and a small suite."""
    # the frozen encoder needs the real base weights
    quick = {k: v for k, v in baselines.BASELINES.items() if not k.startswith("frozen")}
    monkeypatch.setattr("training.evaluation.BASELINES", quick)
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path / "models"))
    shutil.copytree(tiny_model, tmp_path / "models" / "stance-ferry")
    (tmp_path / "suite").mkdir()
    shutil.copy(SUITE / "plain_words.jsonl", tmp_path / "suite")
    return House(tmp_path, tiny_corpus)


class House:
    def __init__(self, folder: Path, corpus: Path) -> None:
        self.models, self.suite, self.corpus = folder / "models", folder / "suite", corpus

    def promote(self, name: str, **options):
        return promote(self.models / name, self.corpus, suite=self.suite, **options)

    def twin(self, name: str) -> Path:
        return Path(shutil.copytree(self.models / "stance-ferry", self.models / name))


def test_the_first_model_is_promoted_measured_and_described(house):
    decision = house.promote("stance-ferry")
    assert decision.outcome == "promoted"
    registry = read_registry()
    assert registry.default == "stance-ferry"
    assert registry.models["stance-ferry"].promotion == "the first model"
    assert StanceClassifier.from_pretrained().config.name == "stance-ferry"
    card = ModelCard.load(house.models / "stance-ferry" / "README.md")
    measured = {(r.dataset_name, r.metric_name) for r in card.data.eval_results}
    assert {("test", "macro-F1"), ("dev", "sentiment macro-F1")} <= measured
    figures = json.loads((house.models / "stance-ferry" / "metrics.json").read_text())
    assert figures["test"]["baselines"].keys() >= {"majority"}
    assert read_floors(house.suite) == {
        "plain_words": max(0, figures["behaviour"]["plain_words"]["passed"] - 1)
    }


def test_a_model_that_is_not_better_is_refused_and_left_alone(house):
    house.promote("stance-ferry")
    twin = house.twin("stance-harbour")
    before = {path.name: path.read_bytes() for path in twin.iterdir()}
    decision = house.promote("stance-harbour")
    assert decision.outcome == "not promoted"
    assert "not shown to be higher: +0.000 [+0.000, +0.000]" in str(decision)
    assert read_registry().default == "stance-ferry"
    assert {path.name: path.read_bytes() for path in twin.iterdir()} == before


def test_force_promotes_with_its_reason_and_the_old_one_can_be_used_again(house, capsys):
    house.promote("stance-ferry")
    house.twin("stance-harbour")
    assert house.promote("stance-harbour", force="smaller by half").released
    registry = read_registry()
    assert registry.default == "stance-harbour"
    assert registry.models["stance-harbour"].promotion.startswith("forced: smaller by half (not")
    assert StanceClassifier.from_pretrained().config.name == "stance-harbour"
    assert cli.main(["models", "--use", "stance-ferry"]) == 0
    assert "stance-ferry (default)" in capsys.readouterr().out
    assert StanceClassifier.from_pretrained().config.name == "stance-ferry"


def test_a_model_beside_the_default_is_released_and_described_but_not_the_default(house):
    house.promote("stance-ferry")
    floors = read_floors(house.suite)
    house.twin("stance-harbour")
    decision = house.promote("stance-harbour", beside="five times as fast")
    assert str(decision).endswith("released beside the default")
    registry = read_registry()
    assert registry.default == "stance-ferry"
    account = registry.models["stance-harbour"].promotion
    assert account.startswith("beside stance-ferry: five times as fast (macro-F1 on test +0.000")
    assert (house.models / "stance-harbour" / "README.md").is_file()
    assert read_floors(house.suite) == floors


def test_nothing_can_stand_beside_no_default(house):
    with pytest.raises(StanceError, match="names no default yet"):
        house.promote("stance-ferry", beside="small")


def test_a_model_that_is_not_released_cannot_be_used(house, capsys):
    house.promote("stance-ferry")
    assert cli.main(["models", "--use", "stance-fery"]) == 1
    assert "there are: stance-ferry" in capsys.readouterr().err


def test_a_released_model_whose_folder_is_gone_cannot_be_used(house, capsys):
    house.promote("stance-ferry")
    house.twin("stance-harbour")
    house.promote("stance-harbour", force="for the test")
    shutil.rmtree(house.models / "stance-ferry")
    assert cli.main(["models", "--use", "stance-ferry"]) == 1
    assert read_registry().default == "stance-harbour"


def test_the_default_is_not_promoted_again_without_a_reason(house):
    house.promote("stance-ferry")
    with pytest.raises(StanceError, match="is the default already"):
        house.promote("stance-ferry")
    assert house.promote("stance-ferry", force="the suite has grown").released


def test_a_model_of_another_state_of_the_corpus_is_refused(house, tmp_path):
    other = Path(shutil.copytree(house.corpus, tmp_path / "other"))
    with (other / "train.jsonl").open("a") as stream:
        stream.write("\n")
    with pytest.raises(StanceError, match="another state"):
        promote(house.models / "stance-ferry", other, suite=house.suite)


def test_a_model_without_its_run_is_refused(house):
    (house.models / "stance-ferry" / "run.json").unlink()
    with pytest.raises(StanceError, match=r"run\.json: cannot be read"):
        house.promote("stance-ferry")


def test_a_working_name_is_refused(house):
    house.twin("stance-ferry-new")
    with pytest.raises(StanceError, match="rename the folder"):
        house.promote("stance-ferry-new")


def test_the_command_says_what_it_decided(house, monkeypatch, capsys):
    # promoted within the suite of the project, whose floors are of another model
    monkeypatch.setattr("training.behaviour.read_floors", lambda suite: {})
    monkeypatch.setattr("training.behaviour.record_floors", lambda rates, model, suite: None)
    arguments = ["promote", str(house.models / "stance-ferry"), "--corpus", str(house.corpus)]
    assert main(arguments) == 0
    assert capsys.readouterr().out.endswith("promoted\n")
    house.twin("stance-harbour")
    assert main(["promote", str(house.models / "stance-harbour"), *arguments[2:]]) == 1
    assert capsys.readouterr().out.endswith("not promoted\n")


def comparison(score, severe=(0.0, 0.0, 0.0), distance=(0.0, -0.1, 0.1)):
    names = ("value", "low", "high")
    return {
        "differences": {
            "macro_f1": dict(zip(names, score, strict=True)),
            "severe_error_rate": dict(zip(names, severe, strict=True)),
            "brier_score": dict(zip(names, distance, strict=True)),
        }
    }


BETTER, LEVEL, WORSE = (0.03, 0.01, 0.05), (0.01, -0.01, 0.03), (-0.03, -0.05, -0.01)
NONE, UNSURE = (0.0, 0.0, 0.0), (0.0, -0.03, 0.03)


@pytest.mark.parametrize(
    ("comparisons", "reason"),
    [
        ({"test": comparison(BETTER)}, None),
        ({"test": comparison(LEVEL)}, "nor is its Brier score shown lower"),
        ({"test": comparison(LEVEL, NONE, WORSE)}, None),
        ({"test": comparison(UNSURE, NONE, WORSE)}, "may be lower by more than"),
        ({"test": comparison(WORSE, NONE, WORSE)}, "on test its macro-F1 is lower"),
        ({"test": comparison(WORSE)}, "on test its macro-F1 is lower"),
        ({"test": comparison(BETTER), "desk": comparison(LEVEL)}, None),
        ({"test": comparison(BETTER), "desk": comparison(WORSE)}, "on desk its macro-F1 is lower"),
        ({"test": comparison(BETTER, BETTER)}, "more severe errors"),
        ({"test": comparison(BETTER, LEVEL)}, None),
        ({}, None),
    ],
)
def test_better_on_test_and_worse_nowhere_is_what_it_takes(comparisons, reason):
    reasons = shortcomings(comparisons)
    assert (reason in reasons[0]) if reason else reasons == []
