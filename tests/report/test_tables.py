"""Spreadsheets: the same rows in every format, none of them a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from stancenlp.errors import StanceError
from stancenlp.report import formats, spreadsheets
from stancenlp.report.spreadsheets import write_spreadsheet
from stancenlp.report.tables import COLUMNS, csv_lines, rows
from stancenlp.schema import ScoredArticle


def test_rows_hold_unions_unless_every_speaker_is_asked_for(run: list[ScoredArticle]) -> None:
    assert [row["speaker"] for row in rows(run)] == ["Ruth Alderman", "Ruth Alderman", "Jo Fry"]
    everyone = list(rows(run, all_speakers=True))
    assert everyone[1]["speaker"] == "Helen Marsh"
    assert everyone[1]["stance"] is None
    assert all(list(row) == list(COLUMNS) for row in everyone)


def test_a_table_says_how_many_it_leaves_out_and_of_how_many_the_side_was_not_told(
    run: list[ScoredArticle],
) -> None:
    stream = io.StringIO()
    formats.write(run, "table", stream)
    assert "1 statement of other sides left out; --all-speakers" in stream.getvalue()
    run[0].statements[1].side = "unknown"
    formats.write(run, "table", stream)
    assert "left out, 1 of them of a side that was not told" in stream.getvalue()


def test_a_csv_cell_never_begins_like_a_formula(run: list[ScoredArticle]) -> None:
    for number, start in enumerate("=+-@\t\r\n＝＋－＠"):
        run[0].statements[0].text = f"{start}cmd {number}"
        read = list(csv.DictReader(io.StringIO("".join(csv_lines(run)), newline="")))
        assert read[0]["text"] == f"'{start}cmd {number}"


def test_an_excel_file_holds_texts_as_texts(run: list[ScoredArticle], tmp_path: Path) -> None:
    import openpyxl

    run[0].statements[0].speaker = "Ruth\x00 \x1bAlderman"
    path = tmp_path / "scores.xlsx"
    write_spreadsheet(path, "xlsx", run, all_speakers=True)
    sheet = openpyxl.load_workbook(path)["statements"]
    header, *lines = sheet.iter_rows()
    names = [cell.value for cell in header]
    assert names == list(COLUMNS)
    text = lines[1][names.index("text")]
    assert (text.value, text.data_type) == ("=We have been generous,", "s")
    assert lines[0][names.index("speaker")].value == "Ruth� �Alderman"
    assert lines[0][names.index("p_hostile")].value == pytest.approx(0.8)
    assert lines[0][names.index("review")].value is False


def test_a_text_longer_than_a_cell_is_cut_visibly(run: list[ScoredArticle], tmp_path: Path) -> None:
    import openpyxl

    run[0].statements[0].text = "x" * 40_000
    write_spreadsheet(tmp_path / "scores.xlsx", "xlsx", run)
    sheet = openpyxl.load_workbook(tmp_path / "scores.xlsx")["statements"]
    value = sheet.cell(2, list(COLUMNS).index("text") + 1).value
    assert len(value) == spreadsheets.MAX_CELL
    assert value.endswith("x…")


def test_more_statements_than_a_sheet_holds_are_refused_and_nothing_is_written(
    run: list[ScoredArticle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    with pytest.raises(StanceError, match="parquet"):
        write_spreadsheet(tmp_path / "scores.xlsx", "xlsx", run)
    assert list(tmp_path.iterdir()) == []


def test_parquet_keeps_types_and_missing_values(run: list[ScoredArticle], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "scores.parquet"
    write_spreadsheet(path, "parquet", run, all_speakers=True)
    read = pq.read_table(path)
    assert {
        name: str(read.schema.field(name).type) for name in ("text", "confidence", "review")
    } == {
        "text": "string",
        "confidence": "double",
        "review": "bool",
    }
    assert read.to_pylist() == list(rows(run, all_speakers=True))


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    for name in COLUMNS:
        assert f"`{name}`" in page
