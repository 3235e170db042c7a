"""Swapping: a place, a group or a year takes the old one's place, and what is asked stays."""

import pytest

from assistant.understanding.follow_up import complete
from assistant.understanding.groups import swap_group
from core.schema import Turn


def read(known, question: str, *before: str, answer: str = "It grew. [1]") -> str:
    return complete(question, [Turn(asked, answer) for asked in before], known).text


@pytest.mark.parametrize(
    ("before", "question", "text"),
    [
        ("what do cooks need to do", "what about the bakers?", None),
        (
            "what do principals need to do",
            "what about the assistant superintendents / central office?",
            "what do the assistant superintendents / central office need to do",
        ),
        ("do English learners get in?", "and foster youth?", "do foster youth get in?"),
        ("do pathway students like it?", "and parents?", "do pathway parents like it?"),
        ("what works for teachers?", "and for coaches?", "what works for coaches?"),
    ],
)
def test_a_group_takes_the_old_groups_place(known, before, question, text):
    expected = text or f"{before} – the bakers?"
    assert read(known, question, before) == expected


@pytest.mark.parametrize(
    ("rest", "before"),
    [
        ("for coaches", "what do teachers say?"),  # it is said for them, not by them
        ("coaches", "what do teachers and counselors say?"),
        ("milk", "what do teachers say?"),
        ("coaches", "what does the farm cost?"),
    ],
)
def test_where_it_is_not_plain_which_group_gives_way_none_does(rest, before):
    assert swap_group(rest, before) is None


def test_of_which_districts_it_is_asked_whether_a_place_is_one(known):
    before = "Which districts had trouble with buses?"
    assert read(known, "and Pasadena?", before) == (
        "Is Pasadena one of the districts that had trouble with buses?"
    )
    assert "–" in read(known, "and Pasadena?", "Which districts did SRI study?")


def test_an_unknown_place_takes_the_place_of_one_that_ends_the_question(known):
    assert read(known, "and Elmville?", "How many farms are in Antioch?") == (
        "How many farms are in Elmville?"
    )
    assert "–" in read(known, "and Elmville?", "How many in Antioch have farms?")
    assert "–" in read(known, "and English?", "How many farms are in Antioch?")
    assert "–" in read(known, "and SRI?", "How many farms are in Antioch?")


def test_a_turn_that_asks_nothing_itself_is_passed_over(known):
    before = "How did Porterville start?"
    for between in ("when was that?", "since when?"):
        assert read(known, "and Antioch?", before, between) == "How did Antioch start?"
