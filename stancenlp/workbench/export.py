"""Writes what the desk decided into its folder, in the one schema, whole files only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from stancenlp.errors import StanceError
from stancenlp.jsonl import write_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement, Statement
from stancenlp.workbench.review import decide
from stancenlp.workbench.store import ConflictError, Kept, Store

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def decided(store: Store, min_votes: int = 1) -> list[AnnotatedStatement]:
    """The statements that have a decision, in the order of articles and text."""
    articles = {article.article_id: article for article, _ in store.articles()}
    found = (
        decide(kept, articles[kept.statement.article_id or ""], min_votes)
        for kept in store.statements()
        if kept.statement.side == "union"
    )
    return [statement for statement in found if statement is not None]


def export(
    store: Store, folder: Path, name: str | None = None, min_votes: int = 1
) -> dict[str, int]:
    """Write the desk's records below ``folder``; returns each file's path and number of records.

    ``incoming/NAME.jsonl`` holds ``AnnotatedStatement`` records: decided, with their votes. Beside it
    ``incoming/NAME/`` holds what it was made from: ``statements.jsonl``, ``annotations.jsonl`` (every
    vote, for ``training.annotation.merge``) and ``articles.jsonl`` (``AnnotatedArticle``: whole
    articles as corrected, for measuring extraction).

    Raises
    ------
    StanceError : the name is no plain file name.
    ConflictError : there is a file of this name.
    """
    name = name or f"desk-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if not _NAME.fullmatch(name):
        raise StanceError("a name of letters, digits, - and _ is needed, at most 80 characters")
    incoming = folder.resolve() / "incoming"
    if incoming.exists() and incoming.resolve() != incoming:
        raise StanceError("incoming/ leads out of the desk's folder; make it a plain folder")
    main = incoming / f"{name}.jsonl"
    if main.exists() or (incoming / name).exists():
        raise ConflictError(f"incoming/{name}.jsonl is there already; choose another name")
    kept = store.statements()
    union = [k for k in kept if k.statement.side == "union"]
    votes = [vote for k in union for vote in k.votes]
    statements = [_unscored(k) for k in union if k.votes]
    files: dict[Path, Sequence[AnnotatedStatement | Statement | AnnotatedArticle]] = {
        incoming / name / "statements.jsonl": statements,
        incoming / name / "articles.jsonl": _corrected(store),
    }
    counts = {path: write_records(path, records) for path, records in files.items()}
    path = incoming / name / "annotations.jsonl"
    counts[path] = write_records(path, votes)
    # last, so that where this file is, the others are too
    counts[main] = write_records(main, decided(store, min_votes))
    return {str(p.relative_to(folder.resolve())): count for p, count in counts.items()}


def _unscored(kept: Kept) -> Statement:
    return Statement.model_validate(kept.statement.model_dump(exclude={"prediction"}))


def _corrected(store: Store) -> list[AnnotatedArticle]:
    """The articles in which a person changed, added or deleted a statement."""
    touched = store.touched_articles()
    result = []
    for article, _ in store.articles():
        if article.article_id in touched:
            statements = [_unscored(kept) for kept in store.statements(article.article_id)]
            result.append(
                AnnotatedArticle(
                    article=article,
                    statements=statements,
                    source=article.url,
                    dispute=next((s.dispute for s in statements if s.dispute), None),
                )
            )
    return result
