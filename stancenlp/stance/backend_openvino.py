"""Runs a released model on OpenVINO: int8 weights, neither torch nor transformers imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from stancenlp.stance import batching, graph_cache, released
from stancenlp.stance.batching import BatchedBackend, Logits
from stancenlp.stance.released import ModelConfig

# `import openvino` loads its converter of models, which reports the import over the network: not from here
_CONVERTER = "openvino.tools.ovc"
sys.modules.setdefault(_CONVERTER, None)  # type: ignore[arg-type]
import openvino  # noqa: E402

if sys.modules[_CONVERTER] is None:
    del sys.modules[_CONVERTER]

#: Channels of a token that share one scale when OpenVINO rounds what a product reads.
GROUP_SIZE = 128


class OpenVinoBackend(BatchedBackend):
    """A released model as a graph with int8 weights on the CPU; it is built on first use and cached.

    Parameters
    ----------
    threads : threads of one matrix product; default: OMP_NUM_THREADS, else as many as this process
        has cores.
    """

    #: Tokens (with padding) in one batch, at most: what a layer reads and writes stays in a core's cache.
    tokens_per_batch = 512

    def __init__(self, folder: Path, config: ModelConfig, threads: int | None = None) -> None:
        self.config = config
        graph = graph_cache.locate_graph(folder, config, "openvino")
        manifest = json.loads((graph / graph_cache.MANIFEST).read_text("utf-8"))
        self._pad_id = int(manifest["pad_token_id"])
        self._tokenizer = batching.load_tokenizer(graph / released.TOKENIZER, config.max_tokens)
        options = {
            "INFERENCE_NUM_THREADS": threads or batching.cores(),
            "ENABLE_CPU_PINNING": False,  # the workers of a corpus would all take the same cores
            "INFERENCE_PRECISION_HINT": "f32",  # of all but the products
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": GROUP_SIZE,
            "PERFORMANCE_HINT": "LATENCY",
        }
        model = openvino.Core().compile_model(graph / released.GRAPH, "CPU", options)
        self._request = model.create_infer_request()
        self._questions = list(config.heads)

    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        self._request.infer({"input_ids": ids, "attention_mask": mask}, share_inputs=True)
        return {name: self._request.get_tensor(name).data.copy() for name in self._questions}
