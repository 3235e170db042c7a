"""`serve --host`: others reach the page only behind a login, or where it is said to be open."""

import socket
from itertools import pairwise

import pytest
from fakes import WordHashEmbeddings

import commands.ingest_command
import commands.serve_command
from commands.main import _run
from commands.serve_command import has_login, is_loopback

SECRET = "0123456789abcdef0123456789abcdef"
LOGIN = f"""[auth]
redirect_uri = "https://x/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "c"
client_secret = "d"
server_metadata_url = "https://y/.well-known/openid-configuration"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder and a home without secrets."""
    home, folder = tmp_path / "home", tmp_path / "work"
    for place in (home, folder):
        (place / ".streamlit").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(folder)
    monkeypatch.setattr(commands.serve_command, "ROOT", tmp_path / "app")
    return folder


@pytest.fixture
def serve(settings, folder, monkeypatch, capfd, write):
    """Run `serve` up to where Streamlit would start, and return what it would be told."""
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIR", str(settings.corpus_dir))
    monkeypatch.setenv("LINKED_LEARNING_DATA_DIR", str(settings.data_dir))
    for module in (commands.ingest_command, commands.serve_command):
        monkeypatch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
    told = []
    start = {"main": lambda arguments, standalone_mode: told.extend(arguments)}
    runpy = commands.serve_command.runpy  # type: ignore[attr-defined]
    monkeypatch.setattr(runpy, "run_module", lambda name: start)
    write("oak.md", "# Oak\n\nOak Valley High opened a health pathway in 2011.\n")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])

    def run(*arguments: str) -> tuple[int, list[str], str, str]:
        told.clear()
        code = _run(("serve", "--port", port, *arguments))
        return code, list(told), *capfd.readouterr()

    return run


def told(arguments: list[str], option: str) -> list[str]:
    return [value for name, value in pairwise(arguments) if name == option]


def test_without_a_host_only_this_machine_is_served(serve):
    code, arguments, out, _ = serve()
    assert code == 0
    assert told(arguments, "--server.address") == ["127.0.0.1"]
    assert told(arguments, "--server.allowedHosts") == ["127.0.0.1", "::1", "localhost"]
    assert "http://127.0.0.1:" in out


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2"])
def test_an_address_of_this_machine_alone_needs_no_more(serve, host):
    code, arguments, _, _ = serve("--host", host)
    assert code == 0
    assert told(arguments, "--server.address") == [host]
    assert host in told(arguments, "--server.allowedHosts")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "guide.example", "0", "127.1"])
def test_an_address_that_others_reach_is_refused(serve, settings, host):
    code, arguments, out, err = serve("--host", host)
    assert code == 2
    assert arguments == []
    assert out == ""
    (line,) = err.splitlines()
    assert "anyone who can reach this machine can read every document" in line
    assert "--open" in line
    assert "[auth]" in line
    assert not settings.data_dir.exists()


def test_open_is_taken_at_its_word_and_says_what_it_means(serve):
    code, arguments, _, err = serve("--host", "0.0.0.0", "--open")
    assert code == 0
    assert told(arguments, "--server.address") == ["0.0.0.0"]
    assert told(arguments, "--server.allowedHosts") == []
    assert "anyone who can reach this machine can read every document" in err


@pytest.mark.parametrize("place", ["home", "work", "app"])
def test_a_login_opens_the_address_and_is_the_one_streamlit_is_told(serve, folder, place):
    secrets = folder.parent / place / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir(parents=True, exist_ok=True)
    secrets.write_text(LOGIN)
    code, arguments, _, _ = serve("--host", "0.0.0.0")
    assert code == 0
    assert str(secrets) in told(arguments, "--secrets.files")
    assert len(told(arguments, "--secrets.files")) == 3


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_login_is_asked_for_on_every_address_even_if_open(serve, folder, host):
    (folder / ".streamlit" / "secrets.toml").write_text(LOGIN)
    code, arguments, _, err = serve("--host", host, "--open")
    assert (code, err.count("--open")) == (0, 0)
    assert len(told(arguments, "--secrets.files")) == 3


def test_without_a_login_no_secrets_are_named(serve):
    """They would mean that a login is asked for."""
    for arguments in (serve()[1], serve("--host", "0.0.0.0", "--open")[1]):
        assert told(arguments, "--server.address")
        assert told(arguments, "--secrets.files") == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "[other]\nx = 1\n", "[auth]\n", "auth = true\n"),
        *('[auth]\nredirect_uri = "https://x"\n', LOGIN.replace(SECRET, "")),
    ],
)
def test_half_a_login_is_none(serve, folder, text):
    (folder / ".streamlit" / "secrets.toml").write_text(text)
    assert serve("--host", "0.0.0.0")[0] == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('client_id = "c"\n', "", "lacks client_id: nobody could sign in"),
        ('"d"', '""', "lacks client_secret: nobody could sign in"),
        ("server_metadata_url", "url", "lacks server_metadata_url: nobody could sign in"),
        (SECRET, SECRET[1:], "shorter than 32 characters"),
    ],
)
def test_a_login_that_could_not_work_is_said_before_the_start(serve, folder, old, new, said):
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.write_text(LOGIN.replace(old, new))
    for host in ("127.0.0.1", "0.0.0.0"):
        code, arguments, _, err = serve("--host", host)
        assert (code, arguments) == (2, [])
        (line,) = err.splitlines()
        assert said in line
        assert str(secrets) in line


@pytest.mark.parametrize("missing", ["authlib", "httpx"])
def test_a_login_without_its_library_is_said_before_the_start(serve, folder, monkeypatch, missing):
    (folder / ".streamlit" / "secrets.toml").write_text(LOGIN)
    monkeypatch.setattr(
        commands.serve_command, "find_spec", lambda name: None if name == missing else name
    )
    for host in ("127.0.0.1", "0.0.0.0"):
        code, arguments, out, err = serve("--host", host)
        assert (code, arguments, out) == (1, [], "")
        (line,) = err.splitlines()
        assert "pip install 'linked-learning[login]'" in line


def test_a_later_file_takes_a_login_away(folder, tmp_path):
    first, later = tmp_path / "first.toml", tmp_path / "later.toml"
    first.write_text(LOGIN)
    assert has_login((first, later))
    later.write_text("[auth]\n")
    assert not has_login((first, later))
    assert has_login((later, first))


def test_secrets_that_cannot_be_read_are_named(serve, folder):
    broken = folder / ".streamlit" / "secrets.toml"
    broken.write_text("[auth\n")
    code, arguments, _, err = serve("--host", "0.0.0.0")
    assert code == 2
    assert arguments == []
    assert str(broken) in err


@pytest.mark.parametrize("host", ["", " ", "no such name", "203.0.113.7", "unix://x", "x" * 300])
def test_what_is_no_address_of_this_machine_is_refused_even_if_open(serve, host):
    code, arguments, _, err = serve("--host", host, "--open")
    assert code == 2
    assert arguments == []
    assert "--host" in err.splitlines()[-1]
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        *(("127.0.0.1", True), ("127.255.255.254", True), ("::1", True), ("localhost", True)),
        *(("128.0.0.1", False), ("::", False), ("::ffff:127.0.0.1", False), ("", False)),
        *(("localhost.example", False), ("127.0.0.1.example", False), ("127.0.0.1/8", False)),
    ],
)
def test_loopback_is_told_by_the_address(host, alone):
    assert is_loopback(host) is alone
