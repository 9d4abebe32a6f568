"""Who said it, as newspapers put it: the cases that real reports taught us, in our own words."""

import pytest

from stancenlp.extraction.offers import offers
from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


def said(article):
    """(speaker, side) of each statement, in order."""
    return [(s.speaker, str(s.side)) for s in extract_statements(article)]


def test_a_part_of_a_listed_union_name_is_no_person():
    article = (
        "The Rail, Tram and Ferry union (RTF) said its members at Tamar Rail were tired of waiting.\n"
        "A Tamar Rail spokesperson said: “We have worked hard to avoid this strike.”"
    )
    company = one(article, "worked hard")
    assert company.side == "employer"
    assert company.speaker == "A Tamar Rail spokesperson"


def test_a_representative_of_a_company_speaks_for_the_company():
    article = (
        "GMB members at Culver Pipes, a Tyneside firm, have voted to strike.\n"
        "Mo Hartley, GMB organiser, said: “They are struggling to feed their families.”\n"
        "A representative of Culver Pipes said: “Our people make a strong contribution.”"
    )
    assert one(article, "strong contribution").side == "employer"


def test_the_spokesperson_is_the_one_who_spoke_before():
    article = (
        "“We believe that what we put forward is fair,” a spokesperson for Halden Pharma said.\n"
        "“We are sorry that the union has chosen this road,” the spokesperson said."
    )
    assert one(article, "chosen this road").side == "employer"


def test_she_is_the_spokeswoman_of_the_sentence_before():
    article = (
        "Mandate official Nora Quill said: “The strike can still be stopped.”\n"
        "A company spokeswoman expressed regret. “We have talked for two years,” she said."
    )
    statement = one(article, "two years")
    assert (statement.speaker, statement.side) == ("A company spokeswoman", "employer")


def test_the_company_is_the_employer_the_article_names():
    article = (
        "Staff at the Brackwater factory walked out on Monday. Brackwater employs 300 people.\n"
        "Talks broke up on Sunday night without a result.\n"
        "The company said it was “surprised by the action”."
    )
    assert one(article, "surprised by the action").speaker == "Brackwater"


def test_the_paper_that_passed_it_on_is_not_the_speaker():
    article = (
        "The president of the Lecturers’ Union, Prof Ade Balogun, spoke on Tuesday.\n"
        "He said, according to Clarion, “Our struggle is total. We remain steadfast.”"
    )
    assert one(article, "steadfast").speaker == "Ade Balogun"


def test_the_last_word_of_a_sentence_is_the_unions():
    article = (
        "Strikes will go ahead after union members rejected a “paltry” offer, Unison has said.\n"
        "Unison members meet again on Friday."
    )
    assert one(article, "paltry").speaker == "Unison"


def test_a_joint_statement_of_both_parties_is_on_neither_side():
    article = (
        "Marlow Pipes, which employs 135 people, and the Plant Workers’ Union issued a joint statement.\n"
        "It said: “After many meetings the pay review for this year is settled.”"
    )
    assert one(article, "settled").side == "other"


def test_a_worker_at_a_hospital_does_not_speak_for_the_hospital():
    article = (
        "“We do not want to strike,” said Rubén Salas, a porter at Elm Grove Hospital.\n"
        "Hospital spokeswoman Gail Rowan said: “We value these employees.”"
    )
    assert one(article, "do not want").side == "union"
    assert one(article, "value these").side == "employer"


def test_a_patient_care_technician_on_the_bargaining_team_is_the_union():
    article = (
        "“It took a while, but we stuck together,” Yasmin Tran, a patient care technician who served"
        " on the bargaining team, said in a statement."
    )
    assert one(article, "stuck together").side == "union"


def test_an_office_is_on_the_side_of_its_holder():
    article = "Gov. Ana Whitlock and the senators met. Gov. Whitlock’s office called the news “a win for patients”."
    assert one(article, "a win for patients").side == "government"


def test_community_leaders_are_no_union():
    article = (
        "Community leaders met on Monday. Community leaders said the strike was “a great pity”."
    )
    assert one(article, "great pity").organisation is None


