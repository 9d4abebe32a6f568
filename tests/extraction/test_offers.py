"""Offers: what is on the table, told apart from what is demanded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancenlp.extraction.offers import Offer, offer_for, offers
from tests.extraction.reading import texts


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("Ferryline made a 4% pay offer on Monday.", "a 4% pay offer"),
        (
            "Crews rejected a pay offer of 4.5% over two years.",
            "a pay offer of 4.5% over two years",
        ),
        (
            "The council tabled an improved offer of $2.50 an hour.",
            "an improved offer of $2.50 an hour",
        ),
        ("Staff voted on the 3.2 per cent award.", "the 3.2 per cent award"),
        ("They turned down a final offer worth 5 percent.", "a final offer worth 5 percent"),
        ("The mill put forward a 3% to 5% pay deal.", "a 3% to 5% pay deal"),
        ("Staff were offered 3.5% on Monday.", "3.5%"),
        ("It is a five-year deal with 13 percent wage increase.", "13 percent wage increase"),
    ],
)
def test_a_percentage_on_the_table_is_an_offer(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("A lump sum payment of €900 was put forward.", "A lump sum payment of €900"),
        ("Staff would get a one-off payment of £1,200 in June.", "a one-off payment of £1,200"),
        ("Staff would get a one-off payment of £1,200.", "a one-off payment of £1,200"),
        (
            "They were promised a one-off cost-of-living payment.",
            "a one-off cost-of-living payment",
        ),
    ],
)
def test_a_one_off_payment_is_an_offer(article, offer):
    assert texts(article) == [offer]


def test_a_demand_does_not_hide_the_offer_in_the_next_sentence():
    assert texts("The union wants 8%. Ferryline made a 4% pay offer.") == ["a 4% pay offer"]


def test_offers_come_in_text_order_with_their_places():
    article = "First came a 3% pay offer. In May Ferryline made a 5% pay offer."
    found = offers(article)
    assert [offer.text for offer in found] == ["a 3% pay offer", "a 5% pay offer"]
    assert all(article.startswith(offer.text, offer.start) for offer in found)


def test_an_offer_over_a_line_break_is_one_line():
    assert texts("Ferryline made a 4%\npay offer on Monday.") == ["a 4% pay offer"]


class TestOfferFor:
    NAMED = (
        Offer(10, "a 3% pay offer"),
        Offer(200, "a 5% pay offer"),
        Offer(400, "a 6% pay offer"),
    )

    @pytest.mark.parametrize(
        ("position", "offer"),
        [
            (50, "a 3% pay offer"),
            (199, "a 3% pay offer"),
            (200, "a 5% pay offer"),
            (390, "a 5% pay offer"),
            (999, "a 6% pay offer"),
        ],
    )
    def test_the_nearest_one_before_wins(self, position, offer):
        assert offer_for(position, position + 5, list(self.NAMED)) == offer

    def test_with_none_before_the_only_one_after_is_taken(self):
        assert (
            offer_for(0, 5, [Offer(10, "a 3% pay offer"), Offer(90, "A 3% pay offer")])
            == "a 3% pay offer"
        )

    def test_with_none_before_and_several_after_none_is_taken(self):
        assert offer_for(0, 5, list(self.NAMED)) is None

    def test_with_none_before_the_one_that_the_statement_names_is_taken(self):
        assert offer_for(0, 300, list(self.NAMED)) == "a 3% pay offer"

    def test_an_article_that_names_no_offer_has_none(self):
        assert offer_for(50, 60, []) is None


pieces = st.sampled_from(
    [
        "a ",
        "4% ",
        "£500 ",
        "pay ",
        "offer ",
        "deal ",
        "of ",
        "worth ",
        "one-off ",
        "payment ",
        "wants ",
        "offered ",
        "and ",
        "to ",
        ", ",
        ". ",
        "\n",
        "“",
        "”",
        "final ",
    ]
)


@given(st.one_of(st.lists(pieces, max_size=40).map("".join), st.text(max_size=200)))
@settings(max_examples=200, deadline=None, database=None)
def test_every_offer_lies_inside_the_text_in_order(article):
    found = offers(article)
    assert [offer.start for offer in found] == sorted(offer.start for offer in found)
    assert all(0 <= offer.start < len(article) and offer.text.strip() for offer in found)


def test_a_very_long_text_comes_to_an_end():
    assert offers("a final improved 4% pay offer of £500 and up to " * 4000)


def test_a_very_long_word_takes_no_longer_than_others():
    start = time.process_time()
    assert offers("a-" * 8000) == []
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("The company’s last offer was 3.8%.", "3.8%"),
        ("The district’s offer is 3.2%, plus two paid days.", "3.2%, plus two paid days"),
        ("It would raise pay 6 percent over two years.", "6 percent over two years"),
        ("Under the agreement loaders get an extra 8.6% from May.", "an extra 8.6% from May"),
        ("On the table was 2.8% in year one.", "2.8% in year one"),
        (
            "Crews threw out their “final offer” - an extra 2p on the hour.",
            "an extra 2p on the hour",
        ),
        ("Bosses offered staff what they said was a 5% rise.", "a 5% rise"),
        (
            "They were angry that a 14 per cent rise the ministry has proposed does nothing.",
            "a 14 per cent rise",
        ),
        (
            "A rise worth 5 per cent over two years was put on Monday.",
            "A rise worth 5 per cent over two years",
        ),
        (
            "Bosses have offered a freeze followed by raises of 1 percent.",
            "a freeze followed by raises of 1 percent",
        ),
        ("The pay offer has not moved by a cent: 8% over three years.", "8% over three years"),
        ("Both sides said it comes to four per cent in May.", "four per cent in May"),
        ("They had two offers, the second of them 1.5% and a voucher.", "1.5% and a voucher"),
        ("Talks stalled. The employers are still at 6%.", "6%"),
        ("There was a new proposal. Drivers would get 5.5 per cent.", "5.5 per cent"),
    ],
)
def test_a_figure_said_of_an_offer_is_the_offer(article, offer):
    assert texts(article) == [offer]


def test_an_offer_without_a_figure_counts_where_no_figure_is_named():
    plain = "Crews will vote on the government’s final offer."
    assert texts(plain) == ["the government’s final offer"]
    assert texts(plain + " It was a 4% pay rise offer.") == ["a 4% pay rise offer"]


def test_one_offer_in_two_wordings_is_still_the_only_one():
    named = [Offer(50, "a 4% offer"), Offer(90, "an offer of 4%")]
    assert offer_for(10, 20, named) == "a 4% offer"


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "Clerks turned down a three per cent wage increase offered by the city.",
            "a three per cent wage increase",
        ),
        (
            "The mill offered a 3.1 percent pay rise against the 7 percent sought by Local 9.",
            "a 3.1 percent pay rise",
        ),
        (
            "The district proposed $3.2 million for raises on Monday.",
            "$3.2 million for raises",
        ),
    ],
)
def test_an_offer_ends_where_it_is_told(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("The line raised its pay offer to a total of 3%, backdated.", "a total of 3%"),
        (
            "The union previously rejected a salary increase of 3pc or £750, whichever is more.",
            "a salary increase of 3pc or £750",
        ),
        (
            "The council has offered staff pay rises of between 6 and 12.7 per cent.",
            "pay rises of between 6 and 12.7 per cent",
        ),
        (
            "The union wants 15% on top of a potential £1,925 increase on offer nationally.",
            "a potential £1,925 increase",
        ),
        (
            "They’re offering mechanics a 9.5% raise over three years.",
            "a 9.5% raise over three years",
        ),
        (
            "These are the terms the hospital is offering, which include a pay rise of 3.1%.",
            "a pay rise of 3.1%",
        ),
        (
            "It has refused to offer more than 7,400 shekels a month.",
            "more than 7,400 shekels a month",
        ),
        ("The owners earlier agreed to a raise of just 15 percent.", "a raise of just 15 percent"),
        ("The latest offer that drivers have rejected is for $27 an hour.", "$27 an hour"),
        (
            "The county says its last offer, 8.5 per cent over five years, stands.",
            "8.5 per cent over five years",
        ),
        ("The offer to staff of 5.5 per cent is fair.", "5.5 per cent"),
        ("Tellers may strike over a 1.75% pay award.", "a 1.75% pay award"),
        ("The union wants 8% against the 4% the mill is offering.", "the 4%"),
        ("Porters get a $2.75-an-hour raise under the deal.", "a $2.75-an-hour raise"),
        ("The tentative agreement calls for raises of 12 percent.", "raises of 12 percent"),
        ("The latest offer from the port is 7%.", "7%"),
        ("Talks failed as the quarry refused to go beyond 2.8%.", "2.8%"),
        ("The mill offered weavers raises of 4%, 3% and 2%.", "raises of 4%, 3% and 2%"),
        ("Tellers refused a proposal to pay trainees Sh70,000 a month.", "Sh70,000 a month"),
        ("Under the two-year deal, tellers will receive 5.5% in April.", "5.5% in April"),
        ("The county came up from 2 percent to 3.5 percent.", "3.5 percent"),
        ("The union countered. The board countered with 2.5 percent.", "2.5 percent"),
        ("The mill offered a below-inflation 3% increase.", "a below-inflation 3% increase"),
        ("The mill offered a “paltry” 2% rise.", "a “paltry” 2% rise"),
        ("Tellers say the 2% they were offered is a cut.", "the 2%"),
        ("“Three per cent is what they put in front of us,” he said.", "Three per cent"),
        ("The offer, understood to be worth 5%, goes to a vote.", "5%"),
        ("Action ended after a 5% increase was agreed.", "a 5% increase"),
        ("The strike follows the rejection of a pay rise of 5%.", "a pay rise of 5%"),
        ("Tellers were told they would receive a 2% rise.", "a 2% rise"),
        ("The bank proposed raising wages by 11% over three years.", "11% over three years"),
        ("Under the bank’s last offer, wages would go up 13.5 per cent.", "13.5 per cent"),
        ("Tellers rejected the bank’s proposal for a 3.25% rise.", "a 3.25% rise"),
        ("Its offer, equivalent to 5.2 per cent, is final.", "5.2 per cent"),
        ("The bank made an offer of 5% earlier this month.", "an offer of 5% earlier this month"),
        ("The state approved a minimum wage of 12,500 taka.", "12,500 taka"),
    ],
)
def test_an_offer_is_known_by_what_is_done_with_it(article, offer):
    assert texts(article) == [offer]


def test_the_last_settlement_does_not_hide_the_offer():
    article = "The owners offered a rise of 3 per cent. In the last settlement, they had agreed to a hike of 14 per cent."
    assert texts(article) == ["a rise of 3 per cent"]


def test_an_offer_that_was_bettered_counts_where_the_better_one_is_not_told():
    first = "Nurses rejected the initial offer of a 4 per cent rise."
    assert texts(first) == ["the initial offer of a 4 per cent rise"]
    assert texts(first + " The state then offered 6 per cent.") == ["6 per cent"]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "It is refusing its offer of a 12 per cent rise and instead demanding 14 per cent.",
            "its offer of a 12 per cent rise",
        ),
        (
            "They rejected an offer of a 2 per cent annual pay rise – well below prices.",
            "an offer of a 2 per cent annual pay rise",
        ),
        ("The mill offered an 8% hike.", "an 8% hike"),
    ],
)
def test_an_offer_ends_before_what_is_held_against_it(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "Strikers have been offered an increase of 5-8 per cent.",
            "an increase of 5-8 per cent",
        ),
        (
            "The union said staff want the firm to reflect on a 4.5% pay offer made in July.",
            "a 4.5% pay offer",
        ),
        (
            "Members rejected the latest deal. The port said it is still willing to implement a 2% increase in basic pay.",
            "a 2% increase in basic pay",
        ),
        (
            "The latest offer would see staff get a rise of 4.14% next year - up from the 3% previously offered - on top of a £5,000 increase.",
            "The latest offer would see staff get a rise of 4.14% next year",
        ),
        (
            "An offer by the quarry’s owner, Tarn Stone, of 3.25 per cent was voted down.",
            "3.25 per cent",
        ),
        ("The firm’s figure was 7 per cent over two years, he said.", "7 per cent over two years"),
        ("The branch rejected the employers’ 5.2%.", "5.2%"),
        ("The company offered 3.125% over two years.", "3.125% over two years"),
        (
            "The plan would have held raises to 2% in each of four years.",
            "2% in each of four years",
        ),
        ("“They put 9 percent in front of us and thought that was it.”", "9 percent"),
        ("He said the 3.1 per cent in the second offer ignored prices.", "the 3.1 per cent"),
        (
            "It claims the company came back with 2.4% for drivers and 1% for everyone else.",
            "2.4% for drivers and 1% for everyone else",
        ),
        ("Under the settlement everyone gets 6,5 percent.", "6,5 percent"),
    ],
)
def test_offers_in_builds_of_real_reports(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("The mill, which is offering 4%, made $3bn.", "4%"),
        ("The tax department has offered 2 per cent to most clerks.", "2 per cent to most clerks"),
        ("The mill can’t go beyond 4%.", "4%"),
        ("The state’s offer to nurses of 4% must be bettered.", "4%"),
        ("The union’s proposal was answered with an offer of 4%.", "an offer of 4%"),
        ("The earlier offer was 2%, and a new offer of 4% came on Friday.", "a new offer of 4%"),
        ("When the firm offered 4%, talks ended.", "4%"),
    ],
)
def test_what_stands_beside_an_offer_does_not_hide_it(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "The mills agreed to raise wages by as much as 8 percent and gave unions until Friday.",
            "as much as 8 percent",
        ),
        (
            "The state imposed a 2% rise and extended a $90 allowance until the end of May.",
            "a 2% rise",
        ),
        ("The mill offered 4% to the Weavers’ Union on Monday.", "4%"),
        ("The mill offered 5% and called on them to accept it.", "5%"),
        ("The mill put forward 5% and set a deadline of Friday.", "5%"),
        ("The mill proposed 5% and blames the union for the deadlock.", "5%"),
        (
            "The proposed offer of 3% and a freeze on overtime was turned down.",
            "The proposed offer of 3% and a freeze on overtime",
        ),
        ("The mill offered 4% (5% for trainees) and £500.", "4% (5% for trainees) and £500"),
        (
            "Its offer was a 1% raise in July and a 3% “signing” bonus, paid once.",
            "a 1% raise in July and a 3% “signing” bonus",
        ),
        (
            "The city’s proposal for a 4.5 percent raise over a three-year period ending in May fell.",
            "a 4.5 percent raise over a three-year period",
        ),
        (
            "The guild rejected the latest offer of four per cent, 2.5 per cent and 2 per cent.",
            "the latest offer of four per cent, 2.5 per cent and 2 per cent",
        ),
        (
            "The state offered 4 per cent in the first year, followed by 3 per cent in the second.",
            "4 per cent in the first year, followed by 3 per cent in the second",
        ),
        (
            "Clerks were offered £800 as a one-off and 4 per cent.",
            "£800 as a one-off and 4 per cent",
        ),
    ],
)
def test_an_offer_ends_where_another_clause_begins_and_not_before(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "The mill now offers a two-step 4.2% increase in pay plus a one-off payment.",
            "a two-step 4.2% increase in pay plus a one-off payment",
        ),
        ("The line offered to provide a $900 one-off payment.", "a $900 one-off payment"),
        (
            "The offer calls for annual increases of 2, 3, 3 and 4 percent.",
            "annual increases of 2, 3, 3 and 4 percent",
        ),
        (
            "The offer would see pay rise 3.5% now, with another 3% in May.",
            "The offer would see pay rise 3.5% now, with another 3% in May",
        ),
        (
            "They rejected its offer, made up of a 4% rise and a one-off payment of €700.",
            "a 4% rise and a one-off payment of €700",
        ),
        (
            "The ministry offered porters a rise ranging from 6% to 9%.",
            "a rise ranging from 6% to 9%",
        ),
        (
            "Porters rejected a $24-million (18-million-euro) blanket offer from the state.",
            "a $24-million (18-million-euro) blanket offer",
        ),
        ("Porters rejected a £2,000, tax-free offer.", "a £2,000, tax-free offer"),
        (
            "They decried the proposed wage offer. The mills agreed to staggered increases of between 5 and 8%.",
            "staggered increases of between 5 and 8%",
        ),
        (
            "The pay offer is either a 40p hourly increase or a 2.1% rise.",
            "either a 40p hourly increase or a 2.1% rise",
        ),
        ("The pay offer for dock staff has been cut from 3.5 percent to 3 percent.", "3 percent"),
        ("The district is proposing that every clerk get a raise of 8%.", "a raise of 8%"),
        ("They came to agreement on 3.5 percent annual raises.", "3.5 percent annual raises"),
        (
            "They settled on raises of 5.5% in a three-year contract.",
            "raises of 5.5%",
        ),
        (
            "Clerks threw out the Dorley school trust’s final pay offer.",
            "the Dorley school trust’s final pay offer",
        ),
        ("Under the deal there will be a £500 one-off payment.", "a £500 one-off payment"),
    ],
)
def test_an_offer_is_taken_whole(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "The mill offered a 6% rise and more leave, which made the offer equivalent to an 8.2% rise.",
            "a 6% rise and more leave",
        ),
        ("The 2.2% offer would mean a “miserly” £6 increase per week.", "The 2.2% offer"),
        (
            "Bakers are being offered a 7 per cent rise. She made a wage offer worth $1.2 billion.",
            "a 7 per cent rise",
        ),
        (
            "The deal includes raises of 30%. Pay will rise to $90,000 under the deal.",
            "raises of 30%",
        ),
    ],
)
def test_of_one_offer_in_other_figures_the_rates_count(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("The company has offered 4% but unions want 7%.", "4%"),
        ("Ministers offered 5% while unions demand 12%.", "5%"),
        ("The council offered 4% as it sought to end the strike.", "4%"),
        ("Drivers now on strike turned down a 4% pay offer last week.", "a 4% pay offer"),
        ("Porters who earn £12 an hour have rejected a 4% pay offer.", "a 4% pay offer"),
        ("The current contract lapses in June and the mill offered 5%.", "5%"),
        ("The council will implement the pay deal, which gives staff 4%.", "4%"),
        ("The firm has agreed to a 5% rise in 2026.", "a 5% rise"),
        (
            "Nurses, who walked out last year, rejected the board’s final offer.",
            "the board’s final offer",
        ),
        ("Mediation requested by the union produced a 4% offer.", "a 4% offer"),
        ("The 2% offer came to nothing and the council tabled 5%.", "5%"),
        (
            "Bakers reject 4% pay offer\n£12 an hour is what aides get at Elm School.",
            "4% pay offer",
        ),
    ],
)
def test_demands_old_contracts_and_years_do_not_hide_an_offer(article, offer):
    assert texts(article)[-1] == offer


@pytest.mark.parametrize(
    "article",
    [
        "Members rejected the deal (82% to 18%).",
        "Members voted against the offer (by 91% to 9%).",
        "Unite proposed that drivers get 8%.",
        "The union’s proposal was reduced from 12% to 9%.",
        "The two sides failed to reach agreement on a 10% raise.",
    ],
)
def test_votes_and_unions_proposals_are_no_offers(article):
    assert texts(article) == []


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        ("The guild agreed to put a pay offer to its members.", "a pay offer"),
        ("Clerks have rejected a proposal on pay from the ministry.", "a proposal on pay"),
        (
            "They spurned what the mill called its “last, best and final” proposal.",
            "its “last, best and final” proposal",
        ),
        ("The council imposed its last, best and final offer.", "its last, best and final offer"),
        ("A best and final offer fell through.", "A best and final offer"),
        ("Porters have turned down their employer’s offer.", "their employer’s offer"),
        ("They are being balloted on the pay offer.", "the pay offer"),
        ("She said a derisory pay offer had been rejected.", "a derisory pay offer"),
    ],
)
def test_an_offer_that_is_put_or_answered_needs_no_figure(article, offer):
    assert texts(article) == [offer]
    assert texts(article + " It was a 4% pay offer.") == ["a 4% pay offer"]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "Guides will be asked if they want to strike over a “measly” 3% rise.",
            "a “measly” 3% rise",
        ),
        (
            "They rejected a government proposal of some $300M for pay.",
            "proposal of some $300M for pay",
        ),
        ("Bosses offered porters a heating allowance of 15%.", "a heating allowance of 15%"),
        (
            "They threw out the new 900 crown minimum wage proposition.",
            "the new 900 crown minimum wage proposition",
        ),
        ("“They’re at 3.9 per cent now,” he said.", "3.9 per cent"),
        ("The company has moved from three to 4.5 per cent.", "4.5 per cent"),
        ("The firm has dug in at 4.5 per cent.", "4.5 per cent"),
        ("Managers have not moved beyond 3.5%.", "3.5%"),
        ("The last offer, she said, was 5.25 per cent.", "5.25 per cent"),
        (
            "The company’s position is six per cent with a bonus of N$950.",
            "six per cent with a bonus of N$950",
        ),
        ("Spinners said no to 4.5 per cent.", "4.5 per cent"),
        ("They may strike over what she called a “derisory” 2% rise.", "a “derisory” 2% rise"),
        ("Anger grows at a “miserly” 1.5 per cent pay rise.", "a “miserly” 1.5 per cent pay rise"),
        ("They refused an agreement that would have delivered 9 per cent.", "9 per cent"),
        ("The offer on the table, a pay cut of 6 percent, is a bad one.", "a pay cut of 6 percent"),
        ("They turned down 6 per cent by a landslide.", "6 per cent"),
        ("They threw out a deal reached in May of 9 per cent.", "9 per cent"),
        ("The deal, struck in May, was for 9 per cent.", "9 per cent"),
        ("Spinners refused an agreement for a 9 per cent rise.", "a 9 per cent rise"),
        ("He said the proposal gave a newcomer $3,100.", "$3,100"),
        ("They were given until May to accept 4 per cent.", "4 per cent"),
        ("The board asked for a vote on the 2% it has offered.", "the 2%"),
    ],
)
def test_an_offer_is_known_by_who_stands_at_it_and_what_is_said_to_it(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "offer"),
    [
        (
            "The mill raised its offer to 4% over a year. It also offered a 6% rise in allowances.",
            "4% over a year",
        ),
        (
            "She regretted that they refused its offer of 4.1%. “We made a deal which represents a 6% average increase,” she said.",
            "its offer of 4.1%",
        ),
        (
            "The latest offer, which included lifting the winter bonus to $900, was thrown out.",
            "The latest offer",
        ),
        (
            "She regretted that they refused its offer of 4%, with a one-off payment of £300.",
            "its offer of 4%, with a one-off payment of £300",
        ),
        (
            "The mill offered an average 3 per cent rise this year and at least CPI inflation for the next two years, plus a £1,000 payment for night work.",
            "an average 3 per cent rise this year and at least CPI inflation for the next two years, plus a £1,000 payment for night work",
        ),
    ],
)
def test_a_part_or_a_sum_of_an_offer_is_not_taken_for_it(article, offer):
    assert texts(article) == [offer]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (
            "The Fairfield school district's final offer includes a 5% raise and a signing bonus.",
            ["a 5% raise and a signing bonus"],
        ),
        (
            "The council offered 2%. In July it also offered 4%, but the strike went on.",
            ["2%", "4%"],
        ),
        (
            "Teachers turned down a 3% raise. Last week they also rejected a 5% raise.",
            ["a 3% raise", "a 5% raise"],
        ),
        (
            "The mill offered 3%. On Monday it tabled a package that represents an average rise of 5%.",
            ["3%", "an average rise of 5%"],
        ),
        (
            "The Lagos state government offered 40% to 60% rises to the lowest grades.",
            ["40% to 60% rises to the lowest grades"],
        ),
        (
            "Nurses in Wales accepted a pay deal in March. In Belfast the trust's final offer was thrown out.",
            ["the trust's final offer"],
        ),
        ("Members ratified a deal for a 5% raise on Monday.", ["a 5% raise"]),
        ("Pilots turned down Skyferry’s pay offer.", ["Skyferry’s pay offer"]),
        (
            "They had been given until the end of the week to accept 4 per cent.",
            ["4 per cent"],
        ),
        ("Members voted to accept 4 per cent.", ["4 per cent"]),
        ("“It was two to begin with. They’re at 3.9 per cent now,” she said.", ["3.9 per cent"]),
    ],
)
def test_a_newer_or_a_fuller_offer_is_kept(article, found):
    assert texts(article) == found
