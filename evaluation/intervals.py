"""How sure a mean is: percentile bootstrap, for one run and for the difference of two.

In: a value for each query. Out: the mean and what it may well have been with other queries of the
kind. The seed is fixed, so the same values, in whatever order, give the same interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

_NOISE = 1e-9  # two sums of the same numbers in another order differ by less
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean, and the ends of its confidence interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Paired:
    """What changed from one run to another: after less before, and the ids that changed."""

    difference: Interval
    better: tuple[str, ...]
    worse: tuple[str, ...]
    same: int


def mean_interval(
    values: Iterable[float], *, confidence: float = 0.95, rounds: int = 2000
) -> Interval:
    """Return the mean of the values, with its interval."""
    sample = np.sort(np.asarray(list(values), dtype=np.float64))
    if not sample.size:
        raise ValueError("there are no values to take the mean of")
    if not np.isfinite(sample).all():
        raise ValueError("a value is not a finite number")
    if not 0 < confidence < 1 or rounds < 1:
        raise ValueError(f"confidence {confidence} or rounds {rounds} cannot be used")
    random = np.random.default_rng(0)
    means = [random.choice(sample, sample.size).mean() for _ in range(rounds)]
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(sample.mean()), float(low), float(high))


def paired(before: Mapping[str, float], after: Mapping[str, float]) -> Paired:
    """Compare two runs over the same ids."""
    lone = sorted(before.keys() ^ after.keys())
    if lone:
        more = ", …" if len(lone) > _NAMED else ""
        raise ValueError(f"only in one of the two: {', '.join(lone[:_NAMED])}{more}")
    changes = {name: after[name] - before[name] for name in sorted(before)}
    better = tuple(name for name, change in changes.items() if change > _NOISE)
    worse = tuple(name for name, change in changes.items() if change < -_NOISE)
    same = len(changes) - len(better) - len(worse)
    return Paired(mean_interval(changes.values()), better, worse, same)
