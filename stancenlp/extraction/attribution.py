"""Who a noun phrase means: a person, a body, a pronoun, a document or a description.

It is tried by small steps in order (:data:`_STEPS`); the first that knows who it is decides. Where the
phrase begins and ends is told by :mod:`stancenlp.extraction.noun_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stancenlp.extraction.descriptions import description, spokesperson
from stancenlp.extraction.documents import author, is_document
from stancenlp.extraction.epithets import is_someone, named_just_before, named_with_title, one_of
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory, person_at
from stancenlp.extraction.named import named_body, named_person
from stancenlp.extraction.noun_phrases import (
    INDEFINITE,
    bodies_in,
    people_in,
    whole_phrase,
    without_relative,
)
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.pronouns import meant_by_pronoun, somebody
from stancenlp.extraction.roles import SPOKESPERSON, TITLE_OF_POST, WORKER
from stancenlp.extraction.speakers import Cast, PersonMention, Speaker, body_speaker
from stancenlp.extraction.unnamed import IS_SOMEBODY, name_given

#: "she"; "him" of "according to him".
_PRONOUN = re.compile(r"^(he|she|they|it|we|i|who|which|him|her|them)$", re.IGNORECASE)
#: "he and 28 others": the one whom the article follows.
_AND_OTHERS = re.compile(r"(he|she) and\s", re.IGNORECASE)
_SUBJECT_FORM = {"him": "he", "her": "she", "them": "they"}
#: "the man", "another driver": what somebody may be called who then gives a name.
_DESCRIBES = re.compile(r"(?:the|an?|one|another)\s", re.IGNORECASE)
#: "Gov. Whitcomb’s office": an office is on the side of its holder.
_OFFICE = re.compile(r"[’']s? (?:office|team|department|campaign|administration)$")
#: "Siptu, a spokesman for whom said".
_FOR_WHOM = re.compile(r"\b(an?\s(spokes\w+)\s(?:for|of)\s(?:whom|which))$")
#: ", Dr" before "Rowe".
_NAMED_NEXT = re.compile(r",\s+(?=[A-Z])(?:[A-Z][a-z]*\.?\s+)?")
#: "general secretary".
_POST = re.compile(rf"\b{TITLE_OF_POST}\b", re.IGNORECASE)
#: "the State Minister", who was named before.
_POST_ALONE = re.compile(r"the (?:[A-Z][\w’'-]* ){1,2}(?:Minister|Secretary|Commissioner)")
#: "who gave her name only as Jo", "who goes by Aunty Flo".
_NAME_AS = re.compile(r"\bname (?:only |simply |just )?as\s+|\b(?:asked to be called|goes by)\s+")
#: "a spokesperson for Mr Dunstan" is not Mr Dunstan.
_FOR_SOMEBODY = re.compile(
    r"^(?:(?:an?|the|his|her)\s)?(?:[\w-]+\s){0,2}(?:spokes\w+|representative|aide|source|lawyer|friend)s?\s(?:for|of|to|close to)\s",
    re.IGNORECASE,
)
#: What Canada calls a company of the state, with capitals too: the one that was named before.
_CROWN_CORPORATION = re.compile(r"(?:the|its)\scrown corporation", re.IGNORECASE)
#: "’s general secretary" behind a body.
_ITS_POST = re.compile(rf"(?:[’']s)?\s(?:[a-z-]+\s)?({TITLE_OF_POST})(?:[’']s)?")
#: What headline writers call whoever leads a union: "union chief Fred Sprake", its chairman.
_ANY_LEADER = {"chief", "boss", "leader"}
#: "A pilot who spoke to the media, Captain Themba Zondo, said".
_WHO = re.compile(r"\swho\s[^.;:,“”\"]{3,80},\s(?=[A-Z])(?:[A-Z][a-z]+\.?\s)?")
#: ", has said".
_THEN_SPEAKS = re.compile(r",\s(?:has |had )?(?:said|says|told|added|adds|called|described)\b")
#: "three unions – Usdaw, Siptu and Unite": all are named.
_LISTED_UNIONS = re.compile(r"(?:[\w-]+ ){0,4}unions(?::|,| [–—-]) (?:the )?(?=[A-Z].* and )")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase in its paragraph, in frame offsets, with the people and bodies it names.

    ``whole`` is the phrase with all that is said of whom it means, ``span`` and ``words`` are without;
    ``head`` is its head word in lower case. ``said_before`` is who spoke earlier in its sentence.
    """

    frame: Frame
    whole: tuple[int, int]
    span: tuple[int, int]
    head: str
    people: list[PersonMention]
    bodies: list[Mention]
    said_before: Attribution | None

    @property
    def words(self) -> str:
        """The words of the phrase."""
        return self.frame.text[self.span[0] : self.span[1]].strip(" ,")


