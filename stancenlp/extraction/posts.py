"""Posts: what the words beside a name say of whom the person speaks for ("its general secretary").

A description is read for a role ("general secretary", "minister", "a nurse") and for its owner: the
body named in it, or meant by "its", "the union's", "branch". The owner's side decides; where no
owner is found, the role's side does.
"""

from __future__ import annotations

import re

from stancenlp.extraction.affiliations import (
    PROPER,
    acts_for_a_body,
    affiliation,
    founded_body,
    heads_a_union,
    leads_union,
    stated_office,
)
from stancenlp.extraction.appositions import BREAK, description_after, description_before
from stancenlp.extraction.names import BODY_WORDS
from stancenlp.extraction.offices import (
    FORMER_OFFICIAL,
    PARTY_BEHIND,
    PARTY_NAME,
    PARTY_OWNS,
    POLITICIAN,
    council_officer,
    is_head_of_state,
    minister,
    politician_or_bystander,
)
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.owners import ANOTHER_UNION, Known, Post, before, meant_owner
from stancenlp.extraction.roles import (
    COUNCILLOR,
    EMPLOYER_BODY,
    GOVERNMENT_ROLE,
    HOLDS_EMPLOYER_POST,
    JOB,
    NEUTRAL_ROLE,
    PORTFOLIO,
    ROLE_NOUN,
    SCHOOL_POST,
    TITLE_OF_POST,
    UNION_ROLE,
    WORKPLACE_UNION_ROLE,
    is_of_kind,
)
from stancenlp.extraction.spokespeople import spokesperson_post
from stancenlp.extraction.workers import is_at_work, is_not_out, worker

#: "a striking worker at the Quay Street store": no officer by that word.
_STRIKING = re.compile(r"\bstriking (?=\w)")
#: "Standing on the picket line outside the Elmton plant, Jo Marsh said", "In the Dáil, Jo Marsh said": where, not for whom.
_PLACE_BEFORE = re.compile(
    r"\b(?:outside|in front of|picket(?:ing)?(?: lines?)? (?:at|near)) (?:of )?(?:the )?$|(?:^|[.!?] )In (?:the )?$"
)
#: "the Metrotram company Vela Concession": what the company runs.
_RUN_BY = re.compile(r" (?:company|operator|contractor|owner) $")
#: "Jo Marsh said being a carer is", "Jo Marsh said that as a carer she": by their own words.
_OF_THEMSELVES = re.compile(
    rf" (?:said|says)(?: that)? (?:being|as|s?he is|s?he[’']s|s?he works as) an? (?:[\w-]+ ){{0,2}}?{JOB}\b"
)
#: "the GMB's Nathan Holman", "Labour's Pam Dunsire": what stands between a body and its person.
_POSSESSED = re.compile(r"(?:[’']s|s?[’'])\s(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr)\.?\s)?")
#: A councillor who speaks for the council.
_IN_OFFICE = re.compile(
    r"\b(?:leader|chair\w*|head|spokes\w+|mayor|convener|deputy|portfolio|cabinet)\b", re.IGNORECASE
)
#: "her deputy, Jo Marsh": of the body of whoever was named before.
_DEPUTY = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) deputy\b")
#: "NHS national medical director": of a body, if of one that no list knows.
_NAMED_ELSEWHERE = re.compile(r"\b[A-Z]{2,}\b|(?<=[a-z,] )[A-Z][a-z]+(?=[ ’'])")
#: "“…,” said President Jo Marsh".
_SAID = re.compile(r"^\W*(?:said|says|added) ")
#: "BusinessLDN’s chief executive", "with Nordair CEO Jo Ray", of a body that no list knows.
_UNLISTED_OWNER = re.compile(
    r"(?:^\W*|[a-z,] )([A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)[’']s\s"
    rf"|[a-z,] (?!(?i:{EMPLOYER_BODY}|group|deputy|acting|interim|former|union)\b)([A-Z][\w&.-]+) (?:CEO|chief executive|managing director)\s$"
)
#: "president of Elmton’s faculty association".
_WHOSE_UNION = re.compile(
    rf"\b(?:of|for|with|at) (?:the )?({PROPER})[’']s ((?:faculty|staff|teachers[’']|nurses[’']|pilots[’']|officers[’']) (?:association|union|federation|guild))\b"
)
#: " National Officer" behind a body.
_POST_BESIDE = re.compile(rf"(?: [\w-]+){{0,2}} {TITLE_OF_POST}\b", re.IGNORECASE)
#: " of the" behind a name.
_OF_THE = re.compile(r"\s(?:of|from|at|for|with)\s(?:the\s)?")
#: "His flatmate, Jo Marsh, laughed": what follows is no description any more.
_ONES_OWN = re.compile(r"(?:^|[.;,—–] )(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y) [a-z-]+(?: [a-z-]+)?,$")
#: "Most workers are out, Jo Marsh, spokesman for the union, said": the name is no apposition to
#: the workers; in "The mayor, Jo Marsh, chair of the board, said" it is one to the mayor.
_POST_BEHIND = re.compile(rf",\s(?:[a-z-]+ )?{TITLE_OF_POST} (?:of|for|at|with)\b")


