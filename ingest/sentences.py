"""Blocks → sentences, with their tags, sections and what runs over a page end.

In: a file as read and its source list. Out: per page the spans of its sentences, which are not yet
in passages. A sentence is never joined across blocks, and across pages only where print pages cut a
paragraph. A tag belongs to the sentence before it, also one that a page end parted from it, and
to no sentence's text unless it stands in its middle. Headings and the source list yield none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.schema import Continuation, Form
from ingest.blocks import ROWS, Block, BlockKind, ReadFile, ReadPage
from ingest.flags import announces, flag_block, is_flagged
from ingest.splitting import split_sentences, trim
from ingest.tags import SourceList, TagSpan, blank_tags, find_tags

_FORMS: dict[BlockKind, Form] = {
    "paragraph": "sentence",
    "list_item": "list_item",
    "table_row": "table_row",
    "table_head": "table_head",
}
_TERMINAL = '.?!:;”"…\u3002\uff01\uff1f'
_CLOSING = ")]}'\u2019»"
_JOINING = ",-\u2010\u2013\u2014"
_AFTER_TAG = ".,;:"
_LONG_ITEM = 6  # words: a shorter item without an end is an item, not half a sentence
_NUMBERED = re.compile(r"\(\d+\)\s")  # an entry of a list of references
_FUNCTION_WORD = re.compile(
    "a|about|an|and|are|as|at|be|been|between|but|by|for|from|has|have|her|his|in|into|is|its|nearly"
    "|of|on|only|or|our|over|than|that|the|their|these|this|those|to|under|was|were|which|who|whose"
    "|with",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `place` tells apart sections of the same title."""

    place: int
    title: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence before it has a passage: it is cited up to `end`, its tags end at `tail`.

    `rest` is the text of `continues` with tags blanked.
    """

    start: int
    end: int
    tail: int
    form: Form
    section: Section
    keys: tuple[str, ...] = ()
    flagged: bool = False
    continues: Continuation | None = None
    rest: str = ""


@dataclass(slots=True)
class PageUnits:
    """A page and its sentences, in order; `blanked` is its text with spaces for tags."""

    page: ReadPage
    blanked: str
    tags: tuple[TagSpan, ...]
    units: list[Unit]


def cut_sentences(read: ReadFile, sources: SourceList) -> list[PageUnits]:
    """Cut every page of a file into sentences."""
    cutter = _Cutter(sources, lends_over_pages=read.printed_pages)
    for index, page in enumerate(read.pages):
        cutter.add_page(index, page)
    if read.printed_pages:
        for first, second in pairwise(cutter.pages):
            _join_pages(first, second)
    return cutter.pages


class _Cutter:
    """The walk over a file's blocks; it knows the section and the last sentence."""

    def __init__(self, sources: SourceList, *, lends_over_pages: bool) -> None:
        self.pages: list[PageUnits] = []
        self._sources = sources
        self._lends_over_pages = lends_over_pages
        self._section = Section(0, "")
        self._last: list[Unit] = []  # the units that the last sentence ends, if a tag may follow

    def add_page(self, index: int, page: ReadPage) -> None:
        tags = find_tags(page.text, self._sources.ids)
        current = PageUnits(page, blank_tags(page.text, tags), tags, [])
        self.pages.append(current)
        if not self._lends_over_pages:
            self._last = []
        for block in page.blocks:
            if block.kind == "heading":
                title = " ".join(current.blanked[block.start : block.end].split())
                self._section = Section(self._section.place + 1, title)
                self._last = []
            elif (index, block) not in self._sources.blocks:
                self._add_block(current, block)

    def _add_block(self, current: PageUnits, block: Block) -> None:
        tags = _tags_within(current.tags, block)
        spans = _spans(current.blanked, block, tags)
        before = 0  # a row has no sentence before it that a tag could belong to
        if block.kind not in ROWS or not spans:
            before = bisect_left(tags, spans[0][0] if spans else block.end, key=_start)
            self._lend(tags[:before], same_page=self._last is current.units)
        units = _units(current.blanked, spans, tags[before:], _FORMS[block.kind], self._section)
        if units:
            last = current.units[-1] if current.units else None
            current.units += _flagged(current.blanked, units, last)
            self._last = current.units

    def _lend(self, tags: Sequence[TagSpan], *, same_page: bool) -> None:
        """Give tags that open a block to the sentence before them, if it has none."""
        if not tags or not self._last or self._last[-1].keys:
            return
        last = self._last[-1]
        tail = tags[-1].end if same_page else last.tail
        self._last[-1] = replace(last, keys=_keys(tags), tail=tail)


def _tags_within(tags: Sequence[TagSpan], block: Block) -> Sequence[TagSpan]:
    return tags[
        bisect_left(tags, block.start, key=_start) : bisect_left(tags, block.end, key=_start)
    ]


