"""From a recipe and the corpus to a model folder: train, calibrate, save, measure, describe."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import logging
import platform
import random
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import AutoModel, AutoTokenizer, TrainingArguments, set_seed

from stancenlp.errors import StanceError
from stancenlp.jsonl import atomic_writer
from stancenlp.schema import STANCES, AnnotatedStatement, Statement
from stancenlp.stance import released, weights
from stancenlp.stance.backend_torch import TorchBackend
from stancenlp.stance.framing import Part, frame
from stancenlp.stance.network import StanceNetwork
from stancenlp.stance.released import HEADS, ModelConfig
from training import distillation
from training.adapters import start_folder, with_adapter
from training.calibration import fit_temperature, review_threshold
from training.corpus import data_hash, read_split
from training.recipe import EncoderRecipe, Recipe
from training.trainer import StanceTrainer, StatementDataset
from training.unfinished import last_checkpoint, unfinished_run

log = logging.getLogger(__name__)

#: Optimiser steps between two checkpoints: some minutes on two cores.
CHECKPOINT_STEPS = 50

_PACKAGES = ("torch", "transformers", "peft", "tokenizers", "accelerate", "numpy", "stancenlp")


def train(recipe: Recipe, output: Path, corpus: Path, train_size: int | None = None) -> ModelConfig:
    """Train the model of ``recipe`` on the corpus's train split and save it in ``output``.

    Temperatures and the review threshold are fitted on the dev split. The folder appears only when
    it is complete; a run that was killed goes on from its last checkpoint, to the same result.

    Parameters
    ----------
    train_size : use only so many training statements, drawn at random by the recipe's seed (for
        learning curves).

    Raises
    ------
    StanceError : ``output`` exists already, the corpus or the base weights cannot be read, or an
        unfinished run of another recipe or other data is in the way.
    """
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    started = time.monotonic()
    statements = read_split("train", corpus)
    if train_size is not None and train_size < len(statements):
        statements = random.Random(recipe.seed).sample(statements, train_size)
    development = read_split("dev", corpus)
    set_seed(recipe.seed)
    base_folder = weights.locate_base(recipe.base.weights())
    network = build_network(recipe, base_folder)
    log.info(
        "%d training statements, %d dev; %.2f M of %.1f M parameters are trained",
        len(statements),
        len(development),
        sum(p.numel() for p in network.parameters() if p.requires_grad) / 1e6,
        sum(p.numel() for p in network.parameters()) / 1e6,
    )
    plan = {
        "recipe": recipe.model_dump(mode="json"),
        "data_sha256": data_hash(corpus),
        "training_statements": len(statements),
    }
    unlabelled: list[Statement] = []
    if recipe.teacher:
        plan["teacher"] = distillation.teacher_config(recipe.teacher.model).sha256
        if recipe.teacher.unlabelled:
            unlabelled = distillation.unlabelled_statements(
                corpus, [*development, *read_split("test", corpus)]
            )
        plan["unlabelled_statements"] = len(unlabelled)
    with unfinished_run(output, plan) as scratch:
        taught = None
        if recipe.teacher:
            taught = distillation.teacher_logits(
                recipe.teacher.model, [*statements, *unlabelled], scratch / "teacher.safetensors"
            )
        dataset = StatementDataset(statements, recipe.targets, unlabelled, taught)
        history = _fit(recipe, network, base_folder, dataset, scratch / "checkpoints")
        model = scratch / "model"
        shutil.rmtree(model, ignore_errors=True)  # of a run that was killed while it wrote it
        config = save_model(
            recipe,
            network,
            model,
            heads=HEADS,
            max_tokens=recipe.input.max_tokens,
            parts=recipe.input.parts,
        )
        # through the real loader
        calibrate(model, config, recipe, statements, development)
        write_run(model, {**plan, **how_it_ran(recipe, started), "history": history})
        model.rename(output)
    return config


def how_it_ran(recipe: EncoderRecipe, started: float) -> dict[str, Any]:
    """What is not in the recipe: code, packages, machine, minutes since ``started`` (``time.monotonic``)."""
    start = recipe.adapter.start if recipe.adapter else None
    return {
        "commit": _commit(),
        "packages": _versions(),
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads, "
        f"{'CUDA' if torch.cuda.is_available() else 'CPU'}, {precision(recipe)}",
        "minutes": round((time.monotonic() - started) / 60, 1),
        **(
            {"start": released.read_config(start_folder(start), heads=None).sha256} if start else {}
        ),
    }


def write_run(folder: Path, run: dict[str, Any]) -> None:
    """Write what a model was made of into its folder."""
    with atomic_writer(folder / "run.json") as stream:
        json.dump(run, stream, indent=2)


def build_network(
    recipe: EncoderRecipe,
    base_folder: Path,
    heads: Mapping[str, tuple[str, ...]] = HEADS,
    pointers: Sequence[str] = (),
) -> StanceNetwork:
    """The network of a recipe with fresh heads, and with its adapter if it has one."""
    encoder: Any = AutoModel.from_pretrained(
        base_folder,
        use_safetensors=True,
        local_files_only=True,
        trust_remote_code=False,
        dtype=torch.float32,
    )
    for module in encoder.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = recipe.optimisation.encoder_dropout
    if recipe.optimisation.gradient_checkpointing:
        encoder.gradient_checkpointing_enable({"use_reentrant": False})
    if recipe.adapter:
        encoder = with_adapter(encoder, recipe.adapter, recipe.base.weights())
    return StanceNetwork(encoder, heads, recipe.optimisation.dropout, pointers)


def _fit(
    recipe: Recipe,
    network: StanceNetwork,
    base_folder: Path,
    dataset: StatementDataset,
    checkpoints: Path,
) -> list[dict[str, Any]]:
    """Train in place, from the last checkpoint there is; returns the log of every fifty steps."""
    trainer = StanceTrainer(
        recipe,
        AutoTokenizer.from_pretrained(base_folder, local_files_only=True),
        model=network,
        args=training_arguments(
            recipe,
            checkpoints,
            label_names=[f"target_{question}" for question in HEADS],
            save_strategy="steps",
            save_steps=CHECKPOINT_STEPS,
            save_total_limit=1,
        ),
        train_dataset=dataset,
    )
    found = last_checkpoint(checkpoints)
    if found:
        log.info("going on from %s", found)
    trainer.train(resume_from_checkpoint=found)
    network.eval()
    return trainer.state.log_history


def training_arguments(recipe: EncoderRecipe, folder: Path, **more: Any) -> TrainingArguments:
    """What the trainers of all models are told: the recipe's optimisation, and no evaluation on the way."""
    settings = recipe.optimisation
    return TrainingArguments(
        output_dir=str(folder),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        learning_rate=settings.learning_rate,
        warmup_steps=settings.warmup,
        lr_scheduler_type=settings.schedule,
        bf16=precision(recipe) == "bfloat16",
        use_cpu=not torch.cuda.is_available(),
        seed=recipe.seed,
        eval_strategy="no",
        logging_steps=50,
        remove_unused_columns=False,
        report_to=[],
        disable_tqdm=not log.isEnabledFor(logging.DEBUG),
        **more,
    )


