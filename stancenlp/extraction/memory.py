"""What an article has said so far: who "she", "it" and "the union" mean in its next sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.roles import SPOKESPERSON
from stancenlp.extraction.speakers import PersonMention, Speaker, body_speaker

#: "the trusts": no one body that is meant later by "the employer" or "the hospitals".
_SEVERAL = re.compile(r"[a-z -]+[^s]s")


@dataclass
class Attribution:
    """A speaker with the frame span of the words that name them."""

    speaker: Speaker
    span: tuple[int, int] | None = None


def person_at(mention: PersonMention) -> Attribution:
    """The person whose name stands in a paragraph, by that name."""
    return Attribution(mention.speaker, (mention.start, mention.end))


def body_at(mention: Mention) -> Attribution:
    """The body whose name stands in a paragraph, by that name."""
    return Attribution(body_speaker(mention.organisation), (mention.start, mention.end))


@dataclass
class Memory:
    """The last person, body and speaker, and the last body of each side."""

    person: Speaker | None = None
    body: Speaker | None = None
    speaker: Speaker | None = None
    by_side: dict[str, Speaker] = field(default_factory=dict)
    people: list[Speaker] = field(default_factory=list)
    #: The person or body that was named or spoke last.
    latest: Speaker | None = None
    #: The people of a paragraph that reports nothing, who are "they" in the next one.
    many: Speaker | None = None
    #: Who wrote "the statement", "the letter", by kind.
    writers: dict[str, Speaker | None] = field(default_factory=dict)

    #: The paragraph that is being read, and the one that has the last person.
    paragraph: int = 0
    person_in: int = -1

    def remember(self, speaker: Speaker) -> None:
        """Note a speaker as the last one of their kind."""
        self.speaker = speaker
        if speaker.person:
            self.note_person(speaker)
            if speaker.organisation and speaker.side != "unknown":
                self.by_side[speaker.side] = _as_body(speaker)
        else:
            self.note_body(speaker)
            several = speaker.organisation and _SEVERAL.fullmatch(speaker.organisation)
            if speaker.organisation and not several:
                self.by_side[speaker.side] = speaker

    def note_person(self, speaker: Speaker) -> None:
        """Note a person as the last one mentioned."""
        self.person = self.latest = speaker
        self.person_in = self.paragraph
        self.people = [*[p for p in self.people if p is not speaker][-7:], speaker]

    def note_body(self, body: Speaker) -> None:
        """Note an organisation as the last one mentioned."""
        self.body = self.latest = body

    def meant_by(self, pronoun: str) -> Speaker | None:
        """Whom a pronoun means that stands in a new sentence."""
        if pronoun in ("he", "she"):
            return self._person_of(pronoun)
        if pronoun in ("i", "who"):
            return self.person
        if pronoun in ("it", "which"):
            return self._it()
        return self.speaker or self.body

    def _person_of(self, pronoun: str) -> Speaker | None:
        for person in reversed(self.people):
            if person.pronoun in (None, pronoun):
                return person
        return self.person

    def _it(self) -> Speaker | None:
        """The body that spoke last, itself or through its spokesperson; else the last one named."""
        last = self.speaker
        if last and last.person and last.organisation and SPOKESPERSON.search(last.name):
            return _as_body(last)
        return self.body or (self.by_side.get("union") if last else None)


def _as_body(speaker: Speaker) -> Speaker:
    """The body for which a person speaks, as a speaker of its own."""
    name = speaker.organisation or speaker.name
    return Speaker(name, name, speaker.side, person=False)
