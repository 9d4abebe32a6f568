"""How names are written: runs of capitalised words, and what of a run is a body's name."""

from __future__ import annotations

import functools
import re

from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.frames import NO_STAND_IN
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.roles import JOB, KIND_OF_BODY, PORTFOLIO

#: A capitalised word; joined by small words it makes a name.
CAPITAL_WORD = (
    NO_STAND_IN
    + r"(?:(?:[A-Z]\.){2,3}(?=\s(?!The\b|It\b|But\b|He\b|She\b|In\b|They\b)[A-Z])|[A-ZÀ-ÖØ-Þ][\w&’'./+-]*(?:s[’'](?=\s(?:and\s)?[A-Z])|[\w&])|[A-ZÀ-ÖØ-Þ])"
)
_JOINER = r"(?:of|the|and|for|&|in|on|de|du|des|la|le|und)"
#: A name never runs on into the next line: captions and headlines have no full stop.
GAP = r"[^\S\n]+"
_WORDS = rf"{CAPITAL_WORD}(?:{GAP}(?:of{GAP})?{CAPITAL_WORD}){{0,3}}"
#: "Rail, Maritime and Transport Union": a list is one name where a union's head word ends it.
_LISTED = rf"(?:(?:Members|Leaders|Officials|Representatives){GAP}(?:of|from){GAP}the{GAP})?(?!(?:On|In|At|But|And|As|For|After|This|Last|From|Since)\b|\w+day\b){_WORDS}(?:,{GAP}{_WORDS}){{1,5}},?{GAP}(?:and|&){GAP}(?:{CAPITAL_WORD}{GAP}){{1,4}}?(?:[Uu]nion|Workers|Federation|Association)\b(?:[’']?{GAP}(?:Union|Association|Federation)\b)?"
#: "Rail, Maritime and Transport (RMT) union": so does its abbreviation, by its first letter.
_ABBREVIATED = rf"(?:(?:The|(?:Members|Leaders|Officials){GAP}(?:of|from){GAP}the){GAP})?(?=(?P<initial>[A-Z]))(?:{_WORDS},{GAP}){{1,5}}{_WORDS},?{GAP}(?:and|&){GAP}{_WORDS}(?={GAP}\((?P=initial)[A-Z][A-Za-z&]{{0,6}}\))"
#: "Department for Culture, Media and Sport": of a department the list is its portfolio.
_DEPARTMENT = rf"(?:[A-Z][\w-]+{GAP}){{0,2}}(?:Department|Ministry){GAP}(?:for|of){GAP}(?:the{GAP})?{_WORDS}(?:,{GAP}{_WORDS}){{1,3}},?{GAP}(?:and|&){GAP}{_WORDS}"
#: "HDWU and Calder Freight" are two.
_NO_ACRONYM = r"(?!(?<=\b[A-Z]{4}\s)and\s|(?<=[A-Z]{5}\s)and\s|(?<=\b[A-Z]{3}\s)and\s)"
#: "Elm Motor Co. and Tolley Motors", "Coast Pilots Association and National Dock Movement" are two: no name goes on behind its head word.
_NO_SECOND = r"(?!(?:(?<=Association\s)|(?<=Federation\s)|(?<=Authority\s)|(?<=Guild\s)|(?<=\bCo\.\s))(?:and|&)\s)"
#: "Business, Trade and Fisheries Minister": the list is the portfolio.
_PORTFOLIOS = rf"(?:{PORTFOLIO}(?:{GAP}{PORTFOLIO})?,{GAP}){{0,4}}{PORTFOLIO}(?:{GAP}{PORTFOLIO})?,?{GAP}(?:and|&){GAP}(?:the{GAP})?{PORTFOLIO}(?:{GAP}{PORTFOLIO})?{GAP}(?:Minister|Secretary)(?:{GAP}{CAPITAL_WORD})*"
# a capital is looked for first: trying each form at every letter takes seven times as long
NAME = re.compile(
    rf"(?=[A-ZÀ-ÖØ-Þ])(?:{_LISTED}|{_ABBREVIATED}|{_DEPARTMENT}|{_PORTFOLIOS}|{CAPITAL_WORD}(?:{GAP}{_NO_ACRONYM}{_NO_SECOND}(?!(?:and|&){GAP}the{GAP})(?:{_JOINER}{GAP}){{0,2}}{CAPITAL_WORD})*)"
)
#: "President of the Association of …": the post is no part of the name.
_POST_OF = re.compile(
    r"^(?:(?:National|General|Deputy|Vice|Acting|Assistant|State|Branch|District|Regional|Area|Divisional|Joint|Senior|Managing|Executive)[ -])*(?:President|Chairman|Chairperson|Chair|Secretary|Secretary-General|Chief Executive|CEO|CFO|COO|Leader|Head|Director|Convener|Convenor|Coordinator|Spokesman|Members?|Negotiators|Officials|Leaders|Representatives|Staff|Workers|Drivers|Nurses|Teachers|STAFF|WORKERS|MEMBERS) (?:of|for|at|from|on) (?:the )?"
    # "Research Officer of the Keepers' Association"
    r"|^(?:[A-Z][\w’'-]+ ){1,3}(?:Officer|Secretary|President|Director|Organi[sz]er) of the (?=[A-Z])"
    # "Porters of the Porters Union"
    rf"|^(?i:{JOB})(?<=s) of the (?=.*(?:Union|Association|Federation)\b)"
)
#: "Transport Minister Dev Lall": what follows the post is a person.
_MINISTER = re.compile(
    rf"(.*?\bMinister (?:of State )?(?:for|of) (?:the )?(?:{PORTFOLIO}(?:, | and |,? (?={PORTFOLIO})|(?=\s)))+)\s+(?!{PORTFOLIO}\b)[A-Z]|"
    r"(.*?\b(?:Minister|Secretary|Mayor|Premier|President|Governor|Chancellor|Commissioner))\s+[A-Z]"
)
#: "Chicago Teachers Union President": a post that has capitals too.
_TRAILING_POST = re.compile(
    r"(?:\s(?:General|National|Regional|Deputy|Assistant|State|Branch|Vice|Interim|Acting))*(?<!Cabinet)\s(?:Vice-)?"
    r"(?:President|Secretary|Secretary[- ]General|Chair|Chairman|Chairperson|Leader|Director|Spokesman|Spokeswoman|Spokesperson|CEO|CFO|COO|Organi[sz]er|Officer|Official|(?<=Police )Chief)$"
)
#: "Council Leader Mary Dunn", "Chief Executive Officer Laura T. Benson": behind the post is a person.
_POST_THEN_PERSON = re.compile(
    r"(?:^|^(.+?)\s)(?:(?:Deputy|Vice|Assistant|General|National|Regional|Senior|Chief|Executive|People|Operating|Financial|Permanent|Managing|Human Resources|Interim|Acting)[ -]){0,3}"
    r"(?:Leader|President|Chair|Chairman|Chairwoman|Chairperson|Officer|Director|Secretary|Secretary[- ]General|Administrator|Superintendent|Spokesman|Spokeswoman|Spokesperson|Organi[sz]er|Executive|Manager|Member|CEO|CFO|COO|(?<=Police )Chief)"
    r"\s(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s[A-Z]\.?)?\s[A-Z][\w’'-]+"
)
#: "Chief Executive Officer Laura T. Benson": a post and a person, and no body.
_ONLY_POST = re.compile(
    r"(?:(?:Chief|Vice|Deputy|Assistant|Senior|Executive|Operating|Financial|People)[ -]){1,3}(?:President|Officer|Director|Executive|Manager|Chair|Leader)\b"
)
_ENDS_IN_POST = re.compile(
    r"\b(?:President|Officer|Director|Executive|Manager|Chair|Leader|Superintendent|Administrator|Services|Resources|Affairs|Relations)$"
)
_BEFORE_TITLE = re.compile(r"(?<=\w)\s(?:Dr|Prof|Professor|Sir|Mr|Mrs|Ms|Cllr)\.?\s.*$")
TITLED_NAME = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Cllr)\b")
PERSON_LIKE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Cllr|Coun|Councillor|Alderman|Sen|Senator|Rep|Deputy|Gov|MP|Premier|Mayor|Governor|President)\b|(?:[A-Z]\w+ )?Minister\b|.*\b(?:MP|MSP|TD|Dr|Sir)\s"
)
#: Capitalised words that are no organisation by themselves.
NO_NAME = set(
    re.findall(
        r"\w+",
        "The A An As Only In On At It He She They We But And However Last This That After Before When While If"
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
        " July August September October November December Mr Mrs Ms Dr Sir Dame Lord Lady Christmas Easter"
        " Striking Unless Until Although Though Because Since Once Whether Despite Without For With From By Of"
        " Those These Other Others Several Some Many Both All Two Three Four Its Their Our My Your His Her",
    )
)
#: What was worked out for so many names is kept: every name is looked at several times.
_REMEMBERED = 4_096
#: What is left of "Those in the Airport Union" before the name.
_LEADING = {"the", "a", "in", "of", "for", "on", "and"}
#: "All India Port Workers Association", but "All Dock Workers Union members".
_ALL = re.compile(
    r"All[ -](?:India|Pakistan|Bangladesh|Ceylon|Nigeria|Ghana|Kenya|Uganda|Africa|Ireland|Assam|Bengal|Kerala) (?:[\w’'&-]+ )*(?:Associations?|Federation|Unions?|Congress|Confederation|Organi[sz]ation|Forum|Sangh)$"
)
_WHERE_OR_WHEN = re.compile(r" in (?:the )?[A-Z].*$| on (?:[A-Z][a-z]+day)\b.*$")
BODY_WORDS = {
    "Guild",
    "Society",
    "Federation",
    "Association",
    "Alliance",
    "Union",
    "Congress",
    "College",
}


