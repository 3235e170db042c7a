"""The facts of a statement, one by one, and where its citations hold each.

In: a statement and its citations. Out: its clauses with what was found of each. The verdict on the
statement stands: a clause alone is short, and judged more strictly, so one is called unsupported
only if the statement is doubted and its reason is this clause's, or the clause contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checking.clauses import cut_clauses
from assistant.checking.reading import Token, read
from assistant.checking.support import EXACT, FRAGMENT, NOT_THERE
from assistant.verification import judge
from core.schema import Citation, KnownName, Statement
from vectorstore.embeddings import PassageEmbeddings

_NOT_THERE = NOT_THERE.partition("‘")[0]  # says no more than that it is not held

Held = Literal["word for word", "in other words", "with the rest", "not"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A clause as it is written, how it is held, and by which citations.

    `why` says what is against it where the statement's own reason does not.
    """

    text: str
    held: Held
    markers: tuple[int, ...]
    why: str = ""


def facts_of(
    statement: Statement,
    citations: Sequence[Citation],
    names: tuple[KnownName, ...] = (),
    embeddings: PassageEmbeddings | None = None,
) -> tuple[Fact, ...]:
    """Return a statement's facts in order; none if it is one fact, of which its verdict says all.

    `citations` are the answer's; those that the statement does not cite are passed over.
    """
    own = [citation for citation in citations if citation.marker in statement.citations]
    clauses = tuple(_clauses(statement.text))
    if len(clauses) < 2 or not own or statement.why == EXACT:
        return ()
    return tuple(_weigh(clause, statement, own, names, embeddings) for clause in clauses)


def _clauses(text: str) -> Iterator[str]:
    tokens = read(text)
    for clause in cut_clauses(tokens):
        yield _shown(text, [tokens[position] for position in clause])


def _shown(text: str, tokens: list[Token]) -> str:
    """Return a clause as it is written, without the stops at its ends."""
    while len(tokens) > 1 and not any(c.isalnum() for c in tokens[-1].text):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].text in (",", ";", ":", "–", "—"):
        tokens.pop(0)
    return text[tokens[0].start : tokens[-1].end]


def _weigh(
    clause: str,
    statement: Statement,
    own: Sequence[Citation],
    names: tuple[KnownName, ...],
    embeddings: PassageEmbeddings | None,
) -> Fact:
    if statement.verdict != "supported" and _is_named(clause, statement.why):
        return Fact(clause, "not", ())
    single = [(citation, *judge(clause, [citation], names, embeddings)) for citation in own]
    exact = tuple(c.marker for c, _, why in single if why in (EXACT, FRAGMENT))
    if exact:
        return Fact(clause, "word for word", exact)
    alike = tuple(c.marker for c, verdict, _ in single if verdict == "supported")
    if alike:
        return Fact(clause, "in other words", alike)
    verdict, why = judge(clause, own, names, embeddings)
    every = tuple(citation.marker for citation in own)
    if verdict == "supported":
        return Fact(clause, "in other words", every)
    if statement.verdict != "supported":
        if _objects_to(why) == _objects_to(statement.why):
            return Fact(clause, "not", ())
        if verdict == "unsupported":
            return Fact(clause, "not", (), "" if why.startswith(_NOT_THERE) else why)
    return Fact(clause, "with the rest", every)


def _objects_to(why: str) -> str:
    """What a reason takes exception to: "Says two counselors; …" → "Says two counselors"."""
    return why.partition(";")[0]


def _is_named(clause: str, why: str) -> bool:
    """Say whether a reason takes exception to words of this clause, which it quotes first."""
    quoted = re.search("‘([^’]+)’", why)
    return quoted is not None and bool(
        re.search(rf"(?<!\w){re.escape(quoted[1])}(?!\w)", clause, re.IGNORECASE)
    )
