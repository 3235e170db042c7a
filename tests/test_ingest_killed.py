"""A killed ingest leaves every source whole or absent, and the next run mends the rest."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import WordHashEmbeddings
from ingest_driver import settings_of, text_of

from ingest.run import ingest
from library.library import Library
from vectorstore.search import FOLDER
from vectorstore.store import VectorStore

DRIVER = str(Path(__file__).with_name("ingest_driver.py"))
FILES = 12
MOMENTS = 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(FILES):
        text = text_of(number).replace("maple", f"maple{number}").replace("Maple", f"Maple{number}")
        (folder / f"plan-{number:02d}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus, tmp_path_factory):
    """The state after an ingest that nobody disturbs, and how many seconds it takes."""
    data = tmp_path_factory.mktemp("undisturbed")
    process = start(corpus, data)
    before = time.perf_counter()
    assert process.wait() == 0
    return state_of(data), time.perf_counter() - before


def start(corpus: Path, data: Path) -> subprocess.Popen:
    command = [sys.executable, DRIVER, "once", str(corpus), str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def state_of(data: Path):
    """Everything a reader can see: passages, sentences, vectors, and what Chroma holds."""
    library = Library(data)
    store = VectorStore(data / FOLDER)
    passages = library.passages(library.passage_ids())
    sentences = {i: library.sentences(p).sentences for i, p in passages.items()}
    vectors = {i: library.sentences(p).vectors.tobytes() for i, p in passages.items()}
    indexed = store.ids()
    pages = {s.id: s.pages for s in library.states()}
    store.close()
    library.close()
    return passages, sentences, vectors, indexed, pages


def sources_are_whole(data: Path, whole) -> bool:
    """Say whether every source that is there at all has all of its passages."""
    if not (data / "library.sqlite").is_file():
        return True
    library = Library(data)
    try:
        found = set(library.passage_ids())
    finally:
        library.close()
    there = {passage_id.split(":")[0] for passage_id in found}
    return found == {i for i in whole if i.split(":")[0] in there}


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_second_run_equals_an_undisturbed_one(moment, corpus, undisturbed, tmp_path):
    expected, seconds = undisturbed
    process = start(corpus, tmp_path)
    time.sleep(seconds * (moment + 0.5) / MOMENTS)
    process.kill()
    process.wait()
    try:
        assert sources_are_whole(tmp_path, expected[0])
        settings = settings_of(str(corpus), str(tmp_path))
        ingest([corpus], settings, WordHashEmbeddings())
        assert state_of(tmp_path) == expected
    finally:
        shutil.rmtree(tmp_path, ignore_errors=True)
