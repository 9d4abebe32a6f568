"""The mean of the weights over the last part of a run."""

from __future__ import annotations

from types import SimpleNamespace

import torch

from training.averaging import WeightAverage


def run(start: float, values: list[float], kept: dict | None = None, first: int = 0) -> tuple:
    """A run whose one weight takes ``values``, a step each; the weight it ends with, and the mean."""
    network = torch.nn.Linear(1, 1, bias=False)
    average = WeightAverage(network, start)
    average.mean = kept or {}
    for step in range(first, len(values)):
        torch.nn.init.constant_(network.weight, values[step])
        state = SimpleNamespace(global_step=step + 1, max_steps=len(values))
        average.on_step_end(None, state, None)
    average.on_train_end(None, state, None)
    return network.weight.item(), average.mean


def test_it_is_the_mean_of_the_steps_after_its_start():
    assert run(0.5, [100.0, 100.0, 1.0, 3.0])[0] == 2.0


def test_weights_that_are_not_trained_are_left_alone():
    network = torch.nn.Linear(1, 1)
    network.bias.requires_grad = False
    assert list(WeightAverage(network, 0.5)._parameters) == ["weight"]


def test_a_mean_that_was_kept_goes_on():
    values = [9.0, 1.0, 2.0, 6.0]
    whole, _ = run(0.25, values)
    _, kept = run(1 / 3, values[:3])
    assert run(0.25, values, kept, first=3)[0] == whole == 3.0
