"""Fit the measure of how well a paraphrase is covered, and say how good it is.

In: a folder with `wice/oracle_dev.jsonl` and `begin/pairs.jsonl`, pairs of a claim and its evidence
that people judged; the development half of `evaluation/sentences.jsonl`. Out: cross-validated
figures, and with `--write` `assistant/checking/coefficients.json`. Usage:
`.venv/bin/python scripts/fit_verification.py FOLDER [--write]`.

The weights are a logistic regression's, on the public pairs and on the development half, where a
true sentence beside two other sentences of its document that come near it is a pair that does not
match. The threshold lets this share of the true rewordings pass that no rule objects to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.checking.measure import COEFFICIENTS, Basis
from assistant.checking.support import (
    VETOES,
    Cited,
    features_of,
    find_objections,
    lay_beside,
)
from core.schema import KnownName
from core.settings import read_settings
from evaluation.fitting import MEANING, WORDS, Pairs, as_rows, by_halves, fit, out_of_fold
from evaluation.judged_pairs import read_begin, read_wice
from evaluation.own_index import open_own
from evaluation.results import summarise
from evaluation.sentences import (
    SENTENCES,
    JudgedSentence,
    cite_sentence,
    read_sentences,
    sentence_surroundings,
)
from evaluation.support import Features, figures, pairs_of, read_features
from vectorstore.embeddings import PassageEmbeddings, load_embeddings

PASSING = 0.98
PARTLY = 0.99
OTHERS = 2
OWN_WEIGHT = 0.5
Surroundings = dict[tuple[str, str], str]


def main() -> None:
    """Fit, print, and write if told to."""
    folder = Path(next(argument for argument in sys.argv[1:] if not argument.startswith("-")))
    settings = read_settings()
    embeddings = load_embeddings(settings.embedding_model)
    library = open_own(settings).library
    own, mates, plain = read_own(sentence_surroundings(library), library.names(), embeddings)
    wice, begin = read_wice(folder / "wice"), read_begin(folder / "begin")
    of_wice, of_begin = (read_features(p, embeddings, lambda *_: None) for p in (wice, begin))
    fitted: dict[str, object] = {}
    names: dict[Basis, tuple[str, ...]] = {"words": WORDS, "meaning": MEANING}
    for basis, wanted in names.items():
        first, second = pairs_of(wice, of_wice, basis), pairs_of(begin, of_begin, basis)
        rows = as_rows([*own, *mates], wanted)
        labels = np.arange(len(rows)) < len(own)
        third = Pairs(rows, labels, np.array(list(map(str, range(len(rows))))))
        slopes, bias = fit([first, second, third], [1.0, 1.0, OWN_WEIGHT])
        scores = as_rows(plain, wanted) @ slopes + bias
        fitted[basis] = weights(wanted, slopes, bias, scores) | {
            "figures": {
                "wice, out of fold": shown(*out_of_fold(first)),
                "begin, the other half": shown(*by_halves(second)),
                "two sentences near it, caught": caught(rows[~labels], slopes, bias, scores),
            }
        }
    fitted["fitted_to"] = {
        "wice": len(wice),
        "begin": len(begin),
        "sentences, development half": len(own) + len(mates),
    }
    print(json.dumps(fitted, indent=2))
    if "--write" in sys.argv:
        COEFFICIENTS.write_text(json.dumps(fitted, indent=2) + "\n", "utf-8")


def read_own(
    around: Surroundings, names: tuple[KnownName, ...], embeddings: PassageEmbeddings
) -> tuple[Features, Features, Features]:
    """Read the features of true sentences and rewordings, of both beside others, of rewordings.

    The last are those that the measure decides on: free ones that no rule objects to.
    """
    own: Features = []
    others: Features = []
    decided: Features = []
    for sentence in read_sentences(SENTENCES, "development"):
        if sentence.kind == "altered":
            continue
        cited = cite_sentence(sentence, around)
        features = features_of(sentence.text, cited, names, embeddings)
        own.append(features)
        if sentence.kind == "reworded" and _decided(sentence.text, cited, names):
            decided.append(features)
        for near in nearest(sentence, around, embeddings):
            cited = Cited((near,), around[sentence.source, near])
            others.append(features_of(sentence.text, cited, names, embeddings))
    return own, others, decided


def _decided(text: str, cited: Cited, names: tuple[KnownName, ...]) -> bool:
    pair = lay_beside(text, cited)
    objections = find_objections(pair, names)
    vetoed = any(finding.hard or finding.rule in VETOES for finding in objections)
    return not pair.keeps_words and not vetoed


def nearest(
    sentence: JudgedSentence, around: Surroundings, embeddings: PassageEmbeddings
) -> list[str]:
    """Return the sentences of the same document that come nearest and are not its evidence."""
    evidence = {" ".join(text.split()) for text in sentence.evidence}
    rest = [text for source, text in around if source == sentence.source and text not in evidence]
    vectors = embeddings.embed([sentence.text, *rest])
    order = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")
    return [rest[row] for row in order[:OTHERS]]


def weights(
    names: Sequence[str],
    slopes: NDArray[np.float64],
    bias: float,
    scores: NDArray[np.float64],
) -> dict[str, object]:
    """Return the weights, with the threshold at 0 and that of `partly` below it."""
    threshold = float(np.quantile(scores, 1 - PASSING))
    lowest = float(np.quantile(scores, 1 - PARTLY))
    return {
        "bias": round(bias - threshold, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(names, slopes, strict=True)},
        "partly_from": round(min(lowest - threshold, 0.0), 4),
    }


def shown(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> dict[str, float]:
    """Return AUROC and balanced accuracy."""
    rows = summarise(list(figures("", labels, scores)))
    return {row.metric: round(row.interval.mean, 3) for row in rows}


def caught(
    rows: NDArray[np.float64],
    slopes: NDArray[np.float64],
    bias: float,
    scores: NDArray[np.float64],
) -> float:
    """Return the share of mismatched pairs that the threshold catches."""
    threshold = np.quantile(scores, 1 - PASSING)
    return round(float((rows @ slopes + bias < threshold).mean()), 3)


if __name__ == "__main__":
    main()
