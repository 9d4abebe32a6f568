"""Names that stand for a place or a firm where the recogniser took them for people."""

from __future__ import annotations

import re

from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.roles import BYSTANDER, JOB, POLITICAL_TITLE, TITLE_OF_POST

#: "Larchmount Mayor Hilda Driedger", "Orley municipality spokesperson Jo Ray", "Leeds, where": a place.
_PLACE_AFTER = re.compile(
    rf"\s(?:[A-Z]\w+ |(?:[a-z]+ ){{1,3}})?(?:(?i:{TITLE_OF_POST}|member|{JOB}|{BYSTANDER}|mother|father|mum|mom|dad|grandmother|grandfather|pensioner)|{POLITICAL_TITLE})\s(?=[A-Z])|,\swhere\b"
)
#: "Te Kura organiser for the guild, Jo Ray,": a place too, of however many words.
POST_OF_A_PLACE = re.compile(
    rf"\s(?:area |regional |branch |district )?(?:{TITLE_OF_POST})\s(?:for|of|at|with)\s(?:the\s)?[A-Z]"
)
#: "Te Kura born and raised", "Leeds-based": of a place.
BORN_AFTER = re.compile(r"[ -](?:born|bred|raised|based|native)\b")
#: "in Leeds", "speaking to Nightline": a place, or who heard it.
_NO_SPEAKER_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]cross|(?:[Ss]peaking|spoke|speaks|talking|talked) to|interview with)\s$"
)


def is_no_person(text: str, start: int, end: int) -> bool:
    """Whether a single name that the recogniser took for a person is a place or a newspaper."""
    before = _NO_SPEAKER_BEFORE.search(text, max(0, start - 20), start)
    return before is not None or _PLACE_AFTER.match(text, end) is not None


#: "Corrigan area manager Todd Wieland": of a place or firm that a person's name was made of.
_POST_AND_NAME = re.compile(
    rf"\s(?:area|regional|branch|district|plant|site|depot|assembly|general) (?i:{TITLE_OF_POST}|member) [A-Z]\w+ [A-Z]"
)


def stands_for_place(text: str, end: int) -> bool:
    """Whether a name that ends here stands before somebody else's post: "Corrigan area manager Jo Ray"."""
    return _POST_AND_NAME.match(text, end) is not None


#: "from Everett", "at any Fairmart", "Quay Street, Wickham,", "a Fairmart spokesman".
_PLACE_OR_BODY_BEFORE = re.compile(
    r"\b(?:[Ff]rom|[Aa]t|[Tt]o|[Oo]f|[Oo]utside|[Aa]round|[Bb]etween|[Tt]owards?|any|every|each|an?|this|one)\s$"
)
IN = re.compile(r"\b[Ii]n\s$")
_IN_AN_ADDRESS = re.compile(r"\b(?:Street|Road|Avenue|Lane|Square|Drive|Way|Park),\s$")
_BODY_AFTER = re.compile(
    r"^(?:[’']s?)?\s(?:spokes\w+|superstore|stores?|bosses|workers|staff|drivers|plant|factory|mine|mill|depot|management|employees)\b"
)


def is_a_place(text: str, start: int, name: str) -> bool:
    """Whether a single name that nobody bore before stands here for a place or a company."""
    before = text[max(0, start - 12) : start]
    return not pronoun_of(name + " ") and bool(
        _PLACE_OR_BODY_BEFORE.search(before)
        or _IN_AN_ADDRESS.search(before)
        or _BODY_AFTER.match(text[start + len(name) : start + len(name) + 20])
    )
