"""Reads an article's paragraphs in order and drafts its statements: which words, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from stancenlp.extraction.attribution import resolve
from stancenlp.extraction.documents import writers
from stancenlp.extraction.draft import Draft, keep_apart
from stancenlp.extraction.frames import Frame, is_sentence
from stancenlp.extraction.headings import is_furniture, is_heading, is_only_quotation, settle
from stancenlp.extraction.holders import name_holders
from stancenlp.extraction.indirect import indirect, of_quoted
from stancenlp.extraction.marks import Run
from stancenlp.extraction.memory import Attribution, Memory
from stancenlp.extraction.nesting import (
    has_own_subject,
    is_heard,
    main_report,
    report_of_run,
)
from stancenlp.extraction.pronouns import is_place, many_of, somebody
from stancenlp.extraction.report import Report
from stancenlp.extraction.reporting import reports
from stancenlp.extraction.roles import EMPLOYER_PHRASE, UNION_PHRASE
from stancenlp.extraction.speakers import Cast, PersonMention, Speaker, body_speaker
from stancenlp.extraction.titles import is_placard, is_title
from stancenlp.extraction.turns import Turn, Turns
from stancenlp.extraction.unnamed import last_described
from stancenlp.extraction.unparsed import body_behind, named_in_sentence

_JOINTLY = re.compile(r"\bjoint (?:statement|letter|email|message)\b|\bjointly\b")
#: What is done in a dispute, and not said: "will ‘work to rule’".
_TERM = re.compile(
    r"work(?:ing|s)?[ -]to[ -]rule|go[ -]slow|sick-?outs?|lock-?outs?|(?:warning|token|rolling|wildcat|sympathy) strikes?",
    re.IGNORECASE,
)
#: "The Elmton School District issued this statement in response:", "A spokesperson sent us a statement."
_ISSUED = re.compile(
    r"(?!(?:Neither|Nobody|None|No|Not)\b)(?P<who>[A-ZÀ-Þ](?:(?!\b(?:said|says|told|not|never|was|were|be|been|had|will|would|could|did)\b)(?:[^.;:“”\"\n]|(?<=[A-Z])\.|(?<=[A-Z][a-z])\.)){1,80}?)"
    r" (?:(?:has|have|later|also|since|now|then) ){0,2}(?:issued|released|sent|posted|provided|supplied|emailed|e-mailed)"
    r" (?:(?!(?:out|no|any)\b)[\w’']+ ){0,3}?(?:this|the following|an?) "
    r"(?:[^.;“”\"\n]{2,80}:|(?:[\w-]+ ){0,3}?(?:statement|response|reply|comment)\b[^.;:“”\"\n]{0,60}\.)\s*$"
)
_NEW_SENTENCE = re.compile(r"(?<![A-Z][a-z])(?<![A-Z])[.!?]\s(?=[A-ZÀ-Þ])")
_TRAILING_COLON = re.compile(r":\s*$")
#: "Neither side had replied": who did not speak is not "he" next.
_NOBODY = re.compile(r"(?:Neither|Nobody|None|No one|Not one|No)\b")
#: "’s bursar, Graham Tooley": behind the name of a place or a body.
_OF_WHOM = re.compile(r"[’']s\s[^.,;:]{2,50},\s[A-ZÀ-Þ]")
_FIRST_WORDS = re.compile(r"The(?: [\w’'-]+){1,3}")
_SPOKESPERSON_NAMED = re.compile(
    r"\b(?:An?|The) (?:[\w’'&-]+ ){0,4}?spokes(?:man|woman|person)(?: for (?:the )?[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*)*)?"
)


@dataclass
class Reported:
    """The reporting clauses of a paragraph with whom each names, None where it names nobody."""

    cues: list[Report]
    speakers: list[Attribution | None]

    @property
    def usable(self) -> list[bool]:
        return [speaker is not None for speaker in self.speakers]


class Reader:
    """Reads an article's paragraphs in order and drafts its statements."""

    def __init__(self, text: str, runs: list[Run], cast: Cast) -> None:
        self._text = text
        self._runs = runs
        self._cast = cast
        self._memory = Memory()
        self._turns = Turns(cast, self._memory)
        #: Runs that are titles and names, which are nobody's words.
        self._titles: set[int] = set()

    def read(self, frames: list[Frame]) -> list[Draft]:
        """The statements of all paragraphs, in text order."""
        drafts: list[Draft] = []
        for found in frames:
            if not is_furniture(found.text) or _speaks_behind(found):
                drafts += self._paragraph(found)
        name_holders(self._text, drafts)
        drafts = settle(self._text, drafts)
        keep_apart(drafts)
        drafts = of_quoted(drafts)
        some = [draft for draft in drafts if draft.runs or draft.clauses]
        return sorted(some, key=lambda draft: draft.start)

    def _paragraph(self, found: Frame) -> list[Draft]:
        """The statements that begin in one paragraph."""
        self._memory.paragraph = found.paragraph
        heading = self._is_heading(found)
        reported = self._reported(found, heading)
        self._turns.begin(found)
        begun: list[Draft] = []
        for start, end, index in found.runs:
            draft = self._run(found, (start, end), self._runs[index], reported, heading)
            if draft is not None:
                begun.append(draft)
        if not heading:
            runs = [self._runs[index] for _, _, index in found.runs]
            quoted = [run for run in runs if run.start not in self._titles]
            begun += indirect(self._text, found, reported.cues, reported.speakers, begun, quoted)
        self._memory.writers |= writers(found, self._cast)
        self._turns.end(self._announced(found, reported))
        return begun

    def _is_heading(self, found: Frame) -> bool:
        if not is_heading(found.text, bool(found.runs)) or self._turns.goes_on(found, self._runs):
            return False
        if any(self._runs[index].continues for _, _, index in found.runs):
            return False  # "A spokesman said: “Most will not notice | “Nobody should worry.”"
        # "“We need it. We vote today,” Weavers’ Union (WU)": its verb was lost
        whole = [(end, index) for _, end, index in found.runs if found.text[end : end + 1] == ","]
        return not any(
            body_behind(found, end, self._cast) and is_sentence(self._text, self._runs[index])
            for end, index in whole
        )

    def _reported(self, found: Frame, heading: bool) -> Reported:
        """The paragraph's reporting clauses and their speakers; keeps in mind who spoke."""
        cues = [
            self._without_title(found, cue)
            for cue in reports(found)
            if not any(start <= cue.verb_start < end for start, end, _ in found.runs)
        ]
        reported = Reported(cues, [])
        kept = heading
        for cue in cues:
            attribution = self._speaker_of(found, cue, reported)
            reported.speakers.append(attribution)
            if attribution and not cue.hypothetical and not heading:
                kept |= self._keep_in_mind(attribution.speaker, found, cue, reported)
        self._memory.many = None
        if not kept:
            self._note_mentions(found)
            self._memory.many = many_of(found.text, self._cast, self._memory)
        elif cues and not heading:
            self._note_person_behind(found, max(cue.sentence[1] for cue in cues))
        return reported

    def _without_title(self, found: Frame, cue: Report) -> Report:
        """A report whose clause ends before its speaker's title.

        "The pay is too low, Rail, Tram and Bus Union secretary Ann Moss said": the commas of a name
        are no end of the title.
        """
        if cue.clause is None or cue.clause[1] > cue.verb_start:
            return cue
        low, high = cue.clause
        for mention in self._cast.organisations.mentions(found.text):
            inside = low < mention.start < high
            if inside and found.text[low : mention.start].rstrip().endswith(","):
                after = found.text[mention.end : cue.verb_start]
                if not re.search(r"[,;:]|\b[a-z]+ed\b", after):
                    clause = (low, low + len(found.text[low : mention.start].rstrip(" ,")))
                    return replace(cue, clause=clause)
        return cue

    def _speaker_of(self, found: Frame, cue: Report, reported: Reported) -> Attribution | None:
        same_sentence = [
            speaker
            for earlier, speaker in zip(reported.cues, reported.speakers, strict=False)
            if earlier.sentence == cue.sentence
            and speaker is not None
            and not (earlier.infinitive or earlier.aside)
        ]
        before = same_sentence[-1] if same_sentence else None
        if cue.participle and cue.verb_start == cue.sentence[0]:
            cue = main_report(found, cue, reported.cues) or cue
        own = is_heard(found, cue, reported.cues) or has_own_subject(found, cue)
        if cue.participle and before and not own:
            return before  # "she said …, adding: …"
        if cue.subject is None:
            return named_in_sentence(found, cue, self._cast, self._memory)
        return resolve(found, cue.subject, cue.subject_head, self._cast, self._memory, before)

    def _keep_in_mind(
        self, speaker: Speaker, found: Frame, cue: Report, reported: Reported
    ) -> bool:
        """Who spoke is who "she" or "the union" means next; but not whose words others reported.

        Returns whether anybody is kept in mind.
        """
        said = cue.complete or _quotes(found, cue)
        if cue.subject_head == "they" and speaker.person and not _quotes(found, cue):
            return False  # "They were hoping it was over": not one person
        if self._is_written(found, cue) or any(
            outer.clause and outer.complete and outer.clause[0] < cue.verb_start < outer.clause[1]
            for outer in reported.cues
            if outer is not cue and outer.verb_start < cue.verb_start
        ):
            return False
        if not said and _NOBODY.match(speaker.name):
            return False
        if not said and speaker.person:
            self._memory.note_person(speaker)  # "a spokeswoman expressed regret. “…,” she said"
            return True
        if said and (speaker.side != "unknown" or speaker.name[:1].isupper()):
            self._memory.remember(speaker)
            return True
        return False

    def _note_person_behind(self, found: Frame, position: int) -> None:
        """A sentence about somebody, behind what was reported, says who "she" is next."""
        behind = [
            person
            for person in self._named_outside_quotations(found)
            if person.start >= position and not is_place(found.text, person)
        ]
        if behind:
            self._memory.note_person(behind[0].speaker)
        self._note_somebody(found, position)

    def _note_somebody(self, found: Frame, position: int) -> None:
        """ "A foreman met the convoy at the gate.": whom a paragraph ends on may have no name."""
        place = last_described(found.text)
        named = self._named_outside_quotations(found)
        if place and place[0] >= position and not any(_has_name(found, place, p) for p in named):
            self._memory.note_person(somebody(found, place, self._cast, self._memory))

    def _named_outside_quotations(self, found: Frame) -> list[PersonMention]:
        return [
            person
            for person in self._cast.people(found.text)
            if not any(start <= person.start < end for start, end, _ in found.runs)
        ]

    def _is_written(self, found: Frame, cue: Report) -> bool:
        """Whether all that a clause quotes is what a placard reads: "on the front it says “…”"."""
        low, high = cue.clause or cue.sentence
        quoted = [self._runs[index] for start, _, index in found.runs if low <= start < high]
        return bool(quoted) and all(
            is_sentence(self._text, run) and is_placard(self._text, run, True) for run in quoted
        )

    def _note_mentions(self, found: Frame) -> None:
        """A paragraph that reports nothing still says who is meant next."""
        bodies = [
            mention
            for mention in self._cast.organisations.mentions(found.text)
            if not any(start <= mention.start < end for start, end, _ in found.runs)
        ]
        for mention in bodies[:3]:
            body = mention.organisation
            self._memory.by_side[body.side] = body_speaker(body)
        if len(bodies) > 1 and _JOINTLY.search(found.text):
            first, second = bodies[0].organisation, bodies[1].organisation
            both = f"{first.name} and {second.name}"
            side = first.side if first.side == second.side else "other"
            self._memory.note_body(Speaker(both, both, side, person=False))
        elif bodies:
            self._memory.note_body(body_speaker(bodies[0].organisation))
        else:
            self._note_subject(found)
        people = self._named_outside_quotations(found)
        latter = found.text.find(" the latter")
        people = [p for p in people if p.end <= latter][
            -1:
        ] or people  # "Hale met Munro after the latter’s …"
        if people:
            doing = (p for p in people if not _OF_WHOM.match(found.text, p.end))
            one = next((p for p in doing if not is_place(found.text, p)), people[0])
            self._memory.note_person(one.speaker)
        self._note_somebody(found, 0)
        spokesperson = _SPOKESPERSON_NAMED.search(found.text)
        if spokesperson:
            place = spokesperson.span()
            named = resolve(found, place, "spokesperson", self._cast, self._memory)
            if named:
                self._memory.note_person(named.speaker)

    def _note_subject(self, found: Frame) -> None:
        """ "The company has made no comment.": a body that is meant and not named."""
        first = _FIRST_WORDS.match(found.text)
        for end in (
            word.end() for word in re.finditer(r"[\w’'-]+", first.group() if first else "")
        ):
            words = found.text[:end]
            if EMPLOYER_PHRASE.match(words) or UNION_PHRASE.match(words):
                head = words.split()[-1].lower()
                meant = resolve(found, (0, end), head, self._cast, self._memory)
                if meant and not meant.speaker.person:
                    self._memory.note_body(meant.speaker)
                return

    def _run(
        self, found: Frame, span: tuple[int, int], run: Run, reported: Reported, heading: bool
    ) -> Draft | None:
        """Put a quoted run where it belongs; the statement it begins, or None."""
        whole = is_sentence(self._text, run)
        number = report_of_run(span, reported.cues, reported.usable, whole)
        named = is_placard if whole else is_title
        if named(self._text, run, number is not None):
            self._titles.add(run.start)
            return None
        cue = reported.cues[number] if number is not None else None
        if _TERM.fullmatch(self._text, run.start, run.end) and not _holds(cue, span):
            return None
        by = reported.speakers[number] if number is not None else None
        turn = Turn(found, span, run, whole, cue, by, reported.cues, reported.speakers)
        if heading:
            return self._in_heading(turn)
        return self._turns.place(turn)

    def _in_heading(self, turn: Turn) -> Draft | None:
        """A quotation in a heading, until it is known whose words it repeats."""
        found, run = turn.found, turn.run
        speaker = turn.by.speaker if turn.by else self._before_colon(turn)
        several = len(self._text[run.start : run.end].split()) > 1
        alone = is_only_quotation(found) and several
        if speaker is None and not several and not turn.whole and not _leads(found, turn.span):
            return None
        place = found.span_in_article(turn.by.span) if turn.by and turn.by.span else None
        draft = Draft(speaker, place, found.paragraph, [run], [], turn.whole, found.paragraph)
        draft.heading, draft.alone = True, alone
        return draft

    def _before_colon(self, turn: Turn) -> Speaker | None:
        """ "Tavex Buses: “we are still talking” before walkout": who a headline begins with."""
        found, before = turn.found, turn.found.text[: turn.span[0]].rstrip()
        for person in self._cast.people(found.text):
            if person.start == 0 and before[person.end :] == ":":
                return person.speaker
        for body in self._cast.organisations.mentions(found.text):
            behind = found.text.endswith(": ", turn.span[1], body.start)
            if body.start == 0 and before[body.end :] == ":":
                return body_speaker(body.organisation)
            if behind and not found.text[body.end :].strip():
                return body_speaker(body.organisation)  # "Strike brings ‘chaos’ to shops: GMB"
        return None

    def _announced(self, found: Frame, reported: Reported) -> Attribution | None:
        """Who speaks in the next paragraph: named before a colon, or by what they have issued."""
        colon = _TRAILING_COLON.search(found.text)
        named = [speaker for speaker in reported.speakers if speaker] if colon else []
        if named:
            return Attribution(named[-1].speaker)
        issued = None if found.runs else self._issued(found)
        if issued:
            return issued
        people = self._cast.people(found.text) if colon else []
        return Attribution(people[0].speaker) if people else None

    def _issued(self, found: Frame) -> Attribution | None:
        """Who issued a statement in a paragraph's last sentence."""
        *_, start = [0, *(match.end() for match in _NEW_SENTENCE.finditer(found.text))]
        issued = _ISSUED.match(found.text, start)
        if issued is None:
            return None
        head = issued.group("who").split()[-1]
        meant = resolve(found, issued.span("who"), head, self._cast, self._memory)
        return Attribution(meant.speaker) if meant else None


