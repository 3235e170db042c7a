"""Everything that asks pdfium: characters and their places, and pictures of pages.

In: a PDF file. Out: `RawPage` (for `layout`), the rectangles of a span of cleaned text, and a page
as PNG with rectangles marked. pdfium is not thread-safe, even across documents, so every call is
made under `LOCK`, and every handle is closed under it rather than left to the garbage collector.
Character indexes depend on the page's rotation; it is set to 0 before they are taken, always.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pypdfium2
import pypdfium2.raw as c
from PIL import Image, ImageChops, ImageDraw

from core.errors import UnreadableFile
from core.schema import TextRun
from ingest.page_crop import text_sides
from ingest.page_layout.glyphs import OutlineEntry, RawPage
from ingest.page_layout.places import Box, Placed, glyphs_of, join_boxes
from ingest.page_layout.raw_pages import raw_page
from ingest.page_layout.unseen import without_unseen
from ingest.pdfium_ink import Ink

LOCK = threading.RLock()
Document: TypeAlias = Any
Pixels: TypeAlias = tuple[int, int, int, int]

DAMAGED_STRUCTURE = "is damaged: its structure cannot be read"
BOLD_NAME = re.compile(r"bold|black|heavy|demi|-medi|cmbx|sfbx", re.IGNORECASE)
BOLD_WEIGHT = 600
MARK, MARK_EDGE = (255, 233, 130), (190, 100, 0)
INK = 200  # a pixel that is darker is ink
MOST_PIXELS = 25_000_000  # a page may claim to be 5 m wide


class NeedsPassword(UnreadableFile):
    """The file opens only with a password."""


@contextmanager
def open_pdf(source: Path | bytes) -> Iterator[Document]:
    """Open a file, or raise `UnreadableFile` with the reason."""
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as exc:
            if exc.err_code == c.FPDF_ERR_PASSWORD:
                raise NeedsPassword("needs a password") from exc
            raise UnreadableFile(DAMAGED_STRUCTURE) from exc
    try:
        yield document
    finally:
        with LOCK:
            document.close()


def page_count(document: Document) -> int:
    """Count the pages that the file says it has."""
    with LOCK:
        return len(document)


def page_labels(document: Document) -> tuple[str, ...]:
    """Read the label of every page; empty where it has none."""
    with LOCK:
        return tuple(document.get_page_label(index) for index in range(len(document)))


def metadata(document: Document) -> dict[str, str]:
    """Read what the file says of itself, by the keys of a PDF's information dictionary."""
    with LOCK:
        return dict(document.get_metadata_dict(skip_empty=True))


def outline(document: Document) -> tuple[OutlineEntry, ...]:
    """Read the bookmarks."""
    with LOCK:
        return tuple(OutlineEntry(b.get_title(), b.level + 1) for b in document.get_toc())


def read_page(document: Document, page_number: int, *, layered: bool = False) -> RawPage:
    """Read a page's characters, words and lines; a page that cannot be loaded raises.

    A `layered` document can hide words in any colour.
    """
    with LOCK, _page(document, page_number) as page, _text(page) as text:
        characters = _Characters(text)
        raw = raw_page(characters, Box(*page.get_bbox()))
        return without_unseen(raw, Ink(page, text, characters.word_box, doubted=layered).shows)


def has_images(document: Document, page_number: int) -> bool:
    """Tell whether a page shows a picture."""
    with LOCK, _page(document, page_number) as page:
        return any(True for _ in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE]))


@contextmanager
def _page(document: Document, page_number: int) -> Iterator[Any]:
    try:
        page = document[page_number - 1]
    except pypdfium2.PdfiumError as exc:
        raise UnreadableFile("is damaged") from exc
    try:
        yield page
    finally:
        page.close()


@contextmanager
def _text(page: Any) -> Iterator[Any]:
    rotation = page.get_rotation()
    page.set_rotation(0)
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError as exc:
        raise UnreadableFile("is damaged") from exc
    finally:
        page.set_rotation(rotation)
    try:
        yield text
    finally:
        text.close()


def word_boxes(
    path: Path, page_number: int, runs: Sequence[TextRun], start: int, end: int
) -> tuple[Box, ...]:
    """Rectangles around text `start` to `end` of a page, one for each line of it."""
    with (
        LOCK,
        open_pdf(path) as document,
        _page(document, page_number) as page,
        _text(page) as text,
    ):
        characters = _Characters(text)
        glyphs = [g for g in glyphs_of(runs, start, end) if g < characters.count]
        return join_boxes(_placed(glyphs, characters))


def _placed(glyphs: Sequence[int], characters: _Characters) -> Iterator[Placed]:
    before = glyphs[0] - 1 if glyphs else 0
    for glyph in glyphs:
        if characters.is_blank(glyph):
            continue
        follows = all(characters.is_blank(index) for index in range(before + 1, glyph))
        turn, _ = characters.turn_and_size(glyph)
        yield Placed(characters.box(glyph), turn, follows and glyph > before)
        before = glyph


