"""Whose verb it is: the subject of a reporting verb, and the noun phrase that it heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stancenlp.extraction.cue_words import ACTING, CUES, SPEAKERS_OWN, TELLING
from stancenlp.extraction.frames import Frame

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECT = {"nsubj", "nsubjpass", "csubj"}
#: What can speak behind its verb: "“…,” reads the statement".
_DOCUMENTS = {
    "statement",
    "letter",
    "email",
    "post",
    "notice",
    "leaflet",
    "release",
    "memo",
    "petition",
}
#: What somebody makes to say something in it; whoever "received a petition" says nothing.
_MADE = _DOCUMENTS | {"video", "clip", "message", "recording", "appeal", "tweet", "note", "speech"}
_MAKING = re.compile(
    r"put(?:s|ting)?|issu(?:es?|ed|ing)|sen[dt](?:s|ing)?|post(?:s|ed|ing)?|wrote|writ(?:es?|ten|ing)|releas(?:es?|ed|ing)|publish(?:es|ed|ing)?"
    r"|ma[dk]e(?:s)?|making|shar(?:es?|ed|ing)|record(?:s|ed|ing)?|sign(?:s|ed|ing)?|circulat(?:es?|ed|ing)|deliver(?:s|ed|ing)?|g[ai]ve(?:s)?|giving|upload(?:s|ed|ing)?|distribut(?:es?|ed|ing)|launch(?:es|ed|ing)?|tweet(?:s|ed|ing)?"
)


def speaking_verb(token: Token, offset: int, frame: Frame) -> Token:
    """The verb whose subject speaks: "Unite said the rise was short and described it as …".

    What stands inside quotation marks has no verb beside it outside them: "thanked those “who drove
    by” and called it a great day" is about who thanked.
    """
    if token.dep_ != "conj" or any(child.dep_ in SUBJECT for child in token.children):
        return token
    inner = token.head
    if inner.dep_ == "ccomp" and token.lower_ in SPEAKERS_OWN and inner.head.lower_ in CUES:
        return inner.head
    if any(start <= offset + inner.idx < end for start, end, _ in frame.runs):
        outside = [t for t in inner.ancestors if t.lower_ in CUES]
        return outside[0] if outside else token
    return token


def subject_token(token: Token) -> Token | None:
    """The subject of a verb: its own, or the one it shares with the verb it hangs on.

    Of a passive it is the agent: "members were urged by the union to …"; None if nobody is named.
    """
    if any(child.dep_ == "auxpass" for child in token.children):
        return agent_of(token)
    beside = _named_beside(token) or _with_whom(token)
    if beside is not None:
        return beside
    if token.dep_ in {"acl", "advcl"} and agent_of(token):
        return agent_of(token)  # "a plan, once described by Jo Marsh as “fair”"
    written = [
        child for child in token.children if child.lower_ in _DOCUMENTS and child.i > token.i
    ]
    if written and token.lower_ in {"read", "reads", "said", "says", "added"}:
        return written[0]
    goes_on = token.dep_ == "conj" and token.lower_ not in ACTING
    seen, by = 0, ""
    while seen < 5:
        subjects = [child for child in token.children if child.dep_ in SUBJECT]
        dummy = all(child.lower_ in {"it", "there"} for child in subjects)
        if by == "of" and token.lower_ == "accused" and _is_passive(token):
            return agent_of(token)  # "was accused of asking pupils to …": whoever accused says so
        if seen and dummy and not (goes_on and token.lower_ in CUES):
            subjects = []  # "it was unfair, he said, accusing …": nobody is meant by "it"
        if subjects:
            subject = subjects[-1] if subjects[-1].i < token.i else subjects[0]
            if subject.lower_ in {"who", "which", "that"} and token.dep_ == "relcl":
                return _who_is_there(token.head) if subject.lower_ == "who" else token.head
            return subject
        if token.dep_ == "relcl" or token.dep_ == "acl":
            made = token.head.dep_ == "dobj" and token.head.lower_ in _MADE
            if made and _MAKING.fullmatch(token.head.head.lower_):
                token = token.head.head  # "put out a video threatening to …": whoever put it out
                seen += 1
                continue
            return token.head
        if (
            token.dep_ in {"conj", "advcl", "xcomp", "dep", "prep", "pcomp", "ccomp"}
            and token.head.i != token.i
        ):
            by, token = token.lower_, token.head
            seen += 1
            continue
        # "told Reuters" names who heard it
        inverted = [
            child
            for child in token.children
            if token.lower_ not in TELLING
            and child.dep_ in {"dobj", "attr", "oprd", "dep", "npadvmod", "ccomp"}
            and child.i > token.i
            and (child.text[:1].isupper() or child.lower_ in _DOCUMENTS or _is_one(token, child))
            and child.ent_type_ != "DATE"
        ]
        return inverted[0] if inverted else None
    return None


def _is_passive(token: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in token.children)


def _named_beside(token: Token) -> Token | None:
    """Who stands right before a verb, taken for the end of a list: "stop at Luton and Ely and Tesco has said"."""
    first = token.left_edge
    if token.dep_ != "conj" or first.i < 2 or any(c.dep_ in SUBJECT for c in token.children):
        return None
    noun = first.nbor(-1)
    if first.dep_ == "advmod" or noun.head.dep_ != "conj":
        return None  # "met Aslef and the RMT then told MPs"
    joined = noun.dep_ == "conj" and noun.left_edge.i > 0 and noun.head.i < noun.i
    return noun if joined and noun.left_edge.nbor(-1).dep_ == "cc" else None


def _with_whom(token: Token) -> Token | None:
    """ "with Unite calling it fair", ", with Jo Marsh, head of Unite, accusing the firm": who stands there."""
    first = token.left_edge
    if token.dep_ != "advcl" or not token.lower_.endswith("ing") or first.i < 3:
        return None
    last = first.nbor(-1)
    described = last.text == ","
    last = last.nbor(-1) if described else last
    for named in (last, *last.ancestors):
        if named.dep_ == "pobj" and named.head.lower_ == "with":
            ends_here = 0 <= first.i - 1 - named.right_edge.i <= 1
            if not described:
                return named if ends_here and not _is_met(named.head) else None
            beside = any(child.dep_ == "appos" for child in named.children)
            return named if ends_here and beside and _follows_comma(named.head) else None
    return None


_MEETING = {
    *("meet", "meets", "met", "meeting", "meetings", "talks", "negotiations", "discussions"),
    *("dialogue", "contact", "row", "dispute", "battle", "deal", "agreement"),
}


def _is_met(with_: Token) -> bool:
    """ "called off its meeting with Unison saying it was late": whoever called it off says so."""
    before = with_.nbor(-1).lower_ if with_.i else ""
    return before in _MEETING or with_.head.lower_ in _MEETING


def _follows_comma(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text == ","


def shares_passive(token: Token) -> bool:
    """ "could be backed, or recommended to members": what is done, and told by nobody."""
    own = {*SUBJECT, "aux", "dobj", "ccomp"}
    if token.dep_ != "conj" or any(child.dep_ in own for child in token.children):
        return False
    verb = token.head
    while verb.dep_ == "conj" and not _is_passive(verb):
        verb = verb.head
    return any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)


def _is_one(verb: Token, noun: Token) -> bool:
    """ "“…,” said one steward": whatever the parser made of the steward."""
    first = noun.left_edge
    return first.i == verb.i + 1 and first.lower_ == "one"


def agent_of(token: Token) -> Token | None:
    """Who does what a passive verb says: "described by Jo Marsh"."""
    agents = (child for child in token.children if child.dep_ == "agent")
    return next((named for agent in agents for named in agent.children), None)


_WHERE = {"in", "at", "on", "outside", "inside", "near", "along"}


def _who_is_there(head: Token) -> Token:
    """Whom "who" means behind a place: "demonstrators in the gallery who chanted"."""
    where = head.head
    if head.dep_ == "pobj" and where.lower_ in _WHERE and where.i:
        who = where.nbor(-1)
        if who.dep_ in SUBJECT | {"pobj", "dobj", "attr", "appos", "conj"}:
            return who
    return head


def is_reduced_passive(token: Token) -> bool:
    """ "Asked whether it would, he said no": who was asked does not report."""
    return (
        token.i == token.sent.start
        and token.lower_.endswith(("ed", "told"))
        and token.dep_ != "ROOT"
        and not any(child.dep_ in SUBJECT for child in token.children)
    )


def subject_of(offset: int, sentence: Span) -> tuple[int, int] | None:
    """The subject of a sentence's main verb, in frame offsets, or None."""
    for child in sentence.root.children:
        if child.dep_ in SUBJECT:
            first, last = noun_phrase(child)
            return offset + first, offset + last
    return None


def nearest_subject(offset: int, sentence: Span, position: int) -> tuple[int, int] | None:
    """The last subject that stands before ``position`` with its verb, in frame offsets, or None."""
    for token in reversed(list(sentence)):
        verb = token.head
        if token.dep_ in SUBJECT and offset + verb.idx < position and token.i < verb.i:
            first, last = noun_phrase(token)
            return offset + first, offset + last
    return None


def object_at(offset: int, sentence: Span, position: int) -> tuple[int, int] | None:
    """The noun phrase behind a preposition that ends before ``position``, in frame offsets, or None."""
    for token in sentence:
        if token.dep_ == "pobj" and offset + token.left_edge.idx == position:
            first, last = noun_phrase(token)
            return offset + first, offset + last
    return None


def noun_phrase(head: Token) -> tuple[int, int]:
    """Characters (start, end) of a noun phrase in its document, without its relative clauses."""
    left, right = head, head
    waiting = [head]
    while waiting:
        token = waiting.pop()
        if token.i < left.i:
            left = token
        if token.i > right.i:
            right = token
        waiting += [
            child
            for child in token.children
            if not (child.dep_ in {"relcl", "acl"} and child.i > head.i)
        ]
    return left.idx, right.idx + len(right)
