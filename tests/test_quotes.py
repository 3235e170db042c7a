"""The quotes writer: which sentences it takes, which it leaves, and in what order."""

import random
from dataclasses import replace
from itertools import count

import pytest

from assistant.draft import Draft
from assistant.evidence import Evidence
from assistant.finding import Found
from assistant.quotes import MAX_IN_RUN, MAX_RUNS, write_quotes
from assistant.understanding.parts import Part
from assistant.weighing import quotable
from core.schema import Continuation, Hit, Origin, Passage, Sentence

PROSE = "What did the district do about its pathways?"
FACTS = (
    "Maple High opened a clinic beside the library.",
    "Teachers visit engineering firms twice each spring.",
    "Counselors help ninth graders choose among four themes.",
    "Employers offer paid internships during summer.",
    "Principals meet monthly under superintendent Lee.",
    "Buses bring students from outlying farms.",
)


def origin(district: str) -> Origin:
    return Origin(district, district, 2012, "news", "P", (district,), None, "opening")


def evidence(text, passage=1, position=1, similarity=0.8, districts=()) -> Evidence:
    """One sentence of evidence, as good in everything else as any other."""
    start = 1000 * position
    place = Passage(f"s:p{passage:03}", "s", passage, "Section", 0, 9999, "")
    sentence = Sentence(
        place.id, start, start + len(text), text, origins=tuple(map(origin, districts))
    )
    hit = Hit(place, 1.0, min(passage, 4))
    return Evidence(
        address=f"{passage}.{position}",
        hit=hit,
        position=position,
        sentence=sentence,
        title="Title",
        similarity=similarity,
        coverage=0.5,
        context=0.5,
        heading=0.5,
    )


def apart(*texts: str, **options) -> list[Evidence]:
    """Sentences of different passages."""
    return [evidence(text, passage=number, **options) for number, text in enumerate(texts, 1)]


def written(items, question=PROSE) -> Draft:
    """What is written of a question that has but one part."""
    return write_quotes([Found(Part("", question), tuple(items), answers=True)])


def quoted(items, question=PROSE) -> list[str]:
    return [s.text for p in written(items, question).paragraphs for s in p.sentences]


def headings(items, question=PROSE) -> list[str | None]:
    return [paragraph.heading for paragraph in written(items, question).paragraphs]


def test_without_evidence_nothing_is_written():
    assert written(()).paragraphs == ()


def test_the_best_sentence_comes_first():
    items = [evidence(text, n, similarity=0.6 + 0.1 * n) for n, text in enumerate(FACTS[:3], 1)]
    assert quoted(items) == [FACTS[2], FACTS[1], FACTS[0]]


def test_the_best_sentence_opens_its_paragraph():
    items = [evidence(FACTS[0], 1, 2, 0.8), evidence(FACTS[1], 1, 3, 0.9)]
    assert quoted(items) == [FACTS[1], FACTS[0]]
    assert len(written(items).paragraphs) == 2


def test_the_sentence_that_opens_a_passage_comes_before_an_equal_one():
    assert quoted([evidence(FACTS[0], 1, 5), evidence(FACTS[1], 2, 1)])[0] == FACTS[1]


NOT_FOUND = "No portrait of a coach was found in the documents read, such as ConnectEd's page."


def test_that_something_was_not_found_leads_an_answer_or_has_no_part_in_it():
    best = [evidence(NOT_FOUND, 1, 2, 0.95), evidence(FACTS[1], 2, 2, 0.8)]
    assert quoted(best) == [NOT_FOUND, FACTS[1]]
    second = [replace(evidence(NOT_FOUND, 1, 2), coverage=0.3), evidence(FACTS[1], 2, 2)]
    assert quoted(second) == [FACTS[1]]


def test_each_sentence_cites_its_own_address():
    items = [evidence(FACTS[0], 1, 4), evidence(FACTS[1], 2, 7)]
    draft = written(items)
    cited = {s.text: s.addresses for p in draft.paragraphs for s in p.sentences}
    assert cited == {FACTS[0]: ("1.4",), FACTS[1]: ("2.7",)}


def test_what_is_far_below_the_best_is_left_out():
    items = [evidence(FACTS[0], 1, similarity=0.9), evidence(FACTS[1], 2, similarity=0.1)]
    assert quoted(items) == [FACTS[0]]


def test_at_most_three_runs_are_quoted():
    draft = written([*apart(*FACTS[:4]), evidence(FACTS[4], 4, 9)])
    assert len(draft.paragraphs) == MAX_RUNS


def test_neighbours_become_one_paragraph_in_the_order_of_the_page():
    items = [evidence(FACTS[0], 1, 2, 0.7), evidence(FACTS[1], 1, 1, 0.8)]
    (paragraph,) = written(items).paragraphs
    assert [sentence.text for sentence in paragraph.sentences] == [FACTS[1], FACTS[0]]


def test_sentences_with_another_between_them_are_two_paragraphs():
    items = [evidence(FACTS[0], 1, 1), evidence(FACTS[1], 1, 3)]
    assert len(written(items).paragraphs) == 2


def test_a_run_is_short():
    items = [evidence(text, 1, position) for position, text in enumerate(FACTS, 1)]
    assert [len(p.sentences) for p in written(items).paragraphs] == [MAX_IN_RUN] * 2


