"""Puts channels of about one size side by side, so that those that are rounded together are alike.

Where a runtime rounds activations in groups of neighbouring channels, a group with one large channel loses
the small ones. The order of the hidden channels, and of each layer's middle ones, is free: it is changed in
the weights once and costs nothing after (RPTQ, Yuan et al. 2023).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stancenlp.stance.graph import Architecture, Weights
from stancenlp.stance.quantisation import Activations

Seen = Mapping[str, Activations]


def reordered(
    encoder: Weights, heads: Weights, seen: Seen, parts: Architecture
) -> tuple[Weights, Weights, dict[str, Activations]]:
    """The same network with its channels in another order: encoder, heads, and what its products read.

    Parameters
    ----------
    encoder, heads : as ``graph.merged_weights`` gives them.
    seen : by the product's name, what it reads.
    parts : the names of the encoder's weights.
    """
    encoder, seen = dict(encoder), dict(seen)
    layers = sorted(name.removesuffix(".attention.qkv") for name in seen if name.endswith("qkv"))

    def take(name: str, order: np.ndarray, axis: int) -> None:
        encoder[name] = encoder[name].take(order, axis)

    def take_seen(name: str, order: np.ndarray) -> None:
        seen[name] = Activations(seen[name].largest[order], seen[name].mean[order])

    readers = {
        f"{layer}.{product}": [f"{layer}.{name}.weight" for name in names]
        for layer in layers
        for product, names in (
            ("attention.qkv", (parts.query, parts.key, parts.value)),
            ("intermediate.dense", ("intermediate.dense",)),
        )
    }
    sizes = [_sizes(seen[name], *(encoder[w] for w in read)) for name, read in readers.items()]
    hidden = np.argsort(np.log(sizes).mean(axis=0))
    embeddings = [name for name in encoder if name.endswith("_embeddings.weight")]
    for name in [*embeddings, *(weight for read in readers.values() for weight in read)]:
        take(name, hidden, 1)
    for name in readers:
        take_seen(name, hidden)
    writers = [f"{layer}.{name}" for layer in layers for name in (parts.output, "output.dense")]
    norms = [f"{layer}.{name}" for layer in layers for name in (parts.norm, "output.LayerNorm")]
    for name in [*writers, *norms, "embeddings.LayerNorm"]:
        take(f"{name}.weight", hidden, 0)
        take(f"{name}.bias", hidden, 0)
    heads = {n: w.take(hidden, 1) if n.endswith(".weight") else w for n, w in heads.items()}

    for layer in layers:
        wide, narrow = f"{layer}.intermediate.dense", f"{layer}.output.dense"
        middle = np.argsort(_sizes(seen[narrow], encoder[f"{narrow}.weight"]))
        take(f"{wide}.weight", middle, 0)
        take(f"{wide}.bias", middle, 0)
        take(f"{narrow}.weight", middle, 1)
        take_seen(narrow, middle)
    return encoder, heads, seen


def _sizes(seen: Activations, *weights: np.ndarray) -> np.ndarray:
    """How large each channel is once it is evened out between activations and weights, float (in,)."""
    heaviest = np.max([np.abs(weight).max(axis=0) for weight in weights], axis=0)
    sizes: np.ndarray = np.maximum(seen.largest, 1e-4) * np.maximum(heaviest, 1e-4)
    return sizes
