"""The PDF reader.

In: a PDF file. Out: `ReadFile`, or `UnreadableFile` with a reason in one line. pypdf tells the
structure (title, authors, labels, bookmarks) and pdfium gives text with places; where one fails the
other stands in, page by page. pypdf raises whatever a damaged file provokes (`TypeError`,
`AssertionError`, `RecursionError` …), so every question to it is put through `_first`. A file
without words is an error rather than an empty source: nobody would notice that it says nothing.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pypdf

from core.errors import UnreadableFile
from ingest import pdfium
from ingest.blocks import ReadFile, ReadPage
from ingest.file_facts import authors_of, title_of, year_of
from ingest.page_layout.characters import clean
from ingest.page_layout.glyphs import OutlineEntry, RawPage
from ingest.page_layout.layout import PageText, lay_out, lay_out_plain
from ingest.page_layout.unseen import HIDDEN
from library.quality import said_of

T = TypeVar("T")

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else it warns on stderr

NO_TEXT_LAYER = "no text layer"
UNDECODED = "its fonts do not say which letters they show"
DAMAGED = "it is damaged"
PROTECTED = re.compile(r"this pdf (?:file|document) (?:is|has been) protected", re.IGNORECASE)
WAITING = re.compile(r"please wait\.\.\. if this message is not eventually", re.IGNORECASE)
NOTICE_MOST_CHARS = 1500
PARTS_OF_A_PDF = (b"%PDF-", b" obj", b"startxref", b"trailer")
NOWHERE = RawPage("", (), (0.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True, slots=True)
class _Structure:
    """What the file says of itself; a label may be empty, or missing for the last pages."""

    facts: dict[str, str]
    labels: tuple[str, ...]
    outline: tuple[OutlineEntry, ...]

    def label(self, index: int) -> str:
        label = clean(self.labels[index]) if index < len(self.labels) else ""
        return label or str(index + 1)


@dataclass(frozen=True, slots=True)
class _Taken:
    """One page as it was taken: with places, or as plain text, or why neither."""

    raw: RawPage = NOWHERE
    plain: str = ""
    failure: str | None = None


def read_pdf(path: Path) -> ReadFile:
    """Read a PDF's pages, or raise `UnreadableFile` with the reason."""
    content = _content(path)
    reader = _first(lambda: pypdf.PdfReader(io.BytesIO(content)), default=None)
    try:
        with pdfium.open_pdf(content) as document:
            structure, taken = _structure(reader, document), _take(reader, document)
    except UnreadableFile as exc:
        structure, taken = _structure(reader, None), _take_plain(reader)
        if not any(page.plain for page in taken):
            raise _why_closed(content, reader, exc) from exc
    pages = _pages(taken, structure)
    _check(pages)
    facts = structure.facts
    return ReadFile(
        pages=pages,
        title=title_of(facts.get("Title", "")),
        authors=authors_of(facts.get("Author", "")),
        year=year_of(facts.get("CreationDate", "")),
        warnings=tuple(_warnings(pages)),
    )


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise UnreadableFile(f"cannot be opened: {exc.strerror or exc}") from exc
    if not content:
        raise UnreadableFile("is empty (0 bytes)")
    if not any(part in content for part in PARTS_OF_A_PDF):
        raise UnreadableFile("is not a PDF")
    return content


def _why_closed(
    content: bytes, reader: pypdf.PdfReader | None, reason: UnreadableFile
) -> UnreadableFile:
    """Say why a file cannot be opened."""
    if isinstance(reason, pdfium.NeedsPassword):
        # pdfium may give an earlier file's reason for a file without pages (5.15, 2026).
        if b"/Encrypt" in content:
            return reason
        reason = UnreadableFile(pdfium.DAMAGED_STRUCTURE)
    if reader is not None and _page_count(reader) == 0:
        return UnreadableFile("has no pages")
    return reason if b"%PDF-" in content[:1024] else UnreadableFile("is not a PDF")


def _first(*questions: Callable[[], T], default: T) -> T:
    """The first answer that comes without an exception; on a damaged file any may be raised."""
    for question in questions:
        try:
            return question()
        except Exception:  # noqa: BLE001
            continue
    return default


def _structure(reader: Any, document: Any) -> _Structure:
    """Ask pypdf, else pdfium; either may be missing, which is an exception like any other."""
    no_facts: dict[str, str] = {}
    return _Structure(
        facts=_first(lambda: _facts(reader), lambda: pdfium.metadata(document), default=no_facts),
        labels=_first(
            lambda: tuple(reader.page_labels), lambda: pdfium.page_labels(document), default=()
        ),
        outline=_first(
            lambda: tuple(_entries(reader.outline, 1)),
            lambda: pdfium.outline(document),
            default=(),
        ),
    )


def _facts(reader: pypdf.PdfReader) -> dict[str, str]:
    facts: dict[str, Any] = dict(reader.metadata or {})
    return {key: str(facts.get(f"/{key}") or "") for key in ("Title", "Author", "CreationDate")}


