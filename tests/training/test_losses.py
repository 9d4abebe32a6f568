"""The parts of the loss, on small numbers worked out by hand."""

from __future__ import annotations

import math

import pytest
import torch

from training import losses

EVEN = torch.zeros(1, 2)
#: A logit of ln 3 is a probability of 3/4.
SURE = torch.tensor([[math.log(3), 0.0]])


def test_cross_entropy_is_the_mean_over_the_rows_that_have_an_answer():
    target = torch.tensor([[1.0, 0.0], [0.0, 0.0]])
    loss = losses.cross_entropy(torch.cat([SURE, EVEN]), target)
    assert loss.item() == pytest.approx(-math.log(0.75))


def test_cross_entropy_of_no_answer_is_nought():
    assert losses.cross_entropy(SURE, torch.zeros(1, 2)).item() == 0


def test_distillation_is_nought_where_the_student_is_the_teacher():
    assert losses.distillation(SURE, SURE, temperature=3.0).item() == pytest.approx(0)


def test_distillation_softens_both_and_keeps_the_gradient_as_large():
    # at temperature 2, a logit of ln 9 is what ln 3 is at 1
    divergence = 0.75 * math.log(0.75 / 0.5) + 0.25 * math.log(0.25 / 0.5)
    assert losses.distillation(EVEN, 2 * SURE, 2.0).item() == pytest.approx(4 * divergence)


def test_the_ordinal_distance_grows_with_the_square_of_the_places_between():
    target = torch.tensor([[1.0, 0.0, 0.0]])
    near, far = torch.tensor([[0.0, 99.0, 0.0]]), torch.tensor([[0.0, 0.0, 99.0]])
    assert losses.ordinal_distance(near, target).item() == pytest.approx(1)
    assert losses.ordinal_distance(far, target).item() == pytest.approx(4)


def test_the_ordinal_distance_is_of_the_rows_that_have_an_answer():
    logits = torch.tensor([[0.0, 99.0, 0.0], [0.0, 0.0, 99.0]])
    target = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert losses.ordinal_distance(logits, target).item() == pytest.approx(1)


def test_r_drop_is_nought_where_both_passes_agree():
    assert losses.r_drop(torch.cat([SURE, SURE])).item() == pytest.approx(0)


def test_r_drop_is_the_divergence_of_the_passes_in_both_directions():
    forward = 0.75 * math.log(0.75 / 0.5) + 0.25 * math.log(0.25 / 0.5)
    backward = 0.5 * math.log(0.5 / 0.75) + 0.5 * math.log(0.5 / 0.25)
    loss = losses.r_drop(torch.cat([SURE, EVEN]))
    assert loss.item() == pytest.approx((forward + backward) / 2)


def test_pointing_at_any_place_of_the_answer_counts():
    starts = torch.log(torch.tensor([[0.1, 0.2, 0.3, 0.4]]))
    ends = torch.log(torch.tensor([[0.4, 0.3, 0.2, 0.1]]))
    everything = torch.ones(1, 4, dtype=torch.bool)
    one = torch.tensor([[[1, 2]]])
    loss = losses.pointing(starts, ends, one, everything)
    assert loss.item() == pytest.approx(-math.log(0.2 * 0.2))
    two = torch.tensor([[[1, 2], [3, 3]]])
    loss = losses.pointing(starts, ends, two, everything)
    assert loss.item() == pytest.approx(-math.log(0.2 * 0.2 + 0.4 * 0.1))


def test_pointing_leaves_out_padding_and_what_cannot_be_pointed_at():
    starts = torch.log(torch.tensor([[0.25, 0.25, 0.5]]))
    readable = torch.tensor([[True, True, False]])
    places = torch.tensor([[[1, 1], [-1, -1]]])
    loss = losses.pointing(starts, starts, places, readable)
    assert loss.item() == pytest.approx(-math.log(0.5 * 0.5))
