"""Who gets no document: a changed file, a foreign name, nobody signed in; and no route's path."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import make_samples
import pytest
from starlette.applications import Starlette
from starlette.convertors import IntegerConvertor, StringConvertor
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

import app
from core.settings import ROOT
from library.library import Library
from ui import document_routes as routes_file
from ui.document_routes import document_routes

SAMPLES = make_samples.FOLDER
FILE, PICTURE = "/files/prose-pdf", "/pages/prose-pdf/1.png"
SECRET = "a secret of more than thirty-two characters"
COOKIE = "_streamlit_user"
REAL_APP = """
from starlette.testclient import TestClient
import app

with TestClient(app.app) as client:
    for address in ADDRESSES:
        reply = client.get(address)
        print(reply.status_code, reply.headers.get("content-type"), end=" ")
        print("csp" if "content-security-policy" in reply.headers else "open", reply.content[:4])
"""


@pytest.fixture
def document(settings, run_ingest):
    """The one indexed file."""
    path = settings.corpus_dir / "prose.pdf"
    path.write_bytes((SAMPLES / "prose.pdf").read_bytes())
    run_ingest()
    return path


@pytest.fixture
def web(settings, document):
    return Starlette(routes=document_routes(open_library=lambda: Library(settings.data_dir)))


@pytest.fixture
def client(web, monkeypatch):
    monkeypatch.setattr(secrets_singleton, "_secrets", {})
    return TestClient(web)


@pytest.fixture
def login(client, monkeypatch):
    section = {"redirect_uri": "http://testserver/oauth2callback", "cookie_secret": SECRET}
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": section})


def cookie_of(secret: str, **user: object) -> dict[str, str]:
    signed = create_signed_value(secret, COOKIE, json.dumps(user))
    return {"Cookie": f"{COOKIE}={signed.decode()}"}


def error_of(reply) -> str:
    assert list(reply.json()) == ["error"]
    assert "/" not in reply.json()["error"]
    return reply.json()["error"]


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_a_file_that_is_gone_is_said_to_be_gone(client, document, address):
    assert client.get(address).status_code == 200
    document.unlink()
    reply = client.get(address)
    assert reply.status_code == 404
    assert "no longer" in error_of(reply)


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_a_folder_in_place_of_the_file_is_not_sent(client, document, address):
    document.unlink()
    document.mkdir()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_a_changed_file_is_not_sent(client, document, address):
    assert client.get(address).status_code == 200
    document.write_bytes((SAMPLES / "columns.pdf").read_bytes())
    reply = client.get(address)
    assert reply.status_code == 409
    assert "changed" in error_of(reply)


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_a_link_to_another_file_is_not_followed(client, document, tmp_path, address):
    other = tmp_path / "secret.pdf"
    other.write_bytes((SAMPLES / "columns.pdf").read_bytes())
    document.unlink()
    document.symlink_to(other)
    assert client.get(address).status_code == 409


def test_a_file_that_is_swapped_while_it_is_drawn_is_not_shown(client, document, monkeypatch):
    draw = routes_file.render_page  # type: ignore[attr-defined]

    def swap_and_draw(*asked):
        document.write_bytes((SAMPLES / "columns.pdf").read_bytes())
        return draw(*asked)

    monkeypatch.setattr(routes_file, "render_page", swap_and_draw)
    routes_file._page_image.cache_clear()
    assert client.get(PICTURE).status_code == 409


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_without_an_index_the_reason_names_no_folder(client, settings, address):
    (settings.data_dir / "library.sqlite").rename(settings.data_dir / "elsewhere")
    reply = client.get(address)
    assert reply.status_code == 503
    assert str(settings.data_dir) not in error_of(reply)


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_with_a_login_nobody_reads_without_its_cookie(client, login, address):
    assert client.get(address).status_code == 401
    for headers in (
        cookie_of("another secret of thirty-two characters", is_logged_in=True),
        cookie_of(SECRET, is_logged_in=False),
        cookie_of(SECRET, name="nobody"),
        {"Cookie": f"{COOKIE}=é".encode("latin-1")},
        {"Cookie": f"{COOKIE}="},
    ):
        assert client.get(address, headers=headers).status_code == 401
    headers = cookie_of(SECRET, is_logged_in=True, email="a@b.example")
    assert client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("address", [FILE, PICTURE])
def test_a_foreign_name_for_this_machine_reads_nothing(client, monkeypatch, address):
    allowed = ["127.0.0.1", "::1", "localhost"]
    get = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda key: allowed if key == "server.allowedHosts" else get(key)
    )
    assert client.get(address, headers={"Host": "evil.example:8501"}).status_code == 400
    for host in ("127.0.0.1:8501", "[::1]:8501", "localhost"):
        assert client.get(address, headers={"Host": host}).status_code == 200


def test_drawing_a_page_lets_other_requests_through(web, client, monkeypatch):
    """A drawing that waits for another request ends only if the event loop is free."""
    free = threading.Event()
    draw = routes_file.render_page  # type: ignore[attr-defined]
    monkeypatch.setattr(routes_file, "render_page", lambda *asked: (free.wait(10), draw(*asked))[1])
    routes_file._page_image.cache_clear()

    async def both():
        transport = httpx.ASGITransport(web)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as asking:
            drawing = asyncio.create_task(asking.get(PICTURE))
            await asyncio.sleep(0.2)
            file = await asking.get(FILE)
            waited = not drawing.done()
            free.set()
            return file.status_code, waited, (await drawing).status_code

    # In a thread of its own, because the browser tests keep an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(both())).result(60) == (200, True, 200)


def test_no_route_takes_a_path():
    mounts = [route for route in app.app._user_routes if isinstance(route, Mount)]
    inner = [route for mount in mounts for route in mount.routes]
    assert sorted(mount.path for mount in mounts) == ["/files", "/pages"]
    assert len(inner) == 2
    plain = [route for route in app.app._user_routes if not isinstance(route, Mount)]
    for route in (*inner, *plain):
        assert isinstance(route, Route)
        for taken in route.param_convertors.values():
            assert type(taken) in (StringConvertor, IntegerConvertor), route.path
        assert set(route.param_convertors) <= {"source_id", "number"}


@pytest.mark.parametrize("base", ["", "guide"])
def test_the_real_application_sends_documents(document, settings, tmp_path, base):
    below = f"/{base}" if base else ""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(f'[server]\nbaseUrlPath = "{base}"\n')
    addresses = [
        *(below + FILE, below + PICTURE, below + "/files/nobody", below + "/files/a%2fb"),
        *(below + "/files/%2e%2e%2fapp.py", below + "/files/prose-pdf%00"),
    ]
    run = subprocess.run(
        [sys.executable, "-c", f"ADDRESSES = {addresses!r}\n{REAL_APP}"],
        cwd=tmp_path,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "LINKED_LEARNING_DATA_DIR": str(settings.data_dir),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "200 application/pdf csp b'%PDF'",
        "200 image/png csp b'\\x89PNG'",
        "404 application/json csp b'{\"er'",
        "404 application/json csp b'{\"er'",
        "400 None csp b'Bad '",  # Streamlit's own check of paths comes first
        "400 None csp b'Bad '",
    ]
