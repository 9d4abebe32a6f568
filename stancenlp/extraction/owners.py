"""Whose post it is where a description names no body: "its", "the union's", "branch", "the forum's"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from stancenlp.extraction.gazetteer import Organisation
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import (
    ANAPHORIC_EMPLOYER,
    ANAPHORIC_UNION,
    EMPLOYER_BODY,
    GENERIC_EMPLOYER,
    HOLDS_EMPLOYER_POST,
    KIND_OF_BODY,
    TITLE_OF_POST,
    UNION_ROLE,
    is_of_kind,
    side_of_kind,
)

#: How many bodies an article is remembered to have named.
_REMEMBERED = 40

_ITS = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
#: "federation president", "the local's bargaining chairman", "school board president".
_KIND_THEN_POST = re.compile(
    rf"\b({KIND_OF_BODY})(?:s?[’']s?)? (?:(?!union\b|cabinet\b|of\b)[\w’'-]+ ){{0,4}}?(?:(?:vice-|deputy-|co-)?{TITLE_OF_POST}|(?<!district )attorney)\b",
    re.IGNORECASE,
)
#: "chief steward with the local", "lead bargainer for the district", "spokeswoman for the clinics".
_POST_THEN_KIND = re.compile(
    rf"(?<!-)\b{TITLE_OF_POST} (?:of|for|at|with|from) (?:the|its|their|his|her) (?:(?!of\b)[\w’'-]+ ){{0,2}}?({KIND_OF_BODY})(?:(?<!union)(?<!local)s)?\b(?![’'])"
    rf"|\bwho (?:now |also |has )?(?:heads|leads|led|chairs|co-chairs|directs|oversees|runs|(?:speaks|spoke|spoken|bargains|negotiates|organi[sz]es) (?:for|on behalf of)) (?:the|its|their) (?:[\w’'-]+ ){{0,2}}?({KIND_OF_BODY})\b"
    rf"|^\W*(?:speaking |writing )?(?:for|on behalf of) (?:the|its|their) (?:[\w’'-]+ ){{0,2}}?({KIND_OF_BODY})\b"
    rf"|\bwho (?:looks after|handles|covers|organi[sz]es|coordinates|represents|heads|leads|runs|oversees|directs|manages) [^,.;]{{3,50}}? (?:for|at) (?:the|its|their) ({KIND_OF_BODY})\b",
    re.IGNORECASE,
)
#: "a different union": none that the article has named.
_ANOTHER_UNION = re.compile(
    r"\b(?:(?:an?|another) (?:[\w-]+ ){0,2}|the [\w-]+[’'] )union\b(?![’']|,? (?:[A-Z(]|called))"
)
ANOTHER_UNION = Organisation("", "union")
#: "the downtown merchants’ association": of whom it is says on whose side.
_WHOSE_BODY = re.compile(rf"\b[a-z]+s[’'] (?:{KIND_OF_BODY})\b")
#: Posts that campaigns have as unions have them.
_ORGANISES = re.compile(r"\b(?:conven[eo]r|organi[sz]er|co-?ordinator)\b", re.IGNORECASE)
_ANY_BODY = re.compile(r"body|group|organi[sz]ation")
_LEAD = re.compile(r"(?:The )?")
#: A post that unions have as firms have.
_PRESIDES = re.compile(r"\bits president\b")
_SENTENCE_END = re.compile(r"[.?!]\s+(?=[A-Z“‘\"'])")


@dataclass(frozen=True)
class Post:
    """For whom a person speaks; ``member`` of a worker who speaks for themselves.

    ``nameless`` where it is a body that the article mentions and does not name.
    """

    organisation: str | None = None
    side: str = "unknown"
    member: bool = False
    nameless: bool = False
    #: By a job that the article names nobody else by: perhaps a bystander's.
    guessed: bool = False


@dataclass
class Known:
    """What the article has said so far: the bodies it named, and the last person's post."""

    #: The body of each side that was named last.
    last: dict[str, Organisation] = field(default_factory=dict)
    #: All bodies, the one named last at the end.
    named: list[Organisation] = field(default_factory=list)
    #: The first body of the paragraph above's last sentence: what "its" means.
    subject: Organisation | None = None
    #: (organisation, side, member) of the last person.
    person: tuple[str | None, str, bool] | None = None
    #: What the people who are out are: "porter", "advocate".
    strikers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    #: What the article calls many people by: "driver" where it speaks of drivers.
    trades: frozenset[str] = frozenset()

    def note(self, text: str, bodies: list[Mention]) -> None:
        """Keep in mind the bodies of a paragraph."""
        for mention in bodies:
            body = mention.organisation
            self.last[body.side] = body
            self.named = [*[n for n in self.named if n is not body][-_REMEMBERED:], body]
        if bodies:
            ends = [match.end() for match in _SENTENCE_END.finditer(text)]
            low = ends[-1] if ends else 0
            self.subject = next(
                (m.organisation for m in bodies if m.start >= low), bodies[-1].organisation
            )