def _ends_in_a_role(lead: str) -> bool:
    """Whether words with a comma behind them end in what somebody is: "One nurse,"."""
    return any(role.end() == len(lead) - 1 for role in ROLE_NOUN.finditer(lead))


#: A post right before a name, in words that say for whom.
TITLE = re.compile(
    rf"(?:^(?!Coun|Cllr)|\w\s)(?:{TITLE_OF_POST}|candidate)\s+(?:[A-Z][a-z]{{1,4}}\.?\s)?$",
    re.IGNORECASE,
)


def post_of(text: str, start: int, end: int, bodies: list[Mention], known: Known) -> Post:
    """Organisation and side of the person at ``start:end``, from the words around the name."""
    if is_head_of_state(text, start, end):
        return Post(None, "government")
    of_party = PARTY_OWNS.search(text, max(0, start - 30), start)
    if of_party:
        return Post(of_party.group(1), "other")
    stated = stated_office(text, end, bodies)
    if stated:
        return Post(stated, "union")
    seated = POLITICIAN.search(text, max(0, start - 20), start) or POLITICIAN.match(
        text, start, end
    )
    if seated and leads_union(text, end, bodies):
        seated = None  # "said Deputy Jo Marsh, who is president of the Police Association"
    if seated and not GOVERNMENT_ROLE.search(text, max(0, start - 40), start):
        party = PARTY_NAME.search(text, max(0, start - 40), start) or PARTY_BEHIND.match(text, end)
        return Post(party.group(1) if party else None, "other")
    ahead = description_before(text, start, bodies)
    after = (end, description_after(text, end))
    if COUNCILLOR.match(text[start:end]) or COUNCILLOR.search(text, max(0, start - 12), start):
        its = [m for m in bodies if after[0] <= m.start and m.end <= after[1]]
        office = council_officer(text[after[0] : after[1]], its, known)
        if office:
            return office
    # ", its secretary, Ruth Alderman,": the name is the apposition, what follows is the sentence
    lead = text[ahead[0] : start].rstrip()
    named_last = (
        lead.endswith(",")
        and (ROLE_NOUN.search(lead) or _ONES_OWN.search(lead)) is not None
        and not (_POST_BEHIND.match(text, end) and not _ends_in_a_role(lead))
    )
    if named_last and not re.match(r",\s(?:who|an?|the|\d\d)\b", text[end : end + 12]):
        after = (end, end)
    # "Mayoral candidate Raheem Siddiqui, who would like her job": the title comes first
    titled = not named_last and TITLE.search(text[ahead[0] : start].lstrip()) is not None
    # "Tom Reed GMB National Officer said"
    beside = next((m for m in bodies if m.start == end + 1), None)
    held = _POST_BESIDE.match(text, beside.end) if beside else None
    if held:
        after = (end, held.end())
    # "Local organiser Jo Ray of the Care Federation"
    of_body = _OF_THE.match(text, end)
    if of_body and any(m.start == of_body.end() for m in bodies):
        # "Dockers’ Union secretary Jo Ray at the Labour Court" is of the union
        titled = titled and any(
            ahead[0] <= m.start < start and m.organisation.side == "union" for m in bodies
        )
    at_picket = not titled and _AT_THE_PICKET.search(_sentence(text, start, end))
    is_out = at_picket or _OF_THEMSELVES.match(text, end)
    for low, high in (ahead, after) if named_last or titled else (after, ahead):
        words = text[low:high]
        inside = [m for m in bodies if low <= m.start and m.end <= high]
        if not words.strip(" ,"):
            continue
        post = read_post(words, inside, text, low if low < start else start, bodies, known)
        if post:
            if post.member and is_not_out(text, end):
                return Post()
            if post.organisation is None and post.side == "other":
                founded = founded_body(words, bodies, start)
                if founded:
                    return Post(founded, "other")
                return Post(affiliation(text, start, end, known), "other")
            return post
    if is_out:
        return Post(None, "union", member=True)
    return Post(affiliation(text, start, end, known))


