"""Hard-wrapped articles: which line breaks only wrap a line, and that offsets stay true."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.extraction.pipeline import extract_statements
from stancenlp.extraction.wrapping import unwrapped
from tests.extraction.reading import only

WRAPPED = (
    "Councilman Neil Farley, who keeps a shop by the harbour, feared\n"
    "that voters would call it “a thin coat of paint on a wall\n"
    "which has no footing.”\n"
    "“They would have a point,” he added. “The county must begin to\n"
    "mend the quay, however slowly.”\n"
    "Mr. Farley's words came as no surprise to the many people who were\n"
    "in the hall on Tuesday evening."
)


def test_a_line_that_stops_inside_a_sentence_is_wrapped() -> None:
    article = (
        "Dockers’ Union spokesman Owen Tate said on Monday that the two ports had made a\n"
        "fresh wage proposal."
    )
    statement = only(article)
    assert statement.text == "the two ports had made a fresh wage proposal"
    assert statement.segments[0].text == "the two ports had made a\nfresh wage proposal"


def test_a_quotation_runs_on_over_the_end_of_a_line() -> None:
    first, second = extract_statements(WRAPPED)
    assert first.text == "a thin coat of paint on a wall which has no footing."
    assert (
        second.text
        == "They would have a point, The county must begin to mend the quay, however slowly."
    )
    assert first.speaker == second.speaker == "Neil Farley"


def test_the_first_word_that_would_have_fitted_begins_a_paragraph() -> None:
    assert [line[:14] for line in unwrapped(WRAPPED).split("\n")] == [
        "Councilman Nei",
        "“They would ha",
        "Mr. Farley's w",
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    article = (
        "The owners of the mill have told the men who work there at night\n"
        "that they will be paid by the hour from the first week of spring.\n"
        "  The men, who were given no word of it before the letter came on\n"
        "a Friday, have asked for a meeting."
    )
    assert unwrapped(article).count("\n") == 1


def test_an_empty_line_after_every_line_wraps_too() -> None:
    article = (
        "``I never learned why they needed nine men for it,'' says Clara\n\nStead, who runs the Civic"
        " Trust from a small room that looks\n\nout over the park and its old trees.\n\n\n"
        "``They act like an army,'' says Hugh Ames, 61, who has lived there\n\nsince the war and"
        " who is not afraid. ``We\n\nwill stay.''"
    )
    first, second = extract_statements(article)
    assert (first.speaker, second.speaker) == ("Clara Stead", "Hugh Ames")
    assert second.text.endswith("We will stay.")


def test_paragraphs_of_one_line_are_left_alone() -> None:
    article = (
        "Ferry crews to strike over pay at the port of Ostwick\n"
        "by Ann Rowe\n"
        "Crews of the ferries between Ostwick and the islands will strike on Monday over pay\n"
        "desk@ostwick.example\n"
        "“We have waited long enough,” said Jo Lunt of the union."
    )
    assert unwrapped(article) == article


def test_two_thorns_are_a_break_between_paragraphs() -> None:
    article = (
        "Ann Cole of Local 9 of the Seafarers Union said crews were out for good.þþ"
        "``They didn't like it,'' Cole said.þþ"
        "Mary Hart, the port's administrator, said it was ``so very sad.''"
    )
    statements = extract_statements(article)
    assert [s.speaker for s in statements] == ["Ann Cole", "Ann Cole", "Mary Hart"]
    assert all(article[g.start : g.end] == g.text for s in statements for g in s.segments)


@pytest.mark.parametrize("marks", ["““””", "“”””", "””””", "“”“”", "”““”"])
def test_doubled_marks_are_read_as_one(marks: str) -> None:
    opening, closing = marks[:2], marks[2:]
    article = (
        f"{opening}It is up to them,{closing} said Tom Rudd of the Clerks Guild. "
        f"{opening}We wait.{closing} Rudd wants {opening}able people{closing} there."
    )
    quoted = [g.text for s in extract_statements(article) for g in s.segments if g.quoted]
    assert quoted == ["It is up to them,", "We wait.", "able people"]


_WORDS = st.sampled_from(
    ["the", "union", "said", "““we", "is.””", "“we", "wait.”", "Ann", "Rowe", ",", "``not", "now''"]
)
_GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n", "\r\n", "\n\n", "\n\n\n", "\n   "])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, _GAPS), min_size=20, max_size=160))
def test_segments_are_the_articles_own_characters(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    plain = unwrapped(text)
    assert len(plain) == len(text)
    assert plain.split() == text.split()
    for statement in extract_statements(text):
        assert "\n" not in statement.text
        for segment in statement.segments:
            assert segment.text == text[segment.start : segment.end]


def test_a_long_text_is_unwrapped_in_linear_time() -> None:
    text = WRAPPED * 4_000 + "\n" * 100_000 + " " * 100_000
    start = time.perf_counter()
    unwrapped(text)
    assert time.perf_counter() - start < 10
