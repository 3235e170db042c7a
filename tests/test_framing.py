"""What only frames a question is taken away; what names somebody or asks something stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.framing import without_framing
from vectorstore.words import words


def names(text: str) -> bool:
    return "Oak" in text


def plain(question: str) -> str:
    return without_framing(question, names)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("We're a small district. How do we plant gardens?", "How do we plant gardens?"),
        ("list the gardens of schools pls", "list the gardens of schools"),
        ("how do we plant school gardens lol", "how do we plant school gardens"),
        (
            "How do we plant school gardens, our janitors say it cant be done",
            "How do we plant school gardens",
        ),
        (
            "how should we get donors to actually pay, ours keep ghosting us",
            "how should we get donors to pay",
        ),
        ("How do we plant gardens? our cooks are unhappy", "How do we plant gardens?"),
        ("what does a garden need?? need it for slide 3", "what does a garden need??"),
        ("How big are school gardens, a parent will def ask", "How big are school gardens"),
        (
            "What tells whether a garden is good, not just how many plants it has?",
            "What tells whether a garden is good?",
        ),
        (
            "how should a board back gardens - our board flips every 2 yrs",
            "how should a board back gardens",
        ),
        ("What crops should my office be counting?", "What crops should we be counting?"),
        ("How do we plant school gardens? any advice?", "How do we plant school gardens?"),
    ],
)
def test_what_only_frames_is_taken_away(question, left):
    assert plain(question) == left


def test_what_somebody_wants_to_know_is_asked():
    question = "My boss wants to know how we pay for gardens. Who plants them?"
    assert plain(question) == "how we pay for gardens? Who plants them?"


@pytest.mark.parametrize(
    "question",
    [
        "We're a district like Oak. How do we plant gardens?",
        "The Oak board wants to know how its gardens are planted.",
        "How should our department chairs be chosen?",
        "What should our people of color plant?",
        "How do we plant gardens, our friends in Oak say it is easy",
        "How do gardens grow, and what do our students learn?",
        "Who pays, our parents say?",
        "We are a small district.",
        "Are gardens good, not just big?",
        "Which gardens are not just big?",
        "pls",
        "",
    ],
)
def test_what_names_somebody_or_asks_stays(question):
    assert plain(question) == question


@given(
    st.lists(
        st.sampled_from(
            [
                "how",
                "do",
                "we",
                "plant",
                "gardens",
                ",",
                "our",
                "cooks",
                "say",
                "lol",
                "not just",
                "?",
            ]
        )
    ).map(" ".join)
)
def test_what_is_left_stands_in_the_question_and_says_something(question):
    left = plain(question)
    assert set(words(left)) <= set(words(question))
    assert bool(words(left)) == bool(words(question))


def test_what_somebody_asked_once_is_the_occasion_of_another_question():
    question = "A cook asked me how good the gardens are. Oak counts them; how many are there?"
    assert without_framing(question, lambda text: "Oak" in text) == question


@pytest.mark.parametrize(
    "question",
    [
        "How do we recruit gardeners, since our students are young?",
        "I'm new here and read studies on gardens. Which ones found gains?",
        "How do we thank you for the answer on gardens?",
    ],
)
def test_a_condition_a_subject_and_plain_words_stay(question):
    assert without_framing(question, lambda _: False) == question
