"""Batches: full, bounded, of like lengths, and back in input order."""

from __future__ import annotations

import numpy as np

from stancenlp.stance.batching import batches, padded
from stancenlp.stance.remembering import Remembering

LENGTHS = [5, 90, 7, 88, 6, 300, 5, 91]


def test_each_text_is_in_one_batch() -> None:
    assert sorted(i for batch in batches(LENGTHS, 3, 200) for i in batch) == list(range(8))


def test_texts_of_like_length_share_a_batch_within_the_budget() -> None:
    for batch in batches(LENGTHS, 3, 200):
        longest = max(LENGTHS[i] for i in batch)
        assert len(batch) <= 3
        assert len(batch) == 1 or longest * len(batch) <= 200
    assert list(batches(LENGTHS, 8, 200))[:2] == [[5], [7, 1]]


def test_padding_is_masked() -> None:
    tokens, mask = padded([[4, 5], [6]], pad_id=1)
    assert tokens.tolist() == [[4, 5], [6, 1]]
    assert mask.tolist() == [[1, 1], [1, 0]]


class Counting:
    """A backend that answers with the length of the text and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def logits(self, pairs, batch_size, on_progress=None):
        self.asked += pairs
        return {
            "stance": np.array([[len(text)] for text, _ in pairs]),
            "tone": np.array([[len(about), 1] for _, about in pairs]),
        }


def test_each_input_is_scored_once_a_run_and_comes_back_in_order() -> None:
    counting = Counting()
    backend = Remembering(counting, {"stance": ("a",), "tone": ("b", "c")})
    pairs = [("strike", ""), ("pay", "2%"), ("strike", ""), ("pay", "")]
    for _ in range(2):
        found = backend.logits(pairs, 32)
        assert found["stance"].tolist() == [[6], [3], [6], [3]]
        assert found["tone"].tolist() == [[0, 1], [2, 1], [0, 1], [0, 1]]
    assert counting.asked == [("strike", ""), ("pay", "2%"), ("pay", "")]


def test_what_is_remembered_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr("stancenlp.stance.remembering.REMEMBERED", 2)
    counting = Counting()
    backend = Remembering(counting, {"stance": ("a",), "tone": ("b", "c")})
    for word in ("a", "b", "a", "c", "b"):
        backend.logits([(word, "")], 32)
    assert [text for text, _ in counting.asked] == ["a", "b", "c", "b"]
