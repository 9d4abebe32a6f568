"""What a reporting verb reports: where its clause begins, and where somebody else's words begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stancenlp.extraction.cue_words import (
    ACTING,
    CUES,
    DENYING,
    FINITE,
    MODALS,
    PREDICATES,
    SPEAKERS_OWN,
    TELLING,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.reporting_verbs import (
    clauses_of,
    has_clause,
    is_aside,
    warns_at_once,
    warns_of,
)
from stancenlp.extraction.subjects import SUBJECT, shares_passive

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def reported_clause(
    frame: Frame, offset: int, sentence: Span, token: Token, acting: bool
) -> tuple[int, int] | None:
    """What a verb reports: its clause, or its whole predicate where that alone makes sense.

    "accused ministers of delay", "denied that they had stalled" and "vowed to fight on" need their verb,
    "said it was too late" does not. Offsets into the frame, without the spaces and commas at the ends;
    None if nothing is left.
    """
    text = frame.text
    end = offset + end_of_words(token, sentence)
    while end > offset and text[end - 1] in " .\n":
        end -= 1
    verb = offset + token.idx
    described = token.dep_ == "acl" and any(child.dep_ == "agent" for child in token.children)
    if described or is_aside(token):
        # "The offer, described by Tesco as “generous”, was rejected": it ends with its own words
        last = token.right_edge
        end = min(end, offset + last.idx + len(last))
    over = _OVER.search(text, verb, end) if token.dep_ == "relcl" else None
    end = over.start() if over else end
    end = verb + len(text[verb:end].rstrip(" ,-–—"))
    alone = token.lower_ in PREDICATES or warns_of(token)
    whole = acting or token.lower_ in DENYING or warns_at_once(token)
    if not _finite_clauses(token) and (whole or alone or has_clause(token)):
        end = min(end, _reporters_own(text, offset, token, end))
    if whole or (alone and not _finite_clauses(token)):
        return (verb, end) if end > verb else None
    clauses = [child for child in clauses_of(token) if child.dep_ == "ccomp"]
    if not clauses and token.dep_ == "parataxis" and _AS.match(text, verb + len(token)):
        return _clause_before(text, offset, token, token.head)
    after = [child for child in clauses if child.i > token.i]
    if clauses and not after:
        return _clause_before(text, offset, token, *clauses)
    if not clauses and ends_its_sentence(token):
        return _sentence_before(text, offset, sentence, token)
    start = verb + len(token)
    if token.lower_ in TELLING:
        heard = _HEARER.match(text, start, end)
        start = heard.end() if heard else start
    skip = _AFTER_CUE.match(text, start, end)
    if skip:
        start = skip.end()
    that = None if clauses else that_behind_place(token)
    own = (
        (_that_is_subject(after[0], token) or _taken_for_object(token, after[0])) if after else None
    )
    if own is not None:
        start = offset + own.idx
    elif after and skip and _lost_its_subject(after[0]):
        pass  # "said in a statement management was not ready": taken for one noun
    elif after:
        start = max(start, _beginning(offset, token, after[0]))
    elif that is not None and that.i + 1 < len(that.doc):
        start = offset + that.nbor().idx
    return (start, end) if end - start > 3 else None


def _lost_its_subject(clause: Token) -> bool:
    return not _has_subject(clause) and clause.left_edge.lower_ in FINITE


def _finite_clauses(token: Token) -> list[Token]:
    """The clauses a verb reports that are no infinitives."""
    return [
        child
        for child in token.children
        if child.dep_ == "ccomp" and not any(its.lower_ == "to" for its in child.lefts)
    ]


def _reporters_own(text: str, offset: int, token: Token, end: int) -> int:
    """Where the reporter goes on: "threatened to strike, | but nobody went out", "believes it to be short | and it …"."""
    for child in token.rights:
        first = child.left_edge
        if child.dep_ == "conj" and _speaks_anew(child) and first.nbor(-1).dep_ == "cc":
            joint = offset + first.nbor(-1).idx
            return token.idx + offset + len(text[token.idx + offset : joint].rstrip(" ,–—-"))
    return end


def _speaks_anew(verb: Token) -> bool:
    """Whether a joined verb begins a sentence of the reporter's: not "and that flights would stop"."""
    return _has_subject(verb) and not any(child.dep_ == "mark" for child in verb.lefts)


