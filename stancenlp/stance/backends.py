"""Which backend runs a model: the fastest that can, or the one that is asked for."""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from stancenlp.errors import GraphError, ModelError
from stancenlp.stance.batching import Logits
from stancenlp.stance.pointing import Encoding
from stancenlp.stance.released import SMALL, ModelConfig, read_config

log = logging.getLogger(__name__)

#: Names the backend where the caller leaves it open.
BACKEND_VARIABLE = "STANCENLP_BACKEND"
#: ``auto`` is ``torch`` where there is a CUDA device, else the first of the graphs' runtimes.
BACKENDS = ("auto", "openvino", "onnx", "torch", "torch-bfloat16")
#: What runs an int8 graph, and the module that does: in the order in which ``auto`` looks for them.
_GRAPH_RUNTIMES = (("onnx", "onnxruntime"), ("openvino", "openvino"))
_CUDA_DEVICE = Path("/dev/nvidiactl")


class Backend(Protocol):
    """Runs the network: from pairs of texts to the logits of each question."""

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits: ...

    def encodings(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Encoding]: ...


def load_backend(
    folder: Path, config: ModelConfig, name: str = "auto", fast: bool = False
) -> Backend:
    """The backend of that name (one of :data:`BACKENDS`), with the model of ``folder`` loaded.

    Parameters
    ----------
    fast : leave to the small model in the folder what it is sure of, see :class:`OpinionPool`.

    Raises
    ------
    ModelError : there is no backend of that name, or it cannot run this model; with ``fast``, the folder
        holds no small model.
    WeightsError : the base encoder's weights are missing or damaged.
    """
    if not config.small_weights:
        if fast:
            raise ModelError(
                f"{config.name}: has no small model beside it that could answer first; score without "
                "`fast`, or take a model that has one"
            )
        return _one_model(folder, config, name)
    from stancenlp.stance.opinion_pool import OpinionPool

    small = read_config(folder / SMALL, config.heads)
    backends = _one_model(folder, config, name), _one_model(folder / SMALL, small, name)
    return OpinionPool(backends[0], config, backends[1], small, fast)


def _one_model(folder: Path, config: ModelConfig, name: str) -> Backend:
    if name == "auto":
        name = os.environ.get(BACKEND_VARIABLE) or "auto"
    if name not in BACKENDS:
        raise ModelError(f"no backend {name!r}; there are: {', '.join(BACKENDS)}")
    runtime = _runtime() if name == "auto" else name
    if runtime in ("openvino", "onnx"):
        try:
            return _graph_backend(runtime)(folder, config)
        except GraphError as error:
            if name == runtime:
                raise
            log.warning("%s; using torch", error)
    from stancenlp.stance.backend_torch import TorchBackend

    return TorchBackend(folder, config, bfloat16=name == "torch-bfloat16")


def load_beside(
    of: Literal["sides", "speakers"],
    folder: Path | None,
    heads: Mapping[str, tuple[str, ...]],
    pointers: tuple[str, ...],
) -> tuple[ModelConfig, Backend]:
    """A model that is released beside those of stance, or the one in ``folder``, if that is given.

    Raises
    ------
    StanceError : none is released, or its files or base weights are missing or damaged.
    """
    from stancenlp.stance.registry import find_beside

    folder = folder or find_beside(of)
    config = read_config(folder, heads, pointers)
    return config, load_backend(folder, config)


def _runtime() -> str:
    """What ``auto`` stands for on this machine; told without importing any of them."""
    if _CUDA_DEVICE.exists():
        return "torch"
    installed = (name for name, module in _GRAPH_RUNTIMES if importlib.util.find_spec(module))
    return next(installed, "torch")


def _graph_backend(runtime: str) -> Callable[[Path, ModelConfig], Backend]:
    try:
        if runtime == "openvino":
            from stancenlp.stance.backend_openvino import OpenVinoBackend

            return OpenVinoBackend
        from stancenlp.stance.backend_onnx import OnnxBackend

        return OnnxBackend
    except ImportError as error:
        raise GraphError(f"the {runtime} backend needs the package {error.name}") from error
