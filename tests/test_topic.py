"""What a question is about, where a pattern is sure of it, and the person an answer names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.topic import subject_of, topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the graduation rate in Porterville?", "the graduation rate in Porterville"),
        ("What’s the cost of certification?", "the cost of certification"),
        ("Who is the superintendent of Pasadena?", "the superintendent of Pasadena"),
        ("So where is the health academy?", "the health academy"),
        ("How does the program at Harmony work?", "the program at Harmony"),
        ("Where did the students in the health academy go?", "the students in the health academy"),
        ("How did Porterville start with Linked Learning?", "Porterville"),
        ("Did the pathway kids go on to college?", "the pathway kids"),
        ("Tell me more about Measure N in Oakland.", "Measure N in Oakland"),
        ("What about the pilot?", "the pilot"),
        ("Who runs the pathways office in Long Beach?", "the pathways office in Long Beach"),
        ("What is in the plan?", "the plan"),
        ("what is ConnectEd?", "ConnectEd"),
        ("What is Long Beach best known for?", "Long Beach"),
        ("What is the pilot like?", "the pilot"),
        ("I am new here. How does the farm in Pasadena work?", "the farm in Pasadena"),
    ],
)
def test_a_question_is_about_its_subject(question, topic):
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Hello.",
        "Which pathways?",
        "What is certification?",  # one small word may be anything
        "What are they?",
        "What is there?",
        "Why did it change?",
        "How do people work?",
        "What is the plan and who wrote it?",
        "Where is the other one?",
        "Why did the district close the farm?",
        "What is " + "the " + "very " * 13 + "big farm?",
    ],
)
def test_where_no_pattern_is_sure_nothing_is_said(question):
    assert topic_of(question) is None


def test_the_longest_topic_is_fourteen_words():
    assert topic_of("What is the " + "very " * 12 + "farm?") == "the " + "very " * 12 + "farm"
    assert topic_of("What is the " + "very " * 13 + "farm?") is None


WORDS = st.sampled_from(["what", "is", "did", "the", "farm", "in", "Muir", "work", "it", ",", "."])


@given(st.lists(WORDS, max_size=12).map(lambda chosen: " ".join(chosen) + "?"))
def test_a_topic_stands_in_the_question_word_for_word(question):
    topic = topic_of(question)
    assert topic is None or (topic and topic in question and topic.strip(" ,?.") == topic)


@pytest.mark.parametrize(
    ("question", "answer", "person"),
    [
        ("When did she start?", "Maria Gomez led it from 2011.", "Maria Gomez"),
        ("What was his plan?", "It was led by Paul J. Stern-Lee.", "Paul J. Stern-Lee"),
        ("When did she start?", "Maria Gomez began. Maria Gomez stayed.", "Maria Gomez"),
        ("When did she start?", "Maria Gomez followed Paul Stern.", None),
        ("When did it start?", "Maria Gomez led it from 2011.", None),
        ("When did she start?", "The farm opened in Linked Learning.", None),
        ("When did she start?", "", None),
    ],
)
def test_the_one_person_whom_an_answer_names_is_meant_by_she(question, answer, person):
    assert subject_of(question, answer) == person
