"""Whose a quotation is where a colon, or a dash behind it, stands for "said"."""

from __future__ import annotations

import re

from stancenlp.extraction.attribution import resolve
from stancenlp.extraction.fragments import subject_before_verb
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory, body_at, person_at
from stancenlp.extraction.pronouns import somebody
from stancenlp.extraction.speakers import Cast
from stancenlp.extraction.unnamed import about_somebody

#: "Ruth Alderman, of the college:".
_TRAILING_COLON = re.compile(r":\s*$")
#: " – " before "Ruth Alderman".
_SIGNED = re.compile(r"[.,]?\s*[-–—]\s*(?=[A-Z])")
#: "She was furious:".
_PRONOUN = re.compile(r"\b(he|she|they|it)\b", re.IGNORECASE)


def ends_in_colon(text: str) -> bool:
    """Whether words that stand before a quotation announce it by a colon."""
    return _TRAILING_COLON.search(text) is not None


def named_before_colon(
    found: Frame, span: tuple[int, int], cast: Cast, memory: Memory
) -> Attribution | None:
    """Whom the sentence is about whose colon announces the quotation at ``span``; None without a colon."""
    before = found.text[: span[0]]
    if not ends_in_colon(before):
        return None
    offset = max(before.rfind(". "), before.rfind("It works"), -1) + 1
    people = [p for p in cast.people(found.text) if offset <= p.start < span[0]]
    place = subject_before_verb(found, span)
    if people and place and place[0] < people[0].start < place[1] <= span[0]:
        # "A Sewell spokesman e-mailed: “…”", "Her sister, Ann Roe, wrote: “…”"
        head = found.text[slice(*place)].split()[-1].lower()
        subject = resolve(found, place, head, cast, memory)
        if subject:
            memory.remember(subject.speaker)
            return subject
    if people:
        memory.remember(people[0].speaker)
        return person_at(people[0])
    start = offset + len(before[offset:]) - len(before[offset:].lstrip())
    unnamed = about_somebody(found.text, start, span[0])
    if unnamed:
        return Attribution(somebody(found, unnamed, cast, memory), unnamed)
    pronoun = _PRONOUN.search(before, offset)
    if pronoun:
        word = pronoun.group().lower()
        return resolve(found, pronoun.span(), word, cast, memory)
    bodies = [m for m in cast.organisations.mentions(found.text) if offset <= m.start < span[0]]
    return body_at(bodies[0]) if bodies else None


def signed_behind(found: Frame, end: int, cast: Cast) -> Attribution | None:
    """The person who is named behind a dash that stands right behind a quotation."""
    dash = _SIGNED.match(found.text, end)
    for person in cast.people(found.text) if dash else []:
        if dash and person.start == dash.end():
            return person_at(person)
    return None
