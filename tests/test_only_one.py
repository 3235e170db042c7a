"""Whether only one did it: read as a question for all that did."""

import pytest

from assistant.understanding.only_one import as_which


@pytest.mark.parametrize(
    ("question", "which"),
    [
        (
            "Is Oak the only one of the nine that tried it? How many did, and who else?",
            "Which of the nine districts tried it?",
        ),
        (
            "is it only oak that helped other districts, or did someone else from the nine do so?",
            "Which of the nine districts helped other districts?",
        ),
        (
            "Is it just Oak, out of the nine, that got there, or are there others?",
            "Which of the nine districts got there?",
        ),
        (
            "They say only Oak aimed for half. Did any other of the nine aim for half?",
            "Which of the nine districts aim for half?",
        ),
        (
            "was oak the only district that joined later? who all joined",
            "Which districts joined later?",
        ),
    ],
)
def test_whether_only_one_did_it_asks_which_did(question, which):
    assert as_which(question) == which


@pytest.mark.parametrize(
    "question",
    [
        "Which of the nine tried it?",
        "Is Oak the only school that tried it?",
        "Is it only money that stops the districts?",
        "Only Oak tried it. Why?",
        "",
    ],
)
def test_other_questions_stay_as_they_are(question):
    assert as_which(question) == question
