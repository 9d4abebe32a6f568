"""The LoRA adapter that a recipe puts on its encoder: fresh, or going on from a released model's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from stancenlp.errors import StanceError
from stancenlp.stance import released
from stancenlp.stance.registry import find_model, models_folder
from stancenlp.stance.weights import BaseWeights
from training.recipe import Adapter


def with_adapter(encoder: Any, adapter: Adapter, base: BaseWeights) -> Any:
    """The encoder with the adapter of a recipe; only the adapter is trained.

    Raises
    ------
    StanceError : the encoder has no such layers or modules, or the model to start from has another
        base or an adapter of another form.
    """
    from peft import LoraConfig, get_peft_model

    depth = encoder.config.num_hidden_layers
    if adapter.last_layers and adapter.last_layers > depth:
        raise StanceError(
            f"adapter.last_layers is {adapter.last_layers}, but this encoder has {depth} layers"
        )
    first = depth - (adapter.last_layers or depth)
    names = [
        name
        for name, module in encoder.named_modules()
        if isinstance(module, torch.nn.Linear) and name.endswith(adapter.targets)
    ]
    adapted = names if adapter.start else [name for name in names if _layer(name) >= first]
    if not adapted:
        raise StanceError(f"no module of this encoder is named {' or '.join(adapter.targets)}")
    encoder = get_peft_model(
        encoder,
        LoraConfig(
            r=adapter.rank,
            lora_alpha=adapter.alpha,  # type: ignore[arg-type]
            lora_dropout=adapter.dropout,
            target_modules=adapted,
        ),
    )
    if adapter.start:
        _go_on_from(encoder, start_folder(adapter.start), adapter, base)
        for name, parameter in encoder.named_parameters():
            if _layer(name) < first:
                parameter.requires_grad_(False)
    return encoder


def start_folder(name: str) -> Path:
    """The folder of a model of any kind by its name or path."""
    beside = models_folder() / name
    return beside if beside.is_dir() else find_model(name)


def _go_on_from(encoder: Any, folder: Path, adapter: Adapter, base: BaseWeights) -> None:
    """Give the encoder's adapter the weights of the model's in ``folder``."""
    from peft import set_peft_model_state_dict

    config = released.read_config(folder, heads=None)
    released.check_files(folder, config)
    if config.base_sha256 != base.sha256 or not (folder / released.ADAPTER_FILE).is_file():
        raise StanceError(
            f"{folder}: adapter.start needs a model that is an adapter of {base.name}"
        )
    settings = json.loads((folder / released.ADAPTER_CONFIG).read_text("utf-8"))
    if settings["r"] != adapter.rank or released.adapter_scale(settings) != adapter.scale:
        raise StanceError(
            f"{folder}: its adapter has rank {settings['r']} and alpha {settings['lora_alpha']}; give "
            "adapter.rank and .alpha as they are there, or leave adapter.start out"
        )
    weights = load_file(folder / released.ADAPTER_FILE)
    matrices = sum("lora_" in name for name, _ in encoder.named_parameters())
    loaded: Any = set_peft_model_state_dict(encoder, weights)
    if loaded.unexpected_keys or len(weights) != matrices:
        raise StanceError(
            f"{folder}: its adapter is on other modules than adapter.targets says; give those it is on"
        )


def _layer(name: str) -> int:
    """The number of the layer in a module's name (``encoder.layer.11.attention.attn.q``), or 0."""
    return next((int(part) for part in name.split(".") if part.isdecimal()), 0)
