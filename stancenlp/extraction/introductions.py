"""How an article introduces those who speak: what tells a reader on whose side somebody is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stancenlp.extraction.draft import Draft

#: So many places that name a speaker are kept, with so many characters on each side of the name.
_PLACES, _AROUND = 4, 130
#: A speaker's own words are cut to this many characters.
_WORDS = 600
_ELLIPSIS = "…"
_TITLE = re.compile(
    r"^(?:the|an?|one|mr|mrs|ms|miss|dr|prof|professor|sir|dame|councillor|cllr|coun)\.? ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Introduction:
    """One speaker of an article, as its reader meets them.

    ``places`` are the article's words around the first places that have the name, without what is
    quoted; ``words`` is what the speaker says. ``side`` is the one that the rules are sure of.
    """

    name: str
    places: tuple[str, ...]
    words: str
    side: str | None
    #: Spans of the speaker's words in the article.
    spans: tuple[tuple[int, int], ...]


#: Says of each introduction on whose side the speaker is; None where that cannot be told.
TellSides = Callable[[Sequence[Introduction]], Sequence[str | None]]


def introductions(text: str, drafts: Iterable[Draft]) -> list[Introduction]:
    """Everybody who speaks in an article, by the name they go by, in the order in which they first do."""
    said: dict[str, list[Draft]] = {}
    narrated = list(text)
    for draft in drafts:
        if draft.speaker:
            said.setdefault(draft.speaker.name, []).append(draft)
        for run in draft.runs:
            narrated[run.start : run.end] = "\0" * (run.end - run.start)
    plain = "".join(narrated)
    return [_introduction(text, plain, name, theirs) for name, theirs in said.items()]


def _introduction(text: str, plain: str, name: str, theirs: Sequence[Draft]) -> Introduction:
    spans = sorted(span for draft in theirs for span in _spans(draft))
    places = _places(plain, name, [draft.speaker_span for draft in theirs])
    words = " ".join(text[start:end] for start, end in spans)
    sides = {s.side for d in theirs if (s := d.speaker) and not s.guessed} - {"unknown", "weak"}
    return Introduction(
        name,
        tuple(_around(plain, start, end) for start, end in places),
        words[:_WORDS],
        sides.pop() if sides else None,
        tuple(spans),
    )


def _spans(draft: Draft) -> list[tuple[int, int]]:
    """Where a draft's words stand: its clause, and the runs that are not in it."""
    clause = [draft.clause] if draft.clause else []
    return clause + [
        (run.start, run.end)
        for run in draft.runs
        if not (draft.clause and draft.clause[0] <= run.start < draft.clause[1])
    ]


def _places(
    plain: str, name: str, spans: Sequence[tuple[int, int] | None]
) -> list[tuple[int, int]]:
    """The first places that name a speaker by surname, or have the phrase for them."""
    bare = _TITLE.sub("", name)
    words = bare.split()
    key = words[-1] if len(words) > 1 and all(word[0].isupper() for word in words) else bare
    found: list[tuple[int, int]] = []
    for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", plain):
        # the words around one place hold the next ones of its neighbourhood
        if not found or match.start() >= found[-1][1] + _AROUND:
            found.append(match.span())
        if len(found) == _PLACES:
            break
    return found or [span for span in spans if span][:1]


def _around(plain: str, start: int, end: int) -> str:
    """The words around a place, within its paragraph, what is quoted cut to an ellipsis."""
    low = max(plain.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = plain.find("\n", end)
    high = min(len(plain) if line_end < 0 else line_end, end + _AROUND)
    return re.sub("\0+", _ELLIPSIS, plain[low:high]).strip()


def settle(text: str, drafts: Sequence[Draft], tell_sides: TellSides) -> None:
    """Give the speakers whose side the rules leave open, or only guess, the side that is told."""
    left_open = [found for found in introductions(text, drafts) if found.side is None]
    told = tell_sides(left_open) if left_open else []
    sides = {found.name: side for found, side in zip(left_open, told, strict=True)}
    for draft in drafts:
        side = sides.get(draft.speaker.name) if draft.speaker else None
        if draft.speaker and side:
            draft.speaker.side, draft.speaker.guessed = side, False
