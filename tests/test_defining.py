"""Definitions: which questions ask what a thing is, and which sentences say so."""

import pytest

from assistant.understanding.answer_type import DEFINITION, wanted
from assistant.understanding.defining import defined_subject, defines


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What is Measure N?", "Measure N"),
        ("what is a CPA", "CPA"),
        ("What's NAF?", "NAF"),
        ("What are pathways?", "pathways"),
        ("What does OPTIC stand for?", "OPTIC"),
        ("Define graduate profile.", "graduate profile"),
        ("What is the graduation rate?", None),
        ("What is new in the Gold standards?", None),
        ("What are the four components of Linked Learning?", None),
        ("What is dual enrollment and who offers it?", None),
        ("What happened to Measure N?", None),
    ],
)
def test_what_is_to_be_defined(question, subject):
    assert defined_subject(question) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Voters passed Measure N, a parcel tax for ten years, in 2014.", "Measure N"),
        ("Linked Learning is an approach to high school.", "linked learning"),
        ("A graduate profile spells out what students must know.", "graduate profile"),
        ("The district has themed programs called pathways.", "pathway"),
        ("Criteria of the National Academy Foundation (NAF) were used.", "NAF"),
        ("The foundation created ConnectEd in 2006 as an independent nonprofit.", "ConnectEd"),
    ],
)
def test_a_sentence_that_says_what_a_thing_is(text, subject):
    assert defines(text, subject)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Measure N passed with 75 percent.", "Measure N"),
        ("Leaders built teams for Linked Learning, the study found, in 2013.", "Linked Learning"),
        ("In 2013 a director called Linked Learning promising.", "Linked Learning"),
        ("Home to a pathway, the district grew.", "graduate profile"),
    ],
)
def test_a_sentence_that_only_names_it(text, subject):
    assert not defines(text, subject)


def test_a_question_for_a_person_is_no_definition():
    assert wanted("Who is Roneeta Guha?").kind == "name"
    assert wanted("What is Measure N?").kind == DEFINITION
