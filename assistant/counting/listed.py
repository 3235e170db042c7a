"""Listed: our own count of what one quoted sentence lists.

In: what was asked and the sentences that are quoted. Out: the count of the items of the first one
that lists what is asked for. Where a quoted sentence says how many they are, its number stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.resolution import Resolved
from assistant.understanding.answer_type import same_kind, says_how_many, told_by_name
from assistant.understanding.counted import read_count
from assistant.understanding.listing import (
    asks_for_several,
    listed_items,
    lists_plainly,
    things_asked,
)
from assistant.understanding.naming import core_question
from core.schema import Count, Statement
from library.library import Library

_OF_ANY_KIND = frozenset({"places", "people", "figures", "numbers", "amounts", "estimates"})
_CAPITAL = re.compile(r"\b[A-Z]")


def count_listed(
    questions: Sequence[str], resolved: Resolved, library: Library
) -> tuple[Count, ...]:
    """Count what the first sentence lists that lists what is asked for; nothing if none does.

    A sentence that is there to list, and names these things, comes before one that does not.
    """
    if any(_counts_documents(question) for question in questions):
        return ()
    every = [*map(core_question, questions), *questions]
    asking = [question for question in dict.fromkeys(every) if asks_for_several(question)]
    asking = [question for question in asking if things_asked(question) != "ones"]
    for question in asking:
        before = _before_the_number(question, resolved.statements)
        plainly = [s for s in before if lists_plainly(s.text) and _names_them(question, s)]
        for statement in plainly + [s for s in before if _is_asked_for(question, s)]:
            items = listed_items(statement.text)
            if items and _are_of_the_kind(items, question):
                return (_count(items, statement, resolved, library),)
        if len(before) < len(resolved.statements):
            return ()
    return ()


def _before_the_number(question: str, statements: Sequence[Statement]) -> list[Statement]:
    """Return the sentences before the first that says how many they are."""
    return list(takewhile(lambda s: not says_how_many(question, s.text), statements))


def _counts_documents(question: str) -> bool:
    """Say whether documents are asked for: what one of them lists is something else."""
    asked = read_count(question)
    return asked is not None and asked.kind == "document"


def _is_asked_for(question: str, statement: Statement) -> bool:
    """Say whether a sentence speaks of the things that are asked for."""
    noun = things_asked(question)
    if not noun or noun.casefold() in _OF_ANY_KIND or told_by_name(noun):
        return True
    return _names_them(question, statement)


def _names_them(question: str, statement: Statement) -> bool:
    """Say whether a sentence holds the noun of what is asked for, or one that may stand for it."""
    noun = things_asked(question)
    words = re.findall(r"[\w-]+", statement.text)
    return any(same_kind(noun, word) for word in words)


def _are_of_the_kind(items: Sequence[str], question: str) -> bool:
    """Say whether names are listed where districts or schools are asked for."""
    asked = read_count(question)
    return asked is None or all(map(_CAPITAL.search, items))


def _count(
    items: Sequence[str], statement: Statement, resolved: Resolved, library: Library
) -> Count:
    cited = {c.source_id for c in resolved.citations if c.marker in statement.citations}
    about = f"things named in one sentence: {', '.join(items)}"
    read = tuple(library.source(source_id).title for source_id in sorted(cited))
    return Count(about, len(items), len(items), statement.citations, read, ())
