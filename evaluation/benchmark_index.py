"""An index over a benchmark's documents, to be searched as the product searches.

In: a benchmark, a folder of its own, and the embeddings. Out: a `FusedSearch` over an index with
one source, one page and one passage for each document, since the document is what is judged.
`Source.filename` is the document's id. A passage that is longer than the model reads is embedded
by its beginning; BM25 has all of it, and each of its sentences has its own vector. A finished index
of the same corpus, made by the same readers and model, is only opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import IndexDamaged, IndexMissing, IndexStale, LibraryError
from core.schema import Page, Passage, Sentence, Source
from evaluation.beir import Benchmark, Document
from ingest.blocks import ReadFile, ReadPage
from ingest.decoding import clean_text
from ingest.files import slug
from ingest.lock import writing
from ingest.page_layout.pieces import Piece, write_page
from ingest.passages import IndexedPassage, indexed_passage
from ingest.sentences import PageUnits, cut_sentences
from ingest.tags import SourceList
from ingest.upload_details import DEFAULT_KIND
from library.connection import FILENAME
from library.library import Library
from library.writer import LibraryWriter, PageRecord, PassageRecord, SourceRecord
from vectorstore.embeddings import EmbeddedPassage, PassageEmbeddings
from vectorstore.fingerprint import index_fingerprint
from vectorstore.search import FOLDER, FusedSearch, open_search
from vectorstore.store import VectorStore

Notify = Callable[[int, int], None]

MARK = "benchmark.txt"  # in a folder that may be written over
VERSION = "1"  # raise with any change here that makes another index of the same documents
_GROUP = 64  # documents that are in memory with their vectors, and a step of a progress bar
_DIGEST, _EMPTY = "benchmark_digest", "benchmark_empty"
_NO_TAGS = SourceList({}, frozenset())


@dataclass(frozen=True, slots=True)
class _CutDocument:
    """A document as it will be kept, before it is embedded."""

    source: Source
    page: Page
    passage: Passage
    sentences: tuple[Sentence, ...]
    indexed: IndexedPassage


def open_benchmark(
    benchmark: Benchmark,
    data_dir: Path,
    embeddings: PassageEmbeddings,
    notify: Notify = lambda done, documents: None,
) -> FusedSearch:
    """Open the benchmark's index, made first where it is not there or not of these documents.

    `notify` gets the documents done and all of them, while the index is being made.
    """
    digest = _corpus_digest(benchmark, embeddings)
    if not _is_complete(data_dir, digest):
        with writing(data_dir):
            if not _is_complete(data_dir, digest):  # another process may just have made it
                _build(benchmark, data_dir, embeddings, notify)
    return open_search(data_dir, embeddings)


def count_empty(search: FusedSearch) -> int:
    """Return how many documents were kept out because they have no text."""
    return int(search.library.meta(_EMPTY) or 0)


def document_ids(search: FusedSearch, passage_ids: Sequence[str]) -> list[str]:
    """Return the ids of the documents that these passages are, in their order."""
    passages = search.library.passages(passage_ids)
    return [search.library.source(passages[i].source_id).filename for i in passage_ids]


def _corpus_digest(benchmark: Benchmark, embeddings: PassageEmbeddings) -> str:
    digest = hashlib.sha256(f"{VERSION} {index_fingerprint(embeddings)}".encode())
    for document in benchmark.documents:
        digest.update(_sha256(document).encode())
    return digest.hexdigest()


def _sha256(document: Document) -> str:
    """Return the digest of a document; its id counts, since two may have the same text."""
    parts = (document.id, document.title, document.text)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _is_complete(data_dir: Path, digest: str) -> bool:
    """Say whether the finished index is there, with its vectors."""
    library = Library(data_dir)
    try:
        return library.meta(_DIGEST) == digest and (data_dir / FOLDER).is_dir()
    except (IndexMissing, IndexStale, IndexDamaged):
        return False
    finally:
        library.close()


def _claim(data_dir: Path, benchmark: Benchmark) -> None:
    """Mark the folder as one for a benchmark; one that holds anybody's documents is refused."""
    mark = data_dir / MARK
    if (data_dir / FILENAME).exists() and not mark.exists():
        raise LibraryError(
            f"{data_dir} holds an index of documents, not of a benchmark: name another folder"
        )
    mark.write_text(f"{benchmark.name}\n", "utf-8")


