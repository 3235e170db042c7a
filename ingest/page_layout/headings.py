"""Which parts of a document are headings, and how deep.

In: each page's parts. Out: the same with headings told apart. A heading is short, does not end as a
sentence does, and is larger than the body, bold, in capitals, or a bookmark. Its depth is the
bookmark's, else the rank of its look among the document's headings. A page of headings only (a
slide, a one-line file) keeps them as paragraphs, since text that nothing follows is its content;
but the title on a title page and the word over a table of contents stay headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import ROWS
from ingest.page_layout.glyphs import OutlineEntry
from ingest.page_layout.paragraphs import LEADER, Part
from ingest.page_layout.spacing import half_point

LARGER = 1.12  # than the body
MOST_LINES, MOST_CHARS = 3, 160
DEEPEST = 6
CAPTION = re.compile(r"(?:figure|fig\.|table|source|note)s?\s*(?:\d|[:.])", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?:chapter|section|part|appendix)?\s*(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.):]?\s+"
)

Look = tuple[float, bool]


def mark_headings(
    pages: Sequence[Sequence[Part]],
    body_size: float,
    outline: Iterable[OutlineEntry],
    title: str | None = None,
) -> list[list[Part]]:
    """Make headings of the parts that look like one; `title` is what the file says of itself."""
    several = sum(1 for parts in pages if parts) > 1
    titles = {key: 1 for key in _keys(title or "")} if several else {}
    bookmarks = titles | _bookmarks(outline)
    found = [_heads(parts, body_size, bookmarks, titles) for parts in pages]
    looks = {
        _look(part)
        for parts, heads in zip(pages, found, strict=True)
        for part, is_head in zip(parts, heads, strict=True)
        if is_head
    }
    ranks = {look: rank for rank, look in enumerate(sorted(looks, reverse=True), start=1)}
    return [
        _marked(parts, heads, ranks, bookmarks) for parts, heads in zip(pages, found, strict=True)
    ]


def _heads(
    parts: Sequence[Part],
    body_size: float,
    bookmarks: Mapping[str, int],
    titles: Mapping[str, int],
) -> list[bool]:
    """Say which parts of a page are headings."""
    heads = [_is_heading(part, body_size, bookmarks) for part in parts]
    cited = [is_head for part, is_head in zip(parts, heads, strict=True) if part.cited]
    if not all(cited) or any(_is_contents(part) for part in parts):
        return heads
    return [bool(is_head and _bookmark(p, titles)) for p, is_head in zip(parts, heads, strict=True)]


def _is_contents(part: Part) -> bool:
    return not part.cited and bool(LEADER.search(part.lines[-1].text))


def _marked(
    parts: Sequence[Part],
    heads: Sequence[bool],
    ranks: Mapping[Look, int],
    bookmarks: Mapping[str, int],
) -> list[Part]:
    marked = []
    for part, is_head in zip(parts, heads, strict=True):
        if not is_head:
            marked.append(part)
            continue
        level = min(DEEPEST, _bookmark(part, bookmarks) or ranks[_look(part)])
        marked.append(replace(part, kind="heading", skip=0, level=level))
    return marked


def _is_heading(part: Part, body_size: float, bookmarks: Mapping[str, int]) -> bool:
    if part.kind in ROWS or not part.cited:
        return False
    text = _text(part)
    if len(part.lines) > MOST_LINES and not _bookmark(part, bookmarks):
        return False
    if len(text) > MOST_CHARS:
        return False
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or letters * 2 < len(text.replace(" ", "")) or text[-1] in ".,;":
        return False
    if CAPTION.match(text) or (part.kind == "list_item" and not text[0].isalnum()):
        return False
    if _bookmark(part, bookmarks):
        return True
    size, bold = _look(part)
    if text[0].islower():
        return False
    return size >= LARGER * body_size or (size >= 0.95 * body_size and (bold or _capitals(text)))


def _capitals(text: str) -> bool:
    return text.isupper() and len(text) <= 60 and len(re.findall(r"[^\W\d_]{2,}", text)) > 0


def _look(part: Part) -> Look:
    return half_point(part.lines[0].size), all(line.bold for line in part.lines)


def _text(part: Part) -> str:
    return " ".join(line.text for line in part.lines)


def _bookmarks(outline: Iterable[OutlineEntry]) -> dict[str, int]:
    levels: dict[str, int] = {}
    for entry in outline:
        for key in _keys(entry.title):
            levels.setdefault(key, entry.level)
    return levels


def _bookmark(part: Part, bookmarks: Mapping[str, int]) -> int:
    return next((bookmarks[key] for key in _keys(_text(part)) if key in bookmarks), 0)


def _keys(title: str) -> list[str]:
    """A title's letters and digits, with its number and without."""
    folded = " ".join(title.casefold().split())
    variants = (folded, NUMBER.sub("", folded))
    keys = ("".join(char for char in variant if char.isalnum()) for variant in variants)
    return [key for key in keys if len(key) > 2]
