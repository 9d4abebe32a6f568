"""A released model's folder: whole, and safe to load, or refused."""

from __future__ import annotations

import json

import pytest

from stancenlp.errors import ModelError
from stancenlp.stance.released import HEADS, UNSAFE, read_config
from stancenlp.stance.weights import MPNET

CONFIG = {
    "name": "stance-eastvale",
    "base": MPNET.name,
    "base_revision": MPNET.revision,
    "base_sha256": MPNET.sha256,
    "heads": {question: list(labels) for question, labels in HEADS.items()},
    "sha256": {f"{name}.safetensors": "0" * 64 for name in ("heads", "adapter_model", "encoder")},
    "review_below": 0.62,
}


@pytest.fixture
def model(tmp_path):
    """A whole model's folder."""
    folder = tmp_path / "stance-eastvale"
    folder.mkdir()
    write_config(folder)
    for name in ("heads.safetensors", "adapter_model.safetensors", "adapter_config.json"):
        (folder / name).write_bytes(b"{}")
    return folder


def write_config(folder, **changes):
    (folder / "stancenlp.json").write_text(json.dumps({**CONFIG, **changes}), "utf-8")


def test_the_configuration_of_a_whole_model_is_read(model):
    config = read_config(model)
    assert config.name == "stance-eastvale"
    assert config.heads["stance"] == ("conciliatory", "firm", "hostile")
    assert config.review_below == 0.62


def test_a_part_that_no_model_reads_is_an_error(model):
    write_config(model, parts=["offer", "contxt"])
    with pytest.raises(ModelError, match="parts"):
        read_config(model)


def test_a_known_base_brings_the_packages_that_carry_it(model):
    assert read_config(model).base_weights == MPNET


def test_an_unknown_base_is_pinned_without_packages(model):
    write_config(model, base="eastvale/tiny-encoder")
    assert read_config(model).base_weights.packages == ()


def test_a_whole_encoder_may_stand_in_for_the_adapter(model):
    (model / "adapter_model.safetensors").rename(model / "encoder.safetensors")
    assert read_config(model).name == "stance-eastvale"


@pytest.mark.parametrize(
    "name", [f"weights{suffix}" for suffix in UNSAFE] + ["WEIGHTS.BIN", "Head.Pkl"]
)
def test_a_file_that_could_run_code_is_refused_by_name(model, name):
    (model / name).write_bytes(b"\x80\x04.")
    with pytest.raises(ModelError, match=name):
        read_config(model)


def test_a_folder_without_configuration_is_no_model(model):
    (model / "stancenlp.json").unlink()
    with pytest.raises(ModelError, match=r"no stancenlp\.json in it"):
        read_config(model)


def test_a_folder_that_is_not_there_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="nowhere"):
        read_config(tmp_path / "nowhere")


def test_missing_heads_are_named(model):
    (model / "heads.safetensors").unlink()
    with pytest.raises(ModelError, match=r"heads\.safetensors is missing"):
        read_config(model)


def test_a_model_with_neither_adapter_nor_encoder_is_refused(model):
    (model / "adapter_model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"neither adapter_model\.safetensors nor encoder"):
        read_config(model)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"name": "only a name"}', "\ufeff{}"],
    ids=["empty", "cut off", "list", "bare", "mark"],
)
def test_a_configuration_that_is_not_valid_is_named(model, text):
    (model / "stancenlp.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"stancenlp\.json: not a valid model configuration"):
        read_config(model)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("review_below", 1.5),
        ("max_tokens", 9000),
        ("pooling", "max"),
        ("parts", ["headline"]),
        ("tempratures", {}),
    ],
)
def test_a_wrong_value_or_key_is_named(model, key, value):
    write_config(model, **{key: value})
    with pytest.raises(ModelError, match=key):
        read_config(model)


def test_heads_in_another_order_are_refused(model):
    heads = {**CONFIG["heads"], "stance": ["hostile", "firm", "conciliatory"]}
    write_config(model, heads=heads)
    with pytest.raises(ModelError, match=r"asked here; they differ in stance$"):
        read_config(model)


def test_a_weights_file_without_a_checksum_is_refused(model):
    write_config(model, sha256={"heads.safetensors": "0" * 64})
    with pytest.raises(ModelError, match=r"names no sha256 of adapter_model\.safetensors"):
        read_config(model)
