"""What a reader hands on: pages of cleaned text, cut into blocks.

In: nothing. Out: the values that every reader (`pdf`, `markdown`, `plain_text`) produces and that
sentences and passages are cut from. A reader decides where a heading, paragraph, list item or
table row stands; it does not cut sentences. Blocks are spans of `ReadPage.text`, in order and
without overlap; text outside every block (blank lines, bullets, heading marks) is never cited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.schema import TextRun

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "table_head"]

ROWS = frozenset({"table_row", "table_head"})


@dataclass(frozen=True, slots=True)
class Block:
    """A span of its page's text; `level` is a heading's depth from 1, else 0."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadPage:
    r"""One page as read: cleaned text with `\n` line ends only.

    `runs` lead from its characters to places on the PDF page; empty where there is none (other
    formats, or a page that the fallback reader read). `failure` says why a page has no text
    although it should. `open_end`: the last line is full and its sentence unfinished, so it goes on
    overleaf, be it with a name. `doubts`: what may have gone wrong, for the quality report.
    """

    number: int
    label: str
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[TextRun, ...] = ()
    failure: str | None = None
    open_end: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read, with what the file itself says of its title, authors and year.

    `printed_pages` says that pages are those of the print, so a sentence may run over their ends.
    """

    pages: tuple[ReadPage, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    warnings: tuple[str, ...] = ()
    printed_pages: bool = False
