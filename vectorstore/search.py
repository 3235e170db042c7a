"""Fused search: dense scores from Chroma and BM25 scores from the library, in one list of hits.

In: a question and filters. Out: hits, best first. Scores are fused, not ranks: .7 of the cosine and
.3 of the BM25 score, each brought to 0-1 over the candidates. Reciprocal ranks lost to the dense
score alone on two of three public sets; scores did not lose on any (evaluation/LOG.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.schema import Filters, Hit
from library.bm25 import bm25
from library.filters import Scope, build_scope, passages_in_scope
from library.library import Library
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.store import VectorStore
from vectorstore.words import content_words

DENSE_SHARE = 0.7
CANDIDATES = 100
FOLDER = "chroma"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: a unit vector, the words for BM25, and the scope if it is narrowed."""

    vector: NDArray[np.float32]
    words: tuple[str, ...]
    scope: Scope | None


@dataclass
class FusedSearch:
    """Search over one data folder; follows the writer of another process by itself."""

    library: Library
    store: VectorStore
    embeddings: PassageEmbeddings
    _generation: str = field(default="", init=False)

    def build_query(self, text: str, filters: Filters) -> Query:
        """Embed a question, take its content words, and resolve the filters."""
        vector = np.asarray(self.embeddings.embed_query(text), dtype=np.float32)
        scope = build_scope(self.library, filters) if filters else None
        return Query(vector, tuple(content_words(text)), scope)

    def search(self, query: Query, k: int) -> list[Hit]:
        """Return the best `k` passages; ties go by passage id, so the order is always the same."""
        with self.library.snapshot():
            self._follow_the_writer()
            allowed = self._allowed(query.scope)
            wide = max(k, CANDIDATES)
            dense = self._dense(query, allowed, wide)
            sparse = self._sparse(query, allowed, wide)
            ranked = fuse(self._complete(query, dense, sparse), sparse)[:k]
            passages = self.library.passages([passage_id for passage_id, _ in ranked])
        return [
            Hit(passages[passage_id], score, rank)
            for rank, (passage_id, score) in enumerate(ranked, start=1)
        ]

    def _follow_the_writer(self) -> None:
        """Reopen Chroma when the library has moved on: an open client sees no foreign writes.

        The store would notice by itself, but only what has been written to its own folder.
        """
        generation = self.library.meta("generation")
        if generation != self._generation:
            if self._generation:
                self.store.reopen()
            self._generation = generation

    def _allowed(self, scope: Scope | None) -> set[str] | None:
        if scope is None:
            return None
        return passages_in_scope(self.library, scope)

    def _dense(self, query: Query, allowed: set[str] | None, k: int) -> dict[str, float]:
        only = None if allowed is None else self.library.vector_ids(allowed)
        found = dict(self.store.search(query.vector, k, only))
        known = self.library.ids_of_vectors(tuple(found))
        return {known[vector_id]: score for vector_id, score in found.items() if vector_id in known}

    def _sparse(self, query: Query, allowed: set[str] | None, k: int) -> dict[str, float]:
        if allowed is None:
            return dict(bm25(self.library, query.words, k))
        everything = bm25(self.library, query.words, self.library.count_passages())
        return dict([pair for pair in everything if pair[0] in allowed][:k])

    def _complete(
        self, query: Query, dense: dict[str, float], sparse: dict[str, float]
    ) -> dict[str, float]:
        """Give every candidate its true cosine, also those that only BM25 found."""
        missing = self.library.vector_ids([i for i in sparse if i not in dense])
        if not missing:
            return dense
        scores = self.library.vectors(missing) @ query.vector
        known = self.library.ids_of_vectors(missing)
        return dense | {known[i]: float(s) for i, s in zip(missing, scores, strict=True)}


def fuse(dense: dict[str, float], sparse: dict[str, float]) -> list[tuple[str, float]]:
    """Fuse cosines and BM25 scores by passage id; a passage without a BM25 score has 0."""
    cosines = _scale(dense)
    lexical = _scale({passage_id: sparse.get(passage_id, 0.0) for passage_id in dense})
    scores = {i: DENSE_SHARE * cosines[i] + (1 - DENSE_SHARE) * lexical[i] for i in dense}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _scale(scores: dict[str, float]) -> dict[str, float]:
    """Bring scores to 0-1; all equal gives 0 for none and 1 for any."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0 if high > 0 else 0.0)
    return {name: (score - low) / (high - low) for name, score in scores.items()}


def open_search(data_dir: Path, embeddings: PassageEmbeddings) -> FusedSearch:
    """Open the search over a data folder; an index built by others is refused."""
    library = Library(data_dir)
    library.meta("schema")
    return FusedSearch(library, VectorStore(data_dir / FOLDER), embeddings)
