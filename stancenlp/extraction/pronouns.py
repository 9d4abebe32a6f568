"""Whom "he", "she", "it" and "they" mean: within the paragraph where that is plain, else by memory."""

from __future__ import annotations

import re
from dataclasses import replace

from stancenlp.extraction.descriptions import description
from stancenlp.extraction.first_names import pronoun_of
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory
from stancenlp.extraction.noun_phrases import without_relative
from stancenlp.extraction.roles import (
    EMPLOYER_PHRASE,
    JOB,
    KIND_OF_BODY,
    SPOKESPERSON,
    UNION_PHRASE,
)
from stancenlp.extraction.speakers import Cast, PersonMention, Speaker, body_speaker
from stancenlp.extraction.subjects import subject_of
from stancenlp.extraction.unnamed import about_somebody, is_named_later, pronoun_of_description

#: "The troubled" before "Tolland".
_LEAD = re.compile(r"(?:[Tt]he )?(?:\w+ )?")


def meant_by_pronoun(
    frame: Frame,
    span: tuple[int, int],
    word: str,
    cast: Cast,
    memory: Memory,
    same_sentence: Attribution | None,
) -> Attribution | None:
    """Whom a pronoun means: who spoke before in its sentence, a person close by, or the last one."""
    before = same_sentence.speaker if same_sentence else None
    if before and _fits(before, word):
        return Attribution(before, span)
    near = nearby(frame, span[0], word, cast, memory) or _described_nearby(
        frame, span[0], word, cast, memory
    )
    if near is None and word == "they":
        near = _body_nearby(frame, span[0], cast)  # "Tolland has written to Unite. They said …"
    first = word == "they" and _BLANK.fullmatch(frame.text, 0, span[0])
    meant = near or (memory.many if first else None) or memory.meant_by(word)
    return Attribution(meant, span) if meant else None


def _fits(speaker: Speaker, pronoun: str) -> bool:
    """Whether a pronoun can mean the one who spoke earlier in its sentence."""
    if pronoun == "it":
        return not speaker.person or SPOKESPERSON.search(speaker.name) is not None
    if pronoun in ("he", "she"):
        return speaker.person and speaker.pronoun in (None, pronoun)
    return False


def nearby(frame: Frame, position: int, pronoun: str, cast: Cast, memory: Memory) -> Speaker | None:
    """Whom a pronoun means within its paragraph, if that is plain."""
    if pronoun in ("he", "she"):
        return _person_nearby(frame, position, pronoun, cast, memory)
    return _body_nearby(frame, position, cast) if pronoun == "it" else None


def _body_nearby(frame: Frame, position: int, cast: Cast) -> Speaker | None:
    """The body that the sentence before begins with: "Tolland has put forward 7%. It said …"."""
    starts = [offset + sentence.start_char for offset, sentence in frame.sentences()]
    before = [start for start in starts if start <= position]
    if len(before) < 2:
        return None
    for mention in cast.organisations.mentions(frame.text):
        lead = frame.text[before[-2] : mention.start]
        if mention.start >= before[-2] and _LEAD.fullmatch(lead):
            rest = frame.text[mention.end : mention.end + 2]
            return None if rest in ("'s", "’s") else body_speaker(mention.organisation)
    return None


#: "Around 200 crew", "striking hospital porters".
_PLURAL_SUBJECT = re.compile(
    rf"((?:(?:hundreds|thousands|dozens|scores|some|many|most|about|around|over|nearly|the|all|striking|\d[\d,]*) (?:of )?(?:the )?){{0,4}}(?:[\w’'-]+ ){{0,2}}(?:{JOB}|members|strikers|pickets|picketers|staff|crews?|employees|colleagues|\w+workers))\b",
    re.IGNORECASE,
)


_BLANK = re.compile(r"\s*")
#: "The drivers’ union", "The members of the council": it is not they.
_NOT_THEY = re.compile(r"['’]\s|(?<=members) of ")
#: "The drivers’ union", "The Drivers’ Union (DU)".
_OF_A_BODY = re.compile(rf"\b{KIND_OF_BODY}\b(?:\s\([^)]*\))?$", re.IGNORECASE)
#: "The doctors’ employers".
_OVER_THEM = re.compile(r"[’'] (?:bosses|managers|employers)$", re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:chiefs|leaders)$", re.IGNORECASE)
#: A sentence after theirs that is about somebody else, whom the next "they" may mean.
_OF_OTHERS = re.compile(r"[.?!][”\"]?\s+(?!(?:They|Their|Some|Many|Most|Others|All)\b)\S")


