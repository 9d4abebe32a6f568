"""The metrics as modules of the ``evaluate`` library: loaded by path, without a network."""

from __future__ import annotations

from pathlib import Path

import evaluate
import numpy as np
import pytest

import training.metrics

FOLDER = Path(training.metrics.__file__).parent


@pytest.fixture(autouse=True, scope="module")
def offline(tmp_path_factory):
    """No Hub, and module caches of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        for cache in ("HF_MODULES_CACHE", "HF_METRICS_CACHE"):
            patch.setattr(f"evaluate.config.{cache}", str(tmp_path_factory.mktemp(cache)))
        patch.setattr("evaluate.config.HF_EVALUATE_OFFLINE", True)
        yield


def load(name, *arguments, **options):
    return evaluate.load(str(FOLDER / f"{name}.py"), *arguments, **options)


def test_labels_may_be_names_or_columns():
    metric = load("label_scores")
    names = metric.compute(predictions=["firm", "hostile"], references=["firm", "conciliatory"])
    columns = metric.compute(predictions=[1, 2], references=[1, 0])
    assert names == columns
    assert names["severe_error_rate"] == 0.5
    assert names["recall_firm"] == 1


def test_the_configuration_names_the_question():
    metric = load("label_scores", "openness")
    assert "f1_settles" in metric.compute(predictions=["settles"], references=["closed"])


def test_a_label_of_another_question_is_refused():
    with pytest.raises(ValueError, match="hostile"):
        load("label_scores", "sentiment").compute(predictions=["hostile"], references=["neutral"])


def test_intervals_come_with_the_disputes():
    truth, guess = [0, 1, 2] * 10, [0, 1, 2, 0, 1, 1] * 5
    groups = [f"dispute-{i % 7}" for i in range(30)]
    result = load("label_scores").compute(predictions=guess, references=truth, groups=groups)
    for name, (low, high) in result["intervals"].items():
        assert low <= result[name] <= high, name


def test_calibration_and_selection_take_probabilities():
    chances = [[0.9, 0.1, 0.0], [0.2, 0.6, 0.2], [0.3, 0.3, 0.4]]
    truth = ["conciliatory", "firm", "firm"]
    calibration = load("calibration").compute(predictions=chances, references=truth)
    assert calibration["expected_calibration_error"] == pytest.approx((0.1 + 0.4 + 0.4) / 3)
    selection = load("selective").compute(predictions=chances, references=truth)
    assert selection["coverage_at_target"] == pytest.approx(2 / 3)
    assert selection["area_under_risk_coverage"] == pytest.approx(1 / 9)


def test_a_model_that_is_always_better_is_better_by_every_measure():
    generator = np.random.default_rng(2)
    truth = generator.integers(3, size=60)
    worse = np.where(np.arange(60) % 3 == 0, (truth + 1) % 3, truth)
    result = load("paired", module_type="comparison").compute(
        predictions1=truth, predictions2=worse, references=truth, groups=[i // 4 for i in range(60)]
    )
    assert (result["only_first_right"], result["only_second_right"]) == (20, 0)
    assert result["mcnemar_p"] == pytest.approx(2 * 0.5**20)
    assert result["differences"]["macro_f1"]["low"] > 0


def test_a_model_compared_with_itself_differs_in_nothing():
    truth = [0, 1, 2, 1]
    result = load("paired", module_type="comparison").compute(
        predictions1=[0, 1, 1, 1], predictions2=[0, 1, 1, 1], references=truth
    )
    assert result["mcnemar_p"] == 1
    assert set(result["differences"]["macro_f1"].values()) == {0}
