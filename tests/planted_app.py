"""The web application with an assistant whose answers are made up; `streamlit run` serves it.

In: the settings of the environment. Out: an ASGI application. Questions that nobody made an answer
for go to the real assistant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from made_answers import made_answers

from assistant import opening
from assistant.listener import Listener
from assistant.pipeline import Assistant
from core.schema import Answer, Filters, Turn, WriterName
from core.settings import ROOT, Settings
from library.library import Library
from vectorstore.search import FusedSearch

real_assistant = opening.open_assistant


class Planted:
    """Answers made-up questions with made-up answers; with a model it can write prose too."""

    def __init__(self, real: Assistant) -> None:
        self.real = real
        self.model = real.model
        self.made = made_answers(real.library)

    @property
    def library(self) -> Library:
        return self.real.library

    @property
    def search(self) -> FusedSearch:
        return self.real.search

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn],
        filters: Filters,
        writer: WriterName | None,
        listener: Listener,
    ) -> Answer:
        if question not in self.made:
            return self.real.ask(question, history=history, filters=filters, writer="quotes")
        answer = self.made[question]
        if writer == "prose" or (writer is None and self.model):
            return replace(answer, writer="prose", model="openai:small")
        return answer


def open_planted(settings: Settings) -> Planted:
    return Planted(real_assistant(settings))


opening.open_assistant = open_planted  # type: ignore[assignment]
app = st.App(ROOT / "ui" / "main.py")
