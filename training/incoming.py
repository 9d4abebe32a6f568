"""Fresh annotations into the corpus: validated, joined vote by vote, split without a leak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stancenlp.errors import DataError
from stancenlp.jsonl import R, read_records, write_records
from stancenlp.schema import AnnotatedStatement, Annotation, Statement
from training.annotation import majority, merge
from training.corpus import SPLITS, read_split
from training.splits import assign


@dataclass
class Merged:
    """What a merge did: statements by split afterwards, and how they came about."""

    splits: dict[str, int]
    new: int
    joined: int
    revised_votes: int
    #: Statements of no dispute, of fewer than two votes, or of a tie that nobody decided.
    left_out: int


def merge_incoming(
    folder: Path, files: Sequence[Path] = (), annotations: Sequence[Path] = ()
) -> Merged:
    """Move annotated statements from ``incoming/`` (or ``files``) into the splits of the corpus.

    With ``annotations``, ``files`` hold bare statements, which are joined with their annotations
    first (see :func:`training.annotation.merge`).

    A statement that the corpus has already (the same id, or the same words about the same offer)
    gains the votes it did not have; where an annotator labelled it again, the later vote counts. Its label is
    then the incoming adjudication, or the majority of all votes, or where they are level what it
    was. No statement changes its split, except to keep what belongs together in one. Merged files of
    ``incoming/`` are removed, after every split is safely written, unless something was left out.

    Raises
    ------
    DataError : a line of a file does not fit the schema (nothing is merged then), or there is nothing to merge.
    """
    inbox = folder / "incoming"
    paths = list(files or sorted(inbox.glob("*.jsonl")))
    left_out: list[Statement] = []
    if annotations:
        incoming, left_out = merge(_read(paths, Statement), _read(annotations, Annotation))
    else:
        incoming = list(_read(paths, AnnotatedStatement))
    if not incoming:
        raise DataError(f"{', '.join(map(str, paths)) or inbox}: no annotated statement to merge")
    corpus = [statement for split in SPLITS for statement in read_split(split, folder)]
    everything, joined, revised = join(corpus, incoming)
    assigned = assign(everything)
    counts = {
        split: write_records(folder / f"{split}.jsonl", (s for s in assigned if s.split == split))
        for split in SPLITS
    }
    if not left_out:
        for path in (*paths, *annotations):
            if path.parent.resolve() == inbox.resolve():
                path.unlink()
    return Merged(counts, len(everything) - len(corpus), joined, revised, len(left_out))


def _read(paths: Iterable[Path], record: type[R]) -> Iterator[R]:
    for path in paths:
        yield from read_records(path, record)


def join(
    corpus: Iterable[AnnotatedStatement], incoming: Iterable[AnnotatedStatement]
) -> tuple[list[AnnotatedStatement], int, int]:
    """Corpus and incoming statements as one list without doubles, corpus first, in order.

    Returns the list, how many incoming statements were joined with one that was there, and how many
    votes replaced an earlier one of the same annotator.
    """
    everything = list(corpus)
    by_id = {statement.statement_id: i for i, statement in enumerate(everything)}
    by_words = {wording(statement): i for i, statement in enumerate(everything)}
    joined = revised = 0
    for fresh in incoming:
        place = by_id.get(fresh.statement_id, by_words.get(wording(fresh)))
        if place is None:
            by_id[fresh.statement_id] = by_words[wording(fresh)] = len(everything)
            everything.append(fresh.model_copy(update={"split": None}))
            continue
        everything[place], replaced = _join(everything[place], fresh)
        joined += 1
        revised += replaced
    return everything, joined, revised


def _join(old: AnnotatedStatement, new: AnnotatedStatement) -> tuple[AnnotatedStatement, int]:
    again = {vote.annotator for vote in new.votes if vote.annotator is not None}
    kept = [vote for vote in old.votes if vote.annotator not in again]
    votes = [*kept, *new.votes]
    changes: dict[str, object] = {
        "votes": votes,
        "tags": [*old.tags, *(tag for tag in new.tags if tag not in old.tags)],
    }
    if new.adjudication or not votes:
        changes |= {
            "stance": new.stance,
            "sentiment": new.sentiment,
            "aspects": new.aspects or old.aspects,
            "adjudication": new.adjudication,
        }
    elif not old.adjudication:
        for question in ("stance", "sentiment"):
            label = majority([getattr(vote, question) for vote in votes])
            if label and label != "none":
                changes[question] = label
    return old.model_copy(update=changes), len(old.votes) - len(kept)


def wording(statement: AnnotatedStatement) -> tuple[str, str]:
    """Words of the text and of the offer: two statements that have both in common are one."""
    text, offer = (
        " ".join(re.findall(r"\w+", (part or "").casefold()))
        for part in (statement.text, statement.offer)
    )
    return text, offer
