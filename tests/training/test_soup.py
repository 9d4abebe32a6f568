"""Averaging models: the mean of their weights, exactly, and nothing that cannot be averaged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from stancenlp import StanceClassifier
from stancenlp.errors import StanceError
from stancenlp.stance.released import (
    ADAPTER_CONFIG,
    ADAPTER_FILE,
    ENCODER_FILE,
    HEADS_FILE,
    read_config,
)
from stancenlp.stance.weights import sha256
from training.__main__ import main
from training.soup import average


@pytest.fixture
def two(tiny_model, tiny_base, tmp_path, monkeypatch):
    """A model, and a second one whose weights differ from it."""
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    first = Path(shutil.copytree(tiny_model, tmp_path / "first"))
    second = Path(shutil.copytree(tiny_model, tmp_path / "second"))
    config = json.loads((second / "stancenlp.json").read_text())
    for name in (ADAPTER_FILE, HEADS_FILE):
        weights = load_file(second / name)
        save_file({key: value * 3 + 0.01 for key, value in weights.items()}, second / name)
        config["sha256"][name] = sha256(second / name)
    (second / "stancenlp.json").write_text(json.dumps(config))
    return first, second


def products(folder: Path) -> dict[str, torch.Tensor]:
    """What an adapter adds to each of its layers."""
    weights = load_file(folder / ADAPTER_FILE)
    setting = json.loads((folder / ADAPTER_CONFIG).read_text())
    scale = setting["lora_alpha"] / setting["r"]
    return {
        name.removesuffix(".lora_A.weight"): scale
        * weights[name.replace("lora_A", "lora_B")]
        @ weights[name]
        for name in weights
        if "lora_A" in name
    }


def test_what_the_averaged_adapter_adds_is_the_mean(two, tiny_corpus, tmp_path):
    config = average(two, tmp_path / "mean", tiny_corpus)
    first, second, mean = (products(folder) for folder in (*two, tmp_path / "mean"))
    assert mean.keys() == first.keys()
    for layer, product in mean.items():
        assert torch.allclose(product, (first[layer] + second[layer]) / 2, atol=1e-6)
    heads = [load_file(folder / HEADS_FILE) for folder in (*two, tmp_path / "mean")]
    for name in heads[0]:
        assert torch.allclose(heads[2][name], (heads[0][name] + heads[1][name]) / 2)
    assert config.temperatures["stance"] > 0
    run = json.loads((tmp_path / "mean" / "run.json").read_text())
    assert list(run["averaged"]) == ["first", "second"]
    classifier = StanceClassifier.from_pretrained(tmp_path / "mean", backend="torch")
    assert classifier.config.name == "mean"
    assert classifier.predict({"text": "We will put it to members."}).confidence > 0


def test_the_command_writes_the_folder_and_refuses_to_overwrite_it(
    two, tiny_corpus, tmp_path, capsys
):
    arguments = ["average", *map(str, two), "-o", str(tmp_path / "mean")]
    arguments += ["--corpus", str(tiny_corpus)]
    assert main(arguments) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "mean")
    assert main(arguments) == 1
    assert "exists already" in capsys.readouterr().err


def test_a_model_without_an_adapter_cannot_be_averaged(two, tiny_corpus, tmp_path):
    (two[1] / ADAPTER_FILE).rename(two[1] / ENCODER_FILE)
    config = json.loads((two[1] / "stancenlp.json").read_text())
    config["sha256"][ENCODER_FILE] = config["sha256"].pop(ADAPTER_FILE)
    (two[1] / "stancenlp.json").write_text(json.dumps(config))
    with pytest.raises(StanceError, match=r"second: .* it has no adapter"):
        average(two, tmp_path / "mean", tiny_corpus)


def test_a_model_that_reads_something_else_cannot_be_averaged(two, tiny_corpus, tmp_path):
    config = read_config(two[1])
    config.parts = ("offer",)
    (two[1] / "stancenlp.json").write_text(config.model_dump_json())
    with pytest.raises(StanceError, match="they differ in parts"):
        average(two, tmp_path / "mean", tiny_corpus)


def test_one_model_is_no_mean(two, tiny_corpus, tmp_path):
    with pytest.raises(StanceError, match="two models or more"):
        average(two[:1], tmp_path / "mean", tiny_corpus)
