"""The command line, held to its contract: JSON fields, exit codes, one line of error."""

import json
from pathlib import Path

import jsonschema
import pytest
from fakes import WordHashEmbeddings

import commands.ingest_command
import commands.look_commands
import commands.serve_command
from assistant import opening
from commands.main import _run

SCHEMA = json.loads((Path(__file__).parent / "contract" / "answer.schema.json").read_text("utf-8"))
OAK = "# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
QUESTION = "When did Oak Valley High open a health pathway?"


@pytest.fixture
def run(settings, monkeypatch, capfdbinary, write):
    """Run the command as a user would, with the fake at the embedding seam."""
    monkeypatch.chdir(settings.corpus_dir)
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIR", str(settings.corpus_dir))
    monkeypatch.setenv("LINKED_LEARNING_DATA_DIR", str(settings.data_dir))
    for module in (
        commands.ingest_command,
        commands.look_commands,
        opening,
        commands.serve_command,
    ):
        monkeypatch.setattr(module, "load_embeddings", lambda name: WordHashEmbeddings())
    write("oak.md", OAK)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = _run(arguments)
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run_command


def test_ask_json_keeps_the_contract(run):
    code, out, _ = run("ask", QUESTION, "--json")
    answer = json.loads(out)
    jsonschema.validate(answer, SCHEMA)
    assert code == 0
    assert answer["status"] == "answered"
    assert answer["id"] is None


def test_no_evidence_is_an_answer_too(run):
    code, out, _ = run("ask", "Who painted the ceiling of the chapel?", "--json")
    answer = json.loads(out)
    jsonschema.validate(answer, SCHEMA)
    assert (code, answer["status"], answer["text"]) == (0, "no_evidence", "")


