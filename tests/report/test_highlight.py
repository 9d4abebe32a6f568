"""Statements laid over paragraphs: every character once, under the right owner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stancenlp.report.highlight import paragraphs, unplaced
from stancenlp.schema import Segment, Statement

TEXT = "She said: we will not. Then he left.\n\nNobody else spoke 🚢 that day.\n"


def statement(*runs: str, text: str = TEXT) -> Statement:
    segments = [
        Segment(start=text.index(run), end=text.index(run) + len(run), text=run) for run in runs
    ]
    return Statement(statement_id="s", text=" ".join(runs), segments=segments)


def test_a_statement_runs_over_paragraphs_and_ends_once() -> None:
    laid = paragraphs(TEXT, [statement("we will not.", "Nobody else spoke 🚢")])
    owned = [(p.text, p.ends) for paragraph in laid for p in paragraph.pieces if p.owner == 0]
    assert owned == [("we will not.", False), ("Nobody else spoke 🚢", True)]
    assert [paragraph.begins for paragraph in laid] == [[0], []]


def test_a_statement_within_another_is_on_top() -> None:
    laid = paragraphs(TEXT, [statement("She said: we will not."), statement("we will")])
    assert [(p.text, p.owner) for p in laid[0].pieces] == [
        ("She said: ", 0),
        ("we will", 1),
        (" not.", 0),
        (" Then he left.", None),
    ]


def test_a_segment_that_the_text_does_not_hold_is_left_out_and_named() -> None:
    elsewhere = Statement(
        statement_id="s", text="not here", segments=[Segment(start=3, end=11, text="not here")]
    )
    laid = paragraphs(TEXT, [statement("we will not."), elsewhere])
    assert unplaced([statement("we will not."), elsewhere], laid) == [1]


@given(
    st.text(alphabet="ab \n🚢", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_every_character_of_a_paragraph_is_shown_once_and_in_order(
    text: str, spans: list[tuple[int, int]]
) -> None:
    statements = [
        Statement(
            statement_id=str(number),
            text="x",
            segments=[Segment(start=a, end=b, text=text[a:b])],
        )
        for number, (a, b) in enumerate(spans)
        if a < b <= len(text)
    ]
    laid = paragraphs(text, statements)
    shown = ["".join(piece.text for piece in paragraph.pieces) for paragraph in laid]
    assert shown == [line for line in text.split("\n") if line.strip()]
