"""Figures given to others: swapped between two owners, turned round, or per something else.

In: a pair. Out: findings. Each figure stands in the evidence; what is wrong is where it is put.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product

from assistant.checking.clauses import cut_clauses
from assistant.checking.finding import Finding
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token


def check_owners(pair: Pair) -> Iterator[Finding]:
    """Yield two figures of which each is given to those to whom the page gives the other."""
    said = [_names_and_figures(pair.said, clause) for clause in cut_clauses(pair.said)]
    told = [_names_and_figures(pair.told, clause) for clause in cut_clauses(pair.told)]
    for (names, figures), (others, rivals) in permutations(said, 2):
        for one, other in product(sorted(figures - rivals), sorted(rivals - figures)):
            mine = [owners for owners, held in told if one in held]
            theirs = [owners for owners, held in told if other in held]
            if len(mine) != 1 or len(theirs) != 1 or names & mine[0] or others & theirs[0]:
                continue
            if names & theirs[0] and others & mine[0]:
                shown = one.split(":")[1]
                yield Finding("number", f"gives {shown} to others than the page does")
                return


def _names_and_figures(tokens: Sequence[Token], clause: range) -> tuple[set[str], set[str]]:
    inside = [tokens[k] for k in clause]
    names = {t.key for t in inside if t.text[0].isupper() and t.content and not t.figure}
    return names, {t.key for t in inside if t.figure}


def check_spans(pair: Pair) -> Iterator[Finding]:
    """Yield "from 30 to 60" for "from 60 to 30"."""
    told = {(pair.told[a].key, pair.told[b].key): (a, b) for a, b in _spans(pair.told)}
    for a, b in _spans(pair.said):
        turned = (pair.said[b].key, pair.said[a].key)
        if turned in told and (turned[1], turned[0]) not in told:
            says = " ".join(t.text for t in pair.said[a : b + 1])
            first, last = told[turned]
            page = " ".join(t.text for t in pair.told[first : last + 1])
            yield Finding("order", f"says {says}; the page says {page}")


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the figures that "to" joins, as pairs of positions."""
    figures = [k for k, token in enumerate(tokens) if token.figure]
    for a, b in pairwise(figures):
        if b - a <= 4 and any(token.lower == "to" for token in tokens[a + 1 : b]):
            yield a, b


def check_per(pair: Pair) -> Iterator[Finding]:
    """Yield "$120 on each household" where the page has $120 per parcel."""
    told = {pair.told[j].key: after for j in _figures(pair.told) if (after := _per(pair.told, j))}
    for i in _figures(pair.said):
        own, page = _per(pair.said, i), told.get(pair.said[i].key)
        if not own or not page or own.key == page.key:
            continue
        if own.key not in pair.told_keys and page.key not in pair.said_keys:
            yield Finding("unit", f"says for each {own.text}; the page says {page.text}", hard=True)


def _figures(tokens: Sequence[Token]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.figure]


def _per(tokens: Sequence[Token], at: int) -> Token | None:
    """Return for each of what a figure is given."""
    for k in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[k].text in ".,;:?!":
            return None
        if tokens[k].lower in ("per", "each", "every"):
            return tokens[k + 1] if tokens[k + 1].content else None
    return None
