"""The sides of a comparison: places, years, names with capitals, what stands around "versus"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.sides import find_sides

DISTRICTS = ["Antioch", "Long Beach", "Los Angeles", "Pasadena", "Porterville"]


def names(question: str, known) -> list[str]:
    return [side.name for side in find_sides(question, known)]


def texts(question: str, known) -> list[str]:
    return [side.text for side in find_sides(question, known)]


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How do Pasadena and Porterville differ?", ["Pasadena", "Porterville"]),
        ("What did Pasadena and Porterville open?", ["Pasadena", "Porterville"]),
        ("What did Pasadena open, and what did Porterville?", ["Pasadena", "Porterville"]),
        ("Who has more pathways, Porterville or LAUSD?", ["Porterville", "Los Angeles"]),
        ("Pasadena, Antioch, Porterville: who is larger?", ["Pasadena", "Antioch", "Porterville"]),
        ("Compare Gallup with Antioch", ["Gallup-McKinley", "Antioch"]),
        ("Is Muir larger than Harmony?", ["John Muir High School", "Harmony Magnet Academy"]),
        ("Is Muir larger than Antioch?", ["John Muir High School", "Antioch"]),
    ],
)
def test_places_that_are_compared_are_sides(known, question, sides):
    assert names(question, known) == sides


def test_an_ambiguous_name_has_a_side_for_each_place_that_it_may_mean(known):
    sides = find_sides("How many did PUSD open?", known)
    assert [(side.name, side.text) for side in sides] == [
        ("Pasadena", "How many did Pasadena open?"),
        ("Porterville", "How many did Porterville open?"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "What is Linked Learning?",
        "What did Pasadena open?",
        "Did Pasadena Unified have more pathways when Pasadena grew?",  # one place twice
        "Does Muir in Pasadena have more students?",  # a school and its own district
        "What did Paul Stern write, and what did Ann Lee write?",
        "Did Pasadena hear in Antioch of the farm?",  # two places, and nothing compared
    ],
)
def test_where_no_two_places_are_compared_there_are_no_sides(known, question):
    assert names(question, known) == []


@given(st.lists(st.sampled_from(DISTRICTS), min_size=2, max_size=5, unique=True))
def test_each_side_is_asked_of_its_place_alone(known, places):
    question = f"Did {', '.join(places)} differ in cost?"
    sides = find_sides(question, known)
    assert [side.name for side in sides] == places
    for side in sides:
        assert known.districts(side.text) == {side.name}
        assert side.text.startswith("Did ")
        assert side.text.endswith(" in cost?")


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How did the rate change between 2011 and 2013?", ["2011", "2013"]),
        ("Is the rate of 2013-14 higher than in 2011?", ["2013-14", "2011"]),
        ("Compare the 2012 report with the 2014 report", ["2012 report", "2014 report"]),
        ("How did the 2012 and the 2014 report differ?", ["2012 report", "2014 report"]),
        ("Did the 2012 law go against the 2014 one?", ["2012 law", "2014 law"]),
        ("Did the 2012 one go against the 2014 law?", ["2012 law", "2014 law"]),
    ],
)
def test_two_years_that_are_compared_are_sides(known, question, sides):
    assert names(question, known) == sides


def test_each_year_is_asked_of_alone(known):
    one, other = texts("How did the rate change between 2011 and 2013?", known)
    assert "2011" in one
    assert "2013" not in one
    assert "2013" in other
    assert "2011" not in other


@pytest.mark.parametrize(
    "question",
    [
        "What happened in 2011 and 2013?",
        "How did the rate change in 2011?",
        "How did 2011, 2012 and 2013 compare?",
        "How did 2011 compare with 2011?",
        "How did the class of 2011 change between 2011 and 2013?",
        "Do the sources differ on 2011 against 2013?",
        "Which reports disagree between 2011 and 2013?",
        "What changed between sources from 2011 and from 2013?",
    ],
)
def test_years_that_are_not_compared_are_no_sides(known, question):
    assert names(question, known) == []


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("What is the difference between Measure N and Measure H?", ["Measure N", "Measure H"]),
        ("which is better, Silver or Gold?", ["Silver", "Gold"]),
        ("does the state pay more for Gold versus Silver?", ["Gold", "Silver"]),
    ],
)
def test_two_names_with_capitals_that_are_compared_are_sides(known, question, sides):
    assert names(question, known) == sides
    one, other = texts(question, known)
    assert sides[0] in one
    assert sides[1] not in one
    assert sides[1] in other
    assert sides[0] not in other


def test_two_names_that_nothing_compares_are_no_sides(known):
    assert names("What did the Measure and the Senate do?", known) == []


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "How do small pathways compared with large pathways do?",
            ["small pathways", "large pathways"],
        ),
        ("Are small schools, vs. career schools, safe?", ["small schools", "career schools"]),
        ("Do the pathway kids earn more than other kids?", ["pathway kids", "other kids"]),
        (
            "Did the pathway kids go to college more often than the rest?",
            ["the pathway kids", "rest"],
        ),
    ],
)
def test_what_stands_around_versus_are_sides(known, question, sides):
    assert names(question, known) == sides


@pytest.mark.parametrize(
    "question",
    [
        "Are there more than?",
        "Did more than half of the students that were asked about it stay?",
        "Are career academies versus schools cheap?",  # nothing before it is like "schools"
        "Is a class versus a class cheaper?",
        "which is better, Gold or Gold?",
        "Are small schools versus very big and rather old inner city schools safe?",
        "Are academies versus bigger academies cheap?",
    ],
)
def test_versus_without_two_short_phrases_makes_no_sides(known, question):
    assert names(question, known) == []


@given(
    st.lists(
        st.sampled_from(["who", "Pasadena", "PUSD", "Muir", "2011", "than", "or", "Gold", ",", "?"])
    ).map(" ".join)
)
def test_there_are_no_sides_or_several_with_a_name_each(known, question):
    sides = find_sides(question, known)
    assert len(sides) != 1
    assert all(side.name for side in sides)


def test_a_side_that_is_out_takes_its_and_with_it(known):
    asked = "How big were the grants to Pasadena, Long Beach and Antioch?"
    assert texts(asked, known) == [
        "How big were the grants to Pasadena?",
        "How big were the grants to Long Beach?",
        "How big were the grants to Antioch?",
    ]


def test_one_word_against_another_is_two_sides(known):
    assert names("Can you give me silver versus gold in plain words?", known) == ["silver", "gold"]


def test_a_list_with_a_name_and_its_alias_has_that_side_once(known):
    asked = "What do Los Angeles (LA Unified), Antioch and Pasadena have?"
    assert names(asked, known) == ["Los Angeles", "Antioch", "Pasadena"]
