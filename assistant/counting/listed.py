"""Listed: our own count of what one quoted sentence lists.

In: what was asked and the sentences that are quoted. Out: the count of the items of the first one
that lists what is asked for. Where a quoted sentence says how many they are, its number stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.resolution import Resolved
from assistant.understanding.answer_type import same_kind, says_how_many, told_by_name
from assistant.understanding.counted import read_count
from assistant.understanding.listing import asks_for_several, listed_items, things_asked
from core.schema import Count, Statement
from library.library import Library


def count_listed(
    questions: Sequence[str], resolved: Resolved, library: Library
) -> tuple[Count, ...]:
    """Count what the first sentence lists that lists what is asked for; nothing if none does."""
    if any(_counts_documents(question) for question in questions):
        return ()
    asking = [question for question in dict.fromkeys(questions) if asks_for_several(question)]
    for question in asking:
        for statement in resolved.statements:
            if says_how_many(question, statement.text):
                return ()
            if _is_asked_for(question, statement) and (items := listed_items(statement.text)):
                return (_count(items, statement, resolved, library),)
    return ()


def _counts_documents(question: str) -> bool:
    """Say whether documents are asked for: what one of them lists is something else."""
    asked = read_count(question)
    return asked is not None and asked.kind == "document"


def _is_asked_for(question: str, statement: Statement) -> bool:
    """Say whether a sentence speaks of the things that are asked for."""
    noun = things_asked(question)
    if not noun or noun.casefold() in {"ones", "places", "people"} or told_by_name(noun):
        return True
    words = re.findall(r"[\w-]+", statement.text)
    return any(same_kind(noun, word) for word in words)


def _count(
    items: Sequence[str], statement: Statement, resolved: Resolved, library: Library
) -> Count:
    cited = {c.source_id for c in resolved.citations if c.marker in statement.citations}
    about = f"things named in one sentence: {', '.join(items)}"
    read = tuple(library.source(source_id).title for source_id in sorted(cited))
    return Count(about, len(items), len(items), statement.citations, read, ())
