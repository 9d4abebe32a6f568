"""Training, measuring and releasing, on a tiny model, through the real command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from training.__main__ import main


def test_a_run_is_written_down(tiny_model: Path) -> None:
    run = json.loads((tiny_model / "run.json").read_text())
    assert run["recipe"]["seed"] == 3
    assert run["training_statements"] == 72
    assert len(run["data_sha256"]) == 64
    assert "torch" in run["packages"]


def test_an_output_that_exists_is_never_overwritten(
    tiny_model: Path, tiny_recipe: Path, tiny_corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["train", "--recipe", str(tiny_recipe), "-o", str(tiny_model)]
    assert main([*arguments, "--corpus", str(tiny_corpus)]) == 1
    assert "exists already" in capsys.readouterr().err


def test_a_model_is_measured_with_intervals(
    tiny_model: Path,
    tiny_base: Path,
    tiny_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    status = main(
        [
            *("evaluate", "--model", str(tiny_model), "--data", str(tiny_corpus / "test.jsonl")),
            *("--no-baselines", "--report", str(tmp_path / "report")),
        ]
    )
    assert status == 0
    figures = json.loads((tmp_path / "report" / "metrics.json").read_text())["figures"]
    for figure in figures.values():
        assert figure["low"] <= figure["value"] <= figure["high"]
    assert figures["macro_f1"]["value"] > 0.5
    assert "macro-F1" in capsys.readouterr().out


def test_one_bad_line_is_named_and_the_rest_is_measured(
    tiny_model: Path,
    tiny_base: Path,
    tiny_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    data = tmp_path / "data.jsonl"
    lines = (tiny_corpus / "test.jsonl").read_text().splitlines()
    data.write_text("\n".join([lines[0], '{"text": 3}', *lines[1:]]))
    assert (
        main(["evaluate", "--model", str(tiny_model), "--data", str(data), "--no-baselines"]) == 1
    )
    assert f"{data}:2: field" in capsys.readouterr().err


def test_a_release_is_measured_described_and_made_the_default(
    tiny_model: Path,
    tiny_base: Path,
    tiny_corpus: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stancenlp import StanceClassifier
    from stancenlp.stance.registry import read_registry
    from training import baselines, release

    # the frozen encoder needs the real base weights
    quick = {k: v for k, v in baselines.BASELINES.items() if not k.startswith("frozen")}
    monkeypatch.setattr("training.evaluation.BASELINES", quick)
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path))
    model = Path(shutil.copytree(tiny_model, tmp_path / "tiny"))
    release.release(model, tiny_recipe, tiny_corpus, [])
    assert read_registry().default == "tiny"
    assert "macro-F1" in (model / "README.md").read_text()
    assert StanceClassifier.from_pretrained().config.name == "tiny"
    assert StanceClassifier.from_pretrained("tiny").config.name == "tiny"
