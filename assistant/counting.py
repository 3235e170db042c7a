"""Counting: "how many of the nine districts …" is counted over every sentence of the library.

In: a question and the search. Out: which districts, schools, states, counties, colleges or
documents the library says it of, each with the sentence that says so best. Every sentence is read,
not the top few. What is counted is what the documents say, so that one without a sentence is one on
which nothing was found. The count is our own and is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assistant.countable import documents_behind, given_in, named_in, spoken_of
from assistant.everything import Row, as_evidence, read_everything, titles_read
from assistant.evidence import NOT_FOUND, Evidence, Weights, stems, weigh_words, years_in
from assistant.understanding.counted import NO_DIFFERENCE, Asked, Kind, read_count
from assistant.understanding.denial import denies, without_denied
from assistant.understanding.names import Gazetteer, gazetteer, written_name
from core.schema import Filters
from library.filters import Scope, build_scope
from library.library import Library
from vectorstore.search import FusedSearch

_LEAST, _NEAR_THE_BEST = 0.38, 0.7
# What a sentence must say itself, its heading left aside.
_LEAST_OWN, _OWN_WITH_A_BOUND, _LEAST_SIMILAR = 0.2, 0.1, 0.25
_AFFIRMED = 0.8  # of what a sentence holds of the question, what it must not deny
_MENTIONED = 0.75  # of what documents are to speak of
_NEAR_A_LIST, _A_LIST = 0.9, 3
_WITH_THE_RAREST = 0.35
_WITH_A_BOUND = 0.5  # a figure that meets the bound says much of what is asked
_BY_A_SCHOOL = 0.05  # what a district does itself comes before what one of its schools does
_VAGUE = 1.5  # rarity of the rarest word of a question that asks no more than who is named
_MANY = 30  # more names than these are not told one by one
_NO_DIFFERENCE = re.compile(
    rf"{NO_DIFFERENCE.pattern}|\b(?:just |about )?(?:as|so) \w+ (?:\w+ ){{0,3}}as\b|\bthe same as\b"
    r"|\b(?:did|does|do) not (?:improve|raise|change|affect)\b|\bbut not on\b",
    re.I,
)
_LATER = re.compile(r",? (?:with|and) [^,;]*\b(?:following|to follow|followed)\b.*$")


@dataclass(frozen=True, slots=True)
class Counted:
    """Those of which the documents say it; `of` are all of them.

    Each has the place of the sentence that says so: its passage's id and its start on the page.
    `read` are the titles of the sources whose sentences were read. `in_one` says that one sentence
    holds them all, `loose` that they may not be what is asked for; `names` are the titles of
    documents by their ids.
    """

    about: str
    said_of: Mapping[str, tuple[str, int]]
    of: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    read: tuple[str, ...]
    kind: Kind = "district"
    in_one: bool = False
    loose: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> bool:
        """Say whether documents were counted."""
        return self.kind == "document"

    @property
    def closed(self) -> bool:
        """Say whether all that there are can be known: not all states stand in the library."""
        return self.kind == "district"

    def name(self, counted: str) -> str:
        """Return what a reader calls one of those counted."""
        return self.names.get(counted, counted)

    def told(self, cited: Sequence[str]) -> str:
        """Say what was counted, and which: documents by their number alone, they are cited."""
        if self.documents:
            return f"{_NOUNS[self.kind]} that say so"
        return f"{_NOUNS[self.kind]} of which the documents say so: {', '.join(cited)}"

    def nothing_on(self, cited: Mapping[str, int]) -> tuple[str, ...]:
        """Return those of which nothing is cited; none where they are too many to name."""
        rest = tuple(self.name(name) for name in self.of if name not in cited)
        return rest if len(self.of) <= _MANY else ()


@dataclass(frozen=True, slots=True)
class _Says:
    """A sentence, how well it says what is asked, and of whom."""

    score: float
    row: Row
    names: frozenset[str]


@dataclass(frozen=True)
class _Task:
    """What is looked for in every sentence, and among whom."""

    asked: Asked
    weights: Weights
    scope: Scope | None
    everyone: frozenset[str]
    known: Gazetteer
    library: Library
    given: frozenset[str]
    denied: bool
    similar: NDArray[np.float32]

    def schools(self, text: str) -> frozenset[str]:
        """Return the schools that a text names, unless the question speaks of them."""
        if re.search(r"\b(?:schools?|campus|pathways?|academ)", self.asked.about, re.I):
            return frozenset()
        return named_in("school", self.known)(text)

    @property
    def vague(self) -> bool:
        """Say whether nothing is asked of those counted but that they be named."""
        names = self.weights.names if self.given else frozenset()
        rare = [idf for stem, idf in self.weights.idf.items() if stem not in names]
        return self.asked.kind not in {"district", "document"} and max(rare, default=0) < _VAGUE


def count(search: FusedSearch, question: str, filters: Filters) -> Counted | None:
    """Count what a question asks for; None if it asks for no count, or nothing is found."""
    asked = read_count(question)
    if asked is None or not stems(asked.about):
        return None
    library, known = search.library, gazetteer(search.library)
    scope = build_scope(library, filters) if filters else None
    given = given_in(asked.about, known) if asked.kind != "document" else frozenset()
    everyone, names = _everyone(library, asked, known, given)
    if asked.kind == "document" and not everyone:
        everyone, names = _documents(library, replace(asked, by=""))
    if not everyone:
        return None
    task = _Task(
        asked,
        weigh_words(library, asked.about),
        scope,
        everyone,
        known,
        library,
        given,
        denies(asked.about),
        _similarities(search, asked.about),
    )
    said = _near_the_best(_find(task), task)
    all_of_them = asked.kind == "district" and not asked.number and len(said) == len(everyone)
    if not said or all_of_them:
        return None
    chosen = _few_sentences(said) if asked.kind == "document" else said
    in_one = len({row.place for row in chosen.values()}) == 1
    return Counted(
        asked.about,
        {name: row.place for name, row in chosen.items()},
        tuple(sorted(everyone, key=lambda name: names.get(name, name))),
        as_evidence(search, question, chosen.values()),
        titles_read(library, scope),
        asked.kind,
        in_one and asked.number is None,
        asked.loose,
        names,
    )


_NOUNS: dict[Kind, str] = {
    "district": "districts",
    "school": "schools named in the library",
    "state": "states named in the library",
    "county": "counties named in the library",
    "college": "colleges named in the library",
    "document": "documents behind the library",
}


def _similarities(search: FusedSearch, about: str) -> NDArray[np.float32]:
    _, vectors = read_everything(search.library)
    similar: NDArray[np.float32] = vectors @ search.build_query(about, Filters()).vector
    return similar


def _everyone(
    library: Library, asked: Asked, known: Gazetteer, given: frozenset[str]
) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return those to count over, without those left out, and what they are called."""
    if asked.kind == "document":
        return _documents(library, asked)
    rows, _ = read_everything(library)
    read = named_in(asked.kind, known)
    named = [read(row.text) for row in rows]
    if asked.number is not None:
        everyone = next((names for names in named if len(names) == asked.number), frozenset())
    else:
        everyone = frozenset().union(*named)
    if asked.kind == "school" and given:
        everyone &= _schools_of(given, rows, named, known)
    if asked.no_universities:
        everyone = frozenset(name for name in everyone if "University" not in name)
    left_out = read(asked.excepted) | (given if asked.kind == "district" else frozenset())
    return everyone - left_out, {}


