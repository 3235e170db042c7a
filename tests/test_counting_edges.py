"""Edges of counting and of what is found: filters, exceptions, all of them, names and sides."""

import pytest
from districts_site import DISTRICTS, open_districts

from assistant.abstention import absent_names
from assistant.counting.count import count
from assistant.finding import find_part
from assistant.understanding.parts import Part
from core.schema import Filters

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
COUNT = "How many of the five districts hired pathway coaches?"
PEACOCKS = "How many of the five districts keep a flock of peacocks?"
STATE = """documents:
  - {id: elm, title: Plan, kind: policy, publisher: P, read: whole, year: 2020,
     districts: [Elm Ridge (New Mexico)], filename: elm.md}
districts:
  - {name: Elm Ridge (New Mexico), aliases: [ERPS]}
"""


@pytest.mark.parametrize(
    ("filters", "read"),
    [
        ({"source": ("oak",)}, {"Oak Valley"}),
        ({"source": ("oak", "pine")}, {"Oak Valley", "Pine Ridge"}),
        ({"kind": ("report",)}, {"Oak Valley", "Elm Grove", "Ash Creek"}),
    ],
)
def test_what_the_filters_leave_out_is_not_told_as_read(districts, filters, read):
    (count,) = districts.ask(COUNT, filters=Filters(**filters)).counts
    assert set(count.read) == read


@pytest.mark.parametrize("besides", ["besides", "other than", "apart from", "except for"])
def test_a_district_that_is_left_out_is_neither_counted_nor_asked_about(districts, besides):
    question = f"Which districts {besides} Elm Grove hired pathway coaches?"
    found = count(districts.search, question, EVERYTHING)
    assert found is not None
    assert set(found.said_of) == {"Oak Valley", "Pine Ridge"}
    assert "Elm Grove" not in found.about


def test_all_of_them_is_a_count_too(tmp_path):
    kept = " ".join(f"{name} keeps a flock of peacocks." for name in DISTRICTS)
    answer = open_districts(tmp_path, notes=f"# Notes\n\n{kept}\n").ask(PEACOCKS)
    (count,) = answer.counts
    assert (count.count, count.of, count.nothing_in) == (5, 5, ())


def test_the_word_that_opens_a_question_is_no_part_of_a_districts_name(tmp_path):
    """The catalogue does not know the district, a document does."""
    notes = "# Notes\n\nCedar Falls Unified opened a clinic in 2011.\n"
    library = open_districts(tmp_path, notes=notes).library
    assert absent_names("Did Cedar Falls Unified open a clinic?", library) == []
    assert absent_names("Did Cedar Hills Unified open a clinic?", library) != []


@pytest.mark.parametrize("owner", ["Zanzibar’s", "Zanzibar's"])
def test_an_absent_name_with_a_possessive_keeps_its_capital(districts, owner):
    question = f"What did {owner} Oak Valley open?"
    assert absent_names(question, districts.library) == ["Zanzibar"]


def test_a_side_with_its_state_in_the_catalogue_has_what_its_documents_say(
    write, run_ingest, build_assistant
):
    """The sentence does not name the district: its document is the district's."""
    write("catalog.yaml", STATE)
    write("elm.md", "# Plan\n\nThe district buses students to a clinic.\n")
    run_ingest()
    side = Part("Elm Ridge", "Where does Elm Ridge bus students?", side="Elm Ridge")
    found = find_part(build_assistant().search, side, EVERYTHING)
    assert [item.text for item in found.evidence] == ["The district buses students to a clinic."]
