"""Seeking: what a part is searched with, and what its sentences are weighed against.

In: a part, filters and the search. Out: its hits, and the query and words by which the sentences of
any hits are weighed for it. A clause that leans on a subject is searched for with it and weighed by
what it asks itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Evidence, Weights, stems, weigh_words
from assistant.retrieval import retrieve
from assistant.told import Told
from assistant.understanding.advising import asks_advice
from assistant.understanding.answer_type import DEFINITION, OPEN, PAYER, wanted
from assistant.understanding.follow_up import opening_sentence
from assistant.understanding.naming import name_words
from assistant.understanding.parts import Part
from assistant.understanding.years import years_in
from core.schema import Filters, Hit
from vectorstore.search import FusedSearch, Query
from vectorstore.words import STOP_WORDS, content_words

_SUBJECT, _ITS_WORDS = 0.5, 0.3  # a subject beside a clause that leans on it: meaning, words
_TOLD = 0.3  # how much the last answer weighs beside a question that leans on it


@dataclass(frozen=True, slots=True)
class Sought:
    """The hits of a part, best first, and by what their sentences are weighed."""

    hits: Sequence[Hit]
    query: Query
    weights: Weights


def seek(search: FusedSearch, part: Part, filters: Filters) -> Sought:
    """Search for one part."""
    told = ((_TOLD, opening_sentence(part.told)),) if part.told else ()
    query = search.build_query(part.search_text, filters, (*part.earlier, *told))
    # A follow-up and a side are left alone: what they ask is not in their own words.
    advice = asks_advice(part.search_text) and not (part.earlier or part.side)
    hits = retrieve(search, query, by_heading=advice)
    weights = weigh_words(search.library, part.search_text, part.earlier, part.told)
    if part.clause and (part.earlier or part.side):
        # Found with its subject, weighed by what it asks itself.
        subject = part.search_text
        query = search.build_query(part.clause, filters, ((_SUBJECT, subject),))
        of_side = weights.years if part.side else frozenset()
        weights = weigh_words(search.library, part.clause, ((_ITS_WORDS, subject),), part.told)
        weights = replace(weights, years=weights.years | of_side)
    if part.told:
        weights = replace(weights, told=_with_what_is_asked(weights.told, part))
    return Sought(hits, query, weights)


def _with_what_is_asked(told: Told, part: Part) -> Told:
    """Let what a part asks itself tell an answer from a repetition."""
    asked_for = wanted(part.asks)
    figure = asked_for.kind not in {OPEN, DEFINITION, PAYER}
    told = replace(told, own=_own(part), asks_figure=figure)
    return replace(told, answers_anew=asked_for.holds) if asked_for.kind == PAYER else told


def _own(part: Part) -> frozenset[str]:
    """Return the stems of what a part asks and the questions that it leans on did not."""
    asks = part.name if part.clause and not part.side else part.asks
    asked = [word for word in content_words(asks) if word not in STOP_WORDS]
    return frozenset(stems(" ".join(asked)) - stems(" ".join(text for _, text in part.earlier)))


def is_on(side: str, evidence: Evidence) -> bool:
    """Say whether a sentence speaks of this side: of its place, its year, or by its name."""
    if side in {place.split(" (")[0] for place in evidence.places}:
        return True
    if years := years_in(side):
        return bool(years & evidence.years)
    told = stems(f"{evidence.title} {evidence.hit.passage.section} {evidence.text}")
    origins = " ".join(f"{o.title} {o.publisher}" for o in evidence.sentence.origins)
    if named := name_words(f"the {side}"):
        return stems(" ".join(named)) <= told | stems(origins)
    return stems(" ".join(content_words(side))) <= told
