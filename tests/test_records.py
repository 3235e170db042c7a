"""What is kept of people's work: it comes back as it was, stays apart, and goes when told to."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import records.connection
from core.errors import RecordsBusy, RecordsError
from core.schema import Answer, Filters, NearPassage
from core.settings import ROOT
from records.conversations import FILENAME, Feedback, TurnRecord, new_id, open_records, title_of

scores = st.floats(0, 1)
near = st.builds(NearPassage, score=scores)
answers = st.builds(Answer, nearest=st.lists(near, max_size=3).map(tuple))
filters = st.builds(Filters)
NO_FILTERS = Filters()


@pytest.fixture(params=[True, False], ids=["kept", "in memory"])
def store(request, tmp_path):
    return open_records(tmp_path / "data", keep=request.param)


def an_answer(text: str) -> Answer:
    empty: dict[str, Any] = {name: () for name in Answer.__slots__}
    known = {"question": text, "understood_as": text, "status": "answered", "reason": None}
    rest = {"text": text, "removed": 0, "writer": "quotes", "model": None, "prompt_sha": None}
    return Answer(**(empty | known | rest | {"index": "x"}))


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(question=st.text(), answer=st.none() | answers, chosen=filters)
def test_a_turn_comes_back_as_it_was(store, question, answer, chosen):
    name = new_id()
    store.save(name, 0, question, answer, chosen)
    assert store.turns(name) == (TurnRecord(question, answer, chosen),)


def test_a_real_answer_comes_back_as_it_was(store, write, run_ingest, build_assistant):
    write("oak.md", "# Oak\n\nOak Valley High opened a pathway in 2011 with 40 students.\n")
    run_ingest()
    answer = build_assistant().ask("When did Oak Valley High open a pathway?")
    assert answer.citations
    store.save("a", 0, answer.question, answer, NO_FILTERS)
    assert store.turns("a")[0].answer == answer


def test_turns_come_in_order_and_are_replaced_by_number(store):
    for number in range(12):
        store.save("a", number, f"question {number}", None, NO_FILTERS)
    store.save("a", 3, "question 3", an_answer("three"), Filters(kind=("study",)))
    turns = store.turns("a")
    assert [turn.question for turn in turns] == [f"question {n}" for n in range(12)]
    assert turns[3] == TurnRecord("question 3", an_answer("three"), Filters(kind=("study",)))
    assert store.turns("unknown") == ()


def test_a_turn_after_a_missing_one_is_refused_and_leaves_nothing(store):
    with pytest.raises(RecordsError, match=r"turn 1 .* begin a new conversation"):
        store.save("a", 1, "q", None, NO_FILTERS)
    assert store.conversations(["a"]) == ()


def test_a_browser_sees_its_own_conversations_newest_first(tmp_path):
    hours = iter(range(20, 0, -1))  # later ones are older
    east = timezone(timedelta(hours=5))
    store = open_records(
        tmp_path, keep=True, now=lambda: datetime(2025, 1, 2, next(hours), tzinfo=east)
    )
    for name in ("a", "b", "c"):
        store.save(name, 0, f"About {name}?", None, NO_FILTERS)
    store.save("a", 1, "And then?", None, NO_FILTERS)
    found = store.conversations(["b", "unknown", "a"])
    assert [(c.id, c.title, c.turns) for c in found] == [("a", "About a?", 2), ("b", "About b?", 1)]
    assert found[0].created == "2025-01-02T15:00:00.000000+00:00"
    assert store.conversations([]) == ()


def test_many_ids_may_be_asked_for(store):
    store.save("a", 0, "q", None, NO_FILTERS)
    assert len(store.conversations([*(f"id{n}" for n in range(40_000)), "a"])) == 1


def test_the_time_is_the_real_one_in_utc(store):
    before = datetime.now(UTC)
    store.save("a", 0, "q", None, NO_FILTERS)
    created = datetime.fromisoformat(store.conversations(["a"])[0].created)
    assert before <= created <= datetime.now(UTC)


@given(st.text())
def test_a_title_is_the_questions_beginning(question):
    title, words = title_of(question), " ".join(question.split())
    assert len(title) <= 80
    assert words.startswith(title)
    if title != words and " " in words[:81]:
        assert words[len(title)] == " "


def test_a_title_ends_with_a_whole_word():
    assert title_of("x" * 79 + "\n y more") == "x" * 79
    assert title_of("x" * 80 + " y") == "x" * 80
    assert title_of("x" * 90) == "x" * 80
    assert title_of("How did it start?") == "How did it start?"


def test_ids_are_long_and_never_the_same():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(name) >= 22 and name.replace("-", "").replace("_", "").isalnum() for name in ids)


def test_feedback_is_kept_changed_and_taken_back(store):
    for number in range(2):
        store.save("a", number, "q", None, NO_FILTERS)
    store.give_feedback("a", 0, "up")
    store.give_feedback("a", 1, "down", "No figures.")
    assert store.feedback("a") == {0: Feedback("up"), 1: Feedback("down", "No figures.")}
    store.give_feedback("a", 0, None, "Hm.")
    store.give_feedback("a", 1, None)
    assert store.feedback("a") == {0: Feedback(None, "Hm.")}
    assert store.feedback("unknown") == {}


def test_feedback_goes_with_the_answer_it_was_about(store):
    store.save("a", 0, "q", an_answer("one"), NO_FILTERS)
    store.give_feedback("a", 0, "down")
    store.save("a", 0, "q", an_answer("one"), NO_FILTERS)
    assert store.feedback("a") == {0: Feedback("down")}
    store.save("a", 0, "q", an_answer("two"), NO_FILTERS)
    assert store.feedback("a") == {}


def test_feedback_on_a_deleted_conversation_brings_nothing_back(store):
    store.save("a", 0, "q", None, NO_FILTERS)
    store.delete(["a"])
    with pytest.raises(RecordsError, match="not there"):
        store.give_feedback("a", 0, "up")
    assert store.turns("a") == ()


def test_what_is_deleted_is_gone_and_the_rest_is_not(store):
    for name in ("a", "b", "c"):
        store.save(name, 0, f"q {name}", an_answer(name), NO_FILTERS)
        store.give_feedback(name, 0, "up")
    store.delete(["a", "c", "unknown"])
    assert [c.id for c in store.conversations(["a", "b", "c"])] == ["b"]
    assert store.turns("a") == store.turns("c") == ()
    assert store.feedback("a") == {}
    assert store.feedback("b") == {0: Feedback("up")}
    store.save("a", 0, "again", None, NO_FILTERS)
    assert store.feedback("a") == {}


@pytest.mark.parametrize("seed", range(2))
def test_no_byte_of_what_was_deleted_stays_in_the_folder(tmp_path, seed):
    """Turns of all sizes come and change, so that SQLite splits and joins pages."""
    store = open_records(tmp_path, keep=True)
    other = sqlite3.connect(tmp_path / FILENAME)  # another process's: keeps the log from emptying
    random = Random(seed)
    names = list(range(40))
    for name in names + random.choices(names, k=120):
        secret = f"SECRET{name:02d} " * random.randrange(1, random.choice([3, 50, 400]))
        number = min(random.randrange(4), len(store.turns(f"id{name}")))
        store.save(f"id{name}", number, secret[:198], an_answer(secret), NO_FILTERS)
        store.give_feedback(f"id{name}", number, "down", secret[:54])
    other.execute("SELECT count(*) FROM turns").fetchall()
    assert all(f"SECRET{name:02d}".encode() in bytes_of(tmp_path) for name in names)
    gone = random.sample(names, 20)
    store.delete([f"id{name}" for name in gone])
    found = bytes_of(tmp_path)
    other.close()
    assert [name for name in names if f"SECRET{name:02d}".encode() not in found] == sorted(gone)


def test_a_deletion_that_a_reader_holds_up_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(records.connection, "WAIT_S", 0.2)
    store = open_records(tmp_path, keep=True)
    store.save("a", 0, "q", None, NO_FILTERS)
    reader = sqlite3.connect(tmp_path / FILENAME, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM turns").fetchall()
    with pytest.raises(RecordsBusy, match="delete again"):
        store.delete(["a"])
    reader.close()
    store.delete(["a"])


def test_without_keep_nothing_reaches_the_disk(tmp_path):
    store = open_records(tmp_path / "data", keep=False)
    store.save("a", 0, "q", an_answer("long " * 500_000), NO_FILTERS)
    store.delete(["a"])
    store.save("b", 0, "q", None, NO_FILTERS)
    assert list(tmp_path.iterdir()) == []
    assert open_records(tmp_path / "data", keep=False).turns("b") == ()


def test_what_is_kept_outlasts_the_object(tmp_path):
    open_records(tmp_path, keep=True).save("a", 0, "q", None, NO_FILTERS)
    assert open_records(tmp_path, keep=True).turns("a") == (TurnRecord("q", None, NO_FILTERS),)


def test_fifty_threads_write_at_once(store):
    def work(thread: int) -> None:
        for number in range(4):
            store.save(f"id{thread}", number, f"{thread} {number}", an_answer("x"), NO_FILTERS)
            store.give_feedback(f"id{thread}", number, "up")

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(work, range(50)))
    for thread in range(50):
        expected = [f"{thread} {number}" for number in range(4)]
        assert [turn.question for turn in store.turns(f"id{thread}")] == expected
        assert len(store.feedback(f"id{thread}")) == 4


WRITER = """
import sys
from pathlib import Path
from random import Random
from typing import Any
from core.schema import Filters
from records.conversations import open_records
print("ready", flush=True)
sys.stdin.readline()
store = open_records(Path(sys.argv[1]), keep=True)
for number in range(40):
    store.save(sys.argv[2], number, f"{sys.argv[2]} {number}", None, Filters())
    store.save("brief " + sys.argv[2], 0, "q", None, Filters())
    if number % 8 == 0:
        store.delete(["brief " + sys.argv[2]])
"""


def test_processes_begin_the_file_and_write_at_once(tmp_path):
    commands = [[sys.executable, "-c", WRITER, str(tmp_path / "data"), name] for name in "abcd"]
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(c, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for c in commands
    ]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    store = open_records(tmp_path / "data", keep=True)
    for name in "abcd":
        assert [turn.question for turn in store.turns(name)] == [f"{name} {n}" for n in range(40)]
