"""For whom somebody speaks by other words than a post: "of Elm Research", "who runs Harbour Books".

Posts are for :mod:`stancenlp.extraction.posts` to read.
"""

from __future__ import annotations

import re

from stancenlp.extraction.appositions import description_after
from stancenlp.extraction.frames import NO_STAND_IN
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.owners import Known
from stancenlp.extraction.roles import TITLE_OF_POST

#: A word of a name: a full stop behind anything but "St", "Dr" or initials ("U.S.") ends the sentence.
_PART = (
    rf"{NO_STAND_IN}(?:(?:[A-Z]\.)+(?= )|(?:St|Dr|Mr|Mrs|Mt)\.(?= )|[A-Z](?:[\w&’'-]|\.(?=\w))*)"
)
#: "Elm Water", in any number of words.
PROPER = rf"{_PART}(?: {_PART})*"
#: " is treasurer of the", " chairs the plant’s bargaining unit for" before a union.
_HOLDS_OFFICE = re.compile(
    rf" (?:is|was|serves as)(?: also| now)? (?:[\w’'-]+ ){{0,3}}?{TITLE_OF_POST} (?:of|for|with) (?:the )?"
    r"| (?:chairs|heads|leads) (?:[\w’'-]+ ){0,5}?(?:of |for )?(?:the )?",
    re.IGNORECASE,
)


def stated_office(text: str, end: int, bodies: list[Mention]) -> str | None:
    """The union in which a sentence says that the person named at its beginning holds an office."""
    union = next((m for m in bodies if m.start > end), None)
    if union is None or union.organisation.side != "union" or union.start - end > 80:
        return None
    return union.organisation.name if _HOLDS_OFFICE.fullmatch(text, end, union.start) else None


def leads_union(text: str, end: int, bodies: list[Mention]) -> bool:
    """Whether the words behind a name give its bearer a post in a union."""
    stop = description_after(text, end)
    return any(
        end <= m.start < stop
        and m.organisation.side == "union"
        and re.search(rf"\b{TITLE_OF_POST} (?:of|for|with) (?:the )?$", text[end : m.start])
        for m in bodies
    )


#: "Its founder, Jo Marsh,".
_ITS_FOUNDER = re.compile(r"\b[Ii]ts (?:co-)?founder\b")


def founded_body(words: str, bodies: list[Mention], start: int) -> str | None:
    """Of "its founder": the body named last before ``start``, if no party to the dispute."""
    if not _ITS_FOUNDER.search(words):
        return None
    here = [m.organisation for m in bodies if m.end <= start]
    return here[-1].name if here and here[-1].side in ("other", "unknown") else None


#: "Jo Marsh of Elm Research", "Jo Marsh, a labour economist at Elm University".
_AFFILIATED = re.compile(
    rf"(?: of| at|,? from|, (?:an? |the )?(?:[\w’'-]+ ){{0,4}}?(?:analyst|economist|professor|lecturer|historian|researcher|fellow|expert|lawyer|scholar|director|head)(?: of [a-z ]{{3,40}})? (?:at|with|of|for)) (?:the )?({PROPER}(?: (?:of|du|de|for) {PROPER})?)(?=,| [a-z])"
)


#: "Jo Marsh, who runs the weekly Elm Observer"; "who runs Harbour Books".
_RUNS = re.compile(
    rf",? who (?:runs|owns|edits|founded|heads|chairs) (?:the )?(?:weekly |daily |local |charity )?({PROPER}(?: (?:of|du|de|for) {PROPER})?)(?=[,.]| (?:on|in|at|near|told|said|says|and)\b)"
    r"|,? who chairs (?:the )((?:[a-z’]+ ){0,2}(?:users|passengers|patients|parents|residents|tenants|traders)[’'] (?:committee|group|forum|association|council))\b"
)
#: "Elder Watch’s Jo Marsh".
_WHOSE_PERSON = re.compile(r"(?:^|[a-z.,”] )((?!The )[A-Z][\w&-]+ [A-Z][\w&-]+)[’']s\s$")
#: "Harbour Transport owner Jo Marsh".
_OWNER_OF = re.compile(
    rf"(?:^|[a-z,.] )(?!(?:Cafe|Café|Bar|Pub|Shop|Hotel|Motel|Restaurant|Store|Business|Firm|Farm|Boat)\b)({PROPER}(?: (?:of|du|de|for|and|&) {PROPER})?) (?:owner|co-owner|founder|boss|proprietor)\s$"
)
#: "of Ardmeen Drive", "from Harle Hill": where somebody lives.
_PLACE_END = re.compile(
    r" (?:Road|Street|Drive|Avenue|Lane|Close|Grove|Crescent|Terrace|Hill|Hills|Heath|Green|Bridge|Falls|Springs|Heights|Beach|Bay|Creek|Island|Valley)$"
)


def affiliation(text: str, start: int, end: int, known: Known) -> str | None:
    """The body that somebody who is no party to the dispute belongs to, if it is no place."""
    match = _AFFILIATED.match(text, end)
    if match:
        name = match.group(1)
        is_body = " " in name and name not in known.places and not _PLACE_END.search(name)
        return name if is_body else None
    owned = _RUNS.match(text, end) or _OWNER_OF.search(text, max(0, start - 60), start)
    if owned:
        return re.sub(r"[’']s$", "", next(filter(None, owned.groups())))
    whose = _WHOSE_PERSON.search(text, max(0, start - 60), start)
    return whose.group(1) if whose and whose.group(1) not in known.places else None


#: "a lawyer who bargains for the board", "the board’s attorney": of the board.
_ACTS_FOR_A_BODY = re.compile(
    r"\bwho (?:bargains|negotiates|speaks|spoke) for the (?:school )?(?:board|district|company|city|county|town|council|university|college|hospital)\b"
    r"|\bthe (?:school )?(?:board|district|company|city|county|town)[’']s (?:lawyer|attorney|counsel|negotiator)\b",
    re.IGNORECASE,
)
#: "Marlow lawyer Jo Marsh", where Marlow is a party.
_LAWYER = re.compile(r"(?:[’']s)? (?:lawyer|attorney|counsel|solicitor),? $")


def acts_for_a_body(words: str, inside: list[Mention]) -> bool:
    """Whether a description makes its bearer a lawyer or a bargainer of somebody who employs.

    ``inside`` are the bodies that it names.
    """
    own = any(
        m.organisation.side == "employer"
        and _LAWYER.fullmatch(words.rpartition(m.organisation.name)[2])
        for m in inside
    )
    return own or _ACTS_FOR_A_BODY.search(words) is not None


#: "vice president of the Elmton lifeguards union", whatever else is told of its bearer.
_HEADS_A_UNION = re.compile(
    rf"(?<!former )\b{TITLE_OF_POST} of (?:the |their |its )(?:(?!students?\b)[\w’'-]+ ){{0,3}}union\b",
    re.IGNORECASE,
)
#: "a son of the president of the union".
_CLOSE_TO = re.compile(
    r"\b(?:son|daughter|wife|widow|husband|mother|father|brother|sister|friend|partner|neighbou?r) of (?:the |an? )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)


def heads_a_union(words: str) -> bool:
    """Whether a description gives somebody a post in a union that it does not name."""
    head = _HEADS_A_UNION.search(words)
    return head is not None and _CLOSE_TO.search(words[: head.start()]) is None
