"""A desk with one scored article on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stancenlp.schema import Article, Prediction, ScoredArticle, ScoredStatement, Segment
from stancenlp.workbench.store import Store

TEXT = (
    "Ruth Alderman 🚢 said: “The offer is an insult.”\n"
    "“We welcome the talks,” she added.\n"
    "“We have been generous,” said Helen Marsh of Pennine Care."
)
WORDS = ("The offer is an insult.", "We welcome the talks,", "We have been generous,")


def prediction(conciliatory: float, firm: float, hostile: float) -> Prediction:
    chances = {"conciliatory": conciliatory, "firm": firm, "hostile": hostile}
    best = max(chances, key=lambda label: chances[label])
    return Prediction(
        stance=best,
        sentiment="negative",
        aspects={},
        stance_probabilities=chances,
        sentiment_probabilities={"negative": 1.0, "neutral": 0.0, "positive": 0.0},
        confidence=chances[best],
        review=chances[best] < 0.6,
        model="test-model",
    )


@pytest.fixture
def scored() -> ScoredArticle:
    statements = []
    for number, words in enumerate(WORDS):
        start = TEXT.index(words)
        statements.append(
            ScoredStatement(
                statement_id=f"a-{number}",
                text=words,
                segments=[Segment(start=start, end=start + len(words), text=words)],
                speaker="Helen Marsh" if number == 2 else "Ruth Alderman",
                organisation="Pennine Care" if number == 2 else "Allied Care Workers",
                side="employer" if number == 2 else "union",
                article_id="a",
                prediction=[prediction(0.05, 0.15, 0.8), prediction(0.45, 0.4, 0.15), None][number],
                house_style="kept",
            )
        )
    article = Article(article_id="a", title="Care row", text=TEXT, url="https://example.org/care")
    return ScoredArticle(article=article, statements=statements, model="test-model")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "desk" / "desk.sqlite")
    yield store
    store.close()


@pytest.fixture
def desk(store: Store, scored: ScoredArticle) -> Store:
    store.add_article(scored, "ann")
    return store
