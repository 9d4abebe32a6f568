"""Who speaks in a sentence whose subject the parser did not find, or that has no verb."""

from __future__ import annotations

import re

from stancenlp.extraction.attribution import resolve
from stancenlp.extraction.cue_words import ASKING, TELLING
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory, body_at, person_at
from stancenlp.extraction.pronouns import is_place
from stancenlp.extraction.report import Report
from stancenlp.extraction.speakers import Cast

#: "Striking porters at Elm Hospital, a trust hospital, this week say …", which is no "striking them".
_STRIKERS_FIRST = re.compile(r"Striking (?:[\w’'-]+ )??((?!the|an?\b)[A-Za-z]\w+s)\b")
#: ", an EPG leader, requesting anonymity, said".
_SOMEBODY = re.compile(
    r",\s((?:an?|one)\s[^.;:,“”\"]{2,60}?)(?:,\s[a-z]+ing\s[^.;:,“”\"]{2,60})?,?\s$"
)
#: "laughed DNR striker Gino Roe": it is not the body that laughed.
_GOES_ON = re.compile(r"(?:[’']s?)?(?:\s\([A-Z]+\))?\s[\w]")
_THE = re.compile(r"(?:The\s)?")
#: "The Pilots’ Guild (PG), which the airline has cut off, said".
_WHICH = re.compile(r"(?:\s\([^)]{1,20}\))?,\swhich\s[^.;:“”\"]{3,150},\s(?:has\s|have\s)?")


#: "was told", "had been asked": whoever hears it does not speak.
_HEARS = re.compile(r"\b(?:is|are|was|were|been|being)\s(?:\w+\s)?$")
#: "“…,” shouted one woman": whoever stands behind the verb of a quotation.
_BEHIND_VERB = re.compile(
    r"\s((?:(?:one(?!\sfrom)|another|an?|the)\s[^.,;:“”\"]{2,60}?|(?:[a-z-]+\s){0,3}?[A-Z][^.,;:“”\"]{1,70}?|another|one))(?=[.,;:]|\s(?:who|from|as|in|at|with)\b|$)"
)


def _behind_verb(found: Frame, cue: Report) -> tuple[int, int] | None:
    """Whoever stands behind a verb that stands right behind a quotation, or None."""
    quoted = any(
        end <= cue.verb_start and found.text[end : cue.verb_start].strip() in ("", ",", "!", "?")
        for _, end, _ in found.runs
    )
    behind = _BEHIND_VERB.match(found.text, cue.verb_end, cue.sentence[1]) if quoted else None
    return behind.span(1) if behind else None


def named_in_sentence(found: Frame, cue: Report, cast: Cast, memory: Memory) -> Attribution | None:
    """The person, or the body, that stands where the subject of a reporting verb does."""
    if cue.acting or cue.participle:
        return None
    text, low, verb = found.text, cue.sentence[0], cue.verb_start
    inverted = _behind_verb(found, cue)
    if inverted:
        head = text[slice(*inverted)].split()[-1].lower()
        return resolve(found, inverted, head, cast, memory)
    if cue.verb in TELLING | ASKING and _HEARS.search(text, max(low, verb - 25), verb):
        return None
    many = _STRIKERS_FIRST.match(text, low, verb)
    if many:
        return resolve(found, many.span(), many.group(1).lower(), cast, memory)
    bodies = [m for m in cast.organisations.mentions(text) if low <= m.start < cue.sentence[1]]
    first = bodies[0] if bodies and _THE.fullmatch(text, low, bodies[0].start) else None
    if first and _WHICH.fullmatch(text, first.end, verb):
        return body_at(first)
    for person in cast.people(text):
        if low <= person.start and person.end <= verb and not is_place(text, person):
            return person_at(person)
    for body in bodies:
        # "In an email to the paper, Elm Quarries said it was surprised"
        before = body.end <= verb and text[body.end : verb].strip() in ("", "has", "have")
        behind = text[cue.verb_end : body.start] in (" ", " the ")
        if before or (behind and not _GOES_ON.match(text, body.end)):
            return body_at(body)
    somebody = _SOMEBODY.search(text, max(low, verb - 130), verb)
    if somebody:
        head = somebody.group(1).split()[-1].lower()
        return resolve(found, somebody.span(1), head, cast, memory)
    return None


#: "“We need it,” Weavers’ Union (WU)": its verb was lost.
_ONLY_A_NAME = re.compile(
    r",?\s(?:the\s)?([A-Z][^.,;:()“”\"\n]{2,80}?)(?:\s\([A-Z]{2,8}\))?\.?\s*$"
)


def body_behind(found: Frame, position: int, cast: Cast) -> Attribution | None:
    """The body whose name alone follows a quotation, up to the end of the paragraph."""
    rest = _ONLY_A_NAME.match(found.text, position)
    for body in cast.organisations.mentions(found.text) if rest else []:
        if rest and (body.start, body.end) == rest.span(1):
            return body_at(body)
    return None
