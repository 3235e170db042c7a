"""Fitting a measure of support to judged pairs, and holding it against others.

In: features, labels and groups. Out: weights, and scores of pairs that took no part in the fit. The
one place where scikit-learn is used outside `scripts/`: cross-validated figures need a fit each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

WORDS = (
    "all words",
    "all words in order",
    "number or name found wanting",
    "figures missing",
    "everything",
    "longest run",
    "in order",
    "turned",
    "pairs of words",
    "weakest four words",
    "chatty",
    "asks",
)
MEANING = (
    "all words",
    "all words in order",
    "number or name found wanting",
    "figures missing",
    "turned",
    "pairs of words",
    "weakest four words",
    "chatty",
    "asks",
    "weakest words",
    "words met",
    "whole",
)
_FOLDS = 5
_C = 0.1


@dataclass(frozen=True, eq=False)
class Pairs:
    """Judged pairs as rows: features (n, k), labels (n,), the group of each."""

    features: NDArray[np.float64]
    labels: NDArray[np.bool_]
    groups: NDArray[np.str_]

    def part(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Return the chosen rows."""
        return Pairs(self.features[chosen], self.labels[chosen], self.groups[chosen])


def as_rows(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    """Return named features as rows."""
    return np.array([[own[name] for name in names] for own in features])


def fit(pairs: Sequence[Pairs], weights: Sequence[float]) -> tuple[NDArray[np.float64], float]:
    """Fit one regression to several sets, each of a weight; weights in the features' own units."""
    rows = np.concatenate([p.features for p in pairs])
    labels = np.concatenate([p.labels for p in pairs])
    each = np.concatenate(
        [
            np.full(len(p.labels), 2000 * w / len(p.labels))
            for p, w in zip(pairs, weights, strict=True)
        ]
    )
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=_C, class_weight="balanced", max_iter=1000)
    model.fit(scaler.transform(rows), labels, sample_weight=each)
    slopes = model.coef_[0] / scaler.scale_
    return slopes, float(model.intercept_[0] - slopes @ scaler.mean_)


def best_of_group(
    pairs: Pairs, scores: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return of each group its label and the score of its best pair."""
    names = np.unique(pairs.groups)
    labels = np.array([pairs.labels[pairs.groups == name][0] for name in names])
    best = np.array([scores[pairs.groups == name].max() for name in names])
    return labels, best


def out_of_fold(pairs: Pairs, seed: int = 0) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Score groups by a fit to the other folds, less the threshold that was best there."""
    names = np.unique(pairs.groups)
    labels = np.array([pairs.labels[pairs.groups == name][0] for name in names])
    scores = np.zeros(len(pairs.labels))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
    for train, _ in folds.split(names, labels):
        inside = np.isin(pairs.groups, names[train])
        slopes, bias = fit([pairs.part(inside)], [1.0])
        own = pairs.features @ slopes + bias
        threshold = best_threshold(*best_of_group(pairs.part(inside), own[inside]))
        scores[~inside] = own[~inside] - threshold
    return best_of_group(pairs, scores)


def by_halves(pairs: Pairs) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Score each half of the pairs, split by their groups, by a fit to the other."""
    first = np.array([_digest(group) % 2 == 0 for group in pairs.groups])
    scores = np.zeros(len(pairs.labels))
    for inside in (first, ~first):
        part = pairs.part(inside)
        slopes, bias = fit([part], [1.0])
        threshold = best_threshold(part.labels, part.features @ slopes + bias)
        scores[~inside] = pairs.features[~inside] @ slopes + bias - threshold
    return pairs.labels, scores


def _digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def best_threshold(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the threshold of the best balanced accuracy."""
    order = np.unique(scores)
    between = [order[0] - 1, *((order[1:] + order[:-1]) / 2)]
    return float(max(between, key=lambda at: balanced_accuracy(labels, scores - at)))


def balanced_accuracy(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the mean of the shares that are right of either kind; from 0 up is supported."""
    return float(((scores[labels] >= 0).mean() + (scores[~labels] < 0).mean()) / 2)
