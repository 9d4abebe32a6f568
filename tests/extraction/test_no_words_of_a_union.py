"""What stands near a union's name and a verb of saying, and is no word of the union."""

from __future__ import annotations

import pytest

from stancenlp.extraction.introductions import Told
from stancenlp.extraction.pipeline import extract_statements

UNION = "Unison members at Elm Buses have been on strike over pay since May.\n"


def words(sentence):
    """The words of a union in a sentence."""
    return [s.text for s in extract_statements(UNION + sentence) if s.side == "union"]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "The offer, says Unison, is a cut, but managers said it was fair and final.",
            "The offer … is a cut",
        ),
        (
            "The offer, says Unison, is a cut, while the mayor insists that it is generous.",
            "The offer … is a cut",
        ),
        (
            "The offer, according to Unison, is a cut, but managers said it was fair and final.",
            "The offer … is a cut",
        ),
        (
            "According to Unison, the offer is a cut, but managers said it was fair and final.",
            "the offer is a cut",
        ),
        (
            "Elm Buses, according to Unison, has refused to talk, and managers say the depot will close.",
            "Elm Buses … has refused to talk",
        ),
        (
            "According to Unison, the company promised in May that it would talk and then said it had no time.",
            "the company promised in May that it would talk and then said it had no time",
        ),
    ],
)
def test_a_report_inside_its_sentence_ends_where_the_next_begins(sentence, text):
    assert words(sentence) == [text]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "If the talks fail, warns Unison, which has 500 members at the depot, drivers will walk out.",
            "If the talks fail … drivers will walk out",
        ),
        (
            "The rota, says Jo Lunt of Unison, who drives the 42, is a disgrace to the town.",
            "The rota … is a disgrace to the town",
        ),
        (
            "But the rota, says Jo Lunt of Unison, is a disgrace to the town.",
            "the rota … is a disgrace to the town",
        ),
    ],
)
def test_who_the_speaker_is_is_no_part_of_what_they_say(sentence, text):
    assert words(sentence) == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is unclear when Unison said that members would vote again.",
        "It was not clear when Unison said that members would vote again.",
        "Nobody knew when Unison said the strike would end.",
        "Elm Buses asked when Unison said it would return to work.",
        "The firm denied the talks ended because Unison said it would walk out.",
    ],
)
def test_what_is_not_known_to_be_said_is_not_reported(sentence):
    assert words(sentence) == []


def test_what_was_said_when_something_ended_is_reported():
    assert words("The talks ended when Unison said the strike would go on.") == [
        "the strike would go on"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Unison did not care to say how many drivers had joined the strike.",
        "Unison did not take care to stress that the action would go on.",
        "Unison workers in social care to say that the offer was a cut.",
        "Unison leaders of health care to warn that the offer is a cut.",
    ],
)
def test_only_who_takes_care_to_say_something_says_it(sentence):
    assert words(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Unison proposed changes to the rota.",
        "Unison proposed a date to managers on Monday.",
        "Unison threatened action to stop cuts.",
    ],
)
def test_what_is_proposed_to_somebody_is_no_vow(sentence):
    assert words(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Unison warned the leader of the council.",
        "Unison had warned members of staff.",
        "Unison warned the members of Elm Council.",
    ],
)
def test_who_is_warned_is_not_what_they_are_warned_of(sentence):
    assert words(sentence) == []


@pytest.mark.parametrize(
    "text",
    [
        "warned drivers of disruption on Monday",
        "warned members of cuts on Monday",
        "warned the leader of the council of a strike",
    ],
)
def test_what_somebody_is_warned_of_is_reported(text):
    assert words(f"Unison {text}.") == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "Unison is by no means insistent that drivers must have ten per cent.",
        "Unison is hardly adamant that drivers must have ten per cent.",
        "Unison said a prayer composed by a chaplain.",
    ],
)
def test_what_is_not_held_and_what_is_recited_is_not_reported(sentence):
    assert words(sentence) == []


def test_a_thing_says_nothing_whatever_side_it_is_told_to_be_on():
    sentence = "The rota, says Unison’s Jo Lunt, who drives the 42, is a disgrace to the town."
    told = extract_statements(UNION + sentence, tell_sides=lambda who: [Told("union")] * len(who))
    assert [s.speaker for s in told if s.speaker == "The rota"] == []
