"""The int8 graph of a released model on disk: built once, found again by the hash of what went in.

A graph lies in the user's cache directory under ``graphs/KEY``; the key changes with the weights, the
adapter, the heads, the calibration texts and the code that builds it. It is there whole or not at all.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stancenlp.errors import GraphError
from stancenlp.stance import released, weights
from stancenlp.stance.released import GRAPH, TOKENIZER, WEIGHTS, ModelConfig

log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
#: What a graph's content hangs on, beside the model.
_BUILDERS = (
    *("graph.py", "attention.py", "quantisation.py", "reordering.py", "graph_builder.py"),
    *("released.py", "calibration.jsonl"),
)
_LOCK_SECONDS = 30 * 60


def locate_graph(folder: Path, config: ModelConfig, runtime: str) -> Path:
    """The folder of a model's int8 graph, checked; built first if it is not there or is damaged.

    Parameters
    ----------
    runtime : what is to run it: ``openvino`` or ``onnx``.

    Raises
    ------
    GraphError : it cannot be built: another architecture, no room, packages missing.
    ModelError, WeightsError : the model's files or its base weights are missing or damaged.
    """
    import filelock

    released.check_files(folder, config)
    root = weights.cache_directory() / "graphs"
    target = root / graph_key(folder, config, runtime)
    if is_whole(target):
        return target
    try:
        root.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(root / f"{target.name}.lock", timeout=_LOCK_SECONDS):
            if is_whole(target):  # another process built it meanwhile
                return target
            from stancenlp.stance.graph_builder import build

            log.warning("building the int8 graph of %s: once, under a minute", config.name)
            _replace(target, functools.partial(build, folder, config, runtime))
    except ImportError as error:
        raise GraphError(f"the int8 graph needs the package {error.name}") from error
    except (OSError, filelock.Timeout) as error:
        raise GraphError(
            f"{root}: the int8 graph could not be written ({error}); it needs about 0.2 GB: make "
            f"room, or set {weights.CACHE_VARIABLE} to a folder on another disk"
        ) from error
    return target


def graph_key(folder: Path, config: ModelConfig, runtime: str) -> str:
    """The name of a model's graph: a hash of all that goes into it."""
    adapter = folder / released.ADAPTER_CONFIG
    here = Path(__file__).parent
    parts: dict[str, Any] = {
        "runtime": runtime,
        "base": config.base_sha256,
        "files": config.sha256,
        "adapter": weights.sha256(adapter) if adapter.is_file() else None,
        "heads": config.heads,
        "pointers": config.pointers,
        "max_tokens": config.max_tokens,
        "parts": config.parts,
        "builders": [weights.sha256(here / name) for name in _BUILDERS],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def is_whole(target: Path) -> bool:
    """Whether a graph's folder holds every file with the sha256 that its manifest names."""
    try:
        manifest = json.loads((target / MANIFEST).read_text("utf-8"))
        return all(
            weights.sha256(target / name) == manifest["sha256"][name]
            for name in (GRAPH, WEIGHTS, TOKENIZER)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _replace(target: Path, build: Callable[[Path], dict[str, Any]]) -> None:
    """Build into a folder beside ``target`` and move it there whole."""
    for stale in target.parent.glob(f".{target.name}.*.part"):
        shutil.rmtree(stale, ignore_errors=True)  # left by a killed process
    with tempfile.TemporaryDirectory(
        dir=target.parent, prefix=f".{target.name}.", suffix=".part", ignore_cleanup_errors=True
    ) as scratch:
        folder = Path(scratch, "graph")
        folder.mkdir()
        manifest = build(folder)
        names = (GRAPH, WEIGHTS, TOKENIZER)
        manifest["sha256"] = {name: weights.sha256(folder / name) for name in names}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")
        for name in (*names, MANIFEST):
            with open(folder / name, "rb") as stream:
                os.fsync(stream.fileno())
        if target.exists():
            os.replace(target, Path(scratch, "damaged"))
        os.replace(folder, target)
