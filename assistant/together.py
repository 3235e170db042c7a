"""Parts together: the evidence of each part of a question, seen with the whole question.

In: a question's parts, the whole of it, and the search. Out: for each part its evidence, every
sentence with how well it fits, and whether the best answers. A clause by itself has often lost its
subject ("what were they after?"), so sentences are weighed for the part and for the whole, over the
best passages of both; what is quoted must still be the part's own best. The weights are fitted to
the development questions with several parts (`scripts/fit_parts.py` makes `parts.json`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from assistant.abstention import margin, refuse_by_rule, score
from assistant.alignment import weakest_word
from assistant.evidence import NOT_FOUND, Evidence, gather
from assistant.seeking import Sought, is_on, seek
from assistant.signals import read_signals, text_around
from assistant.understanding.answer_type import wanted
from assistant.understanding.naming import core_question
from assistant.understanding.parts import Part
from assistant.weighing import REPEATED, REPEATED_PENALTY, rank_quotable
from core.schema import Filters, Hit
from vectorstore.search import FusedSearch

FITTED = Path(__file__).parent / "parts.json"
_POOLED = 5  # passages of the part, and as many of the whole question
_OF_THE_BEST = ("coverage", "holds", "rank", "whole_rank")
_NOT_AMONG = 12  # the rank of a passage that a search did not bring
Features = Mapping[str, float]
Fit = Mapping[str, Any]
"""A `bias` and `weights` by the name of a feature."""


@dataclass(frozen=True, slots=True)
class OfPart:
    """A part, its evidence with how well each sentence fits, and whether that answers it."""

    part: Part
    evidence: tuple[Evidence, ...]
    answers: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence weighed for a part, and the features of its fit."""

    evidence: Evidence
    features: Features


def find_together(
    search: FusedSearch, whole: Part, parts: Sequence[Part], filters: Filters
) -> list[OfPart]:
    """Find the evidence of each of several parts."""
    return [_decide(search, part, seen) for part, seen in see_parts(search, whole, parts, filters)]


def see_parts(
    search: FusedSearch, whole: Part, parts: Sequence[Part], filters: Filters
) -> list[tuple[Part, list[Seen]]]:
    """Read the sentences of each part's and of the whole question's best passages."""
    library, read = search.library, cache(search.library.sentences)
    of_whole = seek(search, whole, filters)
    sought = [seek(search, part, filters) for part in parts]
    pools = [_pool(own.hits, of_whole.hits) for own in sought]
    union = list({hit.passage.id: hit for pool in pools for hit in pool}.values())
    by_whole = gather(library, of_whole.query, union, of_whole.weights, read)
    beside = {_place(item): item for item in by_whole}
    seen = []
    for part, own, pool in zip(parts, sought, pools, strict=True):
        evidence = gather(library, own.query, pool, own.weights, read)
        kept = [item for item in evidence if not part.side or is_on(part.side, item)]
        holds = wanted(part.asks).holds
        features = [
            _features(item, beside[_place(item)], own, of_whole)
            | {"holds": float(holds(item.text))}
            for item in kept
        ]
        seen.append((part, [Seen(*pair) for pair in zip(kept, features, strict=True)]))
    return seen


def _pool(own: Sequence[Hit], whole: Sequence[Hit]) -> list[Hit]:
    """Return the best hits of a part, then those of the whole question, each passage once."""
    best = {hit.passage.id: hit for hit in own[:_POOLED]}
    best |= {hit.passage.id: hit for hit in whole[:_POOLED] if hit.passage.id not in best}
    return [replace(hit, rank=rank) for rank, hit in enumerate(best.values(), start=1)]


def _place(item: Evidence) -> tuple[str, int]:
    return (item.hit.passage.id, item.position)


def _features(item: Evidence, beside: Evidence, own: Sought, whole: Sought) -> dict[str, float]:
    """Return what tells how a sentence fits a part, by the part and by the whole question."""
    score, rank = _standing(item, own.hits)
    whole_score, whole_rank = _standing(item, whole.hits)
    return {
        "similarity": item.similarity,
        "coverage": item.coverage,
        "covered": item.covered,
        "asked": item.asked,
        "context": item.context,
        "names": item.names,
        "years": float(bool(item.years)),
        "passage": score,
        "rank": 1 / rank,
        "opens": float(item.position == 1),
        "not_found": float(bool(NOT_FOUND.match(item.text))),
        "whole_similarity": beside.similarity,
        "whole_covered": beside.covered,
        "whole_asked": beside.asked,
        "whole_heading": beside.heading,
        "whole_names": beside.names,
        "whole_passage": whole_score,
        "whole_rank": 1 / whole_rank,
        "whole_elsewhere": float(beside.elsewhere),
    }


def _standing(item: Evidence, hits: Sequence[Hit]) -> tuple[float, int]:
    """Return the score and rank of a sentence's passage among these hits."""
    for hit in hits:
        if hit.passage.id == item.hit.passage.id:
            return hit.score, hit.rank
    return 0.0, _NOT_AMONG


def fit_all(seen: Sequence[Seen], choice: Fit | None = None) -> tuple[Evidence, ...]:
    """Return the sentences with how well each fits, by the fitted weights or by these."""
    choice = choice or _fitted()["choice"]
    return tuple(
        replace(
            each.evidence,
            fits=weigh(choice, each.features) - REPEATED_PENALTY * (each.evidence.told >= REPEATED),
        )
        for each in seen
    )


def read_part(
    search: FusedSearch, part: Part, seen: Sequence[Seen], evidence: Sequence[Evidence]
) -> Features | None:
    """Read what tells whether a part is answered; None if there is no sentence to quote."""
    leans = bool(part.told)
    signals = read_signals(part.asks, evidence, search.embeddings, leans=leans)
    if signals is None:
        return None
    best = rank_quotable(part.asks, evidence)[0][0]
    features = next(each.features for each in seen if _place(each.evidence) == _place(best))
    text = text_around(best, evidence)
    return {
        "alone": score(signals) - margin(part.asks, best),
        "fits": best.fits or 0.0,
        "weakest_word": weakest_word(
            core_question(part.asks), text, search.embeddings, within=best.text
        ),
        **{name: features[name] for name in _OF_THE_BEST},
    }


def _decide(search: FusedSearch, part: Part, seen: Sequence[Seen]) -> OfPart:
    evidence = fit_all(seen)
    if refuse_by_rule(part.search_text, search.library):
        return OfPart(part, evidence, answers=False)
    features = read_part(search, part, seen, evidence)
    return OfPart(
        part, evidence, features is not None and weigh(_fitted()["decision"], features) >= 0
    )


def weigh(fit: Fit, features: Features) -> float:
    """Weigh features; of the decision, 0 and above is an answer."""
    weights = fit["weights"].items()
    return float(fit["bias"] + sum(weight * features[name] for name, weight in weights))


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, Any]:
    fitted: Mapping[str, Any] = json.loads(FITTED.read_text("utf-8"))
    return fitted