def test_a_name_ends_with_its_line():
    article = (
        "Picture: Lindani Dube\n"
        "The National Union of Platers said its members would vote, and that the offer “is better”."
    )
    assert one(article, "is better").speaker == "National Union of Platers"


@pytest.mark.parametrize(
    ("article", "named"),
    [
        (
            "It made an offer equivalent to a 3.5% increase.",
            ["an offer equivalent to a 3.5% increase"],
        ),
        ("It made a final offer of 4.5%, along with a one-off payment.", ["a final offer of 4.5%"]),
        (
            "A fresh offer was made after an initial 2% pay offer was rejected.",
            ["A fresh offer"],
        ),
        ("Members voted against a previous £350 million, 3% pay offer in October.", []),
        ("Last year’s pay offer of 3% was accepted.", []),
        (
            "The proposed 18-month deal would give council staff a 2.2% uplift.",
            ["proposed 18-month deal would give council staff a 2.2% uplift"],
        ),
    ],
)
def test_only_what_is_on_the_table_now_is_the_offer(article, named):
    assert [offer.text.removeprefix("The ") for offer in offers(article)] == named


def test_a_line_without_end_is_read_in_pieces():
    sentence = "Unison said the offer was “an insult to every nurse in the county”. "
    statements = extract_statements(sentence * 300)
    runs = [part for s in statements for part in s.segments if part.quoted]
    assert len(runs) == 300
    assert {s.speaker for s in statements} == {"Unison"}


def test_transport_is_a_word_and_no_union():
    article = (
        "Transport union leaders met. The secretary for Transport said the strike was “a pity”."
    )
    assert one(article, "a pity").side != "union"


def test_its_chairman_is_on_the_side_of_a_body_described_and_not_named():
    article = (
        "The passenger watchdog said it hoped that talks would go on.\n"
        "“Most people have no other way to work,” said its chairman, Ken Molloy."
    )
    assert one(article, "no other way").side == "other"


def test_an_apposition_ends_with_its_comma():
    article = (
        "Ruth Hallam, the union's deputy general secretary, emerged from the conciliation service's"
        " offices after ten. “It has been hard going,” she said."
    )
    assert one(article, "hard going").side == "union"


def test_a_title_before_the_name_says_more_than_what_follows_it():
    article = "Mayoral candidate Raheem Sidki, who would like the mayor's job, called the row “an own goal”."
    assert one(article, "own goal").side == "other"


def test_it_is_the_body_whose_sentence_it_is():
    article = (
        "The Shop Workers' Union has put pickets on two Dunmore Stores supermarkets.\n"
        "A spokesperson for Dunmore Stores said that it was “baffled” by what it called “wholly needless”"
        " stoppages."
    )
    assert said(article) == [("A spokesperson for Dunmore Stores", "employer")]


def test_what_a_minister_thinks_is_said_by_the_spokesman():
    article = (
        "A Downing Street spokesman said the Prime Minister thought strikes were “never right”."
    )
    assert one(article, "never right").speaker == "A Downing Street spokesman"


def test_both_bodies_of_a_joint_sentence_speak():
    article = (
        "Both the Chartered Society of Physiotherapy in Wales and the Royal College of Midwives said"
        " they would not call off their strikes."
    )
    statement = one(article, "not call off")
    assert "Physiotherapy" in statement.speaker
    assert "Midwives" in statement.speaker


def test_a_spokesperson_for_a_minister_is_not_the_minister():
    article = (
        "Health Minister Craig Dunne met the nurses.\n"
        "“Nothing is agreed until it is all agreed,” a spokesperson for Mr Dunne said."
    )
    statement = one(article, "Nothing is agreed")
    assert statement.speaker == "a spokesperson for Mr Dunne"
    assert statement.side == "government"


def test_a_report_before_a_quotation_names_its_speaker():
    article = (
        "Councillor Finn Mackle said he was “reared on the wages of a shop”. Seconding, Councillor"
        " Bridie Gallen said she would not take sides. “But I can count, and so can those women.”"
    )
    assert one(article, "I can count").speaker == "Bridie Gallen"


