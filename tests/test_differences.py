"""Differences: all that the documents differ on is listed, or said that there is nothing."""

import pytest
from districts_site import CATALOG, open_districts

from assistant.differences import find_differences
from assistant.understanding.differing import asks_to_differ
from core.schema import Filters

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
BUSES = (
    "Sources disagree on the number of late yellow buses and drivers in Oak Valley: a page gives"
    " 40, a release 52."
)
YEAR = "Accounts differ on the launch year of the pilot: one release says 2008, another 2009."
ONE = "The zebra league counted 40 zebra teams in the autumn season."
OTHER = "The zebra league counted 52 zebra teams in the autumn season."
MORE = f"""# Buses

{BUSES} {YEAR} Lunch is served at noon in Elm Grove.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("differences")
    more = {"a": MORE, "b": f"# Teams\n\n{ONE}\n", "c": f"# Teams\n\n{OTHER}\n"}
    return open_districts(folder, CATALOG, **more)


def texts(assistant, question, filters=EVERYTHING):
    found = find_differences(assistant.search, question, filters)
    return None if found is None else [item.text for item in found.evidence]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Where do the sources contradict each other on graduation rates?", "graduation rates"),
        ("Do the documents agree on the number of pathways?", "the number of pathways"),
        ("Are there any contradictions about Muir High?", "Muir High"),
        ("What disagreements between the sources on money are there?", "money are there"),
        ("Where do the documents contradict each other?", ""),
        ("Which sources disagree about the pilot?", "the pilot"),
        ("How many different figures are there for Oak Valley's budget?", "Oak Valley budget"),
        ("I read of Oak Valley. How many different figures go around?", "go around oak valley"),
        ("What conflicting estimates of the cost are out there?", "cost"),
        ("Which different dates are there for the launch?", "launch"),
    ],
)
def test_what_documents_are_asked_to_differ_on_is_read(question, subject):
    assert asks_to_differ(question) == subject


@pytest.mark.parametrize(
    "question",
    [
        "How do Pasadena and Porterville differ in funding?",
        "Why do the sources disagree on enrollment?",
        "Did the union and the district agree on class size?",
        "What do the documents say about disagreement among teachers?",
        "How do the reports differ?",
        "Which districts agreed to a longer day?",
        "How many figures are there?",
        "How many different pathways are there?",
    ],
)
def test_what_asks_no_such_thing_is_left_alone(question):
    assert asks_to_differ(question) is None


def test_all_of_it_is_listed_where_no_subject_is_named(assistant):
    answer = assistant.ask("Where do the documents contradict each other?")
    assert {c.quote for c in answer.citations} == {BUSES, YEAR, ONE, OTHER}
    assert len(answer.disagreements) == 3
    assert answer.notices == ("The documents were found to differ in 3 places.",)


def test_two_figures_in_two_documents_are_found_though_none_says_so(assistant):
    assert texts(assistant, "Do the reports agree on the number of zebra teams?") == [ONE, OTHER]


@pytest.mark.parametrize(
    "question",
    [
        "How many different figures are there for the zebra teams?",
        "What different numbers of zebra teams are going around?",
        "How many conflicting counts of zebra teams are out there?",
    ],
)
def test_how_many_different_figures_there_are_lists_what_sources_differ_on(assistant, question):
    answer = assistant.ask(question)
    assert [c.quote for c in answer.citations] == [ONE, OTHER]
    assert answer.notices == ("The documents were found to differ in 1 place on “zebra teams”.",)
    assert answer.counts == ()


def test_only_what_is_on_the_subject_is_listed(assistant):
    assert texts(assistant, "Do the sources agree on the number of buses in Oak Valley?") == [BUSES]
    assert texts(assistant, "Where do the sources differ on the launch year of the pilot?") == [
        YEAR
    ]


def test_another_district_does_not_differ_on_it(assistant):
    question = "Do the sources agree on the number of late yellow buses and drivers in {}?"
    assert texts(assistant, question.format("Oak Valley")) == [BUSES]
    assert texts(assistant, question.format("Elm Grove")) == []


def test_where_none_is_found_the_answer_says_so_and_what_is_said_on_it(assistant):
    answer = assistant.ask("Do the documents agree on lunch in Elm Grove?")
    assert answer.disagreements == ()
    assert answer.notices == (
        "No two documents were found to differ on “lunch in Elm Grove”; every sentence was read.",
    )


def test_filters_hold_for_both_sides(assistant):
    question = "Do the reports agree on the number of zebra teams?"
    assert texts(assistant, question, Filters(source=("b-md",))) == []
