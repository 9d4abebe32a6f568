"""What a reporting verb reports: where its clause begins, and where somebody else's words begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stancenlp.extraction.cue_words import CUES, SPEAKERS_OWN, TELLING
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.subjects import SUBJECT

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def reported_clause(
    frame: Frame, offset: int, sentence: Span, token: Token, acting: bool
) -> tuple[int, int] | None:
    """What a verb reports: its clause, or for acting verbs their whole predicate."""
    text = frame.text
    end = offset + _next_report(token, sentence)
    while end > offset and text[end - 1] in " .\n":
        end -= 1
    end = offset + token.idx + len(text[offset + token.idx : end].rstrip(" ,-–—"))
    if acting:
        return (offset + token.idx, end) if end > offset + token.idx else None
    clauses = [child for child in token.children if child.dep_ == "ccomp"]
    before = [child for child in clauses if child.i < token.i]
    if before and not [child for child in clauses if child.i > token.i]:
        first = min(before[0].subtree, key=lambda t: t.i)
        last = max((t for t in before[0].subtree if t.i < token.i), key=lambda t: t.i)
        start, stop = offset + first.idx, offset + last.idx + len(last)
        while stop > start and text[stop - 1] in " ,":
            stop -= 1
        return (start, stop) if stop - start > 3 else None
    start = offset + token.idx + len(token)
    if token.lower_ in TELLING:
        heard = _HEARER.match(text, start, end)
        start = heard.end() if heard else start
    skip = _AFTER_CUE.match(text, start, end)
    if skip:
        start = skip.end()
    return (start, end) if end - start > 3 else None


def _next_report(token: Token, sentence: Span) -> int:
    """Where in its document a verb's own words end: the sentence, or the next report beside it."""
    for child in sentence:
        if child.i > token.i and child.lower_ in CUES and _stands_beside(child, token):
            first = child.left_edge
            before = first.nbor(-1) if first.i > token.i + 1 else first
            return int(before.idx if before.dep_ == "cc" else first.idx)
    return sentence.end_char


def _stands_beside(token: Token, earlier: Token) -> bool:
    """Whether a reporting verb is joined to an earlier one by "and"."""
    if token.dep_ != "conj":
        return False
    if any(child.dep_ in SUBJECT for child in token.children):
        # "…, and the college accused ministers": somebody else begins to speak
        first = token.left_edge
        return earlier in token.ancestors and first.i > 1 and first.nbor(-2).text == ","
    inner = token.head
    return earlier is inner or (
        token.lower_ in SPEAKERS_OWN and inner.dep_ == "ccomp" and inner.head is earlier
    )


_HEARER = re.compile(
    r"\s+(?:(?:the|its|their|his|her)\s(?:union|unions|company|council|government|staff|members|workers|media|press|public|crowd|rally|conference|meeting|committee|court|hearing|programme|newspaper|paper|house|commons)\s|(?:its|the|their|his|her|a|reporters|journalists|members(?! of)|us|me|them|him|ministers|staff|MPs)\b\s*)?(?:[a-z]+\s(?=that\b))?"
    r"(?:[A-Z][\w’'&.-]*(?:\s(?:of|the|and)(?=\s[A-Z]))?(?:\s|(?=[:,])))*(?=\S)"
)
_AFTER_CUE = re.compile(
    r"(?:\s+(?:on|out|back|to|yesterday|today|last night|earlier|later|again|also|simply|publicly"
    r"|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:night|morning|evening|afternoon))?"
    r"|in (?:a|an|the) (?:[\w-]+ )?(?:statement|letter|email|interview|message|speech)|(?:at )?an? (?:rally|news conference|press conference)"
    r"|(?:the )?[A-Z][\w]+(?: [A-Z][\w]+){0,3}(?=\s+that\b)))*\s*(?:,\s*[^,]{1,40},\s*(?=that\b))?[,:]?\s*(?:that\s+)?"
)
