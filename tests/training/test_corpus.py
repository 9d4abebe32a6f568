"""The corpus in the repository: whole, in the schema, and without a leak between its splits."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement
from stancenlp.workbench.review import FROM_DESK
from training.corpus import CORPUS, read_split
from training.splits import near_duplicates, normalised_address


@pytest.fixture(scope="module")
def statements() -> list[AnnotatedStatement]:
    return [s for split in ("train", "dev", "test") for s in read_split(split)]


def test_every_record_is_in_its_own_splits_file() -> None:
    for split in ("train", "dev", "test"):
        assert {s.split for s in read_split(split)} == {split}


def test_no_statement_is_there_twice(statements: list[AnnotatedStatement]) -> None:
    assert len({s.statement_id for s in statements}) == len(statements)


def test_every_statement_has_two_votes_or_was_corrected_on_the_desk(
    statements: list[AnnotatedStatement],
) -> None:
    alone = [s for s in statements if len(s.votes) < 2]
    assert all(len(s.votes) == 1 and FROM_DESK in s.tags for s in alone)


def test_no_dispute_and_no_report_crosses_a_split(statements: list[AnnotatedStatement]) -> None:
    places: dict[str, set[str | None]] = defaultdict(set)
    for statement in statements:
        places[f"dispute {statement.dispute}"].add(statement.split)
        places[f"report {normalised_address(statement.source or '')}"].add(statement.split)
    assert [key for key, splits in places.items() if len(splits) > 1] == []


def test_no_near_duplicate_crosses_a_split(statements: list[AnnotatedStatement]) -> None:
    pairs = near_duplicates([s.text for s in statements])
    assert pairs, "twins in the corpus are near-duplicates: finding none means looking wrong"
    crossing = [(i, j) for i, j in pairs if statements[i].split != statements[j].split]
    assert crossing == []


def test_a_twins_label_differs_from_its_originals(statements: list[AnnotatedStatement]) -> None:
    by_id = {s.statement_id: s for s in statements}
    twins = [s for s in statements if s.contrast_of]
    flipped = [s for s in twins if by_id[s.contrast_of or ""].stance != s.stance]
    assert len(flipped) > 0.9 * len(twins)


@pytest.mark.parametrize("split", ["train", "dev"])
def test_marked_runs_are_where_the_articles_have_them(split: str) -> None:
    path: Path = CORPUS / "articles" / f"{split}.jsonl"
    for annotated in read_records(path, AnnotatedArticle):
        text = annotated.article.text
        for segment in annotated.not_speech + [g for s in annotated.statements for g in s.segments]:
            assert text[segment.start : segment.end] == segment.text
