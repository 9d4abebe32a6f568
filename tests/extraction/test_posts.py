"""For whom people speak, from the words beside their names: the cases that real reports taught us."""

import time

import pytest

from stancenlp.extraction.affiliations import _AFFILIATED
from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


def whose(article, words):
    """(speaker, organisation, side) of the statement that holds ``words``."""
    statement = one(article, words)
    return statement.speaker, statement.organisation, str(statement.side)


UNION = "The Dock and Harbour Workers’ Union (DHWU) has called a strike at Brackwater Ferries.\n"


@pytest.mark.parametrize(
    ("introduction", "organisation", "side"),
    [
        (
            "On Monday, the first day of the strike, Jo Marsh, DHWU general secretary,",
            "Dock",
            "union",
        ),
        ("Jo Marsh, general secretary, Dock and Harbour Workers’ Union,", "Dock", "union"),
        ("Union president Jo Marsh", "Dock", "union"),
        ("State secretary Jo Marsh", "Dock", "union"),
        ("Jo Marsh, who heads the union’s negotiating team,", "Dock", "union"),
        ("Brackwater’s chief people officer, Jo Marsh,", "Brackwater", "employer"),
        ("The company’s regional director, Jo Marsh,", "Brackwater", "employer"),
        ("HarbourLDN’s chief executive Jo Marsh", "HarbourLDN", "employer"),
        ("Transport minister Jo Marsh", "Transport minister", "government"),
        ("Minister for Public Expenditure Jo Marsh", "Public Expenditure", "government"),
        ("Scottish Labour transport spokesperson Jo Marsh MSP", "Labour", "other"),
        ("Greyford South MP Jo Marsh", None, "other"),
        ("State Sen. Jo Marsh, who chairs the ports committee,", None, "other"),
        ("Mother-of-two Jo Marsh", None, "other"),
        ("Jo Marsh, who owns a bar near the port,", None, "other"),
        ("Jo Marsh, an employment relations lecturer,", None, "other"),
        ("Jo Marsh, crane driver at Brackwater,", None, "union"),
        ("Jo Marsh, who has driven the ferry van for nine years,", None, "union"),
    ],
)
def test_a_role_and_its_owner_tell_for_whom_a_person_speaks(introduction, organisation, side):
    article = UNION + f"{introduction} said: “This has gone on for far too long now.”"
    speaker, found, found_side = whose(article, "far too long")
    assert (speaker, found_side) == ("Jo Marsh", side)
    assert organisation is None or organisation in (found or "")


def test_two_people_share_a_post():
    article = (
        UNION + "Vik Rao and Jo Lunt, co-chairs of the DHWU ferry committee, said in a statement:"
        " “We are ready to talk all night if we must.”"
    )
    speaker, organisation, side = whose(article, "all night")
    assert (speaker, side) == ("Vik Rao and Jo Lunt", "union")
    assert "Dock" in (organisation or "")


def test_its_is_not_the_government_that_was_named_beside():
    article = UNION + (
        "The union gave the federal government four weeks. A letter signed by Jo Marsh, its deputy"
        " national president, went out.\nJo Marsh said: “Our members have been patient long enough.”"
    )
    assert one(article, "patient long enough").side == "union"


def test_a_union_that_is_only_mentioned_is_not_the_one_that_strikes():
    article = UNION + (
        "Office staff, who belong to a different union, are at work. Its chairperson, Jo Marsh, said:"
        " “We are watching this very closely.”"
    )
    assert whose(article, "very closely") == ("Jo Marsh", None, "union")


def test_the_head_of_a_school_is_a_bystander_of_a_bus_strike():
    article = (
        "Drivers at Avonmere Buses walked out on Monday.\n"
        "Headteacher Jo Marsh said: “Parents had no way of getting here.”"
    )
    assert whose(article, "no way of getting")[1:] == (None, "other")


def test_the_council_with_a_capital_is_the_council_of_the_article():
    article = (
        "Bin crews at Greyford City Council are out until Friday.\n"
        "The Council said its offer was “fair and reasonable”."
    )
    assert whose(article, "fair and reasonable")[1:] == ("Greyford City Council", "employer")


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Producers’ Roundtable", "employer"),
        ("Harbour Operators’ League", "employer"),
        ("Federation of Town Centre Traders", "other"),
        ("Health Services Alliance", "union"),
        ("Allied Toolmakers", "union"),
        ("Union Health Ministry", "government"),
    ],
)
def test_the_words_of_a_name_tell_its_side(name, side):
    article = (
        f"Talks went on into the night.\nThe {name} said it was “no longer hopeful of a deal”."
    )
    assert one(article, "no longer hopeful").side == side


def test_the_owner_of_a_brand_answers_for_it():
    article = (
        "Drivers at Hearthstone have voted to strike.\n"
        "A spokesman for Hearthstone’s owner, Corran Milling Group, said it was “sorry to learn” of it."
    )
    assert one(article, "sorry to learn").organisation == "Corran Milling Group"


