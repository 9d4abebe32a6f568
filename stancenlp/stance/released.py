"""A released model's folder: its configuration, and whether it is complete and safe to load.

stancenlp.json        this file's :class:`ModelConfig`
heads.safetensors     the heads
adapter_config.json, adapter_model.safetensors      a LoRA adapter, or else
encoder.safetensors   a whole fine-tuned encoder
small/                a smaller model, in a folder of the same form, whose answers count beside this one's
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    PositiveFloat,
    ValidationError,
)

from stancenlp.errors import ModelError
from stancenlp.jsonl import atomic_writer
from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES
from stancenlp.stance.framing import Part
from stancenlp.stance.weights import KNOWN, BaseWeights, sha256

#: Every question a model of stance answers, with its labels in column order.
HEADS: dict[str, tuple[str, ...]] = {"stance": STANCES, "sentiment": SENTIMENTS, **ASPECTS}
CONFIG = "stancenlp.json"
HEADS_FILE = "heads.safetensors"
ENCODER_FILE = "encoder.safetensors"
ADAPTER_FILE = "adapter_model.safetensors"
ADAPTER_CONFIG = "adapter_config.json"
SMALL = "small"
#: What a model's int8 graph is kept in, in the user's cache.
GRAPH, WEIGHTS, TOKENIZER = "graph.onnx", "weights.bin", "tokenizer.json"
#: Formats that can run code when loaded; a model folder that holds one is refused.
UNSAFE = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".joblib", ".ckpt", ".py")


class ModelConfig(BaseModel):
    """What inference must know of a released model (``stancenlp.json``)."""

    model_config = ConfigDict(extra="forbid")

    name: str
    base: str
    base_revision: str
    base_sha256: str
    pooling: Literal["mean"] = "mean"
    max_tokens: int = Field(default=256, ge=16, le=512)
    #: What the second text of a pair is made of; without any, the model reads one text. The words said
    #: are what the models of sides and of speakers read beside an introduction or a passage.
    parts: tuple[Part | Literal["words"], ...] = ("offer", "context")
    heads: dict[str, tuple[str, ...]]
    #: Questions with one score a token of the text, see ``pointing.py``.
    pointers: tuple[str, ...] = ()
    #: Logits are divided by this, question by question (Guo et al. 2017).
    temperatures: dict[str, PositiveFloat] = {}
    #: Added to a question's logits after that: corrects for label shares of the training data that
    #: are not those of real reports (Saerens et al. 2002).
    biases: dict[str, tuple[float, ...]] = {}
    #: Predictions of less confidence are marked for review; sides of less are not told.
    review_below: float = Field(default=0.0, ge=0, le=1.01)
    #: Of a model of sides or of speakers: added to the score of the side that the rules of the extraction are
    #: sure of, or of their speaker; by default so much that the model never overrules them.
    rule_weight: float = Field(default=100.0, ge=0)
    #: Of a model of sides with pointers: the body that a speaker speaks for counts from this probability on,
    #: where the rules find none.
    name_from: float = Field(default=1.01, ge=0, le=1.01)
    #: By what the logits of the model in ``small/`` are multiplied before they are added to this one's,
    #: question by question; without any there is no such model. See ``opinion_pool.py``.
    small_weights: dict[str, NonNegativeFloat] = {}
    #: What that model alone is so sure of is left to it, where speed is asked for.
    sure_from: float = Field(default=1.01, ge=0, le=1.01)
    sha256: dict[str, str] = {}

    def scores(self, question: str, logits: np.ndarray) -> np.ndarray:
        """A question's logits (n, labels) with temperature and bias applied."""
        scaled: np.ndarray = logits / self.temperatures.get(question, 1.0)
        return scaled + np.array(self.biases.get(question, (0.0,)))

    def probabilities(
        self, question: str, logits: np.ndarray, known: np.ndarray | float = 0.0
    ) -> np.ndarray:
        """Calibrated probabilities, float (n, labels), from a question's logits (n, labels).

        ``known``, of the same shape, is added to the scores: what else is known, as log-odds.
        """
        scores = self.scores(question, logits) + known
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        calibrated: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
        return calibrated

    @property
    def base_weights(self) -> BaseWeights:
        """The pinned weights of the base encoder."""
        packages = KNOWN[self.base].packages if self.base in KNOWN else ()
        return BaseWeights(self.base, self.base_revision, self.base_sha256, packages)


