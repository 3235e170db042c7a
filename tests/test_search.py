"""Search: fused scores, filters by sentence, and the LangChain retriever."""

from dataclasses import replace

import pytest
from fakes import ScriptedChatModel, WordHashEmbeddings
from langchain_core.documents import Document

import vectorstore.search
from assistant.evidence import gather, weigh_words
from assistant.model import ChatModel
from assistant.pipeline import Assistant
from assistant.retrieval import retrieve
from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from library.bm25 import bm25
from vectorstore.retriever import LibraryRetriever
from vectorstore.search import FusedSearch, fuse, open_search

CATALOG = """documents:
  - {id: guide, title: The guide, kind: digest, publisher: P, read: whole, year: 2026,
     districts: [Oak, Pine], filename: guide.md}
  - {id: oak-2012, title: Oak study, kind: case-study, publisher: P, read: abstract, year: 2012,
     districts: [Oak]}
  - {id: pine-2016, title: Pine news, kind: news, publisher: P, read: opening, year: 2016,
     districts: [Pine]}
"""
GUIDE = """# The guide

## Gardens

Oak High planted a garden in spring. [S1] Pine High planted a garden in autumn. [S2]
Both gardens were planted by students. [S1, S2]

## Buses

Pine High bought a yellow bus. [S2]

## Sources

- [S1] oak-2012: Oak study (case-study, 2012). Seen: abstract.
- [S2] pine-2016: Pine news (news, 2016). Seen: opening.
"""
NOTES = "---\nyear: 2020\n---\n# Notes\n\nElm High planted a garden on its roof.\n"
QUESTION = "Which high schools planted a garden?"
ABOUT_OAK = "What did Oak High plant in spring, a garden?"


@pytest.fixture(scope="module")
def placed(tmp_path_factory) -> Settings:
    """A library that the tests of this file only read."""
    folder = tmp_path_factory.mktemp("search")
    settings = Settings(folder, folder / ".data", folder / "no-catalog.yaml")
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "guide.md").write_text(GUIDE, "utf-8")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    ingest([folder], settings, WordHashEmbeddings())
    return settings


@pytest.fixture(scope="module")
def search(placed) -> FusedSearch:
    return open_search(placed.data_dir, WordHashEmbeddings())


def find(search, k=10, text=QUESTION, **filters):
    return search.search(search.build_query(text, Filters(**filters)), k)


def evidence_texts(search, **filters):
    query = search.build_query(QUESTION, Filters(**filters))
    weights = weigh_words(search.library, QUESTION)
    found = gather(search.library, query, search.search(query, 10), weights)
    return {item.text for item in found}


OAK, PINE, BOTH, BUS, ELM = (
    "Oak High planted a garden in spring.",
    "Pine High planted a garden in autumn.",
    "Both gardens were planted by students.",
    "Pine High bought a yellow bus.",
    "Elm High planted a garden on its roof.",
)


@pytest.mark.parametrize(
    ("dense", "sparse", "fused"),
    [
        ({}, {}, []),
        ({"a": 0.2}, {"a": 3.0}, [("a", 1.0)]),
        ({"a": 0.2}, {}, [("a", 1.0)]),
        # Both run evenly from -1.2247 to 1.2247 deviations, one up and one down.
        (
            {"a": 0.9, "b": 0.5, "c": 0.1},
            {"b": 4.0, "c": 8.0},
            [("a", 0.65), ("b", 0.5), ("c", 0.35)],
        ),
        # .65 of (1.2247, 0, -1.2247) and .35 of (-.7071, 1.4142, -.7071), from -1.0436 to 1.2911
        ({"a": 0.6, "b": 0.4, "c": 0.2}, {"b": 6.0}, [("a", 0.68198), ("b", 0.65901), ("c", 0.0)]),
        ({"a": -0.5, "b": 0.5}, {"a": 2.0}, [("b", 0.65), ("a", 0.35)]),
        ({"a": 0.0, "b": 0.0}, {"b": 1.0}, [("b", 1.0), ("a", 0.0)]),
    ],
)
def test_scores_are_fused_as_worked_by_hand(dense, sparse, fused):
    found = fuse(dense, sparse)
    assert [name for name, _ in found] == [name for name, _ in fused]
    assert [score for _, score in found] == pytest.approx([score for _, score in fused], abs=1e-5)


