"""Measures statement extraction on annotated articles: runs, speakers, organisations, sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from stancenlp.extraction.pipeline import extract_statements
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, Statement
from training.metrics import bootstrap_interval


@dataclass
class Counts:
    """What was counted in one article; shares are worked out over many."""

    runs: int = 0
    found: int = 0
    speaker: int = 0
    organisation: int = 0
    side: int = 0
    extra: int = 0
    indirect: int = 0
    indirect_found: int = 0
    indirect_extra: int = 0
    errors: list[str] = field(default_factory=list)


def read_articles(path: Path) -> list[AnnotatedArticle]:
    """The annotated articles of a file; also in the flat layout with one entry a quotation.

    Raises
    ------
    DataError : a line fits neither layout.
    """
    return list(read_records(path, AnnotatedArticle))


def evaluate_extraction(articles: Sequence[AnnotatedArticle]) -> dict[str, Any]:
    """Shares over all articles, each with its 95% interval (bootstrap over articles).

    ``speaker``, ``organisation`` and ``side`` are shares of all quoted runs of speech, so that a
    run that was not found counts as wrong.
    """
    counts = [count(article) for article in articles]

    def share(top: Sequence[str], bottom: Sequence[str]) -> dict[str, float]:
        def value(rows: np.ndarray) -> float:
            upper = sum(getattr(counts[row], name) for row in rows for name in top)
            lower = sum(getattr(counts[row], name) for row in rows for name in bottom)
            return upper / lower if lower else 1.0

        low, high = bootstrap_interval(value, range(len(counts)))
        return {"value": value(np.arange(len(counts))), "low": low, "high": high}

    figures = {
        "runs_recall": share(["found"], ["runs"]),
        "runs_precision": share(["found"], ["found", "extra"]),
        "speaker": share(["speaker"], ["runs"]),
        "organisation": share(["organisation"], ["runs"]),
        "side": share(["side"], ["runs"]),
    }
    if any(c.indirect for c in counts):
        figures["indirect_recall"] = share(["indirect_found"], ["indirect"])
        figures["indirect_precision"] = share(
            ["indirect_found"], ["indirect_found", "indirect_extra"]
        )
    return {
        "articles": len(articles),
        "runs": sum(c.runs for c in counts),
        "figures": figures,
        "errors": [error for c in counts for error in c.errors],
    }


def count(annotated: AnnotatedArticle) -> Counts:
    """Compare what is extracted from one article with what is marked in it."""
    text = annotated.article.text
    predicted = extract_statements(text)
    by_run = {
        (segment.start, segment.end): statement
        for statement in predicted
        for segment in statement.segments
        if segment.quoted
    }
    result = Counts()
    marked: set[tuple[int, int]] = set()
    indirect = [s for s in annotated.statements if s.kind == "indirect"]
    for statement in annotated.statements:
        if statement.kind == "indirect":
            continue
        for segment in statement.segments:
            run = (segment.start, segment.end)
            marked.add(run)
            result.runs += 1
            _compare(result, statement, by_run.get(run), segment.text)
    extra = [run for run in by_run if run not in marked]
    result.extra = len(extra)
    result.errors += [f"no speech, or not so: {text[start:end][:80]!r}" for start, end in extra]
    guessed = [s for s in predicted if s.kind == "indirect"]
    result.indirect = len(indirect)
    result.indirect_found = sum(any(_overlap(s, g) for g in guessed) for s in indirect)
    result.indirect_extra = sum(not any(_overlap(s, g) for s in indirect) for g in guessed)
    title = annotated.article.title or annotated.article.article_id
    result.errors = [f"{title}: {error}" for error in result.errors]
    return result


def _compare(result: Counts, true: Statement, guess: Statement | None, words: str) -> None:
    shown = repr(words[:60])
    if guess is None:
        result.errors.append(f"run not found: {shown} ({true.speaker})")
        return
    result.found += 1
    for name, right in (
        ("speaker", same_person(true.speaker, guess.speaker)),
        ("organisation", same_name(true.organisation, guess.organisation)),
        ("side", true.side == guess.side),
    ):
        setattr(result, name, getattr(result, name) + right)
        if not right:
            expected, found = getattr(true, name), getattr(guess, name)
            result.errors.append(f"{name} of {shown}: {found}, should be {expected}")


def same_person(true: str | None, guess: str | None) -> bool:
    """Whether two names mean the same speaker: as :func:`same_name`, or a surname for a full name.

    >>> same_person("Ruth Alderman", "Ms Alderman"), same_person("Ruth Alderman", "Tom Alderman")
    (True, False)
    """
    a, b = (_TITLE.sub("", _normal(name)) for name in (true, guess))
    if same_name(a, b):
        return True
    shorter, longer = sorted((a.split(), b.split()), key=len)
    return len(shorter) == 1 and longer[-1:] == shorter


def same_name(true: str | None, guess: str | None) -> bool:
    """Whether two names mean the same: equal, or one is contained in the other in whole words.

    >>> same_name("the GMB union", "GMB"), same_name("Fire Union", "Post Union")
    (True, False)
    """
    a, b = (_normal(name) for name in (true, guess))
    if not a or not b:
        return a == b
    return a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _normal(name: str | None) -> str:
    words = re.sub(r"\W+", " ", (name or "").casefold()).strip()
    return re.sub(r"^(?:the|an?) ", "", words)


_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir|dame|cllr|coun|prof|professor) ")


def _overlap(a: Statement, b: Statement) -> bool:
    return any(x.start < y.end and y.start < x.end for x in a.segments for y in b.segments)


def to_markdown(result: dict[str, Any], data: str, most_errors: int = 40) -> str:
    """The figures as a table, then the first errors."""
    lines = [
        f"## Extraction on {data}: {result['runs']} quoted runs of {result['articles']} articles",
        "",
        "| figure | value [95%, bootstrap over articles] |",
        "| --- | --- |",
    ]
    for name, figure in result["figures"].items():
        shown = f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"
        lines.append(f"| {name.replace('_', ' ')} | {shown} |")
    lines += ["", f"Errors ({len(result['errors'])}):", ""]
    lines += [f"- {error}" for error in result["errors"][:most_errors]]
    return "\n".join(lines) + "\n"
