"""Tags such as `[S3, S7]`, which say what public documents a digest's sentence stands on.

In: the pages of a file and the ids that the catalogue knows. Out: which tag leads to which id, by
the file's own list under the heading "Sources"; where tags stand in a page; and a page's text with
tags blanked, offsets unchanged. A tag counts only if that list resolves every part of it, so
"[S3]" in anybody's other document is plain text; and a list that resolves nothing is no list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import Block, ReadPage

_GAP = r"[\s\u2060]*"
_TAG = re.compile(rf"\[{_GAP}S\d{{1,4}}(?:{_GAP},{_GAP}S\d{{1,4}})*{_GAP}\]")
_KEY = re.compile(r"S\d{1,4}")
_ENTRY = re.compile(rf"\[{_GAP}(S\d{{1,4}}){_GAP}\]\s*([^:\[\]]{{1,160}}):")
_HEADING = "sources"
# A line end of a PDF may have put a space or taken a hyphen inside an id.
_LOOSE = re.compile(r"[\s\u00ad\u2010-]+")


@dataclass(frozen=True, slots=True)
class TagSpan:
    """A tag in a page's text, brackets included."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """What a file's own list says: ids by tag, and the blocks it takes as (page index, block)."""

    ids: dict[str, str]
    blocks: frozenset[tuple[int, Block]]


def read_source_list(pages: Sequence[ReadPage], known_ids: Collection[str]) -> dict[str, str]:
    """Return the catalogue id of each tag ("S3"), by the file's own list."""
    return find_source_list(pages, known_ids).ids


def find_source_list(pages: Sequence[ReadPage], known_ids: Collection[str]) -> SourceList:
    """Find the file's source list; empty if its entries lead to no known id."""
    loose = {_LOOSE.sub("", known_id).casefold(): known_id for known_id in known_ids}
    section = list(_section(pages))
    text = "\n".join(pages[index].text[block.start : block.end] for index, block in section)
    ids: dict[str, str] = {}
    for match in _ENTRY.finditer(text):
        key, name = match.groups()
        known = loose.get(_LOOSE.sub("", name).casefold())
        if known is not None:
            ids.setdefault(key, known)
    return SourceList(ids, frozenset(section) if ids else frozenset())


def find_tags(text: str, resolved: Collection[str]) -> tuple[TagSpan, ...]:
    """Find the tags whose every part is resolved; "[S1], [S2]" is one."""
    found: list[TagSpan] = []
    for match in _TAG.finditer(text) if resolved else ():
        keys = tuple(_KEY.findall(match.group()))
        if not all(key in resolved for key in keys):
            continue
        if found and text[found[-1].end : match.start()].strip() in (",", ";"):
            last = found.pop()
            found.append(TagSpan(last.start, match.end(), last.keys + keys))
        else:
            found.append(TagSpan(match.start(), match.end(), keys))
    return tuple(found)


def blank_tags(text: str, tag_spans: Sequence[TagSpan]) -> str:
    """Return the text with spaces for tags, of the same length."""
    pieces = []
    place = 0
    for tag in tag_spans:
        pieces += [text[place : tag.start], " " * (tag.end - tag.start)]
        place = tag.end
    return "".join([*pieces, text[place:]])


def _section(pages: Sequence[ReadPage]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks from a heading "Sources" to the next heading of its rank."""
    level = 0
    for index, page in enumerate(pages):
        for block in page.blocks:
            if block.kind == "heading" and (not level or block.level <= level):
                title = page.text[block.start : block.end].strip().casefold()
                level = block.level if title == _HEADING else 0
            if level:
                yield index, block
