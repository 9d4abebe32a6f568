"""What looks like an offer and is none: demands, other figures, wishes, settled deals."""

import pytest

from stancenlp.extraction.offers import offers
from tests.extraction.reading import texts


@pytest.mark.parametrize(
    "article",
    [
        "The union is demanding a 12% pay deal.",
        "Members want a 10 per cent award after years of cuts.",
        "Mara Quill demanded a pay deal worth 8%.",
        "The Rivermen’s Union is seeking a 9% settlement.",
        "The union’s claim for a 10% pay award was refused.",
        "The crews are calling for a one-off payment of £2,000.",
        "Porters are pushing for a 7% pay deal.",
    ],
)
def test_a_demand_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "Turnout was 87% and nine in ten backed a strike.",
        "Inflation stood at 4.1% in March.",
        "Ferryline carries 40% of the island’s freight.",
        "They offered tea and sympathy.",
        "",
    ],
)
def test_other_figures_are_no_offers(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "The offer was put to members and 70% of them voted no.",
        "The deal was rejected by 62% of staff.",
        "The offer comes with inflation at 9.1%.",
        "The agreement was backed on a turnout of 81%.",
        "The 7% rise that the union has proposed is fair.",
    ],
)
def test_figures_of_votes_and_prices_are_no_offer(article):
    assert texts(article) == []


def test_a_unions_own_proposal_is_no_offer():
    assert texts("Managers read the union’s latest proposal.") == []


def test_money_for_a_project_is_no_offer():
    assert texts("Voters backed a proposed $41 million bridge.") == []
    assert texts("The town has offered $6 million for the old mill.") == []


