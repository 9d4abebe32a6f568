"""The desk's memory: nothing lost, everything kept as history, two people at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stancenlp.errors import StanceError
from stancenlp.schema import Annotation, ScoredArticle
from stancenlp.workbench.store import ConflictError, NotFoundError, Store


def vote(
    stance: str, annotator: str = "ann", statement_id: str = "a-0", **more: object
) -> Annotation:
    return Annotation(statement_id=statement_id, annotator=annotator, stance=stance, **more)  # type: ignore[arg-type]


def burst(store: Store, name: str, pipe: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.workbench.burst", str(store.path), name],
        stdout=pipe,
        cwd=Path(__file__).parents[2],
    )


def test_an_article_comes_back_as_it_was_and_only_once(desk: Store, scored: ScoredArticle) -> None:
    assert [kept.statement for kept in desk.statements("a")] == scored.statements
    assert desk.article("a") == (scored.article, "test-model")
    assert not desk.add_article(scored, "ben")
    assert len(desk.statements()) == 3


def test_a_vote_carries_who_and_when_and_what_else_it_says(desk: Store) -> None:
    kept = desk.annotate(vote("hostile", note="contempt", mood="bad"))
    assert kept.at is not None
    read = desk.statement("a-0").votes
    assert read == [kept]
    assert read[0].model_extra == {"mood": "bad"}


def test_a_second_vote_of_one_person_replaces_the_first_which_history_keeps(desk: Store) -> None:
    desk.annotate(vote("hostile"))
    desk.annotate(vote("firm"))
    assert [v.stance for v in desk.statement("a-0").votes] == ["firm"]
    newest, oldest = desk.history("a-0")
    assert (newest.who, newest.kind, newest.before["stance"], newest.after["stance"]) == (
        "ann", "vote", "hostile", "firm",
    )  # fmt: skip
    assert oldest.before is None


def test_history_cannot_be_changed(desk: Store) -> None:
    desk.annotate(vote("hostile"))
    with sqlite3.connect(desk.path) as connection:
        for change in ("UPDATE events SET who = 'eve'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError, match="history"):
                connection.execute(change)


def test_undo_takes_back_ones_own_changes_one_by_one(desk: Store) -> None:
    desk.annotate(vote("hostile"))
    desk.annotate(vote("firm", annotator="ben"))
    desk.annotate(vote("conciliatory"))
    assert desk.undo("ann").after["stance"] == "conciliatory"
    assert {v.annotator: v.stance for v in desk.statement("a-0").votes} == {
        "ann": "hostile",
        "ben": "firm",
    }
    desk.undo("ann")
    assert [v.annotator for v in desk.statement("a-0").votes] == ["ben"]
    assert desk.undo("ann") is None
    assert [e.kind for e in desk.history("a-0")] == ["undo", "undo", "vote", "vote", "vote"]


def test_edits_additions_and_deletions_are_undone_too(desk: Store, scored: ScoredArticle) -> None:
    first = scored.statements[0]
    edited = first.model_copy(update={"speaker": "R. Alderman"})
    assert desk.edit(edited, "ann", 1).version == 2
    desk.delete("a-0", "ann", 2)
    assert [k.statement.statement_id for k in desk.statements()] == ["a-1", "a-2"]
    desk.add_statement(first.model_copy(update={"statement_id": "a-new"}), "ann")
    assert len(desk.statements()) == 3
    desk.undo("ann")
    desk.undo("ann")
    assert desk.statement("a-0").statement.speaker == "R. Alderman"
    desk.undo("ann")
    assert desk.statement("a-0").statement == first
    with pytest.raises(NotFoundError):
        desk.statement("a-new")


def test_a_change_made_from_an_old_version_is_refused(desk: Store, scored: ScoredArticle) -> None:
    first = scored.statements[0]
    desk.edit(first.model_copy(update={"speaker": "Ann's"}), "ann", 1)
    with pytest.raises(ConflictError, match="version 2"):
        desk.edit(first.model_copy(update={"speaker": "Ben's"}), "ben", 1)
    desk.edit(first.model_copy(update={"speaker": "Ben's"}), "ben", 2)
    with pytest.raises(ConflictError):
        desk.undo("ann")
    assert desk.statement("a-0").statement.speaker == "Ben's"


def test_what_is_not_there_is_named(desk: Store, scored: ScoredArticle) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        desk.annotate(vote("firm", statement_id="nowhere"))
    with pytest.raises(NotFoundError, match="'b'"):
        desk.add_statement(scored.statements[0].model_copy(update={"article_id": "b"}), "ann")
    with pytest.raises(StanceError, match="name"):
        desk.annotate(vote("firm", annotator=""))
    assert desk.history()[0].kind == "article"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_text("an article, not a database, and long enough to tell")
    with pytest.raises(StanceError, match=r"desk\.sqlite"):
        Store(tmp_path / "desk.sqlite")


def test_threads_share_a_store(desk: Store) -> None:
    def write(name: str) -> None:
        for number in range(25):
            desk.annotate(vote("firm", annotator=f"{name}-{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.statement("a-0").votes) == 100


def test_a_killed_burst_of_a_thousand_writes_loses_none_that_was_acknowledged(desk: Store) -> None:
    reading, writing = os.pipe()
    writers = [burst(desk, name, writing) for name in ("ann", "ben")]
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        acknowledged = {pipe.readline().strip() for _ in range(1000)}
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        assert [writer.wait() for writer in writers] == [-signal.SIGKILL] * 2
        # what was said before the kill and not read yet was acknowledged as well
        acknowledged.update(line.strip() for line in pipe if line.endswith("\n"))
    again = Store(desk.path)
    kept = {vote.annotator for vote in again.statement("a-0").votes}
    logged = {event.who for event in again.history("a-0", limit=100_000)}
    assert len(acknowledged) >= 1000
    assert acknowledged <= kept
    assert kept == logged
    with sqlite3.connect(desk.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again.annotate(vote("firm", annotator="after"))
    again.close()
