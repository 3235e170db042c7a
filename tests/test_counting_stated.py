"""Stated numbers: how many of a kind a sentence says there are, before our own count of them."""

from dataclasses import replace

import pytest
from districts_site import open_districts

from assistant.counting.count import count
from assistant.counting.stated import number_stated, says_another
from assistant.counting.tally import Counted
from assistant.evidence import Evidence
from core.schema import Filters, Hit, Passage, Sentence

LEAGUE = "districts joined the striped zebra league: Elm Grove, Ash Creek and Fir Hills"


def evidence(text: str) -> tuple[Evidence, ...]:
    passage = Passage("p", "s", 1, "", 0, 9999, "")
    sentence = Sentence(passage.id, 0, len(text), text)
    return (Evidence("1.1", Hit(passage, 1.0, 1), 1, sentence, "", 0.9, 0.9, 0.9, 0.9),)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("The state chose six Central Valley districts.", "district", 6),
        ("Twelve districts joined the zebra league in spring.", "district", 12),
        ("Of these, 5 of the nine had a barn.", "district", 5),
        ("The zebra league ran in 31 schools in spring.", "school", 31),
        ("The zebra league ran in 31 schools in spring.", "district", None),
        ("Two of 9 schools sang to the zebras.", "school", 2),
        ("AB 288 of 2015 paid for barns.", "college", None),
        ("SB 70 of 2005 paid for barns.", "district", None),
        ("The zebra league paid for barns in the districts.", "district", None),
        ("The state passed two bills on zebras.", "bill", None),
    ],
)
def test_a_sentence_says_how_many_of_a_kind_there_are(text, kind, number):
    assert number_stated("How many are there?", evidence(text), kind) == number


def test_without_evidence_no_number_is_stated():
    assert number_stated("How many are there?", (), "district") is None


def counted_in(tmp_path, sentence: str) -> Counted:
    search = open_districts(tmp_path, notes=f"# Notes\n\n{sentence}\n").search
    found = count(search, "How many districts joined the striped zebra league?", Filters())
    assert found is not None
    assert tuple(found.said_of) == ("Ash Creek", "Elm Grove", "Fir Hills")
    return found


@pytest.mark.parametrize(
    ("opening", "another"),
    [("Seven", True), ("7", True), ("Three", False), ("Some", False)],
)
def test_one_sentence_that_was_counted_may_give_another_number(tmp_path, opening, another):
    found = counted_in(tmp_path, f"{opening} {LEAGUE}.")
    assert says_another(found) is another
    assert not says_another(replace(found, in_one=False))


@pytest.mark.parametrize(
    ("opening", "counts"), [("Seven", []), ("7", []), ("Some", [3]), ("Three", [3])]
)
def test_a_counted_sentence_that_gives_another_number_shows_no_count_of_ours(
    tmp_path, opening, counts
):
    sentence = f"{opening} {LEAGUE}."
    assistant = open_districts(tmp_path, notes=f"# Notes\n\n{sentence}\n")
    answer = assistant.ask("How many districts joined the striped zebra league?")
    assert answer.statements[0].text == sentence
    assert [count.count for count in answer.counts] == counts


def test_which_they_are_is_shown_though_a_sentence_says_that_they_are_more(tmp_path):
    assistant = open_districts(tmp_path, notes=f"# Notes\n\nSeven {LEAGUE}, among others.\n")
    answer = assistant.ask("Which districts joined the striped zebra league?")
    assert [count.count for count in answer.counts] == [3]
