"""The library, a source by its address, and what no screen may do: call out, fail, scroll aside."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from browser import (
    OF_MARKDOWN,
    PDF_PLACE,
    PHONE,
    QUESTION,
    REFUSED,
    SAMPLE,
    Tab,
    ask,
    chips,
    drawer,
    opened,
    picture_of,
    served,
    settle,
)
from page_marks import assert_marked
from playwright.sync_api import Page, expect
from screen_samples import PAYLOADS

from ui import strings

pytest_plugins = ["browser"]
TITLE = "Linked Learning at Rosewater High"
SENTENCE = (
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six"
    " teachers."
)
HERE = re.compile(r"(http|ws)://127\.0\.0\.1:|data:|blob:http://127\.0\.0\.1:")
# Streamlit asks below the page's own address first, then at the root, where it gets its answer.
HARMLESS = re.compile(r".*\b404\b.* http://127\.0\.0\.1:\d+/\w+/_stcore/(health|host-config)")
SCREENS = ("/", "/library", PDF_PLACE, "/source?id=riverbend&page=1", "/source?id=nothing")


def test_the_library_lists_every_document_and_finds_one(visit):
    page = visit("/library").page
    main = page.get_by_test_id("stMain")
    expect(main.get_by_test_id("stPageLink")).to_have_count(2)
    expect(
        main.get_by_text("2023 · report · Rosewater Press · Rosewater · 6 pages")
    ).to_be_visible()
    page.get_by_label(strings.FIND_SOURCE).fill("riverbend 2019")
    page.keyboard.press("Enter")
    expect(main.get_by_text(strings.SHOWN_OF.format(shown=1, held="2 documents"))).to_be_visible()
    expect(main.get_by_test_id("stPageLink")).to_have_text(
        re.compile("Linked Learning in Riverbend")
    )
    main.get_by_test_id("stPageLink").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Linked Learning in Riverbend")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"id": ["riverbend"]}


def test_a_long_title_is_shown_whole_on_a_narrow_screen(visit):
    page = visit("/library", viewport={"width": 260, "height": 800}).page
    link = page.get_by_test_id("stMain").get_by_test_id("stPageLink").first
    expect(link).to_be_visible()
    title, box = link.locator("strong").bounding_box(), link.bounding_box()
    assert title["height"] > 30  # two lines
    assert title["x"] + title["width"] <= box["x"] + box["width"]
    assert box["y"] <= title["y"]
    assert title["y"] + title["height"] <= box["y"] + box["height"]


def test_asking_about_one_document_narrows_the_search_to_it(visit):
    page = visit("/library").page
    page.locator(".st-key-ask-about-riverbend button").click()
    page.wait_for_url(re.compile(r"/\?source=riverbend$"))
    ask(page, QUESTION)
    expect(page.get_by_text(strings.REASONS["filtered_out"])).to_be_visible()


def test_a_citation_leads_to_the_file_at_its_page_and_to_its_place_in_the_library(visit, site):
    page = visit().page
    ask(page, QUESTION)
    chips(page).first.click()
    file = drawer(page).get_by_role("link", name=strings.OPEN_PDF)
    text = "Rosewater%20High%20opened%20its,students%20and%20six%20teachers."
    expect(file).to_have_attribute("href", f"/files/prose#page=3:~:text={text}")
    assert "noopener" in (file.get_attribute("rel") or "")
    with urlopen(f"{site}/files/prose") as reply:
        assert reply.headers["content-type"] == "application/pdf"
        assert reply.read() == SAMPLE.read_bytes()
    with page.expect_popup() as popup:
        drawer(page).get_by_role("link", name=strings.OPEN_IN_LIBRARY).click()
    other = popup.value
    expect(other.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    picture, alt = picture_of(other.get_by_test_id("stMain"))
    assert alt == strings.PAGE_ALT.format(title=TITLE, number=3)
    assert_marked(picture, SENTENCE, page_number=3)


def test_every_place_of_a_document_has_an_address(visit):
    page = visit(PDF_PLACE).page
    picture, _ = picture_of(page.get_by_test_id("stMain"))
    assert_marked(picture, SENTENCE, page_number=3)
    page.get_by_text(strings.VIEWS["text"], exact=True).click()
    expect(page.locator("mark")).to_have_text(SENTENCE)
    page.goto(page.url.split("/source")[0] + "/source?id=riverbend&page=1&start=0&end=7")
    expect(page.locator("mark")).to_have_text("How did")
    page = visit("/source?id=nothing").page
    expect(page.get_by_text(strings.NO_SUCH_SOURCE)).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name=strings.SEE_LIBRARY).click()
    expect(page.get_by_role("heading", name=strings.LIBRARY_TITLE)).to_be_visible()


def test_the_outline_and_found_words_lead_to_their_pages(visit):
    page = visit("/source?id=prose", viewport={"width": 1360, "height": 300}).page
    for _ in range(2):  # also after the reader scrolled on
        page.get_by_role("button", name="What a student does").click()
        page.wait_for_url(re.compile(r"id=prose&page=4$"))
        shown = page.get_by_role("heading", name=strings.PAGE_OF.format(number=4, pages=6))
        expect(shown).to_be_in_viewport()
        expect(shown).to_be_focused()
        page.get_by_role("button", name="About this report").scroll_into_view_if_needed()
    page.get_by_label(strings.FIND_IN).fill("opened its health pathway")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 place", exact=True)).to_be_visible()
    page.locator(".ll-small a:has(+ mark), .ll-small li a").first.click()
    expect(
        page.get_by_role("heading", name=strings.PAGE_OF.format(number=3, pages=6))
    ).to_be_visible()
    picture, _ = picture_of(page.get_by_test_id("stMain"))
    assert_marked(picture, "opened its health pathway", page_number=3)
    expect(page.get_by_label(strings.FIND_IN)).to_have_value("opened its health pathway")
    expect(page.locator("li mark")).to_have_text("opened its health pathway")


def test_no_screen_calls_out_or_fails(visit, site):
    tab = visit()
    for question in (QUESTION, OF_MARKDOWN, REFUSED):
        ask(tab.page, question)
    chips(tab.page).first.click()
    drawer(tab.page).get_by_role("button", name=strings.PIN).click()
    expect(tab.page.locator(".st-key-pinned_source img")).to_be_visible()
    for path in SCREENS:
        drawn(tab.page, site + path)
        assert HERE.match(tab.page.evaluate("document.querySelector('link[rel~=icon]').href"))
    assert_stays_here(tab)
    assert [error for error in tab.errors if not HARMLESS.fullmatch(error)] == []


def drawn(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_test_id("stMain").locator("h1, [role=alert]").first).to_be_visible()
    settle(page)


def assert_stays_here(tab: Tab) -> None:
    assert any(address.startswith("ws://127.0.0.1") for address in tab.asked)
    assert [address for address in tab.asked if not HERE.match(address)] == []


def too_wide(page: Page) -> list[str]:
    """The page itself, and every part of it that scrolls sideways."""
    return page.evaluate(
        """() => Array.from(document.querySelectorAll("*"))
            .filter(e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
                || e === document.documentElement)
            .filter(e => e.scrollWidth > e.clientWidth && !e.closest("[data-testid=stSidebar]"))
            .map(e => e.outerHTML.slice(0, 200))"""
    )


def test_no_sideways_scroll_on_a_phone(visit, site):
    page = visit(**PHONE).page
    for path in SCREENS:
        drawn(page, site + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert too_wide(page) == [], path
    page.goto(site)
    for question in (QUESTION, REFUSED):
        ask(page, question)
        assert too_wide(page) == [], question
    chips(page).first.tap()
    picture_of(drawer(page))
    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


PAYLOAD_SCRIPT = """
import streamlit as st
from ui.inert_html import quote_html
from ui.inert_markdown import inert

