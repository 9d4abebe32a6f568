"""Ordinary sentences that the rules for descriptions, offices and signs must leave alone."""

import time

import pytest

from stancenlp.extraction.epithets import one_of
from stancenlp.extraction.offices import _TOWN
from stancenlp.extraction.pipeline import extract_statements

DRIVERS = (
    "Bus drivers at Calder Coaches are on strike over pay. The Transport Workers Union represents"
    " them.\n\n"
)
COUNCIL = (
    "Staff at Calder Town Council are on strike over pay. The Transport Workers Union represents"
    " them.\n\n"
)


def quoted(article):
    """(speaker, side) of the one quotation of an article."""
    (statement,) = (s for s in extract_statements(article) if s.kind != "indirect")
    return statement.speaker, str(statement.side)


@pytest.mark.parametrize(
    "told",
    [
        "said colleagues who went back to work had let them down. “We stay out,” she said.",
        "said she would stay while others kept working. “We stay out,” she said.",
        "said: “We stay out.” Dan Toll crossed the picket line.",
    ],
)
def test_a_striker_who_speaks_of_others_at_work_is_out(told):
    assert quoted(f"{DRIVERS}Jo Marsh, a driver at Calder, {told}") == ("Jo Marsh", "union")


def test_a_striker_who_went_back_is_not_out():
    article = f"{DRIVERS}Jo Marsh, a driver, went back to work on Monday. “I had to,” she said."
    assert quoted(article) == ("Jo Marsh", "other")


@pytest.mark.parametrize(
    "described",
    ["a shop steward in his third year at the depot", "a driver in his third year at Calder"],
)
def test_a_year_at_work_makes_no_student_of_a_steward_or_a_driver(described):
    assert quoted(f"{DRIVERS}Jo Marsh, {described}, said: “We stay out.”")[1] == "union"


@pytest.mark.parametrize(
    ("office", "side"),
    [
        ("who heads the council’s finance committee", "employer"),
        ("who chairs the parents’ association", "other"),
        ("who leads the march", "other"),
        ("spokesman for the strikers", "union"),
        ("convenor of the union branch", "union"),
    ],
)
def test_a_councillors_office_outside_the_council_is_not_the_councils(office, side):
    assert quoted(f"{COUNCIL}Councillor Peter Lamb, {office}, said: “Enough.”")[1] == side


def test_an_arts_council_has_no_mayor():
    article = COUNCIL.replace("Calder Town", "Northern Arts") + "Mayor Peter Lamb said: “Pay them.”"
    assert quoted(article) == ("Peter Lamb", "government")
    assert _TOWN.search("Calder Council")


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("The inquiry was led by Ann Holt. The driver", "The driver"),
        ("Jo Marsh cleans buses. A passenger was cross. The passenger", "The passenger"),
        ("Jo Marsh has left for good. The retired locksmith", "Jo Marsh"),
    ],
)
def test_a_description_means_whom_the_sentence_before_is_about(before, speaker):
    assert quoted(f"{DRIVERS}{before} said: “I was not told.”")[0] == speaker


def test_a_notice_from_somebody_is_their_word_and_a_sign_nobodys():
    said = "said: “Return to work or lose your job.”"
    assert quoted(f"{DRIVERS}The notice from the company {said}")[0] == "Calder Coaches"
    assert not extract_statements(f"{DRIVERS}A poster from the union {said}")


def test_one_of_them_is_looked_for_nearby_alone():
    began = time.perf_counter()
    speaker = one_of("The drivers were out and it rained. " * 20_000, "one of them")
    assert speaker.side == "union"
    assert time.perf_counter() - began < 0.5


def test_a_name_beside_a_post_is_looked_for_nearby_alone():
    names = [f"Ann Lee{one}{two}" for one in "abcdefghijklmn" for two in "abcdefghijklmn"]
    article = " ".join(f"Union rep {name} said “it is too low”." for name in names)
    extract_statements("Ann Lee said “no”.")
    began = time.perf_counter()
    assert len(extract_statements(article)) == len(names)
    assert time.perf_counter() - began < 2.5
