"""The records' file: older shapes are brought along, damage is named, nothing is thrown away."""

import json
import sqlite3
import threading
from pathlib import Path

import pytest

import records.connection
from core.errors import RecordsBusy, RecordsDamaged, RecordsError, RecordsTooNew
from core.schema import Filters
from records.conversations import FILENAME, TurnRecord, open_records
from records.tables import MIGRATIONS

TURN = TurnRecord("How did it start?", None, Filters(kind=("study",)))


def keep_a_turn(folder: Path) -> None:
    open_records(folder, keep=True).save("a", 0, TURN.question, TURN.answer, TURN.filters)


def change(folder: Path, statement: str, values=()) -> None:
    connection = sqlite3.connect(folder / FILENAME, isolation_level=None)
    connection.execute(statement, values)
    connection.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("packed", ["{}", '{"question": 7}', "[]", "no JSON", '{"text": "'])
def test_an_answer_of_an_older_shape_is_none_and_its_question_stays(tmp_path, packed):
    keep_a_turn(tmp_path)
    change(tmp_path, "UPDATE turns SET answer = ?", (packed,))
    assert open_records(tmp_path, keep=True).turns("a") == (TURN,)


def test_filters_of_an_older_shape_are_none(tmp_path):
    keep_a_turn(tmp_path)
    change(tmp_path, "UPDATE turns SET filters = ?", (json.dumps({"kind": 7}),))
    assert open_records(tmp_path, keep=True).turns("a")[0].filters == Filters()


def test_an_older_file_is_brought_along_with_all_that_is_in_it(tmp_path, monkeypatch):
    keep_a_turn(tmp_path)
    open_records(tmp_path, keep=True).give_feedback("a", 0, "up")
    rebuilt = (
        "CREATE TABLE later (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " title TEXT NOT NULL, created TEXT NOT NULL, starred INTEGER NOT NULL DEFAULT 0)",
        "INSERT INTO later SELECT *, 0 FROM conversations",
        "DROP TABLE conversations",
        "ALTER TABLE later RENAME TO conversations",
    )
    monkeypatch.setattr(records.connection, "MIGRATIONS", (*MIGRATIONS, rebuilt))
    store = open_records(tmp_path, keep=True)
    assert store.turns("a") == (TURN,)
    assert store.feedback("a").keys() == {0}
    change(tmp_path, "UPDATE conversations SET starred = 1")
    assert store.conversations(["a"])[0].turns == 1


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    keep_a_turn(tmp_path)
    broken = ("DROP TABLE feedback", "INSERT INTO turns VALUES (1, 2)")
    with monkeypatch.context() as patch:
        patch.setattr(records.connection, "MIGRATIONS", (*MIGRATIONS, broken))
        with pytest.raises(sqlite3.OperationalError):
            open_records(tmp_path, keep=True)
    store = open_records(tmp_path, keep=True)
    assert store.turns("a") == (TURN,)
    assert store.feedback("a") == {}


def test_a_newer_file_is_refused_and_left_alone(tmp_path):
    keep_a_turn(tmp_path)
    change(tmp_path, "PRAGMA user_version = 99")
    before = contents(tmp_path)
    with pytest.raises(RecordsTooNew, match=r"records\.sqlite .*newer version.*update the program"):
        open_records(tmp_path, keep=True)
    assert contents(tmp_path)[FILENAME] == before[FILENAME]


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    (tmp_path / FILENAME).write_bytes(b"Dear diary, " * 1000)
    before = contents(tmp_path)
    with pytest.raises(RecordsDamaged, match=r"records\.sqlite is damaged .*: move it"):
        open_records(tmp_path, keep=True)
    assert contents(tmp_path) == before


def test_another_programs_database_is_left_alone(tmp_path):
    change(tmp_path, "CREATE TABLE notes (text)")
    before = contents(tmp_path)
    with pytest.raises(RecordsDamaged, match="another program"):
        open_records(tmp_path, keep=True)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("size", [5000, 3 * 4096, 5 * 4096 + 100])
def test_a_file_cut_short_is_named_and_left_alone(tmp_path, size):
    store = open_records(tmp_path, keep=True)
    for number in range(50):
        store.save("a", number, "What is it? " * 100, None, Filters())
    path = tmp_path / FILENAME
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(RecordsDamaged, match=r"records\.sqlite is damaged .*: move it"):
        open_records(tmp_path, keep=True).turns("a")
    assert path.stat().st_size == size


def test_damage_that_comes_while_the_program_runs_is_told_and_mended_by_moving_it(tmp_path):
    keep_a_turn(tmp_path)
    store = open_records(tmp_path, keep=True)
    (tmp_path / FILENAME).write_bytes(b"x" * 9000)
    for act in (lambda: store.turns("a"), lambda: store.delete(["a"]), lambda: save(store)):
        with pytest.raises(RecordsDamaged):
            act()
    (tmp_path / FILENAME).rename(tmp_path / "old.sqlite")
    save(store)
    assert store.turns("a") == (TURN,)
    assert (tmp_path / "old.sqlite").read_bytes() == b"x" * 9000


def save(store) -> None:
    store.save("a", 0, TURN.question, TURN.answer, TURN.filters)


def test_a_log_without_its_file_is_not_thrown_away(tmp_path):
    keep_a_turn(tmp_path)
    (tmp_path / FILENAME).unlink()
    log = tmp_path / f"{FILENAME}-wal"
    log.write_bytes(b"the last turns")
    with pytest.raises(RecordsDamaged, match="put that back or move both away"):
        open_records(tmp_path, keep=True)
    assert contents(tmp_path) == {log.name: b"the last turns"}


def test_a_folder_that_cannot_be_is_named(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(RecordsError, match=r"data.records\.sqlite cannot be read or written"):
        open_records(tmp_path / "data", keep=True)
    (tmp_path / "other" / FILENAME).mkdir(parents=True)
    with pytest.raises(RecordsError, match=r"records\.sqlite cannot be read or written"):
        open_records(tmp_path / "other", keep=True)


def test_a_process_that_holds_the_file_too_long_is_told_of(tmp_path, monkeypatch):
    keep_a_turn(tmp_path)
    store = open_records(tmp_path, keep=True)
    monkeypatch.setattr(records.connection, "WAIT_S", 0.2)
    holder = sqlite3.connect(tmp_path / FILENAME, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsBusy, match="try again"):
        save(store)
    assert store.turns("a") == (TURN,)
    holder.close()
    save(store)


def test_beginning_a_file_waits_for_another_process_that_does_so(tmp_path):
    other = sqlite3.connect(tmp_path / FILENAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.close)
    done.start()
    keep_a_turn(tmp_path)
    done.join()
    assert open_records(tmp_path, keep=True).turns("a") == (TURN,)
