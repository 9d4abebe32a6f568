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
        # "Local" that begins a sentence
        (
            "- Some workers believe the strike may last.\n- Local union leader Ron Tilley says he “knew nothing” of it.\n“They saw this coming,” says UAW Local 612 President Ron Tilley.",
            "knew nothing",
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


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            "The Clerks’ Union has turned down the offer by Redhill Mines. “We cannot pay more,” its chief executive, Joe Radebe, said.",
            ("Redhill Mines", "employer"),
        ),
        ("“It is fair,” said NSW State Secretary Jo Reed. Drivers are out.", (None, "union")),
        (
            "Nurses are on strike. “They deserve more,” said Labour Transport Spokesperson Jo Marsh.",
            (None, "unknown"),
        ),
        (
            "Constables wait. “It is wrong,” said Redhill Police Athletic League president Jo Kerr.",
            ("Redhill Police Athletic League", "other"),
        ),
    ],
)
def test_posts_and_letters_that_tell_less(article, expected):
    found = next(s for s in extract_statements(article) if s.kind == "direct")

    assert (found.organisation, found.side) == expected


def test_name_is_given_as_it_is_printed():
    article = "Tram Union secretary Brian O'Shea said the city must “step in”. It’s time, he added."

    assert one(article, "step in").speaker == "Brian O'Shea"
