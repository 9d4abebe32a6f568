"""The recipe for DeBERTa, run on a small random encoder of its architecture."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import training
from stancenlp import StanceClassifier, WeightsError
from stancenlp.stance.weights import sha256
from tests.conftest import SENTENCES, save_tokenizer
from training.__main__ import main
from training.conversion import convert_base
from training.recipe import Base, read_recipe
from training.train import build_network, train

RECIPE = Path(training.__file__).parent / "recipes" / "stance-deberta.yaml"


@pytest.fixture(scope="module")
def pickled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small encoder as the Hub has the large one: a pickle, with the head it was trained with."""
    from transformers import DebertaV2Config, DebertaV2ForMaskedLM

    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("deberta")
    config = DebertaV2Config(
        vocab_size=save_tokenizer(folder),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=128,
        type_vocab_size=0,
        pad_token_id=1,
        # as the large one has them
        relative_attention=True,
        pos_att_type=["p2c", "c2p"],
        position_buckets=32,
        share_att_key=True,
        norm_rel_ebd="layer_norm",
        position_biased_input=False,
    )
    config.save_pretrained(folder)
    torch.save(DebertaV2ForMaskedLM(config).state_dict(), folder / "pytorch_model.bin")
    return folder


def base(folder: Path) -> Base:
    return Base(
        name="tests/deberta",
        revision="none",
        pickle_sha256=sha256(folder / "pytorch_model.bin"),
    )


def test_a_converted_base_trains_and_predicts(
    pickled: Path, tiny_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STANCENLP_BASE", raising=False)
    folder, digest = convert_base(base(pickled), pickled)
    changes = [
        *("base.name=tests/deberta", "base.revision=none", f"base.sha256={digest}"),
        *("optimisation.epochs=6", "optimisation.batch_size=8", "input.max_tokens=64"),
        *("optimisation.learning_rate=0.02", "optimisation.head_learning_rate=0.02"),
    ]
    recipe = read_recipe(RECIPE, changes)
    assert recipe.optimisation.precision == "bfloat16"
    modules = build_network(recipe, folder).modules()
    assert any(getattr(module, "gradient_checkpointing", False) for module in modules)
    train(recipe, tmp_path / "model", tiny_corpus)
    classifier = StanceClassifier.from_pretrained(tmp_path / "model", backend="torch")
    statements = [{"text": text} for texts in SENTENCES.values() for text in texts]
    found = [prediction.stance for prediction in classifier.predict(statements)]
    expected = [stance for stance, texts in SENTENCES.items() for _ in texts]
    assert sum(a == b for a, b in zip(found, expected, strict=True)) >= 4


def test_conversion_keeps_the_weights_and_drops_the_pretraining_head(pickled: Path) -> None:
    from safetensors.torch import load_file

    folder, digest = convert_base(base(pickled), pickled)
    assert sha256(folder / "model.safetensors") == digest
    kept = load_file(folder / "model.safetensors")
    state = torch.load(pickled / "pytorch_model.bin", weights_only=True)
    encoder = {k.removeprefix("deberta."): v for k, v in state.items() if k.startswith("deberta.")}
    assert kept.keys() == encoder.keys()
    assert all(torch.equal(kept[name], encoder[name]) for name in kept)


def test_another_pickle_than_the_pinned_one_is_not_opened(pickled: Path) -> None:
    pinned = base(pickled).model_copy(update={"pickle_sha256": "ab" * 32})
    with pytest.raises(WeightsError, match="is pinned to abab"):
        convert_base(pinned, pickled)


def test_a_recipe_without_a_pickle_has_nothing_to_convert(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "ferry.yaml"
    recipe.write_text("name: ferry\n")
    assert main(["convert-base", "--recipe", str(recipe)]) == 1
    assert "give its revision and pickle_sha256" in capsys.readouterr().err
