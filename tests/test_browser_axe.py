"""Accessibility of every screen by axe-core: in light and dark, wide and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import (
    LOOKS,
    OF_BOTH,
    PDF_PLACE,
    REFUSED,
    ask,
    chips,
    drawer,
    photograph,
    picture_of,
)
from playwright.sync_api import Page, expect

from ui import strings

pytest_plugins = ["browser"]
# What is Streamlit's own (1.67) and cannot be mended here: rule, what its element has in it, why.
STREAMLITS = (
    (
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"',
        "the file uploader's drop zone has role=presentation and tabindex=-1",
    ),
)
WCAG_22 = {"target-size": {"enabled": True}}  # axe leaves it out if it is not asked for
ENOUGH = 4.5
# Contrast of texts on the nearest background that is not see-through; 0 if that is not plain.
CONTRASTS = """selectors => selectors.map(selector => {
    const part = (text) => {
        const [, srgb, numbers] = text.match(/^(?:rgba?|color)\\((srgb )?([^)]+)\\)$/) ?? [];
        return (numbers ?? "").split(/[ ,]+/).map((n) => srgb ? 255 * n : Number(n));
    };
    const light = (rgb) => rgb.slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
    const text = document.querySelector(selector);
    let behind = text;
    while (part(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const colours = [getComputedStyle(text).color, getComputedStyle(behind).backgroundColor];
    if (colours.some(c => part(c).length !== 3)) return 0;
    const [dark, bright] = colours.map(c => light(part(c))).sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
})"""


def assert_accessible(page: Page, name: str) -> None:
    """Hold a screen against all rules of axe, best practices too, and photograph it."""
    page.wait_for_timeout(400)  # until nothing fades in any more
    photograph(page, name)
    # While a dialog is open, Streamlit clips the root element, which has no height of its own. axe
    # then takes everything for invisible and finds no contrast to look at.
    page.evaluate("document.documentElement.style.overflow = 'visible'")
    options = {"resultTypes": ["violations", "incomplete"], "rules": WCAG_22}
    found = Axe().run(page, options=options).response
    ruled = {entry["id"] for kind in ("passes", "violations") for entry in found[kind]}
    assert "color-contrast" in ruled, f"{name}: no text was seen"
    assert violations_of_ours(found) == [], name
    assert too_faint(page, found) == [], name


def violations_of_ours(found: dict[str, Any]) -> list[str]:
    return [
        f"{entry['id']} ({entry['impact']}): {node['html'][:200]} {node.get('failureSummary')}"
        for entry in found["violations"]
        for node in entry["nodes"]
        if not any(rule == entry["id"] and part in node["html"] for rule, part, _ in STREAMLITS)
    ]


def too_faint(page: Page, found: dict[str, Any]) -> list[str]:
    """The texts of whose contrast axe was not sure, if it is not enough."""
    unsure = [entry for entry in found["incomplete"] if entry["id"] == "color-contrast"]
    nodes = [node for entry in unsure for node in entry["nodes"]]
    contrasts = page.evaluate(CONTRASTS, [node["target"][0] for node in nodes])
    return [
        n["html"][:200] for n, contrast in zip(nodes, contrasts, strict=True) if contrast < ENOUGH
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_the_screens_of_a_conversation(visit, look):
    page = visit("/", **LOOKS[look]).page
    assert_accessible(page, f"{look}-empty")
    ask(page, REFUSED)
    assert_accessible(page, f"{look}-refusal")
    page.locator('[class*="st-key-quote-0-n0"] button').click()
    picture_of(drawer(page))
    assert_accessible(page, f"{look}-near")
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    ask(page, OF_BOTH)
    assert_accessible(page, f"{look}-answer")
    chips(page).last.click()
    picture_of(drawer(page))
    assert_accessible(page, f"{look}-drawer")
    if look == "phone":
        return
    drawer(page).get_by_role("button", name=strings.PIN).click()
    expect(drawer(page)).to_have_count(0)
    picture_of(page.locator(".st-key-pinned_source"))
    assert_accessible(page, f"{look}-pinned")


@pytest.mark.parametrize("look", LOOKS)
def test_the_library_and_the_pages_of_sources(visit, look):
    page = visit("/library", **LOOKS[look]).page
    expect(page.get_by_test_id("stPageLink")).to_have_count(2)
    page.get_by_text(strings.ADD_DOCUMENTS, exact=True).click()
    assert_accessible(page, f"{look}-library")
    site = page.url.removesuffix("/library")
    page.goto(site + PDF_PLACE)
    picture_of(page.get_by_test_id("stMain"))
    page.get_by_text(strings.VIEWS["text"], exact=True).click()
    page.get_by_label(strings.FIND_IN).fill("pathway")
    page.keyboard.press("Enter")
    expect(page.locator("li mark").first).to_be_visible()
    assert_accessible(page, f"{look}-pdf")
    page.goto(f"{site}/source?id=riverbend&page=1&start=0&end=9")
    expect(page.locator("mark")).to_be_visible()
    assert_accessible(page, f"{look}-markdown")
    page.goto(f"{site}/source?id=nothing")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page, f"{look}-nothing")
