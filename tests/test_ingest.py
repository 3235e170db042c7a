"""Ingest: what becomes of files, and what never happens to what is indexed."""

import shutil
from dataclasses import replace

import pytest

from core.errors import CorpusError, IndexBusy, LibraryError
from ingest.lock import writing
from library.library import Library
from library.writer import LibraryWriter

ONE = "# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
TWO = "# Pine Ridge\n\nPine Ridge High runs a garden beside the gym.\n"


def passages(settings):
    library = Library(settings.data_dir)
    found = library.passages(library.passage_ids())
    library.close()
    return found


def test_a_new_file_is_added_and_then_unchanged(write, run_ingest):
    write("oak.md", ONE)
    assert run_ingest()["oak-md"].state == "added"
    assert run_ingest()["oak-md"].state == "unchanged"


def test_a_changed_file_replaces_its_source(settings, write, run_ingest):
    write("oak.md", ONE)
    run_ingest()
    write("oak.md", ONE.replace("2011", "2012"))
    assert run_ingest()["oak-md"].state == "changed"
    assert [p.text for p in passages(settings).values()] == [
        "Oak Valley High opened a health pathway in 2012."
    ]


def test_the_same_content_twice_is_one_source(write, run_ingest):
    write("a.md", ONE)
    write("b.md", ONE)
    reports = run_ingest()
    assert reports["a-md"].state == "duplicate"
    assert "the same content as" in reports["a-md"].reason


def test_a_duplicate_is_added_once_its_twin_differs(write, run_ingest, settings):
    write("a.md", ONE)
    write("b.md", ONE)
    run_ingest()
    write("a.md", TWO)
    run_ingest()
    run_ingest()
    assert {s.id for s in Library(settings.data_dir).sources()} == {"a-md", "b-md"}


def test_a_vanished_file_leaves_the_index(write, run_ingest, settings):
    gone = write("oak.md", ONE)
    write("pine.md", TWO)
    run_ingest()
    gone.unlink()
    assert run_ingest()["oak-md"].state == "removed"
    assert {p.source_id for p in passages(settings).values()} == {"pine-md"}


def test_a_file_argument_never_prunes(write, run_ingest, settings):
    gone, kept = write("oak.md", ONE), write("pine.md", TWO)
    run_ingest()
    gone.unlink()
    assert "oak-md" not in run_ingest(kept)
    assert len(passages(settings)) == 2


def test_only_the_folders_given_are_pruned(write, run_ingest, settings):
    gone = write("north/oak.md", ONE)
    write("south/pine.md", TWO)
    run_ingest()
    gone.unlink()
    run_ingest(settings.corpus_dir / "south")
    assert len(passages(settings)) == 2


def test_an_emptied_folder_needs_prune(write, run_ingest, settings):
    write("oak.md", ONE)
    run_ingest()
    (settings.corpus_dir / "oak.md").unlink()
    with pytest.raises(CorpusError, match="--prune"):
        run_ingest()
    assert len(passages(settings)) == 1
    assert run_ingest(prune=True)["oak-md"].state == "removed"


def test_a_missing_folder_needs_prune(write, run_ingest, settings):
    write("north/oak.md", ONE)
    run_ingest()
    shutil.rmtree(settings.corpus_dir / "north")
    with pytest.raises(CorpusError, match="does not exist"):
        run_ingest(settings.corpus_dir / "north")
    run_ingest(settings.corpus_dir / "north", prune=True)
    assert not passages(settings)


def test_a_file_that_can_no_longer_be_read_stays_as_it_was(write, run_ingest, settings):
    path = write("oak.md", ONE)
    run_ingest()
    path.write_bytes(b"")
    report = run_ingest()["oak-md"]
    assert report.state == "failed"
    assert "the version indexed before stays" in report.reason
    assert len(passages(settings)) == 1


def test_a_bad_file_is_named_and_the_rest_goes_on(write, run_ingest):
    write("empty.txt", "")
    write("picture.png", "not a picture")
    write("oak.md", ONE)
    reports = run_ingest()
    assert reports["empty-txt"].reason == "is empty (0 bytes)"
    assert "files of kind .png are not read" in reports["picture-png"].reason
    assert reports["oak-md"].state == "added"


def test_a_renamed_file_keeps_its_content_once(write, run_ingest, settings):
    path = write("oak.md", ONE)
    run_ingest()
    path.rename(path.with_name("acorn.md"))
    run_ingest()
    assert [s.id for s in Library(settings.data_dir).sources()] == ["acorn-md"]


def test_names_that_give_one_slug_are_two_sources(write, run_ingest, settings):
    write("oak valley.md", ONE)
    write("oak-valley.md", TWO)
    run_ingest()
    ids = [s.id for s in Library(settings.data_dir).sources()]
    assert len(ids) == 2
    assert "oak-valley-md" in ids


