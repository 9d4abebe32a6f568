"""Who wrote "the statement" and "the letter" that an article reads from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stancenlp.extraction.cue_words import CUES, NEEDS_CLAUSE
from stancenlp.extraction.descriptions import description
from stancenlp.extraction.frames import Frame
from stancenlp.extraction.memory import Attribution, Memory, body_at, person_at
from stancenlp.extraction.noun_phrases import bodies_in, people_in
from stancenlp.extraction.pronouns import nearby
from stancenlp.extraction.roles import KIND_OF_BODY
from stancenlp.extraction.speakers import Cast, Speaker, body_speaker

#: "Harrow Lane’s convener", "the Harrow Lane plant’s convener": what owns is no speaker.
OWNS = re.compile(
    r"(?:\s(?!and\b)[a-z-]+)?[’']s\b|\s(?:(?!the\b|an?\b)[a-z]+\s)?spokes(?:man|woman|person)\b"
)
#: "In a statement to the Courier, Alder pointed to state law": who writes what is read next.
_WRITING = re.compile(
    r"\b(?:an?|one|his|her|its|their)\s(?:[\w-]+\s){0,2}?(statement|letter|e-?mail|note|memo|message|release|post|tweet)\b",
    re.IGNORECASE,
)
#: "The association wrote to members. … The letter said": it is a letter.
_WROTE_TO = re.compile(r"\b(?:wrote|(?:has|have|had) written) (?:\w+ )?to\b")
#: Whoever it was sent to stands behind such words.
_SENT_TO = re.compile(
    r"\s(?:to|for|with)\s(?:the\s)?(?:[A-Z][\w’'&.-]*\s|(?:chief|president)\s){0,5}$"
)
#: Not "state" and the like, which are nouns too.
_REPORTING = {w for w in CUES - NEEDS_CLAUSE if w.endswith(("s", "d"))} | {"wrote", "asked"}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
#: Whoever got a letter did not write it.
_GOT = {"received", "got", "obtained", "reviewed", "seen"}

#: Documents speak for their authors: "their joint statement said".
_DOCUMENTS = r"(?:statements?|e-?mails?|letters?|tweets?|posts?|messages?|circulars?|bulletins?|verdict|comments?|response|notice|leaflets?|(?:press |news )?releases?|submission|communiqu[eé]s?|social media|memo|website|fact ?sheet)"
_DOCUMENT = re.compile(rf"\b{_DOCUMENTS}\b|(?<=[’']s\s)(?:arguments?|contention)\b", re.IGNORECASE)
#: "a company statement", "the department’s website".
_OWN_DOCUMENT = re.compile(
    rf"(?:an?|the|one)\s({KIND_OF_BODY})(?:[’']s)?\s(?=[\w ]*{_DOCUMENTS})",
    re.IGNORECASE,
)
#: "an Employee Relations Office letter dated March 2": of a body that no list knows.
_NAMED_DOCUMENT = re.compile(
    rf"(?:[Aa]n?|[Tt]he|[Oo]ne)\s((?:[A-Z][\w&’'-]+\s){{2,5}})(?={_DOCUMENTS}\b)"
)
#: "a letter from the city".
_DOCUMENT_OF = re.compile(rf"\b(?:from|by)\sthe\s({KIND_OF_BODY})\b", re.IGNORECASE)
#: "A statement from Merrion Bottles said": of a firm that no list knows.
_FROM_NAMED = re.compile(
    rf"{_DOCUMENTS}\s(?:issued\s|sent\s)?(?:from|by)\s(?:the\s)?([A-Z][\w&’'-]+(?:\s(?:(?:of|and|for)\s)?[A-Z][\w&’'-]+){{1,4}})$"
)
#: "An emailed statement said the company": whoever it speaks of, as nobody else is said to have sent it.
_SPEAKS_OF = re.compile(rf",?\s(?:said|says|added)\s(?:that\s)?the\s({KIND_OF_BODY})\b")
#: "A statement", "An emailed statement".
_SOME = re.compile(r"[Aa]n?\s")
#: Papers that a body issues, whoever signed them.
_PAPER = re.compile(r"\b(?:communiqu[eé]|circular|post|bulletin|release|leaflet|website|notice)\b")


def is_document(words: str) -> bool:
    """Whether words mean something written, which speaks for its author."""
    return _DOCUMENT.search(words) is not None


def author(
    frame: Frame, span: tuple[int, int], words: str, cast: Cast, memory: Memory
) -> Attribution | None:
    """Whose statement, letter or tweet it is: named in it, meant by a pronoun, or the last speaker."""
    owner = re.match(r"(?:in\s+)?(his|her|its|their|our)\b", words, re.IGNORECASE)
    if owner:
        word = {"his": "he", "her": "she", "its": "it"}.get(owner.group(1).lower(), "they")
        meant = nearby(frame, span[0], word, cast, memory) or memory.meant_by(word)
        return Attribution(meant, span) if meant else None
    people, bodies = people_in(frame, span, cast), bodies_in(frame, span, cast)
    if people:
        return person_at(people[0])
    if bodies:
        return body_at(bodies[0])
    kind = _described_owner(words)
    owner_meant = description(f"the {kind}", "", cast, memory, span) if kind else None
    if owner_meant and owner_meant.speaker.side in ("employer", "government"):
        return owner_meant
    name = _named_owner(words)
    if name:
        return Attribution(Speaker(name, name, "unknown", person=False), span)
    if re.search(r"\bunion", words):
        union = memory.by_side.get("union")
        return Attribution(union or Speaker("The union", None, "union", person=False), span)
    written = (memory.writers | writers(frame, cast, span[0])).get(_kind_of_writing(words))
    if written:
        return Attribution(written, span)
    of = _SPEAKS_OF.match(frame.text, span[1]) if _SOME.match(words) else None
    sender = description(f"the {of.group(1)}", "", cast, memory, span) if of else None
    if sender and sender.speaker.side == "employer":
        return sender
    last = memory.speaker
    if last and last.person and _PAPER.search(words):
        last = memory.by_side.get(last.side) or last
    return Attribution(last, span) if last else None


def _described_owner(words: str) -> str | None:
    """The kind of body that a document is said to be of: "company" of "a company statement"."""
    own = _OWN_DOCUMENT.match(words) or _DOCUMENT_OF.search(words)
    return own.group(1) if own else None


def _named_owner(words: str) -> str | None:
    """The body, of whatever name, that stands before "letter" or the like."""
    named = _NAMED_DOCUMENT.match(words) or _FROM_NAMED.search(words)
    return named.group(1).rstrip() if named else None


def _kind_of_writing(words: str) -> str:
    """What is written, of the words that mean it: "email" of "the e-mail"."""
    return words.split()[-1].lower().replace("e-mail", "email")


def _sentences(frame: Frame) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, parsed or, as it reports nothing, not: "The union sent a letter."."""
    parsed = [(o + s.start_char, o + s.end_char) for o, s in frame.sentences()]
    if parsed:
        yield from parsed
        return
    low = 0
    for match in _SENTENCE_END.finditer(frame.text):
        yield low, match.start()
        low = match.end()
    yield low, len(frame.text)