def render_page(
    path: Path,
    page_number: int,
    boxes: Sequence[Box],
    scale: float = 2.0,
    around: float | None = None,
) -> bytes:
    """Draw a page as PNG with the boxes marked.

    With `around` only so many pixels above and below them, and their column without its margins.
    """
    image, pixels = _drawn(path, page_number, boxes, scale)
    if around is None or not pixels:
        return _marked_png(image, pixels, (0, 0, *image.size))
    sides = list(zip(*pixels, strict=True))
    left, first, right, last = (*map(min, sides[:2]), *map(max, sides[2:]))
    upper, lower = max(0, round(first - around)), min(image.height, round(last + around))
    ink = np.asarray(image.crop((0, upper, image.width, lower)).convert("L")) < INK
    start, end = text_sides(ink, (left, first - upper, right, last - upper))
    return _marked_png(image, pixels, (start, upper, end, lower))


def marked_pixels(
    path: Path, page_number: int, boxes: Sequence[Box], scale: float = 2.0
) -> tuple[Pixels, ...]:
    """Where `render_page` marks these boxes: left, upper, right, lower of each in the picture."""
    return _drawn(path, page_number, boxes, scale)[1]


def _drawn(
    path: Path, page_number: int, boxes: Sequence[Box], scale: float
) -> tuple[Image.Image, tuple[Pixels, ...]]:
    with LOCK, open_pdf(path) as document, _page(document, page_number) as page:
        width, height = page.get_size()
        fits = math.sqrt(MOST_PIXELS / max(1.0, width * height))
        bitmap = page.render(scale=min(scale, fits))
        try:
            convert = bitmap.get_posconv(page).to_bitmap
            pixels = tuple(_pixels(box, convert) for box in boxes)
            return bitmap.to_pil().convert("RGB").copy(), pixels
        finally:
            bitmap.close()


def _pixels(box: Box, convert: Callable[[float, float], tuple[int, int]]) -> Pixels:
    (x0, y0), (x1, y1) = convert(box.left, box.bottom), convert(box.right, box.top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _marked_png(page: Image.Image, pixels: Sequence[Pixels], shown: Pixels) -> bytes:
    """Mark as a pen does: the words stay black, and the underline shows without colour too."""
    marks = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(marks)
    for left, upper, right, lower in pixels:
        draw.rectangle((left, upper, right, lower), fill=MARK)
        thick = 1 if min(right - left, lower - upper) < 14 else 2
        if right - left >= lower - upper:
            draw.rectangle((left, lower - thick + 1, right, lower), fill=MARK_EDGE)
        else:  # a line of text that stands upright in the picture
            draw.rectangle((left, upper, left + thick - 1, lower), fill=MARK_EDGE)
    buffer = io.BytesIO()
    ImageChops.multiply(page, marks).crop(shown).save(buffer, "PNG")
    return buffer.getvalue()


class _Characters:
    """What pdfium says of single characters of one text page, with its buffers allocated once."""

    def __init__(self, text: Any) -> None:
        self._raw = text.raw
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._side_refs = tuple(ctypes.byref(side) for side in self._sides)
        self._matrix = c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self.count = max(0, c.FPDFText_CountChars(text.raw))

    def codes(self) -> list[int]:
        get, raw = c.FPDFText_GetUnicode, self._raw
        codes = [get(raw, index) for index in range(self.count)]
        return codes if max(codes, default=0) < 0x110000 else [n & 0xFFFF for n in codes]

    def box(self, index: int) -> Box:
        return self.word_box(index, index)

    def word_box(self, first: int, last: int) -> Box:
        """The box around two characters, and so of all that stand between them on a line."""
        get, raw, refs = c.FPDFText_GetCharBox, self._raw, self._side_refs
        left, right, bottom, top = self._sides
        get(raw, first, *refs)
        x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
        if last != first:
            get(raw, last, *refs)
            x0, x1 = min(x0, left.value), max(x1, right.value)
            y0, y1 = min(y0, bottom.value), max(y1, top.value)
        return Box(x0, y0, x1, y1)

    def baseline(self, index: int, turn: int) -> float:
        x, y = self._sides[:2]
        c.FPDFText_GetCharOrigin(self._raw, index, *self._side_refs[:2])
        return (y.value, -x.value, -y.value, x.value)[turn]

    def turn_and_size(self, index: int) -> tuple[int, float]:
        c.FPDFText_GetMatrix(self._raw, index, self._matrix)
        m = self._matrix
        width = math.hypot(m.a, m.b)
        scale = abs(m.a * m.d - m.b * m.c) / width if width else 0.0
        size = scale * c.FPDFText_GetFontSize(self._raw, index)
        if not math.isfinite(size):
            return 0, 0.0
        return round(math.atan2(m.b, m.a) / (math.pi / 2)) % 4, size

    def font_name(self, index: int) -> str:
        c.FPDFText_GetFontInfo(self._raw, index, self._name, len(self._name), self._flags)
        return self._name.value.decode("utf-8", "replace")

    def is_bold(self, index: int) -> bool:
        if BOLD_NAME.search(self.font_name(index)):
            return True
        return bool(c.FPDFText_GetFontWeight(self._raw, index) >= BOLD_WEIGHT)

    def is_undecoded(self, index: int) -> bool:
        return bool(c.FPDFText_HasUnicodeMapError(self._raw, index) == 1)

    def is_blank(self, index: int) -> bool:
        code = c.FPDFText_GetUnicode(self._raw, index)
        return code <= 0x20 or code == 0xAD or 0x7F <= code <= 0xA0 or chr(code).isspace()

    def is_line_end_hyphen(self, index: int) -> bool:
        return bool(c.FPDFText_IsHyphen(self._raw, index) == 1)
