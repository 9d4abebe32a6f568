"""Whom "the 45-year-old", "the retired locksmith" or "the Leeds mother" is: who was named just before."""

from __future__ import annotations

import re

from stancenlp.extraction.descriptions import (
    NOT_AT_WORK,
    SIDES_OF_ROLES,
    called_before,
    sentence_case,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Memory
from stancenlp.extraction.pronouns import is_place
from stancenlp.extraction.roles import (
    BYSTANDER,
    GOVERNMENT_ROLE,
    JOB,
    KIND_OF_STANDING_BODY,
    OTHER_ROLE,
    SPOKESPERSON,
    TITLE_OF_POST,
    UNION_ROLE,
    WORKER,
)
from stancenlp.extraction.speakers import Cast, PersonMention, Speaker
from stancenlp.extraction.unnamed import pronoun_of_description

#: What a person is called beside a place: "the Leeds mother".
_KIN = (
    r"(?:mother|father|mum|mom|dad|grandmother|grandfather|parent|widow|widower|pensioner|teenager)"
)
#: Nobody is brought into an article so: whoever it is has a name already.
_SURELY = re.compile(
    rf"the\s(?:[\w’'-]+\s){{0,3}}?(?:\d\d-year-old(?:\s[\w-]+){{0,2}}|{_KIN}[ -]of[ -](?:\w+)|(?:retired|former)\s(?:[\w-]+\s)?[a-z]+|(?-i:[A-Z][\w’'-]+\s){{1,2}}{_KIN})",
    re.IGNORECASE,
)
#: "the veteran", "the young porter", "the chairman".
_SOMEBODY = re.compile(
    rf"the\s(?:[\w’'&-]+\s){{0,3}}?(?:{JOB}|{BYSTANDER}|{TITLE_OF_POST}|{_KIN}|native|veteran|undergraduate)(?<!s)",
    re.IGNORECASE,
)
#: Bodies, and posts of which a story may have one that it does not name.
_ANOTHER = re.compile(
    rf"\b(?:{KIND_OF_STANDING_BODY}|police|(?<!chief )executive|opposition|judge|magistrate|ambassador|mediator|arbitrator|minister|secretary)$",
    re.IGNORECASE,
)
#: "miner".
_A_JOB = re.compile(JOB, re.IGNORECASE)
#: "led by Ann Holt", "talks with Jo Marsh": whom no sentence is about.
_IN_PASSING = re.compile(r"\b(?:by|with|to|against|between|from|about)\s(?:[A-Z][a-z]*\.?\s)?$")
#: "a woman at the counter", who is known by no name.
_HAS_NO_NAME = re.compile(r"(?:an?|the|one|another|some|his|her|their|its)\b", re.IGNORECASE)


def named_just_before(
    frame: Frame, span: tuple[int, int], words: str, head: str, cast: Cast, memory: Memory
) -> Speaker | None:
    """The person whom a definite description means; None if it may be somebody else."""
    if any(span[0] <= p.start < span[1] for p in cast.people(frame.text)):
        return None  # "the general secretary, Jo Marsh,"
    words = words.split(",")[0]  # "The 71-year-old, a retired nurse"
    surely = _SURELY.fullmatch(words) is not None
    if not (surely or _SOMEBODY.fullmatch(words)) or SPOKESPERSON.search(words):
        return None
    known = called_before(words, head, memory)
    if known:
        return known
    bodies = [m for m in cast.organisations.mentions(frame.text) if span[0] <= m.start < span[1]]
    if _ANOTHER.search(words) or any(m.end >= span[1] for m in bodies):
        return None
    if not surely and _brought_in(frame.text, span[0], head):
        return None
    person = _named_here(frame, span[0], cast) or _named_above(memory)
    if person is None or _HAS_NO_NAME.match(person.name):
        return None
    pronoun = pronoun_of_description(words)
    if pronoun and person.pronoun not in (None, pronoun):
        return None
    if head not in person.known_as and _A_JOB.fullmatch(head) and _has_a_job(person):
        return None  # "said the miner Jo Reed. The driver said": another
    side = next((side for pattern, side in SIDES_OF_ROLES if pattern.search(words)), None)
    if side and person.side not in (side, "unknown"):
        return None
    if person.side == "unknown" and bodies and bodies[0].organisation.side == side:
        # "Jo Marsh hit back. The GMB organiser said": their post is told only now
        person.side, person.organisation = side, bodies[0].organisation.name
    return person


def _brought_in(text: str, position: int, head: str) -> bool:
    """Whether a nameless one was brought in before: "A passenger was cross. The passenger said"."""
    before = text[max(0, position - 400) : position]
    one = rf"(?:^|[.?!][”\"’]?\s)(?:an?|another|one)\s(?:[\w-]+\s){{0,2}}?{re.escape(head)}\b"
    return re.search(one, before, re.IGNORECASE) is not None


def _has_a_job(person: Speaker) -> bool:
    """Whether the article has told by which trade somebody lives."""
    return any(_A_JOB.fullmatch(word) for word in person.known_as)


def _named_here(frame: Frame, position: int, cast: Cast) -> Speaker | None:
    """Whom the sentence before is about, if it names them first."""
    before = [
        p
        for p in cast.people(frame.text)
        if p.end <= position
        and not is_place(frame.text, p)
        and not _IN_PASSING.search(frame.text, max(0, p.start - 20), p.start)
        and not any(low <= p.start < high for low, high, _ in frame.runs)
    ]
    return before[0].speaker if len({id(p.speaker) for p in before}) == 1 else None


def _named_above(memory: Memory) -> Speaker | None:
    """The last person, if the paragraph above named them or let them speak."""
    return memory.person if memory.paragraph - memory.person_in <= 1 else None


#: "the Minister", of one who was named with that title.
_TITLE_ALONE = re.compile(
    r"the (Minister|Mayor|Premier|Governor|President|Chairman|Chairperson|Secretary|Commissioner)",
    re.IGNORECASE,
)
#: "someone shouted back", right behind what was quoted.
_CALLS = re.compile(r"\s(?:shouted|called|yelled|cried|replied|joked|muttered)\b")


def named_with_title(
    text: str, span: tuple[int, int], words: str, cast: Cast
) -> PersonMention | None:
    """Who was named before ``span`` with the title that ``words`` repeat: "the Minister"."""
    match = _TITLE_ALONE.fullmatch(words)
    if not match:
        return None
    title = match.group(1).lower()
    for person in reversed(cast.people(text)):
        before = text[: person.start].rstrip(" ,").lower()
        if person.end <= span[0] and before.endswith(title):
            return person
    return None


def is_someone(words: str, text: str, end: int) -> bool:
    """Whether words mean "someone" who shouts or jokes, and of whom nothing is told."""
    return words.lower() in ("someone", "somebody") and _CALLS.match(text, end) is not None


#: How far before "one of them" those are looked for whom it is one of, in characters.
_NEAR = 1_000


def one_of(before: str, words: str) -> Speaker:
    """ "One, who works in …": one of those named just before, on their side."""
    before = before[-_NEAR:]
    last = (-1, "unknown")
    for pattern, side in (
        (GOVERNMENT_ROLE, "government"),
        (OTHER_ROLE, "other"),
        (UNION_ROLE, "union"),
        (WORKER, "union"),
    ):
        places = [
            match.start()
            for match in pattern.finditer(before)
            if not NOT_AT_WORK.search(before, max(0, match.start() - 20), match.start())
        ]
        if places:
            last = max(last, (places[-1], side))
    return Speaker(sentence_case(words), None, last[1], member=last[1] == "union")
