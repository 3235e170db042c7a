"""`linked-learning serve`: the web page, for this machine only unless more is asked for.

In: a port and an address. Out: a running server. Whoever reaches it reads every document, so an
address that others reach is refused without a login or the reader's word that it is meant.
"""

from __future__ import annotations

import errno
import runpy
import socket
import sys
import tomllib
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import click

from commands.ingest_command import ensure_index
from core.errors import AssistantError, UsageError
from core.settings import ROOT, read_settings
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.fingerprint import index_fingerprint

HOST = "127.0.0.1"
LOOPBACK_NAMES = (HOST, "localhost", "::1")
LOGIN_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
LOGIN_NEEDS = ("authlib", "httpx")
SECRET_LENGTH = 32  # a shorter one could be guessed from a cookie, and then any cookie be forged
MEANING = (
    "anyone who can reach this machine can read every document and ask questions, also over a"
    " chat model that you pay for"
)


@click.command()
@click.option(
    "--port", default=8501, type=click.IntRange(1, 65535), help="The port, 8501 if not given."
)
@click.option("--host", default=HOST, help=f"The address to listen on, {HOST} if not given.")
@click.option("--open", "is_open", is_flag=True, help="Let others reach it without a login.")
def serve(port: int, host: str, is_open: bool) -> None:
    """Serve the web page on 127.0.0.1, or on the address given."""
    settings = read_settings()
    guard = _guard_of(host, is_open)
    _check_port(host, port)
    ensure_index(settings)
    Library(settings.data_dir).check(index_fingerprint(load_embeddings(settings.embedding_model)))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Linked Learning guide: http://{shown}:{port}  (Ctrl-C stops it)")
    arguments = ["run", str(ROOT / "app.py")]
    arguments += ["--server.address", host, "--server.port", str(port)]
    arguments += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    arguments += ["--server.fileWatcherType", "none", "--logger.level", "error"]
    sys.stdout.flush()
    with suppress(click.Abort):  # Ctrl-C
        runpy.run_module("streamlit.web.cli")["main"]([*arguments, *guard], standalone_mode=False)


def _guard_of(host: str, is_open: bool) -> list[str]:
    """Return what Streamlit is told to keep strangers out; refuse an address that lets them in."""
    if not host.strip():  # which would mean every address
        raise UsageError(f"--host needs an address: try {HOST}")
    places = secret_places()
    # Named, they are known to hold a login: should one break later, nobody is let in.
    login = [str(place) for place in places] if has_login(places) else []
    guard = _repeated("--secrets.files", login)
    if is_loopback(host):
        # A page elsewhere could give its own name this machine's address and then ask as the user.
        return [*guard, *_repeated("--server.allowedHosts", sorted({*LOOPBACK_NAMES, host}))]
    if login:
        return guard
    if is_open:
        click.echo(f"--open: {MEANING}", err=True)
        return []
    raise UsageError(
        f"--host {host} needs a login ([auth] in .streamlit/secrets.toml), or --open: {MEANING}"
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address; of names, only localhost is trusted."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return address.is_loopback
    return address == IPv6Address("::1")


def secret_places() -> tuple[Path, ...]:
    """Return where Streamlit looks for secrets if it is not told: home, folder, beside the app."""
    return tuple(
        folder / ".streamlit" / "secrets.toml" for folder in (Path.home(), Path.cwd(), ROOT)
    )


def has_login(places: tuple[Path, ...]) -> bool:
    """Tell whether Streamlit will find a login in these files; refuse one that lets nobody in."""
    place, login = _login_of(places)
    if not login:
        return False
    held = login if isinstance(login, dict) else {}
    if missing := [key for key in LOGIN_KEYS if not held.get(key)]:
        raise UsageError(f"[auth] in {place} lacks {', '.join(missing)}: nobody could sign in")
    if len(str(held["cookie_secret"])) < SECRET_LENGTH:
        raise UsageError(
            f"cookie_secret in {place} is shorter than {SECRET_LENGTH} characters: take the output"
            " of python -c 'import secrets; print(secrets.token_hex())'"
        )
    if not all(map(find_spec, LOGIN_NEEDS)):
        raise AssistantError(
            f"the login in {place} needs Authlib: pip install 'linked-learning[login]'"
        )
    return True


def _login_of(places: tuple[Path, ...]) -> tuple[Path | None, object]:
    """Return the section that Streamlit will take, and its file; later files win over earlier."""
    found: tuple[Path | None, object] = (None, None)
    for place in places:
        try:
            with place.open("rb") as handle:
                secrets = tomllib.load(handle)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            raise UsageError(f"{place} cannot be read as TOML: mend it ({error})") from error
        if "auth" in secrets:
            found = (place, secrets["auth"])
    return found


def _repeated(option: str, values: list[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (socket.gaierror, UnicodeError) as error:
            raise UsageError(f"--host {host!r} is not an address: try {HOST}") from error
        except OSError as error:
            raise UsageError(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return f"--host {host} is not an address of this machine: try {HOST}"
    if error.errno == errno.EACCES:
        return f"port {port} is not open to you: choose one above 1023 with --port"
    return f"port {port} is taken: choose another with --port (make run: PORT=…)"
