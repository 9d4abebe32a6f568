"""Who speaks where the article calls them by no name: told by a tuned encoder, weighed against the rules.

Joins the wings, as ``sides.py`` does: extraction collects what stands around such a statement, the encoder
points at the words of it that name the speaker.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from stancenlp.stance.pointing import Encoding, overlap, spans_pointed_at

if TYPE_CHECKING:
    from stancenlp.extraction.references import Reference
    from stancenlp.stance.backends import Backend

#: Where in the passage the name of the speaker stands; there is no other question.
POINTERS = ("speaker_start", "speaker_end")
HEADS: dict[str, tuple[str, ...]] = {}
#: What is read beside the passage.
PARTS: tuple[Literal["words"]] = ("words",)
_BATCH = 16
#: Whom the model does not point at at all is given this probability.
_LEAST = 1e-3
#: What no name goes over: the end of a sentence or of a paragraph, a quotation.
_NO_NAME = re.compile(r"[\n“”\"#…;:!?]|(?<=[a-z]{3})\.")
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_BEGINS_NAME = re.compile(r"(?:(?:the|an?) (?:[\w’'-]+ )*?)?[A-ZÀ-Þ][\w.’'-]+")
_DESCRIPTION = re.compile(r"(?:an?|the|one|another|his|her|its|their) \w{2}", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:an?|the|one|another|his|her|its|their)\s$", re.IGNORECASE)
#: What parts a name from what it is of, or stands with.
_LINK = re.compile(r",|\s?\b(?:of|at|for|from|in|with|and)\b")
_TITLE = re.compile(r"^(?:the|an?|mr|mrs|ms|miss|dr)\s", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s]")


class SpeakerModel:
    """A model of speakers: from the passage around a statement to the name of who makes it.

    Parameters
    ----------
    folder : default: that of the released one.

    Raises
    ------
    StanceError : none is released, or its files or base weights are missing or damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        from stancenlp.stance.backends import load_beside

        self.config, self._backend = load_beside("speakers", folder, HEADS, POINTERS)

    def tell(self, references: Sequence[Reference]) -> list[str | None]:
        """Who speaks, where it is somebody else than whom the rules take for the speaker; else None.

        The rules' speaker has the model's ``rule_weight`` added to the score (as log-odds), which is a
        logarithmic opinion pool (Genest & Zidek 1986).
        """
        return [
            name if name and lead > self.config.rule_weight else None
            for name, lead in leads(self._backend, references)
        ]


def pair(reference: Reference) -> tuple[str, str]:
    """The two texts that the model reads: the passage, and what the speaker is called with what they say."""
    return reference.passage.replace("\n", "/"), f"{reference.called}: {reference.said}"


def leads(backend: Backend, references: Sequence[Reference]) -> list[tuple[str, float]]:
    """Of each reference, who is the likeliest beside the rules' speaker, and their lead over that one.

    The lead is a difference of log-probabilities; the name is "" where the passage rather names nobody.
    """
    pairs = [pair(reference) for reference in references]
    logits = backend.logits(pairs, _BATCH)
    return [
        _lead(reference, *pointed)
        for reference, *pointed in zip(
            references,
            backend.encodings(pairs),
            *(logits[name] for name in POINTERS),
            strict=True,
        )
    ]


def _lead(
    reference: Reference, encoding: Encoding, starts: np.ndarray, ends: np.ndarray
) -> tuple[str, float]:
    spans, nothing = spans_pointed_at(reference.passage, encoding, starts, ends)
    chances: dict[str, float] = {}
    for span in sorted(spans, key=spans.__getitem__, reverse=True):
        name = _name(reference, span, chances)
        chances[name] = chances.get(name, 0.0) + spans[span]
    ruled = sum(chance for name, chance in chances.items() if is_same(name, reference.speaker))
    others = {
        name: chance
        for name, chance in chances.items()
        if not is_same(name, reference.speaker) and _can_be_meant(name, reference)
    }
    name = max(others, key=others.__getitem__, default="")
    if not name or others[name] < nothing:
        return "", 0.0
    return name, math.log(others[name] / max(ruled, _LEAST))


def _name(reference: Reference, span: tuple[int, int], found: Iterable[str]) -> str:
    """Whom a place of the passage names: somebody whom the rules know, or by its words.

    The words that the article calls the speaker by mean whom the rules say. ``found`` has the names of likelier places.
    """
    if overlap(span, reference.place):
        return reference.speaker
    known = [
        n for s, e, n in reference.known if overlap(span, (s, e)) and _fits(reference, span, (s, e))
    ]
    if known:
        return known[-1]
    words = _DETERMINER.search(reference.passage, 0, span[0])
    start = words.start() if words and reference.passage[span[0]].islower() else span[0]
    name = reference.passage[start : span[1]]
    return next((n for n in found if is_same(n, name)), name)


def _fits(reference: Reference, span: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether a span is about the name at a place: "Unite officer Edna Poole" and "Edna Poole of Unite" are of Poole."""
    before = reference.passage[span[0] : max(place[0], span[0])]
    behind = reference.passage[min(place[1], span[1]) : span[1]]
    return not _LINK.search(before) and (not behind.strip() or _LINK.match(behind) is not None)


def _can_be_meant(name: str, reference: Reference) -> bool:
    """Whether words can be a speaker's name; "the company" is no better a name than "the firm" is."""
    by_pronoun = " " not in reference.called
    return not _NO_NAME.search(name) and (
        _BEGINS_NAME.match(name) is not None
        or (by_pronoun and _DESCRIPTION.match(name) is not None)
    )


def is_same(name: str, other: str) -> bool:
    """Whether one of two names is the other or a part of it, in whole words, titles, marks and case aside.

    A description ("the company") is only the same as itself.

    >>> is_same("Ms Alderman", "Ruth Alderman"), is_same("GMB spokesman", "Unite")
    (True, False)
    """
    one, two = (
        " ".join(_TITLE.sub("", _MARKS.sub("", words.replace("-", " "))).split())
        for words in (name, other)
    )
    if not (one and two):
        return False
    whole = f" {one.casefold()} ", f" {two.casefold()} "
    if not (_CAPITAL.search(one) and _CAPITAL.search(two)):
        return whole[0] == whole[1]
    return whole[0] in whole[1] or whole[1] in whole[0]
