"""The shape of `catalog.yaml`: documents, and the names that people use in questions.

In: the file's content as YAML gave it. Out: checked entries, or one line that says which entry is
wrong, how, and what to do. Fields that nobody knows are refused, because a misspelt `year` or
`alias` would otherwise be lost in silence.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from core.errors import CatalogError
from core.schema import KnownName, NameKind, Origin, Source

_Entry = TypeVar("_Entry", bound=BaseModel)
_MISSING = {"missing", "string_too_short", "too_short"}
_WHAT = {
    "string_type": "is not a text",
    "list_type": "is not a list: write [...] around it",
    "int_type": "is neither a whole number nor null",
    "model_type": "is not a mapping of fields",
    "model_attributes_type": "is not a mapping of fields",
}


def _as_text(value: object) -> object:
    """Take a number that stands for a text, such as the title 1984, as that text."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
Texts = Annotated[list[Text] | None, Field(default=None)]
OptionalText = Annotated[Text | None, BeforeValidator(lambda value: value or None)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DocumentEntry(_Strict):
    """One document: an origin of digest sentences, and a source if it names its file.

    `read` says how much of the document the digests' writer saw; `full_text_url` is where all of it
    can be had, `pages` how many it has.
    """

    id: Text
    title: Text
    kind: Text
    publisher: Text
    read: Text
    year: int | None = None
    authors: Texts
    districts: Texts
    url: OptionalText = None
    full_text_url: OptionalText = None
    pages: int | None = None
    filename: OptionalText = None
    licence: OptionalText = None

    def origin(self) -> Origin:
        """Return the entry as what stands behind a sentence."""
        return Origin(
            id=self.id,
            title=self.title,
            year=self.year,
            kind=self.kind,
            publisher=self.publisher,
            districts=tuple(self.districts or ()),
            url=self.url,
            read=self.read,
        )

    def source(self) -> Source:
        """Return the entry as the particulars of the file it names."""
        return Source(
            id=self.id,
            title=self.title,
            authors=tuple(self.authors or ()),
            year=self.year,
            publisher=self.publisher,
            kind=self.kind,
            districts=tuple(self.districts or ()),
            url=self.url,
            filename=self.filename or "",
            sha256="",
            licence=self.licence,
        )


class NameEntry(_Strict):
    """A name with what else people call it; schools and people may say where they belong."""

    name: Text
    aliases: Texts
    district: OptionalText = None
    role: OptionalText = None

    def known_name(self, kind: NameKind) -> KnownName:
        """Return the entry as a noun of the library."""
        district = self.name if kind == "district" else self.district
        return KnownName(kind, self.name, tuple(self.aliases or ()), district, self.role)


SECTIONS: dict[str, NameKind] = {
    "districts": "district",
    "schools": "school",
    "people": "person",
    "organisations": "organisation",
}


def check_catalog(where: str, loaded: object) -> tuple[list[DocumentEntry], tuple[KnownName, ...]]:
    """Check a whole catalogue; `where` names its file in messages."""
    if not isinstance(loaded, dict) or not isinstance(loaded.get("documents"), list):
        raise CatalogError(f"{where} has no list `documents:`: mend it, then run again")
    unknown = [str(key) for key in loaded if key not in ("documents", *SECTIONS)]
    if unknown:
        known = ", ".join(("documents", *SECTIONS))
        raise CatalogError(f"{where} has an unknown part `{unknown[0]}:`; known are {known}")
    documents = _entries(where, "entry", loaded["documents"], DocumentEntry)
    _check_unique(where, "entry", "id", [entry.id for entry in documents])
    _check_unique(where, "entry", "filename", [entry.filename for entry in documents])
    names: list[KnownName] = []
    for section, kind in SECTIONS.items():
        entries = _entries(where, f"{section}, entry", loaded.get(section) or [], NameEntry)
        _check_unique(where, f"{section}, entry", "name", [entry.name for entry in entries])
        names += [entry.known_name(kind) for entry in entries]
    _check_districts(where, documents, names)
    return documents, tuple(names)


def _entries(where: str, what: str, values: Any, model: type[_Entry]) -> list[_Entry]:
    if not isinstance(values, list):
        raise CatalogError(f"{where}: `{what.split(',')[0]}:` is not a list of entries: mend it")
    entries = []
    for position, value in enumerate(values, start=1):
        try:
            entries.append(model.model_validate(value))
        except ValidationError as error:
            place = f"{where}, {what} {position}"
            raise CatalogError(_line(place, value, error, model)) from error
    return entries


def _line(place: str, value: object, error: ValidationError, model: type[BaseModel]) -> str:
    """Say in one line what is wrong with an entry, first what is missing."""
    found = sorted(error.errors(), key=lambda e: e["type"] not in _MISSING)[0]
    if not isinstance(value, dict):
        return f"{place} is not a mapping of fields: mend it, then run again"
    name = value.get("id") or value.get("name")
    place = f"{place} ({' '.join(str(name).split())[:80]})" if name else place
    field = str(found["loc"][0])
    if found["type"] in _MISSING or (value.get(field) is None and field in _required(model)):
        return f"{place} has no {field}: add it"
    if found["type"] == "extra_forbidden":
        near = difflib.get_close_matches(field, model.model_fields, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(model.model_fields)}"
        return f"{place} has an unknown field {field!r}: {hint}"
    return f"{place}: the {field} {_WHAT.get(found['type'], found['msg'])}"


def _required(model: type[BaseModel]) -> set[str]:
    return {name for name, field in model.model_fields.items() if field.is_required()}


def _check_unique(where: str, what: str, field: str, values: Sequence[str | None]) -> None:
    seen: set[str] = set()
    for position, value in enumerate(values, start=1):
        if value is not None and value in seen:
            raise CatalogError(
                f"{where}, {what} {position}: the {field} {value} is used twice; give one another"
            )
        seen.add(value or "")


def _check_districts(
    where: str, documents: Iterable[DocumentEntry], names: Sequence[KnownName]
) -> None:
    """Refuse districts that are not under `districts:`, if there is such a part."""
    known = [name.name for name in names if name.kind == "district"]
    if not known:
        return
    used = [(f"entry {e.id}", district) for e in documents for district in e.districts or ()]
    used += [(f"{name.kind} {name.name}", name.district) for name in names if name.district]
    for place, district in used:
        if district not in known:
            near = difflib.get_close_matches(district, known, n=1)
            hint = f"write {near[0]!r}, or add it" if near else "add it"
            raise CatalogError(
                f"{where}, {place}: no district {district!r} under `districts:`: {hint} there"
            )
