"""Edits that keep the meaning, and the rates counted of them."""

from __future__ import annotations

import numpy as np
import pytest

from stancenlp.schema import STANCES, AnnotatedStatement
from training.perturbation import ABLATIONS, EDITS, robustness


@pytest.fixture
def statement():
    return AnnotatedStatement(
        statement_id="s-1",
        text="We’re not accepting 3%, whatever Eastvale Water tells our 1,200 members.",
        offer="3% from April",
        context='"…," said Ruth Alderman. Alderman leads the Water Staff Union.',
        speaker="Ruth Alderman",
        organisation="Water Staff Union",
        stance="firm",
        sentiment="negative",
    )


def test_every_edit_changes_something_and_is_repeatable(statement):
    for name, edit in EDITS.items():
        assert edit(statement) != statement, name
        assert edit(statement) == edit(statement), name
        assert edit(statement).stance == "firm"


def test_a_typo_touches_few_letters(statement):
    typed = EDITS["typos"](statement).text
    assert abs(len(typed) - len(statement.text)) <= 2
    assert sum(a != b for a, b in zip(typed.split(), statement.text.split(), strict=True)) == 1


def test_names_change_wherever_they_stand(statement):
    edited = EDITS["names"](statement)
    assert "Alderman" not in edited.context
    assert "Water Staff" not in edited.context
    assert edited.text == statement.text


def test_numbers_rise_in_the_words_and_in_the_offer(statement):
    edited = EDITS["numbers"](statement)
    assert "accepting 4%" in edited.text
    assert edited.offer == "4% from April"


def test_marks_become_the_other_kind(statement):
    assert EDITS["marks"](statement).text.startswith("We're not accepting 3%,")
    assert not EDITS["marks"](statement).text.endswith(".")


def test_an_edit_may_find_nothing_to_do(statement):
    bare = statement.model_copy(update={"speaker": None, "organisation": None})
    assert EDITS["names"](bare) == bare


@pytest.mark.parametrize("text", ["No.", "…", "%", "So it is."])
def test_short_words_survive_every_edit(statement, text):
    for edit in (*EDITS.values(), *ABLATIONS.values()):
        assert edit(statement.model_copy(update={"text": text})).text


class ByCase:
    """Takes capitals for anger, and all else for what the offer makes it."""

    def predict_proba(self, statements):
        said = [
            "hostile" if s.text.isupper() else "firm" if s.offer else "conciliatory"
            for s in statements
        ]
        return np.eye(3)[[STANCES.index(stance) for stance in said]]


def test_rates_are_of_the_statements_that_an_edit_touches(statement):
    bare = statement.model_copy(
        update={"statement_id": "s-2", "speaker": None, "organisation": None}
    )
    measured = robustness(ByCase(), [statement, bare], ["a", "b"], sample=10)
    assert measured["consistency"]["capitals"]["value"] == 0
    assert measured["consistency"]["lower case"]["value"] == 1
    assert measured["consistency"]["names"]["n"] == 1
    assert measured["macro_f1"]["as it is"] == pytest.approx(1 / 3)
    assert measured["macro_f1"]["without offer"] == 0
