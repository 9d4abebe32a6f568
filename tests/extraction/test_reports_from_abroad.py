"""Ministers, unions, and professors as papers of many countries introduce them: each example is invented."""

from __future__ import annotations

import pytest

from stancenlp import Statement
from stancenlp.extraction.pipeline import extract_statements


def _said(text: str, words: str) -> Statement:
    return next(s for s in extract_statements(text) if words in s.text)


@pytest.mark.parametrize(
    ("text", "words", "organisation"),
    [
        # a listed union is called what the article calls it
        (
            "TWU state secretary Ron Hale said drivers were tired. “We want a fair deal,” Mr Hale said.\n\n"
            "The Transport Workers Union (TWU) is in talks with the state.",
            "a fair deal",
            "Transport Workers Union",
        ),
        # titles, whole and without what begins the sentence
        (
            "But Health secretary Dr Martin Kelo said he had no letter.\n“The sit-in serves nobody,” Dr Kelo said.",
            "serves nobody",
            "Health secretary",
        ),
        (
            "Speaking to reporters after meeting Chief Minister Anandan along with officials, "
            "Transport Minister Suresh Pillai said, “They should drive first.”",
            "drive first",
            "Transport Minister",
        ),
        (
            "Last week, Finance and the Public Service Minister, Dr Noel Grant announced the sums.\n"
            "“We want doctors to be paid,” Grant said.",
            "to be paid",
            "Finance and the Public Service Minister",
        ),
        # "where" begins another clause
        (
            "Union leaders addressed the rally in Nicosia where Deok president Stavros Christou said, "
            "“Wages must keep up.”\n\nPasydy general secretary Stelios Mattou said the turnout was good.",
            "keep up",
            "Deok",
        ),
        (
            "Nordair has signed a contract with the Pilots Association. The two sides issued statements, "
            "with Nordair CEO Bjarni Bogasson saying that it would “make the rosters simpler.”",
            "rosters simpler",
            "Nordair",
        ),
        # of two officers in a list each has their own union
        (
            "“We stand firm,” Kumara said on Thursday.\nThe letter was signed by Civil Servants Union general "
            "secretary Mada Phiri and Teachers Union general secretary Charles Kumara.",
            "stand firm",
            "Teachers Union",
        ),
        (
            "Strikers were addressed by Evert Kaono, who was fired last week as secretary general of the "
            "National Union of Miners.\n\n“Nobody up there has listened,” Kaono said.",
            "has listened",
            None,
        ),
        (
            "The strike was called by the Namibia Drivers’ Union (Nadru).\n“We go on Monday,” Nadru secretary "
            "general Basilius Haikali said.\n“They shut the gates on us,” Haikali said.",
            "shut the gates",
            "Namibia Drivers’ Union",
        ),
    ],
)
def test_the_organisation_is_what_the_article_calls_it(
    text: str, words: str, organisation: str | None
) -> None:
    assert _said(text, words).organisation == organisation


@pytest.mark.parametrize(
    ("text", "words", "speaker", "side"),
    [
        # whom the union met is no officer of it
        (
            "National Teachers’ Guild (NTG) has suspended the strike after meeting President Obura.\n"
            "“We have heard the complaints,” President Obura said.",
            "heard the complaints",
            "President Obura",
            "government",
        ),
        (
            "Prior to the strike, Chief Education Officer Sanjay Hassan warned that it would be illegal.\n"
            "“Any walkout would break the rules,” he said.",
            "break the rules",
            "Sanjay Hassan",
            "government",
        ),
        (
            'Chandra, president of Drivers League, said, "We want more pay." \n'
            "Karnal Chief Minister BS Vasanappa called on strikers to return. "
            'He also alleged that "private ambitions" of some were behind the strike.',
            "private ambitions",
            "BS Vasanappa",
            "government",
        ),
        (
            "A Professor at University of Lokoja, who pleaded anonymity, said: “Our wages are missing.”\n\n"
            "According to him, the agreements said they would pay and “not one kobo has come.”",
            "one kobo",
            "A Professor at University of Lokoja",
            "other",
        ),
        # a students' body beside the strikers
        (
            "The National Teachers’ Union has vowed to strike.\nThe National Students Organisation (Naso) sent a "
            "message.\n“Teachers will stay at home,” stated Naso secretary general Dimbu Nauma.",
            "stay at home",
            "Dimbu Nauma",
            "other",
        ),
        # a trade as a title, a title with an s at its end
        (
            "Acting president of the Lae Nurses Association, Sina Awesa, said the Government signed.\n\n"
            "Nurse Awesa said they have protested for two days.\n\n“We wonder if anybody hears us.”",
            "anybody hears",
            "Sina Awesa",
            "union",
        ),
        (
            "The strike was called by the Barton Workers’ Union (BWU). BWU general secretary Tina Moore said it "
            "was unfortunate.\n\n“We trust the mediator to sort this out,” the union boss said.",
            "the mediator",
            "Tina Moore",
            "union",
        ),
        (
            'Sarin, a student, told us, "Nobody told me of this."\nAnother person, Moses, was worried about '
            'being late. He said, "I may lose the day."',
            "lose the day",
            "Moses",
            "other",
        ),
        (
            "According to the August 2 Kiwi Herald, Baleiwai refused to meet the strikers' demands, "
            'announcing that his government "would never bow to such threats".',
            "never bow",
            "Baleiwai",
            "unknown",
        ),
    ],
)
def test_the_speaker_and_on_which_side(text: str, words: str, speaker: str, side: str) -> None:
    statement = _said(text, words)
    assert (statement.speaker, statement.side) == (speaker, side)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Dockers Union president Gary Parsons blamed the disruption on managers, who he accused of offering "
            '"ready made" deals.',
            "blamed the disruption on managers",
        ),
        (
            "Sam Gonzi, the National Teachers Union’s national secretary, told Reuters the executive decided on "
            "Wednesday to stop teaching, Reuters reports.",
            "the executive decided on Wednesday to stop teaching",
        ),
    ],
)
def test_indirect_words_end_with_what_was_said(text: str, words: str) -> None:
    assert _said(text, words[:20]).text == words


@pytest.mark.parametrize(
    "text",
    [
        "Services Union president Leon Batiste said so on Saturday, a day after leaders objected to the offer.",
        "“We paused,” Teachers’ Guild secretary, Peter Odoi, is quoted as saying after the Kasese meeting.",
        "Teachers in Kenora, estimated to number 160,000, are among the worst paid in the country.",
    ],
)
def test_what_reports_nothing_is_no_indirect_statement(text: str) -> None:
    assert [s.kind for s in extract_statements(text) if s.kind == "indirect"] == []


@pytest.mark.parametrize(
    "text",
    [
        "“We hope that the walkout will bring the government back with an improved offer,” Teachers’ Union "
        "president Jo Marsh said.",
        "Workers’ Union president Jo Marsh said the company had reneged on a promise to give the employees a "
        "lump sum payment last December.",
    ],
)
def test_what_is_hoped_for_or_was_not_paid_is_no_offer(text: str) -> None:
    assert {s.offer for s in extract_statements(text)} == {None}


def test_what_sort_of_strike_or_bonus_it_is_nobody_says() -> None:
    text = (
        "The Bank Union and the Banks Association have been locked in a dispute over the payment of a "
        '"festival" bonus to workers.'
    )
    assert extract_statements(text) == []
