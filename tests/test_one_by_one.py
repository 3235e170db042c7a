"""Things that are told one by one, and those of which a number is asked and no name."""

import pytest

from assistant.understanding.answer_type import wanted
from assistant.understanding.one_by_one import names_asked, only_numbered, told_by_name


@pytest.mark.parametrize(
    ("noun", "by_name"),
    [("reasons", True), ("Worries", True), ("role", True), ("strategies", True), ("cows", False)],
)
def test_some_things_are_told_by_name_and_not_by_number(noun, by_name):
    assert told_by_name(noun) is by_name


@pytest.mark.parametrize(
    ("noun", "numbered"),
    [("weeks", True), ("Students", True), ("trustees", True), ("stages", False)],
)
def test_some_things_are_told_by_number_alone(noun, numbered):
    assert only_numbered(noun) is numbered


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Which six districts did it mentor?", 6),
        ("list the 11 other districts that came", 11),
        ("What were the other three schools?", 3),
        ("Name all 15 of the sectors.", 15),
        ("Three organizations lead the hub. Which ones?", 3),
        ("It has money for six pathways - which six?", 6),
        ("We have two days there. Which ones can we see?", None),
        ("Of the nine original districts, which ones have it?", None),
        ("How many of the nine districts have it, and which ones?", None),
        ("Which districts have it?", None),
        ("How many districts have it?", None),
    ],
)
def test_the_names_of_so_many_things_are_asked(question, number):
    assert names_asked(question) == number


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("Which three hubs are there?", "The hubs were East, West, and North.", True),
        ("What were the other three hubs?", "The hubs were East, West, North, and Mid.", True),
        ("Which three hubs are there?", "There were three hubs in the county.", False),
        ("Which two hubs are there?", "The hubs were East and West.", True),
        ("Which two hubs are there?", "There were two hubs.", False),
    ],
)
def test_a_number_said_again_names_nothing(question, text, holds):
    assert wanted(question).holds(text) is holds
