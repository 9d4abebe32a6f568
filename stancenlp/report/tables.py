"""Scored statements as rows: a table for a terminal, or a csv file for a spreadsheet.

Excel and Parquet files are written by ``spreadsheets.py``, from the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stancenlp.schema import ASPECTS, ScoredArticle, ScoredStatement

if TYPE_CHECKING:
    from rich.table import Table

#: The columns of every spreadsheet, in order, with the type of their values (each may be missing).
COLUMNS: dict[str, type] = {
    "article_id": str, "title": str, "publisher": str, "published": str, "url": str,
    "statement_id": str, "speaker": str, "organisation": str, "side": str, "dispute": str,
    "kind": str, "text": str, "offer": str, "stance": str, "confidence": float,
    "p_conciliatory": float, "p_firm": float, "p_hostile": float, "sentiment": str,
    "offer_view": str, "other_side": str, "action": str, "openness": str, "review": bool,
    "model": str,
}  # fmt: skip
#: What a spreadsheet would take for a formula; such cells of a csv file get an apostrophe in front.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
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


def shown(scored: ScoredArticle, all_speakers: bool) -> list[ScoredStatement]:
    """An article's statements; without ``all_speakers`` those of unions only."""
    return [s for s in scored.statements if all_speakers or s.side == "union"]


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
    for statement in shown(scored, all_speakers):
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
    for row in rows(articles, all_speakers):
        yield _line(_safe(value) for value in row.values())


def rows(
    articles: Iterable[ScoredArticle], all_speakers: bool = False
) -> Iterator[dict[str, object]]:
    """A mapping with the keys of :data:`COLUMNS` for each statement; None where nothing is known."""
    for scored in articles:
        for statement in shown(scored, all_speakers):
            yield _row(scored, statement)


def _row(scored: ScoredArticle, statement: ScoredStatement) -> dict[str, object]:
    known: dict[str, object] = {"model": scored.model}
    for record, names in (
        (scored.article, ("article_id", "title", "publisher", "published", "url")),
        (
            statement,
            ("statement_id", "speaker", "organisation", "side", "dispute", "kind", "text", "offer"),
        ),
    ):
        known.update((name, getattr(record, name)) for name in names)
    if prediction := statement.prediction:
        known.update(
            stance=prediction.stance,
            confidence=round(prediction.confidence, 4),
            sentiment=prediction.sentiment,
            review=prediction.review,
        )
        known.update((f"p_{k}", round(p, 4)) for k, p in prediction.stance_probabilities.items())
        known.update((name, getattr(prediction.aspects, name)) for name in ASPECTS)
    return {name: known.get(name) for name in COLUMNS}


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)  # ends lines as RFC 4180 has it, and quotes either break
    return buffer.getvalue()
