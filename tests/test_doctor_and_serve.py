"""`doctor` and `serve`: what is amiss is said in a line, and the page is for this machine only."""

import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest
from fakes import WordHashEmbeddings

import commands.doctor_command
import commands.ingest_command
import commands.serve_command
from assistant import opening
from commands.main import _run
from core.settings import ROOT

OAK = "# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
READY_WITHIN_S = 90
ENDS_WITHIN_S = 30


@pytest.fixture
def run(settings, monkeypatch, capfd, write):
    """Run the command as a user would, with the fake at the embedding seam."""
    monkeypatch.chdir(settings.corpus_dir.parent)
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIR", str(settings.corpus_dir))
    monkeypatch.setenv("LINKED_LEARNING_DATA_DIR", str(settings.data_dir))
    for module in (
        *(commands.ingest_command, commands.doctor_command, commands.serve_command, opening),
    ):
        monkeypatch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
    write("oak.md", OAK)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = _run(arguments)
        return code, *capfd.readouterr()

    return run_command


def to_do(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("to do: ")]


def test_doctor_prints_what_is_installed_and_where_things_are(run, settings):
    _, out, err = run("doctor")
    assert platform.python_version() in out
    for name in ("linked-learning", "torch", "sentence-transformers", "chromadb", "streamlit"):
        assert f"{name} {version(name)}" in out
    assert str(settings.corpus_dir) in out
    assert str(settings.data_dir) in out
    assert WordHashEmbeddings.identity in out
    assert err == ""


def test_doctor_without_an_index_says_what_to_do_and_fails(run, settings):
    code, out, _ = run("doctor")
    (line,) = to_do(out)
    assert code == 1
    assert "no index" in line
    assert "linked-learning ingest" in line
    assert not settings.data_dir.exists()


def test_doctor_with_an_index_counts_it_and_is_content(run):
    run("ingest")
    code, out, _ = run("doctor")
    assert code == 0
    assert to_do(out) == []
    assert "1 sources, 1 passages, built 20" in out


def test_doctor_finds_an_index_that_others_built(run, monkeypatch):
    run("ingest")
    other = WordHashEmbeddings()
    other.identity = "another"
    monkeypatch.setattr(commands.doctor_command, "load_embeddings", lambda name: other)
    code, out, _ = run("doctor")
    (line,) = to_do(out)
    assert code == 1
    assert "linked-learning ingest" in line


def test_doctor_finds_that_the_vectors_are_gone(run, settings):
    run("ingest")
    shutil.rmtree(settings.data_dir / "chroma")
    assert run("ask", "When did Oak Valley High open a health pathway?")[0] == 1
    code, out, _ = run("doctor")
    assert code == 1
    assert "linked-learning ingest" in to_do(out)[0]


def test_doctor_goes_on_after_the_first_thing_amiss(run, monkeypatch):
    monkeypatch.setenv("LINKED_LEARNING_CHAT_MODEL", "nobody:nothing")
    monkeypatch.setenv("LINKED_LEARNING_CHAT_API_KEY", "sk-secret")
    code, out, err = run("doctor")
    assert code == 1
    assert len(to_do(out)) == 2
    assert "LINKED_LEARNING_CHAT_MODEL" in to_do(out)[1]
    assert "sk-secret" not in out + err


def test_doctor_says_that_without_a_chat_model_nothing_leaves_the_machine(run):
    assert "chat model: none (answers are quotes; nothing leaves this machine)" in run("doctor")[1]


def test_doctor_tells_the_entailment_model(run, monkeypatch, tmp_path):
    assert "entailment model: none" in run("doctor")[1]
    monkeypatch.setenv("LINKED_LEARNING_ENTAILMENT_MODEL", str(tmp_path / "none"))
    code, out, _ = run("doctor")
    assert code == 1
    assert any("none is no model's folder" in line for line in to_do(out))


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_serve_refuses_a_taken_port_in_one_line(run, settings, host):
    with socket.create_server((host, 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", str(port))
    assert code == 2
    assert out == ""
    (line,) = err.splitlines()
    assert f"port {port} is taken" in line
    assert "--port" in line
    assert not settings.data_dir.exists()


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_serve_refuses_what_is_no_port(run, port):
    code, _, err = run("serve", "--port", port)
    assert code == 2
    assert "Traceback" not in err


@dataclass(frozen=True)
class Life:
    """A real server from its start to its end."""

    ready: bytes
    listening: set[tuple[str, int]]
    port: int
    code: int
    output: str


def live(folder: Path, ending: signal.Signals) -> Life:
    """Serve the folder's corpus until /ready answers, then send the signal and wait for the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = folder / f"{ending.name}.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "commands.main", "serve", "--port", str(port)],
            cwd=folder,
            env=environment(folder),
            stdout=written,
            stderr=written,
            # A shell's background jobs pass on that Ctrl-C is to be ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        try:
            ready = wait_until_ready(server, port, log)
            listening = addresses(server.pid)
            server.send_signal(ending)
            code = server.wait(ENDS_WITHIN_S)
        finally:
            server.kill()
            server.wait()
    return Life(ready, listening, port, code, log.read_text("utf-8"))


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LINKED_LEARNING_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LINKED_LEARNING_CORPUS_DIR": str(folder / "corpus"),
        "LINKED_LEARNING_DATA_DIR": str(folder / "data"),
    }


def wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> bytes:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text("utf-8")
        try:
            with urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as response:
                return response.read()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"not ready within {READY_WITHIN_S} s: {log.read_text('utf-8')}")


def addresses(pid: int) -> set[tuple[str, int]]:
    """Every address that the server's processes listen on."""
    server = psutil.Process(pid)
    return {
        (connection.laddr.ip, connection.laddr.port)
        for process in (server, *server.children(recursive=True))
        for connection in process.net_connections("inet")
        if connection.status in (psutil.CONN_LISTEN, psutil.CONN_NONE)
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Path:
    """A corpus of one file; its index is built by the real model at the first start."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "oak.md").write_text(OAK, "utf-8")
    return folder


@pytest.fixture(scope="module")
def interrupted(served) -> Life:
    return live(served, signal.SIGINT)


def test_serve_builds_the_index_and_is_ready(interrupted):
    assert interrupted.ready == b'{"status":"ok"}'
    assert "building the index" in interrupted.output
    assert f"http://127.0.0.1:{interrupted.port}" in interrupted.output


def test_serve_listens_on_this_machine_alone(interrupted):
    assert interrupted.listening == {("127.0.0.1", interrupted.port)}


def test_ctrl_c_ends_serve_without_a_traceback(interrupted):
    assert "Traceback" not in interrupted.output


def test_ctrl_c_is_no_failure(interrupted):
    assert interrupted.code in (0, 130, -signal.SIGINT)
    assert "Aborted!" not in interrupted.output


def test_a_second_start_builds_nothing_and_ends_when_told_to(served, interrupted):
    again = live(served, signal.SIGTERM)
    assert again.ready == interrupted.ready
    assert "building the index" not in again.output
    assert "Traceback" not in again.output
    assert again.code in (0, 143, -signal.SIGTERM)
