"""Saying: which sentences of the library say of whom what a question asks to be counted.

In: what is looked for, and among whom. Out: for each of them the sentence that says it best, by
meaning and by words. A sentence that denies it, whose figure does not meet the question's bound, or
that speaks of another year says it of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.counting.countable import documents_behind, named_in, spoken_of
from assistant.counting.everything import Row, read_everything, shares_in
from assistant.counting.titles import names_the_post
from assistant.evidence import NOT_FOUND, Weights, stems
from assistant.understanding.counted import Asked
from assistant.understanding.denial import denies, without_denied
from assistant.understanding.documents_asked import NO_DIFFERENCE
from assistant.understanding.names import Gazetteer
from assistant.understanding.years import years_in
from core.schema import KnownName
from library.filters import Scope
from library.library import Library

_LEAST, _NEAR_THE_BEST = 0.38, 0.7
# What a sentence must say itself, its heading left aside.
_LEAST_OWN, _OWN_WITH_A_BOUND, _LEAST_SIMILAR = 0.2, 0.1, 0.25
_AFFIRMED = 0.8  # of what a sentence holds of the question, what it must not deny
_MENTIONED = 0.75  # of what documents are to speak of
_NAMES_IT = 0.9  # of what a sentence holds that only speaks of it
_NEAR_A_LIST, _A_LIST, _LIST_BEFORE = 0.9, 3, 0.85
_WITH_THE_RAREST = 0.35
_WITHOUT, _LEAST_WITHOUT = 0.65, 0.35
_AROUND_A_BOUND = 0.6
_WITH_A_BOUND = 0.5  # a figure that meets the bound says much of what is asked
_BY_A_SCHOOL = 0.05  # what a district does itself comes before what one of its schools does
_BY_ITS_QUESTIONS = 0.5  # of what only the questions hold that a sentence answers
_VAGUE = 1.5  # rarity of the rarest word of a question that asks no more than who is named
_NO_DIFFERENCE = re.compile(
    rf"{NO_DIFFERENCE.pattern}|\b(?:just |about )?(?:as|so) \w+ (?:\w+ ){{0,3}}as\b|\bthe same as\b"
    r"|\b(?:did|does|do) not (?:improve|raise|change|affect)\b|\bbut not on\b",
    re.I,
)
_TRIED = re.compile(
    r"\b(?:asked|tried|try|voted?|decided?|considered|proposed|debated|discussed|attempted"
    r"|(?:before|to) (?:the |its |their |a )?(?:voters?|ballot|polls|vote)|on the ballot"
    r"|w[io]n or los[et]|pass(?:ed)? or (?:fail(?:ed)?|not)|yes or no)\b",
    re.I,
)
_AIMED = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|targets?|plan(?:s|ned|ning)?|promise[ds]?|intend(?:s|ed)?"
    r"|hope[ds]?|(?<!who )want(?:s|ed)?|set out to)\b",
    re.I,
)
_WITHIN_A_YEAR = re.compile(
    r"\b(?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b",
    re.I,
)
_LATER = re.compile(r",? (?:with|and) [^,;]*\b(?:following|to follow|followed)\b.*$")


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence, how well it says what is asked, and of whom."""

    score: float
    row: Row
    names: frozenset[str]


@dataclass(frozen=True)
class Task:
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
    alike: tuple[frozenset[str], ...] = ()

    def share(self, held: Set[str]) -> float:
        """Return the share of what is asked that these stems hold, 0 to 1."""
        return self.weights.share(self.with_alike(held))

    def with_alike(self, held: Set[str]) -> set[str]:
        """Return stems with those that may stand for one of them in the question."""
        return {*held, *(stem for group in self.alike if group & held for stem in group)}

    def schools(self, text: str) -> frozenset[str]:
        """Return the schools that a text names, unless the question speaks of them."""
        if re.search(r"\b(?:schools?|campus|pathways?|academ)", self.asked.about, re.I):
            return frozenset()
        return named_in("school", self.known)(text)

    @property
    def tried(self) -> bool:
        """Say whether it is asked who tried or was asked, whatever came of it."""
        return self.aimed or bool(_TRIED.search(self.asked.about))

    @property
    def aimed(self) -> bool:
        """Say whether it is asked who aimed at something, reached or not."""
        return bool(_AIMED.search(self.asked.about))

    @property
    def vague(self) -> bool:
        """Say whether nothing is asked of those counted but that they be named."""
        if self.asked.kind in {"district", "document"}:
            return False
        if self.asked.named and self.asked.kind != "school":
            return not self.given
        names = self.weights.names | stems(" ".join(self.given)) if self.given else set()
        rare = [idf for stem, idf in self.weights.idf.items() if stem not in names]
        return max(rare, default=0) < _VAGUE


def find_saying(task: Task) -> list[Says]:
    """Return the sentences that say it of some, by meaning and by words, best first."""
    rows, _ = read_everything(task.library)
    found = []
    for row, similarity in zip(rows, task.similar.tolist(), strict=True):
        score = _score(task, row, similarity)
        if score is not None and (names := frozenset(_said_of(task, row))):
            found.append(Says(score, row, names))
    return sorted(found, key=lambda says: -says.score)


