"""Fit the decision whether to answer, and say how good it is.

In: the development halves of the own sets, questions that users asked, and those that the digests
were read aloud with. Out: `assistant/decision.json`, and cross-validated figures. Usage:
`.venv/bin/python scripts/fit_abstention.py`, with `--write` to replace the file; a folder such as
clapnq's as argument refits the same signals there instead, by 5-fold cross-validation.

The weights are a logistic regression's. The threshold is set on all development questions but
those that were read aloud: of those that can be answered, this share is. What a rule refuses takes
no part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.abstention import DECISION, refuse_by_rule
from assistant.finding import find_part
from assistant.pipeline import Assistant
from assistant.signals import read_signals
from core.schema import Filters, Turn
from core.settings import ROOT, read_settings
from evaluation.beir import read_benchmark
from evaluation.benchmark_index import open_benchmark
from evaluation.own_index import FREE, OPEN_QUESTIONS, QUESTIONS, UNDERSTANDING, open_own
from evaluation.questions import read_questions
from vectorstore.embeddings import load_embeddings

ANSWERED = 0.85
THRESHOLD_BY = ("development", "open", "free", "asked by users")
SIGNALS = ("worth", "open_ended", "other_kind", "other_year", "weakest_word", "words", "leans")
Asked = tuple[str, str, tuple[Turn, ...], Filters, bool]
"""Group, question, turns before it, filters, and whether it can be answered."""


def main() -> None:
    """Fit, print, and write if told to."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    settings = read_settings()
    if folders:
        benchmark = read_benchmark(folders[0])
        place = settings.data_dir / "evaluation" / benchmark.name
        search = open_benchmark(benchmark, place, load_embeddings(settings.embedding_model))
        cross_validate(*read_all(Assistant(search), list(_public(folders[0]))))
        return
    groups, figures, labels = read_all(open_own(settings), list(_own()))
    cross_validate(groups, figures, labels)
    decision = fit(groups, figures, labels)
    print(json.dumps(decision, indent=2))
    if "--write" in sys.argv:
        DECISION.write_text(json.dumps(decision, indent=2) + "\n", "utf-8")


def _own() -> Iterator[Asked]:
    files = {
        "development": QUESTIONS,
        "understanding": UNDERSTANDING,
        "open": OPEN_QUESTIONS,
        "free": FREE,
    }
    for group, path in files.items():
        for question in read_questions(path):
            if question.half == "development":
                filters = question.narrowed_to
                yield group, question.question, question.turns, filters, question.answerable
    for line in (ROOT / "evaluation" / "asked_by_users.jsonl").read_text("utf-8").splitlines():
        read = json.loads(line)
        turns = tuple(Turn(**turn) for turn in read["history"])
        yield "asked by users", read["question"], turns, Filters(), read["answerable"]
    for line in (ROOT / "evaluation" / "read_aloud.jsonl").read_text("utf-8").splitlines():
        read = json.loads(line)
        yield "read aloud", read["question"], (), Filters(), read["answerable"]


def _public(folder: Path) -> Iterator[Asked]:
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        read = json.loads(line)
        yield folder.name, read["question"], (), Filters(), read["answerable"]


def read_all(
    assistant: Assistant, asked: Sequence[Asked]
) -> tuple[NDArray[np.str_], NDArray[np.float64], NDArray[np.bool_]]:
    """Read the signals of every question that no rule refuses."""
    groups, figures, labels = [], [], []
    for group, question, turns, filters, answerable in asked:
        part = assistant.understand(question, turns).whole
        text = part.search_text
        if refuse_by_rule(text, assistant.library):
            continue
        found = find_part(assistant.search, part, filters)
        signals = read_signals(
            part.asks, found.evidence, assistant.search.embeddings, leans=bool(part.told)
        )
        if signals is not None:
            read = asdict(signals)
            groups.append(group)
            figures.append([read[name] for name in SIGNALS])
            labels.append(answerable)
    return np.array(groups), np.array(figures), np.array(labels)


def _model() -> object:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, class_weight="balanced"))


def cross_validate(
    groups: NDArray[np.str_], figures: NDArray[np.float64], labels: NDArray[np.bool_]
) -> None:
    """Print what the signals give on questions they were not fitted to."""
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_predict(_model(), figures, labels, cv=folds, method="decision_function")
    for group in dict.fromkeys(groups):
        own, truth = scores[groups == group], labels[groups == group]
        threshold = np.quantile(own[truth], 1 - ANSWERED)
        balanced = max(
            ((own[truth] >= at).mean() + (own[~truth] < at).mean()) / 2 for at in np.unique(own)
        )
        refused = (own[~truth] < threshold).mean()
        at_zero = ((own[truth] >= 0).mean() + (own[~truth] < 0).mean()) / 2
        print(
            f"{group}: {truth.sum()} answerable, {(~truth).sum()} not;"
            f" AUROC {roc_auc_score(truth, own):.3f};"
            f" refused {refused:.2f} where {ANSWERED:.2f} are answered;"
            f" balanced {at_zero:.3f} at 0, {balanced:.3f} at best"
        )


def fit(
    groups: NDArray[np.str_], figures: NDArray[np.float64], labels: NDArray[np.bool_]
) -> dict[str, object]:
    """Fit to all, in the signals' own units, with the threshold at 0."""
    scaler = StandardScaler().fit(figures)
    model = LogisticRegression(C=0.3, class_weight="balanced").fit(
        scaler.transform(figures), labels
    )
    weights = model.coef_[0] / scaler.scale_
    scores = figures @ weights
    own = scores[np.isin(groups, THRESHOLD_BY) & labels]
    bias = -float(np.quantile(own, 1 - ANSWERED))
    named = zip(SIGNALS, weights, strict=True)
    return {
        "bias": round(bias, 4),
        "weights": {name: round(float(weight), 4) for name, weight in named},
        "fitted_to": {str(group): int((groups == group).sum()) for group in dict.fromkeys(groups)},
    }


if __name__ == "__main__":
    main()
