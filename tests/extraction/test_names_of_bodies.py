"""Whose body it is, and on which side: where its name begins and ends, and which one is meant."""

import pytest

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
