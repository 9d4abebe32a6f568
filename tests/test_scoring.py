"""Scoring articles and streams of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stancenlp import (
    Article,
    ArticleError,
    StanceClassifier,
    read_article,
    score_article,
    score_corpus,
)

TEXT = (
    "Allied Care Workers general secretary Ruth Alderman said: “The offer is an insult.”\n"
    "“It is what we can afford,” said Helen Marsh, chief executive of Pennine Care Ltd.\n"
)


def test_union_statements_are_labelled_and_others_kept(classifier: StanceClassifier) -> None:
    scored = score_article(Article(article_id="a", text=TEXT), classifier)
    assert [s.side for s in scored.statements] == ["union", "employer"]
    assert scored.statements[0].prediction is not None
    assert scored.statements[0].prediction.stance == "hostile"
    assert scored.statements[1].prediction is None
    assert scored.model == "tiny"


def test_a_given_offer_is_the_one_that_counts(classifier: StanceClassifier) -> None:
    scored = score_article(Article(article_id="a", text=TEXT), classifier, offer="9% now")
    assert {s.offer for s in scored.statements} == {"9% now"}


def test_a_stream_is_scored_in_order_without_reading_ahead_to_its_end(
    classifier: StanceClassifier,
) -> None:
    drawn = 0

    def articles() -> Iterator[Article]:
        nonlocal drawn
        for number in range(200):
            drawn += 1
            yield Article(article_id=f"a{number}", text=TEXT)

    stream = score_corpus(articles(), classifier=classifier)
    assert [next(stream).article.article_id for _ in range(3)] == ["a0", "a1", "a2"]
    assert drawn < 40


def test_workers_give_the_same_as_none(classifier: StanceClassifier, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}\n{TEXT}", encoding="utf-8")
    alone = [s.model_dump() for s in score_corpus([tmp_path], classifier=classifier)]
    shared = [s.model_dump() for s in score_corpus([tmp_path], workers=2, classifier=classifier)]
    assert alone == shared
    assert len(alone) == 3


def test_a_bad_source_raises_unless_somebody_listens(
    classifier: StanceClassifier, tmp_path: Path
) -> None:
    sources = [tmp_path / "missing.txt", Article(article_id="a", text=TEXT)]
    with pytest.raises(ArticleError, match="missing"):
        list(score_corpus(sources, classifier=classifier))
    heard = []
    scored = list(
        score_corpus(sources, classifier=classifier, on_error=lambda s, e: heard.append(s))
    )
    assert [s.article.article_id for s in scored] == ["a"]
    assert heard == [sources[0]]


def test_the_example_that_the_project_carries_is_read_and_understood() -> None:
    from importlib import resources

    from stancenlp import extract_statements

    path = resources.files("stancenlp") / "examples" / "bus-depots.txt"
    statements = extract_statements(read_article(str(path)).text)
    speakers = {s.speaker for s in statements if s.side == "union"}
    assert "Colin Barraclough" in speakers
    assert any(s.side == "employer" for s in statements)
