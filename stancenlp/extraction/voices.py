"""Who speaks, by what is said and who is out: the weakest hints, used where nothing better is known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from stancenlp.extraction.draft import Draft
from stancenlp.extraction.speakers import Speaker

#: What only people who are out, or their officials, say of themselves.
_OF_A_UNION = re.compile(
    r"\b(?:our (?:members|membership|union|unions|strike|picket lines?|dispute|claim|pay claim|wages|pay)\b(?! (?:offer|deal|bill|policy))|my (?:members|union)\b"
    r"|I(?:[’']m| am) (?:on strike|striking|in the union|a member of the union)|we(?:[’']re| are| were) (?:all )?(?:on strike|striking|out on strike|walking out)"
    r"|we (?:walked|came) out|we voted (?:to|for|against)|why we(?:[’']re| are) (?:here|out)|we(?:[’']ll| will) be (?:back )?out|off us across the table"
    r"|(?:pay|paid|pays|offered|offering|respect|exploit|exploiting) us\b|we(?:[’']re| are) (?:all )?(?:under|un)paid|fighting for (?:our|fair))",
    re.IGNORECASE,
)
#: What outweighs a model that tells otherwise.
_SURELY_OUT = re.compile(
    r"\bour (?:strike|picket lines?|union)\b|\bI(?:[’']m| am) (?:on strike|in the union)\b",
    re.IGNORECASE,
)
#: What only those say who employ people.
_OF_AN_EMPLOYER = re.compile(
    r"\bour (?:(?:\w+ )?(?:offer|proposal)|staff|employees|workforce|workers|customers|guests|shareholders|passengers|teams?)\b"
    r"|\bwe (?:ask|urge|call on|invite) the unions? to\b|\bwe (?:have )?offered\b|\bthe union (?:has )?(?:rejected|refused|chose)\b",
    re.IGNORECASE,
)


#: What nearly every article about a dispute has a word of, and few others have.
_OF_A_DISPUTE = re.compile(
    r"\b(?:unions?|unioni[sz]\w+|strikes?|strikers?|(?:are|were|been|be|began|started) striking|walk-?outs?|walk(?:ed|ing)? out|pickets?|picketing|industrial action|stoppages?"
    r"|bargaining|work[- ]to[- ]rule|sick-?outs?|lockouts?|locked out)\b",
    re.IGNORECASE,
)
_SEVERAL = 4
_OF_WORK = re.compile(
    r"\b(?:\w*workers?|workforce|staff|employ\w+|wages?|salar(?:y|ies)|pay|protest\w*|talks|dispute)\b",
    re.IGNORECASE,
)


def is_about_work(text: str) -> bool:
    """Whether an article speaks of unions, strikes or pay: else nobody in it is of a union."""
    return _OF_A_DISPUTE.search(text) is not None or len(_OF_WORK.findall(text)) > 1


def is_of_dispute(text: str, unions: Sequence[str]) -> bool:
    """Whether an article is about a dispute: it speaks of work, and names a union or says so several times."""
    several = itertools.islice(_OF_A_DISPUTE.finditer(text), _SEVERAL)
    return is_about_work(text) and (bool(unions) or len(list(several)) == _SEVERAL)


def place_outside_disputes(drafts: Iterable[Draft]) -> None:
    """In an article of no dispute, place those who have no side, or a union's by their jobs alone, with the others."""
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None:
            continue
        by_job = speaker.side == "union" and (speaker.member or speaker.guessed)
        if by_job or speaker.side in ("unknown", "weak"):
            speaker.side = "other"


def hear(text: str, drafts: Iterable[Draft], union: str | None) -> None:
    """Settle the sides of speakers that the article leaves open by what they say of themselves.

    Only where the words of one speaker point to one side. ``union`` is the one union of the article; those
    who say "our members" speak for it, also where it was told before on whose side they are.
    """
    said: dict[int, tuple[Speaker, list[str]]] = {}
    for draft in drafts:
        speaker = draft.speaker
        if speaker and (speaker.side == "unknown" or speaker.guessed or speaker.told):
            parts = said.setdefault(id(speaker), (speaker, []))[1]
            parts += [text[run.start : run.end] for run in draft.runs]
    for speaker, parts in said.values():
        words = " ".join(parts)
        of_union, of_employer = _OF_A_UNION.search(words), _OF_AN_EMPLOYER.search(words)
        if speaker.told and speaker.side != "union" and not _SURELY_OUT.search(words):
            continue
        if of_union and not of_employer:
            if speaker.told and speaker.side != "union":
                speaker.organisation = None
            speaker.side, speaker.member = "union", not re.search(r"members", of_union.group())
            speaker.organisation = speaker.organisation or (None if speaker.member else union)
        elif of_employer and not of_union and not (speaker.guessed or speaker.told):
            speaker.side = "employer"


#: People by what they do: "advocates", "attendants".
_PEOPLE = r"([a-z]{2,}(?:ers|ors|ists|ians|ants|ents|ates|eers|men|women))"
_STRIKING = re.compile(
    rf"\b{_PEOPLE}[’'] (?:\w+ )?(?:strike|walkout|stoppage|industrial action|picket)\b"
    rf"|\b(?:strike|walkout|stoppage|industrial action) by (?:[\w-]+ ){{0,3}}?{_PEOPLE}\b"
    rf"|\b[Ss]triking {_PEOPLE}\b"
    rf"|\b(?i:{_PEOPLE})(?: (?:in|at|from|of) [^,.;:“”\"\n]{{3,50}}?)? (?:walk(?:ed|ing)? (?:the|a) picket|(?:took|take) to (?:the|a) picket|(?:on|manning|manned) (?:the|a) picket)"
    rf"|\b(?i:{_PEOPLE})(?: in [A-Z]\w+)? (?:(?:are|were|go|went|have gone|going|to go|is|remain|stay) (?:out )?on strike|walk(?:ed)? out|down(?:ed)? tools|stay off work|(?:are|were|have been) striking|(?:have )?threatened to (?:strike|walk out)|(?:have )?voted to strike)\b"
)
_NEVER_OUT = {
    "employers", "members", "ministers", "leaders", "passengers", "customers", "parents", "students",
    "others", "managers", "commuters", "voters", "residents", "supporters", "lawmakers", "owners",
    "opponents", "shoppers", "patients", "women", "men", "farmers", "traders",
}  # fmt: skip


def strikers(text: str) -> frozenset[str]:
    """What the people who are out are, in the singular: "advocate" where there is an advocates' strike."""
    found = {next(filter(None, match.groups())).lower() for match in _STRIKING.finditer(text)}
    return frozenset(
        word[:-3] + "man" if word.endswith("men") else word[:-1] for word in found - _NEVER_OUT
    )
