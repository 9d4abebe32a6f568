"""Reporting clauses: which verb reports which words, who its subject is, where its clause runs.

Works on parsed :class:`Frame` paragraphs; offsets here are frame offsets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stancenlp.extraction.according import according, quoted_as_saying
from stancenlp.extraction.clauses import (
    before_report,
    end_of_words,
    ends_its_sentence,
    reported_clause,
    that_behind_place,
)
from stancenlp.extraction.cue_words import (
    ACTING,
    ASKING,
    DECIDING,
    INDIRECT_ACTING,
    PREDICATES,
    PUTTING,
    SAYING,
    WONDERING,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.interruptions import Interruption, interruption
from stancenlp.extraction.positions import held_by, holder_span
from stancenlp.extraction.report import Report
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
    says_what_was,
    says_which,
    vows_to,
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


def reports(frame: Frame) -> list[Report]:
    """Every reporting clause of a paragraph, in text order."""
    found: list[Report] = []
    for offset, sentence in frame.sentences():
        if len(sentence) > _MAX_SENTENCE:
            continue
        span = (offset + sentence.start_char, offset + sentence.end_char)
        for token in sentence:
            behind = _said_behind(frame, offset, token, span) or _position(
                offset, sentence, token, span
            )
            if behind:
                found.append(behind)
                continue
            if is_cue(token):
                report = _report(frame, offset, sentence, token, span)
                if report:
                    found.append(report)
        found.extend(according(frame, offset, sentence, span))
        found.extend(quoted_as_saying(frame, span))
    return sorted(found, key=lambda report: report.verb_start)


def _position(offset: int, sentence: Span, token: Token, span: tuple[int, int]) -> Report | None:
    """ "The union has made it clear that …"."""
    held = held_by(token)
    if held is None:
        return None
    holder, that = held
    first, last = holder_span(holder)
    words = sentence.doc.text[that.idx + len(that) : end_of_words(token, sentence)]
    start = offset + that.idx + len(that) + 1
    end = start + len(words.rstrip(" .,\n–—-")) - 1
    return Report(
        token.lower_,
        offset + token.idx,
        offset + token.idx + len(token),
        (offset + first, offset + last),
        holder.lower_,
        (start, end) if end - start > 3 else None,
        span,
        hypothetical=is_hypothetical(token),
        complete=True,
        infinitive=is_undone(token),
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
    inside = interruption(frame, offset, sentence, token)
    speaker = inside.speaker if inside else subject_token(speaking_verb(token, offset, frame))
    acting = token.lower_ in ACTING and token.lower_ not in SAYING
    clause = inside.behind if inside else reported_clause(frame, offset, sentence, token, acting)
    if not inside and lacks_clause(token):
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
        else inside is not None
        or has_clause(token)
        or _is_complete(frame, offset, token, place)
        or says_sentence(token)
        or warns_of(token),
        participle=token.lower_.endswith("ing") and token.dep_ not in {"ROOT", "conj"},
        thought=is_thought(token),
        infinitive=is_undone(token),
        aside=is_aside(token),
        rest=_rest(frame, offset, token, clause, inside, acting),
    )


def _rest(
    frame: Frame,
    offset: int,
    token: Token,
    clause: tuple[int, int] | None,
    inside: Interruption | None,
    acting: bool,
) -> tuple[int, int] | None:
    """The part of what is reported that stands before the report, where the other stands behind it."""
    if inside:
        return inside.before
    return None if acting else before_report(frame.text, offset, token, clause)


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
    if says_of_it(token) or vows_to(token) or says_what_was(token):
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
    if report.subject_head in {"i", "we"}:
        return False  # "so I think it is time": speech printed without its marks
    if report.verb in WONDERING:
        return False  # "wondered if they would get tea": told by the reporter
    if report.acting:
        return report.verb in INDIRECT_ACTING or report.complete
    return report.complete
