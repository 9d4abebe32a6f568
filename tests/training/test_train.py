"""Training and measuring, on a tiny model, through the real command line."""

from __future__ import annotations

import json
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
            *("--quick", "--report", str(tmp_path / "report")),
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
    assert main(["evaluate", "--model", str(tiny_model), "--data", str(data), "--quick"]) == 1
    assert f"{data}:2: field" in capsys.readouterr().err
