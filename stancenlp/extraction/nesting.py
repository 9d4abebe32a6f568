"""Which report a quoted run belongs to, where one stands inside another."""

from __future__ import annotations

import re

from stancenlp.extraction.cue_words import SAYING
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.report import Report


def report_of_run(
    run_span: tuple[int, int], reports: list[Report], usable: list[bool], whole: bool = True
) -> int | None:
    """The report that a quoted run belongs to, of the usable ones in its sentence.

    The nearest whose clause it stands in, else the nearest; ``whole`` is whether the run is a sentence.
    """
    start, end = run_span
    best: tuple[bool, int, int] | None = None
    for index, report in enumerate(reports):
        low, high = report.sentence
        if not usable[index] or not (low <= start < high or low < end <= high):
            continue
        if start <= report.verb_start < end:
            continue
        if report.verb_end <= start and report.subject and start <= report.subject[0] < end:
            continue
        distance = (
            start - report.verb_end if report.verb_end <= start else report.verb_start - end + 10
        )
        outside = not (report.clause and report.clause[0] <= start < report.clause[1])
        if outside and report.hypothetical and end <= report.verb_start:
            continue  # "has offered to “hold off” if the minister agrees to talk"
        best = min(best or (outside, distance, index), (outside, distance, index))
    return None if best is None else _outermost(best[2], run_span, reports, usable, whole)


#: Words this close behind "he told the informant that" are his, whoever passes them on, if there are
#: enough of them (characters): of a word or two, whoever reports may have chosen them.
_TOLD, _TOLD_LENGTH = 60, 14
_TOLD_BY = SAYING - {"tell", "tells", "say", "ask", "deny", "denies", "denied"}


def _outermost(
    index: int, run_span: tuple[int, int], reports: list[Report], usable: list[bool], whole: bool
) -> int:
    """The report that has the last word on a run.

    "members rejected a “derisory” offer, the union has said" is the union's; so is what a spokesman
    said that the minister thought or would urge, and a word or two of what anybody reports that others said.
    """
    start, end = run_span
    inner = reports[index]
    told = (
        inner.verb in _TOLD_BY
        and not inner.infinitive
        and 0 <= start - inner.verb_end < _TOLD
        and end - start >= _TOLD_LENGTH
    )
    own = whole or told
    for number, report in enumerate(reports):
        clause = report.clause
        if number == index or not usable[number] or not clause:
            continue
        within = clause[0] <= inner.verb_start < clause[1]
        # "called on the firm to say whether it had “secretly” cut pay"
        asked_for = inner.infinitive and report.acting and report.subject == inner.subject
        after = inner.acting and end <= report.verb_start and clause[1] <= report.verb_start
        # "said the minister did not understand that “…”": the minister said nothing
        unsaid = inner.thought or (inner.hypothetical and not report.hypothetical)
        passed_on = unsaid or asked_for or not (own or report.acting)
        before = passed_on and report.complete and report.verb_end <= inner.verb_start
        if within and start < clause[1] and (after or before):
            return number
    return index


def main_report(found: Frame, cue: Report, cues: list[Report]) -> Report | None:
    """ "Calling the offer “mean,” Jo Marsh said unions …": the report behind a sentence's first words."""
    behind = (c for c in cues if c.sentence == cue.sentence and c.subject and c is not cue)
    return next((c for c in behind if found.text[: c.subject[0]].endswith(", ")), None)  # type: ignore[index]


_HEARD = {"reported", "reports", "quoted", "quotes", "heard", "recorded"}


def is_heard(found: Frame, cue: Report, cues: list[Report]) -> bool:
    """ "The Gazette reported an official saying “…”": whom a paper heard has a verb of their own."""
    return cue.subject is not None and any(
        earlier.verb in _HEARD and 0 < cue.subject[0] - earlier.verb_end < 3 for earlier in cues
    )


#: ", with the union claiming", ", with Jo Marsh, head of Unite, accusing".
_WITH = re.compile(r"\bwith\s$")


def has_own_subject(found: Frame, cue: Report) -> bool:
    """Whether a participle behind "with" has a subject of its own, whoever spoke before."""
    if cue.subject is None or not 0 < cue.verb_start - cue.subject[1] <= 2:
        return False
    return _WITH.search(found.text, max(0, cue.subject[0] - 8), cue.subject[0]) is not None
