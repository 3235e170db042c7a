"""The index that the own questions are asked of, made once a session with the real embedder."""

from collections.abc import Sequence

import pytest

from assistant.pipeline import Assistant
from core.settings import ROOT, Settings
from evaluation.answering import ask_all
from evaluation.own_index import QUESTIONS, open_own
from evaluation.questions import Question, read_questions
from evaluation.results import Result


@pytest.fixture(scope="session")
def own(tmp_path_factory) -> Assistant:
    """An assistant over a fresh index of the shipped corpus."""
    folder = tmp_path_factory.mktemp("own")
    return open_own(Settings(folder / "corpus", folder, ROOT / "corpus" / "catalog.yaml"))


@pytest.fixture(scope="session")
def development() -> tuple[Question, ...]:
    """The questions of the development half."""
    return tuple(q for q in read_questions(QUESTIONS) if q.half == "development")


@pytest.fixture(scope="session")
def measured(own, development) -> list[Result]:
    """What the development half comes to as the code stands."""
    return results_of(own, development)


def results_of(assistant: Assistant, questions: Sequence[Question]) -> list[Result]:
    """Ask, and give the figures the form in which `eval` keeps them."""
    asked = ask_all(assistant, questions)
    return [Result("own, development half", item.question.id, item.scores) for item in asked]