def many_of(text: str, cast: Cast, memory: Memory) -> Speaker | None:
    """The strikers that a paragraph is about: "Around 200 crew had been waiting at the gate."."""
    many = _PLURAL_SUBJECT.match(text, 0, 80)
    if many is None or _NOT_THEY.match(text, many.end()) or _OF_OTHERS.search(text, many.end()):
        return None
    words = many.group(1)
    meant = description(words, words.split()[-1].lower(), cast, memory, (0, 0))
    if meant and meant.speaker.side != "unknown":
        return meant.speaker if meant.speaker.side == "union" else None
    return Speaker(words, None, "union", member=True, person=False)


#: "One guard waved them off. “…,” he said": whoever has no name.
_SOMEBODY = re.compile(r"(?:An?|One|Another)\s(?:[\w’'-]+\s){0,3}?([\w-]+)$")
#: "The hotel" declined an interview. "…," it wrote.
_THE_BODY = re.compile(r"The (?:[a-z-]+ )?[a-z]+")
#: "The union’s claim".
_OWNER = re.compile(r"(the [\w-]+)[’']s\s", re.IGNORECASE)


def _described_nearby(
    frame: Frame, position: int, pronoun: str, cast: Cast, memory: Memory
) -> Speaker | None:
    """Whom a pronoun means by the subject of its own sentence or the one before.

    "Ambulance crews walked out on Monday. They say …"; "The union’s claim is for what it calls …".
    """
    for offset, sentence in reversed(list(frame.sentences())):
        if offset + sentence.start_char > position:
            continue
        place = subject_of(offset, sentence)
        place = frame.outside_speech(place, "") if place else None
        place = without_relative(frame.text, place) if place else None
        words = frame.text[slice(*place)].rstrip(" ,") if place and place[1] < position else ""
        many = _PLURAL_SUBJECT.match(words) if pronoun == "they" else None
        people = [p for p in cast.people(words) if pronoun == "they"]
        if len({p.speaker.name for p in people}) > 1 and people[-1].end == len(words):
            return _together([p.speaker for p in people])
        if many:
            if _OVER_THEM.search(words):
                return Speaker(words[:1].upper() + words[1:], None, "employer")
            others = _OF_A_BODY.search(words) or _LED_BY.search(words)
            if _NOT_THEY.match(words, many.end()) and not others:
                words = many.group(1)  # "The bakers’ contract ran out. Then they …"
            meant = description(words, many.group(1).split()[-1].lower(), cast, memory, (0, 0))
            return meant.speaker if meant and meant.speaker.side == "union" else None
        if pronoun in ("he", "she") and words:
            one = _SOMEBODY.match(words)
            meant = description(words, one.group(1).lower(), cast, memory, (0, 0)) if one else None
            return meant.speaker if meant and meant.speaker.person else None
        body = _body_in(words) if pronoun == "it" else None
        if body:
            meant = description(body, body.split()[-1], cast, memory, (0, 0))
            return meant.speaker if meant and not meant.speaker.person else None
        if words:
            return None
    return None


def _together(people: list[Speaker]) -> Speaker:
    """ "Ann Lowe, Tom Reed and Carl Venn met. In a statement, they said …": all of them."""
    *others, last = [person.name for person in people]
    body, side = people[0].organisation, people[0].side
    shared = body if all(person.organisation == body for person in people) else None
    one_side = all(person.side == side for person in people)
    return Speaker(f"{', '.join(others)} and {last}", shared, side if one_side else "other")


def _body_in(subject: str) -> str | None:
    """What "it" means behind a subject that names no body: "the union" of its claim, "The hotel"."""
    owner = _OWNER.match(subject)
    if owner:
        return owner.group(1)
    of_a_kind = EMPLOYER_PHRASE.match(subject) or UNION_PHRASE.match(subject)
    return subject if of_a_kind and _THE_BODY.fullmatch(subject) else None


#: "Ms Moss told Mr Reid. He shot back": whom she told answers, and not she.
_ANSWERS = re.compile(
    r"(?:he|she)\s(?:shot back|hit back|fired back|replied|retorted|countered|responded|answered)\b",
    re.IGNORECASE,
)
#: "told Mr" before "Reid".
_TOLD = re.compile(r"\b(?:told|asked|warned|reminded)\s(?:[A-Z][a-z]*\.?\s)?$")


