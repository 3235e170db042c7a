"""The quotes writer: gaps that open an answer, and headings that no publisher gives."""

from dataclasses import replace

import pytest
from test_quotes import FACTS, NOT_FOUND, PROSE, evidence, headings, quoted

from assistant.finding import Found
from assistant.quotes import write_quotes
from assistant.understanding.parts import Part


def test_that_just_what_is_asked_was_not_found_opens_the_answer_wherever_it_ranks():
    missing = NOT_FOUND.replace("portrait", "price")
    gap = replace(evidence(missing, 2, 2, 0.75), coverage=0.8)
    near, price = evidence(FACTS[1], 1, 1, 0.9), "What is the price of a coach?"
    assert quoted([near, gap], price)[0] == missing
    assert quoted([near, gap], "Where is the coach?")[0] == FACTS[1]  # another side of coaches
    off = replace(gap, coverage=0.4)
    assert missing not in quoted([near, off], "What of a coach?")


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


def test_a_district_heads_only_what_names_it_itself_by_its_section_or_by_the_question():
    named = evidence("Oak High opened a clinic.", 1, districts=("Oak",))
    other = evidence(FACTS[1], 2, districts=("Elm",))
    assert headings([named, other]) == [None, None]
    passage = replace(other.hit.passage, section="Visits in Elm")
    by_section = replace(other, hit=replace(other.hit, passage=passage))
    assert headings([named, by_section]) == ["Oak", "Elm"]
    assert headings([named, other], "What did Oak and Elm do?") == ["Oak", "Elm"]


def test_a_gap_from_elsewhere_leads_or_closes_the_answer():
    gap, fact = evidence(NOT_FOUND, 2, 2, 0.1), evidence(FACTS[1], 1, 1, 0.9)
    further = evidence(FACTS[2], 3, 1, 0.89)

    def said(stands):
        found = Found(Part("", PROSE), (gap, fact, further), answers=True, gap=stands)
        return [s.text for p in write_quotes([found]).paragraphs for s in p.sentences]

    assert said("leads") == [NOT_FOUND, FACTS[1], FACTS[2]]
    assert NOT_FOUND in said("closes")[1:]


def test_what_was_not_found_on_a_thing_does_not_say_what_it_is():
    gap = replace(evidence(NOT_FOUND, 1, 2, 0.8), coverage=0.8)
    says = evidence("A coach is a teacher who helps other teachers.", 2, 2, 0.75)
    assert quoted([gap, says], "What is a coach?")[0] == says.text
