"""Evidence: the sentences of the hits, addressed and weighed against the question.

In: hits. Out: addressed sentences (`3.2` = passage 3, sentence 2) with what is known of how well
each fits. Flagged sentences and sentences outside the filters are never among them. Writers cite
addresses and never copy text, so a quote is verbatim whatever writes the prose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from core.schema import Hit, Sentence, join_over_pages
from library.bm25 import word_counts
from library.filters import Scope
from library.library import Library, SentenceRows
from vectorstore.search import Query
from vectorstore.words import content_words, words

# "No cost figure was found in the documents read …" speaks of what stands before "was found".
NOT_FOUND = re.compile(r"^(No\b.*?) (?:was|were) found in\b.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One addressed sentence.

    `position` counts the passage's sentences from 1. `similarity` is the cosine with the question,
    `coverage` the share of the question's words, by their rarity, that the sentence holds itself,
    `heading` the share that its section's heading holds, `context` the share of sentence, section
    and title together. All are 0 to 1.
    """

    address: str
    hit: Hit
    position: int
    sentence: Sentence
    title: str
    similarity: float
    coverage: float
    context: float
    heading: float

    @property
    def text(self) -> str:
        """The sentence, with the part that stands on the next page."""
        return join_parts(self.sentence)


@dataclass(frozen=True, slots=True)
class Weights:
    """The question's words by stem, each with its rarity in the library (idf, above 0)."""

    idf: Mapping[str, float]

    def share(self, stems: set[str]) -> float:
        """Return the share of the question's weight that these stems hold, 0 to 1."""
        total = sum(self.idf.values())
        return sum(idf for word, idf in self.idf.items() if word in stems) / total if total else 0.0


def join_parts(sentence: Sentence) -> str:
    """Return a sentence's whole text, also where it runs over a page end."""
    if sentence.continues is None:
        return sentence.text
    return join_over_pages(sentence.text, sentence.continues.quote)


def weigh_words(library: Library, question: str) -> Weights:
    """Weigh the question's content words by their rarity; unknown words weigh most."""
    passages = max(library.count_passages(), 1)
    asked = content_words(question)
    counts = word_counts(library, asked)
    idf = {_stem(w): math.log(1 + (passages - counts[w] + 0.5) / (counts[w] + 0.5)) for w in asked}
    return Weights(idf)


def gather(
    library: Library, query: Query, hits: Sequence[Hit], weights: Weights
) -> tuple[Evidence, ...]:
    """Address every sentence of the hits that may be evidence."""
    evidence: list[Evidence] = []
    for hit in hits:
        rows = library.sentences(hit.passage)
        title = library.source(hit.passage.source_id).title
        evidence += _address(hit, rows, query, weights, title)
    return tuple(evidence)


def _address(
    hit: Hit, rows: SentenceRows, query: Query, weights: Weights, title: str
) -> list[Evidence]:
    similarities = rows.vectors @ query.vector
    around = stems(f"{title} {hit.passage.section}")
    heading = weights.share(stems(hit.passage.section))
    evidence = []
    for position, sentence in enumerate(rows.sentences, start=1):
        if not _may_be_evidence(sentence) or not _admitted(query.scope, sentence, hit):
            continue
        own = stems(NOT_FOUND.sub(r"\1", join_parts(sentence)))
        evidence.append(
            Evidence(
                address=f"{hit.rank}.{position}",
                hit=hit,
                position=position,
                sentence=sentence,
                title=title,
                similarity=float(similarities[position - 1]),
                coverage=weights.share(own),
                context=weights.share(own | around),
                heading=heading,
            )
        )
    return evidence


def _may_be_evidence(sentence: Sentence) -> bool:
    return not sentence.flagged and sentence.form != "table_head"


def _admitted(scope: Scope | None, sentence: Sentence, hit: Hit) -> bool:
    return scope is None or scope.admits(sentence, hit.passage.source_id)


def stems(text: str) -> set[str]:
    """Return the stems of a text's words."""
    return {_stem(word) for word in words(text)}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(word.removesuffix("'s"))
    return stemmed


_STEMMER = snowballstemmer.stemmer("porter")
