"""Writing the library: one source whole, or not at all.

In: what ingest read, cut and embedded. Out: one committed transaction per source. `ingest/` calls
this, and `evaluation/` for the documents of a public set, holding the ingest lock. Every commit
raises the generation number, which tells the readers of other processes to reopen Chroma.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import IndexDamaged, IndexMissing, IndexStale
from core.schema import KnownName, Origin, Page, Passage, Sentence, Source, TextRun
from library.connection import FILENAME, connect, create
from library.tables import (
    NAME_FIELDS,
    name_cells,
    origin_cells,
    pack_runs,
    pack_vector,
    source_cells,
)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page, its position map, and why it could not be read if so."""

    page: Page
    runs: tuple[TextRun, ...]
    failure: str | None


@dataclass(frozen=True, slots=True)
class AskRecord:
    """A question that a sentence answers, and its vector."""

    text: str
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with its sentences, their vectors, and the texts that BM25 indexes.

    `asks` are the questions that each sentence answers, by its position; most have none.
    """

    passage: Passage
    vector_id: str
    vector: NDArray[np.float32]
    sentences: tuple[Sentence, ...]
    sentence_vectors: NDArray[np.float16]
    heading: str
    body: str
    asks: Mapping[int, tuple[AskRecord, ...]] = field(default_factory=dict)

    @property
    def all_asks(self) -> tuple[AskRecord, ...]:
        """The questions of all its sentences, in order."""
        return tuple(chain.from_iterable(self.asks[position] for position in sorted(self.asks)))


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Everything the library keeps of one source."""

    source: Source
    path: Path
    catalog_sha: str
    warnings: tuple[str, ...]
    pages: tuple[PageRecord, ...]
    passages: tuple[PassageRecord, ...]


class LibraryWriter:
    """The one writer of a data folder's library."""

    def __init__(self, data_dir: Path) -> None:
        path = data_dir / FILENAME
        try:
            self._connection = connect(path)
        except (IndexMissing, IndexStale, IndexDamaged):
            create(path)
            self._connection = connect(path)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def start_over(self, fingerprint: str) -> None:
        """Empty the library and write down what it will be built by."""
        with self._transaction() as connection:
            for row in connection.execute("SELECT id FROM sources").fetchall():
                _delete(connection, row[0])
            connection.execute("DELETE FROM documents")
            connection.execute("DELETE FROM meta WHERE key = 'indexed_at'")
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('fingerprint', ?)", (fingerprint,)
            )

    def set_meta(self, key: str, value: str) -> None:
        """Write one bookkeeping value, without a new generation."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def set_names(self, names: Sequence[KnownName]) -> None:
        """Commit the catalogue's names in place of those known, if they differ."""
        cells = sorted(name_cells(name) for name in names)
        sql = f"SELECT {NAME_FIELDS} FROM names ORDER BY kind, name"
        if cells == self._connection.execute(sql).fetchall():
            return
        with self._transaction() as connection:
            connection.execute("DELETE FROM names")
            connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", cells)

    def replace(self, record: SourceRecord) -> list[str]:
        """Commit a source in place of what was known under its id, path or content.

        Returns the vector ids that nothing refers to any more.
        """
        removed: list[str] = []
        with self._transaction() as connection:
            for row in connection.execute(
                "SELECT id FROM sources WHERE id = ? OR path = ? OR sha256 = ? ORDER BY id",
                (record.source.id, str(record.path), record.source.sha256),
            ).fetchall():
                removed += _delete(connection, row[0])
            _insert(connection, record)
        kept = {passage.vector_id for passage in record.passages}
        return [vector_id for vector_id in removed if vector_id not in kept]

    def remove(self, source_id: str) -> list[str]:
        """Commit the removal of a source; returns the vector ids it had."""
        with self._transaction() as connection:
            return _delete(connection, source_id)

    def move(self, source_id: str, path: Path) -> None:
        """Note that a source's file now lies elsewhere."""
        with self._transaction() as connection:
            connection.execute("UPDATE sources SET path = ? WHERE id = ?", (str(path), source_id))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute(
                "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
            )
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


def _delete(connection: sqlite3.Connection, source_id: str) -> list[str]:
    rows = connection.execute(
        "SELECT vector_id FROM passages WHERE source_id = ? ORDER BY number", (source_id,)
    ).fetchall()
    connection.execute(
        "DELETE FROM passages_text WHERE rowid IN"
        " (SELECT number FROM passages WHERE source_id = ?)",
        (source_id,),
    )
    connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
    return [row[0] for row in rows]


def _insert(connection: sqlite3.Connection, record: SourceRecord) -> None:
    cells = source_cells(record.source)
    connection.execute(
        f"INSERT INTO sources VALUES ({', '.join('?' * (len(cells) + 3))})",
        (*cells, str(record.path), record.catalog_sha, json.dumps(record.warnings)),
    )
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                p.page.source_id,
                p.page.number,
                p.page.label,
                p.page.text,
                pack_runs(p.runs),
                p.failure,
            )
            for p in record.pages
        ],
    )
    for passage in record.passages:
        _insert_passage(connection, passage)


def _insert_passage(connection: sqlite3.Connection, record: PassageRecord) -> None:
    passage = record.passage
    number = connection.execute(
        "INSERT INTO passages (id, source_id, page_number, section, start, end, vector_id, vector)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage.id,
            passage.source_id,
            passage.page_number,
            passage.section,
            passage.start,
            passage.end,
            record.vector_id,
            pack_vector(record.vector),
        ),
    ).lastrowid
    connection.execute(
        "INSERT INTO passages_text (rowid, heading, body, asks) VALUES (?, ?, ?, ?)",
        (number, record.heading, record.body, "\n".join(ask.text for ask in record.all_asks)),
    )
    rows = zip(record.sentences, record.sentence_vectors, strict=True)
    for position, (sentence, vector) in enumerate(rows):
        row = _insert_sentence(connection, number, sentence, pack_vector(vector))
        connection.executemany(
            "INSERT INTO asks VALUES (?, ?, ?)",
            [(row, ask.text, pack_vector(ask.vector)) for ask in record.asks.get(position, ())],
        )


def _insert_sentence(
    connection: sqlite3.Connection, passage: int | None, sentence: Sentence, vector: bytes
) -> int | None:
    more = sentence.continues
    number = connection.execute(
        "INSERT INTO sentences (passage, start, end, form, flagged, more_page, more_start,"
        " more_end, has_origins, vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage,
            sentence.start,
            sentence.end,
            sentence.form,
            sentence.flagged,
            more.page_number if more else None,
            more.start if more else None,
            more.end if more else None,
            bool(sentence.origins),
            vector,
        ),
    ).lastrowid
    _insert_origins(connection, number, sentence.origins)
    return number


def _insert_origins(
    connection: sqlite3.Connection, sentence: int | None, origins: Sequence[Origin]
) -> None:
    for position, origin in enumerate(origins):
        cells = origin_cells(origin)
        connection.execute(
            f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * len(cells))})", cells
        )
        connection.execute(
            "INSERT INTO sentence_origins VALUES (?, ?, ?)", (sentence, position, origin.id)
        )
