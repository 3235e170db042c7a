"""One writer at a time, and whoever waits learns who it is.

In: the data folder. Out: a held lock, or `IndexBusy` with the holder's name. The lock is the
operating system's, so a killed writer never leaves it behind; the note beside it only names.
`holding` is the same for any other lock file.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import IndexBusy, LibraryError


@contextmanager
def writing(data_dir: Path, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the right to write; after `wait_s` seconds of another holding it, give up."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"the folder {data_dir} cannot be made ({error.strerror}):"
            " set LINKED_LEARNING_DATA_DIR to one that can"
        ) from error
    note = data_dir / "ingest.holder"
    lock = FileLock(data_dir / "ingest.lock")
    try:
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        holder = note.read_text("utf-8").strip() if note.is_file() else "another process"
        raise IndexBusy(
            f"{holder} is writing to the index in {data_dir}: wait until it ends, then run again"
        ) from error
    except OSError as error:
        raise LibraryError(
            f"{data_dir} cannot be written ({error.strerror}): see its permissions"
        ) from error
    try:
        note.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", "utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


@contextmanager
def holding(path: Path, *, wait_s: float = 0) -> Iterator[bool]:
    """Hold a lock file unless another does for all of `wait_s`; yields whether it is held."""
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_s)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be written ({error.strerror}): see its permissions"
        ) from error
    try:
        yield True
    finally:
        lock.release()
