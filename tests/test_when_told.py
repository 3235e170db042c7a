"""Follow-ups that name nothing: of what was told, and of what was asked."""

import pytest

from assistant.understanding.follow_up import complete
from assistant.understanding.parts import split
from assistant.understanding.when_told import asks_what_to_do, asks_when_told, first_told
from core.schema import Turn

ANSWER = "In 2013 Porterville opened a farm and sold milk. [1] It grew. [2]"


@pytest.mark.parametrize(
    "question",
    ["when was that?", "And when was it exactly?", "what year was that", "when did this happen?"],
)
def test_when_is_asked_of_what_the_answer_opened_with(known, question):
    assert asks_when_told(question)
    result = complete(question, [Turn("Tell me of the farm", ANSWER)], known)
    assert result.text == result.bare
    assert result.text == "When was this: “In 2013 Porterville opened a farm and sold milk.”?"
    assert (result.told, result.earlier) == ("", ())
    assert len(split(result.bare, known)) == 1


@pytest.mark.parametrize("question", ["when did that farm open?", "when was it passed?", "when?"])
def test_a_question_that_says_when_what_was_is_none(question):
    assert not asks_when_told(question)


def test_after_no_answer_the_question_before_is_put_beside_it(known):
    result = complete("when was that?", [Turn("Tell me of the red farm", "")], known)
    assert "red farm" in result.text


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        (
            "## Farms\n\nMilk, sold | 9 litres | 2011 [1] Eggs | 3 [2]",
            "Milk, sold | 9 litres | 2011",
        ),
        ("Yes. It opened in 2011. It grew.", "It opened in 2011."),
        ("", ""),
    ],
)
def test_of_an_answer_the_first_sentence_or_row_is_meant(answer, first):
    assert first_told(answer) == first


@pytest.mark.parametrize(
    "question", ["so what should we do about it", "What can a district do?", "what do we do now?"]
)
def test_what_to_do_is_asked_of_the_question_before(known, question):
    assert asks_what_to_do(question)
    result = complete(question, [Turn("Why do the farms of Antioch fail?", "Rain. [1]")], known)
    assert result.bare == "What strategies help with this: “Why do the farms of Antioch fail”?"


def test_what_somebody_did_is_no_advice():
    assert not asks_what_to_do("what did Antioch do about it?")