def _schools_of(
    given: frozenset[str], rows: Sequence[Row], named: Sequence[frozenset[str]], known: Gazetteer
) -> frozenset[str]:
    """Return the schools of these districts: by the catalogue, else by a sentence that says so."""
    homes = {written_name(n): n.district for n in known.names if n.kind == "school"}
    told = frozenset().union(
        *(
            names
            for row, names in zip(rows, named, strict=True)
            if names and given & known.districts(row.text)
        )
    )
    return frozenset(name for name in told if homes.get(name) in {None, *given})


def _documents(library: Library, asked: Asked) -> tuple[frozenset[str], Mapping[str, str]]:
    rows, _ = read_everything(library)
    titles = {
        document.id: document.title
        for row in rows
        for document in documents_behind(row, library.source(row.passage.source_id))
        if not asked.kinds or document.kind in asked.kinds
        if not asked.by or stems(asked.by) <= stems(f"{document.title} {document.publisher}")
        if asked.bound is None
        or asked.bound.unit != "year"
        or (document.year is not None and asked.bound.meets(document.year, asked.bound.value))
    }
    return frozenset(titles), titles


def _find(task: _Task) -> list[_Says]:
    """Return the sentences that say it of some, by meaning and by words, best first."""
    rows, _ = read_everything(task.library)
    found = []
    for row, similarity in zip(rows, task.similar.tolist(), strict=True):
        score = _score(task, row, similarity)
        if score is not None and (names := frozenset(_said_of(task, row))):
            found.append(_Says(score, row, names))
    return sorted(found, key=lambda says: -says.score)


