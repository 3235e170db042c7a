"""What a web page says of itself: title, authors, year.

In: a parsed page, with its scripts. Out: only what is stated, in `meta` elements, in JSON-LD or as
its `title`. Guesses from the running text (trafilatura makes them) take "Authority control" for an
author.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.file_facts import authors_of, year_of
from ingest.web_blocks import tidy

_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title")
_AUTHORS = ("citation_author", "author", "dc.creator", "dcterms.creator", "article:author")
_DATES = (
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "date",
)


@dataclass(frozen=True, slots=True)
class WebFacts:
    """What a page states; nothing is guessed."""

    title: str | None
    authors: tuple[str, ...]
    year: int | None


def read_facts(root: Any) -> WebFacts:
    """Read a page's title, authors and year."""
    stated: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if value := tidy(meta.get("content") or ""):
            stated.setdefault(name.lower(), []).append(value)
    data = [item for script in root.iter("script") for item in _items(script)]
    titles = [value for name in _TITLES for value in stated.get(name, [])]
    titles += [tidy(title.text or "") for title in root.iter("title")]
    authors = next((stated[name] for name in _AUTHORS if name in stated), [])
    authors = [name for name in authors if "://" not in name] or _names(data)
    dates = [value for name in _DATES for value in stated.get(name, [])]
    dates += [date for item in data if isinstance(date := item.get("datePublished"), str)]
    years = [year for date in dates if (year := year_of(date))]
    return WebFacts(
        title=next((title for title in titles if title), None),
        authors=authors_of("; ".join(authors))
        if len(authors) > 1
        else authors_of("".join(authors)),
        year=next(iter(years), None),
    )


def _items(script: Any) -> Iterator[dict[str, Any]]:
    """Yield what a page's JSON-LD describes, of the first two levels."""
    if script.get("type", "").strip().lower() != "application/ld+json":
        return
    try:
        loaded = json.loads(script.text or "")
    except (ValueError, RecursionError):
        return
    for item in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (part for part in graph if isinstance(part, dict))
                if isinstance(graph, list)
                else ()
            )


def _names(data: list[dict[str, Any]]) -> list[str]:
    """Return the authors that JSON-LD names."""
    for item in data:
        authors = item.get("author")
        listed = authors if isinstance(authors, list) else [authors]
        names = [one.get("name") if isinstance(one, dict) else one for one in listed]
        found = [tidy(name) for name in names if isinstance(name, str)]
        if any(found):
            return found
    return []
