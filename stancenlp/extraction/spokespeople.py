"""For whom a spokesperson speaks, where their description names no body that the article has taught."""

from __future__ import annotations

import re

from stancenlp.extraction.affiliations import PROPER
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.owners import Known, Post, spoken_for
from stancenlp.extraction.roles import EMPLOYERS_NAME, KIND_OF_BODY, OTHER_ROLE

#: "Its chief spokesman,".
_BARE_SPOKESPERSON = re.compile(
    r"(?:\W*|.*[,\s])(?:[Aa] |[Ii]ts |[Tt]he )?(?:chief )?[Ss]pokes(?:man|woman|person),?\s*$"
)
#: "spokesman for Elm Water", "an Elm Water spokeswoman".
_SPOKESPERSON_OF = re.compile(
    rf"\bspokes(?:man|woman|person) (?:for|of) (?:the )?({PROPER})|(?:^|[a-z,] )(?!The |An? |Its )({PROPER}) spokes(?:man|woman|person)\b"
)
#: "VTX spokesperson Jo Marsh", of a body that no list knows.
_SPOKESPERSON_OF_LETTERS = re.compile(
    r"(?:^|[a-z,] )(?!US |UK |EU |PR |HR |PM )([A-Z]{2,6}) spokes(?:man|woman|person)\b"
)
#: "slate producers’ spokesperson Jo Marsh".
_SPOKESPERSON_OF_MANY = re.compile(r"\b([a-z]+s)[’'] (?:chief |lead )?(?:spokes\w+|negotiator)\b")
#: So far before a spokesperson a person is looked for who has the name, in characters.
_NEAR = 1_000
#: "Nordair spokesman": of a name of one word.
_SPOKESPERSON_OF_NAME = re.compile(
    r"(?:^\W*|[a-z,] )(?!(?:The|An?|Its|Their|His|Her|But|Union|Chief|Senior|Lead|Press|Media|Party|Police|State|Federal|National|Regional|Government|US|UK|EU|PR|HR|PM|Campaign)\b)([A-Z][\w&’'-]+) spokes(?:man|woman|person),?\s*$"
)


def spokesperson_post(
    words: str, text: str, start: int, bodies: list[Mention], known: Known
) -> Post | None:
    """The post of a spokesperson whom ``words`` describe, named at ``start``; None of anybody else."""
    whose = _SPOKESPERSON_OF_MANY.search(words)
    if whose and EMPLOYERS_NAME.search(whose.group(1).title()):
        return Post(None, "employer")
    letters = _SPOKESPERSON_OF_LETTERS.search(words)
    if letters:
        return Post(letters.group(1), "employer")
    name = _name_of_one_word(words, text[max(0, start - _NEAR) : start])
    if name:
        called = next((b for b in known.named if b.name.split()[0] == name), None)
        return Post(called.name, called.side) if called else Post(name, "employer")
    if _BARE_SPOKESPERSON.match(words):
        body, side = spoken_for(text, start, bodies, known)
        return Post(body.name if body else None, side)
    spoken = _SPOKESPERSON_OF.search(words)
    if spoken and not OTHER_ROLE.search(words):
        # in a pay dispute, of a body that is nothing else
        return Post(next(filter(None, spoken.groups())), "employer")
    return None


def _name_of_one_word(words: str, before: str) -> str | None:
    """Of "Nordair spokesman": "Nordair", if ``before`` tells of no Jo Nordair."""
    match = _SPOKESPERSON_OF_NAME.search(words)
    if not match or re.fullmatch(KIND_OF_BODY, match.group(1), re.IGNORECASE):
        return None
    name = match.group(1)
    bears_it = re.search(rf"[A-Z][\w.’'-]+ {re.escape(name)}\b", before)
    return None if bears_it else name