#: "Services would get slower, the union said, as drivers joined".
_AS = re.compile(r", (?:as|while|after|before|when|following|ahead of|amid|despite)\b")


def ends_its_sentence(token: Token) -> bool:
    """ "Crews will stop Monday, Tuesday, and Friday, Marsh said.": the parser joined the verb to its clause."""
    if token.dep_ != "conj" or token.lower_ not in {"said", "says", "added"} or token.i < 5:
        return False
    rest = token.doc[token.i + 1 : token.sent.end]
    first = min((c.left_edge.i for c in token.children if c.dep_ in SUBJECT), default=0)
    return first > 0 and token.doc[first - 1].text == "," and all(t.is_punct for t in rest)


def _sentence_before(
    text: str, offset: int, sentence: Span, token: Token
) -> tuple[int, int] | None:
    """A sentence up to the comma before the subject of its last verb."""
    subject = min(c.left_edge.idx for c in token.children if c.dep_ in SUBJECT)
    start = offset + sentence.start_char
    stop = start + len(text[start : offset + subject].rstrip(" ,"))
    return (start, stop) if stop - start > 3 else None


#: "ACCRA (Newswire) - Nurses are on strike": where a report was written.
_DATELINE = re.compile(r"[A-Z][A-Z.,’' -]{2,30}(?:\([\w ./]{2,30}\)\s?)?[–—-]+\s+(?=[A-Z])")
#: "However, the offer".
_JOINED = re.compile(r"(?:But|And|So|However|Meanwhile|Yet),?\s+")


def _clause_before(text: str, offset: int, token: Token, *clauses: Token) -> tuple[int, int] | None:
    """ "The offer was low, but members took it, the union said": the clauses stand before their verb."""
    first = clauses[0].left_edge
    limit = token.left_edge.i if clauses[0] == token.head else token.i
    words = (word for clause in clauses for word in clause.subtree if word.i < limit)
    last = max(words, key=lambda t: t.i, default=None)
    if last is None:
        return None
    start, stop = offset + first.idx, offset + last.idx + len(last)
    for opening in (_DATELINE, _JOINED):
        opened = opening.match(text, start, stop)
        start = opened.end() if opened else start
    while stop > start and text[stop - 1] in " ,":
        stop -= 1
    return (start, stop) if stop - start > 3 else None


def _beginning(offset: int, token: Token, clause: Token) -> int:
    """Where a clause begins behind its verb: "said earlier this month that | the offer …".

    0 where what stands between is too long to be the time, the place or the hearer.
    """
    first = clause.left_edge
    that = first.lower_ == "that"
    if not 0 < first.i - token.i - 1 <= (15 if that else 6):
        return 0
    after = first.nbor() if that and first.i + 1 < len(first.doc) else first
    return int(offset + after.idx)


def _that_is_subject(clause: Token, verb: Token) -> Token | None:
    """The "that" of "says that only applies to teachers", which has no other subject."""
    first = clause.left_edge
    subjects = [child for child in clause.lefts if child.dep_ in SUBJECT]
    if first.lower_ == "that" and first.i > verb.i and subjects == [first]:
        return first
    if _has_subject(clause) or any(child.dep_ == "expl" for child in clause.children):
        return None
    if first.i + 1 < len(first.doc) and first.nbor().lower_ in _TIME:
        return None  # "said that when crews came in the gate was down"
    bare = clause.lower_.endswith("s") or clause.i - first.i <= 1
    return first if first.lower_ == "that" and first.dep_ == "mark" and bare else None


#: What a clause begins with that says when or if something is so.
_TIME = {"when", "if", "while", "once", "unless", "until", "after", "before", "because", "as"}


def _taken_for_object(token: Token, clause: Token) -> Token | None:
    """The first word of a clause whose subject the parser hung on the verb.

    "warned action is likely", "said three weeks without pay was hard".
    """
    begins = clause.left_edge
    taken = [child for child in token.rights if child.i < clause.i]
    if (
        _has_subject(clause)
        or begins.lower_ not in FINITE
        or not taken
        or any(child.dep_ == "punct" for child in taken)
        or taken[-1].right_edge.i + 1 != begins.i
    ):
        return None
    first = taken[0].left_edge
    a_noun = taken[0].dep_ in {"dobj", "attr", "npadvmod"} or first.i < taken[0].i
    return first if a_noun and first.i == token.i + 1 else None