def writers(frame: Frame, cast: Cast, position: int | None = None) -> dict[str, Speaker | None]:
    """Who issued the statements and letters that a paragraph names before ``position``, by kind.

    None where a sentence reports something: who does so is kept in mind as the last speaker.
    """
    found: dict[str, Speaker | None] = {}
    for low, high in _sentences(frame):
        stop = high if position is None else min(high, position)
        wrote = _WROTE_TO.search(frame.text, low, stop)
        if wrote:
            found["letter"] = _first_named(frame, cast, low, wrote.start())
        match = _WRITING.search(frame.text, low, stop)
        if match is None:
            continue
        kind = _kind_of_writing(match.group(1))
        found[kind] = None
        words = set(re.findall(r"[a-z-]+", frame.text[low:high].lower()))
        if words & (_REPORTING | _GOT):
            continue
        found[kind] = _first_named(frame, cast, low, high)
    return found


def _first_named(frame: Frame, cast: Cast, low: int, high: int) -> Speaker | None:
    """The person or body named first between two places, if nothing was sent to them."""
    named: list[tuple[int, Speaker]] = [
        (p.start, p.speaker)
        for p in cast.people(frame.text)
        if low <= p.start < high and not OWNS.match(frame.text, p.end)
    ]
    named += [
        (m.start, body_speaker(m.organisation))
        for m in cast.organisations.mentions(frame.text)
        if low <= m.start < high
    ]
    named = [(at, who) for at, who in named if not _SENT_TO.search(frame.text[low:at])]
    return min(named, key=lambda item: item[0])[1] if named else None
