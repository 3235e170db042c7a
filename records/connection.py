"""Connections to the records file: one per call, with the tables brought up to date.

In: the path of the file, or none for a store that lives in memory only. Out: SQLite connections,
and SQLite's complaints as errors that say what to do. A connection is opened for each call because
the screens run in threads that come and go; in write-ahead mode many processes may read and one
write, and the others wait for their turn. Nothing here ever removes or replaces the file.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AssistantError, RecordsBusy, RecordsDamaged, RecordsError, RecordsTooNew
from records.tables import MIGRATIONS

WAIT_S = 30.0
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_REFUSED = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class Connections:
    """Connections to one records file, or to one store in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._memory = None if path else _connect(":memory:")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for the length of the block."""
        if self._memory is not None:
            with self._lock:
                yield self._memory
            return
        assert self._path is not None
        with _explained(self._path):
            _check_place(self._path)
            connection = _connect(self._path)
            try:
                yield connection
            finally:
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose changes are kept if the block ends without an error."""
        with self.reading() as connection, _transaction(connection):
            yield connection

    def scrub(self) -> None:
        """Take what was deleted out of the file's bytes.

        `secure_delete` alone is not enough: pages that SQLite rearranged keep old cells in their
        gaps. So the file is written anew in place, and the write-ahead log emptied.
        """
        with self.reading() as connection:
            connection.execute("VACUUM")
            if not _patiently(lambda: _empty_log(connection)):
                raise RecordsBusy(
                    f"another program is reading {self._path}: what was deleted is still in its"
                    " log, so delete again when that program has ended"
                )


def _check_place(path: Path) -> None:
    """Make the folder; refuse a log without its file, which SQLite would throw away."""
    log = path.with_name(path.name + "-wal")
    orphaned = log.exists() and not (path.exists() and path.stat().st_size)
    if orphaned:
        raise RecordsDamaged(f"{log} is there without {path.name}: put that back or move both away")
    path.parent.mkdir(parents=True, exist_ok=True)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=WAIT_S, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        _bring_up_to_date(connection, path)
        # Only now: to rebuild a table in a migration would otherwise delete what refers to it.
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path | str) -> None:
    if _version(connection, path) == len(MIGRATIONS):
        return
    _patiently(lambda: _write_ahead(connection))
    with _transaction(connection):
        # Asked again, because another process may have been faster.
        for statements in MIGRATIONS[_version(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection, path: Path | str) -> int:
    sql = "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version"
    version, tables = connection.execute(sql).fetchone()
    if version > len(MIGRATIONS):
        raise RecordsTooNew(
            f"{path} was written by a newer version of the program (shape {version}; this one knows"
            f" {len(MIGRATIONS)}): update the program"
        )
    if not version and tables:
        raise RecordsDamaged(f"{path} is another program's file: move it to another folder")
    return int(version)


def _patiently(attempt: Callable[[], bool]) -> bool:
    """Repeat what SQLite itself does not wait with while others are at work."""
    give_up = time.monotonic() + WAIT_S
    while not attempt():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.01)
    return True


def _write_ahead(connection: sqlite3.Connection) -> bool:
    """Switch the file to write-ahead mode; false if somebody else is just writing to it."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if _code(error) not in _BUSY:
            raise
        return False
    return True


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Move the log into the file; false if somebody else is doing so, or still reads the old."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system complain of into one line; a bug of ours stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        explained = _explain(error, path)
        if explained is None:
            raise
        raise explained from error
    except OSError as error:
        raise _refused(error, path) from error


def _explain(error: sqlite3.DatabaseError, path: Path) -> AssistantError | None:
    code, text = _code(error), str(error)
    if code in _DAMAGED or text.startswith(("no such table", "no such column", "Could not decode")):
        return RecordsDamaged(
            f"{path} is damaged ({text}): move it, with the files whose names begin like its own,"
            " to another folder; a new one is then begun and nothing of the old is lost"
        )
    if code in _BUSY:
        return RecordsBusy(
            f"another process has held {path} for {WAIT_S:.0f} s: try again, or end that process"
        )
    return _refused(error, path) if code in _REFUSED else None


def _refused(error: Exception, path: Path) -> RecordsError:
    return RecordsError(
        f"{path} cannot be read or written ({error}): see its permissions, its folder's, and the"
        " space left on the disk"
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code; 0 where the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
