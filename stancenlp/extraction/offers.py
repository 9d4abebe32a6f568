"""What is on the table: the places where an article names an offer, and the one that applies.

Precision before recall: a wrong offer is worse than none, so what the union demands is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_AMOUNT = r"(?:[£$€₦R]\s?\d[\d,.]*(?:\s?(?:bn|m|million|billion|k))?|\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent|pc))"
_KIND = r"(?:(?:pay|wage|salary|wages|cash|contract|below-inflation|above-inflation|real-terms|improved|revised|final|latest|new|initial|tentative|two-year|three-year|four-year|multi-year|one-off|one-time|non-consolidated|flat|average)\s+)"
_OFFER = re.compile(
    rf"(?:(?:an?|the|its|their|this|last year[’']s|management[’']s|the (?:government|company|employer)[’']s)\s+)?"
    rf"(?:{_KIND}*(?:offer|proposal|deal|package|award|settlement)\s+(?:of|worth)\s+(?:(?:between|up to|about|around|just|an?|more than|less than|over)\s+)*(?:{_AMOUNT}|lump sum|one-off|bonus)(?:[^.;:,“”\"\n]|[.,](?=\d)){{0,70}}"
    rf"|{_KIND}*{_AMOUNT}(?:\s+(?:and|to|or)\s+{_AMOUNT})?\s+{_KIND}*(?:offer|deal|award|settlement|package|proposal)\b(?:\s+over\s+\w+\s+\w+)?"
    rf"|{_KIND}*(?:one-off|lump[- ]sum)\s+(?:cash\s+|cost[- ]of[- ]living\s+)?payments?\b(?:\s+of\s+{_AMOUNT})?"
    rf"|(?<=offered )(?:(?:a|an|workers|staff|members|them)\s+)*{_KIND}*{_AMOUNT}(?:[^.;:,“”\"\n]|[.,](?=\d)){{0,60}})",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:demand\w*|claim\w*|seek\w*|asking for|asked for|wants?|wanted|calling for|called for|pushing for|instead of|campaign\w* for)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offer:
    """An offer as the article words it, and where it stands there."""

    start: int
    text: str


def offers(text: str) -> list[Offer]:
    """The offers an article names, in text order; what the union demands is left out."""
    found = []
    for match in _OFFER.finditer(text):
        if _DEMAND.search(text, max(0, match.start() - 60), match.start()):
            continue
        words = re.sub(r"\s+", " ", match.group()).strip(" ,.–—-")
        words = re.sub(
            r"\s+(?:which|that|who|but|as|because|while|after|when|would|will|could|had|has|was|were|is|are|made|if|and (?:said|its|the|that))\b.*$",
            "",
            words,
        )
        if len(words.split()) >= 2:
            found.append(Offer(match.start(), words))
    return found


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
