"""How an article introduces those who speak: what tells a reader on whose side somebody is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from stancenlp.extraction.draft import Draft
from stancenlp.extraction.name_words import side_by_name
from stancenlp.extraction.organisations import Organisations
from stancenlp.extraction.roles import JOB
from stancenlp.extraction.speakers import Speaker

#: So many places that name a speaker are kept, with so many characters on each side of the name.
_PLACES, _AROUND = 4, 130
#: A speaker's own words are cut to this many characters.
_WORDS = 600
#: An article's heading is cut to so many characters; of each side so many bodies are named.
_HEADING, _BODIES = 100, 2
_ELLIPSIS = "…"
_WORD = re.compile(r"\w+")
_TITLE = re.compile(
    r"^(?:the|an?|one|mr|mrs|ms|miss|dr|prof|professor|sir|dame|councillor|cllr|coun)\.? ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Introduction:
    """One speaker of an article, as its reader meets them.

    ``places`` are the article's words around the first places that have the name, without what is
    quoted; ``words`` is what the speaker says. ``side`` is the one that the rules are sure of,
    ``organisation`` the one that they find.
    ``dispute`` says who is in dispute with whom, as far as the article tells by name.
    """

    name: str
    places: tuple[str, ...]
    words: str
    side: str | None
    #: Spans of the speaker's words in the article.
    spans: tuple[tuple[int, int], ...]
    dispute: str = ""
    organisation: str | None = None


@dataclass(frozen=True)
class Told:
    """What a model tells of a speaker: on whose side, and for which body; None where it is not sure.

    ``chance`` is the probability that the side is the right one.
    """

    side: str | None = None
    organisation: str | None = None
    chance: float = 1.0


#: From this probability on that their speaker is of a union, reported words are taken for a statement of theirs
#: (set on dev).
_SURE = 0.85
#: Tells of each introduction what it can.
TellSides = Callable[[Sequence[Introduction]], Sequence[Told]]


def dispute_of(text: str, organisations: Organisations) -> str:
    """What an article is headed, and the unions and employers that it names most."""
    lines = (line.strip() for line in text.split("\n"))
    parts = [next((line for line in lines if line.count(" ") >= 4), "")[:_HEADING]]
    for side in ("union", "employer"):
        names = [body.name for body in organisations.by_times_named(side)[:_BODIES]]
        parts += [f"{side}: {', '.join(names)}"] if names else []
    return " | ".join(parts)


def introductions(text: str, drafts: Iterable[Draft], dispute: str) -> list[Introduction]:
    """Everybody who speaks in an article, by the name they go by, in the order in which they first do."""
    said: dict[str, list[Draft]] = {}
    narrated = list(text)
    for draft in drafts:
        if draft.speaker:
            said.setdefault(draft.speaker.name, []).append(draft)
        for run in draft.runs:
            narrated[run.start : run.end] = "\0" * (run.end - run.start)
    plain = "".join(narrated)
    positions = _positions(plain)
    keys = _keys(said)
    return [
        _introduction(text, plain, name, theirs, _places(plain, positions, keys[name]), dispute)
        for name, theirs in said.items()
    ]


def _introduction(
    text: str,
    plain: str,
    name: str,
    theirs: Sequence[Draft],
    places: Sequence[tuple[int, int]],
    dispute: str,
) -> Introduction:
    spans = sorted(span for draft in theirs for span in _spans(draft))
    # where the article has the name in another form only
    places = places or [draft.speaker_span for draft in theirs if draft.speaker_span][:1]
    speakers = [draft.speaker for draft in theirs if draft.speaker]
    sides = {s.side for s in speakers if not s.guessed} - {"unknown", "weak"}
    return Introduction(
        name,
        tuple(_around(plain, start, end) for start, end in places),
        " ".join(text[start:end] for start, end in spans)[:_WORDS],
        min(sides, default=None),
        tuple(spans),
        dispute,
        next((s.organisation for s in speakers if s.organisation), None),
    )


def _spans(draft: Draft) -> list[tuple[int, int]]:
    """Where a draft's words stand: its clauses, and the runs that are in none of them."""
    return draft.clauses + [
        (run.start, run.end)
        for run in draft.runs
        if not any(low <= run.start < high for low, high in draft.clauses)
    ]


def _keys(names: Iterable[str]) -> dict[str, str]:
    """By which words each name is looked for: the surname, or the whole name where two share one."""
    bare = {name: _TITLE.sub("", name) for name in names}
    sharing = Counter(_surname(words) for words in set(bare.values()))
    return {
        name: words if sharing[_surname(words)] > 1 else _surname(words)
        for name, words in bare.items()
    }


