"""Shop talk: written in full where no document uses the word, left alone where one does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.jargon import write_in_full


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who is the supe?", "Who is the superintendent?"),
        ("Who is the SUPE, or Supt?", "Who is the superintendent, or superintendent?"),
        ("Do the supes meet?", "Do the superintendents meet?"),
        ("What is WBL here?", "What is work-based learning here?"),
        ("(wbl)", "(work-based learning)"),
        ("What is on oak.org of LL?", "What is on oak.org of Linked Learning?"),
        ("LL in schools", "Linked Learning in schools"),
        ("voc ed, voc-ed", "vocational education, vocational education"),
        ("What is the headcount?", "What is the number of students?"),
        ("Head counts, a head count", "numbers of students, a number of students"),
        ("Which headcounts rose?", "Which numbers of students rose?"),
        ("kids w/ 4 yrs, w/o pts", "kids with 4 years, without points"),
        ("How much $$ all together?", "How much money all together?"),
        ("ELs and CPAs", "English learners and California Partnership Academies (CPAs)"),
    ],
)
def test_shop_talk_is_written_in_full(known_library, question, read):
    assert write_in_full(question, known_library) == read


@pytest.mark.parametrize(
    "question",
    [
        "How superb are supers and their soups?",
        "pre-wbl, wbl-like, wbl’s, x’wbl",
        "gened vocal editors, voced",
        "We'll ask, they’ll tell",
        "Do headcounters head counties?",
        "",
    ],
)
def test_a_part_of_a_word_is_no_shop_talk(known_library, question):
    assert write_in_full(question, known_library) == question


def test_a_word_that_a_document_uses_is_left_alone(known_library):
    """The plan says that PD is paid by the state."""
    assert write_in_full("Who pays for PD and WBL?", known_library) == (
        "Who pays for PD and work-based learning?"
    )


@given(st.text(st.sampled_from("lpdsuew ?’-(é1"), max_size=40))
def test_what_is_written_in_full_is_not_written_again(known_library, text):
    once = write_in_full(text, known_library)
    assert write_in_full(once, known_library) == once


PLAIN = st.sampled_from(["Who", "pays", "the", "superintendent", "learners", "2013", "?", "PD"])


@given(st.lists(PLAIN).map(" ".join))
def test_a_question_without_shop_talk_comes_back_unchanged(known_library, question):
    assert write_in_full(question, known_library) == question


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("what r the four parts", "what are the four parts"),
        ("How do u do it w/ two barns?", "How do you do it with two barns?"),
        ("What do U.S. farms say of R & D?", "What do U.S. farms say of R & D?"),
        ("W. Marsh on barns", "W. Marsh on barns"),
    ],
)
def test_one_letter_is_a_word_only_if_it_is_small_and_alone(known_library, question, written):
    assert write_in_full(question, known_library) == written


def test_a_name_stands_beside_its_abbreviation_that_documents_use(known_library):
    """The plan says that a CPA has its own teachers."""
    asked = "How big is a CPA?"
    written = write_in_full(asked, known_library)
    assert written == "How big is a California Partnership Academy (CPA)?"
    assert write_in_full(written, known_library) == written
