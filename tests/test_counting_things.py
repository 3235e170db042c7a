"""Counting of other things than districts, by bounds, without denials; and of the documents."""

import pytest
from districts_site import CATALOG, open_districts

from assistant.counting.count import count
from assistant.counting.countable import given_in, named_in, spoken_of
from assistant.finding import NOT_COUNTED
from assistant.understanding.names import gazetteer
from core.schema import Filters

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
COUNT = "How many of the five districts hired pathway coaches?"
HIRED = ("Elm Grove", "Oak Valley", "Pine Ridge")
ORIGINS = """
  - {id: s-one, title: A study of coaches, kind: evaluation, publisher: SRI, read: abstract,
     year: 2012, url: "https://example.org/1"}
  - {id: s-two, title: A release, kind: press-release, publisher: Press, read: abstract,
     year: 2015, url: "https://example.org/2"}
  - {id: s-three, title: A brief, kind: brief, publisher: SRI, read: abstract, year: 2016,
     url: "https://example.org/3"}
"""
DIGEST = """# Lateness

Buses came late on zebra mornings in every town. [S1]
Zebra mornings made the buses late, a later paper found. [S2, S3]
Teachers liked zebra mornings. [S2]
Buses were not late on zebra mornings in spring. [S3]

## Sources

- [S1] s-one: A study. https://example.org
- [S2] s-two: A release. https://example.org
- [S3] s-three: A brief. https://example.org
"""


def said_of(assistant, question, filters=EVERYTHING) -> tuple[str, ...]:
    found = count(assistant.search, question, filters)
    return tuple(found.said_of) if found else ()


def notes(tmp_path, *sentences: str):
    return open_districts(tmp_path, notes="# Notes\n\n" + " ".join(sentences) + "\n")


@pytest.mark.parametrize("noun", ["school systems", "systems", "communities", "places"])
def test_districts_by_other_names_are_the_same_districts(districts, noun):
    assert said_of(districts, f"Which {noun} hired pathway coaches?") == HIRED


def test_schools_that_no_catalogue_knows_are_counted_too(tmp_path):
    assistant = notes(
        tmp_path,
        "Maple High keeps a flock of peacocks.",
        "Cedar High keeps a flock of peacocks.",
        "Birch High keeps a goat.",
    )
    answer = assistant.ask("How many schools keep a flock of peacocks?")
    (counted,) = answer.counts
    assert (counted.count, counted.of, counted.nothing_in) == (2, 3, ("Birch High",))
    assert counted.about.endswith(": Cedar High, Maple High")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which states keep a flock of peacocks?", ("New Mexico", "Texas")),
        ("Which counties raise a herd of zebras?", ("Kern County", "Kings County")),
        ("Which colleges taught a course on zebras?", ("Elm City College", "Oak College")),
    ],
)
def test_states_counties_and_colleges_are_counted_by_their_names(tmp_path, question, names):
    assistant = notes(
        tmp_path,
        "Schools in Texas keep a flock of peacocks.",
        "Schools in New Mexico keep a flock of peacocks.",
        "Schools in Ohio sing.",
        "Kern County raises a herd of zebras.",
        "Kings County raises a herd of zebras.",
        "Tulare County sings.",
        "Elm City College taught a course on zebras.",
        "Oak College taught a course on zebras.",
        "Ash College sings.",
    )
    assert said_of(assistant, question) == names


def test_a_district_that_the_question_names_is_not_what_it_asks_for(tmp_path):
    assistant = notes(
        tmp_path,
        "Elm Grove sent ninety zebras to Fir Hills.",
        "Ash Creek sent ninety zebras to the zoo.",
    )
    found = count(assistant.search, "Which districts sent zebras to Fir Hills?", EVERYTHING)
    assert found is not None
    assert tuple(found.said_of) == ("Elm Grove",)
    assert "Fir Hills" not in found.of


def test_the_one_to_whom_it_is_done_is_not_counted_beside_the_one_who_does_it(tmp_path):
    assistant = notes(
        tmp_path,
        "Elm Grove lent zebras to Ash Creek and Fir Hills.",
        "Oak Valley, along with Pine Ridge, lent zebras.",
    )
    asked = "How many of the five districts lent zebras?"
    assert said_of(assistant, asked) == ("Elm Grove", "Oak Valley", "Pine Ridge")


def test_who_reports_it_is_not_of_whom_it_is_said(tmp_path):
    assistant = notes(
        tmp_path,
        "Elm Grove bred zebras, according to a page of Ash Creek.",
        "Oak Valley bred zebras, a Pine Ridge release says.",
    )
    asked = "How many of the five districts bred zebras?"
    assert said_of(assistant, asked) == ("Elm Grove", "Oak Valley")


