"""Who said it where newspapers leave it to the construction: one invented article each."""

from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


def test_words_that_a_paper_quotes_are_the_speakers_and_not_the_papers():
    article = (
        "Staff of the Harbour Workers’ Union walked out on Monday.\n"
        "“We have waited for a year,” the Tidewater Mail quoted Ann Rowe, the union’s secretary, as saying."
    )
    statement = one(article, "waited for a year")
    assert (statement.speaker, statement.organisation) == ("Ann Rowe", "Harbour Workers’ Union")


def test_who_is_described_where_nobody_speaks_is_she_in_the_next_paragraph():
    article = (
        "Unison organiser Jo Lunt said the offer was poor.\n"
        "Packer Daisy Moyle, 27, has been out since May. Her customers call her Matron.\n"
        "“I have never missed a shift,” she said."
    )
    assert one(article, "never missed").speaker == "Daisy Moyle"


def test_the_largest_union_is_the_one_that_the_article_names():
    article = (
        "Siptu has yet to ballot its porters.\n"
        "The country’s largest union is thinking it over, claiming it was fair to “take back lost money”."
    )
    assert one(article, "lost money").speaker == "Siptu"


def test_what_a_union_asks_a_company_to_announce_is_not_the_companys():
    article = "The Harbour Workers’ Union will strike unless the government announces “a clear date” for talks."
    assert one(article, "a clear date").speaker == "Harbour Workers’ Union"


def test_what_a_body_is_said_to_deny_is_told_by_whoever_says_so():
    article = (
        "Harbour Workers’ Union secretary Jo Lunt said the union denies the ministry’s claim"
        " “that ports cannot pay any more.”"
    )
    assert one(article, "cannot pay").speaker == "Jo Lunt"


def test_a_second_claim_behind_what_somebody_did_is_the_speakers():
    article = (
        "Harbour Workers’ Union secretary Jo Lunt said the government had given ports “a gift of"
        " millions” and claimed that it came “although the owners are rich.”"
    )
    statement = one(article, "owners are rich")
    assert statement.speaker == "Jo Lunt"
    assert "gift" in statement.text


def test_they_who_hope_are_not_the_one_who_spoke_before():
    article = (
        "Carl Dunne was off to Perth. “Nobody told us a thing,” he said.\n"
        "Ruth Moyle, from Elmstead, and her daughter, Amy, were calmer. They were hoping the next"
        " ferry would sail.\n"
        "“My father was a docker,” she said."
    )
    assert one(article, "a docker").speaker == "Ruth Moyle"


def test_one_of_the_strikers_speaks_behind_the_verb():
    article = "“They can look at us all day,” said one steward with Siptu, the transport union."
    (statement,) = extract_statements(article)
    assert (statement.speaker or "").startswith("one steward")
    assert statement.side == "union"


def test_all_unions_of_a_list_speak():
    article = "Depots could shut on Monday, according to three unions – Usdaw, Unison and Siptu."
    assert one(article, "Depots").speaker == "Usdaw, Unison and Siptu"


def test_a_headline_names_its_speaker_before_a_colon():
    article = (
        "Lakeside Motors: “we are still talking” as walkout nears\n"
        "Fitters strike on Monday, Unison said."
    )
    assert one(article, "still talking").speaker == "Lakeside Motors"


def test_what_is_called_something_by_somebody_is_called_so_by_them():
    article = "Monday’s terms were thrown out as “laughable” by unions."
    assert (one(article, "laughable").speaker, one(article, "laughable").side) == (
        "Unions",
        "union",
    )


def test_work_to_rule_is_done_and_not_said():
    assert extract_statements("Fitters in Unison will ‘work to rule’ from Monday.") == []


def test_what_follows_a_semicolon_is_another_speakers():
    article = (
        "Two families told the Elm Gazette that they had been turned away; the hospital director,"
        " Dr Agnes Crane, said she knew of no such case.\n"
        "“Our wards are open,” she said."
    )
    assert one(article, "wards are open").speaker == "Agnes Crane"


def test_a_single_name_with_a_job_behind_it_is_a_person():
    article = (
        "Unison steward Jo Lunt said the mood was good.\n"
        "Stu, a firefighter, came by with a flask. “We all get the same call-outs,” he said."
    )
    assert one(article, "same call-outs").speaker == "Stu"


def test_the_crown_corporation_is_the_employer_named_before():
    article = (
        "Rail workers of Prairie Rail walked out on Sunday. Prairie Rail has no trains today.\n"
        "“We will clear the line by night,” said the Crown Corporation on Thursday."
    )
    assert one(article, "clear the line").organisation == "Prairie Rail"


def test_the_corporation_is_the_employer_of_the_article():
    article = (
        "Clerks at the Elm Lottery went on strike. The Elm Lottery closed its offices.\n"
        "“Our shops are all open,” the corporation said."
    )
    assert one(article, "all open").speaker == "Elm Lottery"