def test_a_file_outside_the_corpus_gets_digits_of_its_path(tmp_path, run_ingest):
    path = tmp_path / "elsewhere.md"
    path.write_text(ONE, "utf-8")
    (name,) = run_ingest(path)
    assert name.startswith("elsewhere-md-")
    assert len(name) == len("elsewhere-md-") + 8


def test_the_catalogue_names_a_source(settings, write, run_ingest):
    write("oak.md", ONE)
    write(
        "catalog.yaml",
        "documents:\n  - {id: oak, title: Oak, kind: report, publisher: P, read: whole,"
        " year: 2015, filename: oak.md, districts: [Oak Valley]}\n",
    )
    run_ingest()
    (source,) = Library(settings.data_dir).sources()
    assert (source.id, source.year, source.districts) == ("oak", 2015, ("Oak Valley",))


def test_a_changed_catalogue_entry_changes_its_source_only(settings, write, run_ingest):
    write("oak.md", ONE)
    write("pine.md", TWO)
    entry = (
        "documents:\n  - {{id: oak, title: Oak, kind: report, publisher: P, read: whole,"
        " year: {year}, filename: oak.md}}\n"
    )
    write("catalog.yaml", entry.format(year=2015))
    run_ingest()
    write("catalog.yaml", entry.format(year=2016))
    reports = run_ingest()
    assert (reports["oak"].state, reports["pine-md"].state) == ("changed", "unchanged")


def test_a_second_writer_is_told_who_the_first_is(settings, write, run_ingest):
    write("oak.md", ONE)
    with writing(settings.data_dir), pytest.raises(IndexBusy, match=r"process \d+"):
        run_ingest()


def test_another_embedding_model_rebuilds_the_index(settings, write, run_ingest, embeddings):
    write("oak.md", ONE)
    run_ingest()
    embeddings.identity = "another"
    assert run_ingest()["oak-md"].state == "added"


def test_what_a_killed_run_left_in_chroma_is_swept(settings, write, run_ingest, embeddings):
    from vectorstore.search import FOLDER
    from vectorstore.store import VectorStore

    write("oak.md", ONE)
    run_ingest()
    store = VectorStore(settings.data_dir / FOLDER)
    (kept,) = store.ids()
    store.add(["orphan"], [embeddings.embed_query("orphan")])
    store.delete([kept])
    store.close()
    run_ingest()
    store = VectorStore(settings.data_dir / FOLDER)
    assert store.ids() == {kept}
    store.close()


def test_settings_never_show_the_key(settings):
    assert "secret" not in repr(replace(settings, chat_api_key="secret"))


def test_a_rebuild_keeps_sources_from_outside_the_corpus(tmp_path, write, run_ingest, embeddings):
    write("oak.md", ONE)
    outside = tmp_path / "outside.md"
    outside.write_text(TWO, "utf-8")
    run_ingest()
    run_ingest(outside)
    embeddings.identity = "another"
    assert {report.state for report in run_ingest().values()} == {"added"}
    assert len(run_ingest(outside)) == 1


def test_a_rebuild_under_way_counts_as_no_index(settings, write, run_ingest):
    write("oak.md", ONE)
    run_ingest()
    writer = LibraryWriter(settings.data_dir)
    writer.start_over("another")
    writer.close()
    assert not Library(settings.data_dir).meta("indexed_at")


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 400])
def test_a_library_file_of_no_use_is_made_anew(settings, write, run_ingest, content):
    write("oak.md", ONE)
    run_ingest()
    for path in settings.data_dir.glob("library.sqlite*"):
        path.unlink()
    (settings.data_dir / "library.sqlite").write_bytes(content)
    assert run_ingest()["oak-md"].state == "added"


def test_a_data_folder_that_cannot_be_made_is_named(settings, write, run_ingest):
    write("oak.md", ONE)
    settings.data_dir.write_text("a file", "utf-8")
    with pytest.raises(LibraryError, match="LINKED_LEARNING_DATA_DIR"):
        run_ingest()


def test_an_id_stays_when_the_file_it_clashed_with_goes(write, run_ingest, settings):
    write("a b.md", ONE)
    write("a-b.md", TWO)
    run_ingest()
    before = {s.id for s in Library(settings.data_dir).sources()}
    (settings.corpus_dir / "a b.md").unlink()
    run_ingest()
    assert {s.id for s in Library(settings.data_dir).sources()} < before


def test_the_shipped_catalogue_names_no_file_of_ones_own(write, run_ingest):
    write("pasadena.md", ONE)
    assert list(run_ingest()) == ["pasadena-md"]
