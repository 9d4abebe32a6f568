"""Who said it: joins reporting clauses with the cast, paragraph by paragraph, in text order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stancenlp.extraction.frames import Frame
from stancenlp.extraction.posts import (
    ANAPHORIC_UNION,
    EMPLOYER_ROLE,
    GOVERNMENT_ROLE,
    OTHER_ROLE,
    SPOKESPERSON,
    UNION_PHRASE,
    UNION_ROLE,
)
from stancenlp.extraction.reporting import Report
from stancenlp.extraction.speakers import Cast, Speaker, body_speaker


@dataclass
class Attribution:
    """A speaker with the frame span of the words that name them."""

    speaker: Speaker
    span: tuple[int, int] | None = None


@dataclass
class Memory:
    """What has been said so far: who "he", "it" and "the union" mean in the next sentence."""

    person: Speaker | None = None
    body: Speaker | None = None
    speaker: Speaker | None = None
    by_side: dict[str, Speaker] = field(default_factory=dict)
    people: list[Speaker] = field(default_factory=list)

    def remember(self, speaker: Speaker) -> None:
        """Note a speaker as the last one of their kind."""
        self.speaker = speaker
        if speaker.person:
            self.note_person(speaker)
            if speaker.organisation and speaker.side != "unknown":
                self.by_side[speaker.side] = Speaker(
                    speaker.organisation, speaker.organisation, speaker.side, person=False
                )
        else:
            self.body = speaker
            if speaker.organisation:
                self.by_side[speaker.side] = speaker

    def note_person(self, speaker: Speaker) -> None:
        """Note a person as the last one mentioned."""
        self.person = speaker
        self.people = [*[p for p in self.people if p is not speaker][-7:], speaker]

    def person_of(self, pronoun: str) -> Speaker | None:
        """The last person who can be meant by "he" or "she"."""
        for person in reversed(self.people):
            if person.pronoun in (None, pronoun):
                return person
        return self.person


_PRONOUN = re.compile(r"^(he|she|they|it|we|i|who|which)$", re.IGNORECASE)
_EMPLOYER_PHRASE = re.compile(
    r"^(?:the |a |an )?(?:[\w’'-]+ ){0,2}(?:company|airline|operator|chain|supermarket|brewer|manufacturer|contractor|multinational|employer|group|college|trust|council|university|firm|retailer|bank|airport|authority|employers?|management|bosses|district|hospital|board|railway|port|plant)$",
    re.IGNORECASE,
)
_GOVERNMENT_PHRASE = re.compile(
    r"^(?:the )?(?:\w+ ){0,2}(?:government|ministers?|ministry|department|administration|cabinet)$",
    re.IGNORECASE,
)


def resolve(
    frame: Frame, span: tuple[int, int], head: str, cast: Cast, memory: Memory
) -> Attribution | None:
    """Who a noun phrase means, or None where it names nobody who can speak."""
    span = _without_relative(frame.text, span)
    words = frame.text[span[0] : span[1]].strip(" ,")
    if not words:
        return None
    document = _DOCUMENT.search(words)
    if document:
        return _author(frame, span, words, cast, memory)
    if _PRONOUN.match(words):
        near = _person_nearby(frame, span[0], words.lower(), cast)
        return Attribution(near, span) if near else _pronoun(words.lower(), memory, span)
    if re.match(
        r"(?:one|an?|another|some|many|several)\b", words, re.IGNORECASE
    ) and _WORKER.search(words):
        named = [p for p in cast.people(frame.text) if span[0] <= p.start < span[1]]
        if not named:
            return _description(words, head, cast, memory, span)
    people = [p for p in cast.people(frame.text) if span[0] <= p.start < span[1]]
    bodies = [m for m in cast.organisations.mentions(frame.text) if span[0] <= m.start < span[1]]
    office = _OFFICE.search(words)
    if office and people:
        chief = people[0].speaker
        return Attribution(Speaker(words, chief.organisation, chief.side, person=False), span)
    people = [
        p
        for p in people
        if not any(
            m.start <= p.start and p.end <= m.end and m.end - m.start > p.end - p.start
            for m in bodies
        )
        and frame.text[p.end : p.end + 2] not in ("'s", "’s")
    ]
    if people:
        main = [p for p in people if not _within_description(frame.text, span, p.start, people)]
        main = main or people[:1]
        if len(main) > 1 and _joined(frame.text, main[0].end, main[1].start):
            names = " and ".join(p.speaker.name for p in main[:2])
            first = main[0].speaker
            return Attribution(Speaker(names, first.organisation, first.side), span)
        chosen = main[0]
        return Attribution(chosen.speaker, (chosen.start, chosen.end))
    named_next = _NAMED_NEXT.match(frame.text, span[1])
    if named_next and _POST.search(words):
        following = [p for p in cast.people(frame.text) if span[1] < p.start <= named_next.end()]
        if following:
            return Attribution(following[0].speaker, (following[0].start, following[0].end))
    if SPOKESPERSON.search(words):
        return Attribution(_spokesperson(words, bodies, cast, memory), span)
    if bodies:
        body = bodies[0].organisation
        # "the union's regional officer", "GMB members", "Unite's negotiators"
        rest = frame.text[bodies[0].end : span[1]]
        if body.side == "unknown" and UNION_ROLE.search(rest):
            return Attribution(Speaker(words, body.name, "union", person=False), span)
        if len(bodies) > 1 and _joined(frame.text, bodies[0].end, bodies[1].start):
            second = bodies[1].organisation
            side = body.side if body.side == second.side else "other"
            both = f"{body.name} and {second.name}"
            return Attribution(Speaker(both, both, side, person=False), span)
        return Attribution(body_speaker(body), (bodies[0].start, bodies[0].end))
    return _description(words, head, cast, memory, span)


def _employer(cast: Cast) -> Speaker | None:
    """The article's employer as a speaker."""
    body = cast.organisations.employer
    return Speaker(body.name, body.name, "employer", person=False) if body else None