def test_a_rep_of_a_union_is_somebody_and_not_the_union():
    article = UNION + (
        "A DHWU rep at the terminal said a deal was months late. “It was due in April,” he said."
    )
    assert one(article, "due in April").speaker == "A DHWU rep at the terminal"


def test_a_name_is_taken_whole():
    article = UNION + (
        "Local president Denise Okafor-Bell spoke first.\n“We are tired of waiting,” Okafor-Bell said."
    )
    assert one(article, "tired of waiting").speaker == "Denise Okafor-Bell"


@pytest.mark.parametrize(
    "sentence",
    [
        "“It is an insult,” said Ann Reed of Unite.",
        "“It is an insult,” said Ann Reed from Unite, which speaks for drivers.",
        "“It is an insult,” Unite’s Ann Reed said.",
    ],
)
def test_a_union_named_by_a_common_word_is_known_by_its_speaker(sentence: str) -> None:
    (statement,) = extract_statements(sentence)
    assert (statement.organisation, statement.side) == ("Unite", "union")


@pytest.mark.parametrize(
    ("article", "organisation", "side"),
    [
        # a minister beside a picket line, and those who judge the dispute
        (
            "End row in talks, not on picket line, Harwood says as strikes begin\n"
            "As nurses walk out, Health Minister Owen Harwood called on the B.C. Nurses Federation to settle.\n"
            "“We wait and see,” said Harwood.",
            "Health Minister",
            "government",
        ),
        (
            "The hotel chain Marlow is in dispute with the Catering Workers Union.\n"
            "In granting an order, commission deputy president Ivor Lask said: “We wait and see.”",
            None,
            "other",
        ),
        (
            "The Labour Court has ruled on the dispute at the hotel chain Marlow.\n"
            "In granting an order, court deputy chairman Ivor Lask said: “We wait and see.”",
            "Labour Court",
            "other",
        ),
        # a firm's lawyer, its asset president, and what a firm carries
        (
            "Bakers at the Marlow chain have been on strike for nine days.\n"
            "Marlow lawyer Ivor Lask said: “We wait and see.”",
            "Marlow",
            "employer",
        ),
        (
            "Guards at the plant run by Tolley Energy walked out over pay.\nAsset president Paul Vane said: “We wait and see.”",
            "Tolley Energy",
            "employer",
        ),
        (
            "Workers struck over pay.\nCarl Venn, chief executive of the Commuter Ferry Company, said: “We wait and see.”",
            "Commuter Ferry Company",
            "employer",
        ),
        # those who own small shops are no union
        (
            "Bakers at the Marlow chain walked out.\n"
            "Dan Castell, president of the Federation of Small Grocers, said: “We wait and see.”",
            "Federation of Small Grocers",
            "other",
        ),
        # what stands behind a name is no second post of whoever is named by one before it
        (
            "Workers at Elm Buses are on strike over pay.\n"
            "The mayor, Jo Marsh, chair of the transport board, said: “We wait and see.”",
            "mayor",
            "government",
        ),
        (
            "Teachers at Elm School are on strike over pay.\n"
            "A parent, Jo Marsh, owner of Elm Motors, said: “We wait and see.”",
            None,
            "other",
        ),
        (
            "Nurses at Elm Hospital are on strike over pay.\n"
            "One nurse, Jo Marsh, lead for diabetes at Elm Hospital, said: “We wait and see.”",
            None,
            "union",
        ),
        (
            "Workers at Elm Buses are on strike over pay.\n"
            "Most workers are out, Jo Marsh, spokesman for Elm Buses, said: “We wait and see.”",
            "Elm Buses",
            "employer",
        ),
        (
            "Nurses are on strike.\n"
            "Ohio AG Dave Yost said nobody may stay away. “We wait and see,” he said.",
            None,
            "unknown",
        ),
        (
            "Teachers are on strike.\n"
            "The president general of Elm Circle, Jo Marsh, said: “We wait and see.”",
            None,
            "unknown",
        ),
        # one of a court's staff, a place before a name, a prosecutor of a state
        (
            "Court staff of the PCS union are on strike over pay.\n"
            "Jo Marsh, a court registrar and a member of the strike committee, said: “We wait and see.”",
            "PCS",
            "union",
        ),
        (
            "Workers are on strike over pay at Elm Buses. In Elm Buses, Jo Marsh said: “We wait and see.”",
            None,
            "unknown",
        ),
    ],
)
def test_who_is_no_party_and_who_is_the_firms(article, organisation, side):
    statement = one(article, "We wait and see")
    assert (statement.organisation, statement.side) == (organisation, side)


def test_initials_without_an_end_are_read_at_once():
    started = time.perf_counter()
    assert _AFFILIATED.match(" of " + "A.B " * 22 + "9.") is None
    assert time.perf_counter() - started < 1
