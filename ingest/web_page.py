"""Reading a web page.

In: the path of an HTML file. Out: a `ReadFile` with a page for each section under its nearest
heading, in plain text. trafilatura says which words are the page's content; the blocks are read
from the page itself, because trafilatura drops headings and short rows. Content reaches from the
first block that it kept to the last. Where it kept nearly nothing of a page that has text, all of
the page is content, but for what frames it.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import trafilatura
from lxml import html  # type: ignore[import-untyped]

from core.errors import UnreadableFile
from ingest.blocks import ReadFile
from ingest.decoding import read_decoded
from ingest.page_layout.pieces import Piece
from ingest.paging import first_title, pages_of
from ingest.web_blocks import Found, drop_unshown, read_blocks
from ingest.web_facts import read_facts

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # else they warn on stderr

HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*"
    rb"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CHARSET_WITHIN = 4096
_READ_AS = {  # browsers read what is named on the left as what stands on the right
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_REFUSED = ("utf-7", "utf-32", "idna", "punycode", "unicode-escape", "raw-unicode-escape")
_WORD = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff\uac00-\ud7af]+")
_RUN = 5  # words in a row that two texts hardly share by chance
_KEPT_SHARE = 0.6  # of a block's runs are in the content: the block is content
_LOST_SHARE = 0.25  # of the page's words are content, or all of the page is taken
_MOST_CHARS = 20_000_000
_LARGE_CHARS = 3_000_000  # a book in one page is all content, and finding it takes minutes
_LARGE_ELEMENTS = 30_000
_TOO_DEEP = "what is nested deeper than 256 levels was left out"


def read_html(path: Path) -> ReadFile:
    """Read a web page into a page for each section."""
    decoded = read_decoded(path, _declared)
    if len(decoded.text) > _MOST_CHARS:
        raise UnreadableFile("is larger than any web page (20 million characters)")
    if not _TAG.search(decoded.text):
        raise UnreadableFile("is not HTML (it has no tags); name it .txt if it is plain text")
    root, warnings = _parsed(decoded.text)
    large = len(decoded.text) > _LARGE_CHARS or sum(1 for _ in root.iter()) > _LARGE_ELEMENTS
    facts = read_facts(root)
    drop_unshown(root)
    found = read_blocks(root.find("body") if root.find("body") is not None else root)
    if not found:
        raise UnreadableFile("; ".join(["has no text that a browser would show", *warnings]))
    content = [] if large else _content(root)
    pieces = _chosen(found, content)
    title = _title(facts.title, first_title(pieces))
    return ReadFile(
        pages=pages_of(pieces, title),
        title=title,
        authors=facts.authors,
        year=facts.year,
        warnings=(*decoded.warnings, *warnings),
    )


def looks_like_html(head: bytes) -> bool:
    """Say whether a file begins as a web page does."""
    return HTML_HEAD.match(head) is not None


def _declared(content: bytes) -> str | None:
    """Return the encoding that a page names in its head, as Python calls it."""
    match = _CHARSET.search(content, 0, _CHARSET_WITHIN)
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else None
        if name is None or name in _REFUSED:
            return None
        b"ok".decode(name)  # refuses what Python calls a codec but is no text
    except (LookupError, UnicodeError):
        return None
    return _READ_AS.get(name, name)


def _parsed(text: str) -> tuple[Any, list[str]]:
    """Parse a page; say whether the parser gave up on its depth (256 elements)."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (ValueError, AssertionError, html.etree.LxmlError) as error:
        raise UnreadableFile("has no text that a browser would show") from error
    deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, [_TOO_DEEP] if deep else []


def _title(stated: str | None, heading: str | None) -> str | None:
    """Prefer the first heading where the page's title is that with the site's name after it."""
    if heading and (not stated or stated.startswith(heading)):
        return heading
    return stated


def _content(root: Any) -> list[str]:
    """Ask trafilatura for the words of the content; none of a page that it fails on."""
    try:
        document = trafilatura.bare_extraction(
            deepcopy(root), favor_recall=True, include_comments=False
        )
    except Exception:  # noqa: BLE001
        return []
    body = getattr(document, "body", None)
    return [] if body is None else _words(" ".join(body.itertext()))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _chosen(found: Sequence[Found], content: Sequence[str]) -> list[Piece]:
    """Choose the pieces of a page that are its content."""
    unframed = [block.piece for block in found if not block.framing]
    everything = (
        unframed if any(p.kind != "heading" for p in unframed) else [b.piece for b in found]
    )
    kept = _in_content(found, content)
    if _count(kept) < _LOST_SHARE * _count(everything):
        return everything
    return kept


def _count(pieces: Sequence[Piece]) -> int:
    return sum(len(_words(piece.text)) for piece in pieces)


def _in_content(found: Sequence[Found], content: Sequence[str]) -> list[Piece]:
    """Return the pieces from the first to the last in the content, and the headings above."""
    is_kept = _matcher(content)
    kept = [is_kept(block.piece) for block in found]
    edge = [k and not (b.framing or b.linked) for k, b in zip(kept, found, strict=True)]
    sure = [
        place
        for place, (block, keep) in enumerate(zip(found, edge, strict=True))
        if keep and block.piece.kind != "heading" and len(_words(block.piece.text)) >= _RUN
    ] or [place for place, keep in enumerate(edge) if keep]
    if not sure:
        return []
    first, last = sure[0], sure[-1]
    while first > 0 and edge[first - 1]:
        first -= 1
    while last + 1 < len(found) and edge[last + 1]:
        last += 1
    inside = [
        block.piece
        for block, keep in zip(found[first : last + 1], kept[first : last + 1], strict=True)
        if keep or not block.framing
    ]
    return [*_headings_above(found[:first], inside[0]), *inside]


def _matcher(content: Sequence[str]) -> Callable[[Piece], bool]:
    """Return what tells whether a piece's words stand in the content, in their order."""
    runs = {
        length: set(zip(*(content[offset:] for offset in range(length)), strict=False))
        for length in range(1, _RUN + 1)
    }

    def is_kept(piece: Piece) -> bool:
        words = _words(piece.text)
        length = min(len(words), _RUN)
        own = list(zip(*(words[offset:] for offset in range(length)), strict=False))
        return bool(own) and sum(run in runs[length] for run in own) >= _KEPT_SHARE * len(own)

    return is_kept


def _headings_above(before: Sequence[Found], first: Piece) -> list[Piece]:
    """Return the headings that the content stands under."""
    level = first.level if first.kind == "heading" else 7
    above: list[Piece] = []
    for block in reversed(before):
        piece = block.piece
        if piece.kind == "heading" and piece.level < level and not block.framing:
            above.insert(0, piece)
            level = piece.level
    return above