def _surname(bare: str) -> str:
    """The last word of a name in capitals; of any other phrase, all of it."""
    words = bare.split()
    return words[-1] if len(words) > 1 and all(word[0].isupper() for word in words) else bare


def _positions(plain: str) -> dict[str, list[int]]:
    """Where each word of a text stands: one pass for all speakers, of whom there may be thousands."""
    positions: dict[str, list[int]] = {}
    for match in _WORD.finditer(plain):
        positions.setdefault(match.group(), []).append(match.start())
    return positions


def _places(plain: str, positions: Mapping[str, Sequence[int]], key: str) -> list[tuple[int, int]]:
    """The first places that have the words of ``key``, as whole words."""
    words = list(_WORD.finditer(key))
    if not words:
        return []
    rarest = min(words, key=lambda word: len(positions.get(word.group(), ())))
    whole = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    found: list[tuple[int, int]] = []
    for position in positions.get(rarest.group(), ()):
        match = whole.match(plain, max(0, position - rarest.start()))
        # the words around one place hold the next ones of its neighbourhood
        if match and (not found or match.start() >= found[-1][1] + _AROUND):
            found.append(match.span())
        if len(found) == _PLACES:
            break
    return found


def _around(plain: str, start: int, end: int) -> str:
    """The words around a place, within its paragraph, what is quoted cut to an ellipsis."""
    before = plain[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = plain[end : end + _AROUND].partition("\n")[0]
    return re.sub("\0+", _ELLIPSIS, before + plain[start:end] + after).strip()


def settle(
    text: str, drafts: Sequence[Draft], organisations: Organisations, tell_sides: TellSides
) -> None:
    """Give the speakers the sides that are told, and the bodies where the rules find none.

    Asked about are those whose side or body the rules leave open; so a side may be another one than that
    which the rules are sure of.
    """
    found = [
        who
        for who in introductions(text, drafts, dispute_of(text, organisations))
        if who.side is None or who.organisation is None
    ]
    told = tell_sides(found) if found else []
    by_name = {who.name: (who, news) for who, news in zip(found, told, strict=True)}
    # above nought for unions; the firm of somebody who is out is pointed at for its manager too
    unions: Counter[str] = Counter()
    for news in told:
        unions[_body_told(news)] += {"union": 1, "employer": -1}.get(news.side or "", 0)
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.name not in by_name:
            continue
        who, news = by_name[speaker.name]
        if _is_surely_another(speaker, news.side):
            continue
        if news.side and news.side != who.side:
            speaker.side, speaker.told = news.side, True
        if news.side == "union" and news.chance >= _SURE:
            draft.tentative = False
        body = _body_told(news)
        if body and not who.organisation and not _A_TRADE.search(body):
            known = organisations.by_name(body)
            of_union = (
                known.side == "union"
                if known
                else unions[body] > 0 and side_by_name(body) != "employer"
            )
            if not (of_union and _is_no_unions(speaker)):
                speaker.organisation = known.name if known else body


def _body_told(news: Told) -> str:
    """The body that is pointed at: of what the model reads, bars divide the parts."""
    return (news.organisation or "").partition(" | ")[0]


#: "the unions": more than the one that a model may point at.
_SEVERAL_UNIONS = re.compile(r"(?:the )?(?:\w+ )?unions", re.IGNORECASE)


def _is_no_unions(speaker: Speaker) -> bool:
    """Whether no one union can be whose a speaker is: "We are sad that Unite has turned down our offer"."""
    against = speaker.side in ("employer", "government")
    return against or _SEVERAL_UNIONS.fullmatch(speaker.name) is not None


#: Who is served where others are out: of no body, whatever is named beside them.
_SERVED = {"shopper", "customer", "passenger", "commuter"}
#: "spokesman for the passenger group": no passenger.
_SPEAKS_FOR_THEM = {
    "group", "association", "forum", "committee", "watchdog", "campaign", "campaigner",
    "spokesman", "spokeswoman", "spokesperson", "chair", "director", "founder",
    # "customer adviser": of whoever serves them
    "adviser", "advisor", "service", "services", "manager", "assistant", "officer", "agent", "host", "representative",
}  # fmt: skip
#: "renal registrar": what somebody is, and no body.
_A_TRADE = re.compile(rf"(?:^|\s){JOB}(?<!s)$")


def _is_surely_another(speaker: Speaker, side: str | None) -> bool:
    """Whether what a model tells of somebody cannot be: that a shopper, or a striker by trade, is of the firm."""
    served = not _SERVED.isdisjoint(speaker.known_as)
    if (
        side != "union"
        and speaker.side == "other"
        and served
        and _SPEAKS_FOR_THEM.isdisjoint(speaker.known_as)
    ):
        return True
    return speaker.member and not speaker.guessed and side in ("employer", "government")
