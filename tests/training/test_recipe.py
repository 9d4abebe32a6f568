"""Recipes: one file is one model, and a mistyped key is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

import training
from stancenlp.errors import StanceError
from stancenlp.stance.weights import MPNET
from training.recipe import (
    Recipe,
    RecipeError,
    SideRecipe,
    SpeakerRecipe,
    read_recipe,
    read_recipe_as,
)

RECIPES = sorted((Path(training.__file__).parent / "recipes").glob("*.yaml"))


@pytest.fixture
def recipe(tmp_path):
    """Write a recipe; its path."""

    def write(text):
        path = tmp_path / "ferry.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_every_recipe_of_the_project_reads(path):
    kinds = {"side": SideRecipe, "speaker": SpeakerRecipe, "stance": Recipe}
    kind = kinds[path.name.partition("-")[0]]
    base = read_recipe_as(kind, path).base
    if base.pickle_sha256:
        with pytest.raises(RecipeError, match="convert-base"):
            base.weights()
    else:
        assert base.weights().sha256


def test_there_are_recipes():
    assert RECIPES


def test_what_a_recipe_leaves_out_is_the_default(recipe):
    read = read_recipe(recipe("name: ferry\n"))
    assert read.base.weights() == MPNET
    assert read.adapter.rank == 16
    assert read.input.parts == ("offer", "context")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "name: ferry\noptimisation:\n  learning_rat: 1.0e-4\n",
            "optimisation.learning_rat",
            "learning_rate",
        ),
        ("name: ferry\nadaptor:\n  rank: 8\n", "adaptor", "adapter"),
        ("name: ferry\nadapter:\n  rnak: 8\n", "adapter.rnak", "rank"),
        ("name: ferry\ntargets:\n  sentimant: 0.2\n", "targets.sentimant", "sentiment"),
        ("name: ferry\ninput:\n  max_token: 128\n", "input.max_token", "max_tokens"),
        ("name: ferry\nsede: 4\n", "sede", "seed"),
    ],
)
def test_a_mistyped_key_is_an_error_that_names_the_nearest_right_one(recipe, text, wrong, right):
    with pytest.raises(RecipeError, match=rf"{wrong}: no such key, did you mean {right}\?"):
        read_recipe(recipe(text))


def test_a_key_like_no_other_is_an_error_without_a_guess(recipe):
    with pytest.raises(RecipeError, match=r"xyzzy: no such key$"):
        read_recipe(recipe("name: ferry\nxyzzy: 1\n"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name: ferry\noptimisation:\n  epochs: 0\n", "optimisation.epochs"),
        ("name: ferry\noptimisation:\n  schedule: zigzag\n", "optimisation.schedule"),
        ("name: ferry\ninput:\n  parts: [headline]\n", "input.parts"),
        ("name: ferry\nseed: -1\n", "seed"),
        ("base:\n  name: eastvale/tiny\n", "name"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_its_key(recipe, text, key):
    with pytest.raises(RecipeError, match=key):
        read_recipe(recipe(text))


def test_changes_go_on_top_of_the_recipe(recipe):
    path = recipe("name: ferry\noptimisation:\n  epochs: 4\n  batch_size: 8\n")
    read = read_recipe(path, ["optimisation.epochs=2", "seed=7", "input.parts=[offer]"])
    assert read.optimisation.epochs == 2
    assert read.optimisation.batch_size == 8
    assert read.seed == 7
    assert read.input.parts == ("offer",)


def test_a_change_may_open_a_section_that_the_recipe_leaves_out(recipe):
    assert read_recipe(recipe("name: ferry\n"), ["adapter.rank=4"]).adapter.rank == 4


def test_a_change_may_switch_the_adapter_off(recipe):
    assert read_recipe(recipe("name: ferry\n"), ["adapter=null"]).adapter is None


def test_a_number_may_be_written_with_an_exponent_alone(recipe):
    read = read_recipe(recipe("name: ferry\n"), ["optimisation.learning_rate=2e-4"])
    assert read.optimisation.learning_rate == pytest.approx(0.0002)


def test_a_mistyped_change_is_an_error_that_names_the_nearest_right_key(recipe):
    with pytest.raises(RecipeError, match=r"did you mean epochs\?"):
        read_recipe(recipe("name: ferry\n"), ["optimisation.epoch=2"])


@pytest.mark.parametrize("change", ["epochs", "name.first=ferry", "optimisation.epochs=[3"])
def test_a_change_that_cannot_be_read_is_an_error_that_names_it(recipe, change):
    with pytest.raises(RecipeError) as error:
        read_recipe(recipe("name: ferry\n"), [change])
    assert change in str(error.value)


def test_an_unknown_base_without_its_sha256_is_refused(recipe):
    read = read_recipe(recipe("name: ferry\nbase:\n  name: eastvale/tiny\n  revision: abc\n"))
    with pytest.raises(RecipeError, match="eastvale/tiny: give its revision and the sha256"):
        read.base.weights()


def test_an_unknown_base_with_its_pin_is_accepted(recipe):
    read = read_recipe(
        recipe(
            f"name: ferry\nbase:\n  name: eastvale/tiny\n  revision: abc\n  sha256: {'ab12' * 16}\n"
        )
    )
    assert read.base.weights().sha256 == "ab12" * 16
    assert read.base.weights().packages == ()


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "name: [open\n"])
def test_a_file_that_is_no_recipe_is_refused_by_name(recipe, text):
    with pytest.raises(StanceError, match=r"ferry\.yaml"):
        read_recipe(recipe(text))


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(RecipeError, match=r"nowhere\.yaml"):
        read_recipe(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("kind", "name", "command"),
    [
        (Recipe, "side-minilm.yaml", "train-sides"),
        (SideRecipe, "stance-mpnet.yaml", "train"),
        (SpeakerRecipe, "stance-mpnet.yaml", "train"),
        (SideRecipe, "speaker-minilm.yaml", "train-speakers"),
        (SpeakerRecipe, "side-minilm.yaml", "train-sides"),
    ],
)
def test_a_recipe_of_the_other_kind_is_an_error_that_names_its_command(kind, name, command):
    path = RECIPES[0].parent / name
    with pytest.raises(RecipeError, match=rf"`python -m training {command}`$"):
        read_recipe_as(kind, path)
