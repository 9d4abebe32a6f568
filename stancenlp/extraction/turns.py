"""Whose turn it is: gives each quoted run to the statement it belongs to.

A run is tried by small steps in order (:data:`_STEPS`); the first that knows whose it is decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stancenlp.extraction.attribution import resolve
from stancenlp.extraction.colons import ends_in_colon, named_before_colon, signed_behind
from stancenlp.extraction.descriptions import CANNOT_SPEAK
from stancenlp.extraction.draft import Draft
from stancenlp.extraction.fragments import (
    awaits,
    head_of,
    is_accused_of,
    is_called_so,
    is_clause,
    is_named_so,
    is_told_to,
    orders_before,
    predicate,
    sentence_around,
    subject_above,
    subject_around,
    subject_before_verb,
)
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.headings import is_furniture
from stancenlp.extraction.marks import Run
from stancenlp.extraction.memory import Attribution, Memory, body_at, person_at
from stancenlp.extraction.report import Report
from stancenlp.extraction.roles import EMPLOYER_PHRASE
from stancenlp.extraction.speakers import Cast, body_speaker
from stancenlp.extraction.subjects import object_at
from stancenlp.extraction.unparsed import body_behind

#: A fragment this close behind a quotation goes on with it.
_CLOSE = 40


@dataclass(frozen=True)
class Turn:
    """A quoted run in its paragraph, with the reporting clause it stands in, if any.

    ``span`` is the run in frame offsets, ``whole`` whether it is whole sentences, ``by`` whom its
    reporting clause ``cue`` names; ``cues`` and ``speakers`` are those of the paragraph.
    """

    found: Frame
    span: tuple[int, int]
    run: Run
    whole: bool
    cue: Report | None
    by: Attribution | None
    cues: list[Report]
    speakers: list[Attribution | None]

    @property
    def opens(self) -> bool:
        """Whether the paragraph begins with this run."""
        before = self.found.text[: self.span[0]].strip(" •*-–—")
        return not before or is_furniture(before)


class Turns:
    """Keeps whose turn it is from run to run, over the paragraphs of one article."""

    def __init__(self, cast: Cast, memory: Memory) -> None:
        self._cast = cast
        self._memory = memory
        self._last: Draft | None = None
        self._here: Draft | None = None
        self._open: Draft | None = None
        #: The last statement that was given to somebody for want of a name.
        self._guessed: Draft | None = None
        self._announced: Attribution | None = None
        self._continues = False

    def begin(self, found: Frame) -> None:
        """A paragraph begins."""
        self._here = None
        self._continues = False

    def goes_on(self, found: Frame, runs: list[Run]) -> bool:
        """Whether a paragraph goes on with the speech above and is cut off: "“They were late and"."""
        if self._open is None or not found.runs or found.text[: found.runs[0][0]].strip():
            return False
        run = runs[found.runs[0][2]]
        return run.outer_end == run.end and not run.continues

    def end(self, announced: Attribution | None) -> None:
        """A paragraph ends; ``announced`` speaks in the next one."""
        self._announced = announced
        if not self._continues:
            self._open = None

    def place(self, turn: Turn) -> Draft | None:
        """Put a run into the statement it belongs to; the statement, if it begins a new one."""
        self._continues = turn.run.continues
        answer: Draft | Attribution | None = None
        for step in _STEPS:
            answer = step(self, turn)
            if answer is not None:
                break
        if answer is None and not turn.whole:
            return None
        if isinstance(answer, Draft):
            self._join(answer, turn)
            return None
        same = self._here is not None and self._here.speaker is not None
        if answer and same and self._here.speaker.name == answer.speaker.name:  # type: ignore[union-attr]
            draft, new = self._here, None
            self._join(draft, turn)  # type: ignore[arg-type]
        else:
            draft = new = self._begin(turn, answer)
            if answer is None or step is Turns._last_speaker:
                self._guessed = new
        if not turn.whole:
            self._carry_clause(turn, draft)  # type: ignore[arg-type]
        return new

    def _begin(self, turn: Turn, answer: Attribution | None) -> Draft:
        span = answer.span if answer else None
        draft = Draft(
            answer.speaker if answer else None,
            turn.found.span_in_article(span) if span else None,
            turn.found.paragraph,
            direct=turn.whole,
        )
        self._join(draft, turn)
        return draft

    def _join(self, draft: Draft, turn: Turn) -> None:
        draft.runs.append(turn.run)
        draft.last_paragraph = turn.found.paragraph
        self._here = self._last = draft
        if turn.run.continues:
            self._open = draft

    def _carry_clause(self, turn: Turn, draft: Draft) -> None:
        """Carry the reporter's words around a fragment into the statement."""
        found, span = turn.found, turn.span
        clause = turn.cue.clause if turn.cue else predicate(found, span)
        if clause is None or not clause[0] <= span[0] < clause[1] + 1:
            return
        clause = (clause[0], max(clause[1], span[1]))
        if turn.cue is None and is_called_so(found, span):
            clause = (clause[0], span[1])
        low = found.to_article(clause[0])
        high = found.to_article(min(clause[1], len(found.text)) - 1) + 1
        last = max(run.outer_end for run in draft.runs)
        if high < last <= high + 2:
            high = last
        if low - 2 <= turn.run.outer_start < low:
            low = turn.run.outer_start
        draft.add_clause(low, high)

    # the steps, in the order in which they are tried

    def _named_at_last(self, turn: Turn) -> Draft | None:
        """A quotation carried on over paragraphs may name its speaker only in the last one."""
        held, by = self._open, turn.by
        if held is None or held is not self._guessed or by is None or not turn.opens:
            return None
        held.speaker = by.speaker
        held.speaker_span = turn.found.span_in_article(by.span) if by.span else None
        return held

    def _reported(self, turn: Turn) -> Attribution | None:
        """ "…," said Ruth Alderman."""
        before = turn.found.text[: turn.span[0]]
        if turn.whole and turn.cue and turn.cue.hypothetical and ends_in_colon(before):
            return None  # "A nurse, who gave no name as the firm had asked them not to, was angry: “…”"
        return turn.by

    def _after_colon(self, turn: Turn) -> Attribution | None:
        """ "Ruth Alderman, of the college: 'We are…'": a name and a colon stand for "said"."""
        return named_before_colon(turn.found, turn.span, self._cast, self._memory)

    def _signed(self, turn: Turn) -> Attribution | None:
        """ "“We are…” – Ruth Alderman, of the college"."""
        signed = signed_behind(turn.found, turn.span[1], self._cast)
        if signed is None and turn.whole:
            return body_behind(turn.found, turn.span[1], self._cast)
        return signed

    def _said_behind(self, turn: Turn) -> Attribution | None:
        """ "“We are done.” Mo Hartley said on Friday.": the attribution is a sentence of its own."""
        text, end = turn.found.text, turn.span[1]
        for cue, speaker in zip(turn.cues, turn.speakers, strict=True):
            place = cue.subject
            if speaker and place and 0 < place[0] - end <= 3 and text[end - 1] in ".!?”\"'’":
                ends = text[cue.verb_end : cue.verb_end + 2] in (".", ". ")
                if (ends or not cue.complete) and place[0] < cue.verb_start <= place[1] + 2:
                    return speaker
        return None

    def _ordered_by(self, turn: Turn) -> Attribution | None:
        """ "defied orders from the arbitrator to “report to work”": whoever gave them."""
        found, span = turn.found, turn.span
        around = None if turn.whole and turn.opens else sentence_around(found, span[0])
        orders = orders_before(found, span) if around else None
        place = object_at(*around, orders) if around and orders else None
        if place is None:
            return None
        head = head_of(found.text[slice(*place)])
        return resolve(found, place, head, self._cast, self._memory)

    def _said_just_before(self, turn: Turn) -> Attribution | None:
        """ "Mo Hartley said it was over. “We are done.”": a report, then the words themselves."""
        if not turn.whole:
            return None
        earlier = max((end for _, end, _ in turn.found.runs if end <= turn.span[0]), default=0)
        between = [
            (cue.sentence[1], speaker)
            for cue, speaker in zip(turn.cues, turn.speakers, strict=True)
            if speaker
            and not cue.hypothetical
            and not cue.thought
            and cue.complete
            and earlier <= cue.verb_start < cue.sentence[1] <= turn.span[0] + 1
            and (cue.subject is None or cue.subject[0] >= earlier)
        ]
        return next((by for end, by in between if end == between[-1][0]), None)

    def _called_so_by(self, turn: Turn) -> Attribution | None:
        """ "Friday's terms were thrown out as “miserly” by unions": the agent of a passive."""
        found, span = turn.found, turn.span
        by = is_called_so(found, span)
        around = sentence_around(found, span[0])
        place = object_at(*around, by.end()) if by and around and not turn.whole else None
        if place is None:
            return None
        head = found.text[slice(*place)].split()[-1].lower()
        agent = resolve(found, place, head, self._cast, self._memory)
        return agent if agent and agent.speaker.side != "unknown" else None

    def _clause_after_report(self, turn: Turn) -> Attribution | None:
        """ "It was over, Mo Hartley said. They knew it but “that was no comfort to them.”"

        A fragment that is a clause of its own goes on with what was reported before it.
        """
        if turn.whole or not is_clause(turn.found, turn.span):
            return None
        before = [
            speaker
            for cue, speaker in zip(turn.cues, turn.speakers, strict=True)
            if speaker
            and cue.complete
            and not (cue.hypothetical or cue.thought or cue.infinitive)
            and cue.sentence[1] <= turn.span[0]
        ]
        return before[-1] if before else None

    def _goes_on_here(self, turn: Turn) -> Draft | None:
        """A second quotation of a paragraph goes on with the first."""
        here = self._here
        if here and (turn.whole or turn.run.start - here.runs[-1].end < _CLOSE):
            return here
        return None

    def _goes_on_from_above(self, turn: Turn) -> Draft | None:
        """The paragraph above ended inside its quotation, and this one opens it again."""
        return self._open if turn.opens else None

    def _announced_above(self, turn: Turn) -> Attribution | None:
        """The paragraph above ended in "she said:"."""
        return self._announced if turn.opens else None

    def _accused_of(self, turn: Turn) -> Attribution | None:
        """ "The council is accused of making a “measly” offer": by the union, if the article names just one."""
        if turn.whole or not is_accused_of(turn.found, turn.span):
            return None
        place = subject_around(turn.found, turn.span)
        accused = turn.found.text[slice(*place)] if place else ""
        sides = {m.organisation.side for m in self._cast.organisations.mentions(accused)}
        if not sides & {"employer", "government"} and not EMPLOYER_PHRASE.search(accused):
            return None  # "Unite has been accused of “bullying” staff"
        unions = self._cast.organisations.by_times_named("union")
        return Attribution(body_speaker(unions[0])) if len(unions) == 1 else None

    def _subject_of_fragment(self, turn: Turn) -> Attribution | None:
        """A fragment in a sentence without a reporting verb belongs to the sentence's subject."""
        place = None if turn.whole else subject_around(turn.found, turn.span)
        if place is None or place[0] >= turn.span[0] or awaits(turn.found, turn.span):
            return None
        if is_named_so(turn.found, turn.span) or is_accused_of(turn.found, turn.span):
            return None  # "was branded a “silent spectator”", nobody says by whom
        head = head_of(turn.found.text[slice(*place)])
        somebody = any(
            place[0] <= p.start < place[1] for p in self._cast.people(turn.found.text)
        )  # "Ann Harding", "Tom Law"
        if not somebody and head not in ("it", "that", "this") and CANNOT_SPEAK.search(head):
            return self._named_before(turn)
        named = resolve(turn.found, place, head, self._cast, self._memory)
        if named is None:
            return None
        last = self._memory.speaker
        sides = {last.side, named.speaker.side} - {"unknown"} if last else set()
        if last and len(sides) == 2 and is_told_to(turn.found, place[1], turn.span[0]):
            return Attribution(last)  # "employers would have to “pay up”", the union said
        known = named.speaker.side != "unknown" or named.speaker.organisation
        return named if known or named.speaker in self._memory.people else None

    def _named_before(self, turn: Turn) -> Attribution | None:
        """ "Two strikes were averted after Unite chose not to go out “just now”": Unite, not the strikes."""
        place = subject_before_verb(turn.found, turn.span)
        bodies = self._cast.organisations.mentions(turn.found.text)
        if place is None or CANNOT_SPEAK.search(head_of(turn.found.text[slice(*place)])):
            return None
        named = [m for m in bodies if place[0] <= m.start and m.end <= turn.span[0]]
        if not named or named[0].organisation.side not in ("union", "employer", "government"):
            return None
        return body_at(named[0])

    def _fragment_goes_on(self, turn: Turn) -> Draft | None:
        """A fragment in a sentence about something else is still whose quotation came before it."""
        return None if turn.whole else self._here

    def _subject_before(self, turn: Turn) -> Attribution | None:
        """A quotation after a sentence about somebody: "He was careful. 'It has dragged on.'"."""
        if not turn.whole or turn.opens:
            return None
        found = turn.found
        place = subject_above(found, turn.span[0])
        if place:
            head = found.text[slice(*place)].lower()
            subject = resolve(found, place, head, self._cast, self._memory)
            if subject and subject.speaker.side != "unknown":
                self._memory.remember(subject.speaker)
                return subject
        people = [p for p in self._cast.people(found.text) if p.end <= turn.span[0]]
        if people:
            self._memory.remember(people[-1].speaker)
            return person_at(people[-1])
        return None

    def _last_turn(self, turn: Turn) -> Draft | None:
        """A paragraph of speech without a speaker carries on from the one above."""
        last = self._last
        if not (turn.whole and turn.opens and last and last.direct):
            return None
        unclosed = last.runs[-1].outer_end == last.runs[-1].end
        # one paragraph may have lost its marks in the middle of the speech, if nobody else speaks there
        gap = 2 if unclosed and self._memory.speaker in (None, last.speaker) else 1
        return last if turn.found.paragraph - last.last_paragraph <= gap else None

    def _last_speaker(self, turn: Turn) -> Attribution | None:
        """Otherwise it is whoever spoke, or was spoken of, last."""
        if not turn.whole:
            return None
        if not turn.opens:
            return Attribution(self._memory.person) if self._memory.person else None
        speaker = self._memory.person or self._memory.speaker
        return Attribution(speaker) if speaker else None


_STEPS: tuple[Callable[[Turns, Turn], Draft | Attribution | None], ...] = (
    Turns._named_at_last,
    Turns._reported,
    Turns._after_colon,
    Turns._signed,
    Turns._said_behind,
    Turns._ordered_by,
    Turns._said_just_before,
    Turns._called_so_by,
    Turns._goes_on_here,
    Turns._clause_after_report,
    Turns._goes_on_from_above,
    Turns._announced_above,
    Turns._accused_of,
    Turns._subject_of_fragment,
    Turns._fragment_goes_on,
    Turns._subject_before,
    Turns._last_turn,
    Turns._last_speaker,
)
