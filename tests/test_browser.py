"""The page in a real browser: a question, its citations, their source, and the marks on the page.

The marks are held against the page itself: where the words of a quote stand is worked out here a
second time, straight from the PDF.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pypdfium2
import pytest
from browser import (
    COLOURED,
    NEAR_PIXELS,
    OF_MARKDOWN,
    OF_TWO_LINES,
    PHONE,
    QUESTION,
    REFUSED,
    SAMPLE,
    WHITE,
    actions,
    ask,
    chips,
    drawer,
    picture_of,
    said,
    settle,
)
from playwright.sync_api import expect

from ui import strings

pytest_plugins = ["browser"]
HERE = re.compile(r"(http|ws)://127\.0\.0\.1:|data:|blob:http://127\.0\.0\.1:")


def stays_here(tab) -> bool:
    return [address for address in tab.asked if not HERE.match(address)] == []


def folded(text: str) -> str:
    """Without what a line's end adds or takes away: spaces, hyphens, pdfium's signs for them."""
    return re.sub(r"[\s\x00\x02\xad\ufffe-]", "", text).casefold()


def places_of(quote: str, page_number: int, width: int) -> list[tuple[int, int, int, int]]:
    """Where the letters of a quote stand, in pixels of a picture of this width."""
    document = pypdfium2.PdfDocument(SAMPLE)
    page = document[page_number - 1]
    text_page = page.get_textpage()
    letters = [
        (letter, index)
        for index in range(text_page.count_chars())
        for letter in folded(text_page.get_text_range(index, 1))
    ]
    first = "".join(letter for letter, _ in letters).index(folded(quote))
    found = letters[first : first + len(folded(quote))]
    convert = page.render(scale=width / page.get_width()).get_posconv(page).to_bitmap
    places = []
    for _, index in found:
        left, bottom, right, top = text_page.get_charbox(index)
        (x0, y1), (x1, y0) = convert(left, bottom), convert(right, top)
        places.append((round(x0), round(y0), round(x1), round(y1)))
    document.close()
    return places


def lines_of(places: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The rectangles around the letters of each line."""
    lines: list[tuple[int, int, int, int]] = []
    for x0, y0, x1, y1 in places:
        if lines and x0 >= lines[-1][0] and y0 < lines[-1][3] and lines[-1][1] < y1:
            a, b, c, d = lines[-1]
            lines[-1] = (min(a, x0), min(b, y0), max(c, x1), max(d, y1))
        else:
            lines.append((x0, y0, x1, y1))
    return lines


@pytest.mark.parametrize("question", [QUESTION, OF_TWO_LINES])
def test_marks_lie_on_the_quoted_words_and_nowhere_else(visit, question):
    tab = visit()
    ask(tab.page, question)
    chips(tab.page).first.click()
    drawer(tab.page).get_by_text(strings.VIEWS["page"], exact=True).click()
    expect(drawer(tab.page).get_by_text(strings.MARKED)).to_be_visible()
    tab.page.wait_for_timeout(700)  # the picture of the passage gives way to that of the page
    picture, alt = picture_of(drawer(tab.page))
    quote = drawer(tab.page).locator("blockquote").first.inner_text()
    number = int(alt.split("PDF page ")[1].split(",")[0])
    assert "with the quoted words marked" in alt
    pixels = np.asarray(picture).astype(int)
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > COLOURED
    places = places_of(quote, number, picture.width)
    unmarked = pixels.min(axis=2) > WHITE
    near = np.zeros_like(coloured)
    for x0, y0, x1, y1 in lines_of(places):
        assert unmarked[y0:y1, x0:x1].mean() < 0.1
        assert coloured[y0:y1, x0:x1].mean() > 0.4
        rows = slice(max(0, y0 - NEAR_PIXELS), y1 + NEAR_PIXELS)
        near[rows, max(0, x0 - NEAR_PIXELS) : x1 + NEAR_PIXELS] = True
    assert coloured.any()
    assert not (coloured & ~near).any()
    assert stays_here(tab)


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_keyboard_alone_opens_a_source_and_comes_back(visit, key):
    page = visit().page
    page.get_by_test_id("stChatInputTextArea").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(chips(page).first).to_be_visible()
    settle(page)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement?.matches('a.ll-chip[href^=\"#cite-0-c0\"]')"):
            break
    else:
        raise AssertionError("the citation cannot be reached by Tab")
    page.keyboard.press(key)
    expect(drawer(page)).to_be_visible()
    expect(drawer(page).locator("blockquote").first).to_be_visible()
    assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(page.locator('a.ll-chip[href="#cite-0-c0"]')).to_be_focused()


