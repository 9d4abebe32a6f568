"""What is on the table: the places where an article names an offer, and the one that applies.

Precision before recall: a wrong offer is worse than none, so what the union demands is left out, and
so are figures of votes and prices. How an offer is worded is in ``offer_wordings.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import NamedTuple

from stancenlp.extraction.offer_wordings import (
    AFTER_AMOUNT,
    AFTER_PHRASE,
    AMOUNT,
    BEFORE_AMOUNT,
    BEFORE_PERCENTAGE,
    BEFORE_RISE,
    NEXT_ITEM,
    OFFER_BY_NAME,
    OFFER_WITHOUT_AMOUNT,
    PHRASE,
    RISE,
    RISE_AFTER,
)
from stancenlp.extraction.roles import WORKER

_DEMAND = re.compile(
    r"\b(?:demand\w*|claim\w*|seek\w*|wants?|wanted|calling for|called for|push\w* for|press\w* for|push|instead of|campaign\w* for|looking for|fight\w* for|holding out for|insist\w* on|ask(?:s|ed|ing)? for|(?<!agreement )(?<!deal )(?<!proposal )(?<!contract )(?<!offer )calls? (?:(?:had|have) been )?(?:made )?for)\b"
    # what it is held against, or added to, is no demand
    r"(?:(?!\b(?:against|compared|while|whereas|but|on top|than)\b)[^.;]){0,40}$",
    re.IGNORECASE,
)
_EMPLOYER = r"\b(?:council|company|management|employers?|board|district|government|city|university|trust|airline) (?:(?:had|have|has) )?(?:spurned|rejected|turned down|dismissed|refused|ignored)"
#: "the council spurned their final offer": the other side's.
_REFUSED = re.compile(rf"{_EMPLOYER} $", re.IGNORECASE)
#: "Musicians had offered a 20 percent cut", "if no deal is
#: reached", "talks on a new three-year contract", "come back with an improved
#: offer": the union's own, or one that is not made yet, or one that others get.
_NOT_MADE = re.compile(
    r"\b(?:musicians|unions?|members|workers|staff|teachers|nurses|drivers|players|pilots|employees|doctors|lecturers|clerks) (?:(?:had|have|has) )?(?:also |since |earlier )?(?:offered|proposed|tabled|put forward) [^.;:]{0,20}$"
    rf"|{_EMPLOYER} the union[’']s $"
    r"|\bunions?[’']s? (?:\w+ ){0,2}$|\b(?:shall|should|must|will) be $"
    r"|\b(?:others|another \w+|elsewhere|passengers|customers) [^.;:]{0,30}$"
    r"|\bif no\s(?:\w+ )?$|\b(?:talks|negotiat\w+|bargaining)\b[^.;:]{0,40}\b(?:on|for|over|about) (?:an? )?(?:new,? )?$"
    r"|\b(?:chief executives?|executives?|directors?|bosses|MPs|councillors|CEOs?)[’']?s? (?:(?:has|have|had|were|was) )?(?:accepted|awarded|given|voted|got|received) [^.;:]{0,20}$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:(?:come (?:back|up|forward)|return)\b[^.;:]{0,30} with|(?:unless|until)\b[^.;:]{0,50}"
    r"|(?:to|must|should) (?:make|table|present|bring|put forward)(?: \w+){0,2}|if|no|without) (?:\w+ )?$",
    re.IGNORECASE,
)
#: What was on the table before this dispute; what has since been bettered may be all that is told.
_PAST = re.compile(
    r"\b(?:last year(?:[’']s)?|in 20\d\d|(?:a|one|two|three) years? ago)\s*(?:an?\s+|the\s+)?[^.;]{0,20}$"
    r"|\b(?:past (?:decade|(?:\w+ )?years)|(?:last|previous|expired|expiring|19\d\d|20\d\d)(?: \w+){0,2} (?:settlement|agreement|contract|accord|round|pact))\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_PAST_WITHIN = re.compile(r"\blast year\b", re.IGNORECASE)
_BETTERED = re.compile(
    r"\b(?:previous|previously|earlier|original|originally|initial|initially)\s*(?:an?\s+|the\s+)?[^.;]{0,20}$",
    re.IGNORECASE,
)
_BETTERED_WITHIN = re.compile(r"\b(?:previous|initial|original|earlier)\b", re.IGNORECASE)
#: Between the word "deal" and a figure: the figure is what was missed, wanted or voted.
_NOT_THE_OFFER = re.compile(
    r"\b(?:reject\w*|turn(?:ed)? down|vot(?:e|ed|es|ing)|demand\w*|claim\w*|want\w*|seek\w*|below|short of|against|inflation|turnout|ballot\w*|short|instead|compared|from|not|profits?|prices|lost|loses?)\b",
    re.IGNORECASE,
)
#: A figure of a vote, of prices or of a workforce.
_NO_PAY_AFTER = re.compile(
    r"\s*(?:of\s+(?:its|the|their|all|those|our|my|us|them|members|staff|workers|votes?|voters|ballots?|respondents|people|\w+\s(?:members|staff|workers))\b|turnout|majority|in favou?r|voted|backed|against|inflation|(?:discount|refund|voucher|stake|share|tax|fare|ticket|levy|tariff)s?\b)",
    re.IGNORECASE,
)
_NO_PAY_BEFORE = re.compile(
    r"\b(?:inflation|turnout|majority|RPI|CPI|cost of living)\W+(?:[a-z]+\W+){0,3}$", re.IGNORECASE
)
#: Millions are a project's ("a proposed $9 million bridge"), unless they are said to be for pay.
_MILLIONS = re.compile(r"\d\s?(?:m|bn|million|billion)\b", re.IGNORECASE)
_FOR_PAY = re.compile(
    r"\b(?:pay|wages?|salar(?:y|ies)|rais(?:es?|ing)|bonus(?:es)?|contracts?|compensation|unions?|workers|staff|employees|members|strikers|players|pensions?)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"(?:an? )?(?!the\b|its\b|their\b)[a-z]")
#: What both sides may sign some day: "the final collective agreement".
_IN_THE_END = re.compile(r"\bfinal\b.*\b(?:agreement|contracts?|settlement)", re.IGNORECASE)
_UNIONS_OWN = re.compile(r"\bunions?(?:[’']s?)?\s|\bcounter", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:which|that|who|in (?:one|an?|the)\b|but|as|because|while|after|when|would|will|could|had|has|was|were|is|are|made|if|against|compared|aimed|designed|and (?:said|says|its|the|that|instead|is|has|\w+ing)|(?:offered|proposed|put|sought|on (?:mon|tues|wednes|thurs|fri|satur|sun)day))\b.*$|\s[–—-]\s(?!(?:plus|and|with|followed|rising)\b).*$",
    re.IGNORECASE,
)
#: "[offered] staff what it said was …", "[the offer] to staff of …"
_LEAD = re.compile(
    r"(?:(?:workers|staff|members|them|us|drivers|nurses|teachers|doctors|employees|what|they|it|said|was|is|at|of|for|to|than|more than(?= the\b)|(?:pay|wages|salaries)(?=\s+(?:(?:by|up)\b|$)))\s+)+",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:\s(?:they|it|he|she|we|you|which|that|to|and|or|of|in|on|for|from|with|at|by|the|an?|plus|yet|now|again|already|–|—|-|\w+ing))+$"
)
#: A line without one of these names no offer; an offer may run on into the next line.
_TELLING = re.compile(rf"{AMOUNT}|payment", re.IGNORECASE)
_OVERHANG = 40
#: How far before a figure its verb may stand.
_BEFORE = 160
_HAS_AMOUNT = re.compile(AMOUNT, re.IGNORECASE)
_RISE = re.compile(RISE, re.IGNORECASE)


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
    found: list[Offer] = []
    bettered: list[Offer] = []
    for start, high, cue in _named(text):
        before = max(0, start - 100), start
        if _is_demanded(text, start) or _PAST.search(text, *before):
            continue
        words = _trimmed(text[start : _word_end(text, start, high)])
        if _PAST_WITHIN.search(words):
            continue
        once = _BETTERED.search(text, max(0, start - 40), start) or _BETTERED_WITHIN.search(
            text, min(cue, start), high
        )
        those = bettered if once else found
        # "an offer of 4% along with a one-off payment": the payment is a part of the offer
        part = those and start - those[-1].start < 250 and not _HAS_AMOUNT.search(words)
        if (len(words.split()) >= 2 or _HAS_AMOUNT.search(words)) and not part:
            those.append(Offer(start, words))
    return found or bettered or _without_amount(text)


def _without_amount(text: str) -> list[Offer]:
    """ "the government's final offer": the first offer in an article that names no figure."""
    for match in OFFER_WITHOUT_AMOUNT.finditer(text):
        start, end = match.span()
        unions_own = _UNIONS_OWN.search(text, max(0, start - 8), end)
        wished = _INDEFINITE.match(text, start) and _NOT_YET.search(text, max(0, start - 80), start)
        if not (
            unions_own or wished or _IN_THE_END.search(match.group()) or _is_demanded(text, start)
        ):
            return [Offer(start, re.sub(r"\s+", " ", match.group()))]
    return []


def _trimmed(words: str) -> str:
    """An offer's words on one line, without what hangs on behind."""
    words = re.sub(r"\s+", " ", words).strip(" ,.–—-")
    cut = _GOES_ON.sub("", words)
    # "the deal would give staff 2%": the amount stands behind the verb
    words = cut if _HAS_AMOUNT.search(cut) or not _HAS_AMOUNT.search(words) else words
    return _HANGING.sub("", words)


