"""stancenlp: union statements in news articles, each labelled conciliatory, firm or hostile.

Everything here is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stancenlp.articles import read_article
    from stancenlp.errors import (
        ArticleError,
        DataError,
        ModelError,
        PipelineError,
        StanceError,
        WeightsError,
    )
    from stancenlp.schema import (
        SENTIMENTS,
        STANCES,
        AnnotatedStatement,
        Annotation,
        Article,
        Aspects,
        Prediction,
        ScoredArticle,
        Segment,
        Statement,
    )
    from stancenlp.scoring import score_article, score_corpus
    from stancenlp.stance.classifier import StanceClassifier
    from stancenlp.statements import extract_statements

_HOMES = {
    "stancenlp.articles": ("read_article",),
    "stancenlp.errors": (
        "ArticleError",
        "DataError",
        "ModelError",
        "PipelineError",
        "StanceError",
        "WeightsError",
    ),
    "stancenlp.schema": (
        "SENTIMENTS",
        "STANCES",
        "AnnotatedStatement",
        "Annotation",
        "Article",
        "Aspects",
        "Prediction",
        "ScoredArticle",
        "Segment",
        "Statement",
    ),
    "stancenlp.scoring": ("score_article", "score_corpus"),
    "stancenlp.statements": ("extract_statements",),
    "stancenlp.stance.classifier": ("StanceClassifier",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "SENTIMENTS",
    "STANCES",
    "AnnotatedStatement",
    "Annotation",
    "Article",
    "ArticleError",
    "Aspects",
    "DataError",
    "ModelError",
    "PipelineError",
    "Prediction",
    "ScoredArticle",
    "Segment",
    "StanceClassifier",
    "StanceError",
    "Statement",
    "WeightsError",
    "extract_statements",
    "read_article",
    "score_article",
    "score_corpus",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
