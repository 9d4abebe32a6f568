"""What is on the table: the places where an article names an offer, and the one that applies.

Precision before recall: a wrong offer is worse than none, so what the union demands is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass

_AMOUNT = r"(?:[£$€₦R]\s?\d[\d,.]*(?:\s?(?:bn|m|million|billion|k))?|\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent|pc))"
_KIND = r"(?:(?:pay|wage|salary|wages|cash|contract|below-inflation|above-inflation|real-terms|improved|revised|final|latest|new|initial|tentative|proposed|(?:\d+|two|three|four|one|multi)-(?:year|month)|one-off|one-time|non-consolidated|flat|average)\s+)"
_OFFER = re.compile(
    rf"(?:(?:an?|the|its|their|this|management[’']s|the (?:government|company|employer)[’']s)\s+)?"
    rf"(?:{_KIND}*(?:offer|proposal|deal|package|award|settlement)\s+(?:of|worth|equivalent to|amounting to|averaging|totalling|that would (?:give|mean)|which would (?:give|mean)|to (?:raise|increase|lift) (?:\w+ ){{1,4}}by)\s+(?:(?:between|up to|about|around|just|an?|more than|less than|over)\s+)*(?:{_AMOUNT}|lump sum|one-off|bonus)(?:[^.;:,“”\"\n]|[.,](?=\d)){{0,70}}"
    rf"|{_KIND}*(?:offer|proposal|deal)\s+would\s+(?:give|see|mean|hand)\s+[^.;:“”\"\n]{{0,60}}?{_AMOUNT}(?:[^.;:,“”\"\n]|[.,](?=\d)){{0,60}}"
    rf"|{_KIND}*{_AMOUNT}(?:\s+(?:and|to|or)\s+{_AMOUNT})?\s+{_KIND}*(?:offer|deal|award|settlement|package|proposal)\b(?:\s+over\s+\w+\s+\w+)?"
    rf"|{_KIND}*(?:one-off|lump[- ]sum)\s+(?:cash\s+|cost[- ]of[- ]living\s+)?payments?\b(?:\s+of\s+{_AMOUNT})?"
    rf"|(?<=offered )(?:(?:a|an|workers|staff|members|them)\s+)*{_KIND}*{_AMOUNT}(?:[^.;:,“”\"\n]|[.,](?=\d)){{0,60}})",
    re.IGNORECASE,
)
_TAIL = r"(?:[^.;:,“”\"\n]|[.,](?=\d)){0,60}"
_RISE = r"(?:rises?|raises?|increases?|uplifts?|pay\s(?:rise|raise|increase|award)s?)"
_LITTLE = (
    r"(?:(?:an?|the|its|them|us|him|her|workers|staff|members|drivers|nurses|teachers|doctors|employees|flat|average|annual|pay|wage|further|additional"
    r"|extra|new|revised|improved|final|up|to|of|between|just|only|around|about|over|more|less|than|two|three|versions|rises?|raises?|increases?|uplifts?)\s+)"
)
#: "offered a flat increase of £240", "turned down two versions of a 10.5% raise": an amount that is
#: put to somebody or answered by them.
_PUT = re.compile(
    rf"\b(?:offered|offers|offering|tabled|put(?:ting)? (?:forward|up)|proposed)\s+(?P<offer>{_LITTLE}{{0,7}}{_AMOUNT}(?!\s(?:off|discount|of\s(?:its|the|their|all|our|my)))){_TAIL}"
    rf"|\b(?:no to|against|reject(?:s|ed|ing)?|turn(?:s|ed|ing)? down|threw out|accept(?:s|ed|ing)?|for|winning|won|versions of|said (?:that )?(?:an?|the))\s+(?P<answered>{_LITTLE}{{0,6}}(?:{_RISE}\s+(?:of|worth)\s+{_LITTLE}{{0,4}}{_AMOUNT}{_TAIL}|{_AMOUNT}\s+(?:pay\s)?{_RISE}\b(?:\s+over\s+\w+\s+\w+)?))"
    rf"|(?P<on_offer>{_RISE}\s+of\s+{_LITTLE}{{0,4}}{_AMOUNT})\s+(?:now\s+|currently\s+)?(?:on offer|on the table)"
    rf"|(?P<was_put>{_AMOUNT})\s+(?:(?:was|is|were|had been|has been)\s+)?(?:put (?:forward|to)|tabled|proposed|on offer|on the table)\b"
    rf"|\b(?P<deal>(?:deal|agreement|contract|proposal|offer|package)\s+(?:[^.;:“”\"\n]|[.](?=\d)){{0,40}}?(?:gives?|giving|would (?:give|raise|have (?:raised|given)|see|mean)|will (?:give|raise|mean)|raises?|raising|includes?|worth)\s+(?:[^.;:“”\"\n]|[.](?=\d)){{0,50}}?{_AMOUNT}{_TAIL})",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:demand\w*|claim\w*|seek\w*|asking for|asked for|wants?|wanted|calling for|called for|pushing for|instead of|campaign\w* for|looking for|fighting for|holding out for|ask(?:ed|ing)? for)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
#: What was on the table once: the year before, or an offer that has since been bettered.
_PAST = re.compile(
    r"\b(?:last year(?:[’']s)?|previous|previously|earlier|original|originally|initial|initially|in 20\d\d|a year ago|two years ago)\s*(?:an?\s+|the\s+)?[^.;]{0,20}$",
    re.IGNORECASE,
)
_PAST_WITHIN = re.compile(r"\b(?:last year|previous|initial|original|earlier)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:which|that|who|in (?:one|an?|the)\b|but|as|because|while|after|when|would|will|could|had|has|was|were|is|are|made|if|and (?:said|its|the|that))\b.*$"
)
_HAS_AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """An offer as the article words it, and where it stands there."""

    start: int
    text: str


def offers(text: str) -> list[Offer]:
    """The offers an article names, in text order; what the union demands is left out."""
    found: list[Offer] = []
    for start, raw in _named(text):
        if _DEMAND.search(text, max(0, start - 60), start):
            continue
        if _PAST.search(text, max(0, start - 40), start):
            continue
        words = re.sub(r"\s+", " ", raw).strip(" ,.–—-")
        cut = _GOES_ON.sub("", words)
        # "the deal would give staff 2%": the amount stands behind the verb
        words = cut if _HAS_AMOUNT.search(cut) or not _HAS_AMOUNT.search(words) else words
        if _PAST_WITHIN.search(words):
            continue
        # "an offer of 4% along with a one-off payment": the payment is a part of the offer
        part = found and start - found[-1].start < 250 and not _HAS_AMOUNT.search(words)
        if (len(words.split()) >= 2 or _HAS_AMOUNT.search(words)) and not part:
            found.append(Offer(start, words))
    return found


def _named(text: str) -> list[tuple[int, str]]:
    """(start, words) of every wording of an offer, in text order; of two that overlap the first."""
    spans = [match.span() for match in _OFFER.finditer(text)]
    for line in re.finditer(r"[^\n]+", text):
        if not re.search(r"\d", line.group()):
            continue
        for match in _PUT.finditer(text, *line.span()):
            low, high = match.span(match.lastgroup or 0)
            around = spans[max(0, bisect_left(spans, (low, high)) - 1) :][:2]
            if not any(other < high and low < its_end for other, its_end in around):
                insort(spans, (low, high))
    named: list[tuple[int, str]] = []
    end = 0
    for low, high in spans:
        if low >= end:
            named.append((low, text[low:high]))
            end = high
    return named


def offer_for(position: int, named: list[Offer]) -> str | None:
    """The offer that a statement at ``position`` is about: the last one named before it.

    With none before it, the first one after, if the article names just that one.
    """
    before = [offer for offer in named if offer.start <= position]
    if before:
        return before[-1].text
    if len({offer.text.casefold() for offer in named}) == 1:
        return named[0].text
    return None
