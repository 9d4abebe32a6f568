"""Trains the model of speakers: from the annotated articles' statements to a model folder."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from torch import Tensor

from stancenlp.errors import DataError
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.pipeline import references_of
from stancenlp.extraction.references import Reference
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle
from stancenlp.speakers import HEADS, PARTS, POINTERS, leads, pair
from stancenlp.stance import released
from stancenlp.stance.backend_torch import TorchBackend
from stancenlp.stance.pointing import overlap
from training import losses
from training.name_matching import places_of, same_person
from training.pointing import pointed
from training.recipe import SpeakerRecipe
from training.tuning import Logits, Task, tune


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

    The rules' weight is fitted on ``articles``/dev.jsonl. Raises as :func:`training.tuning.tune`.
    """
    return tune(
        Task(
            counted="training_statements",
            heads=HEADS,
            pointers=POINTERS,
            parts=PARTS,
            labels=("places",),
            read=referred_speakers,
            pair=lambda row: pair(row.reference),
            collate=lambda tokenizer: _Collator(tokenizer, recipe.max_tokens),
            loss=_loss,
            calibrate=_weigh,
        ),
        recipe,
        output,
        articles,
    )


def names_in(passage: str, speaker: str | None) -> list[tuple[int, int]]:
    """Where a passage has a speaker's name: as :func:`places_of`, or a person's by the surname alone.

    >>> names_in("Ruth Alderman left. Alderman said “#”.", "Ruth Alderman")
    [(0, 13), (20, 28)]
    >>> names_in("The Dock Union met the Clerks' Union.", "Dock Union")
    [(4, 14)]
    """
    places = places_of(speaker, passage)
    words = (speaker or "").split()
    if len(words) < 2 or not (words[0][0].isupper() and words[-1][0].isupper()):
        return places
    if speaker and side_by_name(speaker):
        return places  # a body's
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


def _loss(logits: Logits, inputs: Mapping[str, Tensor]) -> Tensor:
    """How far the pointers are from the places of the speakers' names."""
    starts, ends = (logits[name] for name in POINTERS)
    return losses.pointing(starts, ends, inputs["places"], inputs["readable"])


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
