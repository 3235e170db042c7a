"""Enumerating: of every sentence, the one that lists what is asked for opens the answer."""

import pytest
from districts_site import open_districts

from assistant.counting.enumerating import find_enumeration
from assistant.understanding.listing import lists
from core.schema import Filters

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
LISTED = "The four zebra hubs were North Bay, South Bay, East Bay and West Bay."
NOTES = (
    "# Hubs\n\nThe zebra hubs were set up in 2015 by a fund for zebras."
    " The zebra hubs met twice a year and reported to the fund.\n\n"
    f"# Afterwards\n\n{LISTED} No list of the goat hubs was found in the documents read.\n\n"
    "# Others\n\nThe zebra fund also paid for things such as boats, kites and drums.\n"
)


@pytest.fixture(scope="module")
def hubs(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("hubs"), notes=NOTES)


@pytest.mark.parametrize(
    "question",
    [
        "How many zebra hubs were set up, and where?",
        "List all the zebra hubs.",
        "What are all the zebra hubs called?",
        "Name the zebra hubs. How many were there?",
        "Can you list all the places that got one of the zebra hubs?",
    ],
)
def test_the_list_opens_the_answer_wherever_it_stands(hubs, question):
    answer = hubs.ask(question)
    assert answer.statements[0].text == LISTED
    first = answer.citations[0]
    page = hubs.library.page(first.source_id, first.page_number)
    assert page.text[first.start : first.end] == LISTED


@pytest.mark.parametrize(
    "question",
    [
        "When were the zebra hubs set up?",
        "How many students visit a zebra hub?",
        "Who paid for the zebra hubs?",
        "What do the zebra hubs cost?",
    ],
)
def test_where_no_list_is_asked_for_none_is_sought(hubs, question):
    assert find_enumeration(hubs.search, question, EVERYTHING) is None


def test_a_list_of_something_else_does_not_open_an_answer(hubs):
    assert find_enumeration(hubs.search, "List all the goat kites.", EVERYTHING) is None


def test_a_sentence_that_lists_in_passing_does_not_open_an_answer(tmp_path):
    passing = "The zebra hubs praised North Bay, South Bay and East Bay."
    assistant = open_districts(tmp_path, notes=f"# Hubs\n\n{passing}\n")
    assert lists(passing)
    assert find_enumeration(assistant.search, "List all the zebra hubs.", EVERYTHING) is None


def test_filters_hold_for_lists_too(hubs):
    question = "List all the zebra hubs."
    assert find_enumeration(hubs.search, question, Filters(source=("oak",))) is None


def test_the_items_of_a_list_without_a_number_are_counted(tmp_path):
    listed = "Painted zebra lamps were red, blue, green, gold and grey."
    assistant = open_districts(tmp_path, notes=f"# Lamps\n\n{listed}\n")
    answer = assistant.ask("What kinds of painted zebra lamps are there?")
    (counted,) = answer.counts
    assert (counted.count, counted.markers) == (5, (1,))


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        (LISTED, True),
        ("Oak has four pathways: Law, Media, Trades, and Farming, a district page says.", True),
        ("The fund paid for things such as boats, kites and drums.", False),
        ("The zebra hubs met twice a year.", False),
    ],
)
def test_a_sentence_lists_things_or_gives_examples(sentence, does):
    assert lists(sentence) is does


DATED = "The zebra hubs were North Bay, South Bay, East Bay and West Bay."


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ("Hubs", DATED.replace("zebra hubs", "zebra hubs of 2015")),
        ("Hubs of 2015", DATED),
    ],
)
def test_a_year_in_the_chatter_must_stand_in_the_sentence_or_over_it(tmp_path, heading, listed):
    search = open_districts(tmp_path, notes=f"# {heading}\n\n{listed}\n").search
    asked = "Can you list all the zebra hubs?"
    for chatter in ("", "I study 2015. "):
        (found,) = find_enumeration(search, chatter + asked, EVERYTHING) or ()
        assert found.text == listed
    assert find_enumeration(search, f"I study 2016. {asked}", EVERYTHING) is None


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("I care for goats. How many hubs, and which ones?", "Rome"),
        ("I care for zebras. How many hubs, and which ones?", "Bern"),
        ("I care for goats. How many zebra hubs, and which ones?", "Bern"),
    ],
)
def test_a_sentence_that_asks_but_tells_nothing_is_read_with_the_chatter(tmp_path, question, place):
    goats = "The goat hubs were Rome, Oslo, Turin and Paris."
    zebras = "The zebra hubs were Bern, Basel, Genoa and Lyon."
    assistant = open_districts(tmp_path, notes=f"# Notes\n\n{goats} {zebras}\n")
    (found,) = find_enumeration(assistant.search, question, EVERYTHING) or ()
    assert place in found.text
