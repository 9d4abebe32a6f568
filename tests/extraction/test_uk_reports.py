"""Who speaks, and for whom, in builds of British and Irish reports: each example is invented."""

from __future__ import annotations

import pytest

from stancenlp import Statement
from stancenlp.extraction.pipeline import extract_statements


def _said(text: str, words: str) -> Statement:
    found = extract_statements(text)
    return next(s for s in found if any(words in text[p.start : p.end] for p in s.segments))


WHO = [
    (
        'GMB members walked out. KBX said: "We are dismayed by this protest."',
        "We are dismayed",
        ("KBX", "KBX", "unknown"),
    ),
    (
        'GMB members walked out. The ZMA said: "Drivers should plan ahead."',
        "Drivers should",
        ("The ZMA", "ZMA", "unknown"),
    ),
    (
        'The Automobile Association warned: "Drivers should plan ahead." GMB members are out.',
        "Drivers should",
        ("Automobile Association", "Automobile Association", "other"),
    ),
    *(
        (
            f"The National Union of Journalists asks for 4%. Will Ashby, {post}, said: “We want people to see our slips.”",
            "We want people",
            ("Will Ashby", "National Union of Journalists", "union"),
        )
        for post in ("father of the union chapel", "father of the chapel", "mother of the chapel")
    ),
    (
        "National Museum Mercia said in a statement that it had taken measures.\n\n“Our plan raises pay for the lowest paid,” a spokeswoman from National Museum Mercia said. The PCS union is on strike.",
        "Our plan",
        ("A spokeswoman from National Museum Mercia", "National Museum Mercia", "employer"),
    ),
    (
        "Such claims were strongly refuted by Siptu, a spokesman for whom said: “nobody was pushed, that is simply untrue”.",
        "nobody was pushed",
        ("Siptu spokesman", "Siptu", "union"),
    ),
    (
        "Barnley Unison declared victory.\n\n“This shows what we can do,” said Unison branch secretary Jane Wheeler.\n\nShe added: “They never once gave up.”",
        "They never",
        ("Jane Wheeler", "Unison", "union"),
    ),
    (
        "Barnley Unison declared victory.\n\nUnison regional organiser Jane Wheeler said: “This shows what we can do.”",
        "This shows",
        ("Jane Wheeler", "Unison", "union"),
    ),
    (
        "Union chief Fred Sprake warned of more.\n\nInmates may be late, according to Mr Sprake.\n\nThe Prison Officers Association chairman pledged: “We will do more of this.”",
        "We will do",
        ("Fred Sprake", "Prison Officers Association", "union"),
    ),
    (
        "Talks between the NUJ and management at Pressquest’s Bradford centre were due. Management described the claim as “wholly unrealistic”.",
        "wholly unrealistic",
        ("Pressquest", "Pressquest", "employer"),
    ),
    (
        "Tom Reed GMB National Officer also said the GMB has now served notice on the employers.\n\nReed added: “We have tried every other road.”",
        "We have tried",
        ("Tom Reed", "GMB", "union"),
    ),
    (
        "Lecturers in the EIS-FELA teaching union are out.\n\nEIS general secretary Anna Brodie said strikes were off “as a friendly gesture”.",
        "friendly gesture",
        ("Anna Brodie", "EIS", "union"),
    ),
    (
        "A strike goes ahead as staff “were driven to this by their bosses”, a workers’ union has said.\n\nYesterday, UNISON Wales confirmed that workers would strike for five days.",
        "were driven",
        ("UNISON Wales", "UNISON Wales", "union"),
    ),
    (
        "Ardmore Siptu branch secretary John Regan alleges that the council acted in “plain defiance of the rules”.",
        "plain defiance",
        ("John Regan", "Siptu", "union"),
    ),
    (
        "Ambulance crews are on strike, said the GMB union.\n\nTaxpayers' Alliance spokesman Al Finch said: “It is absurd.”",
        "It is absurd",
        ("Al Finch", "Taxpayers' Alliance", "other"),
    ),
    (
        "The Unison union is to ballot. One of the union’s arguments is that porters in Leeds earn “far too much” less (according to York Council, porters start on £26,000).",
        "far too much",
        ("Unison", "Unison", "union"),
    ),
]


@pytest.mark.parametrize(("text", "words", "who"), WHO)
def test_who_speaks_and_for_whom(text: str, words: str, who: tuple[str, str, str]) -> None:
    found = _said(text, words)
    assert (found.speaker, found.organisation, found.side) == who


def test_what_a_protest_demanded_is_nobodys_words() -> None:
    text = "Victory was declared by Unison after two months of pickets and protests which demanded the council’s contractors improved wages."
    assert extract_statements(text) == []


def test_words_end_before_who_said_them() -> None:
    text = "“The heart of this is the new shift pattern,” confirmed Mark Dray, Unite national officer.\n\nMembers had “felt pressed” to sign and feared they would otherwise be sacked, said Dray."
    assert not any("said Dray" in s.text for s in extract_statements(text))


def test_it_goes_on_to_warn() -> None:
    text = "Their union, BMA Mercia, wants more.\n\nIt has contended that new medics see colleagues elsewhere getting better pay for less pressured work, and warned doctors are leaving the health service."
    assert _said(text, "doctors are leaving").organisation == "BMA Mercia"
