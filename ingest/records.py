"""One file → everything the library keeps of it.

In: a path and what the catalogue says. Out: a `SourceRecord`, ready to be committed: the source,
its pages, and its passages cut, embedded and given the texts that BM25 indexes. Vector ids hold the
content's digest, so a replaced source never shares one with what it replaces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path

import numpy as np

from core.errors import UnreadableFile
from core.schema import Page, Sentence, Source, join_over_pages
from ingest.asks import plain
from ingest.blocks import ReadFile
from ingest.catalog import Catalog
from ingest.passages import CutFile, TokenBudget, cut
from ingest.reading import read_file
from ingest.upload_details import DEFAULT_KIND
from library.writer import AskRecord, PageRecord, PassageRecord, SourceRecord
from vectorstore.embeddings import PassageEmbeddings


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """A file, the id of its source, its digest, and its name below the corpus folder if there."""

    path: Path
    source_id: str
    sha256: str
    catalog_name: str | None


def sha256_of(path: Path) -> str:
    """Return the digest of a file's content."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def build_record(
    origin: FileOrigin,
    catalog: Catalog,
    embeddings: PassageEmbeddings,
    notify: Callable[[int, int, float], None],
) -> SourceRecord:
    """Read, cut and embed a file; `notify` gets its pages, its passages so far, and their share."""
    read = read_file(origin.path)
    if sha256_of(origin.path) != origin.sha256:
        raise UnreadableFile("changed while it was being read: run the same command again")
    source = _source(origin, catalog, read)
    budget = TokenBudget(embeddings.count_tokens, embeddings.max_tokens)
    pieces = cut(source.id, source.title, read, catalog.origins, budget)
    if not pieces.passages:
        raise UnreadableFile("has no text")
    notify(len(read.pages), 0, 0.0)
    cited = {document.id for sentence in pieces.sentences for document in sentence.origins}
    asks = catalog.asks.get(source.id, {})
    return SourceRecord(
        source=source,
        path=origin.path,
        catalog_sha=catalog.touching(source.id, cited),
        warnings=(*read.warnings, *_lost_questions(asks, pieces)),
        pages=tuple(
            PageRecord(Page(source.id, p.number, p.label, p.text), p.runs, p.failure)
            for p in read.pages
        ),
        passages=_with_asks(
            _embed(origin, pieces, embeddings, partial(notify, len(read.pages))), asks, embeddings
        ),
    )


def _source(origin: FileOrigin, catalog: Catalog, read: ReadFile) -> Source:
    """Say what is known of a source: a person's or the catalogue's word first, then the file's."""
    uploaded = catalog.uploads.get(origin.path)
    if uploaded is not None:
        title = uploaded.title or read.title or origin.path.stem
        return replace(uploaded, title=title, sha256=origin.sha256)
    entry = catalog.by_filename.get(origin.catalog_name or "")
    filename = origin.catalog_name or origin.path.name
    if entry is not None:
        return replace(entry, sha256=origin.sha256, filename=filename)
    return Source(
        id=origin.source_id,
        title=read.title or origin.path.stem,
        authors=read.authors,
        year=read.year,
        publisher=None,
        kind=DEFAULT_KIND,
        districts=(),
        url=None,
        filename=filename,
        sha256=origin.sha256,
        licence=None,
    )


def _lost_questions(asks: Mapping[str, Sequence[str]], pieces: CutFile) -> tuple[str, ...]:
    """Say which sentences of the file of questions do not stand in the document."""
    held = {_whole(sentence) for sentence in pieces.sentences}
    lost = [quote for quote in asks if quote not in held]
    if not lost:
        return ()
    return (f"questions to {len(lost)} sentences that it does not hold, first {lost[0][:60]!r}",)


def _with_asks(
    records: Sequence[PassageRecord],
    asks: Mapping[str, Sequence[str]],
    embeddings: PassageEmbeddings,
) -> tuple[PassageRecord, ...]:
    """Give each sentence the questions that it answers."""
    if not asks:
        return tuple(records)
    texts = list(dict.fromkeys(chain.from_iterable(asks.values())))
    vectors = embeddings.embed(texts).astype(np.float16)
    known = {text: AskRecord(text, row) for text, row in zip(texts, vectors, strict=True)}
    return tuple(
        replace(
            record,
            asks={
                position: tuple(known[text] for text in asks.get(_whole(sentence), ()))
                for position, sentence in enumerate(record.sentences)
            },
        )
        for record in records
    )


def _whole(sentence: Sentence) -> str:
    rest = sentence.continues
    return plain(join_over_pages(sentence.text, rest.quote) if rest else sentence.text)


def _embed(
    origin: FileOrigin,
    pieces: CutFile,
    embeddings: PassageEmbeddings,
    notify: Callable[[int, float], None],
) -> tuple[PassageRecord, ...]:
    texts = [indexed.text for indexed in pieces.indexed]
    spans = [indexed.spans for indexed in pieces.indexed]
    of_passage = {
        passage_id: tuple(sentences)
        for passage_id, sentences in groupby(pieces.sentences, key=lambda s: s.passage_id)
    }
    records: list[PassageRecord] = []
    embedded = embeddings.embed_passages(texts, spans)
    for passage, indexed, vectors in zip(pieces.passages, pieces.indexed, embedded, strict=True):
        records.append(
            PassageRecord(
                passage=passage,
                vector_id=f"{passage.id}@{origin.sha256[:12]}",
                vector=vectors.vector,
                sentences=of_passage[passage.id],
                sentence_vectors=vectors.sentences,
                heading=indexed.heading,
                body=indexed.body,
            )
        )
        notify(len(records), len(records) / len(texts))
    return tuple(records)
