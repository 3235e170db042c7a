"""Bounds that years set, and figures of years that set none."""

import pytest

from assistant.understanding.bounds import find_bound


def met(words: str) -> list[int]:
    """Return which of three years meet the bound that the words set."""
    bound = find_bound(f"Which districts hired coaches {words}?")
    assert bound is not None
    assert bound.unit == "year"
    return [year for year in (2018, 2019, 2020) if bound.met_by(f"It began in {year}.")]


@pytest.mark.parametrize(
    "words",
    [
        "before 2019",
        "before the start of 2019",
        "before March 2019",
        "before Christmas 2019",
        "before Labor Day 2019",
        "prior to Saint Patrick’s Day 2019",
    ],
)
def test_a_year_may_stand_after_a_month_or_a_holiday(words):
    assert 2018 in met(words)
    assert 2020 not in met(words)


def test_from_a_month_on_later_years_count_and_earlier_do_not():
    assert 2020 in met("after March 2019")
    assert 2018 not in met("after March 2019")
    assert met("since March 2019") == [2019, 2020]
    assert met("by Labor Day 2019") == [2018, 2019]


@pytest.mark.parametrize(
    "words",
    [
        "before 2019 was out",
        "before 2019 is over",
        "before 2019 had been up",
        "before 2019 was done",
        "before 2019 ended",
        "before 2019 came to an end",
    ],
)
def test_before_a_year_was_out_is_within_it_too(words):
    assert met(words) == [2018, 2019]


def test_after_a_year_was_over_is_not_within_it():
    assert met("after 2019 was over") == [2020]
    assert met("before 2019") == [2018]


@pytest.mark.parametrize(
    "words", ["before oak 2019", "after the March 2019", "before A B C D 2019"]
)
def test_other_words_before_a_year_make_no_bound_of_it(words):
    assert find_bound(f"Which districts hired coaches {words}?") is None


@pytest.mark.parametrize(
    "words", ["under the 2009 plan", "over the 2010 grant", "above 1998 tax law"]
)
def test_a_year_that_tells_of_one_thing_is_no_bound(words):
    assert find_bound(f"Which districts hired coaches {words}?") is None


def test_a_figure_like_a_year_that_counts_things_is_a_bound():
    bound = find_bound("Which districts had over 2010 students?")
    assert bound is not None
    assert (bound.value, bound.unit) == (2010, "student")
