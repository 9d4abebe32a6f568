"""Reporting clauses: which verb reports which words, who its subject is, where its clause runs.

Works on parsed :class:`Frame` paragraphs; offsets here are frame offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stancenlp.extraction.clauses import ends_its_sentence, reported_clause, that_behind_place
from stancenlp.extraction.cue_words import (
    ACTING,
    ASKING,
    CALLED,
    CALLING,
    CLAIMS,
    CONVENED,
    CUES,
    GOING,
    INDIRECT_ACTING,
    MODALS,
    NAMING,
    NEEDS_CLAUSE,
    PREDICATES,
    REJECTING,
    SAYING,
    SEEMING,
    TELLING,
    THINKING,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.subjects import (
    SUBJECT,
    agent_of,
    is_reduced_passive,
    noun_phrase,
    speaking_verb,
    subject_token,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


#: Longer runs of words, in tokens, are lists and tables that lost their full stops.
_MAX_SENTENCE = 300
_CLAUSE = {"ccomp", "xcomp", "parataxis"}
_MARKERS = {"if", "when", "once", "unless", "whether", "before", "until", "because"}


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
            word = token.lower_
            behind = _said_behind(frame, offset, token, span)
            if behind:
                found.append(behind)
                continue
            cue = word in CUES or (word in _ANSWERING and _answers_back(token))
            if cue and not (_is_second_hand(token) or _is_noun_like(token) or _is_condition(token)):
                report = _report(frame, offset, sentence, token, span)
                if report:
                    found.append(report)
        found.extend(_according(frame, offset, sentence, span))
        found.extend(_quoted_as_saying(frame, span))
    return sorted(found, key=lambda report: report.verb_start)


def _is_second_hand(token: Token) -> bool:
    """ "quoted Jo Marsh as saying": what she said is no word of who quotes her."""
    before = token.doc[max(0, token.i - 40) : token.i]
    return (
        len(before) > 2 and before[-1].lower_ == "as" and any(t.lower_ in _QUOTING for t in before)
    )


def _is_condition(token: Token) -> bool:
    """ "will strike unless the firm announces “…”": the firm has announced nothing."""
    return any(child.dep_ == "mark" and child.lower_ == "unless" for child in token.children)


_QUOTING = {"quoted", "quotes", "quoting"}
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


_ANSWERING = {"shot": "back", "hit": "back", "fired": "back", "chipped": "in", "chimed": "in"}


def _answers_back(token: Token) -> bool:
    """ "shot back", "hit back", "chipped in"."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == _ANSWERING[token.lower_]


def _is_phrasal(token: Token) -> bool:
    """ "called off", "put out", "went on strike": verbs that are cues only without their particle."""
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    return (token.lower_ in CALLED and after[:1] in (["off"], ["up"], ["out"], ["back"])) or (
        token.lower_ in GOING and after[:1] == ["on"] and after[1:] in (["strike"], ["with"])
    )


def _is_noun_like(token: Token) -> bool:
    """Whether a cue's form is no verb here: "the call", "their demands", "an offer as promised"."""
    if _is_phrasal(token):
        return True
    if token.dep_ == "acl" and token.lower_.endswith("ed") and token.head.dep_ != "ROOT":
        # "a plan described by Jo Marsh as “fair”" has somebody who says so
        return token.lower_ not in NAMING or agent_of(token) is None
    if token.dep_ in {
        "amod",
        "compound",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "poss",
        "conj",
    }:
        if token.dep_ == "conj":
            return (
                _is_noun_like(token.head)
                if token.head.i < token.i and token.head.lower_ in CUES
                else False
            )
        return not any(child.dep_ in SUBJECT for child in token.children)
    return any(child.dep_ in {"det", "poss", "amod"} for child in token.children)


#: "whom the Herald agreed not to name": the paper's word to the speaker.
_NOT_TO_NAME = re.compile(
    r"\s(?:that )?(?:\w+ )?(?:not to|would not) (?:be )?(?:name|identify|print|use|publish)"
)


def _report(
    frame: Frame, offset: int, sentence: Span, token: Token, span: tuple[int, int]
) -> Report | None:
    if is_reduced_passive(token) or _NOT_TO_NAME.match(frame.text, offset + token.idx + len(token)):
        return None
    speaker = subject_token(speaking_verb(token, offset, frame))
    acting = token.lower_ in ACTING and token.lower_ not in SAYING
    clause = reported_clause(frame, offset, sentence, token, acting)
    if token.lower_ in NEEDS_CLAUSE and not _has_clause(token) and not _asks_to(token):
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
        place = (offset + first, offset + last)
        head = speaker.lower_
    if place and clause and place[0] <= clause[0] < clause[1] <= place[1]:
        clause = None  # "“…,” said one steward": whoever said it is not what was said
    hypothetical = any(
        child.dep_ in {"neg"} or (child.dep_ == "mark" and child.lower_ in _MARKERS)
        for child in token.children
    ) or any(child.dep_ == "advmod" and child.lower_ in _MARKERS for child in token.children)
    return Report(
        token.lower_,
        offset + token.idx,
        offset + token.idx + len(token),
        place,
        head,
        clause,
        span,
        hypothetical=hypothetical,
        acting=acting,
        complete=_calls_on(token)
        or _rejects_claim(token)
        or _names(token)
        or _in_writing(frame, span, offset + token.idx)
        if acting
        else _has_clause(token) or _is_complete(frame, offset, token, place),
        participle=token.lower_.endswith("ing") and token.dep_ not in {"ROOT", "conj"},
        thought=token.lower_ in THINKING or _has_auxiliary(token, MODALS),
        infinitive=(_has_auxiliary(token, {"to"}) and token.head.lower_ not in SEEMING)
        or _declined(token),
    )


