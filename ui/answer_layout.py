"""How an answer's text is laid out: paragraphs, parts under headings, or a table of sides.

In: an `Answer`. Out: spans of its text; no text is copied, so what is drawn is what was verified.
An answer does not say whether it compares, and headings alone do not tell the sides of a
comparison from the parts of a question. So its reading decides: it must hold a word that compares
("differ", "against"), and name each side by a word that the other sides do not share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.schema import Answer

MOST_SIDES, MOST_STATEMENTS, MOST_WORDS = 3, 2, 60
Span = tuple[int, int]

_BLOCK = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)
_WORD = re.compile(r"\w+")
_MARKER = re.compile(r"\[\d+\]\.?")
_COMPARING = re.compile(
    r"\b(?:compar\w*|differ\w*|versus|vs|against|than|between|both|unlike|similar\w*|alike|same"
    r"|contrast\w*|or|each)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the paragraphs below it; without any, the documents do not say."""

    heading: str
    blocks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What comes before the first heading, the parts, and what is missing besides them.

    With `table` the parts stand side by side, a column each.
    """

    lead: tuple[Span, ...]
    parts: tuple[Part, ...]
    table: bool
    missing: tuple[str, ...]


def lay_out(answer: Answer) -> Layout:
    """Decide how an answer's text is shown; a missing side becomes a part without paragraphs."""
    lead, parts = _split(answer)
    reading = answer.understood_as.casefold()
    lost = [name for name in answer.missing if _may_be_side(name, parts)]
    sides = (*parts, *(Part(name, ()) for name in lost))
    if not parts or not _compares(reading, sides):
        return Layout(lead, parts, table=False, missing=answer.missing)
    ordered = sorted(sides, key=lambda side: _place_in(reading, side, sides))
    short = len(sides) <= MOST_SIDES and all(_is_short(side, answer) for side in sides)
    left = tuple(name for name in answer.missing if name not in lost)
    return Layout(lead, tuple(ordered), table=short, missing=left)


def _split(answer: Answer) -> tuple[tuple[Span, ...], tuple[Part, ...]]:
    """Cut the text into blocks; one that begins with a statement is no heading."""
    quoted = {statement.start for statement in answer.statements}
    lead: list[Span] = []
    parts: list[Part] = []
    for match in _BLOCK.finditer(answer.text):
        start, end = match.span()
        if start not in quoted and match[0].startswith("## "):
            parts.append(Part(match[0][3:].strip(), ()))
        elif parts:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, (start, end)))
        else:
            lead.append((start, end))
    return tuple(lead), tuple(parts)


def _may_be_side(missing: str, parts: Sequence[Part]) -> bool:
    """A name or a year, or what shares a word with the other sides' names: "the 2013 report"."""
    mine = _words(missing)
    if any(_words(part.heading) <= mine for part in parts):
        return False  # of a side that is there something is missing
    alike = any(len(word) > 3 and word in mine for part in parts for word in _words(part.heading))
    return missing[:1].isupper() or any(c.isdigit() for c in missing) or alike


def _compares(reading: str, sides: Sequence[Part]) -> bool:
    asked = _words(reading)
    named = all(_own_words(side, sides) & asked for side in sides)
    return len(sides) > 1 and named and bool(_COMPARING.search(reading))


def _own_words(side: Part, sides: Sequence[Part]) -> set[str]:
    """The words of a side's heading that no other side's has."""
    others = [_words(other.heading) for other in sides if other is not side]
    return _words(side.heading).difference(*others)


def _place_in(reading: str, side: Part, sides: Sequence[Part]) -> int:
    """Where the reading first names a side; sides stand in the order in which they were asked."""
    own = _own_words(side, sides)
    return next(match.start() for match in _WORD.finditer(reading) if match[0] in own)


def _is_short(side: Part, answer: Answer) -> bool:
    said = [s for s in answer.statements if any(a <= s.start < b for a, b in side.blocks)]
    words = [word for a, b in side.blocks for word in answer.text[a:b].split()]
    counted = sum(not _MARKER.fullmatch(word) for word in words)
    return len(said) <= MOST_STATEMENTS and counted <= MOST_WORDS


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
