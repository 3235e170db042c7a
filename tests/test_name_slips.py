"""Slips in names of several words: mended word by word, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.name_slips import mend_names


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Dozer Libby", "Dozier-Libbey"),
        ("dozer libby", "Dozier-Libbey"),
        ("Hirum Jonson", "Hiram Johnson"),
        ("Los Angelos", "Los Angeles"),
        ("Sacrmento Cty", "Sacramento City"),
        ("Muir Hgh", "Muir High"),
        ("Harmony Magnt Academy", "Harmony Magnet Academy"),
        ("Calfornia State Univercity", "California State University"),
        ("Eric Rice", "Erik Rice"),
    ],
)
def test_a_name_with_few_slips_is_written_as_the_catalogue_writes_it(known, said, meant):
    assert mend_names(f"How did {said} do, in 2010?", known) == f"How did {meant} do, in 2010?"


@pytest.mark.parametrize(
    "question",
    [
        "How did Dozier-Libbey do?",
        "I like Dozier-Libbey. How did it do?",
        "How did Dozier Libbey do?",
        "How did hiram johnson do?",
        "How did Gozier Libby do?",  # the first letters are the same
        "How did Dozier Lobbying do?",
        "Did Col State admit them?",  # a short word may not differ at all
        "Did mild high schools grow?",
        "Is the Portervile plan good?",  # one word alone is not this file's
        "Which pathways did no district open?",
        "",
    ],
)
def test_what_is_no_slip_of_a_name_stays(known, question):
    assert mend_names(question, known) == question


def test_letters_that_may_differ_are_counted_word_by_word(known):
    assert mend_names("Log Beach", known) == "Long Beach"
    assert mend_names("Lg Beach", known) == "Lg Beach"  # two of a word of four
    assert mend_names("Long Bech", known) == "Long Beach"
    assert mend_names("Long Bch", known) == "Long Bch"  # two of a word of five
    assert mend_names("Hirum Johnon", known) == "Hiram Johnson"
    assert mend_names("Hiram Jhnson", known) == "Hiram Johnson"
    assert mend_names("Hiram Jhnon", known) == "Hiram Jhnon"  # two of a word of five
    assert mend_names("Hiram Jhnn", known) == "Hiram Jhnn"


def test_a_long_name_is_mended_whole(known):
    assert mend_names("Jon Muir High School", known) == "John Muir High School"
    assert mend_names("Dozer Libbey Medical High School", known) == (
        "Dozier-Libbey Medical High School"
    )


def test_two_names_of_one_question_are_mended(known):
    assert mend_names("Long Bech or Los Angelos?", known) == "Long Beach or Los Angeles?"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Cindy Brown", "Cynthia Brown"),
        ("Carla Brown", "Cynthia Brown"),
        ("Ana Lee", "Ann Lee"),
        ("Dinah Brown", "Dinah Brown"),  # it begins otherwise
        ("C Brown", "C Brown"),
        ("Cindy Browne", "Cindy Browne"),
        ("Dave Stern", "Dave Stern"),  # two people have the surname
        ("Pat Stern", "Pat Stern"),
        ("the Brown report", "the Brown report"),
        ("Cynthia Brown", "Cynthia Brown"),
    ],
)
def test_another_first_name_is_read_where_one_person_has_the_surname(known, said, meant):
    assert mend_names(f"Which district was {said} with?", known) == (
        f"Which district was {meant} with?"
    )


ORDINARY = ["farm", "who", "Who", "opened", "a", "pathway", "2013", "in", "students", "the", "cost"]
SEPARATORS = [" ", ", ", "? ", " — ", "’s ", " (", ") ", "\n", "-"]


@given(st.lists(st.tuples(st.sampled_from(ORDINARY), st.sampled_from(SEPARATORS))))
def test_a_question_without_known_names_comes_back_unchanged(known, pieces):
    question = "".join(word + separator for word, separator in pieces)
    assert mend_names(question, known) == question


@given(st.data())
def test_a_known_name_as_it_is_written_comes_back_unchanged(known, data):
    written = [w for name in known.names for w in (name.name, *name.aliases)]
    chosen = data.draw(st.lists(st.sampled_from(written), min_size=1, max_size=3))
    question = f"Did {' or the farm of '.join(chosen)} grow?"
    assert mend_names(question, known) == question


@given(st.sampled_from(["Hiram Johnson", "Los Angeles", "Dozier Libbey"]), st.data())
def test_one_letter_left_out_is_mended_and_the_rest_of_the_question_stays(known, name, data):
    second = name.index(" ") + 1
    inner = [i for i in range(len(name)) if i not in {0, second, second - 1}]
    long = [i for i in inner if i > second or name.index(" ") > 3]
    place = data.draw(st.sampled_from(long))
    slip = name[:place] + name[place + 1 :]
    before, after = "(What did ", ", in 2013 — 3.5%? "
    mended = mend_names(f"{before}{slip}{after}", known)
    assert mended.startswith(before)
    assert mended.endswith(after)
    meanings = known.meanings[name.casefold()]
    assert known.mentions(mended)[0].names == meanings
