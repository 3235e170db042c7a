"""The process that reads added documents: progress, cancelling, dying, and the real one."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from fakes import WordHashEmbeddings

from ingest.jobs import LOCK, cancel, enqueue, jobs, open_queue, retry
from ingest.lock import holding, writing
from ingest.uploads import add_upload
from ingest.worker import _started, ensure_worker, work
from library.library import Library
from vectorstore.search import FOLDER
from vectorstore.store import VectorStore

ROOT = Path(__file__).parent.parent
OAK = b"# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
LONG = b"# Pine\n\n" + b"".join(
    b"## Part %d\n\nPine Ridge High runs garden number %d.\n\n" % (n, n) for n in range(200)
)
# A worker that says when it embeds, and then takes its time: for tests that kill it.
SLOW_WORKER = """
import sys, time
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from pathlib import Path
from fakes import WordHashEmbeddings
from core.settings import Settings
from ingest.worker import work

class Slow(WordHashEmbeddings):
    def embed(self, texts):
        print("embedding", flush=True)
        time.sleep(60)

work(Settings(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])), Slow(), 5)
"""


class HeldEmbeddings(WordHashEmbeddings):
    """Embeds one group, and the next when it is let go."""

    def __init__(self):
        self.began, self.go = Event(), Event()

    def embed(self, texts):
        if self.began.is_set():
            assert self.go.wait(20)
        self.began.set()
        return super().embed(texts)


@pytest.fixture
def add(settings):
    """Add a document and have it read; returns its job."""

    def add_document(name: str = "oak.md", content: bytes = OAK):
        return enqueue(settings, add_upload(settings, name, content).id)

    return add_document


@pytest.fixture
def held(settings):
    """A worker in a thread that stops between two groups of a long document."""
    embeddings = HeldEmbeddings()
    thread = Thread(target=work, args=(settings, embeddings, 0))
    yield embeddings, thread
    embeddings.go.set()
    thread.join()


def source_ids(settings) -> list[str]:
    library = Library(settings.data_dir)
    found = [source.id for source in library.sources()]
    library.close()
    return found


def states(settings) -> list[str]:
    return [job.state for job in jobs(settings)]


def wait_for(settings, state, seconds=30):
    until = time.monotonic() + seconds
    while states(settings) != [state]:
        assert time.monotonic() < until, jobs(settings)
        time.sleep(0.05)


def test_a_running_job_shows_how_far_it_is_and_stops_when_cancelled(settings, add, held):
    job = add("pine.md", LONG)
    add()
    embeddings, thread = held
    thread.start()
    assert embeddings.began.wait(20)
    until = time.monotonic() + 10
    while not (running := jobs(settings)[1]).share and time.monotonic() < until:
        time.sleep(0.02)
    assert (running.state, running.stage, running.pages) == ("running", "embedding", 200)
    assert 0 < running.share < 1
    assert 0 < running.passages < 200
    assert running.seconds_left
    assert cancel(settings, job.id).stage == "stopping"
    embeddings.go.set()
    thread.join()
    assert states(settings) == ["done", "cancelled"]
    assert [i for i in source_ids(settings) if i.startswith("pine")] == []
    store = VectorStore(settings.data_dir / FOLDER)
    assert len(store.ids()) == 1
    store.close()


def test_a_worker_waits_while_another_process_writes(settings, add, held):
    add()
    embeddings, thread = held
    embeddings.go.set()
    with writing(settings.data_dir):
        thread.start()
        until = time.monotonic() + 10
        while jobs(settings)[0].stage != "waiting for another process":
            assert time.monotonic() < until
            time.sleep(0.02)
    thread.join()
    assert states(settings) == ["done"]


def test_only_one_worker_works(settings, add, embeddings, monkeypatch):
    add()
    monkeypatch.setattr("ingest.worker._TURN_S", 0.1)
    with holding(settings.data_dir / LOCK):
        work(settings, embeddings, 0)
        assert not ensure_worker(settings)
    assert states(settings) == ["waiting"]


def test_a_killed_workers_job_waits_again_twice_and_then_fails(settings, add, embeddings):
    job = add()
    places = [settings.corpus_dir, settings.data_dir, settings.catalog_path]
    command = [sys.executable, "-c", SLOW_WORKER, str(ROOT), *map(str, places)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "embedding\n"
        assert states(settings) == ["running"]
        worker.kill()
    assert states(settings) == ["waiting"]
    assert not source_ids(settings)
    for after in ("waiting", "failed"):
        with open_queue(settings) as opened:
            opened.take()  # and no worker lives
        assert states(settings) == [after]
    assert "3 times" in str(jobs(settings)[0].reason)
    retry(settings, job.id)
    work(settings, embeddings, 0)
    assert states(settings) == ["done"]


def test_a_process_of_its_own_reads_a_document_with_the_real_model(settings, add):
    add()
    assert ensure_worker(settings)
    assert not ensure_worker(settings)
    wait_for(settings, "done", 60)
    assert len(source_ids(settings)) == 1
    process, _ = _started.pop(settings.data_dir)
    assert os.getsid(process.pid) != os.getsid(0)  # it outlives who started it
    process.terminate()
    process.wait()
