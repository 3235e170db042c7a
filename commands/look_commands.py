"""`linked-learning sources`, `search` and `page`: looking at what the library holds."""

from __future__ import annotations

import dataclasses
import sys
from typing import Any

import click

from assistant.opening import open_assistant
from commands.ingest_command import ensure_index
from commands.options import build_filters, filter_options, json_option, print_json
from core.errors import UsageError
from core.schema import Hit
from core.settings import read_settings
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.fingerprint import index_fingerprint


@click.command()
@json_option
def sources(as_json: bool) -> None:
    """List the sources."""
    library = _open_library()
    counted = {state.id: state for state in library.states()}
    rows = [
        dataclasses.asdict(source)
        | {"pages": counted[source.id].pages, "passages": counted[source.id].passages}
        for source in library.sources()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        year = row["year"] or "n.d."
        click.echo(f"{row['id']}  {row['title']} ({row['kind']}, {year})")
        click.echo(f"    {row['pages']} pages, {row['passages']} passages, {row['filename']}")
    click.echo(f"{len(rows)} sources")


@click.command()
@click.argument("query")
@click.option("-k", default=10, type=click.IntRange(1, 1000), help="How many hits.")
@filter_options
@json_option
def search(query: str, k: int, as_json: bool, **options: Any) -> None:
    """Search the passages."""
    if not query.strip():
        raise UsageError("the query is empty: search for words")
    settings = read_settings()
    ensure_index(settings)
    assistant = open_assistant(settings, chat=False)
    library = assistant.library
    with library.snapshot():
        hits = assistant.search.search(
            assistant.search.build_query(query, build_filters(options)), k
        )
        rows = [_row(hit, library) for hit in hits]
    if as_json:
        print_json({"query": query, "hits": rows})
        return
    for row in rows:
        click.echo(
            f"{row['rank']:>3}  {row['score']:.3f}  {row['title']}, page {row['page_label']}"
        )
        click.echo(f"     {' '.join(str(row['text']).split())[:300]}")


def _open_library() -> Library:
    """Open the library; a missing index is built, a stale one is an error."""
    settings = read_settings()
    ensure_index(settings)
    library = Library(settings.data_dir)
    library.check(index_fingerprint(load_embeddings(settings.embedding_model)))
    return library


def _row(hit: Hit, library: Library) -> dict[str, object]:
    passage = hit.passage
    page_label = library.page(passage.source_id, passage.page_number).label
    return {
        "rank": hit.rank,
        "score": hit.score,
        "source_id": passage.source_id,
        "title": library.source(passage.source_id).title,
        "page_number": passage.page_number,
        "page_label": page_label,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


@click.command()
@click.argument("source_id")
@click.argument("page_number", type=click.IntRange(1, 1_000_000))
def page(source_id: str, page_number: int) -> None:
    """Print a page's text, exactly: the one that offsets count in."""
    text = _open_library().page(source_id, page_number).text
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()
