"""Pieces → pages, for formats that have none of their own.

In: a document's pieces, in order. Out: a page for each section under its nearest heading, or pages
of about 3,000 characters that end where a paragraph does. A heading that holds nothing but a
subheading has no page of its own; its title is in the labels ("Title > Heading") of those below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import ReadPage
from ingest.page_layout.pieces import PARAGRAPH_GAP, Piece, write_page
from ingest.splitting import split_sentences

PAGE_CHARS = 3000
MOST_HEADING_CHARS = 200  # what is longer is a paragraph in a heading's dress, and may be cited
_NO_TITLE = "start"


@dataclass(slots=True)
class _Section:
    """A heading's path and what stands under it, the heading first."""

    path: tuple[str, ...]
    level: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return any(piece.kind != "heading" for piece in self.pieces)


def first_title(pieces: Iterable[Piece]) -> str | None:
    """Return the first heading of the first level."""
    return next((p.text for p in pieces if p.kind == "heading" and p.level == 1), None)


def pages_of(pieces: Sequence[Piece], title: str | None) -> tuple[ReadPage, ...]:
    """Make pages of sections, or parts where no heading, or a long text's only one, says where."""
    headings = sum(piece.kind == "heading" for piece in pieces)
    long = sum(map(len, pieces)) > 2 * PAGE_CHARS
    if headings == 0 or (headings == 1 and long):
        return part_pages(pieces)
    return section_pages(pieces, title)


def section_pages(pieces: Iterable[Piece], title: str | None) -> tuple[ReadPage, ...]:
    """Make a page of each section; what stands before the first heading has the title's label."""
    return tuple(
        write_page(number, " > ".join(section.path) or title or _NO_TITLE, section.pieces)
        for number, section in enumerate(_with_pages(_sections(pieces)), start=1)
    )


def part_pages(pieces: Iterable[Piece]) -> tuple[ReadPage, ...]:
    """Make pages of about `PAGE_CHARS`, labelled `part n`."""
    parts = [part for piece in pieces for part in _parts(piece)]
    return tuple(
        write_page(number, f"part {number}", group)
        for number, group in enumerate(_paged(parts), start=1)
        if group
    )


def _sections(pieces: Iterable[Piece]) -> list[_Section]:
    """Group pieces by the heading they stand under."""
    sections = [_Section((), 0)]
    path: list[tuple[int, str]] = []
    for piece in pieces:
        if piece.kind == "heading":
            path = [*((level, title) for level, title in path if level < piece.level)]
            path.append((piece.level, piece.text))
            sections.append(_Section(tuple(title for _, title in path), piece.level))
        sections[-1].pieces.append(piece)
    return [section for section in sections if section.pieces]


def _with_pages(sections: Sequence[_Section]) -> list[_Section]:
    """Drop the sections that hold nothing but subsections."""
    levels = [*(section.level for section in sections), 0]
    return [
        section
        for section, following in zip(sections, levels[1:], strict=True)
        if section.has_text or following <= section.level
    ]


def _parts(piece: Piece) -> Iterator[Piece]:
    """Cut a piece that is longer than a page: at a sentence end, else at a space, else anywhere."""
    if len(piece.text) <= PAGE_CHARS:
        yield piece
        return
    mark, gap, start = piece.mark, piece.gap, 0
    for end in _ends(piece.text):
        yield Piece(piece.kind, piece.text[start:end].strip(), gap, mark, piece.level)
        mark, gap, start = "", PARAGRAPH_GAP, end


def _ends(text: str) -> Iterator[int]:
    """Yield where the parts of a long text end; each is about a page."""
    start = 0
    ends = [end for _, end in split_sentences(text)]
    for end, following in zip(ends, [*ends[1:], len(text)], strict=True):
        while end - start > PAGE_CHARS:
            space = text.rfind(" ", start + PAGE_CHARS // 2, start + PAGE_CHARS)
            start = space if space > 0 else start + PAGE_CHARS
            yield start
        if following - start > PAGE_CHARS or end == len(text):
            yield end
            start = end


def _paged(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Group pieces into pages that end as near to `PAGE_CHARS` as paragraphs allow."""
    page: list[Piece] = []
    size = 0
    for piece in pieces:
        if page and size + len(piece) / 2 > PAGE_CHARS:
            yield page
            page, size = [], 0
        page.append(piece)
        size += len(piece)
    yield page
