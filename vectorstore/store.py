"""The vectors of the passages: one Chroma collection in one folder.

In: passage ids and unit vectors. Out: ids with their cosine similarity, best first. What the ids
stand for, and which of them a reader may see, is the library's business.

Why every call takes a lock: Chroma keeps the index in memory, one per process, and saves it in
place. With chromadb 1.5.9 (2026-11) a process that opens the folder while another one saves dies
of a segmentation fault, one that has it open sees nothing new, and one that is killed while saving
leaves an index that crashes its readers or silently forgets. So calls on a folder take turns,
across threads and processes; every write leaves a new stamp, at which the others reopen; and an
index that was left half-saved is refused, never loaded.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar, cast

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from core.errors import IndexBusy, IndexMissing, LibraryError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection

logger = logging.getLogger(__name__)

Vector = NDArray[np.float32] | Sequence[float]
Vectors = NDArray[np.float32] | Sequence[Sequence[float]]
T = TypeVar("T")

_NAME = "passages"
_DATABASE = "chroma.sqlite3"
_STATE = "state.json"
_LOCK = "lock"
_BATCH = 250  # well below Chroma's own limit: a search waits for one batch at most
_TIES = 16
_DECIMALS = 6  # the same text embedded in another batch differs by some 1e-7
_PATIENCE_S = 30.0
_PAUSES_S = (0.0, 0.05, 0.2, 0.8)
# 10,000 vectors, k = 100: recall 1.0000 even for random vectors at 5 ms a search, and the same
# hits from two builds; Chroma's own values reach .45 (random) and .95 (clustered). What came after
# the last save is indexed anew at each opening, hence the low threshold.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 400,
    "max_neighbors": 48,
    "ef_search": 1000,
    "sync_threshold": 250,
}


class VectorStore:
    """Vectors by passage id; safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the folder; with `create` make it, and start over empty if it is beyond use."""
        self._index = _acquire(folder.resolve(), create=create)
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store the vectors; an id that is there already gets the new vector."""
        matrix = np.asarray(vectors, dtype=np.float32)
        if len(ids) != len(matrix):
            raise ValueError(f"{len(ids)} ids for {len(matrix)} vectors")
        for start in range(0, len(ids), _BATCH):
            names, rows = list(ids[start : start + _BATCH]), matrix[start : start + _BATCH]
            self._index.write(methodcaller("upsert", ids=names, embeddings=rows))

    def delete(self, ids: Collection[str]) -> None:
        """Forget these ids; an id that is not there is no error."""
        unwanted = sorted(set(ids))
        for start in range(0, len(unwanted), _BATCH):
            names = unwanted[start : start + _BATCH]
            self._index.write(methodcaller("delete", ids=names))

    def ids(self) -> set[str]:
        """Return every id in the store."""
        return set(self._index.read(lambda _, ids: ids))

    def search(
        self, vector: Vector, k: int, only: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the `k` most similar ids, among `only` if given; equals in the order of their id."""
        query = np.asarray(vector, dtype=np.float32)
        wanted = None if only is None else frozenset(only)
        return self._index.read(lambda c, ids: _nearest(c, query, k, ids, wanted))

    def reopen(self) -> None:
        """Read the folder afresh; searches do so themselves after another process has written."""
        self._index.forget()
        self._index.read(lambda _, ids: ids)

    def close(self) -> None:
        """Let the folder go; closing twice does no harm."""
        if self._open:
            self._open = False
            _release(self._index)


def _nearest(
    collection: ChromaCollection,
    query: NDArray[np.float32],
    k: int,
    ids: frozenset[str],
    wanted: frozenset[str] | None,
) -> list[tuple[str, float]]:
    """Ask for a few more than `k`, so that equals at the cut are the same ones every time."""
    allowed = ids if wanted is None else ids & wanted
    if not allowed or k < 1:
        return []
    names = None if len(allowed) == len(ids) else sorted(allowed)
    fetch = k + _TIES
    while True:
        fetch = min(fetch, len(allowed))
        found = collection.query(
            query_embeddings=[query.tolist()], n_results=fetch, ids=names, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        similarities = [round(1.0 - distance, _DECIMALS) for distance in distances]
        hits = sorted(zip(found["ids"][0], similarities, strict=True), key=_best_first)
        if len(hits) < k or fetch == len(allowed) or hits[-1][1] < hits[k - 1][1]:
            return hits[:k]
        fetch *= 2


def _best_first(hit: tuple[str, float]) -> tuple[float, str]:
    return -hit[1], hit[0]


class _State(NamedTuple):
    """The stamp of the last write, and the index files as they were before an unfinished one."""

    stamp: str
    unfinished: dict[str, list[int]] | None


class _Index:
    """This process's one view of a folder: Chroma keeps one a path, so all stores share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = 0
        self._turn = threading.Lock()
        self._lock = FileLock(folder / _LOCK, timeout=_PATIENCE_S, poll_interval=0.005)
        self._client: Client | None = None
        self._collection: ChromaCollection | None = None
        self._ids: frozenset[str] | None = None
        self._stamp = ""

    def make(self) -> None:
        """Open the folder; if that cannot be done, empty it and begin anew."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.read(lambda _, ids: ids)
        except IndexBusy:
            raise
        except LibraryError as exc:
            if not isinstance(exc, IndexMissing):
                logger.warning("starting over with an empty vector index: %s", exc)
            self._insist(self._start_over)
        except OSError as exc:
            raise self._unusable(exc) from exc

    def read(self, call: Callable[[ChromaCollection, frozenset[str]], T]) -> T:
        """Call with the collection and its ids, up to date, while nobody writes."""

        def reading() -> T:
            with self._current() as collection:
                if self._ids is None:
                    self._ids = frozenset(collection.get(include=[])["ids"])
                return call(collection, self._ids)

        return self._insist(reading)

    def write(self, call: Callable[[ChromaCollection], object]) -> None:
        """Call with the collection while nobody else reads or writes; it may be called again."""

        def writing() -> None:
            with self._current() as collection, self._marked():
                call(collection)

        self._insist(writing)

    def forget(self) -> None:
        """Let Chroma drop what it holds in memory; the next call opens the folder again."""
        with self._turn:
            self._close()

    def _insist(self, call: Callable[[], T]) -> T:
        """Call; when Chroma fails, reopen and try again a few times."""
        from chromadb.errors import ChromaError

        failure: Exception | None = None
        for pause_s in _PAUSES_S:
            time.sleep(pause_s)
            try:
                return call()
            except Timeout as exc:
                raise IndexBusy(
                    f"another process keeps the vector index in {self.folder} busy; "
                    "wait for it and run the command again"
                ) from exc
            except (ChromaError, OSError) as exc:
                failure = exc
                self.forget()
        raise self._unusable(failure) from failure

    @contextmanager
    def _current(self) -> Iterator[ChromaCollection]:
        """Hold the folder and give its collection, opened again if anybody wrote since."""
        missing = IndexMissing(
            f"there is no vector index in {self.folder}; run `linked-learning ingest`"
        )
        if not self.folder.is_dir():
            raise missing
        with self._turn, self._lock:
            if not (self.folder / _DATABASE).is_file():
                raise missing
            state = self._read_state()
            if self._collection is None or state.stamp != self._stamp:
                self._load(state)
            assert self._collection is not None
            yield self._collection

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Leave a new stamp, and a mark for as long as the write lasts: it survives a kill."""
        stamp = uuid.uuid4().hex
        self._write_state(_State(stamp, self._files()))
        try:
            yield
        finally:
            self._write_state(_State(stamp, None))
            self._stamp, self._ids = stamp, None

    def _load(self, state: _State) -> None:
        self._close()
        if state.unfinished is not None and state.unfinished != self._files():
            raise LibraryError(
                f"the vector index in {self.folder} was left half-saved; "
                "run `linked-learning ingest`"
            )
        self._client = _client(self.folder)
        self._collection = self._client.get_collection(_NAME, embedding_function=None)
        self._stamp = state.stamp
        if state.unfinished is not None:  # Chroma now takes up what the killed writer had logged
            with self._marked():
                self._collection.get(limit=1)

    def _start_over(self) -> None:
        with self._turn, self._lock:
            self._close()
            for entry in self.folder.iterdir():
                if entry.is_dir():
                    shutil.rmtree(entry)
                elif entry.name != _LOCK:
                    entry.unlink()
            self._client = _client(self.folder)
            self._collection = self._client.create_collection(
                _NAME, configuration={"hnsw": _HNSW}, embedding_function=None
            )
            with self._marked():
                pass

    def _close(self) -> None:
        client, self._client, self._collection, self._ids = self._client, None, None, None
        if client is not None:
            client.close()

    def _files(self) -> dict[str, list[int]]:
        stats = ((path, path.stat()) for path in sorted(self.folder.glob("*/*")))
        return {
            path.parent.name + "/" + path.name: [stat.st_size, stat.st_mtime_ns]
            for path, stat in stats
        }

    def _read_state(self) -> _State:
        try:
            return _State(**json.loads((self.folder / _STATE).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError) as exc:
            raise self._unusable(exc) from exc

    def _write_state(self, state: _State) -> None:
        draft = self.folder / f"{_STATE}.new"
        draft.write_text(json.dumps(state._asdict()), encoding="utf-8")
        draft.replace(self.folder / _STATE)

    def _unusable(self, cause: Exception | None) -> LibraryError:
        reason = " ".join(str(cause).split())[:160]
        return LibraryError(
            f"the vector index in {self.folder} cannot be used ({reason}); "
            "run `linked-learning ingest`"
        )


def _client(folder: Path) -> Client:
    """Open Chroma on the folder, without telemetry and without reading the reader's `.env`."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    try:
        return cast("Client", chromadb.PersistentClient(folder, settings=settings))
    except AttributeError as exc:
        # chromadb 1.5.9: when its start fails it stumbles over its own cleaning up, and keeps the
        # client that never started for everybody who asks for this folder again.
        SharedSystemClient.clear_system_cache()
        raise OSError(f"Chroma cannot open it: {exc.__context__}") from exc


_indexes: dict[Path, _Index] = {}
_indexes_lock = threading.Lock()


def _acquire(folder: Path, *, create: bool) -> _Index:
    with _indexes_lock:
        index = _indexes.setdefault(folder, _Index(folder))
        index.users += 1
    try:
        if create:
            index.make()
        else:
            index.read(lambda _, ids: ids)
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
