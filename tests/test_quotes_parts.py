"""The quotes writer over several parts: a heading each, and no sentence quoted twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.counting.tally import Counted
from assistant.evidence import Evidence
from assistant.finding import Found
from assistant.quotes import write_quotes
from assistant.understanding.parts import Part
from core.schema import Hit, Origin, Passage, Sentence

ASKED = "What did the district do about its pathways?"
FACTS = (
    "Maple High opened a clinic beside the library.",
    "Teachers visit engineering firms twice each spring.",
    "Counselors help ninth graders choose among four themes.",
    "Employers offer paid internships during summer.",
    "Principals meet monthly under superintendent Lee.",
    "Buses bring students from outlying farms.",
)


def evidence(number: int, similarity=0.8, text="", origins=()) -> Evidence:
    """The sentence of this number, from a passage of its own."""
    text = text or FACTS[number]
    place = Passage(f"s:p{number:03}", "s", number, "Section", 0, 9999, "")
    sentence = Sentence(place.id, 1000, 1000 + len(text), text, origins=origins)
    return Evidence(
        f"{number}.2", Hit(place, 1.0, 1), 2, sentence, "Title", similarity, 0.5, 0.5, 0.5
    )


def part(name: str, *items: Evidence, asked=ASKED) -> Found:
    return Found(Part(name, asked), items, answers=True)


def laid_out(*found: Found) -> list[tuple[str | None, str]]:
    """The paragraphs: heading and text."""
    return [
        (paragraph.heading, " ".join(sentence.text for sentence in paragraph.sentences))
        for paragraph in write_quotes(found).paragraphs
    ]


def test_parts_are_answered_in_order_under_a_heading_each():
    found = (part("when it opened", evidence(1)), part("who runs it", evidence(0)))
    assert laid_out(*found) == [("When it opened", FACTS[1]), ("Who runs it", FACTS[0])]


def test_a_heading_stands_once_over_all_that_is_quoted_for_its_part():
    found = (part("first", evidence(0), evidence(2)), part("second", evidence(1)))
    assert laid_out(*found) == [("First", FACTS[0]), (None, FACTS[2]), ("Second", FACTS[1])]


def test_a_part_among_few_has_two_runs_and_among_many_one():
    items = (evidence(0), evidence(2), evidence(4))
    few = laid_out(part("first", *items), part("second", evidence(1)))
    assert [text for _, text in few] == [FACTS[0], FACTS[2], FACTS[1]]
    others = [part(f"part {n}", evidence(n)) for n in (1, 3, 5)]
    many = laid_out(part("first", *items), *others)
    assert [text for _, text in many] == [FACTS[0], FACTS[1], FACTS[3], FACTS[5]]


def test_a_sentence_that_answers_two_parts_is_quoted_once_under_both_names():
    found = (
        part("where", evidence(0), asked="Where is the clinic?"),
        part("who", evidence(0), asked="What did Maple High open?"),
        part("why", evidence(1)),
    )
    assert laid_out(*found) == [("Where; who", FACTS[0]), ("Why", FACTS[1])]


def test_a_part_whose_best_sentence_says_nothing_of_it_has_its_own_next_best():
    asked = "What did the buses bring?"
    found = (part("where", evidence(0)), part("buses", evidence(0), evidence(5), asked=asked))
    assert laid_out(*found) == [("Where", FACTS[0]), ("Buses", FACTS[5])]


def test_a_part_that_only_another_ones_sentence_would_answer_is_named():
    found = (part("where", evidence(0)), part("result", evidence(0), asked="What did tests show?"))
    assert laid_out(*found) == [("Where", FACTS[0])]
    assert write_quotes(found).unanswered == ("result",)


def test_what_is_far_behind_a_parts_best_does_not_stand_in_for_it():
    asked = "What did the buses bring?"
    far = evidence(5, 0.1)
    found = (part("where", evidence(0)), part("buses", evidence(0), far, asked=asked))
    assert write_quotes(found).unanswered == ("buses",)


def test_two_parts_with_the_same_sentences_alone_stand_under_both_names():
    asked = "What did Maple High open?"
    found = (
        part("pros and cons", evidence(0), asked=asked),
        part("which is better", evidence(0), asked=asked),
    )
    assert laid_out(*found) == [("Pros and cons; which is better", FACTS[0])]


def test_a_part_that_adds_nothing_says_what_was_not_found_on_it():
    text = "No comparison of the two schedules was found in the documents read."
    gap = evidence(7, 0.5, text)
    found = (part("pros and cons", evidence(0)), part("which is better", evidence(0), gap))
    assert laid_out(*found) == [("Pros and cons", FACTS[0]), ("Which is better", text)]


def test_what_a_part_before_has_quoted_is_not_quoted_again_beside_something_better():
    found = (part("when", evidence(0)), part("who", evidence(1, 0.85), evidence(0)))
    assert laid_out(*found) == [("When", FACTS[0]), ("Who", FACTS[1])]


def test_a_part_without_a_name_is_laid_out_by_districts():
    districts = [
        (Origin(name, name, 2012, "news", "P", (name,), None, "whole"),) for name in ("Oak", "Elm")
    ]
    items = [evidence(n, 0.8 - n / 50, origins=origins) for n, origins in enumerate(districts)]
    said = part("", *items, asked="What did Oak and Elm do?")
    assert laid_out(said) == [("Oak", FACTS[0]), ("Elm", FACTS[1])]


def test_the_one_part_that_is_answered_keeps_its_name():
    assert laid_out(part("who runs it", evidence(0))) == [("Who runs it", FACTS[0])]


def counted(*numbers: int) -> Found:
    items = tuple(evidence(n) for n in numbers)
    places = {f"District {n}": (f"s:p{n:03}", 1000) for n in numbers}
    return Found(
        Part("", ASKED), items, answers=True, counted=Counted("x", places, tuple(places), items, ())
    )


def test_every_sentence_that_was_counted_is_quoted_in_order_without_headings():
    assert laid_out(counted(3, 1, 0, 4, 5)) == [(None, FACTS[n]) for n in (3, 1, 0, 4, 5)]


def test_what_states_a_number_comes_before_what_was_counted_and_is_said_once():
    stated = part("", evidence(4, 0.9), evidence(2))
    assert laid_out(stated, counted(3, 4)) == [(None, FACTS[4]), (None, FACTS[3])]


LESS = "The county reported that 84 percent of the Oak High students graduated."
MORE = "A brief said that 91 percent of the Oak High students graduated."


def test_what_says_otherwise_is_heard_right_after_the_first_sentence():
    origins = [(Origin(n, n, 2012, "report", n, (), None, "whole"),) for n in ("county", "brief")]
    first = evidence(0, 0.95, LESS, origins[0])
    far = evidence(1, 0.1, MORE, origins[1])
    between = evidence(2, 0.9)
    assert laid_out(part("", first, far, between))[:2] == [(None, LESS), (None, MORE)]
    assert laid_out(part("", first, between)) == [(None, LESS), (None, FACTS[2])]


@pytest.mark.parametrize("found", [(), (part("a"), part("b"))])
def test_without_evidence_nothing_is_written(found):
    if found:
        assert laid_out(*found) == []
    else:
        assert write_quotes(found).paragraphs == ()


ITEMS = st.lists(st.integers(0, 5), max_size=4, unique=True).map(
    lambda numbers: tuple(evidence(n, 0.7 + n / 50) for n in numbers)
)


@given(st.lists(ITEMS, min_size=2, max_size=5))
def test_no_sentence_is_quoted_twice_and_every_address_was_handed_out(parts):
    found = [part(f"part {number}", *items) for number, items in enumerate(parts)]
    cited = [
        address
        for paragraph in write_quotes(found).paragraphs
        for sentence in paragraph.sentences
        for address in sentence.addresses
    ]
    assert len(cited) == len(set(cited))
    assert set(cited) <= {item.address for items in parts for item in items}
    assert bool(cited) == any(parts)


def test_a_sentence_that_stands_on_two_pages_is_quoted_once():
    again = evidence(7, text=FACTS[0].replace("clinic beside", "clinic, beside"))
    asked = "What did Maple High open?"
    found = (
        part("where it opened", evidence(0), asked=asked),
        part("what it opened", again, asked=asked),
    )
    assert laid_out(*found) == [("Where it opened; what it opened", FACTS[0])]


def test_the_newest_opens_the_answer_where_the_newest_is_asked_for():
    old = evidence(0, text="Oak Valley counted nine pathways in 2010.")
    new = evidence(1, 0.75, text="A visitor counted twelve pathways in 2017.")
    latest = laid_out(part("", old, new, asked="What is the latest count of pathways?"))
    assert [text for _, text in latest] == [new.text, old.text]
    any_one = laid_out(part("", old, new, asked="How many pathways did they count?"))
    assert [text for _, text in any_one] == [old.text, new.text]