def before_report(
    text: str, offset: int, token: Token, clause: tuple[int, int] | None
) -> tuple[int, int] | None:
    """What stands before a report that interrupts it: "| It was the same letter, |she said, in bold".

    In offsets of the frame; None where the verb's clause does not go on behind it.
    """
    verb = offset + token.idx
    subjects = [child for child in token.lefts if child.dep_ in SUBJECT]
    if (
        clause is None
        or clause[0] < verb
        or not subjects
        or token.dep_ not in {"parataxis", "ccomp", "conj", "advcl"}
        or text[verb + len(token) : verb + len(token) + 2] != ", "
    ):
        return None
    head = token.head
    start = offset + head.left_edge.idx
    stop = offset + subjects[0].left_edge.idx
    opened = _OPENING.match(text, start, stop)
    start = opened.end() if opened else start
    words = text[start:stop]
    if not words.endswith(", ") or _NO_PART.match(words) or len(words.split()) < 2:
        return None
    return start, start + len(words.rstrip(" ,"))


#: "but which, the union said,".
_OPENING = re.compile(r"(?:(?:But|And|So|However|Meanwhile|Yet|and|but|so|which|who|that),?\s+)+")
#: What stands before a report and is none of it: "Asked about the talks, she said, …".
_NO_PART = re.compile(
    r"(?:Asked|Speaking|Writing|Addressing|According|Contacted|Reached|(?:In|At|On|After|During|Outside)\s(?:an?|the|his|her|their|its)\s"
    r"(?:\w+\s){0,2}(?:statement|letter|interview|e-?mail|rally|meeting|picket line|post|message|speech|news conference|press conference))\b"
)


def that_behind_place(token: Token) -> Token | None:
    """The "that" of a clause which the parser hung on where it was said: "said on the radio that".

    None where there is none within the fifteen words behind the verb.
    """
    for child in token.doc[token.i + 1 : token.i + 16]:
        if child.text in ",;:" or child.dep_ in SUBJECT:
            return None
        if child.lower_ == "that" and child.dep_ == "mark" and child.head.dep_ in {"acl", "relcl"}:
            place = child.head.head
            while place.dep_ == "pobj" and place.head.lower_ in _WHERE_SAID:
                place = place.head.head
            return child if place == token else None
    return None


def end_of_words(token: Token, sentence: Span) -> int:
    """Where in its document a verb's own words end: the sentence, or the next report beside it."""
    for child in sentence:
        if child.i <= token.i or child.lower_ not in CUES:
            continue
        if _stands_beside(child, token):
            first = child.left_edge
            before = first.nbor(-1) if first.i > token.i + 1 else first
            return int(before.idx if before.dep_ == "cc" else first.idx)
        stop = _semicolon(token, child)
        if stop and _has_subject(child):
            return stop
        if _stands_against(child, token) or _speaks_next(child, token):
            return int(child.left_edge.idx)
    absolute = token.dep_ == "pcomp" and token.head.head.i > token.i
    follows = token.head.i > token.i
    if absolute or (
        follows and (token.dep_ == "advcl" or (token.dep_ == "ccomp" and token.head.lower_ in CUES))
    ):
        # "While the college has told staff to wait, the union said …", "Crews vowed to go on, it said",
        # "With crews accusing the firm of delay, talks ended"
        last = token.right_edge
        return int(last.idx + len(last))
    return sentence.end_char


def end_before_others(verb: Token, sentence: Span) -> int:
    """Where in its document a clause that somebody reports ends: at the next report that has its own subject.

    Of "the firm, says the union, promised to talk and then said it would not" all is the union's.
    """
    end = end_of_words(verb, sentence)
    report = next((t for t in sentence if t.idx >= end and t.lower_ in CUES), None)
    return end if report is None or _has_subject(report) else int(sentence.end_char)


def _semicolon(earlier: Token, later: Token) -> int | None:
    """Where in its document the first semicolon between two reporting verbs stands, or None."""
    between = earlier.doc[earlier.i + 1 : later.i]
    return next((int(token.idx) for token in between if token.text == ";"), None)


