"""What a browser alone shows of an answer: a table, marks that speak, and the way back from a note.

The answers are made up (`made_answers.py`); the server, the page and the sources are real.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from browser import LOOKS, ROOT, ask, chips, drawer, indexed, photograph, served, settle
from made_answers import COMPARED, COUNTED, JUDGED, LONG_SIDES, LOST_SIDE, PARTS
from playwright.sync_api import Locator, Page, expect
from test_browser_axe import CONTRASTS, ENOUGH, assert_accessible

from ui import strings

pytest_plugins = ["browser"]
MODEL = {
    "LINKED_LEARNING_CHAT_MODEL": "openai:small",
    "LINKED_LEARNING_CHAT_BASE_URL": "http://127.0.0.1:9/v1",
}
WIDER = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[str]:
    """The planted site, with a chat model that is never reached."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    settings = indexed(folder) | MODEL
    with served(ROOT / "tests" / "planted_app.py", settings, folder) as address:
        yield address


def mark(page: Page, verdict: str) -> Locator:
    """The last mark of a verdict on the page, with what it says."""
    return page.locator(".ll-verdict", has=page.get_by_role("button", name=verdict)).last


def said_by(found: Locator) -> Locator:
    return found.get_by_role("tooltip")


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return found  # type: ignore[return-value]


def assert_seen_whole(page: Page, part: Locator) -> None:
    """A part of the page that stands within the window, from left to right."""
    expect(part).to_be_visible()
    shown = box(part)
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= page.evaluate("window.innerWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_everything_that_is_drawn_is_accessible(visit, look):
    page = visit(**LOOKS[look]).page
    for number, question in enumerate((COMPARED, LOST_SIDE, LONG_SIDES, PARTS)):
        ask(page, question)
        assert_accessible(page, f"{look}-answer-{number}")
    ask(page, COUNTED)
    page.get_by_text(strings.WHAT_WAS_READ).click()
    expect(page.get_by_text("West Contra Costa").first).to_be_visible()
    assert_accessible(page, f"{look}-counted")
    ask(page, JUDGED)
    page.locator("summary", has_text=strings.EDIT_READING).click()
    expect(page.get_by_test_id("stTextArea")).to_be_visible()
    page.locator("summary", has_text="left out").click()
    assert_accessible(page, f"{look}-judged")
    assert not page.evaluate(WIDER)
    for verdict in ("partly", "supported"):
        found = mark(page, strings.VERDICTS[verdict])
        found.get_by_role("button").focus()
        assert_seen_whole(page, said_by(found))
        photograph(page, f"{look}-{verdict}")
        shown = [".ll-verdict:focus-within .ll-why", ".ll-verdict:focus-within .ll-evidence"]
        assert min(page.evaluate(CONTRASTS, shown)) > ENOUGH


def test_a_mark_speaks_on_hover_and_focus_and_is_put_away(visit):
    page = visit().page
    ask(page, JUDGED)
    found = mark(page, strings.VERDICTS["unsupported"])
    expect(said_by(found)).to_be_hidden()
    found.hover()
    expect(said_by(found)).to_be_visible()
    said_by(found).hover(position={"x": 5, "y": 5})  # the way there must not shut it
    expect(said_by(found)).to_contain_text("says fifty minutes; the page says forty.")
    expect(said_by(found)).to_contain_text("Linked Learning in Riverbend (evaluation, 2014)")
    page.keyboard.press("Escape")
    expect(said_by(found)).to_be_hidden()
    page.mouse.move(0, 0)
    chips(page).nth(2).focus()
    page.keyboard.press("Tab")
    expect(found.get_by_role("button")).to_be_focused()
    expect(said_by(found)).to_be_visible()
    page.keyboard.press("Escape")
    expect(said_by(found)).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(said_by(found)).to_be_visible()


def test_on_a_phone_a_mark_speaks_when_tapped_and_sides_stand_below_each_other(visit):
    page = visit(**LOOKS["phone"]).page
    ask(page, COMPARED)
    first, second = (box(page.get_by_role("cell").nth(number)) for number in (0, 1))
    assert first["x"] == second["x"]
    assert first["y"] + first["height"] <= second["y"]
    found = mark(page, strings.VERDICTS["supported"])
    found.get_by_role("button").tap()
    assert_seen_whole(page, said_by(found))
    page.get_by_role("heading", name=COMPARED).tap()
    expect(said_by(found)).to_be_hidden()
    assert not page.evaluate(WIDER)


def test_a_number_in_a_table_or_a_note_opens_its_source_and_is_come_back_to(visit):
    page = visit().page
    ask(page, COMPARED)
    first, second = (box(page.get_by_role("cell").nth(number)) for number in (0, 1))
    assert first["x"] + first["width"] <= second["x"] + 1
    expect(page.get_by_role("columnheader")).to_have_text(["Riverbend", "Rosewater"])
    for place in (page.locator(".ll-sides"), page.locator(".ll-differ")):
        number = place.locator('a[href="#cite-0-c1"]')
        number.focus()
        page.keyboard.press("Enter")
        expect(drawer(page).locator("blockquote").first).to_have_text("ninety students")
        page.keyboard.press("Escape")
        expect(drawer(page)).to_have_count(0)
        expect(number).to_be_focused()


def test_prose_and_quotes_of_one_question_stay_both(visit):
    page = visit().page
    expect(page.get_by_text("Questions and passages are sent to")).to_be_in_viewport()
    ask(page, PARTS)
    page.get_by_role("button", name=strings.AS_QUOTES).click()
    for _ in ("asked", "reloaded"):
        expect(page.get_by_text(strings.REWRITTEN["quotes"])).to_be_visible()
        expect(page.get_by_text(strings.WRITER_QUOTES)).to_have_count(1)
        expect(page.get_by_text("from the quotes")).to_have_count(1)
        expect(page.get_by_role("heading", name=PARTS)).to_have_count(2)
        expect(page.get_by_role("button", name=strings.AS_QUOTES)).to_have_count(0)
        page.reload()
        settle(page)
