"""The blocks of a web page, as a browser shows them.

In: the parsed body of a page. Out: its headings, paragraphs, list items and table rows as pieces,
in order, each with whether it stands in what frames the page (navigation, footers, asides). What is
not shown is gone before: scripts, styles, templates, hidden elements. The walk is a loop, since
pages nest their elements as deep as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ingest.blocks import BlockKind
from ingest.decoding import clean_text
from ingest.page_layout.pieces import LINE_GAP, PARAGRAPH_GAP, Piece
from ingest.paging import MOST_HEADING_CHARS

_UNSHOWN = frozenset(
    {"script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed"}
    | {"video", "audio", "select", "button", "textarea", "input", "datalist", "map", "rt", "rp"}
    | {"annotation", "annotation-xml"}
)
_FRAME = frozenset({"nav", "footer", "aside", "menu"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "link",
        "mark",
        "math",
        "meta",
        "mi",
        "mn",
        "mo",
        "mrow",
        "msub",
    }
    | {"msup", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"}
    | {"tt", "u", "var", "wbr"}
)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.I
)
_EDIT_LINKS = frozenset({"mw-editsection"})  # "[edit]" at every heading of a wiki
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # signs of icon fonts
_BLANK = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\v"  # stands for <br>; two of them part paragraphs
_TWO_BREAKS = re.compile(rf"{_BREAK}[ ]*{_BREAK}[ {_BREAK}]*")
_LINES = re.compile(rf"[\n{_BREAK}]+")
_DROPPED = "dropped"  # no element of HTML
_LONG_CELL = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A piece; `framing`: it stands in what frames the page, `linked`: all of it is links."""

    piece: Piece
    framing: bool = False
    linked: bool = False


def tidy(text: str) -> str:
    """Return a text in one line of plain characters."""
    return " ".join(_PRIVATE.sub("", clean_text(text)).split())


def drop_unshown(root: Any) -> None:
    """Take out of a parsed page what a browser does not show as text."""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in [element for element in root.iter() if _is_hidden(element)]:
        element.tag = _DROPPED
    etree.strip_elements(root, _DROPPED, with_tail=False)


def _is_hidden(element: Any) -> bool:
    tag, given = element.tag, element.attrib
    if tag in ("html", "body", "head"):
        return False
    return bool(
        tag in _UNSHOWN
        or ("hidden" in given and given["hidden"] != "until-found")
        or given.get("aria-hidden") == "true"
        or (tag == "dialog" and "open" not in given)
        or _HIDING.search(given.get("style", ""))
        or not _EDIT_LINKS.isdisjoint(given.get("class", "").split())
    )


def read_blocks(body: Any) -> list[Found]:
    """Return the pieces of a page, in order."""
    walk = _Walk()
    events = etree.iterwalk(body, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.close(element)
        elif element.tag == "table" and _is_data(element):
            walk.table(element)
            events.skip_subtree()
        else:
            walk.open(element)
    walk.flush()
    return walk.found


class _Walk:
    """Where the walk stands: in which lists, in what frame, and the words not yet in a piece."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._words: list[str] = []
        self._numbers: list[int | None] = []  # of each open list: its next number, None if bullets
        self._mark = ""
        self._item_gap = PARAGRAPH_GAP
        self._frames = 0
        self._links = 0
        self._unlinked = False  # whether words outside links have come
        self._code = 0

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self.flush()
        self._frames += tag in _FRAME
        self._links += tag == "a"
        self._code += tag == "pre"
        if tag in ("ul", "ol"):
            self._open_list(element)
        elif tag == "li":
            self._open_item(element)
        elif tag == "br":
            self._words.append(_BREAK)
        self._say(element.text)

    def close(self, element: Any) -> None:
        tag = element.tag
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.flush(level=int(tag[1]))
        elif tag not in _INLINE and tag != "br":
            self.flush()
        if tag in ("ul", "ol"):
            self._close_list()
        elif tag == "li":
            self._mark = ""
        self._frames -= tag in _FRAME
        self._links -= tag == "a"
        self._code -= tag == "pre"
        self._say(element.tail)

    def table(self, table: Any) -> None:
        """Read a table of data row by row, up to its end, which `close` is told of as well."""
        self.flush()
        self._unlinked = True
        gap = PARAGRAPH_GAP
        for index, row in enumerate(table.iter("tr", "caption")):
            if row.tag == "caption":
                self._add("paragraph", tidy(row.text_content()))
                continue
            cells = [(cell.tag, tidy(_text(cell))) for cell in row.iterchildren("td", "th")]
            text = " | ".join(text for _, text in cells).strip()
            titles = all(tag == "th" for tag, _ in cells) or row.getparent().tag == "thead"
            if any(text for _, text in cells):
                self._add("table_head" if titles and index < 2 else "table_row", text, gap)
                gap = LINE_GAP

    def flush(self, level: int = 0) -> None:
        """Make a piece, or several, of the words that have come."""
        if not self._words:
            return
        words, self._words = "".join(self._words), []
        gap = PARAGRAPH_GAP
        for part in (_LINES if self._code else _TWO_BREAKS).split(words):
            text = tidy(part.replace(_BREAK, " "))
            if not any(map(str.isalnum, text)):
                continue
            if level and len(text) <= MOST_HEADING_CHARS:
                self._add("heading", text, level=level)
            elif self._mark:
                self._add("list_item", text, self._item_gap, self._mark)
                self._mark, self._item_gap = "", LINE_GAP
            else:
                self._add("paragraph", text, gap)
            gap = LINE_GAP if self._code else PARAGRAPH_GAP
        self._unlinked = False

    def _add(
        self, kind: BlockKind, text: str, gap: str = PARAGRAPH_GAP, mark: str = "", level: int = 0
    ) -> None:
        if text:
            linked = not self._unlinked and kind != "heading"
            self.found.append(Found(Piece(kind, text, gap, mark, level), self._frames > 0, linked))

    def _say(self, text: str | None) -> None:
        if text:
            self._unlinked = self._unlinked or not (self._links or text.isspace())
            self._words.append(text if self._code else _BLANK.sub(" ", text))

    def _open_list(self, element: Any) -> None:
        start = element.get("start", "1")
        first = int(start) if re.fullmatch(r"\d{1,6}", start, re.ASCII) else 1
        self._numbers.append(first if element.tag == "ol" else None)
        if len(self._numbers) == 1:
            self._item_gap = PARAGRAPH_GAP

    def _close_list(self) -> None:
        if self._numbers:
            self._numbers.pop()
        if not self._numbers:
            self._item_gap = PARAGRAPH_GAP

    def _open_item(self, element: Any) -> None:
        number = self._numbers[-1] if self._numbers else None
        self._mark = "• " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1


def _is_data(table: Any) -> bool:
    """Tell a table of data from one that only arranges the page."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    return not any(_arranges(cell) for row in rows for cell in row)


def _arranges(cell: Any) -> bool:
    """Say whether a cell holds a piece of the page rather than a value."""
    if len(cell) and any(child.tag in ("table", "h1", "h2", "h3") for child in cell.iter()):
        return True
    paragraphs = sum(1 for _ in cell.iterchildren("p", "div"))
    return paragraphs > 1 and len(cell.text_content()) > _LONG_CELL


def _text(cell: Any) -> str:
    """Return a cell's words, with blanks where a line ends in it."""
    return "".join(_spaced(cell))


def _spaced(cell: Any) -> Iterator[str]:
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag not in _INLINE:
            yield " "
        if event == "start":
            yield element.text or ""
        elif element is not cell:
            yield element.tail or ""
