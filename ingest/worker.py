"""The process that reads added documents: `python -m ingest.worker`.

In: the queue. Out: the library, and the queue told how far each job is. It is a process of its own
so that work goes on when the page is closed, the page stays quick, and a file that kills its reader
kills nothing else. There is one a data folder; it ends by itself when there is nothing to do, and
`ensure_worker` starts it. It never rebuilds an index that other models or readers made: a job that
can be cancelled is no place for that, so its jobs fail with the command that does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from core.errors import AssistantError, IndexBusy, IndexMissing
from core.settings import ROOT, Settings, read_settings
from ingest.jobs import LOCK, LOG, Job, Queue, Step, open_queue, recover_jobs
from ingest.lock import holding
from ingest.report import Notify, Progress, SourceReport
from ingest.run import forget, ingest
from ingest.uploads import find_upload, list_uploads, remove_upload
from library.library import Library
from vectorstore.embeddings import PassageEmbeddings, load_embeddings
from vectorstore.fingerprint import index_fingerprint

IDLE_S = 60.0
_LOOK_S = 0.2
_BUSY_S = 0.5
_TURN_S = 5.0  # another process may look for a dead worker's jobs and hold the lock for a moment
_LOG_BYTES = 1_000_000
_START_S = 30.0  # half of what an idle worker lives
_NICE = 5
_started: dict[Path, tuple[subprocess.Popen[bytes], float]] = {}
_starting = threading.Lock()


class _Cancelled(Exception):
    """Somebody called the job off."""


def ensure_worker(settings: Settings) -> bool:
    """Start a worker if jobs wait and none is alive; returns whether one was started."""
    recover_jobs(settings)
    with open_queue(settings) as queue:
        waiting = queue.has("waiting")
    with _starting:
        if not waiting or _is_starting(settings):
            return False
        with holding(settings.data_dir / LOCK, wait_s=_LOOK_S) as nobody_else:
            if not nobody_else:
                return False
        _started[settings.data_dir] = (_start(settings), time.monotonic())
    return True


def _is_starting(settings: Settings) -> bool:
    """Say whether a worker that was started here may not have come to its lock yet."""
    process, when = _started.get(settings.data_dir, (None, 0.0))
    fresh = time.monotonic() - when < _START_S
    return process is not None and process.poll() is None and fresh


def work(settings: Settings, embeddings: PassageEmbeddings, idle_s: float = IDLE_S) -> None:
    """Do the jobs in order until there was none for `idle_s`; at once nothing if another does."""
    waiting = True
    while waiting:
        with holding(settings.data_dir / LOCK, wait_s=_TURN_S) as mine:
            if not mine:
                return
            with open_queue(settings) as queue:
                queue.recover()
                _do_all(settings, embeddings, queue, idle_s)
        # Whoever added a job a moment ago saw the lock held and started nobody.
        with open_queue(settings) as queue:
            waiting = queue.has("waiting")


def _do_all(settings: Settings, embeddings: PassageEmbeddings, queue: Queue, idle_s: float) -> None:
    idle_since = time.monotonic()
    while True:
        job = queue.take()
        if job is not None:
            _do(settings, embeddings, queue, job)
            idle_since = time.monotonic()
        elif time.monotonic() - idle_since >= idle_s:
            return
        else:
            time.sleep(min(_LOOK_S, idle_s))


def _do(settings: Settings, embeddings: PassageEmbeddings, queue: Queue, job: Job) -> None:
    """Do one job. What is no `AssistantError` ends the process, and the job waits for the next."""
    try:
        while True:
            try:
                if job.kind == "remove":
                    _remove(settings, job)
                    queue.finish(job.id, "done")
                else:
                    _finish(queue, job, _read(settings, embeddings, queue, job))
            except IndexBusy:
                _go_on(queue, job, Step("waiting for another process"))
                time.sleep(_BUSY_S)
            else:
                return
    except _Cancelled:
        queue.finish(job.id, "cancelled")
    except AssistantError as error:
        queue.finish(job.id, "failed", str(error))


def _read(
    settings: Settings, embeddings: PassageEmbeddings, queue: Queue, job: Job
) -> SourceReport:
    """Ingest one upload; where there is no index yet, the corpus goes first as always."""
    upload = find_upload(settings, job.upload_id)
    _go_on(queue, job, Step("reading"))
    paths = [upload.path]
    if not _is_indexed(settings, embeddings) and settings.corpus_dir.is_dir():
        paths = [settings.corpus_dir, upload.path]
    reports = ingest(paths, settings, embeddings, notify=_notify(queue, job))
    path = str(upload.path)
    lost = SourceReport(upload.source_id, path, "failed", reason="changed while it was being read")
    return next((report for report in reversed(reports) if report.path == path), lost)


def _is_indexed(settings: Settings, embeddings: PassageEmbeddings) -> bool:
    library = Library(settings.data_dir)
    try:
        if not library.meta("indexed_at"):
            return False
        library.check(index_fingerprint(embeddings))
    except IndexMissing:
        return False
    finally:
        library.close()
    return True


def _notify(queue: Queue, job: Job) -> Notify:
    """Make the callback that writes progress into the queue and stops a job that is called off."""
    embedding_since: float | None = None

    def notify(progress: Progress) -> None:
        nonlocal embedding_since
        share, left = progress.share, None
        if progress.pages and embedding_since is None:
            embedding_since = time.monotonic()
        elif embedding_since is not None and share:
            left = (time.monotonic() - embedding_since) * (1 - share) / share
        stage = "saving" if share >= 1 else "embedding" if progress.pages else "reading"
        _go_on(queue, job, Step(stage, progress.pages, progress.passages, share, left))

    return notify


def _go_on(queue: Queue, job: Job, step: Step) -> None:
    if not queue.tell(job.id, step):
        raise _Cancelled


def _finish(queue: Queue, job: Job, report: SourceReport) -> None:
    if report.state in ("added", "changed", "unchanged"):
        queue.tell(job.id, Step("", report.pages, report.passages))
        queue.finish(job.id, "done", "; ".join(report.warnings) or None)
    else:
        queue.finish(job.id, "failed", report.reason)


def _remove(settings: Settings, job: Job) -> None:
    """Remove from the library first: a worker killed in between finds the upload and goes on."""
    for upload in list_uploads(settings):
        if upload.id == job.upload_id:
            forget(upload.source_id, settings)
            remove_upload(settings, upload.id)


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    """Start a process that outlives this one, with the settings of this one."""
    command = [sys.executable, "-m", "ingest.worker"]
    command += ["--data-dir", str(settings.data_dir.absolute())]
    command += ["--corpus-dir", str(settings.corpus_dir.absolute())]
    command += ["--catalog", str(settings.catalog_path.absolute())]
    model = settings.embedding_model
    folder = Path(model).expanduser()
    if model and folder.is_dir():  # the process works in another folder
        model = str(folder.absolute())
    command += [f"--embedding-model={model}"]
    log = settings.data_dir / LOG
    mode = "ab" if log.is_file() and log.stat().st_size < _LOG_BYTES else "wb"
    with log.open(mode) as stderr:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a worker for the settings given, or else those of the environment."""
    parser = argparse.ArgumentParser(prog="ingest.worker", description=__doc__)
    for name in ("--data-dir", "--corpus-dir", "--catalog"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--embedding-model", default="")
    parser.add_argument("--idle-s", type=float, default=IDLE_S)
    given = parser.parse_args(arguments)
    if given.data_dir and given.corpus_dir and given.catalog:
        settings = Settings(
            given.corpus_dir, given.data_dir, given.catalog, embedding_model=given.embedding_model
        )
    else:
        settings = read_settings()
    if hasattr(os, "nice"):  # the page goes first
        os.nice(_NICE)
    try:
        embeddings = load_embeddings(settings.embedding_model)
    except AssistantError as error:
        _fail_all(settings, str(error))
        raise SystemExit(f"ingest.worker: {error}") from error
    work(settings, embeddings, given.idle_s)


def _fail_all(settings: Settings, reason: str) -> None:
    """Say of every waiting job why none can be done."""
    with holding(settings.data_dir / LOCK, wait_s=_TURN_S) as mine, open_queue(settings) as queue:
        while mine and (job := queue.take()) is not None:
            queue.finish(job.id, "failed", reason)


if __name__ == "__main__":
    main()
