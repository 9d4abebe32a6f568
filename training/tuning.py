"""The frame of a training run of the models that help the extraction: from annotated articles to a model folder."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.utils.data import Sampler
from transformers import AutoTokenizer, set_seed
from transformers.trainer_pt_utils import LengthGroupedSampler

from stancenlp.errors import StanceError
from stancenlp.stance import released, weights
from training.recipe import SideRecipe, SpeakerRecipe
from training.train import (
    build_network,
    how_it_ran,
    save_model,
    training_arguments,
    write_run,
)
from training.trainer import EncoderTrainer

log = logging.getLogger(__name__)

Logits = Mapping[str, Tensor]


@dataclass(frozen=True)
class Task:
    """What is particular to a model: what it learns from, is asked, and is calibrated by.

    ``read`` gives the examples of a file, ``pair`` the two texts of one, ``collate`` makes the function that
    turns examples into tensors (of a tokenizer), ``loss`` what is made small (of logits and tensors), and ``calibrate`` fits what
    is fitted on dev, writes the configuration and returns its figures (of folder, configuration and examples).
    ``counted`` is the key under which the run has the number of examples, ``labels`` the tensors that are no input.
    """

    counted: str
    heads: Mapping[str, tuple[str, ...]]
    pointers: tuple[str, ...]
    parts: tuple[Literal["words"]]
    labels: tuple[str, ...]
    read: Callable[[Path], list[Any]]
    pair: Callable[[Any], tuple[str, str]]
    collate: Callable[[Any], Callable[[Sequence[Any]], dict[str, Tensor]]]
    loss: Callable[[Logits, Mapping[str, Tensor]], Tensor]
    calibrate: Callable[[Path, released.ModelConfig, list[Any]], dict[str, float]]


def tune(
    task: Task, recipe: SideRecipe | SpeakerRecipe, output: Path, articles: Path
) -> released.ModelConfig:
    """Train on ``articles``/train.jsonl, calibrate on ``articles``/dev.jsonl, save the model in ``output``.

    Minutes, so that there are no checkpoints; the folder appears only when it is complete.

    Raises
    ------
    StanceError : ``output`` exists already, or articles or base weights cannot be read.
    """
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    started = time.monotonic()
    files = {split: articles / f"{split}.jsonl" for split in ("train", "dev")}
    examples, development = (task.read(path) for path in files.values())
    log.info("%d examples to train on, %d of dev", len(examples), len(development))
    set_seed(recipe.seed)
    base_folder = weights.locate_base(recipe.base.weights())
    network = build_network(recipe, base_folder, task.heads, task.pointers)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        trainer = _TaskTrainer(
            task,
            recipe,
            model=network,
            args=training_arguments(
                recipe,
                Path(scratch, "checkpoints"),
                label_names=list(task.labels),
                save_strategy="no",
            ),
            data_collator=task.collate(
                AutoTokenizer.from_pretrained(base_folder, local_files_only=True)
            ),
            train_dataset=examples,
        )
        trainer.train()
        network.eval()
        model = Path(scratch, "model")
        config = save_model(
            recipe,
            network,
            model,
            heads=task.heads,
            max_tokens=recipe.max_tokens,
            parts=task.parts,
            pointers=task.pointers,
        )
        figures = task.calibrate(model, config, development)
        log.info("%s", figures)
        write_run(
            model,
            {
                "recipe": recipe.model_dump(mode="json"),
                "articles_sha256": {split: weights.sha256(path) for split, path in files.items()},
                task.counted: len(examples),
                "dev": figures,
                **how_it_ran(recipe, started),
                "history": trainer.state.log_history,
            },
        )
        model.rename(output)
    return config


class _TaskTrainer(EncoderTrainer):
    """A ``Trainer`` of a task; examples of like length are read together."""

    def __init__(self, task: Task, recipe: SideRecipe | SpeakerRecipe, **arguments: Any) -> None:
        super().__init__(recipe, **arguments)
        self._task = task

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler:
        examples: Any = self.train_dataset
        lengths = [sum(map(len, self._task.pair(example))) for example in examples]
        order = torch.Generator().manual_seed(self._recipe.seed)
        return LengthGroupedSampler(self.args.train_batch_size, lengths=lengths, generator=order)

    def compute_loss(  # type: ignore[override]
        self,
        model: nn.Module,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """The loss of the task."""
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        loss = self._task.loss(logits, inputs)
        return (loss, logits) if return_outputs else loss
