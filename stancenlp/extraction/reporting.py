"""Reporting clauses: which verb reports which words, who its subject is, where its clause runs.

Works on parsed :class:`Frame` paragraphs; offsets here are frame offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stancenlp.extraction.clauses import (
    before_report,
    ends_its_sentence,
    reported_clause,
    that_behind_place,
)
from stancenlp.extraction.cue_words import (
    ACTING,
    ASKING,
    DECIDING,
    INDIRECT_ACTING,
    PAPER,
    PREDICATES,
    PUTTING,
    SAYING,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.reporting_verbs import (
    has_clause,
    is_aside,
    is_cue,
    is_hypothetical,
    is_thought,
    is_undone,
    lacks_clause,
    says_by_itself,
    says_of_it,
    says_sentence,
    says_which,
    warns_of,
)
from stancenlp.extraction.subjects import (
    is_reduced_passive,
    noun_phrase,
    speaking_verb,
    subject_token,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


#: Longer runs of words, in tokens, are lists and tables that lost their full stops.
_MAX_SENTENCE = 300


@dataclass(frozen=True)
class Report:
    """A reporting verb with its subject; offsets into the frame's text.

    ``subject`` is the span of the noun phrase (None where the sentence gives none), ``clause`` the
    span of what is reported; ``complete`` is true where the verb has a clause of its own.
    """

    verb: str
    verb_start: int
    verb_end: int
    subject: tuple[int, int] | None
    subject_head: str
    clause: tuple[int, int] | None
    sentence: tuple[int, int]
    hypothetical: bool = False
    acting: bool = False
    complete: bool = False
    participle: bool = False
    #: What somebody thinks or would say: no words of theirs if somebody else reports it.
    thought: bool = False
    infinitive: bool = False
    #: Said of something in passing: "what the firm called its “best” offer".
    aside: bool = False
    #: The other part of what is reported, where the report stands in its middle: "Pay, she said, fell".
    rest: tuple[int, int] | None = None


_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes) of)\s+(?!many\b|some\b|most\b)"
)
_SAID_ALREADY = re.compile(r"\b(?:said|says|told \w+|added|stated)\s*,\s*$")


def reports(frame: Frame) -> list[Report]:
    """Every reporting clause of a paragraph, in text order."""
    found: list[Report] = []
    for offset, sentence in frame.sentences():
        if len(sentence) > _MAX_SENTENCE:
            continue
        span = (offset + sentence.start_char, offset + sentence.end_char)
        for token in sentence:
            behind = _said_behind(frame, offset, token, span)
            if behind:
                found.append(behind)
                continue
            if is_cue(token):
                report = _report(frame, offset, sentence, token, span)
                if report:
                    found.append(report)
        found.extend(_according(frame, offset, sentence, span))
        found.extend(_quoted_as_saying(frame, span))
    return sorted(found, key=lambda report: report.verb_start)


_AS_SAYING = re.compile(
    r"\b(?:quot(?:ed|es|ing)\s(?P<whom>[^.;“”\"]{2,120}?)|(?P<quoted>[A-Z][^.;“”\"]{2,120}?)\s(?:was|were|is) quoted(?: (?:by|in) [^.;“”\"]{2,60}?)?)"
    r",?\sas\s(?P<verb>saying|telling)\b"
)


def _quoted_as_saying(frame: Frame, span: tuple[int, int]) -> Iterator[Report]:
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


#: "whom the Herald agreed not to name": the paper's word to the speaker.
_NOT_TO_NAME = re.compile(
    r"\s(?:that )?(?:\w+ )?(?:not to|would not) (?:be )?(?:name|identif|print|use|publish)"
    r"|\s(?:to (?:remain|stay|be) (?:anonymous|unnamed|nameless)|for (?:anonymity|(?:his|her|their) (?:full |last |real |sur)?names? (?:not )?to be)"
    r"|(?:that )?(?:his|her|their) (?:full |last |real |sur)?names? (?:not )?be)\b"
)


def _report(
    frame: Frame, offset: int, sentence: Span, token: Token, span: tuple[int, int]
) -> Report | None:
    if is_reduced_passive(token) or _NOT_TO_NAME.match(frame.text, offset + token.idx + len(token)):
        return None
    speaker = subject_token(speaking_verb(token, offset, frame))
    acting = token.lower_ in ACTING and token.lower_ not in SAYING
    clause = reported_clause(frame, offset, sentence, token, acting)
    if lacks_clause(token):
        near = frame.text[offset + token.idx + len(token) : offset + token.idx + len(token) + 14]
        stands_by_quote = re.match(r"\s*(?:on|out|for)?\s*[,:]?\s*(?:It works|$)", near) or any(
            0 <= offset + token.idx - end <= 60 for _, end, _ in frame.runs
        )
        end_of_verb = offset + token.idx + len(token)
        if not stands_by_quote and not any(
            0 <= start - end_of_verb <= 3 for start, _, _ in frame.runs
        ):
            return None
    place = None
    head = ""
    if speaker is not None:
        first, last = noun_phrase(speaker)
        if first < token.idx < last:  # a misread sentence: who speaks stands before the verb
            last = first + len(token.doc.text[first : token.idx].rstrip())
        place = (offset + first, offset + last)
        head = speaker.lower_
    if place and clause and place[0] <= clause[0] < clause[1] <= place[1]:
        clause = None  # "“…,” said one steward": whoever said it is not what was said
    return Report(
        token.lower_,
        offset + token.idx,
        offset + token.idx + len(token),
        place,
        head,
        clause,
        span,
        hypothetical=is_hypothetical(token),
        acting=acting,
        complete=says_by_itself(token) or _in_writing(frame, span, offset + token.idx)
        if acting
        else has_clause(token)
        or _is_complete(frame, offset, token, place)
        or says_sentence(token)
        or warns_of(token),
        participle=token.lower_.endswith("ing") and token.dep_ not in {"ROOT", "conj"},
        thought=is_thought(token),
        infinitive=is_undone(token),
        aside=is_aside(token),
        rest=None if acting else before_report(frame.text, offset, token, clause),
    )


_IN_WRITING = re.compile(
    r"In (?:an?|its|their|his|her) (?:[\w-]+ ){0,2}?(?:statement|letter|e-?mail|circular|press release|memo)\b"
)


def _in_writing(frame: Frame, span: tuple[int, int], verb: int) -> bool:
    """ "In a letter to the press, the union welcomed some gains": it wrote so."""
    return _IN_WRITING.match(frame.text, span[0], verb) is not None


def _is_complete(frame: Frame, offset: int, token: Token, subject: tuple[int, int] | None) -> bool:
    """Whether a verb reports though the parser saw no clause of its own.

    "has assured the public that care …"; "Under the deal, the union said, pay will rise".
    """
    text = frame.text
    start, end = offset + token.idx, offset + token.idx + len(token)
    if that_behind_place(token) is not None:
        return True
    if _THAT.match(text, end):
        return not says_which(token)
    if says_of_it(token):
        return True
    first = min(subject[0], start) if subject else start
    quoted = any(0 <= first - its_end <= 3 for _, its_end, _ in frame.runs)
    if subject and ends_its_sentence(token) and not quoted:
        return True
    return text[end : end + 2] == ", " and text[:first].rstrip().endswith(",") and not quoted


_THAT = re.compile(r"(?:\s[\w’']+){0,4}?\sthat\s[a-zA-Z\d£$€]")


_SAID_BY = re.compile(r"\s([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?=[.,])")


def _said_behind(frame: Frame, offset: int, token: Token, span: tuple[int, int]) -> Report | None:
    """ "No date has been set said Marsh, but …": without its comma, "said" is taken for an adjective."""
    if token.lower_ != "said" or token.dep_ not in {"amod", "dep"} or token.i == token.sent.start:
        return None
    before = token.nbor(-1)
    start, end = offset + token.idx, offset + token.idx + len(token)
    named = _SAID_BY.match(frame.text, end, span[1])
    if named is None or before.dep_ == "det" or before.is_punct:
        return None
    head = named.group(1).split()[-1].lower()
    return Report(
        "said", start, end, named.span(1), head, (span[0], start - 1), span, complete=True
    )


#: "According to the August 2 Elm Herald, Marsh refused": the paper only passes it on.
_PAPER = re.compile(rf"\s*(?:the\s)?(?:[A-Z\d][\w.]*\s){{0,5}}(?:{PAPER}|Times|Guardian)\b(?=,)")


def _according(
    frame: Frame, offset: int, sentence: Span, span: tuple[int, int]
) -> Iterator[Report]:
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
        if match.start() < 3:
            begin, end = place[1], span[1]
            while begin < end and frame.text[begin] in " ,":
                begin += 1
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
        )


def _is_taken_apart(token: Token, body: Token) -> bool:
    """ "According to NUBE general secretary P. Anand": the body and its officer, taken for two."""
    return (
        token.dep_ == body.dep_ == "pobj"
        and token.head.lower_ == "according"
        and token.left_edge.i == body.i + 1
    )


def reports_indirectly(report: Report) -> bool:
    """Whether a report without quotation marks is a statement rather than narration."""
    if report.hypothetical or report.infinitive or report.clause is None:
        return False
    if report.verb in PREDICATES and report.thought:
        return False  # "will now urge its branches to …": told by the reporter
    if report.verb in PUTTING:
        return False  # "put several offers to its members"
    if report.verb in ASKING and report.clause[0] == report.verb_start:
        return False  # "asked the mediator to call a meeting": what was done
    if report.verb in DECIDING and report.clause[0] == report.verb_start:
        return False  # "agreed to strike": a vote, and nobody's words
    if report.subject_head == "i":
        return False  # "so I think it is time": speech printed without its marks
    if report.acting:
        return report.verb in INDIRECT_ACTING or report.complete
    return report.complete