def test_ties_go_by_id_whatever_the_order_of_candidates():
    assert fuse({"b": 0.5, "a": 0.5}, {}) == fuse({"a": 0.5, "b": 0.5}, {})
    assert [name for name, _ in fuse({"c": 0.1, "b": 0.5, "a": 0.5}, {})] == ["a", "b", "c"]


def test_a_candidate_that_only_bm25_found_gets_its_true_cosine(
    settings, embeddings, write, run_ingest, monkeypatch
):
    texts = {
        "a": "Garden gym, garden gym.",
        "b": "Zebra by zebra.",
        "c": "A garden of old trees is a good garden.",
        "d": "One zebra saw a zebra between the kitchen and four old buses on Monday.",
        **{f"e{n}": f"The city sold a garden to the bank of house {n}." for n in range(3)},
        **{f"f{n}": f"The city sold a gym to the bank of house {n}." for n in range(3)},
    }
    for name, text in texts.items():
        write(f"{name}.md", f"# {name}\n\n{text}\n")
    run_ingest()
    search = open_search(settings.data_dir, embeddings)
    library, query = search.library, search.build_query("garden gym zebra", Filters())
    monkeypatch.setattr(vectorstore.search, "CANDIDATES", 2)
    near = [vector_id.split("@")[0] for vector_id, _ in search.store.search(query.vector, 2)]
    sparse = dict(bm25(library, query.words, 2))
    assert not set(near) & set(sparse)

    cosines = {name: cosine_of(library, query, name) for name in (*near, *sparse)}
    expected = fuse(cosines, sparse)[:2]
    hits = search.search(query, 2)
    assert {hit.passage.source_id for hit in hits} == {"a-md", "b-md"}
    assert [hit.passage.id for hit in hits] == [name for name, _ in expected]
    assert [hit.score for hit in hits] == pytest.approx([score for _, score in expected], abs=1e-5)


def cosine_of(library, query, passage_id) -> float:
    return float(library.vectors(library.vector_ids([passage_id]))[0] @ query.vector)


def test_hits_are_ranked_from_one_and_scores_fall(search):
    hits = find(search)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_passage_that_shares_the_words_is_first(search):
    assert find(search, text="a yellow bus")[0].passage.text.startswith(BUS)


@pytest.mark.parametrize(("k", "found"), [(1, 1), (2, 2), (3, 3), (1000, 3)])
def test_at_most_k_are_found(search, k, found):
    assert len(find(search, k)) == found


def test_as_many_as_asked_for_are_found_even_beyond_the_usual_candidates(search, monkeypatch):
    monkeypatch.setattr(vectorstore.search, "CANDIDATES", 2)
    assert len(find(search, 3, text="zebra")) == 3


def test_fewer_hits_are_the_first_of_more(search):
    assert find(search, 1) == find(search, 3)[:1]


def test_a_hit_is_a_slice_of_its_page(search):
    for hit in find(search):
        page = search.library.page(hit.passage.source_id, hit.passage.page_number)
        assert page.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_a_library_built_in_another_order_gives_the_same_hits(search, placed, tmp_path):
    other = replace(placed, data_dir=tmp_path / "data")
    for name in ("notes.md", "guide.md"):
        ingest([placed.corpus_dir / name], other, WordHashEmbeddings())
    assert find(open_search(other.data_dir, WordHashEmbeddings())) == find(search)


def test_a_query_of_a_thousand_words_is_searched(search):
    text = " ".join(f"word{number}" for number in range(1000)) + " yellow bus"
    assert find(search, text=text)


@pytest.mark.parametrize("text", ['"', "garden* OR", "NEAR(garden bus)", "heading:garden", "a-b"])
def test_nothing_in_a_query_is_query_syntax(search, text):
    assert len(find(search, text=text)) == 3