for number, text in enumerate(PAYLOADS):
    with st.container(key=f"payload-{number}"):
        st.markdown(inert(text))
        st.markdown(f":gray-badge[:material/info: {inert(text)}] :small[{inert(text)}]")
        st.button(inert(text), key=f"button-{number}", wrap=True)
        st.expander(f"**{inert(text)}**", expanded=True).html(quote_html(text))
        st.error(inert(text))
st.markdown("all drawn")
"""
MARKUP = "a, img, script, iframe, .katex, h1, h2, h3, ul, ol, table, code, pre, del, em"
LOOK_INTO = """(boxes, markup) => boxes.map(box => ({
    shown: box.querySelector("[data-testid=stMarkdown]").innerText,
    markup: [...box.querySelectorAll("[data-testid=stMarkdownContainer]")]
        .flatMap(part => [...part.querySelectorAll(markup)].map(made => made.outerHTML)),
    icons: box.querySelectorAll("[data-testid=stMarkdownContainer] span[role=img]").length,
}))"""


def test_texts_that_mean_harm_are_only_text_in_the_real_page(chromium, tmp_path):
    script = tmp_path / "payloads.py"
    script.write_text(f"PAYLOADS = {PAYLOADS!r}\n{PAYLOAD_SCRIPT}", "utf-8")
    context = chromium.new_context()
    with served(script, {}, tmp_path) as address:
        tab = opened(context.new_page(), address)
        expect(tab.page.get_by_text("all drawn")).to_be_visible()
        drawn = tab.page.locator('[class*="st-key-payload-"]').evaluate_all(LOOK_INTO, MARKUP)
        assert_stays_here(tab)
        context.close()
    for text, box in zip(PAYLOADS, drawn, strict=True):
        words = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", text).split())
        assert box["shown"].replace("\u2060", "") == words
        assert box["markup"] == []
        assert box["icons"] == 1  # the badge's own
