"""Posts: what the words beside a name say of whom the person speaks for ("its general secretary")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stancenlp.extraction.gazetteer import Organisation
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import (
    ANAPHORIC_EMPLOYER,
    ANAPHORIC_UNION,
    EMPLOYER_ROLE,
    GOVERNMENT_ROLE,
    JOB,
    OTHER_ROLE,
    TITLE_OF_POST,
    UNION_ROLE,
)

_WORKER_BEFORE = re.compile(
    rf"(?:^|\s)(?:(?:one|an?|her colleague|his colleague|fellow|striking) )?(?:[\w-]+ )?{JOB}(?:,?|\s(?:called|named)|,? who (?:\w+ )?gave (?:his|her|their) name as)\s*$|^\W*(?:an?|one|another) (?:[\w-]+ ){{0,3}}?{JOB}\b|(?:colleague|workmate|co-worker|fellow \w+),?\s*$",
    re.IGNORECASE,
)
_WORKER_POST = re.compile(
    rf"^\W*(?:\d\d, )?(?:(?:is|was) )?(?:an?|who (?:works|has worked|has been (?:on|in|at|with)|drives|cleans|teaches|served)|one of the)\b(?: [\w-]+){{0,3}}?(?: {JOB}\b|(?<=works)|(?<=worked)|(?<=served)|(?<=been on)|(?<=been in)|(?<=been at))"
)
_WORKS_IN = re.compile(
    r"\bwho (?:works|has worked) (?:in|on|at|as an?|for) (?:the |an? )?(?!(?:[\w-]+ )?(?:think|charity|union))"
)
#: "federation president", "the local's bargaining chairman", "Steward": a union that is not named here.
_BODY_POST = re.compile(
    r"\b(?:union|federation|guild|league|alliance|association|local|college|brotherhood)(?:[’']s)? (?:\w+ ){0,2}(?:president|secretary|chair\w*|leader|head|spokes\w+|negotiator|official|officer|organi[sz]er|rep|representative|director|convenor)\b"
    r"|^\W*(?:shop )?steward,?\s*$",
    re.IGNORECASE,
)
#: "School board president", "the hospital's chief executive": the body, then the post.
_LOCAL_EMPLOYER = re.compile(
    r"\b((?:school |health |city |county |town )?(?:hospital|company|council|university|airline|city|county|town|district|school|board|trust|port|airport|bank|store|authority|plant|network|management))(?:s?[’']s?)? (?:(?!union|cabinet)[\w’']+ ){0,3}?(?:spokes\w+|president|chair\w*|superintendent|manager|director|official|executive|boss|leader)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bLt)(?<!\bCoun)(?<!\bProf)(?<!\bEngr)(?<!\bComr)[.;:?!\n](?=\s)|[—–]|\bIt works\b|\b(?:but|while|and told)\b|,\s(?=(?:but|while|and)\b)"
)
_GOVERNMENT_TITLE = re.compile(
    r"(?:[A-Z][\w-]+(?: (?:and|for|of) [A-Z]?[\w-]+)* )?(?:[Ss]ecretary(?: of [Ss]tate)?(?: for [A-Z][\w ]+)?|[Mm]inister(?: (?:for|of) [A-Z][\w ]+)?|[Cc]hancellor"
    r"|[Tt]aoiseach|[Pp]remier|[Gg]overnor|[Mm]ayor|PM)"
)
#: A minister's title right before the name says it all, whatever else is named nearby.
_TITLE_BESIDE = re.compile(
    r"\b((?:[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?)?(?:Minister|Secretary of State|Premier|Chancellor|Treasurer|Governor|Mayor|Gov\.?))\s*$"
)
#: "Jo Marsh (Lab)": a politician, by the party in brackets.
_PARTY = re.compile(
    r"\s*\((?:FG|FF|SF|Ind|Lab|Labour|Con|Cons|Lib Dem|LD|SNP|Green|Plaid|DUP|UUP|SDLP|[DR]-)[^)]{0,20}\)"
)
#: "State Rep. Cliff Harlan, R-Monroe".
_US_PARTY = re.compile(r"^\W*[DRI]-[A-Z][a-z]|\bState\s*$")
_BARGAINER = re.compile(r"\b(?:bargaining|negotiating) (?:team|committee)\b", re.IGNORECASE)
_COUNCILLOR = re.compile(r"\b(?:councillor|Cllr|Coun)\b", re.IGNORECASE)
_PLAIN_UNION_ROLE = re.compile(
    r"\b(?:union|shop steward|convenor|convener|general secretary|(?:regional|national|area|branch|district|lead|senior) (?:officer|organi[sz]er|secretary|official|negotiator)|organi[sz]er|striker|bargaining (?:team|committee|chair)|local \d+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Post:
    """For whom a person speaks; ``member`` of a worker who speaks for themselves."""

    organisation: str | None = None
    side: str = "unknown"
    member: bool = False


@dataclass
class Known:
    """What the article has said so far: the last body of each side, and the last person's post."""

    bodies: dict[str, Organisation] = field(default_factory=dict)
    person: Post | None = None


