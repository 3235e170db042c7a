"""Documents added in the page: what is kept of them, and what ingest makes of it."""

import json
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from fakes import WordHashEmbeddings

from core.errors import LibraryError, UnreadableFile, UsageError
from ingest.run import ingest
from ingest.upload_details import Details
from ingest.uploads import (
    AlreadyThere,
    add_upload,
    find_upload,
    list_uploads,
    remove_upload,
    replace_upload,
    set_details,
    suggest_details,
    uploads_folder,
)
from library.library import Library

DATA = Path(__file__).with_name("data")
ONE = b"# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
TWO = b"# Pine Ridge\n\nPine Ridge High runs a garden beside the gym.\n"
SAID = Details("The oak plan", ("Ada Moreno",), 2014, "Oak Press", "report", ("Oak Valley",))


def ids(settings) -> set[str]:
    library = Library(settings.data_dir)
    found = {source.id for source in library.sources()}
    library.close()
    return found


def source(settings, source_id):
    library = Library(settings.data_dir)
    try:
        return library.source(source_id)
    finally:
        library.close()


# What is kept


def test_an_upload_keeps_content_and_details(settings):
    upload = add_upload(settings, "oak.md", ONE, SAID)
    assert list_uploads(settings) == (upload,)
    assert upload.path.read_bytes() == ONE
    assert upload.details == SAID
    assert upload.source_id == f"oak-md-{upload.sha256[:8]}"
    assert upload.id == upload.sha256[:16]


def test_details_are_suggested_by_the_file(settings):
    matter = b"---\ntitle: The oak plan\nauthors: [Ada Moreno]\nyear: 2014\n---\n\n" + ONE
    upload = add_upload(settings, "oak.md", matter)
    assert upload.details == Details("The oak plan", ("Ada Moreno",), 2014)
    assert suggest_details(upload.path) == upload.details
    assert add_upload(settings, "notes.txt", b"A plan without a title.").details.title == "notes"


def test_details_become_single_clean_lines(settings):
    said = replace(SAID, title=" The\noak\u202e  plan ", districts=("", " A ", "A"), kind=" ")
    kept = add_upload(settings, "oak.md", ONE, said).details
    assert (kept.title, kept.districts, kept.kind) == ("The oak plan", ("A",), "document")


@pytest.mark.parametrize("year", [0, -5, 20212])
def test_a_year_that_is_none_is_refused(settings, year):
    with pytest.raises(UsageError, match="is no year"):
        add_upload(settings, "oak.md", ONE, replace(SAID, year=year))


def test_the_same_content_is_added_once(settings):
    upload = add_upload(settings, "oak.md", ONE)
    with pytest.raises(AlreadyThere, match="Oak Valley") as caught:
        add_upload(settings, "other name.md", ONE)
    assert caught.value.source_id == upload.source_id


def test_content_that_is_indexed_from_elsewhere_is_not_added(settings, write, run_ingest):
    path = write("oak.md", ONE.decode())
    run_ingest()
    with pytest.raises(AlreadyThere) as caught:
        add_upload(settings, "oak.md", ONE)
    assert caught.value.source_id == "oak-md"
    path.unlink()
    assert add_upload(settings, "oak.md", ONE)


def test_two_who_add_the_same_at_once_add_it_once(settings):
    outcomes = []

    def add():
        try:
            outcomes.append(add_upload(settings, "oak.md", ONE).id)
        except AlreadyThere:
            outcomes.append("there")

    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1:] == ["there"] * 3
    assert len(list_uploads(settings)) == 1


def test_what_a_killed_process_left_is_no_upload_and_goes(settings):
    draft = uploads_folder(settings) / ".draft-0123"
    draft.mkdir(parents=True)
    (draft / "oak.md").write_bytes(ONE)
    assert not list_uploads(settings)
    add_upload(settings, "pine.md", TWO)
    assert not draft.exists()


@pytest.mark.parametrize("details", [b"", b"{", b"[1]", b'{"year": "x", "authors": 3}', None])
def test_damaged_details_leave_the_file(settings, run_ingest, details):
    upload = add_upload(settings, "oak.md", ONE, SAID)
    path = upload.path.parent / "details.json"
    path.unlink() if details is None else path.write_bytes(details)
    assert find_upload(settings, upload.id).source_id == upload.source_id
    run_ingest(upload.path)
    assert source(settings, upload.source_id).title == "Oak Valley"
    assert set_details(settings, upload.id, SAID).details == SAID


def test_a_folder_that_cannot_be_made_is_named(settings):
    settings.data_dir.write_text("a file", "utf-8")
    with pytest.raises(LibraryError, match="uploads"):
        add_upload(settings, "oak.md", ONE)


# What ingest makes of it


def test_the_details_are_the_sources_particulars(settings, run_ingest):
    upload = add_upload(settings, "oak.md", ONE, SAID)
    assert run_ingest(upload.path)[upload.source_id].state == "added"
    found = source(settings, upload.source_id)
    assert (found.title, found.authors, found.year) == (SAID.title, SAID.authors, SAID.year)
    assert (found.publisher, found.kind, found.districts) == (
        "Oak Press",
        "report",
        ("Oak Valley",),
    )
    assert (found.filename, found.sha256) == ("oak.md", upload.sha256)


