"""The queue: which added documents wait to be read, which is being read, and what became of others.

In: ids of uploads. Out: `Job`s. The queue is a small SQLite file of its own, `jobs.sqlite`; the
page writes to it, and one worker process (`worker.py`), which holds `worker.lock` as long as it
lives, takes the jobs in order. A job that is running although nobody holds the lock has lost its
worker: whoever looks next lets it wait again, twice at most. Removing `jobs.sqlite` loses the
queue and no document.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from core.errors import LibraryError, UsageError
from core.settings import Settings
from ingest.lock import holding
from ingest.uploads import find_upload

FILENAME = "jobs.sqlite"
LOCK = "worker.lock"
LOG = "worker.log"
Kind = Literal["read", "remove"]
JobState = Literal["waiting", "running", "done", "failed", "cancelled"]

_VERSION = 1
_LIVES = 3  # workers that a job may cost
_LOST = f"the program that read it ended without a word, {_LIVES} times; see {LOG}"
_PATIENCE_S = 30.0
_TABLE = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, upload_id TEXT NOT NULL,
    filename TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', stage TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
    share REAL NOT NULL DEFAULT 0, queued REAL NOT NULL, started REAL, seconds_left REAL,
    reason TEXT, cancel INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0
);
PRAGMA user_version = 1
"""
_FIELDS = (
    "id, kind, upload_id, filename, state, stage, pages, passages, share, started, seconds_left,"
    " reason"
)
_ANEW = "stage = '', pages = 0, passages = 0, share = 0, started = NULL, seconds_left = NULL"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do with one upload; `reason` is why it failed, or what to know of a success."""

    id: int
    kind: Kind
    upload_id: str
    filename: str
    state: JobState
    stage: str
    pages: int
    passages: int
    share: float
    started: datetime | None
    seconds_left: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is."""

    stage: str
    pages: int = 0
    passages: int = 0
    share: float = 0.0
    seconds_left: float | None = None


