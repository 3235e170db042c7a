"""Differences: everything that the documents differ on, or on one subject.

In: a question like "do the documents agree on the graduation rate?", and the search. Out: every
sentence of the library that says that sources disagree on it, and every two that give different
figures for the same thing; or a line that says that none was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from assistant.counting.everything import Row, as_evidence, read_everything
from assistant.disagreement import disagree, figures_in, said_to_differ
from assistant.evidence import Evidence, stems, weigh_words, without_reporter
from assistant.understanding.differing import asks_to_differ
from assistant.understanding.names import gazetteer
from core.schema import Filters
from library.filters import build_scope
from library.library import Library
from vectorstore.search import FusedSearch

_ON_IT, _NEARLY = 0.6, 0.3  # of the subject's words, by their rarity
_SIMILAR = 0.45
_MOST = 20
_COMMON, _SAME = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Differences:
    """The subject, the sentences in which documents differ on it, if any, and a line on that."""

    subject: str
    evidence: tuple[Evidence, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class _Difference:
    """One sentence that says so, or two that differ; what they differ on, for finding."""

    rows: tuple[Row, ...]
    stems: frozenset[str]
    numbers: tuple[int, ...]


def find_differences(search: FusedSearch, question: str, filters: Filters) -> Differences | None:
    """Find what the documents differ on; None if a question does not ask for that."""
    subject = asks_to_differ(question)
    if subject is None:
        return None
    library = search.library
    scope = build_scope(library, filters) if filters else None
    every = [
        difference
        for difference in _differences(library, library.index_id())
        if all(row.admitted(scope) for row in difference.rows)
    ]
    found = _on(search, subject, every) if stems(subject) else every
    rows = [row for difference in found[:_MOST] for row in difference.rows]
    on = f" on “{subject}”" if subject else ""
    if not found:
        notice = f"No two documents were found to differ{on}; every sentence was read."
    elif len(found) > _MOST:
        notice = f"The documents differ on {len(found)} things; {_MOST} are shown."
    else:
        notice = f"The documents were found to differ in {len(found)} places{on}."
    if len(found) == 1:
        notice = f"The documents were found to differ in 1 place{on}."
    return Differences(subject, as_evidence(search, question, rows) if rows else (), notice)


def _on(search: FusedSearch, subject: str, every: list[_Difference]) -> list[_Difference]:
    """Return those on a subject, the nearest first; a district that it names is spoken of."""
    weights = weigh_words(search.library, subject)
    known = gazetteer(search.library)
    districts = known.districts(subject)
    _, vectors = read_everything(search.library)
    similar = vectors @ search.build_query(subject, Filters()).vector
    found = []
    for difference in every:
        near = max(float(similar[number]) for number in difference.numbers)
        share = weights.share(set(difference.stems))
        spoken = frozenset().union(
            *(
                known.districts(f"{without_reporter(row.text)} {row.passage.section}")
                for row in difference.rows
            )
        )
        if districts and districts.isdisjoint(spoken):
            continue
        if share >= _ON_IT or (share >= _NEARLY and near >= _SIMILAR):
            found.append((share + near, difference))
    return [difference for _, difference in sorted(found, key=lambda pair: -pair[0])]


@lru_cache(maxsize=2)
def _differences(library: Library, index: str) -> tuple[_Difference, ...]:
    """Return all differences of the library, each once; made once for each state of the index."""
    rows, _ = read_everything(library)
    said: list[_Difference] = []
    for number, row in enumerate(rows):
        if about := said_to_differ(row.text):
            difference = _Difference((row,), frozenset(stems(about)) | row.around, (number,))
            if not any(_is_same(difference, other) for other in said):
                said.append(difference)
    pairs: dict[frozenset[str], _Difference] = {}
    for one, other in _pairs_of(rows):
        both = (rows[one], rows[other])
        on = both[0].stems & both[1].stems
        pairs.setdefault(frozenset(row.text for row in both), _Difference(both, on, (one, other)))
    return (*said, *pairs.values())


def _is_same(one: _Difference, other: _Difference) -> bool:
    """Say whether two digests tell of one difference, each in its words."""
    first, second = one.rows[0], other.rows[0]
    if {o.id for o in first.sentence.origins} != {o.id for o in second.sentence.origins}:
        return False
    return len(first.stems & second.stems) >= _SAME * min(len(first.stems), len(second.stems))


def _pairs_of(rows: tuple[Row, ...]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that differ; only sentences with a unit in common are held together."""
    by_unit: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for unit in figures_in(row.text):
            if not said_to_differ(row.text):
                by_unit[unit].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in by_unit.values():
        for pair in combinations(numbers, 2):
            one, other = (rows[number] for number in pair)
            if pair in seen or len(one.stems & other.stems) < _COMMON * len(one.stems):
                continue
            seen.add(pair)
            if disagree(one.text, one.sentence.origins, other.text, other.sentence.origins):
                yield pair
