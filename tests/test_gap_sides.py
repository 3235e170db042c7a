"""The side that a written gap is on: costs, numbers, dates, and what a question asks of a thing."""

import pytest

from assistant.understanding.asked_of import says_what_is_asked
from assistant.understanding.gap_sides import compares, of_another_side, of_one_side
from assistant.understanding.parts import Part


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("cost of the buses", "What do the buses cost?"),
        ("wage for drivers", "How much are drivers paid?"),
        ("count of the buses", "How many buses are there?"),
        ("number of pupils who left", "how many kids left?"),
        ("date on which the pilot ended", "When did it end?"),
        ("reason why it closed", "Why did it close?"),
        ("comparison of lamps and bells", "Are lamps better than bells?"),
        ("pass rate of the test", "What share of pupils passes?"),
        ("results for pupils", "How do pupils do?"),
        ("number of pupils per driver", "how many pupils does each driver have?"),
        ("advice on garages", "Do we need a garage?"),
    ],
)
def test_a_question_asks_for_the_side_that_is_missing(head, asked):
    assert of_one_side(head, asked)


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("cost of the buses", "How many buses are there?"),
        ("cost of the buses", "Who wrote the study of what buses cost?"),
        ("cost of the buses", "Which fund pays for the buses?"),
        ("cost of the buses", "How many hours do drivers spend there?"),
        ("figure for what a town spends on time to plan", "How much time do drivers get to plan?"),
        ("wage for drivers", "Do pupils earn more credits there?"),
        ("count of the buses", "What do the buses cost?"),
        ("count of the buses", "How many drivers are there?"),
        ("number of hours of the buses", "What number of pupils of the school rides?"),
        ("date on which the pilot ended", "Why did it end?"),
        ("results for pupils", "How do we find pupils?"),
        ("results for the pilot", "What is the pilot?"),
    ],
)
def test_a_question_for_another_side_is_not_answered(head, asked):
    assert not of_one_side(head, asked)


def test_a_side_of_a_comparison_is_asked_the_same_as_the_other():
    assert says_what_is_asked(Part("goats", "What did goats show?", side="goats"), "Goats live.")
    crossed = Part("goats: what they show", "What did goats show?", side="goats")
    assert not says_what_is_asked(crossed, "They live.")


def test_a_comparison_is_told_from_a_number():
    assert compares("No comparison of lamps and bells was found")
    assert not compares("No cost of lamps was found")


@pytest.mark.parametrize(
    ("asked", "text", "says"),
    [
        ("When did it open?", "It opened in 2011.", True),
        ("When did it open?", "It opened beside the gym.", False),
        ("How much did it cost?", "The county paid $400 for it.", True),
        ("What did the study show?", "Goats live in a barn.", False),
        ("What did the study show?", "A study of goats shows that they climb.", True),
        ("Who pays for goats?", "A farm in Elm keeps cows.", False),
        ("Who wrote the list?", "Here is Elm's list of goats.", True),
        ("Who wrote the list?", "the list has nine goats.", False),
        ("Who paid for the goats?", "A grant of Elm's bank brought goats.", True),
        ("Who paid for the goats?", "Goats of Elm live in a barn.", False),
        ("how much more did they make", "It was 16 percent in all.", True),
        ("who is at the table?", "At Elm these are goats, cows, hens and bees.", True),
        ("What of it?", "Goats live in a barn.", True),  # no word of its own
    ],
)
def test_a_sentence_says_what_a_part_asks(asked, text, says):
    assert says_what_is_asked(Part("part", asked), text) is says


@pytest.mark.parametrize(
    ("head", "asked", "other"),
    [
        ("fee for zebra certification", "Are any of them certified?", True),
        ("fee for zebra certification", "What does certification cost?", False),
        ("reason why zebras sing", "When do zebras sing?", True),
        ("portrait of zebras", "Are there zebras?", False),  # of no side that is known
    ],
)
def test_a_gap_on_another_side_is_told_from_one_on_what_is_asked(head, asked, other):
    assert of_another_side(head, asked) is other