def post_of(text: str, start: int, end: int, bodies: list[Mention], known: Known) -> Post:
    """Organisation and side of the person at ``start:end``, from the words around the name."""
    before = _description_before(text, start, bodies)
    after = (end, _after_end(text, end))
    # ", Ruth Alderman,": the name itself is the apposition, what follows is the sentence
    named_last = text[before[0] : start].rstrip().endswith(",")
    if named_last and not re.match(r",\s(?:who|an?|the|\d\d)\b", text[end : end + 12]):
        after = (end, end)
    # "Mayoral candidate Raheem Siddiqui, who would like her job": the title comes first
    titled = not named_last and TITLE.search(text[before[0] : start])
    for low, high in (before, after) if named_last or titled else (after, before):
        words = text[low:high]
        inside = [m for m in bodies if low <= m.start and m.end <= high]
        if not words.strip(" ,"):
            continue
        post = read_post(words, inside, text, low if low < start else start, bodies, known)
        if post:
            return post
    return Post()


def _description_before(text: str, start: int, bodies: list[Mention]) -> tuple[int, int]:
    """Where the words before a name that may describe it stand: back to a comma or a new clause."""
    earliest = max(0, start - 160)
    low = max((m.end() for m in _BREAK.finditer(text, earliest, start)), default=earliest)
    # a title between the comma and the name belongs to the name: "its chairman, Coun Mabbutt"
    stop = start - len(_TITLE_END.search(text[low:start]).group())  # type: ignore[union-attr]
    for match in _CHUNK.finditer(text, low, stop):
        inside = any(m.start < match.end() <= m.end for m in bodies)
        if not inside and not _NAME_GIVEN.search(text, low, start):
            low = match.end()
    return low, start


#: What divides the words before a name: a comma, or the "and" before a second post.
_CHUNK = re.compile(r",\s|\s(?:and|with)\s(?=(?:its|his|her|their|the)\s)")
#: "a student, who gave her name as Blessing": the description is before the comma.
_NAME_GIVEN = re.compile(r"\bname (?:\w+ )?as\s*$")
_TITLE_END = re.compile(r"(?:,\s+)?(?:[A-Z][a-z]*\.?\s+)?(?:[A-Z][a-z]*\.?\s+)?$")
#: Words after a name that describe a bystander: "Thelma Ortiz, who takes the 12 to dialysis".
DESCRIBED = re.compile(r"(?:,\s|\s\()(?:\d\d\b|who\b|whose\b|an?\s|one of\b|of\s[A-Z])")


