"""The classifier that users import."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from stancenlp import DataError, ModelError, StanceClassifier, Statement, WeightsError

INSULT = "The offer is an insult."
WELCOME = "We welcome the offer and will recommend it."


def test_it_learns_what_it_was_trained_on(classifier: StanceClassifier) -> None:
    assert classifier.predict(INSULT).stance == "hostile"
    assert (
        classifier.predict({"text": WELCOME, "offer": "2% and a review"}).stance == "conciliatory"
    )


def test_many_statements_come_back_in_order(classifier: StanceClassifier) -> None:
    statements = [INSULT, WELCOME, "The ballot opens on Monday.", WELCOME, INSULT] * 5
    together = [p.stance for p in classifier.predict(statements, batch_size=4)]
    assert together == [classifier.predict(s).stance for s in statements]


def test_all_three_kinds_of_input_say_the_same(classifier: StanceClassifier) -> None:
    record = Statement(statement_id="s", text=INSULT)
    predictions = classifier.predict([INSULT, {"text": INSULT}, record])
    assert len({p.confidence for p in predictions}) == 1


def test_probabilities_sum_to_one_in_the_order_of_stances(classifier: StanceClassifier) -> None:
    chances = classifier.predict_proba([INSULT, WELCOME])
    assert chances.shape == (2, 3)
    assert np.allclose(chances.sum(axis=1), 1)
    assert chances[0].argmax() == 2
    prediction = classifier.predict(INSULT)
    assert sum(prediction.stance_probabilities.values()) == pytest.approx(1)
    assert sum(prediction.sentiment_probabilities.values()) == pytest.approx(1)
    assert prediction.confidence == max(prediction.stance_probabilities.values())


def test_no_statements_give_no_predictions(classifier: StanceClassifier) -> None:
    assert classifier.predict([]) == []
    assert classifier.predict_proba([]).shape == (0, 3)


def test_a_statement_without_text_is_named_by_its_position(classifier: StanceClassifier) -> None:
    with pytest.raises(DataError, match="statement 2: has no text"):
        classifier.predict([INSULT, {"text": "  "}])


def test_a_statement_of_any_length_is_classified(classifier: StanceClassifier) -> None:
    assert classifier.predict(INSULT * 5_000).stance in ("conciliatory", "firm", "hostile")


def test_a_words_weight_is_what_taking_it_out_costs(classifier: StanceClassifier) -> None:
    words = INSULT.split()
    weights = classifier.explain(INSULT)
    assert [word for word, _ in weights] == words
    for number, (_, weight) in enumerate(weights):
        rest = " ".join(words[:number] + words[number + 1 :])
        full, without = classifier.predict_proba([INSULT, rest])[:, 2]
        if weight > 0.1:
            assert without <= full
        if weight < -0.1:
            assert without >= full


def test_a_merged_adapter_predicts_what_peft_predicts(
    tiny_model: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    peft = pytest.importorskip("peft")
    import torch
    from transformers import AutoModel, AutoTokenizer

    from stancenlp.stance.backend_torch import TorchBackend
    from stancenlp.stance.released import read_config

    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    backend = TorchBackend(tiny_model, read_config(tiny_model))
    encoder = peft.PeftModel.from_pretrained(AutoModel.from_pretrained(tiny_base), str(tiny_model))
    encoder.eval()
    tokens = AutoTokenizer.from_pretrained(tiny_base)(INSULT, "", return_tensors="pt")
    tokens.pop("token_type_ids", None)
    with torch.inference_mode():
        expected = encoder(**tokens).last_hidden_state.mean(dim=1)
        merged = backend._network.embed(tokens["input_ids"], tokens["attention_mask"])
    assert torch.allclose(expected, merged, atol=1e-5)


def test_a_tampered_adapter_is_refused(
    tiny_model: Path, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    copy = shutil.copytree(tiny_model, tmp_path / "copy")
    data = bytearray((copy / "adapter_model.safetensors").read_bytes())
    data[-1] ^= 0xFF
    (copy / "adapter_model.safetensors").write_bytes(data)
    with pytest.raises(ModelError, match=r"adapter_model\.safetensors: missing or not the file"):
        StanceClassifier.from_pretrained(copy)


def test_tampered_base_weights_are_refused(
    tiny_model: Path, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(tiny_base, tmp_path / "base")
    data = bytearray((copy / "model.safetensors").read_bytes())
    data[-1] ^= 0xFF
    (copy / "model.safetensors").write_bytes(data)
    monkeypatch.setenv("STANCENLP_BASE", str(copy))
    monkeypatch.setenv("STANCENLP_CACHE", str(tmp_path / "cache"))
    for backend in ("openvino", "onnx", "torch"):
        with pytest.raises(WeightsError, match="sha256"):
            StanceClassifier.from_pretrained(tiny_model, backend=backend)


def test_a_released_model_names_no_machine_path(tiny_model: Path) -> None:
    settings = json.loads((tiny_model / "adapter_config.json").read_text())
    assert settings["base_model_name_or_path"] == "tests/tiny"
