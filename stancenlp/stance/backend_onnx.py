"""Runs a released model on ONNX Runtime: an int8 graph, neither torch nor transformers imported."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import onnxruntime

from stancenlp.stance import batching, graph_cache, released
from stancenlp.stance.batching import BatchedBackend, Logits
from stancenlp.stance.released import ModelConfig


class OnnxBackend(BatchedBackend):
    """A released model as an int8 graph on the CPU; the graph is built on first use and cached.

    Parameters
    ----------
    threads : threads of one matrix product; default: OMP_NUM_THREADS, else as many as this process
        has cores.
    """

    #: Tokens (with padding) in one batch, at most: what a layer reads and writes stays in a core's cache.
    tokens_per_batch = 512

    def __init__(self, folder: Path, config: ModelConfig, threads: int | None = None) -> None:
        self.config = config
        graph = graph_cache.locate_graph(folder, config, "onnx")
        manifest = json.loads((graph / graph_cache.MANIFEST).read_text("utf-8"))
        self._pad_id = int(manifest["pad_token_id"])
        self._tokenizer = batching.load_tokenizer(graph / released.TOKENIZER, config.max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or batching.cores()
        options.log_severity_level = 3
        # threads that spin after a batch take the cores from those that find statements
        options.add_session_config_entry("session.force_spinning_stop", "1")
        self._session = onnxruntime.InferenceSession(
            os.fspath(graph / released.GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._questions = list(config.heads)

    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        outputs = self._session.run(self._questions, {"input_ids": ids, "attention_mask": mask})
        return dict(zip(self._questions, outputs, strict=True))
