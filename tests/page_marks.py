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
SCALE = 2.0  # pixels of a picture to a point of its page
NEAR_PIXELS = 6

Box = tuple[int, int, int, int]


def assert_marked(picture: Image.Image, quote: str, page_number: int) -> None:
    """Hold the marked pixels of a picture against the words."""
    pixels = np.asarray(picture).astype(int)
    left, top = _corner_of(pixels, page_number)
    lines = [
        (x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in _lines(quote, page_number)
    ]
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > COLOURED
    unmarked = pixels.min(axis=2) > WHITE
    near = np.zeros_like(coloured)
    for x0, y0, x1, y1 in lines:
        assert y0 >= 0, "the picture begins below the quoted words"
        assert y1 <= len(pixels), "the picture ends above the quoted words"
        assert x0 >= 0, "the picture begins to the right of the quoted words"
        assert x1 <= pixels.shape[1], "the picture ends to the left of the quoted words"
        assert unmarked[y0:y1, x0:x1].mean() < 0.1
        assert coloured[y0:y1, x0:x1].mean() > 0.4
        rows = slice(max(0, y0 - NEAR_PIXELS), y1 + NEAR_PIXELS)
        near[rows, max(0, x0 - NEAR_PIXELS) : x1 + NEAR_PIXELS] = True
    assert coloured.any()
    assert not (coloured & ~near).any()


def _corner_of(pixels: np.ndarray, page_number: int) -> tuple[int, int]:
    """Where on its page a part begins: where its black fits the page's best."""
    with _page(page_number) as page:
        whole = np.asarray(page.render(scale=SCALE).to_pil()).max(axis=2) < BLACK
    part = pixels.max(axis=2) < BLACK
    top = _best_place(part.sum(axis=1), whole.sum(axis=1))
    rows = whole[top : top + len(part)]
    return _best_place(part.sum(axis=0), rows.sum(axis=0)), top


def _best_place(part: np.ndarray, whole: np.ndarray) -> int:
    places = range(max(1, len(whole) - len(part) + 1))
    return min(places, key=lambda place: np.abs(whole[place : place + len(part)] - part).sum())


def _lines(quote: str, page_number: int) -> list[Box]:
    """The rectangles around the letters of each line of a quote, in pixels of its page."""
    lines: list[Box] = []
    for x0, y0, x1, y1 in _letters(quote, page_number):
        if lines and x0 >= lines[-1][0] and y0 < lines[-1][3] and lines[-1][1] < y1:
            a, b, c, d = lines[-1]
            lines[-1] = (min(a, x0), min(b, y0), max(c, x1), max(d, y1))
        else:
            lines.append((x0, y0, x1, y1))
    return lines


def _letters(quote: str, page_number: int) -> Iterator[Box]:
    with _page(page_number) as page:
        text_page = page.get_textpage()
        letters = [
            (letter, index)
            for index in range(text_page.count_chars())
            for letter in _folded(text_page.get_text_range(index, 1))
        ]
        first = "".join(letter for letter, _ in letters).index(_folded(quote))
        convert = page.render(scale=SCALE).get_posconv(page).to_bitmap
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
