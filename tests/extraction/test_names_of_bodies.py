"""Whose body it is, and on which side: where its name begins and ends, and which one is meant."""

import pytest

from stancenlp.extraction.pipeline import extract_statements
from tests.extraction.reading import one


@pytest.mark.parametrize(
    ("article", "organisation", "side"),
    [
        # a firm in capitals, a post and a trade are no parts of a union's name
        (
            "COAST FERRIES National Deckhands Union members walked out yesterday.\n"
            "Branch secretary Ellen Moss said: “Nobody will go in.”",
            "National Deckhands Union",
            "union",
        ),
        (
            "Porters of the Keltan Porters Union are getting ready for a strike.\n"
            "Tom Orrin, the chairman of the union, said: “Nobody will go in.”",
            "Keltan Porters Union",
            "union",
        ),
        (
            "Kelta Bakers and Grocers Union Secretary-General Orin Moss spoke on Monday.\n"
            "“Nobody will go in,” Mr Moss said.",
            "Kelta Bakers and Grocers Union",
            "union",
        ),
        (
            "Dunmore Library Association Interim President Hugo Moss said: “Nobody will go in.”",
            "Dunmore Library Association",
            "union",
        ),
        (
            "The Museum Staff Union went on strike.\n"
            "Nigel Moss, Managing Director of Coast Lines said: “Nobody will go in.”",
            "Coast Lines",
            "employer",
        ),
        # a section of a union by its letters, letters with full stops, and with ’s in brackets
        (
            "The Keltan Nurses Union (KNU) will begin a strike on Friday.\n"
            "The national chairman of KNU-CS, Tom Orrin, said: “Nobody will go in.”",
            "Keltan Nurses Union",
            "union",
        ),
        (
            "Erin Moss, president of the N.W. Clerical Union, said: “Nobody will go in.”",
            "N.W. Clerical Union",
            "union",
        ),
        (
            "Crews condemned the Crane Industries Federation of Kelta’s (Cifk’s) decision.\n"
            "Cifk said: “Nobody will go in.”",
            "Crane Industries Federation of Kelta",
            "employer",
        ),
        # one body beside another is not both
        (
            "The Ohio Nurses Association, parent of the Bay Nurses Union, called a strike.\n"
            "The Ohio Nurses Association, parent of the Bay Nurses Union, said: “Nobody will go in.”",
            "Ohio Nurses Association",
            "union",
        ),
        (
            "Kelta Ports, previously known as Olden Ports, said: “Nobody will go in.”",
            "Kelta Ports",
            "employer",
        ),
        # what the words of a name tell
        (
            "Federation of Ohio College and University Faculties president Dana Moss said: “Nobody will go in.”",
            "Federation of Ohio College and University Faculties",
            "union",
        ),
        (
            "The Port Employment Association has raised its offer to the Dockers Union.\n"
            "The Port Employment Association said: “Nobody will go in.”",
            "Port Employment Association",
            "employer",
        ),
        (
            "The Nurses’ Federation is on strike. The Prairie Hospital Board Association said: “Nobody will go in.”",
            "Prairie Hospital Board Association",
            "employer",
        ),
        (
            "Teachers picketed schools across Union Grove and North Halley.\n"
            "“Nobody will go in,” said Lena Moss, president of the union.",
            None,
            "union",
        ),
        # a minister's title begins behind an article
        (
            "After the second walkout the health minister, Ann Moss, said: “Nobody will go in.”",
            "health minister",
            "government",
        ),
        (
            "The teachers union urged parents to come to the next school board meeting.\n"
            "Superintendent Jeff Moss said: “Nobody will go in.”",
            "district",
            "employer",
        ),
        # capitals that are the name's own
        (
            "The Carters Union walked out. WEST COAST Trains said: “Nobody will go in.”",
            "WEST COAST Trains",
            "employer",
        ),
        (
            "The Carters Union walked out. HARLAND MILLS Group said: “Nobody will go in.”",
            "HARLAND MILLS Group",
            "employer",
        ),
        (
            "NORTH COAST Bakers Union said: “Nobody will go in.”",
            "NORTH COAST Bakers Union",
            "union",
        ),
        # a council has its place's name
        (
            "The Carters Union walked out. Every town council said: “Nobody will go in.”",
            None,
            "employer",
        ),
        (
            "The Carters Union walked out. Outgoing Elm county council said: “Nobody will go in.”",
            "Elm county council",
            "employer",
        ),
        (
            "The Carters Union walked out. New Elm city council said: “Nobody will go in.”",
            "New Elm city council",
            "employer",
        ),
        # "a baker at the plant" is no firm
        (
            "Bakers in Preston are on strike over pay.\nTom Moss, a baker at the plant, said: “Nobody will go in.”",
            None,
            "union",
        ),
    ],
)
def test_whose_body_it_is(article, organisation, side):
    statement = one(article, "Nobody will go in")
    assert (statement.organisation, statement.side) == (organisation, side)


