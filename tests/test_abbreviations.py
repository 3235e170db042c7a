"""Abbreviations: the documents' own stands behind a name that a question writes in full."""

import pytest
from districts_site import build_library
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.abbreviations import abbreviate
from assistant.understanding.spelling import write_out
from library.library import Library
from vectorstore.embeddings import load_embeddings
from vectorstore.search import FusedSearch
from vectorstore.store import VectorStore

BARNS = """# Barns

They teach Zebras Learn To Paint (ZLTP) now. An Office of Big Barns (OOBB) met the Elm Town League
(ETLG) and The Ann Reed Foundation (ARF). Barns, Lofts, Gates and Oaks (BLGO) are dear. A Cow (COW)
ran. Some Tall Towers (XYZ) fell. Old Mills (OM) grind, and Big Carts (bc) roll.
"""


@pytest.fixture(scope="module")
def barns(tmp_path_factory) -> Library:
    return build_library(tmp_path_factory.mktemp("barns"), BARNS)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who pays Zebras Learn To Paint now?", "Who pays Zebras Learn To Paint (ZLTP) now?"),
        ("who pays zebras learn to paint?", "who pays zebras learn to paint (ZLTP)?"),
        ("The Office of Big Barns?", "The Office of Big Barns (OOBB)?"),
        ("Is Ann Reed Foundation rich?", "Is Ann Reed Foundation (ARF) rich?"),
        ("Are Barns, Lofts, Gates and Oaks dear?", "Are Barns, Lofts, Gates and Oaks (BLGO) dear?"),
        (
            "Zebras Learn To Paint, or Ann Reed Foundation?",
            "Zebras Learn To Paint (ZLTP), or Ann Reed Foundation (ARF)?",
        ),
        (
            "Can Zebras Learn To Paint? Zebras learn to paint!",
            "Can Zebras Learn To Paint (ZLTP)? Zebras learn to paint!",
        ),
    ],
)
def test_the_abbreviation_is_written_behind_the_name(barns, question, read):
    assert abbreviate(question, barns) == read


@pytest.mark.parametrize(
    "question",
    [
        "Who pays Zebras Learn To Paint (ZLTP) now?",
        "Is ZLTP Zebras Learn To Paint?",
        "is zltp zebras learn to paint?",
    ],
)
def test_what_is_already_abbreviated_is_left_alone(barns, question):
    assert abbreviate(question, barns) == question


@pytest.mark.parametrize(
    "question",
    [
        "Who pays ZLTP?",  # an abbreviation is not spelt out
        "Do Zebras Learn To Painting?",
        "Did Some Tall Towers fall?",  # XYZ is no abbreviation of it
        "Did Elm Town League meet?",  # nor is ETLG, which has a letter more
        "Do Old Mills grind, or Big Carts roll?",  # two letters, or small ones, may be anything
        "Did A Cow run?",
    ],
)
def test_only_what_has_the_names_initials_abbreviates_it(barns, question):
    assert abbreviate(question, barns) == question


def test_a_library_that_has_grown_abbreviates_by_its_new_words(tmp_path):
    library = build_library(tmp_path, "# A\n\nCows graze.\n")
    assert abbreviate("Ann Reed Foundation", library) == "Ann Reed Foundation"
    build_library(tmp_path, BARNS)
    assert abbreviate("Ann Reed Foundation", library) == "Ann Reed Foundation (ARF)"


def test_a_question_is_written_out_with_the_abbreviation_for_the_search(barns):
    store = VectorStore(barns.path.parent / "chroma")
    search = FusedSearch(barns, store, load_embeddings(""))
    read = write_out("Who tought Zebras Learn To Paint?", search)
    assert read == "Who tought Zebras Learn To Paint (ZLTP)?"


WORDS = ["Who", "Zebras", "Learn", "To", "ZLTP", "(ARF)", "Ann", "Reed", "of", "Big", "?", "é"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_a_question_without_such_a_name_comes_back_unchanged(barns, question):
    assert abbreviate(question, barns) == question


@given(st.lists(st.sampled_from([*WORDS, "Paint", "Foundation", "Office", "Barns"])).map(" ".join))
def test_what_is_abbreviated_is_not_abbreviated_again(barns, question):
    once = abbreviate(question, barns)
    assert abbreviate(once, barns) == once
