"""On whose side speakers are, and for what body they speak: told by rules and by a tuned encoder, pooled.

Joins the wings: extraction finds who speaks and how the article introduces them, the encoder that is
released beside the stance models reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from stancenlp.stance.pointing import pointed_at

if TYPE_CHECKING:
    from stancenlp.extraction.introductions import Introduction, Told
    from stancenlp.stance.backends import Backend
    from stancenlp.stance.released import ModelConfig

#: What the model is asked of each speaker, and its answers in column order.
QUESTION = "side"
SIDES = ("union", "employer", "government", "other")
HEADS = {QUESTION: SIDES}
#: Where in the introduction the body stands that the speaker speaks for.
POINTERS = ("organisation_start", "organisation_end")
#: What is read beside the introduction.
PARTS: tuple[Literal["words"]] = ("words",)
_BATCH = 16
#: Characters that are read of the introductions, of the dispute and of the words, at most.
_ABOUT, _DISPUTE, _WORDS = 640, 240, 360


def pair(found: Introduction) -> tuple[str, str]:
    """The two texts that the model reads of a speaker: who they are in what dispute, and their words."""
    about = f"{found.name}. {' / '.join(found.places)}"
    return f"{about[:_ABOUT]} | {found.dispute[:_DISPUTE]}", found.words[:_WORDS] or "…"


def by_rules(introductions: Sequence[Introduction]) -> np.ndarray:
    """1 for the side that the rules are sure of, float (n, 4); a row of 0 where they are not."""
    rows = [[float(found.side == side) for side in SIDES] for found in introductions]
    return np.array(rows).reshape(-1, len(SIDES))


class SideModel:
    """A model of sides: from an introduction and the words said to a side, and to the body spoken for.

    Parameters
    ----------
    folder : default: that of the released one.

    Raises
    ------
    StanceError : none is released, or its files or base weights are missing or damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        from stancenlp.stance.backends import load_beside

        self.config, self._backend = load_beside("sides", folder, HEADS, POINTERS)

    def tell(self, introductions: Sequence[Introduction]) -> list[Told]:
        """Side and body of each speaker; None where their probability is below the model's thresholds."""
        from stancenlp.extraction.introductions import Told

        pairs = [pair(found) for found in introductions]
        logits = self._backend.logits(pairs, _BATCH)
        chances = probabilities(self.config, logits[QUESTION], introductions)
        named = bodies(self._backend, pairs, logits) if self.config.pointers else []
        return [
            Told(
                SIDES[int(row.argmax())] if row.max() >= self.config.review_below else None,
                name if name and chance >= self.config.name_from else None,
                float(row.max()),
            )
            for row, (name, chance) in zip(chances, named or [("", 0.0)] * len(pairs), strict=True)
        ]


def probabilities(
    config: ModelConfig, logits: np.ndarray, introductions: Sequence[Introduction]
) -> np.ndarray:
    """Calibrated probabilities, float (n, 4), columns in the order of :data:`SIDES`.

    A side that the rules are sure of adds its weight to the model's score, which is a logarithmic
    opinion pool (Genest & Zidek 1986).
    """
    return config.probabilities(QUESTION, logits, config.rule_weight * by_rules(introductions))


def bodies(
    backend: Backend, pairs: Sequence[tuple[str, str]], logits: Mapping[str, np.ndarray]
) -> list[tuple[str, float]]:
    """The body that each speaker speaks for, and its probability; "" for none.

    Parameters
    ----------
    logits : of the backend for the pairs, with those of :data:`POINTERS`.
    """
    return [
        pointed_at(about, encoding, starts, ends)
        for (about, _), encoding, starts, ends in zip(
            pairs, backend.encodings(pairs), *(logits[name] for name in POINTERS), strict=True
        )
    ]