def _entries(outline: Any, level: int) -> Iterator[OutlineEntry]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(entry, level + 1)
        else:
            yield OutlineEntry(str(entry.title), level)


def _page_count(reader: pypdf.PdfReader) -> int | None:
    return _first(lambda: len(reader.pages), default=None)


def _take(reader: pypdf.PdfReader | None, document: pdfium.Document) -> list[_Taken]:
    count = pdfium.page_count(document)
    same = reader is not None and _page_count(reader) == count
    layered = _first(lambda: _has_layers(reader), default=False)
    taken = [
        _take_page(document, number, reader if same else None, layered=layered)
        for number in _to(count)
    ]
    if all(page.failure == DAMAGED for page in taken):
        plain = _take_plain(reader)
        return plain if any(page.plain for page in plain) else taken
    return taken


def _has_layers(reader: Any) -> bool:
    return "/OCProperties" in reader.root_object


def _to(count: int) -> range:
    return range(1, count + 1)


def _take_page(
    document: pdfium.Document, number: int, reader: pypdf.PdfReader | None, *, layered: bool
) -> _Taken:
    try:
        raw = pdfium.read_page(document, number, layered=layered)
    except UnreadableFile:
        return _taken_plain(reader, number, DAMAGED)
    if raw.lines:
        return _Taken(raw)
    if raw.undecoded:
        return _Taken(failure=UNDECODED)
    if raw.has_characters:
        return _Taken(raw)  # all of it hidden, or beside the visible page
    failure = NO_TEXT_LAYER if pdfium.has_images(document, number) else None
    return _taken_plain(reader, number, failure)


def _take_plain(reader: pypdf.PdfReader | None) -> list[_Taken]:
    if reader is None:
        return []
    return [_taken_plain(reader, number, DAMAGED) for number in _to(_page_count(reader) or 0)]


def _taken_plain(reader: pypdf.PdfReader | None, number: int, failure: str | None) -> _Taken:
    if reader is None:
        return _Taken(failure=failure)
    plain = _first(lambda: reader.pages[number - 1].extract_text(), default="")
    return _Taken(plain=plain) if lay_out_plain(plain).blocks else _Taken(failure=failure)


def _pages(taken: Sequence[_Taken], structure: _Structure) -> tuple[ReadPage, ...]:
    labels = [structure.label(index) for index in range(len(taken))]
    title = title_of(structure.facts.get("Title", ""))
    laid_out = lay_out([page.raw for page in taken], labels, structure.outline, title)
    return tuple(
        _page(index + 1, label, page, text)
        for index, (label, page, text) in enumerate(zip(labels, taken, laid_out, strict=True))
    )


def _page(number: int, label: str, taken: _Taken, laid_out: PageText) -> ReadPage:
    text = lay_out_plain(taken.plain) if taken.plain else laid_out
    return ReadPage(
        number,
        label,
        text.text,
        text.blocks,
        text.runs,
        taken.failure,
        open_end=text.open_end,
        doubts=text.doubts + ((HIDDEN,) if taken.raw.unseen else ()),
    )


def _check(pages: Sequence[ReadPage]) -> None:
    """Raise if there is nothing to cite."""
    if any(page.blocks for page in pages):
        _check_notice(pages)
        return
    count = f"{len(pages)} page" if len(pages) == 1 else f"{len(pages)} pages"
    failures = {page.failure for page in pages}
    if NO_TEXT_LAYER in failures:
        raise UnreadableFile(
            f"has no text layer ({count} of images); it needs text recognition first"
        )
    if UNDECODED in failures:
        raise UnreadableFile(f"has {count} of text, but {UNDECODED}; it needs text recognition")
    if DAMAGED in failures:
        raise UnreadableFile("is damaged: none of its pages can be read")
    raise UnreadableFile(f"has no text ({count} without words or pictures)")


def _check_notice(pages: Sequence[ReadPage]) -> None:
    """Raise if a viewer put a notice in the place of the document."""
    text = " ".join(page.text for page in pages)
    if len(text) > NOTICE_MOST_CHARS:
        return
    if PROTECTED.search(text):
        raise UnreadableFile("is only a notice that the file is protected; its text is not in it")
    if WAITING.search(text):
        raise UnreadableFile("is only a notice that another viewer is needed; print it to a PDF")


def _warnings(pages: Sequence[ReadPage]) -> Iterator[str]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        if page.failure:
            numbers[page.failure].append(page.number)
        elif page.text and not page.runs:
            numbers["read without places, so quotes are not marked on it"].append(page.number)
        for doubt in page.doubts:
            numbers[doubt].append(page.number)
    for why, affected in numbers.items():
        shown = ", ".join(str(number) for number in affected[:10])
        more = f" and {len(affected) - 10} more" if len(affected) > 10 else ""
        noun = "page" if len(affected) == 1 else "pages"
        yield f"{noun} {shown}{more}: {said_of(len(affected), why)}"
