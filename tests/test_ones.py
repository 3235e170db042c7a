"""Ones: "which ones?" and "who were they?" are asked with the things that they stand for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.ones import name_the_ones

NOUNS = re.compile(
    r"\b(?P<plural>hubs|counties)\b"
    r"|\b(?:an?|any|each|every|one) (?P<singular>(?:[a-z-]+ )?(?:hub|county))\b",
    re.I,
)
TOLD = "I would call the hubs that tried zebras."


def name(question: str) -> str:
    return name_the_ones(question, NOUNS)


@pytest.mark.parametrize(
    "asked",
    [
        "Who were they?",
        "Who are those?",
        "And which ones?",
        "So what are they?",
        "But where were these?",
        "Which were they?",
        "Which ones were they?",
        "How many are there?",
        "How many were there?",
        "How many are they?",
        "Who were they, and how many were there?",
        "Thanks for reading. Which ones?",
        "Which ones? Thanks for reading.",
    ],
)
def test_who_they_were_is_asked_with_what_was_told_of_them(asked):
    assert name(f"{TOLD} {asked}") == "Which hubs tried zebras?"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("We met hubs who tried zebras. Which ones?", "Which hubs tried zebras?"),
        ("We met hubs which tried zebras. Which ones?", "Which hubs tried zebras?"),
        ("We heard counties tried zebras. Which ones?", "Which counties tried zebras?"),
        ("Once a county tried zebras. Which ones?", "Which counties tried zebras?"),
        ("Any big hub tried zebras. Which ones?", "Which big hubs tried zebras?"),
        ("Two hubs left, two counties tried zebras. Which ones?", "Which counties tried zebras?"),
        ("In Ohio we met hubs that tried zebras. Which ones?", "Which hubs tried zebras Ohio?"),
        ("We met hubs that tried Oak's zebras. Which ones?", "Which hubs tried Oak's zebras?"),
    ],
)
def test_what_they_did_and_the_names_before_them_are_kept(question, named):
    assert name(question) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("I read of hubs. Which ones paint lamps?", "Which hubs paint lamps?"),
        ("I read of hubs. Which of them paint lamps?", "Which hubs paint lamps?"),
        ("I read of hubs. How many of those paint lamps?", "How many hubs paint lamps?"),
        ("I read of hubs. What ones paint lamps?", "What hubs paint lamps?"),
        ("I read of one hub. Which of these paint lamps?", "Which hubs paint lamps?"),
        ("I read of hubs. In how many of them do lamps hang?", "In how many hubs do lamps hang?"),
        ("I saw SRI's yearly hubs. Which of them paint?", "Which SRI's yearly hubs paint?"),
        ("I met Elm, and then hubs. Which of them pay Elm?", "Which hubs pay Elm?"),
        ("I met Oak, and then hubs. Which of them pay?", "Which hubs pay Oak?"),
    ],
)
def test_ones_are_asked_for_by_their_noun_and_by_the_names_told_before(question, named):
    assert name(question) == named


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Who were they?",
        "Which ones paint lamps?",
        "Zebras came. Which ones?",
        "Zebras came. Which of them paint lamps?",
        "I read of hubs. Who were they?",  # nothing was told of them
        "I read of hubs. Who paints lamps?",
        "I read of hubs. How many of those zebras paint?",
        "I read of hubs that paint. How many are there in Ohio?",
        "I read of a hub theory. Which paint?",
        "Who were they? I mean the hubs that paint.",
    ],
)
def test_where_no_pronoun_stands_for_such_a_thing_the_question_stays(question):
    assert name(question) == question


PIECES = (
    "hubs ",
    "a county ",
    "tried ",
    "Oak ",
    ". ",
    "? ",
    "Which ones",
    "who were they",
    " of them",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_written_no_word_is_made_up(question):
    plurals = {"which", "counties", "county"}
    asked = set(re.findall(r"\w+", name(question).casefold()))
    assert asked <= set(re.findall(r"\w+", question.casefold())) | plurals
