"""Merging votes: who decides, and that no vote is lost."""

from __future__ import annotations

import pytest

from stancenlp.errors import DataError
from stancenlp.schema import Annotation, Statement
from training.annotation import ADJUDICATOR, merge

STATEMENT = Statement(
    statement_id="mill-1",
    text="We will stay out until the night shift is paid.",
    speaker="Ines Amberly",
    offer="a 2% pay offer",
    dispute="harrow-mill",
)


def vote(annotator, stance, sentiment="negative", statement_id="mill-1", **more):
    return Annotation(
        statement_id=statement_id, annotator=annotator, stance=stance, sentiment=sentiment, **more
    )


def merge_one(*annotations):
    merged, left_out = merge([STATEMENT], annotations)
    return (merged or [None])[0], left_out


def test_two_votes_that_agree_decide():
    record, left_out = merge_one(vote("ann", "firm"), vote("ben", "firm"))
    assert (record.stance, record.sentiment) == ("firm", "negative")
    assert left_out == []


def test_the_majority_decides():
    record, _ = merge_one(vote("ann", "firm"), vote("ben", "hostile"), vote("cat", "firm"))
    assert record.stance == "firm"


def test_the_adjudicator_decides_a_tie():
    record, _ = merge_one(
        vote("ann", "firm"),
        vote("ben", "hostile"),
        vote(ADJUDICATOR, "hostile", note="An ultimatum."),
    )
    assert record.stance == "hostile"
    assert record.adjudication == "An ultimatum."


def test_the_adjudicator_decides_against_the_majority():
    record, _ = merge_one(
        vote("ann", "firm"), vote("ben", "firm"), vote(ADJUDICATOR, "conciliatory", "neutral")
    )
    assert (record.stance, record.sentiment) == ("conciliatory", "neutral")


def test_what_the_adjudicator_left_open_the_majority_decides():
    record, _ = merge_one(
        vote("ann", "firm", "neutral"),
        vote("ben", "hostile", "neutral"),
        vote(ADJUDICATOR, "firm", None),
    )
    assert (record.stance, record.sentiment) == ("firm", "neutral")


@pytest.mark.parametrize("position", range(3))
def test_the_order_of_the_votes_does_not_matter(position):
    votes = [vote("ann", "firm"), vote("ben", "hostile")]
    votes.insert(position, vote(ADJUDICATOR, "conciliatory"))
    record, _ = merge_one(*votes)
    assert record.stance == "conciliatory"


def test_a_tie_that_nobody_decided_is_left_out():
    record, left_out = merge_one(vote("ann", "firm"), vote("ben", "hostile"))
    assert record is None
    assert left_out == [STATEMENT]


def test_a_statement_with_one_vote_is_left_out():
    assert merge_one(vote("ann", "firm")) == (None, [STATEMENT])


def test_a_statement_without_votes_is_left_out():
    assert merge_one() == (None, [STATEMENT])


def test_a_statement_that_bears_on_no_dispute_is_left_out():
    record, left_out = merge_one(vote("ann", "none", None), vote("ben", "none", None))
    assert record is None
    assert left_out == [STATEMENT]


def test_every_vote_is_kept_with_its_annotator():
    record, _ = merge_one(
        vote("ann", "firm"),
        vote("ben", "none", None),
        vote("cat", "firm", "neutral"),
        vote(ADJUDICATOR, "firm"),
    )
    assert [(v.annotator, v.stance, v.sentiment) for v in record.votes] == [
        ("ann", "firm", "negative"),
        ("ben", "none", None),
        ("cat", "firm", "neutral"),
    ]


def test_aspects_are_decided_one_by_one():
    record, _ = merge_one(
        vote("ann", "firm", aspects={"offer_view": "scorns", "action": "holds"}),
        vote("ben", "firm", aspects={"offer_view": "wanting", "action": "holds"}),
        vote("cat", "firm", aspects={"offer_view": "scorns", "action": "escalates"}),
    )
    assert (record.aspects.offer_view, record.aspects.action) == ("scorns", "holds")


def test_aspects_that_nobody_decided_are_left_open():
    record, _ = merge_one(
        vote("ann", "firm", aspects={"offer_view": "scorns"}),
        vote("ben", "firm", aspects={"offer_view": "wanting"}),
    )
    assert record.stance == "firm"
    assert record.aspects is None


def test_what_was_known_of_the_statement_is_kept():
    record, _ = merge_one(vote("ann", "firm"), vote("ben", "firm"))
    assert record.text == STATEMENT.text
    assert (record.speaker, record.offer, record.dispute) == (
        "Ines Amberly",
        "a 2% pay offer",
        "harrow-mill",
    )
    assert record.side == "union"


def test_statements_stay_in_their_order():
    statements = [STATEMENT.model_copy(update={"statement_id": name}) for name in "cab"]
    votes = [vote(who, "firm", statement_id=name) for name in "abc" for who in ("ann", "ben")]
    merged, _ = merge(statements, votes)
    assert [record.statement_id for record in merged] == ["c", "a", "b"]


def test_a_vote_for_an_unknown_statement_is_refused():
    with pytest.raises(DataError, match="mill-99"):
        merge_one(vote("ann", "firm"), vote("ann", "firm", statement_id="mill-99"))


@pytest.mark.parametrize("annotator", ["ann", ADJUDICATOR])
def test_two_votes_of_one_annotator_on_one_statement_are_refused(annotator):
    with pytest.raises(DataError, match=f"mill-1: {annotator} labelled it twice"):
        merge_one(vote(annotator, "firm"), vote("ben", "firm"), vote(annotator, "hostile"))
