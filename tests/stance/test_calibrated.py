"""From logits to calibrated probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from stancenlp.stance.released import HEADS, ModelConfig

LOGITS = np.array([[0.0, 1.0, 0.5], [2.0, 0.0, -1.0]])


def config(**changes: object) -> ModelConfig:
    return ModelConfig(
        name="m", base="b", base_revision="r", base_sha256="s", heads=HEADS, **changes
    )


def test_probabilities_sum_to_one() -> None:
    assert config().probabilities("stance", LOGITS).sum(axis=1) == pytest.approx([1, 1])


def test_a_temperature_above_one_makes_less_sure_and_changes_no_label() -> None:
    plain, cooled = (
        c.probabilities("stance", LOGITS) for c in (config(), config(temperatures={"stance": 2.0}))
    )
    assert (cooled.max(axis=1) < plain.max(axis=1)).all()
    assert (cooled.argmax(axis=1) == plain.argmax(axis=1)).all()


def test_a_bias_shifts_the_odds_by_its_exponential() -> None:
    bias = (0.0, 0.0, float(np.log(2)))
    plain = config().probabilities("stance", LOGITS)
    shifted = config(biases={"stance": bias}).probabilities("stance", LOGITS)
    assert shifted[:, 2] / shifted[:, 0] == pytest.approx(2 * plain[:, 2] / plain[:, 0])


def test_a_temperature_must_be_positive() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        config(temperatures={"stance": 0.0})
