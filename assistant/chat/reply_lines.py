"""The lines of a chat model's reply without their dress: Markdown, tables, headings.

In: a reply with marks for its addresses. Out: paragraphs of blocks, each a run of plain words and
marks. What is dropped here states nothing: headings, rules, a table's head, lists of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.chat.reply_addresses import MARK, SOURCES

_CITED = re.compile("\ue001[\\W_]*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)[\w-]{0,20}\s*$")
_RULE = re.compile(r"^\s*(?:[-=*_]\s*){3,}$")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_BOLD_LINE = re.compile(r"^\s*(\*\*|__)[^*_]{1,100}\1\s*:?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+•‣·–]|\(?\d{1,2}[.)]|[a-zA-Z][.)])\s+|^\s*>\s?")
_TABLE_RULE = re.compile(r"^[\s|:+-]*--[\s|:+-]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,300}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<!--.{0,500}?-->", re.DOTALL)
_PAIRS = re.compile(r"(\*\*\*|\*\*|__|~~|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_SINGLE = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,300}?)(?<=[^\s*_])\1(?![\w*])")


@dataclass
class _Sheet:
    """The paragraphs as far as they are read; `open` says that the last block may go on."""

    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])
    open: bool = False

    def add(self, block: str) -> None:
        self.paragraphs[-1].append(block)
        self.open = True

    def go_on(self, text: str) -> None:
        if self.open and self.paragraphs[-1] and not self.has_ended(text):
            self.paragraphs[-1][-1] += f" {text}"
        else:
            self.add(text)

    def has_ended(self, following: str) -> bool:
        """Say whether an address ended the last block, and a new sentence follows."""
        return bool(_CITED.search(self.paragraphs[-1][-1])) and not following[:1].islower()

    def part(self) -> None:
        if self.paragraphs[-1]:
            self.paragraphs.append([])
        self.open = False

    def drop_last(self) -> None:
        """Drop the last line, which turned out to be a heading, if it cites nothing."""
        if self.paragraphs[-1] and not MARK.search(self.paragraphs[-1][-1]):
            self.paragraphs[-1].pop()
        self.open = False


def read_paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs, each as its blocks: a run of lines, a list's item, a table's row."""
    sheet = _Sheet()
    for line in _before_sources(text.split("\n")):
        if _FENCE.match(line) or not line.strip():
            sheet.part()
        elif _TABLE_RULE.match(line) or _RULE.match(line):
            sheet.drop_last()
        elif line.count("|") > 1 or line.lstrip().startswith("|"):
            sheet.add(_row(line))
        elif _is_heading(line):
            sheet.part()
        elif match := _HEADING.match(line) or _ITEM.match(line):
            sheet.add(line[match.end() :].strip())
        else:
            sheet.go_on(line.strip())
    plain = [[plain_text(block) for block in blocks] for blocks in sheet.paragraphs]
    return _join_lone_addresses([blocks for blocks in plain if blocks])


def _join_lone_addresses(paragraphs: list[list[str]]) -> list[list[str]]:
    """Put addresses that stand alone after the words before them, if these have none."""
    joined: list[list[str]] = []
    for blocks in paragraphs:
        joined.append([])
        for block in blocks:
            before = next((b for b in reversed(joined) if b), None)
            if before and not re.search(r"\w", MARK.sub("", block)):
                if not _CITED.search(before[-1]):
                    before[-1] += f" {block}"
            else:
                joined[-1].append(block)
    return [blocks for blocks in joined if blocks]


def plain_text(text: str) -> str:
    """Take emphasis, links, code marks and tags off; words stay as they are."""
    text = _TAG.sub(" ", _LINK.sub(r"\1", text))
    for _ in range(3):
        text = _SINGLE.sub(r"\2", _PAIRS.sub(r"\2", text))
    return " ".join(re.sub(r"\*\*|``+", "", text).split())


def _before_sources(lines: list[str]) -> Iterator[str]:
    """Yield the lines that come before a list of sources."""
    for line in lines:
        if SOURCES.match(line):
            return
        yield line


def _is_heading(line: str) -> bool:
    if MARK.search(line):
        return False
    return bool(_HEADING.match(line) or _BOLD_LINE.match(line))


def _row(line: str) -> str:
    """Return a table's row as "first: second, third"; cells that only cite stand at the end."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    said = [cell for cell in cells if re.search(r"\w", MARK.sub("", cell))]
    cited = [cell for cell in cells if cell and cell not in said]
    rest = ", ".join(said[1:])
    return " ".join([": ".join(filter(None, [*said[:1], rest])), *cited])
