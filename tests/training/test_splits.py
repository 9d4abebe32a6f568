"""Splits: nothing that belongs together is torn apart, and what was decided stays."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.schema import AnnotatedStatement
from training.splits import assign, groups, near_duplicates, normalised_address

SUBJECTS = (
    "The deckhands",
    "Our drivers",
    "Night cleaners",
    "The weavers",
    "Porters",
    "Signal crews",
)
VERBS = ("will not accept", "have waited for", "are ready to discuss", "walked out over", "deserve")
OBJECTS = (
    "a pay cut dressed up as a rise",
    "the promised back pay",
    "longer shifts at the old rate",
)


def statement(statement_id, text=None, **more):
    # words of its own make every statement unlike every other
    text = text or " ".join(
        f"{word}{statement_id}" for word in ["pay", "strike", "shift", "crew", "rate"]
    )
    return AnnotatedStatement(
        statement_id=statement_id, text=text, stance="firm", sentiment="negative", **more
    )


def corpus(size, seed=0):
    generator = np.random.default_rng(seed)
    return [
        statement(
            f"s{seed}-{i}",
            dispute=f"dispute-{seed}-{generator.integers(size // 3)}",
            source=f"https://courier.example/{seed}/{generator.integers(size // 2)}",
        )
        for i in range(size)
    ]


def splits(statements):
    return {s.statement_id: s.split for s in assign(statements)}


def test_every_statement_gets_a_split_and_keeps_its_place():
    statements = corpus(60)
    assigned = assign(statements)
    assert [s.statement_id for s in assigned] == [s.statement_id for s in statements]
    assert {s.split for s in assigned} <= {"train", "dev", "test"}


def test_most_disputes_are_for_training_and_every_split_has_some():
    found = list(splits([statement(f"s{i}", dispute=f"dispute-{i}") for i in range(600)]).values())
    assert found.count("train") == pytest.approx(432, abs=60)
    assert found.count("dev") == pytest.approx(84, abs=40)
    assert found.count("test") == pytest.approx(84, abs=40)


@pytest.mark.parametrize("field", ["dispute", "source"])
def test_what_shares_a_dispute_or_a_source_shares_a_split(field):
    together = defaultdict(set)
    for assigned in assign(corpus(150)):
        together[getattr(assigned, field)].add(assigned.split)
    assert all(len(found) == 1 for found in together.values())


def test_near_duplicates_share_a_split():
    text = "We will stay out until the company pays the night shift what it promised last spring."
    edited = text.replace("last spring", "in writing")
    for i in range(20):
        first = statement(f"a{i}", f"Ferry {i}: {text}", dispute=f"left-{i}")
        second = statement(f"b{i}", f"Ferry {i}: {edited}", dispute=f"right-{i}")
        assert len(set(splits([first, second]).values())) == 1


def test_links_chain():
    first = statement("a", dispute="ferries")
    second = statement("b", dispute="ferries", source="https://courier.example/1")
    third = statement("c", dispute="buses", source="https://courier.example/1")
    assert groups([first, third, second]) == [[0, 1, 2]]


def test_statements_without_anything_in_common_are_apart():
    assert groups([statement("a"), statement("b"), statement("c")]) == [[0], [1], [2]]


def test_a_dispute_and_a_source_of_one_name_are_not_linked():
    assert len(groups([statement("a", dispute="ferries"), statement("b", source="ferries")])) == 2


def test_adding_unrelated_statements_changes_no_split():
    before = corpus(90, seed=1)
    after = splits(before + corpus(90, seed=2))
    assert splits(before).items() <= after.items()


def test_adding_to_a_dispute_changes_no_split():
    before = [statement(f"s{i}", dispute=f"dispute-{i}") for i in range(40)]
    more = [statement(f"new{i}", dispute=f"dispute-{i}") for i in range(40)]
    after = splits(more + before)
    assert splits(before).items() <= after.items()
    assert all(after[f"new{i}"] == after[f"s{i}"] for i in range(40))


def test_a_split_that_was_given_stays():
    given_before = [statement(f"s{i}", dispute=f"d{i}", split="dev") for i in range(30)]
    assert set(splits(given_before).values()) == {"dev"}


def test_assigning_twice_changes_nothing():
    once = assign(corpus(60))
    assert assign(once) == once


def test_the_order_of_the_statements_does_not_matter():
    statements = corpus(60)
    assert splits(statements) == splits(statements[::-1])


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("train", "test", "test"),
        ("dev", "test", "test"),
        ("train", "dev", "dev"),
        ("train", None, "train"),
    ],
)
def test_where_splits_meet_what_was_measured_on_is_never_trained_on(first, second, together):
    statements = [
        statement("a", source="https://courier.example/1", split=first),
        statement("b", source="https://courier.example/1", split=second),
    ]
    assert set(splits(statements).values()) == {together}


def test_the_statements_given_are_not_changed():
    statements = corpus(10)
    assign(statements)
    assert all(s.split is None for s in statements)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.courier.example/ferries",
        "http://courier.example/ferries/",
        " HTTPS://Courier.example/Ferries ",
        "courier.example/ferries",
        "www.courier.example/ferries",
    ],
)
def test_one_address_written_in_many_ways_is_one_source(address):
    assert normalised_address(address) == "courier.example/ferries"


def test_different_statements_are_no_near_duplicates():
    texts = [f"{s} {v} {o}." for s, v, o in zip(SUBJECTS, VERBS, OBJECTS, strict=False)]
    assert near_duplicates(texts) == []


def test_case_and_punctuation_make_no_difference():
    assert near_duplicates(["We reject this offer!", "“WE REJECT THIS OFFER,”"]) == [(0, 1)]


linked = st.lists(
    st.tuples(
        st.integers(0, 6), st.integers(0, 6), st.sampled_from([None, "train", "dev", "test"])
    ),
    max_size=20,
)


@given(linked)
@settings(max_examples=60, deadline=None, database=None)
def test_no_dispute_and_no_source_ever_crosses(links):
    statements = [
        statement(f"s{i}", dispute=f"d{dispute}", source=f"u{source}", split=split)
        for i, (dispute, source, split) in enumerate(links)
    ]
    seen = {}
    for assigned in assign(statements):
        for key in (assigned.dispute, assigned.source):
            assert seen.setdefault(key, assigned.split) == assigned.split


def test_statements_of_one_article_stay_together_without_dispute_or_source():
    statements = [statement(f"a{i}", article_id=f"article-{i % 20}") for i in range(100)]
    found = defaultdict(set)
    for assigned in assign(statements):
        found[assigned.article_id].add(assigned.split)
    assert all(len(held) == 1 for held in found.values())
    assert {"train"} < set.union(*found.values())
