"""The fitted decision: its file, and how it weighs the signals."""

import json
import math
from dataclasses import fields

import pytest

from assistant import abstention
from assistant.abstention import DECISION, score
from assistant.signals import Signals


def test_the_score_is_the_bias_and_each_signal_by_its_weight(monkeypatch):
    decision = {"bias": -1.0, "weights": {"worth": 2.0, "other_kind": -4.0, "weakest_word": 0.5}}
    monkeypatch.setattr(abstention, "_decision", lambda: decision)
    # -1 + 2 * .5 - 4 * 1 + .5 * .5; a signal without a weight has no say
    signals = Signals(
        worth=0.5, open_ended=9.0, other_kind=1.0, other_year=9.0, weakest_word=0.5, words=9.0
    )
    assert score(signals) == pytest.approx(-3.75)


def test_the_decision_weighs_every_signal_in_its_direction():
    decision = json.loads(DECISION.read_text("utf-8"))
    weights = decision["weights"]
    assert set(decision) == {"bias", "weights", "fitted_to"}
    assert set(weights) == {field.name for field in fields(Signals)}
    assert all(math.isfinite(number) for number in [decision["bias"], *weights.values()])
    assert weights["worth"] > 0 < weights["weakest_word"]
    assert weights["other_kind"] < 0 > weights["other_year"]
    assert all(type(number) is int and number > 0 for number in decision["fitted_to"].values())


def test_the_decision_refuses_the_worst_and_answers_the_best():
    best = {"worth": 1, "weakest_word": 1, "words": 1, "other_kind": 0, "other_year": 0}
    worst = {name: 1 - value for name, value in best.items()}
    assert score(Signals(open_ended=0, **best)) > 0
    assert score(Signals(open_ended=0, **worst)) < 0
    assert score(Signals(open_ended=0, **dict.fromkeys(best, 0))) < 0
