"""Counting those who have a post: what stands before a title belongs to it."""

import pytest
from districts_site import open_districts

from assistant.counting.count import count
from assistant.counting.titles import names_the_post
from core.schema import Filters

ABOUT = "have a linked learning director"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Oak Valley's Linked Learning director meets coaches.", True),
        ("Oak Valley has a director of Linked Learning.", True),
        ("Oak Valley pays a Linked Learning and careers director.", True),
        ("The Linked Learning Alliance's director praised Oak Valley.", False),
        ("An Oak Valley curriculum director calls Linked Learning the how.", False),
        ("A managing director called Linked Learning promising for Oak Valley.", False),
    ],
)
def test_a_post_is_named_by_its_whole_title(sentence, named):
    assert names_the_post(ABOUT, sentence) is named


@pytest.mark.parametrize("about", ["hired pathway coaches", "have a director", "opened a clinic"])
def test_where_no_such_post_is_asked_for_any_sentence_will_do(about):
    assert names_the_post(about, "Students paint murals.")


def test_other_directors_are_not_counted(tmp_path):
    texts = (
        "Oak Valley pays a linked learning director.",
        "Pine Ridge pays a curriculum director who calls linked learning the how.",
        "Elm Grove was praised by the linked learning league's director.",
    )
    assistant = open_districts(tmp_path, notes="# Notes\n\n" + " ".join(texts) + "\n")
    question = "Which districts have a linked learning director?"
    found = count(assistant.search, question, Filters())
    assert found is not None
    assert tuple(found.said_of) == ("Oak Valley",)
