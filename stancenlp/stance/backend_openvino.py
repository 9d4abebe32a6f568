"""Runs a released model on OpenVINO: int8 weights, neither torch nor transformers imported."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from stancenlp.stance.backend_graph import GraphBackend
from stancenlp.stance.batching import Logits

# `import openvino` loads its converter of models, which reports the import over the network: not from here
_CONVERTER = "openvino.tools.ovc"
sys.modules.setdefault(_CONVERTER, None)  # type: ignore[arg-type]
import openvino  # noqa: E402

if sys.modules[_CONVERTER] is None:
    del sys.modules[_CONVERTER]

#: Channels of a token that share one scale when OpenVINO rounds what a product reads.
GROUP_SIZE = 128


class OpenVinoBackend(GraphBackend):
    """A released model's int8 graph on OpenVINO."""

    runtime = "openvino"

    def _load(self, graph: Path, threads: int) -> None:
        options = {
            "INFERENCE_NUM_THREADS": threads,
            "ENABLE_CPU_PINNING": False,  # the workers of a corpus would all take the same cores
            "INFERENCE_PRECISION_HINT": "f32",  # of all but the products
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": GROUP_SIZE,
            "PERFORMANCE_HINT": "LATENCY",
        }
        model = openvino.Core().compile_model(graph, "CPU", options)
        self._request = model.create_infer_request()

    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        self._request.infer({"input_ids": ids, "attention_mask": mask}, share_inputs=True)
        return {name: self._request.get_tensor(name).data.copy() for name in self._questions}
