"""From a question to a cited answer: the whole story on one page.

    understand → retrieve → address → write → resolve → verify → Answer

In: a question, the turns before it, filters. Out: an `Answer`, a pure value. A writer's sentences
end in addresses; only `resolution` turns these into quotes, cut from the page itself, so none can
make evidence up. Without evidence no model is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose import compose, compose_refusal
from assistant.finding import Found, all_evidence, find
from assistant.listener import SILENT, Listener
from assistant.model import ChatModel
from assistant.question import Understood
from assistant.reading import read
from assistant.resolution import resolve
from assistant.writing import quote_instead, write
from core.schema import Answer, Filters, Turn, WriterName
from library.library import Library
from vectorstore.entailment import Entailment
from vectorstore.search import FusedSearch

EVERYTHING = Filters()


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one library; models are None where none is configured."""

    search: FusedSearch
    model: ChatModel | None = None
    entailment: Entailment | None = None

    @property
    def library(self) -> Library:
        """The library that is answered from."""
        return self.search.library

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        writer: WriterName | None = None,
        listener: Listener = SILENT,
    ) -> Answer:
        """Answer a question; the listener hears how it comes along."""
        writer = writer or ("prose" if self.model else "quotes")
        with self.library.snapshot():
            understood = self.understand(question, history, writer, listener)
            listener.step("understand")
            found = find(self.search, understood, filters)
            listener.step("search")
            if not any(item.answers for item in found):
                return self._refuse(understood, found, filters, writer)
            evidence, told = all_evidence(found), 0
            models = self.search.embeddings, self.entailment
            for written in write(writer, understood, found, history, self.model):
                listener.pulse()
                resolved = resolve(written.draft, evidence, self.library, *models)
                if len(resolved.statements) > told:
                    told = len(resolved.statements)
                    listener.grown(compose(understood, found, resolved, written, self.library))
            listener.step("write")
            if written.writer == "prose" and not resolved.statements:
                written = quote_instead(written, found, resolved.removed)
                resolved = resolve(written.draft, evidence, self.library)
            listener.step("verify")
            if not resolved.statements:
                return self._refuse(understood, found, filters, writer)
            return compose(understood, found, resolved, written, self.library)

    def understand(
        self,
        question: str,
        history: Sequence[Turn] = (),
        writer: WriterName = "quotes",
        listener: Listener = SILENT,
    ) -> Understood:
        """Read a question after the turns before it; the chat model only where it writes too."""
        model = self.model if writer == "prose" else None
        return read(question, history, self.search, model, listener.pulse)

    def _refuse(
        self, understood: Understood, found: Sequence[Found], filters: Filters, writer: WriterName
    ) -> Answer:
        everywhere = find(self.search, understood, EVERYTHING) if filters else ()
        outside = any(item.answers for item in everywhere)
        return compose_refusal(
            understood, found, self.library, outside_filters=outside, writer=writer
        )
