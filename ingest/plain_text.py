"""Reading a plain text file.

In: the path of a text file. Out: a `ReadFile` of pages of about 3,000 characters, cut where a
paragraph ends. A blank line parts paragraphs; lines inside one are joined, since most text files
are wrapped. A short line before one that opens with no small letter stays alone: a title, an
address, a row. Nothing tells a heading from other short lines, so a text file has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path

from core.errors import UnreadableFile
from ingest.blocks import ReadFile
from ingest.decoding import read_decoded
from ingest.page_layout.pieces import LINE_GAP, PARAGRAPH_GAP, Piece
from ingest.paging import PAGE_CHARS as PAGE_CHARS
from ingest.paging import part_pages

_SHORT = 0.6  # of the file's line width: a wrapped line is hardly ever shorter
_USUAL = 0.9  # of the lines are no wider than the width; the rest were not wrapped
_WRAPPED_CHARS = 200  # lines wider than this were not wrapped: each is a paragraph
_BULLETS = "-*+•‣◦▪●\u2013"
_MARKER = re.compile(rf"([{_BULLETS}]|\(?(\d{{1,3}})[.)]|\(?[a-z]\))\s+(?=\S)")
_HTML = re.compile(r"\s*<(!doctype html|html)\b", re.IGNORECASE)


def read_text(path: Path) -> ReadFile:
    """Read a plain text file into pages."""
    decoded = read_decoded(path)
    lines = decoded.text.split("\n")
    pages = part_pages(_pieces(lines))
    if not pages:
        raise UnreadableFile("has no text")
    warnings = list(decoded.warnings)
    if _HTML.match(decoded.text):
        warnings.append("looks like HTML; read as plain text, tags and all")
    return ReadFile(pages, warnings=tuple(warnings))


def _pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """Yield the blocks of the file, in order."""
    lines = [line.strip() for line in lines]
    width = _width(lines)
    short = _SHORT * width if width <= _WRAPPED_CHARS else inf
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if any(map(str.isalnum, line)):
            paragraph.append(line)
        elif paragraph:
            yield from _paragraph(paragraph, short)
            paragraph = []


def _width(lines: Iterable[str]) -> int:
    """Return the width that the file's lines were wrapped to."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(_USUAL * (len(lengths) - 1))] if lengths else 0


def _paragraph(lines: list[str], short: float) -> Iterator[Piece]:
    """Join the lines of a paragraph; yield each list item and each line that stands alone."""
    gap = PARAGRAPH_GAP
    parts: list[str] = []
    mark = ""
    for line in lines:
        found = _marker(line, first=not parts, listed=bool(mark))
        alone = bool(parts) and len(parts[-1]) < short and not line[0].islower()
        if parts and (found or alone):
            yield _piece(mark, parts, gap)
            gap, mark, parts = LINE_GAP, "", []
        if found:
            mark, line = found
        parts.append(line)
    yield _piece(mark, parts, gap)


def _piece(mark: str, lines: list[str], gap: str) -> Piece:
    text = " ".join(" ".join(lines).split())
    return Piece("list_item" if mark else "paragraph", text, gap, mark)


def _marker(line: str, *, first: bool, listed: bool) -> tuple[str, str] | None:
    """Return what marks a line as a list item, and the rest of the line.

    Inside a paragraph only a plain bullet or a 1 opens a list: a line may well begin in "12. ".
    """
    match = _MARKER.match(line)
    if match is None:
        return None
    sign, count = match.group(1), match.group(2)
    if not (first or listed or sign in "-*+•" or count == "1"):
        return None
    return ("• " if sign in _BULLETS else f"{sign} "), line[match.end() :]
