"""Evaluation and its report, on a tiny model through the real command line."""

from __future__ import annotations

import json
import re

import pytest

from stancenlp.jsonl import write_records
from training.__main__ import main
from training.behaviour import read_suite
from training.corpus import read_split
from training.evaluation import Options, evaluate
from training.report import WITHHELD, CurvePoint, difference, to_html, to_markdown


@pytest.fixture
def dev(tiny_corpus):
    """Statements of dev; two of them mislabelled, so that there are errors to list."""
    statements = read_split("dev", tiny_corpus)
    for i, words in enumerate(
        ("<script>alert(1)</script> We welcome it.", "We welcome it & more.")
    ):
        statements[i] = statements[i].model_copy(
            update={"text": words, "stance": "hostile", "tags": ["irony"]}
        )
    return statements


@pytest.fixture
def result(classifier, dev):
    """Everything but the baselines."""
    return evaluate(
        classifier,
        dev,
        Options(against=classifier, cases=read_suite()[:25], robustness_sample=6),
    )


def test_every_figure_lies_in_its_interval(result):
    for name, figure in result["figures"].items():
        # the calibration error of a resample is never smaller by chance alone: its interval lies high
        if name != "expected_calibration_error":
            assert figure["low"] <= figure["value"] <= figure["high"], name
    assert {"macro_f1", "brier_score", "area_under_risk_coverage", "openness_macro_f1"} <= set(
        result["figures"]
    )


def test_every_question_has_its_confusion_matrix(result, dev):
    for table in result["confusion"].values():
        assert sum(map(sum, table["counts"])) == len(dev)


def test_a_model_beside_itself_differs_in_nothing(result):
    assert result["comparison"]["mcnemar_p"] == 1
    assert "macro f1 +0.000 [+0.000, +0.000]" in difference(result["comparison"])


def test_the_worst_errors_come_first_with_their_votes(result, dev):
    errors = result["errors"]
    distance = {"conciliatory": 0, "firm": 1, "hostile": 2}
    steps = [abs(distance[e["stance"]] - distance[e["predicted"]]) for e in errors]
    assert steps == sorted(steps, reverse=True)
    assert errors[0]["votes"] == ["conciliatory", "conciliatory"]


def test_errors_of_test_are_listed_only_on_demand(classifier, tiny_corpus, dev):
    statements = [*dev, *read_split("test", tiny_corpus)]
    assert evaluate(classifier, statements)["errors"] is None
    assert evaluate(classifier, statements, Options(test_errors=True))["errors"]


def test_the_page_stands_alone_and_shows_words_as_words(result):
    page = to_html(result, "dev.jsonl", [CurvePoint(statements=100, macro_f1=0.5)])
    assert page.count("<svg") == len(result["confusion"]) + 4 + len(
        {row["dimension"] for row in result["slices"]}
    )
    assert not re.search(r'(?:src|href)="(?!#|data:)|<link|@import|<script', page)
    assert "&lt;script&gt;alert(1)" in page
    assert "Learning curve" in page


def test_what_was_not_measured_is_not_in_the_page(classifier, tiny_corpus):
    page = to_html(evaluate(classifier, read_split("test", tiny_corpus)), "test.jsonl")
    for heading in ("Behaviour", "Robustness", "Learning curve"):
        assert f">{heading}<" not in page
    assert WITHHELD.partition("`")[0] in page


def test_the_summary_names_capabilities_and_weakest_slices(result):
    summary = to_markdown(result, "dev.jsonl")
    assert "| announcement or threat |" in summary
    assert "Weakest slices" in summary
    assert "label stays" in summary


def test_the_command_writes_page_summary_and_figures(
    tiny_model, tiny_base, dev, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    write_records(tmp_path / "desk.jsonl", dev)
    (tmp_path / "curve.jsonl").write_text('{"statements": 50, "macro_f1": 0.6, "seed": 1}\n')
    arguments = ["evaluate", "--model", str(tiny_model), "--data", str(tmp_path / "desk.jsonl")]
    arguments += ["--quick", "--report", str(tmp_path / "report"), "--against", str(tiny_model)]
    assert main([*arguments, "--curve", str(tmp_path / "curve.jsonl")]) == 0
    assert "Learning curve" in (tmp_path / "report" / "report.html").read_text()
    assert (tmp_path / "report" / "report.md").read_text() in capsys.readouterr().out
    assert json.loads((tmp_path / "report" / "metrics.json").read_text())["n"] == len(dev)
    (tmp_path / "curve.jsonl").write_text('{"size": 50}\n')
    assert main([*arguments, "--curve", str(tmp_path / "curve.jsonl")]) == 1
    assert "curve.jsonl:1: field statements" in capsys.readouterr().err
