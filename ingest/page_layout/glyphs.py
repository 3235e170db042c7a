"""A PDF page as pdfium gives it: characters by index, and the lines and words they stand in.

In: nothing. Out: `RawPage`, which `pdfium` produces and `layout` turns into text. Positions are in
reading coordinates: the page is turned until the line runs from left to right and `baseline` grows
upwards, so that layout never meets a rotated line.
"""

from __future__ import annotations

from dataclasses import dataclass

UNUSABLE = "\x00"  # stands in `RawPage.chars` for an index that yields no character


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start` to `end` of the page; `glued` when no space stands before it."""

    start: int
    end: int
    left: float
    right: float
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline; `turn` counts the quarter turns of the writing, anticlockwise."""

    words: tuple[Word, ...]
    baseline: float
    size: float
    bold: bool
    text: str
    turn: int = 0

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: `chars[i]` is pdfium's character `i`; `box` is left, bottom, right, top.

    `undecoded` counts characters that were left out because their font does not say what they are,
    `unseen` words that were left out because a reader of the page does not see them.
    """

    chars: str
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float]
    undecoded: int = 0
    unseen: int = 0

    @property
    def has_characters(self) -> bool:
        """Whether pdfium found any character but spaces."""
        return any(char != UNUSABLE and not char.isspace() for char in self.chars)

    def height_range(self, turn: int) -> tuple[float, float]:
        """The lowest and highest baseline that a line of this turn can have."""
        left, bottom, right, top = self.box
        return ((bottom, top), (-right, -left), (-top, -bottom), (left, right))[turn]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title and its depth from 1."""

    title: str
    level: int
