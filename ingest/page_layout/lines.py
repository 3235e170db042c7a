"""The lines that a reader sees, put together from the pieces that pdfium gives.

In: a page's lines from pdfium, which ends one wherever the writing shifts a little: at a raised
footnote number, at a table cell. Out: lines as they stand on paper, in the order of the page's
content (not sorted by place: content order is what keeps columns apart).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.page_layout.characters import BULLETS
from ingest.page_layout.glyphs import Line

DESCENT, ASCENT = 0.2, 0.7  # of the font size, below and above the baseline
GLUE = 0.2  # of the font size: a gap narrower than this is no space


def visual_lines(pieces: Iterable[Line]) -> tuple[Line, ...]:
    """Join pieces that follow each other on one line."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and _continues(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        else:
            lines.append(piece)
    return tuple(_bullet_apart(line) for line in lines)


def overlap(one: Line, other: Line) -> float:
    """How much of the flatter line's height both share; below 0 if they are apart."""
    top = min(one.baseline + ASCENT * one.size, other.baseline + ASCENT * other.size)
    bottom = max(one.baseline - DESCENT * one.size, other.baseline - DESCENT * other.size)
    height = (ASCENT + DESCENT) * min(one.size, other.size)
    return (top - bottom) / height if height > 0 else -1.0


def _continues(line: Line, piece: Line) -> bool:
    if line.turn != piece.turn or overlap(line, piece) < 0.5:
        return False
    return piece.left >= line.right - 0.3 * max(line.size, piece.size)


def _joined(line: Line, piece: Line) -> Line:
    gap = piece.left - line.right
    glued = gap < GLUE * min(line.size, piece.size)
    chief = line if len(line.text) >= len(piece.text) else piece
    return replace(
        chief,
        words=(*line.words, replace(piece.words[0], glued=glued), *piece.words[1:]),
        text=f"{line.text}{'' if glued else ' '}{piece.text}",
        bold=line.bold and piece.bold,
    )


def _bullet_apart(line: Line) -> Line:
    """Make a word of its own of a bullet that stands right before the text."""
    first = line.words[0]
    if line.text[0] not in BULLETS or line.text[1:2] in ("", " ") or first.end - first.start < 2:
        return line
    middle = first.left + min(0.5 * line.size, 0.5 * (first.right - first.left))
    bullet = replace(first, end=first.start + 1, right=middle)
    rest = replace(first, start=first.start + 1, left=middle, glued=True)
    return replace(line, words=(bullet, rest, *line.words[1:]))
