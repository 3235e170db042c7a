"""How well the verifier tells supported claims from others, on public sets.

In: folders of WiCE, BEGIN and QuoteSum. Out: results. A claim's figure for "AUROC" is the share of
the unsupported ones that score below it, and a claim counts in "balanced accuracy" by the size of
its kind, so that the means are what the names say. Two rows a set: a fit of the same features to
the rest of the set ("out of fold"), and the coefficients as shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.checking.measure import Basis, score
from assistant.checking.support import Cited, features_of, weigh
from evaluation.fitting import (
    MEANING,
    WORDS,
    Pairs,
    as_rows,
    best_of_group,
    best_threshold,
    by_halves,
    out_of_fold,
)
from evaluation.judged_pairs import JudgedPair, read_begin, read_human_quotes, read_wice
from evaluation.results import Result
from vectorstore.embeddings import PassageEmbeddings

Notify = Callable[[int, int], None]
Features = list[dict[str, float]]
_NAMES: dict[Basis, tuple[str, ...]] = {"words": WORDS, "meaning": MEANING}


def measure_wice(folder: Path, embeddings: PassageEmbeddings, notify: Notify) -> Iterator[Result]:
    """Measure on WiCE: folds grouped by claim, a claim scored by its best chunk."""
    pairs = read_wice(folder)
    features = read_features(pairs, embeddings, notify)
    for basis in _NAMES:
        rows = pairs_of(pairs, features, basis)
        yield from figures(f"wice, by {basis}, out of fold", *out_of_fold(rows))
        shipped = np.array([score(own, basis) for own in features])
        yield from _shipped(f"wice, by {basis}, as shipped", *best_of_group(rows, shipped))


def measure_begin(folder: Path, embeddings: PassageEmbeddings, notify: Notify) -> Iterator[Result]:
    """Measure on BEGIN: each half, split by evidence, by a fit to the other."""
    pairs = read_begin(folder)
    features = read_features(pairs, embeddings, notify)
    for basis in _NAMES:
        rows = pairs_of(pairs, features, basis)
        yield from figures(f"begin, by {basis}, out of fold", *by_halves(rows))
        shipped = np.array([score(own, basis) for own in features])
        yield from _shipped(f"begin, by {basis}, as shipped", rows.labels, shipped)


def measure_quotes(folder: Path) -> Iterator[Result]:
    """Judge every human quote by the whole of its source."""
    for quote in read_human_quotes(folder):
        verdict, why = weigh(quote.text, Cited(quote.source))
        seen = {"text": quote.text, "verdict": verdict, "why": why}
        accepted = {"quotes accepted": float(verdict == "supported")}
        yield Result(f"{folder.name}, human quotes", quote.id, accepted, seen)


def read_features(
    pairs: Sequence[JudgedPair], embeddings: PassageEmbeddings, notify: Notify
) -> Features:
    """Read the features of judged pairs."""
    features = []
    for number, pair in enumerate(pairs, start=1):
        features.append(features_of(pair.claim, Cited(pair.evidence), (), embeddings))
        notify(number, len(pairs))
    return features


def pairs_of(pairs: Sequence[JudgedPair], features: Features, basis: Basis) -> Pairs:
    """Return judged pairs as rows of what is weighed."""
    labels = np.array([pair.supported for pair in pairs])
    groups = np.array([pair.group for pair in pairs])
    return Pairs(as_rows(features, _NAMES[basis]), labels, groups)


def figures(name: str, labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> Iterator[Result]:
    """Yield a result a claim, whose means are AUROC and balanced accuracy."""
    others = np.sort(scores[~labels])
    for number, (label, own) in enumerate(zip(labels, scores, strict=True)):
        kind = (labels == label).sum()
        right = (own >= 0) == label
        found = {"balanced accuracy": float(right * len(labels) / (2 * kind))}
        if label:
            below = np.searchsorted(others, own, "left") + np.searchsorted(others, own, "right")
            found["AUROC"] = float(below / (2 * len(others)))
        yield Result(name, str(number), found)


def _shipped(name: str, labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> Iterator[Result]:
    """Yield the shipped measure's figures; its threshold here is the best one in hindsight."""
    yield from figures(name, labels, scores - best_threshold(labels, scores))
    for number, (label, own) in enumerate(zip(labels, scores, strict=True)):
        which = "supported claims passing" if label else "other claims caught"
        yield Result(f"{name}, own threshold", str(number), {which: float((own >= 0) == label)})