def _build(
    benchmark: Benchmark, data_dir: Path, embeddings: PassageEmbeddings, notify: Notify
) -> None:
    """Make the index; only the last step says that it is whole."""
    _claim(data_dir, benchmark)
    writer = LibraryWriter(data_dir)
    store = VectorStore(data_dir / FOLDER, create=True)
    try:
        writer.set_meta(_DIGEST, "")
        writer.start_over(index_fingerprint(embeddings))
        store.delete(store.ids())
        documents, empty = benchmark.documents, 0
        for first in range(0, len(documents), _GROUP):
            group = documents[first : first + _GROUP]
            cut = [piece for document in group if (piece := _cut(document)) is not None]
            empty += len(group) - len(cut)
            _commit(cut, data_dir, embeddings, (writer, store))
            notify(first + len(group), len(documents))
        writer.set_meta(_EMPTY, str(empty))
        writer.set_meta(_DIGEST, _corpus_digest(benchmark, embeddings))
    finally:
        store.close()
        writer.close()


def _cut(document: Document) -> _CutDocument | None:
    """Cut a document into sentences and make one passage of them all; None if there are none."""
    title = " ".join(clean_text(document.title).split())
    page = _read_page(document.text)
    cut = cut_sentences(ReadFile((page,)), _NO_TAGS)[0]
    if not cut.units:
        return None
    source = _source(document, title)
    start, end = cut.units[0].start, cut.units[-1].tail
    text = page.text[start:end]
    passage = Passage(f"{source.id}:p001:{start}-{end}", source.id, 1, "", start, end, text)
    return _CutDocument(
        source=source,
        page=Page(source.id, page.number, page.label, page.text),
        passage=passage,
        sentences=tuple(_sentences(cut, passage)),
        indexed=indexed_passage(title, cut, cut.units),
    )


def _read_page(text: str) -> ReadPage:
    """Make one page of a text, whose lines are paragraphs unless they go on in lower case."""
    paragraphs: list[str] = []
    open_line = False
    for line in clean_text(text).split("\n"):
        words = " ".join(line.split())
        if words and open_line and words[0].islower():
            paragraphs[-1] += f" {words}"
        elif words:
            paragraphs.append(words)
        open_line = bool(words)
    return write_page(1, "1", (Piece("paragraph", paragraph) for paragraph in paragraphs))


def _source(document: Document, title: str) -> Source:
    """Describe a document as a source; its id is safe in a passage id, and never another's."""
    mark = hashlib.sha256(document.id.encode()).hexdigest()[:8]
    return Source(
        id=f"{slug(document.id)}-{mark}",
        title=title,
        authors=(),
        year=None,
        publisher=None,
        kind=DEFAULT_KIND,
        districts=(),
        url=None,
        filename=document.id,
        sha256=_sha256(document),
        licence=None,
    )


def _sentences(cut: PageUnits, passage: Passage) -> Iterator[Sentence]:
    for unit in cut.units:
        text = cut.page.text[unit.start : unit.end]
        yield Sentence(passage.id, unit.start, unit.end, text, unit.form, flagged=unit.flagged)


def _commit(
    cut: Sequence[_CutDocument],
    data_dir: Path,
    embeddings: PassageEmbeddings,
    places: tuple[LibraryWriter, VectorStore],
) -> None:
    """Embed documents and keep them: vectors first, rows last."""
    writer, store = places
    embedded = _embed([document.indexed for document in cut], embeddings)
    records = [_record(*pair, data_dir) for pair in zip(cut, embedded, strict=True)]
    if records:
        passages = [record.passages[0] for record in records]
        store.add([p.vector_id for p in passages], np.stack([p.vector for p in passages]))
    for record in records:
        store.delete(writer.replace(record))


def _embed(
    texts: Sequence[IndexedPassage], embeddings: PassageEmbeddings
) -> Iterator[EmbeddedPassage]:
    """Embed passages of any length, and their sentences.

    `embed_passages` refuses a text that the model would cut off; here it has to be. Documents of
    these sets overlap, so a sentence that several of a group have is embedded once.
    """
    spans = [[indexed.text[a:b] for a, b in indexed.spans] for indexed in texts]
    distinct = list(dict.fromkeys(sentence for own in spans for sentence in own))
    vectors = embeddings.embed([*(indexed.text for indexed in texts), *distinct])
    rows = {sentence: row for row, sentence in enumerate(distinct, start=len(texts))}
    for vector, own in zip(vectors, spans, strict=False):
        yield EmbeddedPassage(vector, vectors[[rows[text] for text in own]].astype(np.float16))


def _record(document: _CutDocument, vectors: EmbeddedPassage, data_dir: Path) -> SourceRecord:
    source = document.source
    passage = PassageRecord(
        passage=document.passage,
        vector_id=f"{document.passage.id}@{source.sha256[:12]}",
        vector=vectors.vector,
        sentences=document.sentences,
        sentence_vectors=vectors.sentences,
        heading=document.indexed.heading,
        body=document.indexed.body,
    )
    return SourceRecord(
        source=source,
        path=data_dir / "documents" / source.id,  # there is no such file; a path must be its own
        catalog_sha="",
        warnings=(),
        pages=(PageRecord(document.page, (), None),),
        passages=(passage,),
    )
