"""One model whose weights are the mean of several's: the cost of one (model soup; Wortsman et al. 2022)."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from stancenlp.errors import StanceError
from stancenlp.stance.released import (
    ADAPTER_CONFIG,
    ADAPTER_FILE,
    HEADS_FILE,
    ModelConfig,
    adapter_scale,
    digests,
    read_config,
)
from stancenlp.stance.weights import sha256
from training.corpus import CORPUS, read_split
from training.promotion import read_run
from training.recipe import Recipe
from training.train import calibrate, write_run

_DOWN, _UP = ".lora_A.weight", ".lora_B.weight"


def average(models: Sequence[Path], output: Path, corpus: Path = CORPUS) -> ModelConfig:
    """Write the model whose weights are the mean of ``models``'; calibrated on ``corpus``'s dev split.

    The last model's run stands for its own: which corpus it was trained on, by which recipe. Low-rank
    adapters are joined side by side, so that their sum is the mean exactly; the rank is the sum of theirs.

    Raises
    ------
    StanceError : fewer than two models, one that is no LoRA adapter on the same base and inputs as the
        others, or ``output`` exists already.
    """
    if len(models) < 2:
        raise StanceError("a mean is of two models or more")
    if len({model.name for model in models}) < len(models):
        raise StanceError("two of the models have one name; the run names them by it")
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    configs = [read_config(model) for model in models]
    for model, config in zip(models, configs, strict=True):
        alike = ("base_sha256", "parts", "max_tokens", "heads")
        other = [field for field in alike if getattr(config, field) != getattr(configs[0], field)]
        if other or not (model / ADAPTER_FILE).is_file():
            raise StanceError(
                f"{model}: cannot be averaged with {models[0]}: "
                + (f"they differ in {', '.join(other)}" if other else "it has no adapter")
            )
    run = read_run(models[-1])
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        folder = Path(scratch, "model")
        folder.mkdir()
        rank = _join_adapters(models, folder)
        heads = [load_file(model / HEADS_FILE) for model in models]
        mean = {name: torch.stack([h[name] for h in heads]).mean(0) for name in heads[0]}
        save_file(mean, folder / HEADS_FILE)
        config = configs[0].model_copy(
            update={
                "name": output.name,
                "temperatures": {},
                "biases": {},
                "small_weights": {},
                "sure_from": 1.01,
                "sha256": digests(folder),
            }
        )
        statements, development = read_split("train", corpus), read_split("dev", corpus)
        recipe = Recipe.model_validate(run["recipe"])
        calibrate(folder, config, recipe, statements, development)
        parts = {m.name: sha256(m / ADAPTER_FILE) for m in models}
        write_run(folder, {**run, "averaged": parts, "rank": rank})
        shutil.move(folder, output)
    return config


def _join_adapters(models: Sequence[Path], folder: Path) -> int:
    """Write one adapter whose product is the mean of the models' products; its rank."""
    adapters = [load_file(model / ADAPTER_FILE) for model in models]
    settings = [json.loads((model / ADAPTER_CONFIG).read_text("utf-8")) for model in models]
    rank = sum(setting["r"] for setting in settings)
    joined: dict[str, Tensor] = {}
    layers = sorted({name.removesuffix(_DOWN) for a in adapters for name in a if _DOWN in name})
    for layer in layers:
        down, up = [], []
        for adapter, setting in zip(adapters, settings, strict=True):
            if layer + _DOWN not in adapter:  # a layer that this model left as it was
                continue
            down.append(adapter[layer + _DOWN])
            up.append(adapter[layer + _UP] * (adapter_scale(setting) / len(models)))
        # every layer has one rank: what a model left alone adds nothing
        missing = rank - sum(len(d) for d in down)
        down.append(torch.zeros(missing, down[0].shape[1]))
        up.append(torch.zeros(up[0].shape[0], missing))
        joined[layer + _DOWN] = torch.cat(down).contiguous()
        joined[layer + _UP] = torch.cat(up, dim=1).contiguous()
    save_file(joined, folder / ADAPTER_FILE)
    setting = {
        **settings[0],
        "r": rank,
        "use_rslora": False,
        "lora_alpha": rank,
        "target_modules": sorted({name for s in settings for name in s["target_modules"]}),
        "layers_to_transform": None,
        "layers_pattern": None,
    }
    (folder / ADAPTER_CONFIG).write_text(json.dumps(setting, indent=2, sort_keys=True), "utf-8")
    return rank
