"""The mean of the trained weights over the last part of a run (Izmailov et al. 2018)."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import TrainerCallback


class WeightAverage(TrainerCallback):
    """Keeps the uniform mean of the trained weights after each step, and ends the run with it.

    Parameters
    ----------
    start : the share of the steps after which the mean begins, from 0 to 1.
    """

    def __init__(self, network: nn.Module, start: float) -> None:
        self._parameters = {n: p for n, p in network.named_parameters() if p.requires_grad}
        self._start = start
        #: The mean by the parameters' names; empty until it begins.
        self.mean: dict[str, Tensor] = {}

    @torch.no_grad()
    def on_step_end(self, args: Any, state: Any, control: Any, **more: Any) -> None:
        taken = state.global_step - int(self._start * state.max_steps)
        if taken < 1:
            return
        for name, parameter in self._parameters.items():
            if name not in self.mean:
                self.mean[name] = parameter.detach().clone()
            self.mean[name].lerp_(parameter, 1 / taken)

    @torch.no_grad()
    def on_train_end(self, args: Any, state: Any, control: Any, **more: Any) -> None:
        for name, mean in self.mean.items():
            self._parameters[name].copy_(mean)
