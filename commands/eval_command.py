"""`linked-learning eval`: quality in figures, with intervals, and what has changed since."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from commands.options import json_option, print_json
from core.settings import Settings, read_settings
from evaluation.questions import Half
from evaluation.results import (
    Change,
    Result,
    Summary,
    compare,
    read_results,
    summarise,
    write_results,
)
from evaluation.sets import HALVES, find_set, measure, set_names

_NEUTRAL = ("higher", "lower")
_NAMED = 12  # questions that moved, on one line


@click.command(name="eval")
@click.argument("sets", nargs=-1, metavar="[SET…]")
@click.option("--half", type=click.Choice(HALVES), help="Only this half of the own questions.")
@click.option("--out", type=click.Path(path_type=Path), help="Write every question's figures here.")
@click.option("--against", type=click.Path(path_type=Path), help="Compare with an earlier --out.")
@json_option
def evaluate(
    sets: tuple[str, ...], half: Half | None, out: Path | None, against: Path | None, as_json: bool
) -> None:
    """Measure ranking, answers and refusals.

    A SET is `own`, `understanding`, `open` (the project's own questions, asked of the shipped
    corpus), `sentences` (true, altered and reworded ones, for the verifier), a folder in BEIR form,
    or a name below LINKED_LEARNING_BENCHMARKS; the own sets and those in BEIR form if none is named.
    """
    settings = read_settings()
    names = sets or tuple(set_names(settings))
    for name in names:
        find_set(name, settings)
    before = read_results(against) if against else []
    if out:
        write_results(out, [])
    results = _measure_all(names, settings, half)
    if out:
        write_results(out, results)
    summaries, changes = summarise(results), compare(before, results)
    if as_json:
        print_json(
            {"summaries": list(map(asdict, summaries)), "changes": list(map(asdict, changes))}
        )
    else:
        _print_summaries(summaries)
        _print_changes(changes)


def _measure_all(sets: Sequence[str], settings: Settings, half: Half | None) -> list[Result]:
    """Measure the sets, with a bar for each part that is under way."""
    form = "{desc} {percentage:3.0f}% |{bar:20}| {remaining} left"
    results: list[Result] = []
    with ExitStack() as shown:
        bars: dict[str, tqdm[Any]] = {}

        def notify(under_way: str, done: int, of: int) -> None:
            if under_way not in bars:
                shown.close()
                bar = tqdm(total=1.0, file=sys.stderr, leave=False, delay=0.2, bar_format=form)
                bar.set_description_str(under_way, refresh=False)
                bars[under_way] = shown.enter_context(bar)
            bars[under_way].update(done / of - bars[under_way].n if of else 0)

        for name in sets:
            results += measure(name, settings, notify, half)
    return results


def _print_summaries(summaries: Sequence[Summary]) -> None:
    """Print a table a set: the mean, its 95 % interval, and how many questions it concerns."""
    shown = None
    for row in summaries:
        if row.set != shown:
            click.echo(f"\n{row.set:44} {'mean':>8} {'95 % interval':>19} {'questions':>10}")
            shown = row.set
        mean, low, high = map(_figure, (row.interval.mean, row.interval.low, row.interval.high))
        click.echo(f"  {row.metric:42} {mean:>8} {low:>9} –{high:>8} {row.questions:>10}")


def _print_changes(changes: Sequence[Change]) -> None:
    for change in changes:
        pair = change.paired
        if not pair.better and not pair.worse:
            continue
        mean, low, high = (
            f"{value:+.3f}"
            for value in (pair.difference.mean, pair.difference.low, pair.difference.high)
        )
        click.echo(f"\n{change.set}, {change.metric}: {mean} ({low} to {high})")
        # The report half is not looked at question by question.
        names = "report half" not in change.set
        words = _NEUTRAL if change.metric in ("words", "milliseconds") else ("better", "worse")
        for word, ids in zip(words, (pair.better, pair.worse), strict=True):
            listed = f": {', '.join(ids[:_NAMED])}{' …' * (len(ids) > _NAMED)}" if names else ""
            click.echo(f"  {len(ids)} {word}{listed if ids else ''}")


def _figure(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
