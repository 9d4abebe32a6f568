"""How far the corpus's annotators agree, from the votes: a table by question and split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from stancenlp.agreement import krippendorff_alpha, pairwise_agreement
from stancenlp.schema import ASPECTS, SENTIMENTS, STANCES, AnnotatedStatement, Vote
from training.corpus import SPLITS, read_split

_LABELS: dict[str, tuple[str, ...]] = {"stance": STANCES, "sentiment": SENTIMENTS, **ASPECTS}


def report(folder: Path) -> str:
    """Agreement by question and split, then of the stance by phenomenon and by annotator."""
    splits = {split: read_split(split, folder) for split in SPLITS}
    everything = [statement for statements in splits.values() for statement in statements]
    return "\n\n".join(
        (
            table(
                ("question", "split", *_MEASURES),
                (
                    (question, split, *_measures(statements, question))
                    for question in _LABELS
                    for split, statements in splits.items()
                ),
            ),
            "Stance, by what is hard about the statement:",
            table(("tag", *_MEASURES), _by_tag(everything)),
            "Stance, by annotator: agreement with the other annotators, and with what was decided:",
            table(("annotator", *_MEASURES, "as decided"), _by_annotator(everything)),
        )
    )


_MEASURES = ("statements", "pairwise agreement", "Krippendorff's alpha")


def _measures(statements: Iterable[AnnotatedStatement], question: str) -> tuple[str, ...]:
    labels = _LABELS[question]
    units = _units(statements, question, labels)
    alpha = krippendorff_alpha(units, len(labels), ordinal=True)
    return str(len(units)), f"{pairwise_agreement(units):.3f}", f"{alpha:.3f}"


def _by_tag(statements: list[AnnotatedStatement]) -> Iterator[tuple[str, ...]]:
    counts = Counter(tag for statement in statements for tag in statement.tags)
    for tag, _ in counts.most_common():
        yield tag, *_measures((s for s in statements if tag in s.tags), "stance")


def _by_annotator(statements: list[AnnotatedStatement]) -> Iterator[tuple[str, ...]]:
    labelled: dict[str, list[AnnotatedStatement]] = defaultdict(list)
    for statement in statements:
        for vote in statement.votes:
            if vote.annotator:
                labelled[vote.annotator].append(statement)
    for annotator, own in sorted(labelled.items()):
        decided = np.mean(
            [v.stance == s.stance for s in own for v in s.votes if v.annotator == annotator]
        )
        yield annotator, *_measures(own, "stance"), f"{decided:.3f}"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


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
