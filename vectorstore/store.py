"""The vectors of the passages: one Chroma collection in one folder.

In: ids and unit vectors. Out: ids with their cosine similarity, best first. What an id stands for,
and whether a reader may see it, is the library's business.

Why calls take turns: Chroma holds the index in memory and saves it in place. With chromadb 1.5.9
(2026-11) a process that opens the folder while another saves dies of a segmentation fault, one that
has it open sees nothing new, one killed while saving leaves an index that crashes or forgets. So
each call holds a lock, each write leaves a stamp at which others reopen, and half-saved is refused.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import ArrayLike, NDArray

from core.errors import IndexBusy, IndexMissing, LibraryError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection

logger = logging.getLogger(__name__)
T = TypeVar("T")

_BATCH = 250  # well below Chroma's own limit: a search waits for one batch at most
_TIES = 16
_DECIMALS = 5  # Chroma computes to some 1e-6, and batches of the same text differ by 1e-7
_PATIENCE_S = 30.0
_PAUSES_S = (0.0, 0.05, 0.2, 0.8)
# 10,000 random vectors, k = 100: recall 1.0000 at 5 ms a search (Chroma's own values reach .45).
# What came after the last save is indexed anew at each opening, hence the low threshold.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 400,
    "max_neighbors": 48,
    "ef_search": 1000,
    "sync_threshold": 250,
}
_indexes: dict[Path, _Index] = {}
_indexes_lock = threading.Lock()


class VectorStore:
    """Vectors by passage id; safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the folder; with `create` make it, and start over empty if it is beyond use."""
        self._index = _acquire(folder.resolve(), create=create)
        self._open = True

    def add(self, ids: Sequence[str], vectors: ArrayLike) -> None:
        """Store the vectors; an id that is there already gets the new vector."""
        matrix = np.asarray(vectors, dtype=np.float32)
        if len(ids) != len(matrix):
            raise ValueError(f"{len(ids)} ids for {len(matrix)} vectors")
        for start in range(0, len(ids), _BATCH):
            names, rows = list(ids[start : start + _BATCH]), matrix[start : start + _BATCH]
            self._index.use(methodcaller("upsert", ids=names, embeddings=rows), writes=True)

    def delete(self, ids: Collection[str]) -> None:
        """Forget these ids; an id that is not there is no error."""
        unwanted = sorted(set(ids))
        for start in range(0, len(unwanted), _BATCH):
            batch = methodcaller("delete", ids=unwanted[start : start + _BATCH])
            self._index.use(batch, writes=True)

    def ids(self) -> set[str]:
        """Return every id in the store."""
        return set(self._index.use(self._index.known))

    def search(
        self, vector: ArrayLike, k: int, only: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the `k` most similar ids, among `only` if given; equals in the order of their id."""
        query = np.asarray(vector, dtype=np.float32)

        def nearest(collection: ChromaCollection) -> list[tuple[str, float]]:
            ids = self._index.known(collection)
            allowed = ids if only is None else ids.intersection(only)
            names = None if len(allowed) == len(ids) else sorted(allowed)
            return _nearest(collection, query, min(k, len(allowed)), names)

        return self._index.use(nearest)

    def reopen(self) -> None:
        """Read the folder afresh; searches do so themselves after another process has written."""
        self._index.forget()
        self._index.use(self._index.known)

    def close(self) -> None:
        """Let the folder go; closing twice does no harm."""
        if self._open:
            self._open = False
            _release(self._index)


def _nearest(
    collection: ChromaCollection, query: NDArray[np.float32], k: int, names: list[str] | None
) -> list[tuple[str, float]]:
    """Ask for a few more than `k`, so that equals at the cut are the same ones every time."""
    fetch = k + _TIES
    while k > 0:
        found = collection.query(
            query_embeddings=[query.tolist()], n_results=fetch, ids=names, include=["distances"]
        )
        pairs = zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True)
        similar = [(name, round(1.0 - distance, _DECIMALS)) for name, distance in pairs]
        hits = sorted(similar, key=lambda hit: (-hit[1], hit[0]))
        if len(hits) < fetch or hits[-1][1] < hits[k - 1][1]:
            return hits[:k]
        fetch *= 2
    return []


