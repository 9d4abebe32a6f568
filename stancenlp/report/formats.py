"""Scored articles as text on a stream: a table, JSON Lines, csv or the HTML report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, TYPE_CHECKING

from stancenlp.jsonl import dump_record
from stancenlp.report.tables import csv_lines, shown, table
from stancenlp.schema import ScoredArticle

if TYPE_CHECKING:
    from stancenlp.report.html import Explain


def write(
    scored: Iterable[ScoredArticle],
    form: str,
    stream: IO[str],
    all_speakers: bool = False,
    explain: Explain | None = None,
) -> None:
    """Write articles in the format ``form``: ``table``, ``jsonl``, ``csv`` or ``html``.

    Parameters
    ----------
    all_speakers : the statements of employers, ministers and others too, without a label.
    explain : html and jsonl only: gives each word of a statement its weight.
    """
    if form == "html":
        from stancenlp.report.html import render

        stream.write(render(list(scored), all_speakers, explain, made=datetime.now()))
    elif form == "csv":
        if stream is not sys.stdout:
            stream.write("\ufeff")  # tells a spreadsheet that the file is UTF-8
        for line in csv_lines(scored, all_speakers):
            stream.write(line)
    elif form == "jsonl":
        for line in _lines(scored, all_speakers, explain):
            stream.write(line)
            stream.flush()
    else:
        _tables(scored, stream, all_speakers)


def _lines(
    scored: Iterable[ScoredArticle], all_speakers: bool, explain: Explain | None
) -> Iterator[str]:
    for article in scored:
        statements = shown(article, all_speakers)
        if explain:
            statements = [
                s.model_copy(update={"explanation": [(w, round(x, 4)) for w, x in explain(s)]})
                if s.prediction
                else s
                for s in statements
            ]
        yield dump_record(article.model_copy(update={"statements": statements})) + "\n"


def _tables(scored: Iterable[ScoredArticle], stream: IO[str], all_speakers: bool) -> None:
    from rich.console import Console

    width = None if stream.isatty() else int(os.environ.get("COLUMNS") or 160)
    console = Console(file=stream, width=width)
    for article in scored:
        statements = shown(article, all_speakers)
        others = len(article.statements) - len(statements)
        if statements:
            console.print(table(article, all_speakers))
        else:
            console.print(f"{article.article.article_id}: no union statement in it", markup=False)
        note = f"model {article.model}"
        if others:
            note += f" · {others} statement{'s' * (others > 1)} of other sides left out"
            unknown = sum(s.side == "unknown" for s in article.statements)
            if unknown:
                note += f", {unknown} of them of a side that was not told"
            note += "; --all-speakers shows them"
        console.print(note, style="dim", markup=False)
