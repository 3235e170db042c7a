"""Absent names: which names of a question stand nowhere in the library."""

import pytest

from assistant.abstention import absent_names
from library.library import Library

OAK = """# Oak Valley

Oak Valley High opened a health pathway in 2011. Oak Valley High predicts enrollment from birth
records every spring.
"""
PINE = "# Pine Ridge\n\nPine Ridge High runs a garden beside the gym.\n"


@pytest.fixture
def library(settings, write, run_ingest) -> Library:
    write("oak.md", OAK)
    write("pine.md", PINE)
    run_ingest()
    return Library(settings.data_dir)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did Zanzibar open?", ["Zanzibar"]),
        ("Did Oak Valley help Timbuktu and LAUSD?", ["Timbuktu", "LAUSD"]),
        ("What did Oak Valley's Pine-Ridge open?", []),
        ("What did zanzibar open?", []),
        ("What did NYU, HR and IBMs open?", []),
        ("Did Oaks open?", []),
        ("I teach in Zanzibar. What did Oak Valley open?", []),
        ("I teach in Oak Valley. What did Zanzibar open?", ["Zanzibar"]),
        ("What opened there in K-12 on Monday?", []),
        # The words stand in the library, but not as this district's name.
        ("What did Pine Valley Unified open?", ["Pine Valley Unified"]),
    ],
)
def test_a_name_that_stands_nowhere_in_the_library_is_absent_as_it_is_written(
    library, question, absent
):
    assert absent_names(question, library) == absent


@pytest.mark.parametrize("name", ["Zanzibar’s", "Zanzibar's"])
def test_a_name_with_a_possessive_is_absent_too(library, name):
    (absent,) = absent_names(f"What did {name} Oak Valley open?", library)
    assert absent.casefold() == "zanzibar"


def test_an_empty_library_knows_no_names_and_none_is_absent(settings, run_ingest):
    run_ingest()
    assert absent_names("What did Zanzibar open?", Library(settings.data_dir)) == []
