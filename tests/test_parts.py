"""The parts of a question: where it is cut, what each is called and what it is searched with."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.parts import MOST, split
from vectorstore.words import words


def names(question: str, known) -> list[str]:
    return [part.name for part in split(question, known)]


def searched(question: str, known) -> list[str]:
    return [part.search_text for part in split(question, known)]


@pytest.mark.parametrize(
    "question",
    [
        "What is a pathway?",
        "How many districts are there, and which ones?",
        "How many districts are there, and what are they called?",
        "How many pathways does Muir have, and where?",
        "What is it and why?",
        "Who pays, and who else?",
        "How do teachers and parents work together?",
        "When the pilot ended, what happened?",
        "When the pilot ended, who paid for the buses?",
        "Muir Ranch: price tag, opening date, size",  # nobody asks
        "",
    ],
)
def test_one_thing_is_one_part_without_a_name(known, question):
    (part,) = split(question, known)
    assert (part.name, part.search_text) == ("", question)
    assert part.earlier == ()
    assert not part.side


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What is the ambassador program, who runs it and what did it cost?",
            ["what is the ambassador program", "who runs it", "what did it cost"],
        ),
        (
            "Who runs the farm at Muir; and also when did it open?",
            ["who runs the farm at Muir", "when did it open"],
        ),
        ("What opened, and did it close?", ["what opened", "did it close"]),
        ("What opened, and in which year?", ["what opened", "in which year"]),
        ("List all farms and what they grow.", ["list all farms", "what they grow"]),
        (
            "I am new here. What is a farm? Who runs it?",
            ["what is a farm", "who runs it"],
        ),
        (
            "How many students are in Antioch, and who runs the program?",
            ["how many students are in Antioch", "who runs the program"],
        ),
        (
            "Once certified, how long is it good for and who checks it?",
            ["once certified, how long is it good for", "who checks it"],
        ),
    ],
)
def test_what_is_asked_in_one_breath_is_cut_in_order(known, question, parts):
    assert names(question, known) == parts


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "What is the ambassador program, who runs it and what did it cost?",
            [
                "What is the ambassador program",
                "who runs it (the ambassador program)",
                "what did it cost (the ambassador program)",
            ],
        ),
        (
            "Muir Ranch: who runs it, and what does the Muir ranch cost?",
            ["who runs it (Muir Ranch)", "what does the Muir ranch cost"],
        ),
        (
            "About Muir, who pays and when did it open?",
            ["About Muir, who pays", "when did it open (Muir)"],
        ),
        (
            "Who pays mentors and why did the rate fall?",
            ["Who pays mentors", "why did the rate fall (pays mentors)"],
        ),
    ],
)
def test_each_part_is_searched_with_what_the_first_is_about(known, question, texts):
    assert searched(question, known) == texts


def test_what_a_question_is_for_is_nothing_that_is_asked(known):
    question = "For my session on farms: who runs the farm and what does it cost?"
    assert names(question, known) == ["who runs the farm", "what does it cost"]
    assert not any("session" in text for text in searched(question, known))


def test_short_things_after_a_colon_are_parts_too(known):
    question = "Muir Ranch: who runs it, price, and opening date"
    assert names(question, known) == [""]
    question = "Muir Ranch: price, opening date, and who runs it"
    assert names(question, known) == ["price", "opening date", "who runs it"]
    assert searched(question, known)[:2] == ["price (Muir Ranch)", "opening date (Muir Ranch)"]


def test_each_part_leans_a_little_on_the_whole_question(known):
    question = "Who runs the farm and when did it open?"
    assert [part.earlier for part in split(question, known)] == [((0.3, question),)] * 2


def test_a_comparison_has_a_part_for_each_side(known):
    parts = split("How do Pasadena and Porterville differ?", known)
    assert [(part.name, part.side) for part in parts] == [
        ("Pasadena", "Pasadena"),
        ("Porterville", "Porterville"),
    ]
    assert [known.districts(part.search_text) for part in parts] == [{"Pasadena"}, {"Porterville"}]
    assert all(part.earlier == () for part in parts)


def test_which_of_the_sides_is_no_word_to_search_for(known):
    texts = searched("Who has more farms, Pasadena or Porterville?", known)
    assert [words(text)[:2] for text in texts] == [["has", "more"]] * 2
    texts = searched("Who has farms, Pasadena or Porterville?", known)
    assert [words(text)[:2] for text in texts] == [["who", "has"]] * 2


def test_a_clause_after_a_count_that_asks_something_else_is_a_part(known):
    question = "How many farms are there, and which teachers of Antioch run a greenhouse?"
    assert names(question, known) == [
        "how many farms are there",
        "which teachers of Antioch run a greenhouse",
    ]


def test_at_most_six_parts_are_read(known):
    assert MOST == 6
    asked = ", ".join(f"who is person{letter}" for letter in "abcdefgh")
    assert names(f"Who runs the farm, {asked}?", known) == [
        "who runs the farm",
        *(f"who is person{letter}" for letter in "abcd"),
        "who is persone and who is personf and who is persong and who is personh",
    ]
    places = "Antioch, Gallup, Long Beach, LAUSD, Pasadena, Porterville, Sacramento City"
    assert len(split(f"Compare {places}", known)) == MOST


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is A and what is B?", "who is A"),
        ("LAUSD is where and who runs it?", "LAUSD is where"),
    ],
)
def test_a_name_begins_small_unless_it_is_an_abbreviation(known, question, first):
    assert names(question, known)[0] == first


CLAUSES = st.lists(
    st.sampled_from(
        [
            "who runs the farm",
            "what did the buses cost",
            "when did Muir open",
            "where is the Clinic",
            "how do students apply",
            "why was it built",
        ]
    ),
    min_size=2,
    max_size=6,
)


@given(CLAUSES, st.sampled_from([", ", " and ", ", and ", "; ", ", and also ", "? "]))
def test_the_parts_names_stand_in_the_question_and_miss_none(known, clauses, between):
    question = between.join(clauses) + "?"
    question = question[0].upper() + question[1:]
    assert names(question, known) == clauses
    for part in split(question, known):
        assert part.search_text.casefold().startswith(part.name.casefold())


PIECES = st.lists(
    st.sampled_from(
        ["who", "what", "Muir", "the farm", "runs", "cost", ",", "and", "?", ":", "how many", "it"]
    ),
    max_size=14,
).map(" ".join)


@given(PIECES)
def test_the_words_of_parts_that_are_no_sides_stand_in_the_question(known, question):
    parts = [part for part in split(question, known) if not part.side]
    asked = set(words(question)) | {"and"}
    for part in parts:
        assert set(words(part.name)) <= asked
        assert set(words(part.search_text)) <= asked
        assert re.search(r"\w", part.name) or len(parts) == 1


def test_names_told_before_steer_every_part(known):
    parts = split("My cousin is from Antioch. What was it, and who paid for the farm?", known)
    assert [part.search_text for part in parts] == [
        "What was it (Antioch)",
        "who paid for the farm (Antioch)",
    ]


def test_a_head_that_speaks_of_oneself_is_no_subject(known):
    question = (
        "Somebody asked me about this over lunch and I had nothing: what is a pathway, and who "
        "pays for coaches?"
    )
    assert [part.name for part in split(question, known)] == [
        "what is a pathway",
        "who pays for coaches",
    ]


def test_a_side_is_weighed_by_what_is_asked_without_its_name(known):
    parts = split("How many coaches do Pasadena and Antioch have?", known)
    assert [part.side for part in parts] == ["Pasadena", "Antioch"]
    assert not any(part.side in part.asks for part in parts)
    assert all("coaches" in part.asks for part in parts)


def test_a_pronoun_is_no_side(known):
    parts = split(
        "Who wrote the study, and did they say whether it is dearer than a school?", known
    )
    assert not any(part.side for part in parts)
