"""What a union's officials and bodies, and strikers, are reported to have said without quotation marks.

Who they are has been found before; here it is told which words are theirs, and not a quotation's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stancenlp.extraction.draft import Draft
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.marks import Run
from stancenlp.extraction.memory import Attribution
from stancenlp.extraction.report import Report
from stancenlp.extraction.reporting import reports_indirectly
from stancenlp.extraction.speakers import Speaker
from stancenlp.extraction.unnamed import is_somebody

#: The shortest indirect statement, in words; and the shortest that a quotation cuts off.
_LEAST, _LEAST_BEFORE_QUOTE = 4, 5
#: "what their union called a study session": a shorter name for something is no statement.
_LEAST_ASIDE = 8
#: What is left hanging where the words before a quotation are cut off.
_DANGLING = re.compile(
    r"[\s,:;–—-]*(?:\b(?:(?<=, )who|and|but|while|as|with|that|which|or)\b)?[\s,:;–—-]*$"
)
#: Half a sentence: "until it meets both firms" before a quotation.
_HALF = re.compile(r"(?:until|unless|if|once|when|because|although|though|while)\s[^,]+")
#: Who passes on what was said: "…, according to the Gazette", "…, Reuters reports".
_SOURCE = re.compile(
    r",\saccording to\b|,\s[A-Z][\w’']+(?:\s[A-Z][\w’']+){0,3}\s(?:reports|reported)[.\s]*$"
    r"|,\s(?:said|says|added|claimed|explained|warned|insisted)\s(?:the\s|an?\s)?[A-Z][^,;]{1,60}$"
)
#: "said so on Saturday": what was said stands elsewhere.
_SO = re.compile(r"\sso(?: (?:on|at|in|after|when|during|last|this|yesterday|earlier)\b|[.,;])")
#: How words begin that say when or where somebody spoke, and not what.
_CIRCUMSTANCE = re.compile(
    r"(?:(?:(?:a few )?(?:moments|minutes|hours|days|weeks)|shortly|just) (?:after|before)|when|as|after|before|while|during|outside|following)\b"
)


def indirect(
    text: str,
    found: Frame,
    cues: list[Report],
    speakers: Sequence[Attribution | None],
    begun: list[Draft],
    quoted: list[Run],
) -> list[Draft]:
    """The indirect statements of a paragraph.

    What a single striker said is marked, for :func:`of_quoted` to judge, and what is of a union only if its
    speaker is told to be. ``begun`` are the paragraph's statements so far, no words of which are given twice;
    ``quoted`` its runs but for titles.
    """
    drafts: list[Draft] = []
    marks = [run.outer_start for run in quoted]
    taken = [clause for draft in begun for clause in draft.clauses]
    # single strikers and who may be of no union last: what is taken out again must not keep others from their words;
    # who reports behind what another reports has it all: "The union reckons that 300 are out, its secretary said"
    together = _by_sentence(cues)
    order = sorted(
        zip(cues, speakers, strict=True),
        key=lambda pair: (_doubts(pair), _depth(pair[0], together[pair[0].sentence])),
    )
    for cue, by in order:
        if by is None or not reports_indirectly(cue):
            continue
        single = _is_single(cue, by)
        if single and (cue.acting or cue.thought or cue.verb not in _SPEAKING):
            continue
        if _is_thing(cue, by.speaker):
            continue
        clause = _unquoted(text, found, cue, cues, marks, taken)
        if clause is None:
            continue
        clauses = sorted([clause, *_other_part(found, cue, marks, taken)])
        taken += clauses
        drafts.append(
            Draft(
                by.speaker,
                found.span_in_article(by.span) if by.span else None,
                found.paragraph,
                [],
                clauses,
                False,
                found.paragraph,
                single=single,
                tentative=by.speaker.side != "union",
            )
        )
    return drafts


def of_quoted(drafts: list[Draft]) -> list[Draft]:
    """The statements but for what single strikers said of whom no word is quoted: narration."""
    quoted = {draft.speaker.name for draft in drafts if draft.speaker and draft.runs}
    return [
        draft
        for draft in drafts
        if not draft.single or (draft.speaker and draft.speaker.name in quoted)
    ]


def _unquoted(
    text: str,
    found: Frame,
    cue: Report,
    cues: list[Report],
    marks: list[int],
    taken: list[tuple[int, int]],
) -> tuple[int, int] | None:
    """What of a reported clause stands before the quotations in it and is not yet a statement.

    In offsets of the article; None if it is taken, or too short to say anything.
    """
    if cue.clause is None or _is_quoted(found, cue) or _SO.match(found.text, cue.verb_end):
        return None
    least = _LEAST_ASIDE if cue.aside else _LEAST
    low, high = found.span_in_article(cue.clause)
    source = _SOURCE.search(text, low, high) if cue.verb != "according" else None
    high = source.start() if source else high
    if cue.clause[1] <= cue.verb_start and any(low < mark < high for mark in marks):
        return None  # "The strike went on, however, “they held empty meetings,” she said"
    marks = marks + [start for start, _ in taken]
    if any(start <= low < end for start, end in taken):
        return None
    cut = min([mark for mark in marks if low <= mark < high], default=high)
    if cut < high:
        cut = min([cut, *_beginnings(found, cue, cues, low, cut)])
        words = _DANGLING.sub("", text[low:cut])
        if not words or len(words.split()) < _LEAST_BEFORE_QUOTE or _HALF.fullmatch(words):
            return None
        high = low + len(words)
    other = found.text[slice(*cue.rest)] if cue.rest else ""
    return (low, high) if len(f"{text[low:high]} {other}".split()) >= least else None


def _other_part(
    found: Frame, cue: Report, marks: list[int], taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The other part of what a report interrupts, if it is nobody's yet and not quoted."""
    if cue.rest is None:
        return []
    low, high = found.span_in_article(cue.rest)
    used = any(low < mark < high for mark in marks) or any(
        start < high and low < end for start, end in taken
    )
    return [] if used else [(low, high)]


