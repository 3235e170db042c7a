"""Signals: each figure told by hand from a few sentences."""

from dataclasses import astuple

import pytest
from fakes import WordHashEmbeddings
from hypothesis import given
from hypothesis import strategies as st

from assistant.alignment import weakest_word
from assistant.evidence import Evidence
from assistant.signals import Signals, read_signals
from assistant.weighing import rank_quotable
from core.schema import Hit, Passage, Sentence

EMBEDDINGS = WordHashEmbeddings()
TOLD = "Maple High opened a clinic beside the library."
COUNTED = "Some 212 students joined Maple High."
HOW_MANY = "How many students joined?"


def evidence(text, passage=1, position=1, **known) -> Evidence:
    """One sentence of evidence, as good in everything else as any other."""
    section = known.pop("section", "Section")
    place = Passage(f"s:p{passage:03}", "s", passage, section, 0, 9999, "")
    return Evidence(
        address=f"{passage}.{position}",
        hit=Hit(place, 1.0, passage),
        position=position,
        sentence=Sentence(place.id, 1000 * position, 1000 * position + len(text), text),
        title=known.pop("title", "Title"),
        similarity=known.pop("similarity", 0.8),
        coverage=0.5,
        context=0.5,
        heading=0.5,
        **known,
    )


def read(question, *items) -> Signals:
    signals = read_signals(question, items, EMBEDDINGS)
    assert signals is not None
    return signals


@pytest.mark.parametrize(
    "items", [[], [evidence("They planned it for two years.")], [evidence("A fragment that")]]
)
def test_without_a_sentence_to_quote_there_are_no_signals(items):
    assert read_signals(HOW_MANY, items, EMBEDDINGS) is None


def test_the_worth_is_that_of_the_sentence_that_opens_the_answer():
    items = [evidence(TOLD, 1, similarity=0.6), evidence(COUNTED, 2, similarity=0.7)]
    (best, worth), *_ = rank_quotable(HOW_MANY, items)
    assert best.text == COUNTED
    assert read(HOW_MANY, *items).worth == worth


@pytest.mark.parametrize(
    ("texts", "other"),
    [
        ([TOLD], 1.0),
        ([COUNTED], 0.0),
        ([TOLD, COUNTED], 0.0),
        ([COUNTED, TOLD], 0.0),
    ],
)
def test_one_sentence_of_the_kind_asked_for_is_enough(texts, other):
    items = [evidence(text, number) for number, text in enumerate(texts, 1)]
    assert read(HOW_MANY, *items).other_kind == other


def test_a_question_for_anything_is_open_and_finds_its_kind_everywhere():
    signals = read("What did Maple High do?", evidence(TOLD))
    assert (signals.open_ended, signals.other_kind) == (1, 0)
    assert read(HOW_MANY, evidence(COUNTED)).open_ended == 0


def test_a_sentence_of_another_subject_does_not_hold_what_is_asked():
    asked_for = evidence(TOLD, 1, similarity=0.9, names=1.0)
    other = evidence("Some 212 students joined Pine Ridge.", 2, similarity=0.6, names=0.5)
    assert read(HOW_MANY, asked_for, other).other_kind == 1
    same = evidence("Some 212 students joined Pine Ridge.", 2, similarity=0.6, names=1.0)
    assert read(HOW_MANY, asked_for, same).other_kind == 0


def test_a_sentence_far_below_the_best_has_no_say():
    far = evidence(COUNTED, 2, similarity=0.1, years=frozenset({"2012"}))
    signals = read(f"{HOW_MANY[:-1]} in 2012?", evidence(TOLD, 1, similarity=0.9), far)
    assert (signals.other_kind, signals.other_year) == (1, 1)


@pytest.mark.parametrize(
    ("question", "years", "other"),
    [
        ("What opened?", [()], 0.0),
        ("What opened in 2012?", [("2012",)], 0.0),
        ("What opened in 2012?", [()], 1.0),
        ("What opened in 2012 and 2014?", [("2012",)], 1.0),
        ("What opened in 2012 and 2014?", [("2012", "2014")], 0.0),
        ("What opened in 2012 and 2014?", [("2012",), ("2014",)], 0.0),
        ("What opened in 2012?", [(), ("2012",)], 0.0),
    ],
)
def test_every_year_of_the_question_is_looked_for(question, years, other):
    texts = (TOLD, "Employers offer paid internships during summer.")
    items = [
        evidence(text, number, years=frozenset(own))
        for number, (text, own) in enumerate(zip(texts, years, strict=False), 1)
    ]
    assert read(question, *items).other_year == other


def weakest(question, *items) -> float:
    return read(question, *items).weakest_word


def test_a_word_may_be_met_anywhere_in_the_passage_of_the_opening_sentence():
    other = evidence("A nurse works there daily.", 1, 2, similarity=0.3)
    assert weakest("Which clinic has a nurse?", evidence(TOLD)) == 0
    assert weakest("Which clinic has a nurse?", evidence(TOLD), other) > 0.9


def test_a_word_met_in_another_passage_only_is_not_met():
    other = evidence("A nurse works there daily.", 2, 1, similarity=0.3)
    assert weakest("Which clinic has a nurse?", evidence(TOLD), other) == 0


def test_a_word_may_be_met_in_the_title_or_the_last_heading():
    question = "Which clinic has a nurse?"
    assert weakest(question, evidence(TOLD, title="Nurses")) > 0.9
    assert weakest(question, evidence(TOLD, section="Schools > Nurses")) > 0.9
    assert weakest(question, evidence(TOLD, section="Nurses > Schools")) == 0


def test_only_what_is_asked_must_be_met():
    asked = "Which clinic opened beside Maple High?"
    assert weakest(f"I drive a yellow bus. {asked}", evidence(TOLD)) == weakest(
        asked, evidence(TOLD)
    )
    assert weakest("I drive a yellow bus. Which bus?", evidence(TOLD)) == 0


def test_the_weakest_word_is_that_of_the_title_the_heading_and_the_sentences():
    question, items = "Does a nurse visit?", (evidence(TOLD), evidence("Buses come.", 1, 2))
    text = f"Title. Section {TOLD} Buses come."
    assert weakest(question, *items) == weakest_word(question, text, EMBEDDINGS)


TEXTS = st.sampled_from([TOLD, COUNTED, "Employers paid $40,000 in 2012.", "A nurse came daily."])
QUESTIONS = st.sampled_from(
    [HOW_MANY, "What did Maple High pay in 2012?", "Who came?", "nurse", "x in 1999?"]
)


@given(
    QUESTIONS,
    st.lists(st.tuples(TEXTS, st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6),
)
def test_every_figure_lies_between_0_and_1_or_nearly_so(question, told):
    items = [
        evidence(text, number, similarity=near, names=names)
        for number, (text, near, names) in enumerate(told, 1)
    ]
    signals = read(question, *items)
    assert all(-0.2 <= figure <= 1.3 for figure in astuple(signals))
    assert {signals.open_ended, signals.other_kind, signals.other_year} <= {0.0, 1.0}
