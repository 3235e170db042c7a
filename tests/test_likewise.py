"""What is asked of one and then of another: both are asked, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.likewise import asked_again
from assistant.understanding.parts import split


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "When did Pasadena start, and the same for Antioch?",
            [("Pasadena", "When did Pasadena start"), ("Antioch", "When did Antioch start")],
        ),
        (
            "How does Long Beach name the steps, and how does Gallup?",
            [
                ("Long Beach", "How does Long Beach name the steps"),
                ("Gallup-McKinley", "How does Gallup name the steps"),
            ],
        ),
        (
            "Who wrote the case on Pasadena, and likewise the Porterville one?",
            [
                ("Pasadena", "Who wrote the case on Pasadena"),
                ("Porterville", "Who wrote the case on Porterville"),
            ],
        ),
        (
            "I mix them up. What does Silver take, and what about Gold?",
            [("Silver", "What does Silver take"), ("Gold", "What does Gold take")],
        ),
    ],
)
def test_what_is_asked_of_the_first_is_asked_of_the_second(known, question, asked):
    assert [(item.side, item.text) for item in asked_again(question, known)] == asked


def test_every_clause_is_asked_of_both_with_what_it_is_about(known):
    question = (
        "When did Diaz in Pasadena start and when was he gone, and the same for Ray in Antioch?"
    )
    assert [(item.name, item.text) for item in asked_again(question, known)] == [
        ("Pasadena: when did Diaz in Pasadena start", "When did Diaz in Pasadena start"),
        ("Pasadena: when was he gone", "when was he gone (Diaz in Pasadena)"),
        ("Antioch: when did Ray in Antioch start", "When did Ray in Antioch start"),
        ("Antioch: when was he gone", "when was he gone (Ray in Antioch)"),
    ]


def test_the_parts_of_a_question_are_those_of_both(known):
    parts = split("When did Pasadena start, and the same for Antioch?", known)
    assert [(part.name, part.side) for part in parts] == [
        ("Pasadena", "Pasadena"),
        ("Antioch", "Antioch"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "When did Pasadena start?",
        "When did Pasadena start, and how does it work?",
        "When did it start, and the same for Antioch?",  # of whom it was asked first is not said
        "When did Pasadena start, and the same for the others?",
        "When did Pasadena start, and what about Pasadena?",
    ],
)
def test_where_nothing_is_asked_again_there_is_nothing(known, question):
    assert asked_again(question, known) == ()


@given(question=st.text(alphabet="AB ,?.whatboutsme'", max_size=80))
def test_what_comes_out_has_two_sides_or_none(known, question):
    assert len({item.side for item in asked_again(question, known)}) in {0, 2}
