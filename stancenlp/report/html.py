"""The report: one self-contained HTML file that works offline and prints. All text is escaped.

A content security policy with the hashes of the page's own script and style stands in the page, so
that nothing an article brings along could run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from stancenlp.report import summary
from stancenlp.report.highlight import paragraphs, unplaced
from stancenlp.report.tables import why
from stancenlp.schema import STANCES, ScoredArticle, ScoredStatement

if TYPE_CHECKING:
    from jinja2 import Template

#: The letter that stands for a stance wherever colour alone would.
LETTERS = {"conciliatory": "C", "firm": "F", "hostile": "H"}
#: Unions whose course over time is drawn; the others stand in the table.
MAX_COURSES = 12
#: Words named as those that weighed most: at most so many, and each with at least this share of
#: the weightiest one's weight.
MAX_WORDS, LEAST_WEIGHT = 5, 0.25

Explain = Callable[[ScoredStatement], list[tuple[str, float]]]


@dataclass(frozen=True)
class Card:
    """A statement as the page shows it, in the margin of its article."""

    anchor: str
    number: int
    statement: ScoredStatement
    entry: summary.Entry | None
    words: list[str]


def render(
    articles: Sequence[ScoredArticle],
    all_speakers: bool = False,
    explain: Explain | None = None,
    made: datetime | None = None,
) -> str:
    """The report of a run as one HTML page; with several articles, a front page comes first.

    Parameters
    ----------
    all_speakers : show the statements of employers, ministers and others too, without a label.
    explain : gives each word of a union statement its weight (``StanceClassifier.explain``); without
        it the report names no words. It costs one pass of the model a word.
    made : the time that the page names as its own.
    """
    found = summary.entries(articles)
    by_anchor = {entry.anchor: entry for entry in found}
    courses, grain, undated = summary.courses(found)
    style, script = _asset("palette.css") + _asset("report.css"), _asset("report.js")
    return _template().render(
        articles=[
            _article(scored, number, by_anchor, all_speakers, explain)
            for number, scored in enumerate(articles, 1)
        ],
        entries=found,
        shares=summary.shares(found),
        groups=summary.groups(found),
        courses=[(course, _drawn(course)) for course in courses[:MAX_COURSES]],
        courses_left_out=len(courses[MAX_COURSES:]),
        grain=grain,
        undated=undated,
        clearest={
            stance: summary.clearest(found, stance) for stance in ("hostile", "conciliatory")
        },
        review=sum(entry.prediction.review for entry in found),
        models=sorted({scored.model for scored in articles if scored.model}),
        explained=explain is not None,
        made=made,
        letters=LETTERS,
        stances=STANCES,
        why=why,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
    )


def _article(
    scored: ScoredArticle,
    number: int,
    by_anchor: dict[str, summary.Entry],
    all_speakers: bool,
    explain: Explain | None,
) -> dict[str, Any]:
    cards: list[Card] = []
    for position, statement in enumerate(scored.statements, 1):
        if statement.side != "union" and not all_speakers:
            continue
        anchor = summary.anchor(number, position)
        entry = by_anchor.get(anchor)
        words = strongest(explain(statement)) if explain and entry else []
        cards.append(Card(anchor, len(cards) + 1, statement, entry, words))
    statements = [card.statement for card in cards]
    laid = paragraphs(scored.article.text, statements)
    return {
        "id": f"a{number}",
        "article": scored.article,
        "title": scored.article.title or scored.article.article_id,
        "cards": cards,
        "paragraphs": laid,
        "unplaced": unplaced(statements, laid),
        "shares": summary.shares(card.entry for card in cards if card.entry),
    }


def strongest(weights: Sequence[tuple[str, float]]) -> list[str]:
    """The words that spoke most for the label, the weightiest first, without their punctuation."""
    least = LEAST_WEIGHT * max((weight for _, weight in weights), default=0.0)
    ranked = sorted((pair for pair in weights if pair[1] > max(least, 0)), key=lambda p: -p[1])
    words = [word.strip(".,;:!?“”‘’\"'()[]–—…") for word, _ in ranked]
    return list(dict.fromkeys(word for word in words if word))[:MAX_WORDS]


def _drawn(course: summary.Course) -> list[tuple[float, float, summary.Point]]:
    """Where a course's points stand in a drawing 280 wide and 130 high: x, y, point."""
    left, right, top, bottom = 14, 266, 14, 106
    first, last = course.points[0].when, course.points[-1].when
    span = (last - first).days
    return [
        (
            round(left + (right - left) * (point.when - first).days / span, 1),
            round(bottom - (bottom - top) * (point.hardness + 1) / 2, 1),
            point,
        )
        for point in course.points
    ]


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _asset(name: str) -> str:
    return (resources.files("stancenlp.report") / "assets" / name).read_text("utf-8")


@cache
def _template() -> Template:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = lambda value: f"{value:.0%}"
    return environment.from_string(_asset("report.html.j2"))
