"""Multi-head attention as a graph's nodes: one fused operator, or the plain ones of the ONNX standard."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto

from stancenlp.stance.graph import CONTRIB, Attend, Graph


def fused_attention(graph: Graph, heads: int, width: int, bias: str | None) -> Attend:
    """ONNX Runtime's own operator."""
    mask = graph.add("Cast", "attention_mask", to=TensorProto.INT32)
    added = [bias] if bias else []

    def attend(query: str, key: str, value: str) -> str:
        return graph.add(
            *("MultiHeadAttention", query, key, value, "", mask, *added),
            domain=CONTRIB,
            num_heads=heads,
        )

    return attend


def plain_attention(graph: Graph, heads: int, width: int, bias: str | None) -> Attend:
    """Two products and a softmax; OpenVINO joins them into one kernel."""
    real = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", real, graph.constant("present", np.float32(1)))
    never = graph.add("Mul", absent, graph.constant("never", np.float32(1e9)))
    added = graph.add("Unsqueeze", never, graph.constant("inner_axes", [1, 2]))
    if bias:
        added = graph.add("Add", added, bias)
    scale = graph.constant("query_scale", np.float32((width / heads) ** -0.5))
    apart = graph.constant("heads_apart", [0, 0, heads, -1])
    together = graph.constant("heads_together", [0, 0, -1])

    def by_head(values: str, order: list[int]) -> str:
        return graph.add("Transpose", graph.add("Reshape", values, apart), perm=order)

    def attend(query: str, key: str, value: str) -> str:
        query = graph.add("Mul", query, scale)
        scores = graph.add("MatMul", by_head(query, [0, 2, 1, 3]), by_head(key, [0, 2, 3, 1]))
        shares = graph.add("Softmax", graph.add("Add", scores, added), axis=-1)
        mixed = graph.add("MatMul", shares, by_head(value, [0, 2, 1, 3]))
        tokens_first = graph.add("Transpose", mixed, perm=[0, 2, 1, 3])
        return graph.add("Reshape", tokens_first, together)

    return attend
