"""Trains the model of sides: from the annotated articles' speakers to a model folder."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from stancenlp.errors import DataError
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
from stancenlp.stance import released
from stancenlp.stance.backend_torch import TorchBackend
from stancenlp.stance.pointing import overlap
from training import losses
from training.calibration import fit_rule_weight, fit_temperature, review_threshold
from training.name_matching import places_of, same_name
from training.pointing import pointed
from training.recipe import SideRecipe
from training.tuning import Logits, Task, tune

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

    Temperature and thresholds are fitted on ``articles``/dev.jsonl. Raises as :func:`training.tuning.tune`.
    """
    return tune(
        Task(
            counted="training_speakers",
            heads=HEADS,
            pointers=POINTERS if recipe.organisation else (),
            parts=PARTS,
            labels=("target",),
            read=placed_speakers,
            pair=lambda row: pair(row.introduction),
            collate=lambda tokenizer: _Collator(tokenizer, recipe),
            loss=partial(_loss, recipe.organisation),
            calibrate=partial(_calibrate, recipe),
        ),
        recipe,
        output,
        articles,
    )


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


def _loss(organisation: float, logits: Logits, inputs: Mapping[str, Tensor]) -> Tensor:
    """Cross-entropy against the smoothed sides, and how far the pointers are from the bodies' places."""
    loss = losses.cross_entropy(logits[QUESTION], inputs["target"])
    if organisation:
        starts, ends = (logits[name] for name in POINTERS)
        pointing = losses.pointing(starts, ends, inputs["places"], inputs["readable"])
        loss = loss + organisation * pointing
    return loss


def _calibrate(
    recipe: SideRecipe,
    folder: Path,
    config: released.ModelConfig,
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
            accumulate(gain for _, gain in open_), chances, [*chances, None][1:], strict=True
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
