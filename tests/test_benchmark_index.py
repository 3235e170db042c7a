"""A benchmark's index and its scores: one document is one passage, and it is made only once."""

from dataclasses import replace

import numpy as np
import pytest
from fakes import WordHashEmbeddings

import evaluation.benchmark_index as benchmark_index
from core.errors import IndexBusy, LibraryError, UsageError
from evaluation.beir import Benchmark, BenchmarkQuery, Document
from evaluation.benchmark_index import count_empty, open_benchmark
from evaluation.ranking import rank, rank_bm25, rank_dense, read_follow_up, score_benchmark
from ingest.lock import writing

LONG = " ".join(f"Filler number {number} says little." for number in range(200))
DOCUMENTS = (
    Document("doc/1::a", "Gardens", "Oak High planted a garden. It grows\nbeans and peas.\n\nEnd."),
    Document("doc-1-A", "Buses", "Pine High bought a yellow bus. A driver was found."),
    Document("same", "", "Elm High has a pond."),
    Document("twin", "", "Elm High has a pond."),
    Document("empty", "A title alone", " \n---\n"),
    Document("long", "Filler", f"{LONG} The zeppelin comes last."),
    Document("odd", "Ligature", "Eﬀort\u00a0and\u200b “quotes”\u2028Next line\x07 here."),
)
QUERIES = {
    "": (
        BenchmarkQuery("q1", "Who planted a garden with beans?"),
        BenchmarkQuery("q2", "Which school bought a yellow bus?"),
    ),
    "history": (BenchmarkQuery("q1", "What grows in it?", ("Who planted a garden?",)),),
}
GAINS = {"q1": {"doc/1::a": 1.0}, "q2": {"doc-1-A": 1.0, "empty": 1.0}}
BENCHMARK = Benchmark("small", DOCUMENTS, QUERIES, GAINS, 0)


class CountingEmbeddings(WordHashEmbeddings):
    """The word-hash embedder, which counts the texts it was given."""

    def __init__(self):
        self.texts = []

    def embed(self, texts):
        self.texts += texts
        return super().embed(texts)


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    """An index that the tests of this file only read."""
    return open_benchmark(BENCHMARK, tmp_path_factory.mktemp("index"), WordHashEmbeddings())


def source_of(search, document_id):
    return next(s for s in search.library.sources() if s.filename == document_id)


def passage_of(search, document_id):
    source = source_of(search, document_id)
    names = [name for name in search.library.passage_ids() if name.startswith(f"{source.id}:")]
    assert len(names) == 1
    return search.library.passages(names)[names[0]]


def test_a_document_is_one_source_one_page_one_passage(search):
    states = search.library.states()
    assert [(state.pages, state.passages) for state in states] == [(1, 1)] * 6
    assert {source.filename for source in search.library.sources()} == {
        document.id for document in DOCUMENTS if document.id != "empty"
    }
    assert len(search.store.ids()) == 6


def test_an_empty_document_is_kept_out_and_counted(search):
    assert count_empty(search) == 1


def test_ids_that_look_alike_stay_apart(search):
    assert source_of(search, "doc/1::a").id != source_of(search, "doc-1-A").id
    assert ":" not in source_of(search, "doc/1::a").id


def test_sentences_are_those_of_the_text_and_stand_on_their_page(search):
    passage = passage_of(search, "doc/1::a")
    page = search.library.page(passage.source_id, 1)
    rows = search.library.sentences(passage)
    assert [sentence.text for sentence in rows.sentences] == [
        "Oak High planted a garden.",
        "It grows beans and peas.",
        "End.",
    ]
    for sentence in rows.sentences:
        assert page.text[sentence.start : sentence.end] == sentence.text
    assert page.text[passage.start : passage.end] == passage.text


def test_text_is_cleaned_as_that_of_a_text_file(search):
    assert passage_of(search, "odd").text == "Effort and “quotes”\n\nNext line here."


def test_the_title_is_indexed_with_the_text(search):
    assert rank_bm25(search, "gardens") == ["doc/1::a"]
    vector = search.library.vectors(search.library.vector_ids([passage_of(search, "doc-1-A").id]))
    text = "Buses\nPine High bought a yellow bus. A driver was found."
    assert np.allclose(vector, WordHashEmbeddings().embed([text]), atol=1e-6)


def test_each_sentence_has_its_own_vector_also_beyond_what_the_model_reads(search):
    rows = search.library.sentences(passage_of(search, "long"))
    assert rows.sentences[-1].text == "The zeppelin comes last."
    own = WordHashEmbeddings().embed([sentence.text for sentence in rows.sentences])
    assert np.allclose(rows.vectors, own, atol=1e-3)
    assert rank_bm25(search, "zeppelin") == ["long"]


def test_an_index_of_the_same_documents_is_only_opened(tmp_path):
    embeddings, done = CountingEmbeddings(), []
    open_benchmark(BENCHMARK, tmp_path, embeddings, lambda *progress: done.append(progress))
    assert done[-1] == (7, 7)
    made = len(embeddings.texts)
    again = open_benchmark(BENCHMARK, tmp_path, embeddings, lambda *progress: done.append(progress))
    assert (len(embeddings.texts), done[-1], len(done)) == (made, (7, 7), 1)
    assert count_empty(again) == 1


