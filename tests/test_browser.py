"""The page in a real browser: a question, its source, and the marks on the page's picture.

The server is the real one over a real index of a small PDF. Where the words of a quote stand is
worked out here a second time, straight from the PDF, so that the marks are held against the page
and not against the program that drew them.
"""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from screen_samples import PAYLOADS

from ui import strings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "prose.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUESTION = "When did Rosewater High open its health pathway?"
OF_TWO_LINES = "What does the program at Rosewater High join, and how does every year end?"
WAIT_MS = 60_000
COLOURED = 40  # how far a pixel's channels lie apart where a mark is; the sample is black on white
WHITE = 230
NEAR_PIXELS = 6

STREAMLIT = [
    *(sys.executable, "-m", "streamlit", "run"),
    *("--server.address", "127.0.0.1", "--server.headless", "true"),
    *("--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"),
]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing = f"none of {', '.join(BROWSERS)} is installed: the browser tests are left out"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    browser = playwright.chromium.launch(executable_path=path, headless=True)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server over the real index of one small PDF."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "corpus").mkdir()
    shutil.copy(SAMPLE, folder / "corpus")
    settings = {
        "LINKED_LEARNING_CORPUS_DIR": str(folder / "corpus"),
        "LINKED_LEARNING_DATA_DIR": str(folder / "data"),
    }
    ingest = [sys.executable, "-m", "commands.main", "ingest"]
    subprocess.run(ingest, cwd=ROOT, env=environment(settings), check=True, timeout=300)
    with served(ROOT / "app.py", settings, folder) as address:
        yield address


def environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LINKED_LEARNING_")}
    return {**kept, **settings, "PYTHONPATH": str(ROOT)}


@contextmanager
def served(script: Path, settings: dict[str, str], folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*STREAMLIT[:4], str(script), *STREAMLIT[4:], "--server.port", str(port)]
    with (folder / "server.log").open("w") as log:
        # Away from the project's folder, so that its settings are found by where it stands.
        server = subprocess.Popen(
            command, cwd=folder, env=environment(settings), stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended while starting"
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")


@contextmanager
def opened(browser: Browser, address: str, **options) -> Iterator[tuple[Page, list[str]]]:
    """A fresh page, and every address it asked for."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda websocket: asked.append(websocket.url))
    page.goto(address)
    yield page, asked
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=strings.SOURCES)).to_be_visible(timeout=WAIT_MS)


def source_panel(page: Page, number: int):
    return page.get_by_test_id("stExpander").nth(number)


def picture_of(page: Page, number: int) -> Image.Image:
    """The picture of a source's page, as the browser got it."""
    shown = source_panel(page, number).get_by_test_id("stImage").locator("img").first
    expect(shown).to_be_visible(timeout=WAIT_MS)
    encoded = shown.evaluate(
        """async image => {
            const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
            return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        }"""
    )
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")


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
    scale = width / page.get_width()
    convert = page.render(scale=scale).get_posconv(page).to_bitmap
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
def test_marks_lie_on_the_quoted_words_and_nowhere_else(browser, site, question):
    with opened(browser, site) as (page, asked):
        ask(page, question)
        panel = source_panel(page, 0)
        label = panel.locator("summary")
        expect(label).to_contain_text("PDF page")
        label.click()
        picture = picture_of(page, 0)
        quote = panel.locator("blockquote").first.inner_text()
        number = int(label.inner_text().split("PDF page ")[1])
        alt = panel.get_by_test_id("stImage").locator("img").first.get_attribute("alt")
    assert f"PDF page {number}, with the quoted words marked" in alt
    pixels = np.asarray(picture).astype(int)
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > COLOURED
    places = places_of(quote, number, picture.width)
    unmarked = pixels.min(axis=2) > WHITE
    for x0, y0, x1, y1 in places:
        assert unmarked[y0 : y1 + 1, x0 : x1 + 1].mean() < 0.5
    near = np.zeros_like(coloured)
    for x0, y0, x1, y1 in lines_of(places):
        assert unmarked[y0:y1, x0:x1].mean() < 0.1
        assert coloured[y0:y1, x0:x1].mean() > 0.4
        rows = slice(max(0, y0 - NEAR_PIXELS), y1 + NEAR_PIXELS)
        near[rows, max(0, x0 - NEAR_PIXELS) : x1 + NEAR_PIXELS] = True
    assert coloured.any()
    assert not (coloured & ~near).any()
    assert_stays_here(asked)


def assert_stays_here(asked: list[str]) -> None:
    assert any(address.startswith("ws://127.0.0.1") for address in asked)
    here = re.compile(r"(http|ws)://127\.0\.0\.1:|data:|blob:http://127\.0\.0\.1:")
    assert [address for address in asked if not here.match(address)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sideways_scroll_on_a_phone(browser, site, scheme):
    phone = {"width": 390, "height": 844}
    options = {"viewport": phone, "is_mobile": True, "has_touch": True, "color_scheme": scheme}
    with opened(browser, site, **options) as (page, asked):
        ask(page, QUESTION)
        source_panel(page, 0).locator("summary").tap()
        picture_of(page, 0)
        too_wide = page.evaluate(
            """() => Array.from(document.querySelectorAll("*"))
                .filter(e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
                    || e === document.documentElement)
                .filter(e => e.scrollWidth > e.clientWidth && !e.closest("[data-testid=stSidebar]"))
                .map(e => e.outerHTML.slice(0, 200))"""
        )
    assert too_wide == []
    assert_stays_here(asked)


def test_new_answer_is_shown_from_its_question_on(browser, site):
    with opened(browser, site) as (page, _):
        ask(page, QUESTION)
        source_panel(page, 0).locator("summary").click()
        picture_of(page, 0)
        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=strings.SOURCES)).to_have_count(2, timeout=WAIT_MS)
        expect(page.locator(".ll-turn-1")).to_be_in_viewport(timeout=WAIT_MS)


