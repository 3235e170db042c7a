"""Pronouns: what each may stand for, by number and kind, and what a question asks after "that"."""

import pytest

from assistant.understanding.follow_up import complete
from assistant.understanding.topic import many_of, one_of, thing_of
from core.schema import Turn

FARMS = "How many farms does Porterville have?"


def read(known, question: str, *before: str, answer: str = "It grew. [1]") -> str:
    return complete(question, [Turn(asked, answer) for asked in before], known).text


@pytest.mark.parametrize(
    ("before", "question", "text"),
    [
        ("What does a farm coach do?", "Who pays for them?", "Who pays for farm coaches?"),
        (
            "What does a farm coach do?",
            "How many farms does each one cover?",
            "How many farms does",
        ),
        ("What does a farm agency get?", "do they have to match it?", "do farm agencies have to"),
        (
            "What do the two farm coaches do?",
            "what does each one cost?",
            "each farm coach cost?",
        ),
        (FARMS, "what share of the land is that?", "land are Porterville’s farms?"),
        (FARMS, "who runs them?", "who runs Porterville’s farms?"),
        ("What did Antioch do for its farms?", "who pays for that?", "pays for Antioch’s farms?"),
        ("What is the farm law?", "how was that paid for?", "how was the farm law paid for?"),
        (
            "What was found about milk yield?",
            "was that two or four?",
            "was milk yield two or four?",
        ),
        (
            "What do the documents say about milk yield?",
            "who measured it?",
            "who measured milk yield?",
        ),
        ("What does a farm school get?", "when did that program start?", "program (a farm school)"),
        ("Tell me about the farm study", "what did they find?", "what did the farm study find?"),
    ],
)
def test_a_pronoun_stands_for_what_it_can_by_number_and_kind(known, before, question, text):
    assert text in read(known, question, before)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("How did Porterville start?", "who pays for that?"),  # a place is no "that"
        ("How do the farm coaches work?", "how was that measured?"),  # nor are several people
        ("How do the farm coaches work?", "what does it cost?"),
        ("What is the farm law?", "who did that work?"),  # the noun after it is meant
    ],
)
def test_where_number_or_kind_do_not_fit_nothing_is_filled_in(known, before, question):
    assert read(known, question, before).startswith(f"{question} (after: “{before}”")


def test_the_subject_outlives_a_turn_that_was_refused_and_one_that_names_nothing(known):
    history = [Turn("What does a farm coach do?", "It helps. [1]"), Turn("since when?", "")]
    assert complete("who pays for them?", history, known).text == "who pays for farm coaches?"


def test_what_is_asked_of_a_study_is_searched_for_more_than_the_study(known):
    turns = [Turn("Tell me about the farm study", "It ran. [1]")]
    result = complete("what did they find on milk yields?", turns, known)
    assert result.text == "what did the farm study find on milk yields?"
    assert result.bare == "what did they find on milk yields?"


def test_who_did_it_is_said_in_the_question_itself(known):
    question = "ok then did Pasadena run a trial in 2011 like they did in 2009?"
    assert read(known, question, "How did Antioch start?") == question


@pytest.mark.parametrize(
    ("topic", "many", "one"),
    [
        ("a farm coach", "farm coaches", "farm coach"),
        ("an agency in Oak", "agencies in Oak", "agency in Oak"),
        ("the three farm boxes", None, "farm box"),
        ("the farm agencies", None, "farm agency"),
        ("the farm", None, None),
        ("economics", None, None),
    ],
)
def test_one_and_many(topic, many, one):
    assert (many_of(topic), one_of(topic)) == (many, one)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How many farms do the Lakes have?", "the Lakes’ farms"),
        ("What did Oak do about its barns?", "Oak’s barns"),
        ("What did Oak build?", None),
        ("How many farms does it have?", None),
    ],
)
def test_what_is_asked_of_an_owner(question, thing):
    assert thing_of(question) == thing
