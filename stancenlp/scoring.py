"""Joins the wings: an article's statements, extracted and classified; one article or a stream."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stancenlp.articles import SUFFIXES, read_article
from stancenlp.errors import StanceError
from stancenlp.schema import Article, ScoredArticle, ScoredStatement, Statement

if TYPE_CHECKING:
    from stancenlp.stance.classifier import StanceClassifier

#: Articles that are classified together, so that batches are full.
CHUNK = 16

Source = str | os.PathLike[str] | Article


@functools.cache
def default_classifier() -> StanceClassifier:
    """The registry's default model, loaded once a process."""
    from stancenlp.stance.classifier import StanceClassifier

    return StanceClassifier.from_pretrained()


def score_article(
    article: Article, classifier: StanceClassifier | None = None, offer: str | None = None
) -> ScoredArticle:
    """An article's statements, each of a union with its prediction.

    Parameters
    ----------
    classifier : the model to use; default: the registry's.
    offer : what was on the table, where the caller knows better than the article says.
    """
    statements = _extract(article, offer)
    return _score([(article, statements)], classifier)[0]


def score_corpus(
    paths_or_records: Source | Iterable[Source],
    workers: int = 1,
    classifier: StanceClassifier | None = None,
    offer: str | None = None,
    on_error: Callable[[Source, StanceError], None] | None = None,
) -> Iterator[ScoredArticle]:
    """Score a stream of articles, in order; memory does not grow with their number.

    Parameters
    ----------
    paths_or_records : paths of files or of folders of them, or :class:`Article` records; may be a generator.
    workers : processes that read articles and find statements; the model runs in this one.
    on_error : called with each source that cannot be scored, and why; without it the first such
        source raises.
    """
    extracted = _extract_all(expand(paths_or_records), workers, offer, on_error)
    while chunk := list(itertools.islice(extracted, CHUNK)):
        yield from _score(chunk, classifier)


def expand(sources: Source | Iterable[Source]) -> Iterator[Source]:
    """The sources, folders replaced by the article files in them, in the order of their names."""
    if isinstance(sources, (str, os.PathLike, Article)):
        sources = [sources]
    for source in sources:
        if isinstance(source, Article) or str(source) == "-" or not Path(source).is_dir():
            yield source
        else:
            found = sorted(p for p in Path(source).rglob("*") if p.suffix.lower() in SUFFIXES)
            # an empty folder is passed on: reading it says what is wrong
            yield from found or [Path(source)]


def _extract_all(
    sources: Iterator[Source],
    workers: int,
    offer: str | None,
    on_error: Callable[[Source, StanceError], None] | None,
) -> Iterator[tuple[Article, list[Statement]]]:
    read = functools.partial(_read_and_extract, offer=offer)
    if workers <= 1:
        results: Iterable[tuple[Source, Any]] = ((source, read(source)) for source in sources)
        yield from _good(results, on_error)
        return
    # spawned, not forked: a fork of a process whose torch has started threads can hang
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        while window := list(itertools.islice(sources, workers * CHUNK)):
            yield from _good(zip(window, pool.map(read, window), strict=True), on_error)


def _good(
    results: Iterable[tuple[Source, Any]],
    on_error: Callable[[Source, StanceError], None] | None,
) -> Iterator[tuple[Article, list[Statement]]]:
    for source, result in results:
        if not isinstance(result, StanceError):
            yield result
        elif on_error is None:
            raise result
        else:
            on_error(source, result)


def _read_and_extract(
    source: Source, offer: str | None
) -> tuple[Article, list[Statement]] | StanceError:
    try:
        article = source if isinstance(source, Article) else read_article(source)
        return article, _extract(article, offer)
    except StanceError as error:
        return error
    except Exception as error:
        # a fault of ours or of a library in one article must not end a run over thousands
        name = source.article_id if isinstance(source, Article) else source
        return StanceError(
            f"{name}: could not be read for statements ({error!r}); please report it"
        )


def _extract(article: Article, offer: str | None) -> list[Statement]:
    from stancenlp.extraction.pipeline import extract_statements

    statements = extract_statements(article.text, article.article_id)
    if offer is not None:
        statements = [statement.model_copy(update={"offer": offer}) for statement in statements]
    return statements


def _score(
    extracted: list[tuple[Article, list[Statement]]], classifier: StanceClassifier | None
) -> list[ScoredArticle]:
    union = [s for _, statements in extracted for s in statements if s.side == "union"]
    if classifier is None and union:
        classifier = default_classifier()
    predictions = iter(classifier.predict(union) if classifier and union else [])
    name = classifier.config.name if classifier else _default_name()
    return [
        ScoredArticle(
            article=article,
            statements=[
                ScoredStatement(
                    **statement.model_dump(),
                    prediction=next(predictions) if statement.side == "union" else None,
                )
                for statement in statements
            ],
            model=name,
        )
        for article, statements in extracted
    ]


def _default_name() -> str:
    from stancenlp.stance.registry import read_registry

    return read_registry().default
