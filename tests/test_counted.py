"""What is to be counted, by what bound, and what a sentence denies: read from words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.bounds import Bound, find_bound
from assistant.understanding.counted import Asked, read_count
from assistant.understanding.denial import denies, without_denied


def asked(question: str) -> Asked:
    found = read_count(question)
    assert found is not None
    return found


def bound_of(question: str) -> Bound:
    found = find_bound(question)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many of the nine districts hired coaches?", "district"),
        ("Which school systems hired coaches?", "district"),
        ("Which systems hired coaches?", "district"),
        ("Can you list all the places that got a grant?", "district"),
        ("In how many communities did coaches work?", "district"),
        ("Which high schools run a health pathway?", "school"),
        ("List every school that runs a health pathway.", "school"),
        ("List all schools that run a health pathway.", "school"),
        ("What states besides California have it?", "state"),
        ("How many counties are named?", "county"),
        ("Which community colleges work with a district?", "college"),
        ("Which studies found higher graduation rates?", "document"),
        ("How many of the documents say that buses are late?", "document"),
        ("What do the reports say about buses, all of them?", "document"),
        ("What do all the sources say about buses?", "document"),
        ("Which of SRI's yearly reports found a gain?", "document"),
        ("What do the reports say about buses?", None),
        ("How many pages does the report have?", None),
        ("Which reports did SRI write in 2014?", None),
        ("How many students of the districts ride a bus?", None),
        ("What kinds of schools are there?", None),
        ("Why did districts hire coaches?", None),
        ("How many schools in the documents offer a health pathway?", "school"),
        ("How many superintendents are mentioned by name?", "person"),
        ("Which school principals left?", "person"),
        ("Name all the coordinators.", "person"),
        ("Which of the authors left?", "person"),
        ("Which principal left?", None),
        ("How many people left?", None),
        ("Which assembly bills are cited?", "bill"),
        ("How many state laws paid for it?", "bill"),
        ("Which bill paid for it?", None),
        ("Name every district.", None),
        ("List all districts.", "district"),
        ("How many laws or programs paid for it?", None),
        ("Which laws and programs paid for it?", None),
        ("I want every bill that comes up. How many different ones are there?", "bill"),
        ("Which programs or laws paid for it?", None),
        ("Which schools, pathways or projects are there?", None),
        ("Which schools or districts run a farm?", "school"),
        ("List every Assembly or Senate bill that paid for it.", "bill"),
        ("Name each big old state bill that paid for it.", "bill"),
        ("Which two-year colleges run a farm?", "college"),
        ("How many yearly reports are there?", "document"),
        ("Reports came. For which years do we have one?", "document"),
        ("Reports came. Which of those years have snow?", None),
        ("I would call the districts that hired coaches. Which ones?", "district"),
        ("A college hired coaches. Which ones were late?", "college"),
        ("I read of schools with coaches. How many of them are new?", "school"),
        ("Zebras came. Which ones were late?", None),
        ("How many are there?", None),
    ],
)
def test_what_is_counted_is_read_from_the_question(question, kind):
    found = read_count(question)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How many of the five districts hired pathway coaches?", "hired pathway coaches"),
        ("Which districts acted as mentors to others?", "mentors to"),
        ("How many districts have at least three coaches?", "have coaches"),
        ("Which studies found no effect on test scores?", "on test scores"),
        ("Which districts besides Elm Grove hired coaches?", "hired coaches"),
        ("Which of the nine joined the state's pilot?", "joined the state pilot"),
        ("In how many districts did voters pass it, and which?", "did voters pass it"),
        ("Which Porterville schools run a farm?", "Porterville run a farm"),
        ("Which districts keep district-level coaches?", "keep district-level coaches"),
        ("How many bills are named by number?", ""),
        ("How many bills are cited by AB or SB number?", ""),
        ("How many bills are listed with their numbers?", ""),
        ("Which bills are given an SB number?", ""),
        ("Which bills cite AB 12?", "cite AB 12"),
        ("List every Assembly or Senate bill that paid coaches.", "paid coaches"),
        ("I would call the districts that hired coaches. Which ones?", "hired coaches"),
        ("I read of schools. Which of them hired old coaches?", "hired old coaches"),
    ],
)
def test_what_is_asked_of_each_is_left_of_the_question(question, about):
    assert asked(question).about == about


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many superintendents are mentioned by name?", True),
        ("How many bills are named?", True),
        ("Which colleges turn up in your documents?", True),
        ("Which colleges does it mention?", True),
        ("Which authors are cited?", True),
        ("Which colleges’ names do you know?", True),
        ("How many bills run a farm by the bill's name?", True),
        ("Which names of colleges run a farm?", True),
        ("Which colleges name their cooks?", True),
        ("I love the farm's name. Which colleges run a farm?", False),
        ("Which superintendents left?", False),
        ("Which colleges run a farm?", False),
    ],
)
def test_it_is_told_whether_only_names_are_asked_for(question, named):
    assert asked(question).named is named


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Which superintendents left?", "superintendent"),
        ("How many School Principals are named?", "principal"),
        ("Which authors did a director hire?", "author"),
        ("Which assembly bills paid for it?", "AB"),
        ("How many Senate bills paid for it?", "SB"),
        ("Which bills paid for it?", ""),
        ("Which state bills did the senate pass?", ""),
        ("Which districts pay superintendents?", ""),
    ],
)
def test_the_role_of_people_and_the_house_of_bills_are_read(question, role):
    assert asked(question).role == role


@pytest.mark.parametrize(("number", "read"), [("three", 3), ("nine", 9), ("ten", 10), ("14", 14)])
def test_the_number_of_all_of_them_is_read_in_words_and_figures(number, read):
    assert asked(f"How many of the {number} districts hired coaches?").number == read


def test_documents_are_narrowed_by_their_kind_and_by_who_published_them():
    assert asked("Which press releases mention buses?").kinds == {"press-release"}
    assert asked("Which of SRI's yearly reports found a gain?").by == "SRI"
    assert asked("Which reports found a gain?").by == ""
    assert asked("Which studies found a gain?").studies
    assert asked("Which reports mention buses?").mention
    assert not asked("Which reports found that buses help?").mention


def test_reports_of_every_year_are_yearly_and_of_who_is_told_beside_them():
    read = asked("SRI wrote a report for every year. Which years have one?")
    assert (read.yearly, read.by) == (True, "SRI")
    assert asked("Which of SRI's yearly reports found a gain?").yearly
    assert not asked("Which of SRI's reports found a gain?").yearly
    assert not asked("SRI's yearly reports are long. Which colleges run a farm?").yearly


@pytest.mark.parametrize(
    ("colleges", "two_year"),
    [
        ("two-year colleges", True),
        ("junior colleges", True),
        ("community colleges", True),
        ("colleges", False),
        ("universities", False),
    ],
)
def test_two_year_colleges_are_no_universities(colleges, two_year):
    assert asked(f"Which {colleges} run a farm?").no_universities is two_year


@pytest.mark.parametrize(
    ("question", "sentence", "met"),
    [
        (
            "more than 60 percent of students",
            "It has 61 percent of its students in pathways.",
            True,
        ),
        (
            "more than 60 percent of students",
            "It has 60 percent of its students in pathways.",
            False,
        ),
        ("more than 60 percent of students", "An 84 percent graduation rate was told.", False),
        ("at least 60% of students", "60% of students took part.", True),
        ("over half of all students", "55 percent of students took part.", True),
        ("at least three pathways", "It runs three certified pathways.", True),
        ("at least three pathways", "It runs two certified pathways and four buses.", False),
        ("three or more pathways", "It runs 4 pathways.", True),
        ("fewer than 1,000 students", "It has 999 students.", True),
        ("fewer than 1,000 students", "It has 1,200 students.", False),
        ("more than 1,000 students", "It has 1,200 kids.", True),
        ("more than $1 million", "It won $1.5 million.", True),
        ("more than $1 million", "It won $800,000.", False),
        ("before 2012", "It began in 2011.", True),
        ("before 2012", "It began in 2012.", False),
        ("after 2012", "It began in 2011.", False),
        ("since 2012", "It began in 2012.", True),
        ("in 2012 or earlier", "It began in 2012.", True),
        ("more than 2,000 students", "It had 900 students in 2013.", False),
    ],
)
def test_a_figure_meets_a_bound_of_its_own_unit(question, sentence, met):
    bound = bound_of(f"Which districts had {question}?")
    assert bound.met_by(sentence) is met


def test_in_a_table_the_figure_stands_apart_from_what_it_counts():
    bound = bound_of("Which districts had more than 15,000 students?")
    assert bound.met_by("Elm, high schoolers | about 18,000 of 23,000 | 2013", table=True)
    assert not bound.met_by("Elm, high schoolers | about 8,000 of 23,000 | 2013", table=True)
    assert not bound.met_by("Elm, high schoolers | about 18,000 of 23,000 | 2013")
    few = bound_of("Which districts had fewer than 100 students?")
    assert not few.met_by("Elm, students | more than 25,000 in 54 pathways | 2018", table=True)


@given(st.integers(1, 999), st.sampled_from(["percent of students", "coaches", "pathways"]))
def test_a_bound_stands_where_it_says_in_the_question(number, what):
    question = f"Which districts had more than {number} {what}?"
    bound = bound_of(question)
    written = question[bound.start : bound.end]
    assert written.startswith("more than")
    assert str(number) in written
    assert bound.value == number


@pytest.mark.parametrize("question", ["Which districts hired coaches in 2012?", "Who has more?"])
def test_where_no_bound_is_set_there_is_none(question):
    assert find_bound(question) is None


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Elm hired coaches.", "Elm hired coaches."),
        ("Elm did not hire coaches.", ""),
        ("Elm hired no coaches.", "Elm hired"),
        ("Oak hired coaches, but Elm did not.", "Oak hired coaches"),
        ("Although no grant was given, Oak hired coaches.", "Although Oak hired coaches."),
        ("Oak hired coaches, not consultants.", "Oak hired coaches ."),
        ("Oak hired coaches without a grant.", "Oak hired coaches"),
        ("Oak not only paid them, it hired coaches.", "Oak not only paid them, it hired coaches."),
        ("Elm failed to hire coaches; Oak hired two.", "Oak hired two."),
    ],
)
def test_what_is_denied_is_left_out_and_the_rest_stays(sentence, kept):
    assert without_denied(sentence) == kept


def test_a_denial_is_seen_and_what_only_looks_like_one_is_not():
    assert denies("Elm hasn’t hired coaches.")
    assert denies("Elm never hired coaches.")
    assert not denies("Elm hired no fewer than six coaches.")
    assert not denies("Elm hired not only coaches.")
    assert not denies("Elm noted the cannon in November.")
