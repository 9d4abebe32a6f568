"""Trains the model of sides: from the annotated articles' speakers to a model folder."""

from __future__ import annotations

import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import Sampler
from transformers import AutoTokenizer, set_seed
from transformers.trainer_pt_utils import LengthGroupedSampler

from stancenlp.errors import DataError, StanceError
from stancenlp.extraction.introductions import Introduction
from stancenlp.extraction.pipeline import speakers_of
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle
from stancenlp.sides import HEADS, PARTS, QUESTION, SIDES, pair
from stancenlp.stance import released, weights
from stancenlp.stance.backend_torch import TorchBackend
from training import losses
from training.calibration import fit_temperature, review_threshold
from training.recipe import SideRecipe
from training.train import (
    build_network,
    how_it_ran,
    save_model,
    training_arguments,
    write_run,
)
from training.trainer import EncoderTrainer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PlacedSpeaker:
    """A speaker as the extraction finds them, and the side that the annotators gave their words."""

    introduction: Introduction
    side: str


def placed_speakers(path: Path) -> list[PlacedSpeaker]:
    """The speakers of a file of annotated articles whose words are annotated with a known side.

    Raises
    ------
    DataError : a line does not fit the schema, or there is no such speaker.
    """
    placed = []
    for annotated in read_records(path, AnnotatedArticle):
        marked = [(s.side, g) for s in annotated.statements for g in s.segments]
        for found in speakers_of(annotated.article.text):
            sides = Counter(
                side
                for side, segment in marked
                if any(segment.start < end and start < segment.end for start, end in found.spans)
            )
            side = sides.most_common(1)[0][0] if sides else "unknown"
            if side in SIDES:
                placed.append(PlacedSpeaker(found, side))
    if not placed:
        raise DataError(f"{path}: holds no speaker with an annotated side")
    return placed


def train_sides(recipe: SideRecipe, output: Path, articles: Path) -> released.ModelConfig:
    """Train the model of ``recipe`` on the speakers of ``articles``/train.jsonl; save it in ``output``.

    Temperature and threshold are fitted on ``articles``/dev.jsonl. Minutes, so that there are no
    checkpoints; the folder appears only when it is complete.

    Raises
    ------
    StanceError : ``output`` exists already, or articles or base weights cannot be read.
    """
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    started = time.monotonic()
    files = {split: articles / f"{split}.jsonl" for split in ("train", "dev")}
    speakers, development = (placed_speakers(path) for path in files.values())
    log.info("%d speakers to train on, %d of dev", len(speakers), len(development))
    set_seed(recipe.seed)
    base_folder = weights.locate_base(recipe.base.weights())
    network = build_network(recipe, base_folder, HEADS)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        history = _fit(recipe, network, base_folder, speakers, Path(scratch, "checkpoints"))
        model = Path(scratch, "model")
        config = save_model(
            recipe,
            network,
            model,
            heads=HEADS,
            max_tokens=recipe.max_tokens,
            parts=PARTS,
        )
        figures = _calibrate(model, config, recipe, development)
        log.info("%s", figures)
        write_run(
            model,
            {
                "recipe": recipe.model_dump(mode="json"),
                "articles_sha256": {split: weights.sha256(path) for split, path in files.items()},
                "training_speakers": len(speakers),
                "dev": figures,
                **how_it_ran(recipe, started),
                "history": history,
            },
        )
        model.rename(output)
    return config


class _Collator:
    """Speakers as padded token ids; at random, what introduces one first is left out."""

    def __init__(self, tokenizer: Any, recipe: SideRecipe) -> None:
        self._tokenizer, self._recipe = tokenizer, recipe
        self._chance = random.Random(recipe.seed)

    def __call__(self, rows: Sequence[PlacedSpeaker]) -> dict[str, Tensor]:
        pairs = [pair(self._thinned(row.introduction)) for row in rows]
        batch = self._tokenizer(
            [about for about, _ in pairs],
            [words for _, words in pairs],
            truncation=True,
            max_length=self._recipe.max_tokens,
            padding=True,
            return_tensors="pt",
        )
        encoded = {key: batch[key] for key in ("input_ids", "attention_mask")}
        places = torch.tensor([SIDES.index(row.side) for row in rows])
        target = nn.functional.one_hot(places, len(SIDES)).float()
        smoothing = self._recipe.label_smoothing
        encoded["target"] = (1 - smoothing) * target + smoothing / len(SIDES)
        return encoded

    def _thinned(self, found: Introduction) -> Introduction:
        places = found.places
        if len(places) > 1 and self._chance.random() < self._recipe.drop_introduction:
            places = places[1:]
        return replace(found, places=places)


class _SideTrainer(EncoderTrainer):
    """A ``Trainer`` of the one question."""

    _recipe: SideRecipe

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler:
        speakers: Any = self.train_dataset
        lengths = [
            len(about) + len(words) for about, words in (pair(s.introduction) for s in speakers)
        ]
        order = torch.Generator().manual_seed(self._recipe.seed)
        return LengthGroupedSampler(self.args.train_batch_size, lengths=lengths, generator=order)

    def compute_loss(  # type: ignore[override]
        self,
        model: nn.Module,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """Cross-entropy against the smoothed sides."""
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        loss = losses.cross_entropy(logits[QUESTION], inputs["target"])
        return (loss, logits) if return_outputs else loss


def _fit(
    recipe: SideRecipe,
    network: nn.Module,
    base_folder: Path,
    speakers: list[PlacedSpeaker],
    folder: Path,
) -> list[dict[str, Any]]:
    """Train in place; returns the log of every fifty steps."""
    tokenizer = AutoTokenizer.from_pretrained(base_folder, local_files_only=True)
    rows: Any = speakers
    trainer = _SideTrainer(
        recipe,
        model=network,
        args=training_arguments(recipe, folder, label_names=["target"], save_strategy="no"),
        data_collator=_Collator(tokenizer, recipe),
        train_dataset=rows,
    )
    trainer.train()
    network.eval()
    return trainer.state.log_history


def _calibrate(
    folder: Path,
    config: released.ModelConfig,
    recipe: SideRecipe,
    development: list[PlacedSpeaker],
) -> dict[str, float]:
    """Fit temperature and threshold on dev; write the config; returns what it comes to there."""
    logits = TorchBackend(folder, config).logits(
        [pair(placed.introduction) for placed in development], batch_size=32
    )[QUESTION]
    truth = np.array([SIDES.index(placed.side) for placed in development])
    config.temperatures[QUESTION] = fit_temperature(logits, truth)
    chances = config.probabilities(QUESTION, logits)
    right = chances.argmax(1) == truth
    config.review_below, left_open = review_threshold(chances.max(1), right, recipe.accuracy)
    released.write_config(folder, config)
    return {
        "speakers": len(truth),
        "accuracy": float(right.mean()),
        "placed": 1 - left_open,
        "threshold": config.review_below,
    }
