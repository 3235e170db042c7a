"""Resolving: addresses become citations with exact quotes, and the answer's text is laid out.

In: a draft and the evidence it could cite. Out: text, statements and citations. An address that
was never given out is counted in `unresolved`; a sentence that has no other is removed and counted.
So is one that its evidence does not support, or that cites nothing, after one look for evidence
that does support it: whose address that is, is then ours to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.chat.left_out import CITES_NOTHING, tell_why
from assistant.checking.leaning import leans
from assistant.checking.reading import read
from assistant.draft import Draft, DraftParagraph, DraftSentence
from assistant.evidence import Evidence, stems
from assistant.verification import judge
from core.schema import Citation, KnownName, Page, Source, Statement, Verdict
from library.library import Library
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.entailment import Entailment

_MOST_CITED = 4  # sentences that one statement is cited with
_OTHERS = 4  # sentences of other evidence that are tried for a statement its own does not support

_LEAST = 3  # content words of a sentence for which evidence is looked up


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parts of an answer that its draft decides."""

    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    unresolved: tuple[str, ...]
    removed: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence, the evidence it is cited with, and the verdict."""

    text: str
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    why: str


@dataclass
class _Layout:
    """The answer as far as it is laid out."""

    library: Library
    by_address: dict[str, Evidence]
    names: tuple[KnownName, ...]
    embeddings: PassageEmbeddings | None
    entailment: Entailment | None
    unsupported: list[str] = field(default_factory=list)  # why, of each
    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)
    unresolved: list[str] = field(default_factory=list)
    removed: int = 0


def resolve(
    draft: Draft,
    evidence: Sequence[Evidence],
    library: Library,
    embeddings: PassageEmbeddings | None = None,
    entailment: Entailment | None = None,
) -> Resolved:
    """Lay a draft out as an answer; every citation's quote is cut from its page.

    With models, meaning is weighed too where a sentence is not in its evidence's words.
    """
    by_address = {e.address: e for e in evidence}
    layout = _Layout(library, by_address, library.names(), embeddings, entailment)
    layout.removed = draft.removed
    for paragraph in draft.paragraphs:
        _lay_out(layout, paragraph)
    return Resolved(
        layout.text,
        tuple(layout.statements),
        tuple(layout.citations.values()),
        tuple(dict.fromkeys(layout.unresolved)),
        layout.removed,
        _notices(layout.unsupported),
    )


def _notices(unsupported: Sequence[str]) -> tuple[str, ...]:
    """Say how many sentences were left out, and why each was."""
    if not unsupported:
        return ()
    one = len(unsupported) == 1
    sentences = "1 sentence was" if one else f"{len(unsupported)} sentences were"
    first = f"{sentences} left out: no document supports {'it' if one else 'them'}."
    return (first, *(f"Left out: {why}" for why in unsupported))


def _lay_out(layout: _Layout, paragraph: DraftParagraph) -> None:
    kept = [found for s in paragraph.sentences if (found := _judge(layout, s))]
    layout.removed += len(paragraph.sentences) - len(kept)
    if not kept:
        return
    if layout.text:
        layout.text += "\n\n"
    if paragraph.heading:
        layout.text += f"## {paragraph.heading}\n\n"
    for position, judged in enumerate(kept):
        layout.text += " " if position else ""
        _add(layout, judged)


def _judge(layout: _Layout, sentence: DraftSentence) -> _Judged | None:
    """Judge a sentence by its evidence, else by other evidence; None if nothing supports it."""
    known, why = _choose(sentence.text, _known(layout, sentence)), CITES_NOTHING
    if known:
        judged = _judge_by(layout, sentence.text, known)
        if judged.verdict != "unsupported":
            return judged
        why = tell_why(judged.why, layout.by_address.values())
    elif sentence.addresses or not _stands_alone(sentence.text):
        return None
    for others in _others(layout, sentence.text, known):
        again = _judge_by(layout, sentence.text, others)
        if again.verdict == "supported":
            return again
    layout.unsupported.append(why)
    return None


def _choose(text: str, known: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence that a sentence is cited with: what shares most with it, in its order.

    A weak model may count up all the addresses it knows behind one sentence.
    """
    wanted = stems(text)
    most = sorted(known, key=lambda e: -len(wanted & stems(e.text)))[:_MOST_CITED]
    return tuple(item for item in known if item in most)


def _stands_alone(text: str) -> bool:
    """Say whether evidence can be looked up for a sentence without an address.

    "It opened in 2011" would be true of too much, and small talk and questions claim nothing.
    """
    content = sum(token.content for token in read(text))
    return content >= _LEAST and not text.endswith("?") and not leans(text)


def _judge_by(layout: _Layout, text: str, evidence: tuple[Evidence, ...]) -> _Judged:
    cited = [cite(item, 0, layout.library) for item in evidence]
    verdict, why = judge(text, cited, layout.names, layout.embeddings, layout.entailment)
    return _Judged(text, evidence, verdict, why)


def _others(
    layout: _Layout, text: str, known: tuple[Evidence, ...]
) -> Iterator[tuple[Evidence, ...]]:
    """Yield the sentences that share most with a statement, one by one and with its own."""
    wanted = stems(text)
    rest = [e for e in layout.by_address.values() if e not in known]
    ranked = sorted(rest, key=lambda e: -len(wanted & stems(e.text)))[:_OTHERS]
    for other in ranked:
        yield (other,)
    for other in ranked[:1] if known else ():
        yield (*known, other)


def _known(layout: _Layout, sentence: DraftSentence) -> list[Evidence]:
    """Return the evidence of the addresses that were given out; note the others."""
    layout.unresolved += [a for a in sentence.addresses if a not in layout.by_address]
    distinct = dict.fromkeys(sentence.addresses)
    return [layout.by_address[a] for a in distinct if a in layout.by_address]


def _add(layout: _Layout, judged: _Judged) -> None:
    for evidence in judged.evidence:
        if evidence.address not in layout.citations:
            marker = len(layout.citations) + 1
            layout.citations[evidence.address] = cite(evidence, marker, layout.library)
    markers = tuple(layout.citations[e.address].marker for e in judged.evidence)
    start = len(layout.text)
    layout.text += judged.text
    layout.statements.append(
        Statement(judged.text, start, len(layout.text), markers, judged.verdict, judged.why)
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
