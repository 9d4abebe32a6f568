"""The behavioural suite: its cases are whole and new, and the released model passes its floors."""

from __future__ import annotations

from collections import Counter

import pytest

from stancenlp.errors import DataError
from stancenlp.schema import STANCES
from training.behaviour import (
    MARGIN,
    SUITE,
    Case,
    below_floors,
    pass_rates,
    read_floors,
    read_suite,
    record_floors,
    run_suite,
)
from training.corpus import read_split
from training.splits import near_duplicates

CASES = read_suite()


class Oracle:
    """A model that is given what it says: probabilities (n, 3) in the order of the statements."""

    def __init__(self, chances):
        self.chances = chances

    def predict_proba(self, statements):
        assert len(statements) == len(self.chances)
        return self.chances


def case(test, expect, statements):
    words = [{"text": f"The offer, for the {n}th time, is 3%."} for n in range(statements)]
    return Case(
        case_id="x", capability="c", test=test, statements=words, expect=expect, rule="rule 2"
    )


def test_there_are_cases_of_every_test_and_stance():
    assert len(CASES) >= 240
    assert {c.test for c in CASES} == {"minimum functionality", "invariance", "directional"}
    labels = Counter(c.expect for c in CASES)
    assert min(labels[stance] for stance in STANCES) >= 50


def test_every_capability_has_enough_cases_and_its_own_file():
    for path in SUITE.glob("*.jsonl"):
        own = [c for c in CASES if c.capability == path.stem]
        assert len(own) >= 12, path
        assert len(path.read_text("utf-8").splitlines()) == len(own)


def test_no_case_is_there_twice():
    assert len({c.case_id for c in CASES}) == len(CASES)
    first = [(c.statements[0].text, c.statements[0].offer) for c in CASES if c.test[0] == "m"]
    assert len(set(first)) == len(first)


def test_an_original_and_its_edits_differ():
    for c in CASES:
        assert len({(s.text, s.offer) for s in c.statements}) == len(c.statements), c.case_id


def test_a_context_holds_the_words_it_is_the_context_of():
    for c in CASES:
        for s in c.statements:
            if s.context:
                assert s.text.rstrip(".") in s.context, c.case_id


def test_no_case_is_in_the_corpus():
    corpus = [s.text for split in ("train", "dev", "test") for s in read_split(split)]
    own = [s.text for c in CASES for s in c.statements if len(s.text.split()) > 6]
    crossing = [(i, j) for i, j in near_duplicates([*corpus, *own]) if i < len(corpus) <= j]
    assert crossing == []


def test_the_floors_name_every_capability():
    floors, sizes = read_floors(), Counter(c.capability for c in CASES)
    assert set(floors) == set(sizes)
    assert all(0 <= least <= sizes[name] for name, least in floors.items())


def test_the_released_model_passes_its_floors():
    from stancenlp import StanceClassifier

    rates = pass_rates(run_suite(StanceClassifier.from_pretrained(), CASES))
    assert below_floors(rates, read_floors()) == []


@pytest.mark.parametrize(
    ("test", "expect", "chances", "passed"),
    [
        ("minimum functionality", "hostile", [[0.1, 0.2, 0.7]], True),
        ("minimum functionality", "hostile", [[0.1, 0.7, 0.2]], False),
        ("invariance", "same", [[0.6, 0.4, 0], [0.9, 0.1, 0]], True),
        ("invariance", "same", [[0.6, 0.4, 0], [0.4, 0.6, 0]], False),
        ("directional", "harder", [[0.6, 0.4, 0], [0.2, 0.4, 0.4]], True),
        ("directional", "softer", [[0.6, 0.4, 0], [0.2, 0.4, 0.4]], False),
        ("directional", "harder", [[0.6, 0.4, 0], [0.6 - MARGIN / 2, 0.4 + MARGIN / 2, 0]], False),
    ],
)
def test_a_case_is_judged_by_what_it_expects(test, expect, chances, passed):
    import numpy as np

    outcome = run_suite(Oracle(np.array(chances)), [case(test, expect, len(chances))])[0]
    assert outcome.passed is passed


@pytest.mark.parametrize(
    ("test", "expect", "statements"),
    [
        ("minimum functionality", "same", 1),
        ("minimum functionality", "firm", 2),
        ("invariance", "firm", 2),
        ("invariance", "same", 1),
        ("directional", "firm", 2),
    ],
)
def test_a_case_whose_parts_do_not_fit_is_refused(test, expect, statements):
    with pytest.raises(ValueError, match="a case of"):
        case(test, expect, statements)


def test_recorded_floors_lie_one_case_below(tmp_path):
    rates = {"irony": {"passed": 5, "cases": 9}, "fragments": {"passed": 0, "cases": 3}}
    record_floors(rates, "stance-eastvale", tmp_path)
    floors = read_floors(tmp_path)
    assert floors == {"irony": 4, "fragments": 0}
    assert below_floors(rates, floors) == []
    rates["irony"]["passed"] = 3
    assert below_floors(rates, floors) == ["irony passes 3 of 9 cases, the floor is 4"]


def test_a_folder_without_cases_or_floors_is_named(tmp_path):
    with pytest.raises(DataError, match="no behavioural case"):
        read_suite(tmp_path)
    with pytest.raises(DataError, match=r"floors\.json"):
        read_floors(tmp_path)
    (tmp_path / "floors.json").write_text('{"at_least": 3}')
    with pytest.raises(DataError, match="not a floor file"):
        read_floors(tmp_path)
