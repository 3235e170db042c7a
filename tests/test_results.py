"""Results: what they come to, what moved, and files that come back as they were written."""

import json

import pytest
from hypothesis import given
from hypothesis import settings as how_often
from hypothesis import strategies as st

from core.errors import UsageError
from evaluation.intervals import Interval
from evaluation.results import Result, compare, read_results, summarise, write_results

BEFORE = [
    Result("own", "d1", {"right": 1.0, "words": 20.0}),
    Result("own", "d2", {"right": 0.0, "words": 40.0}),
    Result("own", "d3", {"right": 0.5}),
    Result("own", "d4", {"words": 10.0}),
]
AFTER = [
    Result("own", "d1", {"right": 0.0, "words": 20.0}),
    Result("own", "d2", {"right": 1.0}),
    Result("own", "d3", {"right": 1.0, "words": 30.0}),
    Result("clapnq", "d1", {"right": 1.0}),
]


def test_a_mean_is_over_the_questions_that_it_concerns():
    right, words = summarise(BEFORE)
    # (1 + 0 + .5) / 3 = .5; (20 + 40 + 10) / 3 = 23.33
    assert (right.set, right.metric, right.questions) == ("own", "right", 3)
    assert right.interval.mean == pytest.approx(0.5)
    assert (words.metric, words.questions) == ("words", 3)
    assert words.interval.mean == pytest.approx(70 / 3)


def test_a_summary_has_its_interval():
    (row,) = summarise([Result("own", f"d{n}", {"right": 1.0}) for n in range(5)])
    assert row.interval == Interval(1, 1, 1)
    right = summarise(BEFORE)[0].interval
    assert 0 <= right.low < right.mean < right.high <= 1


def test_sets_are_kept_apart_in_the_order_in_which_they_come():
    rows = [(row.set, row.metric, row.questions) for row in summarise(AFTER)]
    assert rows == [("own", "right", 3), ("own", "words", 2), ("clapnq", "right", 1)]


def test_nothing_comes_to_nothing():
    assert summarise([]) == []
    assert compare([], AFTER) == compare(AFTER, []) == []


def test_a_comparison_says_which_moved():
    right, words = compare(BEFORE, AFTER)
    # d1 1 → 0, d2 0 → 1, d3 .5 → 1: (-1 + 1 + .5) / 3
    assert (right.set, right.metric) == ("own", "right")
    assert right.paired.better == ("d2", "d3")
    assert right.paired.worse == ("d1",)
    assert right.paired.same == 0
    assert right.paired.difference.mean == pytest.approx(0.5 / 3)
    # Only d1 has words in both: d2 is refused after, d3 was refused before.
    assert (words.paired.better, words.paired.worse, words.paired.same) == ((), (), 1)


def test_a_comparison_is_within_a_set():
    """The id d1 of another set is another question."""
    assert [change.set for change in compare(BEFORE, AFTER)] == ["own", "own"]


SEEN = {"text": "Oak “High” opened\nin 2011.", "cited": ["oak p. 1"], "reason": None}


def test_a_file_comes_back_as_it_was_written(tmp_path):
    results = [Result("own, development half", "d1", {"right": 1.0, "ms": 12.5}, SEEN), *AFTER]
    write_results(tmp_path / "run.jsonl", results)
    assert read_results(tmp_path / "run.jsonl") == results
    lines = (tmp_path / "run.jsonl").read_text("utf-8").splitlines()
    assert [set(json.loads(line)) for line in lines] == [{"set", "id", "scores", "seen"}] * 5
    assert "“High”" in lines[0]


@how_often(max_examples=50, deadline=None)
@given(text=st.text(), figure=st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_was_said_comes_back(tmp_path_factory, text, figure):
    path = tmp_path_factory.mktemp("run") / "run.jsonl"
    results = [Result("own", "d1", {"right": figure}, {"text": text})]
    write_results(path, results)
    assert read_results(path) == results


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_within_an_answer_ends_no_line(tmp_path, end):
    results = [Result("own", "d1", {"right": 1.0}, {"text": f"One{end}two."})]
    write_results(tmp_path / "run.jsonl", results)
    assert read_results(tmp_path / "run.jsonl") == results


GOOD = json.dumps({"set": "own", "id": "d1", "scores": {"right": 1.0}, "seen": {}})


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "null",
        "7",
        '{"set": "own", "id": "d1"}',
        '{"set": "own", "id": "d1", "scores": {}, "mean": 1}',
        '{"set": "own", "id": "d1", "scores": 1}',
        '{"set": "own", "id": "d1", "scores": {"right": "yes"}}',
        '{"set": "own", "id": "d1", "scores": {"right": NaN}}',
        '{"set": "own", "id": ["d1"], "scores": {}}',
        "[" * 100_000,
    ],
)
def test_a_file_of_something_else_is_one_line(tmp_path, bad):
    path = tmp_path / "bad.jsonl"
    path.write_text(f"{GOOD}\n{bad}\n", "utf-8")
    with pytest.raises(UsageError, match=r"bad\.jsonl is not a file that `eval --out` wrote") as e:
        read_results(path)
    assert "\n" not in str(e.value)


def test_a_file_that_is_not_there_or_not_text_is_one_line(tmp_path):
    with pytest.raises(UsageError, match=r"missing\.jsonl"):
        read_results(tmp_path / "missing.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"bytes\.jsonl"):
        read_results(tmp_path / "bytes.jsonl")


def test_a_place_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises(UsageError, match=r"run\.jsonl cannot be written"):
        write_results(tmp_path / "nowhere" / "run.jsonl", AFTER)
    with pytest.raises(UsageError, match="cannot be written"):
        write_results(tmp_path, AFTER)
