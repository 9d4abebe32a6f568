"""The model of speakers: asked, and done without."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from stancenlp import extract_statements
from stancenlp.extraction.pipeline import references_of
from stancenlp.speakers import SpeakerModel, _can_be_meant, _name, is_same
from stancenlp.statements import _released
from tests.conftest import BODY, meant_article
from tests.test_sides import release


@pytest.fixture
def released(tiny_speakers: Path, tiny_bert: Path, monkeypatch: pytest.MonkeyPatch):
    """The tiny model of speakers as the released one."""
    registry = {"default": "none", "models": {}, "speakers": release(tiny_speakers.name)}
    (tiny_speakers.parent / "registry.json").write_text(json.dumps(registry), "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(tiny_speakers.parent))
    monkeypatch.setenv("STANCENLP_BASE", str(tiny_bert))
    _released.cache_clear()
    yield
    _released.cache_clear()


ARTICLE = meant_article("Edna Poole", "The offer is an insult.").article.text


@pytest.mark.usefixtures("released")
def test_who_is_meant_is_told() -> None:
    assert references_of(ARTICLE)[0].speaker == "Edna Poole"
    assert [s.speaker for s in extract_statements(ARTICLE)] == [BODY]


@pytest.mark.usefixtures("released")
def test_the_rules_keep_their_speaker_unless_the_model_is_sure_enough() -> None:
    model = SpeakerModel()
    model.config.rule_weight = 100.0
    assert model.tell(references_of(ARTICLE)) == [None]


@pytest.mark.usefixtures("released")
def test_of_nothing_nothing_is_told() -> None:
    assert SpeakerModel().tell([]) == []


def test_without_a_model_the_rules_go_on_alone_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "registry.json").write_text('{"default": "none", "models": {}}', "utf-8")
    monkeypatch.setenv("STANCENLP_MODELS", str(tmp_path))
    with caplog.at_level(logging.WARNING):
        statements = extract_statements(ARTICLE)
    assert [s.speaker for s in statements] == ["Edna Poole"]
    assert "`python -m training promote-speakers` adds one" in caplog.text


def test_the_words_that_mean_the_speaker_mean_whom_the_rules_say() -> None:
    [found] = references_of(ARTICLE)
    assert _name(found, found.place, ()) == "Edna Poole"


def test_a_place_of_somebody_known_is_theirs_and_any_other_has_its_words() -> None:
    [found] = references_of(ARTICLE)
    poole = found.passage.index("Poole")
    assert _name(found, (poole, poole + 5), ()) == "Edna Poole"
    talks = found.passage.index("gate")
    assert _name(found, (talks, talks + 4), ()) == "the gate"
    rain = found.passage.index("Harcastle")
    assert _name(found, (rain, rain + 9), ["East Harcastle"]) == "East Harcastle"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Unite officer Edna Poole", "Edna Poole"),
        ("Edna Poole of Unite", "Edna Poole"),
        ("A nurse at Tolland Ltd", "A nurse at Tolland Ltd"),
    ],
)
def test_a_place_with_several_names_is_of_the_one_it_is_about(words: str, name: str) -> None:
    [found] = references_of(
        f"Tolland Ltd met them.\n{words} came to the gate. “We go,” she said.\n"
    )
    start = found.passage.rindex(words)
    assert _name(found, (start, start + len(words)), ()) == name


def test_a_description_is_no_better_name_than_another() -> None:
    [found] = references_of(ARTICLE)
    assert _can_be_meant("a nurse", found)
    assert _can_be_meant("a nurse", replace(found, called="She"))
    firm = replace(found, called="the firm")
    assert not _can_be_meant("the company", firm)
    assert _can_be_meant("Tolland Ltd", firm)
    assert not _can_be_meant("rain.\nTolland Ltd", firm)
    assert not any(_can_be_meant(words, found) for words in (",", "said", "and Edna Poole"))


def test_names_are_the_same_where_one_is_part_of_the_other() -> None:
    assert is_same("Ms Alderman", "Ruth Alderman")
    assert is_same("the Harbour Workers’ Union", "Harbour Workers' Union")
    assert not is_same("Ruth Alderman", "Tom Alderman")
    assert is_same("Jean-Paul Roy", "Jean Paul Roy")
    assert not is_same("The company", "Elmton Bus Company")
    assert not is_same("“", "M & S")
