"""Composing: the parts become an `Answer`.

In: what the steps before yielded. Out: the answer, with the state of the index it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.abstention import (
    absent_names,
    find_reason,
    nearest_passages,
    refuse_by_rule,
    related,
)
from assistant.counting.listed import count_lists
from assistant.disagreement import find_disagreements
from assistant.finding import Found
from assistant.preferring import says_superlative
from assistant.question import Understood
from assistant.resolution import Resolved
from assistant.understanding.wishes import wishes_superlative
from assistant.writing import Written
from core.schema import Answer, Count, Reason, WriterName
from library.library import Library

EMPTY = "The library is empty: add documents and run `linked-learning ingest`."


def compose(
    understood: Understood,
    found: Sequence[Found],
    resolved: Resolved,
    written: Written,
    library: Library,
) -> Answer:
    """Build the answer of a question of which the library answers a part or all."""
    unanswered = {*written.draft.unanswered, *(i.part.name for i in found if not i.answers)}
    missing = tuple(item.part.name for item in found if item.part.name in unanswered)
    cited = sorted({citation.source_id for citation in resolved.citations})
    return Answer(
        question=understood.question,
        understood_as=understood.understood_as,
        status="partial" if missing else "answered",
        reason=None,
        text=resolved.text,
        statements=resolved.statements,
        citations=resolved.citations,
        missing=missing,
        disagreements=find_disagreements(resolved.citations),
        nearest=(),
        unread=library.unread_pages(cited),
        counts=_counts(understood, found, resolved, library),
        removed=resolved.removed,
        unresolved=resolved.unresolved + written.unresolved,
        notices=(
            *written.notices,
            *resolved.notices,
            *_notices(found),
            *_no_verdict(understood, resolved),
        ),
        writer=written.writer,
        model=written.model,
        prompt_sha=written.prompt_sha,
        index=library.index_id(),
    )


def _notices(found: Sequence[Found]) -> tuple[str, ...]:
    """Return what finding has to say of its own."""
    return tuple(dict.fromkeys(notice for item in found for notice in item.notices))


def _no_verdict(understood: Understood, resolved: Resolved) -> tuple[str, ...]:
    """Say that nothing quoted ranks what the question wants ranked; we do not rank it either."""
    superlative = wishes_superlative(understood.whole.search_text)
    if superlative is None or says_superlative(superlative, resolved.text):
        return ()
    verb = "has" if superlative.word in {"most", "fewest", "least"} else "is"
    return (f"None of these sentences says which {verb} the {superlative.word}.",)


def _notices_of_refusal(
    understood: Understood, reason: Reason, library: Library
) -> tuple[str, ...]:
    if not library.count_passages():
        return (EMPTY,)
    if reason != "not_in_library":
        return ()
    absent = absent_names(understood.whole.search_text, library)
    return tuple(f"No document names “{name}”." for name in absent)


def _counts(
    understood: Understood, found: Sequence[Found], resolved: Resolved, library: Library
) -> tuple[Count, ...]:
    """Lay out what was counted; only what is cited counts."""
    counts = []
    for item in found:
        if (counted := item.counted) is None:
            continue
        places = {(e.hit.passage.id, e.sentence.start): e for e in item.evidence}
        marked = {(c.source_id, c.page_number, c.start): c.marker for c in resolved.citations}
        markers = {}
        for name, place in counted.said_of.items():
            passage = places[place].hit.passage
            marker = marked.get((passage.source_id, passage.page_number, place[1]))
            if marker is not None:
                markers[name] = marker
        counts.append(
            Count(
                about=counted.told(tuple(markers)),
                count=len(markers),
                of=len(counted.of),
                markers=tuple(dict.fromkeys(markers.values())),
                read=counted.read,
                nothing_in=counted.nothing_on(markers),
            )
        )
    if counts:
        return tuple(counts)
    parts = [item.part for item in found if item.answers]
    return count_lists(understood.question, parts, resolved, library)


def compose_refusal(
    understood: Understood,
    found: Sequence[Found],
    library: Library,
    *,
    outside_filters: bool,
    writer: WriterName,
) -> Answer:
    """Build the honest "the documents do not say"; no model is asked."""
    evidence = [item for part in found for item in part.evidence]
    near = sorted({item.hit.passage.source_id for item in evidence if related(item)})
    unread = library.unread_pages(near)
    reason: Reason = find_reason(
        evidence,
        ruled=refuse_by_rule(understood.whole.search_text, library),
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
        notices=_notices_of_refusal(understood, reason, library) + _notices(found),
        writer=writer,
        model=None,
        prompt_sha=None,
        index=library.index_id(),
    )