def read_post(
    words: str, inside: list[Mention], text: str, start: int, bodies: list[Mention], known: Known
) -> Post | None:
    """What the words around a name say of the person's post, or None where they say nothing.

    Parameters
    ----------
    words : the words before or after the name, as far as they describe it.
    inside : the organisations named in these words; ``bodies``: in the whole paragraph.
    start : where the name stands in ``text``.
    """
    if _PARTY.match(words) or _US_PARTY.search(words):
        return Post(_named(inside, "other"), "other")
    if _BARGAINER.search(words) and not any(m.organisation.side == "employer" for m in inside):
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    party = _OF_PARTY.search(words)
    if party and not any(m.organisation.side == "union" for m in inside):
        return Post(party.group(1), "other")
    if OTHER_ROLE.search(words) and not any(m.organisation.side == "union" for m in inside):
        return Post(_named(inside, "other") or _party(words), "other")
    owner = [m for m in inside if _POSSESSED.fullmatch(text, m.end, start)]
    if owner and owner[0].organisation.side not in ("unknown", "weak"):
        return Post(owner[0].organisation.name, owner[0].organisation.side)
    title = _TITLE_BESIDE.search(words)
    if title and not any(m.organisation.side == "union" for m in inside):
        employer = known.bodies.get("employer")
        if title[1] == "Mayor" and employer and _TOWN.search(employer.name):
            return Post(employer.name, "employer")  # the mayor of the town whose staff are out
        government = [m for m in inside if m.organisation.side == "government"]
        return Post(government[0].organisation.name if government else title[1], "government")
    if _WORKS_IN.search(words) and not any(m.organisation.side == "union" for m in inside):
        return Post(None, "union", member=True)
    if _BODY_POST.search(words) and not any(m.organisation.side != "union" for m in inside):
        body = inside[0].organisation if inside else _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    if re.search(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) deputy\b", words) and known.person:
        return Post(known.person.organisation, known.person.side)
    if _LOCAL_EMPLOYER.search(words) and not any(m.organisation.side == "union" for m in inside):
        named = _named(inside, "employer") or _standing_employer(words, start, bodies, known)
        return Post(named, "employer")
    spokesperson = re.match(
        r"(?:\W*|.*[,\s])(?:[Aa] |[Ii]ts |[Tt]he )?(?:chief )?[Ss]pokes(?:man|woman|person),?\s*$",
        words,
    )
    if spokesperson and not inside:
        return _spoken_for(text, start, bodies, known)
    # "minister" outranks the department's or country's other names around it
    if GOVERNMENT_ROLE.search(words) and not any(
        m.organisation.side in ("union", "employer") for m in inside
    ):
        government = [m for m in inside if m.organisation.side == "government"]
        role = _GOVERNMENT_TITLE.search(words)
        name = government[0].organisation.name if government else role and role.group().strip()
        return Post(name, "government")
    at_work = _WORKER_POST.search(words) or _WORKER_BEFORE.search(words)
    if at_work and inside and all(m.organisation.side == "employer" for m in inside):
        # "a porter at the Royal Infirmary": the hospital is where, not for whom
        return Post(None, "union", member=True)
    if inside:
        fitting = [m for m in inside if m.organisation.side != "unknown"] or inside
        if UNION_ROLE.search(words):
            fitting = [m for m in fitting if m.organisation.side == "union"] or fitting
        chosen = fitting[0].organisation
        side = chosen.side
        if side in ("unknown", "weak", "other") and _PLAIN_UNION_ROLE.search(words):
            side = "union"
        if side == "employer" and _PLAIN_UNION_ROLE.search(words):
            # "union convenor at the Ford plant": the plant is where, not for whom
            body = _before(known, "union", start, bodies)
            return Post(body.name if body else None, "union")
        return Post(chosen.name, side)
    if UNION_ROLE.search(words):
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    if EMPLOYER_ROLE.search(words):
        anaphor = ANAPHORIC_EMPLOYER.search(words)
        nearest = _before(known, None, start, bodies)
        neutral = not _SURE_EMPLOYER.search(words)
        if _ITS.search(words) and nearest and (neutral or nearest.side == "other"):
            return Post(nearest.name, nearest.side)
        body = _before(known, "employer", start, bodies)
        union = _before(known, "union", start, bodies)
        if re.search(r"\bits\b", words) and union and (not body):
            return Post(union.name, "union")
        if re.match(r"\W*(?:the |its )?(?:chair|director|president)\w*\b", words) and not anaphor:
            return None
        if _SUPERINTENDENT.search(words) and not body:
            return Post("district", "employer")
        return Post(body.name if body else None, "employer")
    if re.search(
        r"\b(?:the (?:\w+ )?(?:union|association|federation|guild|college|society|congress)[’']s) ",
        words,
    ) or re.search(
        r"\b(?:leader|president|head|chair\w*|secretary|officer) of the (?:\w+ )?(?:union|association|federation|guild|college|society|congress)",
        words,
    ):
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    if _WORKER_POST.search(words) or _WORKER_BEFORE.search(words):
        return Post(None, "union", member=True)
    if re.search(
        r"\b(?:its|the union[’']s) (?:\w+ ){0,3}(?:president|chair\w*|leader|head|secretary|director|official|officer)\b",
        words,
        re.IGNORECASE,
    ):
        nearest = _before(known, None, start, bodies)
        if nearest:
            return Post(nearest.name, nearest.side)
    if _ITS.search(words):
        nearest = _before(known, None, start, bodies)
        if nearest:
            return Post(nearest.name, nearest.side)
    return Post(None, "other") if _COUNCILLOR.search(words) else None


#: A post right before a name, in words that say for whom.
TITLE = re.compile(
    rf"\w\s(?:{TITLE_OF_POST}|candidate)\s+(?:[A-Z][a-z]{{1,4}}\.?\s)?$", re.IGNORECASE
)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_SURE_EMPLOYER = re.compile(
    r"\b(?:chief|managing|CEO|human resources|company|employers?)\b", re.IGNORECASE
)
_SUPERINTENDENT = re.compile(r"\bsuperintendent\b", re.IGNORECASE)
#: "the GMB's Nathan Holman", "Labour's Pam Dunsire": what stands between a body and its person.
_POSSESSED = re.compile(r"(?:[’']s|s?[’'])\s(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr)\.?\s)?")
_OF_PARTY = re.compile(
    r"\b(Labour|Conservative|Tory|Lib(?:eral)? Dem\w*|Plaid Cymru|SNP|Green|Republican|Democrat|Opposition|National|Reform|Sinn Féin|Alliance)(?:[’']s\s*$|(?:[’']s)? (?:\w+ ){0,3}?(?:group|leader|spokes\w+|MP|councillor|candidate|senator))"
)
_TOWN = re.compile(r"\b(?:City|Town|Borough|Municipality) of\b|\b(?:City|Town) Council\b")
_PARTY_NAME = re.compile(
    r"\b(Labour|Conservatives?|Tory|Lib(?:eral)? Dem\w*|Plaid|SNP|Green|Republican|Democrat|Opposition|National)\b"
)


