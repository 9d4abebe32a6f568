"""Letters, emails, statements and pages: whose words a document has."""

import pytest

from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


def test_a_quotation_pulled_to_the_top_is_the_one_below():
    article = (
        "“Nobody here is going to blink before they do.”\n"
        "Library staff went on strike in Elmstead on Monday.\n"
        "Unison organiser Jo Lunt was at the gate. “Nobody here is going to blink before they do,” Lunt said."
    )
    statement = one(article, "going to blink")
    assert statement.speaker == "Jo Lunt"
    assert len(statement.segments) == 2


@pytest.mark.parametrize("middle", ["", "\n“The firm has to think again."])
def test_a_last_paragraph_that_is_cut_off_belongs_to_the_speech_above(middle):
    article = (
        "Unison organiser Jo Lunt said: “Cleaners have had a hard year."
        f"{middle}\n“They kept the wards open and they"
    )
    (statement,) = extract_statements(article)
    assert statement.speaker == "Jo Lunt"
    assert statement.segments[-1].text == "They kept the wards open and they"


def test_a_paragraph_without_marks_does_not_part_a_speech():
    article = (
        "The Harbour Workers’ Union statement read: “Dockers have had a hard year.\n"
        "We knew that pay must rise.\n"
        "“Each port will hold a vote.”"
    )
    (statement,) = extract_statements(article)
    assert len(statement.segments) == 2


def test_speech_glued_to_a_line_of_the_page_is_read():
    article = (
        "A Lakeside Motors spokesman said: “We are sorry for this.\n"
        "Read More Two new shops for Elmstead“We have tried to settle it.\n"
        "“Our door stays open.”"
    )
    (statement,) = extract_statements(article)
    assert [s.text for s in statement.segments][1] == "We have tried to settle it."


@pytest.mark.parametrize("who", ["They", "The letter"])
def test_a_letter_is_by_whoever_wrote_it_to_somebody(who):
    article = (
        "Members of the Stage Crew Union (SCU) are on strike.\n"
        f"The Venues Employers’ Association wrote to SCU members. {who} said workload was ‘hardly"
        " ever raised’."
    )
    assert one(article, "ever raised").speaker == "Venues Employers’ Association"


def test_a_letter_from_the_city_is_the_citys():
    article = (
        "The Harbour Workers Union will walk out on Friday. “We have packed our bags,” it said.\n"
        "A warning letter from the county says all piers will be locked at noon."
    )
    assert [s.kind for s in extract_statements(article)] == ["direct"]


def test_the_email_is_the_note_of_the_union():
    article = (
        "A note from the Harbour Workers Union says it will strike. “The cranes stop at dawn,” it reads.\n"
        "This means that no ship will be unloaded on Sunday, according to the email."
    )
    assert one(article, "no ship").speaker == "Harbour Workers Union"


def test_an_agreement_between_bodies_is_no_body():
    article = (
        "The Stage Crew Union (SCU) is in dispute over the SCU/Venues’ Federation Agreement.\n"
        "In the view of the union, the employers have “walked away from” it."
    )
    assert one(article, "walked away").organisation == "Stage Crew Union"


def test_who_welcomed_gains_in_a_letter_wrote_the_statement_read_next():
    article = (
        "Porters want more pay.\n"
        "In a letter to the papers, the Northern Porters Union welcomed some changes.\n"
        "“The union also thanked the trust for its time,” the statement read in part."
    )
    assert one(article, "thanked the trust").speaker == "Northern Porters Union"


def test_a_letter_speaks_for_its_author_and_not_for_whom_it_was_sent_to():
    article = (
        "On Friday, the Ferry Crew Union sent a letter to Sound Ferries director Mia Tarn about pay.\n"
        "The letter said: “We have waited for far too long.”"
    )
    assert one(article, "far too long").speaker == "Ferry Crew Union"


def test_a_quotation_over_two_paragraphs_is_whose_the_second_says():
    article = (
        "On Friday, the Union of Ferrymen settled over pay.\n"
        "“The deal brings 6% more for pilots.\n"
        "“All other grades get 5%,” company negotiator Ruth Sand said."
    )
    statement = one(article, "more for pilots")
    assert statement.speaker == "Ruth Sand"
    assert len(statement.segments) == 2
