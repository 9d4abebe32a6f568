"""Who speaks for whom where no list knows the name: the build of reports, with invented bodies."""

import pytest

from stancenlp.extraction.pipeline import extract_statements


def whose(article, words):
    """(speaker, organisation, side) of the statement that holds ``words``."""
    found = [s for s in extract_statements(article) if words in s.text]
    assert len(found) == 1, [s.text for s in found]
    return found[0].speaker, found[0].organisation, str(found[0].side)


@pytest.mark.parametrize(
    ("article", "speaker", "organisation", "side"),
    [
        # an employer is whom people work for, whatever the recogniser makes of its name
        (
            "Maintenance crews employed by Calder Marine have voted to strike.\n"
            "Calder Marine said it had promised to “keep talking to everybody”.",
            "Calder Marine",
            "Calder Marine",
            "employer",
        ),
        (
            "Singers at the Royal Albion Opera have voted to strike.\n"
            "A statement from the Royal Albion Opera said: “We have asked the chorus to keep talking.”",
            "Royal Albion Opera",
            "Royal Albion Opera",
            "employer",
        ),
        (
            "Meridian Mobility, which runs the buses for the county, has turned down a plan.\n"
            "In a statement to this station, Meridian said: “Our proposal is fair, keep talking.”",
            "Meridian Mobility",
            "Meridian Mobility",
            "employer",
        ),
        # the kind of body beside a name tells its side
        (
            "Last week the campaign group Lea Valley Solidarity accused its university of a"
            " “bully's reply, and keep talking”.",
            "Lea Valley Solidarity",
            "Lea Valley Solidarity",
            "other",
        ),
        (
            "The chief executive of the retail employers' group Shopfront Ireland, Lorraine Bergin,"
            " said that it was “a gift, so keep talking”.",
            "Lorraine Bergin",
            "Shopfront Ireland",
            "employer",
        ),
        # a body that people strike by is a union
        (
            "In the first strike by the Congress of Polytechnic Academics (COPA) in a decade, its"
            " president, Danladi Gyang, said the two sides should “keep talking”.",
            "Danladi Gyang",
            "Congress of Polytechnic Academics",
            "union",
        ),
        # people the recogniser misses have a post before, or a body behind their names
        (
            "Staff at Wavenmould walked out.\nThe personnel manager at Wavenmould, Lesley"
            " Thirkettle, said polymer was up by a third and that both should “keep talking”.",
            "Lesley Thirkettle",
            "Wavenmould",
            "employer",
        ),
        (
            "Superintendent Dr. Paula Trame, in a recorded call to parents on Wednesday, said that"
            ' the district was "deeply sorry" and would "keep talking".',
            "Paula Trame",
            "district",
            "employer",
        ),
        # who was told something, and what owns something, does not speak
        (
            "Staff at Kestrel Air walked out.\n“We are disappointed, let us keep talking,” a"
            " spokeswoman for Kestrel Air told Reuters.",
            "A spokeswoman for Kestrel Air",
            "Kestrel Air",
            "employer",
        ),
        (
            "The GMB is on strike.\nThe Harrow Lane plant's convener, Joe Cole, said: “Let us keep"
            " talking to each other.”",
            "Joe Cole",
            "GMB",
            "union",
        ),
        # two bodies are two, and a list can be one
        (
            "The strike at the mines began on Monday.\nNUM (National Union of Mineworkers) and Numsa"
            " said: “Let us keep talking to each other.”",
            "National Union of Mineworkers and Numsa",
            "National Union of Mineworkers and Numsa",
            "union",
        ),
        (
            "Collective bargaining between the PFUA and the Rural and Urban Fire Service (RUFS) came"
            " to a halt.\nRUFS deputy chief executive Kirsten Tamihana says it is “better to keep"
            " talking”.",
            "Kirsten Tamihana",
            "Rural and Urban Fire Service",
            "employer",
        ),
        (
            "A spokesperson for the Department for Culture, Media and Sport said that it encouraged"
            " all to “keep talking”.",
            "A spokesperson for the Department for Culture, Media and Sport",
            "Department for Culture, Media and Sport",
            "government",
        ),
        (
            "Those in the Airport and Ground Crew Union (AGCU) will stop work on August 4.\n"
            "AGCU regional officer Neil Prowse said: “Each of these firms should keep talking.”",
            "Neil Prowse",
            "Airport and Ground Crew Union",
            "union",
        ),
    ],
)
def test_the_report_itself_tells_for_whom_somebody_speaks(article, speaker, organisation, side):
    assert whose(article, "keep talking") == (speaker, organisation, side)


def test_the_official_is_the_one_who_spoke_before():
    article = (
        "A senior official in the Department of Financial Services said that the Ministry was"
        " watching the situation. “It is between them,” said the official."
    )
    assert whose(article, "between them")[1:] == ("Department of Financial Services", "government")


def test_a_bare_spokesman_speaks_for_the_company_of_his_paragraph():
    article = (
        "Drivers walked out on Monday.\nTwo days later the company offered more. “It is the best we"
        " can do,” a spokesman said."
    )
    assert whose(article, "best we can do")[2] == "employer"


def test_two_single_marks_close_a_double_one():
    article = "Ruth Alderman of the GMB said the deal was “worn out’’ and “lopsided’’."
    quoted = [g.text for s in extract_statements(article) for g in s.segments if g.quoted]
    assert quoted == ["worn out", "lopsided"]
