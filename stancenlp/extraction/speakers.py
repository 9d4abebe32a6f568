"""The people and bodies of an article: who they are, for whom they speak, and who "she" is.

:class:`Cast` is learnt from the whole article first, so that a surname is known wherever it stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from stancenlp.extraction.appositions import acts_for_somebody, is_described, names_of_office
from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.gazetteer import Organisation
from stancenlp.extraction.offices import is_local_politician
from stancenlp.extraction.organisations import Mention, Organisations
from stancenlp.extraction.owners import Known, without_guests
from stancenlp.extraction.people import (
    CAPITALS,
    POSSESSIVE,
    in_title_case,
    person_names,
)
from stancenlp.extraction.places import stands_for_place
from stancenlp.extraction.posts import Post, post_of, read_post
from stancenlp.extraction.roles import TITLE_OF_POST, TOP_TITLE
from stancenlp.extraction.spellings import alone_and_acting, slips, told_apart
from stancenlp.extraction.workers import trades

_AND = re.compile(r"(?:,| and| &|, and)\s(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Dame)\.?\s)?")
_PLURAL_POST = re.compile(
    r",\s(?:(?:the|joint)\s)*(?:[\w’'-]+\s){0,4}?(?:co-)?(?:chairs|leaders|secretaries|presidents|chiefs|officers|organisers|spokes(?:men|women|people)|convenors)\b"
)
_PLURAL_POST_BEFORE = re.compile(
    r"(?:chairs|leaders|secretaries|presidents|chiefs|officers|organisers|convenors),?\s(?:Dr\s|Mr\s|Ms\s)?$"
)
_WORD = re.compile(r"\S+")
_GENDERED = re.compile(r"\b(Mr|Sir|Lord|Mrs|Ms|Miss|Dame|Lady|Baroness)\b")
#: First or last names that are also common words, never resolved alone.
_COMMON = set(
    re.findall(
        r"\w+",
        "may will grace hope joy mark rose bill rich union the general national north south west east young"
        " new last long king price day best strong",
    )
)


#: "The general secretary of the Weavers’ Union has accused": who holds the post is named below.
_POST_ALONE_ABOVE = re.compile(
    rf"\W*The (?:[\w-]+ ){{0,3}}?{TITLE_OF_POST} of (?:the )?([A-Z][\w’'&.-]*(?: (?:(?:of|and|the|for) )*[A-Z][\w’'&.-]*)*)"
)


def _named_again(name: str, text: str) -> bool:
    """Whether a text has the last word of a name a second time, and not in front of another name."""
    found = re.finditer(rf"\b{re.escape(name.split()[-1])}\b(?!\s[A-Z])", text)
    return len(list(itertools.islice(found, 2))) > 1


#: "said West, the director", "Young said": of what may be a common word, a person's name for sure.
_SAID_BY = re.compile(r"\b(?:said|says|added|adds|asked|told|Mr|Ms|Mrs|Miss|Dr)\.?\s$")
_WHO_SAYS = re.compile(
    r"(?:[’']s\b)?,?\s(?:said|says|told|tells|added|adds|asked|who|noted|explained|insisted|argued)\b"
)


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether the word at ``start:end`` stands beside a verb of speech or a title."""
    return bool(_SAID_BY.search(text, max(0, start - 8), start) or _WHO_SAYS.match(text, end))


def _pronoun_of_title(title: str) -> str:
    return "he" if title in ("Mr", "Sir", "Lord") else "she"


@dataclass
class Speaker:
    """Who speaks: canonical name, organisation and side; ``unknown`` where the article is silent."""

    name: str
    organisation: str | None = None
    side: str = "unknown"
    person: bool = True
    #: "he" or "she" where the article, or the first name, tells.
    pronoun: str | None = None
    #: A worker speaking for themselves, not an official.
    member: bool = False
    #: Of a body that the article mentions and does not name.
    nameless: bool = False
    #: The side is only a guess: somebody who is described, but by no post.
    guessed: bool = False
    #: The side is what a model of sides tells.
    told: bool = False
    #: What the article has called them beside their name: "senator", "bishop", "44".
    known_as: set[str] = field(default_factory=set, compare=False)


def body_speaker(organisation: Organisation) -> Speaker:
    """An organisation that speaks for itself: "the union said"."""
    return Speaker(organisation.name, organisation.name, organisation.side, person=False)


@dataclass(frozen=True)
class PersonMention:
    """A place in a text that names a person by full name or surname."""

    start: int
    end: int
    speaker: Speaker


#: "a campaign for rail users", "a human rights group"; not "the group" alone.
_OTHER_GROUP = re.compile(
    r"\b(?<!the )groups?\b|\b(?:campaign\w*|charit(?:y|ies)|commuters|passengers|users)\b",
    re.IGNORECASE,
)


