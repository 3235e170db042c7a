"""Lists: which questions ask for all of something, and what a sentence lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.listing import asks_for_all, listed_items


@pytest.mark.parametrize(
    "question",
    [
        "List all districts",
        "Can you list every one?",
        "Name each pathway.",
        "name them",
        "Give me the names of the schools",
        "Tell me all of the phases",
        "What are the nine districts?",
        "Which were all of them?",
        "all of the districts?",
        "How many districts are there, and which ones?",
        "How many schools were there, by name?",
        "how many, and what are they called?",
        "WHICH ONES?",
    ],
)
def test_a_question_asks_for_all(question):
    assert asks_for_all(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is a pathway?",
        "How many are there?",
        "Which districts opened one?",
        "What is the overall thesis?",
        "List five districts",
        "Where is the farm?",
        "Tall of the trees",
        "",
    ],
)
def test_a_question_asks_for_one_thing(question):
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The districts are Antioch, Long Beach, and Pasadena.",
        "The districts were Antioch, Long Beach, and Pasadena",
        "The districts: Antioch, Long Beach, and Pasadena.",
        "They include Antioch, Long Beach, Pasadena",
        "It included Antioch, Long Beach, and Pasadena.",
        "Partners such as Antioch, Long Beach, and Pasadena.",
        "  Half of them, namely Antioch, Long Beach, and Pasadena.  ",
        "50 percent of these are Antioch, Long Beach, and Pasadena.",
    ],
)
def test_a_sentence_lists_its_items(sentence):
    assert listed_items(sentence) == ("Antioch", "Long Beach", "Pasadena")


def test_without_a_comma_before_it_the_last_and_parts_two_items():
    assert listed_items("The parts are teachers, courses, supports and work.") == (
        "teachers",
        "courses",
        "supports",
        "work",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "It was good: really.",
        "They include Antioch, Long Beach",
        "The three districts are Antioch, Long Beach, and Pasadena.",  # it says how many
        "The 3 districts: Antioch, Long Beach, and Pasadena.",
        "The districts: Antioch; Long Beach; Pasadena.",
        "They are Antioch, Long Beach, Pasadena; and more came.",
        "They praised Antioch, Long Beach, and Pasadena.",
        "They are Antioch, Long Beach, and " + "so " * 8 + "on.",
    ],
)
def test_a_sentence_lists_nothing_that_could_be_counted(sentence):
    assert listed_items(sentence) == ()


def test_an_item_has_at_most_eight_words():
    long = "so " * 7 + "on"
    assert listed_items(f"They are Antioch, Pasadena, and {long}.") == (
        "Antioch",
        "Pasadena",
        long,
    )


@given(st.text(st.sampled_from("aB ,.:;1é"), max_size=30))
def test_items_stand_in_the_sentence_in_order(end):
    sentence = f"The parts are a, b, {end}"
    place = 0
    for item in listed_items(sentence):
        place = sentence.index(item, place) + len(item)