def _score(task: Task, row: Row, similarity: float) -> float | None:
    """Weigh a sentence, by meaning and by words; None if it cannot say what is asked."""
    if NOT_FOUND.match(row.text) or not row.admitted(task.scope):
        return None
    if task.vague:
        return similarity
    own = task.share(row.stems)
    around = task.share(row.stems | row.around)
    bound = task.asked.bound
    if own < (_OWN_WITH_A_BOUND if bound else _LEAST_OWN) or (bound and around < _AROUND_A_BOUND):
        return None
    if similarity < _LEAST_SIMILAR and own < _NAMES_IT:
        return None
    if task.asked.mention and task.asked.kind == "document" and around < _MENTIONED:
        return None
    if not names_the_post(task.asked.about, row.text):
        return None
    if not _meets(task, row) or not _affirms(task, row, own):
        return None
    around += _BY_ITS_QUESTIONS * (task.share(row.stems | row.around | row.asked) - around)
    by_a_school = task.asked.kind == "district" and bool(task.schools(row.text))
    return (similarity + around) / 2 - _BY_A_SCHOOL * by_a_school


def _affirms(task: Task, row: Row, own: float) -> bool:
    """Say whether a sentence says so and does not deny it, or denies it where that is asked."""
    if task.asked.no_difference:
        return bool(_NO_DIFFERENCE.search(row.text))
    if task.aimed and not _AIMED.search(row.text):
        return False
    if task.tried:
        return True
    if task.denied or not denies(row.text):
        return denies(row.text) or not task.denied
    return task.share(stems(without_denied(row.text))) >= _AFFIRMED * own


def _meets(task: Task, row: Row) -> bool:
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
    if not shares_in(task.asked.about) <= row.stems:
        return False
    years = years_in(task.asked.about)
    told = years_in(row.text)
    return not years or not told or bool(years & told) or dated


def _said_of(task: Task, row: Row) -> Iterator[str]:
    """Yield those of which a sentence says it; one that names all of them says it of none."""
    if task.asked.kind == "document":
        source = task.library.source(row.passage.source_id)
        for document in documents_behind(row, source):
            standing = task.scope is None or document.id in task.scope.standing_ids
            if document.id in task.everyone and standing:
                yield document.id
        return
    denied = task.denied or task.tried
    named = spoken_of(task.asked.kind, _first_only(task, row), task.known, denied=denied)
    counted = named & task.everyone
    if task.asked.kind != "district" or len(counted) < len(task.everyone):
        yield from counted


def _first_only(task: Task, row: Row) -> str:
    """Return a sentence's text, without those that came later where the first are asked for."""
    later = _LATER.search(row.text)
    if later is None or not re.search(r"\bfirst\b", task.asked.about, re.I):
        return row.text
    when = task.asked.about
    if years_in(when) & years_in(later.group()) and not _WITHIN_A_YEAR.search(when):
        return row.text
    return row.text[: later.start()]


def nearest_to_the_best(found: Sequence[Says], task: Task) -> dict[str, Row]:
    """Return those of which it is said nearly as well as of the best one, and where.

    Of districts a sentence that holds the rarest word of the question that the good ones hold may
    say less than another. Where a list of them says it nearly best, those beside it are not asked
    for.
    """
    if not found:
        return {}
    if held := _that_name_it(found, task):
        return _by_name(held)
    highest, near = found[0].score, _NEAR_THE_BEST
    if task.asked.bound:
        near = _WITH_A_BOUND
    elif lists := _lists(found, task):
        found, near = lists, _NEAR_A_LIST
        highest = lists[0].score
    elif task.asked.kind == "district":
        rarest = _rarest([s for s in found if s.score >= near * highest], task.weights)
        every = found
        found = [s for s in every if rarest is None or rarest in task.with_alike(s.row.stems)]
        also = [says for says in every if says.score >= max(_LEAST_WITHOUT, _WITHOUT * highest)]
        found = sorted({*found, *also}, key=every.index)
        return _by_name([s for s in found if s in also or s.score >= _WITH_THE_RAREST])
    return _by_name([s for s in found if task.vague or s.score >= max(_LEAST, near * highest)])


def _that_name_it(found: Sequence[Says], task: Task) -> list[Says]:
    """Return the sentences that hold all that is asked, where districts need only speak of it."""
    if not task.asked.named or task.asked.kind != "district" or task.asked.bound:
        return []
    return [says for says in found if task.share(says.row.stems) >= _NAMES_IT]


def _by_name(found: Sequence[Says]) -> dict[str, Row]:
    """Return the best row of each of those spoken of, in their order."""
    said: dict[str, Row] = {}
    for says in found:
        for name in says.names:
            said.setdefault(name, says.row)
    return dict(sorted(said.items()))


def _lists(found: Sequence[Says], task: Task) -> list[Says]:
    """Return the sentences that list several, where one of them is nearly the best; else none."""
    if task.asked.kind == "document" or task.vague:
        return []
    lists = [says for says in found if len(says.names) >= _A_LIST]
    return lists if lists and lists[0].score >= _LIST_BEFORE * found[0].score else []


def with_a_named(task: Task, are: Callable[[KnownName], bool]) -> dict[str, Row]:
    """Return the districts of which a sentence names one of these, and the nearest that does."""
    said: dict[str, Row] = {}
    rows = read_everything(task.library)[0]
    for row in sorted(rows, key=lambda row: -task.share(row.stems)):
        if not row.admitted(task.scope) or NOT_FOUND.match(row.text):
            continue
        for mention in task.known.mentions(row.text):
            if any(map(are, mention.names)):
                for district in mention.districts & task.everyone:
                    said.setdefault(district, row)
    return dict(sorted(said.items()))


def _rarest(found: Sequence[Says], weights: Weights) -> str | None:
    held = frozenset().union(*(says.row.stems for says in found)) & weights.idf.keys()
    return max(held, key=weights.rarity, default=None)
