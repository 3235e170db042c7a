"""Preferring: of the sentences that answer, which comes first by what the question wishes besides.

In: a question and its evidence. Out: the sentences that can be quoted, best first: the newest
before the older where the newest is asked for, what says itself that it is the most before what
does not, what names somebody before what names nobody. Nothing here decides whether there is an
answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.evidence import NOT_FOUND, Evidence, stems
from assistant.understanding.advising import asks_advice, gives_advice
from assistant.understanding.answer_type import DEFINITION, OPEN, PAYER, wanted
from assistant.understanding.wishes import (
    Span,
    Superlative,
    wishes_age,
    wishes_of,
    wishes_span,
    wishes_superlative,
)
from assistant.understanding.years import years_in
from assistant.weighing import (
    REPEATED,
    on_another_side,
    quotable,
    rank_quotable,
    says_it_was_not_found,
    worth,
)

Ranked = list[tuple[Evidence, float]]
# How near a sentence of further passages must come to the best one to be preferred to it.
_AS_GOOD, _AS_NEAR = 0.72, 0.12
_MOST = 6
_ADVICE = 0.08  # of a sentence that says what to do, where that is asked
_AS_ADVISING = 0.85  # of the best one's worth with that, below which a sentence pads
_COVERS = 0.7  # share of the question's words that a stated gap must hold to open an answer
# Of other kinds what holds none may answer too: a list without its number, "how many".
_SURE = frozenset({"name", "role", "money", PAYER})
_TOLD = 0.9  # of a sentence's words, in one that was told before
_THESE_FIGURES = re.compile(
    r"\b(?:of |among )?(?:these|those)(?: \w+)? "
    r"(?:figures|numbers|counts|totals|amounts|rates|shares|estimates|results|dates|years)\b",
    re.I,
)
_FIGURE = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d")


def rank_as_wished(question: str, evidence: Sequence[Evidence]) -> Ranked:
    """Return the sentences that may stand in the answer, in the order that is wished for."""
    if _THESE_FIGURES.search(question):  # of those that were told, where any were found again
        evidence = [item for item in evidence if item.told >= _TOLD] or evidence
    ranked = _gap_first(question, rank_quotable(question, evidence))
    if not ranked:
        return ranked
    if not _THESE_FIGURES.search(question):
        ranked = _reorder(ranked, lambda item: item.told >= REPEATED)
    if superlative := wishes_superlative(question):
        return _saying_so_first(superlative, ranked, evidence)
    if span := wishes_span(question):
        return _reorder(ranked, lambda item: _distance(item, span))
    if age := wishes_age(question):
        return _by_age(question, age == "newest", ranked, evidence)
    return _by_kind(question, ranked, evidence)


def _by_kind(question: str, ranked: Ranked, evidence: Sequence[Evidence]) -> Ranked:
    """Put first what advises where advice is asked, or what gives just the thing that is meant."""
    asked_for = wanted(question)
    if asked_for.kind == OPEN and asks_advice(question):
        return _advising_first(ranked, evidence)
    if says := wishes_of(question, asked_for.kind):
        return _saying_first(
            lambda text: bool(says.search(text)) and asked_for.holds(text), ranked, evidence
        )
    if asked_for.kind not in _SURE:
        return ranked
    return _reorder(ranked, lambda item: not asked_for.holds(item.text))


def _gap_first(question: str, ranked: Ranked) -> Ranked:
    """Put first that just what is asked was not found, unless the best has what is asked for."""
    asked_for = wanted(question)
    if not ranked or asked_for.kind == DEFINITION:
        return ranked
    if asked_for.kind != OPEN and asked_for.holds(ranked[0][0].text):
        return ranked
    gaps = (item for item, _ in ranked if says_it_was_not_found(item, _COVERS))
    gap = next((item for item in gaps if not on_another_side(item, question)), None)
    return _put_first(gap, ranked) if gap else ranked


def _saying_first(
    says: Callable[[str], bool], ranked: Ranked, evidence: Sequence[Evidence]
) -> Ranked:
    """Put the best sentence first that gives just what is meant, the others behind it."""
    for item in _quotable_beside(ranked[0][0], evidence):
        if says(item.text):
            return _put_first(item, ranked)
    return ranked


def _advising_first(ranked: Ranked, evidence: Sequence[Evidence]) -> Ranked:
    """Weigh what the sentences advise beside how well they answer, also of further passages."""
    first = ranked[0][0]
    if NOT_FOUND.match(first.text):
        return ranked
    weighed = [
        (item, worth(item) + _ADVICE * gives_advice(item.text))
        for item in _quotable_beside(first, evidence)
    ]
    ordered = sorted(weighed, key=lambda pair: -pair[1])
    return [pair for pair in ordered if pair[1] >= _AS_ADVISING * ordered[0][1]][:_MOST]


def _quotable_beside(first: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the first sentence and those of any passage that answer nearly as well by worth."""
    return [
        item
        for item in sorted(evidence, key=lambda e: -worth(e))
        if item is first
        or (
            quotable(item.sentence)
            and not item.elsewhere
            and not NOT_FOUND.match(item.text)
            and item.names >= first.names
            and worth(item) >= _AS_GOOD * worth(first)
        )
    ]


