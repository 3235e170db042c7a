"""Pages made of rows of text, for tests of layout; every character is half the font size wide."""

import re

from ingest.page_layout.characters import clean, fold
from ingest.page_layout.glyphs import Line, RawPage, Word
from ingest.page_layout.layout import lay_out

PAGE = (0.0, 0.0, 612.0, 792.0)
FULL = "Students of the pathway meet their mentor in every second week of school"
CHAR = 0.5  # of the font size: every character is that wide


def page_of(*rows, size=10.0):
    """A page of rows (text, left, baseline), and size and weight where they matter."""
    chars, lines = "", []
    for text, left, baseline, *look in rows:
        row_size = look[0] if look else size
        bold = bool(look[1:])
        lines.append(line_of(text, len(chars), (left, baseline), row_size, bold))
        chars += text + "\n\n"
    return RawPage(chars, tuple(line for line in lines if line.words), PAGE)


def line_of(text, offset, place, size, bold):
    left, baseline = place
    words = tuple(
        Word(
            offset + match.start(),
            offset + match.end(),
            left + match.start() * CHAR * size,
            left + match.end() * CHAR * size,
        )
        for match in re.finditer(r"\S+", text)
        if "".join(part for part, _ in fold(text, *match.span()))
    )
    return Line(words, baseline, size, bold, clean(text))


def rows(*texts, left=72.0, top=700.0, pitch=13.0):
    return [(text, left, top - pitch * index) for index, text in enumerate(texts)]


def texts_of(*pages, labels=None, outline=()):
    labels = labels or [str(number) for number in range(1, len(pages) + 1)]
    return [
        [(block.kind, page.text[block.start : block.end]) for block in page.blocks]
        for page in lay_out(pages, labels, outline)
    ]


def blocks_of(*page_rows, outline=()):
    return texts_of(page_of(*page_rows), outline=outline)[0]
