"""What a reader should know about how well a source was read.

In: the library. Out: findings in plain words: pages without text or with little of it, sentences
that address an assistant, and what the reader itself warned of. Nothing found is not a promise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.library import Library

FEW_CHARACTERS = 20
_OF_SEVERAL = (
    (r"\ba table on it may have lost its\b", "tables on them may have lost their"),
    (r"\bon it\b", "on them"),
    (r"^it is\b", "they are"),
    (r"^its\b", "their"),
)


def findings(library: Library, source_id: str) -> tuple[str, ...]:
    """Return what was noticed of a source, gravest first."""
    unread = library.rows(
        "SELECT number, failure FROM pages WHERE source_id = ? AND failure IS NOT NULL"
        " ORDER BY number",
        source_id,
    )
    thin = library.rows(
        "SELECT number FROM pages WHERE source_id = ? AND failure IS NULL"
        " AND length(trim(text)) < ? AND EXISTS (SELECT 1 FROM pages AS other"
        " WHERE other.source_id = pages.source_id AND length(other.runs) > 0) ORDER BY number",
        source_id,
        FEW_CHARACTERS,
    )
    flagged = library.row(
        "SELECT count(*) FROM sentences JOIN passages ON passages.number = passage"
        " WHERE source_id = ? AND flagged",
        source_id,
    )
    found = [
        f"{_pages(rows)} could not be read: {said_of(len(rows), why)}"
        for why, rows in _by_reason(unread)
    ]
    if flagged and flagged[0]:
        found.append(f"sentences that address an assistant, never quoted: {flagged[0]}")
    if thin:
        found.append(f"hardly any text on {_pages([row[0] for row in thin])}")
    warnings = next((s.warnings for s in library.states() if s.id == source_id), ())
    return (*found, *warnings)


def said_of(count: int, why: str) -> str:
    """Return what is said of a page ("a table on it …") as it is said of `count` pages."""
    if count == 1:
        return why
    for one, several in _OF_SEVERAL:
        why = re.sub(one, several, why)
    return why


def _by_reason(rows: Sequence[tuple[int, str]]) -> list[tuple[str, list[int]]]:
    reasons: dict[str, list[int]] = {}
    for number, why in rows:
        reasons.setdefault(why, []).append(number)
    return list(reasons.items())


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
