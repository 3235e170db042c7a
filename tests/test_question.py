"""Understanding a question: what is shown as its reading, what is searched for, in which parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import MAX_CHARS, understand
from core.errors import UsageError
from core.schema import Turn
from vectorstore.words import words

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
        "How do students of the program in Antioch choose their pathway?",
        "Why did Pasadena change?",
        "Why was Muir rebuilt?",
    ],
)
def test_a_self_contained_question_is_left_alone_after_any_other(known, question):
    understood = understand(question, after(BEFORE), known)
    assert understood.understood_as == understood.whole.search_text == question
    assert understood.whole.earlier == ()
    assert understood.whole.told == ""


@pytest.mark.parametrize(
    "question",
    ["When did they begin?", "Who else?", "How many students were there?", "since when?"],
)
def test_a_follow_up_that_cannot_be_filled_in_says_what_it_comes_after(known, question):
    understood = understand(question, after(BEFORE), known)
    assert understood.understood_as == (f"{question} (after: “{BEFORE}”, answered: “An answer.”)")
    assert understood.whole.search_text == question
    assert understood.whole.earlier == ((0.3, BEFORE),)
    assert understood.whole.told == "An answer."


@pytest.mark.parametrize(
    "question", ["Who pays for it?", "And when did it open?", "How about costs?", "And Muir?"]
)
def test_a_follow_up_is_read_as_something_else_than_it_was_asked(known, question):
    understood = understand(question, after(BEFORE), known)
    assert understood.question == question
    assert understood.understood_as == understood.whole.search_text != question
    assert set(words(understood.understood_as)) & {"porterville", "muir"}


def test_a_follow_up_to_a_follow_up_still_leans_on_the_subject(known):
    understood = understand("Who pays?", after(BEFORE, "Since when?"), known)
    assert understood.whole.earlier == ((0.3, "Since when?"), (0.15, BEFORE))
    assert BEFORE in understood.understood_as


def test_after_a_change_of_subject_a_follow_up_is_read_with_the_new_one(known):
    changed = "How did Pasadena rebuild John Muir High School?"
    understood = understand("Since when?", after(BEFORE, "Who pays for it?", changed), known)
    assert changed in understood.understood_as
    assert "Porterville" not in understood.understood_as
    assert understood.whole.earlier[0] == (0.3, changed)


@pytest.mark.parametrize("history", [(), after("?!", " ")])
def test_without_a_question_before_even_a_follow_up_is_taken_as_it_stands(known, history):
    understood = understand("And Sacramento?", history, known)
    assert understood.understood_as == understood.whole.search_text == "And Sacramento?"
    assert understood.whole.earlier == ()


def test_one_thing_asked_is_one_part_without_a_name(known):
    understood = understand(BEFORE, (), known)
    assert understood.parts == (understood.whole,)
    assert understood.whole.name == ""


def test_each_part_leans_on_the_whole_question(known):
    asked = "What is the farm at Muir, and who runs it?"
    understood = understand(asked, (), known)
    assert [part.name for part in understood.parts] == ["what is the farm at Muir", "who runs it"]
    assert [part.earlier for part in understood.parts] == [((0.3, asked),)] * 2
    assert understood.whole.search_text == asked
    assert understood.whole.earlier == ()


def test_the_parts_of_a_follow_up_lean_on_what_was_asked_before(known):
    understood = understand("Who pays for that and who runs them?", after(BEFORE), known)
    assert len(understood.parts) == 2
    for part in understood.parts:
        assert part.earlier == ((0.3, BEFORE),)
        assert part.told == "An answer."


def test_a_name_that_is_put_in_from_before_can_have_two_sides(known):
    history = after("How did PUSD start with Linked Learning?")
    understood = understand("When did it open a farm?", history, known)
    assert [(part.name, part.side) for part in understood.parts] == [
        ("Pasadena", "Pasadena"),
        ("Porterville", "Porterville"),
    ]


def test_nicknames_are_spelt_out_before_the_question_is_completed(known):
    understood = understand(
        "And the P?", after(BEFORE), known, lambda question: question.replace("the P", "Pasadena")
    )
    assert understood.question == "And the P?"
    assert understood.understood_as == "How did Pasadena start with Linked Learning?"


def test_spaces_and_line_ends_are_folded_but_the_question_is_kept(known):
    understood = understand("  How did\n\tPorterville   start?\n", (), known)
    assert understood.question == "  How did\n\tPorterville   start?\n"
    assert understood.understood_as == "How did Porterville start?"


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!", " … — “” ", "\u200b", "___"])
def test_a_question_without_words_is_a_usage_error(known, question):
    with pytest.raises(UsageError, match="empty"):
        understand(question, after(BEFORE), known)


def test_a_question_of_broken_bytes_is_a_usage_error(known):
    with pytest.raises(UsageError, match="not UTF-8"):
        understand("What is \udcff?", (), known)


def test_a_question_that_is_too_long_is_a_usage_error_that_counts(known):
    with pytest.raises(UsageError, match=rf"{MAX_CHARS + 1} characters; at most {MAX_CHARS}"):
        understand("a" * (MAX_CHARS + 1), (), known)


def test_the_longest_question_is_read(known):
    question = "a" * (MAX_CHARS - 5) + " word"
    assert understand(question, (), known).whole.search_text == question


@given(st.text(st.sampled_from("abW é?,;:.“'–-2013 and who how"), min_size=1, max_size=80))
def test_without_turns_before_every_question_is_read_as_it_was_asked(known, text):
    if not words(text):
        return
    understood = understand(text, (), known)
    assert understood.question == text
    assert understood.understood_as == understood.whole.search_text == " ".join(text.split())
    assert understood.parts
