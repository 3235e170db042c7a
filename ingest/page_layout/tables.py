"""Which lines are rows of a table, told by gaps that stand under each other.

In: a page's lines. Out: rows, each with its lines and where its cells begin. A row on one line
needs two wide gaps that go on in its neighbour; a table of two columns needs three rows, with
figures on the right. Rows whose cells wrap over several lines are found by `cells`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page_layout.cells import Row, split_line, wrapped_rows
from ingest.page_layout.glyphs import Line

WIDE = 1.1  # of the font size; justified text seldom has a gap that wide
NEXT_ROW = 4.0  # of the font size, from baseline to baseline
FEWEST_TWO_COLUMN_ROWS = 3
MOST_WORDS_IN_LABEL = 8


@dataclass(frozen=True, slots=True)
class _Gap:
    left: float
    right: float
    word: int


def table_rows(lines: Sequence[Line]) -> dict[int, Row]:
    """Find the rows, by the index of their first line."""
    rows = {row.first: row for row in wrapped_rows(lines)}
    taken = {index for row in rows.values() for index in range(row.first, row.end)}
    gaps = [[] if index in taken else _wide_gaps(line) for index, line in enumerate(lines)]
    for index in _single_line_rows(lines, gaps):
        cells = split_line(lines[index], [gap.word for gap in gaps[index]])
        rows[index] = Row(index, index + 1, cells, tuple(range(len(cells))))
    return rows


def _single_line_rows(lines: Sequence[Line], gaps: Sequence[Sequence[_Gap]]) -> set[int]:
    rows: set[int] = set()
    for upper, lower in itertools.pairwise(range(len(lines))):
        if _neighbours(lines[upper], lines[lower]) and _aligned(gaps[upper], gaps[lower]) >= 2:
            rows |= {upper, lower}
    _extend(rows, lines, gaps)
    return rows | _two_column_rows(lines, gaps)


def _wide_gaps(line: Line) -> list[_Gap]:
    pairs = enumerate(itertools.pairwise(line.words), start=1)
    return [
        _Gap(one.right, two.left, index)
        for index, (one, two) in pairs
        if two.left - one.right >= WIDE * line.size
    ]


def _neighbours(upper: Line, lower: Line) -> bool:
    size = max(upper.size, lower.size)
    below = upper.baseline - lower.baseline
    return upper.turn == lower.turn and 0.5 * size < below < NEXT_ROW * size


def _aligned(one: Sequence[_Gap], other: Sequence[_Gap]) -> int:
    return sum(any(min(a.right, b.right) > max(a.left, b.left) for b in other) for a in one)


def _extend(rows: set[int], lines: Sequence[Line], gaps: Sequence[Sequence[_Gap]]) -> None:
    """Take in rows next to a table that have fewer cells, such as its head."""
    waiting = sorted(rows)
    while waiting:
        row = waiting.pop()
        for near in (row - 1, row + 1):
            if near in rows or not 0 <= near < len(lines):
                continue
            upper, lower = lines[min(row, near)], lines[max(row, near)]
            if _neighbours(upper, lower) and _aligned(gaps[near], gaps[row]) >= 1:
                rows.add(near)
                waiting.append(near)


def _two_column_rows(lines: Sequence[Line], gaps: Sequence[Sequence[_Gap]]) -> set[int]:
    rows: set[int] = set()
    run: list[int] = []
    for index in range(len(lines)):
        follows = bool(run) and _neighbours(lines[run[-1]], lines[index])
        if not _label_and_figure(lines[index], gaps[index]):
            run = []
        elif follows and _aligned(gaps[run[-1]], gaps[index]) == 1:
            run.append(index)
        else:
            run = [index]
        if len(run) >= FEWEST_TWO_COLUMN_ROWS:
            rows.update(run)
    return rows


def _label_and_figure(line: Line, gaps: Sequence[_Gap]) -> bool:
    if len(gaps) != 1 or gaps[0].word > MOST_WORDS_IN_LABEL or not line.text[0].isalnum():
        return False
    figure = line.text.split()[gaps[0].word :]
    is_mark = gaps[0].word == 1 and not line.text[0].isalpha()
    return not is_mark and 0 < len(figure) <= 3 and any(char.isdigit() for char in figure[0])
