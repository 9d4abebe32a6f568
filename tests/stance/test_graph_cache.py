"""A model's graph on disk: built once, and again when it is damaged or what it is made of changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stancenlp.stance import graph_cache
from stancenlp.stance.released import GRAPH, TOKENIZER, WEIGHTS, read_config


def test_the_graph_is_built_once(model: Path) -> None:
    config = read_config(model)
    first = graph_cache.locate_graph(model, config, "onnx")
    before = (first / WEIGHTS).stat().st_mtime_ns
    assert graph_cache.locate_graph(model, config, "onnx") == first
    assert (first / WEIGHTS).stat().st_mtime_ns == before


@pytest.mark.parametrize("name", [GRAPH, WEIGHTS, TOKENIZER, graph_cache.MANIFEST])
def test_a_damaged_graph_is_built_again(model: Path, name: str) -> None:
    config = read_config(model)
    folder = graph_cache.locate_graph(model, config, "onnx")
    (folder / name).write_bytes(b"{}")
    assert graph_cache.is_whole(graph_cache.locate_graph(model, config, "onnx"))
    assert not list(folder.parent.glob(".*.part"))


def test_another_adapter_is_another_graph(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    settings = json.loads((copy / "adapter_config.json").read_text())
    (copy / "adapter_config.json").write_text(json.dumps({**settings, "lora_alpha": 4}))
    changed = graph_cache.graph_key(copy, read_config(copy), "onnx")
    assert changed != graph_cache.graph_key(model, read_config(model), "onnx")
