"""Indirect speech and the words around fragments: which words are the statement's, and whose."""

from __future__ import annotations

import pytest

from stancenlp.extraction.draft import Draft, keep_apart
from stancenlp.extraction.marks import Run
from stancenlp.extraction.pipeline import extract_statements

UNION = "Unison members at the trust have been on strike since May.\n"


def statements(article):
    """(kind, text) of each statement of a union, in order."""
    return [(str(s.kind), s.text) for s in extract_statements(article) if s.side == "union"]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Unison said earlier this month that a credible offer had not been made.",
            "a credible offer had not been made",
        ),
        ("Unison has vowed to fight on until Easter.", "vowed to fight on until Easter"),
        # without the verb it would say the opposite
        (
            "Unite denied that its drivers had walked away from the talks.",
            "denied that its drivers had walked away from the talks",
        ),
        (
            "Unison denied that it had stalled the talks in the spring.",
            "denied that it had stalled the talks in the spring",
        ),
        (
            "Unison rejects the idea that Saturday is a normal working day.",
            "rejects the idea that Saturday is a normal working day",
        ),
        (
            "Unison said it could name more dates, but would give notice, and talks should continue.",
            "it could name more dates, but would give notice, and talks should continue",
        ),
        ("But the strike is still on, Unison said on Monday.", "the strike is still on"),
        (
            "Unison officer Jo Lunt said on a local radio show on Friday that porters would stay out over"
            " what she said was the trust’s greed.",
            "porters would stay out over what she said was the trust’s greed",
        ),
        (
            "Porters could stay out until June, an employee union has said.",
            "Porters could stay out until June",
        ),
        (
            "Staff are being urged by Unison to vote against the latest terms.",
            "urged by Unison to vote against the latest terms",
        ),
        (
            "Waiting lists would grow, Unison said, as nurses left the wards.",
            "Waiting lists would grow",
        ),
        ("Unison said Friday’s meeting had failed.", "Friday’s meeting had failed"),
        (
            "Nurses mistrust the new rota, which Unison says will cost them sleep – and a freeze on leave.",
            "will cost them sleep",
        ),
        (
            "Porters are out over what Unison says will be a cut for most of them.",
            "will be a cut for most of them",
        ),
        (
            "Unison warned further action is likely this spring.",
            "further action is likely this spring",
        ),
        ("Unison said that was an insult to porters.", "that was an insult to porters"),
        (
            "Unison rejects that, saying it only promised to wait for three weeks.",
            "it only promised to wait for three weeks",
        ),
        (
            "Unison complained about being left out of the talks.",
            "complained about being left out of the talks",
        ),
        (
            "The new rota, Unison said, took no account of school hours.",
            "The new rota … took no account of school hours",
        ),
        # who speaks stands behind the verb, or behind "according to", in the middle of the sentence
        (
            "The new rota, says Unison, takes no account of school hours.",
            "The new rota … takes no account of school hours",
        ),
        (
            "But the real problem, argues Jo Lunt of Unison, is that nobody wants the job.",
            "the real problem … is that nobody wants the job",
        ),
        (
            "The trust has made an offer but, according to Unison, it comes with cuts to sick pay.",
            "it comes with cuts to sick pay",
        ),
        (
            "The new rota, according to Unison, is a cut for most of them.",
            "The new rota … is a cut for most of them",
        ),
        # no verb of saying
        (
            "Unison has made it clear that no late meeting will halt the strike.",
            "no late meeting will halt the strike",
        ),
        ("Unison was adamant that the rota would fall.", "the rota would fall"),
        ("Unison’s view is that the rota is no accident.", "the rota is no accident"),
        (
            "Unison took care to point out that no ward had been left without a nurse.",
            "no ward had been left without a nurse",
        ),
        ("Unison signalled that it may return to talks.", "it may return to talks"),
        ("Unison warned patients of possible delays.", "warned patients of possible delays"),
        (
            "Unison has warned of three strikes in May if its claims for pay rises to address low staffing were not met.",
            "warned of three strikes in May if its claims for pay rises to address low staffing were not met",
        ),
        (
            "The deal came to light when Unison said it was ending its long quarrel with the trust.",
            "it was ending its long quarrel with the trust",
        ),
        (
            "Unison called the protest because it claimed the trust had walked away from a deal.",
            "the trust had walked away from a deal",
        ),
        ("Unison leaders vowed at once to ballot again.", "vowed at once to ballot again"),
        (
            "Unison officer Jo Lunt, who has been out for four weeks, said a long run used to fetch £90 and now fetched about £70.",
            "a long run used to fetch £90 and now fetched about £70",
        ),
        # its subject hangs on "said"
        (
            "Outside the gate in Elmton, Unison officer Jo Lunt said three weeks without pay was hard.",
            "three weeks without pay was hard",
        ),
        # one whole, and not two halves: the union's, whom its officer follows
        (
            "The union reckoned early on Monday that 300 porters would stop, Unison officer Jo Lunt said.",
            "The union reckoned early on Monday that 300 porters would stop",
        ),
        (
            "The rota was backed by only a few votes, but the porters showed on Monday that they stand together, Unison said.",
            "The rota was backed by only a few votes, but the porters showed on Monday that they stand together",
        ),
        # square brackets
        (
            "The labour office invited the Union of Keltan Clerks to talks [Monday], Unison officer Jo Lunt said.",
            "The labour office invited the Union of Keltan Clerks to talks [Monday]",
        ),
    ],
)
def test_a_reported_statement_is_a_whole_thought(sentence, text):
    assert statements(UNION + sentence) == [("indirect", text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is understood that the strikes planned for June will still go ahead.",
        "Unison was told that there would be no new money this year.",
        "Asked whether it would now ballot, the trust declined to comment.",
        "After a call from the TUC, Unison will now urge its branches to ballot in June.",
        "Unison has asked the mediator to call a meeting with the trust.",
        "The strike has been called by Unison and two smaller bodies at the trust.",
        "Unison has put several offers to its members since last autumn.",
        "Jo Lunt of Unison, who came with a folder on Friday, was told to try again in two weeks.",
        "Unison wants a wider scheme, without saying how it would be widened.",
        "Setting up their picket at five, the Unison porters wondered if they would get an angry reception.",
        "Unison came to the gate. Asked how it thought the dispute should go on, Unison walked away.",
        "But above all we are urging Unison members to vote.",
    ],
)
def test_who_is_told_or_asked_does_not_speak(sentence):
    assert statements(UNION + sentence) == []


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        (
            "Unison said the strike would go on, while ministers said that talks were close.",
            "the strike would go on",
        ),
        (
            "Unison said the talks had failed, and said further dates were likely to follow.",
            "the talks had failed",
        ),
        (
            "While the trust has told its staff to stay calm, Unison said that a walkout was certain.",
            "a walkout was certain",
        ),
    ],
)
def test_a_report_ends_where_another_begins(sentence, first):
    assert statements(UNION + sentence)[0] == ("indirect", first)


