"""The marks that list items begin with.

In: a line. Out: its mark, if it has one. A bullet is one wherever a line begins with it; a number
or a dash may as well be the chance beginning of a wrapped line, so that `paragraphs` asks for a
sign from the layout too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.page_layout.characters import BULLETS
from ingest.page_layout.glyphs import Line

NUMBERED = re.compile(r"\(?(\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)]")
DASHES = frozenset("-\u2013\u2014*")


@dataclass(frozen=True, slots=True)
class Mark:
    """`certain` marks need no other sign; `order` is a numbered item's number, else 0."""

    text: str
    certain: bool
    order: int = 0


def mark_of(line: Line) -> Mark | None:
    """Read the mark at the beginning of a line."""
    if len(line.words) < 2:
        return None
    first = line.text[0]
    second = line.text[1:2]
    if first in BULLETS and (second == " " or line.words[1].glued):
        return Mark(first, certain=True)
    word, _, _ = line.text.partition(" ")
    if word in DASHES:
        return Mark(word, certain=False)
    if word == "o" and line.words[1].left - line.words[0].right > 0.6 * line.size:
        return Mark(word, certain=True)  # Word's hollow bullet, set in Courier
    match = NUMBERED.fullmatch(word)
    return Mark(word, certain=False, order=_order(match[1])) if match else None


def follows(mark: Mark, before: Mark | None) -> bool:
    """Tell whether a mark is the next one of the same list."""
    if before is None:
        return False
    if mark.order and before.order:
        return mark.order == before.order + 1
    return mark.text == before.text


def _order(text: str) -> int:
    if text.isdecimal():
        return int(text) + 1
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    if len(text) > 1:
        return romans.index(text) + 1 if text in romans else 0
    return ord(text.casefold()) - ord("a") + 1
