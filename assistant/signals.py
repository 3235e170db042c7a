"""Signals: what tells a question that the evidence answers from one that it does not.

In: a question, its evidence and the embedding model. Out: a few figures. None of them decides alone;
`abstention` weighs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment import weakest_word
from assistant.answer_type import wanted
from assistant.evidence import Evidence
from assistant.quotes import rank_quotable
from vectorstore.embeddings import PassageEmbeddings


@dataclass(frozen=True, slots=True)
class Signals:
    """The figures, 0 to 1 or nearly so.

    `worth` is that of the sentence which would open the answer; `other_kind` says that no sentence
    of the answer holds the kind of thing that is asked for, `other_year` that none holds the year;
    `weakest_word` is how well the worst met word of the question is met in the opening sentence's
    passage.
    """

    worth: float
    other_kind: float
    other_year: float
    weakest_word: float


def read_signals(
    question: str, evidence: Sequence[Evidence], embeddings: PassageEmbeddings
) -> Signals | None:
    """Read the signals; None if there is no sentence to quote."""
    ranked = rank_quotable(question, evidence)
    if not ranked:
        return None
    best, worth = ranked[0]
    near = [item for item, _ in ranked]
    asked_for = wanted(question)
    passage = [e for e in evidence if e.hit.passage.id == best.hit.passage.id]
    section = best.hit.passage.section.split(" > ")[-1]
    text = " ".join([f"{best.title}. {section}", *(e.text for e in passage)])
    return Signals(
        worth=worth,
        other_kind=float(not any(asked_for.holds(item.text) for item in near)),
        other_year=float(max(item.years for item in near) < 1),
        weakest_word=weakest_word(question, text, embeddings),
    )
