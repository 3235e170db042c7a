"""Settings: where they come from, what they mean, and what they never show."""

import logging
from pathlib import Path

import pytest

from core.errors import SettingsError, UsageError
from core.settings import ROOT, Settings, read_settings


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A working folder without a `.env` file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINKED_LEARNING_BENCHMARKS", raising=False)
    return tmp_path


def test_the_defaults_are_the_shipped_corpus_and_a_folder_beside_pyproject(folder):
    settings = read_settings()
    assert (ROOT / "pyproject.toml").is_file()
    assert settings == Settings(
        corpus_dir=ROOT / "corpus" / "documents",
        data_dir=ROOT / ".data",
        catalog_path=ROOT / "corpus" / "catalog.yaml",
    )


def test_without_a_checkout_the_data_go_to_the_users_folder(folder, monkeypatch):
    monkeypatch.setattr("core.settings.ROOT", folder)
    data_dir = read_settings().data_dir
    assert not data_dir.is_relative_to(folder)
    assert data_dir.is_absolute()
    assert "linked-learning" in str(data_dir)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("EMBEDDING_MODEL", "some/model", "embedding_model"),
        ("CHAT_MODEL", "openai:gpt-4o-mini", "chat_model"),
        ("CHAT_BASE_URL", "http://127.0.0.1:8080/v1", "chat_base_url"),
        ("CHAT_API_KEY", "secret", "chat_api_key"),
    ],
)
def test_every_text_is_read_by_its_name(name, value, field):
    settings = read_settings({f"LINKED_LEARNING_{name}": f"  {value} "})
    assert getattr(settings, field) == value


def test_the_environment_wins_over_the_env_file(folder, monkeypatch):
    (folder / ".env").write_text(
        "LINKED_LEARNING_CHAT_MODEL=from:file\nLINKED_LEARNING_EMBEDDING_MODEL=file\n", "utf-8"
    )
    monkeypatch.setenv("LINKED_LEARNING_CHAT_MODEL", "from:environment")
    settings = read_settings()
    assert settings.chat_model == "from:environment"
    assert settings.embedding_model == "file"


def test_the_environment_may_empty_what_the_env_file_says(folder, monkeypatch):
    (folder / ".env").write_text("LINKED_LEARNING_CHAT_MODEL=from:file\n", "utf-8")
    monkeypatch.setenv("LINKED_LEARNING_CHAT_MODEL", "")
    assert read_settings().chat_model == ""


def test_settings_given_as_a_mapping_read_no_file(folder):
    (folder / ".env").write_text("LINKED_LEARNING_CHAT_MODEL=from:file\n", "utf-8")
    assert read_settings({}).chat_model == ""


def test_only_the_env_file_of_the_working_folder_is_read(folder, monkeypatch):
    (folder / ".env").write_text("LINKED_LEARNING_CHAT_MODEL=from:file\n", "utf-8")
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert read_settings().chat_model == ""


@pytest.mark.parametrize(
    "line",
    [
        "export LINKED_LEARNING_CHAT_MODEL=a:b",
        'LINKED_LEARNING_CHAT_MODEL="a:b"',
        "LINKED_LEARNING_CHAT_MODEL = a:b   # which one",
        "OTHER=1\r\nLINKED_LEARNING_CHAT_MODEL=a:b\r\n",
    ],
)
def test_an_env_file_may_be_written_in_the_usual_ways(folder, line):
    (folder / ".env").write_bytes(line.encode())
    assert read_settings().chat_model == "a:b"


def test_an_env_file_with_a_byte_order_mark_is_read(folder):
    """Windows' editor puts one before the first name."""
    (folder / ".env").write_text("LINKED_LEARNING_CHAT_MODEL=a:b\n", "utf-8-sig")
    assert read_settings().chat_model == "a:b"


def test_an_env_file_that_is_not_utf8_is_an_error_that_names_it(folder):
    """PowerShell's `>` writes UTF-16."""
    (folder / ".env").write_text("LINKED_LEARNING_CHAT_MODEL=a:b\n", "utf-16")
    with pytest.raises(SettingsError, match=r"\.env"):
        read_settings()


@pytest.mark.parametrize(
    "name", ["LINKED_LEARNING_CHAT_MODE", "LINKED_LEARNING_corpus_dir", "LINKED_LEARNING_"]
)
def test_an_unknown_name_is_an_error_that_names_it(name):
    with pytest.raises(SettingsError, match=f"unknown setting {name};"):
        read_settings({name: "x"})