def _beginnings(found: Frame, cue: Report, cues: list[Report], low: int, cut: int) -> Iterator[int]:
    """Where in a report's clause other reports begin that the mark at ``cut`` is of.

    "a deal which | it claimed had “holes”".
    """
    for other in cues:
        told = found.span_in_article(other.clause) if other.clause else (0, 0)
        if other.participle and cue.verb_end < other.verb_start and told[0] - 2 <= cut <= told[1]:
            yield found.to_article(other.verb_start)  # "warned of delays, | saying “…”"
        if (
            other.subject
            and other.subject[0] < other.verb_start
            and cue.verb_end < other.verb_start
        ):
            start = found.to_article(other.subject[0])
            if start > low and found.text[: other.subject[0]].rstrip().endswith(("which", "who")):
                yield start


def _is_quoted(found: Frame, cue: Report) -> bool:
    """Whether a clause is itself quoted, or only says when and where: "“…,” she said after talks"."""
    low, high = cue.clause or (0, 0)
    verb = min(cue.subject[0], cue.verb_start) if cue.subject else cue.verb_start
    said_that = found.text.endswith("that ", 0, low)  # "said that when crews came in, it was open"
    circumstance = None if said_that else _CIRCUMSTANCE.match(found.text, low, high)
    passed_on = circumstance and found.text.endswith("as saying ", 0, low)
    return any(
        start <= low < end or (circumstance and 0 <= verb - end <= 3) or (passed_on and end < low)
        for start, end, _ in found.runs
    )


#: "Drivers are out, asking for 5%": what strikers want is narration.
_WANTING = {"asking", "demanding", "calling", "urging"}
#: Verbs by which a single striker's words are told.
_SPEAKING = {
    "said", "says", "told", "tells", "added", "adds", "adding", "explained", "explains", "admitted", "admits",
    "recalled", "recalls", "insisted", "insists", "warned", "warns", "claimed", "claims", "argued", "argues",
    "complained", "complains", "conceded", "concedes", "according", "saying",
}  # fmt: skip


def _doubts(pair: tuple[Report, Attribution | None]) -> tuple[bool, bool]:
    """Whether a report may turn out to be none of a union's, and whether it may be left out as a single striker's."""
    cue, by = pair
    return by is not None and by.speaker.side != "union", _is_single(cue, by)


def _by_sentence(cues: list[Report]) -> dict[tuple[int, int], list[Report]]:
    """The reports of each sentence of a paragraph."""
    together: dict[tuple[int, int], list[Report]] = {}
    for cue in cues:
        together.setdefault(cue.sentence, []).append(cue)
    return together


def _depth(cue: Report, cues: list[Report]) -> int:
    """In how many clauses of its sentence's reports a report stands whose verbs stand behind them."""
    return sum(
        other.clause is not None
        and other.clause[0] <= cue.verb_start < other.clause[1] <= other.verb_start
        for other in cues
    )


def _is_single(cue: Report, by: Attribution | None) -> bool:
    """Whether a single striker speaks for themselves."""
    return by is not None and by.speaker.member and not _speaks_for_many(cue, by.speaker)


def _speaks_for_many(cue: Report, speaker: Speaker) -> bool:
    """Whether strikers report together: "nurses say", "they say"."""
    together = not speaker.person or _is_plural(cue.subject_head)
    return together and cue.verb not in _WANTING


#: One word for many people.
_MANY = re.compile(
    r"(?:public|crowd|group|majority|minority|crew|team|picket|people|family|workforce|couple|pair|community|audience|party|committee|branch|few|many|most|rest|other)$"
)


def _is_thing(cue: Report, speaker: Speaker) -> bool:
    """ "The rota, says Unite’s Jo Lunt, is a disgrace": what the parser may take for who says so."""
    head = cue.subject_head
    unknown = not speaker.person and speaker.side == "unknown" and speaker.organisation is None
    return (
        unknown
        and speaker.name.lower().startswith("the ")
        and not (_is_plural(head) or _MANY.search(head) or is_somebody(head, head))
    )


def _is_plural(head: str) -> bool:
    """Whether many speak at once: "nurses", "staff"."""
    return head in {"staff", "men", "women", "crews"} or (
        head.endswith("s") and not head.endswith("ss")
    )
