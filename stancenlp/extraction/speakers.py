"""The people and bodies of an article: who they are, for whom they speak, and who "she" is.

:class:`Cast` is learnt from the whole article first, so that a surname is known wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stancenlp.extraction.frames import Frame
from stancenlp.extraction.organisations import Mention, Organisation, Organisations

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\w]"
_PARTICLE = r"(?:de|van|von|der|den|di|da|la|le|ap|al|bin|ó|o|mac|ní|Ó|Ní|du|dos)"
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Cllr|Coun|Councillor|Rev|Fr"
    r"|Comrade|Captain|Capt|Lt|Sgt|Hon|Comr|Senator|Sen|Rep|Gov|Engr|Alhaji|Chief|Justice|Barrister|Judge)\.?"
)
#: A titled name ("Ms Gorton"), which is surely a person.
TITLED = re.compile(rf"\b{TITLE}\s+((?:{_WORD}|[A-Z]\.?)(?:\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|[A-Z]\.?)){{0,3}})")
_FULL_NAME = re.compile(
    rf"^(?:{_WORD}|(?:[A-Z]\.?){{1,3}})(?:\s+(?:[A-Z]\.?|{_WORD}|{_PARTICLE}|[“\"']\w+[”\"'])){{1,4}}$"
)
_TITLE_START = re.compile(rf"^{TITLE}\s+")

_UNION_ROLE = re.compile(
    r"\b(?:(?:deputy |assistant |acting |joint |former )?general[ -]secretary|secretary[ -]general|shop[ -]stewards?|stewards?|convenors?|conveners?"
    r"|(?:regional|national|branch|area|district|industrial|lead|senior|local|full-time|divisional|chief)"
    r" (?:industrial |lead |coordinating )?(?:officer|organi[sz]er|secretary|official|negotiator|steward|representative|rep)"
    r"|union|unions|trade unionist|strikers?|striking|on the picket|picket|branch (?:chair\w*|president)|business (?:agent|manager)"
    r"|bargaining (?:chair|committee|team)|local \d+|local president|secretary-treasurer|organi[sz]er|labou?r leader|workers[’'] leader|staff side)\b",
    re.IGNORECASE,
)
_OTHER_ROLE = re.compile(
    r"\b(?:shadow|opposition|candidate|MPs?|MSPs?|TDs?|MEPs?|MLAs?|lib(?:eral)? dem\w*|labour leader|labour[’']s|plaid|SNP|mediators?|conciliat\w+"
    r"|professor|lectures in|lecturer in|analysts?|economists?|customers?|passengers?|parents?|patients?|commuters?|students?|residents?|campaigners?|bystander|trader"
    r"|think[- ]tank|archbishop|bishop|historian|lawyer|expert|shoppers?|holidaymakers?|state rep|republican|democrat|sheriff(?:[’']s)?"
    r"|whose (?:mother|father|son|daughter|child)|who has (?:two|three|a) (?:sons?|daughters?|child\w*)|shop owner|pensioner)\b",
    re.IGNORECASE,
)
_GOVERNMENT_ROLE = re.compile(
    r"\b(?:ministers?|secretary of state|(?:health|education|transport|home|foreign|business|energy|labou?r|work and pensions|Scottish|Welsh|Northern Ireland"
    r"|culture|justice|defence|environment|communities|levelling up|finance|cabinet|chief|treasury|economy|infrastructure|local government|public expenditure) secretary|chancellor|prime minister|PM|premier|taoiseach"
    r"|tánaiste|first minister|governor|president (?:of the (?:country|republic)|Cyril|Bola|William|Muhammadu|Goodluck|Joe|Donald|Barack|Emmanuel)|mayor|treasurer"
    r"|commissioner|government|whitehall|downing street|cabinet)\b",
    re.IGNORECASE,
)
_EMPLOYER_ROLE = re.compile(
    r"\b(?:chief executive|CEO|managing director|chief operating officer|director(?: of \w+)?|chair(?:man|woman|person)?|human resources|HR|vice[- ]chancellor"
    r"|head ?teacher|principal|superintendent|company|employers?|management|managers?|bosses|boss|chief people officer|leader of the council|council leader|owner|founder"
    r"|the (?:airline|operator|trust|council|university|firm|retailer|bank|airport|port|authority|district|hospital|brewery|supermarket|department store|mill|plant))\b",
    re.IGNORECASE,
)
_ANAPHORIC_UNION = re.compile(r"\b(?:its|their|the (?:\w+ )?(?:union|federation|guild|association|college|society|congress))(?:[’']s)?\b", re.IGNORECASE)
_ANAPHORIC_EMPLOYER = re.compile(
    r"\b(?:its|the (?:company|airline|operator|trust|council|university|firm|retailer|bank|airport|authority|employer|district|hospital|board))(?:[’']s)?\b",
    re.IGNORECASE,
)
#: A noun phrase that means a union body without naming it.
_UNION_PHRASE = re.compile(
    r"^(?:(?:the|both|all|two|three|four|several|some|other|many|its|a joint|joint|rail|teaching|health|teachers[’']?|nursing|transport|public sector|civil service"
    r"|education|local|five|six|striking|public|rival|second|larger|biggest|main|airline|postal|council|doctors[’']?|nurses[’']?|drivers[’']?|pilots[’']?|dockers[’']?) )*"
    r"(?:trade |labou?r )?(?:unions?|locals|union (?:leaders?|bosses|officials?|chiefs?|negotiators?|representatives?|reps?|spokes\w+|sources?|members|side)"
    r"|federation|guild|congress|shop stewards|strike committee|bargaining committee|strikers|striking \w+)$",
    re.IGNORECASE,
)
_SPOKESPERSON = re.compile(r"\b(?:spokes(?:man|woman|person|people)|representatives?|sources?|officials?)\b", re.IGNORECASE)
_PRONOUN_PERSON = {"he", "she"}
_PRONOUN_BODY = {"it"}
_PRONOUN_PLURAL = {"they", "we"}


@dataclass
class Speaker:
    """Who speaks: canonical name, organisation and side; ``unknown`` where the article is silent."""

    name: str
    organisation: str | None = None
    side: str = "unknown"
    person: bool = True
    #: "he" or "she" where the article tells.
    pronoun: str | None = None
    #: A worker speaking for themselves, not an official.
    member: bool = False


@dataclass(frozen=True)
class PersonMention:
    """A place in a text that names a person by full name or surname."""

    start: int
    end: int
    speaker: Speaker


class Cast:
    """Everyone an article names, with the organisations they speak for."""

    def __init__(self, organisations: Organisations) -> None:
        self.organisations = organisations
        self._people: dict[str, Speaker] = {}
        self._by_part: dict[str, Speaker] = {}
        self._last_body: dict[str, Organisation] = {}
        self._last_person: Speaker | None = None

    def learn(self, frames: Iterable[Frame]) -> None:
        """Collect people and their posts from parsed paragraphs, in text order."""
        before = ""
        for frame in frames:
            bodies = self.organisations.mentions(frame.text)
            taken = [(mention.start, mention.end) for mention in bodies]
            for start, end, name in sorted(_names(frame, taken)):
                self._introduce(frame.text, start, end, name, bodies)
                self._note_title(frame.text, start, name)
                if start == 0:
                    self._post_from_above(name, before)
            before = frame.text
            for mention in bodies:
                self._last_body[mention.organisation.side] = mention.organisation
                self._last_body["any"] = mention.organisation
        self._last_body.clear()

    def _introduce(
        self, text: str, start: int, end: int, name: str, bodies: list[Mention]
    ) -> None:
        key = name.casefold()
        speaker = self._people.get(key)
        if speaker is None and " " not in name:
            speaker = self._by_part.get(key)
        if speaker is None:
            speaker = Speaker(name)
            self._people[key] = speaker
            if " " in name:
                self._by_part.setdefault(name.split()[-1].casefold(), speaker)
                self._by_part.setdefault(" ".join(name.split()[1:]).casefold(), speaker)
                self._by_part.setdefault(name.split()[0].casefold(), speaker)
        if speaker.side == "unknown" or speaker.organisation is None:
            post = self._post(text, start, end, bodies)
            if post.side != "unknown" and speaker.side in ("unknown", post.side):
                speaker.side = post.side
                speaker.member = post.member
                speaker.organisation = speaker.organisation or post.organisation
        self._last_person = speaker

    def _post_from_above(self, name: str, before: str) -> None:
        """ "… talks with the health minister. / Eluned Morgan said": the post stands a paragraph above."""
        speaker = self._people.get(name.casefold())
        if speaker is None or speaker.side != "unknown" or " " not in name:
            return
        title = re.search(r"\b((?:[\w]+ )?(?:minister|secretary of state|chancellor|premier))\b(?!,? [A-Z])", before)
        if title and not self.people(before):
            speaker.side, speaker.organisation = "government", title.group(1)

    def _note_title(self, text: str, start: int, name: str) -> None:
        """ "Mr Auld" is "he", "Dame Honor" is "she"."""
        title = _GENDERED.search(text, max(0, start - 8), start + 8)
        speaker = self._by_part.get(name.split()[-1].casefold()) or self._people.get(name.casefold())
        if title and speaker:
            speaker.pronoun = "he" if title.group(1) in ("Mr", "Sir", "Lord") else "she"

    def _post(self, text: str, start: int, end: int, bodies: list[Mention]) -> Speaker:
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
            post = self._read_post(words, inside, text, start, bodies)
            if post:
                return post
        return Speaker("")

    def _read_post(
        self, words: str, inside: list[Mention], text: str, start: int, bodies: list[Mention]
    ) -> Speaker | None:
        if _OTHER_ROLE.search(words) and not any(m.organisation.side == "union" for m in inside):
            return Speaker("", None, "other")
        if _BODY_POST.search(words) and not any(m.organisation.side != "union" for m in inside):
            union = [m.organisation for m in inside] or [self._before("union", start, bodies)]
            return Speaker("", union[0].name if union[0] else None, "union")
        if re.search(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) deputy\b", words) and self._last_person:
            return Speaker("", self._last_person.organisation, self._last_person.side)
        spokesperson = re.match(r"(?:\W*|.*[,\s])(?:[Aa] |[Ii]ts |[Tt]he )?(?:chief )?[Ss]pokes(?:man|woman|person),?\s*$", words)
        if spokesperson and not inside:
            return self._spoken_for(text, start, bodies)
        if _LOCAL_EMPLOYER.search(words) and not any(m.organisation.side == "union" for m in inside):
            employer = [m.organisation for m in inside if m.organisation.side == "employer"]
            body = employer[0] if employer else self._before("employer", start, bodies)
            return Speaker("", body.name if body else None, "employer")
        # "minister" outranks the department's or country's other names around it
        if _GOVERNMENT_ROLE.search(words) and not any(
            m.organisation.side in ("union", "employer") for m in inside
        ):
            government = [m for m in inside if m.organisation.side == "government"]
            role = _GOVERNMENT_TITLE.search(words)
            name = government[0].organisation.name if government else role and role.group().strip()
            return Speaker("", name, "government")
        if inside:
            known = [m for m in inside if m.organisation.side != "unknown"] or inside
            if _UNION_ROLE.search(words):
                known = [m for m in known if m.organisation.side == "union"] or known
            chosen = known[0].organisation
            side = chosen.side
            if side in ("unknown", "weak", "other") and _PLAIN_UNION_ROLE.search(words):
                side = "union"
            if side == "employer" and _PLAIN_UNION_ROLE.search(words):
                # "union convenor at the Ford plant": the plant is where, not for whom
                body = self._before("union", start, bodies)
                return Speaker("", body.name if body else None, "union")
            return Speaker("", chosen.name, side)
        if _UNION_ROLE.search(words):
            body = self._before("union", start, bodies)
            return Speaker("", body.name if body else None, "union")
        if _EMPLOYER_ROLE.search(words):
            anaphor = _ANAPHORIC_EMPLOYER.search(words)
            body = self._before("employer", start, bodies)
            union = self._before("union", start, bodies)
            if re.search(r"\bits\b", words) and union and (not body):
                return Speaker("", union.name, "union")
            if re.match(r"\W*(?:the |its )?(?:chair|director|president)\w*\b", words) and not anaphor:
                return None
            return Speaker("", body.name if body else None, "employer")
        if re.search(r"\b(?:the (?:\w+ )?(?:union|association|federation|guild|college|society|congress)[’']s) ", words) or re.search(r"\b(?:leader|president|head|chair\w*|secretary|officer) of the (?:\w+ )?(?:union|association|federation|guild|college|society|congress)", words):
            body = self._before("union", start, bodies)
            return Speaker("", body.name if body else None, "union")
        if _WORKER_POST.search(words) or _WORKER_BEFORE.search(words):
            body = self._before("union", start, bodies)
            return Speaker("", body.name if body else None, "union", member=True)
        if re.search(r"\b(?:its|the union[’']s) (?:\w+ ){0,3}(?:president|chair\w*|leader|head|secretary|director|official|officer)\b", words, re.IGNORECASE):
            nearest = self._before(None, start, bodies)
            if nearest:
                return Speaker("", nearest.name, nearest.side)
        if re.search(r"\b[Ii]ts\b", words):
            nearest = self._before(None, start, bodies)
            if nearest:
                return Speaker("", nearest.name, nearest.side)
        return None

    def _spoken_for(self, text: str, start: int, bodies: list[Mention]) -> Speaker:
        """For whom a bare "spokeswoman" speaks: the body that was named or meant last."""
        low = max(0, start - 250)
        said: list[tuple[int, Organisation | None, str]] = [
            (m.start, m.organisation, m.organisation.side) for m in bodies if m.end <= start
        ]
        for side, pattern in (("employer", _ANAPHORIC_EMPLOYER), ("union", _ANAPHORIC_UNION)):
            said += [
                (match.start(), self._before(side, start, bodies), side)
                for match in pattern.finditer(text, low, start)
                if not match.group().lower().startswith(("its", "their"))
            ]
        if not said:
            last = self._before(None, start, bodies)
            return Speaker("", last.name if last else None, last.side if last else "unknown")
        _, body, side = max(said, key=lambda item: item[0])
        return Speaker("", body.name if body else None, side)

    def _before(self, side: str | None, start: int, bodies: list[Mention]) -> Organisation | None:
        """The organisation of that side named last before ``start``, here or earlier on."""
        here = [
            m.organisation
            for m in bodies
            if m.end <= start and (side is None or m.organisation.side == side)
        ]
        if here:
            return here[-1]
        return self._last_body.get(side or "any")

    def people(self, text: str) -> list[PersonMention]:
        """The people of the cast named in ``text``, in order, by full name, surname or first name."""
        found: list[PersonMention] = []
        position = 0
        for match in _CAPITALS.finditer(text):
            if match.start() < position:
                continue
            words = list(re.finditer(r"\S+", match.group()))
            first = 0
            while first < len(words):
                for last in range(len(words), first, -1):
                    start = match.start() + words[first].start()
                    end = match.start() + words[last - 1].end()
                    name = re.sub(r"[’']s?$", "", text[start:end]).rstrip(".")
                    key = name.casefold()
                    speaker = self._people.get(key) or self._by_part.get(key)
                    if speaker and (" " in name or key not in _COMMON):
                        found.append(PersonMention(start, start + len(name), speaker))
                        position = end
                        first = last
                        break
                else:
                    first += 1
        return found


_GENDERED = re.compile(r"\b(Mr|Sir|Lord|Mrs|Ms|Miss|Dame|Lady|Baroness)\b")
_JOB = (
    r"(?:driver|nurse|teacher|porter|guard|packer|worker|paramedic|midwife|postman|postwoman|cleaner|lecturer|striker"
    r"|conductor|technician|electrician|plumber|welder|miner|baker|butcher|carer|doctor|attendant|handler|docker|firefighter"
    r"|assistant|mechanic|barista|housekeeper|loader|clerk|lifeguard|transporter|operator|aide|cook|chef|caretaker|librarian"
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
    r"\b(?:[Hh]ospital|[Cc]ompany|[Cc]ouncil|[Uu]niversity|[Aa]irline|[Cc]ity|[Dd]istrict|[Ss]chool|[Ss]chool board|[Tt]rust|[Pp]ort|[Aa]irport|[Bb]ank|[Ss]tore|[Aa]uthority|[Cc]ounty|[Pp]lant|[Nn]etwork|[Mm]anagement)(?:[’']s)? (?:spokes\w+|president|chair\w*|superintendent|manager|director|official|executive|boss)\b"
)
_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bLt)(?<!\bCoun)(?<!\bProf)(?<!\bEngr)(?<!\bComr)[.;:?!\n](?=\s)|[—–]|\bIt works\b|\b(?:but|while|and told)\b|,\s(?=(?:but|while|and)\b)")
_CAPITALS = re.compile(rf"(?:(?:[A-Z]\.\s?){{1,3}})?{_WORD}(?:\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|[A-Z]\.?))*")
_GOVERNMENT_TITLE = re.compile(
    r"(?:[A-Z][\w-]+(?: (?:and|for|of) [A-Z]?[\w-]+)* )?(?:[Ss]ecretary(?: of [Ss]tate)?(?: for [A-Z][\w ]+)?|[Mm]inister(?: (?:for|of) [A-Z][\w ]+)?|[Cc]hancellor"
    r"|[Tt]aoiseach|[Pp]remier|[Gg]overnor|[Mm]ayor|PM)"
)
_PLAIN_UNION_ROLE = re.compile(
    r"\b(?:union|shop steward|convenor|convener|general secretary|(?:regional|national|area|branch|district|lead|senior) (?:officer|organi[sz]er|secretary|official|negotiator)|organi[sz]er|striker|bargaining (?:team|committee|chair)|local \d+)\b",
    re.IGNORECASE,
)
#: First or last names that are also common words, never resolved alone.
_COMMON = {"may", "will", "grace", "hope", "joy", "mark", "rose", "bill", "rich", "union", "the", "general", "national", "north", "south", "west", "east", "young", "new", "last", "long", "king", "price", "day", "best", "strong"}


def _after_end(text: str, end: int) -> int:
    """Where the description that follows a name ends: ", of the GMB," or " from Unite"."""
    after = text[end : end + 160]
    if re.match(r"\s*,\s", after):
        match = re.search(
            r"[.;:?!](?:\s|$)|,\s(?:who (?:said|told)|said|says|told|added|warned|also|which)\b|\b(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed)\b|It works",
            after[1:],
        )
        return end + 1 + match.start() if match else end + len(after)
    if re.match(r"\s+(?:of|from|for|at|who (?:leads|heads|chairs|is|represents|runs|speaks)|with|\()", after):
        match = re.search(
            r"[.;:?!](?:\s|$)|\b(?:said|says|told|added|warned|called|described|welcomed|accused|insisted|claimed|commented)\b|It works|,\s(?!of|who)", after
        )
        return end + match.start() if match else end + len(after)
    return end


def _names(frame: Frame, taken: list[tuple[int, int]]) -> Iterable[tuple[int, int, str]]:
    """(start, end, name) of each person named in a paragraph: by title, or found by the parser."""
    found: dict[int, tuple[int, int, str]] = {}
    for match in TITLED.finditer(frame.text):
        name = re.sub(r"[’']s$", "", match.group(1)).rstrip(".")
        found[match.start()] = (match.start(), match.start(1) + len(name), name)
    for offset, doc in frame.docs:
        for entity in doc.ents:
            if entity.label_ != "PERSON" and not (
                entity.label_ in ("ORG", "GPE", "NORP", "FAC") and _introduced(frame.text, offset + entity.start_char, offset + entity.end_char)
            ):
                continue
            start, end = offset + entity.start_char, offset + entity.end_char
            name = re.sub(r"[’']s$", "", frame.text[start:end]).rstrip(".’', ")
            title = _TITLE_START.match(name)
            if title:
                start, name = start + title.end(), name[title.end() :]
            # the recogniser likes to take a post or a union along: "Unite Sharon Graham"
            lead = _LEADING_POST.match(name)
            if lead and " " in name[lead.end() :]:
                start, name = start + lead.end(), name[lead.end() :]
            longer = re.match(rf"\s{_PARTICLE}\s{_WORD}", frame.text[start + len(name) :])
            if longer:
                name += longer.group()
            end = start + len(name)
            if any(low < end and start < high for low, high in taken):
                clash = [(low, high) for low, high in taken if low < end and start < high]
                if clash[0][0] <= start and clash[-1][1] >= end:
                    continue
                start = max([start] + [high for low, high in clash if high < end])
                name = frame.text[start:end].strip()
                start = frame.text.find(name, start)
            if _FULL_NAME.match(name) or (name and " " not in name and name[:1].isupper() and len(name) > 2):
                if not any(low <= start < high for low, high, _ in found.values()):
                    found[start] = (start, start + len(name), name)
    for match in _CAPITALS.finditer(frame.text):
        for name in _tails(match):
            start = match.end() - len(name)
            if any(low <= start < high or start <= low < match.end() for low, high, _ in found.values()):
                break
            if any(low < match.end() and start < high for low, high in taken):
                continue
            if _introduced(frame.text, start, match.end()):
                found[start] = (start, match.end(), name)
                break
    return [item for item in found.values() if not _NOT_A_PERSON.search(item[2])]


def _tails(match: re.Match[str]) -> Iterable[str]:
    """The last three, then the last two words of a run of capitalised words, as names."""
    words = match.group().split()
    for count in (3, 2):
        if len(words) >= count:
            yield " ".join(words[-count:])


_LEADING_POST = re.compile(r"^(?:(?:[A-Z]\w+ )?(?:Secretary|President|Minister|Chairman|Chairwoman|Chair|Director|Leader|Premier|Officer|Organiser|Convenor|Mayor|Steward|Driver|Conductor|Nurse|Midwife|Teacher|Student|Shopper|Bystander|Economist|Councillor|Spokeswoman|Spokesman|Spokesperson|Founder) )")
_NOT_A_PERSON = re.compile(
    r"\b(?:Union|Council|Minister|Secretary|Government|Department|Street|Road|House|Day|Strike|Act|Bill|Budget|Christmas|Easter|Covid|Brexit|Facebook|Twitter|BBC|News|Read|Share|Photo|Picture|Image|Getty|Updated|Published|Trust|Ltd)\b|^(?:Labour|Tory|Tories|Unite|Acas|Parliament|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Welsh|Scottish|Irish|British|English|Other|Staff|Residents|Members)$|\b(?:Conservative|Labour|Tory|Democratic|Republican)\b"
)
_VERB_NEAR = r"(?:said|says|told|added|warned|insisted|called|described|commented|explained|replied|continued)"


def _introduced(text: str, start: int, end: int) -> bool:
    """Whether a name the recogniser took for a body stands where only a person can."""
    name = text[start:end]
    if not _FULL_NAME.match(name) or len(name.split()) > 3:
        return False
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    return bool(
        re.search(r"(?:secretary|officer|organi[sz]er|president|minister|convenor|director|leader|chair\w*|executive|spokes\w+|steward|official|rep|spokes\w+|clerk|driver|nurse|teacher|worker)(?: (?:for|of) [A-Z]\w+)*,?\s+$", before, re.IGNORECASE)
        or re.match(r",\s\d\d,|,\swho\b|\s\(\d\d\)", after)
        or re.match(r",\s+(?:(?:the|its|a|an) )?(?:[\w’'-]+ ){0,3}(?:secretary|officer|organi[sz]er|president|minister|convenor|director|leader|chair|executive|spokes|steward|official|head|negotiator|rep|driver|nurse|teacher|worker|clerk)", after, re.IGNORECASE)
    )
