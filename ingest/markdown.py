"""Reading a Markdown file.

In: the path of a Markdown file. Out: a `ReadFile` with a page for each section under its nearest
heading, in plain text: no marks, link targets, images, HTML tags or comments, because a document's
text is data and never markup. What raw HTML blocks say is dropped with a warning, inline HTML loses
its tags only. A heading that holds nothing but a subheading has no page of its own; its title is in
the labels ("Title > Heading") of those below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.errors import UnreadableFile
from ingest.blocks import BlockKind, ReadFile
from ingest.decoding import clean_text, read_decoded
from ingest.page_layout.pieces import LINE_GAP, PARAGRAPH_GAP, Piece
from ingest.paging import first_title, section_pages

_MAX_NESTING = 100  # CommonMark's preset drops text nested deeper than 20
# markdown-it takes quadratic time over the opening brackets of a paragraph: minutes for a heap of
# them. This many squares take it about a second; real documents have a hundredth of that.
_BRACKET_SQUARES = 20_000_000
_FRONT_MATTER = re.compile(r"---[ ]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_AUTHORS = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")
_TEXT_OF_HTML = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_SPACED = frozenset({"softbreak", "hardbreak", "image"})


def read_markdown(path: Path) -> ReadFile:
    """Read a Markdown file into a page for each section."""
    decoded = read_decoded(path)
    matter, body = _front_matter(decoded.text)
    tokens, warnings = _parse(body)
    pieces = list(_pieces(tokens))
    title = _first(matter, "title") or first_title(pieces)
    pages = section_pages(pieces, title)
    if not pages:
        raise UnreadableFile("has no text")
    return ReadFile(
        pages=pages,
        title=title,
        authors=_authors(matter),
        year=_year(matter),
        warnings=(*decoded.warnings, *warnings, *_html_warnings(tokens)),
    )


def _parse(text: str) -> tuple[Sequence[Token], list[str]]:
    """Parse the text; say what could not be read as it was meant."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    warnings = []
    if _bracket_squares(parser, text) > _BRACKET_SQUARES:
        parser.disable(["link", "image"])
        warnings.append("heaps of brackets; links are left as they are written")
    tokens = parser.parse(text)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        warnings.append(f"what is nested deeper than {_MAX_NESTING} levels was left out")
    return tokens, warnings


def _bracket_squares(parser: MarkdownIt, text: str) -> int:
    """Return what the brackets will cost: the sum of their squares over the paragraphs."""
    if text.count("[") ** 2 <= _BRACKET_SQUARES:
        return 0
    with parser.reset_rules():
        parser.disable("inline")
        blocks = parser.parse(text)
    return sum(token.content.count("[") ** 2 for token in blocks)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Turn the blocks of the token stream into pieces; only a top-level heading is one."""
    walk = _Walk()
    for before, token in pairwise([Token("", "", 0), *tokens]):
        step = walk.steps.get(token.type)
        if step is not None:
            yield from step(token, before)


class _Walk:
    """Where the walk over the tokens stands: in which lists, and in which table row.

    A step gets a token and the one before it, and returns the pieces that the token completes.
    """

    def __init__(self) -> None:
        self.steps: Mapping[str, Callable[[Token, Token], Iterable[Piece]]] = {
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open_item,
            "table_open": self._open_table,
            "tr_close": self._row,
            "fence": self._code,
            "code_block": self._code,
            "inline": self._inline,
        }
        self._numbers: list[int | None] = []  # of each open list: its next number, None if bullets
        self._mark = ""  # of the open item, until its first text takes it
        self._item_gap = PARAGRAPH_GAP
        self._cells: list[str] = []
        self._row_gap = PARAGRAPH_GAP
        self._in_head = False

    def _open_list(self, token: Token, _: Token) -> Iterable[Piece]:
        ordered = token.type == "ordered_list_open"
        self._numbers.append(int(token.attrs.get("start", 1)) if ordered else None)
        return ()

    def _close_list(self, _: Token, __: Token) -> Iterable[Piece]:
        self._numbers.pop()
        self._mark = ""
        if not self._numbers:
            self._item_gap = PARAGRAPH_GAP
        return ()

    def _open_item(self, _: Token, __: Token) -> Iterable[Piece]:
        number = self._numbers[-1]
        self._mark = "• " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        return ()

    def _open_table(self, _: Token, __: Token) -> Iterable[Piece]:
        self._row_gap = PARAGRAPH_GAP
        return ()

    def _row(self, _: Token, __: Token) -> Iterable[Piece]:
        cells, self._cells = self._cells, []
        if any(cells):
            kind: BlockKind = "table_head" if self._in_head else "table_row"
            yield Piece(kind, " | ".join(cells).strip(), self._row_gap)
            self._row_gap = LINE_GAP

    def _code(self, token: Token, _: Token) -> Iterable[Piece]:
        gap = PARAGRAPH_GAP
        for line in clean_text(token.content).split("\n"):
            if line.strip():
                yield Piece("paragraph", line.strip(), gap)
                gap = LINE_GAP

    def _inline(self, token: Token, opener: Token) -> Iterable[Piece]:
        text = _plain(token.children or [])
        if opener.type in ("th_open", "td_open"):
            self._cells.append(text)
            self._in_head = opener.type == "th_open"
        elif text and opener.type == "heading_open" and opener.level == 0:
            yield Piece("heading", text, level=int(opener.tag[1:]))
        elif text and self._mark:
            yield Piece("list_item", text, self._item_gap, self._mark)
            self._mark, self._item_gap = "", LINE_GAP
        elif text:
            yield Piece("paragraph", text)


def _plain(children: Sequence[Token]) -> str:
    """Return the text of inline tokens, without their marks."""
    parts = []
    for child in children:
        if child.type == "html_inline":
            parts.append(" " if child.content.lower().startswith("<br") else "")
        else:
            parts.append(" " if child.type in _SPACED else child.content)
    return " ".join(clean_text("".join(parts)).split())


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Part the YAML between two lines `---` from the text, whose lines keep their numbers."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    try:
        loaded = yaml.load(match.group(1), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}, text
    if not isinstance(loaded, dict):
        return {}, text
    return loaded, "\n" * match.group().count("\n") + text[match.end() :]


def _first(matter: Mapping[str, object], name: str) -> str | None:
    value = matter.get(name)
    return " ".join(clean_text(value).split()) or None if isinstance(value, str) else None


def _authors(matter: Mapping[str, object]) -> tuple[str, ...]:
    """Read `author` or `authors`: a list of names, or names parted by "and" or semicolons."""
    value = matter.get("authors") or matter.get("author") or ()
    names = _AUTHORS.split(value) if isinstance(value, str) else value
    if not isinstance(names, list):
        return ()
    cleaned = (" ".join(clean_text(name).split()) for name in names if isinstance(name, str))
    return tuple(name for name in cleaned if name)


def _year(matter: Mapping[str, object]) -> int | None:
    found = _YEAR.search(_first(matter, "year") or _first(matter, "date") or "")
    return int(found.group()) if found else None


def _html_warnings(tokens: Sequence[Token]) -> list[str]:
    """Say where raw HTML with words in it was left out."""
    return [
        f"raw HTML left out at line {token.map[0] + 1 if token.map else '?'}"
        for token in tokens
        if token.type == "html_block" and _TEXT_OF_HTML.sub("", token.content).strip()
    ]