def save_model(
    recipe: EncoderRecipe,
    network: StanceNetwork,
    folder: Path,
    *,
    heads: Mapping[str, tuple[str, ...]],
    max_tokens: int,
    parts: tuple[Part | Literal["words"], ...],
    pointers: tuple[str, ...] = (),
) -> ModelConfig:
    """Write a model's weights into the new ``folder``; returns its configuration, not yet calibrated."""
    folder.mkdir(parents=True)
    tensors = {name: tensor.contiguous() for name, tensor in network.heads.state_dict().items()}
    save_file(tensors, folder / released.HEADS_FILE)
    if recipe.adapter:
        network.encoder.save_pretrained(folder)  # type: ignore[operator]
        (folder / "README.md").unlink(missing_ok=True)
    else:
        state = {k: v.contiguous() for k, v in network.encoder.state_dict().items()}
        save_file(state, folder / released.ENCODER_FILE)
    _forget_machine_paths(folder / released.ADAPTER_CONFIG, recipe)
    base = recipe.base.weights()
    return ModelConfig(
        name=recipe.name,
        base=base.name,
        base_revision=base.revision,
        base_sha256=base.sha256,
        max_tokens=max_tokens,
        parts=parts,
        heads=dict(heads),
        pointers=pointers,
        sha256=released.digests(folder),
    )