def test_what_happens_is_announced_and_copied(visit):
    page = visit().page
    ask(page, QUESTION)
    expect(said(page)).to_contain_text("Answer ready")
    actions(page).click()
    expect(said(page)).to_have_text(strings.COPIED)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1]" in copied
    assert "pathway" in copied
    page.get_by_role("button", name=strings.COPY_LINK, exact=True).click()
    page.wait_for_timeout(300)
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query)["turn"] == ["0"]
    page.goto(link)
    settle(page)
    expect(chips(page).first).to_be_visible()


def test_a_conversation_survives_a_reload_and_is_nobody_elses(visit):
    page = visit().page
    ask(page, QUESTION)
    page.get_by_role("button", name=strings.NEW_CONVERSATION).click()
    expect(actions(page)).to_have_count(0)
    settle(page)
    ask(page, OF_MARKDOWN)
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", name=OF_MARKDOWN)).to_be_visible()
    kept = page.get_by_test_id("stSidebar").get_by_role("button", name=QUESTION)
    expect(kept).to_be_visible()  # the browser's other conversation is remembered too
    other = visit().page
    assert QUESTION not in other.get_by_test_id("stSidebar").inner_text()


def test_filters_are_read_from_the_address_and_narrow_the_search(visit):
    page = visit("/?district=Riverbend").page
    ask(page, QUESTION)
    expect(page.get_by_text(strings.REASONS["filtered_out"])).to_be_visible()
    page.get_by_role("button", name=strings.CLEAR_FILTERS).click()
    settle(page)
    assert "district" not in page.url
    ask(page, QUESTION)
    expect(chips(page).first).to_be_visible()


def test_a_source_is_pinned_beside_the_answer_and_stepped_through(visit):
    page = visit().page
    ask(page, OF_TWO_LINES)
    chips(page).first.click()
    drawer(page).get_by_role("button", name=strings.PIN).click()
    pinned = page.locator(".st-key-pinned_source")
    expect(pinned.locator("blockquote").first).to_be_visible()
    expect(drawer(page)).to_have_count(0)
    first = pinned.locator("blockquote").first.inner_text()
    if pinned.get_by_role("button", name=strings.NEXT).is_enabled():
        pinned.get_by_role("button", name=strings.NEXT).click()
        expect(pinned.locator("blockquote").first).not_to_have_text(first)
    pinned.get_by_role("button", name=strings.UNPIN).click()
    expect(pinned).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/library", "/source?id=prose&page=2"])
def test_no_sideways_scroll_on_a_phone(visit, path):
    tab = visit(path, **PHONE)
    if path == "/":
        ask(tab.page, QUESTION)
        chips(tab.page).first.tap()
        expect(drawer(tab.page).locator("blockquote").first).to_be_visible()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert stays_here(tab)


def test_every_document_page_and_quote_has_an_address(visit):
    page = visit("/source?id=prose&page=2&start=0&end=40").page
    picture, alt = picture_of(page.get_by_test_id("stMain"))
    assert "with the quoted words marked" in alt
    pixels = np.asarray(picture).astype(int)
    assert (pixels.max(axis=2) - pixels.min(axis=2) > COLOURED).any()
    page = visit("/source?id=nothing").page
    expect(page.get_by_text("no source 'nothing'")).to_be_visible()


def test_a_refusal_says_why_and_shows_what_is_near(visit):
    page = visit().page
    page.get_by_test_id("stChatInputTextArea").fill(REFUSED)
    page.keyboard.press("Enter")
    expect(page.get_by_text(strings.STATUS["no_evidence"]).first).to_be_visible()
    assert chips(page).count() == 0