def test_corrected_details_read_that_source_again_and_no_other(settings, run_ingest):
    oak, pine = (add_upload(settings, f"{n}.md", c) for n, c in (("oak", ONE), ("pine", TWO)))
    run_ingest(uploads_folder(settings))
    set_details(settings, oak.id, replace(SAID, title="The elm plan"))
    reports = run_ingest(uploads_folder(settings))
    assert {i: r.state for i, r in reports.items()} == {
        oak.source_id: "changed",
        pine.source_id: "unchanged",
    }
    assert source(settings, oak.source_id).title == "The elm plan"


def test_replaced_content_keeps_ids_and_details(settings, run_ingest):
    upload = add_upload(settings, "oak.md", ONE, SAID)
    run_ingest(upload.path)
    new = replace_upload(settings, upload.id, "oak 2.txt", TWO)
    assert (new.id, new.source_id, new.details) == (upload.id, upload.source_id, SAID)
    assert list_uploads(settings) == (new,)
    assert not upload.path.exists()
    assert run_ingest(new.path)[upload.source_id].state == "changed"
    assert ids(settings) == {upload.source_id}
    again = add_upload(settings, "oak.md", ONE)
    assert (again.id, again.source_id) == (f"{upload.id}-2", f"{upload.source_id}-2")


def test_a_replacement_that_cannot_be_read_changes_nothing(settings):
    upload = add_upload(settings, "oak.md", ONE, SAID)
    with pytest.raises(UnreadableFile, match="no text layer"):
        replace_upload(settings, upload.id, "oak.pdf", (DATA / "scan.pdf").read_bytes())
    other = add_upload(settings, "pine.md", TWO)
    with pytest.raises(AlreadyThere):
        replace_upload(settings, upload.id, "oak.md", TWO)
    assert list_uploads(settings) == (upload, other)
    assert replace_upload(settings, upload.id, "oak.md", ONE) == upload


def test_ingesting_the_corpus_leaves_uploads_alone(settings, write, run_ingest):
    write("elm.md", "# Elm\n\nElm High has a farm.\n")
    upload = add_upload(settings, "oak.md", ONE)
    assert list(run_ingest()) == ["elm-md"]
    run_ingest(upload.path)
    assert list(run_ingest()) == ["elm-md"]
    assert list(run_ingest(prune=True)) == ["elm-md"]
    assert ids(settings) == {"elm-md", upload.source_id}


def test_a_corpus_folder_around_the_data_folder_prunes_no_upload(settings, write, run_ingest):
    write("elm.md", "# Elm\n\nElm High has a farm.\n")
    inside = replace(settings, data_dir=settings.corpus_dir / ".data")
    upload = add_upload(inside, "oak.md", ONE)
    ingest([upload.path], inside, WordHashEmbeddings())
    ingest([inside.corpus_dir], inside, WordHashEmbeddings(), prune=True)
    assert ids(inside) == {"elm-md", upload.source_id}


def test_the_uploads_folder_can_be_ingested_and_pruned(settings, run_ingest):
    oak, pine = (add_upload(settings, f"{n}.md", c) for n, c in (("oak", ONE), ("pine", TWO)))
    reports = run_ingest(uploads_folder(settings))
    assert {r.state for r in reports.values()} == {"added"}
    assert len(reports) == 2
    remove_upload(settings, oak.id)
    assert run_ingest(uploads_folder(settings))[oak.source_id].state == "removed"
    assert ids(settings) == {pine.source_id}


def test_a_rebuild_takes_uploads_along(settings, write, run_ingest, embeddings):
    write("elm.md", "# Elm\n\nElm High has a farm.\n")
    upload = add_upload(settings, "oak.md", ONE, SAID)
    run_ingest()
    run_ingest(upload.path)
    embeddings.identity = "another"
    assert run_ingest()[upload.source_id].state == "added"
    assert source(settings, upload.source_id).title == SAID.title


def test_a_library_made_anew_takes_along_the_uploads_that_were_in_it(settings, write, run_ingest):
    write("elm.md", "# Elm\n\nElm High has a farm.\n")
    upload = add_upload(settings, "oak.md", ONE)
    add_upload(settings, "pine.md", TWO)
    run_ingest(upload.path)
    for path in settings.data_dir.glob("library.sqlite*"):
        path.unlink()
    assert set(run_ingest()) == {"elm-md", upload.source_id}


def test_details_are_written_whole_or_not_at_all(settings, monkeypatch):
    upload = add_upload(settings, "oak.md", ONE, SAID)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.uploads.os.fsync", fail)
    with pytest.raises(LibraryError, match="No space left"):
        set_details(settings, upload.id, Details("Other"))
    assert find_upload(settings, upload.id).details == SAID
    entries = sorted(path.name for path in upload.path.parent.iterdir())
    assert entries == ["details.json", "oak.md"]
    assert json.loads((upload.path.parent / "details.json").read_text("utf-8"))["year"] == 2014
