"""The int8 graph: the same answers as torch, built once, and built again when it is damaged."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stancenlp import ModelError, StanceClassifier
from stancenlp.stance import graph_cache
from stancenlp.stance.released import GRAPH, TOKENIZER, WEIGHTS, read_config
from tests.conftest import SENTENCES

PAIRS = [
    (text, about)
    for texts in SENTENCES.values()
    for text in texts
    for about in ("", "Offer: 2% and a review", "Offer: 2% | “…” said Ruth Alderman. " * 9)
]


@pytest.fixture
def model(tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny model's folder, its base at hand."""
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    return tiny_model


def logits(folder: Path, backend: str, pairs=PAIRS, batch_size: int = 32):
    classifier = StanceClassifier.from_pretrained(folder, backend=backend)
    return classifier._backend.logits(pairs, batch_size)


@pytest.mark.parametrize("architecture", ["mpnet", "bert"])
def test_a_float32_graph_says_what_torch_says(
    architecture: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnx
    import onnxruntime

    from stancenlp.stance import batching
    from stancenlp.stance.graph import float_linear, merged_weights, stance_graph

    names = {"mpnet": ("tiny_model", "tiny_base"), "bert": ("tiny_student", "tiny_bert")}
    model, base = map(request.getfixturevalue, names[architecture])
    monkeypatch.setenv("STANCENLP_BASE", str(base))
    config = read_config(model)
    settings = json.loads((base / "config.json").read_text())
    assert settings["model_type"] == architecture
    encoder, heads = merged_weights(model, config, base)
    graph = stance_graph(encoder, heads, settings, config, float_linear).model()
    onnx.checker.check_model(graph)
    session = onnxruntime.InferenceSession(graph.SerializeToString())
    tokenizer = batching.load_tokenizer(base / "tokenizer.json", config.max_tokens)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(PAIRS)]
    tokens, mask = batching.padded(ids, settings["pad_token_id"])
    outputs = session.run(list(config.heads), {"input_ids": tokens, "attention_mask": mask})
    expected = logits(model, "torch")
    for question, values in zip(config.heads, outputs, strict=True):
        assert np.allclose(values, expected[question], atol=1e-4)


def test_int8_keeps_the_labels(model: Path) -> None:
    expected, found = logits(model, "torch"), logits(model, "onnx")
    assert expected.keys() == found.keys()
    assert (expected["stance"].argmax(1) == found["stance"].argmax(1)).all()
    assert np.abs(expected["stance"] - found["stance"]).mean() < 0.1


def test_int8_keeps_the_labels_of_a_bert_encoder(
    tiny_student: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    expected, found = logits(tiny_student, "torch"), logits(tiny_student, "onnx")
    assert (expected["stance"].argmax(1) == found["stance"].argmax(1)).all()


def test_a_score_does_not_hang_on_what_shares_the_batch(model: Path) -> None:
    together = logits(model, "onnx")["stance"]
    alone = [logits(model, "onnx", [pair])["stance"][0] for pair in PAIRS[:4]]
    assert np.allclose(together[:4], alone, atol=1e-4)


def test_the_graph_is_built_once(model: Path) -> None:
    config = read_config(model)
    first = graph_cache.locate_graph(model, config)
    before = (first / WEIGHTS).stat().st_mtime_ns
    assert graph_cache.locate_graph(model, config) == first
    assert (first / WEIGHTS).stat().st_mtime_ns == before


@pytest.mark.parametrize("name", [GRAPH, WEIGHTS, TOKENIZER, graph_cache.MANIFEST])
def test_a_damaged_graph_is_built_again(model: Path, name: str) -> None:
    config = read_config(model)
    folder = graph_cache.locate_graph(model, config)
    (folder / name).write_bytes(b"{}")
    assert graph_cache.is_whole(graph_cache.locate_graph(model, config))
    assert not list(folder.parent.glob(".*.part"))


def test_another_adapter_is_another_graph(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    settings = json.loads((copy / "adapter_config.json").read_text())
    (copy / "adapter_config.json").write_text(json.dumps({**settings, "lora_alpha": 4}))
    assert graph_cache.graph_key(copy, read_config(copy)) != graph_cache.graph_key(
        model, read_config(model)
    )


def test_a_tampered_adapter_is_refused_though_its_graph_is_there(
    model: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    with open(copy / "adapter_model.safetensors", "ab") as stream:
        stream.write(b"\0")
    with pytest.raises(ModelError, match=r"adapter_model\.safetensors: missing or not the file"):
        StanceClassifier.from_pretrained(copy, backend="onnx")


def test_another_architecture_is_run_by_torch_unless_onnx_was_asked_for(
    model: Path, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = shutil.copytree(tiny_base, tmp_path / "base")
    settings = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps({**settings, "model_type": "ferry"}))
    monkeypatch.setenv("STANCENLP_BASE", str(base))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelError, match="written for mpnet and bert encoders"):
        StanceClassifier.from_pretrained(model, backend="onnx")


def test_the_variable_names_the_backend(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCENLP_BACKEND", "abacus")
    with pytest.raises(ModelError, match="no backend 'abacus'; there are: auto, onnx, torch"):
        StanceClassifier.from_pretrained(model)


def test_scoring_with_the_graph_imports_neither_torch_nor_transformers(model: Path) -> None:
    StanceClassifier.from_pretrained(model, backend="onnx")  # built
    code = (
        "import sys; from stancenlp import StanceClassifier\n"
        f"StanceClassifier.from_pretrained({str(model)!r}).predict('The offer is an insult.')\n"
        "print([m for m in ('torch','transformers','datasets','onnx','huggingface_hub') "
        "if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"
