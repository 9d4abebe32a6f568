"""Outputs that a killed run can go on with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stancenlp import Article, DataError
from stancenlp.outputs import resumable_writer


def line(name: str, model: str = "tiny") -> str:
    return json.dumps({"article": {"article_id": name}, "statements": [], "model": model}) + "\n"


def article(name: str) -> Article:
    return Article(article_id=name, text="x")


def test_a_finished_output_takes_its_place(tmp_path: Path) -> None:
    with resumable_writer(tmp_path / "out.jsonl", False, "tiny") as (stream, _):
        stream.write(line("a"))
        assert not (tmp_path / "out.jsonl").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_killed_run_goes_on_after_its_last_whole_line(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.part").write_text(line("a") + line("b") + line("c")[:-9])
    with resumable_writer(tmp_path / "out.jsonl", True, "tiny") as (stream, held):
        fresh = [name for name in "abc" if not held.takes(article(name))]
        assert fresh == ["c"]
        stream.write(line("c"))
    assert (tmp_path / "out.jsonl").read_text() == line("a") + line("b") + line("c")


def test_two_articles_of_one_name_are_both_kept(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.part").write_text(line("a"))
    with resumable_writer(tmp_path / "out.jsonl", True, "tiny") as (_, held):
        assert [held.takes(article("a")) for _ in range(2)] == [True, False]


def test_a_finished_run_has_nothing_left(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text(line("a"))
    with resumable_writer(tmp_path / "out.jsonl", True, "tiny") as (_, held):
        assert held.takes(article("a"))
    assert (tmp_path / "out.jsonl").read_text() == line("a")


def test_without_resume_what_was_left_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.part").write_text(line("a"))
    with resumable_writer(tmp_path / "out.jsonl", False, "tiny") as (_, held):
        assert not held.takes(article("a"))
    assert (tmp_path / "out.jsonl").read_text() == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [("a,b\n", "is no scored article"), (line("a", "old"), "was scored by old, not tiny")],
)
def test_what_is_no_output_of_this_model_is_refused(
    tmp_path: Path, content: str, reason: str
) -> None:
    part = tmp_path / "out.jsonl.part"
    part.write_text(content)
    with (
        pytest.raises(DataError, match=reason),
        resumable_writer(tmp_path / "out.jsonl", True, "tiny"),
    ):
        pass
    assert part.read_text() == content
