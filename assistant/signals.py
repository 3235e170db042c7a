"""Signals: what tells a question that the evidence answers from one that it does not.

In: a question, its evidence and the embedding model. Out: a few figures. None of them decides by
itself; `abstention` weighs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment import weakest_word
from assistant.evidence import Evidence
from assistant.understanding.answer_type import DEFINITION, OPEN, wanted
from assistant.understanding.naming import core_question
from assistant.understanding.years import years_in
from assistant.weighing import rank_quotable
from vectorstore.embeddings import PassageEmbeddings


@dataclass(frozen=True, slots=True)
class Signals:
    """The figures, 0 to 1 or nearly so.

    `worth` is that of the sentence which would open the answer; `open_ended` says that no one kind
    of thing is asked for, `other_kind` that no sentence of the answer that holds its names holds
    the kind that is, `other_year` that they lack a year of the question; `weakest_word` is how well
    the worst met word of what is asked is met in the opening sentence's passage; `words` is the
    share of the question's words that the opening sentence, its section and title hold; `leans`
    says that the question was completed from what was said before.
    """

    worth: float
    open_ended: float
    other_kind: float
    other_year: float
    weakest_word: float
    words: float
    leans: float = 0.0


def read_signals(
    question: str,
    evidence: Sequence[Evidence],
    embeddings: PassageEmbeddings,
    *,
    leans: bool = False,
) -> Signals | None:
    """Read the signals; None if there is no sentence to quote."""
    ranked = rank_quotable(question, evidence)
    if not ranked:
        return None
    best, worth = ranked[0]
    near = [item for item, _ in ranked]
    asked_for = wanted(question)
    same_subject = [item.text for item in near if item.names >= best.names]
    lacking = asked_for.kind != DEFINITION and not any(map(asked_for.holds, same_subject))
    text = text_around(best, evidence)
    return Signals(
        worth=worth,
        open_ended=float(asked_for.kind in {OPEN, DEFINITION}),
        other_kind=float(lacking),
        other_year=float(not years_in(question) <= frozenset().union(*(e.years for e in near))),
        weakest_word=weakest_word(core_question(question), text, embeddings),
        words=best.context,
        leans=float(leans),
    )


def text_around(best: Evidence, evidence: Sequence[Evidence]) -> str:
    """Return what a sentence's passage says, after its title and section."""
    passage = [e for e in evidence if e.hit.passage.id == best.hit.passage.id]
    section = best.hit.passage.section.split(" > ")[-1]
    return " ".join([f"{best.title}. {section}", *(e.text for e in passage)])
