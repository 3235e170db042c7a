"""Counting documents: narrowed by what they are and who made them, and yearly reports by year."""

import pytest
from districts_site import CATALOG, open_districts

from assistant.counting.count import count
from assistant.counting.documents import documents_asked_for
from assistant.counting.yearly import one_a_year, year_of_study
from assistant.understanding.counted import read_count
from core.schema import Filters

ORIGINS = """
  - {id: y-three, title: Third-year report on zebras, kind: evaluation, publisher: Zoo Lab,
     read: abstract, year: 2012, url: "https://example.org/1"}
  - {id: y-three-b, title: "Third-year report on zebras, revised print", kind: evaluation,
     publisher: Zoo Lab, read: abstract, year: 2013, url: "https://example.org/2"}
  - {id: y-two, title: Summary of the year two report on zebras, kind: brief, publisher: Zoo Lab,
     read: abstract, year: 2011, url: "https://example.org/3"}
  - {id: y-two-b, title: Year Two report on zebras, kind: evaluation, publisher: Zoo Lab,
     read: abstract, year: 2011, url: "https://example.org/4"}
  - {id: z-press, title: Zebras win a prize, kind: press-release, publisher: Barn Press,
     read: abstract, year: 2016, url: "https://example.org/5"}
  - {id: z-case, title: One barn and its zebras, kind: case-study, publisher: Barn Press,
     read: abstract, year: 2016, url: "https://example.org/6"}
"""
DIGEST = """# Zebras

Zebras grew. [S1, S3]
Zebras grew taller in the third year. [S1]
Zebras grew taller, the print says again. [S2]
Zebras grew calmer in the second year. [S3, S4]
Zebras won a prize. [S5, S6]

## Sources

- [S1] y-three: A report. https://example.org
- [S2] y-three-b: A report. https://example.org
- [S3] y-two: A summary. https://example.org
- [S4] y-two-b: A report. https://example.org
- [S5] z-press: A release. https://example.org
- [S6] z-case: A case. https://example.org
"""
OF_THE_LAB = {"y-three", "y-three-b", "y-two", "y-two-b"}


@pytest.fixture(scope="module")
def zebras(tmp_path_factory):
    catalog = CATALOG.replace("\ndistricts:", ORIGINS.rstrip() + "\ndistricts:")
    return open_districts(tmp_path_factory.mktemp("zebras"), catalog=catalog, zebras=DIGEST)


def narrowed(assistant, question) -> set[str]:
    asked = read_count(question)
    assert asked is not None
    ids, titles = documents_asked_for(assistant.library, asked)
    assert set(titles) == ids
    assert all(titles.values())
    return set(ids)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("How many press releases mention zebras?", {"z-press"}),
        ("How many case studies mention zebras?", {"z-case"}),
        ("How many evaluations mention zebras?", OF_THE_LAB - {"y-two"}),
        ("How many of Barn Press's documents mention zebras?", {"z-press", "z-case"}),
        ("How many Zoo Lab documents mention zebras?", OF_THE_LAB),
        ("How many Zoo Lab evaluations mention zebras?", OF_THE_LAB - {"y-two"}),
        ("How many studies mention zebras?", OF_THE_LAB | {"z-case"}),
        ("How many Zoo Lab documents since 2013 mention zebras?", {"y-three-b"}),
        ("How many yearly reports mention zebras?", OF_THE_LAB),
    ],
)
def test_documents_are_narrowed_by_kind_publisher_year_and_what_they_report(zebras, question, ids):
    assert narrowed(zebras, question) == ids


def test_without_a_kind_or_publisher_every_document_may_be_counted(zebras):
    own = {"oak", "pine", "elm", "ash", "all"}
    assert narrowed(zebras, "How many documents mention zebras?") == OF_THE_LAB | own | {
        "z-press",
        "z-case",
    }


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Third-year report", 3),
        ("Findings of the seventh year", 7),
        ("Year One", 1),
        ("The barns in year-ten", 10),
        ("Year 6 findings", 6),
        ("Zebras in the year 2012", 0),
        ("A yearly report", 0),
        ("A report", 0),
    ],
)
def test_a_title_says_which_year_of_a_study_it_reports_on(title, year):
    assert year_of_study(title) == year


def test_of_several_on_one_year_the_first_is_kept():
    titles = {"b": "Year two", "a": "Second-year summary", "c": "Third-year report"}
    said = {"b": "B", "c": "C", "a": "A"}
    assert one_a_year(said, titles) == {"a": "A", "c": "C"}


@pytest.mark.parametrize(
    "question",
    [
        "How many of Zoo Lab's yearly reports are there?",
        "How many annual reports do you have on zebras?",
        "Zoo Lab wrote reports on its zebras. Which years have one?",
    ],
)
def test_a_report_its_summary_and_its_revised_print_are_one_of_their_year(zebras, question):
    found = count(zebras.search, question, Filters())
    assert found is not None
    assert tuple(found.said_of) == ("y-three", "y-two")
    assert set(found.of) == {"y-three", "y-two"}


def test_yearly_reports_that_the_filters_leave_out_are_not_counted(zebras):
    asked = "How many of Zoo Lab's yearly reports are there?"
    found = count(zebras.search, asked, Filters(kind=("brief",)))
    assert found is not None
    assert tuple(found.said_of) == ("y-two",)


def test_a_sentence_that_names_the_year_stands_for_its_report(zebras):
    found = count(zebras.search, "How many of Zoo Lab's yearly reports are there?", Filters())
    assert found is not None
    texts = [item.text for item in found.evidence]
    assert sorted(texts) == [
        "Zebras grew calmer in the second year.",
        "Zebras grew taller in the third year.",
    ]
