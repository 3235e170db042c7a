"""Names in a question, as far as writing tells, and the part of it that asks."""

import pytest

from assistant.understanding.naming import (
    asked_alone,
    core_question,
    name_words,
    names_told,
    written_names,
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Porterville open?", ["porterville"]),
        ("Who leads Long Beach?", ["long", "beach"]),
        ("What did Stanford's study and O’Brien’s report say?", ["stanford", "o'brien"]),
        ("Who runs McFarland-Delano High?", ["mcfarland", "delano", "high"]),
        ("Did the École and Peña help?", ["école", "peña"]),
        ("Does AT&T pay?", ["at&t"]),
        ("Which schools in Pasadena and near Pasadena?", ["pasadena"]),
        ("what did porterville open?", []),
        ("How did it begin?", []),
        ("", []),
        ("?!", []),
    ],
)
def test_names_are_written_with_capitals(question, names):
    assert name_words(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Porterville opened what?",
        "It closed. Porterville opened what?",
        "It closed! Porterville opened what?",
        "One thing: Porterville opened what?",
        "“Porterville opened what?”",
        '"Porterville opened what?"',
        "(Porterville opened what?)",
    ],
)
def test_a_capital_at_a_beginning_makes_no_name(question):
    assert name_words(question) == []


@pytest.mark.parametrize(
    ("question", "name"), [("LAUSD opened what?", "lausd"), ("ConnectEd is what?", "connected")]
)
def test_a_capital_within_makes_a_name_of_a_beginning(question, name):
    assert name_words(question) == [name]


@pytest.mark.parametrize("word", ["I", "I'm", "I’ve", "OK", "Monday", "March", "December"])
def test_the_calendar_and_the_asker_are_no_names(word):
    assert name_words(f"What can {word} do in Delano?") == ["delano"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Who leads?", "Who leads?"),
        ("Hello there. Who leads? Thanks!", "Who leads?"),
        ("I teach. Who leads? We met. And since when?", "Who leads? And since when?"),
        ("Who leads?\nThanks.", "Who leads?"),
        ("Hello. “Who leads?” Thanks.", "Hello. “Who leads?” Thanks."),
        ("He asked. “Who leads?”", "“Who leads?”"),
        ("We met. (Who leads?)", "(Who leads?)"),
        ("Tell me who leads. I teach.", "Tell me who leads. I teach."),
        ("", ""),
        ("I read Measure N. Who leads?", "Who leads?"),
        ("I read Proposition B. Who leads?", "Who leads?"),
    ],
)
def test_what_is_asked_is_kept_and_the_chatter_around_it_dropped(text, asked):
    assert core_question(text) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What is Dr. Diaz doing?",
        "How many pathways has St. Helena High opened?",
        "What did the U.S. Department of Education fund?",
        "What did Arthur A. Benjamin fund?",
    ],
)
def test_the_stop_of_an_abbreviation_ends_no_question(question):
    assert core_question(question) == question


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("My cousin taught in Antioch. What did the board do?", "Antioch"),
        ("We got our Silver letter, hooray! How long is that good for?", "Silver"),
        ("On Tuesday I was at SRI's office with Ann. Who pays?", "SRI Ann"),
        ("What did the board in Antioch do?", ""),
        ("My cousin taught in Antioch.", ""),
    ],
)
def test_the_names_of_sentences_that_do_not_ask_are_told(question, names):
    assert names_told(question) == names


@pytest.mark.parametrize(
    "nothing",
    [
        "Do we know?",
        "Which ones?",
        "And who were they?",
        "Any ideas?",
        "Can you help me, please?",
        "Which is that, exactly?",
        "Could you tell?",
        "(Do you know?)",
    ],
)
def test_a_sentence_that_asks_nothing_of_its_own_is_not_what_is_asked(nothing):
    told = "I wonder how many zebras came."
    assert core_question(f"{told} {nothing}") == f"{told} {nothing}"
    assert core_question(f"We met. Who leads? {nothing}") == "Who leads?"


@pytest.mark.parametrize("asked", ["Do we know zebras?", "Which ones came?", "Who is that man?"])
def test_one_telling_word_makes_it_a_question(asked):
    assert core_question(f"We met. {asked}") == asked


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Ann of Oak Valley.", "Ann Oak Valley"),
        ("In Ohio, (SRI) met Oak's men, and Oak left!", "Ohio SRI Oak"),
        ("LAUSD’s report came.", "LAUSD"),
        ("On Monday I met O’Brien.", "O’Brien"),
        ("Porterville met men.", ""),
        ("", ""),
    ],
)
def test_names_are_given_back_as_they_are_written_each_once(text, names):
    assert written_names(text) == names


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        (
            "We read an Oak Institute paper of 2011. How many schools did they look at?",
            "How many schools did they look at? (Oak Institute 2011)",
        ),
        (
            "My boss asked how thin Zoo Lab's data were: in how many barns did they sit?",
            "in how many barns did they sit? (Zoo Lab)",
        ),
        ("How many schools did Oak Institute look at?", ""),  # nothing stands around it
        ("We read a paper. How many schools did they look at?", ""),  # no name is told
        ("We read the Oak Institute paper. Please go on.", ""),  # nothing is asked
        ("Our plan for Oak Valley: it starts in 2011. Is that soon?", ""),
    ],
)
def test_what_is_asked_stands_alone_beside_the_names_told_before_it(question, alone):
    assert asked_alone(question) == alone
