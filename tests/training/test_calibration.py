"""Calibration: temperatures and the threshold for review."""

from __future__ import annotations

import numpy as np
import pytest

from training.calibration import fit_rule_weight, fit_temperature, review_threshold


@pytest.fixture(scope="module")
def honest():
    """Logits whose probabilities are the true ones, and labels drawn from them."""
    generator = np.random.default_rng(5)
    logits = generator.normal(scale=1.5, size=(4000, 3))
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = (generator.random((4000, 1)) > probabilities.cumsum(axis=1)).sum(axis=1)
    return logits, labels


def test_honest_logits_are_left_alone(honest):
    assert fit_temperature(*honest) == pytest.approx(1, abs=0.1)


def test_over_confident_logits_get_a_temperature_above_one(honest):
    logits, labels = honest
    assert fit_temperature(3 * logits, labels) == pytest.approx(3, rel=0.1)


def test_over_cautious_logits_get_a_temperature_below_one(honest):
    logits, labels = honest
    assert fit_temperature(logits / 2, labels) == pytest.approx(0.5, rel=0.1)


def test_large_logits_do_not_overflow():
    logits = np.array([[900.0, 0.0, -900.0], [0.0, 900.0, 0.0], [900.0, 0.0, 0.0]])
    assert np.isfinite(fit_temperature(logits, np.array([0, 1, 1])))


def kept(confidences, threshold):
    return confidences >= threshold


@pytest.mark.parametrize("accuracy", [0.8, 0.9, 0.97])
def test_what_is_not_for_review_reaches_the_accuracy_asked_for(accuracy):
    generator = np.random.default_rng(6)
    confidences = generator.uniform(0.34, 1, size=500)
    correct = generator.random(500) < confidences
    threshold, share = review_threshold(confidences, correct, accuracy)
    assert correct[kept(confidences, threshold)].mean() >= accuracy
    assert share == pytest.approx((~kept(confidences, threshold)).mean())


def test_the_threshold_is_the_lowest_that_will_do():
    confidences = np.array([0.95, 0.9, 0.8, 0.7, 0.6])
    correct = np.array([True, True, True, False, False])
    assert review_threshold(confidences, correct, 0.75) == (0.7, pytest.approx(0.2))


def test_where_all_are_right_nothing_is_for_review():
    assert review_threshold(np.array([0.5, 0.9, 0.7]), np.array([True] * 3)) == (0.5, 0.0)


def test_among_equal_confidences_the_accuracy_still_holds():
    confidences = np.array([0.9, 0.9, 0.9, 0.9, 0.5])
    correct = np.array([True, False, False, False, False])
    threshold, share = review_threshold(confidences, correct, 0.97)
    assert not kept(confidences, threshold).any()
    assert share == 1.0


@pytest.mark.parametrize("surest", [0.99, 1.0])
def test_where_no_threshold_will_do_everything_is_for_review(surest):
    confidences = np.array([surest, 0.8, 0.6])
    threshold, share = review_threshold(confidences, np.array([False, True, False]), 0.97)
    assert share == 1.0
    assert not kept(confidences, threshold).any()


def test_the_order_of_the_statements_does_not_matter():
    confidences = np.array([0.6, 0.95, 0.7, 0.9, 0.8])
    correct = np.array([False, True, False, True, True])
    backwards = review_threshold(confidences[::-1], correct[::-1], 0.97)
    assert review_threshold(confidences, correct, 0.97) == backwards


def test_a_rule_weighs_as_much_as_its_odds():
    """A rule right nine times of ten, beside a model that knows nothing, weighs the log of its odds."""
    labels = np.array([0] * 9 + [1])
    ruled = np.tile([1.0, 0.0], (10, 1))
    weight = fit_rule_weight(np.zeros((10, 2)), ruled, labels)
    assert weight == pytest.approx(np.log(9), abs=0.01)


def test_a_rule_that_is_wrong_weighs_nothing():
    ruled = np.tile([1.0, 0.0], (10, 1))
    assert fit_rule_weight(np.zeros((10, 2)), ruled, np.ones(10, int)) == pytest.approx(0, abs=0.01)
