"""A chat model that writes slowly, in a real browser: sentences as they come, and Stop."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browser import (
    OF_MARKDOWN,
    QUESTION,
    ROOT,
    WIDE,
    actions,
    chips,
    drawer,
    indexed,
    opened,
    served,
    settle,
)
from playwright.sync_api import expect

from ui import strings

pytest_plugins = ["browser"]
FIRST = "Riverbend paid for its pathways with money that a document names [1.1]."
OPENED = (
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six"
    " teachers [1.1]."
)
SECOND = "More is said of the schedule there [1.2]."


class SlowServer(BaseHTTPRequestHandler):
    """An OpenAI-compatible server that says one sentence and begins another, then waits."""

    may_go_on = threading.Event()

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        first = OPENED if QUESTION in asked else FIRST
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            self.say(f"{first} {SECOND[:9]}")
            self.may_go_on.wait(60)
            self.say(SECOND[9:])
            self.wfile.write(b"data: [DONE]\n\n")
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader has gone

    def say(self, text):
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        chunk = {"id": "x", "object": "chat.completion.chunk", "model": "slow", "created": 0}
        self.wfile.write(f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def slow_model() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowServer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    SlowServer.may_go_on.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site_with_model(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("slow")
    with slow_model() as model:
        settings = {
            **indexed(folder),
            "LINKED_LEARNING_CHAT_MODEL": "openai:slow",
            "LINKED_LEARNING_CHAT_BASE_URL": model,
        }
        with served(ROOT / "app.py", settings, folder) as address:
            yield address


@pytest.fixture
def page(chromium, site_with_model):
    SlowServer.may_go_on.clear()
    context = chromium.new_context(**WIDE)
    yield opened(context.new_page(), site_with_model).page
    SlowServer.may_go_on.set()
    context.close()


def begin(page, question: str = OF_MARKDOWN) -> None:
    """Ask, and wait for the first sentence of the answer."""
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_count(1)


def test_a_sentence_is_there_before_the_model_is_done(page):
    begin(page)
    expect(page.get_by_text(strings.WORKING)).to_be_visible()
    expect(page.get_by_text(FIRST.split(" [")[0]).first).to_be_visible()
    assert page.get_by_text(SECOND[:9]).count() == 0
    SlowServer.may_go_on.set()
    expect(chips(page)).to_have_count(2)
    expect(actions(page)).to_have_count(1)
    assert page.get_by_text(strings.STOPPED).count() == 0


def test_stop_keeps_what_is_there_and_a_reload_too(page):
    begin(page)
    page.get_by_role("button", name=strings.STOP, exact=True).click()
    for _ in ("stopped", "reloaded"):
        expect(page.get_by_text(strings.STOPPED)).to_be_visible()
        expect(page.get_by_text(FIRST.split(" [")[0]).first).to_be_visible()
        expect(chips(page)).to_have_count(1)
        expect(page.get_by_text(strings.WORKING)).to_have_count(0)
        page.reload()
        settle(page)


def test_a_citation_works_while_the_model_writes_on_as_it_does_afterwards(page):
    begin(page, QUESTION)
    expect(page.get_by_text(strings.GROWING)).to_be_visible()
    mark = page.locator(".ll-verdict button").first
    mark.focus()
    place = "Linked Learning at Rosewater High, p. 1"
    expect(page.get_by_role("tooltip").first).to_contain_text(place)
    page.wait_for_timeout(1500)  # the page is drawn anew again and again meanwhile
    expect(mark).to_be_focused()
    chips(page).first.click()
    expect(drawer(page).locator("blockquote").first).to_be_visible()
    SlowServer.may_go_on.set()
    expect(page.get_by_text(strings.WORKING)).to_have_count(0)
    expect(drawer(page)).to_be_visible()  # the end of the answer does not close it
    page.keyboard.press("Escape")
    expect(actions(page)).to_have_count(1)
    expect(page.get_by_text(strings.STOPPED)).to_have_count(0)
    expect(page.get_by_text(strings.GROWING)).to_have_count(0)
    expect(chips(page).first).to_be_focused()


def test_a_reload_does_not_break_the_answer_off_and_nothing_is_asked_meanwhile(page):
    begin(page)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_disabled()
    page.reload()
    expect(chips(page)).to_have_count(1)
    expect(page.get_by_text(strings.WORKING)).to_be_visible()
    assert page.get_by_text(strings.STOPPED).count() == 0
    SlowServer.may_go_on.set()
    expect(actions(page)).to_have_count(1)
    expect(page.get_by_text(strings.WORKING)).to_have_count(0)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_enabled()
