"""What an added document is called on disk, and of which kind it is.

In: a name as a browser sent it, and content. Out: a file name that is safe on every system, with
the extension of what the content is. The name given is never used as a path.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

from core.errors import UnreadableFile
from ingest.decoding import read_decoded
from ingest.markdown import read_markdown
from ingest.pdf import PARTS_OF_A_PDF, read_pdf
from ingest.plain_text import read_text
from ingest.reading import READERS, reader_of

_MOST_CHARS = 80
_MOST_BYTES = 160  # a name may have 255, and drafts are longer by a few
_EXTENSION = re.compile(r"\.\w{1,10}")
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*.]+')  # by Windows, and dots
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def extension_of(name: str, content: bytes) -> str:
    """Return the extension that goes with the content; refuse what no reader reads.

    The readers' own detection and decoding take a path.
    """
    given = Path(_last_part(name)).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{given if _EXTENSION.fullmatch(given) else ''}"
        path.write_bytes(content)
        reader = reader_of(path)
        if reader in (read_markdown, read_text):
            read_decoded(path)
    if reader is read_pdf and not any(part in content for part in PARTS_OF_A_PDF):
        raise UnreadableFile("is not a PDF")
    if READERS.get(given) is reader:
        return given
    return next(extension for extension, other in READERS.items() if other is reader)


def clean_name(name: str, extension: str) -> str:
    """Make a file name of a browser's: no path, no hidden file, no device, no odd characters."""
    last = clean_text(_last_part(name))
    suffix = Path(last).suffix
    stem = last.removesuffix(suffix) if suffix.lower() in READERS else last
    stem = _FORBIDDEN.sub("-", stem).strip(" -~")[:_MOST_CHARS]
    stem = stem.encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(" -~")
    if _RESERVED.fullmatch(stem):
        stem = f"file {stem}"
    return (stem or "document") + extension


def clean_text(text: str) -> str:
    """Return a line without control and invisible characters, and with single spaces."""
    kept = ((" " if c.isspace() else c) for c in unicodedata.normalize("NFC", text))
    visible = (c for c in kept if not unicodedata.category(c).startswith("C"))
    return " ".join("".join(visible).split())


def _last_part(name: str) -> str:
    return _SEPARATORS.split(name)[-1].strip()
