"""What a model of speakers reads, and what becomes of what it tells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from stancenlp.extraction import pipeline, references
from stancenlp.extraction.pipeline import extract_statements, references_of
from stancenlp.extraction.references import Reference

ARTICLE = (
    "Pay talks at Tolland Ltd went on.\n"
    "Unite officer Ruth Alderman met Edna Poole at the gate. “We want 5%,” she said. “It is fair.”\n"
    "“That is all we ask.”\n"
    "A spokesman for the firm said: “No.”\n"
    "“We wait,” said Tom Ostrander.\n"
)


def test_asked_are_statements_whose_speaker_has_no_name() -> None:
    [found] = references_of(ARTICLE)
    assert found.called == "she"
    assert found.said == "We want 5%, It is fair. That is all we ask."
    assert [ARTICLE[start:end] for start, end in found.spans][:1] == ["We want 5%,"]


def test_nobody_is_asked_which_one_the_unions_are() -> None:
    assert references_of("The Bakers’ Union met Marlow. The unions say it is ‘too low’.") == []


def test_the_passage_has_an_ellipsis_for_what_others_say_and_a_mark_for_what_is_meant() -> None:
    [found] = references_of(ARTICLE)
    assert "gate. “#” she said. “#”" in found.passage
    assert "firm said: “…”" in found.passage
    assert found.passage[slice(*found.place)] == "she"


def test_the_known_stand_where_they_are_named() -> None:
    [found] = references_of(ARTICLE)
    assert {found.passage[start:end] for start, end, _ in found.known} >= {
        "Tolland Ltd",
        "Unite",
        "Ruth Alderman",
        "Edna Poole",
    }


def test_nobody_is_known_inside_a_quotation() -> None:
    [found] = references_of(
        "Talks with Ann Reed went on.\nRuth Alderman came. “Ann Reed lied,” she said.\n"
    )
    assert [name for _, _, name in found.known] == ["Ann Reed", "Ruth Alderman"]


def test_a_long_article_is_read_around_the_statement() -> None:
    filler = "The road was long and nobody came along it all day. " * 40
    [found] = references_of(f"{filler}\nRuth Alderman came. “We want 5%,” she said.\n{filler}\n")
    assert found.passage.index("#") <= 550
    assert len(found.passage) <= 700
    assert found.passage[slice(*found.place)] == "she"
    assert [found.passage[start:end] for start, end, _ in found.known] == ["Ruth Alderman"]


def _speakers(tell: str | None, article: str = ARTICLE) -> list[str | None]:
    def told(asked: Sequence[Reference]) -> list[str | None]:
        return [tell] * len(asked)

    return [s.speaker for s in extract_statements(article, tell_speakers=told)]


def test_nothing_told_changes_nothing() -> None:
    assert _speakers(None) == [s.speaker for s in extract_statements(ARTICLE)]


def test_whoever_is_told_speaks_with_all_that_is_known_of_them() -> None:
    article = ARTICLE.replace("Ruth Alderman met Edna Poole", "Ruth Alderman met Tom Ostrander")
    statements = extract_statements(article, tell_speakers=lambda asked: ["Ruth Alderman"])
    assert [(s.speaker, s.organisation, s.side) for s in statements[:1]] == [
        ("Ruth Alderman", "Unite", "union")
    ]


def test_somebody_unknown_is_told_by_name() -> None:
    [first, *_] = extract_statements(ARTICLE, tell_speakers=lambda asked: ["Una Prendergast"])
    assert (first.speaker, first.organisation, first.side) == ("Una Prendergast", None, "unknown")


def test_who_goes_on_without_a_name_is_the_one_told() -> None:
    article = "Ruth Alderman met Edna Poole at the strike of Unite members. “We want 5%,” she said.\nIt rained.\n“And soon.”\n"
    before = [s.speaker for s in extract_statements(article)]
    assert before[0] == before[-1]
    assert set(_speakers("Una Prendergast", article)) == {"Una Prendergast"}


MET = "Unite officer Ruth Alderman met GMB officer Edna Poole about the strike. “We want 5%,” she said"


@pytest.mark.parametrize(
    "goes_on",
    [
        ". She said the strike would go ahead next week.",
        ", adding that the members were angry about the offer.",
    ],
)
def test_who_goes_on_in_indirect_speech_is_the_one_told(goes_on: str) -> None:
    assert _speakers(None, f"{MET}{goes_on}\n") == ["Ruth Alderman"] * 2
    assert _speakers("Edna Poole", f"{MET}{goes_on}\n") == ["Edna Poole"] * 2


def test_what_is_no_unions_indirect_speech_after_all_is_left_out() -> None:
    article = MET.replace("GMB officer Edna Poole", "Edna Poole, the health minister,")
    assert _speakers(
        "Edna Poole", f"{article}, adding that the members were angry about the offer.\n"
    ) == ["Edna Poole"]


def test_who_is_named_again_speaks_for_themselves() -> None:
    article = (
        f"{MET} there.\nRuth Alderman spoke at the rally after her:\n“We want it very soon now.”\n"
    )
    assert _speakers("Edna Poole", article) == ["Edna Poole", "Ruth Alderman"]


def test_a_heading_of_the_same_words_goes_along() -> None:
    article = f"‘We will never give up’\n{MET} there.\n"
    assert _speakers("Edna Poole", article) == ["Edna Poole", "Edna Poole"]


def test_somebody_described_keeps_what_the_rules_know_of_them() -> None:
    article = (
        "The strike of Unite members at the hospital went on.\nOne nurse said: “We are tired of it all now.”\n"
        "Ruth Alderman, of the council, came by.\n“We cannot go on like this,” she said.\n"
    )
    statements = extract_statements(article, tell_speakers=lambda asked: [None, "one nurse"])
    assert {(s.speaker, s.side) for s in statements} == {("One nurse", "union")}


def test_of_many_statements_so_many_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "MOST", 2)
    article = "Ruth Alderman came to the gate.\n" + "".join(
        f"“We want {n}%,” she said there.\n" for n in range(5)
    )
    assert len(references_of(article)) == 2


def test_an_article_in_which_everybody_is_named_is_not_asked_about() -> None:
    pipeline.extract_statements(
        "The strike goes on.\n“We wait,” said Tom Ostrander.\n", tell_speakers=lambda _: 1 / 0
    )  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("where", ["zoo", "strike", "office of Unite"])
def test_an_article_of_no_dispute_is_not_asked_about(where: str) -> None:
    article = f"Ruth Alderman met Edna Poole at the {where}. “We saw five lions,” she said.\n"
    assert references_of(article)
    extract_statements(article, tell_speakers=lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
