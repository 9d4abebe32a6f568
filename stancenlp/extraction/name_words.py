"""The side of a body that no list knows, by the words of its name: "Union", "Ministry", "Trust"."""

from __future__ import annotations

import functools
import re

from stancenlp.extraction.roles import EMPLOYERS_NAME, INTEREST_NAME, JOB, UNION_NAME

_UNION_HEAD = re.compile(
    r"\b(?:(?:Trade )?Unions?|Guild|Brotherhood|Teamsters|Workers|Congress of (?:Trade )?Unions"
    r"|(?:Trades?|Labou?r) (?:Union )?(?:Congress|Council)"
    r"|Staff Association|Officers[’'] Association|Pilots[’']? Association|Teachers[’']? Association"
    r"|(?:Operatives|Staffs|Grades|Officers|Crews|Employees|Educators)$"
    r"|Nurses[’']? (?:Association|Organisation|Federation|College)|(?:Lecturers|Doctors|Professors|Officers|Staffs?"
    r"|Employees|Operatives|Engineers|Seafarers|Drivers|Nurses|Teachers|Midwives)[’']?"
    r"(?: and [\w’' ]+)? (?:Federation|Society|Association|Guild|Alliance|League)|Local \d+|(?<=\w\s)Local$"
    r"|Unions[’'] (?:\w+ )?(?:Platform|Forum|Front|Committee|Council)"
    r"|\w{3,}workers|(?:Congress|Confederation|Federation|League|Movement) of (?:\w+ )?Labou?r"
    r"|Joint (?:\w+ )?(?:Action|Staff|Workers[’']?|Unions?) (?:Committee|Council|Congress|Front|Platform))\b|^Amalgamated\b"
)
_UNION_WEAK = re.compile(
    r"\b(?:Federation|Association|Society|College(?= of\b)|Alliance|League|Staffs)\b"
)
#: "Concrete Producers’ Union": of those who employ.
_UNION_OF_EMPLOYERS = re.compile(
    r"\b(?:Employers|Manufacturers|Producers|Growers|Planters|Owners|Hoteliers|Contractors|Exporters|Retailers)[’']? Union$"
)
#: "Prairie Hospital Board Association".
_OF_BOARDS = re.compile(r"\b(?:Hospital|Health|School) Boards?[’']? Association$")
#: "Harbour Concern Group": of people who want something, and employ nobody.
_OF_PEOPLE = re.compile(r"\b(?:Concern|Action|Support|Rights|Advocacy|Pressure|Community) Group$")
#: "Elm Valley Rail Users' Circle": of those who are served, whatever serves them.
_OF_USERS = re.compile(
    r"\b(?:Users|Passengers|Commuters|Residents|Tenants|Patients|Parents|Customers)[’'] (?:Circle|Group|Committee|Association|Forum|Panel|Council|Network|Voice)$"
)
#: A body that is its members', if these are people at work: "Congress of Court Clerks".
_CONGRESS = re.compile(
    r"\b(?:Congress|Council|Conference|Coalition|Committee|Forum|Movement|Organi[sz]ation|Network|United|Front|Sangam|Sena)\b"
    r"|\b(?:Australia|Canada|America|International|Aotearoa|Ireland|Scotland)$"
)
#: A name that ends in one of these is its members', whatever else it names.
ASSOCIATION = re.compile(
    r"\b(?:Federation|Association|Society|Alliance|League|Confederation|Forum|Roundtable)$"
)
#: A place's businesses, who look on; "Plantation Employers’ Chamber of Trade" bargains.
_CHAMBER_OF_A_PLACE = re.compile(
    r"^(?!.*\b(?:Employers?|Mines?|Mining|Owners|Operators|Producers|Planters|Contractors)\b).*\bChambers? of (?:Commerce|Trade|Business)\b"
)
#: "Police Federation", "Police Benevolent Association": not "Police Athletic League".
_POLICE_UNION = re.compile(
    r"\b(?:Police|Patrol) (?:(?:Benevolent|Officers|Patrolmen|Supervisors|Sergeants|Superintendents|Inspectors|Protective)[’']?s? )?(?:Association|Federation|Guild)$"
    r"|\bPolice Protective League$"
)
#: "the GMB/Care Federation Agreement" is between bodies, and none.
_PAPER = re.compile(r"\b(?:Agreement|Accord|Award|Act|Deal|Report|Review|Charter)$")
#: "1,300 Elm Sugar Workers Locked Out", "Jo Marsh/The Elmton Post": a headline, a picture's credit.
_NO_BODY = re.compile(r"\b(?:Locked Out|Walk(?:ed)? Out|[Oo]n Strike)$|/The [A-Z]")
_GOVERNMENT_END = re.compile(r"\b(?:Minister|Ministry|Government|Cabinet)$")
_OF_WORKERS = re.compile(
    rf"\b(?:Officers|Doctors|Teachers|Nurses|Staffs?|Medical|Masters|Pilots|Lecturers|Physicians|Professionals?|Paraprofessionals?|Personnel|Employees|Professors|Facult(?:y|ies)|Scientists|Technologists|(?!(?i:operator))(?i:{JOB})(?<=s))\b"
)
_EMPLOYER_HEAD = re.compile(
    r"\b(?:Ltd|Limited|plc|PLC|Inc|Corp|Co$|AG$|GmbH|Corporation|Group|Company|Holdings|Airlines?|Airways|Railways?"
    r"|Trains?|Bus(?:es)?|Coaches|Council|Trust|University|Hospitals?|Health Board|School Board"
    r"|School District|Board of Education|Authority|Employers|Mail|Post|Steel|Motors|Airports?|Ports?"
    r"|Ferries|Lines|Healthcare|Health$|Medical Cent(?:re|er)|Homes|Harvest|Foods|Brewer(?:y|ies)|Stores|Supermarkets?|Water|Energy|Mines?|Mining|Logistics"
    r"|Transit|Metro|College$|Rail|Line|Services|Museums|Galler(?:y|ies)|Castings|Environmental|Beverages|Towage|Milling|Freight|Parcels|Industries|Orchestra|Philharmonic|Chamber of|Confederation of)\b|^Bank of \w|\bSchools$"
)
_GOVERNMENT_HEAD = re.compile(
    r"\b(?:Department|Ministry|Minister|Government|Treasury|Cabinet|Whitehall|Downing Street"
    r"|Home Office|Foreign Office|White House|Executive|Secretariat|Commission(?:er)?)\b"
)