def _holds(cue: Report | None, span: tuple[int, int]) -> bool:
    """Whether a quotation stands in what a verb reports."""
    return bool(cue and cue.clause and cue.clause[0] <= span[0] < cue.clause[1])


#: "Beside Jo Marsh, a nurse held up a flag": not so of "with Jo Marsh, a nurse.".
_BESIDE = re.compile(
    r"\b(?:[Bb]eside|[Bb]ehind|[Nn]ear|[Nn]ext to|[Ww]ith|[Tt]o|[Ff]rom|[Aa]fter|[Bb]y|[Oo]f|[Ff]or|[Aa]bout|[Ll]ike)\s$"
)


def _has_name(found: Frame, place: tuple[int, int], person: PersonMention) -> bool:
    """Whether whoever is described has a name: behind it, or before it, as "Jo Marsh, a barber, had"."""
    if person.start > place[0]:
        return True
    if found.text[person.end : place[0]] != ", " or is_place(found.text, person):
        return False
    closed = found.text[place[1] : place[1] + 1] in (",", ".", "")
    return closed or not _BESIDE.search(found.text, max(0, person.start - 10), person.start)


def _speaks_behind(found: Frame) -> bool:
    """Whether speech is glued to a line of the page: "Read more New depot opens“We tried hard"."""
    return any(found.text[start - 1 : start].isalnum() for start, _, _ in found.runs)


def _quotes(found: Frame, cue: Report) -> bool:
    """Whether a reporting clause has quoted words: inside its clause, or anywhere if it has none."""
    low, high = cue.clause if cue.clause and not cue.acting else cue.sentence
    return any(low <= start < high for start, _, _ in found.runs)


def _leads(found: Frame, span: tuple[int, int]) -> bool:
    """Whether a headline begins with the quotation, or ends in it: "‘Pull the other one’: union"."""
    return not found.text[: span[0]].strip() or not re.search(r"\w", found.text[span[1] :])