def test_what_the_hearers_did_is_not_what_they_were_told():
    article = UNION + "“This is not easy,” Unison’s Jo Lunt told the crowd gathered on the lawn."
    assert statements(article) == [("direct", "This is not easy,")]


def test_a_time_behind_that_is_what_was_said():
    article = UNION + (
        "“It is over,” Unison’s Jo Lunt shouted. Ms Lunt said that when porters arrived the gate to the yard was down, and it stayed down."
    )
    assert (
        "indirect",
        "when porters arrived the gate to the yard was down, and it stayed down",
    ) in statements(article)


def test_what_is_said_before_a_quotation_is_a_statement_of_its_own():
    article = UNION + (
        "Unison said it was no surprise that the ban would bite, “and that’s because ministers let it"
        " come to this, and they know it,” it said."
    )
    assert ("indirect", "it was no surprise that the ban would bite") in statements(article)


def test_a_long_quotation_that_ends_a_reporters_clause_is_a_part_of_it():
    article = UNION + (
        "Unison said it would not sign a rota where “Elmstead nurses work far longer than their"
        " colleagues next door”."
    )
    (found,) = extract_statements(article)
    assert found.kind == "mixed"
    assert found.text.startswith("it would not sign a rota where “Elmstead")


def test_a_clause_does_not_carry_its_speakers_title():
    article = (
        "The offer came on Monday night, Rail, Tram and Bus Union secretary Alec Moss said.\n"
        "Moss said it was not finished."
    )
    assert statements(article)[0][1] == "The offer came on Monday night"


