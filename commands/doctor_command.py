"""`linked-learning doctor`: what is installed, found and built, and what to do about the rest."""

from __future__ import annotations

import platform
from importlib.metadata import version

import click

from assistant.model import load_chat_model
from core.errors import AssistantError
from core.settings import Settings, read_settings
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.entailment import load_entailment
from vectorstore.fingerprint import index_fingerprint
from vectorstore.search import FOLDER
from vectorstore.store import VectorStore

_SHOWN = ("linked-learning", "torch", "sentence-transformers", "chromadb", "streamlit", "langchain")


@click.command()
def doctor() -> int:
    """Check the installation; exit 1 when something has to be mended."""
    settings = read_settings()
    click.echo(f"python {platform.python_version()} on {platform.system()} {platform.machine()}")
    click.echo(", ".join(f"{name} {version(name)}" for name in _SHOWN))
    click.echo(f"corpus folder: {settings.corpus_dir}")
    click.echo(f"data folder:   {settings.data_dir}")
    checks = (_embeddings, _index, _entailment, _chat)
    return 1 if [False for check in checks if not _passed(check, settings)] else 0


def _passed(check: object, settings: Settings) -> bool:
    try:
        click.echo(check(settings))  # type: ignore[operator]
    except AssistantError as error:
        click.echo(f"to do: {error}")
        return False
    return True


def _embeddings(settings: Settings) -> str:
    return f"embedding model: {load_embeddings(settings.embedding_model).identity}"


def _index(settings: Settings) -> str:
    library = Library(settings.data_dir)
    indexed_at = library.meta("indexed_at")
    library.check(index_fingerprint(load_embeddings(settings.embedding_model)))
    VectorStore(settings.data_dir / FOLDER).close()
    states = library.states()
    return f"index: {len(states)} sources, {library.count_passages()} passages, built {indexed_at}"


def _entailment(settings: Settings) -> str:
    model = load_entailment(settings.entailment_model)
    if model is None:
        return "entailment model: none (paraphrases are checked by rules and by measure)"
    model.judge(
        "Oak opened a school.", "Oak opened a school."
    )  # a model that cannot run shows here
    return f"entailment model: {model.name} (decides on paraphrases that no rule refuses)"


def _chat(settings: Settings) -> str:
    if load_chat_model(settings) is None:
        return "chat model: none (answers are quotes; nothing leaves this machine)"
    return f"chat model: {settings.chat_model} (questions and passages are sent to it)"
