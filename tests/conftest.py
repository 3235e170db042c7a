"""Fixtures: settings in temporary folders, the fakes of the two seams, and a network that refuses."""

import os
import socket
from pathlib import Path

import pytest

from core.settings import ROOT, Settings

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
