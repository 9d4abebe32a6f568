"""Who a noun phrase means: a person, a body, a pronoun, a document or a description."""

from __future__ import annotations

import re

from stancenlp.extraction.descriptions import description, one_of, spokesperson
from stancenlp.extraction.documents import (
    OWNS,
    described_owner,
    is_document,
    kind_of_writing,
    named_owner,
    writers,
)
from stancenlp.extraction.epithets import named_just_before
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory
from stancenlp.extraction.organisations import Mention
from stancenlp.extraction.pronouns import meant_by_pronoun, nearby, somebody
from stancenlp.extraction.roles import (
    BYSTANDER,
    JOB,
    SPOKESPERSON,
    TITLE_OF_POST,
    UNION_ROLE,
    WORKER,
)
from stancenlp.extraction.speakers import Cast, PersonMention, Speaker, body_speaker
from stancenlp.extraction.unnamed import IS_SOMEBODY, name_given

_PRONOUN = re.compile(r"^(he|she|they|it|we|i|who|which|him|her|them)$", re.IGNORECASE)
_SUBJECT_FORM = {"him": "he", "her": "she", "them": "they"}
_HYPHENED = re.compile(r"-[a-z]+\b")
_DESCRIBES = re.compile(r"(?:the|an?|one|another)\s", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:one|an?|another|some|many|several)\b", re.IGNORECASE)
#: "Gov. Whitcomb’s office": an office is on the side of its holder.
_OFFICE = re.compile(r"[’']s? (?:office|team|department|campaign|administration)$")
#: "Siptu, a spokesman for whom said".
_FOR_WHOM = re.compile(r"\b(an?\s(spokes\w+)\s(?:for|of)\s(?:whom|which))$")
_NAMED_NEXT = re.compile(r",\s+(?=[A-Z])(?:[A-Z][a-z]*\.?\s+)?")
_BEFORE_POST = re.compile(rf"\s{TITLE_OF_POST}\s(?=[A-Z])")
_POST = re.compile(rf"\b{TITLE_OF_POST}\b", re.IGNORECASE)
#: "a PCU rep at the garage", "a senior GMB source".
_SOMEBODY = re.compile(
    rf"(?:[’']s)?\s(?:\w+\s)?(?:{TITLE_OF_POST}|source|insider)\b", re.IGNORECASE
)
#: "one steward with Unite".
_SOMEBODY_OF = re.compile(
    rf"\b(?:{TITLE_OF_POST}|source|insider)\s(?:of|at|for|from|in|with)\s(?:the\s)?$", re.IGNORECASE
)
#: What is said of somebody behind the noun, or of when they spoke: "one shopper after being turned away".
_RELATIVE = re.compile(
    r",?\s+(?:which|who|whose|where|that (?:has|had|is|was|represents)|(?:after|before|on|upon|while) [a-z]+ing)\b"
)
_ENDS_OF_THE = tuple(f" {word} the " for word in ("of", "for", "at", "in", "from"))
#: "the State Minister", who was named before.
_POST_ALONE = re.compile(r"the (?:[A-Z][\w’'-]* ){1,2}(?:Minister|Secretary|Commissioner)")
_NAME_AS = re.compile(r"\bname (?:only |simply |just )?as\s+|\b(?:asked to be called|goes by)\s+")
_SPOKES = r"(?:spokes\w+|official|source|representative)"
#: "a spokesperson for Mr Dunstan" is not Mr Dunstan.
_FOR_SOMEBODY = re.compile(
    r"^(?:(?:an?|the|his|her)\s)?(?:[\w-]+\s){0,2}(?:spokes\w+|representative|aide|source|lawyer|friend)s?\s(?:for|of|to|close to)\s",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w-]+\s){{0,3}}?{_SPOKES}\s(?:for|of|from|at|in|with)\s(?:the\s)?$"
)
#: What Canada calls a company of the state, with capitals too: the one that was named before.
_CROWN_CORPORATION = re.compile(r"(?:the|its)\scrown corporation", re.IGNORECASE)
#: Papers that a body issues, whoever signed them.
_PAPER = re.compile(r"\b(?:communiqu[eé]|circular|post|bulletin|release|leaflet|website|notice)\b")


