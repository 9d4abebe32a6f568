"""The command line: what an analyst types, and what comes back."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stancenlp.cli import main

ARTICLE = (
    "Allied Care Workers general secretary Ruth Alderman said: “The offer is an insult.”\n"
    "“We have been generous,” said Helen Marsh, chief executive of Pennine Care Ltd.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def model(tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    return str(tiny_model)


def test_a_pipe_gets_json_lines(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [s["speaker"] for s in record["statements"]] == ["Ruth Alderman"]
    assert record["statements"][0]["prediction"]["stance"] == "hostile"


def test_all_speakers_are_shown_on_request_and_only_unions_are_labelled(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model, "--all-speakers"]) == 0
    statements = json.loads(capsys.readouterr().out)["statements"]
    assert [s["side"] for s in statements] == ["union", "employer"]
    assert statements[1]["prediction"] is None


def test_a_table_says_who_said_what_and_how_hard(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model, "--format", "table"]) == 0
    shown = capsys.readouterr().out
    for word in ("Ruth Alderman", "insult", "hostile", "direct", "(union)"):
        assert word in shown


def test_a_spreadsheet_has_a_header_and_no_formulas(
    tmp_path: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formula.txt"
    path.write_text("Ruth Alderman, of the GMB, said: “=SUM of nothing is what we were offered.”")
    assert main(["score", str(path), "--model", model, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["text"].startswith("'=SUM")
    assert rows[0]["organisation"] == "GMB"


def test_the_offer_can_be_given(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model, "--offer", "3% and a review"]) == 0
    assert json.loads(capsys.readouterr().out)["statements"][0]["offer"] == "3% and a review"


def test_one_bad_input_is_named_and_the_rest_is_scored(
    article: Path, tmp_path: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4)
    assert (
        main(["score", str(picture), str(article), str(tmp_path / "none.txt"), "--model", model])
        == 1
    )
    captured = capsys.readouterr()
    assert "picture.txt: is not text" in captured.err
    assert "none.txt: cannot be read" in captured.err
    assert len(captured.out.splitlines()) == 1


def test_a_folder_stands_for_the_articles_in_it(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article.parent), "--model", model, "--workers", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_an_article_without_quotation_gives_an_honest_empty_result(
    tmp_path: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("The depot was closed on Monday. Buses ran on Tuesday.")
    assert main(["score", str(path), "--model", model, "--format", "table"]) == 0
    assert "no union statement" in capsys.readouterr().out


def test_a_missing_model_is_an_error_that_lists_the_others(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", "no-such-model"]) == 1
    message = capsys.readouterr().err
    assert "no model 'no-such-model'" in message
    assert "stance-mpnet" in message


def test_output_goes_to_a_file_whole(article: Path, tmp_path: Path, model: str) -> None:
    target = tmp_path / "out" / "scores.csv"
    assert (
        main(["score", str(article), "--model", model, "--format", "csv", "-o", str(target)]) == 0
    )
    assert target.read_text("utf-8").startswith("\ufeffarticle_id,")
    assert [p.name for p in target.parent.iterdir()] == ["scores.csv"]


def test_extract_needs_no_model(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article)]) == 0
    statements = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [s["side"] for s in statements] == ["union", "employer"]


def test_classify_says_the_label(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", "The offer is an insult.", "--model", model]) == 0
    assert json.loads(capsys.readouterr().out)["stance"] == "hostile"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from stancenlp.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('torch','transformers','spacy','datasets','pydantic','rich') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_wrong_usage_exits_with_two() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["score"])
    assert stop.value.code == 2


def test_a_killed_run_over_rows_goes_on_where_it_stopped(tmp_path: Path, model: str) -> None:
    rows = tmp_path / "rows.csv"
    with open(rows, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["uuid", "body"])
        writer.writerows([f"a{number}", ARTICLE] for number in range(3))
        writer.writerow(["bad", ""])
    target, errors = tmp_path / "scores.jsonl", tmp_path / "errors.jsonl"
    command = [
        *("score", str(rows), "--columns", "text=body,article_id=uuid", "--model", model),
        *("--resume", "-o", str(target), "--errors", str(errors)),
    ]
    assert main(command) == 1
    whole = target.read_text("utf-8")
    assert [json.loads(line)["article"]["article_id"] for line in whole.splitlines()] == [
        *("a0", "a1", "a2")
    ]
    assert "row 4: has no text in 'body'" in json.loads(errors.read_text("utf-8"))["error"]
    target.unlink()
    Path(f"{target}.part").write_text(whole[: whole.index("\n") + 40], "utf-8")
    assert main(command) == 1
    assert target.read_text("utf-8") == whole


def test_resume_needs_an_output_that_can_be_read_back(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model, "--resume"]) == 1
    assert "--format jsonl -o FILE" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["score", "classify"])
def test_fast_leaves_to_the_small_model_what_it_is_sure_of(
    command: str,
    article: Path,
    tiny_joined: Path,
    tiny_base: Path,
    tiny_bert: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", f"{tiny_base}{os.pathsep}{tiny_bert}")
    joined = shutil.copytree(tiny_joined, tmp_path / "both")
    for folder, change in (
        (joined, {"sure_from": 0.0}),
        (joined / "small", {"temperatures": {"stance": 20.0}}),  # so that it tells from the other
    ):
        config = json.loads((folder / "stancenlp.json").read_text("utf-8"))
        (folder / "stancenlp.json").write_text(json.dumps(config | change), "utf-8")
    what = str(article) if command == "score" else "The offer is an insult."
    shown = []
    for model, more in ((joined, ["--fast"]), (joined, []), (joined / "small", [])):
        assert main([command, what, "--model", str(model), *more]) == 0
        found = json.loads(capsys.readouterr().out.splitlines()[0])
        prediction = found["statements"][0]["prediction"] if command == "score" else found
        shown.append(prediction["confidence"])
    fast, both, small = shown
    assert fast == pytest.approx(small, abs=1e-4)
    assert both > small + 0.1


def test_fast_needs_a_model_with_a_small_one(
    article: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(article), "--model", model, "--fast"]) == 1
    assert "no small model beside it" in capsys.readouterr().err


def test_scoring_an_article_imports_neither_torch_nor_transformers(
    article: Path, model: str
) -> None:
    code = (
        f"import sys; from stancenlp.cli import main; main(['score', {str(article)!r}, '--model', "
        f"{model!r}, '--backend', 'onnx'])\n"
        "print([m for m in ('torch', 'transformers', 'datasets') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = shown.stdout.splitlines()
    assert json.loads(lines[0])["statements"][0]["prediction"]["stance"] == "hostile"
    assert lines[-1] == "[]"
