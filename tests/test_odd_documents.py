"""Public odd documents: each ends in text or a reason, and none of its text is lost on the way."""

import re
from pathlib import Path

import docx
import pytest
import trafilatura

from core.errors import UnreadableFile
from ingest.reading import READERS, read_file

WORD = re.compile(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+")
NOT_READ = {".csv", ".xlsx", ".pptx"}


@pytest.fixture(scope="module")
def files(benchmarks) -> list[Path]:
    """The public set."""
    return sorted(path for path in (benchmarks / "odd-documents").rglob("*") if path.is_file())


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def read(path: Path) -> set[str] | str:
    """Give the words of a file, or the reason why it has none."""
    try:
        return words("\n".join(page.text for page in read_file(path).pages))
    except UnreadableFile as error:
        return str(error)


def in_tables(container) -> list[str]:
    """The paragraphs of a document or cell, and those in its tables."""
    found = [paragraph.text for paragraph in container.paragraphs]
    for table in container.tables:
        for row in table.rows:
            for cell in row.cells:
                found += in_tables(cell)
    return found


def missing(path: Path, plain: str) -> set[str]:
    """The words that a library alone finds and that are not read here, if they are many."""
    expected = words(plain)
    found = read(path)
    lost = expected - (set() if isinstance(found, str) else found)
    return lost if len(lost) > 0.05 * len(expected) else set()


def test_every_file_ends_in_text_or_a_reason(files):
    assert len(files) == 45
    for path in files:
        found = read(path)
        assert found, path
        if path.suffix in NOT_READ:
            assert found == f"files of kind {path.suffix} are not read; {', '.join(READERS)} are"
        elif isinstance(found, str):
            assert re.match(r"has no text|is empty", found), (path, found)


def test_no_word_document_loses_what_python_docx_finds(files):
    compared = 0
    for path in (path for path in files if path.suffix == ".docx"):
        plain = "\n".join(in_tables(docx.Document(str(path))))
        assert not missing(path, plain), path
        compared += bool(words(plain))
    assert compared >= 20


def test_a_word_document_without_text_really_has_none(files):
    for path in (path for path in files if path.suffix == ".docx"):
        plain = words("\n".join(in_tables(docx.Document(str(path)))))
        assert not (plain and isinstance(read(path), str)), path


def test_no_web_page_loses_what_trafilatura_finds(files):
    pages = [path for path in files if path.suffix == ".html"]
    assert len(pages) == 4
    for path in pages:
        plain = trafilatura.extract(path.read_text("utf-8"), include_comments=False) or ""
        assert words(plain), path
        assert not missing(path, plain), path
