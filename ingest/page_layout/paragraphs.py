"""Where paragraphs, list items and table rows begin, told from the places of lines.

In: a page's lines without furniture. Out: parts, each the lines of one block. A new part begins
where the page shows it: a wider gap, another size or weight, an indent, a line that ended although
its next word had room, a bullet. Where content jumps to the next column a sentence goes on if it
was not finished. Lines keep the order of the page's content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.blocks import BlockKind
from ingest.page_layout.cells import Row
from ingest.page_layout.glyphs import Line
from ingest.page_layout.lists import Mark, follows, mark_of
from ingest.page_layout.spacing import Spacing, right_edge
from ingest.page_layout.tables import table_rows

FINISHED = re.compile(r"[.!?:;][\"'”\u2019)\]\d]*(?: ?\[[^\[\]]{1,16}\])*$")
LABEL = re.compile(r"\[\w{1,8}\] ")  # of a list of references
FEWEST_LEADERS = 3
LEADER = re.compile(r"(?:\. ?){4,}\S{1,6}$")  # a line of a table of contents
SAME_SIZE, OTHER_SIZE = 1.1, 1.25
INDENT = 0.8  # of the font size
SPACE = 0.25  # of the font size


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one block; its mark is `skip` words, a row's cells begin at the lines `cells`.

    What is not `cited` stays in the page's text but is no block: the lines of a table of contents,
    and what runs up a margin, such as a stamp.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    skip: int = 0
    cells: tuple[int, ...] = ()
    level: int = 0
    cited: bool = True


@dataclass(slots=True)
class _Open:
    """The part that lines are being added to."""

    lines: list[Line] = field(default_factory=list)
    mark: Mark | None = None

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def text_left(self) -> float:
        words = self.lines[0].words
        return words[1].left if self.mark else words[0].left


def split_parts(lines: Sequence[Line], spacing: Spacing) -> list[Part]:
    """Cut a page's lines into parts."""
    rows = table_rows(lines)
    aside = _set_aside(lines)
    parts: list[Part] = []
    part = _Open()
    last_mark: Mark | None = None
    row_end = 0
    for index, line in enumerate(lines):
        if index < row_end:
            continue
        if index in rows or index in aside:
            row = rows.get(index, Row(index, index + 1, (line,), ()))
            parts += [*_closed(part), _alone(row, rows)]
            part, last_mark, row_end = _Open(), None, row.end
            continue
        mark = mark_of(line)
        if part.lines and not _begins(part, lines, index, (mark, last_mark), spacing):
            part.lines.append(line)
            continue
        parts += _closed(part)
        part, last_mark = _Open([line], mark), mark
    return parts + _closed(part)


def is_open(part: Part) -> bool:
    """Tell whether a page's last part is cut by the page end: a full line, and no end of it."""
    if part.kind not in ("paragraph", "list_item") or not part.cited or len(part.lines) < 3:
        return False
    last = part.lines[-1]
    full = last.right > max(line.right for line in part.lines) - 0.5 * last.size
    return full and not FINISHED.search(last.text)


def _alone(row: Row, rows: Mapping[int, Row]) -> Part:
    if not row.cells:
        return Part("paragraph", row.lines, cited=False)
    below = rows.get(row.end)
    is_head = _is_bold(row) and below is not None and not _is_bold(below)
    return Part("table_head" if is_head else "table_row", row.lines, cells=row.cells)


def _is_bold(row: Row) -> bool:
    return all(line.bold for line in row.lines)


def _set_aside(lines: Sequence[Line]) -> set[int]:
    leaders = [index for index, line in enumerate(lines) if LEADER.search(line.text)]
    # Between its first and its last leader a table of contents has long entries of two lines.
    contents = set(range(leaders[0], leaders[-1] + 1)) if len(leaders) >= FEWEST_LEADERS else set()
    turns = [line.turn for line in lines]
    main = max(set(turns), key=turns.count) if turns else 0
    sideways = {index for index, turn in enumerate(turns) if turn != main}
    few = len(sideways) * 10 > len(lines)
    return contents | (set() if few else sideways)


