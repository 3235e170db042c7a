"""Which files are meant, and what each is called in the library.

In: the paths given to `ingest`. Out: files in a fixed order, and for each the id its source has or
gets. An id never changes: the catalogue's for a file it names, else the slug of the path below the
corpus folder, else the slug of the name and 8 hex digits of the absolute path's SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import CorpusError

_IGNORED = {"catalog.yaml"}
_QUESTIONS = "questions/*.jsonl"  # what sentences answer (`ingest/asks.py`), no documents


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to index, and the folders below which vanished files are pruned."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]


def select(paths: Sequence[Path], *, prune: bool) -> Selection:
    """Find the files below the given paths; hidden ones are left alone."""
    files: dict[Path, None] = {}
    folders = []
    for path in (Path(p).absolute().resolve() for p in paths):
        if path.is_dir():
            folders.append(path)
            files.update(dict.fromkeys(_below(path)))
        elif path.is_file():
            files[path] = None
        elif prune:
            folders.append(path)
        else:
            raise CorpusError(
                f"{path} does not exist: check the path; if it is gone for good,"
                " `linked-learning ingest PATH --prune` removes its sources from the index"
            )
    return Selection(tuple(files), tuple(folders))


def _below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name not in _IGNORED
        and not path.match(_QUESTIONS)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def catalog_name(path: Path, corpus_dir: Path) -> str | None:
    """Return the path below the corpus folder, as the catalogue would name it, or None."""
    try:
        return path.relative_to(corpus_dir.resolve()).as_posix()
    except ValueError:
        return None


def source_id(path: Path, corpus_dir: Path, *, distinct: bool = False) -> str:
    """Return the id of a file that the catalogue does not name; `distinct` where a slug clashes."""
    below = catalog_name(path, corpus_dir)
    if below is not None and not distinct:
        return slug(below)
    digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{slug(path.name)}-{digest[:8]}"


def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens; a text that loses letters gets a digest."""
    folded = re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
    if folded:
        return folded
    return "file-" + hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]