class Cast:
    """Everyone an article names, with the organisations they speak for."""

    def __init__(self, organisations: Organisations, strikers: frozenset[str]) -> None:
        """``strikers``: what the people who are out are, in the singular ("porter")."""
        self.strikers = strikers
        self.organisations = organisations
        #: Whether the article speaks of a group or a campaign, which "the group" may be.
        self.has_groups = False
        self._people: dict[str, Speaker] = {}
        self._by_part: dict[str, Speaker] = {}
        self._surnames: set[str] = set()
        #: Everybody of a surname, where there are several: "Mr Hart" and "Ms Hart".
        self._bearers: dict[str, list[Speaker]] = {}
        #: The surnames of somebody of their own, and those in longer names, once it is asked for.
        self._apart: tuple[set[str], set[str]] | None = None
        self._known = Known(strikers=strikers, places=organisations.places)
        self._found: dict[str, list[PersonMention]] = {}
        #: Introduced by something else than a post: bystanders, if nothing better is learnt.
        self._described: list[Speaker] = []

    def learn(self, frames: Iterable[Frame]) -> None:
        """Collect people and their posts from parsed paragraphs, in text order."""
        frames = list(frames)
        # the recogniser takes parts of a body's name for people: "Guild", "Rail"
        parts = {
            word
            for frame in frames
            for mention in self.organisations.mentions(frame.text)
            for word in mention.organisation.name.split()
        }
        whole = "\n".join(frame.text for frame in frames)
        self._known.trades = trades(whole)
        self.has_groups = _OTHER_GROUP.search(whole) is not None
        self._apart = None
        for frame in frames:
            bodies = self.organisations.mentions(frame.text)
            taken = [(mention.start, mention.end) for mention in bodies]
            unions = [(m.start, m.end) for m in bodies if m.organisation.side == "union"]
            headline = in_title_case(frame.text)
            people = [
                found
                for found in sorted(person_names(frame, taken, self._surnames, unions))
                if found[2] not in parts and (not headline or _named_again(found[2], whole))
            ]
            bodies = without_guests(frame.text, bodies)
            for start, end, name in people:
                self._note_spelling(name, whole)
                self._introduce(frame.text, start, end, name, bodies)
                self._note_title(frame.text, start, name)
            self._share_posts(frame.text, people)
            self._known.note(frame.text, bodies)
        for name in dict.fromkeys(alone_and_acting(whole)):
            if name not in parts and name not in self.organisations.places:
                self._note_spelling(name, whole)
        for above, frame in itertools.pairwise(frames):
            named = self._mentions(frame.text)
            if named and named[0].start == 0 and " " in frame.text[: named[0].end]:
                self._post_from_above(named[0].speaker, above.text)
        self._fill_in_bodies()
        for speaker in self._described:
            if speaker.side == "unknown":
                speaker.side, speaker.guessed = "other", True
        self._known = Known(strikers=self.strikers, places=self.organisations.places)
        self._found.clear()

    def _introduce(self, text: str, start: int, end: int, name: str, bodies: list[Mention]) -> None:
        key = name.casefold()
        speaker = self._people.get(key)
        if speaker is None:
            speaker = self._titled(key, text, end - len(name)) or self._by_part.get(key)
        if speaker is None and " " in name:
            speaker = self._people.get(name.split()[-1].casefold())
            if speaker:  # a headline or a lead that names them by surname alone
                speaker.name = name
                speaker.pronoun = speaker.pronoun or pronoun_of(name)
                self._learn_parts(name, speaker)
        if speaker is None:
            speaker = Speaker(name, pronoun=pronoun_of(name))
            self._people[key] = speaker
            if " " in name:
                self._learn_parts(name, speaker)
        speaker.known_as |= names_of_office(text, start, end - len(name), end, bodies)
        if speaker.side == "unknown" or speaker.organisation is None:
            title = text[start : end - len(name)]
            governs = re.match(rf"{TOP_TITLE}\b", title)
            post = Post() if governs else post_of(text, start, end, bodies, self._known)
            if post.side == "unknown" and title:
                post = read_post(title, [], text, start, bodies, self._known) or post
            if post.side in ("government", "other") and is_local_politician(text, start, end):
                post = replace(post, guessed=True)
            if post.side == "unknown" and post.organisation:
                speaker.organisation = speaker.organisation or post.organisation
            if post.side != "unknown" and speaker.side in ("unknown", post.side):
                speaker.guessed = post.guessed and (speaker.side == "unknown" or speaker.guessed)
                speaker.side = post.side
                speaker.member, speaker.nameless = post.member, post.nameless
                speaker.organisation = speaker.organisation or post.organisation
            elif is_described(text, start, end) and not (
                acts_for_somebody(text, end) and self.organisations.by_times_named("union")
            ):
                self._described.append(speaker)
        self._known.person = (speaker.organisation, speaker.side, speaker.member)

    def _learn_parts(self, name: str, speaker: Speaker) -> None:
        """A person is known by the last name, by all names but the first, and by the first."""
        words = name.split()
        self._surnames.add(words[-1])
        bearers = self._bearers.setdefault(words[-1].casefold(), [])
        if speaker not in bearers:
            bearers.append(speaker)
        self._people[name.casefold()] = speaker
        for part in (words[-1], " ".join(words[1:]), words[0]):
            self._by_part.setdefault(part.casefold(), speaker)

    def _note_spelling(self, name: str, whole: str) -> None:
        """ "Lena Mardok" is "Madrok" too, where the article gives nobody else that name."""
        *first, surname = name.split()
        if name.casefold() in self._people or surname.casefold() in self._by_part:
            return
        near = [self._bearers[slip] for slip in slips(surname) if slip in self._bearers]
        if len(near) != 1 or len(near[0]) != 1:
            return
        (meant,) = near[0]
        self._apart = self._apart or told_apart(whole)
        own, longer = self._apart
        same = first == meant.name.split()[:-1] if first else surname not in longer
        if same and surname not in own:
            self._by_part[name.casefold()] = meant

    def _share_posts(self, text: str, people: list[tuple[int, int, str]]) -> None:
        """ "Vik Rao and Jo Lunt, co-chairs of the committee": the post is both's."""
        for (_, end, one), (start, last, other) in itertools.pairwise(people):
            if not _AND.fullmatch(text, end, start):
                continue
            first, second = self._people.get(one.casefold()), self._people.get(other.casefold())
            plural = _PLURAL_POST.match(text, last) or _PLURAL_POST_BEFORE.search(
                text[: end - len(one)]
            )
            if first is None or second is None or not plural:
                continue
            known, new = (first, second) if first.side != "unknown" else (second, first)
            if new.side == "unknown":
                new.side, new.organisation = known.side, known.organisation

    def _fill_in_bodies(self) -> None:
        """An official of a side for which the article names one body alone speaks for that body."""
        for side in ("union", "employer"):
            named = self.organisations.by_times_named(side)
            only = len(named) == 1 and side in self._known.last  # and not a guest
            for speaker in self._people.values() if only else ():
                if speaker.side == side and not (
                    speaker.organisation or speaker.member or speaker.nameless
                ):
                    speaker.organisation = named[0].name

    def _post_from_above(self, speaker: Speaker, before: str) -> None:
        """ "… talks with the health minister. / Eluned Morgan said": the post stands a paragraph above."""
        if speaker.side != "unknown":
            return
        held = _POST_ALONE_ABOVE.match(before)
        bodies = self.organisations.mentions(before) if held else []
        if held and bodies and bodies[0].end == held.end(1) and not self._mentions(before):
            body = bodies[0].organisation
            speaker.side, speaker.organisation = body.side, body.name
            return
        title = re.search(
            r"(?<![’'])\b((?:(?<![’'])\b(?!works\b)\w+ )?(?:minister|secretary of state|chancellor|premier))\b(?!,? [A-Z])",
            before,
        )
        if title and not self._mentions(before):
            speaker.side, speaker.organisation = "government", title.group(1)

    def _note_title(self, text: str, start: int, name: str) -> None:
        """ "Mr Auld" is "he", "Dame Honor" is "she"."""
        title = _GENDERED.search(text, max(0, start - 8), start + 8)
        surname = name.split()[-1].casefold()
        speaker = self._by_part.get(surname) or self._people.get(name.casefold())
        if title and speaker and len(self._bearers.get(surname, ())) < 2:
            speaker.pronoun = _pronoun_of_title(title.group(1))

    def _titled(self, key: str, text: str, start: int) -> Speaker | None:
        """Of several people of a surname, the one whom the title before it fits."""
        bearers = self._bearers.get(key, [])
        title = _GENDERED.search(text, max(0, start - 8), start) if len(bearers) > 1 else None
        pronoun = _pronoun_of_title(title.group(1)) if title else None
        if pronoun is None:
            return None
        fits = [b for b in bearers if b.pronoun == pronoun]
        open_to = [b for b in bearers if b.pronoun is None]  # "Ms Marsh" is Cresta, not Damien
        return fits[0] if fits else open_to[0] if len(open_to) == 1 else None

    def people(self, text: str) -> list[PersonMention]:
        """The people of the cast named in ``text``, in order, by full name, surname or first name."""
        if text not in self._found:
            self._found[text] = self._mentions(text)
        return self._found[text]

    def _mentions(self, text: str) -> list[PersonMention]:
        found: list[PersonMention] = []
        position = 0
        for match in CAPITALS.finditer(text):
            if match.start() < position:
                continue
            words = list(_WORD.finditer(match.group()))
            first = 0
            while first < len(words):
                for last in range(min(len(words), first + 6), first, -1):
                    start = match.start() + words[first].start()
                    end = match.start() + words[last - 1].end()
                    name = POSSESSIVE.sub("", text[start:end]).rstrip(".")
                    key = name.casefold()
                    speaker = (
                        self._titled(key, text, start)
                        or self._people.get(key)
                        or self._by_part.get(key)
                    )
                    if speaker and stands_for_place(text, start + len(name)):
                        continue
                    if speaker and (" " in name or key not in _COMMON or _speaks(text, start, end)):
                        found.append(PersonMention(start, start + len(name), speaker))
                        position = end
                        first = last
                        break
                else:
                    first += 1
        return found
