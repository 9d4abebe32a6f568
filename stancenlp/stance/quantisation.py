"""Int8 matrix products that keep the float32 model's answers: what they are made of, and how they run.

Weights have one scale an output column, activations one a token, found as the token is read, so that
a statement's scores do not hang on what shares its batch. The few channels whose activations are far
larger than the rest stay in float32 (LLM.int8, Dettmers et al. 2022); the others are evened out
between activations and weights (SmoothQuant, Xiao et al. 2022). What the narrow product of a layer reads is
skewed and costs by far the most when it is rounded (Bondarenko et al. 2021), so its remainder is kept too.
What rounding the weights shifts on average is taken off the bias (Nagel et al. 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


@dataclass(frozen=True)
class Activations:
    """What a product reads, by channel: the largest absolute value and the mean, float (in,) each."""

    largest: np.ndarray
    mean: np.ndarray


class Recorder:
    """A ``Linear`` in float32 that also makes what each product reads known, by outputs of the graph.

    ``names`` are the products'; ``values`` the outputs', two for each product: the fields of
    :class:`Activations` over the tokens of one run.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.values: list[str] = []

    def __call__(
        self, graph: Graph, name: str, values: str, weight: np.ndarray, bias: np.ndarray
    ) -> str:
        self.names.append(name)
        for found in (
            graph.add("ReduceMax", graph.add("Abs", values), "first_axis", keepdims=0),
            graph.add("ReduceMean", values, "first_axis", keepdims=0),
        ):
            self.values.append(found)
            graph.outputs.append(
                helper.make_tensor_value_info(found, TensorProto.FLOAT, [weight.shape[1]])
            )
        return float_linear(graph, name, values, weight, bias)

    def joined(self, runs: Sequence[Sequence[np.ndarray]]) -> dict[str, Activations]:
        """What each product read over several runs, each given as the arrays of ``values``."""
        columns = [np.stack(column) for column in zip(*runs, strict=True)]
        return {
            name: Activations(columns[2 * i].max(axis=0), columns[2 * i + 1].mean(axis=0))
            for i, name in enumerate(self.names)
        }


class Fitted(NamedTuple):
    """A product in int8: ``(whole * scale[:, None]) @ (smoothing * values) + bias`` for a column of values."""

    whole: np.ndarray
    scale: np.ndarray
    smoothing: np.ndarray
    bias: np.ndarray


def fitted(weight: np.ndarray, bias: np.ndarray, seen: Activations, apart: np.ndarray) -> Fitted:
    """A product fitted to what it reads; the channels ``apart`` are nought in it."""
    factors = smoothing(seen.largest, weight, apart)
    whole, scale = rounded(weight * factors)
    inverse = np.divide(1, factors, out=np.zeros_like(factors), where=factors > 0)
    # what rounding the weights adds to every token alike is taken off again
    lost = weight * factors - whole * scale[:, None]
    return Fitted(whole, scale, inverse, (bias + lost @ (inverse * seen.mean)).astype(np.float32))


class _FittedLinear:
    """A ``Linear`` fitted to the activations that a :class:`Recorder` saw.

    The outlying channels are read apart, in float32: they would set the scales of their neighbours.

    Parameters
    ----------
    seen : by the product's name, what it reads.
    """

    def __init__(self, seen: Mapping[str, Activations]) -> None:
        self._seen = seen

    def _even(
        self, graph: Graph, name: str, values: str, weight: np.ndarray, bias: np.ndarray
    ) -> tuple[Fitted, np.ndarray, str]:
        """The fitted product, the channels that are read apart, and the name of its smoothed values."""
        seen = self._seen[name]
        apart = outlying(seen.largest)
        product = fitted(weight, bias, seen, apart)
        factors = graph.constant(f"{name}.smoothing", product.smoothing)
        return product, apart, graph.add("Mul", values, factors)


class Int8Weights(_FittedLinear):
    """A ``Linear`` whose weights are int8, for a runtime that rounds the activations itself, as OpenVINO does."""

    def __call__(
        self, graph: Graph, name: str, values: str, weight: np.ndarray, bias: np.ndarray
    ) -> str:
        product, apart, even = self._even(graph, name, values, weight, bias)
        total = graph.add(
            "Gemm",
            even,
            graph.add(
                "DequantizeLinear",
                graph.constant(f"{name}.int8", product.whole),
                graph.constant(f"{name}.scale", product.scale),
                axis=0,
            ),
            graph.constant(f"{name}.bias", product.bias),
            transB=1,
        )
        if not len(apart):
            return total
        few = graph.add("Gather", values, graph.constant(f"{name}.outlying", apart), axis=-1)
        exact = graph.constant(f"{name}.few", weight[:, apart].T)
        return graph.add("Add", total, graph.add("MatMul", few, exact))


class Int8Linear(_FittedLinear):
    """A ``Linear`` in int8 whose activations the graph itself rounds, for ONNX Runtime."""

    def __call__(
        self, graph: Graph, name: str, values: str, weight: np.ndarray, bias: np.ndarray
    ) -> str:
        (whole, scale, _, bias), apart, even = self._even(graph, name, values, weight, bias)
        largest = graph.add("ReduceMax", graph.add("Abs", even), "last_axis", keepdims=0)
        step = graph.add(
            "Max",
            graph.add("Mul", largest, graph.constant("per_level", np.float32(1 / _LEVELS))),
            graph.constant("least", np.float32(1e-11)),
        )
        middle = graph.constant("middle", np.uint8(_LEVELS + 1))
        middles = graph.add("Expand", middle, graph.add("Shape", step))
        weights = (
            graph.constant(f"{name}.scale", scale),
            middle,
            graph.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        )

        def product(near: str, size: str) -> str:
            inputs = (near, graph.constant(f"{name}.int8", whole.T), size, *weights)
            return graph.add("MatMulIntegerToFloat", *inputs, domain=CONTRIB)

        near = graph.add("QuantizeLinear", even, step, middles, axis=0)
        total = product(near, graph.constant("unit_scale", np.float32(1)))
        if name.endswith(TWO_TERMS):
            known = graph.add("DequantizeLinear", near, step, middles, axis=0)
            fine = graph.constant("fine_scale", np.float32(0.5 / _LEVELS))
            rest = graph.add(
                *("QuantizeLinear", graph.add("Sub", even, known), graph.add("Mul", step, fine)),
                middles,
                axis=0,
            )
            total = graph.add("Add", total, product(rest, fine))
        total = graph.add("Mul", total, graph.add("Unsqueeze", step, "last_axis"))
        if not len(apart):
            return graph.add("Add", total, graph.constant(f"{name}.bias", bias))
        few = graph.add("Gather", values, graph.constant(f"{name}.outlying", apart), axis=-1)
        exact = float_linear(graph, f"{name}.few", few, weight[:, apart], bias)
        return graph.add("Add", total, exact)


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
