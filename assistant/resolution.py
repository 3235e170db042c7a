"""Resolving: addresses become citations with exact quotes, and the answer's text is laid out.

In: a draft and the evidence it could cite. Out: text, statements and citations. An address that
was never given out is counted in `unresolved`; a sentence left without any is removed and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.draft import Draft, DraftParagraph, DraftSentence
from assistant.evidence import Evidence
from assistant.verification import judge
from core.schema import Citation, Page, Source, Statement
from library.library import Library


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parts of an answer that its draft decides."""

    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    unresolved: tuple[str, ...]
    removed: int


@dataclass
class _Layout:
    """The answer as far as it is laid out."""

    library: Library
    by_address: dict[str, Evidence]
    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)
    unresolved: list[str] = field(default_factory=list)
    removed: int = 0


def resolve(draft: Draft, evidence: Sequence[Evidence], library: Library) -> Resolved:
    """Lay a draft out as an answer; every citation's quote is cut from its page."""
    layout = _Layout(library, {e.address: e for e in evidence}, removed=draft.removed)
    for paragraph in draft.paragraphs:
        _lay_out(layout, paragraph)
    return Resolved(
        layout.text,
        tuple(layout.statements),
        tuple(layout.citations.values()),
        tuple(dict.fromkeys(layout.unresolved)),
        layout.removed,
    )


def _lay_out(layout: _Layout, paragraph: DraftParagraph) -> None:
    kept = [(s, known) for s in paragraph.sentences if (known := _known(layout, s))]
    layout.removed += len(paragraph.sentences) - len(kept)
    if not kept:
        return
    if layout.text:
        layout.text += "\n\n"
    if paragraph.heading:
        layout.text += f"## {paragraph.heading}\n\n"
    for position, (sentence, known) in enumerate(kept):
        layout.text += " " if position else ""
        _add(layout, sentence, known)


def _known(layout: _Layout, sentence: DraftSentence) -> list[Evidence]:
    """Return the evidence of the addresses that were given out; note the others."""
    layout.unresolved += [a for a in sentence.addresses if a not in layout.by_address]
    distinct = dict.fromkeys(sentence.addresses)
    return [layout.by_address[a] for a in distinct if a in layout.by_address]


def _add(layout: _Layout, sentence: DraftSentence, known: Sequence[Evidence]) -> None:
    for evidence in known:
        if evidence.address not in layout.citations:
            marker = len(layout.citations) + 1
            layout.citations[evidence.address] = cite(evidence, marker, layout.library)
    cited = [layout.citations[evidence.address] for evidence in known]
    verdict, why = judge(sentence.text, cited)
    start = len(layout.text)
    layout.text += sentence.text
    markers = tuple(citation.marker for citation in cited)
    layout.statements.append(
        Statement(sentence.text, start, len(layout.text), markers, verdict, why)
    )
    layout.text += " " + " ".join(f"[{marker}]" for marker in markers)


def cite(evidence: Evidence, marker: int, library: Library) -> Citation:
    """Build the citation of one sentence; the quote is the page's own slice."""
    passage, sentence = evidence.hit.passage, evidence.sentence
    source: Source = library.source(passage.source_id)
    page: Page = library.page(passage.source_id, passage.page_number)
    return Citation(
        marker=marker,
        source_id=source.id,
        title=source.title,
        year=source.year,
        kind=source.kind,
        page_number=page.number,
        page_label=page.label,
        section=passage.section,
        start=sentence.start,
        end=sentence.end,
        quote=page.text[sentence.start : sentence.end],
        continues=sentence.continues,
        url=source.url,
        origins=sentence.origins,
    )
