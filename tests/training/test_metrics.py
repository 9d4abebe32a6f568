"""Metrics against cases that were worked out by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from training.metrics import (
    accuracy_at_coverage,
    bootstrap_interval,
    brier_score,
    class_f1,
    confusion_counts,
    expected_calibration_error,
    macro_f1,
    mean_absolute_error,
    quadratic_kappa,
    resampled_totals,
    severe_error_rate,
)
from training.metrics.scores import precision_of, recall_of

# of each class two; one soft statement called firm, one hostile one called soft
TRUE = np.array([0, 0, 1, 1, 2, 2])
PREDICTED = np.array([0, 1, 1, 1, 2, 0])


def test_f1_of_each_class():
    assert class_f1(TRUE, PREDICTED) == pytest.approx([1 / 2, 4 / 5, 2 / 3])


def test_macro_f1_is_the_mean_of_the_classes():
    assert macro_f1(TRUE, PREDICTED) == pytest.approx((1 / 2 + 4 / 5 + 2 / 3) / 3)


def test_a_class_that_never_occurs_counts_as_zero():
    assert macro_f1(np.array([0, 1]), np.array([0, 1])) == pytest.approx(2 / 3)


def test_only_errors_from_end_to_end_of_the_scale_are_severe():
    assert severe_error_rate(TRUE, PREDICTED) == pytest.approx(1 / 6)


def test_metrics_take_plain_lists():
    assert severe_error_rate([0, 2], [2, 2]) == pytest.approx(1 / 2)
    assert macro_f1([0, 1, 2], [0, 1, 2]) == 1.0


def test_quadratic_kappa_of_a_small_table():
    # observed disagreement 1/4, expected by chance 5/4
    assert quadratic_kappa(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])) == pytest.approx(0.8)


def test_quadratic_kappa_of_full_disagreement_is_minus_one():
    assert quadratic_kappa(np.array([0, 1, 2]), np.array([2, 1, 0])) == pytest.approx(-1)


def test_quadratic_kappa_of_one_label_only_is_full_agreement():
    assert quadratic_kappa(np.array([1, 1]), np.array([1, 1])) == 1.0


def test_calibration_error_is_the_mean_gap_between_confidence_and_accuracy():
    probabilities = np.array([[0.9, 0.1, 0], [0.1, 0.9, 0], [0.6, 0.4, 0], [0.6, 0.4, 0]])
    # the sure half is right both times, the unsure half once
    labels = np.array([0, 1, 0, 1])
    assert expected_calibration_error(probabilities, labels, bins=2) == pytest.approx(0.1)


def test_calibration_error_of_certain_and_wrong_is_one():
    probabilities = np.tile([1.0, 0.0, 0.0], (5, 1))
    assert expected_calibration_error(probabilities, np.full(5, 2)) == pytest.approx(1)


def test_calibration_error_takes_fewer_statements_than_bins():
    assert expected_calibration_error(np.array([[0.7, 0.2, 0.1]]), np.array([0])) == pytest.approx(
        0.3
    )


@pytest.fixture(scope="module")
def disputes():
    """The dispute of each of 120 statements, and whether each was labelled right."""
    generator = np.random.default_rng(4)
    return [f"dispute-{i}" for i in generator.integers(25, size=120)], generator.random(120) < 0.8


def test_the_bootstrap_interval_contains_the_estimate(disputes):
    groups, right = disputes
    low, high = bootstrap_interval(lambda rows: right[rows].mean(), groups, resamples=300)
    assert low < right.mean() < high


def test_a_wider_level_gives_a_wider_interval(disputes):
    groups, right = disputes
    inner = bootstrap_interval(lambda rows: right[rows].mean(), groups, 300, level=0.5)
    outer = bootstrap_interval(lambda rows: right[rows].mean(), groups, 300, level=0.99)
    assert outer[0] < inner[0] < inner[1] < outer[1]


def test_the_bootstrap_is_repeatable(disputes):
    groups, right = disputes
    first, second = (
        bootstrap_interval(lambda rows: right[rows].mean(), groups, 50, seed=9) for _ in range(2)
    )
    assert first == second


def test_disputes_are_resampled_whole():
    groups = ["ferries", "buses", "ferries", "mills", "buses", "ferries"]
    samples = []
    bootstrap_interval(lambda rows: samples.append(Counter(rows.tolist())) or 0.0, groups, 40)
    assert len(samples) == 40
    for drawn in samples:
        assert drawn[0] == drawn[2] == drawn[5]
        assert drawn[1] == drawn[4]
        assert drawn[0] + drawn[1] + drawn[3] == 3


def test_with_one_dispute_there_is_nothing_to_vary():
    right = np.array([1, 0, 1, 1])
    assert bootstrap_interval(lambda rows: right[rows].mean(), ["ferries"] * 4, 20) == (0.75, 0.75)


def test_f1_is_what_scikit_learn_says():
    from sklearn.metrics import f1_score

    generator = np.random.default_rng(7)
    for classes in (3, 4):
        true, guess = generator.integers(classes, size=(2, 60))
        guess[guess == classes - 1] = 0  # a class that is never predicted
        expected = f1_score(true, guess, labels=range(classes), average=None, zero_division=0)
        assert class_f1(true, guess, classes) == pytest.approx(expected)
        assert macro_f1(true, guess, classes) == pytest.approx(expected.mean())


@pytest.mark.parametrize("classes", [3, 4])
def test_figures_from_counts_are_what_scikit_learn_says(classes):
    from sklearn import metrics

    generator = np.random.default_rng(classes)
    true, guess = generator.integers(classes, size=(2, 80))
    guess[guess == classes - 1] = 1  # a class that is never predicted
    counts, labels = confusion_counts(true, guess, classes), list(range(classes))
    assert (counts == metrics.confusion_matrix(true, guess, labels=labels)).all()
    precision, recall, _, _ = metrics.precision_recall_fscore_support(
        true, guess, labels=labels, zero_division=0
    )
    assert precision_of(counts) == pytest.approx(precision)
    assert recall_of(counts) == pytest.approx(recall)
    assert quadratic_kappa(true, guess, classes) == pytest.approx(
        metrics.cohen_kappa_score(true, guess, labels=labels, weights="quadratic")
    )
    assert mean_absolute_error(true, guess) == pytest.approx(
        metrics.mean_absolute_error(true, guess)
    )


def test_the_brier_score_of_certain_and_wrong_is_two():
    assert brier_score(np.array([[1.0, 0, 0]]), np.array([2])) == 2
    assert brier_score(np.array([[0.5, 0.5, 0]]), np.array([0])) == pytest.approx(0.5)


def test_accuracy_at_coverage_keeps_the_surest_first_and_equals_together():
    probabilities = np.array([[0.9, 0.1, 0], [0.6, 0.4, 0], [0.6, 0.4, 0], [0.5, 0.3, 0.2]])
    coverage, accuracy = accuracy_at_coverage(probabilities, np.array([0, 0, 1, 1]))
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1]
    assert accuracy == pytest.approx([1, 2 / 3, 2 / 3, 1 / 2])


def test_totals_and_rows_are_resampled_alike(disputes):
    groups, right = disputes
    columns = np.stack([right, np.ones(len(right))], axis=1)
    totals = resampled_totals(columns, groups, 200, seed=3)
    expected = bootstrap_interval(lambda rows: right[rows].mean(), groups, 200, seed=3)
    shares = totals[:, 0] / totals[:, 1]
    assert (np.quantile(shares, 0.025), np.quantile(shares, 0.975)) == pytest.approx(expected)
