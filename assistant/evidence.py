"""Evidence: the sentences of the hits, addressed and weighed against the question.

In: hits. Out: addressed sentences (`3.2` = passage 3, sentence 2) with what is known of how well
each fits. Flagged sentences and sentences outside the filters are never among them. Writers cite
addresses and never copy text, so a quote is verbatim whatever writes the prose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from assistant.told import Told
from assistant.understanding.names import Gazetteer, gazetteer
from assistant.understanding.naming import name_words
from assistant.understanding.wishes import Span, wishes_span
from assistant.understanding.years import halves, years_in
from core.schema import Hit, Passage, Sentence, Source, join_over_pages
from library.asks import Asks
from library.bm25 import word_counts
from library.filters import Scope
from library.library import Library, SentenceRows
from vectorstore.search import Query
from vectorstore.words import content_words, words

_NAMES = re.compile(r"(?<!^)\b(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+\b")
# "…, a 2021 Long Beach Unified release says": who reports is not what is spoken of.
_ATTRIBUTION = re.compile(
    r",? according to [^,;.]+"
    r"|\b(?:[Aa]n?|[Tt]he|[Ii]ts) (?:[\w’'-]+ ){0,6}(?:release|page|website|profile|report|guide"
    r"|brochure|newspaper)"
    r" (?:says|said|puts?|gives|wrote|reports?|reported|counts|adds)\b"
)
# How near the nearest question to a sentence comes, by the sentence's own similarity: a straight
# line through the hits of the development questions (evaluation/LOG.md).
_USUAL, _USUAL_BY_SIMILARITY = 0.15, 0.85
_USUALLY_ADDED = 0.1  # to the share of a question's words: .07 over all hits, .14 where they answer
# "No cost figure was found in the documents read …" speaks of what stands before "was found".
NOT_FOUND = re.compile(r"^(No\b.*?) (?:was|were) found in\b.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One addressed sentence.

    `position` counts the passage's sentences from 1. `similarity` is the cosine with the question,
    `coverage` the share of the question's words, by their rarity, that the sentence holds itself,
    `covered` that which it and the questions to it hold (without any, what these would usually add
    is put in their place), `heading` that which its section's heading holds, `context` the share of
    sentence, section and title together, `names` the share of the question's names that these and
    the origins hold, 1 where it has none. All are 0 to 1. `years` are the question's years that
    they hold. `told` is the share of its words that the answer before held. `places` are the
    districts that the sentence speaks of; `elsewhere` says that the question names districts and
    these are others. `fits` is how well the sentence fits a part of a question in several, seen
    with the whole (`together`); None where it was not weighed so. `asked` says how much nearer than
    is usual the nearest of the questions comes that are written down as answered by it: below 0
    where it is further off, 0 where there are none.
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
    places: frozenset[str] = frozenset()
    told: float = 0.0
    elsewhere: bool = False
    fits: float | None = None
    asked: float = 0.0
    covered: float = 0.0

    @property
    def text(self) -> str:
        """The sentence, with the part that stands on the next page."""
        return join_parts(self.sentence)


@dataclass(frozen=True, slots=True)
class Weights:
    """The question's words by stem, each with its rarity in the library (idf, above 0).

    `names` are the stems of its names, `years` its years as they are written ("2014-15"),
    `span` those that "since 2013" opens, `districts` those that it names, also by their schools and
    people, `told` what was answered before.
    """

    idf: Mapping[str, float]
    names: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    told: Told = field(default_factory=Told)
    span: Span | None = None

    def years_held(self, held: set[str]) -> frozenset[str]:
        """Return the question's years that are among these; "since 2013" holds any year since."""
        if self.span and any(self.span.low <= int(year[:4]) <= self.span.high for year in held):
            held = held | {self.span.written}
        return self.years & held

    def rarity(self, stem: str) -> tuple[float, str]:
        """Return by what a stem of the question is ordered: its rarity, then itself."""
        return (self.idf[stem], stem)

    def share(self, stems: set[str]) -> float:
        """Return the share of the question's weight that these stems hold, 0 to 1."""
        total = sum(self.idf.values())
        return sum(idf for word, idf in self.idf.items() if word in stems) / total if total else 0.0


def join_parts(sentence: Sentence) -> str:
    """Return a sentence's whole text, also where it runs over a page end."""
    if sentence.continues is None:
        return sentence.text
    return join_over_pages(sentence.text, sentence.continues.quote)


def weigh_words(
    library: Library, question: str, earlier: Sequence[tuple[float, str]] = (), told: str = ""
) -> Weights:
    """Weigh the question's content words by their rarity; unknown words weigh most.

    Words of the earlier texts that it leans on count as much less as their texts do.
    """
    passages = max(library.count_passages(), 1)
    shares = dict.fromkeys(content_words(question), 1.0)
    for share, text in earlier:
        for word in content_words(text):
            shares.setdefault(word, share)
    counts = word_counts(library, list(shares))
    idf: dict[str, float] = {}
    for word, share in shares.items():
        rarity = math.log(1 + (passages - counts[word] + 0.5) / (counts[word] + 0.5))
        idf[_stem(word)] = max(share * rarity, idf.get(_stem(word), 0.0))
    return Weights(
        idf,
        names=frozenset(map(_stem, name_words(question))),
        years=years_in(question),
        span=wishes_span(question),
        districts=_districts_asked(gazetteer(library), [question, *(t for _, t in earlier), told]),
        told=Told(tuple(frozenset(stems(text)) for text in re.split(r"(?<=[.!?])\s+", told))),
    )


