"""Lists: which questions ask for all of something, and what a sentence lists."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.listing import (
    asks_for_all,
    asks_for_several,
    listed_items,
    lists,
    lists_plainly,
    things_asked,
)


@pytest.mark.parametrize(
    "question",
    [
        "List all districts",
        "Can you list every one?",
        "Name each pathway.",
        "name them",
        "Give me the names of the schools",
        "Tell me all of the phases",
        "What are the nine districts?",
        "Which were all of them?",
        "all of the districts?",
        "How many districts are there, and which ones?",
        "How many schools were there, by name?",
        "how many, and what are they called?",
        "WHICH ONES?",
    ],
)
def test_a_question_asks_for_all(question):
    assert asks_for_all(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is a pathway?",
        "How many are there?",
        "Which districts opened one?",
        "What is the overall thesis?",
        "List five districts",
        "Where is the farm?",
        "Tall of the trees",
        "",
    ],
)
def test_a_question_asks_for_one_thing(question):
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The districts are Antioch, Long Beach, and Pasadena.",
        "The districts were Antioch, Long Beach, and Pasadena",
        "The districts: Antioch, Long Beach, and Pasadena.",
        "They include Antioch, Long Beach, Pasadena",
        "It included Antioch, Long Beach, and Pasadena.",
        "  Half of them, namely Antioch, Long Beach, and Pasadena.  ",
        "50 percent of these are Antioch, Long Beach, and Pasadena.",
        "The districts: Antioch; Long Beach; Pasadena.",
        "The districts: Antioch; Long Beach; and Pasadena.",
        "They are Antioch, Long Beach, Pasadena; and more came.",
        "More came; they are Antioch, Long Beach, and Pasadena.",
        "The districts: Antioch; ; Long Beach; Pasadena.",
        "She walked between Antioch, Long Beach, and Pasadena.",
        "They praised Antioch, Long Beach, and Pasadena.",
        "They praised Antioch, Long Beach or Pasadena.",
        "Antioch, Long Beach, and Pasadena were praised.",
        "Antioch, Long Beach and Pasadena won a grant in spring.",
        "In 2013, Antioch, Long Beach, and Pasadena began it.",
        "The grant went to Antioch, Long Beach, and Pasadena, which began it.",
        "The grant is for Antioch, Long Beach, and Pasadena because they began it.",
        "Schools in 2013 were Antioch, Long Beach, and Pasadena.",  # a year states no number
        "They are Antioch (Calif.), Long Beach (in the south), and Pasadena.",
        "They are Antioch, Long Beach, and Pasadena, according to a district page.",
        "They are Antioch, Long Beach and Pasadena according to a page of 2013.",
        "According to a district page, they are Antioch, Long Beach, and Pasadena.",
        "They are Antioch, Long Beach, and Pasadena, an undated district page says.",
        "They are Antioch, Long Beach, and Pasadena, said a release of 2013.",
        "The paper praised Antioch, Long Beach, and Pasadena, and told of its journey.",
        "The paper praised Antioch, Long Beach, and Pasadena, and gave them a prize.",
    ],
)
def test_a_sentence_lists_its_items(sentence):
    assert listed_items(sentence) == ("Antioch", "Long Beach", "Pasadena")


def test_without_a_comma_before_it_the_last_and_parts_two_items():
    assert listed_items("The parts are teachers, courses, supports and work.") == (
        "teachers",
        "courses",
        "supports",
        "work",
    )


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        (
            "The fields are law and order, arts and media, and health and care.",
            ("law and order", "arts and media", "health and care"),
        ),
        (
            "The fields: law and order, arts and media, health and care.",
            ("law and order", "arts and media", "health and care"),
        ),
        ("The rooms are 101, 102, and 103.", ("101", "102", "103")),
        (
            "It joined May 3, 2013, June 4, 2014, and July 5-6, 2015.",
            ("May 3 2013", "June 4 2014", "July 5-6 2015"),
        ),
        ("It spent on them: 1,200, 3,400, and 5,600.", ("1,200", "3,400", "5,600")),
        ("It won a prize, a cup, a medal, and a bow.", ("a prize", "a cup", "a medal", "a bow")),
    ],
)
def test_a_comma_or_an_and_within_an_item_parts_nothing(sentence, items):
    assert listed_items(sentence) == items


def test_of_several_lists_the_longest_is_taken():
    sentence = "They are red, blue, and green; the others are oak, elm, ash, and fir."
    assert listed_items(sentence) == ("oak", "elm", "ash", "fir")


@pytest.mark.parametrize(
    "sentence",
    [
        "The parts are teachers, which matter, and courses.",
        "The parts are teachers, such as coaches, and courses.",
        "The parts are teachers, together with coaches, and courses.",
        "She sang, he danced, and was late.",
        "She sang, and he danced.",
        "It opened in Antioch, a city.",
        "She met Antioch, Pasadena, Oak",  # neither "and" nor a word that lists
        "The parts (red, blue, and green) were late.",
    ],
)
def test_a_phrase_put_in_between_is_no_item(sentence):
    assert listed_items(sentence) == ()
    assert not lists(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "It was good: really.",
        "They include Antioch, Long Beach",
        "The three districts are Antioch, Long Beach, and Pasadena.",  # it says how many
        "The 3 districts: Antioch, Long Beach, and Pasadena.",
        "They are Antioch, Long Beach, and " + "so " * 8 + "on.",
        "Partners such as Antioch, Long Beach, and Pasadena.",  # some of them, not all
        "It has many partners, among them Antioch, Long Beach, and Pasadena.",
    ],
)
def test_a_sentence_lists_nothing_that_could_be_counted(sentence):
    assert listed_items(sentence) == ()


def test_an_item_has_at_most_eight_words():
    long = "so " * 7 + "on"
    assert listed_items(f"They are Antioch, Pasadena, and {long}.") == (
        "Antioch",
        "Pasadena",
        long,
    )


# What a list leaves out of an item: the comma of a date, and what stands in brackets.
def bare(text: str) -> str:
    return re.sub(r"(\w \d{1,2}(?:-\d{1,2})?),(?= (?:19|20)\d\d\b)", r"\1", text)


PIECES = (
    *("Antioch", "oak and elm", "May 3, 2013", "1,200", "In 2013", "a page says", "which won"),
    *(": ", "; ", ", ", " and ", ", and ", "or ", ".", " ", "ed ", "to go", "and told "),
    *("are ", "include ", "was late ", "such as ", "according to it"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_every_item_stands_in_the_sentence_in_order_and_none_is_empty(sentence):
    text, place = bare(sentence), 0
    for item in listed_items(sentence):
        assert item.strip() == item != ""
        place = text.index(item, place) + len(item)


@given(st.text(st.sampled_from("aB ,.:;1é"), max_size=30))
def test_items_stand_in_the_sentence_in_order(end):
    sentence = f"The parts are a, b, {end}"
    place = 0
    for item in listed_items(sentence):
        place = sentence.index(item, place) + len(item)


@given(st.text(max_size=200))
def test_whatever_is_written_lists_nothing_or_three_and_more(text):
    assert len(listed_items(text)) not in {1, 2}
    assert lists(text) >= lists_plainly(text)
    assert asks_for_several(text) >= bool(things_asked(text))


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("The three hubs are North, South, and East.", True),  # it says how many, and lists them
        ("They praised North, South, and East.", True),
        ("The fund helps hubs such as North, South, and East.", False),
        ("The fund helps hubs, including North, South, and East.", False),
        ("Among others, it helps hubs, for example North, South, and East.", False),
        ("The fund helps them.", False),
    ],
)
def test_examples_are_no_list(sentence, does):
    assert lists(sentence) is does


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("The hubs are North, South, and East.", True),
        ("The three hubs were the North, South, and East.", True),
        ("The hubs: North; South; East.", True),
        ("The team joins North, South, and East.", True),
        ("It includes North, South, and East.", True),
        ("They praised North, South, and East.", False),
        ("North, South, and East were praised.", False),
        ("The fund gave hubs, including North, South, and East.", False),
        ("The hubs are late.", False),
    ],
)
def test_a_sentence_is_there_to_list_behind_a_colon_or_a_verb_that_lists(sentence, does):
    assert lists_plainly(sentence) is does


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Which grants did Oak win?", "grants"),
        ("What sorts of school are there?", "sorts"),
        ("What painted zebra lamps hang there?", "lamps"),
        ("Whose buses were late?", "buses"),
        ("Who are the partners?", "partners"),
        ("How many painted zebra lamps hang there?", "lamps"),
        ("How many are there?", ""),
        ("Who is in the league?", ""),
        ("Who else joined?", ""),
        ("Who sits on the board?", ""),
        ("What can a student do there?", ""),
        ("List all hubs.", "hubs"),
        ("Can you list the phases they go through?", "phases"),
    ],
)
def test_several_are_asked_for_and_of_what(question, things):
    assert asks_for_several(question)
    assert things_asked(question) == things


@pytest.mark.parametrize(
    "question",
    [
        "What is a pathway?",
        "What does this mean?",
        "What happens to a student?",
        "What makes it a pathway?",
        "Which district has it?",
        "In which class was it?",
        "Who runs it?",
        "Who is Ada Reed?",
        "",
    ],
)
def test_one_thing_is_asked_for(question):
    assert not asks_for_several(question)
    assert things_asked(question) == ""
