"""Every setting of the program, read from the environment in one place.

In: environment variables with the prefix `LINKED_LEARNING_`, or the same names in a `.env` file
of the working folder (the environment wins). Out: one frozen `Settings` value that is passed by
argument; nothing else in the project reads the environment. Settings build no objects.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path

from core.errors import SettingsError

PREFIX = "LINKED_LEARNING_"
_LARGEST = 10_000_000
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which models are used."""

    corpus_dir: Path
    data_dir: Path
    catalog_path: Path
    embedding_model: str = ""
    entailment_model: Path | None = None
    chat_model: str = ""
    chat_base_url: str = ""
    chat_api_key: str = ""
    chat_context_tokens: int = 4096
    chat_timeout_s: int = 120
    benchmarks: Path | None = None
    keep_conversations: bool = True

    def __repr__(self) -> str:
        """Show the settings without the key, so that no log can hold it."""
        return f"Settings(corpus_dir={self.corpus_dir}, data_dir={self.data_dir})"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; an unknown name with our prefix is an error, not silently ignored."""
    values = _prefixed(dict(os.environ) if environment is None else environment)
    if environment is None:
        values = _prefixed(_env_file()) | values
    known = {
        "CORPUS_DIR",
        "DATA_DIR",
        "EMBEDDING_MODEL",
        "ENTAILMENT_MODEL",
        "CHAT_MODEL",
        "CHAT_BASE_URL",
        "CHAT_API_KEY",
        "CHAT_CONTEXT_TOKENS",
        "CHAT_TIMEOUT_S",
        "BENCHMARKS",
        "KEEP_CONVERSATIONS",
    }
    unknown = sorted(set(values) - known)
    if unknown:
        raise SettingsError(
            f"unknown setting {PREFIX}{unknown[0]}; the README's table lists them all"
        )
    benchmarks = values.get("BENCHMARKS", "")
    return Settings(
        corpus_dir=_path(values.get("CORPUS_DIR", "")) or ROOT / "corpus" / "documents",
        data_dir=_path(values.get("DATA_DIR", "")) or _default_data_dir(),
        catalog_path=ROOT / "corpus" / "catalog.yaml",
        embedding_model=values.get("EMBEDDING_MODEL", ""),
        entailment_model=_path(values.get("ENTAILMENT_MODEL", "")),
        chat_model=values.get("CHAT_MODEL", ""),
        chat_base_url=values.get("CHAT_BASE_URL", ""),
        chat_api_key=values.get("CHAT_API_KEY", ""),
        chat_context_tokens=_number(
            values.get("CHAT_CONTEXT_TOKENS", ""), "CHAT_CONTEXT_TOKENS", 4096, at_least=1024
        ),
        chat_timeout_s=_number(values.get("CHAT_TIMEOUT_S", ""), "CHAT_TIMEOUT_S", 120, at_least=1),
        benchmarks=_path(benchmarks),
        keep_conversations=_yes(values.get("KEEP_CONVERSATIONS", ""), "KEEP_CONVERSATIONS"),
    )


def _env_file() -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(".env").items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f".env cannot be read as UTF-8 text: save it as UTF-8 ({error})"
        ) from error


def _prefixed(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): value.strip()
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }


def _path(value: str) -> Path | None:
    try:
        return Path(value).expanduser().resolve() if value else None
    except (RuntimeError, ValueError, OSError) as error:
        raise SettingsError(f"{value!r} is not a path that can be used: {error}") from error


def _yes(value: str, name: str) -> bool:
    if value not in ("", "yes", "no"):
        raise SettingsError(f"{PREFIX}{name} is {value!r}: write yes or no")
    return value != "no"


def _number(value: str, name: str, default: int, *, at_least: int) -> int:
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and at_least <= int(value[:12]) <= _LARGEST):
        raise SettingsError(
            f"{PREFIX}{name} is {value[:40]!r}: write a whole number from {at_least}"
        )
    return int(value)


def _default_data_dir() -> Path:
    """`.data/` beside pyproject.toml in a checkout, else the user's data folder."""
    if (ROOT / "pyproject.toml").is_file():
        return ROOT / ".data"
    return user_data_path("linked-learning", appauthor=False)