def clean_name(name: str, people: set[str]) -> str:
    """A run of capitalised words without the post, the person or the article that it begins with."""
    # "Robin Sher of Isis Buses", "secretary Robin Sher and Dockers’ Union secretary Jo Marsh"
    for joint in (" of ", " and "):
        person, _, rest = name.partition(joint)
        named = person in people or (joint == " of " and _is_full_name(person))
        name = rest if rest and named else name
    person, _, rest = name.partition(" of the ")
    if rest and " " not in person and any(who.endswith(f" {person}") for who in people):
        name = rest  # "Marsh of the Employers’ Chamber"
    # "Vice President Carl Gale", "Human Services Gail Westcott"
    words = name.split()
    for count in (2, 3):
        ahead = " ".join(words[:-count])
        if _ENDS_IN_POST.search(ahead) and " ".join(words[-count:]) in people:
            return "" if _ONLY_POST.match(name) else _cleaned(ahead)
    return _cleaned(_without_person(name, people))


def _without_person(name: str, people: set[str]) -> str:
    """ "Civic Staff Union and Ann Tolley", "Celtic Lines Paul Brody": the body before somebody's name."""
    words = name.split()
    for count in (2, 3):
        person = " ".join(words[-count:])
        if len(words) < count + 2 or not _is_full_name(person):
            continue
        ahead = " ".join(words[:-count])
        body = ahead.removesuffix(" and")
        sitting = body.endswith(" Member")  # "Council Member Paul Ray"
        if (person in people and not sitting) or (body != ahead and side_by_name(body) == "union"):
            return body
    return name


