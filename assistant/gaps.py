"""Gaps: the sentence that says that just what is asked was not found.

In: what is asked, and the search. Out: of every sentence "No … was found in the documents" of the
library the one that is on it, wherever it stands. It must speak of the same thing (its own words
are met by the question's, its names are the question's) and of the same side of it: of what it
costs, how many there are, when it ended. Likeness alone takes a gap on one district for another's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.abstention import refuse_by_rule
from assistant.counting.everything import Row, as_evidence, read_everything
from assistant.evidence import NOT_FOUND, Evidence, stems
from assistant.preferring import rank_as_wished
from assistant.understanding.answer_type import OPEN, wanted
from assistant.understanding.gap_sides import compares, of_one_side
from assistant.understanding.names import gazetteer
from assistant.understanding.naming import core_question, name_words
from assistant.understanding.parts import Part
from assistant.understanding.years import years_in
from assistant.weighing import quotable
from core.schema import Filters
from library.filters import Scope, build_scope
from library.library import Library
from vectorstore.embeddings import EmbeddedTokens, PassageEmbeddings
from vectorstore.search import FusedSearch
from vectorstore.words import STOP_WORDS, content_words, words

_LEAST_LIKE = 0.35
_LEAST_MET, _LEAST_OWN = 0.42, 0.6  # of a gap's own words, by the nearest word of the question
_SEVERAL = 2  # own words, of which half must be written in the question
_MANY = 4  # own words, of which one need not be met
_LEAST_OF_ASKED = 0.5  # of the question's words, on average
_LEAST = 1.12  # likeness, and half of what is met either way, where a gap has few words of its own
# What names the side of a thing, or is said of nearly everything here.
_NOT_ITS_OWN = stems(
    "no many figure figures number count total list comparison account finding results measured"
    " effect cost costs price fee salary wage wages stipend amount amounts rate date reason advice"
    " size estimate estimates job description terms minimum recommended caseload per-student result"
    " student students linked learning pathway pathways district districts california california's"
    " today number hours setting side beside set per naming running run needs gives it takes way"
    " ways far former going year same across between under other others state staff time program"
    " changed much certified need there range happen happens pay paid earn"
)
# What is not known of all is known of some.
_WIDE = (
    (re.compile(r"\bnine\b"), re.compile(r"\bnine\b", re.I)),
    (
        re.compile(r"\b(?:all|across California)\b"),
        re.compile(
            r"\b(?:all|total|altogether|overall|statewide|today|now|nowadays|currently|California)\b",
            re.I,
        ),
    ),
)
_NOW = re.compile(r"\btoday\b")
_THEN = re.compile(r"\b(?:was|were|did|had|back then|at first|originally)\b|\bby the end\b", re.I)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, eq=False)
class Gap:
    """A sentence that says what was not found, that, and its vectors."""

    row: Row
    head: str
    tokens: EmbeddedTokens
    districts: frozenset[str]


Stands = Literal["", "leads", "closes"]
"""Where the gap on a part stands in its answer: nowhere, first or last."""


def answer_by_gap(
    search: FusedSearch,
    part: Part,
    evidence: Sequence[Evidence],
    filters: Filters,
    *,
    answers: bool,
) -> tuple[Stands, tuple[Evidence, ...]]:
    """Return where the gap on a part stands, and the part's evidence with it in front.

    Where the part is answered, it leads only before what holds less of what is asked, and closes
    only where it holds what nothing in the answer does.
    """
    if refuse_by_rule(part.search_text, search.library):
        return "", ()
    asked = part.search_text if part.side else part.asks
    gap = find_gap(search, asked, filters, part.search_text)
    if gap is None:
        return "", ()
    if not answers:
        return "leads", (gap,)
    others = tuple(e for e in evidence if not NOT_FOUND.match(e.text))
    ranked = [item for item, _ in rank_as_wished(part.asks, evidence)]
    stands: Stands = ""
    if not NOT_FOUND.match(ranked[0].text):
        stands = "leads" if _leads(part, gap, ranked[0]) else _closes(part, gap, ranked)
    return (stands, (_among(gap, evidence), *others)) if stands else ("", ())


def _closes(part: Part, gap: Evidence, ranked: Sequence[Evidence]) -> Stands:
    """Say whether a gap is on something asked for of which no sentence of the answer speaks."""
    held = frozenset().union(*(stems(e.text) for e in ranked if not NOT_FOUND.match(e.text)))
    asked = stems(" ".join(content_words(part.asks))) - held - _NOT_ITS_OWN
    return "closes" if asked & stems(gap.text.split(" found in ")[0]) else ""


def compare_by_gap(search: FusedSearch, whole: Part, filters: Filters) -> Evidence | None:
    """Find the sentence which says that no such comparison was found."""
    if refuse_by_rule(whole.search_text, search.library):
        return None
    gap = find_gap(search, whole.search_text, filters)
    return gap if gap and compares(gap.text) else None


def _leads(part: Part, gap: Evidence, opening: Evidence) -> bool:
    """Say whether a gap holds more of what is asked, its names apart, than what would open."""
    asked_for = wanted(part.asks)
    names = stems(" ".join(name_words(part.asks)))
    asked = stems(" ".join(content_words(part.asks))) - names
    missing = stems(gap.text.split(" found in ")[0])
    holds = asked_for.kind != OPEN and asked_for.holds(opening.text)
    more = len(asked & missing) - len(asked & stems(opening.text))
    return more > 0 if holds or asked_for.kind == OPEN else more >= 0


def _among(gap: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """Address a gap beside this evidence, as a passage of its own where it has none there."""
    for item in evidence:
        if item.hit.passage.id == gap.hit.passage.id:
            rank = item.hit.rank
            break
    else:
        rank = 1 + max((item.hit.rank for item in evidence), default=0)
    return replace(gap, hit=replace(gap.hit, rank=rank), address=f"{rank}.{gap.position}")


def find_gap(search: FusedSearch, asked: str, filters: Filters, text: str = "") -> Evidence | None:
    """Find the sentence which says that just this was not found; None if there is none.

    `text` is what is asked with the subject that it leans on.
    """
    scope = build_scope(search.library, filters) if filters else None
    texts = dict.fromkeys(map(core_question, (text or asked, asked)))
    found = (_nearest(search, core_question(asked), each, scope) for each in texts)
    gap = next(filter(None, found), None)
    return as_evidence(search, asked, [gap.row])[0] if gap else None


def _nearest(search: FusedSearch, asked: str, text: str, scope: Scope | None) -> Gap | None:
    gaps, vectors = _read(search.library, search.embeddings, search.library.index_id())
    if not gaps:
        return None
    like = vectors @ np.asarray(search.embeddings.embed_query(text), dtype=np.float32)
    alike = [
        (number, gap, float(own))
        for number, (gap, own) in enumerate(zip(gaps, like, strict=True))
        if own >= _LEAST_LIKE
        and gap.row.admitted(scope)
        and of_one_side(gap.head, asked)
        and _of_same_names(gap, text, search.library)
    ]
    if not alike:
        return None
    tokens = search.embeddings.embed_tokens(text)
    near = [(_closeness(gap, asked, text, tokens, own), -number, gap) for number, gap, own in alike]
    score, _, gap = max(near)
    return gap if score else None


@lru_cache(maxsize=2)
def _read(
    library: Library, embeddings: PassageEmbeddings, index: str
) -> tuple[tuple[Gap, ...], NDArray[np.float32]]:
    rows, _ = read_everything(library)
    heads: dict[str, Row] = {}
    for row in rows:
        found = NOT_FOUND.match(row.text)
        if found and quotable(row.sentence):
            heads.setdefault(found[1].removeprefix("No ").strip(), row)
    if not heads:
        return (), np.empty((0, 0), dtype=np.float32)
    tokens = embeddings.embed_all_tokens(list(heads))
    known = gazetteer(library)
    gaps = tuple(
        Gap(row, head, each, known.districts(head))
        for (head, row), each in zip(heads.items(), tokens, strict=True)
    )
    return gaps, embeddings.embed(list(heads))


def _of_same_names(gap: Gap, asked: str, library: Library) -> bool:
    """Say whether the gap is on what the question names, and of its time."""
    districts = gazetteer(library).districts(asked)
    wide = [asks for of, asks in _WIDE if of.search(gap.head)]
    if gap.districts != districts and (gap.districts or wide):
        return False
    if not all(asks.search(asked) for asks in wide):
        return False
    if _NOW.search(gap.head) and (years_in(asked) or _THEN.search(asked)):
        return False
    if years_in(asked) and not years_in(asked) <= years_in(gap.row.text) and not _after(gap, asked):
        return False
    named = {word for word in name_words(f"the {gap.head}")} - {"linked", "learning", "california"}
    return not named or bool(stems(" ".join(named)) & stems(asked))


def _after(gap: Gap, asked: str) -> bool:
    """Say whether a gap "after 2015" holds the years of the question."""
    since = re.search(r"\bafter ((?:19|20)\d\d)\b", gap.head)
    return since is not None and all(year[:4] > since[1] for year in years_in(asked))


def _closeness(gap: Gap, asked: str, text: str, tokens: EmbeddedTokens, like: float) -> float:
    """Return how near gap and question are, by the words of both; 0 where they are not."""
    if not (len(tokens.spans) and len(gap.tokens.spans)):
        return 0.0
    cosines = gap.tokens.vectors @ tokens.vectors.T
    told = _by_word(gap.head, gap.tokens.spans, cosines.max(axis=1))
    put = _by_word(text, tokens.spans, cosines.max(axis=0))
    groups, names = _own_groups(gap.head), set(name_words(f"the {gap.head}"))
    own = [max(told.get(word, 0.0) for word in group) for group in groups]
    unmet = sum(met < _LEAST_MET for met in own)
    if unmet > (sum(names.isdisjoint(group) for group in groups) >= _MANY):
        return 0.0
    share = _mean(put.values())
    if share < _LEAST_OF_ASKED or not _holds_most(asked, put) or not _says_half(groups, text):
        return 0.0
    alike = like + (_mean(told.values()) + share) / 2
    return alike if alike >= _LEAST or (own and _mean(own) >= _LEAST_OWN) else 0.0


def _says_half(groups: Sequence[Sequence[str]], asked: str) -> bool:
    """Say whether a question writes half of a gap's own words, where it has several.

    By meaning alone a "rate of college degree completion" is near to any rate of graduation.
    """
    said = stems(asked)
    written = sum(not said.isdisjoint(stems(" ".join(group))) for group in groups)
    return len(groups) < _SEVERAL or 2 * written >= len(groups)


def _holds_most(asked: str, met: Mapping[str, float]) -> bool:
    """Say whether a gap meets at least half of the words that tell what is asked for."""
    names = set(name_words(asked))
    own = [
        met[word]
        for word in map(str.casefold, _WORD.findall(asked))
        if word in met and not stems(word) <= _NOT_ITS_OWN and not names & set(words(word))
    ]
    return 2 * sum(value >= _LEAST_MET for value in own) >= len(own)


def _own_groups(head: str) -> list[list[str]]:
    """Return the words of a gap that make it this one; of "mentors or coaches" one will do."""
    groups: list[list[str]] = []
    joined = False
    for match in _WORD.finditer(head):
        word = match.group().casefold()
        if word in {"or", "and"}:
            joined = word == "or"
        elif word not in STOP_WORDS and not word.isdigit() and not stems(word) <= _NOT_ITS_OWN:
            if joined and groups:
                groups[-1].append(word)
            else:
                groups.append([word])
            joined = False
    return groups


def _by_word(
    text: str, spans: Sequence[tuple[int, int]], met: NDArray[np.float32]
) -> dict[str, float]:
    """Return for each content word how well it is met."""
    found = {}
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if set(words(word)) <= STOP_WORDS:
            continue
        inside = [n for n, (a, b) in enumerate(spans) if a < match.end() and b > match.start()]
        if inside:
            found[word] = float(met[inside].mean())
    return found


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values) if values else 0.0
