"""A small run: two articles, three unions' statements, hostile words in every sense."""

from __future__ import annotations

from typing import Any

import pytest

from stancenlp.schema import (
    Article,
    Aspects,
    Prediction,
    ScoredArticle,
    ScoredStatement,
    Segment,
)


def predicted(conciliatory: float, firm: float, hostile: float, review: bool = False) -> Prediction:
    chances = {"conciliatory": conciliatory, "firm": firm, "hostile": hostile}
    best = max(chances, key=lambda label: chances[label])
    return Prediction(
        stance=best,
        sentiment="negative",
        aspects=Aspects(offer_view="scorns" if best == "hostile" else "neutral"),
        stance_probabilities=chances,
        sentiment_probabilities={"negative": 0.8, "neutral": 0.1, "positive": 0.1},
        confidence=chances[best],
        review=review,
        model="test-model",
    )


def said(article: Article, words: str, number: int, **known: Any) -> ScoredStatement:
    start = article.text.index(words)
    return ScoredStatement(
        statement_id=f"{article.article_id}-{number}",
        text=words,
        segments=[Segment(start=start, end=start + len(words), text=words)],
        article_id=article.article_id,
        **known,
    )


@pytest.fixture
def run() -> list[ScoredArticle]:
    first = Article(
        article_id="ferries",
        title="Ferries <stop> & start",
        published="2024-03-05",
        publisher="Harbour Post",
        text="“The offer is an <script>alert(1)</script> insult,” said Ruth Alderman 🚢.\n\n"
        "“=We have been generous,” said Helen Marsh.\nTalks go on.",
    )
    second = Article(
        article_id="buses",
        title="Bus deal near",
        published="2024-06",
        text="“We welcome the offer,” said Ruth Alderman. “@The ballot opens on Monday,” said Jo Fry.",
    )
    crews, drivers = (
        {"speaker": "Ruth Alderman", "organisation": "Ferry Crews", "side": "union"},
        {"speaker": "Jo Fry", "organisation": "Drivers' Union", "side": "union"},
    )
    return [
        ScoredArticle(
            article=first,
            model="test-model",
            statements=[
                said(
                    first,
                    "The offer is an <script>alert(1)</script> insult,",
                    1,
                    **crews,
                    offer="2% & a review",
                    prediction=predicted(0.05, 0.15, 0.8),
                ),
                said(
                    first,
                    "=We have been generous,",
                    2,
                    speaker="Helen Marsh",
                    organisation="Straits Line",
                    side="employer",
                ),
            ],
        ),
        ScoredArticle(
            article=second,
            model="test-model",
            statements=[
                said(
                    second,
                    "We welcome the offer,",
                    1,
                    **crews,
                    prediction=predicted(0.9, 0.08, 0.02),
                ),
                said(
                    second,
                    "@The ballot opens on Monday,",
                    2,
                    **drivers,
                    prediction=predicted(0.2, 0.5, 0.3, review=True),
                ),
            ],
        ),
    ]