def read_config(
    folder: Path,
    heads: Mapping[str, tuple[str, ...]] | None = HEADS,
    pointers: tuple[str, ...] = (),
) -> ModelConfig:
    """The configuration of the model in ``folder``, after checking that the folder is whole.

    Parameters
    ----------
    heads : the questions that it must answer, with their labels; None where any will do.
    pointers : the questions with one score a token that it may answer: all of them or none.

    Raises
    ------
    ModelError : files are missing, the configuration is not valid, the model answers other questions,
        or a file could run code.
    """
    if not (folder / CONFIG).is_file():
        raise ModelError(
            f"{folder}: no {CONFIG} in it, so it is no stancenlp model; `stancenlp models` lists "
            "what there is"
        )
    try:
        config = ModelConfig.model_validate(json.loads((folder / CONFIG).read_text("utf-8")))
    except (ValueError, ValidationError) as error:
        raise ModelError(f"{folder / CONFIG}: not a valid model configuration ({error})") from error
    if heads is not None and config.heads != heads:
        other = [q for q in {**heads, **config.heads} if heads.get(q) != config.heads.get(q)]
        raise ModelError(
            f"{folder / CONFIG}: its questions or their labels are not those that are asked here; they "
            f"differ in {', '.join(other)}"
        )
    if heads is not None and config.pointers not in ((), pointers):
        raise ModelError(
            f"{folder / CONFIG}: its pointers are {', '.join(config.pointers)}, which are not asked here"
        )
    unsafe = [file.name for file in folder.iterdir() if file.suffix.lower() in UNSAFE]
    if unsafe:
        raise ModelError(
            f"{folder}: holds {', '.join(sorted(unsafe))}, which could run code; models load from "
            "safetensors and JSON only: delete it, or do not trust this model"
        )
    if not (folder / HEADS_FILE).is_file():
        raise ModelError(f"{folder}: {HEADS_FILE} is missing; fetch the model again")
    unchecked = {f.name for f in folder.glob("*.safetensors")} - set(config.sha256)
    if unchecked:
        raise ModelError(f"{folder / CONFIG}: names no sha256 of {', '.join(sorted(unchecked))}")
    if not any((folder / name).is_file() for name in (ADAPTER_FILE, ENCODER_FILE)):
        raise ModelError(f"{folder}: neither {ADAPTER_FILE} nor {ENCODER_FILE} is there")
    if config.small_weights:
        _check_small(folder, config)
    return config


def _check_small(folder: Path, config: ModelConfig) -> None:
    """ModelError unless ``small/`` holds a model that answers the same questions of the same texts."""
    small = read_config(folder / SMALL, config.heads)
    if small.parts != config.parts or small.small_weights:
        raise ModelError(
            f"{folder / SMALL}: does not read what the model around it reads, or holds a smaller one itself"
        )
    if unknown := set(config.small_weights) - set(config.heads):
        raise ModelError(f"{folder / CONFIG}: small_weights names {', '.join(sorted(unknown))}")


def write_config(folder: Path, config: ModelConfig) -> None:
    """Write the configuration of the model in ``folder``."""
    with atomic_writer(folder / CONFIG) as stream:
        stream.write(config.model_dump_json(indent=2) + "\n")


def check_files(folder: Path, config: ModelConfig) -> None:
    """Raise ModelError unless every file has the sha256 that the configuration names."""
    for name, expected in config.sha256.items():
        if not (folder / name).is_file() or sha256(folder / name) != expected:
            raise ModelError(
                f"{folder / name}: missing or not the file that was released (its sha256 differs "
                f"from the one in {CONFIG}); fetch the model again"
            )


def adapter_scale(settings: Mapping[str, Any]) -> float:
    """By what the product of a LoRA adapter's matrices is multiplied, of its ``adapter_config.json``."""
    rank = float(settings["r"])
    scale: float = settings["lora_alpha"] / (rank**0.5 if settings.get("use_rslora") else rank)
    return scale


def digests(folder: Path) -> dict[str, str]:
    """The sha256 of each file of weights in ``folder``, as a configuration names them."""
    return {path.name: sha256(path) for path in sorted(folder.glob("*.safetensors"))}


def adapter_changes(
    adapter: Mapping[str, Any], settings: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    """What a LoRA adapter (Hu et al. 2021; peft's file format) adds to the base encoder's weights.

    Merged once at loading, it costs nothing at inference and needs no peft.

    Parameters
    ----------
    adapter : arrays of numpy or of torch by their names in the adapter's file.
    settings : its ``adapter_config.json``.

    Yields the name of each changed parameter and what is added to it, an array (out, in) of the same
    kind. Raises ``KeyError`` where half of a pair is missing.
    """
    scale = adapter_scale(settings)
    down, up, prefix = ".lora_A.weight", ".lora_B.weight", "base_model.model."
    for key, matrix in adapter.items():
        if key.endswith(down):
            name = key.removeprefix(prefix).removesuffix(down)
            yield f"{name}.weight", scale * (adapter[f"{prefix}{name}{up}"] @ matrix)