class _Index:
    """This process's one view of a folder: Chroma has one a path, so all stores share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = 0
        self._turn = threading.Lock()
        self._lock = FileLock(folder / "lock", timeout=_PATIENCE_S, poll_interval=0.005)
        self._client: Client | None = None
        self._collection: ChromaCollection | None = None
        self._ids: frozenset[str] | None = None
        self._stamp = ""

    def make(self) -> None:
        """Open the folder; if that cannot be done, empty it and begin anew."""
        self._insist(partial(self.folder.mkdir, parents=True, exist_ok=True))
        try:
            self.use(self.known)
        except IndexBusy:
            raise
        except LibraryError as exc:
            logger.info("beginning with an empty vector index: %s", exc)
            self._insist(self._start_over)

    def use(self, call: Callable[[ChromaCollection], T], *, writes: bool = False) -> T:
        """Call with the collection, up to date, while nobody else uses it; perhaps repeatedly."""

        def once() -> T:
            with self._current() as collection, self._marked() if writes else nullcontext():
                return call(collection)

        return self._insist(once)

    def known(self, collection: ChromaCollection) -> frozenset[str]:
        """Return every id; Chroma fails when it is asked to search among unknown ones."""
        if self._ids is None:
            self._ids = frozenset(collection.get(include=[])["ids"])
        return self._ids

    def forget(self) -> None:
        """Drop what Chroma holds in memory; the next call opens the folder again."""
        with self._turn:
            self._close()

    def _insist(self, call: Callable[[], T]) -> T:
        """Call; when Chroma fails, open it afresh and try again a few times."""
        from chromadb.errors import ChromaError

        failure: Exception | None = None
        for pause_s in _PAUSES_S:
            time.sleep(pause_s)
            try:
                return call()
            except Timeout as exc:
                raise IndexBusy(f"another process keeps {self.folder} busy; try later") from exc
            except (ChromaError, OSError) as exc:
                failure = exc
                self.forget()
        raise self._unusable(failure) from failure

    @contextmanager
    def _current(self) -> Iterator[ChromaCollection]:
        """Hold the folder and give its collection, opened again if anybody wrote since."""
        if self.folder.is_dir():
            with self._turn, self._lock:
                if (self.folder / "chroma.sqlite3").is_file():
                    stamp, unfinished = self._read_state()
                    collection = self._collection
                    if collection is None or stamp != self._stamp:
                        collection = self._load(stamp, unfinished)
                    yield collection
                    return
        raise IndexMissing(f"there is no index in {self.folder}; run `linked-learning ingest`")

    def _load(self, stamp: str, unfinished: str | None) -> ChromaCollection:
        self._close()
        if unfinished is not None and unfinished != self._look():
            raise self._unusable("it was left half-saved")
        self._client, self._stamp = _open_client(self.folder), stamp
        self._collection = self._client.get_collection("passages", embedding_function=None)
        if unfinished is not None:  # Chroma now takes up what the writer that was killed had logged
            with self._marked():
                self._collection.get(limit=1)
        return self._collection

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Leave a new stamp, and, should the write be killed, the look of the files before it."""
        stamp = uuid.uuid4().hex
        self._write_state(stamp, self._look())
        try:
            yield
        finally:
            self._write_state(stamp)
            self._stamp, self._ids = stamp, None

    def _start_over(self) -> None:
        with self._turn, self._lock:
            self._close()
            for entry in self.folder.iterdir():
                if entry.is_dir():
                    shutil.rmtree(entry)
                elif entry.name != "lock":
                    entry.unlink()
            self._client = _open_client(self.folder)
            self._collection = self._client.create_collection(
                "passages", configuration={"hnsw": _HNSW}, embedding_function=None
            )
            self._write_state(uuid.uuid4().hex)

    def _close(self) -> None:
        client, self._client, self._collection, self._ids = self._client, None, None, None
        if client is not None:
            client.close()

    def _look(self) -> str:
        """Describe the files of the index itself; what is in SQLite survives a kill anyway."""
        stats = ((path.name, path.stat()) for path in sorted(self.folder.glob("*/*")))
        return " ".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)

    def _read_state(self) -> tuple[str, str | None]:
        """Return the stamp of the last write, and the look before it if it did not end."""
        stamp, began, look = (self.folder / "state").read_text("utf-8").partition("\n")
        return stamp, look if began else None

    def _write_state(self, *lines: str) -> None:
        draft = self.folder / "state.new"
        draft.write_text("\n".join(lines), "utf-8")
        draft.replace(self.folder / "state")

    def _unusable(self, reason: object) -> LibraryError:
        why = " ".join(str(reason).split())[:160]
        return LibraryError(
            f"the index in {self.folder} cannot be used ({why}); run `linked-learning ingest`"
        )


def _open_client(folder: Path) -> Client:
    """Open Chroma on the folder, without telemetry and without reading the reader's `.env`."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    try:
        return cast("Client", chromadb.PersistentClient(folder, settings=settings))
    except AttributeError as exc:
        # chromadb 1.5.9, a folder it cannot read: it stumbles over its own cleaning up and keeps
        # the client that never started for whoever asks for this folder next.
        SharedSystemClient.clear_system_cache()
        raise OSError(f"Chroma cannot open it: {exc.__context__}") from exc


def _acquire(folder: Path, *, create: bool) -> _Index:
    with _indexes_lock:
        index = _indexes.setdefault(folder, _Index(folder))
        index.users += 1
    try:
        index.make() if create else index.use(index.known)
    except LibraryError:
        _release(index)
        raise
    return index


def _release(index: _Index) -> None:
    with _indexes_lock:
        index.users -= 1
        if not index.users:
            _indexes.pop(index.folder, None)
            index.forget()
