"""Are the marks on a picture of a page where the quoted words are, and nowhere else?

In: a picture of a page of the sample PDF, or of a strip of it, and a quote. Where the quote's
letters stand is worked out here a second time, straight from the PDF, so that the marks are held
against the page and not against the program that drew them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

SAMPLE = Path(__file__).parent / "data" / "prose.pdf"
COLOURED = 40  # how far a pixel's channels lie apart where a mark is; the sample is black on white
WHITE = 230
BLACK = 80
NEAR_PIXELS = 6

Box = tuple[int, int, int, int]


def assert_marked(picture: Image.Image, quote: str, page_number: int) -> None:
    """Hold the marked pixels of a picture, which is as wide as its page, against the words."""
    pixels = np.asarray(picture).astype(int)
    top = _top_of(pixels, page_number)
    lines = [(x0, y0 - top, x1, y1 - top) for x0, y0, x1, y1 in _lines(quote, page_number, pixels)]
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > COLOURED
    unmarked = pixels.min(axis=2) > WHITE
    near = np.zeros_like(coloured)
    for x0, y0, x1, y1 in lines:
        assert y0 >= 0, "the picture begins below the quoted words"
        assert y1 <= len(pixels), "the picture ends above the quoted words"
        assert unmarked[y0:y1, x0:x1].mean() < 0.1
        assert coloured[y0:y1, x0:x1].mean() > 0.4
        rows = slice(max(0, y0 - NEAR_PIXELS), y1 + NEAR_PIXELS)
        near[rows, max(0, x0 - NEAR_PIXELS) : x1 + NEAR_PIXELS] = True
    assert coloured.any()
    assert not (coloured & ~near).any()


def _top_of(pixels: np.ndarray, page_number: int) -> int:
    """Where on its page a strip begins: where its black fits the page's best, row by row."""
    with _page(page_number) as page:
        drawn = np.asarray(page.render(scale=pixels.shape[1] / page.get_width()).to_pil())
    whole = (drawn.max(axis=2) < BLACK).sum(axis=1)
    strip = (pixels.max(axis=2) < BLACK).sum(axis=1)
    tops = range(max(1, len(whole) - len(strip) + 1))
    return min(tops, key=lambda top: np.abs(whole[top : top + len(strip)] - strip).sum())


def _lines(quote: str, page_number: int, pixels: np.ndarray) -> list[Box]:
    """The rectangles around the letters of each line of a quote, in pixels of its page."""
    lines: list[Box] = []
    for x0, y0, x1, y1 in _letters(quote, page_number, pixels.shape[1]):
        if lines and x0 >= lines[-1][0] and y0 < lines[-1][3] and lines[-1][1] < y1:
            a, b, c, d = lines[-1]
            lines[-1] = (min(a, x0), min(b, y0), max(c, x1), max(d, y1))
        else:
            lines.append((x0, y0, x1, y1))
    return lines


def _letters(quote: str, page_number: int, width: int) -> Iterator[Box]:
    with _page(page_number) as page:
        text_page = page.get_textpage()
        letters = [
            (letter, index)
            for index in range(text_page.count_chars())
            for letter in _folded(text_page.get_text_range(index, 1))
        ]
        first = "".join(letter for letter, _ in letters).index(_folded(quote))
        convert = page.render(scale=width / page.get_width()).get_posconv(page).to_bitmap
        for _, index in letters[first : first + len(_folded(quote))]:
            left, bottom, right, top = text_page.get_charbox(index)
            (x0, y1), (x1, y0) = convert(left, bottom), convert(right, top)
            yield round(x0), round(y0), round(x1), round(y1)


@contextmanager
def _page(page_number: int) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(SAMPLE)
    yield document[page_number - 1]
    document.close()


def _folded(text: str) -> str:
    """Without what a line's end adds or takes away: spaces, hyphens, pdfium's signs for them."""
    return re.sub(r"[\s\x00\x02\xad\ufffe-]", "", text).casefold()
