"""Who holds a post that a lead gives without a name: the next paragraph often says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from stancenlp.extraction.draft import Draft

#: "Unifor’s head negotiator said": one of a kind, and without a name.
_HOLDER = re.compile(
    r"(?:[’']s (?:[a-z-]+ ){0,3}?(?:negotiator|bargainer|leader|chief|president|secretary|chair|head|boss)"
    r"| (?:[Gg]eneral )?(?:[Nn]egotiator|[Ll]eader|[Cc]hief|[Pp]resident|[Ss]ecretary|[Cc]hair|[Hh]ead|[Bb]oss))"
    r"(?= (?:has |had |also )?(?:said|says|told|warned|added)\b|[.,;\n]|$)"
)


def name_holders(text: str, drafts: Iterable[Draft]) -> None:
    """Give the words of "Unifor’s head negotiator" to the first whom the next paragraph names for Unifor.

    Only if the article has not named them before; else the post is somebody else's.
    """
    said = sorted((draft for draft in drafts if draft.speaker), key=lambda draft: draft.start)
    for draft, following in itertools.pairwise(said):
        body, holder, place = draft.speaker, following.speaker, draft.speaker_span
        if (
            body is not None
            and holder is not None
            and place is not None
            and following.paragraph - draft.last_paragraph == 1
            and holder.person
            and not body.person
            and holder.organisation == body.name
            and " " in holder.name
            and _HOLDER.match(text, place[1])
            and holder.name.split()[-1] not in text[: draft.start]
        ):
            draft.speaker = holder
