"""Whose organisation a speaker's is, where no post beside the name tells it alone."""

import pytest

from stancenlp.extraction.pipeline import extract_statements

UNION = "The Dock and Harbour Workers’ Union (DHWU) has called a strike at Brackwater Ferries.\n"
SAYS = "said: “This has gone on for far too long now.”"


def organisation(article):
    """The organisation of the statement that is quoted."""
    return next(s.organisation for s in extract_statements(article) if "far too long" in s.text)


@pytest.mark.parametrize(
    ("introduction", "expected"),
    [
        ("Mayor Jo Marsh", "Mayor"),
        ("State Sen. Jo Marsh, a Republican,", "Republican"),
        ("Local TD Jo Marsh, of Fine Gael,", "Fine Gael"),
        ("Labour’s Jo Marsh, a former nurse,", "Labour"),
        ("Police inspector Jo Marsh", "Police"),
        ("Elder Watch’s Jo Marsh", "Elder Watch"),
        ("Kelmore Haulage owner Jo Marsh", "Kelmore Haulage"),
        ("Jo Marsh, who runs the weekly Elmton Observer,", "Elmton Observer"),
        ("Jo Marsh, who chairs the ferry users’ committee,", "ferry users’ committee"),
        ("Brackwater spokesman Jo Marsh", "Brackwater"),
    ],
)
def test_those_who_are_named_speak_for_their_party_or_body(introduction, expected):
    assert organisation(f"{UNION}{introduction} {SAYS}") == expected


@pytest.mark.parametrize(
    "said",
    [
        "“This has gone on for far too long now,” said Unite.",
        "Unite has rejected the offer. “This has gone on for far too long now,” it said.",
    ],
)
def test_a_union_whose_name_is_a_word_is_known_by_what_it_does(said):
    assert organisation(f"Drivers are on strike over pay at Brackwater Ferries.\n{said}") == "Unite"


def test_a_managing_director_is_not_of_the_unions_that_meet_them():
    article = (
        UNION
        + "Officials of four unions put their case to managing director Jo Marsh on Monday.\nMarsh "
        + SAYS
    )
    assert organisation(article) == "Brackwater Ferries"


def test_he_may_be_the_spokesman_of_a_body_in_the_sentence_before():
    article = UNION + "A council spokesman asked for patience. “It is far too long,” he said."
    assert organisation(article) == "council"


def test_a_name_with_a_capital_inside_begins_no_sentence_by_chance():
    article = "FerryLink drivers have voted to strike.\nFerryLink " + SAYS
    assert organisation(article) == "FerryLink"


def test_whoever_says_what_it_hopes_is_the_company():
    article = (
        "Smelter hands at the company walked out over what Kelvane has offered.\n"
        "Kelvane says it hopes they will think again.\nCompany spokesperson Jo Marsh " + SAYS
    )
    assert organisation(article) == "Kelvane"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a place's businesses look on, those of one industry bargain
        ("Marlow Chamber of Commerce", "other"),
        ("county chamber", "other"),
        ("chamber of trade", "other"),
        ("Bus Operators’ Chamber", "employer"),
        ("mining chamber", "employer"),
    ],
)
def test_a_chamber_is_of_a_place_or_of_an_industry(body, expected):
    article = UNION + f"The {body} said that trade was “bad enough”."
    assert extract_statements(article)[-1].side == expected


def test_the_chamber_is_the_one_that_was_named():
    named = "The Plantation Employers’ Chamber met on Monday.\nA spokesman for the chamber " + SAYS
    assert organisation(UNION + named) == "Plantation Employers’ Chamber"