#: "Among those on the picket line was Jo Marsh": one of those who are out, if nothing else is said.
_AT_THE_PICKET = re.compile(
    r"\bone of (?:a few|a dozen|a handful of|several|the (?:\w+ )?) ?(?:strikers|pickets|picketers)\b|\b(?:on|at|from|manning|walk(?:ed|ing)) (?:the|a|their) (?:[\w-]+ )?picket|\bwho (?:was|is) (?:picketing|striking|on strike)\b|\b(?:holding|carrying|waving) an? (?:[\w-]+ )?(?:placard|sign)\b|\b(?:was|were|is|are) among (?:those|the) (?:not at work|on strike|out|strikers|pickets|striking|picketing)\b|\bone of the (?:strikers|pickets)\b"
)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a name."""
    low = max((m.end() for m in BREAK.finditer(text, max(0, start - 200), start)), default=0)
    stop = BREAK.search(text, end, end + 200)
    return text[max(low, start - 200) : stop.start() if stop else end + 200]


def read_post(
    words: str, inside: list[Mention], text: str, start: int, bodies: list[Mention], known: Known
) -> Post | None:
    """What the words around a name say of the person's post, or None where they say nothing.

    Parameters
    ----------
    words : the words before or after the name, as far as they describe it.
    inside : the organisations named in these words; ``bodies``: in the whole paragraph.
    start : where the words stand in ``text``.
    """
    if _HAS_CHILDREN.search(words) and not ROLE_NOUN.search(words):
        return None
    if _IN_A_YEAR.search(words) and not (ROLE_NOUN.search(words) or is_at_work(words)):
        return None
    if _MANAGES_ELSEWHERE.match(words):
        return None
    inside = [
        m
        for m in inside
        if not _PORTFOLIO_BEFORE.search(text, max(0, m.start - 60), m.start)
        and not _PLACE_BEFORE.search(text[max(0, m.start - 30) : m.start])
        and not any(_RUN_BY.fullmatch(text, m.end, other.start) for other in inside)
    ]
    sides = {m.organisation.side for m in inside}
    if _DISMISSED.match(words) and "union" in sides:
        return Post(None, "union", nameless=True)
    if FORMER_OFFICIAL.match(words):
        return Post(None, "other")
    if _is_striker(words, known) and "union" not in sides:
        return Post(None, "union", member=True)
    if "union" not in sides and not (acts_for_a_body(words, inside) or heads_a_union(words)):
        post = politician_or_bystander(words, inside, known)
        if post:
            return post
    owner = next((m for m in inside if _POSSESSED.fullmatch(text, m.end, start)), None)
    if owner and owner.organisation.side not in ("unknown", "weak"):
        return Post(owner.organisation.name, owner.organisation.side)
    if "union" not in sides:
        post = minister(words, inside, known)
        if post:
            return post
    if _DEPUTY.search(words) and known.person:
        return Post(*known.person)
    if (
        is_at_work(words)
        and not SCHOOL_POST.search(words)
        and sides <= {"employer", "government", "unknown", "weak"}
        and not UNION_ROLE.search(_STRIKING.sub("", words))
    ):
        # "a porter at the Royal Infirmary": the hospital is where, not for whom
        return worker(words, inside, known)
    whose = _WHOSE_UNION.search(words)
    if whose:
        return Post(f"{whose.group(1)}’s {whose.group(2)}", "union")
    head = None if inside else _HEAD_OF_FIRM.search(words)
    if head:
        # "four unions put their case to managing director Jo Marsh"
        employer = before(known, "employer", start, bodies)
        return Post(employer.name if employer else None, "employer")
    if inside:
        return _named_owner(words, inside, start, bodies, known)
    return _unnamed_owner(words, text, start, bodies, known)


#: Posts that unions do not have, beside a name.
_HEAD_OF_FIRM = re.compile(
    r"(?:^\W*|\b(?:to|with|from|by|when|as|but|told|said|says|asked) )(?:its |the |then )?(?:managing director|general manager|vice[- ]chancellor)\s$",
    re.IGNORECASE,
)
#: "who is in her third year at Elm University": a student, or a beginner.
_IN_A_YEAR = re.compile(
    r"\bin (?:his|her|their) (?:first|second|third|fourth|fifth|final) year (?:at|of)\b"
)
#: "Office manager Jo Marsh", of any office.
_MANAGES_ELSEWHERE = re.compile(
    r"\W*(?:Office|Team|Café|Cafe|Bar|Pub|Restaurant|Salon|Bank|Property|Project) manager\s*$"
)
#: "who was fired last week as secretary general of the union": of the trade, but of it no more.
_DISMISSED = re.compile(
    r"^\W*who (?:was|has been|had been) (?:\w+ )?(?:fired|sacked|dismissed|ousted|removed|expelled|suspended)\b[^,;]{0,40}\bas\b"
)
#: "who has two children in the district" is not of the district.
_HAS_CHILDREN = re.compile(
    r"\b(?:children|child|kids?|sons?|daughters?|boys?|girls?|grandchildren|twins|husband|wife|mother|father) (?:who \w+ )?(?:at|in|for|with)\b"
)
#: "the Minister for Colleges and Skills": what a minister is for is no body.
_PORTFOLIO_BEFORE = re.compile(
    r"\b[Mm]inister (?:of state )?(?:for|of) (?:the )?(?:[A-Z]\w+,? (?:and )?)*$"
)
#: "the wife of a striking porter".
_KIN = re.compile(r"\b(?:wife|husband|mother|father|son|daughter|partner) of\b")
#: "advocate" right before a name.
_LAST_WORD = re.compile(r"\b([A-Za-z][a-z]+),?\s*$")
#: ", a young advocate" right behind a name.
_WHO_IS = re.compile(r"^\W*(?:\d\d,? )?(?:is |was )?(?:an?|one of the) (?:[\w-]+ ){0,2}?([a-z]+)\b")


def _is_striker(words: str, known: Known) -> bool:
    """Whether somebody is one of those who are out: "advocate Jo Marsh" in an advocates' strike."""
    if not known.strikers or _KIN.search(words):
        return False
    beside = [_LAST_WORD.search(words), _WHO_IS.match(words)]
    return any(match and match.group(1).lower() in known.strikers for match in beside)


