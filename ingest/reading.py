"""Reading one file of any kind.

In: a path. Out: a `ReadFile`, or `UnreadableFile` with the reason. The content decides, not the
name: a PDF named .txt is read as a PDF, and a text named .pdf is refused by name.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.errors import UnreadableFile
from ingest.blocks import ReadFile
from ingest.markdown import read_markdown
from ingest.pdf import read_pdf
from ingest.plain_text import read_text

READERS = {
    ".pdf": read_pdf,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
}
_HEAD_BYTES = 1024


def read_file(path: Path) -> ReadFile:
    """Read a file by what it holds."""
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEAD_BYTES)
        reader = (
            read_pdf if head.lstrip().startswith(b"%PDF-") else READERS.get(path.suffix.lower())
        )
        if reader is None:
            kind = path.suffix.lower() or "without an extension"
            raise UnreadableFile(f"files of kind {kind} are not read; {', '.join(READERS)} are")
        return replace(reader(path), printed_pages=reader is read_pdf)
    except OSError as error:
        raise UnreadableFile(f"cannot be opened: {error.strerror}") from error
