"""The network as a graph: it says what torch says, however it is written and its channels are ordered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from stancenlp.stance import batching
from stancenlp.stance.attention import fused_attention, plain_attention
from stancenlp.stance.graph import (
    ARCHITECTURES,
    Attention,
    Graph,
    float_linear,
    merged_weights,
    stance_graph,
)
from stancenlp.stance.quantisation import Activations
from stancenlp.stance.released import ModelConfig, read_config
from stancenlp.stance.reordering import reordered
from tests.stance.conftest import PAIRS, logits


@pytest.fixture(params=["mpnet", "bert"])
def network(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, Path, ModelConfig]]:
    """A tiny model's folder, its base's, and its configuration; of each architecture."""
    names = {"mpnet": ("tiny_model", "tiny_base"), "bert": ("tiny_student", "tiny_bert")}
    model, base = map(request.getfixturevalue, names[request.param])
    monkeypatch.setenv("STANCENLP_BASE", str(base))
    return model, base, read_config(model)


def answers(graph: Graph, base: Path, config: ModelConfig) -> dict[str, np.ndarray]:
    written = graph.model()
    onnx.checker.check_model(written)
    session = onnxruntime.InferenceSession(written.SerializeToString())
    tokenizer = batching.load_tokenizer(base / "tokenizer.json", config.max_tokens)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(PAIRS)]
    settings = json.loads((base / "config.json").read_text())
    tokens, mask = batching.padded(ids, settings["pad_token_id"])
    outputs = session.run(list(config.heads), {"input_ids": tokens, "attention_mask": mask})
    return dict(zip(config.heads, outputs, strict=True))


@pytest.mark.parametrize("attention", [fused_attention, plain_attention])
def test_a_float32_graph_says_what_torch_says(
    network: tuple[Path, Path, ModelConfig], attention: Attention
) -> None:
    model, base, config = network
    settings = json.loads((base / "config.json").read_text())
    encoder, heads = merged_weights(model, config, base)
    graph = stance_graph(encoder, heads, settings, config, float_linear, attention)
    expected = logits(model, "torch")
    for question, values in answers(graph, base, config).items():
        assert np.allclose(values, expected[question], atol=1e-4)


def test_the_order_of_the_channels_changes_no_answer(
    network: tuple[Path, Path, ModelConfig],
) -> None:
    model, base, config = network
    settings = json.loads((base / "config.json").read_text())
    parts = ARCHITECTURES[settings["model_type"]]
    encoder, heads = merged_weights(model, config, base)
    random = np.random.default_rng(2)
    seen = {
        f"encoder.layer.{layer}.{product}": Activations(random.exponential(size=width), nought)
        for layer in range(settings["num_hidden_layers"])
        for product, width in (
            ("attention.qkv", settings["hidden_size"]),
            ("intermediate.dense", settings["hidden_size"]),
            ("output.dense", settings["intermediate_size"]),
        )
        for nought in [np.zeros(width)]
    }
    changed, changed_heads, _ = reordered(encoder, heads, seen, parts)
    words = "embeddings.word_embeddings.weight"
    assert not np.array_equal(changed[words], encoder[words])
    before, after = (
        answers(stance_graph(*w, settings, config, float_linear, fused_attention), base, config)
        for w in ((encoder, heads), (changed, changed_heads))
    )
    for question, values in before.items():
        assert np.allclose(values, after[question], atol=1e-5)


def test_channels_of_one_size_lie_side_by_side(network: tuple[Path, Path, ModelConfig]) -> None:
    model, base, config = network
    settings = json.loads((base / "config.json").read_text())
    encoder, heads = merged_weights(model, config, base)
    name, width = "encoder.layer.0.output.dense", settings["intermediate_size"]
    encoder[f"{name}.weight"] = np.ones_like(encoder[f"{name}.weight"])
    sizes = np.random.default_rng(3).exponential(size=width)
    even = Activations(np.ones(settings["hidden_size"]), np.zeros(settings["hidden_size"]))
    seen = {
        "encoder.layer.0.attention.qkv": even,
        "encoder.layer.0.intermediate.dense": even,
        name: Activations(sizes, np.arange(width)),
    }
    parts = ARCHITECTURES[settings["model_type"]]
    found = reordered(encoder, heads, seen, parts)[2][name]
    assert found.largest.tolist() == sorted(sizes)
    assert found.mean.tolist() == np.argsort(sizes).tolist()
