"""Clauses: where a question asks anew, and what nouns it enumerates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.clauses import cut, without_what_is_said
from assistant.understanding.enumerations import enumerated
from assistant.understanding.parts import split


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("What is a farm – and who runs it?", ["What is a farm", "who runs it"]),
        ("What is a farm as well as who runs it?", ["What is a farm", "who runs it"]),
        ("Who runs it, and into how many farms is it split?", None),
        (
            "How long is a placement, do students get paid, and who checks?",
            ["How long is a placement", "do students get paid", "who checks"],
        ),
    ],
)
def test_a_question_is_cut_at_dashes_and_additions_too(question, clauses):
    wanted = clauses or ["Who runs it", "into how many farms is it split"]
    assert cut(question) == ("", wanted)


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        (
            "Tell me the budget, the staff and the timeline of Measure N",
            [
                "what is the budget of Measure N",
                "what is the staff of Measure N",
                "what is the timeline of Measure N",
            ],
        ),
        (
            "What are the cost and the partners of the farm",
            ["what is the cost of the farm", "what is the partners of the farm"],
        ),
        (
            "What are the duties of a coach as well as their salary",
            ["What are the duties of a coach", "what is the salary of a coach"],
        ),
        (
            "How is the office staffed as well as funded",
            ["How is the office staffed", "How is the office funded"],
        ),
        ("What are the strengths and weaknesses of the plan", []),
        ("What are the roles of teachers and parents", []),
        ("How do teachers and parents work together in Antioch", []),
        ("Who runs it", []),
        ("", []),
    ],
)
def test_nouns_that_are_asked_for_are_questions(clause, asked):
    assert enumerated(clause) == asked


def test_a_noun_is_called_as_the_reader_wrote_it_and_searched_with_the_rest(known):
    parts = split("Tell me the budget, the staff and the timeline of the farm.", known)
    assert [part.name for part in parts] == ["the budget", "the staff", "the timeline"]
    assert parts[1].search_text == "what is the staff of the farm"


def test_a_clause_without_a_verb_takes_the_first_ones(known):
    _, much = split("Who funds the farm in Antioch, and how much?", known)
    assert (much.name, much.asks) == ("how much", "how much Who funds the farm in Antioch")
    _, total = split("Who funds the farm, and how much in total?", known)
    assert total.asks == "how much in total Who funds the farm"
    _, second = split("How many levels does UCLA's plan have, and how many SRI's plan?", known)
    assert second.clause == "how many levels SRI's plan"


@pytest.mark.parametrize(
    "question",
    [
        "Which sources give the number of students, and what does each one say?",
        "Which reports speak of buses, and what do they say about it?",
        "How many sources say that it lasted nine years, and does any say otherwise?",
        "Who says that credits rose, and do any of them disagree?",
    ],
)
def test_what_they_say_and_whether_any_says_otherwise_asks_nothing_new(question):
    assert len(cut(question)[1]) == 1


@pytest.mark.parametrize(
    "more",
    [
        "how many is that",
        "how many are there",
        "how many does that make",
        "how many hubs are those",
        "how many different hubs are they",
        "how many do they come to",
    ],
)
def test_how_many_those_are_asks_nothing_new(more):
    assert len(cut(f"Which hubs were set up, and {more}?")[1]) == 1


def test_how_many_of_something_else_is_asked_anew():
    assert len(cut("Which hubs were set up, and how many cooks do they hire?")[1]) == 2


@pytest.mark.parametrize(
    "question",
    [
        "Which sources speak of buses, and what do they say about farms?",
        "Who says credits rose, and do the sources agree on how many more?",
        "Who says academies raise earnings, and is that true for young women too?",
    ],
)
def test_what_asks_of_something_else_is_a_clause_of_its_own(question):
    assert len(cut(question)[1]) == 2


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How many say it lasted, and does any say otherwise?", "How many say it lasted?"),
        ("Which sources, and what does each one say?", "Which sources?"),
        ("How many say it lasted, and who wrote it?", "How many say it lasted, and who wrote it?"),
        ("does any say otherwise?", "does any say otherwise?"),
        ("", ""),
    ],
)
def test_what_is_counted_is_claimed_without_what_each_one_says(question, left):
    assert without_what_is_said(question) == left


WORDS = st.lists(
    st.sampled_from(
        ["the", "cost", ",", "and", "staff", "of", "X", "as well as", "what is", "plus"]
    )
).map(" ".join)


@given(WORDS)
def test_whatever_is_written_enumerates_nothing_or_two_and_more(clause):
    assert len(enumerated(clause)) != 1


@pytest.mark.parametrize(
    "question",
    [
        "One for a slide: of the nine districts, for how many do we know a leader by name?",
        "Among those schools, how many teach law?",
    ],
)
def test_what_a_question_counts_among_is_no_clause(question):
    _, clauses = cut(question)
    assert len(clauses) == 1


def test_a_part_of_something_that_is_asked_for_stays_a_clause():
    _, clauses = cut("For my memo: of the plan, the price and the opening date?")
    assert len(clauses) != 1 or "price" in clauses[0]
