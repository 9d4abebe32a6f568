"""Statements with the sides of all speakers: by rules, and by a tuned encoder where rules leave them open.

Joins the wings: extraction finds who speaks and how the article introduces them, the encoder that is
released beside the stance models reads it.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from stancenlp.errors import StanceError
from stancenlp.schema import Statement

if TYPE_CHECKING:
    from stancenlp.extraction.introductions import Introduction

log = logging.getLogger(__name__)

#: The one question of the model, and its answers in column order.
QUESTION = "side"
SIDES = ("union", "employer", "government", "other")
HEADS = {QUESTION: SIDES}
#: What is read beside the introduction.
PARTS: tuple[Literal["words"]] = ("words",)
_BATCH = 16
#: Characters that are read of the introductions, of the dispute and of the words, at most.
_ABOUT, _DISPUTE, _WORDS = 640, 240, 360


def extract_statements(text: str, article_id: str | None = None) -> list[Statement]:
    """Every statement of an article, in text order, with speaker, organisation, side and offer.

    Direct and mixed quotations of every speaker; indirect speech of union speakers only. Marks that
    are not speech (titles, nicknames, irony of the writer) are left out. A side that neither rules nor
    model can tell is ``unknown``; without the model's weights the rules go on alone, with a warning.

    Parameters
    ----------
    text : the article, paragraphs on lines of their own.
    article_id : goes into the statements' ids; default: a hash of the text.

    Raises
    ------
    PipelineError : the English pipeline is not installed.
    """
    from stancenlp.extraction import pipeline

    return pipeline.extract_statements(text, article_id, tell_sides)


def pair(found: Introduction) -> tuple[str, str]:
    """The two texts that the model reads of a speaker: who they are in what dispute, and their words."""
    about = f"{found.name}. {' / '.join(found.places)}"
    return f"{about[:_ABOUT]} | {found.dispute[:_DISPUTE]}", found.words[:_WORDS] or "…"


def tell_sides(introductions: Sequence[Introduction]) -> list[str | None]:
    """On whose side each speaker is, one of :data:`SIDES`; None where the model is not sure enough."""
    from stancenlp.stance.registry import models_folder

    model = _model(models_folder())
    if model is None:
        return [None] * len(introductions)
    return model.tell(introductions)


class SideModel:
    """A model of sides: from an introduction and the words said to a side.

    Parameters
    ----------
    folder : default: that of the released one.

    Raises
    ------
    StanceError : none is released, or its files or base weights are missing or damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        from stancenlp.stance.backends import load_backend
        from stancenlp.stance.registry import find_sides_model
        from stancenlp.stance.released import read_config

        folder = folder or find_sides_model()
        self.config = read_config(folder, HEADS)
        self._backend = load_backend(folder, self.config)

    def probabilities(self, introductions: Sequence[Introduction]) -> np.ndarray:
        """Calibrated probabilities, float (n, 4), columns in the order of :data:`SIDES`."""
        pairs = [pair(found) for found in introductions]
        return self.config.probabilities(QUESTION, self._backend.logits(pairs, _BATCH)[QUESTION])

    def tell(self, introductions: Sequence[Introduction]) -> list[str | None]:
        """The side of each speaker; None where its probability is below the model's threshold."""
        chances = self.probabilities(introductions)
        return [
            SIDES[int(row.argmax())] if row.max() >= self.config.review_below else None
            for row in chances
        ]


@functools.lru_cache(maxsize=2)
def _model(models: Path) -> SideModel | None:
    """The released model of the folder of models; None, and a warning, where it cannot be had."""
    try:
        return SideModel()
    except (StanceError, OSError) as error:
        log.warning("%s; speakers whom the rules do not place stay unknown", error)
        return None
