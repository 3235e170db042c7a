"""Repeats: the same thing is not quoted twice, and what differs in a figure or name is."""

import pytest
from test_quotes import FACTS, apart, evidence, quoted


@pytest.mark.parametrize(
    "again",
    [
        "Maple High opened a clinic beside the library.",
        "Maple High opened a clinic  beside the Library!",
        "Beside the library, Maple High opened a clinic.",
        "Maple High opened its clinics beside the libraries.",
    ],
)
def test_the_same_words_are_not_quoted_twice(again):
    items = [evidence(FACTS[0], 1, similarity=0.8), evidence(again, 2, similarity=0.79)]
    assert quoted(items) == [FACTS[0]]


def test_the_same_sentence_with_an_owner_is_not_quoted_twice():
    text = "Planners saw the matching of students as California's big problem."
    items = [evidence(text, 1, similarity=0.8), evidence(text, 2, similarity=0.79)]
    assert quoted(items) == [text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The county reported that 84 percent of the students graduated.",
            "The county reported that 79 percent of the students graduated.",
        ),
        (
            "Pasadena Unified hired two coaches for its teachers in 2012.",
            "Porterville Unified hired two coaches for its teachers in 2014.",
        ),
        (
            "SRI's fourth-year report says students earned more credits in the first two years.",
            "SRI's fifth-year report says students earned more credits in the first three years.",
        ),
        (
            "ConnectEd's rubric asks a pathway team to meet twice a week in scheduled time.",
            "ConnectEd's rubric ties the quality of a pathway team to its scheduled time.",
        ),
    ],
)
def test_other_figures_in_the_same_words_are_no_repeat(one, other):
    """Else a source that disagrees would be left out without a word."""
    assert set(quoted(apart(one, other))) == {one, other}
