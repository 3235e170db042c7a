"""A source's pages and headings, and where words stand in it.

In: the library and a source's id. Out: its outline, and the pages on which words occur. For
reading a document, not for answering from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.library import Library

MOST_FOUND = 50
AROUND = 60
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A section and the page on which it begins."""

    section: str
    page_number: int
    page_label: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words stand: a span of a page, and what is around it."""

    page_number: int
    page_label: str
    start: int
    end: int
    before: str
    words: str
    after: str


def outline(library: Library, source_id: str) -> tuple[OutlineItem, ...]:
    """Return the sections of a source in order; a page without one is its own."""
    rows = library.rows(
        "SELECT section, min(page_number), label FROM passages JOIN pages"
        " ON pages.source_id = passages.source_id AND pages.number = page_number"
        " WHERE passages.source_id = ? GROUP BY section ORDER BY min(passages.number)",
        source_id,
    )
    return tuple(OutlineItem(*row) for row in rows if row[0])


def page_count(library: Library, source_id: str) -> int:
    """Return the number of a source's pages."""
    row = library.row("SELECT count(*) FROM pages WHERE source_id = ?", source_id)
    return int(row[0]) if row else 0


def find_words(library: Library, source_id: str, words: str) -> tuple[Found, ...]:
    """Find words in a source, whatever their case and the blanks between them."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    rows = library.rows(
        "SELECT number, label, text FROM pages WHERE source_id = ? ORDER BY number", source_id
    )
    found = [
        Found(
            number,
            label,
            *match.span(),
            _before(text, match.start()),
            match.group(),
            _after(text, match.end()),
        )
        for number, label, text in rows
        for match in pattern.finditer(text)
    ]
    return tuple(found[:MOST_FOUND])


def _before(text: str, end: int) -> str:
    """Return what stands before a place, from the beginning of a word on if it has one."""
    start = max(0, end - AROUND)
    if start and (blank := _BLANK.search(text, start - 1, end)):
        start = blank.end()
    return text[start:end]


def _after(text: str, start: int) -> str:
    """Return what stands after a place, up to the end of a word."""
    end = min(len(text), start + AROUND)
    if end < len(text):
        end = max((blank.start() for blank in _BLANK.finditer(text, start, end + 1)), default=end)
    return text[start:end]
