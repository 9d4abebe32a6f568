"""What runs a model: every runtime gives torch's labels, and the right one is chosen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stancenlp import ModelError, StanceClassifier
from stancenlp.stance.backend_onnx import OnnxBackend
from stancenlp.stance.backend_openvino import OpenVinoBackend
from stancenlp.stance.backends import load_backend
from stancenlp.stance.released import read_config
from tests.stance.conftest import PAIRS, logits


@pytest.mark.parametrize("runtime", ["openvino", "onnx"])
def test_int8_keeps_the_labels(model: Path, runtime: str) -> None:
    expected, found = logits(model, "torch"), logits(model, runtime)
    assert expected.keys() == found.keys()
    assert (expected["stance"].argmax(1) == found["stance"].argmax(1)).all()
    assert np.abs(expected["stance"] - found["stance"]).mean() < 0.1


@pytest.mark.parametrize("runtime", ["openvino", "onnx"])
def test_int8_keeps_the_labels_of_a_bert_encoder(
    runtime: str, tiny_student: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    expected, found = logits(tiny_student, "torch"), logits(tiny_student, runtime)
    assert (expected["stance"].argmax(1) == found["stance"].argmax(1)).all()


@pytest.mark.parametrize("runtime", ["openvino", "onnx"])
def test_a_score_does_not_hang_on_what_shares_the_batch(model: Path, runtime: str) -> None:
    together = logits(model, runtime)["stance"]
    alone = [logits(model, runtime, [pair])["stance"][0] for pair in PAIRS[:4]]
    assert np.allclose(together[:4], alone, atol=1e-4)


def test_a_tampered_adapter_is_refused_though_its_graph_is_there(
    model: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    with open(copy / "adapter_model.safetensors", "ab") as stream:
        stream.write(b"\0")
    with pytest.raises(ModelError, match=r"adapter_model\.safetensors: missing or not the file"):
        StanceClassifier.from_pretrained(copy, backend="onnx")


@pytest.mark.parametrize("runtime", ["openvino", "onnx"])
def test_another_architecture_is_refused_by_the_graphs(
    runtime: str, model: Path, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = shutil.copytree(tiny_base, tmp_path / "base")
    settings = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**settings, "model_type": "ferry"}))
    monkeypatch.setenv("STANCENLP_BASE", str(base))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelError, match="written for mpnet and bert encoders"):
        StanceClassifier.from_pretrained(model, backend=runtime)


def test_auto_is_onnx_runtime_where_it_is_installed_and_else_openvino(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = read_config(model)
    assert isinstance(load_backend(model, config), OnnxBackend)
    load_backend(model, config, "openvino")  # built
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert isinstance(load_backend(model, config), OpenVinoBackend)


def test_the_variable_names_the_backend(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCENLP_BACKEND", "abacus")
    with pytest.raises(ModelError, match="no backend 'abacus'; there are: auto, openvino, onnx"):
        StanceClassifier.from_pretrained(model)


@pytest.mark.parametrize("runtime", ["openvino", "onnx"])
def test_scoring_with_a_graph_imports_nothing_heavy_and_nothing_that_reports(
    model: Path, runtime: str
) -> None:
    StanceClassifier.from_pretrained(model, backend=runtime)  # built
    code = (
        "import sys; from stancenlp import StanceClassifier\n"
        f"model = StanceClassifier.from_pretrained({str(model)!r}, backend={runtime!r})\n"
        "model.predict('The offer is an insult.')\n"
        "print([m for m in ('torch','transformers','datasets','onnx','huggingface_hub',"
        "'openvino_telemetry') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"
