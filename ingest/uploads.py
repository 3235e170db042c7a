"""Documents added in the page: kept in `<data_dir>/uploads/`, a folder each.

In: a file's name and content as a browser sent them, and what its reader knows of it. Out: an
`Upload`: `uploads/<16 hex of the content's SHA-256>/` with the file under a cleaned name and
`details.json`, which ingest takes as it takes a catalogue entry. The folder is put together under a
hidden name and renamed, so an upload is there whole or not at all. Its source id is made once and
stays, also when its content is replaced. To have it read is the queue's business (`jobs.py`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from core.errors import CorpusError, IndexBusy, LibraryError, UnreadableFile, UsageError
from core.schema import Source
from core.settings import Settings
from ingest.files import slug
from ingest.lock import holding
from ingest.reading import read_file
from ingest.upload_details import Details, checked, read_details
from ingest.upload_names import clean_name, extension_of
from library.library import Library

FOLDER = "uploads"
DETAILS = "details.json"
_INDEXED = ".indexed"
_DRAFT = ".draft-"
_ID = re.compile(r"[0-9a-f]{16}(-\d+)?")
_MEGABYTE = 1_000_000
_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Upload:
    """One document that was added: its folder's name is its id."""

    id: str
    source_id: str
    path: Path
    sha256: str
    added: str
    details: Details

    def source(self) -> Source:
        """Return the particulars of the file, as a catalogue entry would."""
        details = self.details
        return Source(
            id=self.source_id,
            title=details.title,
            authors=details.authors,
            year=details.year,
            publisher=details.publisher,
            kind=details.kind,
            districts=details.districts,
            url=None,
            filename=self.path.name,
            sha256="",
            licence=None,
        )


class AlreadyThere(CorpusError):
    """This very content is an upload already, or indexed from elsewhere, as `source_id`."""

    def __init__(self, title: str, source_id: str) -> None:
        super().__init__(f"the same content is there already: {title} ({source_id})")
        self.source_id = source_id


def check_upload(name: str, content: bytes, max_bytes: int) -> None:
    """Refuse content that is empty, too large or of no kind that is read; fast, reads no pages."""
    if not content:
        raise UnreadableFile("is empty (0 bytes)")
    if len(content) > max_bytes:
        size, most = len(content) / _MEGABYTE, max_bytes / _MEGABYTE
        raise UnreadableFile(f"is too large: {size:.1f} MB; at most {most:g} MB can be added")
    extension_of(name, content)


def suggest_details(path: Path) -> Details:
    """Suggest what the file says of itself; reads all of it, about 50 pages of PDF a second."""
    read = read_file(path)
    return checked(Details(read.title or path.stem, read.authors, read.year))


def add_upload(
    settings: Settings, name: str, content: bytes, details: Details | None = None
) -> Upload:
    """Keep a document; `details` are suggested by the file if not given.

    Raises `AlreadyThere` (with the source's id) for content that is known, `UnreadableFile` for
    content that cannot be read.
    """
    check_upload(name, content, len(content))
    clean = clean_name(name, extension_of(name, content))
    digest = hashlib.sha256(content).hexdigest()
    with _storing(settings) as folder:
        _refuse_known(settings, digest)
        upload_id = _free_id(folder, digest[:16])
        draft = _draft(folder, clean, content)
        upload = Upload(
            id=upload_id,
            source_id=_source_id(upload_id, clean),
            path=folder / upload_id / clean,
            sha256=digest,
            added=datetime.now(UTC).isoformat(timespec="microseconds"),
            details=checked(details) if details else suggest_details(draft / clean),
        )
        _write_details(draft, upload)
        draft.rename(folder / upload_id)
    return upload


def replace_upload(settings: Settings, upload_id: str, name: str, content: bytes) -> Upload:
    """Put new content in the place of an upload's; its ids and details stay.

    Content that cannot be read is refused, and the old stays. The library has the old version until
    a job has read the new one.
    """
    check_upload(name, content, len(content))
    clean = clean_name(name, extension_of(name, content))
    digest = hashlib.sha256(content).hexdigest()
    with _storing(settings) as folder:
        old = find_upload(settings, upload_id)
        _refuse_known(settings, digest, but=old)
        draft = _draft(folder, clean, content)
        read_file(draft / clean)
        new = replace(old, path=old.path.with_name(clean), sha256=digest)
        (draft / clean).replace(new.path)
        _write_details(new.path.parent, new)
        if new.path != old.path:
            old.path.unlink(missing_ok=True)
    return new


