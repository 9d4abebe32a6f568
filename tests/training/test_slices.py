"""Slices: who is in which, and what is counted of them."""

from __future__ import annotations

import numpy as np

from stancenlp.schema import AnnotatedStatement
from training.slices import SMALLEST, measure_slices, slices


def statements(count, **fields):
    return [
        AnnotatedStatement(
            statement_id=f"s-{fields.get('country')}-{n}",
            text=fields.get("text", "We asked for 5%."),
            stance="firm",
            sentiment="neutral",
            **{k: v for k, v in fields.items() if k != "text"},
        )
        for n in range(count)
    ]


def members(chosen):
    return {(d, v): rows.tolist() for d, v, rows in slices(chosen)}


def test_small_countries_are_put_together():
    chosen = statements(SMALLEST, country="Ireland") + statements(2, country="Malta")
    found = members(chosen)
    assert found["region", "Ireland"] == list(range(SMALLEST))
    assert found["region", "other"] == [SMALLEST, SMALLEST + 1]
    assert ("region", "continental Europe") not in found


def test_a_statement_counts_for_each_of_its_tags():
    both = statements(SMALLEST, tags=["irony", "fragment"])
    found = members(both + statements(SMALLEST, country="Malta"))
    assert found["tag", "irony"] == found["tag", "fragment"] == list(range(SMALLEST))
    assert len(found["tag", "untagged"]) == SMALLEST


def test_lengths_come_in_their_order():
    chosen = statements(20, text="word " * 60) + statements(15) + statements(12, text="word " * 30)
    lengths = [value for dimension, value, _ in slices(chosen) if dimension == "length"]
    assert lengths == ["under 10 words", "25 to 49 words", "50 words and more"]


def test_a_statement_with_an_offer_is_apart_from_one_without():
    found = members(statements(SMALLEST, offer="3%") + statements(SMALLEST))
    assert found["offer", "with offer"] == list(range(SMALLEST))


def test_votes_that_differ_are_a_slice():
    votes = [{"stance": "firm"}, {"stance": "hostile"}]
    found = members(statements(SMALLEST, votes=votes) + statements(SMALLEST))
    assert found["agreement", "annotators differ"] == list(range(SMALLEST))


def test_severe_errors_are_counted_and_absent_stances_left_out():
    chosen = statements(SMALLEST, kind="mixed")
    truth, guess = np.array([2] * 6 + [1] * 6), np.array([2] * 4 + [0] * 2 + [1] * 6)
    rows = measure_slices(chosen, truth, guess, [s.statement_id for s in chosen])
    mixed = next(row for row in rows if row["value"] == "mixed")
    assert mixed["severe_errors"] == 2
    assert mixed["macro_f1"] == (0.8 + 1) / 2
    assert mixed["accuracy"]["low"] < mixed["accuracy"]["value"] == 10 / 12
