"""Pieces: blocks before they have a place on a page.

In: the texts of a section or page, in order. Out: a `ReadPage` with its text and blocks. Text and
Markdown are read this way round: the blocks come first and the page is written out from them, so
offsets need no searching.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind, ReadPage

PARAGRAPH_GAP = "\n\n"
LINE_GAP = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block's text; `gap` parts it from the piece before, `mark` is its bullet or number."""

    kind: BlockKind
    text: str
    gap: str = PARAGRAPH_GAP
    mark: str = ""
    level: int = 0

    def __len__(self) -> int:
        """Return the characters that it takes on a page."""
        return len(self.gap) + len(self.mark) + len(self.text)


def write_page(number: int, label: str, pieces: Iterable[Piece]) -> ReadPage:
    """Write pieces out as a page; gaps and marks stand outside the blocks."""
    texts: list[str] = []
    blocks = []
    place = 0
    for piece in pieces:
        before = piece.gap + piece.mark if texts else piece.mark
        start = place + len(before)
        place = start + len(piece.text)
        texts += [before, piece.text]
        blocks.append(Block(piece.kind, start, place, piece.level))
    return ReadPage(number, label, "".join(texts), tuple(blocks))