@pytest.mark.parametrize(
    ("article", "organisation", "side"),
    [
        # a place before a post is no union
        (
            "Bakers strike. Petra Lang, Eastmoor regional organiser for the BFU union, said: “Nobody will go in.”",
            "BFU",
            "union",
        ),
        (
            "Of the Marl Education Association’s 120 members, 93 voted to strike.\n"
            "“Nobody will go in,” said union president Rosa Bell.",
            "Marl Education Association",
            "union",
        ),
        # the post right before the name is theirs, and not what somebody else holds
        (
            "The Clerks Union (CU) marched over pay. CU president Lena Dorn handed over the list to"
            " Treasury director Dora Moss. “Nobody will go in,” Moss said.",
            "Treasury",
            "government",
        ),
        (
            "Michael Arno of the Drivers Union said crews will strike until Mayor Peter Moss backs down."
            " But Moss said: “Nobody will go in.”",
            "Mayor",
            "government",
        ),
        (
            "Paul Moss, a captain who serves as vice president of the lifeguards union and board chairman"
            " of the police pension plan, said: “Nobody will go in.”",
            None,
            "union",
        ),
        (
            "The Museum Staff Union went on strike.\nNational officer Ruth Moss said: “Nobody will go in.”",
            "Museum Staff Union",
            "union",
        ),
        (
            "Bakers will strike on Friday over pay.\n"
            "Bakers’ leader Colin Moss said: “Nobody will go in.”",
            None,
            "union",
        ),
        # those who came to help are not those of the dispute
        (
            "Nurses at Mercy Hospital went on strike. Members of other unions, including Teamsters, came.\n"
            "“Nobody will go in,” said Kate Moss, a member of the nurses’ bargaining team.",
            None,
            "union",
        ),
        # two names behind "between"
        (
            "Pay talks between City Hall and Police Local #118 ended on Friday.\n"
            "Union spokesman Greg Moss said: “Nobody will go in.”",
            "Police Local #118",
            "union",
        ),
        (
            "Dorley city council says there will be no collections.\nThe council said: “Nobody will go in.”",
            "Dorley city council",
            "employer",
        ),
        # of which union, nobody says, or everybody knows
        (
            "The Carters Union and the Dockers Guild will meet Coast Lines today.\n"
            "“Nobody will go in,” said a union source.",
            None,
            "union",
        ),
        (
            "Members of the Dockers Guild met on Monday.\nUnion chiefs said: “Nobody will go in.”",
            "Dockers Guild",
            "union",
        ),
        # somebody at work who is out, and somebody who only waited for a bus
        (
            "Unite members walked out at Beacon Hospital.\n"
            "“Nobody will go in,” said Carla Moss, 39, who is a theatre porter in the linen room at Beacon.",
            None,
            "union",
        ),
        (
            "Porters in Preston are striking.\nPreston-based employee Tom Moss said: “Nobody will go in.”",
            None,
            "union",
        ),
        # whose friend leads a union leads none
        (
            "Crews struck at Elm Pool.\nTom Moss, a student and a friend of the president of their union,"
            " said: “Nobody will go in.”",
            None,
            "other",
        ),
        (
            "Bus drivers struck against First Metro.\n“Nobody will go in,” said Lara Moss, as she waited"
            " for a bus to her job at a research group in Mill Town.",
            None,
            "other",
        ),
        # a union's local government, a firm's watchdog, a region of a union and one of a firm
        (
            "UNISON is on strike.\n“Nobody will go in,” said UNISON Local Government committee chair Jo Marsh.",
            "UNISON",
            "union",
        ),
        (
            "GMB members are on strike.\nGMB Local Government officer Jo Marsh said: “Nobody will go in.”",
            "GMB",
            "union",
        ),
        (
            "RMT members at Northern Rail are on strike over pay.\n"
            "Northern Rail Passenger Panel chair Jo Marsh said: “Nobody will go in.”",
            None,
            "other",
        ),
        (
            "GMB members at Thames Water are on strike over pay.\n"
            "Thames Water Customer Challenge Group chair Jo Marsh said: “Nobody will go in.”",
            None,
            "other",
        ),
        (
            "RMT members at Northern Trains are on strike over pay.\n"
            "Tom Bell, head of Northern Trains for the North East, said: “Nobody will go in.”",
            "Northern Trains",
            "employer",
        ),
        # initials and titles inside a name
        (
            "Teachers are on strike.\nJo Marsh of the U.S. Military Academy said: “Nobody will go in.”",
            "U.S. Military Academy",
            "unknown",
        ),
        (
            "Teachers are on strike.\nJo Marsh, who runs Mrs. Potts Bakery, said: “Nobody will go in.”",
            "Mrs. Potts Bakery",
            "other",
        ),
    ],
)
def test_which_body_is_meant(article, organisation, side):
    statement = one(article, "Nobody will go in")
    assert (statement.organisation, statement.side) == (organisation, side)


