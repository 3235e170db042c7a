"""Asking in a real browser: from the question to the marked words, by mouse, keys and touch."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from browser import (
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
    said,
    settle,
)
from page_marks import assert_marked
from playwright.sync_api import Locator, Page, expect

from ui import strings

pytest_plugins = ["browser"]
ANSWER = (
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six"
    " teachers. [1]"
)
FIRST_CHIP = 'a.ll-chip[href="#cite-0-c0"]'
WHOLE = 1.2  # a picture higher than this times its width is that of a whole page


def open_view(page: Page, view: str) -> None:
    """Choose what is shown of the page, and wait for its picture."""
    drawer(page).get_by_role("radio", name=strings.VIEWS[view]).or_(
        drawer(page).get_by_role("button", name=strings.VIEWS[view], exact=True)
    ).click()
    page.wait_for_function(
        """([whole, wanted]) => {
            const image = document.querySelector("[role=dialog] [data-testid=stImage] img");
            return image?.complete && image.naturalWidth
                && (image.naturalHeight > whole * image.naturalWidth) === wanted;
        }""",
        arg=[WHOLE, view == "page"],
    )


def quote_in(part: Locator) -> Locator:
    return part.locator("blockquote").first


@pytest.mark.parametrize("view", ["passage", "page"])
@pytest.mark.parametrize("question", [QUESTION, OF_TWO_LINES])
def test_a_click_on_a_citation_shows_its_words_marked_where_they_stand(visit, question, view):
    page = visit().page
    ask(page, question)
    chips(page).first.click()
    expect(quote_in(drawer(page))).to_be_visible()
    open_view(page, view)
    picture, alt = picture_of(drawer(page))
    assert alt == strings.PAGE_ALT.format(title="Linked Learning at Rosewater High", number=3)
    assert_marked(picture, quote_in(drawer(page)).inner_text(), page_number=3)


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_alone_opens_a_source_and_comes_back_to_the_citation(visit, key):
    page = visit().page
    tab_to(page, '[data-testid="stChatInputTextArea"]', "Tab")
    page.keyboard.type(OF_BOTH)
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_count(2)
    settle(page)
    second = 'a.ll-chip[href="#cite-0-c1"]'
    tab_to(page, second, "Shift+Tab")
    page.keyboard.press(key)
    expect(quote_in(drawer(page))).to_be_visible()
    page.wait_for_function("!!document.activeElement.closest('[role=dialog]')")
    for _ in range(12):  # round and round inside
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(page.locator(second)).to_be_focused()


def test_who_types_on_at_once_after_a_source_was_shut_keeps_the_field(visit):
    """A question typed then must not go, by its Enter, to the citation that was clicked before."""
    page = visit().page
    ask(page, QUESTION)
    chips(page).first.click()
    expect(quote_in(drawer(page))).to_be_visible()
    page.evaluate(
        """() => new MutationObserver((_, watcher) => {
            if (document.querySelector("[role=dialog]")) return;
            watcher.disconnect();
            setTimeout(() => document.querySelector("textarea").focus(), 50);
        }).observe(document.body, { childList: true, subtree: true })"""
    )
    page.keyboard.press("Escape")
    field = page.get_by_test_id("stChatInputTextArea")
    expect(field).to_be_focused()
    page.wait_for_timeout(500)
    expect(field).to_be_focused()


def tab_to(page: Page, selector: str, key: str) -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by {key}")


def test_a_tap_on_a_phone_opens_a_source_without_offering_to_pin_it(visit):
    page = visit(**PHONE).page
    ask(page, QUESTION)
    chips(page).first.tap()
    expect(quote_in(drawer(page))).to_have_text(ANSWER.removesuffix(" [1]"))
    expect(drawer(page).get_by_text(strings.MARKED)).to_be_visible()
    assert drawer(page).get_by_role("button", name=strings.PIN).count() == 0


def test_previous_and_next_lead_through_the_sources_of_an_answer(visit):
    page = visit().page
    ask(page, OF_BOTH)
    chips(page).first.click()
    back = drawer(page).get_by_role("button", name=strings.PREVIOUS)
    onward = drawer(page).get_by_role("button", name=strings.NEXT)
    first = quote_in(drawer(page)).inner_text()
    expect(drawer(page).get_by_text("1 / 2")).to_be_visible()
    expect(back).to_be_disabled()
    onward.click()
    expect(drawer(page).get_by_text("2 / 2")).to_be_visible()
    expect(quote_in(drawer(page))).not_to_have_text(first)
    expect(onward).to_be_disabled()
    back.click()
    expect(quote_in(drawer(page))).to_have_text(first)


def test_a_source_pinned_on_a_wide_window_stands_beside_the_answer(visit):
    page = visit().page
    ask(page, OF_BOTH)
    chips(page).first.click()
    drawer(page).get_by_role("button", name=strings.PIN).click()
    pinned = page.locator(".st-key-pinned_source")
    expect(drawer(page)).to_have_count(0)
    first = quote_in(pinned).inner_text()
    beside = pinned.bounding_box()
    answer = chips(page).first.bounding_box()
    assert beside
    assert answer
    assert answer["x"] + answer["width"] < beside["x"]
    chips(page).last.click()
    expect(quote_in(pinned)).not_to_have_text(first)
    settle(page)
    assert drawer(page).count() == 0
    pinned.get_by_role("button", name=strings.UNPIN).click()
    expect(pinned).to_have_count(0)
    chips(page).first.click()
    expect(quote_in(drawer(page))).to_have_text(first)


def test_what_is_copied_is_the_answer_and_its_link_and_both_are_announced(visit):
    page = visit().page
    ask(page, QUESTION)
    actions(page).click()
    expect(said(page)).to_have_text(strings.COPIED)
    expect(page.get_by_text(strings.COPY, exact=True)).to_have_attribute(
        "data-done", f"✓ {strings.COPIED}"
    )
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    place = "Linked Learning at Rosewater High, 2023, report, printed page 1, PDF page 3"
    assert copied == [
        *(ANSWER, "", strings.SOURCES),
        f"[1] {place}: “{ANSWER.removesuffix(' [1]')}”",
    ]
    page.get_by_role("button", name=strings.COPY_LINK, exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('http')")
    expect(said(page)).to_have_text(strings.COPIED)
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query)["c"] == parse_qs(urlsplit(page.url).query)["c"]
    page.goto(link)
    expect(page.locator(FIRST_CHIP)).to_be_visible()


def test_the_live_region_tells_of_every_answer_once(visit):
    page = visit().page
    expect(said(page)).to_have_text("")  # it is there before: one that comes later is not heard
    said(page).evaluate(
        """region => {
            window.told = [];
            new MutationObserver(() => region.textContent && window.told.push(region.textContent))
                .observe(region, {childList: true});
        }"""
    )
    ask(page, QUESTION)
    ask(page, OF_TWO_LINES)
    chips(page).last.click()
    expect(quote_in(drawer(page))).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, REFUSED)
    news = [("answered", "1 quote"), ("answered", "2 quotes"), ("no_evidence", "0 quotes")]
    told = [strings.ANSWER_READY.format(status=strings.STATUS[s], quotes=q) for s, q in news]
    expect(said(page)).to_have_text(told[-1])
    assert page.evaluate("window.told") == told


def test_a_new_answer_is_shown_from_its_question_on(visit):
    page = visit().page
    for _ in range(3):
        ask(page, OF_BOTH)
    expect(page.locator(".ll-turn-2")).to_be_in_viewport()
    expect(page.locator('a.ll-chip[href="#cite-2-c0"]')).to_be_in_viewport()


def test_a_conversation_survives_a_reload(visit):
    page = visit().page
    ask(page, QUESTION)
    page.get_by_role("button", name=strings.NEW_CONVERSATION).click()
    expect(chips(page)).to_have_count(0)
    ask(page, OF_MARKDOWN)
    page.reload()
    expect(page.get_by_role("heading", name=OF_MARKDOWN)).to_be_visible()
    expect(chips(page)).to_have_count(1)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("button", name=QUESTION, exact=True).click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()


def test_two_readers_at_once_do_not_see_each_others_conversations(visit):
    one, two = visit().page, visit().page
    for page, question in ((one, QUESTION), (two, OF_MARKDOWN)):
        page.get_by_test_id("stChatInputTextArea").fill(question)
        page.keyboard.press("Enter")
    for page, own, other in ((one, QUESTION, OF_MARKDOWN), (two, OF_MARKDOWN, QUESTION)):
        expect(chips(page)).to_have_count(1)
        page.reload()
        expect(page.get_by_role("heading", name=own)).to_be_visible()
        assert other not in page.locator("body").inner_text()
    assert one.url != two.url


def test_filters_are_read_from_the_address_and_hold_for_the_question(visit):
    page = visit("/?district=Riverbend&kind=digest&year_from=2019&source=riverbend").page
    sidebar = page.get_by_test_id("stSidebar")
    for shown in ("Riverbend", "digest", "Linked Learning in Riverbend"):
        expect(sidebar.get_by_text(shown, exact=True).first).to_be_visible()
    expect(sidebar.get_by_label(strings.FILTER_LABELS["year_from"])).to_have_value("2019")
    ask(page, QUESTION)
    expect(page.get_by_text(strings.REASONS["filtered_out"])).to_be_visible()
    page.get_by_role("button", name=strings.CLEAR_FILTERS).click()
    page.wait_for_url(lambda url: set(parse_qs(urlsplit(url).query)) == {"c"})
    ask(page, QUESTION)
    expect(chips(page)).to_have_count(1)


def test_filters_that_are_chosen_are_written_to_the_address(visit):
    page = visit("/?kind=report").page  # so that the filters stand open
    sidebar = page.get_by_test_id("stSidebar")
    for name, choice in (("district", "Rosewater"), ("year_to", "2023")):
        sidebar.get_by_role("combobox", name=strings.FILTER_LABELS[name]).fill(choice)
        page.get_by_role("option", name=choice).click()
        page.wait_for_url(lambda url, n=name, c=choice: parse_qs(urlsplit(url).query).get(n) == [c])
        page.keyboard.press("Tab")
        settle(page)
    page.reload()
    ask(page, OF_MARKDOWN)
    expect(page.get_by_text("Rosewater, report, up to 2023")).to_have_count(2)
    assert chips(page).count() == 0
