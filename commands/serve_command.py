"""`linked-learning serve`: the web page, on this machine only."""

from __future__ import annotations

import runpy
import socket
import sys
from contextlib import suppress

import click

from commands.ingest_command import ensure_index
from core.errors import UsageError
from core.settings import ROOT, read_settings
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.fingerprint import index_fingerprint

HOST = "127.0.0.1"


@click.command()
@click.option(
    "--port", default=8501, type=click.IntRange(1, 65535), help="The port, 8501 if not given."
)
def serve(port: int) -> None:
    """Serve the web page on 127.0.0.1."""
    settings = read_settings()
    _check_port(port)
    ensure_index(settings)
    Library(settings.data_dir).check(index_fingerprint(load_embeddings(settings.embedding_model)))
    click.echo(f"Linked Learning guide: http://{HOST}:{port}  (Ctrl-C stops it)")
    arguments = ["run", str(ROOT / "app.py")]
    arguments += ["--server.address", HOST, "--server.port", str(port)]
    arguments += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    arguments += ["--server.fileWatcherType", "none", "--logger.level", "error"]
    sys.stdout.flush()
    with suppress(click.Abort):  # Ctrl-C
        runpy.run_module("streamlit.web.cli")["main"](arguments, standalone_mode=False)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise UsageError(
                f"port {port} is taken: choose another with --port (make run: PORT=…)"
            ) from error