def test_a_fragment_stands_in_the_report_of_whoever_reports_it():
    article = UNION + (
        "Unison negotiator Omar Kasim said the government had told the union that it would need to"
        " “justify” a payment."
    )
    assert statements(article) == [
        ("mixed", "the government had told the union that it would need to “justify” a payment")
    ]


def test_a_fragment_carries_its_own_predicate_and_not_the_whole_sentence():
    article = UNION + (
        "Bank branches may close for two days at the end of May, after Unison announced a strike"
        " over what it termed a “joke of an offer”."
    )
    (found,) = extract_statements(article)
    assert found.text == "termed a “joke of an offer”"


def test_strikers_speak_together_but_one_strikers_story_is_narration():
    article = UNION + (
        "Striking nurses said they would be back at work on Friday.\n"
        "One nurse on the picket line said she had missed a week’s pay."
    )
    assert statements(article) == [("indirect", "they would be back at work on Friday")]


def test_what_is_spoken_without_marks_is_not_reported():
    article = UNION + (
        "Unison officer Ravi Lunt says they welcome the talks on Friday.\n"
        "Until now the trust has been no help, so I think there must be a change at the top.\n"
        "Ravi Lunt."
    )
    assert statements(article) == [("indirect", "they welcome the talks on Friday")]


def test_a_report_whose_clause_the_parser_puts_behind_it_is_no_error():
    article = "The city opened its inquiry in May, court records say, after two people saw posts in which Reed, under the name “Max the Kind,” had put up pictures."
    assert [s.text for s in extract_statements(article) if s.kind == "indirect"] == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "The town said its terms were fair. However, Unison says that only applies to porters.",
            "that only applies to porters",
        ),
        (
            "The two unions announced just after midnight they were at a deadlock with the trust and had no"
            " choice but to strike.",
            "they were at a deadlock with the trust and had no choice but to strike",
        ),
        (
            "It comes amid talks over town wages, which Unison says have not risen in three years, though a"
            " new report found that they had risen faster than others.",
            "have not risen in three years",
        ),
        (
            "ELMBURY (Newswire) - Porters in town clinics went on strike on Monday, Unison said.",
            "Porters in town clinics went on strike on Monday",
        ),
        (
            "Unison vowed to go on with its strike in the town until May, local media reported.",
            "vowed to go on with its strike in the town until May",
        ),
        (
            "Unison has warned patients to expect gaps on the wards – but Elm Trust has said it will cope.",
            "patients to expect gaps on the wards",
        ),
        (
            "Dr Jo Lunt, chair of Unison’s porters committee, told BBC Radio 4’s Today programme she hopes talks"
            " can begin soon.",
            "she hopes talks can begin soon",
        ),
        (
            "They strike over a rise that Unison said was worth less than 1 per cent, according to the Gazette.",
            "was worth less than 1 per cent",
        ),
        (
            "Unison’s secretary, Jo Lunt, said public-sector nurses and midwives would strike for ten hours.",
            "public-sector nurses and midwives would strike for ten hours",
        ),
        (
            "Unison on Tuesday warned of a longer strike if ministers do not listen.",
            "warned of a longer strike if ministers do not listen",
        ),
        (
            "According to Unison President Jo Lunt, the anger of town workers in the first round of walkouts"
            " has caught the eye of ministers.",
            "the anger of town workers in the first round of walkouts has caught the eye of ministers",
        ),
        (
            "Unison claimed that the trust made a deal with the town over a “Harvest Grant” allowance that"
            " porters were due.",
            "the trust made a deal with the town over a “Harvest Grant” allowance that porters were due",
        ),
        # where the reporter, or somebody else, goes on
        (
            "Unison leaders had threatened to call a strike since May, but porters at Elm began it without them.",
            "threatened to call a strike since May",
        ),
        (
            "Unison believes it to be its longest strike ever and it comes as other unions are in talks.",
            "it to be its longest strike ever",
        ),
        (
            "Anger surrounds the walkout by porters with Unison calling it a strike for safety while Elm Trust"
            " asserts that no ward was left empty.",
            "calling it a strike for safety",
        ),
        # what is said goes on
        (
            "Unison said it had offered to take less, but that the trust has not replied to its plan.",
            "it had offered to take less, but that the trust has not replied to its plan",
        ),
        (
            "Unison said any offer could be backed by its team, or recommended to be put to porters, or thrown out.",
            "any offer could be backed by its team, or recommended to be put to porters, or thrown out",
        ),
        (
            "Unison confirmed this morning (Monday 3 June) that strike action was backed as nine in ten voted for it.",
            "strike action was backed as nine in ten voted for it",
        ),
        # a source without its "to"
        (
            "According UNISON secretary Jo Lunt, a last plan came from the trust on Monday.",
            "a last plan came from the trust on Monday",
        ),
        (
            "The latest offer of 4% did not tell the full story, according to trade unionists.",
            "The latest offer of 4% did not tell the full story",
        ),
        # what is said begins with a noun that "statement" seems to be one with
        (
            "Unison said in a statement management was not ready to hear them out.",
            "management was not ready to hear them out",
        ),
        (
            "The trust made an offer that Unison said amounted to a rise of about 1 percent, which it rejected.",
            "amounted to a rise of about 1 percent",
        ),
        (
            "Jo Lunt, president of Unison, also advised the trust to meet their demands.",
            "advised the trust to meet their demands",
        ),
        (
            "The porters have been adamant that the trust can do more for them.",
            "the trust can do more for them",
        ),
        ("Unison is of the view that the strike may go on.", "the strike may go on"),
        (
            "On Monday, with Unison leaders accusing the trust of bad faith, talks came to an end.",
            "accusing the trust of bad faith",
        ),
        # a second verb of saying behind a passive; a second "that"; a comma with "which they"
        (
            "Unison said the 2% rise should be withdrawn and added that its members were worn out.",
            "the 2% rise should be withdrawn",
        ),
        (
            "Unison warned of long queues on the wards and that theatres would be closed.",
            "warned of long queues on the wards and that theatres would be closed",
        ),
        (
            "Porters refused a 3% offer which Unison says is a cut, which they have borne for years, and a snub.",
            "is a cut, which they have borne for years, and a snub",
        ),
        # who is accused goes on to speak
        (
            "Unison has been accused of scaremongering after claiming that 200 jobs would go at the trust.",
            "200 jobs would go at the trust",
        ),
    ],
)
def test_indirect_words_have_their_own_ends(sentence, text):
    assert ("indirect", text) in statements(UNION + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The trust said it was pleased to hear Unison will continue to negotiate before the strike date.",
        "Once the report drops, Unison can call for a strike with 48 hours notice.",
        "In Elmbury, Unison members who work as porters agreed to strike in protest at a 2% pay award.",
        "Most porters have stopped volunteering to work Sundays, on which the wards depend.",
        # whose name the list before it swallows
        "Picket lines will be in place at Luton and Hitchin bus depots and Rapidline has advised passengers to leave early.",
        # of another body
        "Unison offered to meet again today, but no new talks are set, said Ann Tolley, spokeswoman for the clinics.",
    ],
)
def test_deeds_of_a_union_are_no_words(sentence):
    assert statements(UNION + sentence) == []


