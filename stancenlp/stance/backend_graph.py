"""What the runtimes of an int8 graph have in common: where it comes from, its tokenizer, its batches."""

from __future__ import annotations

import json
from abc import abstractmethod
from pathlib import Path

from stancenlp.stance import batching, graph_cache, released
from stancenlp.stance.batching import BatchedBackend
from stancenlp.stance.released import ModelConfig


class GraphBackend(BatchedBackend):
    """A released model as an int8 graph on the CPU; the graph is built on first use and cached.

    A subclass names its ``runtime``, one of ``graph_builder.RUNTIMES``.

    Parameters
    ----------
    threads : threads of one matrix product; default: OMP_NUM_THREADS, else as many as this process
        has cores.
    """

    runtime: str
    #: Tokens (with padding) in one batch, at most: what a layer reads and writes stays in a core's cache.
    tokens_per_batch = 512

    def __init__(self, folder: Path, config: ModelConfig, threads: int | None = None) -> None:
        self.config = config
        graph = graph_cache.locate_graph(folder, config, self.runtime)
        manifest = json.loads((graph / graph_cache.MANIFEST).read_text("utf-8"))
        self._pad_id = int(manifest["pad_token_id"])
        self._tokenizer = batching.load_tokenizer(graph / released.TOKENIZER, config.max_tokens)
        self._questions = [*config.heads, *config.pointers]
        self._load(graph / released.GRAPH, threads or batching.cores())

    @abstractmethod
    def _load(self, graph: Path, threads: int) -> None:
        """Make the graph of a file ready to run."""
