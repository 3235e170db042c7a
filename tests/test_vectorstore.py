"""Chroma behind its seam: the right ids in the same order, whoever else writes or has died."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from core.errors import IndexBusy, IndexMissing, LibraryError
from core.settings import ROOT
from vectorstore.store import VectorStore

WIDTH = 32


def unit(rows: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, WIDTH)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def names(rows: int, letter: str = "p") -> list[str]:
    return [f"{letter}{number:04d}" for number in range(rows)]


def in_another_process(program: str, folder: Path, **options) -> subprocess.Popen:
    """Run a program that has `store`, `unit` and `names` at hand."""
    start = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
    start += "from pathlib import Path; from test_vectorstore import VectorStore, names, unit\n"
    start += f"store = VectorStore(Path({str(folder)!r}), create=True)\n"
    return subprocess.Popen([sys.executable, "-c", start + program], text=True, **options)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "chroma"


@pytest.fixture
def store(folder):
    store = VectorStore(folder, create=True)
    yield store
    store.close()


def test_an_empty_store_finds_nothing(store):
    assert store.search(unit(1)[0], 5) == []
    assert store.ids() == set()


def test_hits_are_cosines_best_first(store):
    vectors = unit(300)
    store.add(names(300), vectors)
    expected = sorted(zip(-(vectors @ vectors[7]), names(300), strict=True))[:10]
    found = store.search(vectors[7], 10)
    assert [name for name, _ in found] == [name for _, name in expected]
    assert np.allclose(
        [score for _, score in found], [-cosine for cosine, _ in expected], atol=1e-5
    )


def test_more_than_there_is_gives_all_there_is(store):
    store.add(names(3), unit(3))
    assert len(store.search(unit(1)[0], 100)) == 3
    assert store.search(unit(1)[0], 0) == []


def test_equal_vectors_come_in_the_order_of_their_ids_also_at_the_cut(store):
    store.add(names(90)[::-1], np.repeat(unit(1), 90, axis=0))
    assert store.search(unit(1)[0], 4) == [(name, 1.0) for name in names(4)]


def test_only_the_named_ids_are_searched_and_unknown_ones_are_none(store):
    store.add(names(50), unit(50))
    found = store.search(unit(50)[0], 10, only={"p0003", "p0004", "unknown"})
    assert {name for name, _ in found} == {"p0003", "p0004"}
    assert store.search(unit(1)[0], 10, only=[]) == []
    assert store.search(unit(1)[0], 10, only=["unknown"]) == []


def test_a_filter_may_name_more_ids_than_sqlite_takes_variables(store):
    store.add(names(20), unit(20))
    assert len(store.search(unit(1)[0], 30, only=names(19) + names(40_000, "q"))) == 19


def test_an_id_that_is_added_again_gets_the_new_vector(store):
    store.add(names(2), unit(2))
    store.add(["p0000"], unit(1, seed=9))
    assert store.search(unit(1, seed=9)[0], 1) == [("p0000", 1.0)]
    assert store.ids() == set(names(2))


def test_deleted_ids_are_gone_and_unknown_ones_no_error(store):
    store.add(names(600), unit(600))
    store.delete([*names(590), "unknown"])
    assert store.ids() == set(names(600)[590:])
    assert len(store.search(unit(1)[0], 100)) == 10


def test_two_builds_give_the_same_hits(tmp_path):
    found = []
    for build in ("one", "two"):
        store = VectorStore(tmp_path / build, create=True)
        store.add(names(1500), unit(1500))
        found.append([store.search(query, 50) for query in unit(10, seed=5)])
        store.close()
    assert found[0] == found[1]


def test_the_exact_nearest_are_found_after_reopening(store):
    vectors, queries = unit(3000), unit(20, seed=5)
    store.add(names(3000), vectors)
    store.reopen()
    for query in queries:
        exact = {names(3000)[row] for row in np.argsort(-(vectors @ query))[:100]}
        assert {name for name, _ in store.search(query, 100)} == exact


def test_a_store_sees_what_another_process_wrote(store, folder):
    store.add(names(5), unit(5))
    writer = in_another_process("store.add(['q'], unit(1, 9)); store.delete(['p0000'])", folder)
    assert writer.wait() == 0
    assert store.search(unit(1, 9)[0], 1, only=["q", "p0001"]) == [("q", 1.0)]
    assert store.ids() == {"q", *names(5)[1:]}


def test_two_stores_of_one_process_share_what_is_written(store, folder):
    other = VectorStore(folder)
    store.add(["a"], unit(1))
    assert other.ids() == {"a"}
    other.close()
    store.add(["b"], unit(1))
    assert store.ids() == {"a", "b"}


def test_searching_and_reopening_while_another_process_writes(store, folder):
    """Plain Chroma dies of a segmentation fault here, or misses what it holds."""
    store.add(names(1000), unit(1000))
    program = (
        "for turn in range(12):\n"
        "    own = [f't{turn}-{n}' for n in range(50)]\n"
        "    store.add(own, unit(50, seed=turn + 1)); store.delete(own)"
    )
    writer, searches = in_another_process(program, folder), 0
    while writer.poll() is None or searches < 50:
        if searches % 3 == 0:
            store.reopen()
        name, query = names(1000)[searches], unit(1000)[searches]
        only = None if searches % 2 else [*names(500), name]
        assert store.search(query, 3, only)[0] == (name, 1.0)
        searches += 1
    assert writer.returncode == 0
    assert store.ids() == set(names(1000))


def test_threads_may_search_while_one_writes(store, folder):
    store.add(names(200), unit(200))
    wrong: list = []

    def read():
        reader = VectorStore(folder)
        for row in range(60):
            wrong.extend({names(200)[row]} - {store.search(unit(200)[row], 1)[0][0]})
            reader.reopen()
        reader.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(10):
        store.add(names(20, "t"), unit(20, seed=turn + 1))
        store.delete(names(20, "t"))
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_a_killed_writer_had_finished_is_there(folder):
    program = (
        "for turn in range(1000):\n"
        "    store.add([f'{turn}-{n}' for n in range(20)], unit(20, seed=turn))\n"
        "    print(turn, flush=True)"
    )
    writer = in_another_process(program, folder, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    while int(writer.stdout.readline()) < 20:
        pass
    writer.kill()
    writer.communicate()
    store = VectorStore(folder, create=True)
    wanted = {f"{turn}-{n}" for turn in range(21) for n in range(20)}
    assert wanted <= store.ids() or not store.ids(), "all of it, or begun anew if killed in a save"
    store.close()


def test_an_index_left_half_saved_is_refused_and_begun_anew(store, folder):
    store.add(names(300), unit(300))
    store.close()
    (folder / "state").write_text("stamp\nheader.bin:1:1", "utf-8")
    with pytest.raises(LibraryError, match=r"half-saved.*run `linked-learning ingest`"):
        VectorStore(folder)
    again = VectorStore(folder, create=True)
    assert again.ids() == set()
    again.close()


def test_a_write_that_was_killed_before_saving_is_taken_up(store, folder):
    store.add(names(300), unit(300))
    look = store._index._look()
    store.close()
    (folder / "state").write_text(f"stamp\n{look}", "utf-8")
    again = VectorStore(folder)
    assert again.ids() == set(names(300))
    assert "\n" not in (folder / "state").read_text("utf-8")
    again.close()


def test_a_folder_that_is_not_there_is_missing(folder):
    with pytest.raises(IndexMissing, match="run `linked-learning ingest`"):
        VectorStore(folder)
    assert not folder.exists()


def test_a_folder_that_is_deleted_while_open_is_missing(store, folder):
    store.add(names(3), unit(3))
    shutil.rmtree(folder)
    with pytest.raises(IndexMissing):
        store.search(unit(1)[0], 1)


@pytest.mark.parametrize("content", [b"", b"no database" * 2000])
def test_a_damaged_database_is_one_line_and_can_be_begun_anew(store, folder, content):
    store.add(names(3), unit(3))
    store.close()
    (folder / "chroma.sqlite3").write_bytes(content)
    shutil.rmtree(next(path for path in folder.iterdir() if path.is_dir()))
    with pytest.raises(LibraryError, match="run `linked-learning ingest`") as caught:
        VectorStore(folder).search(unit(1)[0], 1)
    assert "\n" not in str(caught.value)
    again = VectorStore(folder, create=True)
    again.add(names(2), unit(2))
    assert again.ids() == set(names(2))
    again.close()


def test_a_file_in_the_way_is_one_line(folder):
    folder.write_text("x", "utf-8")
    with pytest.raises(LibraryError, match="run `linked-learning ingest`"):
        VectorStore(folder, create=True)


def test_a_process_that_keeps_the_folder_is_waited_for_and_then_named(store, folder, monkeypatch):
    monkeypatch.setattr(store._index._lock, "timeout", 0.1)
    with FileLock(folder / "lock"), pytest.raises(IndexBusy, match=r"keeps .* busy"):
        store.search(unit(1)[0], 1)
    assert store.search(unit(1)[0], 1) == []


def test_a_vector_of_another_width_is_an_error_of_the_library(store):
    store.add(names(3), unit(3))
    with pytest.raises(LibraryError, match="dimension"):
        store.search([1.0, 0.0], 1)


def test_ids_and_vectors_must_match(store):
    with pytest.raises(ValueError, match="2 ids for 3 vectors"):
        store.add(names(2), unit(3))


def test_closing_twice_does_no_harm(store, folder):
    other = VectorStore(folder)
    store.close()
    store.close()
    assert other.ids() == set()
    other.close()


def test_importing_loads_no_chroma_and_a_readers_env_file_is_left_alone(tmp_path):
    (tmp_path / ".env").write_text("CHROMA_API_IMPL=nonsense\n", "utf-8")
    program = "print('chromadb' in sys.modules); store.add(names(2), unit(2)); print(store.ids())"
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import vectorstore.store\n"
    quick = subprocess.run(
        [sys.executable, "-c", start + "print('chromadb' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert quick.stdout == "False\n"
    writer = in_another_process(
        program, tmp_path / "chroma", cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.communicate()[1] == ""
    assert writer.returncode == 0
