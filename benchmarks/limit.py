"""How near the model comes to the machine: its matrix products alone, at the rate measured for their shape."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import numpy as np

from stancenlp.schema import Statement
from stancenlp.stance.batching import load_tokenizer
from stancenlp.stance.framing import frame
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import read_config
from stancenlp.stance.weights import locate_base

#: (rows, in, out) of the widest product of a layer, at the token budget of a batch.
GEMM = (512, 768, 3072)
#: What runs in each kind of number.
RUNS = {"float32": "stancenlp torch", "int8": "stancenlp openvino"}


def limit(statements: list[Statement], model: str | None) -> dict[str, Any]:
    """Statements a second, if the encoder's matrix products ran at the measured rate and no more."""
    config = read_config(find_model(model))
    base = locate_base(config.base_weights)
    settings = json.loads((base / "config.json").read_text("utf-8"))
    tokenizer = load_tokenizer(base / "tokenizer.json", config.max_tokens)
    pairs = [frame(statement, config.parts) for statement in statements]
    tokens = float(np.mean([len(e.ids) for e in tokenizer.encode_batch(pairs)]))
    width, wide = settings["hidden_size"], settings["intermediate_size"]
    per_token = 2 * settings["num_hidden_layers"] * (4 * width * width + 2 * width * wide)
    rates = {kind: _rate(kind) for kind in RUNS}
    return {
        "tokens_per_statement": tokens,
        "gemm": rates,
        "milliseconds": {kind: 1e-6 * per_token * tokens / rate for kind, rate in rates.items()},
    }


def _rate(kind: str) -> float:
    """Operations (10^9) of :data:`GEMM` in a second of one core's time, on ONNX Runtime."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper

    operator, left_type, right_type, product_type = {
        "float32": ("MatMul", *3 * (TensorProto.FLOAT,)),
        "int8": ("MatMulInteger", TensorProto.UINT8, TensorProto.INT8, TensorProto.INT32),
    }[kind]
    rows, inner, outer = GEMM
    random = np.random.default_rng(0)
    left, right = random.integers(0, 99, (rows, inner)), random.integers(-99, 99, (inner, outer))
    graph = helper.make_graph(
        [helper.make_node(operator, ["left", "right"], ["product"])],
        kind,
        [helper.make_tensor_value_info("left", left_type, [rows, inner])],
        [helper.make_tensor_value_info("product", product_type, [rows, outer])],
        [
            onnx.numpy_helper.from_array(
                right.astype(helper.tensor_dtype_to_np_dtype(right_type)), "right"
            )
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    inputs = {"left": left.astype(helper.tensor_dtype_to_np_dtype(left_type))}
    session.run(None, inputs)
    seconds = []
    for _ in range(30):
        started = time.process_time()
        session.run(None, inputs)
        seconds.append(time.process_time() - started)
    return 2 * rows * inner * outer / float(np.median(seconds)) / 1e9
