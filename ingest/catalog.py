"""The catalogue: what is known of documents beyond what their files say.

In: `catalog.yaml`. Out: sources' particulars by file name, and origins by id. The corpus folder's
own catalog.yaml is used where there is one, else the one that comes with the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from core.errors import CatalogError
from core.schema import Origin, Source
from core.settings import Settings

_REQUIRED = ("id", "title", "kind", "publisher", "read")
_TEXTS = (*_REQUIRED, "url", "filename", "licence")
_LISTS = ("authors", "districts")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Sources by the file name they describe, and every entry as an origin."""

    by_filename: Mapping[str, Source]
    origins: Mapping[str, Origin]

    @property
    def own_ids(self) -> frozenset[str]:
        """The ids that belong to the files the catalogue names."""
        return frozenset(source.id for source in self.by_filename.values())

    def touching(self, source_id: str, cited: Collection[str]) -> str:
        """Return a digest of all that the catalogue says of a source and of what it cites."""
        own = [s for s in self.by_filename.values() if s.id == source_id]
        origins = [self.origins.get(document_id) for document_id in sorted(cited)]
        return hashlib.sha256(repr((own, origins)).encode()).hexdigest()[:16]


def read_catalog(settings: Settings) -> Catalog:
    """Read the corpus folder's catalogue, or the one that comes with the program."""
    own = settings.corpus_dir / "catalog.yaml"
    path = own if own.is_file() else settings.catalog_path
    if not path.is_file():
        return Catalog({}, {})
    entries = _entries(path, path.read_bytes())
    # The shipped catalogue names the shipped files; a user's file of the same name is another.
    names_files = path == own or settings.corpus_dir == path.parent / "documents"
    named = [e for e in entries if e.get("filename")] if names_files else []
    sources = {str(e["filename"]): _source(e) for e in named}
    origins = {str(e["id"]): _origin(e) for e in entries}
    return Catalog(sources, origins)


def _entries(path: Path, content: bytes) -> list[dict[str, object]]:
    try:
        loaded = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = str(getattr(error, "problem_mark", "") or "").strip()
        raise CatalogError(f"{path} is not valid YAML {place}: mend it, then run again") from error
    entries = loaded.get("documents") if isinstance(loaded, dict) else None
    if not isinstance(entries, list):
        raise CatalogError(f"{path} has no list `documents:`: mend it, then run again")
    seen: set[str] = set()
    for position, entry in enumerate(entries, start=1):
        _check(path, position, entry, seen)
    return entries


def _check(path: Path, position: int, entry: object, seen: set[str]) -> None:
    where = f"{path}, entry {position}"
    if not isinstance(entry, dict):
        raise CatalogError(f"{where} is not a mapping: mend it, then run again")
    missing = [name for name in _REQUIRED if not entry.get(name)]
    if missing:
        raise CatalogError(f"{where} ({entry.get('id')}) has no {missing[0]}: add it")
    where = f"{where} ({entry['id']})"
    _check_shapes(where, entry)
    for own in (f"id {entry['id']}", f"filename {entry.get('filename') or entry['id']}"):
        if own in seen:
            raise CatalogError(f"{where}: the {own} is used twice; give one another")
        seen.add(own)


def _check_shapes(where: str, entry: dict[str, object]) -> None:
    for name in _TEXTS:
        if not isinstance(entry.get(name), str | int | float | None):
            raise CatalogError(f"{where}: {name} is not a text: mend it")
    for name in _LISTS:
        if not isinstance(entry.get(name), list | None):
            raise CatalogError(f"{where}: {name} is not a list: write [...] around it")
    if type(entry.get("year")) not in (int, type(None)):
        raise CatalogError(f"{where}: the year is neither a number nor null")


def _source(entry: dict[str, object]) -> Source:
    return Source(
        id=str(entry["id"]),
        title=str(entry["title"]),
        authors=_names(entry.get("authors")),
        year=_year(entry),
        publisher=str(entry["publisher"]),
        kind=str(entry["kind"]),
        districts=_names(entry.get("districts")),
        url=_text(entry.get("url")),
        filename=str(entry["filename"]),
        sha256="",
        licence=_text(entry.get("licence")),
    )


def _origin(entry: dict[str, object]) -> Origin:
    return Origin(
        id=str(entry["id"]),
        title=str(entry["title"]),
        year=_year(entry),
        kind=str(entry["kind"]),
        publisher=str(entry["publisher"]),
        districts=_names(entry.get("districts")),
        url=_text(entry.get("url")),
        read=str(entry["read"]),
    )


def _year(entry: dict[str, object]) -> int | None:
    year = entry.get("year")
    return year if isinstance(year, int) else None


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()


def _text(value: object) -> str | None:
    return str(value) if value else None
