"""A small model learns from a large one, on the corpus and on articles without labels."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from stancenlp import StanceClassifier
from stancenlp.jsonl import write_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement, Article
from tests.conftest import SENTENCES
from training import distillation

SAID = "The employers have had three months to put something on the table and they have not"


def article(number: int, words: str, **more: str) -> AnnotatedArticle:
    text = f'Ruth Alderman, general secretary of the Transport Union, said: "{words}."\n'
    return AnnotatedArticle(
        article=Article(article_id=f"a{number}", text=text), statements=[], **more
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus's folder with three training articles."""
    write_records(
        tmp_path / "articles" / "train.jsonl",
        [
            article(1, SAID, dispute="harbour"),
            article(2, "We will not sign away our breaks for a rise of 1%", dispute="mill"),
            article(3, "Members will be out again on Friday week", source="http://news.eg/bus"),
        ],
    )
    return tmp_path


def measured(text: str = "We are ready to talk.", **more: str) -> AnnotatedStatement:
    return AnnotatedStatement(
        statement_id="d1", text=text, stance="firm", sentiment="neutral", **more
    )


def texts(statements) -> list[str]:
    return [statement.text[:15] for statement in statements]


def test_unions_statements_in_training_articles_are_text_without_labels(corpus: Path) -> None:
    found = distillation.unlabelled_statements(corpus, [])
    assert texts(found) == ["The employers h", "We will not sig", "Members will be"]


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        (measured(dispute="mill"), ["The employers h", "Members will be"]),
        (measured(source="https://www.news.eg/bus/"), ["The employers h", "We will not sig"]),
        (measured(f"{SAID} done so"), ["We will not sig", "Members will be"]),
    ],
    ids=["its dispute", "its report", "its wording"],
)
def test_what_is_near_a_measured_statement_is_left_out(
    corpus: Path, statement: AnnotatedStatement, left: list[str]
) -> None:
    assert texts(distillation.unlabelled_statements(corpus, [statement])) == left


def test_a_corpus_without_articles_has_no_text_without_labels(tmp_path: Path) -> None:
    assert distillation.unlabelled_statements(tmp_path, []) == []


def test_the_teacher_reads_once(
    tiny_model: Path, tiny_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_base))
    kept = tmp_path / "teacher.safetensors"
    first = distillation.teacher_logits(str(tiny_model), [measured()], kept)
    assert first["stance"].shape == (1, 3)
    monkeypatch.setenv("STANCENLP_BASE", "nowhere")
    again = distillation.teacher_logits(str(tiny_model), [measured()], kept)
    assert np.array_equal(first["stance"], again["stance"])


def test_a_student_says_what_its_teacher_says(
    tiny_student: Path,
    tiny_model: Path,
    tiny_base: Path,
    tiny_bert: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements = [{"text": t, "offer": "2% and a review"} for ts in SENTENCES.values() for t in ts]
    monkeypatch.setenv("STANCENLP_BASE", f"{tiny_base}{os.pathsep}{tiny_bert}")
    student, teacher = map(StanceClassifier.from_pretrained, (tiny_student, tiny_model))
    assert [p.stance for p in student.predict(statements)] == [
        p.stance for p in teacher.predict(statements)
    ]


def test_the_run_names_its_teacher(tiny_student: Path, tiny_model: Path) -> None:
    run = json.loads((tiny_student / "run.json").read_text())
    released = json.loads((tiny_model / "stancenlp.json").read_text())
    assert run["teacher"] == released["sha256"]
    assert run["unlabelled_statements"] == 0
