"""Reading a Word document.

In: the path of a DOCX. Out: a `ReadFile` with a page for each section under its nearest heading, or
of parts where there are no headings, in plain text. Tables are read row by row; text boxes and
notes stand after the paragraph they hang on, or after its table. Tracked changes are read as
accepted. Headers, footers, comments and pictures are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from core.errors import UnreadableFile
from ingest.blocks import BlockKind, ReadFile
from ingest.page_layout.pieces import LINE_GAP, PARAGRAPH_GAP, Piece
from ingest.paging import MOST_HEADING_CHARS, first_title, pages_of
from ingest.word_package import WordPackage, open_word
from ingest.word_styles import Numbering, Styles, switched, value
from ingest.word_text import ParagraphText, blocks, is_seen, read_paragraph

_CELL = qn("w:tc")


def read_word(path: Path) -> ReadFile:
    """Read a Word document into a page for each section."""
    package = open_word(path)
    document = _Document(package)
    try:
        pieces = _levelled(list(document.pieces(package.body)))
    except RecursionError as error:
        raise UnreadableFile("is damaged: it is nested too deep to be a document") from error
    if not pieces:
        raise UnreadableFile(document.why_empty())
    title = package.title or first_title(pieces)
    return ReadFile(
        pages=pages_of(pieces, title),
        title=title,
        authors=package.authors,
        year=package.year,
        warnings=tuple(document.warnings()),
    )


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the headings of a document that has a title one level down, below it."""
    if not any(piece.kind == "heading" and piece.level == 0 for piece in pieces):
        return list(pieces)
    return [replace(p, level=p.level + 1) if p.kind == "heading" else p for p in pieces]


