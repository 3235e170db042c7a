"""The tables of the library file, and how values are packed into their cells.

In: schema values. Out: SQL text and bytes. One SQLite file in write-ahead mode holds the truth:
documents, pages with their position maps, passages, sentences and every vector, so that Chroma
can be rebuilt from it without reading or embedding anything again. FTS5 is the BM25 index. Texts of
passages and sentences are not stored: they are slices of their pages.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.schema import KnownName, Origin, Source, TextRun

SCHEMA_VERSION = "3"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, year INTEGER, kind TEXT NOT NULL,
    publisher TEXT NOT NULL, districts TEXT NOT NULL, url TEXT, read TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE names (
    kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, district TEXT, role TEXT,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, authors TEXT NOT NULL, year INTEGER,
    publisher TEXT, kind TEXT NOT NULL, districts TEXT NOT NULL, url TEXT,
    filename TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, licence TEXT,
    path TEXT NOT NULL UNIQUE, catalog_sha TEXT NOT NULL, warnings TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pages (
    source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    label TEXT NOT NULL, text TEXT NOT NULL, runs BLOB NOT NULL, failure TEXT,
    PRIMARY KEY (source_id, number)
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE, page_number INTEGER NOT NULL,
    section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    vector_id TEXT NOT NULL UNIQUE, vector BLOB NOT NULL
);
CREATE INDEX passages_source ON passages (source_id, number);
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY,
    passage INTEGER NOT NULL REFERENCES passages(number) ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, form TEXT NOT NULL, flagged INTEGER NOT NULL,
    more_page INTEGER, more_start INTEGER, more_end INTEGER, has_origins INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX sentences_passage ON sentences (passage, number);
CREATE TABLE asks (
    sentence INTEGER NOT NULL REFERENCES sentences(number) ON DELETE CASCADE,
    text TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX asks_sentence ON asks (sentence);
CREATE TABLE sentence_origins (
    sentence INTEGER NOT NULL REFERENCES sentences(number) ON DELETE CASCADE,
    position INTEGER NOT NULL, document TEXT NOT NULL REFERENCES documents(id),
    PRIMARY KEY (sentence, position)
) WITHOUT ROWID;
CREATE INDEX sentence_origins_document ON sentence_origins (document);
CREATE VIRTUAL TABLE passages_text USING fts5 (
    heading, body, asks, tokenize = 'porter unicode61'
);
"""

SOURCE_FIELDS = (
    "id, title, authors, year, publisher, kind, districts, url, filename, sha256, licence"
)
NAME_FIELDS = "kind, name, aliases, district, role"
DOCUMENT_FIELDS = "id, title, year, kind, publisher, districts, url, read"


def source_cells(source: Source) -> tuple[object, ...]:
    """Return the cells of `SOURCE_FIELDS`."""
    return (
        source.id,
        source.title,
        json.dumps(source.authors),
        source.year,
        source.publisher,
        source.kind,
        json.dumps(source.districts),
        source.url,
        source.filename,
        source.sha256,
        source.licence,
    )


def read_source(cells: Sequence[object]) -> Source:
    """Build a source from the cells of `SOURCE_FIELDS`."""
    values = list(cells)
    values[2] = tuple(json.loads(str(values[2])))
    values[6] = tuple(json.loads(str(values[6])))
    return Source(*values)  # type: ignore[arg-type]


def origin_cells(origin: Origin) -> tuple[object, ...]:
    """Return the cells of `DOCUMENT_FIELDS`."""
    return (
        origin.id,
        origin.title,
        origin.year,
        origin.kind,
        origin.publisher,
        json.dumps(origin.districts),
        origin.url,
        origin.read,
    )


def read_origin(cells: Sequence[object]) -> Origin:
    """Build an origin from the cells of `DOCUMENT_FIELDS`."""
    values = list(cells)
    values[5] = tuple(json.loads(str(values[5])))
    return Origin(*values)  # type: ignore[arg-type]


def name_cells(name: KnownName) -> tuple[object, ...]:
    """Return the cells of `NAME_FIELDS`."""
    return (name.kind, name.name, json.dumps(name.aliases), name.district, name.role)


def read_name(cells: Sequence[object]) -> KnownName:
    """Build a name from the cells of `NAME_FIELDS`."""
    values = list(cells)
    values[2] = tuple(json.loads(str(values[2])))
    return KnownName(*values)  # type: ignore[arg-type]


def pack_runs(runs: Iterable[TextRun]) -> bytes:
    """Pack a position map; a page of prose takes a few hundred bytes."""
    flat = [number for run in runs for number in (run.start, run.length, run.glyph)]
    return zlib.compress(np.asarray(flat, dtype="<i4").tobytes()) if flat else b""


def unpack_runs(packed: bytes) -> tuple[TextRun, ...]:
    """Undo `pack_runs`."""
    if not packed:
        return ()
    flat = np.frombuffer(zlib.decompress(packed), dtype="<i4").reshape(-1, 3)
    return tuple(TextRun(*map(int, row)) for row in flat)


def pack_vector(vector: NDArray[np.floating]) -> bytes:
    """Pack a vector in its own precision (passages float32, sentences float16), little-endian."""
    return vector.astype(vector.dtype.newbyteorder("<")).tobytes()


def unpack_vectors(packed: Sequence[bytes], dtype: str) -> NDArray[np.float32]:
    """Unpack vectors of one width as rows of float32."""
    if not packed:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(packed), dtype=dtype).reshape(len(packed), -1).astype(np.float32)
