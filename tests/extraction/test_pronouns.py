"""Whom "he", "she" and "it" mean where places, posts and bodies stand near."""

import pytest

from stancenlp.extraction.organisations import Organisations
from stancenlp.extraction.pipeline import extract_statements

_OUT = "Porters are on strike.\n“We are staying out,” said Dev Rourke, a Unite steward.\n"


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        # a place in two words, which the recogniser takes for somebody
        (
            "Across the road, at the Heron Grill, manager Anita Dosanjh was counting cups.\n“It’s been quiet,” she said.",
            "Anita Dosanjh",
        ),
        (
            "“I had to walk,” said Orla Tierney, a nurse. Her brother was driving over from Marlow Cross to fetch her.\nAsked what she made of it, she shrugged. “They’ve rent to pay,” she said.",
            "Orla Tierney",
        ),
        (
            "Saint Aldhelm’s bursar, Graham Tooley, came out with a tray of teas.\n“They’re our people,” he said.",
            "Graham Tooley",
        ),
        # what a named person does for a living is nobody else
        (
            "In Harsley, Paula Winters, a copywriter and mother of three, was working from a friend’s kitchen.\n“I back them, I do,” she said.",
            "Paula Winters",
        ),
        # a body that is meant by its kind
        (
            "Unite said there was no offer.\nThe town declined an interview. “Our residents come first,” it wrote in an email.",
            "The town",
        ),
        # no list has the first name
        (
            "Soup came from Dana Marsh, who runs a café.\n“I was one of them,” she said.",
            "Dana Marsh",
        ),
        ("Soup came from Sam Reid, a retired driver.\n“I was one of them,” he said.", "Sam Reid"),
        # whose wages, whose day
        (
            "Paula Winters’s wages ran out in May. She borrowed from Amy Reid.\n“I back them, I do,” she said.",
            "Paula Winters",
        ),
        # beside somebody, and not that one
        (
            "Beside Paula Winters, a nurse held up a flag.\n“I back them, I do,” she said.",
            "a nurse",
        ),
    ],
)
def test_pronoun_means_whom_a_reader_takes_it_for(behind, speaker):
    assert extract_statements(_OUT + behind)[-1].speaker == speaker


def test_person_is_no_part_of_the_body_they_are_of():
    text = "Moira Dykes of Pelham Gold Buses promised refunds."

    assert [body.organisation.name for body in Organisations(text).mentions(text)] == [
        "Pelham Gold Buses"
    ]


def test_alderman_is_a_title():
    article = (
        _OUT
        + "A colleague on the council, Alderman Tom Magee, said that the row was “about power”."
    )

    assert extract_statements(article)[-1].speaker == "Tom Magee"


@pytest.mark.parametrize(
    "body",
    ["Florence University of Music", "Ruth Nurses and Midwives Union", "Jane Bus and Rail Union"],
)
def test_body_that_begins_like_a_person_stays_whole(body):
    text = f"The {body} said that its doors were open."

    assert [found.organisation.name for found in Organisations(text).mentions(text)] == [body]