def _rejects_claim(token: Token) -> bool:
    """ "rejected any suggestion that teachers were to blame"."""
    return token.lower_ in REJECTING and any(
        child.dep_ == "dobj" and child.lower_ in CLAIMS for child in token.children
    )


_IN_WRITING = re.compile(
    r"In (?:an?|its|their|his|her) (?:[\w-]+ ){0,2}?(?:statement|letter|e-?mail|circular|press release|memo)\b"
)


def _in_writing(frame: Frame, span: tuple[int, int], verb: int) -> bool:
    """ "In a letter to the press, the union welcomed some gains": it wrote so."""
    return _IN_WRITING.match(frame.text, span[0], verb) is not None


def _names(token: Token) -> bool:
    """ "called the deal fair", "described it as an insult"."""
    return (
        token.lower_ in NAMING
        and not _convenes(token)
        and any(child.dep_ in {"oprd", "ccomp"} or child.lower_ == "as" for child in token.children)
    )


def _convenes(token: Token) -> bool:
    """ "the first time they called a citywide stoppage": one thing alone, which is held and not named."""
    held = [child for child in token.rights if child.dep_ in {"dobj", "oprd", "attr"}]
    return token.lower_ in CALLED and len(held) == 1 and held[0].lower_ in CONVENED


def _asks_to(token: Token) -> bool:
    """ "asked members to stay clear", whatever the parser made of it."""
    near = [t.lower_ for t in token.doc[token.i + 1 : token.i + 7]]
    return token.lower_ in ASKING and "to" in near[1:]


def _is_complete(frame: Frame, offset: int, token: Token, subject: tuple[int, int] | None) -> bool:
    """Whether a verb reports though the parser saw no clause of its own.

    "has assured the public that care …"; "Under the deal, the union said, pay will rise".
    """
    text = frame.text
    start, end = offset + token.idx, offset + token.idx + len(token)
    if that_behind_place(token) is not None:
        return True
    if _THAT.match(text, end):
        return not _says_which(token)
    first = min(subject[0], start) if subject else start
    quoted = any(0 <= first - its_end <= 3 for _, its_end, _ in frame.runs)
    if subject and ends_its_sentence(token) and not quoted:
        return True
    return text[end : end + 2] == ", " and text[:first].rstrip().endswith(",") and not quoted


def _says_which(token: Token) -> bool:
    """ "warned three firms that broke the deal": which firms, and not of what."""
    that = next((t for t in token.doc[token.i + 1 : token.i + 6] if t.lower_ == "that"), token)
    return (
        token.lower_ in TELLING
        and that.dep_ in SUBJECT
        and that.head.dep_ == "relcl"
        and that.head.i == that.i + 1
    )


_THAT = re.compile(r"(?:\s[\w’']+){0,4}?\sthat\s(?:[a-z]|[A-Z])")


def _has_auxiliary(token: Token, words: set[str]) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in words for child in token.children)


def _declined(token: Token) -> bool:
    """ "declined to say": nothing was said."""
    return token.dep_ == "xcomp" and token.head.lower_ in {
        "declined",
        "refused",
        "failed",
        "unable",
    }


def _calls_on(token: Token) -> bool:
    """ "called on ministers to …", "appealed for talks"."""
    if token.i + 1 >= len(token.doc):
        return False
    return token.nbor().lower_ in CALLING.get(token.lower_, ())


def _has_clause(token: Token) -> bool:
    return any(child.dep_ in _CLAUSE for child in token.children)


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


def _according(
    frame: Frame, offset: int, sentence: Span, span: tuple[int, int]
) -> Iterator[Report]:
    """ "According to the union, the offer …": the rest of the sentence is the clause."""
    words = frame.text[span[0] : span[1]]
    for match in _ACCORDING.finditer(words):
        if _SAID_ALREADY.search(words, 0, match.start()):
            continue  # "he said, according to the Gazette, “…”": the paper only passes it on
        start = span[0] + match.end()
        token = next((t for t in sentence if offset + t.idx >= start), None)
        if token is None:
            continue
        head = next((t for t in token.subtree if t.dep_ == "pobj"), None) or next(
            (t for t in sentence[token.i - sentence.start :] if t.dep_ == "pobj"), token
        )
        first, last = noun_phrase(head)
        beside = next((t for t in sentence if _is_taken_apart(t, head)), None)
        if beside is not None:
            head, last = beside, noun_phrase(beside)[1]
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
    if report.subject_head == "i":
        return False  # "so I think it is time": speech printed without its marks
    if report.acting:
        return report.verb in INDIRECT_ACTING or report.complete
    return report.complete