def test_server_answers_with_its_headers_and_hands_out_no_files(browser, site):
    with urlopen(f"{site}/ready") as reply:
        assert reply.status == 200
        assert reply.read() == b'{"status":"ok"}'
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'self'" in reply.headers["Content-Security-Policy"]
    for path in ("app.py", "ui/main.py", "corpus/prose.pdf", "media/prose.pdf", "..%2fapp.py"):
        with opened_url(f"{site}/{path}") as body:
            assert b"import" not in body
            assert not body.startswith(b"%PDF")


@contextmanager
def opened_url(address: str) -> Iterator[bytes]:
    try:
        with urlopen(address) as reply:
            body = reply.read()
    except URLError as error:
        body = str(error).encode()
    yield b"" if body.lstrip().lower().startswith(b"<!doctype html>") else body


PAYLOAD_SCRIPT = """
import streamlit as st
from ui.inert_html import quote_html
from ui.inert_markdown import inert

for number, text in enumerate(PAYLOADS):
    with st.container(key=f"payload-{number}"):
        st.markdown(inert(text))
        st.markdown(f":gray-badge[:material/info: {inert(text)}] :small[{inert(text)}]")
        st.expander(f"**{inert(text)}**").html(quote_html(text))
        st.error(inert(text))
st.markdown("all drawn")
"""


def test_payloads_are_only_text_in_the_real_page(browser, tmp_path):
    script = tmp_path / "payloads.py"
    script.write_text(f"PAYLOADS = {PAYLOADS!r}\n{PAYLOAD_SCRIPT}")
    with served(script, {}, tmp_path) as address, opened(browser, address) as (page, asked):
        expect(page.get_by_text("all drawn")).to_be_visible(timeout=WAIT_MS)
        for number, text in enumerate(PAYLOADS):
            box = page.locator(f".st-key-payload-{number}")
            for panel in box.locator("summary").all():
                panel.click()
            words = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", text).split())
            shown = box.get_by_test_id("stMarkdown").first.inner_text()
            assert shown.replace("\u2060", "") == words
            made = "a, img, script, iframe, .katex, h1, h2, h3, ul, ol, table, code, pre, del, em"
            made = ", ".join(f"[data-testid=stMarkdownContainer] {tag}" for tag in made.split(", "))
            assert box.locator(made).count() == 0
            icons = box.locator("[data-testid=stMarkdownContainer] span[role=img]")
            assert icons.count() == 1  # the badge's own
        assert_stays_here(asked)
