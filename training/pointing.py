"""Names in texts as places of tokens: what a network that points learns from."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from stancenlp.stance.pointing import Encoding, overlap


def pointed(
    encodings: Sequence[Encoding], named: Sequence[Sequence[tuple[int, int]]]
) -> tuple[Tensor, Tensor]:
    """First and last token of each place in the first text, and which tokens can be pointed at.

    Places as :func:`training.losses.pointing` takes them; a text without any points at its first token.
    """
    readable = torch.tensor([[of == 0 for of in found.sequence_ids] for found in encodings])
    readable[:, 0] = True
    places = []
    for found, spans in zip(encodings, named, strict=True):
        of_text = [token for token, of in enumerate(found.sequence_ids) if of == 0]
        covered = [
            [token for token in of_text if overlap(found.offsets[token], span)] for span in spans
        ]
        places.append([(tokens[0], tokens[-1]) for tokens in covered if tokens] or [(0, 0)])
    most = max(map(len, places))
    padded = [[*row, *[(-1, -1)] * (most - len(row))] for row in places]
    return torch.tensor(padded), readable
