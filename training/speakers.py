"""Trains the model of speakers: from the annotated articles' statements to a model folder."""

from __future__ import annotations

import logging
import math
import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import Sampler
from transformers import AutoTokenizer, set_seed
from transformers.trainer_pt_utils import LengthGroupedSampler

from stancenlp.errors import DataError, StanceError
from stancenlp.extraction.pipeline import references_of
from stancenlp.extraction.references import Reference
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle
from stancenlp.speakers import HEADS, PARTS, POINTERS, leads, pair
from stancenlp.stance import released, weights
from stancenlp.stance.backend_torch import TorchBackend
from training import losses
from training.name_matching import places_of, same_person
from training.pointing import overlap, pointed
from training.recipe import SpeakerRecipe
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
class ReferredSpeaker:
    """A statement whose article calls the speaker by no name, with the name that the annotators gave."""

    reference: Reference
    speaker: str | None


def referred_speakers(path: Path) -> list[ReferredSpeaker]:
    """The statements of a file of annotated articles whose speaker is called by no name.

    Raises
    ------
    DataError : a line does not fit the schema, or there is no such statement.
    """
    referred = []
    for annotated in read_records(path, AnnotatedArticle):
        quoted = {
            (segment.start, segment.end): statement.speaker
            for statement in annotated.statements
            for segment in statement.segments
            if segment.quoted
        }
        for reference in references_of(annotated.article.text):
            marked = [quoted[span] for span in reference.spans if span in quoted]
            if marked:
                referred.append(ReferredSpeaker(reference, marked[0]))
    if not referred:
        raise DataError(f"{path}: holds no annotated statement whose speaker is called by no name")
    return referred


def train_speakers(recipe: SpeakerRecipe, output: Path, articles: Path) -> released.ModelConfig:
    """Train the model of ``recipe`` on the statements of ``articles``/train.jsonl; save it in ``output``.

    The rules' weight is fitted on ``articles``/dev.jsonl. Minutes, so that there are no checkpoints; the
    folder appears only when it is complete.

    Raises
    ------
    StanceError : ``output`` exists already, or articles or base weights cannot be read.
    """
    if output.exists():
        raise StanceError(f"{output}: exists already; choose another -o, or delete it")
    started = time.monotonic()
    files = {split: articles / f"{split}.jsonl" for split in ("train", "dev")}
    referred, development = (referred_speakers(path) for path in files.values())
    log.info("%d statements to train on, %d of dev", len(referred), len(development))
    set_seed(recipe.seed)
    base_folder = weights.locate_base(recipe.base.weights())
    network = build_network(recipe, base_folder, HEADS, POINTERS)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        history = _fit(recipe, network, base_folder, referred, Path(scratch, "checkpoints"))
        model = Path(scratch, "model")
        config = save_model(
            recipe,
            network,
            model,
            heads=HEADS,
            max_tokens=recipe.max_tokens,
            parts=PARTS,
            pointers=POINTERS,
        )
        figures = _weigh(model, config, development)
        log.info("%s", figures)
        write_run(
            model,
            {
                "recipe": recipe.model_dump(mode="json"),
                "articles_sha256": {split: weights.sha256(path) for split, path in files.items()},
                "training_statements": len(referred),
                "dev": figures,
                **how_it_ran(recipe, started),
                "history": history,
            },
        )
        model.rename(output)
    return config


def names_in(passage: str, speaker: str | None) -> list[tuple[int, int]]:
    """Where a passage has a speaker's name: as :func:`places_of`, or by the surname alone.

    >>> names_in("Ruth Alderman left. Alderman said “#”.", "Ruth Alderman")
    [(0, 13), (20, 28)]
    """
    places = places_of(speaker, passage)
    words = (speaker or "").split()
    if len(words) < 2 or not (words[0][0].isupper() and words[-1][0].isupper()):
        return places
    surname = re.finditer(rf"(?<!\w){re.escape(words[-1])}(?!\w)", passage)
    return places + [
        match.span()
        for match in surname
        if not any(overlap(match.span(), place) for place in places)
    ]


