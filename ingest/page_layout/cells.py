"""Tables whose cells wrap: the rows that cells one beside the other make.

In: a page's lines, in which such a table comes cell by cell. Out: its rows. A cell is a stretch of
lines under each other; cells that reach beside each other, each further right, are a row; rows
whose cells stand in the same columns are a table. Two columns of prose never make three such rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.page_layout.glyphs import Line

WIDE = 1.1  # of the font size: a gap between cells of one line
NARROW = 0.45  # the same, where other rows show that a column begins here
NEAR_LINES = 12
NEXT_LINE = 1.7  # of the font size, from baseline to baseline within a cell
MOST_LINES, MOST_CHARS = 7, 260  # in a cell


@dataclass(frozen=True, slots=True)
class Row:
    """Lines `first` to `end` of the page; a new cell begins at each of `cells`, among `lines`."""

    first: int
    end: int
    lines: tuple[Line, ...]
    cells: tuple[int, ...]


@dataclass(slots=True)
class _Cell:
    lines: list[Line]
    first: int
    last: int

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return self.lines[0].baseline + 0.7 * self.lines[0].size

    @property
    def bottom(self) -> float:
        return self.lines[-1].baseline - 0.2 * self.lines[-1].size


def split_line(line: Line, words: Sequence[int]) -> tuple[Line, ...]:
    """Cut a line before the given words."""
    if not words:
        return (line,)
    bounds = [0, *words, len(line.words)]
    texts = _texts(line)
    return tuple(
        replace(line, words=line.words[start:end], text=" ".join(filter(None, texts[start:end])))
        for start, end in itertools.pairwise(bounds)
    )


def wrapped_rows(lines: Sequence[Line]) -> list[Row]:
    """Find the rows of tables of which some cell has several lines."""
    found: list[Row] = []
    table: list[list[_Cell]] = []
    columns: list[tuple[float, float]] = []
    for row in _rows(_cells(lines)):
        joined = _joined_columns(columns, row) if table and _is_below(table[-1], row) else None
        if len(row) < 2 or not all(_is_small(cell) for cell in row):
            joined, row = None, []
        if joined is None:
            found += _accepted(table, columns, lines)
            table, columns = [], [(cell.left, cell.right) for cell in row]
        else:
            columns = joined
        if row:
            table.append(row)
    return found + _accepted(table, columns, lines)


def _cells(lines: Sequence[Line]) -> list[_Cell]:
    cells: list[_Cell] = []
    pairs = enumerate(itertools.pairwise(lines), start=1)
    columns = [(index, two.left) for index, (one, two) in pairs if _jumps_right(one, two)]
    for index, line in enumerate(lines):
        near = [left for place, left in columns if abs(place - index) <= NEAR_LINES]
        for piece in split_line(line, _cuts(line, near)):
            if cells and _goes_on(cells[-1], piece, index):
                cells[-1].lines.append(piece)
                cells[-1].last = index
            else:
                cells.append(_Cell([piece], index, index))
    return cells


def _cuts(line: Line, columns: Sequence[float]) -> list[int]:
    """The words of a line that begin a cell."""
    cuts = []
    for number, (one, two) in enumerate(itertools.pairwise(line.words), start=1):
        gap = two.left - one.right
        if gap < NARROW * line.size or two.glued:
            continue
        known = any(abs(two.left - left) < 0.25 * line.size for left in columns)
        if known or gap >= WIDE * line.size:
            cuts.append(number)
    return cuts


def _jumps_right(one: Line, two: Line) -> bool:
    return two.left > one.right and two.baseline > one.baseline - 0.5 * two.size


def _goes_on(cell: _Cell, line: Line, index: int) -> bool:
    last = cell.lines[-1]
    below = last.baseline - line.baseline
    beside = min(last.right, line.right) <= max(last.left, line.left)
    if index == cell.last or beside or last.turn != line.turn:
        return False
    return 0.5 * line.size < below < NEXT_LINE * line.size


def _rows(cells: Iterable[_Cell]) -> Iterator[list[_Cell]]:
    row: list[_Cell] = []
    for cell in cells:
        if row and not _is_beside(row, cell):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _is_beside(row: Sequence[_Cell], cell: _Cell) -> bool:
    top, bottom = max(x.top for x in row), min(x.bottom for x in row)
    same_turn = row[-1].lines[0].turn == cell.lines[0].turn
    return same_turn and cell.left > row[-1].right and cell.top > bottom and cell.bottom < top


def _is_below(row: Sequence[_Cell], cells: Sequence[_Cell]) -> bool:
    slack = 0.3 * cells[0].lines[0].size
    return max(x.top for x in cells) < min(x.bottom for x in row) + slack


def _is_small(cell: _Cell) -> bool:
    return len(cell.lines) <= MOST_LINES and sum(len(x.text) for x in cell.lines) <= MOST_CHARS


def _joined_columns(
    columns: Sequence[tuple[float, float]], row: Sequence[_Cell]
) -> list[tuple[float, float]] | None:
    """The columns with a row's cells taken in; None if a cell reaches over two of them."""
    joined = list(columns)
    places = []
    for cell in row:
        under = [
            n for n, (left, right) in enumerate(columns) if cell.left < right and left < cell.right
        ]
        if len(under) != 1:
            return None
        place = under[0]
        joined[place] = min(joined[place][0], cell.left), max(joined[place][1], cell.right)
        places.append(place)
    apart = all(one[1] < two[0] for one, two in itertools.pairwise(joined))
    return joined if apart and places == sorted(set(places)) else None


def _accepted(
    table: Sequence[Sequence[_Cell]],
    columns: Sequence[tuple[float, float]],
    lines: Sequence[Line],
) -> list[Row]:
    wraps = any(len(cell.lines) > 1 for row in table for cell in row)
    if not wraps or len(table) < (2 if len(columns) > 2 else 3):
        return []
    return [row for row in map(_row, table) if _is_whole(row, lines)]


def _is_whole(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a row takes up its lines: no word may fall between two rows."""
    words = [word.start for line in row.lines for word in line.words]
    return words == [word.start for line in lines[row.first : row.end] for word in line.words]


def _row(cells: Sequence[_Cell]) -> Row:
    lines = tuple(line for cell in cells for line in cell.lines)
    starts = itertools.accumulate((len(cell.lines) for cell in cells[:-1]), initial=0)
    return Row(cells[0].first, cells[-1].last + 1, lines, tuple(starts))


def _texts(line: Line) -> list[str]:
    """The text of each word; a glued word has none of its own."""
    texts = line.text.split(" ")
    parts: list[str] = []
    for word in line.words:
        parts.append("" if word.glued or not texts else texts.pop(0))
    return parts