#: "Charlotte Division of Transit", "Bruce Township's Manager of Works": begun by a first name, and no person.
_NO_SURNAME = re.compile(
    rf"\s(?:{KIND_OF_BODY}|chamber|bank|institute|court|division|office|bureau|bar|order|state|valley|help|friends|sisters)$|[’']s\b",
    re.IGNORECASE,
)


def _is_full_name(words: str) -> bool:
    """ "Robin Sher", whom the recogniser may have missed: a first name and a surname."""
    return (
        words.count(" ") in (1, 2)
        and pronoun_of(words) is not None
        and _NO_SURNAME.search(words) is None
    )


#: "COAST LINES National Dockers Union": a firm or a place in capitals, and another name.
_IN_CAPITALS = re.compile(r"^(?:[A-Z]{4,} ){2,}(?=[A-Z][a-z])")
#: "Calling the Government’s offer mean": what somebody does to it begins the sentence.
_DOING = re.compile(r"^[A-Z][a-z]+ing the (?=[A-Z])")


def _without_capitals(name: str) -> str:
    """A union's name without the firm before it; "NORTH COAST Bakers Union" is one name."""
    rest = _IN_CAPITALS.sub("", name)
    return rest if rest.count(" ") > 1 and side_by_name(rest) == "union" else name


def _without_opening(name: str) -> str:
    words = name.split()
    while words and (words[0] in NO_NAME or words[0] in _LEADING):
        if words[0] == "All" and _ALL.match(" ".join(words)):
            break
        words = words[1:]
    return " ".join(words)


@functools.lru_cache(_REMEMBERED)
def _cleaned(name: str) -> str:
    name = _DOING.sub("", _without_capitals(_BEFORE_TITLE.sub("", name)))
    # "The President of the Bakers Federation", "Those in the Airport Union"
    name = _without_opening(_POST_OF.sub("", _without_opening(name)))
    name = _WHERE_OR_WHEN.sub("", name)
    return re.sub(r"[’']s$", "", name).rstrip(".’'")


@functools.lru_cache(_REMEMBERED)
def without_post(name: str) -> str:
    """ "Transport Minister Dev Lall", "Chicago Teachers Union President": the body or the portfolio."""
    post = _MINISTER.match(name)
    if post is None:
        held = _POST_THEN_PERSON.match(name)
        return held.group(1) or "" if held else _TRAILING_POST.sub("", name)
    return _TRAILING_POST.sub("", post.group(1) or post.group(2))
