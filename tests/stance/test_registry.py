"""Which models are released, and which folder a name stands for."""

from __future__ import annotations

import json

import pytest

from stancenlp.errors import ModelError
from stancenlp.stance.registry import find_model, models_folder, read_registry, write_registry

pytestmark = pytest.mark.usefixtures("offline")


def release(path):
    return {
        "path": path,
        "base": "sentence-transformers/all-mpnet-base-v2",
        "recipe": "training/recipes/stance-mpnet.yaml",
        "data_sha256": "0" * 64,
        "released": "2031-02-01",
        "metrics": {"test": {"macro_f1": 0.8}},
    }


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A folder with two released models, named by STANCENLP_MODELS."""
    folder = tmp_path / "models"
    for name in ("stance-ferry", "stance-harbour"):
        (folder / name).mkdir(parents=True)
    registry = {
        "default": "stance-harbour",
        "models": {name: release(name) for name in ("stance-ferry", "stance-harbour")},
    }
    (folder / "registry.json").write_text(json.dumps(registry), "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def test_models_are_looked_for_where_the_variable_says(models):
    assert models_folder() == models
    assert read_registry().default == "stance-harbour"


def test_a_folder_may_be_named_instead(models, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path / "nowhere"))
    assert set(read_registry(models).models) == {"stance-ferry", "stance-harbour"}


def test_without_a_name_the_default_is_found(models):
    assert find_model() == models / "stance-harbour"


def test_where_speed_is_asked_for_another_may_answer(models):
    assert find_model(fast=True) == models / "stance-harbour"
    registry = read_registry().model_copy(update={"fast": "stance-ferry"})
    write_registry(registry, models)
    assert find_model(fast=True) == models / "stance-ferry"
    assert find_model() == models / "stance-harbour"
    assert find_model("stance-harbour", fast=True) == models / "stance-harbour"


def test_a_released_name_is_found(models):
    assert find_model("stance-ferry") == models / "stance-ferry"


def test_a_path_is_found(models, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    assert find_model(mine) == mine
    assert find_model(str(mine)) == mine


@pytest.mark.parametrize(
    "name", ["stance-fery", "eastvale/no-such-model", "./nowhere", "/no/where"]
)
def test_an_unknown_model_lists_the_released_ones(models, name):
    with pytest.raises(ModelError, match="stance-ferry, stance-harbour") as error:
        find_model(name)
    assert name in str(error.value)


def test_a_folder_without_registry_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match=r"registry\.json: .*set STANCENLP_MODELS"):
        find_model("stance-ferry")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"default": "stance-ferry"}', '{"default": "a", "models": {"a": {}}}']
)
def test_a_registry_that_is_not_valid_is_named(models, text):
    (models / "registry.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"registry\.json: not a valid registry"):
        read_registry()