@pytest.mark.parametrize(
    ("article", "speaker", "organisation", "side"),
    [
        # a place before a union's name, and an adjective that is a firm elsewhere
        (
            "Guards at Hull Docks are on strike.\nA Hull Unite spokesman said: “Nobody will go in.”",
            "A Hull Unite spokesman",
            "Unite",
            "union",
        ),
        (
            "Staff are on strike.\nA Bangor UCU spokeswoman said: “Nobody will go in.”",
            "A Bangor UCU spokeswoman",
            "UCU",
            "union",
        ),
        (
            "UNISON general secretary Anne Lowe spoke on pay.\n"
            "Northern regional secretary Jane Field said: “Nobody will go in.”",
            "Jane Field",
            "UNISON",
            "union",
        ),
        (
            "Deena Cole, who chairs the Writtle branch of the University and College Union (UCU),"
            " said: “Nobody will go in.”",
            "Deena Cole",
            "University and College Union",
            "union",
        ),
        # posts, the words that begin a sentence, and people are no parts of a name
        (
            "In a statement, Karen Bright, the GMB National Officer, said Lowfold’s owners know: “Nobody will go in.”",
            "Karen Bright",
            "GMB",
            "union",
        ),
        (
            "Crumb Group CFO Paul Vane, CFO, said: “Nobody will go in.”",
            "Paul Vane",
            "Crumb Group",
            "employer",
        ),
        (
            "Yesterday, the acting CEO of Celtic Lines Paul Brody said that he was sure: “Nobody will go in.”",
            "Paul Brody",
            "Celtic Lines",
            "employer",
        ),
        (
            "As Bakers and Millers Union (BMU) members picketed ten plants, customers sat down in a shop.\n"
            "“Nobody will go in,” BMU members at Ely said.",
            "Bakers and Millers Union",
            "Bakers and Millers Union",
            "union",
        ),
        (
            "The President of the Northern Bakers Federation, Lars Quill said this morning: “Nobody will go in.”",
            "Lars Quill",
            "Northern Bakers Federation",
            "union",
        ),
        (
            "Paul Reddick, president of the drivers’ local of National Union of Civic Staff and Ruth Tolley,"
            " who heads the clerks’ local, met the town.\n“Nobody will go in,” Reddick said.",
            "Paul Reddick",
            "National Union of Civic Staff",
            "union",
        ),
        (
            "As the union struck, Council Member Patricia Dunning said: “Nobody will go in.”",
            "Patricia Dunning",
            None,
            "other",
        ),
        # a name ends with its sentence
        (
            "Passengers queued from 4am in Cape Town. Shop owner Ben Cele said that drivers struck.\n"
            "“Nobody will go in,” Cele said.",
            "Ben Cele",
            None,
            "other",
        ),
        # the number of a local with its hyphen, though the list has a Local 7
        (
            "Members of United Glassworkers Local 7-310 went on strike May 4 at Fenwick Hospital.\n"
            "Local 7-310 President Anne Tolley, RN, said: “Nobody will go in.”",
            "Anne Tolley",
            "United Glassworkers Local 7-310",
            "union",
        ),
        # what somebody is the head of at a body, what a firm runs, and where a politician spoke
        (
            "According to Harlow District Council, some rounds still run in the strike.\n"
            "Head of Waste Management at the authority, Cllr Ian Gray, said: “Nobody will go in.”",
            "Ian Gray",
            "Harlow District Council",
            "employer",
        ),
        (
            "Drivers struck.\n"
            "Greg Solberg, spokesperson for the Metrotram company Vela Concession, said: “Nobody will go in.”",
            "Greg Solberg",
            "Vela Concession",
            "employer",
        ),
        (
            "The Prison Officers Association has rejected an offer.\n"
            "In the Dáil, Nora Keane appealed to the POA to return to talks.\n“Nobody will go in,” she said.",
            "Nora Keane",
            None,
            "unknown",
        ),
        (
            "The SNP Government begged Prospect, the guides’ union, to end its walkout after tabling a deal that it"
            " maintained meant “Nobody will go in” for nothing.",
            "SNP Government",
            "SNP Government",
            "government",
        ),
        # a post of several words, and one behind the name
        (
            "Research Officer of the Lighthouse Keepers’ Association (LKA) Western Division, Martin Oakes said:"
            " “Nobody will go in.”",
            "Martin Oakes",
            "Lighthouse Keepers’ Association",
            "union",
        ),
        (
            "Chief Transport Officer of the Ministry of Transport, Peter Lang, said of the strike: “Nobody will go in.”",
            "Peter Lang",
            "Ministry of Transport",
            "government",
        ),
        (
            "Workers for Danish ferry company Nordline have started a strike.\n"
            "Around 70% of Nordline workers are out, Henrik Dahl, spokesman for the National Union for Harbour"
            " Workers (NUHW), told Newswire.\n“Nobody will go in,” Dahl said.",
            "Henrik Dahl",
            "National Union for Harbour Workers",
            "union",
        ),
        (
            "The Porters Trade Union (PTU) is pressing for talks.\n"
            "President general Ruth Delacroix, who represents Kingsley Borough Council (KBC) workers, said:"
            " “Nobody will go in.”",
            "Ruth Delacroix",
            "Porters Trade Union",
            "union",
        ),
        (
            "The Pilot Circle union has called on its members to strike.\n"
            "“Nobody will go in,” said Ulf Brandt, chief officer ground services of Nordair AG, at a union event.",
            "Ulf Brandt",
            "Nordair AG",
            "employer",
        ),
        (
            "Maranda Drillers Union (MDU) members are out.\n"
            "At a meeting with the MDU and other executives, Mines Minister Paula Grant said: “Nobody will go in.”",
            "Paula Grant",
            "Mines Minister",
            "government",
        ),
        (
            "Pilots are on strike, the Pilot Circle union said.\n"
            "A spokesman for Nordair said the airline had made an offer. “Nobody will go in,” he said.",
            "A spokesman for Nordair",
            "Nordair",
            "employer",
        ),
        # bodies without a name
        (
            "The Lindale Nurses Association walks out Monday.\n"
            "“Nobody will go in,” the 14 hospitals said in a written statement.",
            "The 14 hospitals",
            "hospitals",
            "employer",
        ),
        (
            "“Nobody will go in” if the problems of the Prison Officers Association are not solved, the group has said.",
            "Prison Officers Association",
            "Prison Officers Association",
            "union",
        ),
        (
            "Unite members at Marlow Buses are on strike over pay.\n"
            "“Nobody will go in,” said Marlow Buses regional organiser Jo Marsh.",
            "Jo Marsh",
            None,
            "union",
        ),
        # bosses are no body, and whose the group is that the article speaks of cannot be told
        (
            "Unite members are on strike over pay.\nThe company’s bosses said: “Nobody will go in.”",
            "The company’s bosses",
            None,
            "employer",
        ),
        (
            "RMT members are on strike over pay.\n"
            "A campaign for rail users has asked for talks. “Nobody will go in,” the group said.",
            "The group",
            None,
            "employer",
        ),
        (
            "RMT members are on strike over pay.\n"
            "A human rights group has asked for talks.\nThe group said: “Nobody will go in.”",
            "The group",
            None,
            "employer",
        ),
        # a place before a union's name, or a firm
        (
            "Unite members at Leeds mills are on strike over pay. Leeds has many mills.\n"
            "Leeds Equity boss Jo Marsh said: “Nobody will go in.”",
            "Jo Marsh",
            "Leeds Equity",
            "employer",
        ),
        (
            "Unite members at Hull docks are on strike over pay. Hull has many docks.\n"
            "Hull Prospect manager Jo Marsh said: “Nobody will go in.”",
            "Jo Marsh",
            "Hull Prospect",
            "employer",
        ),
    ],
)
def test_what_is_no_part_of_a_name(article, speaker, organisation, side):
    statement = one(article, "Nobody will go in")
    found = statement.speaker, statement.organisation, statement.side
    assert found == (speaker, organisation, side)


@pytest.mark.parametrize(
    ("first", "second"),
    [("The rail bosses", "The bus firms"), ("The trusts", "The private hospitals")],
)
def test_several_firms_are_not_the_ones_that_spoke_before(first, second):
    article = (
        "Unite members are on strike over pay.\n"
        f"{first} said: “The offer is fair.” {second} said: “We regret it.”"
    )
    assert [s.speaker for s in extract_statements(article)] == [first, second]
