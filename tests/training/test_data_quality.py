"""The corpus's quality gates: each finds what it is for, and the project's own corpus passes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from training.__main__ import main
from training.corpus import CORPUS, SPLITS
from training.data_quality import check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first statements of each split and an article of each, for a test to spoil."""
    (tmp_path / "articles").mkdir()
    for split in SPLITS:
        for name, most in ((f"{split}.jsonl", 60), (f"articles/{split}.jsonl", 1)):
            lines = (CORPUS / name).read_text("utf-8").splitlines()[:most]
            (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copy(CORPUS / "union-leaders.txt", tmp_path)
    return tmp_path


def record(folder, split, number):
    return json.loads((folder / f"{split}.jsonl").read_text("utf-8").splitlines()[number])


def spoil(folder, split, number, **changes):
    path = folder / f"{split}.jsonl"
    lines = path.read_text("utf-8").splitlines()
    lines[number] = json.dumps({**json.loads(lines[number]), **changes})
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def broken(folder, **options):
    return {gate.name: gate.problems for gate in check(folder, **options) if gate.problems}


def test_the_corpus_of_the_project_passes(capsys):
    assert main(["check-data"]) == 0
    assert "| no leak between splits | yes |" in capsys.readouterr().out


def test_a_bad_line_is_named(folder):
    spoil(folder, "dev", 3, stance="furious")
    (problem,) = broken(folder)["schema"]
    assert "dev.jsonl:4: field stance" in problem


def test_one_dispute_in_two_splits_is_a_leak(folder):
    assert "no leak between splits" not in broken(folder)
    spoil(folder, "test", 0, dispute=record(folder, "train", 0)["dispute"])
    assert "no leak between splits" in broken(folder)


def test_nearly_the_same_words_in_two_splits_are_a_leak(folder):
    text = record(folder, "train", 0)["text"]
    spoil(folder, "dev", 0, text=text + " Again.")
    problems = broken(folder)
    assert "no leak between splits" in problems
    assert "no copied wording" in problems


def test_a_run_of_words_in_many_disputes_is_a_habit(folder):
    assert "no phrase of habit" not in broken(folder)
    for number in range(12):
        text = record(folder, "train", number)["text"]
        spoil(folder, "train", number, text=f"{text} They can like it or lump it.")
    (problem,) = (p for p in broken(folder)["no phrase of habit"] if "like it or lump it" in p)
    assert "can like it or lump" in problem or "like it or lump it" in problem


def test_a_statement_that_stands_twice_is_named(folder):
    path = folder / "train.jsonl"
    first = path.read_text("utf-8").splitlines(keepends=True)[0]
    path.write_text(path.read_text("utf-8") + first, encoding="utf-8")
    assert len(broken(folder)["no doubles"]) == 2


def test_level_votes_need_a_decision(folder):
    votes = [{"annotator": "a", "stance": "firm"}, {"annotator": "b", "stance": "hostile"}]
    spoil(folder, "train", 0, votes=votes, adjudication=None)
    (problem,) = broken(folder)["votes and a decision"]
    assert record(folder, "train", 0)["statement_id"] in problem


def test_one_vote_is_enough_for_what_was_corrected_on_the_desk_only(folder):
    vote = [{"annotator": "a", "stance": record(folder, "train", 0)["stance"]}]
    spoil(folder, "train", 0, votes=vote)
    (problem,) = broken(folder)["votes and a decision"]
    assert "1 votes, 2 wanted" in problem
    spoil(folder, "train", 0, votes=vote, tags=["workbench", "sentiment-by-model"])
    problems = broken(folder)
    assert not problems.get("votes and a decision")
    assert not problems.get("known tags")


def test_a_real_leader_is_found_in_any_part(folder):
    spoil(folder, "train", 5, context='"We will see," said Mick Lynch.')
    (problem,) = broken(folder)["no real leader"]
    assert problem.endswith("Mick Lynch")


def test_a_reserved_report_is_found(folder):
    source = record(folder, "test", 0)["source"]
    problems = broken(folder, reserved=[source.replace("https://", "http://") + "/"])
    assert "set aside for measuring" in problems["no reserved report"][0]


def test_too_few_of_a_label_a_tag_and_the_whole_are_counted(folder):
    problems = broken(folder)
    assert any("hostile: 1200 are wanted" in problem for problem in problems["labels"])
    assert "statements: 120 are wanted" in problems["tag irony"][0]
    assert "180 statements: 5000 are wanted" in problems["size"]


def test_an_unknown_tag_is_named(folder):
    spoil(folder, "train", 0, tags=["sarcastic"])
    assert broken(folder)["known tags"] == ("sarcastic: no such tag",)


def test_the_command_fails_and_says_what_to_mend(folder, capsys):
    spoil(folder, "train", 0, tags=["sarcastic"])
    assert main(["check-data", "--corpus", str(folder)]) == 1
    assert "- sarcastic: no such tag" in capsys.readouterr().out
