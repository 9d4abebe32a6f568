"""Builds of real reports that went wrong when readers judged them: each example is invented."""

import pytest

from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


@pytest.mark.parametrize(
    ("article", "words", "expected"),
    [
        # one name with two marks
        (
            "Tram Workers Union general secretary Brian O'Shea said the city must step in.\nMr O’Shea added: “We do not want a stoppage.”",
            "stoppage",
            ("Brian O’Shea", "Tram Workers Union", "union"),
        ),
        # an acronym that only an officer's post tells
        (
            "The Skippers Federation, which represents Seajet skippers, would not comment.\n“We ask for goodwill,” said FPU National Secretary Martin Cane.",
            "goodwill",
            ("Martin Cane", "FPU", "union"),
        ),
        (
            "“They saw this coming,” says UAW Local 612 President Ron Tilley.\nDalton Aerospace Spokesperson Amy Kerr said that the two sides “had come to terms”.",
            "come to terms",
            ("Amy Kerr", "Dalton Aerospace", "employer"),
        ),
        # a state behind the union
        (
            "Ferries run again. The Ferry, Port and Coach Union VIC branch secretary Owen Petrie said members would “obey it”.",
            "obey it",
            ("Owen Petrie", "Ferry, Port and Coach Union", "union"),
        ),
        (
            "Bakers are out. The Bakers and Millers Union WA branch secretary Jo Reed said it was “too low”.",
            "too low",
            ("Jo Reed", "Bakers and Millers Union", "union"),
        ),
        # "Local" that begins a sentence
        (
            "Local union leader Ron Tilley has no news.\n“They saw this coming,” says UAW Local 612 President Ron Tilley.",
            "coming",
            ("Ron Tilley", "UAW Local 612", "union"),
        ),
        # whose "its" is
        (
            "The Clerks’ Union rejected the offer by Redhill Mines. “We want more,” its president, Joe Radebe, said.",
            "want more",
            ("Joe Radebe", "Clerks’ Union", "union"),
        ),
        # a post behind a name without a comma
        (
            "Ships wait. “The deal is poor,” said Peter Brandt the spokesman for the Larsund Port Union.",
            "deal is poor",
            ("Peter Brandt", "Larsund Port Union", "union"),
        ),
        (
            "Officers have no contract. “We want pay,” said Police Benevolent Association President Neil Brogan.",
            "want pay",
            ("Neil Brogan", "Police Benevolent Association", "union"),
        ),
    ],
)
def test_speaker_is_whom_a_reader_takes_for_it(article, words, expected):
    found = one(article, words)

    assert (found.speaker, found.organisation, found.side) == expected


def test_what_somebody_objects_to_is_theirs():
    article = (
        "Education Minister Simon Lund held a briefing on Monday. Teachers are on strike.\n"
        "Lund’s main objection has been the wages, saying a rise is too dear.\n“We side with families,” he said."
    )

    assert one(article, "families").speaker == "Simon Lund"


def test_day_is_no_part_of_who_speaks():
    article = (
        "“We fight on,” said Teachers Union chairman Sossa Kimani.\n"
        "Teachers on Sunday rejected the offer and vowed to continue with the strike until the ministry gives them a better deal."
    )

    assert one(article, "vowed to continue").speaker == "Teachers"


def test_when_somebody_spoke_is_no_statement():
    article = "“We will be back,” Drivers Union secretary Toby Barnes said hours after the ruling was read out."

    assert [s.text for s in extract_statements(article)] == ["We will be back,"]


def test_staff_who_will_turn_it_down_are_not_their_firm():
    article = (
        "Cork Bus staff are likely to turn down “feeble” plans for rises of 2 per cent.\n"
        "Transport Union officer Ann Kerr said: “They will vote next week.”"
    )

    assert all(s.side != "employer" for s in extract_statements(article))
