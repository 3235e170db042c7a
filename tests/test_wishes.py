"""Wishes: the newest, the oldest, a span of years, the most of something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.wishes import wishes_age, wishes_span, wishes_superlative


@pytest.mark.parametrize(
    ("question", "age"),
    [
        ("What is the latest rate?", "newest"),
        ("Is Oak still running nine pathways?", "newest"),
        ("How many are there by now?", "newest"),
        ("How many pathways does Oak have now?", "newest"),
        ("What is the earliest count?", "oldest"),
        ("What was the first reported figure?", "oldest"),
        ("Who pays, now that the grant is gone?", None),
        ("What happens in the first year?", None),
        ("How many are there?", None),
    ],
)
def test_the_newest_or_the_oldest_is_wished_for_by_word(question, age):
    assert wishes_age(question) == age


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What happened since 2013?", (2013, 2099)),
        ("What happened after 2013?", (2013, 2099)),
        ("What happened from 2013 on?", (2013, 2099)),
        ("What was there before 2011?", (1900, 2010)),
        ("What was there until the end of 2011?", (1900, 2011)),
        ("What was built by 2011?", None),
        ("What was there in 2011?", None),
        ("Who came from 2011-12?", None),
        ("What was there before the pilot?", None),
    ],
)
def test_a_span_of_years_is_read(question, span):
    found = wishes_span(question)
    assert (found and (found.low, found.high)) == span


@given(st.integers(1900, 2098))
def test_since_and_before_a_year_share_no_year(year):
    since, before = wishes_span(f"since {year}?"), wishes_span(f"before {year}?")
    assert since is not None
    assert before is not None
    assert before.high + 1 == since.low == year


@pytest.mark.parametrize(
    ("question", "word", "of"),
    [
        ("Which district has the highest graduation rate?", "highest", ("graduation", "rate")),
        ("Who was first to open a farm?", "first", ("open", "farm")),
        ("What was the largest grant?", "largest", ("grant",)),
        ("Which district has the most pathways?", "most", ("pathways",)),
        ("Who opened a farm first?", "first", None),
    ],
)
def test_what_is_ranked_is_read(question, word, of):
    found = wishes_superlative(question)
    assert found is not None
    assert (found.word, found.of) == (word, of if of is not None else found.of)
    assert word in found.said


@pytest.mark.parametrize(
    "question",
    [
        "What do most students do?",
        "What is the most recent rate?",
        "What happens in the first year?",
        "How many of the largest farms are there?",
        "What is a farm?",
    ],
)
def test_not_every_superlative_word_ranks(question):
    assert wishes_superlative(question) is None
