"""Records in files: what is wrong is named, and a file is whole or not there."""

from __future__ import annotations

import json
import os
import stat

import pytest

from stancenlp.errors import DataError, StanceError
from stancenlp.jsonl import atomic_writer, read_records, write_records
from stancenlp.schema import AnnotatedStatement, Annotation, Statement

GOOD = {"statement_id": "bus-1", "text": "We will not drive for 2 per cent."}


def write_lines(path, *lines):
    path.write_bytes(
        b"".join(
            line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
        )
    )
    return path


def test_records_come_back_as_they_were_written(tmp_path):
    records = [
        Statement(
            statement_id="bus-1",
            text="£2 an hour is “no offer”, it’s a joke 🚌",
            speaker="Tomas Wren",
            speaker_span=(4, 14),
            note="kept though the schema does not know it",
        ),
        Statement(statement_id="bus-2", text='Two\nlines and a\u2028separator \\ "quoted"'),
    ]
    path = tmp_path / "statements.jsonl"
    assert write_records(path, records) == 2
    assert list(read_records(path, Statement)) == records


def test_annotations_keep_their_time(tmp_path):
    record = Annotation(
        statement_id="bus-1", annotator="ines", stance="firm", at="2031-03-02T09:30:00Z"
    )
    path = tmp_path / "annotations.jsonl"
    write_records(path, [record])
    assert list(read_records(path, Annotation)) == [record]


def test_each_record_is_one_line_of_readable_utf8(tmp_path):
    path = tmp_path / "statements.jsonl"
    write_records(path, [Statement(statement_id="a", text="Zwölf\nEuro")] * 3)
    assert path.read_bytes().count(b"\n") == 3
    assert "Zwölf" in path.read_text("utf-8")


def test_an_error_names_the_file_the_line_and_the_field(tmp_path):
    bad = {"statement_id": "bus-2", "text": "No deal.", "side": "onion"}
    path = write_lines(tmp_path / "statements.jsonl", GOOD, bad)
    with pytest.raises(DataError) as error:
        list(read_records(path, Statement))
    assert f"{path}:2" in str(error.value)
    assert "side" in str(error.value)


def test_an_error_names_a_nested_field(tmp_path):
    bad = {**GOOD, "segments": [{"start": 0, "end": 99, "text": "We"}]}
    path = write_lines(tmp_path / "statements.jsonl", bad)
    with pytest.raises(DataError, match=r"segments\.0"):
        list(read_records(path, Statement))


def test_blank_lines_are_skipped_but_counted(tmp_path):
    path = write_lines(tmp_path / "statements.jsonl", GOOD, b"\n", b"   \r\n", {"text": "no id"})
    with pytest.raises(DataError, match=r"statements\.jsonl:4: .*statement_id"):
        list(read_records(path, Statement))


@pytest.mark.parametrize(
    "line",
    [
        b"not json at all\n",
        b'{"statement_id": "bus-2", "text": "cut o\n',
        b"[1, 2, 3]\n",
        b'"a string"\n',
        b'{"statement_id": "bus-2", "text": "caf\xe9"}\n',
        b'{"statement_id": "bus-2", "text": "half an emoji \\ud83d"}\n',
        b"[" * 100_000 + b"\n",
        b"\x00\x01\x02\n",
    ],
    ids=[
        "words",
        "cut off",
        "list",
        "string",
        "latin-1",
        "lone surrogate",
        "deep nesting",
        "binary",
    ],
)
def test_a_bad_line_is_an_error_that_names_it(tmp_path, line):
    path = write_lines(tmp_path / "statements.jsonl", GOOD, line)
    with pytest.raises(DataError, match=r"statements\.jsonl:2"):
        list(read_records(path, Statement))


def test_on_error_leaves_out_only_the_bad_lines(tmp_path):
    path = write_lines(
        tmp_path / "statements.jsonl",
        GOOD,
        b"oops\n",
        {"statement_id": "bus-2", "text": "Talks resume."},
        {"statement_id": "bus-3"},
        {"statement_id": "bus-4", "text": "We are ready."},
    )
    errors = []
    records = list(read_records(path, Statement, on_error=errors.append))
    assert [record.statement_id for record in records] == ["bus-1", "bus-2", "bus-4"]
    assert [str(error).split(": ")[0] for error in errors] == [f"{path}:2", f"{path}:4"]


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_reads(tmp_path):
    line = json.dumps(GOOD).encode()
    path = write_lines(
        tmp_path / "statements.jsonl", b"\xef\xbb\xbf" + line + b"\r\n", line + b"\r\n"
    )
    assert len(list(read_records(path, Statement))) == 2


def test_a_last_line_without_line_break_reads(tmp_path):
    path = write_lines(tmp_path / "statements.jsonl", json.dumps(GOOD).encode())
    assert len(list(read_records(path, Statement))) == 1


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_opened_is_a_named_error(tmp_path, name):
    with pytest.raises(StanceError, match="cannot be read"):
        list(read_records(tmp_path / name, Statement))


def test_records_are_read_one_at_a_time(tmp_path):
    path = write_lines(tmp_path / "statements.jsonl", GOOD, b"oops\n")
    assert next(read_records(path, Statement)).statement_id == "bus-1"


def test_a_failing_write_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "statements.jsonl"
    write_records(path, [Statement(**GOOD)])
    before = path.read_bytes()

    def failing():
        yield Statement(statement_id="new", text="We accept.")
        raise RuntimeError("the annotation page went away")

    with pytest.raises(RuntimeError, match="went away"):
        write_records(path, failing())
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["statements.jsonl"]


def test_an_interrupted_first_write_leaves_nothing(tmp_path):
    def interrupted():
        with atomic_writer(tmp_path / "new.jsonl") as stream:
            stream.write("half a record")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert os.listdir(tmp_path) == []


def test_writing_creates_the_folder(tmp_path):
    path = tmp_path / "out" / "today" / "statements.jsonl"
    write_records(path, [Statement(**GOOD)])
    assert path.is_file()


def test_a_written_file_has_the_usual_permissions(tmp_path):
    path, plain = tmp_path / "statements.jsonl", tmp_path / "plain"
    write_records(path, [Statement(**GOOD)])
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_bare_votes_in_a_file_are_read_as_votes(tmp_path):
    line = {**GOOD, "stance": "firm", "sentiment": "neutral", "votes": ["firm", "hostile"]}
    path = write_lines(tmp_path / "corpus.jsonl", line)
    (record,) = read_records(path, AnnotatedStatement)
    assert [vote.stance for vote in record.votes] == ["firm", "hostile"]
