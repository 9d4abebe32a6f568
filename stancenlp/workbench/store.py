"""Keeps articles, statements and votes, and every change of them as history.

What a method has returned is on disk; how, is in ``database.py``.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from stancenlp.errors import StanceError
from stancenlp.jsonl import dump_record
from stancenlp.schema import Annotation, Article, ScoredArticle, ScoredStatement
from stancenlp.workbench.database import Database


class NotFoundError(StanceError):
    """No article or statement has this id."""


class ConflictError(StanceError):
    """Somebody else changed the statement in between; read it again."""


@dataclass(frozen=True)
class Kept:
    """A statement as it stands, with its version and everybody's votes."""

    statement: ScoredStatement
    version: int
    votes: list[Annotation]


@dataclass(frozen=True)
class Event:
    """One change: who did what and when, and the record before and after it."""

    event_id: int
    at: str
    who: str
    kind: str
    article_id: str
    statement_id: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: int | None


class Store:
    """The desk's memory. Raises ``StanceError`` where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)

    def close(self) -> None:
        """Close every connection; the store is of no use afterwards."""
        self._database.close()

    # --- reading

    def articles(self) -> list[tuple[Article, str]]:
        """Every article with the time it came in, the newest first."""
        rows = self._database.read("SELECT record, at FROM articles ORDER BY at DESC, article_id")
        return [(Article.model_validate_json(row["record"]), row["at"]) for row in rows]

    def article(self, article_id: str) -> tuple[Article, str]:
        """An article and the name of the model that scored it."""
        for row in self._database.read(
            "SELECT record, model FROM articles WHERE article_id = ?", article_id
        ):
            return Article.model_validate_json(row["record"]), row["model"]
        raise NotFoundError(f"there is no article {article_id!r} on this desk")

    def statements(self, article_id: str | None = None) -> list[Kept]:
        """The statements (of one article) that are not deleted, in text order."""
        where, values = ("AND article_id = ?", (article_id,)) if article_id else ("", ())
        votes: dict[str, list[Annotation]] = defaultdict(list)
        for row in self._database.read(
            "SELECT annotations.record, statement_id FROM annotations JOIN statements "
            f"USING (statement_id) WHERE deleted = 0 {where} ORDER BY annotations.rowid",
            *values,
        ):
            votes[row["statement_id"]].append(Annotation.model_validate_json(row["record"]))
        return [
            Kept(
                ScoredStatement.model_validate_json(row["record"]),
                row["version"],
                votes[row["statement_id"]],
            )
            for row in self._database.read(
                f"SELECT * FROM statements WHERE deleted = 0 {where} ORDER BY article_id, start, rowid",
                *values,
            )
        ]

    def statement(self, statement_id: str) -> Kept:
        """One statement that is not deleted."""
        rows = self._database.read(
            "SELECT * FROM statements WHERE statement_id = ? AND deleted = 0", statement_id
        )
        for row in rows:
            votes = self._database.read(
                "SELECT record FROM annotations WHERE statement_id = ? ORDER BY rowid", statement_id
            )
            return Kept(
                ScoredStatement.model_validate_json(row["record"]),
                row["version"],
                [Annotation.model_validate_json(vote["record"]) for vote in votes],
            )
        raise NotFoundError(f"there is no statement {statement_id!r} on this desk")

    def statement_ids(self) -> set[str]:
        """The ids of all statements, the deleted ones too."""
        return {
            row["statement_id"]
            for row in self._database.read("SELECT statement_id FROM statements")
        }

    def history(
        self, statement_id: str | None = None, who: str | None = None, limit: int = 200
    ) -> list[Event]:
        """The latest changes (of one statement, of one person), newest first."""
        rows = self._database.read(
            "SELECT * FROM events WHERE (?1 IS NULL OR statement_id = ?1) "
            "AND (?2 IS NULL OR who = ?2) ORDER BY event_id DESC LIMIT ?3",
            statement_id,
            who,
            limit,
        )
        return [_event(row) for row in rows]

    def touched_articles(self) -> set[str]:
        """The ids of the articles in which a person changed, added or deleted a statement."""
        rows = self._database.read(
            "SELECT DISTINCT article_id FROM events WHERE kind IN ('edit', 'add', 'delete')"
        )
        return {row["article_id"] for row in rows}

    # --- writing

    def add_article(self, scored: ScoredArticle, who: str) -> bool:
        """Take in a scored article; False, and nothing is changed, where it is here already."""
        article = scored.article
        with self._database.write() as (connection, at):
            added = connection.execute(
                "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?)",
                (article.article_id, dump_record(article), scored.model, at),
            )
            if not added.rowcount:
                return False
            connection.executemany(
                "INSERT INTO statements (statement_id, article_id, start, record) VALUES (?, ?, ?, ?)",
                [
                    (s.statement_id, article.article_id, _start(s), dump_record(s))
                    for s in scored.statements
                ],
            )
            after = {"statements": len(scored.statements), "model": scored.model}
            self._log(connection, at, who, "article", article.article_id, None, None, after)
        return True

    def annotate(self, annotation: Annotation) -> Annotation:
        """Keep an annotator's vote; it takes the place of the same annotator's earlier one.

        Returns the vote with the time it was taken. Raises ``NotFoundError``.
        """
        who = annotation.annotator
        if not who:
            raise StanceError("a vote needs the annotator's name")
        with self._database.write() as (connection, at):
            row = self._statement_row(connection, annotation.statement_id)
            kept = annotation.model_copy(update={"at": datetime.fromisoformat(at)})
            before = _vote_record(connection, kept.statement_id, who)
            _put_vote(connection, kept.statement_id, who, dump_record(kept))
            after = kept.model_dump(mode="json")
            self._log(
                connection, at, who, "vote", row["article_id"], kept.statement_id, before, after
            )
        return kept

    def add_statement(self, statement: ScoredStatement, who: str) -> Kept:
        """Add a statement that was missed; its ``article_id`` must be on the desk."""
        article_id = statement.article_id or ""
        with self._database.write() as (connection, at):
            if not connection.execute(
                "SELECT 1 FROM articles WHERE article_id = ?", (article_id,)
            ).fetchone():
                raise NotFoundError(f"there is no article {article_id!r} on this desk")
            connection.execute(
                "INSERT INTO statements (statement_id, article_id, start, record) VALUES (?, ?, ?, ?)",
                (statement.statement_id, article_id, _start(statement), dump_record(statement)),
            )
            after = {"record": statement.model_dump(mode="json"), "deleted": False}
            self._log(connection, at, who, "add", article_id, statement.statement_id, None, after)
        return Kept(statement, 1, [])

    def edit(self, statement: ScoredStatement, who: str, version: int) -> Kept:
        """Replace a statement's record. ``version`` is the one that the change was made from.

        Raises
        ------
        ConflictError : the statement has another version by now.
        """
        return self._change(statement.statement_id, who, "edit", version, statement, False)

    def delete(self, statement_id: str, who: str, version: int) -> None:
        """Take a false statement off the desk; its history and votes are kept."""
        self._change(statement_id, who, "delete", version, None, True)

    def undo(self, who: str) -> Event | None:
        """Take back the person's last change that still stands; None where there is none.

        Raises
        ------
        ConflictError : somebody else has changed the statement since.
        """
        with self._database.write() as (connection, at):
            row = connection.execute(
                "SELECT * FROM events WHERE who = ? AND undoes IS NULL AND kind != 'article' "
                "AND event_id NOT IN (SELECT undoes FROM events WHERE undoes IS NOT NULL) "
                "ORDER BY event_id DESC LIMIT 1",
                (who,),
            ).fetchone()
            if row is None:
                return None
            event = _event(row)
            assert event.statement_id is not None
            if event.kind == "vote":
                record = json.dumps(event.before, ensure_ascii=False) if event.before else None
                _put_vote(connection, event.statement_id, who, record)
            else:
                self._put_back(connection, event)
            self._log(
                connection, at, who, "undo", event.article_id, event.statement_id,
                event.after, event.before, event.event_id,
            )  # fmt: skip
            return event

    def _put_back(self, connection: sqlite3.Connection, event: Event) -> None:
        row = connection.execute(
            "SELECT * FROM statements WHERE statement_id = ?", (event.statement_id,)
        ).fetchone()
        if _state(row) != event.after:
            raise ConflictError(
                "the statement was changed by somebody else since; look at it again"
            )
        state = event.before or {**(event.after or {}), "deleted": True}
        record = ScoredStatement.model_validate(state["record"])
        connection.execute(
            "UPDATE statements SET record = ?, start = ?, deleted = ?, version = version + 1 "
            "WHERE statement_id = ?",
            (dump_record(record), _start(record), state["deleted"], event.statement_id),
        )

    def _change(
        self,
        statement_id: str,
        who: str,
        kind: str,
        version: int,
        statement: ScoredStatement | None,
        deleted: bool,
    ) -> Kept:
        with self._database.write() as (connection, at):
            row = self._statement_row(connection, statement_id)
            if row["version"] != version:
                raise ConflictError(
                    f"{statement_id} was changed by somebody else (version {row['version']}, "
                    f"yours is {version}); look at it again"
                )
            record = statement or ScoredStatement.model_validate_json(row["record"])
            connection.execute(
                "UPDATE statements SET record = ?, start = ?, deleted = ?, version = version + 1 "
                "WHERE statement_id = ?",
                (dump_record(record), _start(record), deleted, statement_id),
            )
            after = {"record": record.model_dump(mode="json"), "deleted": deleted}
            self._log(
                connection, at, who, kind, row["article_id"], statement_id, _state(row), after
            )
            votes = connection.execute(
                "SELECT record FROM annotations WHERE statement_id = ?", (statement_id,)
            ).fetchall()
        return Kept(
            record, version + 1, [Annotation.model_validate_json(vote["record"]) for vote in votes]
        )

    # --- rows

    def _statement_row(self, connection: sqlite3.Connection, statement_id: str) -> sqlite3.Row:
        row: sqlite3.Row | None = connection.execute(
            "SELECT * FROM statements WHERE statement_id = ? AND deleted = 0", (statement_id,)
        ).fetchone()
        if row is None:
            raise NotFoundError(f"there is no statement {statement_id!r} on this desk")
        return row

    def _log(
        self,
        connection: sqlite3.Connection,
        at: str,
        who: str,
        kind: str,
        article_id: str,
        statement_id: str | None,
        before: Any,
        after: Any,
        undoes: int | None = None,
    ) -> None:
        connection.execute(
            "INSERT INTO events (at, who, kind, article_id, statement_id, before, after, undoes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                at,
                who,
                kind,
                article_id,
                statement_id,
                before and json.dumps(before, ensure_ascii=False),
                after and json.dumps(after, ensure_ascii=False),
                undoes,
            ),
        )


def _vote_record(
    connection: sqlite3.Connection, statement_id: str, who: str
) -> dict[str, Any] | None:
    row = connection.execute(
        "SELECT record FROM annotations WHERE statement_id = ? AND annotator = ?",
        (statement_id, who),
    ).fetchone()
    return json.loads(row["record"]) if row else None


def _put_vote(
    connection: sqlite3.Connection, statement_id: str, who: str, record: str | None
) -> None:
    if record is None:
        connection.execute(
            "DELETE FROM annotations WHERE statement_id = ? AND annotator = ?", (statement_id, who)
        )
    else:
        connection.execute(
            "INSERT INTO annotations VALUES (?, ?, ?) "
            "ON CONFLICT (statement_id, annotator) DO UPDATE SET record = excluded.record",
            (statement_id, who, record),
        )


def _state(row: sqlite3.Row) -> dict[str, Any]:
    return {"record": json.loads(row["record"]), "deleted": bool(row["deleted"])}


def _event(row: sqlite3.Row) -> Event:
    fields = {**row}
    for name in ("before", "after"):
        fields[name] = json.loads(fields[name]) if fields[name] else None
    return Event(**fields)


def _start(statement: ScoredStatement) -> int:
    return statement.segments[0].start if statement.segments else 0
