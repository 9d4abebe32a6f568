"""Loads what scoring an article needs, in two threads: what one waits for on disk the other uses to import."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from stancenlp.errors import PipelineError
from stancenlp.extraction.parser_library import import_thinc

if TYPE_CHECKING:
    from stancenlp.stance.classifier import StanceClassifier

#: Seconds of a thread's turn. A thread that reads files and hashes them waits a whole one, 5 ms if nothing is
#: said, after each piece while the other runs Python.
_TURN = 2e-4


def load_everything(
    model: str | None, backend: str, fast: bool, *, extraction: bool
) -> StanceClassifier:
    """The classifier (see :meth:`StanceClassifier.from_pretrained`), and in a second thread the parser.

    Parameters
    ----------
    extraction : load what finds statements as well; False where worker processes do that.
    """
    from stancenlp.stance.classifier import StanceClassifier

    turn = sys.getswitchinterval()
    gc.disable()  # all that is loaded stays
    sys.setswitchinterval(_TURN)
    import_thinc()  # before a backend may import torch
    parser = Thread(target=_load_parser)
    if extraction:
        parser.start()
    try:
        classifier = StanceClassifier.from_pretrained(model, backend=backend, fast=fast)
        if extraction:
            from stancenlp.statements import load_models

            load_models()
        return classifier
    finally:
        if extraction:
            parser.join()
        sys.setswitchinterval(turn)
        gc.freeze()
        gc.enable()


def _load_parser() -> None:
    import stancenlp.extraction.pipeline  # noqa: F401
    from stancenlp.extraction.frames import language

    with suppress(PipelineError):  # said again, in its place, when an article needs it
        language()
