"""Ordinary American news, where nobody strikes: who said what, as agencies and papers there put it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.introductions import Told
from stancenlp.extraction.marks import paragraphs, quoted_runs
from stancenlp.extraction.pipeline import extract_statements


def quoted(text):
    return [text[run.start : run.end] for run in quoted_runs(text, paragraphs(text))]


def speakers(article):
    return [statement.speaker for statement in extract_statements(article)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # agencies close “``” with a double prime
        (
            "``It is the prettiest mess yet,″ said Lamar Tidwell. ``Ask me again.″",
            ["It is the prettiest mess yet,", "Ask me again."],
        ),
        # the space behind the mark was lost
        ('"He would not do that,"said Castell. "Not him."', ["He would not do that,", "Not him."]),
        # printed twice
        ('Fine wrote: ""He could hear what they thought."', ["He could hear what they thought."]),
        ("Visitors called the piece `upsetting' on Monday.", ["upsetting"]),
        (
            "Costa said: ''One is safe. The vote tells you.''",
            ["One is safe. The vote tells you."],
        ),
        ("The pipe is 5″ wide and 6' long, she found.", []),
    ],
)
def test_marks_of_agencies_and_lost_ones(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("article", "last"),
    [
        # who has been called a bishop is "the bishop" later
        (
            "Bishop Leonard Kosko closed four churches. Mary Lund, a nurse, asked him why.\n"
            "“I set the two sides a test last fall,” the bishop told a crowded church.",
            "Leonard Kosko",
        ),
        (
            "Sen. Judith Rosenthal (D-N.M.) has written all night. Paul Kessler, an aide, slept.\n"
            "“Do not be fooled by that motion,” the New Mexico Democrat wrote before midnight.",
            "Judith Rosenthal",
        ),
        # a first name tells who "she" is, nearer men or not
        (
            "Eileen Pruitt has held the sign for 17 years.\nWalter Dunn came from Nebraska.\n"
            "“We rented, because I wanted trees,” she said.",
            "Eileen Pruitt",
        ),
        # names beside a verb of speech, whatever the recogniser makes of them
        ("“Thinking of the boys and all the Tacketts,” tweeted Mack Tolbert.", "Mack Tolbert"),
        ("“They have bought the dog biscuits,” said manager Phyllis Orr.", "Phyllis Orr"),
        # whoever has no name can be "he"
        (
            "Constance Webb, a volunteer, was at the desk.\n"
            "One guard waved off any talk of censorship. “It is downstairs in the rack,” he said.",
            "One guard",
        ),
        # what the informant was told is Culver's, not the complaint's
        (
            "Dustin Culver was arrested in May.\nIn December, the complaint said, Culver told the"
            " informant that office workers were “the same as soldiers with no guns.”",
            "Dustin Culver",
        ),
        # the statement is whose it was said to be
        (
            "“We cannot pay our rent,” said Priya Raman, a student.\n"
            "In a statement to the Courier, Alder University pointed to state law.\n"
            "“Those who elected to withhold their work are not eligible,” the statement read.",
            "Alder University",
        ),
        (
            "Grant Sewell was at home.\nA Sewell spokesman e-mailed one line: “He is in bed at 10.”",
            "A Sewell spokesman",
        ),
        # the same one goes on, whoever is named by the way
        (
            "Todd Renner, an analyst, was not taken with it. “That is where it dies,” he said, citing"
            " the well-known distaste of Gerald Voss for it. Still, he allowed: “I said so before.”",
            "Todd Renner",
        ),
    ],
)
def test_who_said_the_last_thing(article, last):
    assert speakers(article)[-1] == last


def test_its_spokesperson_is_named_after_the_body():
    article = (
        "Postal workers at Crown Mail walked out, the CWU said on Monday.\n"
        "Crown Mail said it had been talking to the union.\n"
        "Its spokesperson said: “It is sad to see action for which there has been no ballot.”"
    )
    assert speakers(article)[-1] == "Crown Mail spokesperson"


def test_where_nobody_works_or_strikes_nobody_is_of_a_union():
    article = (
        "A hillside gave way above Serrano Point in the night.\n"
        "“It just came from the other direction,” said flight attendant Teri Okubo."
    )
    asked = []

    def tell(introductions):
        asked.extend(introductions)
        return [Told("union") for _ in introductions]

    assert [str(s.side) for s in extract_statements(article, tell_sides=tell)] == ["other"]
    assert not asked
    strike = article + "\nThe airline’s crews are on strike over pay."
    assert [str(s.side) for s in extract_statements(strike)] == ["union"]


def test_a_title_before_a_comma_is_no_speech():
    article = (
        "With “Hazy Road,” “Why Not Us” and “Grandpa’s Radio,” the sisters charted 17 hits.\n"
        "“It went quiet this morning,” said Dale Tackett."
    )
    assert [s.text for s in extract_statements(article)] == ["It went quiet this morning,"]


def test_first_names_tell_only_where_they_are_one_or_the_other():
    assert [
        pronoun_of(n) for n in ("Ruth Alderman", "Gary Moss", "Kim Lee", "Grant", "Mr Moss")
    ] == [
        "she",
        "he",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "article",
    [
        "Sen. Orla Tench asked Doug Marley “Did you pay the man?” and got no answer at all.",
        "Marley seemed to mean the Courier’s page one column “We have all been fooled by this man.”",
        "The National Bakers Union “We will go on with this.” was quoted by the Courier.",
        "“No!” was quoted as saying the mother of two. She meant “No!” by it.",
    ],
)
def test_what_stands_in_for_a_quotation_is_in_no_name(article):
    assert not stood_in(article)


_PARTS = ["Doug Marley", "the union", "Health minister", "A spokesman for Elm Research", "One guard",
    "The National Bakers Union", "General Secretary Kim Vale", "an economist at Elm", "They", "nurses",
    "said", "told", "called it", "quoted", "as saying", "with", "in the", ",", ":", ".", ".\n",
    "“We will go on with this.”", "“Did you?”", "“a bad deal”", "“No!”", "“We have won it for all of us”"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), min_size=3, max_size=20).map(" ".join))
def test_nothing_stands_in_for_a_name_in_any_text(article):
    assert not stood_in(article)


def stood_in(article):
    """The names of an article that hold a part of the words that stand in for a quotation."""
    named = [n for s in extract_statements(article) for n in (s.speaker, s.organisation) if n]
    return [name for name in named if {"It", "works"} & set(name.split()) or name.endswith(" I")]


@pytest.mark.parametrize(
    "article",
    [
        "“Low Water,” a Hilda Crane vehicle of 1961, is on at nine.",
        "Crane was asked about the Courier’s front page story “Voters Turn Down the Bond for a Bridge,” written by Max Reed.",
        "The vote ended a long fight. (“Town to close its harbor,” Sept. 3, 2011.)",
        "A crowd carried signs reading “Save the harbor” and “Max Reed must go home”.",
        "The schools have met the unions. The state will use the ‘No work, no pay’ rule.",
    ],
)
def test_titles_of_works_and_rules_are_no_speech(article):
    assert extract_statements(article) == []


def test_a_title_in_capitals_in_a_headline_is_speech():
    (said,) = extract_statements("Harbor Chief Max Reed: “We Will Fight to the End for This Town”")
    assert said.text == "We Will Fight to the End for This Town"


def test_what_something_is_described_as_is_said_by_whoever_describes_it():
    article = "Ann Hale left the Elm Trio, once described by Max Reed as “the worst band in town,” in May."
    assert speakers(article) == ["Max Reed"]


def test_a_shout_of_two_short_sentences_is_no_title():
    article = "Some 200 pupils marched on Friday. They shouted “Trees Yes. Roads No.”"
    assert [s.text for s in extract_statements(article)] == ["Trees Yes. Roads No."]


def test_a_founder_whose_firm_has_the_same_name_is_one_person():
    article = "“Nothing sells,” said Nora Fenn, president of Fenn & Hale. “We wait.”"
    assert [s.speaker for s in extract_statements(article)] == ["Nora Fenn"]


def test_a_backtick_may_be_an_apostrophe():
    article = (
        "Lowe wrote that the growers don`t want to fight but to ``wait for more rain.`` It came."
    )
    (statement,) = extract_statements(article)
    assert statement.speaker == "Lowe"
    assert statement.text.startswith("the growers don`t want")
