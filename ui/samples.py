"""Four questions to begin with: chosen by hand, or taken from what the filters leave.

In: the library and the filters. Out: questions that the library answers, because they are headings
of its documents. The same filters give the same questions.
"""

from __future__ import annotations

from core.schema import Filters
from library.filters import build_scope, passages_in_scope
from library.library import Library
from ui import strings

MOST = 4
MOST_CHARS = 110
_UNKNOWN = "what is not known"


def sample_questions(library: Library, filters: Filters) -> tuple[str, ...]:
    """Return up to four questions."""
    headings = _questions_of(library, filters)
    if not filters and {"overview", "porterville"} <= {source.id for source in library.sources()}:
        return strings.SAMPLE_QUESTIONS
    return tuple(headings[:MOST])


def documents_in(library: Library, filters: Filters) -> int:
    """Count the documents with a sentence that the filters leave."""
    left = library.passages(sorted(passages_in_scope(library, build_scope(library, filters))))
    return len({passage.source_id for passage in left.values()})


def _questions_of(library: Library, filters: Filters) -> list[str]:
    """Return headings that are questions, first one of each source, then the others."""
    scope = build_scope(library, filters)
    by_source: dict[str, list[str]] = {}
    for passage in library.passages(sorted(passages_in_scope(library, scope))).values():
        found = by_source.setdefault(passage.source_id, [])
        if _is_question(passage.section) and passage.section not in found:
            found.append(passage.section)
    deepest = max(map(len, by_source.values()), default=0)
    turns = [q[n] for n in range(deepest) for q in by_source.values() if n < len(q)]
    named = [district.split(" (")[0] for district in filters.district]
    return sorted(dict.fromkeys(turns), key=lambda q: not any(name in q for name in named))


def _is_question(heading: str) -> bool:
    short = heading.endswith("?") and len(heading) <= MOST_CHARS
    return short and not heading.casefold().startswith(_UNKNOWN)
