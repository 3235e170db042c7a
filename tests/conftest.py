"""Fixtures: settings in temporary folders, fakes at the two seams, a network that refuses."""

import os
import socket
from pathlib import Path

import pytest
from fakes import ScriptedChatModel, WordHashEmbeddings
from known_names import build_known_library

from assistant.model import ChatModel
from assistant.pipeline import Assistant
from assistant.understanding.names import Gazetteer, gazetteer
from core.settings import ROOT, Settings
from ingest.report import SourceReport
from ingest.run import ingest
from library.library import Library
from vectorstore.search import open_search

pytest.register_assert_rewrite("browser", "page_marks", "own_site", "districts_site")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Only loopback may be reached from a test."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path_factory):
    """No setting of the developer's reaches a test, and no `.env` either."""
    for name in list(os.environ):
        if name.startswith("LINKED_LEARNING_") and name != "LINKED_LEARNING_BENCHMARKS":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def benchmarks() -> Path:
    """The folder of public test sets; tests over them are left out without it."""
    folder = os.environ.get("LINKED_LEARNING_BENCHMARKS", "")
    if not folder:
        pytest.skip("LINKED_LEARNING_BENCHMARKS is not set: tests over public sets are left out")
    return Path(folder)


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Settings over an empty corpus folder and an empty data folder."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    return Settings(
        corpus_dir=corpus,
        data_dir=tmp_path / "data",
        catalog_path=ROOT / "corpus" / "catalog.yaml",
    )


@pytest.fixture
def embeddings() -> WordHashEmbeddings:
    """The fake of the embedding seam: a question ranks the passage it shares words with."""
    return WordHashEmbeddings()


@pytest.fixture
def write(settings):
    """Write a file into the corpus folder."""

    def write_file(name: str, text: str) -> Path:
        path = settings.corpus_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write_file


@pytest.fixture
def run_ingest(settings, embeddings):
    """Ingest paths, the corpus folder by default, and return the reports by id."""

    def run(*paths: Path, prune: bool = False) -> dict[str, SourceReport]:
        reports = ingest(list(paths) or [settings.corpus_dir], settings, embeddings, prune=prune)
        return {report.id: report for report in reports}

    return run


@pytest.fixture
def build_assistant(settings, embeddings):
    """Open an assistant over what was ingested, with a scripted chat model if replies are given."""

    def build(*replies: str | Exception) -> Assistant:
        chat = ChatModel(ScriptedChatModel(replies), "scripted:model") if replies else None
        return Assistant(open_search(settings.data_dir, embeddings), chat)

    return build


@pytest.fixture(scope="session")
def known_library(tmp_path_factory) -> Library:
    """A library whose catalogue knows names of every kind; it is only read."""
    return build_known_library(tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="session")
def known(known_library) -> Gazetteer:
    """The names that it knows."""
    return gazetteer(known_library)
