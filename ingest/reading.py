"""Reading one file of any kind.

In: a path. Out: a `ReadFile`, or `UnreadableFile` with the reason. The content decides, not the
name: a PDF, a Word document or a web page named .txt is read as what it is, and a text named .pdf
is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.errors import UnreadableFile
from ingest.blocks import ReadFile
from ingest.markdown import read_markdown
from ingest.pdf import read_pdf
from ingest.plain_text import read_text
from ingest.web_page import looks_like_html, read_html
from ingest.word_file import read_word
from ingest.word_package import OLE, ZIP, is_word

Reader = Callable[[Path], ReadFile]
READERS: dict[str, Reader] = {
    ".pdf": read_pdf,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
    ".docx": read_word,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_HEAD_BYTES = 1024


def read_file(path: Path) -> ReadFile:
    """Read a file by what it holds."""
    try:
        reader = reader_of(path)
        return replace(reader(path), printed_pages=reader is read_pdf)
    except OSError as error:
        raise UnreadableFile(f"cannot be opened: {error.strerror}") from error


def reader_of(path: Path) -> Reader:
    """Find the reader of a file; a kind that none reads is an error."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD_BYTES)
    reader = _by_content(path, head) or READERS.get(path.suffix.lower())
    if reader is None:
        kind = path.suffix.lower() or "without an extension"
        raise UnreadableFile(f"files of kind {kind} are not read; {', '.join(READERS)} are")
    return reader


def _by_content(path: Path, head: bytes) -> Reader | None:
    """Return the reader for what a file plainly is, whatever it is called."""
    if head.lstrip().startswith(b"%PDF-"):
        return read_pdf
    if head.startswith(OLE) or (head.startswith(ZIP) and is_word(path)):
        return read_word
    return read_html if looks_like_html(head) else None