def _person_nearby(frame: Frame, position: int, pronoun: str, cast: Cast) -> Speaker | None:
    """Whom "he" or "she" means within the paragraph: the first person of the nearest sentence."""
    if pronoun not in ("he", "she"):
        return None
    people = [
        p
        for p in cast.people(frame.text)
        if p.end <= position
        and p.speaker.pronoun in (None, pronoun)
        and not any(start <= p.start < end for start, end, _ in frame.runs)
    ]
    if not people:
        return None
    for low, high in reversed([(o + s.start_char, o + s.end_char) for o, s in frame.sentences()]):
        if low > position:
            continue
        inside = [
            p
            for p in people
            if low <= p.start < high and frame.text[p.end : p.end + 2] not in ("'s", "’s")
        ]
        if inside:
            return inside[0].speaker
    return None


#: "Gov. Whitcomb’s office": an office is on the side of its holder.
_OFFICE = re.compile(r"[’']s? (?:office|team|department|campaign|administration)$")
_NAMED_NEXT = re.compile(r",\s+(?=[A-Z])(?:[A-Z][a-z]*\.?\s+)?")
_POST = re.compile(
    r"\b(?:minister|secretary|president|chair\w*|leader|director|executive|officer|organi[sz]er|convenor|head|spokes\w+|premier|governor|mayor)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s+(?:which|who|whose|where|that (?:has|had|is|was|represents))\b")
#: Documents speak for their authors: "their joint statement said".
_DOCUMENT = re.compile(
    r"\b(?:statements?|e-?mails?|letters?|tweets?|posts?|messages?|circulars?|bulletins?|verdict|comments?|response|notice|leaflets?|press release|submission|open letter|social media)\b",
    re.IGNORECASE,
)


def _without_relative(text: str, span: tuple[int, int]) -> tuple[int, int]:
    match = _RELATIVE.search(text, span[0] + 1, span[1])
    return (span[0], match.start()) if match else span


def _author(
    frame: Frame, span: tuple[int, int], words: str, cast: Cast, memory: Memory
) -> Attribution | None:
    """Whose statement, letter or tweet it is: named in it, meant by a pronoun, or the last speaker."""
    owner = re.match(r"(?:in\s+)?(his|her|its|their|our)\b", words, re.IGNORECASE)
    if owner:
        word = {"his": "he", "her": "she", "its": "it"}.get(owner.group(1).lower(), "they")
        return _pronoun(word, memory, span)
    people = [p for p in cast.people(frame.text) if span[0] <= p.start < span[1]]
    if people:
        return Attribution(people[0].speaker, (people[0].start, people[0].end))
    bodies = [m for m in cast.organisations.mentions(frame.text) if span[0] <= m.start < span[1]]
    if bodies:
        body = bodies[0].organisation
        return Attribution(body_speaker(body), (bodies[0].start, bodies[0].end))
    if re.search(r"\bunion", words):
        union = memory.by_side.get("union")
        return Attribution(union or Speaker("The union", None, "union", person=False), span)
    return Attribution(memory.speaker, span) if memory.speaker else None


