"""How an article introduces its speakers, and what is done with a side that is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from stancenlp.extraction.introductions import Introduction, Told
from stancenlp.extraction.pipeline import extract_statements, speakers_of

TEXT = (
    "Buses stood still in Harcastle for a third day of the dispute over pay on Monday.\n"
    "Anwen Hughes has driven the number 9 for eleven years. “We were promised a meeting and "
    "nobody came,” Ms Hughes said.\n"
    "“The door is open,” said Helen Marsh, chief executive of Pennine Buses Ltd.\n"
    "“I walked to work,” said Tom Barker. The rain went on over the roofs and the river and the "
    "fields beyond the town, in all directions, until the night came down and covered all of it. "
    "Hughes laughed.\n"
)


def test_a_speaker_is_introduced_by_what_is_written_around_the_name() -> None:
    found = {speaker.name: speaker for speaker in speakers_of(TEXT)}
    hughes = found["Anwen Hughes"]
    assert hughes.places[0].startswith("Anwen Hughes has driven the number 9")
    assert "promised a meeting" not in " ".join(hughes.places)
    assert hughes.words == "We were promised a meeting and nobody came,"
    assert [TEXT[start:end] for start, end in hughes.spans] == [hughes.words]


def test_places_near_each_other_are_one_and_a_later_one_is_another() -> None:
    places = speakers_of(TEXT)[0].places
    assert len(places) == 2
    assert places[1].endswith("Hughes laughed.")


def test_two_of_one_surname_are_introduced_apart() -> None:
    text = (
        "Tom Barker runs the chip shop by the depot. “It is quiet,” said Tom Barker.\n"
        "Ann Barker has driven buses for nine years. “We are tired,” said Ann Barker.\n"
    )
    found = {speaker.name: speaker.places for speaker in speakers_of(text)}
    assert [place.startswith("Tom Barker runs") for place in found["Tom Barker"]] == [True]
    assert [place.startswith("Ann Barker has") for place in found["Ann Barker"]] == [True]


def test_a_name_is_found_as_whole_words_only() -> None:
    text = (
        "Marshall Street was empty, and the marshes too, on the second day of the stoppage in town.\n"
        "“No buses came,” said Lee Marsh.\n"
    )
    assert speakers_of(text)[0].places == ("“…” said Lee Marsh.",)


def test_what_is_told_settles_sides_and_fills_in_bodies() -> None:
    asked: dict[str, tuple[str | None, str | None]] = {}
    answers = {
        "Anwen Hughes": Told("union", "Harcastle Drivers’ League"),
        "Tom Barker": Told(None, None),
        "a manager": Told("other", "Pennine Buses Ltd"),
    }
    text = TEXT + "“It cannot go on,” a manager said.\n"

    def tell(introductions: Sequence[Introduction]) -> list[Told]:
        asked.update({found.name: (found.side, found.organisation) for found in introductions})
        return [answers[found.name] for found in introductions]

    told = {s.speaker: (s.side, s.organisation) for s in extract_statements(text, tell_sides=tell)}
    assert asked["Anwen Hughes"] == (None, None)
    assert asked["a manager"] == ("employer", None)
    assert told["Anwen Hughes"] == ("union", "Harcastle Drivers’ League")
    # a side may be overruled; nothing is asked of somebody whose side and body are known
    assert told["a manager"] == ("other", "Pennine Buses Ltd")
    assert "Helen Marsh" not in asked
    assert told["Helen Marsh"] == ("employer", "Pennine Buses Ltd")
    by_rules = {s.speaker: (s.side, s.organisation) for s in extract_statements(text)}
    assert told["Tom Barker"] == by_rules["Tom Barker"]


def test_a_body_that_is_told_goes_by_the_name_that_the_article_gives_it() -> None:
    text = (
        "The Allied Lamplighters’ Union (ALU) walked out over pay on Monday.\n"
        "“We were promised a meeting,” said Edna Poole.\n"
    )
    found = extract_statements(text, tell_sides=lambda _: [Told("union", "ALU")])[-1]
    assert (found.speaker, found.organisation) == ("Edna Poole", "Allied Lamplighters’ Union")


def test_a_union_is_not_whose_those_are_who_speak_against_it_or_of_several() -> None:
    text = (
        "Porters are on strike over pay.\n"
        "“We are sorry that the PRU has turned down our offer,” Edna Poole said.\n"
        "“It is low,” said PRU porter Tom Barker.\n“It is far too low,” the unions said.\n"
    )
    sides = {"Edna Poole": "employer"}

    def tell(introductions: Sequence[Introduction]) -> list[Told]:
        return [Told(sides.get(found.name, "union"), "PRU") for found in introductions]

    told = {s.speaker: s.organisation for s in extract_statements(text, tell_sides=tell)}
    assert told == {"Edna Poole": None, "Tom Barker": "PRU", "The unions": None}


@pytest.mark.parametrize(
    ("firm", "workers"), [("Concord", ["Moss"]), ("Elm Foods", ["Moss", "Barker"])]
)
def test_a_firm_is_no_union_by_its_workers(firm: str, workers: list[str]) -> None:
    said = [f"“It is far too low,” said Lena {surname}.\n" for surname in workers]
    text = "Porters are on strike over pay.\n“It is a good offer,” Edna Poole said.\n" + "".join(
        said
    )

    def tell(introductions: Sequence[Introduction]) -> list[Told]:
        return [
            Told("employer", f"{firm} | employer: Asda")
            if found.name == "Edna Poole"
            else Told("union", firm)
            for found in introductions
        ]

    told = {s.speaker: s.organisation for s in extract_statements(text, tell_sides=tell)}
    assert told["Edna Poole"] == firm


def test_who_is_told_to_be_of_the_union_still_speaks_for_it_by_what_they_say() -> None:
    text = (
        "Members of Unite walked out at Harcastle Foods on Monday over pay. Unite said the ballot was clear.\n"
        "“Our members deserve better,” said Edna Poole.\n"
    )
    for side, organisation in (("union", "Unite"), ("other", None)):
        last = extract_statements(text, tell_sides=lambda who, told=side: [Told(told)] * len(who))[
            -1
        ]
        assert (last.speaker, last.side, last.organisation) == ("Edna Poole", side, organisation)


def test_indirect_speech_of_those_who_are_told_to_be_of_no_union_is_left_out() -> None:
    text = (
        "Drivers are on strike over pay. The strikers said that the offer was too low.\n"
        "“It will rain,” said Tom Barker.\n"
    )
    assert [s.kind for s in extract_statements(text)] == ["indirect", "direct"]
    found = extract_statements(text, tell_sides=lambda who: [Told("employer")] * len(who))
    assert [(s.kind, s.side) for s in found] == [("direct", "employer")]


def test_nobody_is_asked_where_nobody_speaks_but_a_known_body() -> None:
    text = (
        "Drivers of Pennine Buses are on strike over pay.\n"
        "“It goes on,” the Allied Drivers’ Union said."
    )
    assert [who.side for who in speakers_of(text)] == ["union"]
    extract_statements(text, tell_sides=lambda _: 1 / 0)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(("chance", "kinds"), [(0.9, ["indirect", "direct"]), (0.6, ["direct"])])
def test_reported_words_are_a_unions_where_their_speaker_is_told_to_be_of_one_for_sure(
    chance: float, kinds: list[str]
) -> None:
    text = "The talks on pay go on.\n\nAnwen Hughes said the buses would stay in. “We wait,” Hughes said."
    found = extract_statements(
        text, tell_sides=lambda who: [Told("union", chance=chance) for _ in who]
    )
    assert [statement.kind for statement in found] == kinds
    assert [s.kind for s in extract_statements(text)] == ["direct"]


@pytest.mark.parametrize(
    ("sentence", "told", "organisation", "side"),
    [
        # a shopper is of no shop, a striker by trade of no firm, and a trade is no body
        ("said Asda shopper Rita Moss", Told("employer", "Asda"), None, "other"),
        ("said shopper Rita Moss", Told(None, "Asda"), None, "other"),
        # somebody of another trade may be anybody
        ("said factory worker Rita Moss", Told("employer", "Elm Foods"), "Elm Foods", "employer"),
        ("said fellow worker Rita Moss", Told("employer", "Elm Hospital"), None, "union"),
        # who serves customers is none
        (
            "said customer adviser Rita Moss, who is a member of Unite",
            Told("union", "Unite"),
            "Unite",
            "union",
        ),
        ("said customer adviser Rita Moss", Told("employer", "Asda"), "Asda", "employer"),
        ("said porter Rita Moss", Told("employer", "Elm Hospital"), None, "union"),
        ("said Rita Moss", Told("union", "ward clerk"), None, "union"),
        ("said Rita Moss", Told("union", "Concord | employer: Asda"), "Concord", "union"),
    ],
)
def test_what_cannot_be_is_not_believed(
    sentence: str, told: Told, organisation: str | None, side: str
) -> None:
    text = f"Porters walked out over pay. “It is cold here at five,” {sentence}."
    (statement,) = extract_statements(text, None, lambda found: [told] * len(found))
    assert (statement.organisation, statement.side) == (organisation, side)


def test_who_speaks_of_our_strike_is_out_whatever_is_told() -> None:
    text = "Crews walked out over pay. “It is the first day of our strike,” said Rita Moss."
    (statement,) = extract_statements(
        text, None, lambda found: [Told("employer", "Elm Foods")] * len(found)
    )
    assert (statement.organisation, statement.side) == (None, "union")
