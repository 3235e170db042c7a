"""`eval`: the own questions and a set in BEIR form, measured as a user would, compared and kept."""

import json
import time

import pytest
from fakes import WordHashEmbeddings

import assistant.opening as opening
import commands.eval_command as eval_command
import evaluation.own_index as own_index
import evaluation.sets as sets
from commands.main import _run

DEVELOPMENT, REPORT = "own, development half", "own, report half"
ASKED = {  # by id: the question, and whether the shipped corpus answers it
    "d1": ("When did Porterville begin with pathways?", True),
    "d2": ("Who painted the chapel ceiling of Constantinople?", False),
    "r1": ("How did Porterville spread pathways to all its high schools?", True),
    "r2": ("Which emperor ruled Constantinople when the chapel was painted?", False),
}
DOCUMENTS = [
    {"_id": "oak", "title": "Oak", "text": "Oak High planted a garden with beans in 2011."},
    {"_id": "pine", "title": "Pine", "text": "Pine High bought a yellow bus in 2012."},
]
QUERIES = [
    {"_id": "q1", "text": "Who planted a garden with beans?"},
    {"_id": "q2", "text": "Which school bought a yellow bus?"},
]
HISTORY = [{"_id": "q1", "text": "Who planted a garden?\nWhat grows in the garden with beans?"}]
JUDGED = "query-id\tcorpus-id\tscore\nq1\toak\t1\nq2\tpine\t1\n"
REFUSING = [
    {"id": "a1", "question": "When was a garden planted?", "answerable": True},
    {"id": "a2", "question": "Who ruled Constantinople?", "answerable": False},
]


