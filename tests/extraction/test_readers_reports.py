"""Who speaks, and what is no speech, in builds that real reports have: each example is invented."""

from __future__ import annotations

import pytest

from stancenlp import Statement
from stancenlp.extraction.pipeline import extract_statements


def _said(text: str, words: str) -> Statement | None:
    for statement in extract_statements(text):
        if any(words in text[s.start : s.end] for s in statement.segments if s.quoted):
            return statement
    return None


_PEEL = "Members of Millhands Local 77 are out.\n\n“We are a stubborn bunch,” says Pete Lowry, a miner at Elm Pit.\n\n"
_GUILD = "“We are not done,” said Mona Lee, head of the Elm Cabin Crew Union.\n\n"

SPEAKERS = [
    # "the 18-year veteran miner" is the miner who spoke
    (
        _PEEL
        + "The veteran miner believes in it.\n\n“The owner was new then. We were few,” he said.",
        "The owner was new",
        "Pete Lowry",
    ),
    # who is said not to understand says nothing
    (
        "NUHW President Anna Ross said Health Minister Paul Kerr didn’t understand that nurses would not be made poorer “to pay for tax cuts for the rich.”",
        "to pay for",
        "Anna Ross",
    ),
    # orders from
    (
        "The Dock Workers Alliance struck the piers, as the union’s leadership defied orders from the independent arbitrator to “tell its members to report for the day shift.”",
        "tell its members",
        "the independent arbitrator",
    ),
    (
        "The Dock Workers Alliance rejected the offer.\n\nUnion President Carl Doyle put out a video threatening to “shut you down.”",
        "shut you down",
        "Carl Doyle",
    ),
    (
        "The Eastern Pilots’ Guild (EPG), which has been de-recognised by the airline management, said six members would fast “to speak out against bias by the airline”.",
        "to speak out",
        "Eastern Pilots’ Guild",
    ),
    # they, of the paragraph above
    (
        _GUILD
        + "Around 200 crew had been waiting at the gate.\n\nThey chanted “honour our union”.",
        "honour our",
        "Around 200 crew",
    ),
    (
        "The National Union of Bank Employees (NUBE) picketed Elmbank. According to NUBE general secretary P. Anand, Elmbank was a “union-breaking plot” from the start.",
        "union-breaking",
        "P. Anand",
    ),
    (
        "“We are stepping up. We call upon all members,” Elmshire Teachers Association (ETA)\n\n“We have refused it,” ETA said.",
        "stepping up",
        "Elmshire Teachers Association",
    ),
    (
        "The Teachers’ Guild is out.\n\nNewsnet reported an unnamed official from the finance ministry saying: “If we pay, nothing will change.”",
        "If we pay",
        "An unnamed official from the finance ministry",
    ),
    (
        "A pilot who spoke to the media, Captain Themba Zondo, said they are no threat. “Managers have not called us back.”",
        "Managers have not",
        "Themba Zondo",
    ),
    (
        "“If that is not enough, we strike,” the head of the Verdi union, Karl Brandt, said. For the talks to succeed, however, employers would have to “put forward what they refused last night”.",
        "put forward",
        "Karl Brandt",
    ),
    (
        "Tom Marsh, president of the RMT, said drivers would not back down.\n\nResponding to an article in today’s Sunday Gazette, which claimed they had lost, he said that it showed their strength.\n\n“Unnamed source journalism is not that credible.”",
        "Unnamed source",
        "Tom Marsh",
    ),
    (
        "PCS union general secretary Tom Marsh spoke of “total silence” on Monday, he said.\n\nThe PCS general secretary added: “A fair rise would help us.”",
        "A fair rise",
        "Tom Marsh",
    ),
    (
        "A bin strike is on in Dorset.\n\nThe council’s contractor, Bright Street Services, said it asked for a pause during the “ongoing discussions”.\n\nIt will work with Dorset Council.",
        "ongoing",
        "Bright Street Services",
    ),
    (
        "Stagecoach Cornwall said Unite members were to strike “for an unknown number of days”.",
        "for an unknown",
        "Stagecoach",
    ),
    # the attribution is a sentence of its own
    (
        "Porters at two hospitals have voted to walk out over the award – “one more kick for our members.” The GMB union said.",
        "one more kick",
        "GMB",
    ),
    # a wrong closing mark
    (
        'A driver, Themba Zondo, said it had failed. "That is why we are here.\' Agent spokesperson Lena Marsh said they help. "They have been helping us." Marsh said.',
        "They have been helping",
        "Lena Marsh",
    ),
    (
        "DWA Says “Piers Are Ours” as Leaders Warn Strike “Will Stop You”\n\nThe Dock Workers Alliance (DWA) is out. “We will fight,” said DWA president Carl Doyle.",
        "Piers Are Ours",
        "Dock Workers Alliance",
    ),
    # a quotation that goes on below, and tells what others said
    (
        "PCU president Lena Marsh said: “We are tired of it. They said they are going to pay in May.\n\n“They have not.”",
        "going to pay",
        "Lena Marsh",
    ),
    (
        "Carl Moss, chairman of Coast Lines, said: “Nobody gains.”\n\nA Travellers Guild spokesman said: “Most will not notice unless they turn up\n\n“Nobody should panic.”",
        "should panic",
        "A Travellers Guild spokesman",
    ),
    # an open quotation is over where somebody else speaks
    (
        "A spokesperson at Harper said: ‘Our package is fair.\n\n‘It is a pity they said no.\n\nColin Marsh, OAU director, suggested that pay had fallen for years.\n\n‘Our people went without in May.’",
        "went without",
        "Colin Marsh",
    ),
    # a post with a name beside it
    (
        "“Nobody likes rain,” said National Bus and Rail Union (NBRU) shop steward Martin Cray, who drives too.",
        "Nobody likes rain",
        "Martin Cray",
    ),
    (
        "“Nobody likes rain,” said Carters Union (CU) shop steward Martin O’Shea.",
        "Nobody likes rain",
        "Martin O’Shea",
    ),
    (
        "There was a picket at Dunholm depot. Neil Barrow, Unite rep told The Lamp: ‘It is going well.’",
        "going well",
        "Neil Barrow",
    ),
    # whose workers speak, and what somebody made
    (
        "Striking Kwan Seng bread workers are growing tired, threatening to go on if the firm fails to “show good faith”.",
        "good faith",
        "Striking Kwan Seng bread workers",
    ),
    (
        "The strikers included “Shark” creator Ian Bell.\n\n“We’re nervous,” said “Shark” producer Bill Crane, the designated spokesman.",
        "nervous",
        "Bill Crane",
    ),
    # of two people of a surname, the one whom the title fits
    (
        "“Stand up,” nurse Damien Marsh told them.\n“It will not end today,” union president Cresta Marsh said.\n“We will be paid worst,” Ms Marsh told reporters.",
        "be paid worst",
        "Cresta Marsh",
    ),
    # a clause of its own behind what was reported
    (
        "Minister Alan Frost said trams should run on Friday. However, the “next move is theirs to make”.",
        "next move",
        "Alan Frost",
    ),
    # a mark that was lost behind a quotation, whose speaker is told before the next
    (
        "Bakers strike.\n\n“We will not take it, Ann Lee said on Monday.\n\n“It is mean,” said Tom Roe, a porter.",
        "We will not take it",
        "Ann Lee",
    ),
    # who carries a sign speaks
    (
        "Bakers strike. “We were promised more,” pickets holding placards outside the mill said on Monday.",
        "promised more",
        "Pickets",
    ),
    # what somebody wants is no name of an offer
    (
        "Ann Lee of Unison said the county’s bakers deserved a “better deal”.",
        "better deal",
        "Ann Lee",
    ),
    # "″", as some old pages have it
    (
        "Bakers strike over pay. ″That is fine with me,″ said Tom Roe, a porter, beside a 6″ pipe.",
        "That is fine",
        "Tom Roe",
    ),
    (
        "PCU president Lena Marsh spoke on Monday.\n\nCalling the Government’s offer “mean, stale and wicked to the clerks,” Marsh said unions are poor.",
        "mean, stale",
        "Lena Marsh",
    ),
    # a name spelt in two ways
    (
        "PCU president Lena Mardok accused ministers of delay.\n\nMadrok lashed out at Rand, claiming he gave his word.\n\n“Nobody else can look at our wages.”",
        "Nobody else",
        "Lena Mardok",
    ),
    (
        "PCU president Lena Mardok said teachers were “tired out”.\n\nMinister Anna Madrok said it was fair. “It is our last word,” Ms Madrok said.",
        "our last word",
        "Anna Madrok",
    ),
    (
        "PCU president Ann Porter said teachers were “tired out”.\n\nPorters said the pay was bad. “It is too low,” Porter said.",
        "It is too low",
        "Ann Porter",
    ),
    (
        "Lena Mardok of Unite said it was poor. “It is too low,” Marddok said.",
        "It is too low",
        "Lena Mardok",
    ),
    # a name that only resembles another, or that is somebody's own, is not the same
    (
        "Ann Johnson of Unison said it was poor. Mr Johnston, for the trust, said: “It is too low.”",
        "It is too low",
        "Johnston",
    ),
    (
        "Jo Hansen of Unite said it was poor. Health minister Mr Hanssen said: “It is too low.”",
        "It is too low",
        "Hanssen",
    ),
    (
        "Jo Hansen of Unite said it was poor. Hanssen, who runs the clinic, sighed. “It is too low,” Hanssen said.",
        "It is too low",
        "Hanssen",
    ),
    (
        "Jo Hansen of Unite said it was poor. Hanssen said it had offered 4%. “It is too low,” Hanssen said.",
        "It is too low",
        "Hanssen",
    ),
    (
        "Lena Mardok and Piet Mardok of Unite said it was poor. “It is too low,” Madrok said.",
        "It is too low",
        "Madrok",
    ),
    # behind a full stop inside the mark, in a paragraph that does not end in one
    (
        _GUILD
        + "Minister Owen Harwood was sad.\n\n“I had hoped for peace.” Harwood said on a morning show. “I felt it since June”",
        "hoped for peace",
        "Owen Harwood",
    ),
    # on what somebody else must do first
    (
        "The Midwives Union has offered to “hold off” its walkout if transport minister Alan Reed agrees to open talks.",
        "hold off",
        "Midwives Union",
    ),
    # who accuses, and not who is accused
    (
        "The Public Clerks Union wants 5%. Elm Council is accused of serving up a “second-rate” deal to its workers.",
        "second-rate",
        "Public Clerks Union",
    ),
    # where staff work does not speak
    (
        "About 100 staff at Kew Books have rejected a “measly” 3 per cent offer, which Unite called poor.",
        "measly",
        "About 100 staff at Kew Books",
    ),
    # several people together
    (
        "Ports Minister Ann Lowe, Health Minister Tom Reed and Trade Minister Carl Venn met the union. In a statement, they said: “It must end.”",
        "It must end",
        "Ann Lowe, Tom Reed and Carl Venn",
    ),
    # the sentence before the quotation, and not the first of the paragraph
    (
        "The National Dock Union rejected the offer and said it would go on. In a statement, the Southern Port Union said it was unhappy. “It will go on.”",
        "It will go on",
        "Southern Port Union",
    ),
    # the agent of a passive
    (
        "Libraries close on Friday after a late pay offer was branded “a disgrace” by the Librarians Union.",
        "a disgrace",
        "Librarians Union",
    ),
    # in a headline: by whom it ends with, or whose words below it repeats
    (
        "Ferry strike brings ‘chaos’ to small shops: GMB\n\nThe GMB is on strike on the ferries for more pay.",
        "chaos",
        "GMB",
    ),
    (
        "Bakers’ strike spreads after ‘insulting’ offer from Marlow\n\nOvens are cold.\n\n“The offer is insulting,” Bakers Union secretary Ann Dolan said.",
        "insulting",
        "Ann Dolan",
    ),
    # a sentence that ends in a name, and a post that begins the next
    (
        "Ann Lee of Unison came. Who spoke first? Ann Lee. Hospital managers said: “It is too low.”",
        "It is too low",
        "Hospital managers",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SPEAKERS, ids=[s[2] for s in SPEAKERS])
def test_the_speaker_of_builds_that_real_reports_have(text: str, words: str, speaker: str) -> None:
    found = _said(text, words)
    assert found is not None
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "About 900 workers plan to strike. This “united table” of three unions declined a proposal.",
            "united table",
        ),
        (
            "“That’s a no go,” union President Ed Frame said on ABN’s “Meet the Nation.” He added: “We want more.”",
            "Meet the Nation",
        ),
        (
            "Energy Minister Paul Grant has been branded a “silent spectator” because of his failure.",
            "silent spectator",
        ),
        (
            "At Elm Academy, management was accused of asking its pupils to “spy” on teachers.",
            "spy",
        ),
        ("The nurses union has set “picket training” meetings for members.", "picket training"),
        (
            "A new shift, branded “twilight plus” by the company, starts in May. Unite wants more pay.",
            "twilight plus",
        ),
        (
            "Strike looms over ‘smart’ meters\n\nUnite officer Ann Lowe said members would meet on Friday.",
            "smart",
        ),
    ],
)
def test_labels_and_programmes_and_what_somebody_is_called_are_no_words_of_theirs(
    text: str, words: str
) -> None:
    assert _said(text, words) is None


