"""What a question is wanted for is not searched; what it asks is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.understanding.occasion import without_occasion
from vectorstore.words import words


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("for a warm up: three things that went wrong", "three things that went wrong"),
        (
            "I need five examples of internships for a slide, with the district next to each one",
            "I need five examples of internships",
        ),
        ("For tomorrow’s board meeting, who pays the coaches?", "who pays the coaches?"),
        ("Give me the graduation rates for my talk on Friday.", "Give me the graduation rates."),
        ("List the certified pathways in bullet points", "List the certified pathways"),
        ("Can you list farms in Oakland for our newsletter?", "Can you list farms in Oakland?"),
    ],
)
def test_the_occasion_and_the_layout_are_left_out(question, left):
    assert without_occasion(question) == left


@pytest.mark.parametrize(
    "question",
    [
        "What belongs in a board memo for the training of coaches?",
        "What does a team prepare for a site visit?",
        "Who pays for a workshop?",
        "List the steps for a workshop.",
        "How do students practice for a presentation?",
        "For a small district, what does a pathway cost?",
        "for a talk: farms",  # too little would be left
        "Name districts with the highest rates for each group of students",
        "",
    ],
)
def test_what_is_asked_of_an_occasion_stays(question):
    assert without_occasion(question) == question


@given(
    st.lists(
        st.sampled_from(
            ["for a", "slide", "talk", ":", ",", "who", "pays", "list", "in", "coaches"]
        )
    ).map(" ".join)
)
def test_what_is_left_stands_in_the_question_and_says_something(question):
    left = without_occasion(question)
    assert set(words(left)) <= set(words(question))
    assert bool(words(left)) == bool(words(question))


def test_a_question_is_searched_without_its_occasion(known):
    question = "for a warm up: who runs the farm and when did it open?"
    understood = understand(question, (), known)
    assert understood.question == question
    assert "warm" not in " ".join([understood.whole.search_text, understood.understood_as])
