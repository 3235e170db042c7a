"""Counting: "how many of the nine districts …" is counted over every sentence of the library.

In: a question and the search. Out: which districts, schools, states, counties, colleges or
documents the library says it of, each with the sentence that says so best. Every sentence is read,
not the top few. What is counted is what the documents say, so that one without a sentence is one on
which nothing was found. The count is our own and is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.counting.authored import works_of
from assistant.counting.countable import given_in, named_in
from assistant.counting.documents import documents_asked_for, few_sentences
from assistant.counting.everything import Row, as_evidence, read_everything, titles_read
from assistant.counting.pathways import pathways_of
from assistant.counting.plainly import say_plainly
from assistant.counting.saying import (
    Task,
    find_saying,
    nearest_to_the_best,
    with_a_named,
)
from assistant.counting.tables import rows_of_a_table
from assistant.counting.tally import BY_NAME, Counted
from assistant.counting.wording import weigh_alike, words_alike
from assistant.counting.yearly import first_of_each, one_a_year
from assistant.evidence import stems, weigh_words
from assistant.understanding.counted import Asked, Kind, read_count
from assistant.understanding.denial import denies
from assistant.understanding.names import Gazetteer, gazetteer, written_name
from assistant.understanding.naming import core_question
from assistant.understanding.only_one import as_which
from assistant.understanding.predicate import telling
from core.schema import Filters, KnownName
from library.filters import Scope, build_scope
from library.library import Library
from vectorstore.search import FusedSearch

_SAYS_LITTLE = 1.5  # words of less rarity than this do not tell what a figure is of
_OPEN = frozenset(
    {"school", "state", "county", "college", "bill", "person"}
)  # one alone answers nothing
_SCHOOL = re.compile(r"\b(?:schools?|campus(?:es)?)\b", re.I)
_THEIR_SCHOOLS = re.compile(
    r"\b(?:which|what|how many|all|every|list|name)(?: of| the)* (?P<whose>(?:[\w-]+ ){1,3}?)"
    r"(?:high |middle )?(?:schools|colleges|campuses)\b",
    re.I,
)
_POST = re.compile(r"\b(?:superintendent|principal|director|coordinator)\b", re.I)
# A figure of each is what tables tell.
_FIGURE = re.compile(r"\b(?:head[- ]?counts?|numbers?|figures?|counts? of|totals?|rates?)\b", re.I)


def count(search: FusedSearch, question: str, filters: Filters) -> Counted | None:
    """Count what a question asks for; None if it asks for no count, or nothing is found."""
    question = as_which(question)
    asked = read_count(question)
    if asked is None or not (asked.named or stems(asked.about)):
        return None
    library, known = search.library, gazetteer(search.library)
    scope = build_scope(library, filters) if filters else None
    if asked.kind in BY_NAME:
        return _count_things(search, question, asked, scope)
    given = _given(asked, question, known)
    everyone, names = _everyone(library, asked, known, given)
    if asked.kind == "document" and not everyone:
        everyone, names = documents_asked_for(library, replace(asked, by=""))
    if not everyone:
        return None
    alike = words_alike(asked.about)
    task = Task(
        asked,
        weigh_alike(weigh_words(library, _weighed(asked)), alike),
        scope,
        everyone,
        known,
        library,
        given,
        denies(asked.about),
        _similarities(search, asked.about, core_question(question)),
        alike,
    )
    said = _find(task, search, question, filters)
    if len(said) == 1 and (asked.loose or asked.kind in _OPEN):
        return None
    if asked.yearly:
        said, everyone = (
            one_a_year(said, names),
            frozenset(one_a_year(dict.fromkeys(everyone), names)),
        )
    all_of_them = asked.kind == "district" and not asked.number and len(said) == len(everyone)
    if not said or all_of_them:
        return None
    chosen = few_sentences(said) if asked.kind == "document" else said
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


def _count_things(
    search: FusedSearch, question: str, asked: Asked, scope: Scope | None
) -> Counted | None:
    """Count what a person wrote, or the pathways of a place: what sentences call by name."""
    library, known = search.library, gazetteer(search.library)
    if asked.kind == "work":
        things, of = works_of(library, asked.about, scope), asked.about
    else:
        things, of = pathways_of(library, known, (asked.about, question), scope)
    if not things:
        return None
    return Counted(
        of,
        {thing: row.place for thing, row in things.items()},
        tuple(things),
        as_evidence(search, question, things.values()),
        titles_read(library, scope),
        asked.kind,
    )


def _similarities(search: FusedSearch, *texts: str) -> NDArray[np.float32]:
    """Return how near every sentence comes to the texts, on the mean."""
    _, vectors = read_everything(search.library)
    asked = [search.build_query(text, Filters()).vector for text in texts if text]
    similar: NDArray[np.float32] = (vectors @ np.array(asked).T).mean(axis=1)
    return similar


def _find(task: Task, search: FusedSearch, question: str, filters: Filters) -> Mapping[str, Row]:
    """Return those of which it is said, each with the sentence that says so best."""
    if task.asked.kind == "district" and task.asked.named and (are := _named_of_each(task.asked)):
        return with_a_named(task, are)
    says_little = sum(task.weights.idf.values()) < _SAYS_LITTLE
    if task.asked.bound and not task.weights.names and says_little:
        return {}
    figures = task.asked.kind == "district" and _FIGURE.search(task.asked.about)
    if figures and not task.asked.bound:
        query = search.build_query(core_question(question), filters)
        if rows := rows_of_a_table(search, query, task):
            return rows
    if task.asked.yearly and not task.asked.claim:
        return first_of_each(task)
    found = find_saying(task)
    return say_plainly(found, task) if task.asked.claim else nearest_to_the_best(found, task)


def _weighed(asked: Asked) -> str:
    """Return the words that a sentence is to hold; of documents all that is asked counts."""
    return asked.about if asked.kind == "document" else telling(asked.about) or asked.about


def _named_of_each(asked: Asked) -> Callable[[KnownName], bool] | None:
    """Return what is to be named of each district: a school, or who holds a post."""
    if _SCHOOL.search(asked.about):
        return lambda name: name.kind == "school"
    if post := _POST.search(asked.about):
        return lambda name: (name.role or "").casefold().startswith(post.group().casefold())
    return None


def _given(asked: Asked, question: str, known: Gazetteer) -> frozenset[str]:
    """Return the districts that are named in what is asked; "there" is one named before it."""
    if asked.kind == "document":
        return frozenset()
    if given := given_in(asked.about, known):
        return given
    if asked.kind == "district":
        return frozenset()
    if re.search(r"\bthere\b", question, re.I):
        return given_in(question, known)
    theirs = _THEIR_SCHOOLS.search(question)  # "which oakland high schools"
    return known.districts(theirs["whose"]) if theirs else frozenset()


def _everyone(
    library: Library, asked: Asked, known: Gazetteer, given: frozenset[str]
) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return those to count over, without those left out, and what they are called."""
    if asked.kind == "document":
        return documents_asked_for(library, asked)
    rows, _ = read_everything(library)
    read = named_in(asked.kind, known)
    named = _named(library, library.index_id(), asked.kind)
    if asked.number is not None:
        everyone = next((names for names in named if len(names) == asked.number), frozenset())
    else:
        everyone = frozenset().union(*named)
    if asked.kind == "school" and given:
        everyone &= _schools_of(given, rows, named, known)
    if asked.kind == "person":
        everyone &= {
            written_name(name)
            for name in known.names
            if name.kind == "person" and asked.role in (name.role or "").casefold()
        }
    if asked.kind == "bill":
        everyone = frozenset(name for name in everyone if name.startswith(asked.role))
    if asked.no_universities:
        everyone = frozenset(name for name in everyone if "University" not in name)
    left_out = read(asked.excepted) | (given if asked.kind == "district" else frozenset())
    return everyone - left_out, {}


@lru_cache(maxsize=8)
def _named(library: Library, index: str, kind: Kind) -> tuple[frozenset[str], ...]:
    """Return whom each row names; made once for each state of the index."""
    read = named_in(kind, gazetteer(library))
    return tuple(read(row.text) for row in read_everything(library)[0])


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
