"""A large model and a small one as one backend: pooled, or the small one's where it is sure."""

from __future__ import annotations

import numpy as np
import pytest

from stancenlp.stance.classifier import StanceClassifier
from stancenlp.stance.opinion_pool import OpinionPool
from stancenlp.stance.released import HEADS, ModelConfig

PAIRS = [("No.", ""), ("We will see.", ""), ("It is theft.", "")]
#: Of these the small model is sure of the first and the last.
SMALL = np.array([[5.0, 0.0, 0.0], [0.4, 0.5, 0.3], [0.0, 0.0, 6.0]])
LARGE = np.array([[0.0, 2.0, 0.0], [2.0, 0.0, 1.0], [1.0, 3.0, 0.0]])


class Fixed:
    """A backend whose answers are given, and which notes what it was asked."""

    def __init__(self, stance):
        self.stance, self.asked = stance, []

    def logits(self, pairs, batch_size, on_progress=None):
        self.asked += pairs
        if on_progress:
            on_progress(len(pairs))
        rows = [PAIRS.index(pair) for pair in pairs]
        return {
            question: self.stance[rows] if question == "stance" else np.zeros((len(rows), len(of)))
            for question, of in HEADS.items()
        }


def config(**changes: object) -> ModelConfig:
    return ModelConfig(
        name="m", base="b", base_revision="r", base_sha256="s", heads=HEADS, **changes
    )


OWN = config(temperatures={"stance": 1.5}, biases={"stance": (0.3, 0.0, -0.3)})
OURS = config(
    temperatures={"stance": 2.0},
    biases={"stance": (0.0, 0.2, 0.0)},
    small_weights={"stance": 0.5},
    sure_from=0.8,
)


def pool(fast: bool) -> tuple[OpinionPool, Fixed]:
    large = Fixed(LARGE)
    return OpinionPool(large, OURS, Fixed(SMALL), OWN, fast), large


def test_the_logits_are_added_at_their_weight() -> None:
    both, large = pool(fast=False)
    logits = both.logits(PAIRS, 32)
    assert logits["stance"] == pytest.approx(LARGE + 0.5 * SMALL)
    assert logits["sentiment"].shape == (3, len(HEADS["sentiment"]))
    assert large.asked == PAIRS


def test_what_the_small_model_is_sure_of_the_large_one_is_not_asked() -> None:
    both, large = pool(fast=True)
    done: list[int] = []
    logits = both.logits(PAIRS, 32, done.append)
    assert large.asked == [PAIRS[1]]
    assert sum(done) == len(PAIRS)
    assert logits["stance"][1] == pytest.approx(LARGE[1] + 0.5 * SMALL[1])


def test_what_it_is_sure_of_has_its_own_calibrated_probabilities() -> None:
    both, _ = pool(fast=True)
    chances = OURS.probabilities("stance", both.logits(PAIRS, 32)["stance"])
    own = OWN.probabilities("stance", SMALL)
    assert chances[[0, 2]] == pytest.approx(own[[0, 2]])
    assert chances[1] != pytest.approx(own[1])


def test_no_texts_ask_nobody() -> None:
    both, large = pool(fast=True)
    assert both.logits([], 32)["stance"].shape == (0, 3)
    assert large.asked == []


def test_a_classifier_of_both_labels_as_each_pair_deserves() -> None:
    both, _ = pool(fast=True)
    predictions = StanceClassifier(both, OURS).predict([text for text, _ in PAIRS])
    assert [p.stance for p in predictions] == ["conciliatory", "conciliatory", "hostile"]
