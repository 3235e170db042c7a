"""Whether a word leaves ink on its page.

In: a page of pdfium's, its text, and a word. Out: yes or no. Only a word that is written in a pale
or transparent colour, or not painted at all, is looked for in a picture of the page, which is drawn
once and only then: white words on a dark ground show, and so does a scan under unpainted words. In
a document with layers every word is looked for. Elsewhere, dark words under a picture or a patch of
white are taken for seen.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pypdfium2.raw as c

from ingest.page_layout.glyphs import Word
from ingest.page_layout.places import Box

_PALE = 235  # of 255 in every colour
_FAINT = 24  # of 255, how opaque
_LEAST_CONTRAST = 12  # of 255, between the lightest and the darkest point
# Text recognition puts words near their picture, not on it.
_SCAN_MARGIN = 4.0
_MOST_PIXELS = 2e6


class Ink:
    """The page as it is painted; `boxes` gives the place of a run of characters."""

    def __init__(
        self, page: Any, text: Any, boxes: Callable[[int, int], Box], *, doubted: bool
    ) -> None:
        self._doubted = doubted
        self._page = page
        self._raw = text.raw
        self._boxes = boxes
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._refs = tuple(ctypes.byref(part) for part in self._colour)

    def shows(self, word: Word) -> bool:
        """Say whether a word can be seen."""
        sample = {word.start, word.end - 1}
        if all(map(self._is_unpainted, sample)):
            return self._has_contrast(word, around=_SCAN_MARGIN)
        suspect = self._doubted or all(map(self._is_pale, sample))
        return not suspect or self._has_contrast(word)

    def _is_pale(self, index: int) -> bool:
        if c.FPDFText_GetFillColor(self._raw, index, *self._refs):
            red, green, blue, opacity = (part.value for part in self._colour)
            return bool(opacity < _FAINT or min(red, green, blue) >= _PALE)
        return False

    def _is_unpainted(self, index: int) -> bool:
        painted = c.FPDFTextObj_GetTextRenderMode(c.FPDFText_GetTextObject(self._raw, index))
        return bool(painted == c.FPDF_TEXTRENDERMODE_INVISIBLE)

    def _has_contrast(self, word: Word, around: float = 0.0) -> bool:
        """Say whether there is light and dark in a word's box, and so many heights beside it."""
        pixels, convert = self._picture
        box = self._boxes(word.start, word.end - 1)
        margin = around * (box.top - box.bottom)
        box = Box(box.left - margin, box.bottom, box.right + margin, box.top)
        corners = [convert(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        (left, right), (upper, lower) = ((min(v), max(v)) for v in zip(*corners, strict=True))
        shown = pixels[max(0, upper) : lower + 1, max(0, left) : right + 1]
        return bool(shown.size) and int(shown.max()) - int(shown.min()) >= _LEAST_CONTRAST

    @cached_property
    def _picture(self) -> tuple[Any, Callable[[float, float], tuple[int, int]]]:
        width, height = self._page.get_size()
        scale = min(1.5, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        bitmap = self._page.render(scale=scale, grayscale=True)
        convert = bitmap.get_posconv(self._page).to_bitmap
        return bitmap.to_numpy().copy(), convert
