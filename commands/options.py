"""Options and printing that several verbs share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from core.schema import Filters

Command = Callable[..., Any]


def filter_options(command: Command) -> Command:
    """Add the options that narrow the library; names may be repeated."""
    for option in reversed(
        (
            click.option("--district", multiple=True, metavar="NAME", help="Only this district."),
            click.option("--source", multiple=True, metavar="ID", help="Only this source."),
            click.option(
                "--kind", multiple=True, metavar="KIND", help="Only this kind of document."
            ),
            click.option("--year-from", type=int, metavar="Y", help="Only from this year on."),
            click.option("--year-to", type=int, metavar="Y", help="Only up to this year."),
        )
    ):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")


def build_filters(options: dict[str, Any]) -> Filters:
    """Make filters of the options that `filter_options` added."""
    return Filters(
        district=tuple(options["district"]),
        source=tuple(options["source"]),
        kind=tuple(options["kind"]),
        year_from=options["year_from"],
        year_to=options["year_to"],
    )


def print_json(value: object) -> None:
    """Print one JSON value, as text that people can read too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
