"""The posts, jobs and bodies that tell a speaker's side, as patterns made from ``roles.json``.

The lists are data: to teach the extractor a post or a job, add it there.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

from stancenlp.extraction.alternatives import any_of

_ROLES: dict[str, Any] = json.loads(
    resources.files("stancenlp.extraction").joinpath("roles.json").read_text("utf-8")
)


def _within(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


#: Words of a name that say what kind of body bears it.
UNION_NAME = re.compile(rf"\b{any_of(_ROLES['heads']['union'], False)}(?:$|\b)")
EMPLOYERS_NAME = re.compile(rf"\b{any_of(_ROLES['heads']['of_employers'], False)}(?:[’']|\b)")
INTEREST_NAME = re.compile(rf"\b{any_of(_ROLES['heads']['of_others'], False)}(?:[’']|\b)")

JOB = any_of(_ROLES["jobs"])
TITLE_OF_POST = any_of(_ROLES["titles"])
#: A post with a capital, as a part of somebody's title.
TITLE_AS_WRITTEN = any_of((title.capitalize() for title in _ROLES["titles"]), False)
RANK = any_of(_ROLES["ranks"], False)
_RANKED = rf"{RANK}\s(?:industrial |lead |coordinating )?{any_of(_ROLES['ranked'])}"

#: People at work, who speak for the union's side where they speak of their dispute.
WORKER = _within(JOB)
#: Journalists and printers call the head of their branch so.
_HEAD_OF_CHAPEL = r"(?:mother|father)\sof\s(?:the\s)?(?:[\w-]+\s)?chapel"
UNION_ROLE = _within(
    rf"(?!chief officer|picket lines?\b)(?:{_RANKED}|{any_of(_ROLES['union_posts'])}|local \d+|steward|stewards|{JOB}[’']\sleader|{_HEAD_OF_CHAPEL})"
)
#: Posts of a union's people at a workplace, whose owner may be the workplace: "convenor at Ford".
WORKPLACE_UNION_ROLE = _within(rf"(?:{any_of(_ROLES['workplace_posts'])}|{_HEAD_OF_CHAPEL})")
#: "a medicine resident" is a doctor, and no bystander.
_NO_DOCTOR = (
    r"(?!(?:(?<=medicine )|(?<=medical )|(?<=surgery ))residents?\b|resident (?:physician|doctor))"
)
OTHER_ROLE = _within(
    rf"{_NO_DOCTOR}(?!{_HEAD_OF_CHAPEL})(?!students? (?:life|affairs|services|success)\b)(?!customer (?:director|officer|manager|operations|experience|relations|services?)\b)(?:{any_of(_ROLES['other_posts'])}|labour[’']s|patients?(?! care))"
)
#: A school has governors too.
GOVERNMENT_ROLE = _within(
    rf"(?!governors\b|(?<=school )governor|(?<=parent )governor){any_of(_ROLES['government_posts'])}"
)
EMPLOYER_ROLE = _within(
    rf"(?:{any_of(_ROLES['employer_posts'])}|director of \w+|the {any_of(_ROLES['bodies']['employer'], False)})"
)
COUNCILLOR = _within("(?:councillor|Cllr|Coun)")
#: Posts that unions and employers have alike.
NEUTRAL_ROLE = _within(any_of(_ROLES["neutral_posts"], False))
BYSTANDER = any_of(_ROLES["other_posts"])
#: What stands before the name of a member of a parliament, as written.
POLITICAL_TITLE = any_of(_ROLES["political_titles"], False)
EMPLOYER_POST = any_of(_ROLES["employer_posts"])
HOLDS_EMPLOYER_POST = _within(
    rf"(?:{EMPLOYER_POST}|director of \w+|chief \w+ officer|vice[- ]president (?:for|of) [a-z]\w+|(?:HR|personnel|operations|managing|commercial|communications) (?:manager|director))"
)
#: Who leads a school ("head", not "head of personnel"), a bystander where the dispute is not the school's.
SCHOOL_POST = _within(
    any_of(_ROLES["school_posts"], False)
    + r"(?!\sof\s(?:(?!the\b|an?\b)(?-i:[a-z])|(?:public|corporate|external|human|media|communications?|news|finance|operations|policy|research|people|HR)\b))"
)
#: What a minister is for.
PORTFOLIO = any_of(_ROLES["portfolios"], False)
SPOKESPERSON = _within(any_of(_ROLES["spokespeople"]))

#: Any noun that says what somebody is: a post or a job.
ROLE_NOUN = _within(
    rf"(?:{TITLE_OF_POST}|{JOB}|{any_of(_ROLES['spokespeople'])}|{any_of(_ROLES['other_posts'])})"
)
PARTY = any_of(_ROLES["parties"], False)
#: Titles before a name that only those who govern bear, as written.
TOP_TITLE = any_of(_ROLES["top_titles"], False)

_DETERMINER = r"(?:(?:the|an?|its|their|his|her|this|that|which|whose)\s)"
EMPLOYER_BODY = any_of(_ROLES["bodies"]["employer"], False)
#: "a crane operator" is somebody at work, "a bus operator" may be a firm.
_AT_A_MACHINE = (
    r"(?:an?|one|another)\s(?!(?:[\w-]+\s)?(?:bus|coach|train|rail|tram|metro|transit|ferry|cruise|tour|ship|port|airport|terminal|freight|network|mobile|telecoms?|hotel|cinema|pub|care|home)\soperator)"
    r"(?:[\w-]+\s){1,2}operator$"
)
#: A phrase that means a body without naming it: "the train operator", "the Scottish Government".
EMPLOYER_PHRASE = re.compile(
    rf"^(?!{_AT_A_MACHINE}|(?:the\s)?union[’']){_DETERMINER}?(?:[\w’'-]+\s){{0,2}}{any_of(_ROLES['bodies']['employer'])}$",
    re.IGNORECASE,
)
GOVERNMENT_PHRASE = re.compile(
    rf"^(?:the\s)?(?:(?:\w+\s){{0,2}}(?:{any_of(_ROLES['bodies']['government'])}|ministers)|(?:department|ministry)\s(?:of|for)\s\w+(?:\s\w+){{0,3}})$",
    re.IGNORECASE,
)
_KINDS = {
    word: side for side in ("union", "employer", "government") for word in _ROLES["bodies"][side]
}
_KIN = {word: kin for kin in _ROLES["bodies"]["kin"] for word in kin}
#: A word for a body of any kind, and the words that mean whichever employer is spoken of.
KIND_OF_BODY = any_of({*_KINDS, *_ROLES["bodies"]["any"]}, False)
GENERIC_EMPLOYER = re.compile(any_of(_ROLES["bodies"]["generic"], False), re.IGNORECASE)
ANAPHORIC_UNION = re.compile(
    r"\b(?:its|their|the (?:\w+ )?(?:union|local|federation|guild|association|college|society|congress))(?:[’']s)?\b",
    re.IGNORECASE,
)
ANAPHORIC_EMPLOYER = re.compile(
    rf"\b(?:its|the {any_of(_ROLES['bodies']['employer'], False)})(?:[’']s)?\b", re.IGNORECASE
)
#: A noun phrase that means a union body without naming it.
UNION_PHRASE = re.compile(
    r"^(?:(?:the|an?(?= employee)|employees?[’']?|both|all|two|three|four|several|some|other|many|its|their|a joint|joint|rail|teaching|health|teachers[’']?|nursing|transport|public sector|civil service"
    r"|education|local|five|six|striking|public|rival|second|larger|biggest|main|airline|postal|council|doctors[’']?|nurses[’']?|drivers[’']?|pilots[’']?|dockers[’']?) )*"
    r"(?:trade |labou?r )?(?:unions?|locals?|union (?:leaders?|bosses|officials?|chiefs?|negotiators?|representatives?|reps?|spokes\w+|sources?|members|side)"
    r"|(?:union|local|guild|federation|association)[’']s (?:[\w-]+ ){0,2}(?:council|committee|executive|board|leadership|branch|team|leaders)"
    r"|(?:branch|union|national|central|district) executive(?: council| committee)?|executive council"
    r"|(?:[\w-]+ )?(?:chapter|branch|lodge)"
    r"|federation|guild|congress|shop stewards|strike committee|bargaining committee|strikers|pickets|striking \w+)$",
    re.IGNORECASE,
)


def side_of_kind(kind: str) -> str | None:
    """The side of a word of :data:`KIND_OF_BODY`; None of "body" and the like."""
    if kind in _ROLES["bodies"]["of_members"]:
        return "union"  # in a pay dispute, unless the article names an employers' association
    return None if kind in _ROLES["bodies"]["any"] else _KINDS.get(kind)


def is_of_kind(name: str, kind: str) -> bool:
    """Whether "the trust" can mean a body of that name: "Eastgate Hospitals", "Elm NHS Trust"."""
    words = set(re.findall(r"\w+", name.casefold()))
    return any(word in words or word + "s" in words for word in _KIN.get(kind, [kind]))


_STANDING = {phrase: side for side, phrases in _ROLES["standing"].items() for phrase in phrases}
#: A body that an article does not name but describes: "the passenger watchdog", "the county council".
STANDING_BODY = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts)\s((?:(?!the\b|next\b|last\b|executive\b|strike\b|trades?\b|works\b|of\b|and\b|in\b|by\b|to\b|for\b|from\b|with\b|at\b|on\b)(?!council\schamber)[\w-]+\s){{0,2}}?({any_of(_STANDING, False)}))\b(?![’']?\s(?:tax|house|houses|estate|chamber)\b)"
)
KIND_OF_STANDING_BODY = any_of(_STANDING, False)


def side_of_standing(head: str) -> str:
    """The side of a body that :data:`STANDING_BODY` matched, by its head words."""
    return _STANDING[head.replace("'", "’").lower()]
