"""Measures statement extraction on annotated articles: runs, speakers, organisations, sides, offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, Segment, Statement
from stancenlp.statements import extract_statements
from training.extraction_phenomena import phenomena
from training.metrics import bootstrap_interval
from training.name_matching import same_name, same_offer, same_person
from training.textacy_extractor import textacy_quotations

#: From an article's text to its statements.
Extract = Callable[[str], list[Statement]]

#: figure -> what is counted above and below the line
_FIGURES = {
    "runs_recall": (["found"], ["runs"]),
    "runs_precision": (["found"], ["found", "extra"]),
    "speaker": (["speaker"], ["runs"]),
    "organisation": (["organisation"], ["runs"]),
    "side": (["side"], ["runs"]),
    "indirect_recall": (["indirect_found"], ["indirect"]),
    "indirect_precision": (["indirect_right"], ["indirect_guessed"]),
    "offer_recall": (["offers_right"], ["offers"]),
    "offer_precision": (["offers_right"], ["offers_guessed"]),
    "textacy_runs_recall": (["textacy_found"], ["runs"]),
    "textacy_runs_precision": (["textacy_found"], ["textacy_guessed"]),
    "textacy_speaker": (["textacy_speaker"], ["runs"]),
}


#: A figure is left out where nothing of its kind is annotated.
_ANNOTATED = {"indirect_precision": "indirect", "offer_precision": "offers"}


@dataclass(frozen=True)
class ExtractionError:
    """One thing that went wrong, with the words it went wrong on."""

    article: str
    what: str
    words: str
    found: str | None = None
    should_be: str | None = None

    def __str__(self) -> str:
        shown = f"{self.article}: {self.what} {self.words[:80]!r}"
        if self.found is None and self.should_be is None:
            return shown
        return f"{shown}: {self.found}, should be {self.should_be}"


@dataclass
class Counts:
    """What was counted in one article; shares are worked out over many.

    ``by_phenomenon`` counts (phenomenon, "runs" | "found" | "speaker" | "side").
    """

    numbers: Counter[str] = field(default_factory=Counter)
    by_phenomenon: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[ExtractionError] = field(default_factory=list)


def read_articles(path: Path) -> list[AnnotatedArticle]:
    """The annotated articles of a file; also in the flat layout with one entry a quotation.

    Raises
    ------
    DataError : a line fits neither layout.
    """
    return list(read_records(path, AnnotatedArticle))


def evaluate_extraction(
    articles: Sequence[AnnotatedArticle],
    textacy: bool = False,
    extract: Extract = extract_statements,
) -> dict[str, Any]:
    """Shares over all articles, each with its 95% interval (bootstrap over articles).

    ``speaker``, ``organisation`` and ``side`` are shares of all quoted runs of speech, so that a
    run that was not found counts as wrong. ``phenomena`` gives the same for the runs that show one.

    Parameters
    ----------
    textacy : measure textacy's extractor on the same runs; those of an article that it refuses
        count as missed.
    extract : the extraction to measure; default: as users run it, with the released models.
    """
    counts = [count(article, textacy, extract) for article in articles]
    figures = {
        name: _share(counts, *parts)
        for name, parts in _FIGURES.items()
        if any(c.numbers[_ANNOTATED.get(name, part)] for c in counts for part in parts[1])
        and (textacy or not name.startswith("textacy"))
    }
    total: Counter[tuple[str, str]] = Counter()
    for counted in counts:
        total += counted.by_phenomenon
    names = sorted({name for name, _ in total}, key=lambda name: -total[name, "runs"])
    return {
        "articles": len(articles),
        "runs": sum(c.numbers["runs"] for c in counts),
        "textacy_refused": sum(c.numbers["textacy_refused"] for c in counts) if textacy else None,
        "figures": figures,
        "phenomena": {
            name: {what: total[name, what] for what in ("runs", "found", "speaker", "side")}
            for name in names
        },
        "errors": [error for c in counts for error in c.errors],
    }


def _share(counts: Sequence[Counts], top: list[str], bottom: list[str]) -> dict[str, float]:
    """A share over all articles with the ends of its interval, and of how many it is one."""
    upper = np.array([sum(c.numbers[name] for name in top) for c in counts])
    lower = np.array([sum(c.numbers[name] for name in bottom) for c in counts])

    def value(rows: np.ndarray) -> float:
        below = lower[rows].sum()
        return float(upper[rows].sum() / below) if below else 1.0

    low, high = bootstrap_interval(value, range(len(counts)))
    everything = value(np.arange(len(counts)))
    return {"value": everything, "low": low, "high": high, "n": int(lower.sum())}


def count(
    annotated: AnnotatedArticle, textacy: bool = False, extract: Extract = extract_statements
) -> Counts:
    """Compare what is extracted from one article with what is marked in it."""
    article = annotated.article
    predicted = extract(article.text)
    counted = Counts()
    title = article.title or article.article_id
    marked = {
        (segment.start, segment.end): (statement, segment)
        for statement in annotated.statements
        if statement.kind != "indirect"
        for segment in statement.segments
        if segment.quoted
    }
    guessed = {
        (segment.start, segment.end): statement
        for statement in predicted
        for segment in statement.segments
        if segment.quoted
    }
    for run, (statement, segment) in marked.items():
        _count_run(counted, article.text, title, statement, segment, guessed.get(run))
    for start, end in guessed.keys() - marked.keys():
        counted.numbers["extra"] += 1
        words = article.text[start:end]
        counted.errors.append(ExtractionError(title, "no speech, or not so:", words))
    _count_indirect(counted, title, annotated.statements, predicted)
    _count_offers(counted, title, annotated.statements, predicted)
    if textacy:
        _count_textacy(counted, article.text, marked)
    return counted


def _count_run(
    counted: Counts,
    text: str,
    title: str,
    true: Statement,
    segment: Segment,
    guess: Statement | None,
) -> None:
    right = {"runs"}
    if guess is None:
        error = ExtractionError(title, "run not found:", segment.text, None, true.speaker)
        counted.errors.append(error)
    else:
        right.add("found")
        for what, same in (
            ("speaker", same_person(true.speaker, guess.speaker)),
            ("organisation", same_name(true.organisation, guess.organisation)),
            ("side", true.side == guess.side),
        ):
            if same:
                right.add(what)
                continue
            found, should_be = getattr(guess, what), getattr(true, what)
            counted.errors.append(
                ExtractionError(title, f"{what} of", segment.text, str(found), str(should_be))
            )
    counted.numbers.update(right)
    for phenomenon in phenomena(text, true, segment):
        counted.by_phenomenon.update((phenomenon, what) for what in right)


def _count_indirect(
    counted: Counts, title: str, true: Sequence[Statement], guessed: Sequence[Statement]
) -> None:
    """Indirect statements match by overlap; words a mixed statement carries are found as well."""
    indirect = [s for s in true if s.kind == "indirect"]
    predicted = [s for s in guessed if s.kind == "indirect"]
    for statement in indirect:
        found = any(_overlap(statement, guess, unquoted=True) for guess in guessed)
        counted.numbers.update(["indirect", *(["indirect_found"] if found else [])])
        if not found:
            counted.errors.append(
                ExtractionError(
                    title, "indirect not found:", statement.text, None, statement.speaker
                )
            )
    for guess in predicted:
        right = any(_overlap(statement, guess) for statement in indirect)
        counted.numbers.update(["indirect_guessed", *(["indirect_right"] if right else [])])
        if not right:
            counted.errors.append(ExtractionError(title, "no indirect statement:", guess.text))


def _count_offers(
    counted: Counts, title: str, true: Sequence[Statement], guessed: Sequence[Statement]
) -> None:
    """Offers of union statements that refer to one; annotators left the others' blank."""
    for statement in true:
        guess = next((g for g in guessed if _overlap(statement, g)), None)
        if statement.side != "union" or guess is None or not statement.offer:
            continue
        right = same_offer(statement.offer, guess.offer)
        counted.numbers["offers"] += 1
        counted.numbers["offers_guessed"] += bool(guess.offer)
        counted.numbers["offers_right"] += right
        if not right:
            counted.errors.append(
                ExtractionError(title, "offer of", statement.text, guess.offer, statement.offer)
            )


def _count_textacy(
    counted: Counts, text: str, marked: dict[tuple[int, int], tuple[Statement, Segment]]
) -> None:
    quotations = textacy_quotations(text)
    if quotations is None:
        counted.numbers["textacy_refused"] += 1
        return
    counted.numbers["textacy_guessed"] += len(quotations)
    for run, (statement, _) in marked.items():
        if run in quotations:
            counted.numbers["textacy_found"] += 1
            counted.numbers["textacy_speaker"] += same_person(statement.speaker, quotations[run])


def _overlap(a: Statement, b: Statement, unquoted: bool = False) -> bool:
    """Whether two statements share words; with ``unquoted``, words of ``b`` outside its marks."""
    return any(
        x.start < y.end and y.start < x.end
        for x in a.segments
        for y in b.segments
        if not (unquoted and y.quoted)
    )
