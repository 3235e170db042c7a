"""Rephrasing: a follow-up is one plain question where what it points at is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.follow_up import complete
from assistant.understanding.rephrasing import rephrase
from core.schema import Turn

STERN = "Superintendent Ann Lee said that the farm had grown."
TOOL = "LaunchPath, an online tool, matches students with mentors."


@pytest.mark.parametrize(
    ("question", "before", "answer", "read"),
    [
        (
            "Which ones are they, by name?",
            "Do any community colleges swap data with Muir?",
            "Yes. Thirteen do.",
            "which community colleges swap data with Muir, by name?",
        ),
        (
            "Which schools were they?",
            "How many places did UCLA visit?",
            "Ten sites.",
            "which schools did UCLA visit?",
        ),
        (
            "And how many had applied in total?",
            "How many agencies were chosen for the pilot?",
            "Sixty.",
            "how many agencies had applied in total for the pilot?",
        ),
        (
            "What about the ones who came late?",
            "Did the students go on to college?",
            "They did.",
            "Did the students go on to college – the ones who came late?",
        ),
        ("Why?", "Did Oak close the farm?", "It did.", "Why did Oak close the farm?"),
        ("and when?", "How did Oak close the farm?", "At once.", "when did Oak close the farm?"),
        ("who took over from him?", "Did the farm grow?", STERN, "who took over from Ann Lee?"),
        ("what was his plan?", "Did the farm grow?", STERN, "what was Ann Lee’s plan?"),
        (
            "how many were placed that way?",
            "Is anyone helping students?",
            TOOL,
            "how many were placed through LaunchPath?",
        ),
        (
            "whose money paid for that work?",
            "Did anybody help with mentors?",
            TOOL,
            "whose money paid for the work of LaunchPath?",
        ),
        (
            "who was the superintendent there?",
            "How did Pasadena start?",
            "It opened an academy at Blair.",
            "who was the superintendent in Pasadena?",
        ),
        (
            "what do kids earn there?",
            "What is new at Muir?",
            "It grew.",
            "what do kids earn at Muir?",
        ),
    ],
)
def test_what_is_pointed_at_stands_in_its_place(known, question, before, answer, read):
    assert rephrase(question, before, answer, known) == read


@pytest.mark.parametrize(
    ("question", "before", "answer"),
    [
        ("what do kids earn there?", "What is new at Muir?", "An urban farm, Muir Ranch."),
        ("what is there?", "How do Pasadena and Antioch start?", "They grew."),
        ("who followed him?", "Did it grow?", "Superintendent Ann Lee met Principal Paul Stern."),
        ("since when?", "Who pays for the farm?", "Oak pays."),
        ("why?", "Did it grow?", "Yes."),  # leans itself
        ("how many were placed that way?", "Did it grow?", TOOL),  # nobody was asked for
        ("Which ones are they?", "What is a farm?", "A place."),
        ("who pays for that?", "Did the farm grow?", "Yes."),
    ],
)
def test_what_is_not_plain_is_left(known, question, before, answer):
    assert rephrase(question, before, answer, known) is None


def test_the_search_leans_on_the_texts_and_not_on_the_reading(known):
    before = "Do any community colleges swap data with Muir?"
    found = complete("Which ones are they?", [Turn(before, "Thirteen do.")], known)
    assert found.text == "which community colleges swap data with Muir?"
    assert (found.bare, found.earlier[0][1]) == ("Which ones are they?", before)
    assert found.told == "Thirteen do."


def test_the_next_follow_up_takes_up_the_plain_reading(known):
    history = [
        Turn("How did Pasadena start with farms?", "It opened an academy."),
        Turn("who was the superintendent there?", "Ann Lee."),
    ]
    assert complete("And Antioch?", history, known).text == (
        "who was the superintendent in Antioch?"
    )


def test_an_abbreviation_beside_its_name_is_swapped_with_it(known):
    history = [Turn("How many pathways does Los Angeles (LAUSD) have?", "Ten.")]
    assert complete("How about Pasadena and Antioch?", history, known).text == (
        "How many pathways does Pasadena and Antioch have?"
    )


SAID = st.sampled_from(
    ["Did Oak close?", "How many farms are in Antioch?", "Is anyone there?", "", "Who pays?"]
)


@given(st.sampled_from(["why?", "there", "him?", "which ones?", "that way", ""]), SAID, SAID)
def test_a_reading_is_one_question_or_none(known, question, before, answer):
    found = rephrase(question, before, answer, known)
    assert found is None or (found.endswith("?") and found.count("?") == 1)
