"""Statements out of articles: who said what, for whom, in which words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import only


def test_a_quote_names_its_speaker_organisation_and_side() -> None:
    statement = only(
        "Allied Care Workers general secretary Ruth Alderman said: “We have been patient for a year "
        "and patience is running out.”"
    )
    assert statement.speaker == "Ruth Alderman"
    assert statement.organisation == "Allied Care Workers"
    assert statement.side == "union"
    assert statement.kind == "direct"


def test_a_quote_split_by_its_attribution_is_one_statement() -> None:
    statement = only(
        '"We are far apart," said Ruth Alderman, general secretary of the National Union of Ferry '
        'Crews. "But we will be there on Monday."'
    )
    assert [segment.text for segment in statement.segments] == [
        "We are far apart,",
        "But we will be there on Monday.",
    ]


def test_a_quote_carried_on_over_paragraphs_is_one_statement() -> None:
    statement = only(
        "Ruth Alderman, of the GMB, said: “We have had no offer.\n"
        "“Our members have waited since April.\n"
        "“They will not wait for ever.”"
    )
    assert len(statement.segments) == 3
    assert statement.speaker == "Ruth Alderman"
    assert statement.organisation == "GMB"


def test_a_surname_and_a_pronoun_mean_the_person_named_before() -> None:
    statements = extract_statements(
        "Unison's regional organiser Tom Petrie met managers on Tuesday.\n"
        "“It was a long night and we did move forward,” Mr Petrie said.\n"
        "He said the talks had been “hard but fair”."
    )
    assert [s.speaker for s in statements] == ["Tom Petrie", "Tom Petrie"]
    assert {s.side for s in statements} == {"union"}


def test_a_fragment_carries_the_words_of_its_reporting_clause() -> None:
    statement = only(
        "The Royal College of Nursing said the talks were “bitterly disappointing” and that "
        "ministers “have a distance to travel”."
    )
    assert statement.kind == "mixed"
    assert statement.text.startswith("the talks were “bitterly disappointing”")
    assert [s.text for s in statement.segments if s.quoted] == [
        "bitterly disappointing",
        "have a distance to travel",
    ]


def test_indirect_speech_of_a_union_is_a_statement() -> None:
    statement = only("The RMT said strikes at four depots would go ahead next week.")
    assert statement.kind == "indirect"
    assert statement.text == "strikes at four depots would go ahead next week"
    assert statement.organisation == "RMT"


def test_narration_is_no_statement() -> None:
    assert (
        extract_statements("Drivers walked out on Monday. Services resumed on Tuesday evening.")
        == []
    )


@pytest.mark.parametrize(
    ("article", "side"),
    [
        (
            "“It is a fair deal,” said Helen Marsh, chief executive of Pennine Buses Ltd.",
            "employer",
        ),
        ("“It is affordable,” said the Transport Secretary, Rupert Lyle.", "government"),
        ("“It is a mess,” said the shadow transport secretary, Jean Holt.", "other"),
        ("“It is a start,” said Pat Cole, convenor for Unite at the plant.", "union"),
    ],
)
def test_the_side_follows_from_the_speakers_post(article: str, side: str) -> None:
    assert only(article).side == side


def test_a_campaigns_name_in_marks_is_no_speech() -> None:
    assert extract_statements("The union’s campaign, “Fair Pay Now”, began in the spring.") == []


def test_page_furniture_is_no_speech() -> None:
    text = "Read more: 'We will not be moved,' says union\nThe depot is closed."
    assert extract_statements(text) == []


def test_the_offer_is_the_one_the_article_names() -> None:
    statement = only(
        "The council made an offer of 4.5% over two years. Unison regional organiser Tom Petrie "
        "said: “It does not go far enough.”"
    )
    assert statement.offer is not None
    assert "4.5%" in statement.offer


def test_an_empty_article_has_no_statements() -> None:
    assert extract_statements(" \n ") == []


QUOTED = st.text(alphabet="ab SdU.,?!“”‘’\"'\n-–:said ", max_size=120)


PIECES = st.sampled_from(
    [
        "Unison", "The RCN", "Ruth Alderman", "Ms Alderman", "the union’s general secretary", "She", "it", "A spokesman",
        "the company", " said ", " said that ", " accused ministers of ", ", adding: ", " told the BBC ", ": ", ", ", ". ",
        "\n", "\n\n", "“", "”", "‘", "’", '"', "'", "«", "»", "„", "The offer is an insult", "a 4% rise", "members’ pay",
        "‘70s", "It works", " and ", "according to ", "(RCN) ", "\u2028", "\t", "é", "😀", "- ", "• ", "Mr. ", "…",
    ]
)  # fmt: skip
ARTICLES = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(QUOTED, ARTICLES, st.text(max_size=80)))
def test_offsets_are_true_and_segments_never_overlap(text: str) -> None:
    seen: list[tuple[int, int]] = []
    for statement in extract_statements(text):
        for segment in statement.segments:
            assert text[segment.start : segment.end] == segment.text
            seen.append((segment.start, segment.end))
        if statement.speaker_span:
            low, high = statement.speaker_span
            assert 0 <= low < high <= len(text)
    for (_, end), (start, _) in pairwise(sorted(seen)):
        assert end <= start


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert extract_statements(text) == extract_statements(text)


@pytest.mark.parametrize(
    "piece",
    ["“", "'", "‘a’ ", "Unite, ", "A ", "said ", "The the ", "4% ", "offered the the ", "A.B. ", "(", "Mr ", "and "],
)  # fmt: skip
def test_no_piece_repeated_without_end_blows_up(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for statement in extract_statements(text):
        for segment in statement.segments:
            assert text[segment.start : segment.end] == segment.text