#: "signed by Dockers’ Union secretary Jo Marsh and Railmen’s Union secretary": the second one's.
_POST_RIGHT_BEHIND = re.compile(
    rf"(?:[’']s?)? (?:[a-z]+ ){{0,2}}{TITLE_OF_POST} (?:(?:Mr|Ms|Mrs|Dr)\.? )?", re.IGNORECASE
)
#: What stands before the body of the second: "and Railmen’s Union secretary", "to Treasury director".
_ANOTHER = re.compile(r" (?:and|to|told|met|with) (?:the )?$")
#: "Queen Anne College".
_SCHOOLS = re.compile(r"\b(?:College|University|Schools?|Hospital)\b")
#: Whose conveners and organisers are no union's.
_CAMPAIGN = re.compile(r"Campaign (?:for|to|against)\b|Students\b")
#: "Elm Students".
_STUDENTS = re.compile(r"(?:[A-Z]\w+ ){0,3}Students\b")


def _named_owner(
    words: str, inside: list[Mention], start: int, bodies: list[Mention], known: Known
) -> Post:
    """The post of somebody whose description names a body."""
    fitting = [m for m in inside if m.organisation.side != "unknown"] or inside
    own = words
    for mention in inside:  # "president of the Students’ Union" is no union's post
        own = (
            own.replace(mention.organisation.name, "") if " " in mention.organisation.name else own
        )
    before_nearest, _, behind = words.rpartition(fitting[-1].organisation.name)
    if _ANOTHER.search(before_nearest) and _POST_RIGHT_BEHIND.fullmatch(behind):
        fitting = fitting[-1:]
    role = UNION_ROLE.search(own if fitting[0].organisation.side == "other" else words)
    if role:
        fitting = [m for m in fitting if m.organisation.side == "union"] or fitting
    chosen = fitting[0].organisation
    if chosen.side in ("employer", "government") and WORKPLACE_UNION_ROLE.search(words):
        # "union convenor at the Ford plant": the plant is where, not for whom
        body = before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    where = re.search(rf"\bat (?:the )?{re.escape(chosen.name)}", words)
    if role and where and _SCHOOLS.search(chosen.name):
        # "faculty union president at Queen Anne College"
        body = before(known, "union", start, [m for m in bodies if m.organisation is not chosen])
        return Post(body.name if body else None, "union")
    if chosen.side in ("unknown", "weak") and _STUDENTS.match(chosen.name):
        return Post(chosen.name, "other")
    if role and chosen.side in ("unknown", "weak", "other") and not _CAMPAIGN.match(chosen.name):
        return Post(chosen.name, "union")
    if chosen.side in ("unknown", "weak") and HOLDS_EMPLOYER_POST.search(words):
        return Post(chosen.name, "employer")
    return Post(chosen.name, chosen.side)


