"""Running headers, footers and page numbers, which are taken off before text is made.

In: each page's lines. Out: the same without what stands in the margin and comes again page after
page. A line goes only if it stands apart from the body, near the edge, at the same height and with
the same words (digits aside) on at least three pages, or is a page number that counts with the
pages. Doubt keeps the line: a header in the text is a blemish, a missing sentence a loss.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.page_layout.glyphs import Line, RawPage

EDGE = 0.095  # of the page's height: nearer to the edge than a body within one-inch margins
ZONE = 0.14  # a line between EDGE and ZONE must come again on most pages
LOUD = 1.15  # of the page's usual font size: larger is a heading, unless it is on most pages
FEWEST_PAGES = 3
MOST_LINES = 5  # in one margin of one page
SAME_HEIGHT_POINTS = 6.0
APART = 1.8  # of the font size, from the margin's last line to the body's first
PAGE_NUMBER = re.compile(
    r"(?:page )?[-\u2013\u2014|·\[( ]*(\d{1,4}|[ivxlc]{1,7})"
    r"[-\u2013\u2014|·\]) ]*(?:(?:of|/) ?\d{1,4})?"
)


@dataclass(frozen=True, slots=True)
class _MarginLine:
    page: int
    side: str
    line: Line
    key: str
    depth: float
    loud: bool


def without_furniture(
    pages: Sequence[RawPage], lines: Sequence[tuple[Line, ...]], labels: Sequence[str]
) -> list[tuple[Line, ...]]:
    """Take the running headers, footers and page numbers off the pages."""
    margins = [
        found
        for index, page in enumerate(pages)
        for found in _margin_lines(index, page, lines[index], labels[index])
    ]
    running = _repeated(margins, len(pages)) + _page_numbers(margins, labels)
    gone: dict[int, set[int]] = defaultdict(set)
    for found in running:
        gone[found.page].add(id(found.line))
    kept = [tuple(x for x in page if id(x) not in gone[i]) for i, page in enumerate(lines)]
    emptied = sum(1 for before, after in zip(lines, kept, strict=True) if before and not after)
    return list(lines) if emptied * 2 > len(pages) else kept


def _margin_lines(
    index: int, page: RawPage, lines: Sequence[Line], label: str
) -> Iterator[_MarginLine]:
    if not lines:
        return
    turns = [line.turn for line in lines]
    turn = max(set(turns), key=lambda t: (turns.count(t), -t))
    low, high = page.height_range(turn)
    height = max(1.0, high - low)
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    upright = sorted((x for x in lines if x.turn == turn), key=lambda x: (-x.baseline, x.left))
    outer = [("top", line, high - line.baseline) for line in _apart(upright)]
    outer += [("bottom", line, line.baseline - low) for line in _apart(upright[::-1])]
    for side, line, depth in outer:
        key, loud = _key(line, label, index), line.size > LOUD * usual
        yield _MarginLine(index, side, line, key, depth / height, loud)


def _apart(lines: Sequence[Line]) -> Sequence[Line]:
    """The outermost lines, as far as a gap or another font size parts them from the rest."""
    for count in range(min(MOST_LINES, len(lines) - 1), 0, -1):
        last, body = lines[count - 1], lines[count]
        gap = abs(last.baseline - body.baseline)
        small = last.size < 0.93 * body.size or body.size < 0.93 * last.size
        if gap > APART * max(last.size, body.size) or (small and gap > 0.5 * last.size):
            return lines[:count]
    return lines[: 1 if len(lines) == 1 else 0]


def _key(line: Line, label: str, index: int) -> str:
    numbers = {label.casefold(), str(index + 1)}
    tokens = line.text.casefold().split()
    return " ".join("#" if t in numbers else re.sub(r"\d+", "#", t) for t in tokens)


def _repeated(margins: Sequence[_MarginLine], page_count: int) -> list[_MarginLine]:
    groups: dict[tuple[str, str], list[_MarginLine]] = defaultdict(list)
    for found in margins:
        groups[found.side, found.key].append(found)
    return [x for group in groups.values() for x in group if _runs(x, group, page_count)]


def _runs(found: _MarginLine, group: Sequence[_MarginLine], page_count: int) -> bool:
    heights = {x.page for x in group if _near(x.line, found.line)}
    if found.depth <= EDGE and not found.loud:
        return len(heights) >= FEWEST_PAGES
    return found.depth <= ZONE and len(heights) >= max(FEWEST_PAGES + 1, 0.6 * page_count)


def _near(one: Line, other: Line) -> bool:
    return abs(one.baseline - other.baseline) <= SAME_HEIGHT_POINTS


def _page_numbers(margins: Sequence[_MarginLine], labels: Sequence[str]) -> list[_MarginLine]:
    """Lines that are the page's own number, or begin or end with it on page after page."""
    numbered = [
        (found, number, alone)
        for found in margins
        if found.depth <= ZONE
        for number, alone in _numbers(found.line.text.casefold())
    ]
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for found, number, _ in numbered:
        if number.isdecimal():
            pages[found.side, int(number) - found.page].add(found.page)

    def counts(found: _MarginLine, number: str, *, alone: bool) -> bool:
        series = len(pages[found.side, int(number) - found.page]) if number.isdecimal() else 0
        if alone:
            return series > 1 or number in (labels[found.page].casefold(), str(found.page + 1))
        return series > FEWEST_PAGES and found.depth <= EDGE

    return [found for found, number, alone in numbered if counts(found, number, alone=alone)]


def _numbers(text: str) -> Iterator[tuple[str, bool]]:
    if match := PAGE_NUMBER.fullmatch(text):
        yield match[1], True
    elif match := re.fullmatch(r"(\d{1,4})\s.*|.*\s(\d{1,4})", text):
        yield match[1] or match[2], False
