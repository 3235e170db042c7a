"""Weighing: what makes one sentence answer better than another that is alike."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Evidence
from assistant.weighing import place_of, quotable, rank_quotable, worth
from core.schema import Hit, Passage, Sentence

OPEN = "What did the district do about its pathways?"
ALL = "List all the things that the district did."
FIRST = "Maple High opened a clinic beside the library."
SECOND = "Teachers visit engineering firms twice each spring."


def evidence(text=FIRST, passage=1, position=2, **known) -> Evidence:
    """One sentence of evidence, as good in everything else as any other."""
    place = Passage(f"s:p{passage:03}", "s", passage, "Section", 0, 9999, "")
    start = 1000 * position
    return Evidence(
        address=f"{passage}.{position}",
        hit=Hit(place, known.pop("score", 1.0), known.pop("rank", 1)),
        position=position,
        sentence=Sentence(place.id, start, start + len(text), text),
        title="Title",
        similarity=known.pop("similarity", 0.8),
        coverage=known.pop("coverage", 0.5),
        context=known.pop("context", 0.5),
        heading=known.pop("heading", 0.5),
        covered=known.pop("covered", 0.5),
        **known,
    )


def ranked(*items, question=OPEN) -> list[str]:
    return [item.text for item, _ in rank_quotable(question, items)]


@pytest.mark.parametrize(
    "figure", ["similarity", "asked", "covered", "context", "heading", "score"]
)
def test_more_of_every_figure_is_worth_more(figure):
    assert worth(evidence(**{figure: 0.9})) > worth(evidence(**{figure: 0.4}))


def test_names_years_and_the_first_place_are_worth_something():
    plain = evidence(names=0.5)
    for better in (
        evidence(names=1.0),
        evidence(names=0.5, years=frozenset({"2012"})),
        evidence(names=0.5, position=1),
    ):
        assert worth(better) > worth(plain)


def test_a_follow_up_does_not_repeat_what_was_just_said():
    again, new = evidence(FIRST, 1, told=1.0), evidence(SECOND, 2, similarity=0.7)
    assert ranked(again, new)[0] == SECOND
    assert ranked(replace(again, told=0.0), new)[0] == FIRST


@pytest.mark.parametrize(("told", "repeats"), [(0.5, False), (0.75, True), (1.0, True)])
def test_what_shares_a_few_words_with_the_last_answer_is_no_repeat(told, repeats):
    assert (worth(evidence(told=told)) < worth(evidence())) is repeats


def test_that_nothing_was_found_is_worth_a_little_less():
    text = "No price of a coach was found in the documents read."
    said, plain = evidence(text, coverage=0.2), evidence(coverage=0.2)
    assert worth(said) < worth(plain) < worth(replace(said, similarity=0.9, asked=0.3))


def test_that_just_what_is_asked_was_not_found_is_the_answer():
    text = "No price of a coach was found in the documents read."
    assert worth(evidence(text, coverage=0.8)) > worth(evidence(coverage=0.8))


def test_a_sentence_on_another_district_than_those_asked_about_is_not_quoted():
    other = evidence(SECOND, 2, similarity=0.95, elsewhere=True)
    assert ranked(evidence(FIRST), other) == [FIRST]
    assert ranked(other) == []


def test_only_the_best_passages_speak():
    items = [evidence(f"{FIRST[:-1]} in year {n}.", n, rank=n) for n in range(1, 7)]
    assert {item.hit.rank for item, _ in rank_quotable(OPEN, items)} <= {1, 2, 3, 4}
    assert ranked(items[4]) == []


def test_where_all_are_asked_for_more_may_speak():
    items = [evidence(f"{FIRST[:-1]} in year {n}.", 1, n) for n in range(2, 14)]
    assert (len(ranked(*items)), len(ranked(*items, question=ALL))) == (6, 9)


def test_where_all_are_asked_for_what_is_a_little_farther_speaks_too():
    near, far = evidence(FIRST, 1, similarity=0.9), evidence(SECOND, 2, similarity=0.52)
    assert 0.8 < worth(far) / worth(near) < 0.85
    assert ranked(near, far) == [FIRST]
    assert ranked(near, far, question=ALL) == [FIRST, SECOND]


def test_the_kind_of_thing_asked_for_is_preferred():
    money = evidence("Oak High spent $40,000 on new buses.", 2, similarity=0.7)
    asked = "How much did the buses cost?"
    assert ranked(evidence(FIRST), money, question=asked)[0] == money.text
    assert ranked(evidence(FIRST), money)[0] == FIRST


def test_a_place_is_source_page_and_start():
    assert place_of(evidence(passage=3, position=2)) == ("s", 3, 2000)


ITEMS = st.lists(
    st.builds(
        evidence,
        st.sampled_from([FIRST, SECOND, "They left.", "A fragment that", "It grew in one year."]),
        st.integers(1, 6),
        st.integers(1, 9),
        similarity=st.floats(0, 1),
        rank=st.integers(1, 6),
        told=st.floats(0, 1),
        elsewhere=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda item: item.address,
)


@given(ITEMS, st.sampled_from([OPEN, ALL, "How many students joined?"]), st.randoms())
def test_what_speaks_is_quotable_best_first_and_whatever_the_order(items, question, shuffler):
    pairs = rank_quotable(question, items)
    worths = [own for _, own in pairs]
    assert worths == sorted(worths, reverse=True)
    assert all(quotable(item.sentence) and not item.elsewhere for item, _ in pairs)
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    assert rank_quotable(question, shuffled) == pairs


def test_a_definition_comes_first_though_another_sentence_is_nearer():
    passed = evidence("Measure N passed with about 75 percent.", similarity=0.8)
    says = evidence("Voters passed Measure N, a parcel tax for schools.", 2, similarity=0.6)
    assert ranked(passed, says, question="What is Measure N?")[0] == says.text
    assert ranked(passed, says, question="When did Measure N pass?")[0] == passed.text


def test_a_definition_may_stand_in_any_of_the_hits():
    passed = evidence("Measure N passed with about 75 percent.")
    says = evidence("Voters passed Measure N, a parcel tax for schools.", 9, rank=9)
    assert ranked(passed, says, question="What is Measure N?") == [says.text, passed.text]
    assert says.text not in ranked(passed, says, question="Did Measure N pass?")