def _is_demanded(text: str, start: int) -> bool:
    """Whether what stands at ``start`` is what the union asks for."""
    before = max(0, start - 80), start
    if text.startswith("their ", start) and _REFUSED.search(text, *before):
        return True
    return _DEMAND.search(text, max(0, start - 60), start) is not None or (
        _NOT_MADE.search(text, *before) is not None
    )


def _named(text: str) -> list[_Place]:
    """Every place that words an offer, in text order; of two that overlap the first."""
    places: list[_Place] = []
    for line in re.finditer(r"[^\n]+", text):
        if not _TELLING.search(line.group()):
            continue
        start, end = line.span()
        by_name = OFFER_BY_NAME.finditer(text, start, end + _OVERHANG)
        places += [
            _Place(*match.span(), match.start())
            for match in by_name
            if match.start() < end and not _is_a_projects(text, *match.span())
        ]
        for amount in _HAS_AMOUNT.finditer(text, start, end):
            place = _phrase_around(text, start, amount)
            if place is None:
                continue
            lead = _LEAD.match(text, place.low, amount.start())
            place = place._replace(low=lead.end()) if lead else place
            if not _is_pay(text, place.low, place.high):
                continue
            at = bisect_left(places, place)
            around = places[max(0, at - 1) : at + 1]
            if not any(other.low < place.high and place.low < other.high for other in around):
                insort(places, place)
    kept: list[_Place] = []
    for place in sorted(places):
        if not kept or place.low >= kept[-1].high:
            kept.append(place)
    return kept


