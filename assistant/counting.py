"""Counting: "how many of the nine districts …" is counted over every sentence of the library.

In: a question and the search. Out: which districts the documents say it of, each with the sentence
that says so best. Every sentence is read, not the top few. What is counted is what the documents
say, so that a district without a sentence is one on which nothing was found. The count is our own
and is shown as such; a number that the documents state is quoted beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence, gather, stems, weigh_words
from assistant.evidence import join_parts as whole_text
from assistant.understanding.names import gazetteer
from assistant.understanding.naming import core_question
from core.schema import Filters, Hit, Passage, Sentence
from library.filters import Scope, build_scope
from library.library import Library
from vectorstore.search import FusedSearch, Query

_ASKS = re.compile(
    r"\b(?:how many|which|what) (?:of )?(?:the |our |your |these |those )?(?!did|do|does)"
    r"(?:(?!did|do|does|kinds?|students|share)\w+ ){0,2}districts\b"
    r"|\b(?:list|name)(?: all| every| me)?(?: of)?(?: the)? (?:\w+ ){0,2}districts"
    r" (?:that|which|who|with|where)\b"
    r"|\b(?:how many|which|what)(?: ones)? of (?:the |our |your |these |those )?(?:\w+ )?nine\b"
    r"|\bof (?:the|our|your|those|these) (?:\w+ )?nine\b.*\b(?:how many|which)\b"
    r"|\b(?:in|for) (?:how many|which) of the nine\b",
    re.I,
)
_EXCEPT = re.compile(r"\b(?:besides|other than|apart from|except(?: for)?|not counting)\b", re.I)
_EXCEPTED = re.compile(rf"{_EXCEPT.pattern} (?:(?-i:[A-Z])[\w’'-]*[ ,]*(?:and )?)+", re.I)
_OF_SO_MANY = re.compile(
    r"\b(?:of|in|among|across) (?:the |those |these )?(?:(?:original|first) )?"
    r"(?P<number>nine|eight|seven|six|five|four|three|ten|\d\d?)\b"
    r"|\bthe (?P<also>nine|eight|seven|six|five|four|three|ten)\b"
    r"(?= (?:original|initiative|Irvine|pilot|districts))",
    re.I,
)
# What is asked of the documents or for the list, and not of the districts.
_ABOUT_ASKING = re.compile(
    r"\b(?:how many|which ones?(?: are they| were they)?|which|what|list(?: all)?|name(?: all)?"
    r"|are they|were they|do (?:your|the) documents|(?:your|the) documents|on record(?: with)?"
    r"|say|are there|were there)\b",
    re.I,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=3
    )
}
# A sentence that denies something says it of nobody.
_DENIES = re.compile(
    r"\b(?:not|never|no|none|nor|without|failed to|declined|rejected|refused|wanted|planned)\b"
    r"|n['’]t\b",
    re.I,
)
_LEAST, _NEAR_THE_BEST = 0.38, 0.7
# What a sentence must say itself, its heading left aside.
_LEAST_OWN, _LEAST_SIMILAR = 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Counted:
    """The districts of which the documents say it; `of` are all of them.

    Each has the place of the sentence that says so: its passage's id and its start on the page.
    `read` are the titles of the sources whose sentences were read.
    """

    about: str
    said_of: Mapping[str, tuple[str, int]]
    of: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    read: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    passage: Passage
    sentence: Sentence
    districts: frozenset[str]
    stems: frozenset[str]
    around: frozenset[str]


def count_districts(search: FusedSearch, question: str, filters: Filters) -> Counted | None:
    """Count the districts that a question asks for; None if it asks for no such count."""
    if not _ASKS.search(question):
        return None
    rows, vectors = _read_everything(search.library, search.library.index_id())
    asked = _OF_SO_MANY.search(question)
    everyone = _universe(rows, asked["number"] or asked["also"] if asked else None)
    if excepted := _EXCEPT.search(question):
        left_out = gazetteer(search.library).districts(question[excepted.start() :][:60])
        everyone = tuple(name for name in everyone if name not in left_out)
    about = _predicate(_EXCEPTED.sub(" ", core_question(question)))
    if not everyone or not stems(about):
        return None
    scope = build_scope(search.library, filters) if filters else None
    best = _best_of_each(search, about, scope, rows, vectors, everyone)
    if not best:
        return None
    highest = max(score for score, _ in best.values())
    enough = max(_LEAST, _NEAR_THE_BEST * highest)
    said = {name: row for name, (score, row) in sorted(best.items()) if score >= enough}
    one_says_all = any(row.districts.issuperset(said) for row in said.values())
    if not said or (asked is None and (one_says_all or len(said) == len(everyone))):
        return None
    places = {name: (row.passage.id, row.sentence.start) for name, row in said.items()}
    evidence = _as_evidence(search, question, said)
    return Counted(about, places, everyone, evidence, _titles(search.library, rows, scope))


def _titles(library: Library, rows: Sequence[_Row], scope: Scope | None) -> tuple[str, ...]:
    """Return the titles of the sources whose sentences were read."""
    read = {
        row.passage.source_id
        for row in rows
        if scope is None or scope.admits(row.sentence, row.passage.source_id)
    }
    return tuple(library.source(source_id).title for source_id in sorted(read))


def _predicate(question: str) -> str:
    """Return what is asked of each district."""
    text = _OF_SO_MANY.sub(" ", question)
    text = re.sub(r"\bdistricts?\b", " ", _ABOUT_ASKING.sub(" ", text), flags=re.I)
    return " ".join(re.sub(r"[?,.]", " ", text).split())


@lru_cache(maxsize=2)
def _read_everything(library: Library, index: str) -> tuple[tuple[_Row, ...], NDArray[np.float32]]:
    """Return every sentence that may be evidence, with its vector; once a state of the index."""
    known = gazetteer(library)
    rows: list[_Row] = []
    vectors: list[NDArray[np.float32]] = []
    for passage in library.passages(library.passage_ids()).values():
        around = frozenset(stems(passage.section.split(" > ")[-1]))
        stored = library.sentences(passage)
        for sentence, vector in zip(stored.sentences, stored.vectors, strict=True):
            if sentence.flagged or sentence.form == "table_head":
                continue
            text = whole_text(sentence)
            rows.append(
                _Row(passage, sentence, known.districts(text), frozenset(stems(text)), around)
            )
            vectors.append(vector)
    return tuple(rows), np.array(vectors, dtype=np.float32)


def _universe(rows: Sequence[_Row], number: str | None) -> tuple[str, ...]:
    """Return the districts to count over: the nine that one sentence lists, or all named ones."""
    if number is None:
        return tuple(sorted(frozenset().union(*(row.districts for row in rows))))
    wanted = _NUMBERS.get(number.casefold()) or int(number)
    lists = [row.districts for row in rows if len(row.districts) == wanted]
    return tuple(sorted(lists[0])) if lists else ()


def _best_of_each(  # noqa: PLR0913 - what is asked, of whom, and over what
    search: FusedSearch,
    about: str,
    scope: Scope | None,
    rows: Sequence[_Row],
    vectors: NDArray[np.float32],
    everyone: Sequence[str],
) -> dict[str, tuple[float, _Row]]:
    """Return for each district the sentence that says it best, by meaning and by words."""
    weights = weigh_words(search.library, about)
    similar = vectors @ search.build_query(about, Filters()).vector
    best: dict[str, tuple[float, _Row]] = {}
    for row, similarity in zip(rows, similar.tolist(), strict=True):
        named = row.districts.intersection(everyone)
        if not named or len(named) == len(everyone):
            continue
        if scope and not scope.admits(row.sentence, row.passage.source_id):
            continue
        if _DENIES.search(whole_text(row.sentence)) and not _DENIES.search(about):
            continue
        own = weights.share(set(row.stems))
        if own < _LEAST_OWN or similarity < _LEAST_SIMILAR:
            continue
        score = (similarity + weights.share({*row.stems, *row.around})) / 2
        for name in named:
            if name not in best or score > best[name][0]:
                best[name] = (score, row)
    return best


def _as_evidence(
    search: FusedSearch, question: str, said: Mapping[str, _Row]
) -> tuple[Evidence, ...]:
    """Address the sentences; each passage gets a number in order."""
    passages = list({row.passage.id: row.passage for row in said.values()}.values())
    hits = [Hit(passage, 1.0, number) for number, passage in enumerate(passages, start=1)]
    query: Query = search.build_query(question, Filters())
    gathered = gather(search.library, query, hits, weigh_words(search.library, question))
    by_place = {(e.hit.passage.id, e.sentence.start): e for e in gathered}
    places = dict.fromkeys((row.passage.id, row.sentence.start) for row in said.values())
    return tuple(by_place[place] for place in places)