def resolve(
    frame: Frame,
    span: tuple[int, int],
    head: str,
    cast: Cast,
    memory: Memory,
    same_sentence: Attribution | None = None,
) -> Attribution | None:
    """Who a noun phrase means, or None where it names nobody who can speak.

    Parameters
    ----------
    span : the noun phrase, in frame offsets; ``head``: its head word in lower case.
    same_sentence : who spoke earlier in the same sentence.
    """
    hyphened = _HYPHENED.match(frame.text, span[1])  # "said the co" of "the co-worker"
    span = (span[0], hyphened.end()) if hyphened else span
    span = frame.outside_speech(_with_its_beginning(frame, span, cast), head)
    spokesperson_of = _for_whom(frame, span, cast)
    if spokesperson_of:
        return Attribution(spokesperson_of, span)
    whole = span
    span = _without_relative(frame.text, span)
    words = frame.text[span[0] : span[1]].strip(" ,")
    if not words:
        return None
    if is_document(words):
        return _author(frame, span, words, cast, memory)
    if _PRONOUN.match(words):
        word = _SUBJECT_FORM.get(words.lower(), words.lower())  # "according to him"
        return meant_by_pronoun(frame, span, word, cast, memory, same_sentence)
    if re.fullmatch(r"one(?: of (?:them|whom))?", words, re.IGNORECASE):
        beside = [p for p in cast.people(frame.text) if 0 < p.start - span[1] <= 2]
        if beside:
            return _as_attribution(beside[0])
        return Attribution(one_of(frame.text[: span[0]], words), span)
    given = name_given(frame.text, span[0] + len(words)) if _DESCRIBES.match(words) else None
    if given and not _people(frame, span, cast):
        return Attribution(somebody(frame, given, cast, memory), given)
    called = named_just_before(frame, span, words, head, cast, memory)
    if called:
        return Attribution(called, span)
    named_later = _NAME_AS.search(frame.text, span[1], whole[1])
    people = _people(frame, span, cast)
    if named_later:
        people = [p for p in _people(frame, whole, cast) if p.start >= named_later.end()]
    bodies = _bodies(frame, span, cast)
    if not people and whole[1] > span[1]:
        # "a former official who now teaches, Dr Ann Rowe, said"
        last = [p for p in _people(frame, whole, cast) if whole[1] - p.end <= 2]
        if last and re.search(r",\s(?:[A-Z][a-z]+\.?\s)?$", frame.text[span[1] : last[0].start]):
            return _as_attribution(last[0])
    if not people and _INDEFINITE.match(words):
        called_later = _named_behind(frame, span, cast)
        if called_later:
            return called_later
    if (
        not named_later
        and _INDEFINITE.match(words)
        and any(_is_outside(found.start() + span[0], bodies) for found in WORKER.finditer(words))
        and not _is_named(frame, span, people)
    ):
        return description(words, head, cast, memory, span)
    if people and _OFFICE.search(words):
        chief = people[0].speaker
        return Attribution(Speaker(words, chief.organisation, chief.side, person=False), span)
    for_whom = _FOR_SOMEBODY.match(words)
    if for_whom and people and people[0].start >= span[0] + for_whom.end():
        if not bodies:
            chief = people[0].speaker
            return Attribution(Speaker(words, chief.organisation, chief.side), span)
        # parts of the body's name that were taken for a person
        people = [p for p in people if "," in frame.text[bodies[0].end : p.start]]
    person = _person(frame, span, people, bodies)
    if person:
        return person
    named_next = _NAMED_NEXT.match(frame.text, span[1])
    if named_next and (_POST.search(words) or IS_SOMEBODY.search(words)):
        following = [p for p in cast.people(frame.text) if span[1] < p.start <= named_next.end()]
        if following:
            return _as_attribution(following[0])
    if _CROWN_CORPORATION.fullmatch(words):
        employers = cast.organisations.by_times_named("employer")
        meant = next((b for b in employers if "Crown " not in b.name), None)
        if meant:
            return Attribution(body_speaker(meant), span)
    if SPOKESPERSON.search(words):
        return Attribution(spokesperson(words, bodies, cast, memory, frame.text[: span[0]]), span)
    listed = _LISTED_UNIONS.match(words)
    if listed:
        names = words[listed.end() :]
        return Attribution(Speaker(names, names, "union", person=False), span)
    if bodies and _POST_ALONE.fullmatch(words):
        holder = description(words, head, cast, memory, span)
        if holder and holder.speaker in memory.people:
            return holder
    named_holder = _holder(words, bodies, memory)
    if named_holder:
        return Attribution(named_holder, span)
    if bodies:
        return _body(frame, span, words, bodies) or description(words, head, cast, memory, span)
    return description(words, head, cast, memory, span)


