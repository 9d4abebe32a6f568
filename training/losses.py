"""What a training step makes small, question by question: tensors in, one number out."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import kl_div


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Mean cross-entropy of ``logits`` (n, labels) against target distributions (n, labels).

    Rows of noughts, which have no answer, count for nothing.
    """
    answered = (target.sum(-1) > 0).float()
    losses = -(target * logits.float().log_softmax(-1)).sum(-1)
    return losses.sum() / answered.sum().clamp(min=1)


def distillation(logits: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Mean divergence from the teacher's distribution, both softened (Hinton et al. 2015).

    ``logits`` and the ``teacher``'s are (n, labels). The square of the temperature keeps the
    gradient as large as it is at temperature 1.
    """
    own = (logits.float() / temperature).log_softmax(-1)
    wanted = (teacher.float() / temperature).log_softmax(-1)
    return temperature**2 * kl_div(own, wanted, reduction="batchmean", log_target=True)


def ordinal_distance(logits: Tensor, target: Tensor) -> Tensor:
    """Mean squared distance of the expected place on the scale of labels from the target's place.

    Rows of noughts count for nothing.
    """
    answered = (target.sum(-1) > 0).float()
    scale = torch.arange(float(logits.shape[-1]), device=logits.device)
    distances = (logits.float().softmax(-1) - target) @ scale
    return (answered * distances.square()).sum() / answered.sum().clamp(min=1)


def r_drop(logits: Tensor) -> Tensor:
    """How far two passes of the same texts disagree, by their dropout (R-Drop, Liang et al. 2021).

    ``logits`` (2n, labels) are those of n texts, then of the same n again. It is the Kullback-Leibler
    divergence, as a mean over both directions and the texts.
    """
    first, second = logits.float().log_softmax(-1).chunk(2)
    return ((first.exp() - second.exp()) * (first - second)).sum(-1).mean() / 2


def pointing(starts: Tensor, ends: Tensor, places: Tensor, readable: Tensor) -> Tensor:
    """Mean negative log-likelihood of an answer that stands at any of its places (Clark & Gardner 2018).

    Parameters
    ----------
    starts, ends : scores of where the answer begins and ends, (n, tokens).
    places : first and last token of each place, int (n, most places, 2); rows of -1 where there are fewer.
    readable : bool (n, tokens), the tokens that can be pointed at.
    """
    begins, stops = (
        scores.float().masked_fill(~readable, -torch.inf).log_softmax(-1)
        for scores in (starts, ends)
    )
    first, last = places.clamp(min=0).unbind(-1)
    together = begins.gather(1, first) + stops.gather(1, last)
    together = together.masked_fill(places[..., 0] < 0, -torch.inf)
    return -together.logsumexp(-1).mean()