def test_without_filters_every_sentence_may_be_evidence(search):
    assert evidence_texts(search) == {OAK, PINE, BOTH, BUS, ELM}


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        ({"district": ("Oak",)}, {OAK, BOTH}),
        ({"district": ("Pine",)}, {PINE, BOTH, BUS}),
        ({"district": ("Oak", "Pine")}, {OAK, PINE, BOTH, BUS}),
        ({"kind": ("case-study",)}, {OAK, BOTH}),
        ({"kind": ("document",)}, {ELM}),
        ({"kind": ("digest",)}, set()),
        ({"source": ("notes-md",)}, {ELM}),
        ({"source": ("guide",), "kind": ("news",)}, {PINE, BOTH, BUS}),
        ({"year_from": 2015}, {PINE, BOTH, BUS, ELM}),
        ({"year_to": 2012}, {OAK, BOTH}),
        ({"year_from": 2013, "year_to": 2019}, {PINE, BOTH, BUS}),
        ({"year_from": 2026}, set()),
        ({"district": ("Oak",), "year_from": 2013}, set()),
    ],
)
def test_filters_act_on_sentences_and_go_by_their_origins(search, filters, texts):
    assert evidence_texts(search, **filters) == texts


def test_a_passage_is_a_hit_if_one_of_its_sentences_qualifies(search):
    (hit,) = find(search, district=("Oak",))
    assert OAK in hit.passage.text
    assert PINE in hit.passage.text


def test_other_sentences_of_a_filtered_passage_are_in_no_answer(search):
    answer = Assistant(search).ask(ABOUT_OAK, filters=Filters(district=("Oak",)))
    assert OAK in answer.text
    assert {citation.quote for citation in answer.citations} <= {OAK, BOTH}


def test_other_sentences_of_a_filtered_passage_never_reach_a_model(search):
    chat = ScriptedChatModel(["NO ANSWER"])
    assistant = Assistant(search, ChatModel(chat, "scripted:model"))
    assistant.ask(ABOUT_OAK, filters=Filters(district=("Oak",)))
    (prompt,) = chat.prompts
    assert OAK in str(prompt)
    assert PINE not in str(prompt)


def test_the_retriever_gives_documents_whose_place_is_exact(search):
    documents = LibraryRetriever(search=search, k=2).invoke(QUESTION)
    assert len(documents) == 2
    for document in documents:
        assert isinstance(document, Document)
        at = document.metadata
        page = search.library.page(at["source_id"], at["page_number"])
        assert page.text[at["start"] : at["end"]] == document.page_content
        assert page.label == at["page_label"]


def test_the_retriever_keeps_the_order_and_the_particulars_of_the_search(search):
    documents = LibraryRetriever(search=search, k=3).invoke(QUESTION)
    hits = find(search, 3)
    assert [document.id for document in documents] == [hit.passage.id for hit in hits]
    assert [document.metadata["score"] for document in documents] == [hit.score for hit in hits]
    assert {document.metadata["title"] for document in documents} == {"The guide", "Notes"}


def test_the_retriever_keeps_to_its_filters(search):
    retriever = LibraryRetriever(search=search, filters=Filters(source=("notes-md",)))
    assert [document.page_content for document in retriever.invoke(QUESTION)] == [ELM]


def test_the_retriever_stands_in_a_chain(search):
    chain = LibraryRetriever(search=search, k=1) | (lambda documents: len(documents))
    assert chain.invoke("a yellow bus") == 1


def test_a_heading_that_asks_the_same_counts_where_it_is_wished(placed):
    search = open_search(placed.data_dir, WordHashEmbeddings())
    query = search.build_query("Buses Pine High planted garden in autumn", Filters())

    def lead(hits) -> float:
        by_section = {hit.passage.section: hit.score for hit in hits}
        return by_section["Gardens"] - by_section["Buses"]

    as_scored, wished = retrieve(search, query), retrieve(search, query, by_heading=True)
    likeness = dict(
        zip(
            [hit.passage.section for hit in wished],
            search.likeness_of_headings(query, wished),
            strict=True,
        )
    )
    assert likeness["Buses"] > likeness["Gardens"]
    assert lead(wished) < lead(as_scored)
    assert wished[0].score == pytest.approx(as_scored[0].score)
    assert [hit.rank for hit in wished] == list(range(1, len(wished) + 1))
