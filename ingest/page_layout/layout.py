"""Cleaned text of a PDF's pages, with its blocks and the map back to the page.

In: every page's characters and lines. Out: for each page its text, blocks and runs. Lines of a part
are joined by a space, parts parted by a blank line (items of a list and rows of a table by a line
end). Every character is put down together with its index on the page, so the map cannot drift from
the text; what is put in (spaces at line ends, bars between cells) has no place.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.schema import TextRun
from ingest.blocks import ROWS, Block, BlockKind
from ingest.page_layout.characters import HYPHENS, clean, fold
from ingest.page_layout.doubts import doubts_of
from ingest.page_layout.furniture import without_furniture
from ingest.page_layout.glyphs import Line, OutlineEntry, RawPage, Word
from ingest.page_layout.headings import mark_headings
from ingest.page_layout.hyphens import Vocabulary, build_vocabulary, join_lines, joint
from ingest.page_layout.lines import visual_lines
from ingest.page_layout.paragraphs import Part, is_open, split_parts
from ingest.page_layout.spacing import measure

CELL_BAR = " | "
CLOSE = frozenset({("list_item", "list_item"), *itertools.product(ROWS, ROWS)})


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's cleaned text; `runs` are empty where there are no places."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[TextRun, ...] = ()
    open_end: bool = False
    doubts: tuple[str, ...] = ()


def lay_out(
    pages: Sequence[RawPage],
    labels: Sequence[str],
    outline: Sequence[OutlineEntry],
    title: str | None = None,
) -> list[PageText]:
    """Turn the pages of one document, which calls itself `title`, into text."""
    seen = [visual_lines(page.lines) for page in pages]
    lines = without_furniture(pages, seen, labels)
    spacing = measure(lines)
    vocabulary = build_vocabulary(line.text for page in lines for line in page)
    parts = [split_parts(page, spacing) for page in lines]
    marked = mark_headings(parts, spacing.body_size, outline, title)
    return [
        replace(_write(page.chars, page_parts, vocabulary), doubts=doubts_of(page_lines))
        for page, page_parts, page_lines in zip(pages, marked, lines, strict=True)
    ]


def lay_out_plain(text: str) -> PageText:
    """Turn text without places into paragraphs: blank lines part them."""
    lines = [clean(line) for line in text.splitlines()]
    vocabulary = build_vocabulary(lines)
    writer = _Writer()
    for filled, group in itertools.groupby(lines, key=bool):
        if filled:
            writer.begin("paragraph", 0)
            writer.put(join_lines(list(group), vocabulary), None)
            writer.end()
    return writer.page()


def _write(chars: str, parts: Sequence[Part], vocabulary: Vocabulary) -> PageText:
    writer = _Writer()
    for part in parts:
        writer.begin(part.kind, part.level)
        for number, line in enumerate(part.lines):
            if number in part.cells:
                writer.separate(CELL_BAR)
            elif number:
                words = part.lines[number - 1].words[-1], line.words[0]
                _write_joint(writer, chars, words, vocabulary)
            _write_line(writer, chars, line, part.skip if number == 0 else 0)
        writer.end(cited=part.cited)
    return replace(writer.page(), open_end=bool(parts) and is_open(parts[-1]))


def _write_line(writer: _Writer, chars: str, line: Line, skip: int) -> None:
    for index, word in enumerate(line.words):
        if index and not word.glued:
            gap = line.words[index - 1].end
            writer.separate(" ", gap if gap < word.start and chars[gap] != "\n" else None)
        for text, glyph in fold(chars, word.start, word.end):
            writer.put(text, glyph)
        if index + 1 == skip:
            writer.leave_out()


def _write_joint(
    writer: _Writer, chars: str, words: tuple[Word, Word], vocabulary: Vocabulary
) -> None:
    before, after = (chars[word.start : word.end] for word in words)
    how = joint(before, clean(after), vocabulary)
    if how == "space":
        writer.separate(" ")
    elif how == "without_hyphen":
        writer.drop_hyphen()


class _Writer:
    """Puts a page together character by character; separators wait until more text comes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._runs: list[tuple[int, int, int]] = []
        self._blocks: list[Block] = []
        self._waiting: tuple[str, int | None] = ("", None)
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._start: int | None = None
        self._first = 0

    def begin(self, kind: BlockKind, level: int) -> None:
        last = self._blocks[-1].kind if self._blocks else None
        close = (last, kind) in CLOSE
        self._waiting = ("\n" if close else "\n\n") if self._length else "", None
        self._kind, self._level, self._start = kind, level, None

    def separate(self, text: str, glyph: int | None = None) -> None:
        if not self._waiting[0] and self._length:
            self._waiting = text, glyph

    def put(self, text: str, glyph: int | None) -> None:
        waiting, self._waiting = self._waiting, ("", None)
        self._add(*waiting)
        if self._start is None:
            self._start, self._first = self._length, len(self._pieces)
        self._add(text, glyph)

    def leave_out(self) -> None:
        """What was put down so far stands before the block, as a bullet does."""
        self._start = None

    def drop_hyphen(self) -> None:
        if self._pieces and self._pieces[-1][-1:] in HYPHENS:
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            start, length, glyph = self._runs.pop()
            if length > 1:
                self._runs.append((start, length - 1, glyph))

    def end(self, *, cited: bool = True) -> None:
        if self._start is None or not cited:
            return
        if _says_something("".join(self._pieces[self._first :])):
            self._blocks.append(Block(self._kind, self._start, self._length, self._level))

    def page(self) -> PageText:
        runs = tuple(TextRun(*run) for run in self._runs)
        return PageText("".join(self._pieces), tuple(self._blocks), runs)

    def _add(self, text: str, glyph: int | None) -> None:
        if not text:
            return
        if glyph is not None:
            start, length, first = self._runs[-1] if self._runs else (-1, 0, 0)
            if start + length == self._length and first + length == glyph:
                self._runs[-1] = start, length + len(text), first
            else:
                self._runs.append((self._length, len(text), glyph))
        self._pieces.append(text)
        self._length += len(text)


def _says_something(text: str) -> bool:
    """A lone bullet or rule is no block: nobody would cite it."""
    return any(char.isalnum() for char in text)
