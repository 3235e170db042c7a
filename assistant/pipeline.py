"""From a question to a cited answer: the whole story on one page.

    understand → retrieve → address → write → resolve → verify → Answer

In: a question, the turns before it, filters. Out: an `Answer`, a pure value. Every step is one
hop away. The writer chooses or writes sentences that end in addresses; only `resolution` turns
addresses into quotes, cut from the page itself, so no writer can make evidence up. Without evidence
there is no answer, and no model is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.abstention import answers
from assistant.compose import compose, compose_refusal
from assistant.evidence import Evidence, gather, weigh_words
from assistant.listener import SILENT, Listener
from assistant.model import ChatModel
from assistant.question import Understood, understand
from assistant.resolution import resolve
from assistant.retrieval import retrieve
from assistant.spelling import write_out
from assistant.writing import quote_instead, write
from core.schema import Answer, Filters, Turn, WriterName
from library.library import Library
from vectorstore.search import FusedSearch

EVERYTHING = Filters()


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one library; `model` is None where none is configured."""

    search: FusedSearch
    model: ChatModel | None = None

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
            understood = understand(question, history, partial(write_out, search=self.search))
            listener.step("understand")
            evidence = self.find_evidence(understood, filters)
            listener.step("search")
            if not answers(understood.search_text, evidence, self.search):
                return self._refuse(understood, evidence, filters, writer)
            told = 0
            for written in write(writer, understood, evidence, history, self.model):
                listener.pulse()
                resolved = resolve(written.draft, evidence, self.library, self.search.embeddings)
                if len(resolved.statements) > told:
                    told = len(resolved.statements)
                    listener.grown(compose(understood, resolved, written, self.library))
            listener.step("write")
            if written.writer == "prose" and not resolved.statements:
                written = quote_instead(written, understood, evidence)
                resolved = resolve(written.draft, evidence, self.library)
            listener.step("verify")
            if not resolved.statements:
                return self._refuse(understood, evidence, filters, writer)
            return compose(understood, resolved, written, self.library)

    def find_evidence(self, understood: Understood, filters: Filters) -> tuple[Evidence, ...]:
        """Retrieve, and address what may be evidence."""
        query = self.search.build_query(understood.search_text, filters)
        hits = retrieve(self.search, query)
        weights = weigh_words(self.library, understood.search_text)
        return gather(self.library, query, hits, weights)

    def _refuse(
        self,
        understood: Understood,
        evidence: Sequence[Evidence],
        filters: Filters,
        writer: WriterName,
    ) -> Answer:
        outside = bool(filters) and answers(
            understood.search_text, self.find_evidence(understood, EVERYTHING), self.search
        )
        return compose_refusal(
            understood, evidence, self.library, outside_filters=outside, writer=writer
        )
