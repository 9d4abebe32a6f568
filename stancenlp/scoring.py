"""Joins the wings: an article's statements, extracted and classified; one article or a stream."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

from stancenlp.articles import read_article
from stancenlp.errors import StanceError
from stancenlp.schema import Article, ScoredArticle, ScoredStatement, Statement
from stancenlp.sources import BadRow, Found, Source, expand

if TYPE_CHECKING:
    from stancenlp.stance.classifier import StanceClassifier

#: Articles that are classified together, so that batches are full.
CHUNK = 16


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
    on_error: Callable[[Found, StanceError], None] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    skip: Callable[[Article], bool] | None = None,
) -> Iterator[ScoredArticle]:
    """Score a stream of articles, in order; memory does not grow with their number.

    Parameters
    ----------
    paths_or_records : paths of files, of folders of them, of JSON Lines, CSV or Parquet with an
        article in each row, globs, or :class:`Article` records; may be a generator.
    workers : processes that read articles, find statements and tell sides; the model of stance runs in
        this one.
    on_error : called with each source that cannot be scored, and why; without it the first such
        source raises.
    columns : field of :class:`Article` -> column of the rows, where the two differ.
    skip : asked of each article before it is searched; those it is true of are left out.
    """
    sources = expand(paths_or_records, columns)
    extracted = _good(_extract_all(sources, workers, offer, skip), on_error)
    while chunk := list(itertools.islice(extracted, CHUNK)):
        yield from _score(chunk, classifier)


Extracted = tuple[Article, list[Statement]]


def _extract_all(
    sources: Iterator[Found],
    workers: int,
    offer: str | None,
    skip: Callable[[Article], bool] | None,
) -> Iterator[tuple[Found, Extracted | StanceError]]:
    """Each source with its article and statements, or why there are none, in order."""
    if skip is not None:
        sources = _unskipped(sources, skip)
    extract = functools.partial(_read_and_extract, offer=offer)
    if workers <= 1:
        yield from ((source, extract(source)) for source in sources)
        return
    # spawned, not forked: a fork of a process whose libraries have started threads can hang
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawning, initializer=_one_thread) as pool:
        pending: deque[tuple[Found, Future[Extracted | StanceError]]] = deque()
        for source in sources:
            pending.append((source, pool.submit(extract, source)))
            if len(pending) >= workers * CHUNK:
                first, result = pending.popleft()
                yield first, result.result()
        for source, result in pending:
            yield source, result.result()


def _one_thread() -> None:
    """A worker's models of the extraction run on one thread: there are as many workers as there shall be."""
    os.environ["OMP_NUM_THREADS"] = "1"


def _unskipped(sources: Iterator[Found], skip: Callable[[Article], bool]) -> Iterator[Found]:
    """The sources, read, without those to skip."""
    for source in sources:
        read = _read(source)
        if isinstance(read, StanceError):
            yield BadRow(str(source), read)
        elif not skip(read):
            yield read


def _good(
    results: Iterable[tuple[Found, Extracted | StanceError]],
    on_error: Callable[[Found, StanceError], None] | None,
) -> Iterator[Extracted]:
    for source, result in results:
        if not isinstance(result, StanceError):
            yield result
        elif on_error is None:
            raise result
        else:
            on_error(source, result)


def _read_and_extract(source: Found, offer: str | None) -> Extracted | StanceError:
    article = _read(source)
    if isinstance(article, StanceError):
        return article
    try:
        return article, _extract(article, offer)
    except StanceError as error:
        return error
    except Exception as error:
        return _fault(article.article_id, error)


def _read(source: Found) -> Article | StanceError:
    if isinstance(source, Article):
        return source
    if isinstance(source, BadRow):
        return source.error
    try:
        return read_article(source)
    except StanceError as error:
        return error
    except Exception as error:
        return _fault(source, error)


def _fault(name: Any, error: Exception) -> StanceError:
    """A fault of ours or of a library in one article must not end a run over thousands."""
    return StanceError(f"{name}: could not be read for statements ({error!r}); please report it")


def _extract(article: Article, offer: str | None) -> list[Statement]:
    from stancenlp.statements import extract_statements

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