@pytest.mark.parametrize(
    "sentence",
    [
        "Although it got no grant, Ash Creek hired pathway coaches for its teachers.",
        "Ash Creek hired pathway coaches for its teachers, not consultants.",
        "Ash Creek hired pathway coaches for its teachers, but Fir Hills did not.",
    ],
)
def test_a_denial_of_something_else_does_not_drop_a_sentence(tmp_path, sentence):
    assert said_of(notes(tmp_path, sentence), COUNT) == ("Ash Creek", *HIRED)


@pytest.mark.parametrize(
    ("bound", "names"),
    [
        ("more than 60 percent", ("Elm Grove",)),
        ("at least 40 percent", ("Ash Creek", "Elm Grove")),
        ("less than 30 percent", ("Fir Hills",)),
        ("more than 90 percent", ()),
    ],
)
def test_the_figure_in_the_sentence_must_meet_the_bound(tmp_path, bound, names):
    assistant = notes(
        tmp_path,
        "Elm Grove fed zebras to 70 percent of its wardens.",
        "Ash Creek fed zebras to 40 percent of its wardens.",
        "Fir Hills fed zebras to 20 percent of its wardens.",
    )
    assert said_of(assistant, f"Which districts fed zebras to {bound} of wardens?") == names


def test_a_year_must_meet_the_bound_too(tmp_path):
    assistant = notes(
        tmp_path, "Elm Grove bought a zeppelin in 2009.", "Ash Creek bought a zeppelin in 2014."
    )
    assert said_of(assistant, "Which districts bought a zeppelin before 2012?") == ("Elm Grove",)
    assert said_of(assistant, "Which districts bought a zeppelin after 2012?") == ("Ash Creek",)


def test_a_list_in_one_sentence_is_quoted_and_counted(tmp_path):
    listed = "Fir Hills, Ash Creek and Elm Grove joined the zebra league in 2014."
    answer = notes(tmp_path, listed).ask("Which districts joined the zebra league?")
    assert answer.statements[0].text == listed
    (counted,) = answer.counts
    assert (counted.count, counted.of, counted.markers) == (3, 5, (1,))


@pytest.fixture(scope="module")
def digest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("digest")
    catalog = CATALOG.replace("\ndistricts:", ORIGINS.rstrip() + "\ndistricts:")
    return open_districts(folder, catalog=catalog, lateness=DIGEST)


def test_documents_are_counted_by_what_stands_behind_the_sentences(digest):
    answer = digest.ask("How many of the documents say that buses were late on zebra mornings?")
    (counted,) = answer.counts
    assert counted.count == 3
    assert counted.of == 3 + 5  # the origins, and the documents that rest on nothing else
    assert len(counted.markers) == len(answer.citations) == 2
    assert counted.about == "documents behind the library say so"


def test_a_document_that_denies_it_does_not_say_it(digest):
    question = "Which documents say that buses were late on zebra mornings in spring?"
    found = count(digest.search, question, EVERYTHING)
    assert found is None
    answer = digest.ask(question)
    assert (answer.counts, answer.notices) == ((), (NOT_COUNTED,))


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Which press releases say that buses were late on zebra mornings?", ("s-two",)),
        (
            "Which of SRI's reports say that buses were late on zebra mornings?",
            ("s-one", "s-three"),
        ),
        ("Which reports since 2015 say that buses were late?", ("s-three", "s-two")),
        ("How many documents mention zebra mornings?", ("s-one", "s-three", "s-two")),
    ],
)
def test_documents_are_narrowed_by_kind_publisher_and_year(digest, question, documents):
    assert said_of(digest, question) == documents


def test_only_documents_that_the_filters_admit_are_counted(digest):
    question = "How many documents mention zebra mornings?"
    assert said_of(digest, question, Filters(kind=("evaluation",))) == ("s-one",)


def test_names_in_the_name_of_something_else_are_not_given(districts):
    known = gazetteer(districts.library)
    assert given_in("joined the Oak Valley regional league", known) == frozenset()
    assert given_in("sent students to Oak Valley", known) == {"Oak Valley"}
    assert given_in("sent what Oak Valley got from it", known) == {"Oak Valley"}


def test_a_coalition_named_after_a_district_is_not_the_district(districts):
    known = gazetteer(districts.library)
    text = "Elm Grove joined the Oak Valley Regional Coalition."
    assert spoken_of("district", text, known, denied=False) == {"Elm Grove"}


def test_a_name_is_read_whole(districts):
    known = gazetteer(districts.library)
    assert named_in("state", known)("From West Virginia to Texas.") == {"West Virginia", "Texas"}
    assert named_in("state", known)("Ohio State University won.") == frozenset()
    assert named_in("school", known)("Students at Maple High School sing.") == {"Maple High"}