def _score(task: _Task, row: Row, similarity: float) -> float | None:
    """Weigh a sentence, by meaning and by words; None if it cannot say what is asked."""
    if NOT_FOUND.match(row.text) or not row.admitted(task.scope):
        return None
    if task.vague:
        return similarity
    own = task.weights.share(set(row.stems))
    around = task.weights.share({*row.stems, *row.around})
    if own < (_OWN_WITH_A_BOUND if task.asked.bound else _LEAST_OWN):
        return None
    if similarity < _LEAST_SIMILAR:
        return None
    if task.asked.mention and task.asked.kind == "document" and around < _MENTIONED:
        return None
    if not _meets(task, row) or not _affirms(task, row, own):
        return None
    by_a_school = task.asked.kind == "district" and bool(task.schools(row.text))
    return (similarity + around) / 2 - _BY_A_SCHOOL * by_a_school


def _affirms(task: _Task, row: Row, own: float) -> bool:
    """Say whether a sentence says so and does not deny it, or denies it where that is asked."""
    if task.asked.no_difference:
        return bool(_NO_DIFFERENCE.search(row.text))
    if task.denied or not denies(row.text):
        return denies(row.text) or not task.denied
    return task.weights.share(stems(without_denied(row.text))) >= _AFFIRMED * own


def _meets(task: _Task, row: Row) -> bool:
    """Say whether a sentence meets the question's bound, holds its names and none but its years."""
    bound = task.asked.bound
    dated = task.asked.kind == "document"
    figured = bound is not None and not (dated and bound.unit == "year")
    if bound and figured and not bound.met_by(row.text, table=row.sentence.form == "table_row"):
        return False
    if bound and task.weights.names and not task.weights.names & (row.stems | row.around):
        return False
    if task.given and task.asked.kind == "district":
        return not task.given.isdisjoint(task.known.districts(row.text))
    years = years_in(task.asked.about)
    told = years_in(row.text)
    return not years or not told or bool(years & told) or dated


def _said_of(task: _Task, row: Row) -> Iterator[str]:
    """Yield those of which a sentence says it; one that names all of them says it of none."""
    if task.asked.kind == "document":
        source = task.library.source(row.passage.source_id)
        for document in documents_behind(row, source):
            standing = task.scope is None or document.id in task.scope.standing_ids
            if document.id in task.everyone and standing:
                yield document.id
        return
    named = spoken_of(task.asked.kind, _first_only(task, row), task.known, denied=task.denied)
    counted = named & task.everyone
    if task.asked.kind != "district" or len(counted) < len(task.everyone):
        yield from counted


def _first_only(task: _Task, row: Row) -> str:
    """Return a sentence's text, without those that came later where the first are asked for."""
    first = re.search(r"\bfirst\b", task.asked.about, re.I)
    return _LATER.sub("", row.text) if first else row.text


def _near_the_best(found: Sequence[_Says], task: _Task) -> dict[str, Row]:
    """Return those of which it is said nearly as well as of the best one, and where.

    Of districts a sentence must hold the rarest word of the question that the good ones hold, and
    may then say less. Where a list of them says it best, those beside it are not asked for.
    """
    if not found:
        return {}
    highest, opening = found[0].score, found[0]
    near, least = _NEAR_THE_BEST, _LEAST
    if task.asked.bound:
        near = _WITH_A_BOUND
    elif len(opening.names) >= _A_LIST and task.asked.kind != "document":
        near = _NEAR_A_LIST
    elif task.asked.kind == "district":
        rarest = _rarest([s for s in found if s.score >= near * highest], task.weights)
        found = [says for says in found if rarest is None or rarest in says.row.stems]
        near, least = 0.0, _WITH_THE_RAREST
    said: dict[str, Row] = {}
    for says in found:
        if task.vague or says.score >= max(least, near * highest):
            for name in says.names:
                said.setdefault(name, says.row)
    return dict(sorted(said.items()))


def _rarest(found: Sequence[_Says], weights: Weights) -> str | None:
    held = frozenset().union(*(says.row.stems for says in found)) & weights.idf.keys()
    return max(held, key=weights.rarity, default=None)


def _few_sentences(said: Mapping[str, Row]) -> Mapping[str, Row]:
    """Cite as few sentences as hold all the documents: one on which three of them rest."""
    rows = {row.place: row for row in said.values()}
    behind: dict[tuple[str, int], set[str]] = {}
    for place, row in rows.items():
        origins = {origin.id for origin in row.sentence.origins}
        behind[place] = {name for name in said if name in origins} or {
            name for name, own in said.items() if own.place == place
        }
    chosen: dict[str, Row] = {}
    for place in sorted(behind, key=lambda place: (-len(behind[place]), place)):
        for name in sorted(behind[place]):
            chosen.setdefault(name, rows[place])
    return dict(sorted(chosen.items()))