class Queue:
    """The queue of one data folder, opened for the length of a block or of a worker's life."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def all(self) -> tuple[Job, ...]:
        """Return every job, the newest first."""
        return self._jobs(f"SELECT {_FIELDS} FROM jobs ORDER BY queued DESC, id DESC")

    def get(self, job_id: int) -> Job:
        """Return one job; an unknown id is a usage error."""
        for job in self._jobs(f"SELECT {_FIELDS} FROM jobs WHERE id = ?", job_id):
            return job
        raise UsageError(f"there is no job {job_id}; perhaps it was cleared")

    def has(self, state: JobState) -> bool:
        """Say whether any job is in this state."""
        return bool(self._run("SELECT 1 FROM jobs WHERE state = ? LIMIT 1", state))

    def add(self, kind: Kind, upload_id: str, filename: str) -> Job:
        """Put a job at the end, unless one like it waits already; a removal drops what waits."""
        with self._transaction():
            if kind == "remove":
                for job in self.all():
                    if job.kind == "read" and job.upload_id == upload_id:
                        self._drop(job.id)
            alike = "kind = ? AND upload_id = ? AND state = 'waiting'"
            rows = self._run(f"SELECT id FROM jobs WHERE {alike}", kind, upload_id) or self._run(
                "INSERT INTO jobs (kind, upload_id, filename, queued) VALUES (?, ?, ?, ?)"
                " RETURNING id",
                *(kind, upload_id, filename, time.time()),
            )
            return self.get(rows[0][0])

    def take(self) -> Job | None:
        """Start the job that waits longest, if any."""
        taken = self._jobs(
            f"UPDATE jobs SET state = 'running', {_ANEW}, reason = NULL, started = ? WHERE id ="
            " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY queued, id LIMIT 1)"
            f" RETURNING {_FIELDS}",
            time.time(),
        )
        return taken[0] if taken else None

    def tell(self, job_id: int, step: Step) -> bool:
        """Write down how far a job is; returns whether it is to go on."""
        rows = self._run(
            "UPDATE jobs SET stage = CASE WHEN cancel THEN stage ELSE ? END, pages = ?,"
            " passages = ?, share = ?, seconds_left = ? WHERE id = ? RETURNING cancel",
            step.stage,
            step.pages,
            step.passages,
            step.share,
            step.seconds_left,
            job_id,
        )
        return bool(rows) and not rows[0][0]

    def finish(self, job_id: int, state: JobState, reason: str | None = None) -> None:
        """Write down what became of a job."""
        share = 1.0 if state == "done" else None
        self._run(
            "UPDATE jobs SET state = ?, reason = ?, stage = '', seconds_left = NULL,"
            " share = coalesce(?, share) WHERE id = ?",
            state,
            reason,
            share,
            job_id,
        )

    def cancel(self, job_id: int) -> None:
        """Drop a waiting job, and ask a reading one to stop."""
        with self._transaction():
            self._drop(job_id)

    def renew(self, job_id: int) -> None:
        """Let a job that failed or was cancelled wait again, at the end."""
        self._run(
            f"UPDATE jobs SET state = 'waiting', queued = ?, cancel = 0, lost = 0, reason = NULL,"
            f" {_ANEW} WHERE id = ? AND state IN ('failed', 'cancelled')",
            time.time(),
            job_id,
        )

    def clear(self) -> None:
        """Forget the jobs that ended."""
        self._run("DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled')")

    def recover(self) -> None:
        """Let jobs wait again whose worker is gone; only for who holds the worker's lock."""
        with self._transaction():
            lost = "WHERE state = 'running'"
            self._run(f"UPDATE jobs SET state = 'cancelled', {_ANEW} {lost} AND cancel")
            self._run(f"UPDATE jobs SET lost = lost + 1 {lost}")
            self._run(
                f"UPDATE jobs SET state = 'failed', reason = ?, {_ANEW} {lost} AND lost >= ?",
                _LOST,
                _LIVES,
            )
            self._run(f"UPDATE jobs SET state = 'waiting', {_ANEW} {lost}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    def _drop(self, job_id: int) -> None:
        one = "WHERE id = ? AND state ="
        self._run(f"UPDATE jobs SET state = 'cancelled' {one} 'waiting'", job_id)
        asked = "cancel = 1, stage = 'stopping', seconds_left = NULL"
        self._run(f"UPDATE jobs SET {asked} {one} 'running' AND kind = 'read'", job_id)

    def _run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with _explained(self._path):
            return self._connection.execute(sql, values).fetchall()

    def _jobs(self, sql: str, *values: object) -> tuple[Job, ...]:
        return tuple(_job(row) for row in self._run(sql, *values))


def enqueue(settings: Settings, upload_id: str, kind: Kind = "read") -> Job:
    """Have an upload read, or removed from the library and from disk; a job like it waits once.

    To read again what is unchanged costs little; corrected details are read as a change is. A
    removal calls off the reading of the same upload.
    """
    filename = find_upload(settings, upload_id).path.name
    with open_queue(settings) as queue:
        return queue.add(kind, upload_id, filename)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """Return every job, the newest first; one whose worker was killed waits again."""
    if not (settings.data_dir / FILENAME).is_file():
        return ()
    recover_jobs(settings)
    with open_queue(settings) as queue:
        return queue.all()


def cancel(settings: Settings, job_id: int) -> Job:
    """Drop a waiting job; one that is reading stops at its next step, and leaves nothing behind.

    A step is a file's reading, or the embedding of 64 passages: a few seconds.
    """
    with open_queue(settings) as queue:
        queue.cancel(job_id)
        return queue.get(job_id)


def retry(settings: Settings, job_id: int) -> Job:
    """Let a job that failed or was cancelled wait again, behind the others."""
    with open_queue(settings) as queue:
        find_upload(settings, queue.get(job_id).upload_id)
        queue.renew(job_id)
        return queue.get(job_id)


def clear_finished(settings: Settings) -> None:
    """Forget the jobs that are done, failed or cancelled; their documents stay."""
    with open_queue(settings) as queue:
        queue.clear()


def recover_jobs(settings: Settings) -> None:
    """Let jobs wait again whose worker was killed."""
    with open_queue(settings) as queue:
        if not queue.has("running"):
            return
        with holding(settings.data_dir / LOCK) as nobody_else:
            if nobody_else:
                queue.recover()


@contextmanager
def open_queue(settings: Settings) -> Iterator[Queue]:
    """Open the queue, and make its file if there is none."""
    path = settings.data_dir / FILENAME
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)
    try:
        with _explained(path):
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                with holding(path.with_suffix(".lock"), wait_s=_PATIENCE_S):
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(f"BEGIN IMMEDIATE;{_TABLE};COMMIT")
            connection.execute("PRAGMA synchronous = NORMAL")
        yield Queue(connection, path)
    finally:
        connection.close()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what SQLite or the system complains of in a line for the reader."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"the queue {path} cannot be used ({error}): see its permissions and free space,"
            " or delete it; no document is lost by that"
        ) from error


def _job(row: tuple[Any, ...]) -> Job:
    values = list(row)
    values[9] = None if row[9] is None else datetime.fromtimestamp(row[9], UTC)
    return Job(*values)
