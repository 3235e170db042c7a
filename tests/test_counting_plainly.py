"""Counting documents that say so: only what is plain counts, and a doubt counts nothing."""

import pytest
from districts_site import CATALOG, open_districts

from assistant.counting.count import count
from assistant.finding import NOT_COUNTED
from assistant.understanding.counted import read_count
from core.schema import Filters

ORIGINS = """
  - {id: s-one, title: A study of zebras, kind: evaluation, publisher: Zoo, read: abstract,
     year: 2012, url: "https://example.org/1"}
  - {id: s-two, title: A release, kind: press-release, publisher: Press, read: abstract,
     year: 2015, url: "https://example.org/2"}
  - {id: s-three, title: A brief, kind: brief, publisher: Lab, read: abstract, year: 2016,
     url: "https://example.org/3"}
"""
DIGEST = """# Zebras

{text}

## Sources

- [S1] s-one: A study. https://example.org
- [S2] s-two: A release. https://example.org
- [S3] s-three: A brief. https://example.org
"""
OPENED = "How many documents say that the zebra pathway was opened in 2008?"
SPREAD = "How many documents say that the zebra pathway improved attendance?"


@pytest.fixture
def library(tmp_path):
    def build(*sentences: str):
        catalog = CATALOG.replace("\ndistricts:", ORIGINS.rstrip() + "\ndistricts:")
        return open_districts(
            tmp_path, catalog=catalog, zebras=DIGEST.format(text="\n".join(sentences))
        )

    return build


def documents(assistant, question):
    found = count(assistant.search, question, Filters())
    return tuple(found.said_of) if found else ()


def test_another_year_is_not_the_year_that_is_asked_for(library):
    assistant = library(
        "The zebra pathway was opened in 2008. [S1]", "The zebra pathway was opened in 2011. [S2]"
    )
    assert documents(assistant, OPENED) == ("s-one",)


def test_of_sources_that_differ_only_the_one_with_the_figure_says_so(library):
    assistant = library(
        "Sources disagree on when the zebra pathway was opened: the Press release of 2015 says"
        " 2008, while the Lab brief of 2016 says 2009. [S2, S3]"
    )
    assert documents(assistant, OPENED) == ("s-two",)
    assert documents(assistant, OPENED.replace("2008", "2009")) == ("s-three",)
    assert documents(assistant, OPENED.replace("2008", "2015")) == ()


def test_where_it_is_not_clear_who_says_which_figure_nothing_is_counted(library):
    assistant = library(
        "Sources disagree on when the zebra pathway was opened: one says 2008, another says 2009."
        " [S2, S3]"
    )
    answer = assistant.ask(OPENED)
    assert answer.counts == ()
    assert answer.notices == (NOT_COUNTED,)
    assert "2008" in answer.text


@pytest.mark.parametrize(
    "other",
    [
        "The zebra pathway brought little improvement in attendance. [S2]",
        "The zebra pathway may have improved attendance. [S2]",
        "The zebra pathway has not improved attendance. [S2]",
        "The zebra pathway moved to a barn. [S2]",
    ],
)
def test_what_says_less_or_something_else_does_not_say_so(library, other):
    assistant = library("The zebra pathway improved attendance. [S1]", other)
    assert documents(assistant, SPREAD) == ("s-one",)


def test_a_doubt_about_one_document_is_a_doubt_about_the_number(library):
    kept = "How many documents say that zebra wardens struggled to keep timid newcomers?"
    plain = "Zebra wardens struggled to keep timid newcomers. [S1]"
    assert documents(library(plain), kept) == ("s-one",)
    doubtful = "Zebra wardens struggled to please timid newcomers. [S2]"
    assert documents(library(plain, doubtful), kept) == ()


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        (OPENED, "the zebra pathway was opened in 2008"),
        ("Which of the Lab's reports found zebras tame?", "zebras tame"),
        ("How many documents mention zebras?", ""),
        ("How many sources put a figure on the zebras?", ""),
        ("Which districts say that zebras are tame?", ""),
    ],
)
def test_the_claim_is_what_the_documents_are_asked_to_say(question, claim):
    asked = read_count(question)
    assert asked is not None
    assert asked.claim == claim
