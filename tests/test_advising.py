"""Advice: which questions ask what to do, and which sentences say it."""

import pytest

from assistant.understanding.advising import asks_advice, gives_advice


@pytest.mark.parametrize(
    "question",
    [
        "How should we plant a garden?",
        "how do we get cooks to help",
        "How do schools find land?",
        "How can a small district pay for seeds?",
        "What should my team measure?",
        "what does a garden have to do to get a prize",
        "What makes a garden good?",
        "any tips for planting",
    ],
)
def test_a_question_asks_what_to_do(question):
    assert asks_advice(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many gardens should we plant?",
        "How long do schools take?",
        "How did Oak plant its garden?",
        "What is a garden?",
        "Who planted the garden?",
        "",
    ],
)
def test_a_question_asks_for_a_fact(question):
    assert not asks_advice(question)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("A garden team should meet every week.", 1),
        ("The guide's first advice is to start with seeds.", 1),
        ("Planting has five stages.", 1),
        ("A team may include the cook and the janitor.", 1),
        ("Oak planted a garden in spring.", 0),
        ("Gardeners should know that finding land is hard.", -1),
        ("The guide defines a garden as land.", -1),
        ("Oak, gardens | 12 | 2014 page", -1),
        ("Oak says 40 percent of its schools should plant.", -1),
    ],
)
def test_a_sentence_says_what_to_do_or_cannot(text, way):
    assert gives_advice(text) == way
