"""Every statement of an article: by the rules of the extraction, and by the models that are released beside them."""

from __future__ import annotations

import functools
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stancenlp.errors import StanceError
from stancenlp.schema import Statement

if TYPE_CHECKING:
    from stancenlp.extraction.introductions import Introduction, Told
    from stancenlp.extraction.references import Reference

log = logging.getLogger(__name__)

Model = TypeVar("Model")


def extract_statements(text: str, article_id: str | None = None) -> list[Statement]:
    """Every statement of an article, in text order, with speaker, organisation, side and offer.

    Direct and mixed quotations of every speaker; indirect speech of union speakers only. Marks that
    are not speech (titles, nicknames, irony of the writer) are left out. Where the article calls a
    speaker by no name, a model may overrule whom the rules take for the speaker; another may overrule a
    side that the rules tell, and name the organisation where they find none. A side that nothing can
    tell is ``unknown``; without the models' weights the rules go on alone, with a warning.

    Parameters
    ----------
    text : the article, paragraphs on lines of their own.
    article_id : goes into the statements' ids; default: a hash of the text.

    Raises
    ------
    PipelineError : the English pipeline is not installed.
    """
    from stancenlp.extraction import pipeline

    return pipeline.extract_statements(text, article_id, tell_sides, tell_speakers)


def load_models() -> None:
    """Load the models of sides and speakers now, and not when the first article asks for them."""
    from stancenlp.sides import SideModel
    from stancenlp.speakers import SpeakerModel
    from stancenlp.stance.registry import models_folder

    for kind in (SideModel, SpeakerModel):
        _released(kind, models_folder())


def tell_sides(introductions: Sequence[Introduction]) -> Sequence[Told]:
    """What the released model of sides tells of each speaker; nothing where it is not sure enough."""
    from stancenlp.extraction.introductions import Told
    from stancenlp.sides import SideModel
    from stancenlp.stance.registry import models_folder

    model = _released(SideModel, models_folder())
    return model.tell(introductions) if model else [Told() for _ in introductions]


def tell_speakers(references: Sequence[Reference]) -> Sequence[str | None]:
    """Who speaks by the released model of speakers, where that is not whom the rules take for the speaker."""
    from stancenlp.speakers import SpeakerModel
    from stancenlp.stance.registry import models_folder

    model = _released(SpeakerModel, models_folder())
    return model.tell(references) if model else [None for _ in references]


@functools.lru_cache(maxsize=4)
def _released(kind: type[Model], models: Path) -> Model | None:
    """The released model of a kind in the folder of models; None, and a warning, where it cannot be had."""
    try:
        return kind()
    except (StanceError, OSError) as error:
        log.warning("%s; the rules of the extraction go on alone", error)
        return None
