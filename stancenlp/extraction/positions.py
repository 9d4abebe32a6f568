"""What somebody holds, told without a verb of saying: "made it clear that", "is adamant that", "the union's view is that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancenlp.extraction.cue_words import CLEAR, HARDLY, INSISTENT, VIEWS
from stancenlp.extraction.subjects import SUBJECT, noun_phrase, subject_token

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKING = {"make", "makes", "made", "making"}
_BEING = {"is", "are", "was", "were", "been", "remain", "remains", "remained"}
#: "is of the view that".
_OF_THE_VIEW = ({"of", "the", "view"}, {"of", "the", "opinion"})
#: How far behind the verb "that" stands: "made it very plain on Monday that".
_NEAR = 9


def held_by(token: Token) -> tuple[Token, Token] | None:
    """Whoever holds something by this verb, and the "that" behind which it stands; None by any other verb."""
    if token.lower_ not in _MAKING and token.lower_ not in _BEING:
        return None
    that = _that_behind(token)
    if that is None:
        return None
    between = {word.lower_ for word in token.doc[token.i + 1 : that.i]}
    if between & HARDLY:
        return None
    if between in _OF_THE_VIEW or between & (CLEAR if token.lower_ in _MAKING else INSISTENT):
        holder = subject_token(token)
    else:
        holder = _whose_view(token) if not between else None
    return (holder, that) if holder is not None else None


def holder_span(holder: Token) -> tuple[int, int]:
    """Characters (start, end) in its document of whoever holds something, without "’s"."""
    if holder.dep_ == "poss":
        return holder.left_edge.idx, holder.idx + len(holder)
    return noun_phrase(holder)


def _that_behind(token: Token) -> Token | None:
    """The first "that" of a clause behind a verb, with no comma before it."""
    for word in token.doc[token.i + 1 : token.i + 1 + _NEAR]:
        if word.text in ",;:.":
            return None
        if word.lower_ == "that":
            return word if word.dep_ == "mark" else None
    return None


def _whose_view(token: Token) -> Token | None:
    """The owner of the view that the subject of "is" speaks of."""
    views = (c for c in token.lefts if c.dep_ in SUBJECT and c.lower_ in VIEWS)
    return next((owner for view in views for owner in view.lefts if owner.dep_ == "poss"), None)
