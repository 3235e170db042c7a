"""A search that is narrowed: what the page says of it, and how a reader gets out of it."""

from __future__ import annotations

import pytest
from screen_driver import ask, button, open_screen, press, run, text_of, use
from screen_samples import FakeAssistant, build_library

from core.schema import Filters
from ui import strings

MAPLE_QUESTION = "When did Maple High open its health pathway?"
MAPLE_QUOTE = "Maple High opened its health pathway in 2014 with ninety students."
NARROWED = strings.FILTERED.format(filters="")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("narrowed"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def labels(app) -> list[str]:
    return [b.label for b in app.button]


def test_filters_reach_the_assistant_and_stand_above_the_answer(fake):
    app = ask(open_screen(kind="case-study", year_from="2014", source="maple"), MAPLE_QUESTION)
    chosen = Filters(source=("maple",), kind=("case-study",), year_from=2014)
    assert fake.asked == [(MAPLE_QUESTION, (), chosen)]
    assert "Only within: The maple plan, case study, 2014 on" in text_of(app)
    app = press(app, strings.CLEAR_FILTERS)
    assert "source" not in app.query_params
    ask(app, "Who opened it?")
    assert fake.asked[1][2] == Filters()
    assert text_of(app).count(NARROWED) == 1


def test_page_says_what_the_search_is_narrowed_to_outside_the_panel(fake):
    app = open_screen(source="maple")
    said = text_of(app)
    assert "Only within: The maple plan" in said
    assert "Narrowed to 1 document, of 6 in the library; last indexed" in said
    assert "6 documents in the library" not in said
    press(app, strings.CLEAR_FILTERS)
    assert NARROWED not in text_of(app)
    assert "6 documents in the library" in text_of(app)
    assert strings.CLEAR_FILTERS not in labels(app)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"year_from": "2014"}, "2014 on"),
        ({"year_to": "2014"}, "up to 2014"),
        ({"year_from": "2014", "year_to": "2026"}, "2014–2026"),
        ({"year_from": "2014", "year_to": "2014"}, "2014"),
    ],
)
def test_years_are_said_in_words(fake, address, words):
    shown = text_of(open_screen(**address))
    assert f"Only within: {words}" in [
        line.split("[")[-1].rstrip("]") for line in shown.split("\n")
    ]


def test_answer_outside_the_filters_is_pointed_to_and_asked_for_at_once(fake):
    app = ask(open_screen(district="Porterville"), MAPLE_QUESTION)
    assert strings.REASONS["filtered_out"] in text_of(app)
    press(app, strings.ASK_EVERYWHERE)
    assert fake.asked[1][0] == MAPLE_QUESTION
    assert fake.asked[1][2] == Filters()
    assert MAPLE_QUOTE in text_of(app)
    assert "district" not in app.query_params


def test_an_answer_within_the_filters_does_not_offer_to_leave_them(fake):
    app = ask(open_screen(district="Maple"), MAPLE_QUESTION)
    assert strings.ASK_EVERYWHERE not in labels(app)
    assert not button(run(app), strings.CLEAR_FILTERS).disabled
