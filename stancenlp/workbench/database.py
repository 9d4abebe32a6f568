"""The SQLite file under the store: its tables, a connection a thread, and its transactions.

A transaction that has ended is on disk (write-ahead log, synchronous FULL): a killed process loses
nothing that was acknowledged. Threads and processes may share a file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stancenlp.errors import StanceError

#: Seconds that a writer waits for another one.
BUSY_SECONDS = 20
_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    article_id TEXT PRIMARY KEY, record TEXT NOT NULL, model TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS statements (
    statement_id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    record TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX IF NOT EXISTS statements_of_article ON statements (article_id, start);
CREATE TABLE IF NOT EXISTS annotations (
    statement_id TEXT NOT NULL REFERENCES statements,
    annotator TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (statement_id, annotator)
);
CREATE TABLE IF NOT EXISTS events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    article_id TEXT NOT NULL, statement_id TEXT, before TEXT, after TEXT,
    undoes INTEGER UNIQUE REFERENCES events
);
CREATE INDEX IF NOT EXISTS events_of_person ON events (who, event_id);
CREATE INDEX IF NOT EXISTS events_of_statement ON events (statement_id, event_id);
CREATE TRIGGER IF NOT EXISTS history_stays BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER IF NOT EXISTS history_is_kept BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
"""


class Database:
    """The desk's file. Raises ``StanceError`` where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._connection() as connection:
                connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise StanceError(f"{path}: cannot be used as the desk's memory ({error})") from error

    def close(self) -> None:
        """Close every connection; the database is of no use afterwards."""
        with self._lock:
            while self._connections:
                self._connections.pop().close()

    def read(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """The rows of a query."""
        return self._connection().execute(query, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[tuple[sqlite3.Connection, str]]:
        """A transaction that is on disk when the block ends, and the time it began."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection, datetime.now(UTC).isoformat(timespec="milliseconds")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection
