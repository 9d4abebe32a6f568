"""A stance model as an ONNX graph, written from its weights: base + adapter + heads in one.

The graph is written, not traced, so that building it needs no torch and every runtime gets the operators
it runs best: what a matrix product (float32, int8) and attention become is the caller's, see
``quantisation.py`` and ``attention.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors import SafetensorError
from safetensors.numpy import load_file

from stancenlp.errors import ModelError
from stancenlp.stance import released
from stancenlp.stance.released import ModelConfig

Weights = dict[str, np.ndarray]


@dataclass(frozen=True)
class Architecture:
    """What an encoder calls the parts of a layer's attention, and where its positions begin."""

    query: str
    key: str
    value: str
    output: str
    norm: str
    #: Positions of real tokens follow the padding's index.
    positions_after_padding: bool


#: The encoders that this file can write, by their ``model_type``.
ARCHITECTURES = {
    "mpnet": Architecture(
        *("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"),
        norm="attention.LayerNorm",
        positions_after_padding=True,
    ),
    "bert": Architecture(
        *("attention.self.query", "attention.self.key", "attention.self.value"),
        output="attention.output.dense",
        norm="attention.output.LayerNorm",
        positions_after_padding=False,
    ),
}
OPSET, CONTRIB, IR_VERSION = 20, "com.microsoft", 9
#: Distances beyond this fall into the last bucket of MPNet's relative positions.
_MAX_DISTANCE = 128


