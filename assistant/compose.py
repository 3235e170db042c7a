"""Composing: the parts become an `Answer`.

In: what the steps before yielded. Out: the answer, with the state of the index it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.abstention import find_reason, nearest_passages, refuse_by_rule, related
from assistant.evidence import Evidence
from assistant.question import Understood
from assistant.resolution import Resolved
from assistant.writing import Written
from core.schema import Answer, Reason, WriterName
from library.library import Library

EMPTY = "The library is empty: add documents and run `linked-learning ingest`."


def compose(
    understood: Understood, resolved: Resolved, written: Written, library: Library
) -> Answer:
    """Build the answer of a question that the library answers."""
    cited = sorted({citation.source_id for citation in resolved.citations})
    return Answer(
        question=understood.question,
        understood_as=understood.understood_as,
        status="answered",
        reason=None,
        text=resolved.text,
        statements=resolved.statements,
        citations=resolved.citations,
        missing=(),
        disagreements=(),
        nearest=(),
        unread=library.unread_pages(cited),
        counts=(),
        removed=resolved.removed,
        unresolved=resolved.unresolved + written.unresolved,
        notices=written.notices + resolved.notices,
        writer=written.writer,
        model=written.model,
        prompt_sha=written.prompt_sha,
        index=library.index_id(),
    )


def compose_refusal(
    understood: Understood,
    evidence: Sequence[Evidence],
    library: Library,
    *,
    outside_filters: bool,
    writer: WriterName,
) -> Answer:
    """Build the honest "the documents do not say"; no model is asked."""
    near = sorted({item.hit.passage.source_id for item in evidence if related(item)})
    unread = library.unread_pages(near)
    reason: Reason = find_reason(
        evidence,
        ruled=refuse_by_rule(understood.search_text, library),
        outside_filters=outside_filters,
        unread=bool(unread),
    )
    return Answer(
        question=understood.question,
        understood_as=understood.understood_as,
        status="no_evidence",
        reason=reason,
        text="",
        statements=(),
        citations=(),
        missing=(),
        disagreements=(),
        nearest=nearest_passages(evidence, library),
        unread=unread,
        counts=(),
        removed=0,
        unresolved=(),
        notices=() if library.count_passages() else (EMPTY,),
        writer=writer,
        model=None,
        prompt_sha=None,
        index=library.index_id(),
    )
