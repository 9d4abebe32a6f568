"""A run that was killed goes on where it was, to the same weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from safetensors.numpy import load_file

from stancenlp.errors import StanceError
from training.recipe import read_recipe
from training.train import CHECKPOINT_STEPS, train
from training.trainer import StanceTrainer
from training.unfinished import last_checkpoint


class Killed(BaseException):
    """Ends a run as an interrupt does: nothing cleans up after it."""


def kill(recipe, output, corpus, monkeypatch, last_step: int) -> None:
    """Train as ``train`` does, and end without a word after so many steps."""
    compute_loss, steps = StanceTrainer.compute_loss, [0]

    def interrupted(self, *arguments, **more):
        steps[0] += 1
        if steps[0] > last_step:
            raise Killed
        return compute_loss(self, *arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(StanceTrainer, "compute_loss", interrupted)
        with pytest.raises(Killed):
            train(recipe, output, corpus)
    assert not output.exists()


def assert_same_weights(folder: Path, other: Path) -> None:
    for name in ("heads.safetensors", "adapter_model.safetensors"):
        found, expected = load_file(folder / name), load_file(other / name)
        for key, weights in expected.items():
            assert found[key] == pytest.approx(weights, abs=1e-5), key


@pytest.fixture
def killed_run(tiny_recipe, tiny_base, tiny_corpus, tmp_path, monkeypatch) -> Path:
    """The output of a run that ended ten steps after its first checkpoint, inside an epoch."""
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    output = tmp_path / "model"
    kill(read_recipe(tiny_recipe), output, tiny_corpus, monkeypatch, CHECKPOINT_STEPS + 10)
    return output


def test_it_ends_in_the_weights_of_a_run_that_was_never_killed(
    killed_run, tiny_recipe, tiny_corpus, tiny_model
):
    train(read_recipe(tiny_recipe), killed_run, tiny_corpus)
    assert not list(killed_run.parent.glob(".*"))
    assert_same_weights(killed_run, tiny_model)


def test_a_mean_of_weights_goes_on_too(tiny_recipe, tiny_base, tiny_corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    monkeypatch.setattr("training.train.CHECKPOINT_STEPS", 10)
    changes = ["optimisation.epochs=3", "optimisation.average_from=0.4", "targets.r_drop=0.5"]
    recipe = read_recipe(tiny_recipe, changes)
    train(recipe, tmp_path / "whole", tiny_corpus)
    # of 27 steps the mean begins after the 10th, and the last checkpoint is that of the 20th
    kill(recipe, tmp_path / "killed", tiny_corpus, monkeypatch, last_step=23)
    train(recipe, tmp_path / "killed", tiny_corpus)
    assert_same_weights(tmp_path / "killed", tmp_path / "whole")


def test_another_recipe_does_not_go_on_from_it(killed_run, tiny_recipe, tiny_corpus):
    with pytest.raises(StanceError, match="unfinished run with another recipe"):
        train(read_recipe(tiny_recipe, ["seed=4"]), killed_run, tiny_corpus)


def test_a_half_written_checkpoint_is_passed_over(killed_run):
    checkpoints = killed_run.parent / f".{killed_run.name}.unfinished" / "checkpoints"
    whole = last_checkpoint(checkpoints)
    (checkpoints / "checkpoint-99").mkdir()
    (checkpoints / "checkpoint-99" / "trainer_state.json").write_text('{"global_st')
    assert last_checkpoint(checkpoints) == whole
    assert whole.endswith(f"checkpoint-{CHECKPOINT_STEPS}")
