"""Intervals: repeatable, in the right place, and honest about what cannot be said."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.intervals import Interval, mean_interval, paired

numbers = st.lists(st.floats(-1, 1), min_size=1, max_size=30)


def test_the_same_values_give_the_same_interval_in_any_order():
    values = [0.1, 0.9, 0.4, 0.7, 0.2, 0.2]
    assert mean_interval(values) == mean_interval(values) == mean_interval(reversed(values))


def test_one_value_is_all_that_is_known():
    assert mean_interval([0.25]) == Interval(0.25, 0.25, 0.25)


def test_the_interval_of_coins_is_that_of_the_textbook():
    # 400 values, half of them 1: standard error = sqrt(.5 * .5 / 400) = .025, so .5 ± 1.96 * .025.
    interval = mean_interval([0.0, 1.0] * 200)
    assert interval.mean == 0.5
    assert interval.low == pytest.approx(0.451, abs=0.006)
    assert interval.high == pytest.approx(0.549, abs=0.006)


def test_less_confidence_is_narrower():
    values = np.random.default_rng(1).random(50).tolist()
    wide, narrow = mean_interval(values), mean_interval(values, confidence=0.5)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_the_true_mean_is_inside_about_as_often_as_promised():
    random = np.random.default_rng(2)
    intervals = [mean_interval(random.random(40), rounds=200) for _ in range(200)]
    inside = sum(interval.low <= 0.5 <= interval.high for interval in intervals)
    assert 0.89 <= inside / 200 <= 0.99


@settings(max_examples=25, deadline=None)
@given(numbers)
def test_the_interval_lies_among_the_values(values):
    interval = mean_interval(values, rounds=100)
    assert min(values) - 1e-12 <= interval.low <= interval.high <= max(values) + 1e-12
    assert interval.mean == pytest.approx(math.fsum(values) / len(values), abs=1e-12)


@pytest.mark.parametrize("values", [[], [0.5, math.nan], [math.inf]])
def test_what_has_no_mean_is_an_error(values):
    with pytest.raises(ValueError, match=r"no values|not a finite number"):
        mean_interval(values)


@pytest.mark.parametrize("options", [{"confidence": 1.0}, {"confidence": 0}, {"rounds": 0}])
def test_options_without_meaning_are_an_error(options):
    with pytest.raises(ValueError, match="cannot be used"):
        mean_interval([0.5], **options)


def test_a_comparison_names_what_changed():
    before = {"q3": 0.5, "q1": 0.2, "q2": 0.8, "q4": 1.0}
    after = {"q1": 0.6, "q2": 0.7, "q3": 0.5, "q4": 1.0}
    # after - before: .4, -.1, 0, 0; mean .075.
    found = paired(before, after)
    assert found.difference.mean == pytest.approx(0.075)
    assert (found.better, found.worse, found.same) == (("q1",), ("q2",), 2)
    assert found.difference.low < 0 < found.difference.high


def test_a_comparison_goes_by_pairs():
    """Values that vary widely but all rise by the same leave no doubt."""
    before = {f"q{number:02}": number / 20 for number in range(20)}
    after = {name: value + 0.01 for name, value in before.items()}
    found = paired(before, after)
    assert found.difference.low == pytest.approx(0.01)
    assert found.difference.high == pytest.approx(0.01)
    assert found.better == tuple(sorted(before))


def test_the_noise_of_sums_is_no_change():
    assert paired({"q": 0.1 + 0.2}, {"q": 0.3}).same == 1


def test_ids_of_one_run_only_are_named_up_to_three():
    with pytest.raises(ValueError, match=r"two: a, b, c, …$"):
        paired({"a": 1, "b": 1, "q": 1}, {"c": 1, "d": 1, "q": 1})
    with pytest.raises(ValueError, match=r"two: a$"):
        paired({"a": 1, "q": 1}, {"q": 1})


def test_nothing_compared_is_an_error():
    with pytest.raises(ValueError, match="no values"):
        paired({}, {})
