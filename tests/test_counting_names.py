"""Counting of who and what is named: people, bills, colleges, schools; lists, shares and votes."""

import pytest
from districts_site import CATALOG, open_districts, said_of

pytest_plugins = ["districts_site"]

PEOPLE = f"""{CATALOG}people:
  - {{name: Ada Reed, role: superintendent of Oak Valley, aliases: []}}
  - {{name: Bo Lind, role: Superintendent of Elm Grove, aliases: []}}
  - {{name: Cy Marsh, role: principal of Maple High, aliases: []}}
  - {{name: Di Fern, role: principal of Cedar High, aliases: []}}
  - {{name: Ed Moss, role: superintendent of Fir Hills, aliases: []}}
"""
SCHOOLS = f"""{CATALOG}  - {{name: Cedar High, district: Elm Grove, aliases: []}}
  - {{name: Birch High, district: Ash Creek, aliases: []}}
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    notes = (
        "# Notes\n\nAda Reed rode a zebra to work. Bo Lind rode a zebra to school."
        " Cy Marsh rode a zebra to the fair. Di Fern sings.\n"
    )
    return open_districts(tmp_path_factory.mktemp("people"), catalog=PEOPLE, notes=notes)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many superintendents are mentioned by name?", ("Ada Reed", "Bo Lind")),
        ("Which superintendents turn up in your documents?", ("Ada Reed", "Bo Lind")),
        ("Which superintendents rode a zebra?", ("Ada Reed", "Bo Lind")),
        ("How many principals are named?", ("Cy Marsh", "Di Fern")),
        ("How many directors are named?", ()),
        ("Which principals rode a zebra?", ()),  # one alone answers nothing
    ],
)
def test_people_are_counted_by_their_role(people, question, names):
    assert said_of(people, question) == names


def test_each_of_the_people_is_cited_where_named(people):
    answer = people.ask("How many superintendents are mentioned by name?")
    (counted,) = answer.counts
    assert (counted.count, counted.markers) == (2, (1, 2))
    assert counted.about.startswith("people named in the library")
    assert [c.quote for c in answer.citations] == [
        "Ada Reed rode a zebra to work.",
        "Bo Lind rode a zebra to school.",
    ]


@pytest.fixture(scope="module")
def bills(tmp_path_factory):
    notes = (
        "# Notes\n\nAB 790 paid for zebra pilots. AB 2648 paid for zebra barns."
        " SB 1070 paid for zebra grants. SB 70 was signed.\n"
    )
    return open_districts(tmp_path_factory.mktemp("bills"), notes=notes)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which assembly bills paid for zebras?", ("AB 2648", "AB 790")),
        ("How many assembly bills are mentioned?", ("AB 2648", "AB 790")),
        ("How many senate bills are named?", ("SB 1070", "SB 70")),
        ("Which bills paid for zebras?", ("AB 2648", "AB 790", "SB 1070")),
        ("How many laws paid for zebras?", ("AB 2648", "AB 790", "SB 1070")),
        ("How many bills are cited by number?", ("AB 2648", "AB 790", "SB 1070", "SB 70")),
    ],
)
def test_bills_are_counted_and_of_one_house_only_where_it_is_asked_for(bills, question, names):
    assert said_of(bills, question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which colleges are named?", ("Ash College", "Elm City College", "Oak College")),
        ("How many colleges turn up?", ("Ash College", "Elm City College", "Oak College")),
        ("Which colleges taught a course on zebras?", ("Elm City College", "Oak College")),
    ],
)
def test_all_colleges_are_counted_where_only_naming_is_asked(notes_library, question, names):
    assistant = notes_library(
        "Elm City College taught a course on zebras.",
        "Oak College taught a course on zebras.",
        "Ash College sings.",
    )
    assert said_of(assistant, question) == names


def test_a_list_is_taken_alone_before_a_sentence_that_says_it_of_one(notes_library):
    assistant = notes_library(
        "Oak Valley joined the zebra league of towns.",
        "Fir Hills, Ash Creek and Elm Grove joined the zebra league in 2014.",
    )
    listed = ("Ash Creek", "Elm Grove", "Fir Hills")
    assert said_of(assistant, "Which districts joined the zebra league?") == listed


def test_a_list_of_what_is_said_less_well_is_not_taken_alone(notes_library):
    assistant = notes_library(
        "Oak Valley joined the striped zebra league of towns and farms.",
        "Fir Hills, Ash Creek and Elm Grove joined a choir.",
    )
    asked = "Which districts joined the striped zebra league of towns and farms?"
    assert said_of(assistant, asked) == ("Oak Valley",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("In how many districts were voters asked for a zebra tax?", ("Ash Creek", "Elm Grove")),
        ("Which districts tried voters on a zebra tax?", ("Ash Creek", "Elm Grove")),
        ("In which districts did voters get a zebra tax?", ("Elm Grove",)),
    ],
)
def test_who_was_asked_and_refused_was_asked(notes_library, question, names):
    assistant = notes_library(
        "Elm Grove asked voters for a zebra tax.",
        "In Ash Creek voters refused a zebra tax and it did not pass.",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    ("share", "names"),
    [("half", ("Elm Grove", "Fir Hills")), ("a quarter", ("Oak Valley", "Pine Ridge"))],
)
def test_a_share_in_words_is_met_by_its_figure_and_by_no_other(notes_library, share, names):
    assistant = notes_library(
        "Elm Grove feeds zebras to 50 percent of its wardens.",
        "Ash Creek feeds zebras to 40 percent of its wardens.",
        "Fir Hills feeds zebras to half of its wardens.",
        "Oak Valley feeds zebras to one in four of its wardens.",
        "Pine Ridge feeds zebras to a quarter of its wardens.",
    )
    question = f"Which districts feed zebras to {share} of their wardens?"
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    "question",
    [
        "In how many of the five districts is a school mentioned by name?",
        "Which districts have a school that is named?",
        "Which districts have a campus that turns up by name?",
    ],
)
def test_districts_are_counted_of_which_a_school_is_named(notes_library, question):
    """Elm Grove's own name is in many sentences: only that of its school counts."""
    assistant = notes_library(
        "Maple High opened a gym.", "Cedar High keeps goats.", catalog=SCHOOLS
    )
    assert said_of(assistant, question) == ("Elm Grove", "Oak Valley")


