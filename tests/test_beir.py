"""Sets in BEIR form: what is read, and one clear line for what is wrong."""

import json

import pytest

from core.errors import CorpusError, UsageError
from evaluation.beir import BenchmarkQuery, Document, read_benchmark

CORPUS = [
    {"id": "d1", "title": "Oak", "text": "Oak High has a garden."},
    {"_id": "d2", "text": "Pine High has a bus."},
]
QUERIES = [{"id": "q1", "text": "Who has a garden?"}, {"_id": "q2", "text": "Who has a bus?"}]
HEADER = "query-id\tcorpus-id\tscore\n"
QRELS = f"{HEADER}q1\td1\t1\nq2\td2\t2\n"


def lines(records) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def place(tmp_path):
    """Write a small set, with some of its files changed or, if None, left out."""

    def write(**changed):
        files = {
            "corpus.jsonl": lines(CORPUS),
            "queries.jsonl": lines(QUERIES),
            "qrels.tsv": QRELS,
        } | {name.replace("__", "/").replace("_DOT_", "."): text for name, text in changed.items()}
        for name, text in files.items():
            if text is not None:
                path = tmp_path / "small" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "small"

    return write


def test_a_set_is_read(place):
    benchmark = read_benchmark(place())
    assert benchmark.name == "small"
    assert benchmark.documents == (
        Document("d1", "Oak", "Oak High has a garden."),
        Document("d2", "", "Pine High has a bus."),
    )
    assert benchmark.queries == {
        "": (BenchmarkQuery("q1", "Who has a garden?"), BenchmarkQuery("q2", "Who has a bus?"))
    }
    assert benchmark.gains == {"q1": {"d1": 1.0}, "q2": {"d2": 2.0}}
    assert benchmark.unjudged == 0


def test_judgements_may_lie_in_a_folder_and_have_no_header(place):
    moved = place(qrels_DOT_tsv=None, qrels__test_DOT_tsv=QRELS.removeprefix(HEADER))
    assert read_benchmark(moved).gains == {"q1": {"d1": 1.0}, "q2": {"d2": 2.0}}


def test_blank_lines_byte_order_marks_and_numbers_as_ids_do_no_harm(place):
    corpus = b"\xef\xbb\xbf" + lines([{"id": 7, "title": None, "text": "Seven."}]).encode() + b"\n"
    qrels = HEADER.replace("\n", "\r\n") + "q1\t7\t1\r\n\r\n"
    benchmark = read_benchmark(place(corpus_DOT_jsonl=corpus, qrels_DOT_tsv=qrels))
    assert benchmark.documents == (Document("7", "", "Seven."),)
    assert benchmark.gains == {"q1": {"7": 1.0}}


def test_a_line_separator_inside_a_text_ends_no_line(place):
    text = "Oak\u2028High\x85has a garden."
    corpus = json.dumps({"id": "d1", "text": text}, ensure_ascii=False)
    benchmark = read_benchmark(place(corpus_DOT_jsonl=corpus, qrels_DOT_tsv="q1\td1\t1\n"))
    assert benchmark.documents[0].text == text


def test_forms_are_named_by_their_files(place):
    history = [{"id": "q1", "text": "Who has a garden?\n \n And\r a bus?\n"}]
    folder = place(
        queries_DOT_jsonl=None,
        queries_rewrite_DOT_jsonl=lines([{"id": "q1", "text": "A bus\nor two?"}]),
        queries_history_DOT_jsonl=lines(history),
    )
    queries = read_benchmark(folder).queries
    assert queries["rewrite"] == (BenchmarkQuery("q1", "A bus\nor two?"),)
    assert queries["history"] == (BenchmarkQuery("q1", "And\r a bus?", ("Who has a garden?",)),)
    assert sorted(queries) == ["history", "rewrite"]


def test_queries_without_a_positive_judgement_are_left_out_and_counted(place):
    queries = [*QUERIES, {"id": "q3", "text": "Who has a pond?"}]
    qrels = f"{HEADER}q1\td1\t1\nq1\td2\t0\nq2\td2\t0\n"
    benchmark = read_benchmark(place(queries_DOT_jsonl=lines(queries), qrels_DOT_tsv=qrels))
    assert [query.id for query in benchmark.queries[""]] == ["q1"]
    assert benchmark.gains == {"q1": {"d1": 1.0}}
    assert benchmark.unjudged == 2


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("corpus_DOT_jsonl", "corpus.jsonl"),
        ("queries_DOT_jsonl", "queries.jsonl or queries_NAME.jsonl"),
        ("qrels_DOT_tsv", "qrels.tsv or qrels/test.tsv"),
    ],
)
def test_a_missing_file_is_wrong_usage(place, missing, named):
    with pytest.raises(UsageError, match=f"small has no {named}: "):
        read_benchmark(place(**{missing: None}))


def test_a_missing_folder_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere has no corpus\.jsonl"):
        read_benchmark(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("corpus_DOT_jsonl", lines(CORPUS) + "{oops}\n", r"corpus.jsonl, line 3: not JSON \("),
        ("corpus_DOT_jsonl", "\n[1]\n", "corpus.jsonl, line 2: not a JSON object"),
        ("corpus_DOT_jsonl", lines([{"text": "x"}]), "corpus.jsonl, line 1: no id"),
        ("corpus_DOT_jsonl", lines([{"id": "d1"}]), "corpus.jsonl, line 1: title or text"),
        (
            "corpus_DOT_jsonl",
            lines([*CORPUS, {"id": "d1", "text": "x"}]),
            "line 3: the id 'd1' is there twice",
        ),
        ("corpus_DOT_jsonl", b'{"id": "d1", "text": "\xff"}', "corpus.jsonl is not UTF-8 text"),
        ("queries_DOT_jsonl", lines(QUERIES * 2), "line 3: the id 'q1' is there twice"),
        ("queries_DOT_jsonl", lines([{"id": "q", "text": " "}]), "line 1: the query is empty"),
        ("qrels_DOT_tsv", QRELS + "q1\td9\t1\n", "line 4: corpus.jsonl has no document 'd9'"),
        ("qrels_DOT_tsv", QRELS + "q1\td1\t0\n", "line 4: 'q1' and 'd1' come twice"),
        ("qrels_DOT_tsv", QRELS + "q1\td2\tyes\n", "line 4: the score 'yes' is no number"),
        ("qrels_DOT_tsv", QRELS + "q1\td2\tnan\n", "line 4: the score 'nan' is no number"),
        ("qrels_DOT_tsv", QRELS + "q1 0 d2 1\n", "line 4: not query, document and score"),
    ],
)
def test_a_fault_is_one_line_that_names_its_place(place, file, text, message):
    with pytest.raises(CorpusError, match=message) as error:
        read_benchmark(place(**{file: text}))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["mtrag", "clapnq", "quotesum"])
def test_the_public_sets_are_read(benchmarks, name):
    benchmark = read_benchmark(benchmarks / name)
    assert benchmark.unjudged == 0
    forms = {"lastturn", "rewrite", "history"} if name == "mtrag" else {""}
    assert set(benchmark.queries) == forms
    assert {len(queries) for queries in benchmark.queries.values()} == {len(benchmark.gains)}


def test_the_last_turn_of_a_public_history_is_the_last_turn(benchmarks):
    queries = read_benchmark(benchmarks / "mtrag").queries
    last = {query.id: query.text for query in queries["lastturn"]}
    assert {query.id: query.text for query in queries["history"]} == last
    assert any(len(query.history) > 3 for query in queries["history"])
