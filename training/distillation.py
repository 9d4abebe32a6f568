"""What a small model learns from a large one: a teacher's logits, on the corpus and on text without labels."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from stancenlp.extraction.pipeline import extract_statements
from stancenlp.jsonl import atomic_path, read_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement, Statement
from stancenlp.stance.backends import load_backend
from stancenlp.stance.framing import frame
from stancenlp.stance.registry import find_model
from stancenlp.stance.released import ModelConfig, read_config
from training.splits import near_duplicates, normalised_address

log = logging.getLogger(__name__)

_ARTICLES = Path("articles", "train.jsonl")


def teacher_config(model: str) -> ModelConfig:
    """The configuration of a teacher: its sha256 values say which model it is.

    Raises
    ------
    ModelError : there is no such model.
    """
    return read_config(find_model(model))


def teacher_logits(
    model: str, statements: Sequence[Statement], kept: Path
) -> dict[str, np.ndarray]:
    """What the model says of each statement, before its calibration: logits, float32 (n, labels).

    Parameters
    ----------
    kept : a safetensors file that holds them if they were worked out before; else it is written.
    """
    if not kept.is_file():
        folder = find_model(model)
        config = read_config(folder)
        log.info("%s reads %d statements", config.name, len(statements))
        logits = load_backend(folder, config).logits(
            [frame(statement, config.parts) for statement in statements], batch_size=32
        )
        with atomic_path(kept) as part:
            save_file({q: values.astype(np.float32) for q, values in logits.items()}, part)
    return load_file(kept)


def unlabelled_statements(corpus: Path, measured: Sequence[AnnotatedStatement]) -> list[Statement]:
    """The unions' statements in the corpus's training articles, as the extraction finds them.

    Left out is what the model is ``measured`` on: articles of its disputes and reports, and
    statements of nearly its wording. A corpus without articles has none.
    """
    if not (corpus / _ARTICLES).is_file():
        return []
    disputes = {statement.dispute for statement in measured} - {None}
    reports = {normalised_address(s.source) for s in measured if s.source}
    found = [
        statement
        for annotated in read_records(corpus / _ARTICLES, AnnotatedArticle)
        if annotated.dispute not in disputes
        and normalised_address(annotated.source or "") not in reports
        for statement in extract_statements(annotated.article.text)
        if statement.side == "union"
    ]
    texts = [statement.text for statement in (*measured, *found)]
    doubles = {
        later - len(measured)
        for earlier, later in near_duplicates(texts)
        if earlier < len(measured) <= later
    }
    return [statement for i, statement in enumerate(found) if i not in doubles]
