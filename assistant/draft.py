"""What a writer hands on: sentences with addresses, and nothing that is evidence by itself.

In: nothing. Out: the draft that both writers produce and that `resolution` turns into an answer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence and the addresses it claims to rest on; none where its writer cited nothing."""

    text: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """Sentences that stand together, under a heading when several districts speak."""

    sentences: tuple[DraftSentence, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A written answer before its addresses are resolved.

    `removed` counts pieces of sentences without any address; `unresolved` are addresses that were
    guessed: the evidence has them, but the model was not shown them; `unanswered` are parts that no
    sentence of their own answers.
    """

    paragraphs: tuple[DraftParagraph, ...]
    removed: int = 0
    unresolved: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
