"""Years: which a question names, and which the sentences of a library speak of."""

import pytest
from fakes import WordHashEmbeddings

from assistant.evidence import gather, weigh_words
from assistant.understanding.years import years_in
from core.schema import Filters
from core.settings import Settings
from ingest.run import ingest
from vectorstore.search import FusedSearch, open_search

CATALOG = """documents:
  - {id: guide, title: Guide, kind: digest, publisher: P, read: whole, year: 2026, filename: a.md}
  - {id: oak, title: "Oak in 2009-10", kind: news, publisher: P, read: opening, year: 2012}
  - {id: elm, title: Elm, kind: news, publisher: P, read: opening}
"""
GUIDE = """# Guide

## Buses

Oak runs buses. [S1]
Elm runs buses since 2003. [S2]
Buses carried all in 2014-15.
Buses carried some in 2018–19.
Buses carried few in 2020-2021.
Buses carried none in 1999-00.

## Gardens of 2007

Elm plants gardens. [S2]

## Sources

- [S1] oak: Oak in 2009-10. Seen: x.
- [S2] elm: Elm. Seen: x.
"""


@pytest.fixture(scope="module")
def search(tmp_path_factory) -> FusedSearch:
    folder = tmp_path_factory.mktemp("years")
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "a.md").write_text(GUIDE, "utf-8")
    settings = Settings(folder, folder / ".data", folder / "none.yaml")
    ingest([folder], settings, WordHashEmbeddings())
    return open_search(settings.data_dir, WordHashEmbeddings())


@pytest.fixture
def held(search):
    """Return the years of a question that the sentence with these words holds."""

    def years(question, words):
        query = search.build_query(question, Filters())
        weights = weigh_words(search.library, question)
        items = gather(search.library, query, search.search(query, 9), weights)
        (found,) = [item for item in items if words in item.text]
        return set(found.years)

    return years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("What opened in 2012?", {"2012"}),
        ("From 1998 to 2012?", {"1998", "2012"}),
        ("In 2014-15?", {"2014-15"}),
        ("In 2014–15?", {"2014-15"}),
        ("In 2014-2015?", {"2014-15"}),
        ("From 2009-2014?", {"2009", "2014"}),
        ("2012, 2012's and 2012?", {"2012"}),
        ("In 1850, 2150, 20122 or 12012?", set()),
        ("At $2,012 for 212 students?", set()),
        ("Since when?", set()),
    ],
)
def test_years_are_told_from_other_numbers(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2003", "since 2003"),
        ("2014-15", "carried all"),
        ("2014–15", "carried all"),
        ("2014", "carried all"),
        ("2015", "carried all"),
        ("2019", "carried some"),
        ("2018-19", "carried some"),
        ("2021", "carried few"),
        ("2007", "plants gardens"),
        ("2012", "Oak runs"),
        ("2009-10", "Oak runs"),
    ],
)
def test_a_sentence_speaks_of_its_own_its_sections_and_its_origins_years(held, year, words):
    assert held(f"Buses in {year}?", words) == {year.replace("–", "-")}


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2004", "since 2003"),
        ("2013", "carried all"),
        ("2016", "carried all"),
        ("2013-14", "carried all"),
        ("2007", "Oak runs"),
        ("2012", "since 2003"),
        ("2026", "Oak runs"),
        ("2003", "plants gardens"),
    ],
)
def test_a_sentence_does_not_speak_of_other_years(held, year, words):
    assert held(f"Buses in {year}?", words) == set()


def test_of_several_years_those_that_are_spoken_of_are_told(held):
    assert held("Buses in 2014, 2015 and 2016?", "carried all") == {"2014", "2015"}


def test_without_a_year_in_the_question_none_is_told(held):
    assert held("Which buses?", "carried all") == set()


def test_a_school_year_over_the_century_ends_in_the_next_one(held):
    assert held("Buses in 2000?", "carried none") == {"2000"}
    assert held("Buses in 1900?", "carried none") == set()


@pytest.mark.parametrize(
    ("year", "words"), [("2014-2015", "carried all"), ("2020-21", "carried few")]
)
def test_a_school_year_is_the_same_however_its_end_is_written(held, year, words):
    assert held(f"Buses in {year}?", words)


@pytest.mark.parametrize(
    ("question", "words", "years"),
    [
        ("What ran since 2013?", "Buses carried all", {"2013"}),
        ("What ran after 2013?", "Elm runs buses", set()),
        ("What ran before 2009?", "Elm runs buses", {"2009"}),
        ("What ran before 2009?", "Buses carried all", set()),
        ("What ran in 2013?", "Buses carried all", set()),
    ],
)
def test_a_year_of_its_span_is_as_good_as_the_year_itself(held, question, words, years):
    assert held(question, words) == years
