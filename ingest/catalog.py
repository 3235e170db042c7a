"""The catalogue: what is known of documents beyond what their files say.

In: `catalog.yaml`, and the details of uploads. Out: sources' particulars by file name (of uploads
by path), origins by id, and names with their aliases. The corpus folder's own catalog.yaml is used
where there is one, else the one that comes with the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from core.errors import CatalogError
from core.schema import KnownName, Origin, Source
from core.settings import Settings
from ingest.asks import FOLDER, read_asks
from ingest.catalog_entries import check_catalog
from ingest.uploads import list_uploads


@dataclass(frozen=True, slots=True)
class Catalog:
    """Sources by the file name they describe, every entry as an origin, and the known names.

    `uploads` are the sources that were added in the page, by the path of their file, `asks` the
    questions that sentences answer, by source id and sentence.
    """

    by_filename: Mapping[str, Source]
    origins: Mapping[str, Origin]
    names: tuple[KnownName, ...] = ()
    uploads: Mapping[Path, Source] = field(default_factory=dict)
    asks: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def own_ids(self) -> frozenset[str]:
        """The ids that belong to the files the catalogue names, and to uploads."""
        return frozenset(source.id for source in self._sources())

    def touching(self, source_id: str, cited: Collection[str]) -> str:
        """Return a digest of all that the catalogue says of a source and of what it cites."""
        own = [s for s in self._sources() if s.id == source_id]
        origins = [self.origins.get(document_id) for document_id in sorted(cited)]
        said = (own, origins, *filter(None, [self.asks.get(source_id)]))
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    def _sources(self) -> tuple[Source, ...]:
        return (*self.by_filename.values(), *self.uploads.values())


def read_catalog(settings: Settings) -> Catalog:
    """Read the corpus folder's catalogue, or the program's own, and the details of uploads."""
    uploads = {upload.path: upload.source() for upload in list_uploads(settings)}
    return replace(_read_corpus(settings), uploads=uploads)


def _read_corpus(settings: Settings) -> Catalog:
    own = settings.corpus_dir / "catalog.yaml"
    path = own if own.is_file() else settings.catalog_path
    if not path.is_file():
        return Catalog({}, {})
    entries, names = check_catalog(str(path), _load(path))
    # The shipped catalogue names the shipped files; a user's file of the same name is another.
    names_files = path == own or settings.corpus_dir == path.parent / "documents"
    named = [entry for entry in entries if entry.filename] if names_files else []
    sources = {entry.filename or "": entry.source() for entry in named}
    asks = read_asks(path.parent / FOLDER) if names_files else {}
    return Catalog(sources, {entry.id: entry.origin() for entry in entries}, names, asks=asks)


def _load(path: Path) -> object:
    try:
        return yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = str(getattr(error, "problem_mark", "") or "").strip()
        raise CatalogError(f"{path} is not valid YAML {place}: mend it, then run again") from error
