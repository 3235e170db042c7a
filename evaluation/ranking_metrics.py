"""How good one ranking is: nDCG, recall, hit rate and reciprocal rank.

In: ids as ranked, best first, and what was judged. Out: numbers from 0 to 1. A query with nothing
relevant has no value and is an error: whoever counts queries leaves it out. An id that is ranked
twice counts at its first place only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import fsum, log2


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Return the discounted gain of the first `k`, as a share of what the best order would have.

    Gains are linear and the discount is log2(rank + 1), as in pytrec_eval's `ndcg_cut`; a gain
    below 0 counts as none.
    """
    best = sorted((gain for gain in gains.values() if gain > 0), reverse=True)[: _checked(k)]
    if not best:
        raise ValueError("nothing is relevant")
    found = (max(gains.get(name, 0.0), 0.0) for name in _distinct(ranked)[:k])
    return min(_discounted(found) / _discounted(best), 1.0)


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of what is relevant that is among the first `k`."""
    wanted = _wanted(relevant)
    return len(wanted.intersection(_distinct(ranked)[: _checked(k)])) / len(wanted)


def hit_rate(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 if anything relevant is among the first `k`, else 0."""
    return float(not _wanted(relevant).isdisjoint(_distinct(ranked)[: _checked(k)]))


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 / the rank of the first that is relevant, 0 if none is."""
    wanted = _wanted(relevant)
    ranks = (rank for rank, name in enumerate(_distinct(ranked), start=1) if name in wanted)
    return 1 / next(ranks, float("inf"))


def _discounted(gains: Iterable[float]) -> float:
    return fsum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _distinct(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _wanted(relevant: Collection[str]) -> set[str]:
    if not relevant:
        raise ValueError("nothing is relevant")
    return set(relevant)


def _checked(k: int) -> int:
    if k < 1:
        raise ValueError(f"k is {k}; at least 1 is looked at")
    return k
