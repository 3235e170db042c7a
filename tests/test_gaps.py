"""Written gaps: "No … was found" opens an answer only where it is on just what is asked."""

import pytest
from districts_site import open_districts

from assistant.finding import find_part
from assistant.gaps import _says_half, answer_by_gap, find_gap
from assistant.understanding.parts import Part
from core.schema import Filters

NOTES = """# Notes

## What is not known?

No finding on Golden State grants was found in the documents read, such as the page of 2025.

## Where is it?

Goats live in twenty states of the country.

## What is missing?

No cost of training goats in Oak Valley was found in the documents read, such as the page of 2024.

No count of painted lamps was found in the documents read, such as the page of 2023.

No comparison of bells and whistles was found in the documents read, such as the page of 2022.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("gaps"), notes=NOTES)


def coverage_of_the_gap(told, question: str) -> float:
    with told.library.snapshot():
        whole = told.understand(question).whole
        found = find_part(told.search, whole, Filters())
    (gap,) = (item for item in found.evidence if item.text.startswith("No finding"))
    return gap.coverage


def test_a_word_inside_a_name_is_not_what_was_not_found(told):
    assert coverage_of_the_gap(told, "Which states sing?") == 0.0
    assert coverage_of_the_gap(told, "What of Golden State?") == 1.0


def test_a_gap_on_the_name_that_is_asked_for_opens(told):
    opening = told.ask("What is the finding on Golden State grants?").statements[0].text
    assert opening.startswith("No finding on Golden State grants")


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("What is the cost of training goats in Oak Valley?", "No cost of training goats"),
        ("What is the cost of training goats in Pine Ridge?", ""),  # another district's
        ("What is the cost of training goats?", ""),
        ("What is the cost of painting goats in Oak Valley?", ""),
        ("How many goats in training are there in Oak Valley?", ""),  # another side of it
        ("How many painted lamps are there?", "No count of painted lamps"),
        ("Who counts how many painted lamps there are?", ""),
        ("How many lamps did Elm Grove sell?", ""),
    ],
)
def test_a_gap_is_found_where_it_is_on_just_what_is_asked(told, asked, missing):
    with told.library.snapshot():
        gap = find_gap(told.search, asked, Filters())
    assert (gap.text if gap else "").startswith(missing)
    assert bool(gap) == bool(missing)


def test_a_gap_outside_the_filters_is_none(told):
    asked = "How many painted lamps are there?"
    with told.library.snapshot():
        assert find_gap(told.search, asked, Filters(district=("Pine Ridge",))) is None


def test_a_gap_leads_before_what_holds_less_of_what_is_asked(told):
    answer = told.ask("How many painted lamps are there?")
    assert answer.status == "answered"
    assert answer.statements[0].text.startswith("No count of painted lamps")


def test_a_name_that_stands_nowhere_is_refused_before_any_gap(told):
    assert told.ask("How many painted lamps are there in Qwertyville?").status == "no_evidence"


def test_a_part_without_an_answer_has_the_gap_that_is_on_it(told):
    asked = "When did Oak Valley open a health pathway, and how many painted lamps are there?"
    answer = told.ask(asked)
    assert any(s.text.startswith("No count of painted lamps") for s in answer.statements)
    assert answer.missing == ()


def test_a_gap_closes_an_answer_that_is_silent_on_one_thing_asked(told):
    asked = "What is the cost of training goats in Oak Valley and of buses?"
    whole = told.understand(asked).whole
    with told.library.snapshot():
        found = find_part(told.search, Part("", "What of buses in Oak Valley?"), Filters())
        buses = [e for e in found.evidence if "buses" in e.text]
        stands, evidence = answer_by_gap(told.search, whole, buses, Filters(), answers=True)
    assert stands in {"leads", "closes"}
    assert evidence[0].text.startswith("No cost of training goats")
    assert len({item.address for item in evidence}) == len(evidence)


def test_a_library_without_gaps_has_none(tmp_path):
    plain = open_districts(tmp_path)
    with plain.library.snapshot():
        assert find_gap(plain.search, "How many painted lamps are there?", Filters()) is None


@pytest.mark.parametrize(
    ("groups", "asked", "half"),
    [
        (
            [["college"], ["degree"], ["completion"], ["graduates"]],
            "How many graduates work?",
            False,
        ),
        (
            [["college"], ["degree"], ["completion"], ["graduates"]],
            "Who finishes a degree in college?",
            True,
        ),
        ([["mentors", "coaches"], ["barns"]], "What do coaches cost?", True),  # one of two groups
        ([["internships"]], "How much are interns paid?", True),  # one word may be met by meaning
        ([], "What does it cost?", True),
    ],
)
def test_half_of_a_gaps_own_words_stand_in_the_question(groups, asked, half):
    assert _says_half(groups, asked) is half
