"""Fit which sentence of a part is quoted, and whether a part is answered; say how good both are.

In: the development questions with several parts or sides, and `evaluation/asked_in_parts.jsonl`.
Out: `assistant/parts.json`, and figures cross-validated by question. Usage:
`.venv/bin/python scripts/fit_parts.py`, with `--write` to replace the file.

The choice is a softmax over the sentences of a part, brought to the scale of `weighing.worth`. The
decision is a logistic regression. Parts that no document answers are few, so every part that one
answers is read once more without the sentences that do (`_WITHOUT` is what such a row weighs). The
threshold is set so that of the fresh questions' parts this share is answered: those that rules were
mended on have it easier.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment, minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant import together
from assistant.abstention import refuse_by_rule
from assistant.pipeline import Assistant
from assistant.together import FITTED, Seen
from assistant.understanding.parts import Part
from assistant.weighing import quotable, worth
from core.schema import Filters
from core.settings import read_settings
from evaluation.answer_metrics import holds_fact
from evaluation.own_index import IN_PARTS, UNDERSTANDING, open_own
from evaluation.questions import Element, Question, read_questions

ANSWERED = 0.9
_WITHOUT = 0.3
_FOLDS = 8
_RIDGE, _C = 3.0, 0.1
_ORDER = 0.15  # how much a part's place tells of which element it is, beside its name
_QUOTED = 4
CHOICE = (
    "similarity", "coverage", "covered", "asked", "context", "names", "years", "holds", "passage",
    "rank", "opens", "not_found", "whole_similarity", "whole_covered", "whole_asked",
    "whole_heading", "whole_names", "whole_passage", "whole_rank", "whole_elsewhere",
)  # fmt: skip
DECISION = (
    "alone", "fits", "weakest_word", "coverage", "holds", "rank", "whole_rank",
)  # fmt: skip
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A part, the sentences that may be quoted for it, and which of them hold its fact.

    `fresh` says that no rule was mended on its question.
    """

    question: str
    part: Part
    seen: list[Seen]
    holds: NDArray[np.bool_]
    answerable: bool
    fresh: bool

    @property
    def fold(self) -> int:
        """The fold of its question."""
        return int(hashlib.sha256(self.question.encode()).hexdigest(), 16) % _FOLDS

    @property
    def rows(self) -> Rows:
        """The features by which a sentence is chosen, a row a sentence."""
        return np.array([[each.features[name] for name in CHOICE] for each in self.seen])


def main() -> None:
    """Fit, print, and write if told to."""
    assistant = open_own(read_settings())
    with assistant.library.snapshot():
        cases = [
            case
            for path in (UNDERSTANDING, IN_PARTS)
            for question in read_questions(path)
            if question.half == "development"
            for case in _cases(assistant, question, fresh=path == IN_PARTS)
        ]
        choice = fit_choice(cases)
        decision = fit_decision(assistant, cases, choice)
    parts = len(cases), sum(not case.answerable for case in cases)
    fitted = {
        "choice": choice,
        "decision": decision,
        "fitted_to": {"parts": parts[0], "without an answer": parts[1]},
    }
    print(json.dumps(fitted, indent=2))
    if "--write" in sys.argv:
        FITTED.write_text(json.dumps(fitted, indent=2) + "\n", "utf-8")


def _cases(assistant: Assistant, question: Question, *, fresh: bool) -> Iterator[Case]:
    if not question.elements:
        return
    understood = assistant.understand(question.question, question.turns)
    if len(understood.parts) == 1:
        return
    search = assistant.search
    seen = together.see_parts(search, understood.whole, understood.parts, Filters())
    for element, number in _pair(question.elements, understood.parts, assistant):
        part, sentences = seen[number]
        kept = [s for s in sentences if quotable(s.evidence.sentence) and not s.evidence.elsewhere]
        fact = element.key_fact
        if kept and not refuse_by_rule(part.search_text, assistant.library):
            held = np.array([bool(fact) and holds_fact(s.evidence.text, fact or "") for s in kept])
            yield Case(question.id, part, kept, held, fact is not None, fresh)


def _pair(
    elements: Sequence[Element], parts: Sequence[Part], assistant: Assistant
) -> list[tuple[Element, int]]:
    """Pair what a question was written to ask with the parts that were read, by name and place."""
    embed = assistant.search.embeddings.embed_query
    names = [np.array(embed(element.name)) for element in elements]
    likeness = np.array(
        [
            [
                float(name @ np.array(embed(part.name)))
                - _ORDER * abs(i / len(elements) - j / len(parts))
                for j, part in enumerate(parts)
            ]
            for i, name in enumerate(names)
        ]
    )
    rows, columns = linear_sum_assignment(-likeness)
    return [(elements[i], int(j)) for i, j in zip(rows, columns, strict=True)]


