"""Words: how a text is cut into them, and which of them carry its subject."""

import pytest

from vectorstore.words import content_words, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oak Valley", ["oak", "valley"]),
        ("the student’s plan, don't", ["the", "student's", "plan", "don't"]),
        ("work-based_learning", ["work", "based", "learning"]),
        ("$40,000 in 2012", ["40", "000", "in", "2012"]),
        ("Straße ÉCOLE", ["strasse", "école"]),
        ("again again", ["again", "again"]),
        ("'' -- ?!", []),
    ],
)
def test_words_are_lower_case_and_in_order(text, found):
    assert words(text) == found


def test_a_name_typed_in_parts_is_the_same_word():
    assert words("Pen\u0303a") == words("Pe\u00f1a")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How did Porterville start?", ["porterville", "start"]),
        ("Garden, garden and GARDEN!", ["garden"]),
        ("What is it?", ["what", "is", "it"]),
        ("", []),
    ],
)
def test_content_words_carry_a_subject(text, found):
    assert content_words(text) == found
