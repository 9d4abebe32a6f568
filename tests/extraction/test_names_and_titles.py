"""Names that stand beside titles, places and trades, and sides that an office leaves open."""

import pytest

from stancenlp.extraction import pipeline
from stancenlp.extraction.introductions import Told
from stancenlp.extraction.pipeline import extract_statements

_BEFORE = "Drivers at Tolland Buses are on strike. “It is a fair fight,” said Ann Reed of the Drivers’ Union.\n"


def last(article):
    """The speaker of an article's last statement."""
    return extract_statements(_BEFORE + article)[-1].speaker


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        # titles
        (
            "Clr Farai Dube told the meeting that it was late.\n“There is no money,” said Clr Dube.",
            "Farai Dube",
        ),
        (
            "The study was led by Assoc Prof Dr Aminah Yusof. “I would not try it,” she said.",
            "Aminah Yusof",
        ),
        # an initial without its full stop
        ("Union president A Velusamy was unmoved. “They never listen,” he said.", "A Velusamy"),
        # a surname that is also a road
        ("Philippa Street, CEO of Tolland Precision, said: “I am sorry.”", "Philippa Street"),
        # first names alone
        (
            "Lowri, walking with her son on her back, has cleaned here since 2004. “Name me a price that has not gone up,” she said.",
            "Lowri",
        ),
        (
            "One of those by the fire, Zofia, has been here for years. “It is cold,” she laughed.",
            "Zofia",
        ),
        (
            "“They are the ones who lift with me,” said one, who would give only her first name, Lorna.",
            "Lorna",
        ),
        (
            "One of them, a pump operator who gave only his first name, Luc, said two men rang at five. “My girl woke up,” he said.",
            "Luc",
        ),
        # a place before somebody's post
        (
            "Te Kura organiser for the Carers Guild, Ben Tamati, said some wards were better off. “It makes the point,” he said.",
            "Ben Tamati",
        ),
    ],
)
def test_names_are_told_from_titles_and_places(article, speaker):
    assert last(article) == speaker


def test_dateline_is_no_person():
    article = "ELM FALLS — The county may soon have a contract.\n“It is overdue,” said Chairwoman Donna Marsh, D-Elm Falls. A strike was near."
    assert extract_statements(article)[-1].speaker == "Donna Marsh"


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("“Go and find one then!” someone shouted back.", "someone"),
        ("Her friend disagreed. “You can’t drive when you can’t eat,” she said.", "Her friend"),
        (
            "His waitress, who has a boy at school, set down the coffee. “Don’t listen to him,” she said.",
            "His waitress",
        ),
        (
            "At Elm Primary a helper who has two boys there said: “It is my own children too.”",
            "a helper",
        ),
    ],
)
def test_bystanders_without_a_name_speak_for_themselves(article, speaker):
    assert last(article) == speaker


def test_minister_is_whoever_was_named_with_the_title():
    article = "It was signed before the Plantations Minister Ruwan Perera. “Nobody went home angry,” the Minister said."
    assert last(article) == "Ruwan Perera"


def test_he_and_others_are_him():
    article = "Tau Molefe of the union wants all of them back. It could end by Friday, when he and 28 other officials are due in court, he said. “Stranger things have happened,” he said."
    assert last(article) == "Tau Molefe"


def test_statement_from_a_firm_that_no_list_knows_is_the_firms():
    article = (
        "A statement from Brackwell Bottles said that its offer was “generous by any measure”."
    )
    assert last(article) == "Brackwell Bottles"


def sides_left_open(article):
    """Those of whose side the rules are not sure."""
    asked = []

    def note(introductions):
        asked.extend(found.name for found in introductions if found.side is None)
        return [Told()] * len(introductions)

    pipeline.extract_statements(_BEFORE + article, tell_sides=note)
    return asked


@pytest.mark.parametrize(
    "article",
    [
        "Mayor Ann Colby said she heard the result in her car. “I sat there a minute,” she said.",
        "“It is about 2 percent,” said Legislator Ann Colby, R-Elm Falls.",
        "County Executive Ann Colby said he had respect for them. “Sales tax is down,” she said.",
        "Taxi driver Ann Colby, who had pulled over, was cheerful. “Give them what they want,” she said.",
    ],
)
def test_offices_and_trades_that_tell_no_side_leave_it_open(article):
    assert "Ann Colby" in sides_left_open(article)
