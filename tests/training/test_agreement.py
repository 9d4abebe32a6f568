"""Agreement between annotators, against figures worked out by hand."""

from __future__ import annotations

import pytest

from training.agreement import krippendorff_alpha, pairwise_agreement, report


def test_full_agreement_is_one() -> None:
    assert krippendorff_alpha([[0, 0], [1, 1], [2, 2]], 3, ordinal=True) == pytest.approx(1)


def test_nominal_alpha_by_hand() -> None:
    # four statements, one disagreement: observed 2/8, expected (8² - 4² - 4²) / (8 · 7) = 4/7
    units = [[0, 0], [0, 1], [1, 1], [0, 1]]
    assert krippendorff_alpha(units, 2, ordinal=False) == pytest.approx(1 - (4 / 8) / (4 / 7))


def test_a_far_disagreement_costs_more_on_an_ordered_scale() -> None:
    near = [[0, 0], [1, 1], [2, 2], [0, 1]]
    far = [[0, 0], [1, 1], [2, 2], [0, 2]]
    assert krippendorff_alpha(far, 3, ordinal=True) < krippendorff_alpha(near, 3, ordinal=True)


def test_pairwise_agreement_counts_pairs() -> None:
    assert pairwise_agreement([[0, 0], [0, 1], [1, 1, 2]]) == pytest.approx(2 / 5)


def test_the_report_counts_by_split_tag_and_annotator(tiny_corpus) -> None:
    lines = report(tiny_corpus).splitlines()
    assert "| stance | dev | 24 | 1.000 | 1.000 |" in lines
    assert "| a | 120 | 1.000 | 1.000 | 1.000 |" in lines
