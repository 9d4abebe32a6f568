"""Answers that are words of the text, on scores written by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from stancenlp.stance.pointing import pointed_at

TEXT = "Edna Poole of Unite. The pay talks of Unite go on."


def encoded(text: str) -> SimpleNamespace:
    """Tokens of whole words, between the marks of a pair whose second text has one token."""
    offsets, position = [(0, 0)], 0
    for word in text.split():
        start = text.index(word.rstrip("."), position)
        position = start + len(word.rstrip("."))
        offsets.append((start, position))
    of = [None, *[0] * (len(offsets) - 1), None, 1, None]
    return SimpleNamespace(offsets=[*offsets, (0, 0), (0, 4), (0, 0)], sequence_ids=of)


def scores(favoured: dict[int, float]) -> np.ndarray:
    """The logarithms of shares of tokens, the rest so small as to be nothing; padded at the end."""
    shares = np.full(20, 1e-9)
    for token, share in favoured.items():
        shares[token] = share
    return np.log(shares)


def test_the_places_of_one_name_add_up() -> None:
    # "Unite" twice, against "Edna Poole", which is the single most probable place
    starts = scores({1: 0.4, 4: 0.3, 9: 0.3})
    ends = scores({2: 0.4, 4: 0.3, 9: 0.3})
    name, chance = pointed_at(TEXT, encoded(TEXT), starts, ends)
    assert name == "Unite"
    assert chance == pytest.approx(0.18, abs=1e-3)


def test_a_name_of_several_words_is_one_answer() -> None:
    name, chance = pointed_at(TEXT, encoded(TEXT), scores({1: 1.0}), scores({2: 1.0}))
    assert (name, chance) == ("Edna Poole", pytest.approx(1.0, abs=1e-3))


@pytest.mark.parametrize(
    ("last", "found"), [("BCU", "Bonar Clerks Union"), (")", "Bonar Clerks Union (BCU)")]
)
def test_a_bracket_that_is_left_open_is_no_part_of_a_name(last: str, found: str) -> None:
    text = "Bonar Clerks Union (BCU) members"
    end = text.index(last) + len(last)
    offsets = [(0, 0), (0, 5), (6, 12), (13, 18), (19, end), (25, 32)]
    encoding = SimpleNamespace(offsets=offsets, sequence_ids=[None, *[0] * 5])
    name, _ = pointed_at(text, encoding, scores({1: 1.0}), scores({4: 1.0}))
    assert name == found


def test_the_first_token_is_no_answer() -> None:
    starts, ends = scores({0: 0.7, 4: 0.3}), scores({0: 0.7, 4: 0.3})
    assert pointed_at(TEXT, encoded(TEXT), starts, ends) == ("", pytest.approx(0.49, abs=1e-3))


def test_the_second_text_is_never_pointed_at() -> None:
    second = len(encoded(TEXT).offsets) - 2
    favoured = scores({second: 0.9, 4: 0.1})
    name, chance = pointed_at(TEXT, encoded(TEXT), favoured, favoured)
    assert (name, chance) == ("Unite", pytest.approx(1.0, abs=1e-3))


def test_a_text_of_nothing_has_no_answer() -> None:
    empty = SimpleNamespace(offsets=[(0, 0), (0, 0)], sequence_ids=[None, None])
    assert pointed_at("", empty, np.zeros(2), np.zeros(2)) == ("", 1.0)
