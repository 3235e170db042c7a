"""Filters: which sentences may be evidence.

In: filters as the reader gave them. Out: a `Scope` that admits a sentence or not. District, kind
and year go by a sentence's origins where it has any, by its source otherwise; all of them must hold
for one and the same origin. A name that the library does not know is a usage error with the nearest
known ones; a district may be given by an alias of the catalogue ("Sac City").
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import UsageError
from core.schema import Filters, Origin, Sentence, Source
from library.library import Library


@dataclass(frozen=True, slots=True)
class Scope:
    """The sources searched, and the ids of the origins and sources that qualify."""

    source_ids: frozenset[str]
    standing_ids: frozenset[str]

    def admits(self, sentence: Sentence, source_id: str) -> bool:
        """Say whether a sentence of this source may be evidence."""
        if source_id not in self.source_ids:
            return False
        standing = [origin.id for origin in sentence.origins] or [source_id]
        return any(document_id in self.standing_ids for document_id in standing)


def build_scope(library: Library, filters: Filters) -> Scope:
    """Resolve filters against what the library holds."""
    sources = library.sources()
    origins = library.origins()
    documents: dict[str, Source | Origin] = {**{s.id: s for s in sources}, **origins}
    districts = _known(
        filters.district, _districts(documents.values()), "district", _aliases(library)
    )
    kinds = _known(filters.kind, {d.kind for d in documents.values()}, "kind")
    source_ids = _known(filters.source, {s.id for s in sources}, "source")
    standing = {
        document_id
        for document_id, document in documents.items()
        if (not districts or districts & set(document.districts))
        and (not kinds or document.kind in kinds)
        and _in_years(document.year, filters)
    }
    return Scope(frozenset(source_ids or {s.id for s in sources}), frozenset(standing))


def passages_in_scope(library: Library, scope: Scope) -> set[str]:
    """Return the ids of the passages with a sentence that the scope admits."""
    sources, standing = (json.dumps(sorted(s)) for s in (scope.source_ids, scope.standing_ids))
    rows = library.rows(
        "SELECT DISTINCT passages.id FROM sentences JOIN passages ON passages.number = passage"
        " WHERE source_id IN (SELECT value FROM json_each(?)) AND"
        " ((has_origins = 0 AND source_id IN (SELECT value FROM json_each(?)))"
        " OR sentences.number IN (SELECT sentence FROM sentence_origins"
        "    WHERE document IN (SELECT value FROM json_each(?))))",
        sources,
        standing,
        standing,
    )
    return {row[0] for row in rows}


def _districts(documents: Iterable[Source | Origin]) -> set[str]:
    return {district for document in documents for district in document.districts}


def _aliases(library: Library) -> list[tuple[str, str]]:
    """Return what else districts are called, as (alias, name)."""
    districts = [name for name in library.names() if name.kind == "district"]
    return [(alias, district.name) for district in districts for alias in district.aliases]


def _known(
    names: tuple[str, ...], known: set[str], what: str, aliases: Sequence[tuple[str, str]] = ()
) -> set[str]:
    by_folded: dict[str, set[str]] = {}
    for written, name in [*((name, name) for name in sorted(known)), *aliases]:
        if name in known:
            by_folded.setdefault(written.casefold(), set()).add(name)
    found: set[str] = set()
    for name in names:
        if name.casefold() not in by_folded:
            near = difflib.get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.3)
            nearest = ", ".join(min(by_folded[match]) for match in near) or ", ".join(
                sorted(known)[:3]
            )
            raise UsageError(f"no {what} {name!r} in the library; nearest: {nearest}")
        found |= by_folded[name.casefold()]
    return found


def _in_years(year: int | None, filters: Filters) -> bool:
    if filters.year_from is None and filters.year_to is None:
        return True
    return year is not None and (filters.year_from or year) <= year <= (filters.year_to or year)
