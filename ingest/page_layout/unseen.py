"""Words that stand in a PDF but that nobody sees on its page.

In: a page's words, and whether a word shows. Out: the page without the words that do not, and how
many there were. Instructions to assistants are hidden this way, and so is nothing that a reader
could check; the text that a scanner lays under its picture stays, since the picture shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.page_layout.characters import folded
from ingest.page_layout.glyphs import Line, RawPage, Word

SMALLEST_POINTS = 2.0  # nobody reads smaller print
HIDDEN = "words on it that a reader does not see were left out"


def without_unseen(raw: RawPage, shows: Callable[[Word], bool]) -> RawPage:
    """Leave out print of less than two points, and the words that do not show."""
    lines: list[Line] = []
    unseen = 0
    for line in raw.lines:
        # pdfium gives a size of 0 where it does not know it
        tiny = 0 < line.size < SMALLEST_POINTS
        kept = () if tiny else tuple(word for word in line.words if shows(word))
        unseen += len(line.words) - len(kept)
        if len(kept) == len(line.words):
            lines.append(line)
        elif kept:
            text = " ".join(folded(raw.chars, word.start, word.end) for word in kept)
            lines.append(replace(line, words=kept, text=text))
    return replace(raw, lines=tuple(lines), unseen=unseen) if unseen else raw
