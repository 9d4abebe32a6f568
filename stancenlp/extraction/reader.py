"""Reads an article's paragraphs in order and drafts its statements: which words, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stancenlp.extraction.attribution import Attribution, Memory, report_of_run, resolve
from stancenlp.extraction.frames import Frame, is_sentence
from stancenlp.extraction.marks import Run
from stancenlp.extraction.posts import SPOKESPERSON
from stancenlp.extraction.reporting import Report, reports, reports_indirectly, subject_of
from stancenlp.extraction.speakers import Cast, Speaker, body_speaker

#: Lines of the page around the article: links, captions, newsletters, share buttons.
_FURNITURE = re.compile(
    r"^\W*(?:read (?:more|also|next|full)|related\b|more (?:on|from)|see also|watch:|listen:|share this|sign up|subscribe|advertisement|also read|recommended|don[’']t miss"
    r"|(?:photo|picture|image|credit|caption)s?\s*:|updated:|last updated|published:|copyright|©|follow us|get the latest|most read|trending)",
    re.IGNORECASE,
)
_JOINTLY = re.compile(r"\bjoint (?:statement|letter|email|message)\b|\bjointly\b")
_TRAILING_COLON = re.compile(r":\s*$")


@dataclass
class Draft:
    """A statement in the making; offsets into the article."""

    speaker: Speaker | None
    speaker_span: tuple[int, int] | None
    paragraph: int
    runs: list[Run] = field(default_factory=list)
    clause: tuple[int, int] | None = None
    direct: bool = True
    last_paragraph: int = 0


class Reader:
    """Reads an article's paragraphs in order and drafts its statements."""

    def __init__(self, text: str, runs: list[Run], cast: Cast) -> None:
        self._text = text
        self._runs = runs
        self._cast = cast
        self._memory = Memory()
        self._drafts: list[Draft] = []
        self._announced: Attribution | None = None
        self._open: Draft | None = None

    def read(self, frames: list[Frame]) -> list[Draft]:
        for found in frames:
            self._paragraph(found)
        drafts = [d for d in self._drafts if d.runs or d.clause]
        return sorted(drafts, key=lambda d: d.runs[0].start if d.runs else d.clause[0])  # type: ignore[index]

    def _paragraph(self, found: Frame) -> None:
        if _FURNITURE.match(found.text):
            return
        cues = [
            cue
            for cue in reports(found)
            if not any(start <= cue.verb_start < end for start, end, _ in found.runs)
        ]
        speakers: list[Attribution | None] = []
        for cue in cues:
            # names in the words before a cue count as mentioned when "he" is resolved
            attribution = None
            if (
                cue.participle
                and speakers
                and cues[len(speakers) - 1].sentence == cue.sentence
                and speakers[-1]
            ):
                speakers.append(speakers[-1])  # "she said …, adding: …"
                continue
            if cue.subject:
                attribution = resolve(
                    found, cue.subject, cue.subject_head, self._cast, self._memory
                )
            speakers.append(attribution)
            if attribution is None or cue.hypothetical:
                continue
            said = cue.complete or self._holds_run(found, cue)
            speaker = attribution.speaker
            if not said and speaker.person and SPOKESPERSON.search(speaker.name):
                self._memory.note_person(speaker)  # "a spokeswoman expressed regret. “…,” she said"
            if said and (speaker.side != "unknown" or speaker.name[:1].isupper()):
                self._memory.remember(speaker)
        if not cues:
            self._note_mentions(found)
        usable = [s is not None for s in speakers]
        placed: list[Draft] = []
        for start, end, index in found.runs:
            self._run(found, (start, end), self._runs[index], cues, speakers, usable, placed)
        for number, cue in enumerate(cues):
            if not self._holds_run(found, cue):
                self._indirect(found, cue, speakers[number], number, cues, speakers)
        self._announce(found, cues, speakers)
        if not found.runs or not self._runs[found.runs[-1][2]].continues:
            self._open = None

    def _note_mentions(self, found: Frame) -> None:
        """A paragraph that reports nothing still says who is meant next."""
        people = self._cast.people(found.text)
        if people:
            self._memory.note_person(people[0].speaker)
        bodies = self._cast.organisations.mentions(found.text)
        for mention in bodies[:3]:
            body = mention.organisation
            speaker = body_speaker(body)
            self._memory.by_side[body.side] = speaker
        if len(bodies) > 1 and _JOINTLY.search(found.text):
            first, second = bodies[0].organisation, bodies[1].organisation
            both = f"{first.name} and {second.name}"
            side = first.side if first.side == second.side else "other"
            self._memory.body = Speaker(both, both, side, person=False)
        elif bodies:
            body = bodies[0].organisation
            self._memory.body = body_speaker(body)

    @staticmethod
    def _holds_run(found: Frame, cue: Report) -> bool:
        low, high = cue.sentence
        return any(low <= start < high for start, _, _ in found.runs)

    def _run(
        self,
        found: Frame,
        span: tuple[int, int],
        run: Run,
        cues: list[Report],
        speakers: list[Attribution | None],
        usable: list[bool],
        placed: list[Draft],
    ) -> None:
        whole = is_sentence(self._text, run)
        number = report_of_run(span, cues, usable)
        attribution = speakers[number] if number is not None else None
        if not whole and _is_name_of_something(self._text, run, number is not None):
            return
        if attribution is None:
            attribution = self._colon(found, span)
        opens = not found.text[: span[0]].strip(" •*-–—")
        previous = placed[-1] if placed else None
        if (
            attribution is None
            and previous is not None
            and (whole or run.start - previous.runs[-1].end < 40)
        ):
            self._join(previous, run)
            return
        if attribution is None and opens and self._open is not None:
            self._join(self._open, run)
            self._open.last_paragraph = found.paragraph
            placed.append(self._open)
            return
        if attribution is None and opens and self._announced is not None:
            attribution = self._announced
        if attribution is None and not whole:
            attribution = self._sentence_subject(found, span)
        if attribution is None and whole:
            if not opens:
                attribution = self._subject_before(found, span)
            if attribution is None:
                last = self._drafts[-1] if self._drafts else None
                if (
                    opens
                    and last
                    and last.runs
                    and found.paragraph - last.last_paragraph <= 1
                    and last.direct
                ):
                    self._join(last, run)
                    last.last_paragraph = found.paragraph
                    placed.append(last)
                    self._open = last if run.continues else None
                    return
                if self._memory.speaker and opens:
                    attribution = Attribution(self._memory.person or self._memory.speaker)
                elif self._memory.person and not opens:
                    attribution = Attribution(self._memory.person)
        if attribution is None:
            if not whole:
                return
            draft = Draft(None, None, found.paragraph, [run], None, True, found.paragraph)
            self._drafts.append(draft)
            placed.append(draft)
            return
        if (previous is not None and previous.speaker is attribution.speaker) or (
            previous is not None
            and previous.speaker
            and previous.speaker.name == attribution.speaker.name
        ):
            self._join(previous, run)
        else:
            place = attribution.span
            draft = Draft(
                attribution.speaker,
                found.span_in_article(place) if place else None,
                found.paragraph,
                [run],
                None,
                whole,
                found.paragraph,
            )
            self._drafts.append(draft)
            placed.append(draft)
            previous = draft
        if not whole and number is not None:
            self._clause(found, previous, cues[number], span)
        if run.continues:
            self._open = previous

    def _join(self, draft: Draft, run: Run) -> None:
        draft.runs.append(run)
        if run.continues:
            self._open = draft

    def _clause(self, found: Frame, draft: Draft, cue: Report, span: tuple[int, int]) -> None:
        """Carry the reporting clause's words around a fragment into the statement."""
        if cue.clause is None:
            return
        start, end = cue.clause
        if not start <= span[0] or span[1] > end + 1:
            return
        low, high = found.to_article(start), found.to_article(min(end, len(found.text)) - 1) + 1
        last = max(run.outer_end for run in draft.runs)
        if high < last <= high + 2:
            high = last
        if draft.clause:
            low, high = min(low, draft.clause[0]), max(high, draft.clause[1])
        draft.clause = (low, high)

    def _colon(self, found: Frame, span: tuple[int, int]) -> Attribution | None:
        """ "Ruth Alderman, of the college: 'We are…'": a name and a colon stand for "said"."""
        before = found.text[: span[0]]
        if not _TRAILING_COLON.search(before):
            after = re.match(r"[.,]?\s*[-–—]\s*([A-Z][^.;:]{3,80})", found.text[span[1] :])
            if after:
                people = [
                    p for p in self._cast.people(found.text) if span[1] <= p.start <= span[1] + 8
                ]
                if people:
                    return Attribution(people[0].speaker, (people[0].start, people[0].end))
            return None
        sentence = before[max(before.rfind(". "), before.rfind("It works"), -1) + 1 :]
        offset = len(before) - len(sentence)
        people = [p for p in self._cast.people(found.text) if offset <= p.start < span[0]]
        if people:
            self._memory.remember(people[0].speaker)
            return Attribution(people[0].speaker, (people[0].start, people[0].end))
        pronoun = re.search(r"\b(he|she|they|it)\b", sentence, re.IGNORECASE)
        if pronoun:
            place = (offset + pronoun.start(), offset + pronoun.end())
            return resolve(found, place, pronoun.group().lower(), self._cast, self._memory)
        bodies = [
            m for m in self._cast.organisations.mentions(found.text) if offset <= m.start < span[0]
        ]
        if bodies:
            body = bodies[0].organisation
            return Attribution(
                body_speaker(body),
                (bodies[0].start, bodies[0].end),
            )
        return None

    def _subject_before(self, found: Frame, span: tuple[int, int]) -> Attribution | None:
        """A quotation after a sentence about somebody: "He was careful. 'It has dragged on.'"."""
        for offset, sentence in reversed(list(found.sentences())):
            if offset + sentence.start_char >= span[0]:
                continue
            place = subject_of(offset, sentence)
            if place and place[1] <= span[0]:
                subject = resolve(
                    found, place, found.text[slice(*place)].lower(), self._cast, self._memory
                )
                if subject and subject.speaker.side != "unknown":
                    self._memory.remember(subject.speaker)
                    return subject
            break
        people = [p for p in self._cast.people(found.text) if p.end <= span[0]]
        if people:
            self._memory.remember(people[-1].speaker)
            return Attribution(people[-1].speaker, (people[-1].start, people[-1].end))
        return None

    def _sentence_subject(self, found: Frame, span: tuple[int, int]) -> Attribution | None:
        """A fragment in a sentence without a reporting verb belongs to the sentence's subject."""
        for offset, sentence in found.sentences():
            if not offset + sentence.start_char <= span[0] < offset + sentence.end_char:
                continue
            place = subject_of(offset, sentence)
            if place is None or place[0] >= span[0]:
                return None
            attribution = resolve(
                found, place, found.text[place[0] : place[1]].lower(), self._cast, self._memory
            )
            named = attribution and (
                attribution.speaker.side != "unknown" or attribution.speaker.organisation
            )
            if attribution and (named or attribution.speaker in self._memory.people):
                return attribution
        return None

    def _indirect(
        self,
        found: Frame,
        cue: Report,
        attribution: Attribution | None,
        number: int,
        cues: list[Report],
        speakers: list[Attribution | None],
    ) -> None:
        """A report without marks is a statement where a union speaks."""
        if (
            attribution is None
            or attribution.speaker.side != "union"
            or not reports_indirectly(cue)
        ):
            return
        if attribution.speaker.member:
            return  # a striker's story in the reporter's words is narration
        earlier = [
            c
            for i, c in enumerate(cues)
            if i < number
            and c.sentence == cue.sentence
            and speakers[i] is not None
            and reports_indirectly(c)
        ]
        if earlier:
            return
        assert cue.clause is not None
        start, end = cue.clause
        if len(found.text[start:end].split()) < 4:
            return
        place = attribution.span
        self._drafts.append(
            Draft(
                attribution.speaker,
                found.span_in_article(place) if place else None,
                found.paragraph,
                [],
                found.span_in_article(cue.clause),
                False,
                found.paragraph,
            )
        )

    def _announce(
        self, found: Frame, cues: list[Report], speakers: list[Attribution | None]
    ) -> None:
        """A paragraph that ends in a colon names who speaks in the next one."""
        self._announced = None
        if _TRAILING_COLON.search(found.text):
            named = [s for s in speakers if s]
            if named:
                self._announced = Attribution(named[-1].speaker)
            else:
                people = self._cast.people(found.text)
                if people:
                    self._announced = Attribution(people[0].speaker)


_NAMING = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|known as|branded|slogan|campaign|programme|program|scheme|song|book|film|show|newsletter|report|motto|banner|sign|placard|under the heading|headed|headlined|nicknamed|so-called)\s*,?\s*$",
    re.IGNORECASE,
)


def _is_name_of_something(text: str, run: Run, reported: bool) -> bool:
    """Whether a quoted fragment is a title, a campaign or a nickname, and not speech."""
    words = text[run.start : run.end].split()
    before = text[max(0, run.outer_start - 60) : run.outer_start]
    lower = [w for w in words if w[:1].islower() and len(w) > 3]
    titled = len(words) >= 2 and not lower and words[0][:1].isupper() and len(words) <= 8
    if titled and words[-1][-1] not in ".,!?":
        return True
    if _NAMING.search(before) and not (reported and re.search(r"called\s*$", before)):
        return True
    if len(words) == 1 and words[0][:1].isupper():
        return True
    return bool(
        re.search(r"[A-Z]\w+\s$", before)
        and re.match(r"\s[A-Z]", text[run.outer_end : run.outer_end + 2])
        and len(words) <= 2
    )
