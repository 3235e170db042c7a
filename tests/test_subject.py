"""What a question of any shape is about, and the follow-ups that are searched with it."""

import pytest
from districts_site import open_districts
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.understanding.follow_up import complete
from assistant.understanding.subject import subject_in, topic_in
from core.schema import Turn
from vectorstore.words import words

TEAM = "How does a team get ready for a visit, who sits in the groups, and how many days is it?"
VISIT = "How does a team get ready for a certification visit, and how long is the visit?"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        (
            "What is the farm in Pasadena, who runs it and what does it cost?",
            "the farm in Pasadena",
        ),
        ("list the types of coaches and who each of them works with", "the types of coaches"),
        (
            "Block schedule or seven period day: pros and cons, and which one is better?",
            "block schedule or seven period day",
        ),
        ("How do we get ready for a site visit, and who leads the visit?", "a site visit"),
        ("How does a team get ready for a visit, and when may a team plan the visit?", "a visit"),
        ("Who says graduates earn more, and do the sources agree?", None),
        ("Muir Ranch: who runs it, and when did it open?", "Muir Ranch"),
        ("What is the farm in Pasadena?", "the farm in Pasadena"),
        (TEAM, None),
        ("Is there a farm at a school, and who runs the farm of the school?", None),
        ("Who says so, and why?", None),
        ("list them and say why", None),
        ("", None),
    ],
)
def test_a_question_in_parts_is_about_what_it_says_first(question, topic):
    assert topic_in(question) == topic


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        (TEAM, "a team get ready for a visit"),
        ("Who says graduates earn more, and do the sources agree?", "says graduates earn more"),
        ("Compare how Oak and Elm place students.", "Oak and Elm place students"),
        ("What is the farm in Pasadena, and who runs it?", "the farm in Pasadena"),
        ("Why did the farm in Pasadena close?", ""),
        ("Muir Ranch: who runs it, and when did it open?", "Muir Ranch"),
        ("since when?", ""),
        ("", ""),
    ],
)
def test_the_subject_is_the_first_clause_where_nothing_shorter_is_sure(question, subject):
    assert subject_in(question) == subject


@given(st.lists(st.sampled_from(["who", "Muir", "the farm", "runs", ",", "?", ":", "it"])))
def test_a_subject_adds_no_word_of_its_own(pieces):
    question = " ".join(pieces)
    held = set(words(question))
    assert set(words(subject_in(question))) <= held | {"and", "what", "is", "the", "of"}
    assert set(words(topic_in(question) or "")) <= held | {"and"}


def test_a_follow_up_to_several_parts_is_searched_with_their_subject(known):
    whole = understand("and what does it cost us?", [Turn(TEAM, "They rehearse. [1]")], known).whole
    assert whole.search_text == "and what does it cost us? (a team get ready for a visit)"
    assert whole.asks == "and what does it cost us?"


def test_what_a_later_part_speaks_of_again_is_what_it_is(known):
    read = complete("and what does it cost us?", [Turn(VISIT, "They rehearse. [1]")], known)
    assert read.bare == "and what does a certification visit cost us?"


def test_a_subject_is_carried_through_follow_ups_that_have_none(known):
    turns = [Turn(TEAM, "They rehearse. [1]"), Turn("since when?", "Since 2011. [1]")]
    assert complete("and what does it cost us?", turns, known).subject == (
        "a team get ready for a visit"
    )


def test_the_pronoun_is_filled_from_the_first_part_and_past_a_that_which_opens_a_clause(known):
    before = "Block schedule or seven period day: pros and cons, and which one is better?"
    read = complete("any high school that already does this?", [Turn(before, "Both. [1]")], known)
    assert read.text == "any high school that already does block schedule or seven period day?"


def test_a_follow_up_finds_what_its_few_words_alone_would_not(tmp_path):
    fees = "# Visits\n\nA certification visit takes two days and costs a team $300.\n"
    money = "# Money\n\nWhat it costs us, the study of what a program costs says, is $90.\n"
    assistant = open_districts(tmp_path, fees=fees, money=money)
    before = "How does a team get ready for a certification visit, and who joins the visit?"
    answer = assistant.ask("and what does it cost us?", history=(Turn(before, "They rehearse."),))
    assert "certification" in answer.citations[0].quote