class Graph:
    """Nodes and constants of a graph under construction; values are known by their names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.outputs: list[onnx.ValueInfoProto] = []

    def constant(self, name: str, value: object) -> str:
        """A named constant; the second of the same name is the first."""
        if name not in self.constants:
            array = np.ascontiguousarray(value) if np.ndim(value) else np.asarray(value)  # type: ignore[arg-type]
            self.constants[name] = numpy_helper.from_array(array, name)
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """The output of a new node."""
        return self.split(operator, 1, *inputs, domain=domain, **attributes)[0]

    def split(
        self, operator: str, count: int, *inputs: str, domain: str = "", **attributes: Any
    ) -> list[str]:
        """The ``count`` outputs of a new node."""
        outputs = [f"{operator}_{len(self.nodes)}_{i}" for i in range(count)]
        self.nodes.append(
            helper.make_node(operator, list(inputs), outputs, domain=domain, **attributes)
        )
        return outputs

    def output(self, name: str, value: str, shape: list[str | int]) -> None:
        """Make a float32 value an output of the graph."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def model(self) -> onnx.ModelProto:
        """The finished model, with int64 inputs ``input_ids`` and ``attention_mask`` (n, tokens)."""
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        used = {name for node in self.nodes for name in node.input}
        constants = [tensor for name, tensor in self.constants.items() if name in used]
        graph = helper.make_graph(self.nodes, "stance", inputs, self.outputs, constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


#: Writes ``values @ weight.T + bias``, a row of ``values`` a token: (graph, name, values, weight (out, in),
#: bias (out,)) -> name of the result (tokens, out).
Linear = Callable[[Graph, str, str, np.ndarray, np.ndarray], str]

#: Writes what each token takes from the others: names of query, key and value -> name of the result, all
#: (n, tokens, width).
Attend = Callable[[str, str, str], str]
#: Prepares attention over the real tokens: (graph, heads, their width in all, what is added to the scores
#: (1, heads, tokens, tokens) or None) -> what writes it.
Attention = Callable[[Graph, int, int, str | None], Attend]


def float_linear(graph: Graph, name: str, values: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """A matrix product in float32."""
    return graph.add(
        "Gemm",
        values,
        graph.constant(f"{name}.weight", weight.T.astype(np.float32)),
        graph.constant(f"{name}.bias", bias.astype(np.float32)),
    )


def merged_weights(folder: Path, config: ModelConfig, base_folder: Path) -> tuple[Weights, Weights]:
    """The encoder's weights with the adapter merged in, and the heads'.

    Raises
    ------
    ModelError : the files do not fit each other, or are damaged.
    """
    try:
        heads = load_file(folder / released.HEADS_FILE)
        if not (folder / released.ADAPTER_FILE).is_file():
            return load_file(folder / released.ENCODER_FILE), heads
        encoder = load_file(base_folder / "model.safetensors")
        adapter = load_file(folder / released.ADAPTER_FILE)
        settings = json.loads((folder / released.ADAPTER_CONFIG).read_text("utf-8"))
        for name, change in released.adapter_changes(adapter, settings):
            encoder[name] = encoder[name] + change
    except (KeyError, ValueError, OSError, SafetensorError) as error:
        raise ModelError(f"{folder}: its weights do not fit {config.base} ({error})") from error
    return encoder, heads


def stance_graph(
    encoder: Weights,
    heads: Weights,
    settings: Mapping[str, Any],
    config: ModelConfig,
    linear: Linear,
    attention: Attention,
    words: type[np.floating[Any]] = np.float32,
) -> Graph:
    """The network: token ids and mask in, logits of each question out, float32 (n, labels).

    Those of a pointer are (n, tokens).

    Parameters
    ----------
    encoder, heads : as :func:`merged_weights` gives them.
    settings : the base encoder's ``config.json``.
    linear, attention : how the encoder's matrix products and its attention are written.
    words : what the table of the vocabulary's embeddings is stored as.
    """
    graph = Graph()
    parts = ARCHITECTURES[settings["model_type"]]
    last, first = graph.constant("last_axis", [-1]), graph.constant("first_axis", [0])
    second = graph.constant("second_axis", [1])
    tokens = graph.add("Shape", "input_ids", start=1, end=2)
    table = encoder.get("encoder.relative_attention_bias.weight")
    bias = None if table is None else _position_bias(graph, table, config, tokens)

    def weight(name: str) -> np.ndarray:
        return encoder[f"{name}.weight"]

    def added(name: str) -> np.ndarray:
        return encoder[f"{name}.bias"]

    def normalised(values: str, norm: str) -> str:
        scale = graph.constant(f"{norm}.scale", weight(norm))
        return graph.add(
            *("LayerNormalization", values, scale, graph.constant(f"{norm}.shift", added(norm))),
            epsilon=float(settings["layer_norm_eps"]),
        )

    # texts are padded on the right, so the positions of real tokens are the first
    offset = int(settings["pad_token_id"]) + 1 if parts.positions_after_padding else 0
    positions = weight("embeddings.position_embeddings")[offset:]
    if "embeddings.token_type_embeddings.weight" in encoder:
        # the network is given no token types, so that all are of the first
        positions = positions + weight("embeddings.token_type_embeddings")[0]
    vocabulary = graph.constant("words", weight("embeddings.word_embeddings").astype(words))
    embedded = graph.add(
        "Add",
        graph.add("Cast", graph.add("Gather", vocabulary, "input_ids"), to=TensorProto.FLOAT),
        graph.add("Slice", graph.constant("positions", positions), first, tokens),
    )
    width = weight("embeddings.word_embeddings").shape[1]
    attend = attention(graph, int(settings["num_attention_heads"]), width, bias)
    # all but attention reads rows, one a token, of all the batch's texts
    rows = graph.constant("rows", [-1, width])
    texts = graph.add(
        *("Concat", graph.add("Shape", "input_ids"), graph.constant("width", [width])), axis=0
    )
    states = normalised(graph.add("Reshape", embedded, rows), "embeddings.LayerNorm")

    for number in range(int(settings["num_hidden_layers"])):
        layer = f"encoder.layer.{number}"
        three = [f"{layer}.{name}" for name in (parts.query, parts.key, parts.value)]
        joint = linear(
            *(graph, f"{layer}.attention.qkv", states),
            np.concatenate([weight(name) for name in three]),
            np.concatenate([added(name) for name in three]),
        )
        split = graph.split("Split", 3, joint, axis=-1, num_outputs=3)
        query, key, value = (graph.add("Reshape", part, texts) for part in split)
        attended = attend(query, key, value)
        output, wide = f"{layer}.{parts.output}", f"{layer}.intermediate.dense"
        narrow = f"{layer}.output.dense"
        attended = graph.add("Reshape", attended, rows)
        product = linear(graph, output, attended, weight(output), added(output))
        middle = normalised(graph.add("Add", product, states), f"{layer}.{parts.norm}")
        product = linear(graph, wide, middle, weight(wide), added(wide))
        product = linear(graph, narrow, graph.add("Gelu", product), weight(narrow), added(narrow))
        states = normalised(graph.add("Add", product, middle), f"{layer}.output.LayerNorm")

    real = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    shares = graph.add("Div", real, graph.add("ReduceSum", real, last, keepdims=1))
    for question in config.pointers:
        scores = float_linear(
            graph, question, states, heads[f"{question}.weight"], heads[f"{question}.bias"]
        )
        by_text = graph.add("Reshape", scores, graph.add("Shape", "input_ids"))
        graph.output(question, by_text, ["n", "tokens"])
    states = graph.add("Reshape", states, texts)
    pooled = graph.add("MatMul", graph.add("Unsqueeze", shares, second), states)
    pooled = graph.add("Squeeze", pooled, second)
    for question, labels in config.heads.items():
        logits = float_linear(
            graph, question, pooled, heads[f"{question}.weight"], heads[f"{question}.bias"]
        )
        graph.output(question, logits, ["n", len(labels)])
    return graph


def _position_bias(graph: Graph, table: np.ndarray, config: ModelConfig, tokens: str) -> str:
    """What the distance of two tokens adds to their attention: (1, heads, tokens, tokens)."""
    most = config.max_tokens
    buckets = _buckets(np.arange(1 - most, most), len(table))
    by_distance = graph.constant("relative_attention_bias", table[buckets].T)
    places = graph.add(
        "Range",
        graph.constant("zero", np.int64(0)),
        graph.add("Squeeze", tokens),
        graph.constant("one", np.int64(1)),
    )
    distance = graph.add(
        "Sub",
        graph.add("Unsqueeze", places, "first_axis"),
        graph.add("Unsqueeze", places, "second_axis"),
    )
    index = graph.add("Add", distance, graph.constant("most", np.int64(most - 1)))
    return graph.add("Unsqueeze", graph.add("Gather", by_distance, index, axis=1), "first_axis")


def _buckets(distance: np.ndarray, count: int) -> np.ndarray:
    """MPNet's bucket of each relative position (Raffel et al. 2020, as in T5), ``count`` in all."""
    half = count // 2
    exact = half // 2
    back, size = (distance > 0) * half, np.abs(distance)
    ratio = np.log(np.maximum(size, 1).astype(np.float32) / exact) / np.log(_MAX_DISTANCE / exact)
    far = np.minimum(exact + (ratio * (half - exact)).astype(np.int64), half - 1)
    buckets: np.ndarray = back + np.where(size < exact, size, far)
    return buckets