def _spans(blanked: str, block: Block, tags: Sequence[TagSpan]) -> list[tuple[int, int]]:
    """Return the sentences of a block, in the page's offsets; none if it has no letter or digit."""
    text = blanked[block.start : block.end]
    if not any(map(str.isalnum, text)):
        return []
    if block.kind in ROWS:
        return [trim(blanked, block.start, block.end)]
    found = [(block.start + start, block.start + end) for start, end in split_sentences(text)]
    return [(_after_tag(blanked, start, tags), end) for start, end in found]


def _after_tag(blanked: str, start: int, tags: Sequence[TagSpan]) -> int:
    """Move a sentence's start past the point or comma that a tag before it left over."""
    place = bisect_left(tags, start, key=_start)
    if place and not blanked[tags[place - 1].end : start].strip():
        while blanked[start] in _AFTER_TAG or blanked[start].isspace():
            start += 1
    return start


def _units(
    blanked: str,
    spans: Sequence[tuple[int, int]],
    tags: Sequence[TagSpan],
    form: Form,
    section: Section,
) -> list[Unit]:
    """Give each sentence the tags up to the next."""
    starts = [start for start, _ in spans]
    owned: list[list[TagSpan]] = [[] for _ in spans]
    for tag in tags:
        owned[max(0, bisect_right(starts, tag.start) - 1)].append(tag)
    units: list[Unit] = []
    for (start, whole), own in zip(spans, owned, strict=True):
        end = _before_tags(blanked, (start, whole), own)
        tail = max([whole, *(tag.end for tag in own)])
        units.append(Unit(start, end, tail, form, section, _keys(own)))
    return units


def _flagged(blanked: str, units: list[Unit], last: Unit | None) -> list[Unit]:
    """Flag what gives orders to an assistant; `last` is the sentence before this block."""
    texts = [blanked[unit.start : unit.end] for unit in units]
    announced = (
        last is not None and last.flagged and announces(blanked[last.start : last.end], texts[0])
    )
    flags = flag_block(texts, announced=announced)
    return [replace(u, flagged=True) if flag else u for u, flag in zip(units, flags, strict=True)]


def _before_tags(blanked: str, span: tuple[int, int], own: Sequence[TagSpan]) -> int:
    """Return where a sentence ends without the tags at its end: "Fact [S3]." ends in "Fact"."""
    start, end = span
    for tag in reversed(own):
        if start < tag.start < end and not any(map(str.isalnum, blanked[tag.end : end])):
            end = trim(blanked, start, tag.start)[1]
    return end


def _start(tag: TagSpan) -> int:
    return tag.start


def _keys(tags: Sequence[TagSpan]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for tag in tags for key in tag.keys))


def _join_pages(first: PageUnits, second: PageUnits) -> None:
    """Move the end of a sentence that runs over the page end to where it begins."""
    if not _cut_paragraph(first, second):
        return
    head, fragment = first.units[-1], second.units[0]
    rest = second.blanked[fragment.start : fragment.end]
    start = first.blanked[head.start : first.page.blocks[-1].end].rstrip()
    if head.form == "list_item" and len(start.split()) < _LONG_ITEM and not first.page.open_end:
        return
    if not _runs_on(start, rest, open_end=first.page.open_end):
        return
    quote = second.page.text[fragment.start : fragment.end]
    both = f"{first.blanked[head.start : head.end]} {rest}"
    first.units[-1] = replace(
        head,
        keys=tuple(dict.fromkeys(head.keys + fragment.keys)),
        flagged=head.flagged or fragment.flagged or is_flagged(both),
        continues=Continuation(second.page.number, fragment.start, fragment.end, quote),
        rest=rest,
    )
    del second.units[0]


def _cut_paragraph(first: PageUnits, second: PageUnits) -> bool:
    """Say whether one page ends and the next begins in a paragraph with sentences."""
    if not (first.units and second.units and second.page.number == first.page.number + 1):
        return False
    last, opening = first.page.blocks[-1], second.page.blocks[0]
    return (
        last.kind in ("paragraph", "list_item")
        and opening.kind == "paragraph"
        and first.units[-1].start >= last.start
        and first.units[-1].tail == first.units[-1].end
        and second.units[0].start < opening.end
    )


def _runs_on(head: str, rest: str, *, open_end: bool) -> bool:
    """Say whether a sentence is open at its end and goes on in `rest`.

    With a capital letter it does so only after a full line, and if it comes to an end there.
    """
    if head.rstrip(_CLOSING)[-1:] in _TERMINAL or not any(map(str.isalpha, head)):
        return False
    if rest[0].islower() or (open_end and rest.rstrip(_CLOSING)[-1:] in _TERMINAL):
        return True
    unfinished = head[-1] in _JOINING or _FUNCTION_WORD.fullmatch(head.split()[-1]) is not None
    return unfinished and (rest[0].isdigit() or (rest[0] == "(" and not _NUMBERED.match(rest)))