def _closed(part: _Open) -> list[Part]:
    if not part.lines:
        return []
    kind: BlockKind = "list_item" if part.mark else "paragraph"
    return [Part(kind, tuple(part.lines), skip=1 if part.mark else 0)]


def _begins(
    part: _Open,
    lines: Sequence[Line],
    index: int,
    marks: tuple[Mark | None, Mark | None],
    spacing: Spacing,
) -> bool:
    """Tell whether a line begins a new part rather than going on with this one."""
    line, last = lines[index], part.last
    mark, last_mark = marks
    if (mark is not None and mark.certain) or _differs(last, line):
        return True
    below = last.baseline - line.baseline
    if below < 0.5 * line.size:
        return not (_goes_on(last, line) or _fills_its_column(part, line, mark))
    if below > spacing.widest(line.size):
        return True
    if FINISHED.search(last.text) and (mark or _are_labelled(part.lines[0], line)):
        return True
    if mark is not None and follows(mark, last_mark):
        return True
    loud = last.bold or last.size > SAME_SIZE * spacing.body_size
    following = lines[index + 1] if index + 1 < len(lines) else None
    return _ended(part, lines, index, loud=loud) or _is_shifted(part, line, following)


def _are_labelled(first: Line, line: Line) -> bool:
    return all(LABEL.match(x.text) for x in (first, line))


def _differs(last: Line, line: Line) -> bool:
    ratio = max(last.size, line.size) / max(0.1, min(last.size, line.size))
    if last.turn != line.turn or ratio > OTHER_SIZE:
        return True
    # A bold phrase or one in another font may fill a line; then the sentence simply goes on.
    return (last.bold != line.bold or ratio > SAME_SIZE) and not _goes_on(last, line)


def _goes_on(last: Line, line: Line) -> bool:
    return not FINISHED.search(last.text) and line.text[0].islower()


def _fills_its_column(part: _Open, line: Line, mark: Mark | None) -> bool:
    """Tell whether a sentence must go on in the next column, also with a capital letter."""
    last = part.last
    if len(part.lines) < 2 or mark is not None or FINISHED.search(last.text):
        return False
    alike = last.bold == line.bold and abs(last.size - line.size) < 0.02 * line.size
    return alike and last.right > max(x.right for x in part.lines) - 0.5 * line.size


def _ended(part: _Open, lines: Sequence[Line], index: int, *, loud: bool) -> bool:
    """Tell whether the last line was ended on purpose: the next word had room in it.

    Titles are broken by sense, so a `loud` line must be much shorter to count as ended.
    """
    last, line = part.last, lines[index]
    if _is_centred(last, line):
        return False
    limit, first = right_edge(lines, index - 1), line.words[0]
    spare = limit - last.right - SPACE * line.size - (first.right - first.left)
    if spare < 0.3 * line.size:
        return False
    if FINISHED.search(last.text):
        return True
    short = last.right - last.left < 0.6 * (limit - last.left)
    return not _goes_on(last, line) and (short or (not loud and spare > 1.5 * line.size))


def _is_centred(last: Line, line: Line) -> bool:
    apart = abs(last.left + last.right - line.left - line.right) / 2
    return apart < 0.5 * line.size and abs(last.left - line.left) > 0.5 * line.size


def _is_shifted(part: _Open, line: Line, following: Line | None) -> bool:
    """Tell whether the left edge shows a new part: an indent, or the end of a hanging one."""
    if _is_centred(part.last, line):
        return False
    shift = line.left - part.last.left
    if part.mark is not None:
        return _leaves_item(part, line)
    if len(part.lines) == 1:
        # An indented first line; or one that hangs out, if the next stands as this one does.
        hangs = following is not None and abs(following.left - line.left) < INDENT * line.size
        finished = FINISHED.search(part.last.text) is not None
        return shift > INDENT * line.size and finished and not hangs
    return abs(shift) > INDENT * line.size


def _leaves_item(part: _Open, line: Line) -> bool:
    if len(part.lines) > 1:
        return abs(line.left - part.last.left) > INDENT * line.size
    if line.left >= part.lines[0].left + 0.4 * line.size:
        return line.left > part.text_left + 2 * line.size
    return line.left < part.lines[0].left - 0.5 * line.size