def test_an_unknown_name_in_the_env_file_is_an_error_too(folder):
    (folder / ".env").write_text("LINKED_LEARNING_CORPUS=docs\n", "utf-8")
    with pytest.raises(SettingsError, match="LINKED_LEARNING_CORPUS;"):
        read_settings()


def test_an_unknown_names_value_is_not_shown():
    with pytest.raises(SettingsError) as caught:
        read_settings({"LINKED_LEARNING_API_KEY": "sk-secret"})
    assert "sk-secret" not in str(caught.value)
    assert isinstance(caught.value, UsageError)


def test_other_programs_variables_are_left_alone():
    settings = read_settings({"CORPUS_DIR": "/elsewhere", "MY_LINKED_LEARNING_DATA_DIR": "/x"})
    assert settings == read_settings({})


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("docs", "{here}/docs"),
        ("./docs/../more", "{here}/more"),
        ("~/docs", "{home}/docs"),
        ("/elsewhere/docs", "/elsewhere/docs"),
    ],
)
@pytest.mark.parametrize("name", ["CORPUS_DIR", "DATA_DIR", "BENCHMARKS"])
def test_paths_are_resolved(folder, monkeypatch, name, value, path):
    monkeypatch.setenv("HOME", str(folder / "home"))
    settings = read_settings({f"LINKED_LEARNING_{name}": value})
    expected = path.format(here=folder.resolve(), home=folder.resolve() / "home")
    assert getattr(settings, name.lower()) == Path(expected)


def test_an_empty_path_is_the_default():
    names = ("CORPUS_DIR", "DATA_DIR", "BENCHMARKS")
    assert read_settings({f"LINKED_LEARNING_{name}": " " for name in names}) == read_settings({})


def test_the_working_folder_moves_no_default(folder):
    assert read_settings().data_dir == ROOT / ".data"
    assert read_settings().corpus_dir == ROOT / "corpus" / "documents"


@pytest.mark.parametrize(("value", "kept"), [("yes", True), (" no ", False), ("", True)])
def test_conversations_are_kept_unless_told_otherwise(value, kept):
    name = "LINKED_LEARNING_KEEP_CONVERSATIONS"
    assert read_settings({name: value}).keep_conversations is kept
    assert read_settings({}).keep_conversations


@pytest.mark.parametrize("value", ["NO", "false", "0", "yes no"])
def test_keeping_conversations_is_yes_or_no_and_nothing_else(value):
    with pytest.raises(SettingsError, match=r"KEEP_CONVERSATIONS .* yes or no"):
        read_settings({"LINKED_LEARNING_KEEP_CONVERSATIONS": value})


def test_the_key_is_shown_in_no_form(caplog):
    settings = read_settings({"LINKED_LEARNING_CHAT_API_KEY": "sk-secret"})
    logging.getLogger("test").error("settings: %s %r", settings, [settings])
    shown = f"{settings} {settings!r} {settings!s} {[settings]} {caplog.text}"
    assert settings.chat_api_key == "sk-secret"
    assert "sk-secret" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHAT_CONTEXT_TOKENS", "100"),
        ("CHAT_CONTEXT_TOKENS", "many"),
        ("CHAT_CONTEXT_TOKENS", "-4096"),
        ("CHAT_CONTEXT_TOKENS", "٤٠٩٦"),
        ("CHAT_CONTEXT_TOKENS", "9" * 5000),
        ("CHAT_TIMEOUT_S", "0"),
        ("CHAT_TIMEOUT_S", "1.5"),
    ],
)
def test_a_number_that_cannot_be_used_is_an_error(name, value):
    with pytest.raises(SettingsError, match=f"{name} .* whole number"):
        read_settings({f"LINKED_LEARNING_{name}": value})


def test_numbers_are_read_and_have_defaults():
    given = {"LINKED_LEARNING_CHAT_CONTEXT_TOKENS": "8192", "LINKED_LEARNING_CHAT_TIMEOUT_S": "9"}
    settings = read_settings(given)
    assert (settings.chat_context_tokens, settings.chat_timeout_s) == (8192, 9)
    settings = read_settings({})
    assert (settings.chat_context_tokens, settings.chat_timeout_s) == (4096, 120)
