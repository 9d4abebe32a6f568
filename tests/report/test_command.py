"""The commands for reports, spreadsheets and other tools' formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stancenlp.cli import main


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text("Ruth Alderman, of the GMB, said: “The offer is an insult.”", encoding="utf-8")
    return str(path)


@pytest.fixture
def model(tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    return str(tiny_model)


def test_a_report_is_written_and_explained_on_request(
    article: str, model: str, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    arguments = ["score", article, "--model", model, "--format", "html", "-o", str(target)]
    assert main([*arguments, "--explain"]) == 0
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "weighed most" in page
    assert main(arguments) == 0
    assert "weighed most: <b>" not in target.read_text("utf-8")


def test_every_words_weight_is_in_the_json_on_request(
    article: str, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["score", article, "--model", model]
    assert main([*arguments, "--format", "jsonl", "--explain"]) == 0
    (statement,) = json.loads(capsys.readouterr().out)["statements"]
    assert [word for word, _ in statement["explanation"]] == ["The", "offer", "is", "an", "insult."]
    assert any(weight for _, weight in statement["explanation"])
    assert main([*arguments, "--format", "csv", "--explain"]) == 1
    assert "take --format html or jsonl" in capsys.readouterr().err


def test_spreadsheets_are_written_to_files_only(
    article: str, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyarrow.parquet as pq

    target = tmp_path / "scores.parquet"
    arguments = ["score", article, "--model", model, "--format", "parquet"]
    assert main([*arguments, "-o", str(target)]) == 0
    assert pq.read_table(target)["speaker"].to_pylist() == ["Ruth Alderman"]
    assert main(arguments) == 1
    assert "-o FILE" in capsys.readouterr().err


def test_files_of_other_tools_are_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, tasks = tmp_path / "in.jsonl", tmp_path / "tasks.json"
    lines.write_text('{"statement_id": "s", "text": "No deal.", "stance": "firm", "odd": 1}\n')
    forth = ["convert", str(lines), "--from", "jsonl", "--to", "label-studio", "-o", str(tasks)]
    assert main(forth) == 0
    assert json.loads(tasks.read_text())[0]["data"]["odd"] == 1
    assert main(["convert", str(tasks), "--from", "label-studio", "--to", "jsonl"]) == 0
    back = json.loads(capsys.readouterr().out)
    assert (back["stance"], back["odd"]) == ("firm", 1)
    assert main(["convert", str(tmp_path / "no"), "--from", "jsonl", "--to", "doccano"]) == 1
    assert "cannot be read" in capsys.readouterr().err