class _Collator:
    """Passages and words as padded token ids, with the places of the speakers' names."""

    def __init__(self, tokenizer: Any, max_tokens: int) -> None:
        self._tokenizer, self._max_tokens = tokenizer, max_tokens

    def __call__(self, rows: Sequence[ReferredSpeaker]) -> dict[str, Tensor]:
        passages, words = zip(*(pair(row.reference) for row in rows), strict=True)
        batch = self._tokenizer(
            list(passages),
            list(words),
            truncation=True,
            max_length=self._max_tokens,
            padding=True,
            return_tensors="pt",
        )
        named = [names_in(row.reference.passage, row.speaker) for row in rows]
        places, readable = pointed(batch.encodings, named)
        encoded = {key: batch[key] for key in ("input_ids", "attention_mask")}
        return {**encoded, "places": places, "readable": readable}


class _SpeakerTrainer(EncoderTrainer):
    """A ``Trainer`` of the two pointers."""

    _recipe: SpeakerRecipe

    def _get_train_sampler(self, train_dataset: Any = None) -> Sampler:
        referred: Any = self.train_dataset
        lengths = [sum(map(len, pair(row.reference))) for row in referred]
        order = torch.Generator().manual_seed(self._recipe.seed)
        return LengthGroupedSampler(self.args.train_batch_size, lengths=lengths, generator=order)

    def compute_loss(  # type: ignore[override]
        self,
        model: nn.Module,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """How far the pointers are from the places of the speakers' names."""
        logits = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        starts, ends = (logits[name] for name in POINTERS)
        loss = losses.pointing(starts, ends, inputs["places"], inputs["readable"])
        return (loss, logits) if return_outputs else loss


def _fit(
    recipe: SpeakerRecipe,
    network: nn.Module,
    base_folder: Path,
    referred: list[ReferredSpeaker],
    folder: Path,
) -> list[dict[str, Any]]:
    """Train in place; returns the log of every fifty steps."""
    tokenizer = AutoTokenizer.from_pretrained(base_folder, local_files_only=True)
    rows: Any = referred
    trainer = _SpeakerTrainer(
        recipe,
        model=network,
        args=training_arguments(recipe, folder, label_names=["places"], save_strategy="no"),
        data_collator=_Collator(tokenizer, recipe.max_tokens),
        train_dataset=rows,
    )
    trainer.train()
    network.eval()
    return trainer.state.log_history


def _weigh(
    folder: Path, config: released.ModelConfig, development: Sequence[ReferredSpeaker]
) -> dict[str, float]:
    """Fit on dev how much the rules' speaker counts: so that most are right; write the config."""
    found = leads(TorchBackend(folder, config), [row.reference for row in development])
    ruled = [same_person(row.speaker, row.reference.speaker) for row in development]
    named = [
        same_person(row.speaker, name) if name and lead > 0 else by_rules
        for row, (name, lead), by_rules in zip(development, found, ruled, strict=True)
    ]
    gained, config.rule_weight = _best_weight(
        [
            (lead, right - by_rules)
            for (name, lead), right, by_rules in zip(found, named, ruled, strict=True)
            if name and lead > 0
        ]
    )
    released.write_config(folder, config)
    return {
        "statements": len(development),
        "right_by_rules": sum(ruled) / len(ruled),
        "right_alone": sum(named) / len(named),
        "right_together": (sum(ruled) + gained) / len(ruled),
        "rule_weight": config.rule_weight,
    }


def _best_weight(gains: Sequence[tuple[float, int]]) -> tuple[int, float]:
    """The most that can be gained by overruling the rules from a lead on, and the weight that does it.

    Parameters
    ----------
    gains : of each statement the lead over the rules' speaker, and 1, 0 or -1 for what overruling gains.

    >>> _best_weight([(5.0, 1), (4.0, 1), (3.0, -1), (2.0, 1)])
    (2, 3.0)
    """
    ordered = sorted(gains, reverse=True)
    # overruled are those whose lead is above the weight: all before the one that sets it
    cuts = [lead for lead, _ in ordered] + [0.0]
    totals = [0, *accumulate(gain for _, gain in ordered)]
    # equal leads stay together: a weight cannot part them
    return max(
        (total, cut)
        for total, cut, before in zip(totals, cuts, [math.inf, *cuts], strict=False)
        if cut < before
    )
