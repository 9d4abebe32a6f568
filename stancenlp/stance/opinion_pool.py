"""A large model and a small one as one backend: their answers pooled, or the small one's where it is sure.

Two encoders that were pretrained apart err apart. Their logits are added, which is a logarithmic opinion pool
(Genest & Zidek 1986), for what the small one costs. Where speed is asked for it answers first, and the large
one is asked only about what it is not sure of: a cascade (Viola & Jones 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from stancenlp.stance.batching import Logits
from stancenlp.stance.pointing import Encoding
from stancenlp.stance.released import ModelConfig

if TYPE_CHECKING:
    from stancenlp.stance.backends import Backend

#: The question whose answer tells whether the small model is sure.
_DECIDES = "stance"


class OpinionPool:
    """Two backends that answer as one.

    Parameters
    ----------
    large, small : what runs the two networks.
    config, small_config : their configurations; that of the large one holds the weights of the pool.
    fast : leave to the small model what it is sure of (``config.sure_from``).
    """

    def __init__(
        self,
        large: Backend,
        config: ModelConfig,
        small: Backend,
        small_config: ModelConfig,
        fast: bool = False,
    ) -> None:
        self._large, self._config = large, config
        self._small, self._small_config = small, small_config
        self._fast = fast

    def logits(
        self,
        pairs: Sequence[tuple[str, str]],
        batch_size: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> Logits:
        """Logits of each question, float (n, labels), to be calibrated by the large model's configuration."""
        quick = self._small.logits(pairs, batch_size)
        asked = self._unsure(quick)
        if on_progress:
            on_progress(len(pairs) - len(asked))
        rows = {q: _answering_as(self._config, self._small_config, q, quick[q]) for q in quick}
        if not len(asked):
            return rows
        thorough = self._large.logits([pairs[i] for i in asked], batch_size, on_progress)
        for question, values in thorough.items():
            weight = self._config.small_weights.get(question, 0.0)
            rows[question][asked] = values + weight * quick[question][asked]
        return rows

    def encodings(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Encoding]:
        """The tokens of each text, as the large model reads them."""
        return self._large.encodings(pairs)

    def _unsure(self, quick: Logits) -> np.ndarray:
        """The rows that the large model is asked about."""
        if not self._fast:
            return np.arange(len(quick[_DECIDES]))
        chances = self._small_config.probabilities(_DECIDES, quick[_DECIDES])
        return np.flatnonzero(chances.max(axis=1, initial=0.0) < self._config.sure_from)


def _answering_as(
    config: ModelConfig, own: ModelConfig, question: str, logits: np.ndarray
) -> np.ndarray:
    """Logits that another configuration calibrates to what a model's own makes of these."""
    scores = own.scores(question, logits) - np.array(config.biases.get(question, (0.0,)))
    shifted: np.ndarray = scores * config.temperatures.get(question, 1.0)
    return shifted
