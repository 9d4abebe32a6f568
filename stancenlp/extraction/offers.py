"""What is on the table: the places where an article names an offer, and the one that applies.

Precision before recall: a wrong offer is worse than none, so what the union demands is left out, and
so are figures of votes and prices. How an offer is worded is in ``offer_wordings.py``, what only
looks like one in ``not_offers.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import NamedTuple

from stancenlp.extraction.not_offers import (
    is_added,
    is_bettered,
    is_demanded,
    is_extra,
    is_not_made,
    is_past,
    is_pay,
    is_restated,
    is_total,
    of_a_business,
    of_something_else,
)
from stancenlp.extraction.offer_wordings import (
    AFTER_AMOUNT,
    AFTER_PHRASE,
    AFTER_RISE,
    AMOUNT,
    BEFORE_AMOUNT,
    BEFORE_PERCENTAGE,
    BEFORE_RISE,
    HAS_AMOUNT,
    LISTED,
    NEXT_ITEM,
    OFFER_ANSWERED,
    OFFER_BY_NAME,
    OFFER_WITHOUT_AMOUNT,
    PHRASE,
    RISE,
    RISE_AFTER,
    SCORN,
)

#: "4% [that the mill …]", "4% [in a statement]", "4% [and gave them until May]", "4% [to the Bakers’ Union]"
_GOES_ON = re.compile(
    r"\s+(?:which|that|who|but|because|while|after|when|if|against|compared|aimed|designed|offered|proposed|put|sought"
    r"|would|will|must|should|could|had|has|was|were|is|are|made|came|comes"
    r"|in (?:one|an?|the)\b(?! (?:first|second|third|fourth|final|last)\b)|as(?<!much as)(?! (?:well|an? one-off)\b)"
    r"|by an? (?:\w+ ){0,2}(?:landslide|margin|majority|vote)"
    r"|and (?:said|says|its|the|that|they|we|he|she|it|instead|is|has|gave|(?:\w+ )?(?:wants?|demands?)|\w+ing|(?!backdated)\w+ed (?:on|to)|(?:\w+ed|\w+s|cut|set|put|made) (?:an?|its|the|their|that))"
    r"|to the (?-i:[A-Z][\w’]+)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*$"
    r"|\s[–—-]\s(?!(?:plus|and|with|followed|rising)\b).*$",
    re.IGNORECASE,
)
#: "[the offer (]8% over two years) was rejected"
_BRACKET = re.compile(r"^([^()]*)\).*$")
#: "[offered] staff what it said was …", "[the offer] to staff of …"
_LEAD = re.compile(
    r"(?:(?:workers|staff|members|them|us|drivers|nurses|teachers|doctors|employees|what|they|it|said|was|is|at(?!\s+least)|of|for|to|than|up(?!\s+to\b)|more than(?= the\b)|(?:pay|wages|salaries)(?=\s+(?:(?:by|up)\b|$)))\s+)+",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:\s(?:they|it|he|she|we|you|which|that|to|and|or|of|in|on|for|from|with|at|by|the|an?|plus|over|yet|now|again|already|[£$€]|–|—|-|\w+ing))+$"
)
#: A line without one of these names no offer; an offer may run on into the next line.
_TELLING = re.compile(rf"{AMOUNT}|payment", re.IGNORECASE)
_OVERHANG = 40
#: How far before a figure its verb may stand, and behind how many others.
_BEFORE, _FIGURES = 120, 4
_RISE = re.compile(RISE, re.IGNORECASE)
_PAY = re.compile(r"\b(?:pay|wage|salary)\b", re.IGNORECASE)
_SCORNED = re.compile(rf"\b{SCORN}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """An offer as the article words it, and where it stands there."""

    start: int
    text: str

    @property
    def amounts(self) -> frozenset[str]:
        """The figures in it."""
        return frozenset(re.findall(r"\d+(?:[.,]\d+)*", self.text))


class _Place(NamedTuple):
    """Where an offer's words start and end, and where the words that tell it start."""

    low: int
    high: int
    cue: int


def offers(text: str) -> list[Offer]:
    """The offers an article names, in text order; what the union demands is left out.

    One without a figure ("a tentative agreement") counts where no figure is named at all.
    """
    rates: list[Offer] = []
    totals: list[Offer] = []
    bettered: list[Offer] = []
    extras: list[Offer] = []
    for start, high, cue in _named(text):
        if is_demanded(text, start, cue) or is_past(text, start, high):
            continue
        words = _trimmed(text[start : _word_end(text, start, high)])
        those = totals if is_total(words) else rates
        if is_bettered(text, start, high, cue):
            those = bettered
        elif is_extra(text, start, high, cue):
            those = extras
        # "an offer of 4% along with a one-off payment": the payment is a part of the offer
        part = those and start - those[-1].start < 250 and not HAS_AMOUNT.search(words)
        if those and (
            is_restated(text, those[-1].start, start, high)
            or is_added(text, those[-1].start, start, high, cue)
        ):
            continue
        if (len(words.split()) >= 2 or HAS_AMOUNT.search(words)) and not part:
            those.append(Offer(start, words))
    return rates or totals or _without_amount(text) or bettered or extras


