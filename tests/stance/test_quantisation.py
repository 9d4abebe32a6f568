"""A matrix product in int8, beside the same product in float32."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from stancenlp.stance.graph import CONTRIB, IR_VERSION, OPSET, Graph
from stancenlp.stance.quantisation import Activations, Int8Linear, Int8Weights, outlying


@pytest.fixture
def skewed() -> tuple[np.ndarray, np.ndarray]:
    """Activations (tokens, in), a few channels far larger than the rest, and weights (out, in)."""
    random = np.random.default_rng(7)
    values = random.normal(size=(18, 128)) * np.exp(random.normal(size=128))
    return values.astype(np.float32), random.normal(size=(48, 128)).astype(np.float32)


def product(
    name: str,
    values: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray,
    written: type[Int8Linear | Int8Weights] = Int8Linear,
) -> np.ndarray:
    graph = Graph()
    graph.constant("last_axis", [-1])
    seen = Activations(largest=np.abs(values).max(axis=0), mean=values.mean(axis=0))
    result = written({name: seen})(graph, name, "values", weight, bias)
    made = helper.make_graph(
        graph.nodes,
        "product",
        [helper.make_tensor_value_info("values", TensorProto.FLOAT, list(values.shape))],
        [helper.make_tensor_value_info(result, TensorProto.FLOAT, None)],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    found: np.ndarray = session.run([result], {"values": values})[0]
    return found


def error(
    name: str,
    values: np.ndarray,
    weight: np.ndarray,
    written: type[Int8Linear | Int8Weights] = Int8Linear,
) -> float:
    bias = np.arange(len(weight), dtype=np.float32)
    exact = values @ weight.T + bias
    found = product(name, values, weight, bias, written)
    return float(np.abs(found - exact).mean() / np.abs(exact - bias).mean())


@pytest.mark.parametrize("written", [Int8Linear, Int8Weights])
def test_a_product_in_int8_is_nearly_that_in_float32(
    skewed: tuple[np.ndarray, np.ndarray], written: type[Int8Linear | Int8Weights]
) -> None:
    assert error("attention.qkv", *skewed, written) < 0.01


def test_two_terms_leave_only_the_error_of_the_weights(
    skewed: tuple[np.ndarray, np.ndarray],
) -> None:
    assert error("output.dense", *skewed) < 0.85 * error("attention.qkv", *skewed)


@pytest.mark.parametrize("written", [Int8Linear, Int8Weights])
def test_rounding_the_weights_shifts_no_output_on_average(
    skewed: tuple[np.ndarray, np.ndarray], written: type[Int8Linear | Int8Weights]
) -> None:
    values, weight = skewed
    values = values + 5 * np.abs(values).mean(axis=0)  # what is read seldom has a mean of nought
    nought = np.zeros(len(weight), np.float32)
    shift = (product("output.dense", values, weight, nought, written) - values @ weight.T).mean(
        axis=0
    )
    assert np.abs(shift).max() < 1e-3


def test_only_channels_far_above_the_others_are_left_out() -> None:
    sizes = np.ones(128)
    assert len(outlying(sizes)) == 0
    sizes[[3, 70]] = 9.0
    assert outlying(sizes).tolist() == [3, 70]
