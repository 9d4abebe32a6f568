"""The person, the body, or the two of a kind, that a noun phrase names."""

from __future__ import annotations

import re

from stancenlp.extraction.documents import OWNS
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, body_at, person_at
from stancenlp.extraction.noun_phrases import INDEFINITE
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import BYSTANDER, JOB, TITLE_OF_POST, UNION_ROLE, WORKER
from stancenlp.extraction.speakers import PersonMention, Speaker, body_speaker

#: "Upper Bann councillor Julie Hanratty".
_BEFORE_POST = re.compile(rf"\s{TITLE_OF_POST}\s(?=[A-Z])")
#: "“Shark” producer Bill Crane": what he made, taken for a person.
_ONE_WORD_BEFORE = re.compile(r"\s(?!(?:and|or)\b)[a-z]+\s(?=[A-Z])")
#: "Striking Kwan Seng bread workers": whose workers they are.
_WORKERS_BEHIND = re.compile(
    rf"(?:\s(?!the\b|an?\b)[a-z-]+){{0,2}}\s(?:{JOB})(?<=[sf])", re.IGNORECASE
)
#: "a PCU rep at the garage", "a senior GMB source".
_SOMEBODY = re.compile(
    rf"(?:[’']s)?\s(?:\w+\s)?(?:{TITLE_OF_POST}|source|insider)\b", re.IGNORECASE
)
#: "one steward with Unite".
_SOMEBODY_OF = re.compile(
    rf"\b(?:{TITLE_OF_POST}|source|insider)\s(?:of|at|for|from|in|with)\s(?:the\s)?$", re.IGNORECASE
)
#: "an arm of the".
_ENDS_OF_THE = tuple(f" {word} the " for word in ("of", "for", "at", "in", "from"))
#: "the council’s contractor, Bright Street Services".
_CONTRACTOR = re.compile(r"[’']s?\s(?:[a-z-]+\s){0,2}[a-z-]+,\s(?:the\s)?(?=[A-Z])")
#: "A professor at the University of Elm".
_SOMEBODY_AT = re.compile(
    rf"(?:one|an?|another)\s(?:[\w-]+\s){{0,3}}?(?:{BYSTANDER}|{JOB})\s(?:of|at|for|in|from|with)\s",
    re.IGNORECASE,
)
#: "Employees of the city", "About 100 staff at Kew Books", but "Chief of staff at Kew Books".
_WORKERS_OF = re.compile(
    rf"(?:(?:the|some|many|most|other)\s)?(?:[\w-]+\s){{0,2}}?(?:{JOB}|crews?|(?<!of )staff)\s(?:of|at|for|in|from|with)\s",
    re.IGNORECASE,
)
#: "Lund’s main objection has been the cost, saying …": whose it is speaks.
_VIEW = re.compile(
    r"[’']s\s(?:[a-z-]+\s){0,2}(?:objection|argument|view|point|message|concern|complaint|answer|response|reply|criticism|fear|worry|stance|verdict|plea)"
)


def named_person(
    frame: Frame, span: tuple[int, int], people: list[PersonMention], bodies: list[Mention]
) -> Attribution | None:
    """The person, or the two people, that a noun phrase names."""
    people = [
        p
        for p in people
        if not any(
            m.start <= p.start and p.end <= m.end and m.end - m.start > p.end - p.start
            for m in bodies
        )
        and (not OWNS.match(frame.text, p.end) or _VIEW.fullmatch(frame.text, p.end, span[1]))
        # "Stagecoach Cornwall said": a company's branch
        and not any(m.end + 1 == p.start and " " not in frame.text[p.start : p.end] for m in bodies)
        # "the Water Council, an arm of the National Academy": no person has an article
        and not (
            bodies
            and bodies[0].end < p.start
            and ", " in frame.text[span[0] : p.start]
            and frame.text.endswith(_ENDS_OF_THE, 0, p.start)
        )
    ]
    # "Upper Bann councillor Julie Hanratty": a place that was taken for a person
    named = [
        p
        for p in people
        if not _BEFORE_POST.match(frame.text, p.end) and not _is_before_another(frame, p, people)
    ]
    people = [
        p for p in named or people if not _WORKERS_BEHIND.fullmatch(frame.text, p.end, span[1])
    ]
    if not people:
        return None
    first = people[0]
    people = [p for p in people if p is first or p.speaker != first.speaker]  # "Roe, of Roe & Lee"
    if len(people) > 1 and _joined(frame.text, first.end, people[1].start):
        names = f"{first.speaker.name} and {people[1].speaker.name}"
        return Attribution(Speaker(names, first.speaker.organisation, first.speaker.side), span)
    return person_at(first)


def _is_before_another(frame: Frame, one: PersonMention, people: list[PersonMention]) -> bool:
    """Whether a single name stands with one word before a person's: "Shark producer Bill Crane"."""
    word = _ONE_WORD_BEFORE.match(frame.text, one.end)
    single = " " not in frame.text[one.start : one.end]
    return bool(word and single and any(p.start == word.end() for p in people))


def named_body(
    frame: Frame, span: tuple[int, int], words: str, bodies: list[Mention]
) -> Attribution | None:
    """The body, or the bodies, that a noun phrase names; None if it names only whose worker it is."""
    body = bodies[0].organisation
    # "Employees of the city": what comes first is who speaks
    if body.side != "union" and _WORKERS_OF.match(frame.text, span[0]):
        return None
    # "the union's regional officer", "GMB members", "Unite's negotiators"
    rest = frame.text[bodies[0].end : span[1]].split(",")[0]
    somebody = _SOMEBODY.match(rest) or _SOMEBODY_OF.search(frame.text, span[0], bodies[0].start)
    if INDEFINITE.match(words) and somebody:
        return Attribution(Speaker(words, body.name, body.side), span)
    own = _CONTRACTOR.match(frame.text, bodies[0].end)
    if own and len(bodies) > 1 and bodies[1].start == own.end():
        # "the council’s contractor, Bright Street Services, said"
        return Attribution(body_speaker(bodies[1].organisation), (own.end(), bodies[1].end))
    if body.side == "unknown" and UNION_ROLE.search(rest):
        return Attribution(Speaker(words, body.name, "union", person=False), span)
    if body.side != "union" and (WORKER.search(rest) or _SOMEBODY_AT.match(words)):
        return None
    joined = [bodies[0]]
    for following in bodies[1:]:
        if following.organisation == body:
            continue  # "NUM (National Union of Mineworkers) and Numsa" are two
        if not _joined(frame.text, joined[-1].end, following.start):
            break
        joined.append(following)
    if len(joined) > 1:
        sides = {m.organisation.side for m in joined}
        names = [m.organisation.name for m in joined]
        both = ", ".join(names[:-1]) + f" and {names[-1]}"
        side = body.side if len(sides) == 1 else "other"
        return Attribution(Speaker(both, both, side, person=False), span)
    return body_at(bodies[0])


def _joined(text: str, end: int, start: int) -> bool:
    """Whether "and", or a comma of a list, is all that stands between two names; not ", parent of the"."""
    return (
        re.fullmatch(
            r"(?:(?:\s*\([^)]{1,60}\))?(?:\s*,[^,]{0,40},)?(?:\s+in\s+[A-Z]\w+)?\s*,?\s*(?:and|&)\s+|,\s+)(?:the\s+|its?\s+|his\s+|her\s+|(?:(?!(?:of|for|at|as|by|to|with)\b)[\w-]+\s+){0,3})?",
            text[end:start],
        )
        is not None
    )