def _named(bodies: list[Mention], side: str) -> str | None:
    """The first of ``bodies`` on that side, by name."""
    return next((m.organisation.name for m in bodies if m.organisation.side == side), None)


def _party(words: str) -> str | None:
    found = _PARTY_NAME.search(words)
    return found.group(1) if found else None


def _standing_employer(words: str, start: int, bodies: list[Mention], known: Known) -> str | None:
    """The employer that a post names by its kind alone: the one so called, or the kind itself."""
    kind = _LOCAL_EMPLOYER.search(words).group(1)  # type: ignore[union-attr]
    body = _before(known, "employer", start, bodies)
    if body and (kind.lower() in ("company", "management") or kind.lower() in body.name.lower()):
        return body.name
    return kind if kind.lower() not in ("company", "management", "plant") else None


def _spoken_for(text: str, start: int, bodies: list[Mention], known: Known) -> Post:
    """For whom a bare "spokeswoman" speaks: the body that was named or meant last."""
    low = max(0, start - 250)
    said: list[tuple[int, Organisation | None, str]] = [
        (m.start, m.organisation, m.organisation.side) for m in bodies if m.end <= start
    ]
    for side, pattern in (("employer", ANAPHORIC_EMPLOYER), ("union", ANAPHORIC_UNION)):
        said += [
            (match.start(), _before(known, side, start, bodies), side)
            for match in pattern.finditer(text, low, start)
            if not match.group().lower().startswith(("its", "their"))
        ]
    if not said:
        last = _before(known, None, start, bodies)
        return Post(last.name if last else None, last.side if last else "unknown")
    _, body, side = max(said, key=lambda item: item[0])
    return Post(body.name if body else None, side)


def _before(
    known: Known, side: str | None, start: int, bodies: list[Mention]
) -> Organisation | None:
    """The organisation of that side named last before ``start``, here or earlier on."""
    here = [
        m.organisation
        for m in bodies
        if m.end <= start and (side is None or m.organisation.side == side)
    ]
    if here:
        return here[-1]
    return known.bodies.get(side or "any")


def _after_end(text: str, end: int) -> int:
    """Where the description that follows a name ends: ", of the GMB," or " from Unite"."""
    after = text[end : end + 160]
    if re.match(r"\s*,\s", after):
        return end + _apposition(after)
    if _PREPOSED.match(after):
        match = _SPEECH_OR_COMMA.search(after)
        return end + match.start() if match else end + len(after)
    return end


def _apposition(after: str) -> int:
    """The length of ", an apposition, who may go on," at the beginning of ``after``."""
    stop = _SPEECH.search(after)
    limit = stop.start() if stop else len(after)
    length = after.find(",", 1, limit)
    while 0 <= length < limit and _GOES_ON.match(after, length):
        length = after.find(",", length + 1, limit)
    return limit if length < 0 else length


#: "who would like her job" says nothing of for whom somebody speaks.
_NOT_A_POST = (
    r",\s(?:who (?!chairs?|leads?|led|heads?|runs?|represents?|speaks?|works|worked|is\b|was\b|has worked|has been|teaches|lectures|studies"
    r"|drives|cleans|serves|served|sits|looks|has (?:two|three|a)\b|owns|writes|researches)|also|which)\b"
)
_VERBS = (
    r"(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed|commented)"
)
_SPEECH = re.compile(rf"[.;:?!](?:\s|$)|{_NOT_A_POST}|\b{_VERBS}\b|It works")
_SPEECH_OR_COMMA = re.compile(rf"[.;:?!](?:\s|$)|\b{_VERBS}\b|It works|,\s(?!of|who)")
_PREPOSED = re.compile(
    r"\s+(?:of|from|for|at|who (?:leads|heads|chairs|is|represents|runs|speaks|works|has worked|teaches)|with|\()"
)
#: A comma after which a description goes on.
_GOES_ON = re.compile(
    rf",\s(?:who|whose|an?|the|its|of|from|at|for|and|\d\d|[\w-]+ (?:and )?{TITLE_OF_POST}|{TITLE_OF_POST}|[A-Z])\b"
)
