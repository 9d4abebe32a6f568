"""Who is said to have said something by no verb of theirs: "according to the union", "quoted Jo Marsh as saying".

Offsets are into the text of the frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stancenlp.extraction.clauses import end_before_others
from stancenlp.extraction.cue_words import PAPER
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.report import Report
from stancenlp.extraction.subjects import SUBJECT, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|According(?=\s[A-Z][A-Z])|[Ii]n the (?:words|view|opinion|eyes) of)\s+(?!many\b|some\b|most\b)"
)
_SAID_ALREADY = re.compile(r"\b(?:said|says|told \w+|added|stated)\s*,\s*$")


_AS_SAYING = re.compile(
    r"\b(?:quot(?:ed|es|ing)\s(?P<whom>[^.;“”\"]{2,120}?)|(?P<quoted>[A-Z][^.;“”\"]{2,120}?)\s(?:was|were|is) quoted(?: (?:by|in) [^.;“”\"]{2,60}?)?)"
    r",?\sas\s(?P<verb>saying|telling)\b"
)


def quoted_as_saying(frame: Frame, span: tuple[int, int]) -> Iterator[Report]:
    """ "“…,” the Gazette quoted Jo Marsh, the union’s secretary, as saying"."""
    for match in _AS_SAYING.finditer(frame.text, *span):
        place = match.span("whom") if match["whom"] else match.span("quoted")
        end = (
            span[1]
            - len(frame.text[match.end() : span[1]])
            + len(frame.text[match.end() : span[1]].rstrip(" .\n"))
        )
        that = re.compile(r"\s*(?:that\s)?").match(frame.text, match.end(), end)
        start = that.end() if that else match.end()
        yield Report(
            match["verb"],
            *match.span("verb"),
            place,
            frame.text[slice(*place)].split()[-1].lower(),
            (start, end) if end - start > 3 else None,
            span,
            complete=True,
        )


#: "According to the August 2 Elm Herald, Marsh refused": the paper only passes it on.
_PAPER = re.compile(rf"\s*(?:the\s)?(?:[A-Z\d][\w.]*\s){{0,5}}(?:{PAPER}|Times|Guardian)\b(?=,)")


def according(frame: Frame, offset: int, sentence: Span, span: tuple[int, int]) -> Iterator[Report]:
    """ "According to the union, the offer …": the rest of the sentence is the clause."""
    words = frame.text[span[0] : span[1]]
    for match in _ACCORDING.finditer(words):
        if _SAID_ALREADY.search(words, 0, match.start()):
            continue  # "he said, according to the Gazette, “…”": the paper only passes it on
        if _PAPER.match(words, match.end()):
            continue
        if words.endswith("(", 0, match.start()):
            continue  # "(according to the council, porters start on £26,000)": its words alone
        start = span[0] + match.end()
        token = next((t for t in sentence if offset + t.idx >= start), None)
        if token is None:
            continue
        named = [t for t in token.nbor(-1).children if t.dep_ == "pobj" and t.i >= token.i]
        comma = next((t for t in token.doc[token.i : token.i + 9] if t.text == ","), None)
        if named or comma is None:
            head = named[0] if named else token
            first, last = noun_phrase(head)
            beside = next((t for t in sentence if _is_taken_apart(t, head)), None)
            if beside is not None:
                head, last = beside, noun_phrase(beside)[1]
        else:  # "According to union secretary Jo Marsh, the strike …": taken for its subject
            head = comma.nbor(-1)
            first, last = token.idx, head.idx + len(head)
        place = (offset + first, offset + last)
        rest = None
        verb = _verb_behind(offset, token, place[1])
        goes_on = _beginning(offset, verb) if verb is not None else None
        if match.start() < 3 or goes_on is not None:
            begin, end = place[1], span[1]
            if verb is not None:  # "…, but managers said it was fair": their words
                end = min(end, offset + end_before_others(verb, sentence))
            while begin < end and frame.text[begin] in " ,":
                begin += 1
            if goes_on is not None and goes_on < span[0] + match.start():
                before = frame.text[goes_on : span[0] + match.start()].rstrip(" ,")
                rest = (goes_on, goes_on + len(before))
        else:
            begin, end = span[0], span[0] + match.start()
        while end > begin and frame.text[end - 1] in " .,\n":
            end -= 1
        yield Report(
            "according",
            span[0] + match.start(),
            start,
            place,
            head.lower_,
            (begin, end) if end - begin > 3 else None,
            span,
            complete=True,
            rest=rest,
        )


def _verb_behind(offset: int, source: Token, end: int) -> Token | None:
    """The verb on which "according to the union" hangs, where it stands behind the union."""
    according = source.nbor(-2) if source.i > 1 else source
    verb = according.head
    while verb.dep_ in {"nsubj", "nsubjpass"} and verb.i < according.i:
        verb = verb.head
    return None if offset + verb.idx < end or verb.dep_ in {"relcl", "acl"} else verb


def _beginning(offset: int, verb: Token) -> int | None:
    """Where the sentence begins that "according to the union" interrupts; None if it interrupts none.

    "They made an offer but, according to Unite, | it is a cut", "| The offer, according to Unite, is a cut".
    """
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECT]
    return offset + subjects[0].left_edge.idx if subjects else None


def _is_taken_apart(token: Token, body: Token) -> bool:
    """ "According to NUBE general secretary P. Anand": the body and its officer, taken for two."""
    return (
        token.dep_ == body.dep_ == "pobj"
        and token.head.lower_ == "according"
        and token.left_edge.i == body.i + 1
    )
