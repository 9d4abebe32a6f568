"""Whether two names, or two offers, mean the same: what counts as right when extraction is measured."""

from __future__ import annotations

import re

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir|dame|cllr|coun|prof|professor) ")
_ARTICLE = re.compile(r"\b(?:the|an?) ")
_LEADING_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_NAME_WORD = re.compile(r"\w+(?:[.&'’-]\w+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def same_person(true: str | None, guess: str | None) -> bool:
    """Whether two names mean the same speaker: as :func:`same_name`, or a surname for a full name.

    >>> same_person("Ruth Alderman", "Ms Alderman"), same_person("Ruth Alderman", "Tom Alderman")
    (True, False)
    """
    a, b = (_TITLE.sub("", _normal(name)) for name in (true, guess))
    if same_name(a, b):
        return True
    shorter, longer = sorted((a.split(), b.split()), key=len)
    return len(shorter) == 1 and longer[-1:] == shorter


def same_name(true: str | None, guess: str | None) -> bool:
    """Whether two names mean the same: equal, or one is contained in the other in whole words.

    >>> same_name("the GMB union", "GMB"), same_name("Fire Union", "Post Union")
    (True, False)
    """
    a, b = (_normal(name) for name in (true, guess))
    if not a or not b:
        return a == b
    return a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} "


def same_offer(true: str | None, guess: str | None) -> bool:
    """Whether two wordings mean the same offer: an amount in common, or, without any, the words.

    >>> same_offer("a rise of 4.3 per cent", "the 4.3% offer"), same_offer("4% now", "5% now")
    (True, False)
    """
    if not true or not guess:
        return not true and not guess
    amounts, guessed = set(_NUMBER.findall(true)), set(_NUMBER.findall(guess))
    if amounts or guessed:
        return bool(amounts & guessed)
    return same_name(true, guess)


def places_of(name: str | None, text: str) -> list[tuple[int, int]]:
    """Where a text has a name: all of it, or else the longest part of half of it or more, in any case.

    >>> places_of("the Harbour Workers' Union", "The Harbour Workers struck."), places_of("Unite", "GMB")
    ([(4, 19)], [])
    >>> places_of("Ministry of the Interior", "the ministry of the interior said")
    [(4, 28)]
    """
    bare = _LEADING_ARTICLE.sub("", (name or "").strip())
    words = list(_NAME_WORD.finditer(bare))
    for count in range(len(words), 0, -1):
        for first in range(len(words) - count + 1):
            part = bare[words[first].start() : words[first + count - 1].end()]
            if 2 * len(part) < len(bare):
                continue
            found = re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE)
            if places := [match.span() for match in found]:
                return places
    return []


def _normal(name: str | None) -> str:
    return _ARTICLE.sub("", re.sub(r"\W+", " ", (name or "").casefold()).strip() + " ").strip()
