"""Documents added in a real browser: read by their own process, then answered from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from browser import (
    MARKDOWN,
    QUESTION,
    ROOT,
    SAMPLE,
    WIDE,
    ask,
    environment,
    opened,
    served,
)
from playwright.sync_api import Page, expect

from ui import strings

pytest_plugins = ["browser"]
READ_MS = 120_000
WORD = "Cedar Valley Unified opened a robotics pathway in 2017 with forty students."


@pytest.fixture(scope="module")
def own(chromium, tmp_path_factory):
    """A server of its own, because its library changes: the address, and the data folder."""
    folder = tmp_path_factory.mktemp("upload")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "riverbend.md").write_text(MARKDOWN, "utf-8")
    settings = {
        "LINKED_LEARNING_CORPUS_DIR": str(folder / "corpus"),
        "LINKED_LEARNING_DATA_DIR": str(folder / "data"),
    }
    ingest = [sys.executable, "-m", "commands.main", "ingest"]
    subprocess.run(ingest, cwd=ROOT, env=environment(settings), check=True, timeout=300)
    with served(ROOT / "app.py", settings, folder) as address:
        yield address, folder / "data"


def add(page: Page, *paths: Path) -> None:
    page.get_by_text(strings.ADD_DOCUMENTS, exact=True).click()
    page.locator('input[type="file"]').first.set_input_files([str(path) for path in paths])
    page.get_by_role("button", name=strings.ADD, exact=True).click()


def word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Cedar Valley", level=1)
    document.add_paragraph(WORD)
    document.save(str(path))
    return path


def test_added_pdf_and_word_files_are_read_and_answered_from(own, chromium, tmp_path):
    address, _ = own
    context = chromium.new_context(**WIDE)
    page = opened(context.new_page(), f"{address}/library").page
    pdf = shutil.copy(SAMPLE, tmp_path / "Rosewater report.pdf")
    add(page, Path(pdf), word_file(tmp_path / "cedar.docx"))
    stored = page.get_by_test_id("stAlert").filter(has_text="stored")
    expect(stored).to_have_text(strings.SEVERAL_ADDED.format(count=2))
    expect(stored).to_have_count(0, timeout=READ_MS)  # the reading began
    reader = opened(context.new_page(), address).page  # the library changes under another's eyes
    ask(reader, "How did Riverbend pay for its pathways?")
    shown = page.get_by_text(re.compile(r"3 of 3 documents shown"))
    expect(shown).to_be_visible(timeout=READ_MS)
    ask(reader, "When did Cedar Valley open a robotics pathway?")
    expect(reader.get_by_text(WORD)).to_be_visible()
    ask(reader, QUESTION)
    chip = reader.locator('a.ll-chip[href^="#cite-2-c0"]')
    expect(chip).to_have_attribute("aria-label", re.compile(r"Citation 1: .*Rosewater"))
    chip.click()
    expect(reader.get_by_role("dialog")).to_contain_text(strings.MARKED)
    context.close()


# For how many milliseconds at most both buttons stood there; the browser may draw one a frame
# before it takes the other away, which nobody sees.
A_MOMENT_MS = 250
BOTH_BUTTONS = """([stop, retry]) => {
    let since = null;
    window.both = 0;
    const look = () => {
        const told = [...document.querySelectorAll("button")].map(b => b.innerText.trim());
        const together = told.includes(stop) && told.includes(retry);
        since = together ? since ?? performance.now() : null;
        if (together) {
            window.both = Math.max(window.both, performance.now() - since);
            setTimeout(look, 50);
        }
    };
    const all = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document.body, all);
}"""


def test_a_reading_that_is_called_off_stops_and_can_be_tried_again(own, chromium, tmp_path):
    address, _ = own
    context = chromium.new_context(**WIDE)
    page = opened(context.new_page(), f"{address}/library").page
    plan = tmp_path / "long plan.md"
    sections = (f"## Part {n}\n\nPine Ridge High runs garden {n} of {n * n}." for n in range(900))
    plan.write_text("\n\n".join(["# Pine", *sections]), "utf-8")
    page.evaluate(BOTH_BUTTONS, [strings.CANCEL, strings.RETRY])
    add(page, plan)
    row = page.get_by_test_id("stMarkdown").filter(has_text="long plan.md · ")
    expect(row).to_contain_text(strings.JOB_STAGES["embedding"], timeout=READ_MS)
    with chromium.new_context(**WIDE) as another:  # somebody else asks meanwhile
        asking = opened(another.new_page(), address).page
        ask(asking, "How did Riverbend pay for its pathways?")
        expect(asking.locator("a.ll-chip").first).to_be_visible()
        expect(row).to_contain_text(strings.JOB_STAGES["embedding"])
    stop = page.get_by_role("button", name=strings.CANCEL)
    retry = page.get_by_role("button", name=strings.RETRY)
    stop.click()
    expect(stop).to_have_count(0, timeout=2_500)
    expect(row).to_contain_text("Stopped", timeout=READ_MS)
    expect(retry).to_have_count(1)
    expect(stop).to_have_count(0)
    retry.click()  # and the page follows it again by itself
    expect(row).to_contain_text(strings.JOB_STAGES["embedding"], timeout=READ_MS)
    stop.click()
    expect(row).to_contain_text("Stopped", timeout=READ_MS)
    assert page.evaluate("window.both") < A_MOMENT_MS
    page.get_by_role("button", name=strings.CLEAR_QUEUE).click()
    expect(row).to_have_count(0)
    context.close()


def test_a_hostile_upload_is_refused_in_one_line_and_lies_nowhere(own, chromium, tmp_path):
    address, data = own
    context = chromium.new_context(**WIDE)
    page = opened(context.new_page(), f"{address}/library").page
    fake = tmp_path / "report.pdf"
    fake.write_text("<script>alert(1)</script> not a PDF", "utf-8")
    archive = tmp_path / "bomb.docx"
    archive.write_bytes(b"PK\x03\x04" + b"\0" * 400)
    before = {path for path in data.rglob("*") if path.name.endswith((".pdf", ".docx"))}
    add(page, fake, archive)
    expect(page.get_by_text(re.compile(r"report\.pdf was not added"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"bomb\.docx was not added"))).to_be_visible()
    assert {p for p in data.rglob("*") if p.name.endswith((".pdf", ".docx"))} == before
    context.close()
