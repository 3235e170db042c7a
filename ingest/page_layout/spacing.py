"""How far apart the lines of a document's paragraphs stand.

In: every page's lines. Out: the usual distance of baselines for each font size, and the size that
most of the text has. Double-spaced drafts and tight reports need different measures, so both come
from the document.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.page_layout.glyphs import Line

USUAL = 1.25  # of the font size, where too few lines tell
LOOSEST_UNPROVEN = 1.5
FEWEST_PAIRS = 5
NEAR, FAR = 3, 15  # lines before and after that show the column's edge
NEAR_LEFT = 6.0  # of the font size
EXTRA = 0.3  # of the font size: so much more than usual begins a new paragraph


@dataclass(frozen=True, slots=True)
class Spacing:
    """Baseline distances by font size, rounded to half a point."""

    pitches: Mapping[float, float]
    body_size: float

    def widest(self, size: float) -> float:
        """The widest distance of two lines of one paragraph."""
        return self.pitches.get(half_point(size), USUAL * size) + EXTRA * size


def half_point(size: float) -> float:
    """Round a font size, since documents scale fonts by fractions."""
    return round(size * 2) / 2


def measure(pages: Iterable[Sequence[Line]]) -> Spacing:
    """Measure a document."""
    wrapped: dict[float, list[float]] = defaultdict(list)
    others: dict[float, list[float]] = defaultdict(list)
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[half_point(line.size)] += len(line.text)
        for upper, lower in itertools.pairwise(lines):
            if (gap := _gap(upper, lower)) is not None:
                pairs = wrapped if _wraps(upper, lower) else others
                pairs[half_point(lower.size)].append(gap)
    pitches = {size: _pitch(size, wrapped[size], others[size]) for size in sizes}
    body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
    return Spacing(pitches, body)


def right_edge(lines: Sequence[Line], index: int) -> float:
    """How far to the right a line could go.

    Lines that end together near by show an edge. Where none do, as in a list of short items, the
    widest line of the column shows it.
    """
    line = lines[index]
    near = _column(lines, index, NEAR)
    edge = max(x.right for x in near)
    if sum(x.right > edge - 0.6 * line.size for x in near) > 1:
        return edge
    return max(x.right for x in _column(lines, index, FAR))


def _column(lines: Sequence[Line], index: int, reach: int) -> list[Line]:
    """The lines around one, as far as they go on downwards and begin at about the same place."""
    line = lines[index]
    found = [line]
    for step in (-1, 1):
        place = index
        while 0 <= place + step < len(lines) and abs(place + step - index) <= reach:
            upper, lower = sorted((place, place + step))
            if lines[upper].turn != lines[lower].turn:
                break
            if lines[upper].baseline <= lines[lower].baseline:
                break
            place += step
            other = lines[place]
            if abs(other.size - line.size) < 0.1 * line.size and _begins_near(other, line):
                found.append(other)
    return found


def _begins_near(one: Line, other: Line) -> bool:
    return abs(one.left - other.left) < NEAR_LEFT * other.size


def _gap(upper: Line, lower: Line) -> float | None:
    gap = upper.baseline - lower.baseline
    same = upper.turn == lower.turn and abs(upper.size - lower.size) < 0.1 * lower.size
    return gap if same and 0.7 * lower.size < gap < 3 * lower.size else None


def _wraps(upper: Line, lower: Line) -> bool:
    """Tell whether the upper line seems to end only because it is full."""
    return upper.right >= lower.right - lower.size and lower.text[:1].islower()


def _pitch(size: float, wrapped: list[float], others: list[float]) -> float:
    if len(wrapped) >= FEWEST_PAIRS:
        return sorted(wrapped)[len(wrapped) // 2]
    gaps = sorted(wrapped + others)
    if len(gaps) < FEWEST_PAIRS:
        return USUAL * size
    return min(gaps[len(gaps) // 4], LOOSEST_UNPROVEN * size)
