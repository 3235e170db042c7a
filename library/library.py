"""Reading the library: sources, pages, passages, sentences and BM25.

In: the data folder. Out: the values of `core/schema.py`. Read only: `library/writer.py` writes,
called by `ingest/`, and by `evaluation/` for public sets. Any number of processes may read while
one writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from core.errors import IndexStale, UsageError
from core.schema import (
    Continuation,
    Form,
    KnownName,
    Origin,
    Page,
    Passage,
    Sentence,
    Source,
    TextRun,
    UnreadPage,
)
from library.asks import Asks, asks_of
from library.connection import FILENAME, REBUILD, Connections
from library.tables import (
    DOCUMENT_FIELDS,
    NAME_FIELDS,
    SOURCE_FIELDS,
    read_name,
    read_origin,
    read_source,
    unpack_runs,
    unpack_vectors,
)

_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}
_PASSAGE_FIELDS = "id, source_id, page_number, section, start, end"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What ingest compares a file with: what the library has of it."""

    id: str
    path: Path
    sha256: str
    catalog_sha: str
    pages: int
    passages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRows:
    """The sentences of one passage, their vectors (n, dimension), and questions by position."""

    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32]
    asks: Mapping[int, Asks]


class Library:
    """The library of one data folder, opened for reading."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILENAME
        self._connections = Connections(self.path)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the library within the block, whatever a writer does meanwhile."""
        with self._connections.snapshot():
            yield

    def close(self) -> None:
        """Close this thread's connection."""
        self._connections.close()

    def meta(self, key: str) -> str:
        """Return one bookkeeping value ("generation", "fingerprint", "indexed_at"), or ""."""
        row = self.row("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else ""

    def check(self, fingerprint: str) -> None:
        """Refuse an index that was built by other models, settings or readers."""
        if self.meta("fingerprint") != fingerprint:
            raise IndexStale(
                f"the index in {self.path.parent} was built by other models or readers: {REBUILD}"
            )

    def index_id(self) -> str:
        """Return 12 hex digits over the fingerprint and every (source id, sha256), sorted."""
        digest = hashlib.sha256(self.meta("fingerprint").encode())
        for row in self.rows("SELECT id, sha256 FROM sources ORDER BY id"):
            digest.update(f"\n{row[0]} {row[1]}".encode())
        return digest.hexdigest()[:12]

    def sources(self) -> tuple[Source, ...]:
        """Return every source, by id."""
        rows = self.rows(f"SELECT {SOURCE_FIELDS} FROM sources ORDER BY id")
        return tuple(read_source(row) for row in rows)

    def source(self, source_id: str) -> Source:
        """Return one source; an unknown id is a usage error that names the command to list them."""
        row = self.row(f"SELECT {SOURCE_FIELDS} FROM sources WHERE id = ?", source_id)
        if row is None:
            raise UsageError(f"no source {source_id!r}: `linked-learning sources` lists them")
        return read_source(row)

    def states(self) -> tuple[SourceState, ...]:
        """Return what is indexed of every source, by id."""
        rows = self.rows(
            "SELECT id, path, sha256, catalog_sha, warnings,"
            " (SELECT count(*) FROM pages WHERE source_id = sources.id),"
            " (SELECT count(*) FROM passages WHERE source_id = sources.id)"
            " FROM sources ORDER BY id"
        )
        return tuple(
            SourceState(row[0], Path(row[1]), row[2], row[3], row[5], row[6], _texts(row[4]))
            for row in rows
        )

    def file_path(self, source_id: str) -> Path:
        """Return where the source's file was when it was indexed."""
        row = self.row("SELECT path FROM sources WHERE id = ?", source_id)
        return Path(row[0]) if row else Path(self.source(source_id).filename)

    def page(self, source_id: str, number: int) -> Page:
        """Return one page; its text is the coordinate system of every offset."""
        row = self.row(
            "SELECT source_id, number, label, text FROM pages WHERE source_id = ? AND number = ?",
            source_id,
            number,
        )
        if row is None:
            self.source(source_id)
            count = self.row("SELECT count(*) FROM pages WHERE source_id = ?", source_id)
            raise UsageError(f"{source_id} has no page {number}; it has {count[0] if count else 0}")
        return Page(*row)

    def runs(self, source_id: str, number: int) -> tuple[TextRun, ...]:
        """Return the page's position map; empty where its characters have no known places."""
        row = self.row(
            "SELECT runs FROM pages WHERE source_id = ? AND number = ?", source_id, number
        )
        return unpack_runs(row[0]) if row else ()

    def unread_pages(self, source_ids: Collection[str]) -> tuple[UnreadPage, ...]:
        """Return the pages of these sources that could not be read, at most 20."""
        rows = self.rows(
            "SELECT source_id, number, failure FROM pages WHERE failure IS NOT NULL"
            f" AND source_id IN ({_marks(source_ids)}) ORDER BY source_id, number LIMIT 20",
            *source_ids,
        )
        return tuple(UnreadPage(*row) for row in rows)

    def origins(self) -> dict[str, Origin]:
        """Return every public document that some digest sentence rests on."""
        rows = self.rows(
            f"SELECT {DOCUMENT_FIELDS} FROM documents"
            " WHERE id IN (SELECT document FROM sentence_origins) ORDER BY id"
        )
        return {str(row[0]): read_origin(row) for row in rows}

    def names(self) -> tuple[KnownName, ...]:
        """Return the catalogue's names of districts, schools, people and organisations."""
        rows = self.rows(f"SELECT {NAME_FIELDS} FROM names ORDER BY kind, name")
        return tuple(read_name(row) for row in rows)

    def cited_documents(self, source_id: str) -> set[str]:
        """Return the ids of the public documents that a source's sentences rest on."""
        rows = self.rows(
            "SELECT DISTINCT document FROM sentence_origins WHERE sentence IN (SELECT"
            " sentences.number FROM sentences JOIN passages ON passages.number = passage"
            " WHERE source_id = ?)",
            source_id,
        )
        return {row[0] for row in rows}

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages that exist among `ids`."""
        rows = self.rows(
            f"SELECT {_PASSAGE_FIELDS}, substr((SELECT text FROM pages WHERE"
            " pages.source_id = passages.source_id AND pages.number = passages.page_number),"
            " start + 1, end - start)"
            f" FROM passages WHERE id IN ({_marks(ids)})",
            *ids,
        )
        return {str(row[0]): Passage(*row) for row in rows}

    def passage_ids(self) -> tuple[str, ...]:
        """Return every passage id, in the order they were written."""
        return tuple(row[0] for row in self.rows("SELECT id FROM passages ORDER BY number"))

    def ids_of_vectors(self, vector_ids: Sequence[str]) -> dict[str, str]:
        """Return vector id → passage id for those that this state of the library knows."""
        rows = self.rows(
            f"SELECT vector_id, id FROM passages WHERE vector_id IN ({_marks(vector_ids)})",
            *vector_ids,
        )
        return dict(rows)

    def vector_ids(self, passage_ids: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the vector ids of these passages, or of all."""
        if passage_ids is None:
            rows = self.rows("SELECT vector_id FROM passages ORDER BY number")
        else:
            rows = self.rows(
                "SELECT vector_id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
                " ORDER BY number",
                json.dumps(sorted(passage_ids)),
            )
        return tuple(row[0] for row in rows)

    def vectors(self, vector_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return passage vectors as rows, in the order asked for."""
        rows: dict[str, bytes] = dict(
            self.rows(
                f"SELECT vector_id, vector FROM passages WHERE vector_id IN ({_marks(vector_ids)})",
                *vector_ids,
            )
        )
        return unpack_vectors([rows[vector_id] for vector_id in vector_ids], "<f4")

    def sentences(self, passage: Passage) -> SentenceRows:
        """Return the sentences of a passage in order, with their vectors."""
        rows = self.rows(
            "SELECT number, start, end, form, flagged, more_page, more_start, more_end,"
            " has_origins, vector FROM sentences"
            " WHERE passage = (SELECT number FROM passages WHERE id = ?) ORDER BY number",
            passage.id,
        )
        sentences = tuple(self._sentence(passage, row) for row in rows)
        asks = asks_of(self.rows, [row[0] for row in rows])
        return SentenceRows(sentences, unpack_vectors([row[9] for row in rows], "<f2"), asks)

    def _sentence(self, passage: Passage, row: Sequence[int]) -> Sentence:
        number, start, end, form, flagged, more_page, more_start, more_end, has_origins, _ = row
        continues = None
        if more_page is not None:
            text = self.page(passage.source_id, more_page).text
            continues = Continuation(more_page, more_start, more_end, text[more_start:more_end])
        return Sentence(
            passage_id=passage.id,
            start=start,
            end=end,
            text=passage.text[start - passage.start : end - passage.start],
            form=_form(str(form)),
            continues=continues,
            origins=self._origins_of(number) if has_origins else (),
            flagged=bool(flagged),
        )

    def _origins_of(self, sentence: int) -> tuple[Origin, ...]:
        fields = ", ".join(f"documents.{field}" for field in DOCUMENT_FIELDS.split(", "))
        rows = self.rows(
            f"SELECT {fields} FROM sentence_origins JOIN documents ON documents.id = document"
            " WHERE sentence = ? ORDER BY position",
            sentence,
        )
        return tuple(read_origin(row) for row in rows)

    def count_passages(self) -> int:
        """Return the number of passages."""
        row = self.row("SELECT count(*) FROM passages")
        return int(row[0]) if row else 0

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query of this room and return all rows."""
        return self._connections.get().execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Run a query of this room and return its first row, if any."""
        row: tuple[Any, ...] | None = self._connections.get().execute(sql, values).fetchone()
        return row


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _texts(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


def _form(value: str) -> Form:
    return _FORMS.get(value, "sentence")
