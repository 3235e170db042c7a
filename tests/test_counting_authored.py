"""Counting what a person wrote: only what a sentence calls that person's own."""

import pytest
from districts_site import open_districts

from assistant.counting.count import count
from assistant.understanding.counted import read_count
from assistant.understanding.documents_asked import author_of
from core.schema import Filters

NOTES = (
    "# Notes\n\nAda Reed's brief on zebra barns argues for straw."
    " The Oak Valley zebra report, by Bo Lind and Ada Reed, has forty pages."
    " Ada Reed's brief on zebra barns says more of straw."
    " A farm office produced a cost study of zebras by Cy Marsh, Bo Lind and Di Fern."
    " Ada Reed wrote a song about zebras. Ada Reed rode a zebra to the study."
    " Zebras eat hay, Flo Hart wrote in 2019. No price of hay was found in the documents read for"
    " this digest, such as Flo Hart's 2018 report.\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return open_districts(tmp_path_factory.mktemp("authors"), notes=NOTES)


@pytest.mark.parametrize(
    ("question", "works"),
    [
        (
            "List everything by Ada Reed.",
            ("brief on zebra barns", "Oak Valley zebra report", "song about zebras"),
        ),
        (
            "How many things by Bo Lind do we have?",
            ("Oak Valley zebra report", "cost study of zebras"),
        ),
        ("What did Di Fern write?", ("cost study of zebras",)),
        ("I like Cy Marsh. Which pieces did he write or co-write?", ("cost study of zebras",)),
        (
            "Ada Reed comes up. How many pieces by her, alone or with a co-author, are there?",
            ("brief on zebra barns", "Oak Valley zebra report", "song about zebras"),
        ),
        (
            "I know of Bo Lind. How many pieces with his name on them do you have?",
            ("Oak Valley zebra report", "cost study of zebras"),
        ),
        ("Which things by Di Fern turn up here? Give me the count.", ("cost study of zebras",)),
        ("What did Ed Moss write?", ()),
        ("What did Flo Hart write?", ()),  # that she wrote in some year calls nothing hers
    ],
)
def test_works_are_counted_by_what_a_sentence_calls_them(library, question, works):
    found = count(library.search, question, Filters())
    assert (tuple(found.said_of) if found else ()) == works


def test_every_work_is_cited_and_the_count_is_called_our_own(library):
    answer = library.ask("List everything by Ada Reed.")
    (counted,) = answer.counts
    assert (counted.count, counted.of) == (3, 3)
    assert counted.about.startswith("works by Ada Reed named in the library: ")
    assert len(answer.citations) == 3
    assert all("Ada Reed" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("Which papers did Ann Lee write?", "Ann Lee"),
        ("Which reports by Farm Alliance are there?", ""),
        ("what has Ann B. Lee written", "Ann B. Lee"),
        ("everything by Ann Lee in your library", "Ann Lee"),
        ("Which reports by Ann Lee mention barns?", ""),
        ("Which papers did the office write?", ""),
        ("What did Ann Lee find?", ""),
        ("Which documents did he write?", ""),
        ("Which districts did Ann Lee visit?", ""),
    ],
)
def test_an_author_is_one_all_of_whose_works_are_asked_for(question, author):
    assert author_of(question) == author
    asked = read_count(question)
    assert (asked is not None and asked.kind == "work") is bool(author)