def test_the_company_is_the_one_that_spoke_by_its_initials():
    article = (
        "Drivers of Teamsters Local 12 are on strike in Elmstead.\n"
        "KBT said in a statement that it hopes for talks with Elmstead drivers.\n"
        "“Our door is open day and night,” the coach company said."
    )
    statement = one(article, "door is open")
    assert (statement.speaker, statement.side) == ("KBT", "employer")


def test_what_is_awaited_is_not_said_by_those_who_wait():
    article = "Elm ports are preparing for a “very long winter” after 800 dockers walked out."
    assert extract_statements(article) == []


def test_a_strike_does_not_speak_but_the_union_named_behind_it():
    article = (
        "Three more porter strikes were called off Friday after the union, Unison,"
        " met managers and chose not to walk out “for now” as talks go on."
    )
    assert one(article, "for now").speaker == "Unison"


def test_a_quotation_that_ends_the_reporters_sentence_makes_one_statement():
    article = (
        "“We stay out,” said Ann Rowe, president of the Harbour Workers’ Union.\n"
        "She said the union wants to meet on Sunday to “find a way out of this before the schools reopen.”"
    )
    statement = one(article, "find a way out")
    assert statement.kind == "mixed"
    assert statement.text.startswith("the union wants to meet on Sunday")


def test_the_union_member_is_not_the_official_who_spoke_before():
    article = (
        "“The offer is poor,” said Vik Rao, vice president of the Harbour Workers’ Union.\n"
        "A steward at the gate would not give his name.\n"
        "“I think we will be here till June,” the union member said."
    )
    statement = one(article, "till June")
    assert (statement.speaker, statement.organisation) == (
        "the union member",
        "Harbour Workers’ Union",
    )


def test_who_holds_a_post_is_named_in_the_next_paragraph():
    article = (
        "Porters are tired of “half a promise” each spring, Unison’s lead negotiator said Friday.\n"
        "“There is still time for a deal,” Unison regional director Jo Lunt said."
    )
    assert one(article, "half a promise").speaker == "Jo Lunt"


def test_an_officer_without_a_name_is_not_somebody_named_long_before():
    article = (
        "Unison’s Jo Lunt was away.\n"
        "Porters are tired of “half a promise” each spring, Unison’s lead negotiator said Friday.\n"
        "“There is still time for a deal,” Unison regional director Jo Lunt said."
    )
    assert one(article, "half a promise").speaker != "Jo Lunt"


def test_when_somebody_spoke_is_no_part_of_who_they_are():
    article = (
        "Ferry crews walked out on Monday over pay.\n"
        "“I could always swim home,” said one weary night rider after being turned away."
    )
    statement = one(article, "swim home")
    assert (statement.speaker, statement.side) == ("one weary night rider", "other")


def test_a_title_behind_the_leaders_of_a_union_is_not_of_the_union():
    article = (
        "Union officials and Supt. Carl Moyle disagree over class sizes.\n"
        "Moyle was ill on Friday. He said in a note that he expects a contract by autumn."
    )
    assert extract_statements(article) == []


def test_a_stoppage_is_called_and_not_named():
    article = "Unison said little on Monday. It was the second time their union called a full hospital walkout."
    assert not [s for s in extract_statements(article) if "walkout" in s.text]


def test_strikers_report_behind_their_firm_and_the_time():
    article = "Striking Teamsters at Millbrook, a dairy firm, this week say they will picket the creamery in Elm."
    assert one(article, "picket the creamery").organisation == "Teamsters"


def test_said_without_a_comma_before_it():
    article = (
        "“We got nothing at all,” said Ann Rowe, a member of the union bargaining team.\n"
        "There was no sign of when the two sides would talk said Rowe, but the porters sang on."
    )
    statement = one(article, "no sign of when")
    assert (statement.speaker, statement.kind) == ("Ann Rowe", "indirect")
    assert statement.text.endswith("would talk")


def test_representatives_are_those_of_the_union_named_before():
    article = (
        "The walkout is led by Unison, which speaks for porters.\n"
        "Representatives say they’re asking for safer wards and longer breaks."
    )
    assert one(article, "safer wards").organisation == "Unison"


def test_days_in_a_list_stay_with_what_is_said_of_them():
    article = (
        "Porters of Unison are on strike. “We can last,” Unison director Jo Lunt told reporters.\n"
        "Members plan to close all wards Monday, Tuesday, and Sunday, Lunt said."
    )
    assert one(article, "close all wards").text.endswith("Tuesday, and Sunday")


def test_where_something_was_said_is_no_part_of_it():
    article = (
        "Union president Jo Lunt of the Harbour Workers’ Union said in a video shared online that Mayor Reed"
        " “has stood by us since May” in the strike."
    )
    assert one(article, "stood by us").text.startswith("Mayor Reed")


def test_when_somebody_was_told_is_no_part_of_it():
    article = (
        "Talks broke down. Ann Rowe, president of the Harbour Workers’ Union, told Reuters Tuesday afternoon"
        " the firm “has run out of road” with its crews."
    )
    assert one(article, "run out of road").text.startswith("the firm")


