"""The same question to the other writer, where both answers stay; and where text goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import ask, button, open_screen, press, run, text_of, use
from screen_samples import QUESTION, QUOTES, FakeAssistant, build_library, make_answer

from core.errors import UsageError
from core.schema import Filters
from core.settings import read_settings
from records.conversations import TurnRecord
from ui import strings
from ui.destination import destination_line
from ui.rewriting import history_of, repeated_by

PROSE = replace(make_answer(QUOTES[:1]), writer="prose", model="openai:small")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("rewriting"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    """An assistant with a chat model, which answers in prose."""
    return use(FakeAssistant(real, reply=PROSE, grown=PROSE), monkeypatch, tmp_path)


def rewritten(fake: FakeAssistant):
    """A page on which a prose answer was asked for once more, in quotes."""
    app = ask(open_screen())
    fake.reply = make_answer()
    return press(app, strings.AS_QUOTES)


def labels(app) -> list[str]:
    return [shown.label for shown in app.button]


def test_prose_is_asked_for_once_more_in_quotes_and_both_stay(fake):
    app = rewritten(fake)
    assert fake.writers == [None, "quotes"]
    assert [asked[0] for asked in fake.asked] == [QUESTION, QUESTION]
    shown = text_of(app)
    assert strings.WRITER_MODEL.format(model="openai:small") in shown
    assert strings.WRITER_QUOTES in shown
    assert strings.REWRITTEN["quotes"] in shown
    assert not {strings.AS_QUOTES, strings.AS_PROSE} & set(labels(app))
    again = text_of(open_screen(c=app.query_params["c"]))
    assert strings.REWRITTEN["quotes"] in again
    assert strings.WRITER_MODEL.format(model="openai:small") in again


def test_quotes_are_asked_for_once_more_in_prose(fake):
    fake.reply = make_answer()
    app = ask(open_screen())
    fake.reply = PROSE
    press(app, strings.AS_PROSE)
    assert fake.writers == [None, "prose"]
    assert strings.REWRITTEN["prose"] in text_of(app)


def test_a_prose_answer_that_fell_back_to_quotes_can_be_tried_again(fake):
    fake.reply = make_answer()
    app = press(ask(open_screen()), strings.AS_PROSE)
    assert strings.REWRITTEN["prose"] not in text_of(app)
    assert strings.AS_PROSE in labels(app)


def test_the_second_asking_has_the_history_of_the_first_and_is_none_itself(fake):
    app = ask(open_screen(), "What is it?")
    run(ask(app, "And the cost?"))
    fake.reply = make_answer()
    run(app.button(key="rewrite-1").click())
    first = fake.asked[1][1]
    assert [turn.question for turn in first] == ["What is it?"]
    assert fake.asked[2] == ("And the cost?", first, Filters())
    ask(app, "Since when?")
    assert [turn.question for turn in fake.asked[3][1]] == ["What is it?", "And the cost?"]
    assert fake.writers == [None, None, "quotes", None]


def test_a_second_asking_that_failed_can_be_asked_again_of_the_same_writer(fake):
    app = ask(open_screen())
    fake.reply = UsageError("no")
    press(app, strings.AS_QUOTES)
    fake.reply = make_answer()
    press(app, strings.ASK_AGAIN)
    assert fake.writers == [None, "quotes", "quotes"]
    assert fake.asked[2][1] == ()


def test_without_a_model_no_other_writer_is_offered(fake):
    fake.grown = None
    app = ask(open_screen())
    assert not {strings.AS_QUOTES, strings.AS_PROSE} & set(labels(app))
    with pytest.raises(StopIteration):
        button(app, strings.AS_QUOTES)


def test_a_question_asked_twice_of_one_writer_is_no_repetition():
    quotes, nothing = make_answer(), Filters()
    turns = [TurnRecord(QUESTION, answer, nothing) for answer in (quotes, quotes, PROSE, None)]
    turns.append(TurnRecord(QUESTION, PROSE, Filters(district=("Maple",))))
    assert [repeated_by(turns, number) for number in range(5)] == [None, None, 0, None, None]
    assert len(history_of(turns, 4, None)) == 2
    assert history_of(turns, 4, 0) == []


def settings_of(**told: str):
    return read_settings({f"LINKED_LEARNING_{name}": value for name, value in told.items()})


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://localhost:8501/", strings.STAYS_HERE),
        ("http://127.0.0.1:8501/?c=x", strings.STAYS_HERE),
        ("http://[::1]:8501/", strings.STAYS_HERE),
        (None, strings.STAYS_HERE),
        ("https://guide.example.org/", strings.STAYS_THERE),
        ("http://10.0.0.7:8501/", strings.STAYS_THERE),
    ],
)
def test_without_a_model_text_stays_on_the_computer_that_runs_the_page(address, line):
    assert destination_line(settings_of(), address) == line


def test_with_a_model_its_destination_is_named():
    line = destination_line(settings_of(CHAT_MODEL="openai:small"), "http://localhost/")
    assert line == "Questions and passages are sent to openai."
