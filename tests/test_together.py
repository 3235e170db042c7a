"""Parts seen with the whole question: what is pooled, weighed and decided."""

import json
import math
from dataclasses import replace

import pytest
from districts_site import open_districts

from assistant import together
from assistant.finding import find_part
from assistant.together import FITTED, find_together, fit_all, read_part, see_parts, weigh
from assistant.understanding.parts import Part
from assistant.weighing import rank_quotable, worth
from core.schema import Filters

pytest_plugins = ["districts_site"]

EVERYTHING = Filters()
OPENED = Part("opened", "When did Oak Valley open a health pathway?")
BUSES = Part("buses", "What does Oak Valley spend on buses?")
WHOLE = Part("", "When did Oak Valley open a health pathway, and what does it spend on buses?")


def test_a_weight_counts_its_feature_and_the_bias_counts_once():
    fit = {"bias": -1.0, "weights": {"a": 2.0, "b": -3.0}}
    assert weigh(fit, {"a": 0.5, "b": 1.0, "unweighed": 9.0}) == pytest.approx(-3.0)


def test_every_fitted_weight_is_of_a_feature_that_is_read(districts):
    fitted = json.loads(FITTED.read_text("utf-8"))
    ((part, seen),) = see_parts(districts.search, WHOLE, [OPENED], EVERYTHING)
    of_a_part = read_part(districts.search, part, seen, fit_all(seen))
    assert set(fitted["choice"]["weights"]) == set(seen[0].features)
    assert of_a_part is not None
    assert set(fitted["decision"]["weights"]) == set(of_a_part)
    for name in ("choice", "decision"):
        assert all(math.isfinite(weight) for weight in fitted[name]["weights"].values())
    assert fitted["choice"]["weights"]["similarity"] > 0 < fitted["choice"]["weights"]["holds"]
    assert fitted["decision"]["weights"]["alone"] > 0 < fitted["decision"]["weights"]["fits"]


def test_the_passages_of_the_whole_question_are_read_for_each_part(tmp_path):
    far = {f"far{n}": f"# Far {n}\n\nThe board did it again in year {n}.\n" for n in range(9)}
    search = open_districts(tmp_path, **far).search
    part = Part("board", "What did the board do?")
    whole = Part("", "My cousin speaks of murals in Elm Grove. What did the board do?")
    murals = "Students of Elm Grove paint murals."
    ((_, seen),) = see_parts(search, whole, [part], EVERYTHING)
    assert murals in {each.evidence.text for each in seen}
    alone = find_part(search, part, EVERYTHING).evidence[:5]
    assert murals not in {item.text for item in alone}


def test_each_part_has_its_own_best_sentence_first(districts):
    opened, buses = find_together(districts.search, WHOLE, [OPENED, BUSES], EVERYTHING)
    best = [rank_quotable(i.part.asks, i.evidence)[0][0].text for i in (opened, buses)]
    assert best == [
        "Oak Valley opened a health pathway in 2011.",
        "Oak Valley spends $40,000 a year on buses.",
    ]
    assert opened.answers
    assert buses.answers


def test_what_a_rule_refuses_is_not_answered_however_well_it_fits(districts):
    lisbon = Part("lisbon", "When did Oak Valley open a health pathway in Lisbon?")
    opened, refused = find_together(districts.search, WHOLE, [OPENED, lisbon], EVERYTHING)
    assert (opened.answers, refused.answers) == (True, False)


def test_a_part_without_a_sentence_is_not_answered(districts):
    side = Part("Nowhere", "What did Nowhere open?", side="Nowhere")
    (found,) = find_together(districts.search, WHOLE, [side], EVERYTHING)
    assert (found.evidence, found.answers) == ((), False)


def test_what_was_told_before_fits_less(districts):
    ((_, seen),) = see_parts(districts.search, WHOLE, [OPENED], EVERYTHING)
    told = [replace(each, evidence=replace(each.evidence, told=1.0)) for each in seen]
    for new, again in zip(fit_all(seen), fit_all(told), strict=True):
        assert (again.fits or 0) < (new.fits or 0)


def test_a_sentence_that_was_fitted_is_worth_its_fit_and_no_other_is(districts):
    item = find_part(districts.search, OPENED, EVERYTHING).evidence[0]
    assert worth(replace(item, fits=0.123)) == 0.123
    assert worth(item) != 0.123
    low = replace(item, fits=0.5, hit=replace(item.hit, rank=9))
    assert rank_quotable(OPENED.asks, [low]) == [(low, 0.5)]


def test_the_decision_needs_what_it_was_fitted_to_see(districts, monkeypatch):
    always = {"choice": {"bias": 0.0, "weights": {}}, "decision": {"bias": 1.0, "weights": {}}}
    monkeypatch.setattr(together, "_fitted", lambda: always)
    nonsense = Part("nonsense", "What did the emperor eat?")
    (found,) = find_together(districts.search, WHOLE, [nonsense], EVERYTHING)
    assert found.answers
    monkeypatch.undo()
    (found,) = find_together(districts.search, WHOLE, [nonsense], EVERYTHING)
    assert not found.answers