def test_a_verb_that_brings_in_a_quotation_is_no_part_of_what_was_said_before_it():
    told = "Unison secretary Jo Lunt warned patients of long delays on all wards, saying “the trust is to blame.”"
    assert [text for _, text in statements(UNION + told)] == [
        "warned patients of long delays on all wards",
        "“the trust is to blame.”",
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        # who stands behind "with" speaks, and not the subject
        (
            "About 200 drivers walked out after rejecting the offer, with the union claiming staff were"
            " being driven to second jobs.",
            "The union",
        ),
        (
            "Porters and managers met in the yard, with Ken Roe, president of the Porters Union, accusing the"
            " trust of bad faith.",
            "Ken Roe",
        ),
        # what is theirs is not they
        (
            "The bakers’ labor contract ran out in May. Then they spurned a plan on Friday, saying the firm must"
            " pay for safer ovens.",
            "The bakers",
        ),
        (
            "Drivers, represented by the Coach Drivers’ Union, seek a rise of 20%, which they say matches inflation"
            " since 2018.",
            "Drivers",
        ),
        # a body that stands for workers, and its head, are no workers
        (
            "The Lindale nurses’ union began a sit-in on Tuesday, saying they will go on until a bill is passed.",
            "The Lindale nurses’ union",
        ),
        (
            "The president of the Elm bakers’ union slammed the town, saying it brought nothing to the table.",
            "The president of the Elm bakers’ union",
        ),
        (
            "A Harbour workers union representative has urged the government to deal with the rise.",
            "A Harbour workers union representative",
        ),
        (
            "Unison members walked out. The 8,000-strong union says the trainees have been cheated.",
            "Unison",
        ),
    ],
)
def test_whose_reported_words_are(sentence, speaker):
    found = [s.speaker for s in extract_statements(sentence) if s.kind == "indirect"]
    assert found == [speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        # who met a union speaks, and not the union
        "Mayor Jane Reed met Unison and the GMB then told reporters that there was no more money.",
        "The council called off its meeting with Unison saying the union had made “impossible demands”.",
        # who is accused does not accuse, nor does a union that looks on
        "Porters’ union Unison has been accused of “bullying” drivers at the gate.",
        "The governor was accused of “stealing” relief money in a court on Monday, as Unison went on strike.",
        # those over the workers are not the workers
        "The porters’ employers met on Friday. They claimed the strike was illegal.",
        # in the north of Ireland
        "Mr Orr, a unionist politician in Belfast, said: “The strike must end.”",
    ],
)
def test_these_are_no_words_of_the_union(sentence):
    assert statements(UNION + sentence) == []


