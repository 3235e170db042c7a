"""The case digests as PDF say what their Markdown says, and look like the reports people have."""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from core.schema import join_over_pages
from core.settings import ROOT, Settings
from ingest.catalog import read_catalog
from ingest.passages import TokenBudget, cut
from ingest.reading import read_file

sys.path.insert(0, str(ROOT / "scripts"))
from make_pdfs import MARKDOWN, TWO_COLUMNS, typeset  # type: ignore[import-not-found]

NAMES = ["cross-case-lessons", "pasadena", "porterville", "sacramento"]
DOCUMENTS = ROOT / "corpus" / "documents"


def of_each_case(test):
    return pytest.mark.parametrize("name", NAMES)(test)


@cache
def origins():
    settings = Settings(DOCUMENTS, ROOT, ROOT / "corpus" / "catalog.yaml")
    return read_catalog(settings).origins


def told(path: Path):
    """Each sentence of a file with its form and its origins, in reading order."""
    whole = TokenBudget(lambda texts: [len(text.split()) for text in texts], 10_000)
    found = []
    for sentence in cut("any", "any", read_file(path), origins(), whole).sentences:
        rest = sentence.continues
        text = join_over_pages(sentence.text, rest.quote) if rest else sentence.text
        found.append((text, sentence.form, tuple(origin.id for origin in sentence.origins)))
    return found


def printed(name: str) -> str:
    """The PDF's text as pdfium gives it, where a hyphen at a line's end is U+0002."""
    document = pypdfium2.PdfDocument(DOCUMENTS / f"{name}.pdf")
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_every_markdown_has_its_pdf_and_only_that_is_indexed():
    assert sorted(path.stem for path in MARKDOWN.glob("*.md")) == NAMES
    assert sorted(path.stem for path in DOCUMENTS.glob("*.pdf")) == NAMES
    assert not [name for name in NAMES if (DOCUMENTS / f"{name}.md").exists()]


@of_each_case
def test_pdf_and_markdown_give_the_same_sentences_and_origins(name):
    markdown = told(MARKDOWN / f"{name}.md")
    assert len(markdown) > 10
    assert told(DOCUMENTS / f"{name}.pdf") == markdown


@of_each_case
def test_the_pdf_is_what_the_script_makes_of_the_markdown(name):
    assert (DOCUMENTS / f"{name}.pdf").read_bytes() == typeset(MARKDOWN / f"{name}.md")


@of_each_case
def test_the_pdf_has_front_matter_a_body_from_1_and_tags(name):
    reader = pypdf.PdfReader(DOCUMENTS / f"{name}.pdf")
    body = [str(number) for number in range(1, len(reader.pages) - 1)]
    assert reader.page_labels == ["i", "ii", *body]
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    read = read_file(DOCUMENTS / f"{name}.pdf")
    assert [page.label for page in read.pages] == reader.page_labels
    assert read.title == read_file(MARKDOWN / f"{name}.md").title


@of_each_case
def test_running_headers_and_footers_are_printed_and_are_no_text(name):
    read = read_file(DOCUMENTS / f"{name}.pdf")
    header = "Linked Learning guide, 2026"
    assert printed(name).count(header) == len(read.pages)
    assert header not in " ".join(page.text for page in read.pages)
    assert [page.number for page in read.pages if str(read.title) in page.text] == [1]


def test_words_are_hyphenated_in_print_and_whole_in_the_text():
    whole = []
    for name in NAMES:
        text = " ".join(sentence for sentence, _, _ in told(DOCUMENTS / f"{name}.pdf"))
        broken = re.findall(r"(\w+)\x02(\w+)", printed(name))
        whole += [first + rest for first, rest in broken if first + rest in text]
    assert len(whole) >= 10


def test_one_has_two_columns_and_three_have_a_table():
    assert set(NAMES) >= TWO_COLUMNS
    forms = {name: {form for _, form, _ in told(DOCUMENTS / f"{name}.pdf")} for name in NAMES}
    assert sum("table_row" in found for found in forms.values()) >= 3
