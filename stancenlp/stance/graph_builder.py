"""Builds a model's int8 graph into a folder: float32 first, calibrated, then quantised."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from stancenlp.errors import GraphError, ModelError
from stancenlp.stance import batching
from stancenlp.stance.attention import fused_attention, plain_attention
from stancenlp.stance.framing import frame
from stancenlp.stance.graph import (
    ARCHITECTURES,
    Attention,
    Graph,
    Linear,
    merged_weights,
    stance_graph,
)
from stancenlp.stance.quantisation import Activations, Int8Linear, Int8Weights, Recorder
from stancenlp.stance.released import GRAPH, TOKENIZER, WEIGHTS, ModelConfig
from stancenlp.stance.reordering import reordered
from stancenlp.stance.weights import locate_base

#: Statements that show the quantiser what activations look like; of the corpus's training split.
CALIBRATION = Path(__file__).with_name("calibration.jsonl")
#: What matrix products and attention become for each runtime.
RUNTIMES: dict[str, tuple[Callable[[Mapping[str, Activations]], Linear], Attention]] = {
    "onnx": (Int8Linear, fused_attention),
    "openvino": (Int8Weights, plain_attention),
}


def build(folder: Path, config: ModelConfig, runtime: str, target: Path) -> dict[str, Any]:
    """Write graph, weights and tokenizer into ``target``; returns the manifest's first fields.

    Parameters
    ----------
    runtime : what will run the graph, one of :data:`RUNTIMES`.

    Raises
    ------
    GraphError : the base encoder is of none of :data:`graph.ARCHITECTURES`.
    ModelError, WeightsError : weights are missing, damaged, or do not fit each other.
    """
    base_folder = locate_base(config.base_weights)
    settings = json.loads((base_folder / "config.json").read_text("utf-8"))
    found = settings.get("model_type"), settings.get("hidden_act", "gelu")
    if found[0] not in ARCHITECTURES or found[1] != "gelu":
        raise GraphError(
            f"{config.base}: the int8 graph is written for {' and '.join(ARCHITECTURES)} encoders "
            f"with gelu, and this one is {found[0]!r} with {found[1]}; use the torch backend"
        )
    shutil.copyfile(base_folder / "tokenizer.json", target / TOKENIZER)
    encoder, heads = merged_weights(folder, config, base_folder)
    recorder = Recorder()
    try:
        _write(stance_graph(encoder, heads, settings, config, recorder, fused_attention), target)
        seen = _activations(target, config, recorder)
        if runtime == "openvino":  # which rounds neighbouring channels together
            parts = ARCHITECTURES[settings["model_type"]]
            encoder, heads, seen = reordered(encoder, heads, seen, parts)
        linear, attention = RUNTIMES[runtime]
        # half precision of the words keeps more digits than int8 products do, and half of what is read at each start
        written = stance_graph(
            encoder, heads, settings, config, linear(seen), attention, words=np.float16
        )
        _write(written, target)
    except (KeyError, IndexError) as error:
        raise ModelError(f"{folder}: its weights do not fit {config.base} ({error})") from error
    return {"model": config.name, "pad_token_id": int(settings["pad_token_id"])}


def _write(graph: Graph, target: Path) -> None:
    (target / WEIGHTS).unlink(missing_ok=True)
    onnx.save(
        graph.model(),
        target / GRAPH,
        save_as_external_data=True,
        location=WEIGHTS,
        size_threshold=256,
    )


def _activations(target: Path, config: ModelConfig, recorder: Recorder) -> dict[str, Activations]:
    """What each product of the float32 graph in ``target`` reads in the calibration texts."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        os.fspath(target / GRAPH), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = batching.load_tokenizer(target / TOKENIZER, config.max_tokens)
    runs = []
    for line in CALIBRATION.read_text("utf-8").splitlines():
        text, about = frame(json.loads(line), config.parts)
        ids = tokenizer.encode(text, about if config.parts else None).ids
        tokens, mask = batching.padded([ids], pad_id=0)
        inputs = {"input_ids": tokens, "attention_mask": mask}
        runs.append(session.run(recorder.values, inputs))
    return recorder.joined(runs)
