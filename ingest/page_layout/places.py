"""Rectangles on a PDF page: how they turn, and how those of single characters join.

In: character boxes in reading order. Out: one box per run of characters on one line, which holds
nothing but these characters. Pure geometry; pdfium gives the boxes, and draws them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.schema import TextRun

INSET = 0.04  # of a box's height


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page, in points from its origin at the bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    def turned(self, turn: int) -> Box:
        """Turn the page until writing of this turn runs from left to right."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        if turn == 1:
            return Box(bottom, -right, top, -left)
        if turn == 2:
            return Box(-right, -top, -left, -bottom)
        if turn == 3:
            return Box(-top, left, -bottom, right)
        return self

    def joined(self, other: Box) -> Box:
        """The smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    @property
    def area(self) -> float:
        """Width times height; 0 for a box turned inside out."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Placed:
    """A character's box; `follows` when nothing else stands between it and the one before."""

    box: Box
    turn: int
    follows: bool


def glyphs_of(runs: Iterable[TextRun], start: int, end: int) -> list[int]:
    """Indexes of the characters that text `start` to `end` was made of, in reading order."""
    glyphs: list[int] = []
    for run in runs:
        first, last = max(start, run.start), min(end, run.start + run.length)
        for position in range(first, last):
            glyph = run.glyph + position - run.start
            if not glyphs or glyphs[-1] != glyph:
                glyphs.append(glyph)
    return glyphs


def join_boxes(placed: Iterable[Placed]) -> tuple[Box, ...]:
    """One box for each stretch of one line."""
    boxes: list[tuple[Box, int]] = []
    for char in placed:
        box, turn = boxes[-1] if boxes else (char.box, -1)
        if char.follows and char.turn == turn and _same_line(box, char.box, turn):
            boxes[-1] = box.joined(char.box), turn
        else:
            boxes.append((char.box, char.turn))
    return tuple(_inset(box, turn) for box, turn in boxes if box.area > 0)


def _inset(box: Box, turn: int) -> Box:
    """Draw in the upper and lower edge, which lines set tight may share."""
    line = box.turned(turn)
    edge = INSET * (line.top - line.bottom)
    inset = Box(line.left, line.bottom + edge, line.right, line.top - edge)
    return inset.turned(-turn % 4)


def _same_line(line: Box, char: Box, turn: int) -> bool:
    line, char = line.turned(turn), char.turned(turn)
    height = min(line.top - line.bottom, char.top - char.bottom)
    overlap = min(line.top, char.top) - max(line.bottom, char.bottom)
    # A comma or a dash hardly overlaps low letters, so nearness counts as much as overlap.
    tall = max(line.top - line.bottom, char.top - char.bottom)
    near = overlap > -0.3 * tall if height < 0.5 * tall else overlap > 0.3 * height
    return near and char.left >= line.right - tall