#: ", Gulong president,": of a body that nothing else tells of.
_OF_ONE_WORD = re.compile(
    rf"^,?\s?(?!(?:The|General|Senior|Joint|Area|Deputy|Vice|National|Regional|State|Branch|District|Union|Acting|Former|Local|Assistant|Shop|Works|Chapel|Board|Committee|Council|Asset|Company|Group|Club|{PORTFOLIO})\b)"
    r"([A-Z]\w{2,}) (?:president|chair(?:man|woman|person)?|general secretary)(?:,|$|\s$)"
)


def _unnamed_owner(
    words: str, text: str, start: int, bodies: list[Mention], known: Known
) -> Post | None:
    """The post of somebody whose description names no body, but may mean one."""
    if COUNCILLOR.search(words) and not _IN_OFFICE.search(words):
        return Post(None, "other")
    owner = meant_owner(words, text, start, bodies, known)
    if owner and owner.side not in ("union", "other") and WORKPLACE_UNION_ROLE.search(words):
        owner = before(known, "union", start, bodies)
    if owner:
        return Post(owner.name or None, owner.side, nameless=owner is ANOTHER_UNION)
    post = spokesperson_post(words, text, start, bodies, known)
    if post:
        return post
    own = _UNLISTED_OWNER.search(words)
    if own and HOLDS_EMPLOYER_POST.search(words):
        return Post(own.group(1) or own.group(2), "employer")
    only = _OF_ONE_WORD.match(words)
    if only and only.group(1) not in known.places and only.group(1) not in BODY_WORDS:
        return Post(only.group(1), "unknown")
    employer = before(known, "employer", start, bodies)
    if SCHOOL_POST.search(words) and employer and not _is_school(employer.name, words):
        return Post(None, "other")
    for role, side in ((UNION_ROLE, "union"), (HOLDS_EMPLOYER_POST, "employer")):
        if role.search(words):
            body = before(known, side, start, bodies)
            return Post(body.name if body else _implied(words), side)
    if NEUTRAL_ROLE.search(words) and not _NAMED_ELSEWHERE.search(_SAID.sub("", words)):
        body = before(known, None, start, bodies)
        if body and body.side in ("union", "employer"):
            return Post(body.name, body.side)
    return None


def _is_school(name: str, words: str) -> bool:
    """Whether a body of that name can have the head whom the words describe."""
    principal = re.search(r"\bprincipal\b", words, re.IGNORECASE) is not None
    return is_of_kind(name, "school") or (principal and is_of_kind(name, "college"))


def _implied(words: str) -> str | None:
    """What a post alone tells: a superintendent has a school district."""
    return "district" if re.search(r"\bsuperintendent\b", words, re.IGNORECASE) else None
