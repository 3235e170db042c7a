"""The queue of added documents, and what becomes of its jobs."""

from threading import Thread

import pytest

from core.errors import LibraryError, UsageError
from ingest.jobs import cancel, clear_finished, enqueue, jobs, open_queue, retry
from ingest.upload_details import Details
from ingest.uploads import add_upload, list_uploads, remove_upload, replace_upload, set_details
from ingest.worker import work
from library.library import Library
from vectorstore.search import FOLDER
from vectorstore.store import VectorStore

OAK = b"# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
LONG = b"# Pine\n\n" + b"".join(
    b"## Part %d\n\nPine Ridge High runs garden number %d.\n\n" % (n, n) for n in range(200)
)


@pytest.fixture
def add(settings):
    """Add a document and have it read; returns its job."""

    def add_document(name: str = "oak.md", content: bytes = OAK):
        return enqueue(settings, add_upload(settings, name, content).id)

    return add_document


@pytest.fixture
def work_off(settings, embeddings):
    """Do all that waits, in this process."""
    return lambda: work(settings, embeddings, 0)


def source_ids(settings) -> list[str]:
    library = Library(settings.data_dir)
    found = [source.id for source in library.sources()]
    library.close()
    return found


def states(settings) -> list[str]:
    return [job.state for job in jobs(settings)]


def test_a_document_is_read_into_the_library(settings, add, work_off):
    job = add()
    assert (job.state, job.kind, job.filename, job.share) == ("waiting", "read", "oak.md", 0)
    work_off()
    (done,) = jobs(settings)
    assert (done.state, done.pages, done.passages, done.share) == ("done", 1, 1, 1)
    assert (done.started is not None, done.seconds_left, done.reason) == (True, None, None)
    assert source_ids(settings) == [upload.source_id for upload in list_uploads(settings)]


def test_jobs_are_done_in_order_and_listed_newest_first(settings, add, work_off):
    for number in range(3):
        add(f"{number}.md", OAK + b"%d gardens.\n" % number)
    work_off()
    listed = jobs(settings)
    assert [job.filename for job in listed] == ["2.md", "1.md", "0.md"]
    assert [job.started for job in listed] == sorted(
        (job.started for job in listed if job.started), reverse=True
    )


def test_without_an_index_the_corpus_is_read_first(settings, add, work_off, write):
    write("elm.md", "# Elm\n\nElm High has a farm.\n")
    add()
    work_off()
    assert len(source_ids(settings)) == 2
    write("ash.md", "# Ash\n\nAsh High has a mill.\n")
    add("pine.md", LONG)
    work_off()
    assert "ash-md" not in source_ids(settings)


def test_the_same_upload_waits_once(settings, add):
    job = add()
    assert enqueue(settings, job.upload_id) == job
    assert len(jobs(settings)) == 1


def test_corrected_details_are_seen_in_the_library(settings, add, work_off):
    job = add()
    work_off()
    set_details(settings, job.upload_id, Details("The oak plan", year=2014, kind="report"))
    enqueue(settings, job.upload_id)
    work_off()
    library = Library(settings.data_dir)
    found = library.source(source_ids(settings)[0])
    library.close()
    assert (found.title, found.year, found.kind) == ("The oak plan", 2014, "report")


def test_replaced_content_is_read_in_the_place_of_the_old(settings, add, work_off):
    job = add()
    work_off()
    before = source_ids(settings)
    replace_upload(settings, job.upload_id, "oak.md", OAK.replace(b"2011", b"2012"))
    enqueue(settings, job.upload_id)
    work_off()
    assert source_ids(settings) == before
    library = Library(settings.data_dir)
    assert "2012" in library.page(before[0], 1).text
    library.close()


def test_a_removed_document_leaves_library_vectors_and_disk(settings, add, work_off):
    job = add()
    work_off()
    removal = enqueue(settings, job.upload_id, "remove")
    work_off()
    assert jobs(settings)[0].id == removal.id
    assert states(settings) == ["done", "done"]
    assert not source_ids(settings)
    assert not list_uploads(settings)
    store = VectorStore(settings.data_dir / FOLDER)
    assert not store.ids()
    store.close()


def test_a_removal_calls_off_the_reading(settings, add, work_off):
    job = add()
    enqueue(settings, job.upload_id, "remove")
    work_off()
    assert states(settings) == ["done", "cancelled"]
    assert not list_uploads(settings)


def test_a_failure_has_its_reason_and_the_next_job_goes_on(settings, add, work_off):
    add("a.md", b"# Only a heading\n")
    add()
    work_off()
    good, bad = jobs(settings)
    assert (good.state, bad.state) == ("done", "failed")
    assert "has no text" in str(bad.reason)


def test_what_the_corpus_got_meanwhile_is_no_second_source(settings, add, work_off, write):
    add()
    write("oak.md", OAK.decode())
    work_off()
    (job,) = jobs(settings)
    assert job.state == "failed"
    assert "the same content as" in str(job.reason)


def test_an_index_of_another_model_is_not_rebuilt_by_a_job(settings, add, work_off, embeddings):
    add()
    work_off()
    add("pine.md", LONG)
    embeddings.identity = "another"
    work_off()
    assert "linked-learning ingest" in str(jobs(settings)[0].reason)
    assert len(source_ids(settings)) == 1


def test_a_failed_job_can_be_tried_again(settings, add, work_off):
    job = add("a.md", b"# Only a heading\n")
    work_off()
    replace_upload(settings, job.upload_id, "a.md", OAK)
    again = retry(settings, job.id)
    assert (again.state, again.reason) == ("waiting", None)
    work_off()
    assert states(settings) == ["done"]


def test_a_job_whose_document_is_gone_cannot_be_tried_again(settings, add, work_off):
    job = add()
    remove_upload(settings, job.upload_id)
    work_off()
    assert "perhaps it was removed" in str(jobs(settings)[0].reason)
    with pytest.raises(UsageError, match="perhaps it was removed"):
        retry(settings, job.id)


def test_a_waiting_job_is_dropped(settings, add, work_off):
    job = add()
    assert cancel(settings, job.id).state == "cancelled"
    assert cancel(settings, job.id).state == "cancelled"
    work_off()
    assert not (settings.data_dir / "library.sqlite").exists()
    assert retry(settings, job.id).state == "waiting"
    work_off()
    assert states(settings) == ["done"]


def test_a_cancelled_job_whose_worker_died_stays_cancelled(settings, add):
    job = add()
    with open_queue(settings) as opened:
        opened.take()
    cancel(settings, job.id)
    assert states(settings) == ["cancelled"]


def test_finished_jobs_can_be_cleared(settings, add, work_off):
    add()
    work_off()
    waiting = add("pine.md", LONG)
    clear_finished(settings)
    assert jobs(settings) == (waiting,)
    with pytest.raises(UsageError, match="no job 1"):
        cancel(settings, 1)


def test_no_queue_is_made_by_looking(settings):
    assert jobs(settings) == ()
    assert not settings.data_dir.exists()


def test_a_queue_of_no_use_is_named(settings, add):
    add()
    for path in settings.data_dir.glob("jobs.sqlite*"):
        path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(LibraryError, match=r"jobs\.sqlite cannot be used .* delete it"):
        jobs(settings)


def test_many_may_open_a_new_queue_at_once(settings):
    uploads = [add_upload(settings, f"{n}.md", OAK + b"%d farms.\n" % n) for n in range(8)]
    threads = [Thread(target=enqueue, args=(settings, upload.id)) for upload in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(jobs(settings)) == 8
