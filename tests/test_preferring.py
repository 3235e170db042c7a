"""Preferring: the newest, the one that says so itself, the one that names somebody, come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Evidence
from assistant.preferring import rank_as_wished, year_of
from assistant.weighing import rank_quotable
from core.schema import Hit, Origin, Passage, Sentence

OLD = "Oak Valley counted nine pathways in 2010."
NEW = "A visitor counted twelve pathways in 2017."
UNDATED = "Oak Valley counted eleven pathways on some day."


def evidence(text, passage=1, similarity=0.8, published=None, **known) -> Evidence:
    """One sentence of evidence, as good in everything else as any other."""
    place = Passage(f"s:p{passage:03}", "s", passage, "Section", 0, 9999, "")
    origins = (Origin("o", "Slides", published, "slides", "P", (), None, "opening"),)
    sentence = Sentence(place.id, 0, len(text), text, origins=origins if published else ())
    return Evidence(
        address=f"{passage}.1",
        hit=Hit(place, 1.0, known.pop("rank", passage)),
        position=1,
        sentence=sentence,
        title="Title",
        similarity=similarity,
        coverage=known.pop("coverage", 0.5),
        context=0.5,
        heading=0.5,
        **known,
    )


def first(question, *items) -> str:
    return rank_as_wished(question, items)[0][0].text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many pathways are there?", OLD),
        ("What is the latest count of pathways?", NEW),
        ("How many pathways are there by now?", NEW),
        ("Are there still nine pathways?", NEW),
        ("What is the earliest count of pathways?", OLD),
        ("How many pathways were added since 2015?", NEW),
        ("How many pathways were there before 2012?", OLD),
    ],
)
def test_the_years_order_what_answers(question, text):
    items = (evidence(OLD, 1), evidence(UNDATED, 2), evidence(NEW, 3))
    assert first(question, *items) == text


def test_the_sentences_own_year_counts_before_its_documents():
    told_late = evidence("Oak Valley counted nine pathways in 2010.", published=2019)
    assert year_of(told_late) == 2010
    assert year_of(evidence(UNDATED, published=2019)) == 2019
    assert year_of(evidence(UNDATED)) is None
    assert year_of(evidence("Oak wants thirty pathways by 2030.", published=2019)) == 2019


def test_a_newer_sentence_on_something_else_is_not_preferred():
    question = "What is the latest count of pathways?"
    off = evidence(NEW, 2, similarity=0.4, coverage=0.1)
    assert first(question, evidence(OLD, 1), off) == OLD
    elsewhere = evidence(NEW, 2, elsewhere=True)
    assert first(question, evidence(OLD, 1), elsewhere) == OLD


def test_a_further_passage_is_looked_at_for_the_newest_only():
    items = (evidence(OLD, 1), evidence(NEW, 7))
    assert first("What is the latest count of pathways?", *items) == NEW
    assert NEW not in [item.text for item, _ in rank_as_wished("How many pathways?", items)]


def test_that_no_figure_was_found_is_not_the_newest_figure():
    text = "No count of wages was found in the documents read, such as a 2030 brief."
    lack = evidence(text, 2, coverage=0.4)
    assert first("What is the latest count of pathways?", evidence(NEW, 1), lack) == NEW


def test_that_just_the_newest_was_not_found_comes_before_what_is_newest():
    text = "No count of certified pathways today was found in the documents read."
    gap = evidence(text, 1, similarity=0.8, coverage=0.8)
    question = "How many pathways are certified today?"
    assert first(question, gap, evidence(OLD, 2), evidence(NEW, 3)) == text


def test_what_says_itself_that_it_is_the_most_comes_first():
    big = evidence("The biggest grant went to Oak Valley for its farm.", 2, similarity=0.75)
    some = evidence("Pine Ridge had a grant of $3 million for buses.", 1)
    assert first("What was the largest grant?", some, big) == big.text
    assert first("What was the grant?", some, big) == some.text


def test_where_nothing_says_so_figures_of_the_same_measure_come_first():
    vague = evidence("Coaches think that pathways matter to districts.", 1)
    figure = evidence("Oak Valley has pathways in its schools, 9 in all.", 2, similarity=0.75)
    assert first("Which district has the most pathways?", vague, figure) == figure.text


def test_who_is_answered_by_what_names_somebody():
    nobody = evidence("Students in Oak Valley may transfer to another school.", 1)
    named = evidence("The farm in Oak Valley is paid by the Irvine Foundation.", 2, similarity=0.6)
    question = "Who pays for the farm in Oak Valley?"
    assert rank_quotable(question, (nobody, named))[0][0] is nobody
    assert first(question, nobody, named) == named.text


def test_what_advises_comes_first_where_advice_is_asked():
    told = evidence("Oak Valley defines a farm as land with animals.", 1)
    advice = evidence("A farm team should meet every week.", 6, similarity=0.75)
    assert first("How should we run a farm?", told, advice) == advice.text
    assert first("Which farms are there?", told, advice) == told.text


@pytest.mark.parametrize(
    ("question", "near", "meant"),
    [
        (
            "When was the farm bill passed?",
            "In March 2011 the farm bill was introduced by two members.",
            "The farm bill was approved by the Governor in October 2011.",
        ),
        (
            "How much money did Irvine give to farms altogether?",
            "In July 2015 the Irvine Foundation awarded $3 million to farms.",
            "From 2006 on the Irvine Foundation put more than $90 million into farms.",
        ),
        (
            "Who paid for the farm?",
            "The partners of the farm were Stanford and Berkeley.",
            "The farm was funded by the Irvine Foundation.",
        ),
    ],
)
def test_the_date_sum_or_name_that_is_meant_comes_first(question, near, meant):
    items = (evidence(near, 1), evidence(meant, 5, similarity=0.75))
    assert first(question, *items) == meant
    assert first("What happened?", *items) == near


def test_without_evidence_nothing_is_ranked():
    assert rank_as_wished("What is the latest count?", ()) == []


ITEMS = st.lists(
    st.tuples(st.sampled_from([OLD, NEW, UNDATED]), st.floats(0.5, 0.9)), min_size=1, max_size=5
)


@given(
    ITEMS,
    st.sampled_from(
        ["How many pathways?", "What is the latest count?", "Which has the most pathways?", "Who?"]
    ),
)
def test_nothing_is_lost_and_worths_never_rise(items, question):
    given_items = [evidence(text, n, sim) for n, (text, sim) in enumerate(items, start=1)]
    ranked = rank_as_wished(question, given_items)
    kept = {item.address for item, _ in rank_quotable(question, given_items)}
    assert kept <= {item.address for item, _ in ranked} or len(ranked) == 6
    worths = [worth for _, worth in ranked]
    assert worths == sorted(worths, reverse=True)


def test_which_of_these_figures_is_the_latest_asks_of_those_that_were_told():
    newer = evidence("A visitor counted twelve buses in 2019.", 3)
    told = (evidence(OLD, 1, told=1.0), evidence(NEW, 2, told=1.0))
    assert first("Which of these figures is the latest?", newer, *told) == NEW
    assert first("Which of these figures is the latest?", newer) == newer.text
    assert first("What is the latest figure?", newer, *told) == newer.text
