"""Trains the model of sides: from the annotated articles' speakers to a model folder."""

from __future__ import annotations

import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

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
from stancenlp.sides import (
    HEADS,
    PARTS,
    POINTERS,
    QUESTION,
    SIDES,
    bodies,
    by_rules,
    pair,
    probabilities,
)
from stancenlp.stance import released, weights
from stancenlp.stance.backend_torch import TorchBackend
from training import losses
from training.calibration import fit_rule_weight, fit_temperature, review_threshold
from training.name_matching import places_of, same_name
from training.pointing import overlap, pointed
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

Value = TypeVar("Value")


@dataclass(frozen=True)
class PlacedSpeaker:
    """A speaker as the extraction finds them, with the side and the body that the annotators gave their words."""

    introduction: Introduction
    side: str
    organisation: str | None


def placed_speakers(path: Path) -> list[PlacedSpeaker]:
    """The speakers of a file of annotated articles whose words are annotated with a known side.

    Raises
    ------
    DataError : a line does not fit the schema, or there is no such speaker.
    """
    placed = []
    for annotated in read_records(path, AnnotatedArticle):
        marked = [(s, g) for s in annotated.statements for g in s.segments]
        for found in speakers_of(annotated.article.text):
            theirs = [
                statement
                for statement, segment in marked
                if any(overlap((segment.start, segment.end), span) for span in found.spans)
            ]
            if theirs and (side := _most([s.side for s in theirs])) in SIDES:
                placed.append(PlacedSpeaker(found, side, _most([s.organisation for s in theirs])))
    if not placed:
        raise DataError(f"{path}: holds no speaker with an annotated side")
    return placed


def _most(values: Sequence[Value]) -> Value:
    """The value that is there most often; of several, the first."""
    return Counter(values).most_common(1)[0][0]


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
    pointers = POINTERS if recipe.organisation else ()
    network = build_network(recipe, base_folder, HEADS, pointers)
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
            pointers=pointers,
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
        sides = torch.tensor([SIDES.index(row.side) for row in rows])
        target = nn.functional.one_hot(sides, len(SIDES)).float()
        smoothing = self._recipe.label_smoothing
        encoded["target"] = (1 - smoothing) * target + smoothing / len(SIDES)
        named = [
            places_of(row.organisation, about) for row, (about, _) in zip(rows, pairs, strict=True)
        ]
        encoded["places"], encoded["readable"] = pointed(batch.encodings, named)
        return encoded

    def _thinned(self, found: Introduction) -> Introduction:
        places = found.places
        if len(places) > 1 and self._chance.random() < self._recipe.drop_introduction:
            places = places[1:]
        return replace(found, places=places)


class _SideTrainer(EncoderTrainer):
    """A ``Trainer`` of the two questions."""

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
        """Cross-entropy against the smoothed sides, and how far the pointers are from the bodies' places."""
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        loss = losses.cross_entropy(logits[QUESTION], inputs["target"])
        if self._recipe.organisation:
            starts, ends = (logits[name] for name in POINTERS)
            pointed = losses.pointing(starts, ends, inputs["places"], inputs["readable"])
            loss = loss + self._recipe.organisation * pointed
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
    """Fit temperature, the rules' weight and threshold on dev; write the config; returns what it comes to there."""
    backend = TorchBackend(folder, config)
    introductions = [placed.introduction for placed in development]
    pairs = [pair(found) for found in introductions]
    logits = backend.logits(pairs, batch_size=32)
    truth = np.array([SIDES.index(placed.side) for placed in development])
    config.temperatures[QUESTION] = fit_temperature(logits[QUESTION], truth)
    scores = config.scores(QUESTION, logits[QUESTION])
    config.rule_weight = fit_rule_weight(scores, by_rules(introductions), truth)
    chances = probabilities(config, logits[QUESTION], introductions)
    right = chances.argmax(1) == truth
    config.review_below, left_open = review_threshold(chances.max(1), right, recipe.accuracy)
    figures = {
        "speakers": len(truth),
        "accuracy_alone": float((scores.argmax(1) == truth).mean()),
        "accuracy_with_rules": float(right.mean()),
        "rule_weight": config.rule_weight,
        "placed": 1 - left_open,
        "threshold": config.review_below,
    }
    if config.pointers:
        figures |= _fit_names(config, bodies(backend, pairs, logits), development)
    released.write_config(folder, config)
    return figures


def _fit_names(
    config: released.ModelConfig,
    named: Sequence[tuple[str, float]],
    development: Sequence[PlacedSpeaker],
) -> dict[str, float]:
    """Set from which probability on a body counts where the rules find none: so that most are right."""
    open_ = sorted(
        (
            (chance, same_name(placed.organisation, name) - (placed.organisation is None))
            for (name, chance), placed in zip(named, development, strict=True)
            if name and not placed.introduction.organisation
        ),
        reverse=True,
    )
    chances = [chance for chance, _ in open_]
    # equal probabilities stay together: a threshold cannot part them
    gains = [
        (total if chance != following else 0, chance)
        for total, chance, following in zip(
            accumulate(gain for _, gain in open_), chances, [*chances[1:], None], strict=True
        )
    ]
    gained, config.name_from = max(gains, default=(0, 1.01))
    if gained <= 0:
        gained, config.name_from = 0, 1.01
    alone = [
        same_name(p.organisation, name) for (name, _), p in zip(named, development, strict=True)
    ]
    ruled = [same_name(p.organisation, p.introduction.organisation) for p in development]
    return {
        "organisation_alone": float(np.mean(alone)),
        "organisation_by_rules": float(np.mean(ruled)),
        "organisation_with_rules": float(np.mean(ruled)) + gained / len(development),
        "name_from": config.name_from,
    }
