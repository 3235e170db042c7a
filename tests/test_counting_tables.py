"""Counting by a table: a figure of each is told in its rows."""

import pytest
from districts_site import CATALOG, open_districts, said_of

TABLE = """# Notes

## How many riders does each district carry?

| District | Riders | When |
| --- | --- | --- |
| Oak Valley, riders in buses | 120 | 2013 |
| Elm Grove, riders in buses | 340 | 2014 |
| Fir Hills, riders in buses | 90 | 2014 |

Pine Ridge paints its buses yellow.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("table"), catalog=CATALOG, notes=TABLE)


@pytest.mark.parametrize(
    "question",
    [
        "For which districts do you have a headcount of bus riders?",
        "In how many districts do we know the number of riders in buses?",
    ],
)
def test_those_with_a_row_of_their_own_have_the_figure(told, question):
    assert said_of(told, question) == ("Elm Grove", "Fir Hills", "Oak Valley")


def test_without_a_figure_asked_for_sentences_are_read(told):
    assert said_of(told, "Which districts paint buses yellow?") == ("Pine Ridge",)


def test_a_bound_is_held_against_each_row(told):
    assert said_of(told, "Which districts have a number of riders in buses over 100 riders?") != (
        "Elm Grove",
        "Fir Hills",
        "Oak Valley",
    )


def test_a_table_is_reached_through_chatter(tmp_path):
    """Five passages hold what is told before the question, and none of them is the table."""
    chatter = "Mayors paint wooden fences, gates and garden benches by the old harbor wall"
    noise = {name: f"# Fences\n\n{chatter}, {name}.\n" for name in "abcdefg"}
    assistant = open_districts(tmp_path, catalog=CATALOG, notes=TABLE, **noise)
    asked = f"{chatter}. For which districts do you have a headcount of bus riders?"
    assert said_of(assistant, asked) == ("Elm Grove", "Fir Hills", "Oak Valley")


def test_a_table_that_three_other_passages_stand_before_is_found(tmp_path):
    """The passages before it speak of the same, and are no table."""
    noise = {
        name: f"# Number of riders in buses\n\nA number of riders in buses, {name}.\n"
        for name in ("a", "b", "c")
    }
    assistant = open_districts(tmp_path, catalog=CATALOG, notes=TABLE, **noise)
    asked = "In how many districts do we know the number of riders in buses?"
    assert said_of(assistant, asked) == ("Elm Grove", "Fir Hills", "Oak Valley")