def _without_amount(text: str) -> list[Offer]:
    """ "the government's final offer": the first offer in an article that names no figure."""
    named = [match.span() for match in OFFER_WITHOUT_AMOUNT.finditer(text)]
    answered = [match.span(match.lastgroup or 0) for match in OFFER_ANSWERED.finditer(text)]
    for start, end in named + answered:
        if not is_demanded(text, start, start) and not is_not_made(text, start, end):
            return [Offer(start, re.sub(r"\s+", " ", text[start:end]))]
    return []


def _trimmed(words: str) -> str:
    """An offer's words on one line, without what hangs on behind."""
    words = re.sub(r"\s+", " ", words).strip(" ,.–—-")
    cut = _GOES_ON.sub("", words)
    amount = HAS_AMOUNT.search(words)
    if amount and not HAS_AMOUNT.search(cut):
        # "the deal would give staff 2% – up from 1%": the amount stands behind the verb
        cut = words[: amount.end()] + _GOES_ON.sub("", words[amount.end() :])
    words = _BRACKET.sub(r"\1", cut)
    return _HANGING.sub("", words)


def _named(text: str) -> list[_Place]:
    """Every place that words an offer, in text order; of two that overlap the first."""
    places: list[_Place] = []
    for line in re.finditer(r"[^\n]+", text):
        if not _TELLING.search(line.group()):
            continue
        start, end = line.span()
        by_name = OFFER_BY_NAME.finditer(text, start, end + _OVERHANG)
        places += [
            _Place(match.start(), _items_end(text, match.end(), LISTED), match.start())
            for match in by_name
            if match.start() < end and is_pay(text, *match.span())
        ]
        amounts = list(HAS_AMOUNT.finditer(text, start, end))
        for number, amount in enumerate(amounts):
            # in a table of figures, what is said of one does not stand before the rest
            first = amounts[number - _FIGURES].start() if number >= _FIGURES else start
            place = _phrase_around(text, first, amount)
            if place is None:
                continue
            lead = _LEAD.match(text, place.low, amount.start())
            place = place._replace(low=lead.end()) if lead else place
            if not is_pay(text, place.low, place.high):
                continue
            at = bisect_left(places, place)
            around = places[max(0, at - 1) : at + 1]
            over = [other for other in around if other.low < place.high and place.low < other.high]
            # "4% plus a one-off payment": the figure's phrase takes in what is named behind it
            if all(place.low < other.low for other in over):
                high = max(place.high, *(other.high for other in over)) if over else place.high
                insort(places, place._replace(high=high))
    kept: list[_Place] = []
    for place in sorted(places):
        if not kept or place.low >= kept[-1].high:
            kept.append(place)
    return kept


def _phrase_around(text: str, first: int, amount: re.Match[str]) -> _Place | None:
    """The phrase of a figure that somebody puts or answers, or that is said of a deal, from ``first`` on."""
    low, high = amount.span()
    window = max(first, low - _BEFORE), low
    cue = BEFORE_AMOUNT.search(text, *window)
    rise = RISE_AFTER.match(text, high)
    if cue is None and (rise or amount.group()[-1] in "%tTcC"):
        cue = BEFORE_PERCENTAGE.search(text, *window)
    if cue is None:
        cue = BEFORE_RISE.search(text, *window)
        if cue and not rise and not _RISE.search(cue.group("phrase")):
            cue = None
        elif cue and rise:
            return _Place(cue.start("phrase"), _items_end(text, rise.end(), LISTED), cue.start())
    if cue is not None:
        return _Place(cue.start("phrase"), _list_end(text, high), cue.start())
    phrase = PHRASE.search(text, *window)
    start = phrase.start("phrase") if phrase else low
    put = AFTER_AMOUNT.match(text, high)
    if put is None and (rise or _RISE.search(text, start, low)):
        put = AFTER_RISE.match(text, high)
    if put is None and rise and _PAY.search(rise.group()) and _SCORNED.search(text, start, low):
        # "a “measly” 3% pay rise has led to a walkout"
        return _Place(start, _items_end(text, rise.end(), LISTED), start)
    if put is None:
        return None
    return _Place(start, put.end("rest"), start)


def _list_end(text: str, high: int) -> int:
    """Where the clause of a figure ends, and the further figures listed in it."""
    end = AFTER_PHRASE.match(text, high).end()  # type: ignore[union-attr]
    return _items_end(text, end, NEXT_ITEM)


def _items_end(text: str, high: int, worded: re.Pattern[str]) -> int:
    """Where the further figures end that are listed behind ``high``: "4%[, 3% next year and 2%]"."""
    for _ in range(3):
        item = worded.match(text, high)
        if item is None or of_something_else(item.group()) or of_a_business(item.group()):
            break
        if not is_pay(text, *item.span()):
            break
        high = item.end()
    return high


def _word_end(text: str, low: int, high: int) -> int:
    """``high``, moved back to where a word ends, its hyphens in it."""
    while low < high < len(text) and _joined(text[high - 1]) and _joined(text[high]):
        high -= 1
    return high


def _joined(letter: str) -> bool:
    return letter.isalnum() or letter in "-’'"


def offer_for(start: int, end: int, named: list[Offer]) -> str | None:
    """The offer that a statement from ``start`` to ``end`` is about: the last one named before it.

    With none before it, the first one that it names itself, or else the first one after, if the
    article names just that one.
    """
    before = [offer for offer in named if offer.start <= start]
    if before:
        return before[-1].text
    within = [offer for offer in named if offer.start < end]
    if within:
        return within[0].text
    if len({offer.amounts or offer.text.casefold() for offer in named}) == 1:
        return named[0].text
    return None
