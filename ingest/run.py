"""Ingest: files become sources of the library, incrementally and safely.

In: paths. Out: a report per file. A file whose content and catalogue entry are unchanged is left
alone. Each source goes in whole: its vectors into Chroma first, its rows into the library in one
transaction last, and what a killed run left behind in Chroma is swept at the next start. The
embedding model is loaded only when there is something to embed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from core.errors import CorpusError, UnreadableFile
from core.settings import Settings
from ingest.catalog import Catalog, read_catalog
from ingest.files import Selection, catalog_name, select, source_id
from ingest.lock import writing
from ingest.records import FileOrigin, build_record, sha256_of
from ingest.report import Notify, Progress, SourceReport
from ingest.uploads import note_indexed, uploads_folder, was_indexed
from library.connection import FILENAME
from library.library import Library, SourceState
from library.writer import LibraryWriter, SourceRecord
from vectorstore.embeddings import PassageEmbeddings
from vectorstore.fingerprint import index_fingerprint
from vectorstore.search import FOLDER
from vectorstore.store import VectorStore

_SWEEP_BATCH = 1000


@dataclass
class _Run:
    """One ingest under way."""

    settings: Settings
    embeddings: PassageEmbeddings
    catalog: Catalog
    library: Library
    writer: LibraryWriter
    store: VectorStore
    notify: Notify
    known: dict[str, SourceState] = field(default_factory=dict)
    pages: int = 0
    passages: int = 0
    sizes: dict[Path, int] = field(default_factory=dict)
    files_done: int = 0

    def tell(self, path: Path, pages: int = 0, passages: int = 0, part: float = 0.0) -> None:
        """Tell how far the run is, with so much of this file done."""
        done = sum(list(self.sizes.values())[: self.files_done]) + part * self.sizes[path]
        share = done / max(sum(self.sizes.values()), 1)
        pages, passages = self.pages + pages, self.passages + passages
        self.notify(Progress(self.files_done, len(self.sizes), path.name, pages, passages, share))


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    embeddings: PassageEmbeddings,
    *,
    prune: bool = False,
    notify: Notify = lambda progress: None,
) -> list[SourceReport]:
    """Bring the index up to date with these files and folders."""
    catalog = read_catalog(settings)
    with writing(settings.data_dir):
        writer = LibraryWriter(settings.data_dir)
        library = Library(settings.data_dir)
        store = VectorStore(settings.data_dir / FOLDER, create=True)
        try:
            run = _Run(settings, embeddings, catalog, library, writer, store, notify)
            return _run(run, paths, prune=prune)
        finally:
            store.close()
            library.close()
            writer.close()


def forget(source_id: str, settings: Settings) -> None:
    """Take one source out of the index, whatever becomes of its file."""
    if not (settings.data_dir / FILENAME).is_file():
        return
    with writing(settings.data_dir):
        writer = LibraryWriter(settings.data_dir)
        store = VectorStore(settings.data_dir / FOLDER, create=True)
        try:
            store.delete(writer.remove(source_id))
        finally:
            store.close()
            writer.close()


def _run(run: _Run, paths: Sequence[Path], *, prune: bool) -> list[SourceReport]:
    states = run.library.states()
    run.known = {state.id: state for state in states}
    fingerprint = index_fingerprint(run.embeddings)
    stale = run.library.meta("fingerprint") != fingerprint
    again = [state.path for state in states if stale and state.path.is_file()]
    if stale or not run.library.meta("indexed_at"):  # the states of a library made anew are lost
        again += [path for path in run.catalog.uploads if was_indexed(path)]
    selection = _without_loose(run, select([*paths, *again], prune=prune))
    gone = _vanished(run, selection, prune=prune)
    reports = []
    if stale:
        run.writer.start_over(fingerprint)
        run.known = {}
        lost = [state for state in states if state.path not in selection.files]
        reports = [SourceReport(state.id, str(state.path), "removed") for state in lost]
    run.writer.set_names(run.catalog.names)
    _sweep(run)
    reports += [_remove(run, state) for state in gone if state.id in run.known]
    run.sizes = {path: path.stat().st_size for path in selection.files}
    for path in selection.files:
        run.tell(path)
        reports.append(_ingest_file(run, path))
        run.files_done += 1
    changed = any(report.state in ("added", "changed", "removed") for report in reports)
    if changed or not run.library.meta("indexed_at"):
        run.writer.set_meta("indexed_at", datetime.now(UTC).isoformat(timespec="seconds"))
    return reports


def _without_loose(run: _Run, selection: Selection) -> Selection:
    """Leave out what lies among the uploads and is none, such as their details."""
    folder, uploads = uploads_folder(run.settings), run.catalog.uploads
    files = [path for path in selection.files if path in uploads or folder not in path.parents]
    return replace(selection, files=tuple(files))


def _sweep(run: _Run) -> None:
    """Make Chroma hold exactly the library's vectors, whatever a killed run left behind."""
    stored = run.store.ids()
    wanted = run.library.vector_ids()
    run.store.delete(sorted(stored - set(wanted)))
    missing = [vector_id for vector_id in wanted if vector_id not in stored]
    for first in range(0, len(missing), _SWEEP_BATCH):
        batch = missing[first : first + _SWEEP_BATCH]
        run.store.add(batch, run.library.vectors(batch))


