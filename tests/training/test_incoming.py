"""Merging fresh annotations: nothing doubled, no vote lost, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancenlp.errors import DataError
from stancenlp.jsonl import read_records, write_records
from stancenlp.schema import AnnotatedStatement, Annotation, Statement
from training.__main__ import main
from training.corpus import SPLITS, read_split
from training.incoming import merge_incoming

WORDS = {
    "train": "The night crew will stay out until the back pay is settled.",
    "dev": "We are glad to see a date for talks at last.",
    "test": "Management has treated this ferry like a toy.",
}


def statement(statement_id, text, dispute, votes=(), **more):
    return AnnotatedStatement.model_validate(
        {
            "statement_id": statement_id,
            "text": text,
            "offer": "4% over two years",
            "dispute": dispute,
            "source": f"https://courier.example/{dispute}",
            "stance": "firm",
            "sentiment": "negative",
            "votes": [
                {"annotator": who, "stance": stance, "sentiment": "negative"}
                for who, stance in votes
            ],
            **more,
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for split in SPLITS:
        old = statement(
            f"{split}-1", WORDS[split], f"{split}-dispute", [("ann", "firm"), ("ben", "firm")]
        )
        write_records(tmp_path / f"{split}.jsonl", [old.model_copy(update={"split": split})])
    return tmp_path


def put(folder, *statements, name="monday.jsonl"):
    write_records(folder / "incoming" / name, statements)


def everything(folder):
    return {s.statement_id: s for split in SPLITS for s in read_split(split, folder)}


@pytest.mark.parametrize("split", SPLITS)
def test_a_statement_joins_the_split_of_its_dispute(folder, split):
    put(folder, statement("new", "Nobody has rung us since Friday.", f"{split}-dispute"))
    merged = merge_incoming(folder)
    assert (merged.new, merged.joined) == (1, 0)
    assert [s.statement_id for s in read_split(split, folder)] == [f"{split}-1", "new"]


def test_a_merged_file_leaves_the_inbox_and_other_files_stay(folder, tmp_path):
    put(folder, statement("new", "Nobody has rung us since Friday.", "train-dispute"))
    elsewhere = tmp_path / "elsewhere" / "desk.jsonl"
    write_records(elsewhere, [statement("desk", "They asked for us back.", "train-dispute")])
    merge_incoming(folder)
    merge_incoming(folder, [elsewhere])
    assert not list((folder / "incoming").glob("*.jsonl"))
    assert elsewhere.exists()
    assert {"new", "desk"} <= set(everything(folder))


def test_the_votes_of_a_known_statement_are_joined_and_the_majority_decides(folder):
    put(
        folder,
        statement(
            "train-1", WORDS["train"], "train-dispute", [("cat", "hostile"), ("dan", "hostile")]
        ),
        statement("other-id", WORDS["train"].upper(), "train-dispute", [("eve", "hostile")]),
    )
    merged = merge_incoming(folder)
    assert (merged.new, merged.joined, merged.revised_votes) == (0, 2, 0)
    record = everything(folder)["train-1"]
    assert [vote.annotator for vote in record.votes] == ["ann", "ben", "cat", "dan", "eve"]
    assert record.stance == "hostile"


def test_level_votes_leave_the_label_as_it_was(folder):
    put(
        folder,
        statement("dev-1", WORDS["dev"], "dev-dispute", [("cat", "hostile"), ("dan", "hostile")]),
    )
    merge_incoming(folder)
    assert everything(folder)["dev-1"].stance == "firm"


def test_an_annotators_later_vote_counts(folder):
    put(folder, statement("dev-1", WORDS["dev"], "dev-dispute", [("ben", "conciliatory")]))
    assert merge_incoming(folder).revised_votes == 1
    votes = {v.annotator: v.stance for v in everything(folder)["dev-1"].votes}
    assert votes == {"ann": "firm", "ben": "conciliatory"}


def test_an_adjudication_decides_against_the_votes(folder):
    fresh = statement(
        "test-1",
        WORDS["test"],
        "test-dispute",
        [("cat", "firm")],
        stance="hostile",
        adjudication="Contempt for the other side.",
    )
    put(folder, fresh)
    merge_incoming(folder)
    record = everything(folder)["test-1"]
    assert (record.stance, record.adjudication) == ("hostile", "Contempt for the other side.")
    assert len(record.votes) == 3


def test_bare_statements_are_joined_with_their_annotations(folder, tmp_path, capsys):
    bare = [
        Statement(statement_id=key, text=text, dispute="train-dispute")
        for key, text in (
            ("agreed", "We start again at six on Monday."),
            ("open", "It is up to them."),
        )
    ]
    votes = [("agreed", "ann", "conciliatory"), ("agreed", "ben", "conciliatory")]
    votes += [("open", "ann", "firm"), ("open", "ben", "hostile")]
    write_records(tmp_path / "s.jsonl", bare)
    write_records(
        tmp_path / "a.jsonl",
        [
            Annotation(statement_id=key, annotator=who, stance=stance, sentiment="neutral")
            for key, who, stance in votes
        ],
    )
    files = [str(tmp_path / "s.jsonl"), "--annotations", str(tmp_path / "a.jsonl")]
    assert main(["merge", *files, "--corpus", str(folder)]) == 0
    assert "1 left out" in capsys.readouterr().out
    assert everything(folder)["agreed"].stance == "conciliatory"
    assert "open" not in everything(folder)


def test_unknown_fields_survive(folder):
    put(
        folder,
        statement("new", "Nobody has rung us since Friday.", "train-dispute", desk="North"),
    )
    merge_incoming(folder)
    assert everything(folder)["new"].model_extra == {"desk": "North"}


def test_a_bad_line_stops_the_merge_before_anything_is_written(folder, capsys):
    put(folder, statement("new", "Nobody has rung us since Friday.", "train-dispute"))
    with open(folder / "incoming" / "monday.jsonl", "a", encoding="utf-8") as stream:
        stream.write('{"statement_id": "broken"}\n')
    before = {path: path.read_bytes() for path in folder.rglob("*.jsonl")}
    assert main(["merge", "--corpus", str(folder)]) == 1
    assert "monday.jsonl:2: field text" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*.jsonl")} == before


def test_an_empty_inbox_is_said(folder):
    with pytest.raises(DataError, match="incoming: no annotated statement to merge"):
        merge_incoming(folder)


def test_the_command_says_what_it_did(folder, capsys):
    put(folder, statement("new", "Nobody has rung us since Friday.", "train-dispute"))
    assert main(["merge", "--corpus", str(folder)]) == 0
    assert "1 new statements, 0 joined" in capsys.readouterr().out
    assert len(list(read_records(folder / "train.jsonl", AnnotatedStatement))) == 2
