"""Searching with what was asked before: a question's own words weigh most, the rest as told."""

import numpy as np
import pytest
from fakes import WordHashEmbeddings
from hypothesis import given
from hypothesis import strategies as st

from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from vectorstore.search import FusedSearch, open_search

EVERYTHING = Filters()
FILES = {
    "garden": "Oak High planted a garden with beans and peas.",
    "bus": "Pine High bought a yellow bus from the county.",
    "pond": "Elm High dug a pond behind the gym.",
    "kiln": "Ash High fired clay in a kiln.",
}
WORDS = ("garden", "bus", "pond", "kiln", "beans", "the", "what")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
WEIGHTS = st.floats(0.05, 1)


@pytest.fixture(scope="module")
def search(tmp_path_factory) -> FusedSearch:
    """A library that the tests of this file only read."""
    folder = tmp_path_factory.mktemp("earlier")
    for name, text in FILES.items():
        (folder / f"{name}.md").write_text(f"# Notes\n\n{text}\n", "utf-8")
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return open_search(settings.data_dir, WordHashEmbeddings())


def scores(search, text, *earlier, filters=EVERYTHING) -> dict[str, float]:
    """What is found, best first, with its score."""
    hits = search.search(search.build_query(text, filters, earlier), 10)
    return {hit.passage.source_id.removesuffix("-md"): hit.score for hit in hits}


def order(search, text, *earlier, filters=EVERYTHING) -> list[str]:
    return list(scores(search, text, *earlier, filters=filters))


@pytest.mark.parametrize(
    ("before", "lifted"), [("the kiln and its clay", "kiln"), ("the pond by the gym", "pond")]
)
def test_what_was_asked_before_lifts_what_it_speaks_of(search, before, lifted):
    asked = "Who bought the yellow bus?"
    alone, after = scores(search, asked), scores(search, asked, (0.3, before))
    assert after[lifted] > alone[lifted] + 0.1
    assert next(iter(after)) == "bus"


def test_a_question_that_says_nothing_finds_what_was_asked_before(search):
    assert order(search, "What of it?", (0.3, "the kiln and its clay"))[0] == "kiln"


def test_the_heavier_of_two_earlier_texts_comes_first(search):
    pond, kiln = "the pond by the gym", "the kiln and its clay"
    assert order(search, "What of it?", (0.3, pond), (0.1, kiln))[:2] == ["pond", "kiln"]
    assert order(search, "What of it?", (0.1, pond), (0.3, kiln))[:2] == ["kiln", "pond"]


def test_what_is_outside_the_filters_is_not_found_for_what_was_asked_before(search):
    only = Filters(source=("bus-md", "pond-md"))
    found = order(search, "What of it?", (0.3, "the kiln and its clay, the pond"), filters=only)
    assert found == ["pond", "bus"]


def test_a_word_found_only_by_what_was_asked_before_scores_in_bm25(search):
    """The lexical half of the score: without it a word that no vector holds would be lost."""
    query = search.build_query("What of it?", EVERYTHING, [(0.3, "clay")])
    assert query.earlier == ((0.3, ("clay",)),)
    alone = {h.passage.id: h.score for h in search.search(query, 10)}
    bare = search.build_query("What of it?", EVERYTHING)
    same_vector = type(query)(query.vector, bare.words, None)
    without = {h.passage.id: h.score for h in search.search(same_vector, 10)}
    spread = {name: alone[name] - without[name] for name in alone}
    assert max(spread, key=lambda name: spread[name]).startswith("kiln")


@given(TEXTS, st.lists(st.tuples(WEIGHTS, TEXTS), max_size=3))
def test_no_word_counts_twice_and_the_vector_has_length_one_or_none(search, text, earlier):
    query = search.build_query(text, EVERYTHING, earlier)
    counted = [*query.words, *(word for _, group in query.earlier for word in group)]
    assert len(counted) == len(set(counted))
    assert [weight for weight, _ in query.earlier] == [weight for weight, _ in earlier]
    length = float(np.linalg.norm(query.vector))
    assert length == pytest.approx(1, abs=1e-5) or length == pytest.approx(0, abs=1e-5)


@given(TEXTS)
def test_without_earlier_texts_the_query_is_the_questions_own(search, text):
    query = search.build_query(text, EVERYTHING, ())
    assert query.earlier == ()
    own = np.asarray(WordHashEmbeddings().embed_query(text), dtype=np.float32)
    assert np.allclose(query.vector, own, atol=1e-6)