_OUT = "Porters are on strike, the Amalgamated Porters Union said.\n\n"


@pytest.mark.parametrize(
    ("text", "words", "organisation", "side"),
    [
        # where strikers work, or stand, is not for whom they speak
        (
            _OUT
            + "“We need rest,” Lena Hart, a security officer at Elmton’s Kestrel Airport said.",
            "We need rest",
            None,
            "union",
        ),
        (
            _OUT
            + "“We need rest,” said Tara Mendel, a striking worker at the Copperbean Quay Street location in Elmton.",
            "We need rest",
            None,
            "union",
        ),
        (
            "Standing on the picket line outside Halden’s Brook plant on Friday, Paul West said not much has improved.\n\n“We lost our pension,” said West, among 300 Fitters Union members on strike.",
            "We lost our pension",
            "Fitters Union",
            "union",
        ),
        (
            "“We never struck before,” said Joan Farr, an employee at Riverton Casino in Elmton.\n\nRiverton Casino union workers walked out on Tuesday.",
            "We never struck",
            None,
            "union",
        ),
        (
            _OUT
            + "“We need rest,” said Dr. Nadia Roe, a first-year internal medicine resident at KTL+UNC Medical Center.",
            "We need rest",
            None,
            "union",
        ),
        # by their own words, and by those whom they are married to
        (
            "Paraeducators in the Port Lorne School District walked the picket line Monday.\n\nMark Garza said being a paraeducator is what he was meant to do. “I love it,” he said.",
            "I love it",
            None,
            "union",
        ),
        (
            "Corrections officers are on strike.\n\n“We need help,” Jenny Barr, the wife of a Medway correctional officer, said.",
            "We need help",
            None,
            "other",
        ),
        # a headline and a picture's credit are no bodies
        (
            "1,300 Elm Sugar Workers Locked Out\n\nReplacements came on Monday.\n\n“We are skilled,” union representative Mark Frome said.",
            "We are skilled",
            None,
            "union",
        ),
        (
            "“They can pay,” Packers Local 12 President Kim Cord said.\n\nThe plant is seen on Tuesday. Kwan Chung/The Elmton Post via Getty Images\n\n“We stand by it,” VTX spokesperson Nora Rich said.",
            "We stand by it",
            "VTX",
            "employer",
        ),
        (
            "The Manitou Teachers’ Association says its offer is fair.\n\nThey clarify that this is what teachers want.\n\n“We expect an answer,” said President Jonas Skill.",
            "We expect an answer",
            "Manitou Teachers’ Association",
            "union",
        ),
        # initials with points begin a name
        (
            "Crews walked out of N.D. Ferry Services.\n\n“It is a meeting,” N.D. Ferry and Pilot Workers Union spokesman, Dan Cowl told local media.",
            "It is a meeting",
            "N.D. Ferry and Pilot Workers Union",
            "union",
        ),
        (
            "Elmton Orchestra strikes before gala\n\nThey would have played under Yves Nadeau, named as music director of the Lakeland Opera.\n\nOrchestra president Alice Vull said the strike was “naturally disappointing” for patrons.",
            "naturally disappointing",
            "Elmton Orchestra",
            "employer",
        ),
        # statements and letters of bodies
        (
            "“We will fight,” said Haulers Local 61 President Rob Hank.\n\nThe Elmton School District issued this statement in response:\n\n“There will be no bus service.”",
            "no bus service",
            "Elmton School District",
            "employer",
        ),
        (
            "Pat Kill, president of the Faculty Union, called it “wrong.”\n\n“A vote signals a lack of interest,” an Employee Relations Office letter dated March 2 stated.",
            "A vote signals",
            "Employee Relations Office",
            "unknown",
        ),
    ],
)
def test_for_whom_people_of_real_reports_speak(
    text: str, words: str, organisation: str | None, side: str
) -> None:
    found = _said(text, words)
    assert found is not None
    assert (found.organisation, found.side) == (organisation, side)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The workers from Local 97 of the Elm Union went on a one-day “warning strike” last Friday.",
            "warning strike",
        ),
        (
            "Minister Nils Horn said the association distributed “talking points” to teachers.",
            "talking points",
        ),
        # what an offer is called
        ("Drivers rejected the firm’s “last, best and final offer” on Sunday.", "best and final"),
        ("Leaders have urged deckhands to take the “last” offer of Coast Lines.", "last"),
        # what a ballot shows
        ("Staff at Tesco have voted “overwhelmingly” for a strike.", "overwhelmingly"),
        ("Unite’s committee approved a “rolling” programme of strikes.", "rolling"),
        # what placards read
        (
            "“Strike for respect,” placards of members of Local 77 of the Bakers Union read.",
            "Strike for respect",
        ),
        (
            "Bakers marched. Some of the placards read “Share the loaf,” “Dough is the name,” “Promise is dust”.",
            "Dough is the name",
        ),
        # a closing mark that went astray
        (
            "Ann Cole of Unite is out.\n\nWorkers on the line told NBN they were worried as the strike went on.”",
            "Workers on the line",
        ),
        (
            "Ann Cole said: “It goes on.”\n\nSubscribers get all our recipes and a weekly crossword.”",
            "Subscribers",
        ),
    ],
)
def test_kinds_of_action_and_papers_handed_out_are_no_words(text: str, words: str) -> None:
    assert _said(text, words) is None


def test_a_short_name_for_something_is_no_indirect_statement() -> None:
    text = "Dockers walked out in what their union called a safety study session.\n\n“It is a meeting,” said Dan Cowl of the Elm Union."
    assert [s.kind for s in extract_statements(text)] == ["direct"]


def test_a_spokesman_behind_what_somebody_said_is_not_of_the_body_that_they_spoke_of() -> None:
    text = "The GMB said its members had turned it down.\nBut Brightline said the GMB’s claims were mistaken: “Our plan is fair,” said a spokesman."
    found = _said(text, "Our plan")
    assert found is not None
    assert found.organisation != "GMB"
