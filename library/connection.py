"""Connections to the library file: one per thread, and read snapshots.

In: the data folder. Out: SQLite connections. In write-ahead mode readers never wait for the writer
and a reader's transaction sees one state of the file from its first read to its end; that is what
keeps an answer from mixing a source's old and new halves.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import IndexDamaged, IndexMissing, IndexStale, LibraryError
from library.tables import SCHEMA_VERSION, TABLES

FILENAME = "library.sqlite"
REBUILD = "run `linked-learning ingest`"


class Connections:
    """Per-thread connections to one library file, opened when first used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def get(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path)
            self._local.connection = connection
        return connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Hold one state of the library for the length of the block; may be nested."""
        connection = self.get()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing library file."""
    if not path.is_file():
        raise IndexMissing(f"no index in {path.parent}: {REBUILD}")
    try:
        connection = _open(path)
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise IndexMissing(f"no index in {path.parent}: {REBUILD}") from error
        raise LibraryError(f"{path} cannot be opened ({error}): see its permissions") from error
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(f"{path} is damaged ({error}): {REBUILD}") from error
    if row is None or row[0] != SCHEMA_VERSION:
        raise IndexStale(f"{path} was made by another version of the program: {REBUILD}")
    return connection


def create(path: Path) -> None:
    """Make an empty library file, whole or not at all, in place of one missing or of no use."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript(f"BEGIN IMMEDIATE;{TABLES}")
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        connection.execute("INSERT INTO meta VALUES ('generation', '0')")
        connection.execute("INSERT INTO meta VALUES ('fingerprint', '')")
        connection.commit()
    finally:
        connection.close()
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    draft.replace(path)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