def set_details(settings: Settings, upload_id: str, details: Details) -> Upload:
    """Correct what is said of an upload; the library follows when a job has read it again."""
    with _storing(settings):
        upload = replace(find_upload(settings, upload_id), details=checked(details))
        _write_details(upload.path.parent, upload)
    return upload


def remove_upload(settings: Settings, upload_id: str) -> None:
    """Delete the stored file; a job of the kind `remove` does so, after the library forgot it."""
    with _storing(settings) as folder:
        path = find_upload(settings, upload_id).path.parent
        path.rename(folder / f"{_DRAFT}{secrets.token_hex(8)}")


def list_uploads(settings: Settings) -> tuple[Upload, ...]:
    """Return every upload, the oldest first."""
    folders = [f for f in _entries(uploads_folder(settings)) if _ID.fullmatch(f.name)]
    found = [upload for upload in map(_read, folders) if upload is not None]
    return tuple(sorted(found, key=lambda upload: (upload.added, upload.id)))


def find_upload(settings: Settings, upload_id: str) -> Upload:
    """Return one upload; an unknown id is a usage error."""
    upload = _read(uploads_folder(settings) / upload_id) if _ID.fullmatch(upload_id) else None
    if upload is None:
        raise UsageError(f"there is no added document {upload_id!r}; perhaps it was removed")
    return upload


def uploads_folder(settings: Settings) -> Path:
    """Return where uploads are kept."""
    return (settings.data_dir / FOLDER).resolve()


def note_indexed(path: Path) -> None:
    """Leave a note that an upload is in the library: a library made anew takes it along."""
    with suppress(OSError):  # removed meanwhile
        (path.parent / _INDEXED).touch()


def was_indexed(path: Path) -> bool:
    """Say whether an upload has been in the library."""
    return (path.parent / _INDEXED).is_file()


def _refuse_known(settings: Settings, digest: str, but: Upload | None = None) -> None:
    for upload in list_uploads(settings):
        if upload.sha256 == digest and upload != but:
            raise AlreadyThere(upload.details.title or upload.path.name, upload.source_id)
    library = Library(settings.data_dir)
    try:
        for state in library.states():
            same = state.sha256 == digest and not (but and state.id == but.source_id)
            if same and state.path.is_file():
                raise AlreadyThere(library.source(state.id).title, state.id)
    except LibraryError:
        return  # no library yet, or one that is made anew anyway
    finally:
        library.close()


def _free_id(folder: Path, wanted: str) -> str:
    """Return an id that no folder has: one whose content was replaced keeps the old content's."""
    number, free = 1, wanted
    while (folder / free).exists():
        number += 1
        free = f"{wanted}-{number}"
    return free


@contextmanager
def _storing(settings: Settings) -> Iterator[Path]:
    """Hold the uploads' folder; what the system refuses becomes a line for the reader."""
    folder = uploads_folder(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with holding(folder / ".lock", wait_s=_PATIENCE_S) as held:
            if not held:
                raise IndexBusy(f"another process keeps {folder} busy: try again in a minute")
            try:
                yield folder
            finally:  # also what a process that was killed left behind
                for draft in folder.glob(f"{_DRAFT}*"):
                    shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be written ({error.strerror}): see its permissions and free space"
        ) from error


def _draft(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder of its own, which goes when the uploads' folder is let go."""
    draft = folder / f"{_DRAFT}{secrets.token_hex(8)}"
    draft.mkdir()
    _write(draft / name, content)
    return draft


def _write(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with draft.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write_details(folder: Path, upload: Upload) -> None:
    values = asdict(upload.details) | {
        "filename": upload.path.name,
        "source_id": upload.source_id,
        "sha256": upload.sha256,
        "added": upload.added,
    }
    _write(folder / DETAILS, json.dumps(values, ensure_ascii=False, indent=2).encode())


def _read(folder: Path) -> Upload | None:
    """Read an upload's folder; where its details are lost or damaged, the file alone remains."""
    values = _load(folder / DETAILS)
    files = [f for f in _entries(folder) if f.name != DETAILS and not f.name.startswith(".")]
    files = [file for file in files if file.name == values.get("filename")] or files
    if not files:
        return None
    source_id = values.get("source_id") or _source_id(folder.name, files[0].name)
    return Upload(
        id=folder.name,
        source_id=str(source_id),
        path=files[0],
        sha256=str(values.get("sha256") or ""),
        added=str(values.get("added") or ""),
        details=read_details(values),
    )


def _load(path: Path) -> Mapping[str, object]:
    try:
        loaded = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _source_id(upload_id: str, name: str) -> str:
    return f"{slug(name)}-{upload_id[:8]}{upload_id[16:]}"
