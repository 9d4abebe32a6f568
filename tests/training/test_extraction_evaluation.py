"""Measuring extraction: what counts as right, on a small annotated article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.extraction_evaluation import evaluate_extraction, read_articles
from training.extraction_report import to_markdown, write_errors
from training.name_matching import same_offer, same_person

TEXT = (
    "Ruth Alderman, general secretary of the GMB, said: “We have had no offer.”\n"
    "The campaign, “Fair Pay Now”, began in May.\n"
)


@pytest.fixture
def flat_file(tmp_path: Path) -> Path:
    quotes = []
    for words, entry in (
        (
            "We have had no offer.",
            {"speaker": "Ruth Alderman", "organisation": "GMB", "side": "union"},
        ),
        ("Fair Pay Now", {"speaker": None, "organisation": None, "side": "other", "speech": False}),
    ):
        start = TEXT.index(words)
        quotes.append({"text": words, "start": start, "end": start + len(words), **entry})
    path = tmp_path / "articles.jsonl"
    record = {"article_id": "a", "title": "t", "text": TEXT, "quotes": quotes}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_an_article_with_its_quotes_beside_it_is_read(flat_file: Path) -> None:
    (annotated,) = read_articles(flat_file)
    assert [s.speaker for s in annotated.statements] == ["Ruth Alderman"]
    assert [s.text for s in annotated.not_speech] == ["Fair Pay Now"]


def test_a_right_extraction_scores_one(flat_file: Path) -> None:
    figures = evaluate_extraction(read_articles(flat_file))["figures"]
    assert {name: figure["value"] for name, figure in figures.items()} == {
        "runs_recall": 1.0,
        "runs_precision": 1.0,
        "speaker": 1.0,
        "organisation": 1.0,
        "side": 1.0,
    }


def test_a_wrong_speaker_is_counted_and_named(flat_file: Path) -> None:
    annotated = read_articles(flat_file)
    annotated[0].statements[0].speaker = "Tom Petrie"
    result = evaluate_extraction(annotated)
    assert result["figures"]["speaker"]["value"] == 0
    assert "Ruth Alderman, should be Tom Petrie" in str(result["errors"][0])


def test_the_figures_are_broken_down_by_phenomenon(flat_file: Path) -> None:
    phenomena = evaluate_extraction(read_articles(flat_file))["phenomena"]
    assert phenomena["speaker named in its paragraph"] == {
        "runs": 1,
        "found": 1,
        "speaker": 1,
        "side": 1,
    }
    assert "curly double marks" in phenomena


def test_textacy_is_measured_on_the_same_runs(flat_file: Path) -> None:
    pytest.importorskip("textacy")
    result = evaluate_extraction(read_articles(flat_file), textacy=True)
    assert result["figures"]["textacy_runs_recall"]["n"] == result["runs"] == 1
    assert "textacy runs recall" in to_markdown(result, "articles")


def test_an_article_that_textacy_refuses_counts_as_missed(flat_file: Path) -> None:
    pytest.importorskip("textacy")
    (annotated,) = read_articles(flat_file)
    annotated.article.text += "“A mark that nobody closed.\n"
    result = evaluate_extraction([annotated], textacy=True)
    assert result["textacy_refused"] == 1
    assert result["figures"]["textacy_runs_recall"]["value"] == 0


def test_every_error_is_written_by_article(flat_file: Path, tmp_path: Path) -> None:
    annotated = read_articles(flat_file)
    annotated[0].statements[0].speaker = "Tom Petrie"
    path = tmp_path / "errors.md"
    write_errors(evaluate_extraction(annotated), path)
    written = path.read_text("utf-8")
    assert "## t\n" in written
    assert "should be: Tom Petrie" in written


@pytest.mark.parametrize(
    ("true", "guess", "same"),
    [
        ("a rise of 4.3 per cent", "the 4.3% offer", True),
        ("a rise of 4.3 per cent", "a 5% rise", False),
        ("a one-off payment", "the one-off payment", True),
        ("a one-off payment", None, False),
    ],
)
def test_offers_are_compared_by_their_amounts(true: str, guess: str | None, same: bool) -> None:
    assert same_offer(true, guess) is same


@pytest.mark.parametrize(
    ("true", "guess", "same"),
    [
        ("Ruth Alderman", "Ms Alderman", True),
        ("the Royal College of Nursing", "Royal College of Nursing", True),
        ("GMB", "RMT", False),
        ("Fire Brigades Union", "National Education Union", False),
        ("Ruth Alderman", "Tom Alderman", False),
        (None, None, True),
        ("GMB", None, False),
    ],
)
def test_names_are_compared_as_a_reader_would(true: str, guess: str, same: bool) -> None:
    assert same_person(true, guess) is same