def _districts_asked(known: Gazetteer, texts: Sequence[str]) -> frozenset[str]:
    """Return the districts of the first text that names any: what is said last counts."""
    return next(filter(None, map(known.districts, texts)), frozenset())


def gather(
    library: Library,
    query: Query,
    hits: Sequence[Hit],
    weights: Weights,
    read: Callable[[Passage], SentenceRows] | None = None,
) -> tuple[Evidence, ...]:
    """Address every sentence of the hits that may be evidence; `read` may have read them before."""
    evidence: list[Evidence] = []
    known = gazetteer(library)
    for hit in hits:
        rows = (read or library.sentences)(hit.passage)
        source = library.source(hit.passage.source_id)
        evidence += _address(hit, rows, query, weights, source, known)
    return tuple(evidence)


def _address(  # noqa: PLR0913 - what is weighed, by what, and what stands around it
    hit: Hit, rows: SentenceRows, query: Query, weights: Weights, source: Source, known: Gazetteer
) -> list[Evidence]:
    similarities = rows.vectors @ query.vector
    around = stems(f"{source.title} {hit.passage.section}")
    heading = weights.share(stems(hit.passage.section))
    evidence = []
    for position, sentence in enumerate(rows.sentences, start=1):
        if not _may_be_evidence(sentence) or not _admitted(query.scope, sentence, hit):
            continue
        own = _own_stems(join_parts(sentence), weights)
        asks = rows.asks.get(position - 1)
        places = _places(sentence, hit, source, known)
        evidence.append(
            Evidence(
                address=f"{hit.rank}.{position}",
                hit=hit,
                position=position,
                sentence=sentence,
                title=source.title,
                similarity=float(similarities[position - 1]),
                coverage=weights.share(own),
                context=weights.share(own | around),
                heading=heading,
                names=_held(weights.names, own | around | _origin_stems(sentence)),
                years=weights.years_held(_years_of(sentence, hit)),
                places=places,
                told=weights.told.share(join_parts(sentence), own),
                elsewhere=bool(weights.districts and places)
                and weights.districts.isdisjoint(places),
                asked=_nearer_than_usual(asks, query, float(similarities[position - 1])),
                covered=_covered(own, asks, weights),
            )
        )
    return evidence


def _covered(own: set[str], asks: Asks | None, weights: Weights) -> float:
    """Return what a sentence and its questions hold; without any, what they would usually add."""
    if asks:
        return weights.share(own | _stems_of_all(asks.texts))
    return min(1.0, weights.share(own) + _USUALLY_ADDED)


@lru_cache(maxsize=10_000)
def _stems_of_all(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stems(" ".join(texts)))


def _nearer_than_usual(asks: Asks | None, query: Query, similarity: float) -> float:
    """Compare the nearest question to a sentence with what the sentence lets expect."""
    usual = _USUAL + _USUAL_BY_SIMILARITY * similarity
    return asks.nearest(query.vector) - usual if asks else 0.0


def _own_stems(text: str, weights: Weights) -> set[str]:
    """Return the stems of a sentence; of one that says what was not found, those of just that.

    "No finding on Golden State grants was found" says nothing of states.
    """
    missing = NOT_FOUND.match(text)
    if missing is None:
        return stems(text)
    names = [name for name in _NAMES.findall(missing[1]) if not stems(name) & weights.names]
    return stems(missing[1]) - stems(" ".join(names))


def _places(sentence: Sentence, hit: Hit, source: Source, known: Gazetteer) -> frozenset[str]:
    """Return the districts that a sentence speaks of: its own, else those around it."""
    return (
        known.districts(without_reporter(join_parts(sentence)))
        or known.districts(hit.passage.section)
        or frozenset(source.districts)
        or frozenset().union(*(origin.districts for origin in sentence.origins))
    )


def without_reporter(text: str) -> str:
    """Return a sentence without who reports it."""
    return _ATTRIBUTION.sub(" ", text)


def _years_of(sentence: Sentence, hit: Hit) -> set[str]:
    """Return the years that a sentence speaks of: its own, its section's and its origins'."""
    years = set(years_in(f"{hit.passage.section} {join_parts(sentence)}"))
    years |= {half for year in years for half in halves(year)}
    for origin in sentence.origins:
        years |= years_in(f"{origin.year or ''} {origin.title}")
    return years


def _origin_stems(sentence: Sentence) -> set[str]:
    return stems(" ".join(f"{o.title} {o.publisher}" for o in sentence.origins))


def _held(wanted: frozenset[str], held: Set[str]) -> float:
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
    return stemmed[:-1] if stemmed.endswith("ifi") else stemmed  # "certified", "certification"


_STEMMER = snowballstemmer.stemmer("porter")