@pytest.mark.parametrize(
    "opening",
    [
        *("It", "Its", "They", "Their", "This", "These", "That", "Those", "He", "His", "She"),
        *("Her", "Such", "Both", "However,", "Also", "As a result,", "For example,", "And", "But"),
        *("it", "THEY", "It’s"),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_left_out(opening):
    leaning = f"{opening} teachers planned the pathway for two years."
    assert quoted(apart(leaning, FACTS[1])) == [FACTS[1]]


@pytest.mark.parametrize("opening", ["“They", '"They', "‘They"])
def test_a_quotation_mark_hides_no_pronoun(opening):
    text = f"{opening} planned for two years,” the principal said."
    assert not quotable(evidence(text).sentence)


@pytest.mark.parametrize(
    "text",
    ["Itineraries were planned by the teachers.", "Herbs grow in the garden.", "Sonoma joined."],
)
def test_a_word_that_only_begins_like_a_pronoun_leans_on_nothing(text):
    assert quotable(evidence(f"{text[:-1]} in the first year.").sentence)


@pytest.mark.parametrize(
    "fragment",
    [
        "Linked Learning in Pasadena Unified",
        "The district opened four academies and",
        "Prepared for the board of education,",
        "Page 4 of 12;",
    ],
)
def test_a_fragment_without_an_end_is_left_out(fragment):
    assert quoted(apart(fragment, FACTS[1])) == [FACTS[1]]


@pytest.mark.parametrize("end", [".", "!", "?", ".”", '."', ".)", "?’"])
def test_a_sentence_may_end_in_any_of_its_marks(end):
    assert quotable(evidence(f"Maple High opened a clinic{end}").sentence)


@pytest.mark.parametrize("form", ["list_item", "table_row"])
def test_items_and_rows_need_no_full_stop(form):
    sentence = evidence("Maple High | 212 students | 14 teachers").sentence
    assert quotable(replace(sentence, form=form))


def test_a_word_or_two_are_no_answer():
    assert not quotable(evidence("Not yet decided.").sentence)


@pytest.mark.parametrize(("rest", "whole"), [("share one hour.", True), ("share one", False)])
def test_a_sentence_over_a_page_end_is_whole_if_its_rest_is(rest, whole):
    sentence = evidence("All the teachers of").sentence
    assert quotable(replace(sentence, continues=Continuation(2, 0, 9, rest))) is whole


MONEY = "The grant brought $40,000 for new buses."
NO_MONEY = "The cost of buses worried the district board."


@pytest.mark.parametrize(
    ("question", "direct", "other"),
    [
        ("How much did it cost?", MONEY, NO_MONEY),
        ("What did the district spend on buses?", MONEY, NO_MONEY),
        ("How many students joined?", "Some 212 students joined Maple High.", FACTS[4]),
        ("When did the clinic open?", "Maple High opened a clinic in 2011.", FACTS[1]),
        ("Who leads the district?", "Principals report to Edwin Diaz weekly.", FACTS[5]),
    ],
)
def test_what_holds_the_kind_of_thing_asked_for_comes_first(question, direct, other):
    items = [evidence(other, 1, similarity=0.85), evidence(direct, 2, similarity=0.75)]
    assert quoted(items, question)[0] == direct


def test_the_kind_asked_for_never_refuses_a_sentence():
    assert quoted(apart(NO_MONEY), "How much did it cost?") == [NO_MONEY]


def speaking(*districts) -> list[Evidence]:
    """A sentence each of these districts; more than one, or none, to a sentence."""
    number = count(1)
    return [
        evidence(text, next(number), similarity=0.8 - 0.01 * place, districts=names)
        for place, (text, names) in enumerate(zip(FACTS, districts, strict=False))
    ]


@pytest.mark.parametrize(
    ("districts", "found"),
    [
        ([()], [None]),
        ([("Oak",)], [None]),
        ([("Oak",), ("Oak",)], [None, None]),
        ([("Oak",), ()], [None, None]),
        ([("Oak",), ("Oak", "Elm")], [None, None]),
        ([("Oak",), ("Elm",)], ["Oak", "Elm"]),
        ([("Elm",), ("Oak",)], ["Elm", "Oak"]),
    ],
)
def test_districts_speak_under_headings_only_if_there_are_several(districts, found):
    assert headings(speaking(*districts), "What did Oak and Elm do?") == found


def test_a_district_has_one_heading_for_all_it_says():
    items = speaking(("Oak",), ("Elm",), ("Oak",))
    assert headings(items, "What did Oak and Elm do?") == ["Oak", None, "Elm"]
    assert quoted(items, "What did Oak and Elm do?") == [FACTS[0], FACTS[2], FACTS[1]]


def test_beside_what_is_of_no_one_district_there_are_no_headings():
    assert headings(speaking(("Oak",), (), ("Elm",))) == [None, None, None]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_evidence_comes_changes_nothing(seed):
    items = [*apart(*FACTS[:4]), *(evidence(FACTS[4], 4, p) for p in (8, 9))]
    shuffled = random.Random(seed).sample(items, len(items))
    assert written(shuffled) == written(items)


def test_the_same_in_another_order_is_not_quoted_twice():
    first = "Oakland voters passed Measure N, a $120 tax for ten years, on November 4, 2014."
    second = "Measure N in Oakland is a $120 tax for ten years, passed on November 4, 2014."
    assert quoted(apart(first, second)) == [first]
