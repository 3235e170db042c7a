"""Fit how much a sentence is worth to a question; say how often the best one answers.

In: the development questions that ask one thing, each with the sentences that may open an answer
(`evaluation/asked_freely.jsonl`) or that hold its key fact. Out: the weights of
`assistant/weighing.worth`, printed, on the scale of the weights that are there, and how often a
sentence that answers is among the first. Usage: `.venv/bin/python scripts/fit_worth.py`.

The weights are a softmax over the quotable sentences of a question's hits, pulled to zero and none
of a wrong sign. That of names stays at .05 by hand: no development question needs it, other
libraries may.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.evidence import NOT_FOUND, Evidence
from assistant.finding import find_part
from assistant.pipeline import Assistant
from assistant.understanding.answer_type import OPEN, wanted
from assistant.weighing import quotable, worth
from core.schema import Filters
from core.settings import read_settings
from evaluation.answer_metrics import holds_fact
from evaluation.own_index import FREE, OPEN_QUESTIONS, QUESTIONS, UNDERSTANDING, open_own
from evaluation.questions import Question, read_questions

_RIDGE, _FOLDS = 3.0, 10
_LOWERS = ("not found", "other kind")  # what may only lower a sentence's worth
_SEVERAL = {"counting", "parts", "comparison"}
Rows = NDArray[np.float64]
Case = tuple[Rows, NDArray[np.bool_], NDArray[np.float64]]
"""Features, a row a sentence; which of them answer; their worth as it is."""


def main() -> None:
    """Fit and print."""
    assistant = open_own(read_settings())
    cases = [case for question in _questions() if (case := _read(assistant, question))]
    answered = [case for case in cases if case[1].any()]
    fold = np.arange(len(answered)) % _FOLDS
    ranks = np.zeros(len(answered))
    for number in range(_FOLDS):
        weights = _fit([c for c, own in zip(answered, fold, strict=True) if own != number])
        for at in np.flatnonzero(fold == number):
            ranks[at] = _rank(answered[at][0] @ weights, answered[at][1])
    now = np.array([_rank(case[2], case[1]) for case in answered])
    print(f"{len(cases)} questions, of {len(answered)} a hit holds what answers")
    for name, found in (("as it is", now), ("fitted, cross-validated", ranks)):
        print(name, *(f"first {k}: {(found <= k).mean():.3f}" for k in (1, 3, 6)))
    weights = _fit(answered)
    fitted = np.concatenate([features @ weights for features, _, _ in cases])
    there = np.concatenate([values for _, _, values in cases])
    scale = there.std() / fitted.std()
    print(f"constant {there.mean() - scale * fitted.mean():.2f}")
    for name, weight in zip(FEATURES, weights * scale, strict=True):
        print(f"{name} {weight:.2f}")


def _questions() -> Iterator[Question]:
    for path in (QUESTIONS, UNDERSTANDING, OPEN_QUESTIONS, FREE):
        for question in read_questions(path):
            plain = not (question.history or question.filters.model_dump(exclude_defaults=True))
            one = plain and question.kind not in _SEVERAL
            if question.half == "development" and question.answerable and one:
                yield question


def _read(assistant: Assistant, question: Question) -> Case | None:
    understood = assistant.understand(question.question)
    part = understood.parts[0] if len(understood.parts) == 1 else understood.whole
    evidence = find_part(assistant.search, part, Filters()).evidence
    kept = [item for item in evidence if quotable(item.sentence) and not item.elsewhere]
    if not kept:
        return None
    holds = wanted(part.asks)
    rows = [
        _features(item, lacks=holds.kind != OPEN and not holds.holds(item.text)) for item in kept
    ]
    return np.array(rows), _answers(question, kept), np.array([worth(item) for item in kept])


FEATURES = (
    "similarity", "asked", "covered", "context", "heading", "hit", "names", "years", "opens",
    "not found", "other kind",
)  # fmt: skip


def _features(item: Evidence, *, lacks: bool) -> list[float]:
    return [
        item.similarity,
        item.asked,
        item.covered,
        item.context,
        item.heading,
        item.hit.score,
        item.names,
        float(bool(item.years)),
        float(item.position == 1),
        float(bool(NOT_FOUND.match(item.text))),
        float(lacks),
    ]


def _answers(question: Question, kept: Sequence[Evidence]) -> NDArray[np.bool_]:
    """Say which sentences hold the key fact on a page that is right."""
    right = set(question.right)
    return np.array(
        [
            (item.hit.passage.source_id, item.hit.passage.page_number) in right
            and holds_fact(item.text, question.key_fact or "")
            for item in kept
        ]
    )


def _fit(cases: Sequence[Case]) -> NDArray[np.float64]:
    """Return the weights, in the features' own units."""
    spread = np.concatenate([features for features, _, _ in cases]).std(axis=0) + 1e-9

    def loss(weights: Rows) -> tuple[float, Rows]:
        value, slope = _RIDGE / 2 * float(weights @ weights), _RIDGE * weights
        for features, answers, _ in cases:
            scores = features / spread @ weights
            raised = np.exp(scores - scores.max())
            chance, right = raised / raised.sum(), np.where(answers, raised, 0)
            value -= float(np.log(chance[answers].sum()))
            slope = slope - (right / right.sum() - chance) @ (features / spread)
        return value, slope

    bounds = [(None, 0) if name in _LOWERS else (0, None) for name in FEATURES]
    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x / spread)


def _rank(scores: Rows, answers: NDArray[np.bool_]) -> int:
    """Return the place of the best sentence that answers, from 1."""
    return int(np.flatnonzero(answers[np.argsort(-scores, kind="stable")])[0]) + 1


if __name__ == "__main__":
    main()
