"""What is on the table: the places where an article names an offer, and the one that applies.

Precision before recall: a wrong offer is worse than none, so what the union demands is left out, and
so are figures of votes and prices. How an offer is worded is in ``offer_wordings.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass

from stancenlp.extraction.offer_wordings import (
    AMOUNT,
    AMOUNT_OFFERED,
    OFFER_BY_NAME,
    OFFER_WITHOUT_AMOUNT,
)
from stancenlp.extraction.roles import WORKER

_DEMAND = re.compile(
    r"\b(?:demand\w*|claim\w*|seek\w*|asking for|asked for|wants?|wanted|calling for|called for|pushing for|instead of|campaign\w* for|looking for|fighting for|holding out for|ask(?:ed|ing)? for|calls? (?:(?:had|have) been )?(?:made )?for)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
#: "the council spurned their final offer": the other side's.
_REFUSED = re.compile(
    r"\b(?:council|company|management|employers?|board|district|government|city|university|trust|airline) (?:(?:had|have|has) )?(?:spurned|rejected|turned down|dismissed|refused|ignored) $",
    re.IGNORECASE,
)
#: "Musicians had offered a 20 percent cut", "if no deal is
#: reached", "talks on a new three-year contract": the union's own, or one that is not made yet.
_NOT_MADE = re.compile(
    r"\b(?:musicians|unions?|members|workers|staff|teachers|nurses|drivers|players|pilots|employees|doctors|lecturers|clerks) (?:had|have|has) (?:also |since |earlier )?(?:offered|proposed|tabled|put forward) [^.;:]{0,20}$"
    r"|\b(?:council|company|management|employers?|board|district|government|city|university|trust|airline) (?:(?:had|have|has) )?(?:spurned|rejected|turned down|dismissed|refused|ignored) the union[’']s $"
    r"|\bif no\s(?:\w+ )?$|\b(?:talks|negotiat\w+|bargaining)\b[^.;:]{0,40}\b(?:on|for|over|about) (?:an? )?(?:new,? )?$",
    re.IGNORECASE,
)
#: What was on the table once: the year before, or an offer that has since been bettered.
_PAST = re.compile(
    r"\b(?:last year(?:[’']s)?|previous|previously|earlier|original|originally|initial|initially|in 20\d\d|a year ago|two years ago)\s*(?:an?\s+|the\s+)?[^.;]{0,20}$",
    re.IGNORECASE,
)
_PAST_WITHIN = re.compile(r"\b(?:last year|previous|initial|original|earlier)\b", re.IGNORECASE)
#: Between the word "deal" and a figure: the figure is what was missed, wanted or voted.
_NOT_THE_OFFER = re.compile(
    r"\b(?:reject\w*|turn(?:ed)? down|vot(?:e|ed|es|ing)|demand\w*|claim\w*|want\w*|seek\w*|below|short of|against|inflation|turnout|ballot\w*|short|instead)\b",
    re.IGNORECASE,
)
#: A figure of a vote, of prices or of a workforce.
_NO_PAY_AFTER = re.compile(
    r"\s*(?:of\s+(?:its|the|their|all|those|our|my|us|them|members|staff|workers|votes?|voters|ballots?|respondents|people|\w+\s(?:members|staff|workers))\b|turnout|majority|in favou?r|voted|backed|against|inflation)",
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
_UNIONS_OWN = re.compile(r"\bunions?(?:[’']s?)?\s|\bcounter", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:which|that|who|in (?:one|an?|the)\b|but|as|because|while|after|when|would|will|could|had|has|was|were|is|are|made|if|against|compared|aimed|designed|and (?:said|says|its|the|that))\b.*$"
)
_HEARER = re.compile(
    r"^(?:(?:workers|staff|members|them|us|drivers|nurses|teachers|doctors|employees|what (?:they|it) said (?:was|is))\s+)+"
)
_HANGING = re.compile(
    r"(?:\s(?:they|it|he|she|we|you|which|that|to|and|or|of|in|on|for|from|with|at|by|the|an?|plus|yet|now|again|already))+$"
)
#: A line without one of these names no offer; an offer may run on into the next line.
_TELLING = re.compile(rf"{AMOUNT}|payment", re.IGNORECASE)
_OVERHANG = 40
_HAS_AMOUNT = re.compile(AMOUNT, re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """An offer as the article words it, and where it stands there."""

    start: int
    text: str

    @property
    def amounts(self) -> frozenset[str]:
        """The figures in it."""
        return frozenset(re.findall(r"\d+(?:[.,]\d+)*", self.text))


def offers(text: str) -> list[Offer]:
    """The offers an article names, in text order; what the union demands is left out.

    One without a figure ("a tentative agreement") counts where no figure is named at all.
    """
    found: list[Offer] = []
    for start, raw in _named(text):
        if _is_demanded(text, start):
            continue
        if _PAST.search(text, max(0, start - 40), start):
            continue
        words = re.sub(r"\s+", " ", raw).strip(" ,.–—-")
        cut = _GOES_ON.sub("", words)
        # "the deal would give staff 2%": the amount stands behind the verb
        words = cut if _HAS_AMOUNT.search(cut) or not _HAS_AMOUNT.search(words) else words
        words = _HANGING.sub("", _HEARER.sub("", words))
        if _PAST_WITHIN.search(words):
            continue
        # "an offer of 4% along with a one-off payment": the payment is a part of the offer
        part = found and start - found[-1].start < 250 and not _HAS_AMOUNT.search(words)
        if (len(words.split()) >= 2 or _HAS_AMOUNT.search(words)) and not part:
            found.append(Offer(start, words))
    return found or _without_amount(text)


def _without_amount(text: str) -> list[Offer]:
    """ "the government's final offer": the first offer in an article that names no figure."""
    for match in OFFER_WITHOUT_AMOUNT.finditer(text):
        start, end = match.span()
        unions_own = _UNIONS_OWN.search(text, max(0, start - 8), end)
        if not unions_own and not _is_demanded(text, start):
            return [Offer(start, re.sub(r"\s+", " ", match.group()))]
    return []


def _is_demanded(text: str, start: int) -> bool:
    """Whether what stands at ``start`` is what the union asks for."""
    before = max(0, start - 80), start
    if text.startswith("their ", start) and _REFUSED.search(text, *before):
        return True
    return _DEMAND.search(text, max(0, start - 60), start) is not None or (
        _NOT_MADE.search(text, *before) is not None
    )


def _named(text: str) -> list[tuple[int, str]]:
    """(start, words) of every wording of an offer, in text order; of two that overlap the first."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        if not _TELLING.search(line.group()):
            continue
        start, end = line.span()
        by_name = OFFER_BY_NAME.finditer(text, start, end + _OVERHANG)
        spans += [
            match.span()
            for match in by_name
            if match.start() < end and not _is_a_projects(text, *match.span())
        ]
        for match in AMOUNT_OFFERED.finditer(text, start, end):
            low, high = match.span(match.lastgroup or 0)
            if not _is_pay(text, low, high):
                continue
            place = bisect_left(spans, (low, high))
            around = spans[max(0, place - 1) : place + 1]
            if not any(other < high and low < its_end for other, its_end in around):
                insort(spans, (low, high))
    named: list[tuple[int, str]] = []
    end = 0
    for low, high in sorted(spans):
        if low >= end:
            named.append((low, text[low : _word_end(text, low, high)]))
            end = high
    return named


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
    """``high``, moved back to where a word ends."""
    while low < high < len(text) and text[high - 1].isalnum() and text[high].isalnum():
        high -= 1
    return high


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