def lines(records) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def own_question(name: str) -> dict:
    text, answerable = ASKED[name]
    return {
        "id": name,
        "half": "development" if name.startswith("d") else "report",
        "kind": "fact",
        "voice": "coach",
        "question": text,
        "history": [],
        "filters": {},
        "answerable": answerable,
        "reason": None if answerable else "not_in_library",
        "right": [["porterville", 1]] if answerable else [],
        "related": [],
        "key_fact": "Harmony Magnet Academy" if answerable else None,
        "more_facts": [],
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder for the whole file, so that the index of the own questions is made once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def run(data, settings, monkeypatch, capfdbinary, tmp_path):
    """Run `eval` with the fake at the embedding seam, four own questions and one public set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIR", str(settings.corpus_dir))
    monkeypatch.setenv("LINKED_LEARNING_DATA_DIR", str(data))
    monkeypatch.setenv("LINKED_LEARNING_BENCHMARKS", str(tmp_path / "public"))
    for module in (own_index, opening, sets):
        monkeypatch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
    questions = tmp_path / "own-questions.jsonl"
    questions.write_text(lines(map(own_question, ASKED)), "utf-8")
    for name in tuple(sets.OWN):
        monkeypatch.setitem(sets.OWN, name, questions)

    def run_command(*arguments) -> tuple[int, str, str]:
        code = _run(["eval", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run_command


@pytest.fixture
def small(tmp_path):
    """A set in BEIR form, below the folder of public sets."""
    folder = tmp_path / "public" / "small"
    folder.mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(lines(DOCUMENTS), "utf-8")
    (folder / "queries.jsonl").write_text(lines(QUERIES), "utf-8")
    (folder / "queries_history.jsonl").write_text(lines(HISTORY), "utf-8")
    (folder / "qrels.tsv").write_text(JUDGED, "utf-8")
    return folder


def rows(out: str) -> dict[tuple[str, str], dict]:
    return {(row["set"], row["metric"]): row for row in json.loads(out)["summaries"]}


def read(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_the_own_questions_are_measured_half_by_half(run):
    code, out, _ = run("own", "--json")
    found = rows(out)
    assert code == 0
    assert list(dict.fromkeys(name for name, _ in found)) == [DEVELOPMENT, REPORT]
    for half in (DEVELOPMENT, REPORT):
        refused = found[half, "refused if not answerable"]
        assert (refused["questions"], refused["interval"]["mean"]) == (1, 1)
        assert found[half, "answered if answerable"]["questions"] == 1
        assert found[half, "quotes exact"]["interval"] == {"mean": 1, "low": 1, "high": 1}
        assert found[half, "milliseconds"]["questions"] == 2
        assert found[half, "milliseconds"]["interval"]["mean"] > 0


def test_a_set_in_beir_form_is_ranked_three_ways_and_after_its_history_fused(run, small):
    code, out, _ = run(small, "--json")
    found = rows(out)
    assert code == 0
    assert [name for name, _ in dict.fromkeys((name, "") for name, _ in found)] == [
        *("small, history, fused", "small, fused", "small, dense", "small, bm25")
    ]
    for how in ("fused", "bm25"):
        best = found[f"small, {how}", "nDCG@10"]
        assert (best["questions"], best["interval"]["mean"]) == (2, 1)
    assert found["small, history, fused", "MRR"]["questions"] == 1


def test_a_set_with_questions_is_asked_too(run, small):
    (small / "questions.jsonl").write_text(lines(REFUSING), "utf-8")
    found = rows(run("small", "--json")[1])
    for metric in ("answered if answerable", "refused if not answerable"):
        row = found["small, asked", metric]
        assert (row["questions"], row["interval"]["mean"]) == (1, 1)


def test_questions_that_say_nothing_of_answers_are_not_asked(run, small):
    plain = [{"id": "a1", "question": "Who planted a garden?"}]
    (small / "questions.jsonl").write_text(lines(plain), "utf-8")
    code, out, _ = run("small", "--json")
    assert code == 0
    assert not [name for name, _ in rows(out) if "asked" in name]


@pytest.mark.parametrize("fault", ["{not json", '{"answerable": true}', "7"])
def test_questions_of_a_set_with_a_fault_are_one_line(run, small, fault):
    (small / "questions.jsonl").write_text(lines(REFUSING) + fault, "utf-8")
    code, out, err = run("small")
    assert code in (1, 2)
    assert not out
    assert "questions.jsonl" in err
    assert len(err.strip().splitlines()) == 1


def test_all_sets_are_measured_if_none_is_named_and_one_half_if_it_is(run, small):
    names = {name for name, _ in rows(run("--half", "report", "--json")[1])}
    assert {REPORT, "understanding, report half", "small, fused"} <= names
    assert not [name for name in names if "development" in name]


def test_tables_are_for_people(run, small):
    code, out, _ = run("own", "small", "--half", "development")
    assert code == 0
    for name in (DEVELOPMENT, "small, bm25"):
        assert f"\n{name} " in out
    row = next(line for line in out.splitlines() if "refused if not answerable" in line)
    assert row.split()[-5:] == ["1.000", "1.000", "–", "1.000", "1"]


def test_every_questions_figures_are_written(run, tmp_path):
    run("own", "--out", tmp_path / "run.jsonl")
    d1, d2, r1, r2 = read(tmp_path / "run.jsonl")
    assert [(r["set"], r["id"]) for r in (d1, d2, r1, r2)] == [
        *((DEVELOPMENT, "d1"), (DEVELOPMENT, "d2"), (REPORT, "r1"), (REPORT, "r2"))
    ]
    assert d1["scores"]["answered if answerable"] == r1["scores"]["answered if answerable"] == 1
    assert d1["seen"]["question"] == ASKED["d1"][0]
    assert d1["seen"]["text"]
    assert d1["seen"]["right"] == ["porterville p. 1"]
    assert (d2["seen"]["status"], d2["seen"]["reason"]) == ("no_evidence", "not_in_library")
    assert r1["seen"] == r2["seen"] == {}


def test_the_report_half_is_never_shown(run, tmp_path):
    earlier, later = tmp_path / "earlier.jsonl", tmp_path / "later.jsonl"
    shown = [*run("own", "--out", earlier)[1:], *run("own", "--json")[1:]]
    earlier.write_text(lines(flipped(result) for result in read(earlier)), "utf-8")
    shown += run("own", "--out", later, "--against", earlier)[1:]
    assert "d1" in shown[-2]
    assert not [text for text in shown if "r1" in text or "r2" in text]
    written = later.read_text("utf-8")
    assert not [ASKED[r][0] for r in ("r1", "r2") for t in (*shown, written) if ASKED[r][0] in t]
    assert ASKED["d1"][0] in written


def flipped(result):
    """A result with every figure that is 0 or 1 the other way round."""
    return result | {
        "scores": {name: 1.0 - v for name, v in result["scores"].items() if v in (0, 1)}
    }


def test_a_comparison_names_what_moved_and_which_way(run, tmp_path):
    run("own", "--half", "development", "--out", tmp_path / "run.jsonl")
    before = read(tmp_path / "run.jsonl")
    before[0]["scores"] = {"answered if answerable": 0.0, "quotes exact": 1.0}
    before[1]["scores"] = {"refused if not answerable": 1.0}
    (tmp_path / "run.jsonl").write_text(lines(before), "utf-8")
    _, out, _ = run("own", "--half", "development", "--against", tmp_path / "run.jsonl")
    # d1 was refused and is answered now; nothing else moved, and what did not is not told.
    changes = out[out.index(f"\n{DEVELOPMENT}, ") :].split("\n")
    assert changes == [
        "",
        f"{DEVELOPMENT}, answered if answerable: +1.000 (+1.000 to +1.000)",
        "  1 better: d1",
        "  0 worse",
        "",
    ]


def test_a_comparison_as_json(run, tmp_path):
    run("own", "--half", "development", "--out", tmp_path / "run.jsonl")
    before = [r | {"scores": {"answered if answerable": 0.0}} for r in read(tmp_path / "run.jsonl")]
    (tmp_path / "run.jsonl").write_text(lines(before), "utf-8")
    out = run("own", "--json", "--half", "development", "--against", tmp_path / "run.jsonl")[1]
    (change,) = json.loads(out)["changes"]
    assert (change["set"], change["metric"]) == (DEVELOPMENT, "answered if answerable")
    difference = {"mean": 1, "low": 1, "high": 1}
    moved = {"better": ["d1"], "worse": [], "same": 0}
    assert change["paired"] == {"difference": difference} | moved


def test_quicker_is_not_called_worse(run, tmp_path):
    run("own", "--half", "development", "--out", tmp_path / "run.jsonl")
    before = [r | {"scores": {"milliseconds": 1e9}} for r in read(tmp_path / "run.jsonl")]
    (tmp_path / "run.jsonl").write_text(lines(before), "utf-8")
    _, out, _ = run("own", "--half", "development", "--against", tmp_path / "run.jsonl")
    assert "2 worse" not in out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["own", "nowhere"], "there is no set 'nowhere'"),
        (["own", "--against", "missing.jsonl"], "missing.jsonl"),
        (["own", "--out", "nowhere/run.jsonl"], "nowhere/run.jsonl"),
    ],
)
def test_wrong_usage_is_exit_2_with_one_line_before_anything_is_measured(
    run, monkeypatch, arguments, named
):
    asked: list[str] = []
    monkeypatch.setattr(sets, "ask_all", lambda *given: ())
    monkeypatch.setattr(sets, "open_own", lambda *given: asked.append("own"))
    code, out, err = run(*arguments)
    assert (code, out, asked) == (2, "", [])
    assert named in err
    assert len(err.strip().splitlines()) == 1


def test_an_unknown_set_is_exit_2_with_one_line(run):
    code, out, err = run("nowhere")
    assert (code, out) == (2, "")
    assert err.startswith("linked-learning: there is no set 'nowhere'")
    assert len(err.strip().splitlines()) == 1


def test_the_bar_is_gone_when_all_is_done(run, monkeypatch):
    def measure_slowly(name, settings, notify, half):
        for under_way, done in (("indexing", 0), ("indexing", 1), ("asking", 1)):
            notify(under_way, done, 2)
            time.sleep(0.4)  # the bar is drawn after a moment
        return []

    monkeypatch.setattr(eval_command, "measure", measure_slowly)
    _, _, err = run("own")
    assert "indexing" in err
    assert not err.rpartition("\r")[2].strip()


def test_a_half_that_does_not_exist_is_exit_2(run):
    code, out, err = run("own", "--half", "first")
    assert (code, out) == (2, "")
    assert "'development', 'report'" in err


def test_a_folder_without_a_set_is_one_line(run, tmp_path):
    code, out, err = run(tmp_path)
    assert (code, out) == (2, "")
    assert "corpus.jsonl" in err
    assert len(err.strip().splitlines()) == 1