def resolve(
    frame: Frame,
    span: tuple[int, int],
    head: str,
    cast: Cast,
    memory: Memory,
    same_sentence: Attribution | None = None,
) -> Attribution | None:
    """Who a noun phrase means, or None where it names nobody who can speak.

    The first of :data:`_STEPS` that knows decides.

    Parameters
    ----------
    span : the noun phrase, in frame offsets; ``head``: its head word in lower case.
    same_sentence : who spoke earlier in the same sentence.
    """
    whole = whole_phrase(frame, span, head, cast)
    span = without_relative(frame.text, whole)
    people, bodies = _people(frame, whole, span, cast), bodies_in(frame, span, cast)
    phrase = Phrase(frame, whole, span, head, people, bodies, same_sentence)
    for step in _STEPS:
        meant = step(phrase, cast, memory)
        if meant is not None:
            return None if meant is _NOBODY else meant
    return None


def _people(
    frame: Frame, whole: tuple[int, int], span: tuple[int, int], cast: Cast
) -> list[PersonMention]:
    """The people whom a phrase names, or a name that is given behind it: "who gave her name as Jo"."""
    named_later = _NAME_AS.search(frame.text, span[1], whole[1])
    if named_later:
        return [p for p in people_in(frame, whole, cast) if p.start >= named_later.end()]
    return people_in(frame, span, cast)


#: The answer of a step that knows that a phrase means nobody who can speak.
_NOBODY = Attribution(Speaker(""))

# the steps, in the order in which they are tried


