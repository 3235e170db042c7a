"""Ranking figures: worked by hand, and what must hold for every ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.ranking_metrics import hit_rate, ndcg, recall, reciprocal_rank

IDS = [f"d{number}" for number in range(12)]
rankings = st.permutations(IDS).flatmap(lambda ids: st.integers(0, 12).map(lambda n: ids[:n]))
judged = st.dictionaries(st.sampled_from(IDS), st.floats(0.1, 9), min_size=1)
depths = st.integers(1, 15)


def test_ndcg_worked_by_hand():
    # Ranked: gains 0, 2, 1. DCG = 0/log2(2) + 2/log2(3) + 1/log2(4) = 0 + 1.261860 + .5 = 1.761860
    # Best: 2, 1.        IDCG = 2/log2(2) + 1/log2(3)             = 2 + .630930     = 2.630930
    assert ndcg(["x", "a", "b"], {"a": 2, "b": 1}, 10) == pytest.approx(1.761860 / 2.630930)


def test_the_cut_holds_for_the_ranking_and_for_the_best_order():
    # At 2, "b" is too deep: DCG = 0 + 2/log2(3) = 1.261860. Three are relevant, the best two count:
    # IDCG = 2 + 1/log2(3) = 2.630930.
    gains = {"a": 2, "b": 1, "c": 1}
    assert ndcg(["x", "a", "b"], gains, 2) == pytest.approx(1.261860 / 2.630930)


def test_the_best_order_holds_what_was_not_found():
    # One of two found, at rank 1: DCG = 1, IDCG = 1 + .630930.
    assert ndcg(["a"], {"a": 1, "b": 1}, 10) == pytest.approx(1 / 1.630930)


def test_gains_are_linear():
    # 3/log2(3) + 1 against 3 + 1/log2(3): 2.892789 / 3.630930. With 2^gain - 1 it would be .7098.
    assert ndcg(["b", "a"], {"a": 3, "b": 1}, 10) == pytest.approx(0.796707, abs=1e-6)


def test_a_gain_that_is_not_positive_is_none():
    assert ndcg(["bad", "a"], {"a": 1, "bad": -5, "none": 0}, 10) == pytest.approx(1 / 1.584963)


def test_recall_is_the_share_that_was_found():
    # Of a, b, c, d the first three ranks hold a and c: 2 of 4.
    assert recall(["a", "x", "c", "d"], {"a", "b", "c", "d"}, 3) == 0.5


def test_hit_rate_is_whether_any_was_found():
    assert hit_rate(["x", "y", "b"], {"a", "b", "c"}, 3) == 1.0
    assert hit_rate(["x", "y", "b"], {"a", "b", "c"}, 2) == 0.0


def test_reciprocal_rank_is_that_of_the_first():
    assert reciprocal_rank(["x", "y", "z", "b", "a"], {"a", "b"}) == 0.25
    assert reciprocal_rank(["x"], {"a"}) == 0.0


def test_an_id_that_is_ranked_twice_counts_once():
    assert ndcg(["a", "a", "b"], {"a": 1, "b": 1}, 10) == 1.0
    assert recall(["a", "a", "b"], {"a", "b"}, 2) == 1.0
    assert reciprocal_rank(["x", "x", "a"], {"a"}) == 0.5


@pytest.mark.parametrize(
    "measure",
    [
        lambda: ndcg(["a"], {"a": 0.0}, 10),
        lambda: ndcg(["a"], {}, 10),
        lambda: recall(["a"], set(), 10),
        lambda: hit_rate(["a"], set(), 10),
        lambda: reciprocal_rank(["a"], set()),
    ],
)
def test_a_query_with_nothing_relevant_has_no_value(measure):
    with pytest.raises(ValueError, match="nothing is relevant"):
        measure()


@pytest.mark.parametrize("measure", [ndcg, recall, hit_rate])
def test_nothing_is_not_looked_at(measure):
    with pytest.raises(ValueError, match="k is 0"):
        measure(["a"], {"a": 1.0}, 0)


@given(ranked=rankings, gains=judged, k=depths)
def test_every_figure_is_between_0_and_1(ranked, gains, k):
    figures = [
        ndcg(ranked, gains, k),
        recall(ranked, gains, k),
        hit_rate(ranked, gains, k),
        reciprocal_rank(ranked, gains),
    ]
    assert all(0 <= figure <= 1 for figure in figures)


@given(gains=judged, k=depths)
def test_the_best_order_is_perfect(gains, k):
    best = sorted(gains, key=lambda name: -gains[name])
    others = [name for name in IDS if name not in gains]
    assert ndcg(best + others, gains, k) == pytest.approx(1)
    assert recall(best + others, gains, max(k, len(gains))) == 1
    assert hit_rate(best + others, gains, k) == reciprocal_rank(best + others, gains) == 1


@given(ranked=st.permutations(IDS), gains=judged, k=depths, place=st.integers(1, 11))
def test_moving_a_relevant_one_up_never_lowers_a_figure(ranked, gains, k, place):
    if gains.get(ranked[place], 0) <= gains.get(ranked[place - 1], 0):
        return
    moved = [*ranked]
    moved[place - 1 : place + 1] = [ranked[place], ranked[place - 1]]
    assert ndcg(moved, gains, k) >= ndcg(ranked, gains, k)
    assert recall(moved, gains, k) >= recall(ranked, gains, k)
    assert hit_rate(moved, gains, k) >= hit_rate(ranked, gains, k)
    assert reciprocal_rank(moved, gains) >= reciprocal_rank(ranked, gains)
    if place < k:
        assert ndcg(moved, gains, k) > ndcg(ranked, gains, k)
