"""Training and measuring, on a tiny model, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from stancenlp import StanceClassifier, StanceError
from tests.conftest import SENTENCES
from training.__main__ import main
from training.recipe import read_recipe
from training.train import build_network, train


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


def test_an_adapter_on_the_last_layers_leaves_the_others_alone(
    tiny_base: Path,
    tiny_corpus: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    folder = tmp_path / "last"
    recipe = read_recipe(tiny_recipe, ["adapter.last_layers=1", "optimisation.epochs=2"])
    train(recipe, folder, tiny_corpus)
    adapted = load_file(folder / "adapter_model.safetensors")
    assert len(adapted) == 8  # two matrices for each of query, key, value and output
    assert all("encoder.layer.1." in name for name in adapted)
    classifiers = [StanceClassifier.from_pretrained(folder, backend=b) for b in ("torch", "onnx")]
    statements = [{"text": text} for texts in SENTENCES.values() for text in texts]
    torch_says, int8_says = (c.predict_proba(statements) for c in classifiers)
    assert np.abs(torch_says - int8_says).max() < 0.05


def test_more_last_layers_than_the_encoder_has_are_an_error(
    tiny_base: Path, tiny_recipe: Path
) -> None:
    recipe = read_recipe(tiny_recipe, ["adapter.last_layers=3"])
    with pytest.raises(StanceError, match=r"last_layers is 3, but this encoder has 2 layers"):
        build_network(recipe, tiny_base)


def test_an_adapter_goes_on_from_a_models(
    tiny_base: Path,
    tiny_model: Path,
    tiny_corpus: Path,
    tiny_recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    start = [f"adapter.start={tiny_model}", "adapter.last_layers=1", "optimisation.epochs=2"]
    train(read_recipe(tiny_recipe, start), tmp_path / "on", tiny_corpus)
    before, after = (
        load_file(folder / "adapter_model.safetensors") for folder in (tiny_model, tmp_path / "on")
    )
    changed = {name for name in after if not np.array_equal(before[name], after[name])}
    assert after.keys() == before.keys()
    assert changed == {name for name in after if "encoder.layer.1." in name}
    run = json.loads((tmp_path / "on" / "run.json").read_text())
    assert run["start"] == json.loads((tiny_model / "stancenlp.json").read_text())["sha256"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("adapter.rank=2", "its adapter has rank 8"),
        ("adapter.targets=[attn.q]", "on other modules than adapter.targets says"),
    ],
)
def test_an_adapter_of_another_form_is_no_start(
    change: str,
    message: str,
    tiny_base: Path,
    tiny_model: Path,
    tiny_recipe: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    recipe = read_recipe(tiny_recipe, [f"adapter.start={tiny_model}", change])
    with pytest.raises(StanceError, match=message):
        build_network(recipe, tiny_base)
