"""The HTML report: what it says, that it needs nothing else, and that nothing in it can run."""

from __future__ import annotations

import base64
import hashlib
import re

from bs4 import BeautifulSoup

from stancenlp.report import summary
from stancenlp.report.html import render, strongest
from stancenlp.schema import ScoredArticle


def page(run: list[ScoredArticle], **options: object) -> BeautifulSoup:
    return BeautifulSoup(render(run, **options), "lxml")  # type: ignore[arg-type]


def test_words_of_an_article_are_shown_and_never_markup(run: list[ScoredArticle]) -> None:
    source = render(run, all_speakers=True)
    assert "<script>alert(1)" not in source
    read = BeautifulSoup(source, "lxml")
    assert len(read.find_all("script")) == 1
    assert "The offer is an <script>alert(1)</script> insult," in read.get_text()
    assert "Ferries <stop> & start" in read.get_text()


def test_a_name_cannot_break_out_of_an_attribute(run: list[ScoredArticle]) -> None:
    run[0].statements[0].organisation = '"><img src=x onerror=alert(1)>'
    read = page(run)
    assert not read.find_all("img")
    assert not [tag for tag in read.find_all(True) if any(a.startswith("on") for a in tag.attrs)]


def test_the_page_allows_its_own_script_and_style_only_and_loads_nothing(
    run: list[ScoredArticle],
) -> None:
    source = render(run)
    read = BeautifulSoup(source, "lxml")
    policy = read.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    for tag in ("script", "style"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not read.find_all(["link", "iframe", "img", "object"])
    assert all(a["href"].startswith("#") for a in read.find_all("a"))
    assert not [tag for tag in read.find_all(True) if "style" in tag.attrs]


def test_a_statement_is_told_by_letter_and_label_as_well_as_by_colour(
    run: list[ScoredArticle],
) -> None:
    read = page(run)
    card = read.find(id="s1-1")
    for part in ("H1", "hostile 80%", "Ruth Alderman", "Ferry Crews", "C 5% · F 15% · H 80%",
                 "scorns offer", "2% & a review"):  # fmt: skip
        assert part in card.get_text(" ")
    mark = read.find("mark", {"data-said": "s1-1"})
    assert "insult" in mark.get_text()
    assert read.find("a", {"href": "#s1-1", "class": "badge"}).get_text() == "H1"


def test_unsure_statements_are_marked_for_a_look(run: list[ScoredArticle]) -> None:
    read = page(run)
    assert [c["id"] for c in read.select(".card") if "check by eye" in c.get_text()] == ["s2-2"]


def test_other_speakers_are_shown_when_asked_for_and_have_no_label(
    run: list[ScoredArticle],
) -> None:
    assert page(run).find(id="s1-2") is None
    card = page(run, all_speakers=True).find(id="s1-2")
    assert "employer, not labelled" in card.get_text()


def test_words_are_named_where_an_explanation_is_asked_for(run: list[ScoredArticle]) -> None:
    read = page(run, explain=lambda statement: [("The", 0.6), ("offer", 0.1), ("insult,", 2.0)])
    assert "weighed most: insult, The" in read.find(id="s1-1").get_text()
    assert "weighed most" not in page(run).get_text()


def test_the_strongest_words_come_first_and_once() -> None:
    weights = [("“lied”", 1.0), ("and", 0.001), ("lied", 0.5), ("–", 3.0), ("but", -2.0)]
    assert strongest(weights) == ["lied"]


def test_words_that_weigh_little_beside_the_strongest_are_not_named() -> None:
    assert strongest([("offer", 0.2), ("insult", 1.0), ("an", 0.3), ("not", -0.1)]) == [
        "insult",
        "an",
    ]
    assert strongest([("offer", -0.2), ("is", 0.0)]) == []


def test_one_article_has_no_front_page_and_several_have_one(run: list[ScoredArticle]) -> None:
    single = page(run[:1])
    assert single.find("form") is None
    assert single.find("h1").get_text() == "Ferries <stop> & start"
    several = page(run)
    assert several.find("h1").get_text() == "3 statements in 2 articles"
    assert len(several.select("figure.course")) == 1


def test_an_article_without_a_union_statement_is_an_honest_page(run: list[ScoredArticle]) -> None:
    quiet = run[0].model_copy(update={"statements": []})
    assert "No union statement" in page([quiet]).get_text()
    assert "No union statement" in page([quiet, quiet]).get_text()


def test_statements_without_a_place_in_the_text_are_still_shown(run: list[ScoredArticle]) -> None:
    run[0].statements[0].segments = []
    assert "insult" in page(run).find(id="s1-1").find(class_="words").get_text()


def test_the_table_counts_by_union_and_by_the_employer_where_no_dispute_is_named(
    run: list[ScoredArticle],
) -> None:
    rows = {(g.union, g.dispute): g for g in summary.groups(summary.entries(run))}
    assert rows["Ferry Crews", "Straits Line"].counts["hostile"] == 1
    assert rows["Ferry Crews", summary.UNNAMED_DISPUTE].counts["conciliatory"] == 1
    assert rows["Drivers' Union", summary.UNNAMED_DISPUTE].review == 1


def test_a_union_that_moves_is_said_to_harden_or_soften(run: list[ScoredArticle]) -> None:
    courses, grain, undated = summary.courses(summary.entries(run))
    assert [(c.union, c.movement, c.count) for c in courses] == [("Ferry Crews", "softening", 2)]
    assert [(p.label, p.count) for p in courses[0].points] == [("Mar 2024", 1), ("Jun 2024", 1)]
    assert (grain, undated) == ("month", 0)
    run[0].article.published = "last Tuesday"
    courses, _, undated = summary.courses(summary.entries(run))
    assert (courses, undated) == ([], 1)


def test_dates_are_read_as_fine_as_they_are() -> None:
    assert [summary.read_date(t) and summary.read_date(t)[1] for t in (
        "2024", "2024-3", "2024-03-05T10:00:00Z", "2024-13-01", "soon", None,
    )] == ["year", "month", "day", None, None, None]  # fmt: skip


def test_the_clearest_statements_lead_the_surest_first(run: list[ScoredArticle]) -> None:
    run[1].statements[1].prediction = (
        run[0].statements[0].prediction.model_copy(update={"confidence": 0.95})
    )
    clearest = summary.clearest(summary.entries(run), "hostile")
    assert [entry.anchor for entry in clearest] == ["s2-2", "s1-1"]
