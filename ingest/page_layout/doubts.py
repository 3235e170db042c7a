"""What may have gone wrong on a page, so that a reader looks at its picture.

In: a page's lines without furniture. Out: doubts in plain words. A line with a wide gap that is no
row of a table was read across something: two columns, if there is prose on both sides, else
the cells of a table. A few such lines are nothing; doubt is for the quality report, never for
refusing a page.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.page_layout.glyphs import Line
from ingest.page_layout.paragraphs import LEADER
from ingest.page_layout.tables import table_rows

MIXED = "its columns may be mixed"
FLATTENED = "a table on it may have lost its columns"
GAP = 2.0  # of the font size
PROSE_WORDS = 3  # on either side of the gap
FEWEST_LINES = 4


def doubts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what is doubtful of a page."""
    rows = table_rows(lines).values()
    taken = {index for row in rows for index in range(row.first, row.end)}
    sides = [
        (gap, len(line.words) - gap)
        for index, line in enumerate(lines)
        if index not in taken and not LEADER.search(line.text) and (gap := _gap(line))
    ]
    prose = [pair for pair in sides if min(pair) >= PROSE_WORDS]
    found = [MIXED] if len(prose) >= FEWEST_LINES else []
    return (*found, FLATTENED) if len(sides) - len(prose) >= FEWEST_LINES else tuple(found)


def _gap(line: Line) -> int:
    """Return how many words stand before the line's widest gap, 0 if it has no wide one."""
    pairs = list(itertools.pairwise(line.words))
    widths = [two.left - one.right for one, two in pairs]
    widest = max(range(len(widths)), key=widths.__getitem__, default=None)
    if widest is None or widths[widest] < GAP * line.size:
        return 0
    return widest + 1
