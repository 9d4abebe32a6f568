"""Scored statements as rows: a table for a terminal, or a csv file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stancenlp.schema import ScoredArticle, ScoredStatement

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = (
    "article_id", "title", "statement_id", "speaker", "organisation", "side", "kind", "text",
    "offer", "stance", "confidence", "p_conciliatory", "p_firm", "p_hostile", "sentiment",
    "offer_view", "other_side", "action", "openness", "review", "model",
)  # fmt: skip
#: What a spreadsheet would take for a formula; such cells get an apostrophe in front.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLOURS = {"conciliatory": "cyan", "firm": "yellow", "hostile": "magenta"}


def why(statement: ScoredStatement) -> str:
    """The aspects that are not neutral, e.g. ``offer wanting · holds action``."""
    if statement.prediction is None:
        return ""
    telling = statement.prediction.aspects.telling()
    phrases = {
        "offer_view": "{} offer"
        if telling.get("offer_view") in ("welcomes", "scorns")
        else "offer {}",
        "other_side": "{} other side",
        "action": "{} action",
        "openness": "{}",
    }
    return " · ".join(phrases[name].format(value) for name, value in telling.items())


def table(scored: ScoredArticle, all_speakers: bool = False) -> Table:
    """An article's statements as a ``rich`` table; without ``all_speakers`` those of unions only."""
    from rich.table import Table
    from rich.text import Text

    rows = Table(
        title=Text(scored.article.title or scored.article.article_id),
        title_justify="left",
        show_lines=True,
        expand=True,
    )
    for heading, ratio in (
        ("Who", 5),
        ("For whom", 5),
        ("Words", 14),
        ("Kind", 3),
        ("Stance", 5),
        ("Why", 5),
        ("Tone", 3),
    ):
        rows.add_column(heading, ratio=ratio, overflow="fold")
    for statement in scored.statements:
        if statement.side != "union" and not all_speakers:
            continue
        stance, tone = Text("–"), ""
        if prediction := statement.prediction:
            mark = " · review?" if prediction.review else ""
            stance = Text(
                f"{prediction.stance} {prediction.confidence:.0%}{mark}",
                style=_COLOURS[prediction.stance],
            )
            tone = prediction.sentiment
        rows.add_row(
            Text(statement.speaker or "?"),
            Text(f"{statement.organisation or '?'} ({statement.side})"),
            Text(statement.text),
            statement.kind,
            stance,
            why(statement),
            tone,
        )
    return rows


def csv_lines(articles: Iterable[ScoredArticle], all_speakers: bool = False) -> Iterator[str]:
    """A csv file's lines, header first, as :data:`COLUMNS` say; safe to open in a spreadsheet."""
    yield _line(COLUMNS)
    for scored in articles:
        for statement in scored.statements:
            if statement.side == "union" or all_speakers:
                yield _line([_safe(value) for value in _cells(scored, statement)])


def _cells(scored: ScoredArticle, statement: ScoredStatement) -> list[object]:
    article = scored.article
    row: list[object] = [
        article.article_id, article.title, statement.statement_id, statement.speaker,
        statement.organisation, statement.side, statement.kind, statement.text, statement.offer,
    ]  # fmt: skip
    prediction = statement.prediction
    if prediction is None:
        return [*row, *[None] * (len(COLUMNS) - len(row) - 1), scored.model]
    aspects = prediction.aspects
    return [
        *row, prediction.stance, round(prediction.confidence, 4),
        *(round(p, 4) for p in prediction.stance_probabilities.values()), prediction.sentiment,
        aspects.offer_view, aspects.other_side, aspects.action, aspects.openness,
        prediction.review, scored.model,
    ]  # fmt: skip


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
