"""Understanding a question: which stand alone, and which lean on the one before."""

import pytest

from assistant.question import MAX_CHARS, understand
from core.errors import UsageError
from core.schema import Turn

BEFORE = "How did Porterville start with Linked Learning?"


def after(*questions: str) -> tuple[Turn, ...]:
    return tuple(Turn(question, "An answer.") for question in questions)


@pytest.mark.parametrize(
    "question",
    [
        "How did Pasadena rebuild John Muir High School?",
        "Who painted the ceiling of the chapel?",
        "What is Linked Learning?",
        "What does a pathway cost a district in the first year?",
        "Which districts opened a health academy?",
        "Why did Pasadena restructure John Muir High School?",
        "And how did Sacramento City Unified choose its pathways?",
        "How do students of the program in Antioch choose their pathway?",
    ],
)
def test_a_self_contained_question_is_left_alone_after_any_other(question):
    understood = understand(question, after(BEFORE))
    assert understood.understood_as == understood.search_text == question


@pytest.mark.parametrize("question", ["Why did Pasadena change?", "Why was Muir rebuilt?"])
def test_a_short_question_that_names_its_subject_is_left_alone(question):
    assert understand(question, after(BEFORE)).search_text == question


@pytest.mark.parametrize(
    "question",
    [
        "And Sacramento?",
        "and sacramento?",
        "What about Pasadena?",
        "How about costs?",
        "who pays for that?",
        "Who pays for it?",
        "When did they begin?",
        "And when did it open?",
        "Why?",
        "Who else?",
        "How many students were there?",
        "What did this cost the district in its first year?",
    ],
)
def test_a_follow_up_leans_on_the_last_question(question):
    understood = understand(question, after("What is a pathway made of?", BEFORE))
    assert understood.search_text == f"{question} {BEFORE}"
    assert understood.understood_as == f"{question} (after: “{BEFORE}”)"


def test_a_follow_up_to_a_follow_up_still_finds_the_subject():
    understood = understand("Who pays for that?", after(BEFORE, "And when did it open?"))
    assert BEFORE in understood.search_text


def test_after_a_change_of_subject_a_follow_up_leans_on_the_new_one():
    changed = "How did Pasadena rebuild John Muir High School?"
    understood = understand("Who paid for that?", after(BEFORE, "Who pays for it?", changed))
    assert understood.search_text == f"Who paid for that? {changed}"


def test_if_every_question_leans_the_latest_counts():
    understood = understand("Why?", after("Who pays for it?", "When did they begin?"))
    assert understood.search_text == "Why? When did they begin?"


@pytest.mark.parametrize("history", [(), after("?!", " ")])
def test_without_a_question_before_even_a_follow_up_is_taken_as_it_stands(history):
    assert understand("And Sacramento?", history).search_text == "And Sacramento?"


def test_what_was_answered_before_is_not_searched_for():
    history = (Turn(BEFORE, "A zebra did it."),)
    assert "zebra" not in understand("Who pays for that?", history).search_text


def test_spaces_and_line_ends_are_folded_but_the_question_is_kept():
    understood = understand("  How did\n\tPorterville   start?\n", ())
    assert understood.question == "  How did\n\tPorterville   start?\n"
    assert understood.understood_as == "How did Porterville start?"


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!", " … — “” ", "\u200b", "___"])
def test_a_question_without_words_is_a_usage_error(question):
    with pytest.raises(UsageError, match="empty"):
        understand(question, after(BEFORE))


def test_a_question_that_is_too_long_is_a_usage_error_that_counts():
    with pytest.raises(UsageError, match=rf"{MAX_CHARS + 1} characters; at most {MAX_CHARS}"):
        understand("a" * (MAX_CHARS + 1), ())


def test_the_longest_question_is_read():
    question = "a" * (MAX_CHARS - 5) + " word"
    assert understand(question, ()).search_text == question