def test_offsets_count_in_what_page_prints(run):
    citation = json.loads(run("ask", QUESTION, "--json")[1])["citations"][0]
    _, page, _ = run("page", citation["source_id"], str(citation["page_number"]))
    assert page[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_prints_text_for_people(run):
    code, out, _ = run("ask", QUESTION)
    assert code == 0
    assert out.startswith("Oak Valley High opened a health pathway in 2011. [1]")
    assert "[1] Oak Valley, section “Oak Valley”: “Oak Valley High opened" in out


def test_a_batch_answers_line_by_line_and_names_bad_lines(run, tmp_path):
    lines = [
        {"id": "q1", "question": QUESTION},
        {"id": "q2", "question": QUESTION, "filters": {"source": ["oak-md"]}},
        {"id": "q3", "question": QUESTION, "filters": {"district": ["Nowhere"]}},
        {"id": "q4", "question": "And when?", "history": [{"question": QUESTION, "answer": "…"}]},
        {"id": "q5"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join([*map(json.dumps, lines), "{not json"]), "utf-8")
    code, out, _ = run("ask", "--batch", str(batch))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["id"] for answer in answers] == ["q1", "q2", "q3", "q4", "q5", None]
    assert ["error" in answer for answer in answers] == [False, False, True, False, True, True]
    for answer in answers[:2]:
        jsonschema.validate(answer, SCHEMA)


def test_search_json_keeps_the_contract(run):
    code, out, _ = run("search", "health pathway", "-k", "3", "--json")
    found = json.loads(out)
    (hit,) = found["hits"]
    assert code == 0
    assert found["query"] == "health pathway"
    assert set(hit) == {
        *("rank", "score", "source_id", "title", "page_number", "page_label"),
        *("section", "start", "end", "text"),
    }


def test_sources_json_has_every_field_and_counts(run):
    code, out, _ = run("sources", "--json")
    (source,) = json.loads(out)
    assert code == 0
    assert (source["id"], source["pages"], source["passages"]) == ("oak-md", 1, 1)
    assert set(source) == {
        *("id", "title", "authors", "year", "publisher", "kind", "districts", "url"),
        *("filename", "sha256", "licence", "pages", "passages"),
    }


def test_ingest_json_keeps_the_contract(run, write):
    write("bad.txt", "")
    code, out, err = run("ingest", "--json")
    report = json.loads(out)
    assert code == 0
    assert [(s["id"], s["state"]) for s in report["sources"]] == [
        ("bad-txt", "failed"),
        ("oak-md", "added"),
    ]
    assert set(report["sources"][0]) == {
        *("id", "path", "state", "pages", "passages", "warnings", "reason")
    }
    assert report["totals"]["added"] == 1
    assert "bad.txt" in err


def test_an_ingest_that_got_nothing_fails(run, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    code, _, err = run("ingest", str(bad))
    assert code == 1
    assert "is empty (0 bytes)" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "   "],
        ["ask", QUESTION, "--district", "Nowhere"],
        ["ask", QUESTION, "--writer", "prose"],
        ["ask", QUESTION, "--writer", "poem"],
        ["ask", QUESTION, "--history", "missing.json"],
        ["ask", "--batch", "missing.jsonl"],
        ["search", " "],
        ["page", "oak-md", "99"],
        ["page", "nothing", "1"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_exit_2_with_a_line_that_helps(run, arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert not out
    assert err.strip()
    assert "Traceback" not in err


def test_an_unknown_filter_names_the_nearest(run):
    assert "oak-md" in run("ask", QUESTION, "--source", "oakmd")[2]


def test_a_stale_index_is_exit_1_and_names_the_command(run, monkeypatch):
    run("ingest")
    stale = WordHashEmbeddings()
    stale.identity = "another"
    monkeypatch.setattr(opening, "load_embeddings", lambda name: stale)
    code, _, err = run("ask", QUESTION)
    assert code == 1
    assert "linked-learning ingest" in err
    assert len(err.strip().splitlines()) == 1


def test_an_unknown_setting_is_named(run, monkeypatch):
    monkeypatch.setenv("LINKED_LEARNING_CORPUS_DIRECTORY", "x")
    code, _, err = run("sources")
    assert code == 2
    assert "LINKED_LEARNING_CORPUS_DIRECTORY" in err


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "x", "question": "\\ud800?"}',
        '{"id": NaN, "question": "Why?"}',
        '{"id": "x", "question": 7}',
        '{"id": "x", "question": "Why?", "filter": {}}',
        '{"id": ' + "9" * 5000 + ', "question": "Why?"}',
        "[" * 100_000,
    ],
)
def test_a_hostile_batch_line_is_an_error_in_its_place(run, tmp_path, line):
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f"{line}\n" + json.dumps({"id": "good", "question": QUESTION}), "utf-8")
    code, out, _ = run("ask", "--batch", str(batch))
    bad, good = (json.loads(answer) for answer in out.splitlines())
    assert code == 0
    assert bad["error"]
    assert good["status"] == "answered"


def test_a_line_separator_within_a_question_ends_no_line(run, tmp_path):
    batch = tmp_path / "batch.jsonl"
    line = json.dumps({"question": f"{QUESTION}\u2028Please."}, ensure_ascii=False)
    batch.write_text(line, "utf-8")
    assert run("ask", "--batch", str(batch))[1].count("\n") == 1


def test_filters_beside_a_batch_are_refused_not_ignored(run, tmp_path):
    batch = tmp_path / "batch.jsonl"
    batch.write_text("", "utf-8")
    assert run("ask", "--batch", str(batch), "--source", "oak-md")[0] == 2


@pytest.mark.parametrize("verb", [["sources"], ["page", "oak-md", "1"]])
def test_looking_at_a_stale_index_is_exit_1(run, monkeypatch, verb):
    run("ingest")
    stale = WordHashEmbeddings()
    stale.identity = "another"
    monkeypatch.setattr(commands.look_commands, "load_embeddings", lambda name: stale)
    assert run(*verb)[0] == 1


def test_an_empty_library_says_that_it_is_empty(run, settings):
    (settings.corpus_dir / "oak.md").unlink()
    code, out, _ = run("ask", QUESTION)
    assert code == 0
    assert "The library is empty" in out