def _with_its_beginning(frame: Frame, span: tuple[int, int], cast: Cast) -> tuple[int, int]:
    """A noun phrase that the parser began in the middle of a body's name, from its beginning.

    Of "a spokesperson for the Department for Culture, Media and Sport" it may leave "Media and Sport".
    """
    named = _before_wrong_end(frame, span[0], cast)
    if named is not None:
        return named, span[1]
    cut = (m.start for m in cast.organisations.mentions(frame.text) if m.start < span[0] < m.end)
    start = next(cut, None)
    if start is None:
        return span
    lead = _SPEAKS_FOR.search(frame.text, max(0, start - 80), start)
    return (lead.start() if lead else start), span[1]


_SENTENCE_ENDED = re.compile(r"(?:^|[.!?:;…”\"’'\n)])\s*$")


def _before_wrong_end(frame: Frame, start: int, cast: Cast) -> int | None:
    """Where a name behind a quotation begins, if the parser ended a sentence between it and ``start``.

    "“…,” Ramon Cruz, Jr., president of the Samahan ng mga Drayber, said" may be two sentences to it.
    """
    if _SENTENCE_ENDED.search(frame.text, max(0, start - 3), start):
        return None
    if not any(o + s.start_char == start for o, s in frame.sentences()):
        return None
    low = max((end for _, end, _ in frame.runs if end < start), default=start)
    behind = (p.start for p in cast.people(frame.text) if p.start == low + 2)
    return next(behind, None) if frame.text[low : low + 2] == ", " else None


def _for_whom(frame: Frame, span: tuple[int, int], cast: Cast) -> Speaker | None:
    """The spokesperson of the body right before "a spokesman for whom"."""
    match = _FOR_WHOM.search(frame.text, *span)
    if match is None:
        return None
    for mention in cast.organisations.mentions(frame.text):
        if frame.text[mention.end : match.start(1)] == ", ":
            body = mention.organisation
            return Speaker(f"{body.name} {match.group(2)}", body.name, body.side)
    return None


def _people(frame: Frame, span: tuple[int, int], cast: Cast) -> list[PersonMention]:
    return [p for p in cast.people(frame.text) if span[0] < p.end and p.start < span[1]]


def _bodies(frame: Frame, span: tuple[int, int], cast: Cast) -> list[Mention]:
    return [m for m in cast.organisations.mentions(frame.text) if span[0] <= m.start < span[1]]


_ITS_POST = re.compile(rf"(?:[’']s)?\s(?:[a-z-]+\s)?({TITLE_OF_POST})(?:[’']s)?")
#: What headline writers call whoever leads a union: "union chief Fred Sprake", its chairman.
_ANY_LEADER = {"chief", "boss", "leader"}


def _holder(words: str, bodies: list[Mention], memory: Memory) -> Speaker | None:
    """Who "the PCU general secretary" is: whoever has been named with that post."""
    if len(bodies) != 1 or not words.lower().startswith("the "):
        return None
    held = _ITS_POST.search(words, 4)
    if held is None or held.end() != len(words):
        return None
    own = [p for p in reversed(memory.people) if p.organisation == bodies[0].organisation.name]
    post = held.group(1).lower()
    fits = [p for p in own if post in p.known_as] or [p for p in own if p.known_as & _ANY_LEADER]
    return next(iter(fits), None)


