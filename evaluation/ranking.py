"""Scoring how a benchmark's documents are ranked.

In: a benchmark, one form of its queries, and the search over its index. Out: figures for each query
and nothing averaged, so that two runs can be compared query by query. The same stored vectors and
the same BM25 are scored fused, as the product searches, and each alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.understanding.follow_up import Completed, Earlier, complete
from assistant.understanding.names import gazetteer
from core.errors import UsageError
from core.schema import Filters, Turn
from evaluation.beir import Benchmark, BenchmarkQuery
from evaluation.benchmark_index import document_ids
from evaluation.ranking_metrics import hit_rate, ndcg, recall, reciprocal_rank
from library.bm25 import bm25
from vectorstore.search import FusedSearch
from vectorstore.words import content_words

How = Literal["fused", "dense", "bm25"]
Notify = Callable[[int, int], None]

DEPTH = 100
_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class RankedQuery:
    """One query's figures: nDCG, recall and hit rate at the rank in their names."""

    id: str
    ndcg_10: float
    recall_10: float
    recall_100: float
    hit_rate_10: float
    reciprocal_rank: float


def rank(search: FusedSearch, query_text: str, k: int = DEPTH, earlier: Earlier = ()) -> list[str]:
    """Return the ids of the best `k` documents, ranked as the product ranks passages."""
    hits = search.search(search.build_query(query_text, _EVERYTHING, earlier), k)
    return document_ids(search, [hit.passage.id for hit in hits])


def rank_dense(search: FusedSearch, query_text: str, k: int = DEPTH) -> list[str]:
    """Return the ids of the best `k` documents by cosine alone."""
    vector = np.asarray(search.embeddings.embed_query(query_text), dtype=np.float32)
    found = [vector_id for vector_id, _ in search.store.search(vector, k)]
    known = search.library.ids_of_vectors(found)
    return document_ids(search, [known[vector_id] for vector_id in found])


def rank_bm25(search: FusedSearch, query_text: str, k: int = DEPTH) -> list[str]:
    """Return the ids of the best `k` documents by BM25 alone."""
    found = bm25(search.library, content_words(query_text), k)
    return document_ids(search, [passage_id for passage_id, _ in found])


_RANKERS: dict[How, Callable[[FusedSearch, str], list[str]]] = {
    "fused": rank,
    "dense": rank_dense,
    "bm25": rank_bm25,
}


def score_benchmark(  # noqa: PLR0913 - what is scored, over what, and three ways to choose from
    benchmark: Benchmark,
    form: str,
    search: FusedSearch,
    *,
    how: How = "fused",
    read_history: bool = False,
    notify: Notify = lambda done, queries: None,
) -> tuple[RankedQuery, ...]:
    """Score every query of a form; `notify` gets the queries done and all of them.

    With `read_history` a question is read after the questions before it, as the product reads a
    follow-up; what was answered is not known here.
    """
    if form not in benchmark.queries:
        forms = ", ".join(repr(name) for name in sorted(benchmark.queries))
        raise UsageError(f"{benchmark.name} has no queries of the form {form!r}; it has {forms}")
    queries = benchmark.queries[form]
    scored = []
    for query in queries:
        if read_history:
            read = read_follow_up(search, query)
            ranked = rank(search, read.bare, earlier=read.earlier)
        else:
            ranked = _RANKERS[how](search, query.text)
        scored.append(_score(query.id, ranked, benchmark))
        notify(len(scored), len(queries))
    return tuple(scored)


def read_follow_up(search: FusedSearch, query: BenchmarkQuery) -> Completed:
    """Return how a question is read after those before it; what was answered is not known."""
    turns = [Turn(question, "") for question in query.history]
    return complete(query.text, turns, gazetteer(search.library))


def _score(query_id: str, ranked: list[str], benchmark: Benchmark) -> RankedQuery:
    gains = benchmark.gains[query_id]
    return RankedQuery(
        id=query_id,
        ndcg_10=ndcg(ranked, gains, 10),
        recall_10=recall(ranked, gains, 10),
        recall_100=recall(ranked, gains, DEPTH),
        hit_rate_10=hit_rate(ranked, gains, 10),
        reciprocal_rank=reciprocal_rank(ranked, gains),
    )
