"""Bytes of a text file → clean text.

In: the path of a text or Markdown file. Out: its text with line feeds as its only line ends, plain
spaces, hyphens and letters, and nothing invisible; with a warning where the encoding is a guess or
bytes were lost. UTF-8 and byte order marks decide first. A guess prefers Windows-1252
wherever charset-normalizer finds it possible: it likes to name Central European sets for English
text with curly quotes, which turns "ñ" into "ń".
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from core.errors import UnreadableFile
from ingest.page_layout.characters import LIGATURES

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x89PNG": "a PNG image",
}
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control and format characters, but for line ends, tabs and the two joiners that letters need.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # a log with colours in it is text; object code is not
_PLAIN = str.maketrans({**LIGATURES, "\u2010": "-", "\u2011": "-"})
_TAB_STOP = 4
_ALL_ASCII = ("iso2022_jp", "hz")  # such bytes are valid UTF-8 too


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The clean text of a file, and what the reader should know of how it was decoded."""

    text: str
    warnings: tuple[str, ...] = ()


def read_decoded(
    path: Path, declared: Callable[[bytes], str | None] = lambda content: None
) -> DecodedText:
    """Read a text file; one without any text is refused.

    `declared` finds the encoding that a format lets a file name in itself; byte order marks and
    valid UTF-8 are believed first, but for encodings whose bytes are all ASCII.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"cannot be opened: {error.strerror}") from error
    if not content:
        raise UnreadableFile("is empty (0 bytes)")
    decoded = _decode(content, declared(content))
    text = clean_text(decoded.text)
    if not text.strip():
        raise UnreadableFile("has no text")
    return DecodedText(text, decoded.warnings)


def clean_text(text: str) -> str:
    """Return the text with plain spaces, hyphens, letters and line ends, and nothing invisible."""
    if text.isprintable() and text.isascii():
        return text
    text = _SPACE.sub(" ", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))
    return unicodedata.normalize("NFC", text).translate(_PLAIN).expandtabs(_TAB_STOP)


def _decode(content: bytes, declared: str | None) -> DecodedText:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_lenient(content, encoding))
    for magic, what in _FOREIGN.items():
        if content.startswith(magic):
            raise UnreadableFile(f"is not text but {what}")
    if b"\0" in content:
        raise UnreadableFile("is not text (it holds NUL bytes)")
    return _checked(_unmarked(content, declared))


def _unmarked(content: bytes, declared: str | None) -> DecodedText:
    utf8 = _lenient(content, "utf-8")
    if declared in _ALL_ASCII or (utf8.warnings and declared and declared != "utf-8"):
        return _lenient(content, declared)
    if utf8.warnings and not _is_damaged_utf8(utf8.text):
        return _guess(content)
    return utf8


def _lenient(content: bytes, encoding: str) -> DecodedText:
    """Decode, and say how many places could not be."""
    try:
        return DecodedText(content.decode(encoding))
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        return DecodedText(text, (f"damaged {encoding}: {lost} characters are shown as \ufffd",))


def _is_damaged_utf8(text: str) -> bool:
    """Tell UTF-8 with a few bad bytes from another encoding: most non-ASCII letters decode."""
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good > 4 * bad


def _guess(content: bytes) -> DecodedText:
    matches = from_bytes(content)
    best = matches.best()
    if best is None:
        raise UnreadableFile("is not text (no known encoding fits)")
    possible = {name for match in matches for name in match.could_be_from_charset}
    encoding = "cp1252" if "cp1252" in possible else best.encoding
    text = content.decode(encoding, errors="replace")
    return DecodedText(text, (f"the encoding is not UTF-8; read as {encoding}, which is a guess",))


def _checked(decoded: DecodedText) -> DecodedText:
    """Refuse what decodes but is no text."""
    controls = len(_CONTROL.findall(decoded.text))
    if "\0" in decoded.text or controls > _CONTROL_SHARE * len(decoded.text):
        raise UnreadableFile("is not text (it holds control characters)")
    return decoded
