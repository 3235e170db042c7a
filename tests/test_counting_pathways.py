"""Pathways by name: school by school, whoever of a place lists them, and nothing else."""

import pytest
from districts_site import CATALOG, open_districts
from hypothesis import given
from hypothesis import strategies as st

from assistant.counting.count import count
from assistant.counting.pathways import _names_listed
from assistant.understanding.pathways_asked import asks_for_pathways
from core.schema import Filters

CATALOGUE = f"{CATALOG}  - {{name: Cedar High, district: Oak Valley, aliases: []}}\n"
NOTES = (
    "# Notes\n\nMaple High's pathways included the Academy of Zebras, the Academy of Barns and"
    " Law and Social Justice, according to a farm page of 2015."
    " Cedar High in Oak Valley runs two pathways, engineering and performing arts."
    " Oak Valley's pathways, at Maple High, are the Academy of Zebras and Straw."
    " Pine Ridge pathways: Health, Media, and Food and Farming."
    " In Elm Grove a body to sustain pathways, joins the Chamber of Commerce and the city."
    " Oak Valley pathways are seven pathways in all.\n"
)
OF_MAPLE = ("Academy of Zebras", "Academy of Barns", "Law and Social Justice")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("pathways"), catalog=CATALOGUE, notes=NOTES)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which pathways does Maple High have?", OF_MAPLE),
        ("What academies are there at Cedar High?", ("engineering", "performing arts")),
        (
            "Which of Oak Valley's pathways are named?",
            (*OF_MAPLE, "engineering", "performing arts"),
        ),
        ("List Pine Ridge's pathways", ("Health", "Media", "Food and Farming")),
        ("I visit Pine Ridge. Which pathways are there?", ("Health", "Media", "Food and Farming")),
        ("What pathways does Elm Grove have?", ()),  # who sustains them is none of them
        ("What pathways does Fir Hills have?", ()),
    ],
)
def test_pathways_are_counted_school_by_school(library, question, names):
    found = count(library.search, question, Filters())
    assert set(found.said_of if found else ()) == set(names)


def test_a_number_that_is_stated_opens_before_the_names(library):
    answer = library.ask("How many pathways does Oak Valley have and what are they called?")
    assert "seven pathways in all" in answer.statements[0].text
    (counted,) = answer.counts
    assert counted.count == 5
    assert counted.about.startswith("pathways of Oak Valley listed by name in the library: ")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which of Oak Valley's pathways are named, over all its schools?", True),
        ("For my slide: what academies does Maple High run?", True),
        ("How many of the pathways in Oak Valley do we know by name?", True),
        ("Which pathways were certified in Oak Valley?", False),
        ("How many pathways does Oak Valley have?", False),
        ("What do pathways cost?", False),
        ("Which districts have pathways?", False),
        ("Which high schools in Oak Valley have pathways?", False),
        ("Which high school pathways does Oak Valley have?", True),
    ],
)
def test_only_the_names_of_pathways_are_asked_for(question, asks):
    assert asks_for_pathways(question) is asks


@given(
    st.lists(st.sampled_from(["Law", "Health Sciences", "Arts and Media"]), min_size=2, unique=True)
)
def test_a_list_is_cut_into_what_it_was_made_of(names):
    text = f"Oak High's pathways are {'; '.join(names[:-1])}; and {names[-1]}."
    assert list(_names_listed(text)) == names
