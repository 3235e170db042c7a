"""Lists asked for: how people ask for all of something, for what things, and what is listed."""

import pytest

from assistant.understanding.listing import (
    asks_for_all,
    asks_for_several,
    listed_items,
    lists,
    things_asked,
)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("List the zebra stages.", "stages"),
        ("List the stages they go through.", "stages"),
        ("Name all of the zebras.", "zebras"),
        ("Give me the big zebra lamps.", "lamps"),
        ("Tell me each of the stages.", "stages"),
        ("Just the zebras.", "zebras"),
        ("Only the zebras.", "zebras"),
    ],
)
def test_what_is_to_be_listed_is_asked_for(question, things):
    assert asks_for_several(question)
    assert things_asked(question) == things


@pytest.mark.parametrize(
    "question",
    [
        "How many does it have?",
        "How many is it?",
        "How many was this?",
        "How many has it?",
        "How many is that as its own?",
    ],
)
def test_a_verb_after_how_many_is_nothing_that_is_counted(question):
    assert things_asked(question) == ""


def test_a_noun_after_how_many_is():
    assert things_asked("How many stages does it have?") == "stages"
    assert things_asked("How many has it stages of?") == "stages"


@pytest.mark.parametrize(
    "question",
    [
        "What stands between Oak and Elm?",
        "What lies behind it?",
        "What stands out?",
        "What adds up?",
        "What holds down the roof?",
        "What leans against the barn?",
    ],
)
def test_what_stands_somewhere_is_one_thing(question):
    assert not asks_for_several(question)
    assert things_asked(question) == ""


def test_what_stands_there_may_be_many_things():
    assert things_asked("What stands hang there?") == "stands"


@pytest.mark.parametrize(
    "question",
    [
        "I need the full list.",
        "The whole list, if you have it",
        "May I have the complete list of hubs?",
        "Just the districts",
        "We met. Only the districts.",
        "How many hubs is that?",
        "How many is it in sum?",
        "How many hubs in sum is this?",
        "List it all",
        "list everything",
        "List all",
        "Please name hubs",
        "please list hubs",
        "All of them.",
        "We met. All of it, with dates.",
    ],
)
def test_a_short_wish_asks_for_all(question):
    assert asks_for_all(question)
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is there a full list?",
        "I met just the districts",
        "We like all of them",
        "How many came? Is that it?",
        "Just the district",
        "I please nameless hubs",
    ],
)
def test_what_only_resembles_such_a_wish_asks_for_no_list(question):
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "Four hubs came, among them North, South, and East.",
        "Four hubs came, among others North, South, and East.",
        "It helps hubs such as North, South, and East.",
        "It helps hubs, including North, South, and East.",
    ],
)
def test_some_of_them_are_no_items_that_could_be_counted(sentence):
    assert listed_items(sentence) == ()
    assert not lists(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The four hubs are North, South, and East.",
        "The 4 hubs are North, South, and East.",
        "The two heads of the hubs are North, South, and East.",
        "All 13 towns of the hubs are North, South, and East.",
        "Some three percent of hubs are North, South, and East.",
        "The thirteen hubs: North, South, and East.",
    ],
)
def test_a_number_of_other_things_does_not_silence_a_list(sentence):
    assert listed_items(sentence) == ("North", "South", "East")


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("The three hubs are North, South, and East.", False),
        ("The 3 hubs are North, South, and East.", False),
        ("THE THREE hubs are North, South, and East.", False),
        ("Of 12 hubs, the three are North, South, and East.", False),
        ("The four hubs are North, South, East, and West.", False),
        ("The 4 hubs: North; South; East; West.", False),
        ("The three hubs are North, South, East, and West.", True),
    ],
)
def test_the_number_of_the_items_silences_their_list(sentence, listed):
    assert bool(listed_items(sentence)) is listed
    assert lists(sentence)
