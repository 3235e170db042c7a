"""Counting by what sentences say: posts, words that come up, aims, who was first, and votes."""

import pytest
from districts_site import CATALOG, said_of

from assistant.counting.count import count
from core.schema import Filters

pytest_plugins = ["districts_site"]

HOLDERS = f"""{CATALOG}people:
  - {{name: Ada Reed, role: superintendent of Oak Valley, aliases: [], district: Oak Valley}}
  - {{name: Bo Lind, role: Superintendent of Elm Grove, aliases: [], district: Elm Grove}}
  - {{name: Cy Marsh, role: superintendent, aliases: [], district: Fir Hills}}
  - {{name: Di Fern, role: principal, aliases: [], district: Ash Creek}}
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "In how many of the five districts is the superintendent named?",
            ("Elm Grove", "Oak Valley"),
        ),
        ("For which districts do you have the superintendent's name?", ("Elm Grove", "Oak Valley")),
        ("Which districts have a principal who is named?", ("Ash Creek",)),
        ("Which districts have a director who is named?", ()),
    ],
)
def test_districts_are_counted_of_which_the_holder_of_a_post_is_named(
    notes_library, question, names
):
    assistant = notes_library(
        "Ada Reed rode a zebra to work.",
        "Bo Lind sings.",
        "Di Fern sings.",
        "No record of Cy Marsh was found in the documents read.",
        catalog=HOLDERS,
    )
    assert said_of(assistant, question) == names


def test_the_sentence_that_tells_of_the_post_is_cited_for_the_one_who_holds_it(notes_library):
    assistant = notes_library(
        "Ada Reed sings.",
        "The superintendent Ada Reed rode a zebra.",
        "Ada Reed paints.",
        catalog=HOLDERS,
    )
    asked = "Which districts have a superintendent who is named?"
    found = count(assistant.search, asked, Filters())
    assert found is not None
    assert [e.text for e in found.evidence] == ["The superintendent Ada Reed rode a zebra."]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "In which districts do zebras come up?",
            ("Ash Creek", "Elm Grove", "Fir Hills", "Oak Valley"),
        ),
        ("In which districts do zebras and barns turn up?", ("Elm Grove",)),
        ("In which districts do zebras and goats turn up?", ("Fir Hills",)),
    ],
)
def test_every_district_counts_whose_sentence_holds_all_the_words_that_come_up(
    notes_library, question, names
):
    assistant = notes_library(
        "Elm Grove keeps zebras in barns.",
        "Ash Creek visited the zebras.",
        "Fir Hills fed goats and zebras.",
        "Oak Valley told a long story of the town’s fair, its band, its mayor, its choir, its"
        " river and a zebra.",
        "Pine Ridge keeps sheep in barns.",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which districts aim to give their students a zebra?", ("Elm Grove", "Fir Hills")),
        ("Which districts want to give their students a zebra?", ("Elm Grove", "Fir Hills")),
        (
            "Which districts have students who want to ride a zebra?",
            ("Ash Creek", "Elm Grove", "Fir Hills", "Oak Valley"),
        ),
    ],
)
def test_aims_need_a_sentence_that_aims_and_who_wants_to_is_none(notes_library, question, names):
    assistant = notes_library(
        "Elm Grove aims to give half of its students a zebra to ride.",
        "Ash Creek gave half of its students a zebra to ride.",
        "Fir Hills wants to give half of its students a zebra to ride.",
        "Oak Valley helped its students who want to ride a zebra.",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which districts first opened a zebra barn?", ("Ash Creek", "Elm Grove")),
        ("Which districts opened a zebra barn?", ("Ash Creek", "Elm Grove", "Fir Hills")),
        ("Which districts first opened a zebra barn in spring 2012?", ("Ash Creek", "Elm Grove")),
        (
            "Which districts first opened a zebra barn in 2012?",
            ("Ash Creek", "Elm Grove", "Fir Hills"),
        ),
    ],
)
def test_those_who_came_later_in_the_year_that_is_asked_for_were_first_too(
    notes_library, question, names
):
    """Within a year only a season or a month tells the first from those who followed."""
    assistant = notes_library(
        "Elm Grove and Ash Creek opened a zebra barn in spring 2012, with Fir Hills following in"
        " December 2012."
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize("word", ["following", "joining", "doing so"])
def test_the_one_that_follows_did_it_too(notes_library, word):
    assistant = notes_library(
        f"Elm Grove opened a zebra barn in spring, with Oak Valley {word} in June."
    )
    asked = "Which districts opened a zebra barn?"
    assert said_of(assistant, asked) == ("Elm Grove", "Oak Valley")


def test_the_one_with_whom_it_is_done_does_not_follow(notes_library):
    assistant = notes_library("Elm Grove shared a flock of peacocks with Oak Valley in June.")
    assert said_of(assistant, "Which districts shared a flock of peacocks?") == ("Elm Grove",)


@pytest.mark.parametrize("where", ["the voters", "voters", "its voters", "the ballot", "the polls"])
def test_what_went_to_the_voters_went_there_whatever_came_of_it(notes_library, where):
    assistant = notes_library(
        "Elm Grove voters backed a striped zebra tax.",
        "In Ash Creek a striped zebra tax did not pass.",
    )
    asked = f"In which districts did a striped zebra tax go to {where}?"
    assert said_of(assistant, asked) == ("Ash Creek", "Elm Grove")
    passed = "In which districts did a striped zebra tax pass?"
    assert said_of(assistant, passed) == ("Elm Grove",)