#: "other unions, including Teamsters", "joined by a few SBA members": whose dispute it is not.
_CAME_ALONG = re.compile(
    r"\b(?:other unions,? (?:including|such as)|joined by(?: [a-z]+){0,4}|(?:support|solidarity) from(?: [a-z]+){0,3}) $"
)


def without_guests(text: str, bodies: list[Mention]) -> list[Mention]:
    """The bodies of a paragraph but for unions that only came to help those of the dispute."""
    return [
        m
        for m in bodies
        if m.organisation.side != "union"
        or not _CAME_ALONG.search(text, max(0, m.start - 60), m.start)
    ]


def before(
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
    return known.last.get(side) if side else known.subject


def meant_owner(
    words: str, text: str, start: int, bodies: list[Mention], known: Known
) -> Organisation | None:
    """The body that a description means without naming it; without a name if the article has none."""
    kind = _POST_THEN_KIND.search(words) or _KIND_THEN_POST.search(words)
    if kind:
        word = next(group for group in kind.groups() if group).lower()
        whose = _WHOSE_BODY.search(words)
        side = side_by_name(whose.group().title().replace("’S", "’s")) if whose else None
        if side in ("employer", "other"):
            return Organisation("", side)
        return _of_kind(word, start, bodies, known)
    if not _ITS.search(words) or _ON_BEHALF.search(words):
        return None
    side = "union" if UNION_ROLE.search(words) else None
    another = [m.end() for m in _ANOTHER_UNION.finditer(text, 0, start)]
    here = [m.end for m in bodies if m.end <= start and m.organisation.side == "union"]
    if another and another[-1] > max(here, default=0):
        return ANOTHER_UNION
    meant = _meant_just_before(text, start) if not any(m.end <= start for m in bodies) else None
    if meant:
        return before(known, meant, start, bodies) or Organisation("", meant)
    parties = [m for m in bodies if m.organisation.side not in ("government", "unknown")]
    nearest = before(known, None, start, parties)
    if nearest and nearest.side == "other" and _ORGANISES.search(words):
        return nearest
    subject = _subject_before(text, start, parties) if _PRESIDES.search(words) else None
    body = subject or before(known, side, start, parties)
    if body is None and HOLDS_EMPLOYER_POST.search(words):
        return before(known, "employer", start, bodies)
    return body


#: "who spoke on their behalf": whoever stands there.
_ON_BEHALF = re.compile(r"\bon (?:his|her|their) behalf\b")
#: "The board said it was fair. Ann Reed, its president,": of the board.
_SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.?!][”\"’]? )The (?:(?P<union>union|local|guild|federation)|(?P<employer>{EMPLOYER_BODY}))(?:,| [a-z])"
)


def _meant_just_before(text: str, start: int) -> str | None:
    """The side of the body that a paragraph's sentences before have spoken of and not named."""
    found = list(_SUBJECT_BEFORE.finditer(text, max(0, start - 400), start))
    return found[-1].lastgroup if found else None


def _subject_before(text: str, start: int, parties: list[Mention]) -> Organisation | None:
    """The party that an earlier sentence of the paragraph begins with, if no other has been the subject since.

    "The Clerks’ Union has turned down the offer by Redhill. “…,” its president said": of the union.
    """
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text, 0, start))]
    for low, high in reversed(list(pairwise(starts))):
        here = [m for m in parties if low <= m.start < high]
        if here:
            leads = _LEAD.fullmatch(text, low, here[0].start)
            return here[0].organisation if leads else None
    return None


def _of_kind(kind: str, start: int, bodies: list[Mention], known: Known) -> Organisation | None:
    """The body last named that is of a kind; else the last one on its side."""
    here = [m.organisation for m in bodies if m.end <= start]
    side = side_of_kind(kind)
    for body in reversed([*known.named, *here]):
        if body.side == (side or body.side) != "unknown" and is_of_kind(body.name, kind):
            return body
    if side is None:
        return before(known, None, start, bodies) if _ANY_BODY.fullmatch(kind) else None
    last = before(known, side, start, bodies)
    if GENERIC_EMPLOYER.fullmatch(kind) or side != "employer":
        return last or Organisation("", side)
    others = {body.name for body in known.named if body.side == "employer"}
    return last if last and others <= {last.name} else Organisation(kind, "employer")


def spoken_for(
    text: str, start: int, bodies: list[Mention], known: Known
) -> tuple[Organisation | None, str]:
    """For whom a bare "spokeswoman" speaks: the body that was named or meant last, and its side."""
    low = max(0, start - 250)
    said: list[tuple[int, Organisation | None, str]] = [
        (m.start, m.organisation, m.organisation.side) for m in bodies if m.end <= start
    ]
    for side, pattern in (("employer", ANAPHORIC_EMPLOYER), ("union", ANAPHORIC_UNION)):
        said += [
            (match.start(), before(known, side, start, bodies), side)
            for match in pattern.finditer(text, low, start)
            if not match.group().lower().startswith(("its", "their"))
        ]
    if not said:
        last = before(known, None, start, bodies)
        return last, last.side if last else "unknown"
    _, body, side = max(said, key=lambda item: item[0])
    return body, side
