"""What a browser alone shows of the page where questions are asked: what stays in view, and where.

Each visit is slow, so each test looks at several things.
"""

from __future__ import annotations

import pytest
from browser import (
    LOOKS,
    OF_BOTH,
    OF_MARKDOWN,
    OF_TWO_LINES,
    PHONE,
    QUESTION,
    REFUSED,
    actions,
    ask,
    chips,
    drawer,
    picture_of,
    settle,
)
from playwright.sync_api import Locator, Page, expect
from test_browser_axe import CONTRASTS, ENOUGH

from records.conversations import title_of
from ui import strings

pytest_plugins = ["browser"]
LONG = f"{OF_MARKDOWN.removesuffix('?')} and its counselors and its four pathways in that year?"
COLUMN = '[data-testid="stColumn"]:has(.st-key-pinned_source)'


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return found  # type: ignore[return-value]


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def test_a_pinned_source_stays_in_view_and_unpinning_stays_where_one_reads(visit):
    page = visit().page
    for question in (OF_BOTH, OF_TWO_LINES, REFUSED):
        ask(page, question)
    page.locator('[href="#cite-1-c0"]').click()
    drawer(page).get_by_role("button", name=strings.PIN).click()
    pinned = page.locator(COLUMN)
    expect(pinned.get_by_role("button", name=strings.UNPIN)).to_be_in_viewport()
    expect(page.locator('[href="#cite-1-c0"]')).to_be_in_viewport()
    settle(page)
    ask(page, OF_BOTH)
    shown, bottom = box(pinned), box(page.get_by_test_id("stBottomBlockContainer"))
    assert shown["y"] >= 0
    assert shown["y"] + shown["height"] <= bottom["y"]
    pinned.evaluate("column => column.scrollTo(0, 10000)")
    before_click = pinned.locator("blockquote").inner_text()
    page.locator('[href="#cite-3-c0"]').click()
    expect(pinned.locator("blockquote")).not_to_have_text(before_click)
    expect(pinned.get_by_role("button", name=strings.UNPIN)).to_be_in_viewport()
    expect(pinned.locator("mark").or_(pinned.locator("img")).first).to_be_in_viewport()
    page.locator(".ll-turn-2").scroll_into_view_if_needed()
    before = box(page.locator(".ll-turn-2"))["y"]
    pinned.get_by_role("button", name=strings.UNPIN).click()
    expect(pinned).to_have_count(0)
    settle(page)
    assert abs(box(page.locator(".ll-turn-2"))["y"] - before) < 350
    expect(page.locator(".ll-turn-2")).to_be_in_viewport()


def test_the_view_that_was_chosen_stays_and_a_page_is_one_button(visit):
    page = visit().page
    ask(page, OF_TWO_LINES)
    assert page.locator('[class*="st-key-quote-0-"] button').count() == 1
    ask(page, OF_BOTH)
    assert page.locator('[class*="st-key-quote-1-"] button').count() == 2
    chips(page).last.click()
    drawer(page).get_by_text(strings.VIEWS["text"], exact=True).click()
    expect(drawer(page).locator(".ll-page")).to_be_visible()
    drawer(page).get_by_role("button", name=strings.PREVIOUS).click()
    expect(drawer(page).get_by_text("1 / 2")).to_be_visible()
    expect(drawer(page).locator(".ll-page mark")).to_be_visible()


def test_conversations_are_listed_in_one_line_each_with_deletion_beside(visit):
    page = visit().page
    for question in (QUESTION, LONG):
        ask(page, question)
        page.get_by_role("button", name=strings.NEW_CONVERSATION).click()
        expect(chips(page)).to_have_count(0)
    ask(page, OF_MARKDOWN)
    titles = sidebar(page).locator('[class*="st-key-open-"] button')
    bins = sidebar(page).get_by_test_id("stPopoverButton")
    expect(titles).to_have_count(3)
    rows = [(box(titles.nth(n)), box(bins.nth(n))) for n in range(3)]
    for title, delete in rows:
        assert title["height"] < 45
        assert delete["x"] >= title["x"] + title["width"]
        assert abs(delete["y"] - title["y"]) < 8
    assert len({round(delete["x"]) for _, delete in rows}) == 1
    words = titles.locator(".stMarkdownEllipsis")
    lefts = words.evaluate_all("all => all.map(words => words.getBoundingClientRect().x)")
    assert len({round(left) for left in lefts}) == 1
    assert words.nth(1).evaluate("words => words.scrollWidth > words.clientWidth")
    bins.nth(1).click()
    question = strings.DELETE_SURE.format(title=title_of(LONG))
    expect(page.get_by_text(question)).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_is_open_can_be_read(visit, look):
    page = visit("/?district=Riverbend", **LOOKS[look]).page
    ask(page, QUESTION)
    contrast = [
        '[class*="st-key-open-"] button:disabled p',
        '[data-testid="stMultiSelect"] [data-tag] [title]',
    ]
    page.get_by_test_id("stFeedback").get_by_role("radio").last.click()
    expect(page.get_by_text(strings.FEEDBACK_NOTE)).to_be_visible()
    settle(page)
    page.get_by_text(strings.FEEDBACK_NOTE).click()
    expect(page.get_by_text(strings.FEEDBACK_REASON)).to_be_visible()
    page.wait_for_timeout(400)  # until its colour has faded over
    contrast.append('[data-testid="stPopoverButton"][aria-expanded="true"] p')
    assert [c for c in contrast_of(page, contrast) if c[1] < ENOUGH] == []


def contrast_of(page: Page, selectors: list[str]) -> list[tuple[str, float]]:
    return list(zip(selectors, page.evaluate(CONTRASTS, selectors), strict=True))


def test_on_a_phone_the_folded_panel_hides_nothing_that_matters(visit):
    page = visit("/?source=riverbend", **PHONE).page
    narrowing = page.locator(".st-key-narrowing")
    expect(narrowing).to_contain_text("Linked Learning in Riverbend")
    expect(narrowing).to_be_in_viewport()
    page.get_by_role("button", name=strings.CLEAR_FILTERS).tap()
    expect(page.get_by_role("button", name=strings.CLEAR_FILTERS)).to_have_count(0)
    ask(page, QUESTION)
    page.locator('[class*="st-key-quote-0-c0"] button').tap()
    picture, _ = picture_of(drawer(page))
    assert picture.width < 1000  # of 1224: the margins are left out
    expect(drawer(page).get_by_role("button", name=strings.NEXT)).to_be_visible()
    assert drawer(page).get_by_role("button", name=strings.PIN).count() == 0
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    for name in (strings.NEW_CONVERSATION, QUESTION):
        page.get_by_test_id("stExpandSidebarButton").tap()
        expect(sidebar(page)).to_have_attribute("data-collapsed", "false")
        sidebar(page).get_by_role("button", name=name, exact=True).tap()
        expect(sidebar(page)).to_have_attribute("data-collapsed", "true")
    expect(actions(page)).to_have_count(1)
    expect(page.get_by_role("heading", name=QUESTION)).to_be_in_viewport()


def test_the_field_that_changes_the_reading_is_as_wide_as_the_answer(visit):
    page = visit().page
    ask(page, QUESTION)
    ask(page, "And Riverbend?")
    change = page.locator("summary", has_text=strings.EDIT_READING)
    expect(change).to_have_css("opacity", "1")  # Streamlit's own is too faint to be read
    change.click()
    field = page.get_by_test_id("stTextArea").get_by_role("textbox")
    expect(field).to_be_visible()
    assert box(field)["width"] > 0.9 * box(page.locator(".ll-turn-1"))["width"]