def test_a_heading_is_a_part_of_the_statement_whose_words_it_repeats():
    article = (
        "‘A modest request’: rail staff to vote\n"
        "Station staff are to vote on strikes in a dispute over pay.\n"
        "The company declined to comment on the ballot.\n"
        "RMT organiser Des Fairley said: “They are making a modest request and it can be met.”"
    )
    (found,) = extract_statements(article)
    assert [segment.text for segment in found.segments] == [
        "A modest request",
        "They are making a modest request and it can be met.",
    ]
    assert found.text == "They are making a modest request and it can be met."
    assert found.speaker == "Des Fairley"


def test_a_heading_between_paragraphs_is_said_by_who_speaks_next():
    article = (
        "Bus crews are to vote on strikes.\n"
        "'Purely local'\n"
        "Managing director Robin Sher of Isis Buses said: “Nine in ten of our services ran.”"
    )
    assert one(article, "Purely local").speaker == "Robin Sher"


def test_what_a_placard_reads_is_no_speech():
    article = (
        "A banner at the gate read: “Pay Us Before We Fly Away.” Unison said talks would go on."
    )
    assert [s.kind for s in extract_statements(article)] == ["indirect"]


def test_walkouts_that_are_called_off_are_no_report():
    article = (
        "Unison there had been talks, but no “tangible concessions” that would see it called off."
    )
    statement = one(article, "tangible concessions")
    assert statement.speaker == "Unison"
    assert statement.text.startswith("there had been talks")


def test_a_second_accuser_is_not_a_part_of_the_first_report():
    article = (
        "Several unions said the offer was not enough, and the Royal College of Nursing accused"
        " ministers of not negotiating seriously."
    )
    assert said(article) == [
        ("Several unions", "union"),
        ("Royal College of Nursing", "union"),
    ]


def test_a_fragment_of_several_sentences_keeps_the_words_before_it():
    article = (
        "Dominic Mackie, regional secretary of Unison, said the offer was a “significant step. They"
        " must explain why it can be done here but not in London”."
    )
    assert one(article, "significant step").text.startswith("the offer was a “significant step")


def test_a_worker_who_is_named_by_a_first_name_has_it():
    article = (
        "One of the pickets, a loader called Baz, was dressed as a seagull.\n"
        "“I'm keeping the costume,” he said."
    )
    assert one(article, "costume").speaker == "Baz"


@pytest.mark.parametrize(
    "clause",
    [
        "the Government had lost its way on pay",
        "ministers had not moved an inch on pay",
        "members at the depot had voted to strike",
        "the Welsh government’s offer was too low",
    ],
)
def test_a_reported_clause_keeps_its_subject(clause):
    article = f"Unite said {clause}."
    assert one(article, "had" if "had" in clause else "offer").text == clause


def test_whoever_is_told_is_no_part_of_the_clause():
    article = "Unite told its members the offer would go to a ballot next week."
    assert one(article, "ballot").text == "the offer would go to a ballot next week"


_STEWARD = "Porters are on strike. “We are staying out,” said Dev Rourke, a Unite steward.\n"


@pytest.mark.parametrize(
    ("announced", "speaker"),
    [
        ("Pelham Foods sent this newspaper a short statement.", "Pelham Foods"),
        ("Unite balloted in May. Pelham Foods has since issued a statement.", "Pelham Foods"),
        ("The company has since released the following in answer:", "The company"),
        (
            "The Elmton School District posted this message on its website:",
            "Elmton School District",
        ),
    ],
)
def test_statement_that_somebody_issues_fills_the_next_paragraph(announced, speaker):
    article = f"{_STEWARD}{announced}\n“We have met the union 14 times.”"

    assert extract_statements(article)[-1].speaker == speaker


@pytest.mark.parametrize(
    "announced",
    [
        "Pelham Foods has not yet issued a statement.",
        "Pelham Foods was sent a statement.",
        "Neither Pelham Foods nor its owner has issued a response.",
    ],
)
def test_statement_that_nobody_issues_is_no_announcement(announced):
    article = f"{_STEWARD}{announced}\n“We will fight on.”"

    assert extract_statements(article)[-1].speaker == "Dev Rourke"