def fit_choice(cases: Sequence[Case]) -> together.Fit:
    """Fit which sentence holds the fact; print where the first that does stands."""
    every = np.concatenate([case.rows for case in cases])
    scaler = StandardScaler().fit(every)
    known = [case for case in cases if case.holds.any()]
    places = np.array(
        [
            _place(scaler.transform(case.rows) @ slopes, case.holds)
            for fold in range(_FOLDS)
            for slopes in [_softmax([c for c in known if c.fold != fold], scaler)]
            for case in known
            if case.fold == fold
        ]
    )
    shares = ", ".join(f"{(places < k).mean():.3f} of the first {k}" for k in (1, 2, 3, 4))
    print(f"choice: {len(known)} parts; the fact stands in {shares}")
    slopes = _softmax(known, scaler) / scaler.scale_
    scores, worths = every @ slopes, _worths(cases)
    scale = worths.std() / scores.std()
    return _named(CHOICE, slopes * scale, float(worths.mean() - scale * scores.mean()))


def _softmax(cases: Sequence[Case], scaler: StandardScaler) -> Rows:
    """Return the slopes by which the sentences with the fact are likeliest among a part's."""
    rows = [(scaler.transform(case.rows), case.holds) for case in cases]

    def loss(slopes: Rows) -> tuple[float, Rows]:
        total, gradient = _RIDGE * float(slopes @ slopes), 2 * _RIDGE * slopes
        for features, holds in rows:
            scores = features @ slopes
            shares = np.exp(scores - scores.max())
            right = shares[holds].sum()
            total -= float(np.log(right / shares.sum()))
            gradient += shares @ features / shares.sum()
            gradient -= shares[holds] @ features[holds] / right
        return total, gradient

    start = np.zeros(len(CHOICE))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _place(scores: Rows, holds: NDArray[np.bool_]) -> int:
    return int((scores > scores[holds].max()).sum())


def _worths(cases: Sequence[Case]) -> Rows:
    return np.array([worth(replace(s.evidence, fits=None)) for c in cases for s in c.seen])


def fit_decision(assistant: Assistant, cases: Sequence[Case], choice: together.Fit) -> together.Fit:
    """Fit whether a part is answered, where the sentences that would be quoted hold its fact."""
    read = [
        (case, without, features)
        for case in cases
        if not case.answerable or _quoted(case, choice)
        for without in ((False, True) if case.answerable else (False,))
        if (features := _read(assistant, case, choice, without=without))
    ]
    rows = np.array([[features[name] for name in DECISION] for _, _, features in read])
    real = np.array([not without for _, without, _ in read])
    labels = real & np.array([case.answerable for case, _, _ in read])
    folds = np.array([case.fold for case, _, _ in read])
    fresh = np.array([case.fresh for case, _, _ in read])
    scaler = StandardScaler().fit(rows)
    scaled, weights = scaler.transform(rows), np.where(real, 1.0, _WITHOUT)
    scores = np.zeros(len(labels))
    for own in (folds == fold for fold in np.unique(folds)):
        model = _regress(scaled[~own], labels[~own], weights[~own])
        scores[own] = model.decision_function(scaled[own])
    for group, among in (("mended on", ~fresh), ("fresh", fresh)):
        _tell(group, labels[among], real[among], scores[among])
    slopes = _regress(scaled, labels, weights).coef_[0] / scaler.scale_
    of_fresh = (rows @ slopes)[labels & fresh]
    return _named(DECISION, slopes, -float(np.quantile(of_fresh, 1 - ANSWERED)))


def _tell(group: str, labels: NDArray[np.bool_], real: NDArray[np.bool_], scores: Rows) -> None:
    """Print what is named as missing where so many are answered."""
    auroc = roc_auc_score(labels[real], scores[real])
    print(f"decision, {group}: {labels.sum()} answered, AUROC {auroc:.3f}")
    for share in (0.97, 0.95, 0.92, 0.9, 0.88, 0.85):
        threshold = np.quantile(scores[labels], 1 - share)
        missing = (scores[real & ~labels] < threshold).mean()
        without = (scores[~real] < threshold).mean()
        print(
            f"  {share:.2f} answered: {missing:.2f} named as missing, {without:.2f} of those left"
        )


def _regress(rows: Rows, labels: NDArray[np.bool_], weights: Rows) -> LogisticRegression:
    return LogisticRegression(C=_C, max_iter=1000).fit(rows, labels, sample_weight=weights)


def _read(
    assistant: Assistant, case: Case, choice: together.Fit, *, without: bool
) -> together.Features | None:
    seen = [s for s, holds in zip(case.seen, case.holds, strict=True) if not (without and holds)]
    return together.read_part(assistant.search, case.part, seen, together.fit_all(seen, choice))


def _quoted(case: Case, choice: together.Fit) -> bool:
    """Say whether the fact stands among the sentences that would be quoted."""
    fits = np.array([e.fits or 0.0 for e in together.fit_all(case.seen, choice)])
    return bool(case.holds.any()) and _place(fits, case.holds) < _QUOTED


def _named(names: Sequence[str], slopes: Rows, bias: float) -> together.Fit:
    named = {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}
    return {"bias": round(bias, 4), "weights": named}


if __name__ == "__main__":
    main()