def _phrase_around(text: str, line: int, amount: re.Match[str]) -> _Place | None:
    """The phrase of a figure that somebody puts or answers, or that is said of a deal."""
    low, high = amount.span()
    window = max(line, low - _BEFORE), low
    cue = BEFORE_AMOUNT.search(text, *window)
    if cue is None and amount.group()[-1] in "%tTcC":
        cue = BEFORE_PERCENTAGE.search(text, *window)
    rise = RISE_AFTER.match(text, high)
    if cue is None:
        cue = BEFORE_RISE.search(text, *window)
        if cue and not rise and not _RISE.search(cue.group("phrase")):
            cue = None
        elif cue and rise:
            return _Place(cue.start("phrase"), rise.end(), cue.start())
    if cue is not None:
        return _Place(cue.start("phrase"), _list_end(text, high), cue.start())
    put = AFTER_AMOUNT.match(text, high)
    if put is None:
        return None
    phrase = PHRASE.search(text, *window)
    start = phrase.start("phrase") if phrase else low
    return _Place(start, put.end("rest"), start)


def _list_end(text: str, high: int) -> int:
    """Where the clause of a figure ends, and the further figures listed in it."""
    high = AFTER_PHRASE.match(text, high).end()  # type: ignore[union-attr]
    for _ in range(3):
        item = NEXT_ITEM.match(text, high)
        if item is None or _NOT_THE_OFFER.search(item.group()):
            break
        high = item.end()
    return high


def _is_pay(text: str, low: int, high: int) -> bool:
    """Whether the figure in an offer's wording is what is offered, and not a vote or the prices."""
    amount = _HAS_AMOUNT.search(text, low, high)
    if amount is None:
        return True
    return not (
        _is_a_projects(text, low, high)
        or _NO_PAY_AFTER.match(text, amount.end())
        or _NO_PAY_BEFORE.search(text, max(0, amount.start() - 40), amount.start())
        or _NOT_THE_OFFER.search(text, low, amount.start())
    )


def _is_a_projects(text: str, low: int, high: int) -> bool:
    """Whether an amount is in millions, and nothing beside it says that they are for pay."""
    millions = _MILLIONS.search(text, low, high)
    if millions is None:
        return False
    start = max(low - 80, text.rfind("\n", 0, low) + 1)
    end = text.find("\n", high)
    around = text[start : min(high + 80, end if end >= 0 else len(text))]
    return not (_FOR_PAY.search(around) or WORKER.search(around))


def _word_end(text: str, low: int, high: int) -> int:
    """``high``, moved back to where a word ends, its hyphens in it."""
    while low < high < len(text) and _joined(text[high - 1]) and _joined(text[high]):
        high -= 1
    return high


def _joined(letter: str) -> bool:
    return letter.isalnum() or letter in "-’'"


def offer_for(position: int, named: list[Offer]) -> str | None:
    """The offer that a statement at ``position`` is about: the last one named before it.

    With none before it, the first one after, if the article names just that one.
    """
    before = [offer for offer in named if offer.start <= position]
    if before:
        return before[-1].text
    if len({offer.amounts or offer.text.casefold() for offer in named}) == 1:
        return named[0].text
    return None