def _is_outside(position: int, bodies: list[Mention]) -> bool:
    """Whether a word is no part of a body's name: "a note from the Harbour Workers’ Union" is no worker."""
    return not any(m.start <= position < m.end and m.organisation.side == "union" for m in bodies)


def _as_attribution(mention: PersonMention) -> Attribution:
    return Attribution(mention.speaker, (mention.start, mention.end))


#: "A pilot who spoke to the media, Captain Themba Zondo, said".
_WHO = re.compile(r"\swho\s[^.;:,“”\"]{3,80},\s(?=[A-Z])(?:[A-Z][a-z]+\.?\s)?")
_THEN_SPEAKS = re.compile(r",\s(?:has |had )?(?:said|says|told|added|adds|called|described)\b")


def _named_behind(frame: Frame, span: tuple[int, int], cast: Cast) -> Attribution | None:
    """Whoever is named only behind what is said of them."""
    who = _WHO.match(frame.text, span[1])
    for person in cast.people(frame.text) if who else []:
        in_place = who is not None and who.end() - 12 <= person.start <= who.end()
        if in_place and _THEN_SPEAKS.match(frame.text, person.end):
            return _as_attribution(person)
    return None


def _is_named(frame: Frame, span: tuple[int, int], people: list[PersonMention]) -> bool:
    """Whether "one driver, Paul Ashcombe" has a name, and not just a place: "one worker in Boyle"."""
    return any(
        not re.search(
            r"\b(?:in|at|from|of|for|on|near)\s(?:the\s)?$", frame.text[span[0] : p.start]
        )
        for p in people
    )


def _person(
    frame: Frame, span: tuple[int, int], people: list[PersonMention], bodies: list[Mention]
) -> Attribution | None:
    """The person, or the two people, that a noun phrase names."""
    people = [
        p
        for p in people
        if not any(
            m.start <= p.start and p.end <= m.end and m.end - m.start > p.end - p.start
            for m in bodies
        )
        and not OWNS.match(frame.text, p.end)
        # "Stagecoach Cornwall said": a company's branch
        and not any(m.end + 1 == p.start and " " not in frame.text[p.start : p.end] for m in bodies)
        # "the Water Council, an arm of the National Academy": no person has an article
        and not (
            bodies
            and bodies[0].end < p.start
            and ", " in frame.text[span[0] : p.start]
            and frame.text.endswith(_ENDS_OF_THE, 0, p.start)
        )
    ]
    # "Upper Bann councillor Julie Hanratty": a place that was taken for a person
    named = [p for p in people if not _BEFORE_POST.match(frame.text, p.end)]
    people = named or people
    if not people:
        return None
    first = people[0]
    people = [p for p in people if p is first or p.speaker != first.speaker]  # "Roe, of Roe & Lee"
    if len(people) > 1 and _joined(frame.text, first.end, people[1].start):
        names = f"{first.speaker.name} and {people[1].speaker.name}"
        return Attribution(Speaker(names, first.speaker.organisation, first.speaker.side), span)
    return _as_attribution(first)


def _body(
    frame: Frame, span: tuple[int, int], words: str, bodies: list[Mention]
) -> Attribution | None:
    """The body, or the bodies, that a noun phrase names; None if it names only whose worker it is."""
    body = bodies[0].organisation
    # "Employees of the city": what comes first is who speaks
    if body.side != "union" and _WORKERS_OF.match(frame.text, span[0]):
        return None
    # "the union's regional officer", "GMB members", "Unite's negotiators"
    rest = frame.text[bodies[0].end : span[1]].split(",")[0]
    somebody = _SOMEBODY.match(rest) or _SOMEBODY_OF.search(frame.text, span[0], bodies[0].start)
    if _INDEFINITE.match(words) and somebody:
        return Attribution(Speaker(words, body.name, body.side), span)
    own = _CONTRACTOR.match(frame.text, bodies[0].end)
    if own and len(bodies) > 1 and bodies[1].start == own.end():
        # "the council’s contractor, Bright Street Services, said"
        return Attribution(body_speaker(bodies[1].organisation), (own.end(), bodies[1].end))
    if body.side == "unknown" and UNION_ROLE.search(rest):
        return Attribution(Speaker(words, body.name, "union", person=False), span)
    if body.side != "union" and (WORKER.search(rest) or _SOMEBODY_AT.match(words)):
        return None
    joined = [bodies[0]]
    for following in bodies[1:]:
        if following.organisation == body:
            continue  # "NUM (National Union of Mineworkers) and Numsa" are two
        if not _joined(frame.text, joined[-1].end, following.start):
            break
        joined.append(following)
    if len(joined) > 1:
        sides = {m.organisation.side for m in joined}
        names = [m.organisation.name for m in joined]
        both = ", ".join(names[:-1]) + f" and {names[-1]}"
        side = body.side if len(sides) == 1 else "other"
        return Attribution(Speaker(both, both, side, person=False), span)
    return Attribution(body_speaker(body), (bodies[0].start, bodies[0].end))