def calibrate(
    folder: Path,
    config: ModelConfig,
    recipe: Recipe,
    statements: list[AnnotatedStatement],
    development: list[AnnotatedStatement],
) -> ModelConfig:
    """Fit temperatures and the review threshold on dev through the real loader; write the config.

    Parameters
    ----------
    folder : the model's folder, its weights in place.
    statements : what the model was trained on, for the shares of its labels.
    """
    logits = TorchBackend(folder, config).logits(
        [frame(statement, config.parts) for statement in development], batch_size=32
    )
    truth = np.array([STANCES.index(statement.stance) for statement in development])
    config.temperatures["stance"] = fit_temperature(logits["stance"], truth)
    sentiments = HEADS["sentiment"]
    config.temperatures["sentiment"] = fit_temperature(
        logits["sentiment"], np.array([sentiments.index(s.sentiment) for s in development])
    )
    if recipe.calibration.stance_shares:
        config.biases["stance"] = stance_bias(recipe, statements)
    chances = config.probabilities("stance", logits["stance"])
    config.review_below, marked = review_threshold(
        chances.max(1), chances.argmax(1) == truth, recipe.calibration.review_accuracy
    )
    log.info("temperatures %s; %.0f%% marked for review", config.temperatures, 100 * marked)
    released.write_config(folder, config)
    return config


def stance_bias(recipe: Recipe, statements: Sequence[AnnotatedStatement]) -> tuple[float, ...]:
    """What is added to the scores of stance, since real reports have other shares of labels than ``statements``."""
    shares = np.array(recipe.calibration.stance_shares)
    trained = np.array([sum(s.stance == stance for s in statements) for stance in STANCES])
    shift = np.log(shares / shares.sum()) - np.log(trained / trained.sum())
    return tuple(shift.tolist())


def _forget_machine_paths(adapter_config: Path, recipe: EncoderRecipe) -> None:
    """peft notes the folder the base was read from; a release names the base itself."""
    if adapter_config.is_file():
        settings = json.loads(adapter_config.read_text("utf-8"))
        settings["base_model_name_or_path"] = recipe.base.name
        settings["revision"] = recipe.base.weights().revision
        with atomic_writer(adapter_config) as stream:
            json.dump(settings, stream, indent=2, sort_keys=True)


def precision(recipe: EncoderRecipe) -> str:
    """In what the network is trained: as the recipe says, else the faster one that the machine has."""
    if recipe.optimisation.precision != "auto":
        return recipe.optimisation.precision
    if torch.cuda.is_available():
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    # a CPU's flags do not tell: some run bfloat16 at twice the speed of float32, some at half
    return "bfloat16" if _seconds(torch.bfloat16) < 0.8 * _seconds(torch.float32) else "float32"


@functools.cache
def _seconds(dtype: torch.dtype) -> float:
    """The best of five timings of a matrix product of the encoder's size."""
    states, weight = torch.randn(1024, 768).to(dtype), torch.randn(768, 768).to(dtype)
    timings = []
    for _ in range(5):
        started = time.perf_counter()
        torch.nn.functional.linear(states, weight)
        timings.append(time.perf_counter() - started)
    return min(timings)


def _versions() -> dict[str, str]:
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # stancenlp itself, where it is run from a checkout without installing
    return versions


def _commit() -> str | None:
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