def _speaks_next(token: Token, earlier: Token) -> bool:
    """ "She said it was over, adding: “…”": a quotation of its own, behind a colon."""
    return (
        token.dep_ == "advcl"
        and token.lower_.endswith("ing")
        and token.i + 1 < len(token.doc)
        and token.nbor().text == ":"
        and earlier in token.ancestors
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECT for child in token.children)


def _stands_beside(token: Token, earlier: Token) -> bool:
    """Whether a reporting verb is joined to an earlier one by "and"."""
    if token.dep_ != "conj" or shares_passive(token):
        return False
    if _has_subject(token):
        # "…, and the college accused ministers": somebody else begins to speak
        first = token.left_edge
        modal = any(child.dep_ == "aux" and child.lower_ in MODALS for child in token.children)
        reported = any(child.dep_ == "mark" and child.lower_ == "that" for child in token.lefts)
        return (
            not (modal or reported)  # "said it would pay, but that the clinic had not answered"
            and earlier in token.ancestors
            and first.i > 1
            and first.nbor(-2).text in _PAUSES
        )
    inner = token.head
    return earlier == inner or (
        token.lower_ in SPEAKERS_OWN and inner.dep_ == "ccomp" and inner.head == earlier
    )


def _stands_against(token: Token, earlier: Token) -> bool:
    """Whether a report is set against an earlier one: "…, while ministers said", "although she said"."""
    return (
        token.dep_ == "advcl"
        and _has_subject(token)
        and (token.lower_ in ACTING or bool(_finite_clauses(token)))
        and any(child.dep_ == "mark" and child.lower_ in _AGAINST for child in token.children)
        and (earlier in token.ancestors or token.head in earlier.ancestors)
    )


#: "a plan which crews say is unfair – and a pay freeze", "…, which they rejected": the relative clause is over.
_OVER = re.compile(
    r"\s[–—-]\s(?:and|but|or)\b|,\swhich\s(?:it|they|he|she)\s(?:ha(?:s|ve|d)\s)?(?:reject|refus|turned|dismiss|den[iy])|,\s(?:though|although|while|whilst|whereas|but)\b"
)
#: What stands before the "and" with which somebody else begins to speak.
_PAUSES = {",", "–", "—", "-"}
#: "said on the radio", "told to a rally".
_WHERE_SAID = {"on", "in", "at", "to", "during"}
#: "while ministers said", "although she said".
_AGAINST = {"while", "whilst", "whereas", "although", "though", "as"}
#: Whom something is told: "told a rally in Elmton", "told BBC Radio 4’s programme".
_HEARER = re.compile(
    r"\s+(?:(?:the|its|their|his|her)\s(?:union|unions|company|council|government|staff|members|workers|media|press|public|crowd|rally|conference|meeting|committee|court|hearing|programme|newspaper|paper|house|commons)\s|(?:its|the|their|his|her|a|reporters|journalists|members(?! of)|us|me|them|him|ministers|staff|MPs)\b\s*)?(?:[a-z]+\s(?=that\b))?"
    r"(?:(?:[A-Z][\w’'&.-]*|\d{1,2}[’']s(?=\s[A-Z]))(?:\s(?:of|the|and)(?=\s[A-Z]))?(?:\s|(?=[:,])))*(?:(?<=[a-z] )(?:programme|show|podcast|newspaper|website)\s)?(?:(?<=day )(?:morning|afternoon|evening|night)\s)?(?=\S)"
)
#: When, where and how it is said: "said in a statement on Monday that".
_AFTER_CUE = re.compile(
    r"(?:\s+(?:(?:on|out|back|to|saying)\b|(?:just |shortly )?(?:after|before|around|at) (?:midnight|midday|noon|dawn)\b|(?:yesterday|today|last night)\b(?![’'])|earlier|later|again|also|simply|publicly"
    r"|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![’'])(?:\s(?:night|morning|evening|afternoon))?"
    r"|in (?:a|an|the) (?:[\w-]+ )?(?:statement|letter|email|interview|message|speech|note|clip|video|post|release)\b(?: (?:posted|shared|published|released|issued|sent)(?: [a-z]+){0,3}?(?=,? that\b))?|(?:at )?an? (?:rally|news conference|press conference)"
    r"|(?:the )?[A-Z][\w]+(?: [A-Z][\w]+){0,3}(?=\s+that\b)))*\s*(?:,\s*[^,]{1,40},\s*(?=that\b))?[,:]?\s*(?:that\s+)?"
)
