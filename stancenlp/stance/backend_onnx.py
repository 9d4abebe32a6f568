"""Runs a released model on ONNX Runtime: an int8 graph, neither torch nor transformers imported."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnxruntime

from stancenlp.stance.backend_graph import GraphBackend
from stancenlp.stance.batching import Logits


class OnnxBackend(GraphBackend):
    """A released model's int8 graph on ONNX Runtime."""

    runtime = "onnx"

    def _load(self, graph: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # threads that spin after a batch take the cores from those that find statements
        options.add_session_config_entry("session.force_spinning_stop", "1")
        self._session = onnxruntime.InferenceSession(
            os.fspath(graph), options, providers=["CPUExecutionProvider"]
        )

    def _forward(self, ids: np.ndarray, mask: np.ndarray) -> Logits:
        outputs = self._session.run(self._questions, {"input_ids": ids, "attention_mask": mask})
        return dict(zip(self._questions, outputs, strict=True))