def test_other_documents_make_another_index(tmp_path):
    open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings())
    changed = replace(DOCUMENTS[0], text="Oak High planted a tree.")
    fewer = replace(BENCHMARK, documents=(changed, DOCUMENTS[1]))
    search = open_benchmark(fewer, tmp_path, WordHashEmbeddings())
    assert len(search.store.ids()) == search.library.count_passages() == 2
    assert passage_of(search, "doc/1::a").text == "Oak High planted a tree."
    assert count_empty(search) == 0


def test_another_model_makes_another_index(tmp_path):
    open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings())
    other = CountingEmbeddings()
    other.identity = "another"
    search = open_benchmark(BENCHMARK, tmp_path, other)
    assert other.texts
    assert "embedding=another" in search.library.meta("fingerprint")


def test_an_index_that_was_left_half_made_is_made_whole(tmp_path, monkeypatch):
    class Failing(WordHashEmbeddings):
        def embed(self, texts):
            if any("bus" in text for text in texts):
                raise RuntimeError("killed")
            return super().embed(texts)

    monkeypatch.setattr(benchmark_index, "_GROUP", 1)
    with pytest.raises(RuntimeError, match="killed"):
        open_benchmark(BENCHMARK, tmp_path, Failing())
    assert open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings()).library.count_passages() == 6


def test_sentences_that_documents_share_are_embedded_once(tmp_path):
    embeddings = CountingEmbeddings()
    open_benchmark(replace(BENCHMARK, documents=DOCUMENTS[2:4]), tmp_path, embeddings)
    assert embeddings.texts == ["Elm High has a pond."] * 3


def test_a_folder_with_a_library_is_never_written_over(write, run_ingest, settings, embeddings):
    write("notes.md", "# Notes\n\nElm High has a pond.\n")
    run_ingest()
    with pytest.raises(LibraryError, match="name another folder"):
        open_benchmark(BENCHMARK, settings.data_dir, embeddings)
    assert run_ingest()["notes-md"].state == "unchanged"


def test_a_folder_that_is_being_written_is_busy(tmp_path):
    with writing(tmp_path), pytest.raises(IndexBusy):
        open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings())


def test_a_finished_index_is_opened_while_somebody_writes(tmp_path):
    open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings())
    with writing(tmp_path):
        search = open_benchmark(BENCHMARK, tmp_path, WordHashEmbeddings())
    assert search.library.count_passages() == 6


def test_documents_are_ranked_by_their_own_ids(search):
    for ranker in (rank, rank_dense, rank_bm25):
        assert ranker(search, "Which school bought a yellow bus?")[0] == "doc-1-A"
        assert len(ranker(search, "Which school bought a yellow bus?", 1)) == 1


def test_each_query_is_scored(search):
    done = []
    scored = score_benchmark(BENCHMARK, "", search, how="bm25", notify=lambda *p: done.append(p))
    assert [query.id for query in scored] == ["q1", "q2"]
    assert done == [(1, 2), (2, 2)]
    # q2: one of two relevant, at rank 1; the other has no text and is never found: 1 / (1 + .6309).
    assert scored[1].ndcg_10 == pytest.approx(0.613147, abs=1e-6)
    assert (scored[1].recall_10, scored[1].recall_100) == (0.5, 0.5)
    assert (scored[1].hit_rate_10, scored[1].reciprocal_rank) == (1.0, 1.0)


def test_a_follow_up_is_read_after_what_was_asked_before_it(search):
    read = read_follow_up(search, QUERIES["history"][0])
    assert read.bare == "What grows in a garden?"
    assert read.earlier == ((0.3, "Who planted a garden?"),)
    history = replace(
        BENCHMARK, queries={"history": (replace(QUERIES["history"][0], text="What about those?"),)}
    )
    alone = score_benchmark(history, "history", search, how="bm25")
    after = score_benchmark(history, "history", search, read_history=True)
    assert alone[0].hit_rate_10 == 0
    assert (after[0].hit_rate_10, after[0].reciprocal_rank) == (1, 1)


def test_what_stands_alone_is_read_without_what_was_asked_before(search):
    asked = "Which school bought a yellow bus?"
    read = read_follow_up(search, BenchmarkQuery("q2", asked, ("Who planted a garden?",)))
    assert (read.text, read.bare, read.earlier) == (asked, asked, ())


def test_the_earlier_questions_count_less_than_the_one_that_is_asked(search):
    asked = "Which school bought a yellow bus?"
    before = ((0.3, "Who planted a garden with beans and peas?"),)
    assert rank(search, asked, earlier=before)[:2] == ["doc-1-A", "doc/1::a"]
    assert rank(search, before[0][1], earlier=((0.3, asked),))[0] == "doc/1::a"


def test_an_unknown_form_is_wrong_usage(search):
    with pytest.raises(UsageError, match="small has no queries of the form 'x'; it has '', 'hist"):
        score_benchmark(BENCHMARK, "x", search)