@pytest.mark.parametrize(
    "article",
    [
        "Lecturers walked out on Monday, and the union said the council spurned their final offer.",
        "Cellists went on strike. Musicians had offered a 20 percent reduction.",
        "Drivers walk out on Monday if no revised pay deal is reached.",
        "The union began talks with the county in May on a new, three-year contract.",
        "Calls had been made for pay increases of 3pc in shops.",
    ],
)
def test_what_the_union_puts_up_or_nobody_has_made_is_no_offer(article):
    assert offers(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "The nurses’ push for a 15 per cent rise goes on.",
        "The 2013 bargaining agreement was to give them a 200 percent pay rise.",
        "“This payment shall be a one-off payment for all members,” the union said.",
        "“We urge the company to come back to us with an improved offer,” she said.",
        "They disagree on what the final collective agreement contains.",
        "The union’s proposal of 8% was turned down.",
        "Doctors at another trust were offered 6%.",
        "The airline offered passengers a 50% refund.",
        "The union countered with 9 percent.",
        "The firm turned down a pay rise of 8%.",
        "Agency nurses were offered £40 an hour.",
        "Nurses across the strait accepted a 6.5% deal last year.",
        "The firm announced a 12% increase in profits.",
        "Premiums would rise by 15% under the proposal.",
        "Anything less than a 10% deal will be thrown out.",
        "Tellers would accept a 7% rise.",
        "They are advocating for an improved tentative agreement.",
        "The mayor proposed a 3% cut in the library budget.",
        "Over the past decade our average settlement has been 2.3%.",
    ],
)
def test_what_is_wished_for_or_long_settled_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "The law imposes R2,000 penalties on absent staff.",
        "Support for the walkout has gone above 80%, the poll found.",
        "The guild stands by its 12% claim.",
        "Lodgers are in a row over a 15% rise in service charges.",
        "The mill announced an increase of 14% in operating profits.",
        "Its boss, Dan Hill, was awarded a 24% pay rise.",
        "The university’s vice-chancellor accepted a 13% pay rise.",
        "The deal is 12% below inflation.",
        "The offer is 2 percentage points short of what they need.",
        "The city agreed to pay £20m for the hospital.",
        "The mill agreed to increase its dividend by 10%.",
        "The opposition promised a 10% rise.",
        "The district is offering substitutes $500 a day.",
        "The railway is offering 20% off season tickets.",
        "The offer: 92% said no.",
        "The contract was ratified by 60%.",
        "The contract that expired in May included a 2% rise.",
        "The teachers’ proposal calls for raises of 8%.",
        "The union’s pay proposal, 8% over two years, was ignored.",
        "The guild said a deal must include 8%.",
        "An 8% increase was rejected by the council.",
        "The proposal, 3% of which is for pensions, was rejected.",
        "The deal has 80% support.",
        "The agreement provides for 30% of services to run.",
        "Under this government, pay has fallen by 20%.",
        "Members were told they would receive 70% of pay from the strike fund.",
        "A 9% increase was announced for MPs.",
        "They will walk out if they do not offer 8%.",
        "It will end when the firm offers at least 8%.",
        "Rival Dunbus pays drivers £19 an hour under a deal signed in May.",
    ],
)
def test_figures_of_others_and_of_what_nobody_put_are_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "The union has called for staff to be offered 8 per cent.",
        "The union wants its members to be offered 8%.",
        "The nurses’ demands to be offered 9 per cent were heard.",
        "The union wants the company to come back with 6%.",
        "The union’s last figure was 9 per cent.",
        "The final figure was 81%.",
        "The employers rejected the 12%.",
        "The company’s own 40 per cent owner spoke.",
        "The employer’s 12% fall was blamed on the weather.",
        "“They told us 40% would lose their jobs,” she said.",
        "The union rejected the 6% vote.",
    ],
)
def test_figures_of_whom_nobody_says_that_they_are_put_are_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "Bakers struck over a 2013 deal. The agreement was to give them a 200 percent rise.",
        "They will stay out until the state implements an agreement that awarded them a 50% rise in 2013.",
        "They demand that the state implement a 2017 deal that gives doctors a 180% rise.",
        "Bakers were awarded a 50% rise in 2013.",
        "Under the agreement reached in 2016, bakers were to get a 17.5 per cent rise.",
        "Bakers last accepted a 3% deal in 2021, he said.",
        "Bakers were paid an average of $22 an hour under the old contract.",
        "He said the agreed 6% increase had not been paid since January.",
    ],
)
def test_an_old_agreement_that_is_not_kept_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "article",
    [
        "The package sought by the union would raise pay costs by 30 percent.",
        "They want him to accept their union’s contract proposal that would raise their pay 18 percent.",
        "The union is proposing that every clerk get a raise of 8%.",
        "Nurses enjoy a total compensation package worth about $80,000 per year.",
        "Hands at Marl are paid £7.95. Coast Lines has offered them more.",
        "The board imposed terms last year, but the two sides reached a one-year deal in May.",
    ],
)
def test_what_the_union_seeks_or_has_already_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("They already earn £30,000 and rejected a 5% offer.", "a 5% offer"),
        ("Nurses, who earn £30,000, were offered a 5% rise.", "a 5% rise"),
        ("They threw out the 3% offer and called for 8%.", "the 3% offer"),
        ("The 2% offered was well below the 9% it is seeking.", "The 2%"),
        ("They demand 8% after rejecting a 3% offer.", "a 3% offer"),
        ("The union’s 15% claim compares with the 4% offered.", "the 4%"),
        ("The mill has offered 4% and spinners want 10%.", "4%"),
        ("“They offered us 3% and we told them no,” she said.", "3%"),
        ("The mill tabled 6.5% against the guild’s demand of 10%.", "6.5%"),
        ("They accepted a 3% rise plus a £250 bonus.", "a 3% rise plus a £250 bonus"),
        ("They won a 6% raise in 2024 and 3% in 2025.", "a 6% raise"),
        ("The board spurned the plan proposed by the union and offered 5%.", "5%"),
    ],
)
def test_what_they_have_already_does_not_hide_the_offer(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    "article",
    [
        "The speech could signal a tentative agreement is coming soon.",
        "Both sides are closer to a tentative agreement.",
        "It would depend on an improved offer from the line as to whether talks go on.",
        "By comparison, porters have just been offered a two per cent rise.",
        "The union submitted its “last, best and final offer” to the docks.",
        "The National Union of Bakers proposed a 6% rise.",
        "The Bakers’ Union (BU) has offered a 6% cut.",
        "The union made a final offer of 6%.",
        "GMB proposed a rise of 6%.",
        "They refused to accept less than 8%.",
        "The council rejected a pay proposal from the union.",
        "The members rejected the offer, 82% to 18%.",
        "“They are at 60% of what they had in 2008,” she said.",
        "Managers have dug in on 60% attendance.",
        "The guild threw out the offer, 90 per cent voting against.",
    ],
)
def test_what_is_hoped_for_or_the_unions_own_or_anothers_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("Unite made clear that the offer of 4% is not enough.", "the offer of 4%"),
        ("Unison tabled a motion on the 3% pay offer.", "the 3% pay offer"),
        ("Unions submitted the council’s 3% offer to members.", "3% offer"),
        ("GMB members made the point that the 3% on offer is an insult.", "the 3%"),
        ("Unite put forward the 4% offer to its members on Friday.", "the 4% offer"),
        ("The union made the 4% offer public on Monday.", "the 4% offer"),
        ("Unions called for action over the 3% pay offer.", "the 3% pay offer"),
        ("RMT offered 5% in bid to end rail strikes", "5% in bid to end rail strikes"),
        (
            "Union officers hope that the tentative agreement will be ratified on Sunday.",
            "the tentative agreement",
        ),
    ],
)
def test_what_the_union_does_with_an_offer_does_not_make_it_its_own(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    "article",
    [
        "Inflation has not moved beyond 4% since May.",
        "Skyferry rejected the pilots’ pay proposal on Monday.",
        "Teachers rejected the ministry’s proposal that the school year be extended into July.",
        "The mill has refused to consider a pay offer.",
        "A wage proposal was put to the ministry by the nurses’ union in June.",
        "Shareholders rejected the bank’s offer in June.",
        "The unions put forward on Monday a proposal of 12 per cent.",
        "The Teamsters offered 8%.",
        "Doctors called for action over staffing and a settlement of 35 per cent.",
        "The union returned with 9%, but the mill would not move.",
    ],
)
def test_what_others_put_or_are_said_to_move_is_no_offer(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    "behind",
    [
        "Unite was ready to accept 6%, but talks broke down.",
        "The Teamsters have not moved from 8%.",
        "They are now at 22%.",
        "The proposal tabled by the union was 10%.",
        "Bus drivers in Tulsa won a deal for a 12% rise in June.",
        "The hospital has gone from 5% to 11% vacancies in two years.",
        "Ministers said no to 10%.",
        "Pensioners got a “measly” 1.7% rise from April.",
        "They are on strike over what the union calls a 30% rise in assaults on staff.",
        "Its merger deal would deliver 15% more flights.",
    ],
)
def test_no_figure_of_others_stands_beside_the_offer(behind):
    assert texts("Porters were offered 3%. " + behind) == ["3%"]


def test_the_two_sides_of_a_vote_are_no_offer():
    vote = "Nurses threw out the board’s latest offer: 82 per cent to 18 per cent."
    assert texts(vote) == ["the board’s latest offer"]
