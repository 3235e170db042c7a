"""Asking an assistant a set of questions, and scoring what it says.

In: an assistant and questions. Out: a record for each question, with its scores, the status, what
was cited and the milliseconds it took; nothing is averaged here, so that two runs can be compared
question by question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.pipeline import Assistant
from core.schema import Answer
from evaluation.answer_metrics import score_answer
from evaluation.questions import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and how good it is."""

    question: Question
    answer: Answer
    scores: dict[str, float]
    milliseconds: float


def ask_all(
    assistant: Assistant,
    questions: Sequence[Question],
    notify: Callable[[int, int], None] = lambda done, questions: None,
) -> tuple[Asked, ...]:
    """Ask every question in order; `notify` gets the questions done and all of them."""
    asked = []
    for number, question in enumerate(questions, start=1):
        asked.append(_ask(assistant, question))
        notify(number, len(questions))
    return tuple(asked)


def _ask(assistant: Assistant, question: Question) -> Asked:
    started = time.perf_counter()
    answer = assistant.ask(
        question.question,
        history=question.turns,
        filters=question.narrowed_to,
        writer="quotes",
    )
    milliseconds = 1000 * (time.perf_counter() - started)

    def read_page(source_id: str, number: int) -> str:
        return assistant.library.page(source_id, number).text

    return Asked(question, answer, score_answer(question, answer, read_page), milliseconds)