def _vanished(run: _Run, selection: Selection, *, prune: bool) -> list[SourceState]:
    """Find the sources whose files are gone from the folders that were given."""
    present = set(selection.files)
    gone = []
    for folder in selection.folders:
        below = [state for state in run.known.values() if _is_below(run, state.path, folder)]
        if below and not prune and not any(f.is_relative_to(folder) for f in selection.files):
            raise CorpusError(
                f"{folder} is empty but {len(below)} sources of the index came from it:"
                f" `linked-learning ingest {folder} --prune` removes them"
            )
        gone += [s for s in below if s.path not in present and _can_be_seen(s.path)]
    return list({state.id: state for state in gone}.values())


def _is_below(run: _Run, path: Path, folder: Path) -> bool:
    """Say whether a file belongs to a folder; uploads belong to theirs, wherever that lies."""
    uploads = uploads_folder(run.settings)
    if uploads in path.parents and not folder.is_relative_to(uploads):
        return False
    return path.is_relative_to(folder)


def _can_be_seen(path: Path) -> bool:
    """Say whether a file that is not there is really gone: its folder can be listed, or is gone."""
    folder = next(parent for parent in path.parents if parent.exists())
    return os.access(folder, os.R_OK | os.X_OK)


def _remove(run: _Run, state: SourceState) -> SourceReport:
    run.store.delete(run.writer.remove(state.id))
    del run.known[state.id]
    return SourceReport(state.id, str(state.path), "removed")


def _ingest_file(run: _Run, path: Path) -> SourceReport:
    name = _source_id(run, path)
    try:
        str(path).encode("utf-8")
        content_sha = sha256_of(path)
    except UnicodeEncodeError:
        return SourceReport(name, str(path), "failed", reason="its name is not UTF-8: rename it")
    except OSError as error:
        return SourceReport(name, str(path), "failed", reason=f"cannot be opened: {error.strerror}")
    twin = _twin(run, path, content_sha)
    if twin is not None:
        return SourceReport(
            twin.id, str(path), "duplicate", reason=f"the same content as {twin.path}"
        )
    before = run.known.get(name) or next((s for s in run.known.values() if s.path == path), None)
    if before and before.id == name and before.sha256 == content_sha and _current(run, before):
        return _unchanged(run, before, path)
    try:
        origin = FileOrigin(path, name, content_sha, catalog_name(path, run.settings.corpus_dir))
        record = build_record(origin, run.catalog, run.embeddings, partial(run.tell, path))
    except UnreadableFile as error:
        kept = "; the version indexed before stays" if before else ""
        return SourceReport(name, str(path), "failed", reason=f"{error}{kept}")
    return _commit(run, record, changed=before is not None)


def _source_id(run: _Run, path: Path) -> str:
    """Name a file; a slug that another file holds already gets the digits of the path as well."""
    if path in run.catalog.uploads:
        return run.catalog.uploads[path].id
    below = catalog_name(path, run.settings.corpus_dir)
    if below is not None and below in run.catalog.by_filename:
        return run.catalog.by_filename[below].id
    name = source_id(path, run.settings.corpus_dir)
    distinct = source_id(path, run.settings.corpus_dir, distinct=True)
    if run.known.get(distinct) and run.known[distinct].path == path:
        return distinct
    holder = run.known.get(name)
    taken = name in run.catalog.own_ids or (
        holder is not None and holder.path != path and holder.path.is_file()
    )
    return distinct if taken else name


def _twin(run: _Run, path: Path, content_sha: str) -> SourceState | None:
    """Find another file that is indexed with this very content and still has it."""
    for state in run.known.values():
        if state.sha256 == content_sha and state.path != path:
            return state if state.path.is_file() and sha256_of(state.path) == content_sha else None
    return None


def _current(run: _Run, state: SourceState) -> bool:
    """Say whether the catalogue still says of this source what it said when it was indexed."""
    cited = run.library.cited_documents(state.id)
    return run.catalog.touching(state.id, cited) == state.catalog_sha


def _unchanged(run: _Run, state: SourceState, path: Path) -> SourceReport:
    if state.path != path:
        run.writer.move(state.id, path)
        run.known[state.id] = replace(state, path=path)
    _note_upload(run, path)
    run.pages += state.pages
    run.passages += state.passages
    return SourceReport(
        state.id, str(path), "unchanged", state.pages, state.passages, state.warnings
    )


def _note_upload(run: _Run, path: Path) -> None:
    if path in run.catalog.uploads:
        note_indexed(path)


def _commit(run: _Run, record: SourceRecord, *, changed: bool) -> SourceReport:
    """Vectors first, rows last: a reader finds the source's old state, then its new one."""
    vectors = [passage.vector for passage in record.passages]
    run.store.add([passage.vector_id for passage in record.passages], np.stack(vectors))
    run.store.delete(run.writer.replace(record))
    _note_upload(run, record.path)
    run.pages += len(record.pages)
    run.passages += len(record.passages)
    run.known = {state.id: state for state in run.library.states()}
    return SourceReport(
        record.source.id,
        str(record.path),
        "changed" if changed else "added",
        len(record.pages),
        len(record.passages),
        record.warnings,
    )
