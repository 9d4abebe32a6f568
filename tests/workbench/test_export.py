"""Export: the one schema, whole files, inside the folder, and ready for merging."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancenlp.errors import StanceError
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement, Annotation, Statement
from stancenlp.workbench.export import export
from stancenlp.workbench.store import ConflictError, Store
from training.annotation import merge


@pytest.fixture
def voted(desk: Store) -> Store:
    for annotator, stance in (("ann", "firm"), ("ben", "firm")):
        desk.annotate(
            Annotation(statement_id="a-0", annotator=annotator, stance=stance, sentiment="negative")
        )
    desk.annotate(Annotation(statement_id="a-1", annotator="ann", stance="none"))
    return desk


def test_decided_statements_are_written_with_their_votes(voted: Store, tmp_path: Path) -> None:
    counts = export(voted, tmp_path, "today")
    assert counts["incoming/today.jsonl"] == 1
    (record,) = read_records(tmp_path / "incoming" / "today.jsonl", AnnotatedStatement)
    assert (record.statement_id, record.stance, len(record.votes)) == ("a-0", "firm", 2)
    assert record.model_extra == {"house_style": "kept"}


def test_votes_are_written_for_the_training_pipeline_to_merge(voted: Store, tmp_path: Path) -> None:
    export(voted, tmp_path, "today")
    folder = tmp_path / "incoming" / "today"
    merged, left_out = merge(
        read_records(folder / "statements.jsonl", Statement),
        read_records(folder / "annotations.jsonl", Annotation),
    )
    assert [s.statement_id for s in merged] == ["a-0"]
    assert [s.statement_id for s in left_out] == ["a-1"]


def test_articles_that_a_person_corrected_are_written_whole(voted: Store, tmp_path: Path) -> None:
    export(voted, tmp_path, "before")
    assert not list(
        read_records(tmp_path / "incoming" / "before" / "articles.jsonl", AnnotatedArticle)
    )
    voted.delete("a-2", "ann", 1)
    export(voted, tmp_path, "after")
    (article,) = read_records(tmp_path / "incoming" / "after" / "articles.jsonl", AnnotatedArticle)
    assert [s.statement_id for s in article.statements] == ["a-0", "a-1"]


@pytest.mark.parametrize(
    "name", ["../out", "a/b", "/etc/x", ".hidden", "a.b", "x" * 81, "a\0b", "è"]
)
def test_a_name_that_could_lead_elsewhere_is_refused(
    voted: Store, tmp_path: Path, name: str
) -> None:
    with pytest.raises(StanceError, match="letters"):
        export(voted, tmp_path / "desk", name)


def test_what_is_there_is_never_overwritten(voted: Store, tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "third.jsonl").write_text("precious")
    with pytest.raises(ConflictError, match="third"):
        export(voted, tmp_path, "third")
    assert (tmp_path / "incoming" / "third.jsonl").read_text() == "precious"


def test_a_folder_that_leads_out_of_the_desk_is_refused(voted: Store, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "incoming").symlink_to(tmp_path / "outside")
    with pytest.raises(StanceError, match="leads out"):
        export(voted, tmp_path / "inside", "today")
    assert list((tmp_path / "outside").iterdir()) == []
