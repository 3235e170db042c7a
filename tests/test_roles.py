"""Who is asked for: a holder of a role, a name that the question lacks; counts in a table."""

import pytest

from assistant.understanding.answer_type import wanted


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("who is its director", "The director of LINC is Ann Lee.", True),
        ("who is its director", "The center, led by Ann Lee, opened.", True),
        ("who is its director", "It joins the Chamber of Commerce.", False),
        ("Who was the principal there?", "Ann Lee, principal of Muir, left.", True),
        ("Who was the principal there?", "The principal left.", False),
        ("Who funds Oak Valley?", "Schools in Oak Valley may be small.", False),
        ("Who funds Oak Valley?", "The farm is paid by the Irvine Foundation.", True),
        ("how many days did it last", "It was a two-day visit.", True),
        ("how many campuses joined", "Seven California State University (CSU) campuses.", True),
        ("how many kids are in it", "Oak, high schoolers in it | about 18,000 of 23,000", True),
        ("how many kids are in it", "Oak, high schoolers in it | many | 2013 slides", False),
        ("how many kids are in it", "Oak, buses in it | 18", False),
    ],
)
def test_what_is_asked_for_is_held_or_not(question, text, holds):
    assert wanted(question).holds(text) is holds
