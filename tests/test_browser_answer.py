"""What a browser alone shows of an answer: a table, marks that speak, and the way back from a note.

The answers are made up (`made_answers.py`); the server, the page and the sources are real.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from browser import (
    LOOKS,
    ROOT,
    ask,
    indexed,
    photograph,
    served,
)
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


@pytest.fixture(scope="module", params=[MODEL])
def site(request, chromium, tmp_path_factory) -> Iterator[str]:
    """The planted site, with a chat model that is never reached."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    settings = indexed(folder) | request.param
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