def _within_description(text: str, span: tuple[int, int], start: int, people: list) -> bool:  # type: ignore[type-arg]
    """Whether a name stands in somebody else's description ("spokesman for X", "after Y")."""
    first = people[0]
    if start == first.start:
        return False
    return not _joined(text, first.end, start)


def _joined(text: str, end: int, start: int) -> bool:
    return (
        re.fullmatch(
            r"(?:\s*,[^,]{0,40},)?\s*(?:and|&)\s+(?:the\s+|its?\s+|his\s+|her\s+|(?:[\w-]+\s+){0,3})?",
            text[end:start],
        )
        is not None
    )


def _pronoun(word: str, memory: Memory, span: tuple[int, int]) -> Attribution | None:
    if word in ("he", "she"):
        found = memory.person_of(word)
    elif word in ("i", "who"):
        found = memory.person
    elif word in ("it", "which"):
        found = memory.body or (memory.by_side.get("union") if memory.speaker else None)
    else:
        found = memory.speaker or memory.body
    return Attribution(found, span) if found else None


def _spokesperson(words: str, bodies: list, cast: Cast, memory: Memory) -> Speaker:  # type: ignore[type-arg]
    """Who a spokesperson is and speaks for; "the spokesman" is the one who spoke before."""
    if not bodies and re.fullmatch(r"the spokes(?:man|woman|person)", words, re.IGNORECASE):
        earlier = [p for p in memory.people if SPOKESPERSON.search(p.name)]
        if earlier:
            return earlier[-1]
    phrase = re.sub(r"\s+", " ", words)
    phrase = phrase[:1].upper() + phrase[1:]
    pronoun = {"man": "he", "woman": "she"}.get((_SPOKES.search(words) or [""] * 2)[1])
    organisation: str | None = None
    side = "unknown"
    if bodies:
        organisation, side = bodies[0].organisation.name, bodies[0].organisation.side
    elif OTHER_ROLE.search(words):
        side = "other"
    elif GOVERNMENT_ROLE.search(words):
        side = "government"
    elif ANAPHORIC_UNION.search(words) or re.search(r"\bunions?\b", words):
        side = "union"
    elif EMPLOYER_ROLE.search(words):
        side = "employer"
    if side == "unknown":
        named = _SPEAKS_FOR.search(words)
        if named:
            # in a pay dispute a spokesperson of a body that is nothing else is the employer's
            organisation, side = named.group(1) or named.group(2), "employer"
    if organisation is None and side in memory.by_side:
        organisation = memory.by_side[side].name
    if organisation is None and side == "employer" and cast.organisations.employer:
        organisation = cast.organisations.employer.name
    return Speaker(phrase, organisation, side, pronoun=pronoun)


_SPOKES = re.compile(r"spokes(man|woman)")
_SPEAKS_FOR = re.compile(
    r"(?:for|of|from|at) (?:the )?([A-Z][\w&’'.-]*(?: (?:(?:of|and|the) )*[A-Z][\w&’'.-]*)*)"
    r"|^(?:An? |The )?([A-Z][\w&’'.-]*(?: [A-Z][\w&’'.-]*)*) (?:spokes|source|official|representative)"
)
#: People at work, who speak for the union's side where they speak of their dispute.
_WORKER = re.compile(
    r"\b(?:drivers?|nurses?|teachers?|porters?|guards?|packers?|workers?|staff members?|members? of staff|paramedics?|midwi(?:fe|ves)|posties?|postal workers?|cleaners?|lecturers?|strikers?"
    r"|conductors?|technicians?|engineers?|welders?|miners?|bakers?|pickers?|carers?|care assistants?|doctors?|consultants?|crew members?|stewardess|flight attendants?|baggage handlers?|dockers?|firefighters?|assistants?|employees?|loaders?|machinists?|mechanics?|writers?|actors?|baristas?|housekeepers?|officers?|(?:workplace|union|shop|branch|staff|safety) (?:representatives?|reps?)|cashiers?|clerks?|electricians?|shop stewards?)\b",
    re.IGNORECASE,
)


