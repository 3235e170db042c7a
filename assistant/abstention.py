"""Abstaining: whether the evidence answers at all, and if not, why not.

In: the evidence, weighed. Out: nothing, or the reason for no answer and the nearest passages. The
thresholds were set by hand on a few dozen questions (evaluation/LOG.md); a fitted decision comes
with the project's own question set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.quotes import worth
from core.schema import NearPassage, Reason
from library.library import Library

NEAREST = 3
_ANSWERS = 0.42
_RELATED = 0.3
# Personal and predictive questions only: single words misfire on ordinary planning questions.
_NOT_FOR_A_LIBRARY = re.compile(
    r"^(?:please |can you |could you )*predict\b"
    r"|\bshould i (?:enroll|send|choose|apply|move|transfer|vote|buy)\b"
    r"|\bmy (?:son|daughter|child|kid|homework)\b"
    r"|\bwhat(?:'s| is| will) the weather\b|\bweather forecast\b"
    r"|^(?:will|what will|how many .* will)\b.*\b(?:next year|in 20[3-9]\d|in the future)\b",
    re.IGNORECASE,
)


def answers(question: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a library can answer this, and some sentence is close enough to do so."""
    if _NOT_FOR_A_LIBRARY.search(question):
        return False
    best = max(evidence, key=worth, default=None)
    return best is not None and closeness(best) >= _ANSWERS


def closeness(evidence: Evidence) -> float:
    """Weigh meaning and words together, 0 to 1."""
    words = evidence.coverage + evidence.context + evidence.heading
    return (3 * evidence.similarity + words) / 6


def related(evidence: Evidence) -> bool:
    """Say whether a sentence speaks of the question's subject."""
    return closeness(evidence) >= _RELATED


def find_reason(
    question: str, evidence: Sequence[Evidence], *, outside_filters: bool, unread: bool
) -> Reason:
    """Name why there is no answer."""
    if _NOT_FOR_A_LIBRARY.search(question):
        return "not_a_library_question"
    if outside_filters:
        return "filtered_out"
    if unread:
        return "unreadable"
    if any(map(related, evidence)):
        return "only_related"
    return "not_in_library"


def nearest_passages(evidence: Sequence[Evidence], library: Library) -> tuple[NearPassage, ...]:
    """Return the nearest sentences, one a passage and no two alike, best first."""
    best: dict[str, Evidence] = {}
    for item in sorted(evidence, key=lambda e: (-closeness(e), e.hit.rank, e.position)):
        if item.text not in {other.text for other in best.values()}:
            best.setdefault(item.hit.passage.id, item)
    return tuple(_near(item, library) for item in list(best.values())[:NEAREST])


def _near(evidence: Evidence, library: Library) -> NearPassage:
    passage, sentence = evidence.hit.passage, evidence.sentence
    page = library.page(passage.source_id, passage.page_number)
    return NearPassage(
        source_id=passage.source_id,
        title=evidence.title,
        page_number=page.number,
        page_label=page.label,
        start=sentence.start,
        end=sentence.end,
        quote=page.text[sentence.start : sentence.end],
        score=round(closeness(evidence), 4),
    )