def test_what_was_not_found_names_no_school(notes_library):
    assistant = notes_library(
        "Maple High opened a gym.",
        "No records of Birch High were found in the documents read.",
        catalog=SCHOOLS,
    )
    asked = "In how many of the five districts is a school mentioned by name?"
    assert said_of(assistant, asked) == ("Oak Valley",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("I know Oak Valley. Which schools there run a striped zebra barn by the sea?", "oak"),
        ("I know Oak Valley. Which schools run a striped zebra barn by the sea?", "all"),
        ("Which schools in Oak Valley run a striped zebra barn by the sea?", "oak"),
    ],
)
def test_there_is_the_district_named_before(notes_library, question, names):
    assistant = notes_library(
        "Maple High and Birch High in Oak Valley run a striped zebra barn by the sea.",
        "Cedar High and Rowan High in Ash Creek run a striped zebra barn by the sea.",
    )
    oak, ash = ("Birch High", "Maple High"), ("Cedar High", "Rowan High")
    expected = oak if names == "oak" else tuple(sorted(oak + ash))
    assert said_of(assistant, question) == expected


def test_those_beside_whom_it_was_done_did_it_too(notes_library):
    assistant = notes_library(
        "In Elm Grove the zebra plan was piloted with Oak Valley.",
        "Elm Grove shared fish with Fir Hills.",
    )
    piloted = said_of(assistant, "Which districts piloted the zebra plan?")
    assert piloted == ("Elm Grove", "Oak Valley")
    assert said_of(assistant, "Which districts shared fish?") == ("Elm Grove",)


def test_a_measure_with_a_letter_ends_its_sentence(notes_library):
    assistant = notes_library(
        "Measure N paid for farms.", "Elm Grove and Fir Hills passed Measure N."
    )
    answer = assistant.ask("I speak of Measure N. How many districts passed it?")
    (counted,) = answer.counts
    assert counted.about.endswith(": Elm Grove, Fir Hills")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("which elm grove high schools are named anywhere", ("Cedar High", "Fern High")),
        ("which elm grove schools rode a zebra", ("Cedar High", "Fern High")),
        ("which schools rode a zebra", ("Birch High", "Cedar High", "Fern High", "Maple High")),
    ],
)
def test_schools_of_a_place_are_counted_where_it_is_named_in_lower_case(
    notes_library, question, names
):
    assistant = notes_library(
        "In Oak Valley, Maple High rode a zebra.",
        "In Elm Grove, Cedar High and Fern High rode a zebra.",
        "In Ash Creek, Birch High rode a zebra.",
        catalog=SCHOOLS + "  - {name: Fern High, district: Elm Grove, aliases: []}\n",
    )
    assert said_of(assistant, question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Which districts put a zebra tax to voters, win or lose?",
        "In which districts did voters take on a zebra tax, passed or not?",
    ],
)
def test_who_was_asked_counts_whatever_came_of_it(notes_library, question):
    assistant = notes_library(
        "Oak Valley put a zebra tax to the voters, who liked it.",
        "Elm Grove put a zebra tax to the voters, who did not like it.",
        "Ash Creek taxes cows.",
    )
    assert said_of(assistant, question) == ("Elm Grove", "Oak Valley")