class _Document:
    """The walk over a document: its styles, how far its lists have counted, its notes."""

    def __init__(self, package: WordPackage) -> None:
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering)
        self._notes = dict(package.notes)
        self._numbered: dict[str, int] = {}  # how many notes of each kind have come
        self._tables = 0  # that the walk is in
        self._held: list[tuple[str, str]] = []  # notes that wait for the end of a table
        self._in_list = False
        self._hidden = self._pictures = self._embedded = 0

    def pieces(self, container: Any, *, flat: bool = False) -> Iterator[Piece]:
        """Yield the pieces of a container; `flat`: what looks like a heading is a paragraph."""
        for block in blocks(container):
            if block.tag == qn("w:altChunk"):
                self._embedded += 1
            elif block.tag == qn("w:p"):
                yield from self._paragraph(block, flat=flat)
            else:
                yield from self._table(block)

    def warnings(self) -> Iterator[str]:
        """Say what was left out."""
        if self._hidden:
            yield f"hidden text was left out ({self._hidden} words)"
        if self._embedded:
            yield f"embedded files were not read ({self._embedded})"

    def why_empty(self) -> str:
        """Say why there is nothing to cite."""
        if self._hidden:
            return "has no text but hidden text"
        if self._embedded:
            return "has no text of its own, only embedded files"
        if self._pictures:
            return "has no text, only pictures; it needs text recognition first"
        return "has no text"

    def _paragraph(self, paragraph: Any, *, flat: bool) -> Iterator[Piece]:
        look = self._styles.of_paragraph(paragraph)
        found = self._read(paragraph)
        text = found.text
        if text:
            mark = self._numbering.mark(look)
            heading = None if flat or len(text) > MOST_HEADING_CHARS else look.heading
            listed = heading is None and mark is not None
            gap = LINE_GAP if listed and self._in_list else PARAGRAPH_GAP
            kind: BlockKind = "list_item" if listed else "paragraph"
            if heading is not None:
                kind = "heading"
            self._in_list = listed
            yield Piece(kind, text, gap, mark or "", heading or 0)
        yield from self._hanging(found)

    def _read(self, paragraph: Any) -> ParagraphText:
        look = self._styles.of_paragraph(paragraph)
        found = read_paragraph(paragraph, look, self._styles)
        self._hidden += found.hidden
        self._pictures += found.pictures
        return found

    def _hanging(self, found: ParagraphText) -> Iterator[Piece]:
        """Yield the text boxes and notes of a paragraph; a table's notes wait for its end."""
        for box in found.boxes:
            yield from self.pieces(box, flat=True)
        self._held += found.notes
        while self._held and not self._tables:
            yield from self._note(*self._held.pop(0))

    def _note(self, kind: str, name: str) -> Iterator[Piece]:
        note = self._notes.pop((kind, name), None)
        if note is None:
            return
        self._numbered[kind] = count = self._numbered.get(kind, 0) + 1
        held, self._held = self._held, []
        for index, piece in enumerate(self.pieces(note, flat=True)):
            marked = index == 0 and piece.kind == "paragraph"
            yield replace(piece, mark=f"{kind.capitalize()} {count}: ") if marked else piece
        self._held += held

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = [row for row in _rows(table) if not _is_dropped(row)]
        self._tables += 1
        self._in_list = False
        if _is_box(rows):
            for row in rows:
                for cell in _cells(row):
                    yield from self.pieces(cell)
        else:
            yield from self._table_rows(rows)
        self._tables -= 1
        self._in_list = False
        yield from self._hanging(ParagraphText())

    def _table_rows(self, rows: Sequence[Any]) -> Iterator[Piece]:
        gap, heads = PARAGRAPH_GAP, True
        for index, row in enumerate(rows):
            cells = [self._cell(cell) for cell in _cells(row)]
            text = " | ".join(text for text, *_ in cells).strip()
            marked = switched(row.find(qn("w:trPr")), "w:tblHeader")
            bold = index == 0 and len(rows) > 1 and all(bold for text, bold, _ in cells if text)
            heads = bool(heads and (marked or bold))
            if any(text for text, *_ in cells):
                yield Piece("table_head" if heads else "table_row", text, gap)
                gap = LINE_GAP
            for piece in (piece for *_, below in cells for piece in below):
                yield piece
                gap = PARAGRAPH_GAP

    def _cell(self, cell: Any) -> tuple[str, bool, list[Piece]]:
        """Return a cell's text in one line, whether all is bold, and what stands below the row."""
        if _merge(cell, "w:vMerge") == "continue":
            return "", True, []
        texts, bold = [], True
        below: list[Piece] = []
        for block in blocks(cell):
            if block.tag == qn("w:tbl"):
                below += self._table(block)
            elif block.tag == qn("w:p"):
                found = self._read(block)
                mark = self._numbering.mark(self._styles.of_paragraph(block)) if found.text else ""
                texts.append(f"{mark or ''}{found.text}")
                bold = bold and (found.bold or not found.text)
                below += self._hanging(found)
        return " ".join(text for text in texts if text), bold, below


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, qn("w:tr"))


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, without those that a cell beside them reaches over."""
    return (cell for cell in _inside(row, _CELL) if _merge(cell, "w:hMerge") != "continue")


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells below content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif is_seen(child):
            yield from _inside(child, tag) if child.tag != qn("w:tbl") else ()


def _is_dropped(row: Any) -> bool:
    """Say whether a row is hidden, or deleted in a tracked change."""
    properties = row.find(qn("w:trPr"))
    deleted = properties is not None and properties.find(qn("w:del")) is not None
    return deleted or bool(switched(properties, "w:hidden"))


def _is_box(rows: Sequence[Any]) -> bool:
    """Tell a frame around text from a table: one cell a row, and more than a paragraph in one."""
    cells = [list(_cells(row)) for row in rows]
    return all(len(row) == 1 for row in cells) and any(
        sum(1 for _ in blocks(cell)) > 1 for row in cells for cell in row
    )


def _merge(cell: Any, tag: str) -> str | None:
    """Return "restart" or "continue" for a cell that is merged with others, else None."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None or properties.find(qn(tag)) is None:
        return None
    return value(properties, tag) or "continue"
