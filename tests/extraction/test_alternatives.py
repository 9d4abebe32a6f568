"""A pattern for any phrase of a list finds what a plain alternation of them finds, longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancenlp.extraction.alternatives import any_of

PHRASES = st.lists(st.text("abs ’-", min_size=1, max_size=5), min_size=1, max_size=8)


@given(PHRASES, st.booleans(), st.text("abs ’'-", max_size=30))
def test_it_finds_what_the_longest_first_alternation_finds(phrases, plural, text):
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    ending = "s?" if plural else ""
    plain = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s").replace("’", "[’']") + ending for phrase in ordered
    )
    found, expected = (
        [match.span() for match in re.finditer(pattern, text)]
        for pattern in (any_of(phrases, plural), plain)
    )
    assert found == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the PM and pm", ["PM"]),
        ("PMs, Ministers and a minister of state", ["PMs", "Ministers", "minister of state"]),
    ],
)
def test_words_in_capitals_are_found_only_as_written(text, found):
    pattern = re.compile(rf"\b{any_of(['minister', 'minister of state', 'PM'])}\b", re.IGNORECASE)
    assert pattern.findall(text) == found
