"""What the model reads of a statement."""

from __future__ import annotations

import doctest

import pytest

from stancenlp.errors import DataError
from stancenlp.schema import Statement
from stancenlp.stance import framing
from stancenlp.stance.framing import MAX_CHARACTERS, around, frame

BOTH = ("offer", "context")
WORDS = "We will not sail for 3 per cent"
CONTEXT = "“We will not sail for 3 per cent” was Mara Quill’s word to the crews on Monday."


def test_a_plain_string_is_read_alone():
    assert frame(WORDS, BOTH) == (WORDS, "")


def test_a_mapping_is_read_with_its_offer_and_its_context():
    assert frame({"text": WORDS, "offer": "a 3% pay offer", "context": CONTEXT}, BOTH) == (
        WORDS,
        "Offer: a 3% pay offer | “…” was Mara Quill’s word to the crews on Monday.",
    )


def test_a_statement_is_read_as_a_mapping_is():
    values = {"text": WORDS, "offer": "a 3% pay offer", "context": CONTEXT}
    assert frame(Statement(statement_id="a", **values), BOTH) == frame(values, BOTH)


def test_only_the_parts_asked_for_are_read():
    values = {"text": WORDS, "offer": "a 3% pay offer", "context": CONTEXT}
    assert frame(values, ("offer",))[1] == "Offer: a 3% pay offer"
    assert frame(values, ("context",))[1].endswith("word to the crews on Monday.")
    assert frame(values, ())[1] == ""


def test_an_offer_or_a_context_that_is_not_known_leaves_no_trace():
    assert frame({"text": WORDS, "offer": None, "context": ""}, BOTH) == (WORDS, "")


@pytest.mark.parametrize("value", [None, 3, ["We strike."], b"We strike."])
def test_what_is_no_statement_is_refused_by_its_place(value):
    with pytest.raises(DataError, match=r"^statement 7: "):
        frame(value, BOTH, where="statement 7")


@pytest.mark.parametrize(
    "value", ["", "  \n", {"text": ""}, {"offer": "3%"}, {"text": None}, {"text": 3}]
)
def test_a_statement_without_text_is_refused(value):
    with pytest.raises(DataError, match="has no text"):
        frame(value, BOTH)


def test_very_long_texts_are_cut():
    text, about = frame({"text": "strike " * 9000, "context": "pay " * 9000}, BOTH)
    assert len(text) == MAX_CHARACTERS
    assert len(about) == MAX_CHARACTERS


def test_partial_quotes_stay_in_their_sentence():
    context = "Quill called the offer “a bad joke” and walked out."
    assert around(context, "a bad joke") == context


def test_the_words_of_a_broken_quote_are_cut_on_both_sides_of_the_speaker():
    context = "“We have waited a whole year”, said Quill. “The crews will not wait any longer”."
    text = "We have waited a whole year. The crews will not wait any longer"
    assert around(context, text) == "“…”, said Quill. “…”."


def test_sentences_that_follow_each_other_leave_one_ellipsis():
    context = "“We have waited a whole year. The crews will not wait any longer”, said Quill."
    text = "We have waited a whole year. The crews will not wait any longer"
    assert around(context, text) == "“…”, said Quill."


def test_words_that_are_not_in_the_context_leave_it_as_it_is():
    assert around(CONTEXT, "The ferries will sail on Sunday as planned.") == CONTEXT


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(framing).failed == 0
