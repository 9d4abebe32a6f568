"""Where articles come from, many at a time."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from stancenlp import Article, DataError
from stancenlp.sources import BadRow, count, expand

ROWS = [
    {"article_id": "ferries-1", "title": "Ferries stop", "text": "“No,” said Mara Quill."},
    {"article_id": "ferries-2", "title": None, "text": "Talks failed.\nThe crews walk out."},
]


def write(path: Path, rows=ROWS) -> Path:
    kind = path.name.removesuffix(".gz").rsplit(".", 1)[1]
    if kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        return path
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as stream:
        if kind == "csv":
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        else:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    return path


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.csv", "a.parquet", "a.jsonl.gz", "a.csv.gz", "a.ndjson"]
)
def test_each_row_is_an_article(tmp_path: Path, name: str) -> None:
    found = list(expand(write(tmp_path / name)))
    assert found == [Article(**row) for row in ROWS]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_columns_may_have_other_names(tmp_path: Path, name: str) -> None:
    rows = [{"uuid": 7, "body": "Talks failed.", "extra": "x"}]
    found = list(
        expand(write(tmp_path / name, rows), columns={"text": "body", "article_id": "uuid"})
    )
    assert found == [Article(article_id="7", text="Talks failed.")]


def test_rows_without_an_id_are_named_after_their_place(tmp_path: Path) -> None:
    rows = [{"text": "Talks failed."}, {"text": "Talks go on."}]
    found = expand(write(tmp_path / "july.jsonl.gz", rows))
    assert [a.article_id for a in found] == ["july-1", "july-2"]


def test_a_field_that_articles_do_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no field body; there are: article_id, title, text"):
        list(expand(tmp_path, columns={"body": "text"}))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "row 2: not JSON"),
        ("[1]", "row 2: is no record"),
        ('{"body": "Talks failed."}', "row 2: has no text in 'text'; its columns are body"),
        ('{"text": "  "}', "row 2: has no text"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(ROWS[0])}\n{line}\n{json.dumps(ROWS[1])}\n", "utf-8")
    first, bad, last = expand(path)
    assert (first.article_id, last.article_id) == ("ferries-1", "ferries-2")
    assert isinstance(bad, BadRow)
    assert reason in str(bad.error)
    assert "a.jsonl" in str(bad.error)


def test_a_row_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("article_id,text\n1,The café crew.\n2,Talks.\n".encode("cp1252"))
    bad, good = expand(path)
    assert "row 1: is not UTF-8" in str(bad.error)
    assert good.text == "Talks."


def test_a_file_that_breaks_off_gives_what_is_whole_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", ROWS * 2000)
    path.write_bytes(path.read_bytes()[:-40])
    *good, bad = expand(path)
    assert good
    assert isinstance(bad, BadRow)
    assert "cannot be read further" in str(bad.error)


def test_a_file_that_is_no_parquet_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no")
    (bad,) = expand(path)
    assert "cannot be read as Parquet" in str(bad.error)


def test_folders_and_globs_stand_for_their_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.md", "3.html", "picture.png", "4.txt.gz"):
        (tmp_path / name).write_bytes(b"x")
    names = [Path(p).name for p in expand(tmp_path)]
    assert names == ["1.md", "3.html", "4.txt.gz", "2.txt"]
    assert [Path(p).name for p in expand(str(tmp_path / "**/*.txt"))] == ["2.txt"]


def test_the_articles_are_counted_without_being_parsed(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("x")
    for name in ("2.jsonl", "3.parquet", "4.jsonl.gz"):
        write(tmp_path / name)
    assert count([tmp_path]) == 7
    assert count([tmp_path / "none.jsonl"]) is None
