"""What a person says of a document that was added in the page.

In: what was typed, or the values of a `details.json`. Out: `Details`, single clean lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.errors import UsageError
from ingest.upload_names import clean_text

DEFAULT_KIND = "document"
_YEARS = range(1000, 2200)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Details:
    """What the reader says of a document; an empty title leaves it to the file."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str | None = None
    kind: str = DEFAULT_KIND
    districts: tuple[str, ...] = ()


def read_details(values: Mapping[str, object]) -> Details:
    """Take what is of use in the values of a file that anybody may have edited."""
    year = values.get("year")
    return Details(
        title=str(values.get("title") or ""),
        authors=_texts(values.get("authors")),
        year=year if isinstance(year, int) else None,
        publisher=str(values.get("publisher") or "") or None,
        kind=str(values.get("kind") or DEFAULT_KIND),
        districts=_texts(values.get("districts")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def checked(details: Details) -> Details:
    """Return the details as single lines; a year that is none is a usage error."""
    if details.year is not None and details.year not in _YEARS:
        raise UsageError(f"{details.year} is no year: write four digits, or nothing")
    return Details(
        title=clean_text(details.title)[:_LONGEST],
        authors=_lines(details.authors),
        year=details.year,
        publisher=clean_text(details.publisher or "")[:_LONGEST] or None,
        kind=clean_text(details.kind)[:_LONGEST] or DEFAULT_KIND,
        districts=_lines(details.districts),
    )


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    lines = (clean_text(value)[:_LONGEST] for value in values)
    return tuple(dict.fromkeys(line for line in lines if line))
