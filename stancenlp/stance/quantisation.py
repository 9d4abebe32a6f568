"""Int8 matrix products that keep the float32 model's answers: what they are made of, and how they run.

Weights have one scale an output column, activations one a token, found as the token is read, so that
a statement's scores do not hang on what shares its batch. The few channels whose activations are far
larger than the rest stay in float32 (LLM.int8, Dettmers et al. 2022); the others are evened out
between activations and weights (SmoothQuant, Xiao et al. 2022). What the narrow product of a layer reads is
skewed and costs by far the most when it is rounded (Bondarenko et al. 2021), so its remainder is kept too.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from onnx import TensorProto, helper

from stancenlp.stance.graph import CONTRIB, Graph, float_linear

#: A channel is left in float32 if its largest activation is this many times the median channel's ...
OUTLYING = 3.0
#: ... but no more channels than this share.
OUTLYING_SHARE = 1 / 32
#: How much of a channel's size moves from the activations to the weights (0 none, 1 all).
SMOOTHING = 0.5
#: Products, by the end of their names, that read their activations in two int8 terms: 16 bits in all.
TWO_TERMS = ("output.dense",)
_LEVELS = 127


class Recorder:
    """A ``Linear`` in float32 that also makes the sizes of what it reads outputs of the graph.

    ``names`` are the products', ``values`` the outputs': largest absolute activation, float (in,).
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.values: list[str] = []

    def __call__(self, graph: Graph, name: str, values: str, weight: np.ndarray) -> str:
        axes = graph.constant("text_and_token_axes", [0, 1])
        largest = graph.add("ReduceMax", graph.add("Abs", values), axes, keepdims=0)
        self.names.append(name)
        self.values.append(largest)
        graph.outputs.append(
            helper.make_tensor_value_info(largest, TensorProto.FLOAT, [weight.shape[1]])
        )
        return float_linear(graph, name, values, weight)


class Int8Linear:
    """A ``Linear`` in int8, fitted to the activations that a :class:`Recorder` saw.

    Parameters
    ----------
    sizes : by the product's name, the largest absolute activation of each channel, float (in,).
    """

    def __init__(self, sizes: Mapping[str, np.ndarray]) -> None:
        self._sizes = sizes

    def __call__(self, graph: Graph, name: str, values: str, weight: np.ndarray) -> str:
        sizes = self._sizes[name]
        apart = outlying(sizes)
        factors = smoothing(sizes, weight, apart)
        whole, scale = rounded(weight * factors)
        # the channels that are left out are nought in the activations too
        inverse = np.divide(1, factors, out=np.zeros_like(factors), where=factors > 0)

        levels = graph.constant("levels", np.float32(_LEVELS))
        one = graph.constant("unit_scale", np.float32(1))
        middle = graph.constant("middle", np.uint8(_LEVELS + 1))
        even = graph.add("Mul", values, graph.constant(f"{name}.smoothing", inverse))
        largest = graph.add(
            "Max",
            graph.add("ReduceMax", graph.add("Abs", even), "last_axis", keepdims=1),
            graph.constant("least", np.float32(1e-9)),
        )
        steps = graph.add("Mul", even, graph.add("Div", levels, largest))
        shared = (
            graph.constant(f"{name}.scale", scale),
            middle,
            graph.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        )
        weights = graph.constant(f"{name}.int8", whole.T)
        near = graph.add("QuantizeLinear", steps, one, middle)
        product = graph.add("MatMulIntegerToFloat", near, weights, one, *shared, domain=CONTRIB)
        if name.endswith(TWO_TERMS):
            left = graph.add("Sub", steps, graph.add("DequantizeLinear", near, one, middle))
            fine = graph.constant("fine_scale", np.float32(0.5 / _LEVELS))
            rest = graph.add("QuantizeLinear", left, fine, middle)
            rest = graph.add("MatMulIntegerToFloat", rest, weights, fine, *shared, domain=CONTRIB)
            product = graph.add("Add", product, rest)
        product = graph.add("Mul", product, graph.add("Div", largest, levels))
        if not len(apart):
            return product
        few = graph.add("Gather", values, graph.constant(f"{name}.outlying", apart), axis=-1)
        return graph.add("Add", product, float_linear(graph, f"{name}.few", few, weight[:, apart]))


def outlying(sizes: np.ndarray) -> np.ndarray:
    """The channels to leave in float32, ascending, from the size of each, float (in,)."""
    most = int(len(sizes) * OUTLYING_SHARE)
    largest = np.argsort(-sizes)[:most]
    chosen: np.ndarray = np.sort(largest[sizes[largest] > OUTLYING * np.median(sizes)])
    return chosen


def smoothing(sizes: np.ndarray, weight: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """What each input channel of ``weight`` (out, in) is multiplied by, and its activations divided.

    Noughts for the channels ``apart``.
    """
    factors = np.maximum(sizes, 1e-4) ** SMOOTHING
    factors /= np.maximum(np.abs(weight).max(axis=0), 1e-4) ** (1 - SMOOTHING)
    kept = np.ones(len(factors), bool)
    kept[apart] = False
    factors /= np.exp(np.log(factors[kept]).mean())
    factors[apart] = 0
    return factors.astype(np.float32)


def rounded(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``weight`` (out, in) as int8, and the scale of each output, float32 (out,)."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / _LEVELS
    whole = np.clip(np.rint(weight / scale[:, None]), -_LEVELS, _LEVELS)
    return whole.astype(np.int8), scale.astype(np.float32)