@pytest.mark.parametrize(
    ("article", "found"),
    [
        # a deck of three short sentences
        (
            "Trains stop. Unite says the pay offer is too low. Talks collapse\n\n"
            "Unite officer Ann Lowe said on Monday that members would be out for a week.",
            ["Ann Lowe"],
        ),
        # a word of the mayor's, which a union answers
        (
            "Mayor blames ‘militant’ drivers for bus chaos\n\n"
            "Unite officer Ann Lowe said: “These are not militant people. They want decent pay.”",
            ["Mayor", "Ann Lowe"],
        ),
    ],
)
def test_whose_the_words_of_headlines_are(article, found):
    assert [s.speaker for s in extract_statements(article)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Carla Venn, lead negotiator for the hospitals’ doctors, said: “We will not go back.”",
        "The union’s law clinic said: “Members who strike are safe.”",
        "Porters walked out over “humiliating and pointless” meetings with managers.",
    ],
)
def test_these_are_words_of_the_union(sentence):
    assert len(statements(UNION + sentence)) == 1


def test_a_union_of_another_trade_is_not_the_one_of_the_article():
    told = "\n\nThe farmers’ union said the strike would ruin growers."
    article = (
        "Siptu mill workers walked out. “We had no choice,” Siptu organiser Ann Lowe said." + told
    )
    assert "Siptu" not in [s.speaker for s in extract_statements(article)]


def test_whom_the_latter_means_is_who_is_spoken_of_next():
    article = (
        "Unite boss Tom Hale and Elm Trust director Karl Munro fell out after the latter’s remarks.\n\n"
        "“I am puzzled by it,” he said."
    )
    assert [s.speaker for s in extract_statements(article)] == ["Karl Munro"]


