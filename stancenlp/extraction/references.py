"""Statements whose article calls the speaker by no name: what a reader needs to tell who "she" or "the firm" is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stancenlp.extraction.draft import Draft
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.speakers import Cast, Speaker, body_speaker

#: What stands in a passage for what others say, and for what the speaker in question says.
ELLIPSIS, MARK = "…", "#"
#: Characters of the narration that are read before and behind a statement.
_ABOVE, _BEHIND = 550, 150
#: Of what the article calls the speaker, and of what is said, so many characters are read.
_CALLED, _SAID = 60, 110
#: A model is asked about the first so many such statements of an article.
MOST = 400
#: "she", "the firm", "the order": words that only mean somebody. A spokesperson is whoever says so, and "the unions"
#: are several.
_MEANS = re.compile(
    r"(?!.*\bspokes|the unions$)(?:he|she|it|they|him|her|the|an?|its|his|one|some|another|their|both)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """A statement whose article calls the speaker by no name, as its reader meets it.

    ``passage`` is the narration around it: every quotation is cut to :data:`ELLIPSIS`, its own to
    :data:`MARK`. ``called`` is what the article calls the speaker, ``place`` where that stands in the passage,
    ``said`` how their words begin. ``speaker`` is whom the rules take it for. ``known`` has the places in the
    passage that name somebody whom the rules know: start, end and name. ``spans`` are those of the quotations in
    the article.
    """

    passage: str
    called: str
    place: tuple[int, int]
    said: str
    speaker: str
    known: tuple[tuple[int, int, str], ...]
    spans: tuple[tuple[int, int], ...]


#: Tells of each reference who speaks, where it is sure that it is not whom the rules take it for.
TellSpeakers = Callable[[Sequence[Reference]], Sequence[str | None]]


class References:
    """The references of an article, with the statements that they are of.

    Parameters
    ----------
    text : the article as its frames were made from it.
    """

    def __init__(
        self, text: str, frames: Iterable[Frame], drafts: Sequence[Draft], cast: Cast
    ) -> None:
        self._text, self._drafts = text, drafts
        self._narration = _Narration(text, drafts)
        self._speakers: dict[str, Speaker] = {}
        self._known: list[tuple[int, int, str]] = []
        for frame in frames:
            for person in cast.people(frame.text):
                self._know(frame, (person.start, person.end), person.speaker)
            for body in cast.organisations.mentions(frame.text):
                self._know(frame, (body.start, body.end), body_speaker(body.organisation))
        self._known.sort()
        for draft in drafts:
            if draft.speaker:
                self._speakers.setdefault(draft.speaker.name.casefold(), draft.speaker)
        self._asked = [
            draft
            for draft in drafts
            if draft.runs
            and draft.speaker
            and draft.speaker_span
            and _MEANS.match(text, *draft.speaker_span)
        ][:MOST]
        self.all = [self._reference(draft) for draft in self._asked]

    def settle(self, tell: TellSpeakers) -> list[Draft]:
        """Give the statements the speakers that are told; those that are statements still.

        Who goes on speaking without being named again, directly or indirectly, is the one who spoke before.
        What turns out to be no union's indirect speech is narration.
        """
        told = tell(self.all) if self.all else []
        renamed = {
            id(draft): self._speakers.setdefault(name.casefold(), Speaker(name))
            for draft, name in zip(self._asked, told, strict=True)
            if name
        }
        asked = {id(draft) for draft in self._asked}
        left_out: set[int] = set()
        taken: Speaker | None = None
        meant: Speaker | None = None
        last: Draft | None = None
        for draft in self._drafts:
            if id(draft) in renamed:
                taken, meant = draft.speaker, renamed[id(draft)]
                if last and last.alone and last.speaker_span is None and last.speaker == taken:
                    last.speaker = meant  # the heading above it
                draft.speaker = meant
            elif taken and last and id(draft) not in asked and self._goes_on(draft, last, taken):
                draft.speaker = meant
                if not draft.runs and meant and meant.side not in ("union", "unknown"):
                    left_out.add(id(draft))
            else:
                taken = None
            last = draft
        return [draft for draft in self._drafts if id(draft) not in left_out]

    def _goes_on(self, draft: Draft, last: Draft, speaker: Speaker) -> bool:
        """Whether a statement is the same speaker's as the last one, and names nobody: “And soon.”; "She said"."""
        span = draft.speaker_span
        if draft.speaker != speaker or (span and not _MEANS.match(self._text, *span)):
            return False
        between = self._narration.place(last.start), self._narration.place(draft.start)
        first, behind = (bisect_left(self._known, (place,)) for place in between)
        return all(name != speaker.name for _, _, name in self._known[first:behind])

    def _know(self, frame: Frame, span: tuple[int, int], speaker: Speaker) -> None:
        start, end = (self._narration.place(position) for position in frame.span_in_article(span))
        if start < end:  # and not inside a quotation
            self._known.append((start, end, speaker.name))
            self._speakers.setdefault(speaker.name.casefold(), speaker)

    def _reference(self, draft: Draft) -> Reference:
        own = [self._narration.place(run.start) for run in draft.runs]
        passage, low = self._narration.around(own)
        first = bisect_left(self._known, (low,))
        behind = bisect_left(self._known, (low + len(passage),))
        called = draft.speaker_span or (0, 0)
        place = [self._narration.place(position) - low for position in called]
        return Reference(
            passage,
            self._text[slice(*called)].strip()[:_CALLED],
            (place[0], place[1]),
            " ".join(self._text[run.start : run.end] for run in draft.runs)[:_SAID],
            draft.speaker.name if draft.speaker else "",
            tuple((s - low, e - low, name) for s, e, name in self._known[first:behind]),
            tuple((run.start, run.end) for run in draft.runs),
        )


class _Narration:
    """An article with an ellipsis for each quotation."""

    def __init__(self, text: str, drafts: Iterable[Draft]) -> None:
        #: Where the pieces between quotations begin: in the article, and in the narration.
        self._article, self._own = [0], [0]
        pieces: list[str] = []
        for start, end in sorted(
            {(run.start, run.end) for d in drafts for run in (*d.runs, *d.repeats)}
        ):
            position = self._article[-1]
            if start >= position:
                pieces += [text[position:start], ELLIPSIS]
                self._article.append(end)
                self._own.append(self._own[-1] + start - position + 1)
        self.text = "".join([*pieces, text[self._article[-1] :]])

    def place(self, position: int) -> int:
        """Where a place of the article stands; of one inside a quotation, where its ellipsis does."""
        index = bisect_right(self._article, position) - 1
        place = self._own[index] + position - self._article[index]
        return min(place, self._own[index + 1] - 1) if index + 1 < len(self._own) else place

    def around(self, own: Sequence[int]) -> tuple[str, int]:
        """The passage around the quotations that stand at ``own``, which are marked, and where it begins."""
        low = max(0, own[0] - _ABOVE)
        if low:
            low = self.text.find(" ", low, own[0]) + 1 or low
        passage = list(self.text[low : own[0] + _BEHIND])
        for place in own:
            if place - low < len(passage):
                passage[place - low] = MARK
        return "".join(passage), low
