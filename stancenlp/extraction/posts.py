"""Posts: what the words beside a name say of whom the person speaks for ("its general secretary")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stancenlp.extraction.organisations import Mention, Organisation

UNION_ROLE = re.compile(
    r"\b(?:(?:deputy |assistant |acting |joint |former )?general[ -]secretary|secretary[ -]general|shop[ -]stewards?|stewards?|convenors?|conveners?"
    r"|(?:regional|national|branch|area|district|industrial|lead|senior|local|full-time|divisional|chief)"
    r" (?:industrial |lead |coordinating )?(?:officer|organi[sz]er|secretary|official|negotiator|steward|representative|rep)"
    r"|union|unions|trade unionist|strikers?|striking|on the picket|picket|branch (?:chair\w*|president)|business (?:agent|manager)"
    r"|bargaining (?:chair|committee|team)|local \d+|local president|secretary-treasurer|organi[sz]er|labou?r leader|workers[’'] leader|staff side)\b",
    re.IGNORECASE,
)
OTHER_ROLE = re.compile(
    r"\b(?:shadow|opposition|candidate|MPs?|MSPs?|TDs?|MEPs?|MLAs?|lib(?:eral)? dem\w*|labour leader|labour[’']s|plaid|SNP|mediators?|conciliat\w+"
    r"|professor|lectures in|lecturer in|analysts?|economists?|customers?|passengers?|parents?|patients?(?! care)|commuters?|students?|who (?:teaches|studies|researches|writes about)|residents?|campaigners?|bystander|trader"
    r"|think[- ]tank|archbishop|bishop|historian|lawyer|expert|shoppers?|holidaymakers?|state rep|republican|democrat|sheriff(?:[’']s)?"
    r"|whose (?:mother|father|son|daughter|child)|who has (?:two|three|a) (?:sons?|daughters?|child\w*)|shop owner|pensioner)\b",
    re.IGNORECASE,
)
GOVERNMENT_ROLE = re.compile(
    r"\b(?:ministers?|secretary of state|(?:health|education|transport|home|foreign|business|energy|labou?r|work and pensions|Scottish|Welsh|Northern Ireland"
    r"|culture|justice|defence|environment|communities|levelling up|finance|cabinet|chief|treasury|economy|infrastructure|local government|public expenditure) secretary|chancellor|prime minister|PM|premier|taoiseach"
    r"|tánaiste|first minister|governor|president (?:of the (?:country|republic)|Cyril|Bola|William|Muhammadu|Goodluck|Joe|Donald|Barack|Emmanuel)|mayor|treasurer"
    r"|commissioner|government|whitehall|downing street|cabinet)\b",
    re.IGNORECASE,
)
EMPLOYER_ROLE = re.compile(
    r"\b(?:chief executive|CEO|managing director|chief operating officer|director(?: of \w+)?|chair(?:man|woman|person)?|human resources|HR|vice[- ]chancellor"
    r"|head ?teacher|principal|superintendent|company|employers?|management|managers?|bosses|boss|chief people officer|leader of the council|council leader|owner|founder"
    r"|the (?:airline|operator|trust|council|university|firm|retailer|bank|airport|port|authority|district|hospital|brewery|supermarket|department store|mill|plant))\b",
    re.IGNORECASE,
)
ANAPHORIC_UNION = re.compile(
    r"\b(?:its|their|the (?:\w+ )?(?:union|federation|guild|association|college|society|congress))(?:[’']s)?\b",
    re.IGNORECASE,
)
ANAPHORIC_EMPLOYER = re.compile(
    r"\b(?:its|the (?:company|airline|operator|trust|council|university|firm|retailer|bank|airport|authority|employer|district|hospital|board))(?:[’']s)?\b",
    re.IGNORECASE,
)
#: A noun phrase that means a union body without naming it.
UNION_PHRASE = re.compile(
    r"^(?:(?:the|both|all|two|three|four|several|some|other|many|its|a joint|joint|rail|teaching|health|teachers[’']?|nursing|transport|public sector|civil service"
    r"|education|local|five|six|striking|public|rival|second|larger|biggest|main|airline|postal|council|doctors[’']?|nurses[’']?|drivers[’']?|pilots[’']?|dockers[’']?) )*"
    r"(?:trade |labou?r )?(?:unions?|locals|union (?:leaders?|bosses|officials?|chiefs?|negotiators?|representatives?|reps?|spokes\w+|sources?|members|side)"
    r"|federation|guild|congress|shop stewards|strike committee|bargaining committee|strikers|striking \w+)$",
    re.IGNORECASE,
)
SPOKESPERSON = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|representatives?|sources?|officials?)\b", re.IGNORECASE
)
_JOB = (
    r"(?:driver|nurse|teacher|porter|guard|packer|worker|paramedic|midwife|postman|postwoman|cleaner|lecturer|striker"
    r"|conductor|technician|electrician|plumber|welder|miner|baker|butcher|carer|doctor|attendant|handler|docker|firefighter"
    r"|assistant|mechanic|barista|housekeeper|loader|clerk|lifeguard|transporter|operator|aide|cook|chef|caretaker|librarian|school secretary|caretaker"
    r"|tutor|pilot|cashier|steward|stewardess|signaller|engineer|picker|bin ?man|receptionist|machinist|fitter|crew member)"
)
_WORKER_BEFORE = re.compile(
    rf"(?:^|\s)(?:(?:one|an?|her colleague|his colleague|fellow|striking) )?(?:[\w-]+ )?{_JOB},?\s*$|(?:colleague|workmate|co-worker|fellow \w+),?\s*$",
    re.IGNORECASE,
)
_WORKER_POST = re.compile(
    rf"^\W*(?:\d\d, )?(?:(?:is|was) )?(?:an?|who (?:works|has worked|has been (?:on|in|at|with)|drives|cleans|teaches|served)|one of the)\b(?: [\w-]+){{0,3}}?(?: {_JOB}\b|(?<=works)|(?<=worked)|(?<=served)|(?<=been on)|(?<=been in)|(?<=been at))"
)
#: "federation president", "the local's bargaining chairman", "Steward": a union that is not named here.
_BODY_POST = re.compile(
    r"\b(?:union|federation|guild|league|alliance|association|local|college|brotherhood)(?:[’']s)? (?:\w+ ){0,2}(?:president|secretary|chair\w*|leader|head|spokes\w+|negotiator|official|officer|organi[sz]er|rep|representative|director|convenor)\b"
    r"|^\W*(?:shop )?steward,?\s*$",
    re.IGNORECASE,
)
_LOCAL_EMPLOYER = re.compile(
    r"\b(?:[Hh]ospital|[Cc]ompany|[Cc]ouncil|[Uu]niversity|[Aa]irline|[Cc]ity|[Dd]istrict|[Ss]chool|[Ss]chool board|[Tt]rust|[Pp]ort|[Aa]irport|[Bb]ank|[Ss]tore|[Aa]uthority|[Cc]ounty|[Pp]lant|[Nn]etwork|[Mm]anagement)(?:s?[’']s?)? (?:(?!union)[\w’']+ ){0,3}?(?:spokes\w+|president|chair\w*|superintendent|manager|director|official|executive|boss)\b"
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
    r"\b((?:[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?)?(?:Minister|Secretary of State|Premier|Chancellor|Treasurer|Governor|Gov\.?))\s*$"
)
#: "Jo Marsh (Lab)": a politician, by the party in brackets.
_PARTY = re.compile(
    r"\s*\((?:FG|FF|SF|Ind|Lab|Labour|Con|Cons|Lib Dem|LD|SNP|Green|Plaid|DUP|UUP|SDLP|[DR]-)[^)]{0,20}\)"
)
_BARGAINER = re.compile(r"\b(?:bargaining|negotiating) (?:team|committee)\b", re.IGNORECASE)
_COUNCILLOR = re.compile(r"\b(?:[Cc]ouncillor|Cllr|Coun)\.?\s*$")
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
    before_start = max(
        (m.end() for m in _BREAK.finditer(text, max(0, start - 160), start)),
        default=max(0, start - 160),
    )
    before = (before_start, start)
    after = (end, _after_end(text, end))
    # ", Ruth Alderman,": the name itself is the apposition, what follows is the sentence
    named_last = text[before_start:start].rstrip().endswith(",")
    if named_last and not re.match(r",\s(?:who|an?|the|\d\d)\b", text[end : end + 12]):
        after = (end, end)
    for low, high in (before, after) if named_last else (after, before):
        words = text[low:high]
        inside = [m for m in bodies if low <= m.start and m.end <= high]
        if not words.strip(" ,"):
            continue
        post = read_post(words, inside, text, start, bodies, known)
        if post:
            return post
    return Post()


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
    if _PARTY.match(words):
        return Post(None, "other")
    if _BARGAINER.search(words) and not any(m.organisation.side == "employer" for m in inside):
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    if OTHER_ROLE.search(words) and not any(m.organisation.side == "union" for m in inside):
        return Post(None, "other")
    title = _TITLE_BESIDE.search(words)
    if title and not any(m.organisation.side == "union" for m in inside):
        government = [m for m in inside if m.organisation.side == "government"]
        return Post(government[0].organisation.name if government else title[1], "government")
    if _BODY_POST.search(words) and not any(m.organisation.side != "union" for m in inside):
        body = inside[0].organisation if inside else _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union")
    if re.search(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) deputy\b", words) and known.person:
        return Post(known.person.organisation, known.person.side)
    if _LOCAL_EMPLOYER.search(words) and not any(m.organisation.side == "union" for m in inside):
        employer = [m.organisation for m in inside if m.organisation.side == "employer"]
        body = employer[0] if employer else _before(known, "employer", start, bodies)
        return Post(body.name if body else None, "employer")
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
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union", member=True)
    if inside:
        named = [m for m in inside if m.organisation.side != "unknown"] or inside
        if UNION_ROLE.search(words):
            named = [m for m in named if m.organisation.side == "union"] or named
        chosen = named[0].organisation
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
        body = _before(known, "employer", start, bodies)
        union = _before(known, "union", start, bodies)
        if re.search(r"\bits\b", words) and union and (not body):
            return Post(union.name, "union")
        if re.match(r"\W*(?:the |its )?(?:chair|director|president)\w*\b", words) and not anaphor:
            return None
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
        body = _before(known, "union", start, bodies)
        return Post(body.name if body else None, "union", member=True)
    if re.search(
        r"\b(?:its|the union[’']s) (?:\w+ ){0,3}(?:president|chair\w*|leader|head|secretary|director|official|officer)\b",
        words,
        re.IGNORECASE,
    ):
        nearest = _before(known, None, start, bodies)
        if nearest:
            return Post(nearest.name, nearest.side)
    if re.search(r"\b[Ii]ts\b", words):
        nearest = _before(known, None, start, bodies)
        if nearest:
            return Post(nearest.name, nearest.side)
    return Post(None, "other") if _COUNCILLOR.search(words) else None


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
        match = re.search(
            r"[.;:?!](?:\s|$)|,\s(?:who (?:said|told)|said|says|told|added|warned|also|which)\b|\b(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed)\b|It works",
            after[1:],
        )
        return end + 1 + match.start() if match else end + len(after)
    if re.match(
        r"\s+(?:of|from|for|at|who (?:leads|heads|chairs|is|represents|runs|speaks)|with|\()", after
    ):
        match = re.search(
            r"[.;:?!](?:\s|$)|\b(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed|commented)\b|It works|,\s(?!of|who)",
            after,
        )
        return end + match.start() if match else end + len(after)
    return end