def test_narration_before_a_quotation_is_no_part_of_it():
    article = UNION + (
        "The progress led the union to halt the strike, however, “the trust has abused our good will and held"
        " empty meetings,” Porters’ Guild head Ruth Bar-Lev said."
    )
    assert statements(article) == [
        ("direct", "the trust has abused our good will and held empty meetings,")
    ]


def test_an_acting_verb_ends_where_the_next_report_begins():
    article = UNION + (
        "Unison welcomed the invitation to talk – however without any detail of the terms, the union said it"
        " could not suspend the strike."
    )
    assert statements(article) == [
        ("indirect", "welcomed the invitation to talk"),
        ("indirect", "it could not suspend the strike"),
    ]


def test_words_before_a_quotation_end_before_who_reports_it():
    article = UNION + (
        "Unison had recommended members to reject the deal, which it claimed had “more holes than a sieve”."
    )
    assert ("indirect", "recommended members to reject the deal") in statements(article)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Calling the rota “very unfortunate,” Ann Dunbar, president of Unison, said the trust had left its"
            " porters with “no choice.”",
            "Calling the rota “very unfortunate,” … the trust had left its porters with “no choice.”",
        ),
        (
            "Unison’s Jo Lunt said there has “not been a minute of talks with the trust”, adding: “So this"
            " strike is a real step up.”",
            "there has “not been a minute of talks with the trust” … So this strike is a real step up.",
        ),
    ],
)
def test_the_attribution_is_no_part_of_a_mixed_statement(sentence, text):
    assert statements(UNION + sentence) == [("mixed", text)]


def test_the_name_of_an_offer_ends_with_its_own_words():
    article = (
        "Porters turned down what Elm Trust called its “last and best” offer on Tuesday night, saying the"
        " trust needed to pay more."
    )
    (statement,) = [s for s in extract_statements(article) if s.speaker == "Elm Trust"]
    assert statement.text == "called its “last and best” offer on Tuesday night"


def test_a_union_that_continues_to_insist_insists():
    article = UNION + "Unison continued to insist that the offer was far too low for its porters."
    assert statements(article) == [("indirect", "the offer was far too low for its porters")]


def test_what_stands_between_two_clauses_is_left_out():
    article = UNION + (
        "The union called the offer “an insult” and said that members would “fight on”."
    )
    assert statements(article) == [
        ("mixed", "called the offer “an insult” … members would “fight on”")
    ]


def test_no_clause_holds_what_another_says():
    run = Run(12, 20, 11, 21, 0, False)
    one, other = Draft(None, None, 0, clauses=[(2, 40)]), Draft(None, None, 0, [run])
    keep_apart([one, other])
    assert one.clauses == [(2, 11), (21, 40)]


@pytest.mark.parametrize(
    "wish",
    ["asked not to be identified", "asked to remain anonymous", "asked that his name be left out"],
)
def test_who_wants_no_name_printed_says_nothing_by_it(wish):
    article = UNION + f"One Unison official, who {wish}, said porters would soon be back at work."
    assert statements(article) == [("indirect", "porters would soon be back at work")]


def test_a_speaker_stands_before_a_verb_that_was_misread():
    article = UNION + (
        "On its website, the local called that claim “nonsense with a letterhead” and told members"
        " that no supervisor could ask them anything."
    )
    (statement,) = extract_statements(article)
    assert (statement.speaker, statement.kind) == ("Unison", "mixed")


@pytest.mark.parametrize(
    ("quotation", "found"),
    [("“I will see it out,” she added.", True), ("She works nights on the fourth floor.", False)],
)
def test_a_single_striker_who_is_quoted_is_heard_without_marks_too(quotation, found):
    article = UNION + (
        "Porter Joan Marsh was on the picket line. She said she had never been on strike before.\n"
        + quotation
    )
    assert (("indirect", "she had never been on strike before") in statements(article)) is found
