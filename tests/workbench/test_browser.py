"""The page in a real browser: what an analyst does, and with the keyboard alone."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from stancenlp import StanceClassifier
from stancenlp.jsonl import read_records
from stancenlp.schema import AnnotatedArticle, AnnotatedStatement
from stancenlp.workbench.app import create_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
#: The path of axe-core's axe.min.js (npm); without it accessibility is not measured here.
AXE = os.environ.get("AXE_CORE")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]

TEXT = (
    "Care homes row\n"
    "Allied Care Workers general secretary Ruth Alderman 🚢 said: “The offer is an insult.”\n"
    "“We have been generous,” said Helen Marsh, chief executive of Pennine Care Ltd.\n"
    "Nobody moved <script>document.title = 'run'</script>."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def address(folder: Path, classifier: StanceClassifier) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(folder, lambda: classifier)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # a measured page must let axe-core in, which the policy forbids as it should
        context = browser.new_context(bypass_csp=AXE is not None)
        if AXE:
            context.add_init_script(path=AXE)
        page = context.new_page()
        page.set_default_timeout(60_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda m: errors.append(m.text) if m.type == "error" and "400" not in m.text else None,
        )
        page.goto(address)
        yield page
        browser.close()
        assert errors == []


def paste(page: Any) -> None:
    page.fill("#annotator", "ann")
    page.fill("#paste", TEXT)
    page.click("#add-article button[type=submit]")
    page.wait_for_selector("#text mark")


def said(page: Any, text: str) -> None:
    # the page's policy forbids eval, which wait_for_function needs
    from playwright.sync_api import expect

    expect(page.locator("#status")).to_contain_text(text)


def drop(page: Any, files: list[list[str]]) -> None:
    page.evaluate(
        """(files) => {
            const data = new DataTransfer();
            for (const [name, text] of files) data.items.add(new File([text], name));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
        }""",
        files,
    )


def accessible(page: Any) -> None:
    if AXE:
        serious = page.evaluate(
            "async () => (await axe.run()).violations.filter(v => ['serious', 'critical']"
            ".includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html)"
        )
        assert serious == []


def test_pasted_highlighted_corrected_reloaded_exported(page: Any, folder: Path) -> None:
    accessible(page)
    paste(page)
    assert "<script>" in page.inner_text("#text")
    assert page.title() == "stancenlp desk"
    page.click("#text mark.hostile")
    page.click(".editor [data-answer=firm]")
    said(page, "Saved: firm")
    page.click(".editor [data-answer=neutral]")
    said(page, "Saved: neutral")
    page.fill(".editor [name=speaker]", "R. Alderman")
    page.fill(".editor [name=words]", "an insult")
    page.click(".editor button[type=submit]")
    page.wait_for_selector("#text mark.firm:text-is('an insult')")
    accessible(page)

    page.reload()
    page.click("#text mark.firm")
    assert page.get_attribute(".editor [data-answer=firm]", "aria-pressed") == "true"
    assert page.input_value(".editor [name=speaker]") == "R. Alderman"

    page.click("nav >> text=Progress")
    page.fill("#export [name=name]", "today")
    accessible(page)
    page.click("#export button[type=submit]")
    said(page, "incoming/today.jsonl (1)")
    (record,) = read_records(folder / "incoming" / "today.jsonl", AnnotatedStatement)
    assert (record.text, record.stance, record.sentiment, record.speaker) == (
        "an insult",
        "firm",
        "neutral",
        "R. Alderman",
    )
    assert [segment.text for segment in record.segments] == ["an insult"]
    (article,) = read_records(folder / "incoming" / "today" / "articles.jsonl", AnnotatedArticle)
    for statement in article.statements:
        for segment in statement.segments:
            assert article.article.text[segment.start : segment.end] == segment.text


def test_everything_is_done_with_the_keyboard_alone(page: Any) -> None:
    page.focus("#annotator")
    page.keyboard.type("ann")
    page.focus("#paste")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Score"
    page.keyboard.press("Enter")
    page.wait_for_selector("#text mark")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".editor")
    page.keyboard.press("1")
    said(page, "Saved: conciliatory")
    page.keyboard.press("3")
    said(page, "Saved: hostile")
    page.keyboard.press("u")
    said(page, "Undone: vote")
    assert page.get_attribute(".editor [data-answer=conciliatory]", "aria-pressed") == "true"
    page.keyboard.press("d")
    said(page, "Deleted")
    assert page.locator("#text mark").count() == 1
    page.keyboard.press("u")
    said(page, "Undone: delete")
    assert page.locator("#text mark").count() == 2
    page.focus("#missed")
    page.keyboard.type("Nobody moved")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page, "Added")
    assert page.locator("#text mark").count() == 3
    assert page.input_value(".editor [name=words]") == "Nobody moved"


def test_a_selection_beside_an_emoji_is_added_where_it_stands(page: Any) -> None:
    paste(page)
    page.evaluate(
        """() => {
            const piece = [...document.querySelectorAll('#text span')].find(p => p.textContent.includes('Nobody'));
            const at = piece.textContent.indexOf('moved');
            getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 5);
        }"""
    )
    page.click("#add-statement button")
    said(page, "Added")
    assert page.input_value(".editor [name=words]") == "moved"


def test_letters_in_a_text_field_are_no_shortcuts_and_shortcuts_can_be_off(page: Any) -> None:
    paste(page)
    page.click("#text mark.hostile")
    page.focus(".editor [name=speaker]")
    page.keyboard.type("u1d")
    assert page.locator(".editor [aria-pressed=true]").count() == 0
    page.uncheck("#shortcuts")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    page.click("nav >> text=Progress")
    page.wait_for_selector(".figures")
    assert "Nobody has voted yet" in page.inner_text("#progress-body")


def test_the_queue_moves_on_after_a_vote_and_blind_hides_the_model(page: Any) -> None:
    from playwright.sync_api import expect

    paste(page)
    page.click("nav >> text=Review queue")
    page.wait_for_selector("#queue-list button")
    assert "Model:" in page.inner_text("#queue-editor-place")
    accessible(page)
    page.check("#blind")
    expect(page.locator("#queue-editor-place")).not_to_contain_text("Model:")
    assert page.locator("#queue-list .badge").count() == 0
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    said(page, "Saved: firm")
    page.reload()
    page.wait_for_selector("#queue-list li:has-text('Nothing is waiting')")


def test_dropped_files_are_scored_and_a_bad_one_is_named(page: Any) -> None:
    page.fill("#annotator", "ann")
    drop(page, [["good.txt", TEXT], ["bad.txt", "\x00\x01\x02\x03" * 50]])
    page.wait_for_selector("#alert:has-text('bad.txt: is not text')")
    assert page.locator("#article-list tbody tr").count() == 1


def test_words_under_two_statements_are_clicked_for_one_after_the_other(page: Any) -> None:
    paste(page)
    page.fill("#missed", "an insult")
    page.click("#add-statement button")
    said(page, "Added")
    assert page.text_content(".said-words") == "an insult"
    for words in ("The offer is an insult.", "an insult"):
        page.click("#text mark:text-is('an insult')")
        assert page.text_content(".said-words") == words


def test_labelled_statements_of_another_tool_are_dropped_on_the_page(page: Any) -> None:
    page.fill("#annotator", "ann")
    line = json.dumps({"id": 7, "text": "We will not move.", "label": ["firm"]})
    drop(page, [["doccano.jsonl", line]])
    said(page, "doccano.jsonl: 1 new statements, 1 votes taken in")
    page.click("#article-list a")
    page.click("#text mark.firm")
    assert page.get_attribute(".editor [data-answer=firm]", "aria-pressed") == "true"


def press_slowly(page: Any, selector: str) -> None:
    """A click as a hand makes it: the page has time to do something before the release."""
    box = page.wait_for_selector(selector).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(300)
    page.mouse.up()


def test_a_slow_click_right_after_a_name_was_typed_is_not_lost(page: Any) -> None:
    paste(page)
    page.click("nav >> text=Articles")
    page.fill("#annotator", "bo")
    press_slowly(page, "#article-list a")
    page.wait_for_selector("#text mark")
    page.fill("#annotator", "cy")
    press_slowly(page, "#text mark.hostile")
    page.wait_for_selector(".editor")


def test_a_narrow_screen_needs_no_sideways_scrolling(page: Any) -> None:
    paste(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#text mark.hostile")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    accessible(page)
