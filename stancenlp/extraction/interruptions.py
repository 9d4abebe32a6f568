"""A report that stands inside what it reports, its subject behind its verb: "The offer, says the union, is low"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stancenlp.extraction.clauses import end_before_others
from stancenlp.extraction.cue_words import SAYING
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.subjects import SUBJECT, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: "But the offer".
_OPENING = re.compile(r"(?:But|And|So|However|Meanwhile|Yet),?\s+")
#: "warns Unite, | which has 500 members at the depot,": no speech.
_RELATIVE = re.compile(r"(?:who|which|whose|whom|where)\b")


@dataclass(frozen=True)
class Interruption:
    """Who speaks in the middle of a sentence, and its two parts, in offsets of the frame."""

    speaker: Token
    before: tuple[int, int]
    behind: tuple[int, int]


def interruption(frame: Frame, offset: int, sentence: Span, token: Token) -> Interruption | None:
    """The sentence that a verb of saying interrupts; None if it interrupts none, or a quotation."""
    text, verb = frame.text, offset + token.idx
    if token.lower_ not in SAYING or not text.endswith(", ", 0, verb):
        return None
    if any(0 <= verb - end <= 3 for _, end, _ in frame.runs):
        return None
    speaker = next((child for child in token.rights if child.dep_ in SUBJECT), None)
    if speaker is None or speaker.left_edge.i != token.i + 1:
        return None
    named = offset + noun_phrase(speaker)[1]
    named = verb + len(text[verb:named].rstrip(" ,"))
    if _RELATIVE.match(text, named + 2):
        named = _behind_relative(offset, sentence, named)
    main = _interrupted(token, speaker)
    if named < 0 or text[named : named + 2] != ", " or not main:
        return None
    low, high = offset + sentence.start_char, offset + sentence.end_char
    high = min([high, *(offset + end_before_others(verb, sentence) for verb in main)])
    opened = _OPENING.match(text, low, verb)
    low = opened.end() if opened else low
    before = (low, low + len(text[low:verb].rstrip(" ,")))
    behind = (named + 2, named + 2 + len(text[named + 2 : high].rstrip(" .,\n")))
    return Interruption(speaker, before, behind) if behind[0] < behind[1] else None


def _behind_relative(offset: int, sentence: Span, named: int) -> int:
    """Where in the frame the relative clause ends that begins behind a comma; -1 if the parser saw none."""
    for token in sentence:
        if token.dep_ == "relcl" and offset + token.left_edge.idx == named + 2:
            last = token.right_edge
            last = last.nbor(-1) if last.is_punct else last
            return int(offset + last.idx + len(last))
    return -1


def _interrupted(token: Token, speaker: Token) -> list[Token]:
    """The verbs that go on behind whoever says it, on which the next report hangs; none if it interrupts none."""
    if token.dep_ in {"parataxis", "advcl", "ccomp"} and token.head.i > speaker.i:
        return [token.head]
    clauses = [child for child in token.children if child.dep_ == "ccomp"]
    return [token, *clauses] if clauses and all(child.i > speaker.i for child in clauses) else []
