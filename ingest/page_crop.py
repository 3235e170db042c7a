"""Which part of a page's width is worth showing around some marks: their column, without margins.

In: where a strip of a page has ink, and how far the marks reach. Out: the left and right edge to
cut the picture at. Nothing that stands in a line with the marks is cut off.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GUTTER = 0.014  # of the page's width: white between columns is wider, white between words is not
COLUMN = 0.15  # what is cut off is at least so wide: a column, not the numbers of a list
LEAST = 0.35  # of the page's width is always shown, or a short line would be blown up
SPECKS = 0.1  # of a strip's lines may run over a gutter, away from the marks: a title over both
NEAR = 60  # pixels above and below the marks nothing may: a table's rule, a line of the same text
PAD = 0.012


def text_sides(ink: NDArray[np.bool_], marks: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return the edges of the column that the marks (left, upper, right, lower) stand in."""
    left, upper, right, lower = marks
    width = ink.shape[1]
    lines = max(1, int(ink.any(axis=1).sum()))
    share = ink.sum(axis=0) / lines
    white = (share <= SPECKS) & ~ink[max(0, upper - NEAR) : lower + NEAR].any(axis=0)
    inked = np.flatnonzero(share)
    first = min(left, int(inked[0])) if inked.size else left
    last = max(right, int(inked[-1]) + 1) if inked.size else right
    start, end = first, last
    for white_from, white_to in _gutters(white, GUTTER * width):
        if white_to <= left and white_from - first >= COLUMN * width:
            start = white_to
        if white_from >= right and last - white_to >= COLUMN * width:
            end = white_to
            break
    pad = PAD * width
    return _at_least(start - pad, end - pad if end < last else end + pad, width)


def _gutters(white: NDArray[np.bool_], least: float) -> list[tuple[int, int]]:
    """Return the runs of white columns of pixels that are wide enough, from left to right."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], white, [False]))))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(start, end) for start, end in runs if end - start >= least]


def _at_least(start: float, end: float, width: int) -> tuple[int, int]:
    lacking = max(0.0, LEAST * width - (end - start)) / 2
    return max(0, round(start - lacking)), min(width, round(end + lacking))
