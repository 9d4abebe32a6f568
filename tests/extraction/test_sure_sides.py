"""Sides and organisations that the rules must not be sure of, or must not take from what stands near."""

import pytest

from stancenlp.extraction.organisations import Organisations
from stancenlp.extraction.pipeline import extract_statements
from stancenlp.extraction.workers import trades

UNION = "The Dock and Harbour Workers’ Union (DHWU) has called a strike of dockers at Brackwater Ferries.\n"
COUNCIL = "Members of the GMB union at Larchmount City Council walked out on Monday over pay.\n"


def whose(article):
    """(organisation, side) of the one quotation of an article."""
    (statement,) = (s for s in extract_statements(article) if s.kind != "indirect")
    return statement.organisation, str(statement.side)


@pytest.mark.parametrize(
    ("introduction", "organisation", "side"),
    [
        ("Jo Marsh, who speaks for the union,", "Dock", "union"),
        ("Jo Marsh, who led the union through two strikes,", "Dock", "union"),
        ("Jo Marsh, who now organizes for the union,", "Dock", "union"),
        ("Jo Marsh, speaking for the company,", "Brackwater", "employer"),
        ("Jo Marsh, business director at the operator,", "Brackwater", "employer"),
        ("Jo Marsh, the company’s customer director,", "Brackwater", "employer"),
        ("Strike committee chairman Jo Marsh", "Dock", "union"),
        ("Jo Marsh, a Democratic delegate,", "Democratic", "other"),
        ("State schools superintendent Jo Marsh", None, "government"),
        ("Jo Marsh, who leads one of them,", None, "unknown"),
        ("Fellow mum Jo Marsh", None, "unknown"),
        ("His flatmate, Jo Marsh, laughed about the picket. She", None, "unknown"),
        ("Office manager Jo Marsh", None, "unknown"),
    ],
)
def test_for_whom_somebody_acts(introduction, organisation, side):
    article = UNION + f"{introduction} said: “This has gone on for far too long now.”"
    found, found_side = whose(article)
    assert found_side == side
    assert (found is None) if organisation is None else organisation in (found or "")


@pytest.mark.parametrize(
    ("introduction", "side"),
    [
        ("Jo Marsh, a teacher from Ohio,", "other"),
        ("Jo Marsh, who teaches labour law at Elmton College,", "other"),
        ("Jo Marsh, a docker who went back in after a month,", "other"),
        ("Jo Marsh, who is in her third year at the Harbour University,", "other"),
        ("Jo Marsh of Shoreham, who brought her mother to Brackwater Ferries,", "unknown"),
        ("Jo Marsh, a docker from Shoreham,", "union"),
    ],
)
def test_those_who_are_at_work_or_at_a_place_are_not_all_out(introduction, side):
    article = UNION + f"{introduction} said: “This has gone on for far too long now.”"
    assert whose(article)[1] == side


def test_an_article_speaks_of_trades_in_the_plural():
    assert trades("Two dockers met a baker. Postmen and the faculty agreed.") == {
        "docker",
        "postman",
        "faculty",
    }


@pytest.mark.parametrize(
    ("introduction", "side"),
    [
        ("Councillor Jo Marsh, cabinet member for waste,", "employer"),
        ("Councillor Jo Marsh, education convener of the council,", "employer"),
        ("Councillor Jo Marsh, who leads the Conservative group,", "other"),
        ("They met mayor Jo Marsh, who", "employer"),
        ("Deputy mayor Jo Marsh", "employer"),
        ("Acting City Clerk Jo Marsh", "employer"),
    ],
)
def test_those_who_hold_an_office_of_the_council_that_employs(introduction, side):
    article = COUNCIL + f"{introduction} said: “This has gone on for far too long now.”"
    assert whose(article)[1] == side


def test_a_mayor_of_another_town_governs():
    article = COUNCIL + "Elmton Mayor Jo Marsh said: “This has gone on for far too long now.”"
    assert whose(article)[1] == "government"


def test_its_president_is_of_the_body_that_the_paragraph_speaks_of():
    article = (
        "The Elmton school district and the Elmton Federation of Teachers met on Monday. The union left.\n"
        "The board called its offer generous. Jo Marsh, its president, said: “We cannot go on like this.”"
    )
    assert whose(article)[1] == "employer"


def test_who_speaks_on_their_behalf_is_of_no_body_named_before():
    article = (
        UNION
        + "The Harbour Authority sent a letter.\nThe men met at the gate. Jo Marsh, who spoke on"
        " their behalf, said: “This has gone on for far too long now.”"
    )
    assert whose(article) == (None, "unknown")


def test_a_crane_operator_is_no_firm():
    assert whose(UNION + "“We have waited for years,” a crane operator said.")[1] == "union"
    assert whose(UNION + "“We have waited for years,” a bus operator said.")[1] != "other"


def test_one_of_retired_teachers_is_not_out():
    article = (
        UNION + "Two retired teachers sat on the wall. “We have been to France,” one of them said."
    )
    assert whose(article)[1] == "other"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Slate Producers’ Union wrote.", "Slate Producers’ Union", "employer"),
        ("The Harbour Concern Group wrote.", "Harbour Concern Group", "other"),
        ("The Harbour Business Roundtable wrote.", "Harbour Business Roundtable", "employer"),
        ("The Slate Forum wrote.", "Slate Forum", "unknown"),
        ("She teaches at Elmton College now.", "Elmton College", "employer"),
        ("The bargaining council wrote.", "bargaining council", "other"),
        ("Calder, the engineers’ association, has called a strike.", "Calder", "union"),
    ],
)
def test_what_the_words_of_a_name_tell(text, name, side):
    found = Organisations(text).mentions(text)
    assert [(m.organisation.name, m.organisation.side) for m in found][:1] == [(name, side)]


@pytest.mark.parametrize(
    "text",
    [
        "A driver called Liam, who was coming off his turn, had offered him a lift.",
        "Dolores Kimm, a spokeswoman for the union, said talks would go on.",
        "No other Hanratty’s branch has had such a turnout.",
    ],
)
def test_people_and_shops_are_no_bodies(text):
    assert not any(
        m.organisation.side in ("union", "employer") for m in Organisations(text).mentions(text)
    )


def test_a_union_that_is_a_word_is_known_behind_a_name():
    article = "Terry Groves, of Unite, said: “The lads have gone back to work as normal.”"
    assert whose(article) == ("Unite", "union")


def test_a_street_is_nobodys_organisation():
    article = UNION + "Pensioner Jo Marsh, from Harle Hill, said: “I missed two appointments.”"
    assert whose(article) == (None, "other")
