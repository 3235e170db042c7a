"""Fused search: dense scores from Chroma and BM25 scores from the library, in one list of hits.

In: a question, the questions before it if it leans on them, and filters. Out: hits, best first.
Scores are fused, not ranks: .65 of the cosine and .35 of the BM25 score, each standardised over the
candidates. Reciprocal ranks lost to the dense score alone on two of three public sets; scores did
not lose on any (evaluation/LOG.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.schema import Filters, Hit
from library.asks import AllAsks, all_asks
from library.bm25 import bm25
from library.filters import Scope, build_scope, passages_in_scope
from library.library import Library
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.store import VectorStore
from vectorstore.words import content_words

DENSE_SHARE = 0.65
_EQUAL = 1e-12
_DECIMALS = 4  # of a heading's cosine: what it was embedded together with shows only behind these
CANDIDATES = 100
# A question is nearer to another that means the same than to what answers it.
_ASKED = 0.1
_ASKED_PASSAGES = 20
FOLDER = "chroma"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: a unit vector, the words for BM25, and the scope if it is narrowed.

    `earlier` are further words of questions before it, each group with its weight.
    """

    vector: NDArray[np.float32]
    words: tuple[str, ...]
    scope: Scope | None
    earlier: tuple[tuple[float, tuple[str, ...]], ...] = ()


@dataclass
class FusedSearch:
    """Search over one data folder; follows the writer of another process by itself."""

    library: Library
    store: VectorStore
    embeddings: PassageEmbeddings
    _generation: str = field(default="", init=False)
    _headings: dict[str, NDArray[np.float32]] = field(default_factory=dict, init=False)
    _asks: AllAsks | None = field(default=None, init=False)

    def build_query(
        self, text: str, filters: Filters, earlier: Sequence[tuple[float, str]] = ()
    ) -> Query:
        """Embed a question, take its content words, and resolve the filters.

        `earlier` are the texts that it leans on, each with its weight beside the question's 1.
        """
        scope = build_scope(self.library, filters) if filters else None
        own = tuple(content_words(text))
        vector = self._embed(text)
        leans: list[tuple[float, tuple[str, ...]]] = []
        seen = set(own)
        for weight, before in earlier:
            vector = vector + weight * self._embed(before)
            further = tuple(word for word in content_words(before) if word not in seen)
            leans.append((weight, further))
            seen |= set(further)
        length = float(np.linalg.norm(vector))
        return Query(vector / length if length else vector, own, scope, tuple(leans))

    def _embed(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self.embeddings.embed_query(text), dtype=np.float32)

    def search(self, query: Query, k: int) -> list[Hit]:
        """Return the best `k` passages; ties go by passage id, so the order is always the same."""
        with self.library.snapshot():
            self._follow_the_writer()
            allowed = self._allowed(query.scope)
            wide = max(k, CANDIDATES)
            dense = self._dense(query, allowed, wide)
            sparse = self._sparse(query, allowed, wide)
            asked = self._asked(query, allowed)
            complete = self._complete(query, dense, {**sparse, **asked})
            near = {i: max(score, asked.get(i, score)) for i, score in complete.items()}
            ranked = fuse(near, sparse)[:k]
            passages = self.library.passages([passage_id for passage_id, _ in ranked])
        return [
            Hit(passages[passage_id], score, rank)
            for rank, (passage_id, score) in enumerate(ranked, start=1)
        ]

    def likeness_of_headings(self, query: Query, hits: Sequence[Hit]) -> list[float]:
        """Return each hit's cosine of the query and its section's heading, 0 where it has none.

        A heading is embedded once and kept at hand; nothing of it is stored.
        """
        headings = [hit.passage.section.split(" > ")[-1] for hit in hits]
        new = [h for h in dict.fromkeys(headings) if h and h not in self._headings]
        if new:
            self._headings |= dict(zip(new, self.embeddings.embed(new), strict=True))
        return [
            round(float(self._headings[h] @ query.vector), _DECIMALS) if h else 0.0
            for h in headings
        ]

    def _follow_the_writer(self) -> None:
        """Reopen Chroma when the library has moved on: an open client sees no foreign writes.

        The store would notice by itself, but only what has been written to its own folder.
        """
        generation = self.library.meta("generation")
        if generation != self._generation:
            if self._generation:
                self.store.reopen()
            self._asks = all_asks(self.library.rows)
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
        if allowed is None and not query.earlier:
            return dict(bm25(self.library, query.words, k))
        scores: dict[str, float] = {}
        for weight, group in ((1.0, query.words), *query.earlier):
            for passage_id, score in bm25(self.library, group, self.library.count_passages()):
                if allowed is None or passage_id in allowed:
                    scores[passage_id] = scores.get(passage_id, 0.0) + weight * score
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return dict(best[:k])

    def _asked(self, query: Query, allowed: set[str] | None) -> dict[str, float]:
        """Return how near the questions come that passages are written to answer, the nearest."""
        near = {
            passage_id: cosine - _ASKED
            for passage_id, cosine in (
                self._asks.nearest(query.vector) if self._asks else {}
            ).items()
            if allowed is None or passage_id in allowed
        }
        best = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))
        return dict(best[:_ASKED_PASSAGES])

    def _complete(
        self, query: Query, dense: dict[str, float], others: Collection[str]
    ) -> dict[str, float]:
        """Give every candidate its true cosine, also those that the vectors did not find."""
        missing = self.library.vector_ids([i for i in others if i not in dense])
        if not missing:
            return dense
        scores = self.library.vectors(missing) @ query.vector
        known = self.library.ids_of_vectors(missing)
        return dense | {known[i]: float(s) for i, s in zip(missing, scores, strict=True)}


def fuse(dense: dict[str, float], sparse: dict[str, float]) -> list[tuple[str, float]]:
    """Fuse cosines and BM25 scores by passage id; a passage without a BM25 score has 0.

    Both are standardised over the candidates and mixed. The mixture is then brought to 0-1 so that
    1 is a passage which is the best in both; how far the best one falls short says how far the two
    disagree.
    """
    if not dense:
        return []
    cosines = np.asarray(list(dense.values()))
    lexical = np.asarray([sparse.get(passage_id, 0.0) for passage_id in dense])
    near = DENSE_SHARE * _standardise(cosines)
    worded = (1 - DENSE_SHARE) * _standardise(lexical)
    low, high = near.min() + worded.min(), near.max() + worded.max()
    mixed = (near + worded - low) / (high - low) if high > low else np.ones(len(dense))
    scores = zip(dense, mixed.tolist(), strict=True)
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))


def _standardise(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring scores to mean 0 and deviation 1; all equal gives 0."""
    deviation = float(scores.std())
    return (scores - scores.mean()) / deviation if deviation > _EQUAL else scores * 0


def open_search(data_dir: Path, embeddings: PassageEmbeddings) -> FusedSearch:
    """Open the search over a data folder; an index built by others is refused."""
    library = Library(data_dir)
    library.meta("schema")
    return FusedSearch(library, VectorStore(data_dir / FOLDER), embeddings)