#: "Union Grove": a place.
_UNION_PLACE = re.compile(
    r"^Union (?=[A-Z])(?!Council|Congress|Network|Federation|Local|Coalition|Alliance|(?:[A-Z]\w+ )?Staff\b)"
)
_SHORT_HEAD = re.compile(r"\bAss(?:n|oc)\b\.?")


@functools.lru_cache(4_096)
def side_by_name(name: str) -> str | None:
    """The side that the words of a name tell; "weak" of associations that may be anybody's."""
    name = _UNION_PLACE.sub("", _SHORT_HEAD.sub("Association", name))
    if re.search(
        r"\b(?:European Union|Credit Union|Rugby|Party|Democrats)\b|^Campaign (?:for|to|against)\b",
        name,
    ):
        return "other"
    if _OF_PEOPLE.search(name):
        return "other"
    if _OF_USERS.search(name):
        return "other"
    if _UNION_OF_EMPLOYERS.search(name) or _OF_BOARDS.search(name):
        return "employer"
    if _PAPER.search(name) or _NO_BODY.search(name):
        return None
    associated = ASSOCIATION.search(name)
    if associated or _UNION_WEAK.search(name):
        if INTEREST_NAME.search(name):
            return "other"
        if EMPLOYERS_NAME.search(name):
            return "employer"
    if _GOVERNMENT_END.search(name) or re.search(r"\bCouncil of (?:State|Ministers)\b", name):
        return "government"  # "the Union Health Minister"
    if _UNION_HEAD.search(name) or UNION_NAME.search(name):
        return "other" if INTEREST_NAME.search(name) else "union"
    if _UNION_WEAK.search(name) and _OF_WORKERS.search(name):
        return "union"
    if _CONGRESS.search(name) and _OF_WORKERS.search(name):
        return "union"
    if _GOVERNMENT_HEAD.search(name) and not re.search(r"\bPolice\b", name):
        return "employer" if associated else "government"
    if re.search(r"\b(?:Council|Network)$", name) and INTEREST_NAME.search(name):
        return "other"
    if _POLICE_UNION.search(name):
        return "union"
    if re.search(r"\b(?:Police|Patrol|Sheriff|Institut(?:e|ion))\b", name):
        return "other"  # the unions among them have been found by their members
    if _CHAMBER_OF_A_PLACE.match(name):
        return "other"
    if associated:
        return "weak"
    if _EMPLOYER_HEAD.search(name) or re.match(
        r"(?:Regional )?(?:City|Town|Borough|Village|Municipality|Township) of ", name
    ):
        return "employer"
    return "weak" if _UNION_WEAK.search(name) else None