_CONTRACTOR = re.compile(r"[’']s?\s(?:[a-z-]+\s){0,2}[a-z-]+,\s(?:the\s)?(?=[A-Z])")
#: "three unions – Usdaw, Siptu and Unite": all are named.
_LISTED_UNIONS = re.compile(r"(?:[\w-]+ ){0,4}unions(?::|,| [–—-]) (?:the )?(?=[A-Z].* and )")
#: "A professor at the University of Elm".
_SOMEBODY_AT = re.compile(
    rf"(?:one|an?|another)\s(?:[\w-]+\s){{0,3}}?(?:{BYSTANDER}|{JOB})\s(?:of|at|for|in|from|with)\s",
    re.IGNORECASE,
)
_WORKERS_OF = re.compile(
    rf"(?:(?:the|some|many|most|other)\s)?(?:[\w-]+\s){{0,2}}?(?:{JOB}|crews?)\s(?:of|at|for|in|from|with)\s",
    re.IGNORECASE,
)


def _joined(text: str, end: int, start: int) -> bool:
    """Whether "and", or a comma of a list, is all that stands between two names."""
    return (
        re.fullmatch(
            r"(?:(?:\s*\([^)]{1,60}\))?(?:\s*,[^,]{0,40},)?(?:\s+in\s+[A-Z]\w+)?\s*,?\s*(?:and|&)\s+|,\s+)(?:the\s+|its?\s+|his\s+|her\s+|(?:[\w-]+\s+){0,3})?",
            text[end:start],
        )
        is not None
    )


def _without_relative(text: str, span: tuple[int, int]) -> tuple[int, int]:
    match = _RELATIVE.search(text, span[0] + 1, span[1])
    return (span[0], match.start()) if match else span


def _author(
    frame: Frame, span: tuple[int, int], words: str, cast: Cast, memory: Memory
) -> Attribution | None:
    """Whose statement, letter or tweet it is: named in it, meant by a pronoun, or the last speaker."""
    owner = re.match(r"(?:in\s+)?(his|her|its|their|our)\b", words, re.IGNORECASE)
    if owner:
        word = {"his": "he", "her": "she", "its": "it"}.get(owner.group(1).lower(), "they")
        meant = nearby(frame, span[0], word, cast, memory) or memory.meant_by(word)
        return Attribution(meant, span) if meant else None
    people, bodies = _people(frame, span, cast), _bodies(frame, span, cast)
    if people:
        return _as_attribution(people[0])
    if bodies:
        body = bodies[0]
        return Attribution(body_speaker(body.organisation), (body.start, body.end))
    kind = described_owner(words)
    owner_meant = description(f"the {kind}", "", cast, memory, span) if kind else None
    if owner_meant and owner_meant.speaker.side in ("employer", "government"):
        return owner_meant
    name = named_owner(words)
    if name:
        return Attribution(Speaker(name, name, "unknown", person=False), span)
    if re.search(r"\bunion", words):
        union = memory.by_side.get("union")
        return Attribution(union or Speaker("The union", None, "union", person=False), span)
    written = (memory.writers | writers(frame, cast, span[0])).get(kind_of_writing(words))
    if written:
        return Attribution(written, span)
    last = memory.speaker
    if last and last.person and _PAPER.search(words):
        last = memory.by_side.get(last.side) or last
    return Attribution(last, span) if last else None
