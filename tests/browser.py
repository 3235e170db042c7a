"""A real browser before a real server: fixtures and helpers of the `test_browser_*` files.

The server is the real one over a real index of a small PDF and a Markdown file, started once. With
SCREENSHOTS=folder every screen that `photograph` is called on is saved there.
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from ui import strings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "prose.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUESTION = "When did Rosewater High open its health pathway?"
OF_TWO_LINES = "Which courses does the program at Rosewater High join, and how does every year end?"
OF_MARKDOWN = "How did Riverbend pay for its pathways?"
OF_BOTH = "What did Riverbend pay for, and what did Rosewater High open in 2014?"
REFUSED = "Who won the football world cup in 1954?"
WAIT_MS = 30_000
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
WIDE = {"viewport": {"width": 1360, "height": 900}}
LOOKS: dict[str, dict] = {
    "light": {**WIDE, "color_scheme": "light"},
    "dark": {**WIDE, "color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "dark"},
}
PDF_PLACE = "/source?id=prose&page=3&start=33&end=132"  # the sentence that answers QUESTION
expect.set_options(timeout=WAIT_MS)

STREAMLIT = [
    *(sys.executable, "-m", "streamlit", "run"),
    *("--server.address", "127.0.0.1", "--server.headless", "true"),
    *("--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"),
]
CATALOG = """documents:
  - {id: prose, title: Linked Learning at Rosewater High, authors: [], year: 2023,
     publisher: Rosewater Press, kind: report, districts: [Rosewater], url: null,
     filename: prose.pdf, licence: null,
     read: whole document}
  - {id: riverbend, title: Linked Learning in Riverbend, authors: [], year: 2019,
     publisher: Rosewater Press, kind: digest, districts: [Riverbend], url: null,
     filename: riverbend.md, licence: null,
     read: whole document}
"""
MARKDOWN = """# Linked Learning in Riverbend

## How did Riverbend pay for its pathways?

Riverbend paid for its four pathways with a state grant of 600,000 dollars. The district added two
counselors from its own budget.

## What did Riverbend change?

Riverbend moved the bell schedule by forty minutes, so that teachers plan together.
"""


@dataclass
class Tab:
    """A page, every address that its browser context asked for, and the errors of its console."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing = f"none of {', '.join(BROWSERS)} is installed: the browser tests are left out"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    browser = playwright.chromium.launch(executable_path=path, headless=True)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real server over the real index of two small documents."""
    folder = tmp_path_factory.mktemp("site")
    with served(ROOT / "app.py", indexed(folder), folder) as address:
        yield address


def indexed(folder: Path) -> dict[str, str]:
    """Index the two documents below a folder, and return the settings that lead to them."""
    corpus = folder / "corpus"
    corpus.mkdir()
    shutil.copy(SAMPLE, corpus)
    (corpus / "riverbend.md").write_text(MARKDOWN, "utf-8")
    (corpus / "catalog.yaml").write_text(CATALOG, "utf-8")
    settings = {
        "LINKED_LEARNING_CORPUS_DIR": str(corpus),
        "LINKED_LEARNING_DATA_DIR": str(folder / "data"),
    }
    ingest = [sys.executable, "-m", "commands.main", "ingest"]
    subprocess.run(ingest, cwd=ROOT, env=environment(settings), check=True, timeout=300)
    return settings


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Tab]]:
    """Open an address of the site in a browser context of its own."""
    contexts = []

    def visit_in(path: str = "/", **options) -> Tab:
        context = chromium.new_context(**{**WIDE, **options})
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        return opened(context.new_page(), site + path)

    yield visit_in
    for context in contexts:
        context.close()


def opened(page: Page, address: str) -> Tab:
    tab = Tab(page)
    page.set_default_timeout(WAIT_MS)
    page.context.on("request", lambda request: tab.asked.append(request.url))
    page.on("websocket", lambda websocket: tab.asked.append(websocket.url))
    page.on("pageerror", lambda error: tab.errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            tab.errors.append(f"{message.text} {message.location['url']}")
            if message.type == "error"
            else None
        ),
    )
    page.goto(address)
    settle(page)
    return tab


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


def settle(page: Page) -> None:
    """Wait until no script runs; after a click wait for what the click brings instead."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    settle(page)
    before = actions(page).count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(actions(page)).to_have_count(before + 1)
    settle(page)


def actions(page: Page) -> Locator:
    """The buttons that copy an answer: one below each."""
    return page.get_by_role("button", name=strings.COPY, exact=True)


def chips(page: Page) -> Locator:
    """The numbers in the answers that open their sources."""
    return page.locator('a.ll-chip[href^="#cite-"]')


def drawer(page: Page) -> Locator:
    """The source that a citation opened."""
    return page.get_by_role("dialog")


def said(page: Page) -> Locator:
    """The live region: what a screen reader is told."""
    return page.locator("[role=status][aria-live=polite]")


def photograph(page: Page, name: str) -> None:
    """Save the screen, if a folder is given for that."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")


def picture_of(part: Locator) -> tuple[Image.Image, str]:
    """The picture of a page as the browser got it, and its alternative text."""
    shown = part.get_by_test_id("stImage").locator("img").first
    expect(shown).to_be_visible()
    encoded = shown.evaluate(
        """async image => {
            const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
            return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        }"""
    )
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
    return picture, shown.get_attribute("alt") or ""
