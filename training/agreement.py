"""How far the corpus's annotators agree, from the votes: a table by question and split."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stancenlp.agreement import krippendorff_alpha, pairwise_agreement
from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES, AnnotatedStatement, Vote
from training.corpus import read_split

_LABELS: dict[str, tuple[str, ...]] = {"stance": STANCES, "sentiment": SENTIMENTS, **ASPECTS}


def report(folder: Path) -> str:
    """Agreement by question and split, as a Markdown table."""
    lines = [
        "| question | split | statements | pairwise agreement | Krippendorff's alpha |",
        "| --- | --- | --- | --- | --- |",
    ]
    for question, labels in _LABELS.items():
        for split in ("train", "dev", "test"):
            units = _units(read_split(split, folder), question, labels)
            alpha = krippendorff_alpha(units, len(labels), ordinal=True)
            lines.append(
                f"| {question} | {split} | {len(units)} | {pairwise_agreement(units):.3f} "
                f"| {alpha:.3f} |"
            )
    return "\n".join(lines)


def _units(
    statements: Iterable[AnnotatedStatement], question: str, labels: tuple[str, ...]
) -> list[list[int]]:
    units = []
    for statement in statements:
        answers = [_answer(vote, question) for vote in statement.votes]
        given = [labels.index(answer) for answer in answers if answer in labels]
        if len(given) > 1:
            units.append(given)
    return units


def _answer(vote: Vote, question: str) -> str | None:
    if question in ASPECTS:
        return getattr(vote.aspects, question) if vote.aspects else None
    return getattr(vote, question)
