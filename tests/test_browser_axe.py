"""Accessibility of every screen by axe-core, in light and dark and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, QUESTION, REFUSED, WIDE, ask, chips, drawer, settle
from playwright.sync_api import Page, expect

from ui import strings

pytest_plugins = ["browser"]
# Streamlit's own, seen on every page that uses the element and not ours to mend (1.67).
EXCUSED = {
    "presentation-role-conflict": "the file uploader's hidden input",
}
LOOKS: dict[str, dict] = {
    "light": {**WIDE, "color_scheme": "light"},
    "dark": {**WIDE, "color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "dark"},
}


def violations(page: Page, name: str) -> list[str]:
    """What axe finds, but for what is Streamlit's; the screen is saved if a folder is given."""
    page.wait_for_timeout(600)  # until nothing fades in any more
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for v in found
        if v["id"] not in EXCUSED
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_the_screens_of_a_conversation(visit, look):
    page = visit("/", **LOOKS[look]).page
    assert violations(page, f"{look}-start") == []
    ask(page, QUESTION)
    assert violations(page, f"{look}-answer") == []
    chips(page).first.click()
    expect(drawer(page).locator("blockquote").first).to_be_visible()
    assert violations(page, f"{look}-drawer") == []
    if look != "phone":
        drawer(page).get_by_role("button", name=strings.PIN).click()
        expect(page.locator(".st-key-pinned_source blockquote").first).to_be_visible()
        assert violations(page, f"{look}-pinned") == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("library", "/library"),
        ("pdf", "/source?id=prose&page=2&start=0&end=40"),
        ("section", "/source?id=riverbend&page=1"),
        ("nowhere", "/source?id=nothing"),
    ],
)
def test_the_other_screens(visit, look, name, path):
    page = visit(path, **LOOKS[look]).page
    assert violations(page, f"{look}-{name}") == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_refusal(visit, look):
    page = visit("/", **LOOKS[look]).page
    page.get_by_test_id("stChatInputTextArea").fill(REFUSED)
    page.keyboard.press("Enter")
    expect(page.get_by_text(strings.STATUS["no_evidence"]).first).to_be_visible()
    settle(page)
    assert violations(page, f"{look}-refusal") == []
