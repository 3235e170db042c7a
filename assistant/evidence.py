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

from assistant.naming import name_words
from core.schema import Hit, Sentence, join_over_pages
from library.bm25 import word_counts
from library.filters import Scope
from library.library import Library, SentenceRows
from vectorstore.search import Query
from vectorstore.words import content_words, words

_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-–](?:(?:19|20)\d\d|\d\d))?\b")
_TWO_DIGITS = 2
# "No cost figure was found in the documents read …" speaks of what stands before "was found".
NOT_FOUND = re.compile(r"^(No\b.*?) (?:was|were) found in\b.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One addressed sentence.

    `position` counts the passage's sentences from 1. `similarity` is the cosine with the question,
    `coverage` the share of the question's words, by their rarity, that the sentence holds itself,
    `heading` the share that its section's heading holds, `context` the share of sentence, section
    and title together, `names` the share of the question's names that these and the origins hold,
    1 where it has none. All are 0 to 1. `years` are the question's years that they hold.
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
    names: float = 1.0
    years: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The sentence, with the part that stands on the next page."""
        return join_parts(self.sentence)


@dataclass(frozen=True, slots=True)
class Weights:
    """The question's words by stem, each with its rarity in the library (idf, above 0).

    `names` are the stems of its names, `years` its years as they are written ("2014-15").
    """

    idf: Mapping[str, float]
    names: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()

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
    return Weights(idf, frozenset(map(_stem, name_words(question))), years_in(question))


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
                names=_held(weights.names, own | around | _origin_stems(sentence)),
                years=weights.years & _years_of(sentence, hit),
            )
        )
    return evidence


def years_in(text: str) -> frozenset[str]:
    """Return the years of a text; a school year is one ("2014-15"), a longer span its two ends."""
    found: set[str] = set()
    for match in _YEAR.finditer(text):
        first, _, second = match.group().replace("–", "-").partition("-")
        last = _last_year(first, second)
        found |= {f"{first}-{last[2:]}"} if int(last) - int(first) == 1 else {first, last}
    return frozenset(found)


def _last_year(first: str, second: str) -> str:
    """Return the last year of a span: "15" after 2014 is 2015, "00" after 1999 is 2000."""
    if len(second) == _TWO_DIGITS:
        century = int(first[:2]) + (second < first[2:])
        return f"{century}{second}"
    return second or first


def _years_of(sentence: Sentence, hit: Hit) -> set[str]:
    """Return the years that a sentence speaks of: its own, its section's and its origins'."""
    years = set(years_in(f"{hit.passage.section} {join_parts(sentence)}"))
    years |= {half for year in years for half in _halves(year)}
    for origin in sentence.origins:
        years |= {str(origin.year), *years_in(origin.title)}
    return years


def _halves(year: str) -> set[str]:
    """Return the calendar years of a school year."""
    first, _, second = year.partition("-")
    return {first, _last_year(first, second)}


def _origin_stems(sentence: Sentence) -> set[str]:
    return stems(" ".join(f"{o.title} {o.publisher}" for o in sentence.origins))


def _held(wanted: frozenset[str], held: set[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


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
