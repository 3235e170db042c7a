"""The `linked-learning` command: its verbs, and the one place where errors are shown.

In: the command line. Out: text or JSON on stdout, progress and errors on stderr. Exit 0 for an
answer and for an honest "no evidence", 2 for wrong usage, 1 for a failure with one line that says
what happened and which command mends it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import click

from commands.ask_command import ask
from commands.doctor_command import doctor
from commands.eval_command import evaluate
from commands.ingest_command import ingest
from commands.look_commands import page, search, sources
from commands.serve_command import serve
from core.errors import AssistantError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="linked-learning")
def cli() -> None:
    """Answer planning questions about Linked Learning from documents, with checkable citations."""


for verb in (ingest, sources, search, ask, page, serve, evaluate, doctor):
    cli.add_command(verb)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="linked-learning",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("\nstopped; what was finished is kept, run the same command to go on", err=True)
        return 130
    except UsageError as error:
        click.echo(f"linked-learning: {error}", err=True)
        return 2
    except AssistantError as error:
        click.echo(f"linked-learning: {error}", err=True)
        return 1
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
