"""`linked-learning ingest`, and building a missing index for the other verbs."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from commands.options import json_option, print_json
from core.errors import IndexMissing
from core.settings import Settings, read_settings
from ingest.report import Progress, SourceReport, totals
from ingest.run import ingest as run_ingest
from library.library import Library
from vectorstore.embeddings import load_embeddings

_MARKS = {"added": "+", "changed": "~", "removed": "-", "failed": "!", "duplicate": "="}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.option("--prune", is_flag=True, help="Remove sources of an empty or missing folder too.")
@json_option
def ingest(paths: tuple[Path, ...], prune: bool, as_json: bool) -> int:
    """Bring the index up to date; the corpus folder by default."""
    reports = build_index(read_settings(), paths, prune=prune)
    if as_json:
        sources = [dataclasses.asdict(report) for report in reports]
        print_json({"sources": sources, "totals": totals(reports)})
    else:
        _print(reports)
    failed = [report for report in reports if report.state == "failed"]
    for report in failed:
        click.echo(f"not indexed: {report.path}: {report.reason}", err=True)
    return 1 if failed and len(failed) == len(reports) else 0


def build_index(
    settings: Settings, paths: Sequence[Path] = (), *, prune: bool = False
) -> list[SourceReport]:
    """Ingest with progress on stderr: files, pages, passages and the time left."""
    embeddings = load_embeddings(settings.embedding_model)
    form = "{percentage:3.0f}% |{bar:20}| {remaining} left  {desc}"
    with tqdm(total=1.0, file=sys.stderr, leave=False, delay=0.5, bar_format=form) as bar:

        def notify(progress: Progress) -> None:
            bar.set_description_str(
                f"file {progress.files_done + 1} of {progress.files},"
                f" {progress.pages} pages, {progress.passages} passages: {progress.name[:40]}",
                refresh=False,
            )
            bar.update(progress.share - bar.n)

        return run_ingest(
            list(paths) or [settings.corpus_dir], settings, embeddings, prune=prune, notify=notify
        )


def ensure_index(settings: Settings) -> None:
    """Build a missing index from the corpus; a stale one is left to the caller's check."""
    library = Library(settings.data_dir)
    try:
        if library.meta("indexed_at"):
            return
    except IndexMissing:
        pass
    finally:
        library.close()
    click.echo(f"building the index from {settings.corpus_dir} (once)", err=True)
    reports = build_index(settings)
    for report in reports:
        if report.state == "failed":
            click.echo(f"not indexed: {report.path}: {report.reason}", err=True)


def _print(reports: Sequence[SourceReport]) -> None:
    for report in reports:
        if report.state == "unchanged":
            continue
        size = f"{report.pages} pages, {report.passages} passages" if report.passages else ""
        click.echo(f"{_MARKS[report.state]} {report.id}  {report.state}  {report.reason or size}")
        for warning in report.warnings:
            click.echo(f"    {warning}")
    counted = totals(list(reports))
    kept = counted["added"] + counted["changed"] + counted["unchanged"]
    click.echo(
        f"{kept} sources, {counted['pages']} pages, {counted['passages']} passages"
        f" ({counted['added']} added, {counted['changed']} changed, {counted['unchanged']}"
        f" unchanged, {counted['removed']} removed, {counted['failed']} failed)"
    )