def _description(
    words: str, head: str, cast: Cast, memory: Memory, span: tuple[int, int]
) -> Attribution | None:
    """A speaker that is described but not named: "the union", "union leaders", "one driver"."""
    short = re.sub(r"[’']s$", "", words)
    if UNION_PHRASE.match(short):
        plural = re.search(
            r"unions|leaders|bosses|officials|chiefs|strikers|members$", short, re.IGNORECASE
        )
        known = memory.by_side.get("union")
        if known and not plural:
            return Attribution(known, span)
        return Attribution(Speaker(_sentence_case(short), None, "union", person=False), span)
    if _GOVERNMENT_PHRASE.match(short):
        known = memory.by_side.get("government")
        return Attribution(
            known or Speaker(_sentence_case(short), None, "government", person=False), span
        )
    if _EMPLOYER_PHRASE.match(short):
        # "the train companies’ council" is a body of its own
        own = re.search(r"[’'](?:s\b|\s)", short)
        known = None if own else memory.by_side.get("employer") or _employer(cast)
        return Attribution(
            known or Speaker(_sentence_case(short), None, "employer", person=False), span
        )
    if OTHER_ROLE.search(short):
        return Attribution(Speaker(short, None, "other"), span)
    if _WORKER.search(short) and not re.search(
        r"\b(?:former|retired|agency|non-striking)\b", short
    ):
        union = memory.by_side.get("union")
        name = union.name if union else None
        return Attribution(Speaker(short, name, "union", member=True), span)
    if UNION_ROLE.search(short):
        if (
            memory.person
            and memory.person.side == "union"
            and re.match(r"(?:the|its)\b", short, re.IGNORECASE)
        ):
            return Attribution(memory.person, span)
        known = memory.by_side.get("union")
        return Attribution(Speaker(short, known.name if known else None, "union"), span)
    if GOVERNMENT_ROLE.search(short):
        if memory.person and memory.person.side == "government":
            return Attribution(memory.person, span)
        return Attribution(Speaker(short, None, "government"), span)
    if EMPLOYER_ROLE.search(short):
        if memory.person and memory.person.side == "employer" and short.lower().startswith("the "):
            return Attribution(memory.person, span)
        return Attribution(Speaker(short, None, "employer"), span)
    if (
        re.match(
            r"(?:one|another|a|an|some|many|several|the|his|her|their)\b", short, re.IGNORECASE
        )
        or short[:1].isupper()
    ):
        if _CANNOT_SPEAK.search(head):
            return None
        return Attribution(Speaker(short, None, "unknown", person=short[:1].isupper()), span)
    return None


_CANNOT_SPEAK = re.compile(
    r"^(?:it|this|that|these|those|there|what|strikes?|action|talks?|offer|deal|ballot|dispute|vote|move|walkouts?|announcement|decision|news|figures?|data|rise|increase|row|result|inflation|week|month|year|day|pay|wages?|works)$"
)


def _sentence_case(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def report_of_run(
    run_span: tuple[int, int], reports: list[Report], usable: list[bool]
) -> int | None:
    """The report that a quoted run belongs to: the nearest usable one in its sentence."""
    start, end = run_span
    best: tuple[int, int] | None = None
    for index, report in enumerate(reports):
        if not usable[index]:
            continue
        low, high = report.sentence
        if not (low <= start < high or low < end <= high):
            continue
        if start <= report.verb_start < end:
            continue
        distance = (
            start - report.verb_end if report.verb_end <= start else report.verb_start - end + 10
        )
        if report.verb_end <= start and report.subject and start <= report.subject[0] < end:
            continue
        if best is None or distance < best[0]:
            best = (distance, index)
    if best is None:
        return None
    inner = reports[best[1]]
    for index, report in enumerate(reports):
        # "members rejected a “derisory” offer, the union has said": the last word is the union's
        clause = report.clause
        if not (usable[index] and clause and inner.acting and report.verb_start >= end):
            continue
        if clause[0] <= inner.verb_start < clause[1] <= report.verb_start and start < clause[1]:
            return index
    return best[1]
