"""The quotes writer: gaps that open an answer, and headings that no publisher gives."""

from dataclasses import replace

import pytest
from test_quotes import FACTS, NOT_FOUND, evidence, headings, quoted


def test_that_just_what_is_asked_was_not_found_opens_the_answer_wherever_it_ranks():
    gap = replace(evidence(NOT_FOUND, 2, 2, 0.75), coverage=0.8)
    assert quoted([evidence(FACTS[1], 1, 1, 0.9), gap])[0] == NOT_FOUND
    off = replace(gap, coverage=0.4)
    assert NOT_FOUND not in quoted([evidence(FACTS[1], 1, 1, 0.9), off])


def test_a_gap_does_not_push_aside_what_has_the_figure_that_is_asked_for():
    price = "A coach is paid $400 a day."
    gap = replace(evidence(NOT_FOUND, 2, 2, 0.75), coverage=0.8)
    assert quoted([evidence(price, 1, 1, 0.95), gap], "How much is a coach paid?")[0] == price


@pytest.mark.parametrize(
    "text",
    [
        "Around 2012 California had 19 pathways, a 2012 Oak release says.",
        "An Oak newspaper put the number of pathways in California at 12.",
        "Attendance at school rose statewide.",
    ],
)
def test_what_a_district_only_reports_of_the_state_does_not_stand_under_its_name(text):
    said = evidence(text, 1, districts=("Oak",))
    assert headings([said, evidence(FACTS[1], 2, districts=("Elm",))]) == [None, None]


def test_what_is_on_another_place_does_not_stand_under_its_publisher():
    said = replace(evidence(FACTS[0], 1, districts=("Oak",)), places=frozenset({"Fir"}))
    assert headings([said, evidence(FACTS[1], 2, districts=("Elm",))]) == [None, None]


def test_what_was_not_found_on_a_thing_does_not_say_what_it_is():
    gap = replace(evidence(NOT_FOUND, 1, 2, 0.8), coverage=0.8)
    says = evidence("A coach is a teacher who helps other teachers.", 2, 2, 0.75)
    assert quoted([gap, says], "What is a coach?")[0] == says.text
