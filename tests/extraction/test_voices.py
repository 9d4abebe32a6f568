"""Who is out, who speaks of "our members", and bodies that an article names by acronym alone."""

import pytest

from stancenlp.extraction.marks import paragraphs, quoted_runs
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.pipeline import extract_statements
from stancenlp.extraction.voices import strikers

WORDS = "“It has gone on for too long and it must end,”"
UNION = "The Quarry and Lime Staff Union (QLSU) has called a strike at Elm Quarries.\n"


def whose(article, words="gone on"):
    """(speaker, organisation, side) of the statement that holds ``words``."""
    found = [s for s in extract_statements(article) if words in s.text]
    assert len(found) == 1, [s.text for s in found]
    return found[0].speaker, found[0].organisation, str(found[0].side)


@pytest.mark.parametrize("opening", ["“", "‘‘", "``"])
@pytest.mark.parametrize("closing", ["’’", "''"])
def test_two_single_marks_close_a_quotation(opening, closing):
    text = f"He called it {opening}a poor joke{closing}, and the members’ answer {opening}fair{closing}."
    runs = quoted_runs(text, paragraphs(text))
    assert [text[run.start : run.end] for run in runs] == ["a poor joke", "fair"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The barristers’ strike began on Monday.", {"barrister"}),
        ("A strike by lab technicians has closed wards.", {"technician"}),
        ("The usual signalmen walked out at noon.", {"signalman"}),
        ("Porters in Preston are striking over pay.", {"porter"}),
        ("The parents’ strike of 1990 is forgotten; employers walked out of talks.", set()),
    ],
)
def test_the_article_tells_who_is_out(text, expected):
    assert strikers(text) == expected


def test_one_of_those_who_are_out_is_no_bystander():
    article = f"The advocates’ strike began on Monday.\nAdvocate Ines Cole said: {WORDS}\n"
    assert whose(article)[2] == "union"
    assert whose(article.replace("advocates’", "porters’"))[2] == "other"


@pytest.mark.parametrize(
    "opening",
    [
        "QLSU members at Elm Quarries downed tools.",
        "A strike by QLSU at Elm Quarries has begun.",
        "Staff at Elm Quarries, represented by QLSU, are out.",
        "QLSU, which represents 300 people at Elm Quarries, has walked out.",
    ],
)
def test_a_bare_acronym_is_a_union_by_what_is_said_of_it(opening):
    _, organisation, side = whose(f"{opening}\n{WORDS} said QLSU president Jo Marsh.\n")
    assert (organisation, side) == ("QLSU", "union")


def test_the_strike_of_a_firm_s_workers_is_no_union_s():
    article = f"A strike by Elmstone workers has begun.\n{WORDS} Elmstone said in a statement.\n"
    assert whose(article)[2] != "union"


@pytest.mark.parametrize(
    ("introduction", "side"),
    [
        ("QLSU Deputy Secretary Jo Marsh", "union"),
        ("Superintendent Jo Marsh, in a call to parents,", "employer"),
        ("Jo Marsh, who directs the union’s transport division,", "union"),
        ("Councilwoman Jo Marsh", "other"),
        ("The president of the National Learners’ Union, Jo Marsh,", "other"),
        ("Workers’ Alliance TD Jo Marsh", "other"),
        ("The Minister for Colleges and Skills, Jo Marsh,", "government"),
        ("Orley municipality spokesperson Jo Marsh", "employer"),
        ("Jo Marsh, holding a placard outside the gates,", "union"),
    ],
)
def test_posts_and_places_tell_the_side(introduction, side):
    speaker, _, found = whose(f"{UNION}{introduction} said: {WORDS}\n")
    assert (speaker, found) == ("Jo Marsh", side)


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("Our members have waited, and it has gone on too long.", "union"),
        ("We walked out as it has gone on too long.", "union"),
        ("Our offer is fair, and it has gone on too long.", "employer"),
        ("Our members want it, but our staff say it has gone on too long.", "unknown"),
        ("The weather has gone on too long.", "unknown"),
    ],
)
def test_what_is_said_is_the_weakest_hint(said, side):
    assert whose(f"{UNION}“{said}” said Jo Marsh.\n")[2] == side


def test_what_is_said_changes_no_known_side():
    article = f"{UNION}“Our members say it has gone on too long,” said minister Jo Marsh.\n"
    assert whose(article)[2] == "government"


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Congress of Court Clerks", "union"),
        ("Ambulance Employees Australia", "union"),
        ("Joint Staff Council", "union"),
        ("Orley Police Service", "other"),
        ("National Parents Council", "other"),
        ("Hotel Association", "employer"),
        ("Hotel Workers’ Association", "union"),
        ("Bank of Orley", "employer"),
        ("Orley City Council", "employer"),
        ("Union Grove", None),
        ("Union Local 12", "union"),
        ("Union Coalition", "union"),
        ("Union Alliance", "union"),
        ("Union Hospital Staff", "union"),
        ("Elm State Patrol Association", "union"),
        ("Highway Patrol Benevolent Association", "union"),
        ("Employment Officers Association", "union"),
        ("Hotel Employment Workers Association", "union"),
    ],
)
def test_the_words_of_a_name_tell_the_side(name, side):
    assert side_by_name(name) == side


@pytest.mark.parametrize(
    "sentence",
    [
        "Union representatives say the pay rise would never reach the night shift.",
        "In Orley, the coast chapter said the pay rise would never reach the night shift.",
        "In a letter to the paper, QLSU said the pay rise would never reach the night shift.",
        "They met after QLSU said the pay rise would never reach the night shift.",
    ],
)
def test_unions_are_heard_without_marks(sentence):
    found = [s for s in extract_statements(UNION + sentence) if "night shift" in s.text]
    assert [(str(s.kind), str(s.side)) for s in found] == [("indirect", "union")]


def test_the_newspaper_that_was_told_is_not_the_speaker():
    article = (
        f"{UNION}QLSU officer Jo Marsh was hopeful.\nSpeaking to Nightline, she said: {WORDS}\n"
    )
    assert whose(article)[0] == "Jo Marsh"


def test_a_councillor_s_title_ends_no_sentence():
    article = f"{UNION}{WORDS} Coun. Ray Sand told reporters on Monday.\n"
    assert whose(article)[0] == "Ray Sand"