def test_they_are_the_strikers_of_the_sentence_before():
    article = (
        "Talks at Brackwater Port broke down. Brackwater Port employs 300 people.\n"
        "The dockworkers have been out since April. They say they were left with no other choice."
    )
    statement = one(article, "no other choice")
    assert (statement.speaker, statement.side, statement.kind) == (
        "The dockworkers",
        "union",
        "indirect",
    )


def test_the_association_is_the_body_that_has_the_word_in_its_name():
    article = (
        "The Court Officers’ Association (COA) was handed a letter by the Justice Department.\n"
        "The association replied that evening. It said the letter was a step in the right direction."
    )
    statement = one(article, "step in the right direction")
    assert statement.organisation == "Court Officers’ Association"


def test_a_former_official_speaks_for_the_union_no_more():
    article = (
        "The Harbour Workers’ Union (HWU) has been on strike since May.\n"
        "A former HWU official who now sits on the council, Dr Peter Lowe, said the strike would get"
        " “nothing, with honour”."
    )
    statement = one(article, "with honour")
    assert statement.speaker == "Peter Lowe"
    assert statement.side != "union"


def test_a_relative_of_somebody_named_is_a_person_of_their_own():
    article = (
        "Tina Marlowe, 43, builds dashboards at Lakeside Motors.\n"
        "Her brother Darrell Marlowe watched a truck go by.\n"
        "“That’s my neighbour,” he said."
    )
    assert one(article, "my neighbour").speaker == "Darrell Marlowe"


def test_a_slogan_in_capitals_is_no_speech():
    article = "Hundreds marched past the depot singing “Which Side Are You On?” until dusk."
    assert extract_statements(article) == []


def test_an_analyst_has_the_firm_right_behind_the_name():
    article = (
        "Workers at Lakeside Motors walked out on Friday.\n"
        "Analyst Preeta Rawal of Woodside Research put the cost to Lakeside Motors at $4m a day.\n"
        "“Nobody is sweating yet,” Rawal said."
    )
    statement = one(article, "sweating")
    assert (statement.organisation, statement.side) == ("Woodside Research", "other")


def test_somebody_named_inside_a_quotation_is_not_who_he_is_next() -> None:
    text = (
        "Colm Devane, regional secretary of Unison, said the offer was a “step that puts pressure on "
        "the capital. Peter Aldous must explain why the county can dig deep and he cannot”.\n"
        "He said that a one-off payment still presented “clear difficulties”.\n"
    )
    assert [s.speaker for s in extract_statements(text)] == ["Colm Devane"] * 2


def test_a_post_of_the_paragraph_above_is_whose_name_begins_the_next() -> None:
    text = (
        "Strikes will go on despite talks with the health minister on Thursday.\n"
        "Helen Marlow gave unions details of a pot of money.\n"
        "“Today was a start,” Ms Marlow said.\n"
    )
    assert [(s.speaker, s.side) for s in extract_statements(text)] == [
        ("Helen Marlow", "government")
    ]


def test_which_firms_were_warned_is_not_what_they_were_warned_of():
    article = "Porters have warned four trusts that broke the deal on pay."
    assert extract_statements(article) == []


def test_a_title_of_two_words_with_an_article_is_whoever_bears_it():
    article = (
        "Port unions are on strike over pay. It has to end, State Minister Nimal Dias said today.\n"
        "“The unions want far too much,” the State Minister said."
    )
    assert one(article, "far too much").speaker == "Nimal Dias"


def test_who_answers_is_the_one_who_was_told():
    article = (
        "Neil Harker blamed Tom Reid for the leak. “You have cost her this job,” Harker told Reid. "
        "He shot back: “There is not a word of truth in that.”"
    )
    assert one(article, "not a word of truth").speaker == "Tom Reid"


def test_a_body_is_not_the_larger_one_it_is_an_arm_of():
    article = (
        "“The lake has lost half of its birds in ten years,” the National Marsh Council, an arm of the "
        "National Academy of Lakes, said on Monday."
    )
    assert one(article, "half of its birds").speaker == "National Marsh Council"


def test_who_shouts_behind_a_place_is_not_the_place():
    article = "His talk was cut short by protesters in the main hall who started chanting “Save our pool!”"
    assert one(article, "Save our pool").speaker.startswith("protesters")


def test_a_quoted_clause_behind_a_report_is_of_the_same_speaker():
    article = (
        "Last week Harlow felt that the end was near, Ellis Grant said. "
        "The family felt it too but “that was of no help to them.”"
    )
    assert one(article, "of no help").speaker == "Ellis Grant"


def test_what_a_firm_is_called_on_to_say_is_one_statement_with_the_call():
    article = "Dock Workers Union president Ivor Lang called on the port to say whether it had “quietly” cut jobs."
    (statement,) = extract_statements(article)
    assert statement.text.startswith("called on the port to say whether it had")
