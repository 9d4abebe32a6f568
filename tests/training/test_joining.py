"""Joining a large model and a small one: what is fitted, what is written, what is refused."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from stancenlp import StanceClassifier
from stancenlp.errors import ModelError, StanceError
from stancenlp.schema import AnnotatedStatement
from stancenlp.stance.released import HEADS, read_config
from training.__main__ import main
from training.joining import MAY_LOSE, fit_pool, join, labels, sure_threshold

TEXTS = ["We will put it to members.", "The offer is an insult.", "We keep on talking."]


@pytest.fixture
def bases(tiny_base, tiny_bert, monkeypatch):
    """Both base encoders at hand."""
    monkeypatch.setenv("STANCENLP_BASE", f"{tiny_base}{os.pathsep}{tiny_bert}")


@pytest.fixture
def joined(bases, tiny_joined, tmp_path):
    """A folder of one's own of the tiny model with its student inside."""
    return Path(shutil.copytree(tiny_joined, tmp_path / "both"))


@pytest.mark.parametrize("backend", ["torch", "onnx"])
def test_a_joined_model_pools_both(joined, tiny_model, tiny_student, backend):
    both, large, small = (
        StanceClassifier.from_pretrained(folder, backend=backend)
        for folder in (joined, tiny_model, tiny_student)
    )
    pairs = [(text, "") for text in TEXTS]
    weight = both.config.small_weights["stance"]
    assert weight > 0
    expected = (
        large._backend.logits(pairs, 8)["stance"]
        + weight * small._backend.logits(pairs, 8)["stance"]
    )
    assert np.allclose(both._backend.logits(pairs, 8)["stance"], expected, atol=1e-4)
    assert {p.model for p in both.predict(TEXTS)} == {"both"}


def test_the_fast_way_answers_as_the_small_model_where_that_is_sure(joined, tiny_student):
    config = read_config(joined)
    assert 0 <= config.sure_from <= 1.01
    config.sure_from = 0.0
    (joined / "stancenlp.json").write_text(config.model_dump_json())
    fast = StanceClassifier.from_pretrained(joined, fast=True)
    small = StanceClassifier.from_pretrained(tiny_student)
    assert np.allclose(fast.predict_proba(TEXTS), small.predict_proba(TEXTS), atol=1e-5)


def test_a_model_alone_cannot_be_fast(bases, tiny_model):
    with pytest.raises(ModelError, match="no small model beside it"):
        StanceClassifier.from_pretrained(tiny_model, fast=True)


def test_the_run_names_both(joined, tiny_model, tiny_student):
    run = json.loads((joined / "run.json").read_text())
    assert run["joined"] == {
        folder.name: read_config(folder).sha256 for folder in (tiny_model, tiny_student)
    }


def test_the_command_writes_the_folder_and_refuses_to_overwrite_it(
    bases, tiny_model, tiny_student, tiny_corpus, tmp_path, capsys
):
    arguments = ["join", str(tiny_model), str(tiny_student), "-o", str(tmp_path / "both")]
    arguments += ["--corpus", str(tiny_corpus)]
    assert main(arguments) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "both")
    assert main(arguments) == 1
    assert "exists already" in capsys.readouterr().err


def test_a_joined_model_is_not_joined_again(joined, tiny_student, tiny_corpus, tmp_path):
    with pytest.raises(StanceError, match="joined already"):
        join(joined, tiny_student, tmp_path / "three", tiny_corpus)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"parts": []}, "does not read what the model around it reads"),
        ({"heads": {"stance": ["yes", "no"]}}, "not those that are asked"),
    ],
)
def test_a_small_model_that_does_not_fit_is_refused(joined, change, message):
    config = json.loads((joined / "small" / "stancenlp.json").read_text())
    (joined / "small" / "stancenlp.json").write_text(json.dumps(config | change))
    with pytest.raises(ModelError, match=message):
        read_config(joined)


def test_a_joined_model_without_its_small_one_is_refused(joined):
    (joined / "small").rename(joined / "smaller")
    with pytest.raises(ModelError, match=r"small: no stancenlp\.json"):
        read_config(joined)


def test_a_question_that_annotators_left_open_is_not_asked() -> None:
    said = {"text": "No.", "stance": "firm", "sentiment": "negative"}
    statements = [
        AnnotatedStatement(statement_id="1", **said),
        AnnotatedStatement(statement_id="2", **said, aspects={"openness": "settles"}),
    ]
    asked, truth = labels("openness", statements)
    assert asked.tolist() == [1]
    assert truth.tolist() == [HEADS["openness"].index("settles")]


def test_the_pool_gives_weight_to_the_model_that_knows() -> None:
    generator = np.random.default_rng(5)
    truth = generator.integers(0, 3, 600)
    signal = np.eye(3)[truth]
    noise = generator.normal(size=(2, 600, 3))
    weight, temperature = fit_pool(signal + noise[0], 2 * (signal + noise[1]), truth)
    assert weight == pytest.approx(0.5, abs=0.15)  # as good, at twice the scale
    assert temperature > 0
    ignored, _ = fit_pool(signal + noise[0], generator.normal(size=(600, 3)), truth)
    assert ignored < 0.15


def test_the_small_model_answers_alone_as_long_as_that_costs_little() -> None:
    truth = np.tile([0, 1, 2], 200)
    sure = np.linspace(0.95, 0.4, 600)
    answers = np.where(sure >= 0.7, truth, (truth + 1) % 3)  # wrong wherever it is less sure
    rest = (1 - sure)[:, None] / 2
    quick = np.where(np.eye(3)[answers] == 1, sure[:, None], rest)
    threshold, share = sure_threshold(quick, truth, truth)
    assert threshold == pytest.approx(0.7, abs=0.02)
    assert share == pytest.approx(np.mean(sure >= 0.7), abs=0.02)
    _, of_wrong_answers = sure_threshold(np.roll(quick, 1, axis=1), truth, truth)
    assert of_wrong_answers <= MAY_LOSE
