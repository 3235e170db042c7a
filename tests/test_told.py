"""Told: what only repeats the last answer, and what answers anew."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.told import Told
from assistant.understanding.answer_type import PAYER, wanted

BEFORE = (frozenset({"oak", "pass", "the", "tax", "2014"}), frozenset({"it", "grew"}))
SENTENCE = {"oak", "pass", "the", "tax"}


def test_a_sentence_that_one_told_before_holds_is_a_repetition():
    assert Told(BEFORE).share("Oak passed the tax.", SENTENCE) == 1.0
    assert Told(BEFORE).share("Oak grew.", {"oak", "grew"}) == 0.5
    assert Told().share("Oak grew.", {"oak", "grew"}) == 0.0


def test_what_holds_what_the_question_itself_asks_is_none():
    assert Told(BEFORE, own=frozenset({"pass"})).share("Oak passed the tax.", SENTENCE) == 0.0
    assert Told(BEFORE, own=frozenset({"measur"})).share("Oak passed the tax.", SENTENCE) == 1.0
    two_of_five = frozenset({"pass", "tax", "per", "student", "much"})
    assert Told(BEFORE, own=two_of_five).share("Oak passed the tax.", SENTENCE) == 1.0


def test_a_figure_that_was_not_told_is_none_where_one_is_asked_for():
    dated = SENTENCE | {"2011"}
    assert Told(BEFORE, asks_figure=True).share("Oak passed the tax in 2011.", dated) == 0.0
    assert Told(BEFORE).share("Oak passed the tax in 2011.", dated) == 0.8
    same = SENTENCE | {"2014"}
    assert Told(BEFORE, asks_figure=True).share("Oak passed the tax in 2014.", same) == 1.0


def test_who_pays_is_answered_by_who_pays_told_before_or_not():
    asked = wanted("Who pays for the farm?")
    assert asked.kind == PAYER
    told = Told(BEFORE, answers_anew=asked.holds)
    assert told.share("Oak passed the tax.", SENTENCE) == 0.0
    assert told.share("Oak passed the law.", SENTENCE) == 1.0


STEMS = st.frozensets(st.sampled_from(["oak", "tax", "2014", "2011", "grew"]))


@given(st.lists(STEMS, max_size=3), STEMS, STEMS, st.booleans())
def test_a_share_is_from_0_to_1(before, own, stems, figure):
    assert 0.0 <= Told(tuple(before), own, asks_figure=figure).share("", stems) <= 1.0