def _by_age(question: str, newest: bool, ranked: Ranked, evidence: Sequence[Evidence]) -> Ranked:
    """Put the newest, or the oldest, of the sentences that answer first, the others behind it."""
    asked_for = wanted(question)
    first = ranked[0][0]
    if says_it_was_not_found(first):  # it still opens, the rest goes by age behind it
        rest = ranked[1:]
        return [ranked[0], *(_by_age(question, newest, rest, evidence) if rest else [])]
    dated = [
        (year, item)
        for item in _comparable(first, ranked, evidence)
        if asked_for.holds(item.text)
        and not NOT_FOUND.match(item.text)
        and (year := year_of(item)) is not None
    ]
    if not dated:
        return ranked
    best = max if newest else min
    year = best(year for year, _ in dated)
    now = year_of(first)
    if now is not None and (now >= year if newest else now <= year):
        return ranked
    chosen = next(item for own, item in dated if own == year)
    return _put_first(chosen, ranked)


def _saying_so_first(
    superlative: Superlative, ranked: Ranked, evidence: Sequence[Evidence]
) -> Ranked:
    """Put a sentence first that says itself that something is the most; else those with figures."""
    of = stems(" ".join(superlative.of))
    for item in _comparable(ranked[0][0], ranked, evidence):
        if says_superlative(superlative, item.text) and of <= stems(item.text):
            return _put_first(item, ranked)
    if not superlative.of:
        return ranked
    return _reorder(ranked, lambda e: not (_FIGURE.search(e.text) and of <= stems(e.text)))


def says_superlative(superlative: Superlative, text: str) -> bool:
    """Say whether a text ranks things by itself."""
    return bool(set(re.findall(r"[a-z]+", text.casefold())) & superlative.said)


def _comparable(first: Evidence, ranked: Ranked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences that answer about as well as the first, also of further passages."""
    near = first.coverage - _AS_NEAR
    in_answer = [item for item, _ in ranked if item is first or item.coverage >= near]
    others = [
        item
        for item in sorted(evidence, key=lambda e: -worth(e))
        if item not in in_answer
        and quotable(item.sentence)
        and not item.elsewhere
        and item.names >= first.names
        and worth(item) >= _AS_GOOD * worth(first)
        and item.similarity >= first.similarity - _AS_NEAR
        and item.coverage >= near
    ]
    return in_answer + others


def _reorder(ranked: Ranked, behind: Callable[[Evidence], int]) -> Ranked:
    """Return the ranking with some sentences behind the others; worths keep their order."""
    ordered = sorted((item for item, _ in ranked), key=behind)
    return list(zip(ordered, (own for _, own in ranked), strict=True))


def _put_first(chosen: Evidence, ranked: Ranked) -> Ranked:
    """Return the ranking with this sentence in front, worth as much as the one it overtakes."""
    others = [pair for pair in ranked if pair[0] is not chosen]
    return [(chosen, ranked[0][1] + 1e-6), *others][:_MOST]


def year_of(evidence: Evidence) -> int | None:
    """Return the latest year of a sentence's own figures, else of the documents it comes from."""
    published = [o.year for o in evidence.sentence.origins if o.year]
    own = [int(year[-2:]) + int(year[:2]) * 100 for year in years_in(evidence.text)]
    past = [year for year in own if not published or year <= max(published) + 1]
    return max(past or published, default=None)


def _distance(evidence: Evidence, span: Span) -> int:
    """Return 0 for a sentence that speaks of a year in the span, 1 for one of no year, else 2."""
    own = [int(year[:4]) for year in years_in(f"{evidence.text} {evidence.hit.passage.section}")]
    if not own:
        return 1
    return 0 if any(span.low <= year <= span.high for year in own) else 2