def _for_whom(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """The spokesperson of the body right before "a spokesman for whom"."""
    frame = phrase.frame
    match = _FOR_WHOM.search(frame.text, *phrase.whole)
    if match is None:
        return None
    for mention in cast.organisations.mentions(frame.text):
        if frame.text[mention.end : match.start(1)] == ", ":
            body = mention.organisation
            spokesman = Speaker(f"{body.name} {match.group(2)}", body.name, body.side)
            return Attribution(spokesman, phrase.whole)
    return None


def _nobody(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """Nobody, where nothing is left of the phrase."""
    return None if phrase.words else _NOBODY


def _author_of_document(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "their joint statement": whoever wrote it."""
    if not is_document(phrase.words):
        return None
    return author(phrase.frame, phrase.span, phrase.words, cast, memory) or _NOBODY


def _pronoun(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "she", and "according to her"."""
    others = _AND_OTHERS.match(phrase.words)
    if not others and not _PRONOUN.match(phrase.words):
        return None
    said = (others.group(1) if others else phrase.words).lower()
    word = _SUBJECT_FORM.get(said, said)
    meant = meant_by_pronoun(phrase.frame, phrase.span, word, cast, memory, phrase.said_before)
    return meant or _NOBODY


def _one(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "one", "one of them, Jo Marsh,": one of those of whom the sentence speaks."""
    frame, span, words = phrase.frame, phrase.span, phrase.words
    if not re.fullmatch(r"one(?: of (?:them|whom))?", words, re.IGNORECASE):
        return None
    beside = [p for p in cast.people(frame.text) if 0 < p.start - span[1] <= 2]
    if beside:
        return person_at(beside[0])
    given = name_given(frame.text, span[0] + len(words))
    if given:
        return Attribution(somebody(frame, given, cast, memory), given)
    return Attribution(one_of(frame.text[: span[0]], words), span)


def _someone(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "someone" who shouts back: of whom nothing is known."""
    if not is_someone(phrase.words, phrase.frame.text, phrase.whole[1]):
        return None
    return Attribution(Speaker(phrase.words), phrase.span)


def _titled_before(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the Minister", behind "the Plantations Minister, Ann Rowe, …" in the same paragraph."""
    person = named_with_title(phrase.frame.text, phrase.span, phrase.words, cast)
    return person_at(person) if person else None


def _who_gave_a_name(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "a woman who called herself Aunty Flo": by that name."""
    frame, span, words = phrase.frame, phrase.span, phrase.words
    given = name_given(frame.text, span[0] + len(words)) if _DESCRIBES.match(words) else None
    if given is None or people_in(frame, span, cast):
        return None
    return Attribution(somebody(frame, given, cast, memory), given)


def _named_above(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the 45-year-old": who was named just before."""
    frame, span = phrase.frame, phrase.span
    called = named_just_before(frame, span, phrase.words, phrase.head, cast, memory)
    return Attribution(called, span) if called else None


def _named_at_end(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "a former official who now teaches, Dr Ann Rowe, said"."""
    text, (_, end), whole = phrase.frame.text, phrase.span, phrase.whole
    if phrase.people or whole[1] <= end:
        return None
    last = [p for p in people_in(phrase.frame, whole, cast) if whole[1] - p.end <= 2]
    if last and re.search(r",\s(?:[A-Z][a-z]+\.?\s)?$", text[end : last[0].start]):
        return person_at(last[0])
    return None


def _named_behind(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "A pilot who spoke to the media, Captain Themba Zondo, said"."""
    frame = phrase.frame
    if phrase.people or not INDEFINITE.match(phrase.words):
        return None
    who = _WHO.match(frame.text, phrase.span[1])
    for person in cast.people(frame.text) if who else []:
        in_place = who is not None and who.end() - 12 <= person.start <= who.end()
        if in_place and _THEN_SPEAKS.match(frame.text, person.end):
            return person_at(person)
    return None


def _worker_without_name(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "one driver", "some nurses at the Royal Infirmary": by their description."""
    frame, span, words = phrase.frame, phrase.span, phrase.words
    if not INDEFINITE.match(words) or _NAME_AS.search(frame.text, span[1], phrase.whole[1]):
        return None
    jobs = (found.start() + span[0] for found in WORKER.finditer(words))
    if not any(_is_outside(job, phrase.bodies) for job in jobs):
        return None
    if _is_named(frame, span, phrase.people):
        return None
    return _described(phrase, cast, memory) or _NOBODY


def _office(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "Gov. Whitcomb’s office": an office is on the side of its holder."""
    if not phrase.people or not _OFFICE.search(phrase.words):
        return None
    holder = phrase.people[0].speaker
    office = Speaker(phrase.words, holder.organisation, holder.side, person=False)
    return Attribution(office, phrase.span)


def _aide(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "a spokesperson for Mr Dunstan" is on his side."""
    if not _is_for_somebody(phrase) or phrase.bodies:
        return None
    chief = phrase.people[0].speaker
    return Attribution(Speaker(phrase.words, chief.organisation, chief.side), phrase.span)


def _named(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "Jo Marsh of Unite"."""
    people, bodies = phrase.people, phrase.bodies
    if _is_for_somebody(phrase):
        # parts of the body's name that were taken for a person
        people = [p for p in people if "," in phrase.frame.text[bodies[0].end : p.start]]
    return named_person(phrase.frame, phrase.span, people, bodies)


def _named_next(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the general secretary", if ", Jo Marsh," follows."""
    text, end = phrase.frame.text, phrase.span[1]
    following = _NAMED_NEXT.match(text, end)
    if following is None or not (_POST.search(phrase.words) or IS_SOMEBODY.search(phrase.words)):
        return None
    person = next((p for p in cast.people(text) if end < p.start <= following.end()), None)
    return person_at(person) if person else None


def _crown_corporation(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the Crown corporation": the employer that is named most."""
    if not _CROWN_CORPORATION.fullmatch(phrase.words):
        return None
    employers = cast.organisations.by_times_named("employer")
    meant = next((b for b in employers if "Crown " not in b.name), None)
    return Attribution(body_speaker(meant), phrase.span) if meant else None


def _spokesperson(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "a spokesman": of whom, its words or the article tell."""
    if not SPOKESPERSON.search(phrase.words):
        return None
    # "Unite said no: “…,” said a spokesman": of whoever spoke first
    before = "" if phrase.said_before else phrase.frame.text[: phrase.span[0]]
    speaker = spokesperson(phrase.words, phrase.bodies, cast, memory, before)
    return Attribution(speaker, phrase.span)


def _listed_unions(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "three unions – Usdaw, Siptu and Unite"."""
    listed = _LISTED_UNIONS.match(phrase.words)
    if listed is None:
        return None
    names = phrase.words[listed.end() :]
    return Attribution(Speaker(names, names, "union", person=False), phrase.span)


def _post_alone(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the State Minister", who was named before."""
    if not phrase.bodies or not _POST_ALONE.fullmatch(phrase.words):
        return None
    holder = _described(phrase, cast, memory)
    return holder if holder and holder.speaker in memory.people else None


def _holder(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the PCU general secretary": whoever has been named with that post."""
    words, bodies = phrase.words, phrase.bodies
    if len(bodies) != 1 or not words.lower().startswith("the "):
        return None
    held = _ITS_POST.search(words, 4)
    if held is None or held.end() != len(words):
        return None
    own = [p for p in reversed(memory.people) if p.organisation == bodies[0].organisation.name]
    post = held.group(1).lower()
    fits = [p for p in own if post in p.known_as] or [p for p in own if p.known_as & _ANY_LEADER]
    return Attribution(fits[0], phrase.span) if fits else None


def _named_body(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "Unite", "the RMT and Aslef", "GMB members"."""
    if not phrase.bodies:
        return None
    return named_body(phrase.frame, phrase.span, phrase.words, phrase.bodies)


def _described(phrase: Phrase, cast: Cast, memory: Memory) -> Attribution | None:
    """ "the union", "ministers": by what the article says of such."""
    return description(phrase.words, phrase.head, cast, memory, phrase.span)


_STEPS: tuple[Callable[[Phrase, Cast, Memory], Attribution | None], ...] = (
    _for_whom,
    _nobody,
    _author_of_document,
    _pronoun,
    _one,
    _someone,
    _titled_before,
    _who_gave_a_name,
    _named_above,
    _named_at_end,
    _named_behind,
    _worker_without_name,
    _office,
    _aide,
    _named,
    _named_next,
    _crown_corporation,
    _spokesperson,
    _listed_unions,
    _post_alone,
    _holder,
    _named_body,
    _described,
)

# what the steps ask


def _is_for_somebody(phrase: Phrase) -> bool:
    """Whether a phrase means whoever speaks for a person that it names."""
    for_whom = _FOR_SOMEBODY.match(phrase.words)
    return bool(
        for_whom and phrase.people and phrase.people[0].start >= phrase.span[0] + for_whom.end()
    )


def _is_outside(position: int, bodies: list[Mention]) -> bool:
    """Whether a word is no part of a body's name: "a note from the Harbour Workers’ Union" is no worker."""
    return not any(m.start <= position < m.end and m.organisation.side == "union" for m in bodies)


def _is_named(frame: Frame, span: tuple[int, int], people: list[PersonMention]) -> bool:
    """Whether "one driver, Paul Ashcombe" has a name, and not just a place: "one worker in Boyle"."""
    return any(
        not re.search(
            r"\b(?:in|at|from|of|for|on|near)\s(?:the\s)?$", frame.text[span[0] : p.start]
        )
        for p in people
    )
