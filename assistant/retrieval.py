"""Retrieval: from the search's hits to the passages that may hold the answer.

In: a query. Out: hits, best first, where it is wished those first whose heading asks what is asked,
re-ranked after spreading. No source may fill the list alone,
so that a second district or a second opinion has a place in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.schema import Hit
from vectorstore.search import FusedSearch, Query

HITS = 8
_SEARCHED = 24
_OF_ONE_SOURCE = 5
_HEADING = 0.8  # how much a heading that asks the same counts beside the passage's own score


def retrieve(search: FusedSearch, query: Query, *, by_heading: bool = False) -> list[Hit]:
    """Return the hits that evidence is gathered from; `by_heading` those that ask the same lead."""
    hits = search.search(query, _SEARCHED)
    return spread(_by_heading(search, query, hits) if by_heading else hits)


def _by_heading(search: FusedSearch, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """Score hits also by how near their heading comes to what is asked; the best score stays."""
    if not hits:
        return []
    likeness = search.likeness_of_headings(query, hits)
    values = [hit.score + _HEADING * like for hit, like in zip(hits, likeness, strict=True)]
    above = max(values) - max(hit.score for hit in hits)
    scored = [replace(hit, score=value - above) for hit, value in zip(hits, values, strict=True)]
    return sorted(scored, key=lambda hit: (-hit.score, hit.rank))


def spread(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the best `HITS`, at most `_OF_ONE_SOURCE` of one source while others remain."""
    kept: list[Hit] = []
    spare: list[Hit] = []
    of_source: Counter[str] = Counter()
    for hit in hits:
        source_id = hit.passage.source_id
        (kept if of_source[source_id] < _OF_ONE_SOURCE else spare).append(hit)
        of_source[source_id] += 1
    chosen = (kept + spare)[:HITS]
    return [replace(hit, rank=rank) for rank, hit in enumerate(chosen, start=1)]