#: "His waitress", "their driver": at work for somebody, and so not out.
_SERVES = re.compile(
    rf"(?:his|her|their) (?!(?:union|fellow|striking|co-?)\b)(?:[a-z-]+ )?(?:waitress|{JOB})$",
    re.IGNORECASE,
)
#: In front of a place, where a sentence begins with it.
_AT = re.compile(r"(?:\b|^)(?:In|At|On|Outside|Inside|Across|Near|Along|Behind)\s(?:the\s)?$")
#: "at the Heron Grill", "driving over from Marlow Cross": before two or three words that begin with no first name.
_AT_ANY = re.compile(
    r"\b(?:(?:in|at|outside|inside|near)\s(?:the\s)?|(?:driv|travell?|walk|cycl|commut)\w+\s(?:\w+\s)?from\s)$"
)
#: ", who": what is told of a person. Some first names, as Dana and Sam, no list tells.
_OF_A_PERSON = re.compile(r",\s(?:who|whose|an?|the|\d\d)\b|\s(?:who|whose|\(\d\d)\b")


def is_place(text: str, person: PersonMention) -> bool:
    """Whether a name that was taken for a person's stands where a place does."""
    start, name = person.start, text[person.start : person.end]
    unlisted = " " in name and not pronoun_of(name) and not _OF_A_PERSON.match(text, person.end)
    if unlisted and _AT_ANY.search(text, max(0, start - 30), start):
        return True
    return _AT.search(text, max(0, start - 15), start) is not None


def somebody(frame: Frame, place: tuple[int, int], cast: Cast, memory: Memory) -> Speaker:
    """Who is described at a place and not named: "a woman at the counter"."""
    words = frame.text[slice(*place)]
    named = next((p for p in cast.people(frame.text) if place[0] <= p.start < place[1]), None)
    if named:
        return named.speaker
    same = (p for p in reversed(memory.people) if p.name.startswith(words))
    known = next(same, None)
    if known:
        return known
    pronoun = pronoun_of_description(words)
    if _SERVES.match(words):
        return Speaker(words, pronoun=pronoun)
    meant = description(words, words.split()[-1].lower(), cast, memory, place)
    if meant is None or not (meant.speaker.person or meant.speaker.member):
        return Speaker(words, pronoun=pronoun)
    return replace(meant.speaker, person=True, pronoun=meant.speaker.pronoun or pronoun)


def _person_nearby(
    frame: Frame, position: int, pronoun: str, cast: Cast, memory: Memory
) -> Speaker | None:
    """Whom "he" or "she" means within the paragraph: the first person of the nearest sentence."""
    people = [
        p
        for p in cast.people(frame.text)
        if p.end <= position
        and p.speaker.pronoun in (None, pronoun)
        and not any(start <= p.start < end for start, end, _ in frame.runs)
    ]
    for offset, sentence in reversed(list(frame.sentences())):
        low, high = offset + sentence.start_char, offset + sentence.end_char
        if low > position:
            continue
        subject = subject_of(offset, sentence)
        if subject and subject[1] < position and frame.text[slice(*subject)].lower() == pronoun:
            continue  # "he said, citing Mr Voss. Still, he allowed": the same one goes on
        inside = [
            p
            for p in people
            if low <= p.start < high and frame.text[p.end : p.end + 2] not in ("'s", "’s")
        ]
        # "In the Copper Kettle, Imelda Feeney was down to two tables": no place
        inside = [p for p in inside if not is_place(frame.text, p)] or inside
        if len(inside) > 1 and _ANSWERS.match(frame.text, position):
            between = frame.text[inside[0].end : inside[1].start]
            return inside[1 if _TOLD.search(between) else 0].speaker
        place = about_somebody(frame.text, low, min(high, position))
        # "One driver had left and was, he said, “a bundle of nerves”": he is not the driver
        aside = low <= position < high and frame.text[:position].endswith(", ")
        if place and not aside and (not inside or place[0] < inside[0].start):
            if inside and is_named_later(frame.text, place[1], inside[0].start):
                return inside[0].speaker
            one = somebody(frame, place, cast, memory)
            if one.pronoun in (None, pronoun):
                return one
        if inside:
            return inside[0].speaker
    return None
