"""Conversations on the screen: follow-ups, going back, deleting, feedback, and a new session."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st
from screen_driver import ask, button, html_of, open_screen, press, run, text_of, use
from screen_samples import QUESTION, QUOTES, FakeAssistant, build_library, make_answer

from core.errors import UsageError
from core.schema import Turn
from records.conversations import FILENAME, Feedback, open_records
from ui import ask_screen, strings
from ui.inert_html import QUESTION_CHARS

OTHER = "When did Maple High open its health pathway?"
OTHER_QUOTE = "Maple High opened its health pathway in 2014 with ninety students."


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("conversations"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


@pytest.fixture
def kept(tmp_path, fake):
    """The records that the screens write, opened beside them."""
    return open_records(tmp_path / "data", keep=True)


def on_page(app) -> str:
    """What the page says outside the panel at its side."""
    return text_of(app).split(strings.CONVERSATIONS)[0]


def two_conversations():
    """A session with two conversations, and their ids; the second is open."""
    app = ask(open_screen())
    first = app.query_params["c"]
    ask(press(app, strings.NEW_CONVERSATION), OTHER)
    return app, first, app.query_params["c"]


def test_new_conversation_forgets_history_and_leaves_the_address(fake):
    app = ask(open_screen())
    assert app.query_params["c"]
    press(app, strings.NEW_CONVERSATION)
    assert strings.PROMISE in text_of(app)
    assert "c" not in app.query_params
    ask(app)
    assert fake.asked[1][:2] == (QUESTION, ())


def test_new_conversation_is_not_offered_where_there_is_none_to_leave(fake):
    assert button(open_screen(), strings.NEW_CONVERSATION).disabled
    assert not button(ask(open_screen()), strings.NEW_CONVERSATION).disabled


def test_unanswered_question_is_no_history(fake):
    fake.reply = UsageError("no")
    app = ask(open_screen())
    fake.reply = None
    ask(app, OTHER)
    assert fake.asked[-1][:2] == (OTHER, ())


def test_follow_up_passes_history(fake):
    app = ask(ask(open_screen()), "And what did it cost?")
    first = Turn(QUESTION, fake.real.ask(QUESTION).text)
    assert fake.asked[1][:2] == ("And what did it cost?", (first,))
    assert QUESTION in text_of(app)


def test_long_conversation_shows_its_end_first(fake):
    app = ask(open_screen(), "Question 0?")
    kept = app.session_state["turns"]
    kept += [
        replace(kept[0], question=f"Question {n}?") for n in range(1, ask_screen.SHOWN_TURNS + 2)
    ]
    assert "Question 0?" not in on_page(run(app))
    assert "Question 0?" in on_page(press(app, strings.SHOW_EARLIER))


def test_conversations_of_the_session_are_listed_and_one_can_be_gone_back_to(fake):
    app, first, second = two_conversations()
    assert first != second
    assert app.button(key=f"open-{second}").disabled
    assert QUOTES[0] not in text_of(app)
    press(app, QUESTION)
    assert app.query_params["c"] == first
    assert QUOTES[0] in text_of(app)
    assert OTHER_QUOTE not in text_of(app)
    assert len(fake.asked) == 2  # going back asks nothing anew
    ask(app, "And what did it cost?")
    assert fake.asked[-1][1][0].question == QUESTION


def test_deletion_names_the_conversation(fake):
    title = "How did Porterville start with Linked Learning?"
    shown = text_of(ask(open_screen(), title))
    assert strings.DELETE_NAMED.format(title=title) in shown
    assert strings.DELETE_SURE.format(title=title) in shown


def test_newest_conversation_is_listed_first(fake):
    app, first, second = two_conversations()
    keys = [b.key for b in app.sidebar.button if str(b.key).startswith("open-")]
    assert keys == [f"open-{second}", f"open-{first}"]


def test_deleting_the_open_conversation_leaves_the_other(fake, kept):
    app, first, second = two_conversations()
    run(app.button(key=f"delete-{second}").click())
    assert strings.PROMISE in text_of(app)
    assert "c" not in app.query_params
    assert OTHER not in [b.label for b in app.sidebar.button]
    assert kept.turns(second) == ()
    assert len(kept.turns(first)) == 1
    press(app, QUESTION)
    assert QUOTES[0] in text_of(app)


def test_deleting_another_conversation_leaves_the_open_one(fake, kept):
    app, first, second = two_conversations()
    run(app.button(key=f"delete-{first}").click())
    assert OTHER_QUOTE in text_of(app)
    assert app.query_params["c"] == second
    assert kept.turns(first) == ()


def test_all_conversations_of_the_session_can_be_deleted_and_no_others(fake, kept):
    stranger = ask(open_screen()).query_params["c"]
    app, first, second = two_conversations()
    press(app, strings.DELETE_ALL)
    assert strings.PROMISE in text_of(app)
    assert strings.CONVERSATIONS not in text_of(app)
    assert kept.turns(first) == kept.turns(second) == ()
    assert len(kept.turns(stranger)) == 1


def test_conversation_survives_a_new_session_at_its_address(fake):
    app = ask(ask(open_screen()), "And what did it cost?")
    again = open_screen(c=app.query_params["c"])
    assert on_page(again) == on_page(app)
    assert len(fake.asked) == 2
    ask(again, OTHER)
    assert [turn.question for turn in fake.asked[2][1]] == [QUESTION, "And what did it cost?"]


def test_question_is_kept_before_it_is_answered(fake, kept, monkeypatch):
    seen = []

    def look(question, **_):
        seen.extend(kept.turns(st.session_state.conversation))
        raise UsageError("no")

    monkeypatch.setattr(fake, "ask", look)
    ask(open_screen())
    assert [(turn.question, turn.answer) for turn in seen] == [(QUESTION, None)]


def test_conversation_that_was_deleted_elsewhere_is_answered_and_said_not_to_be_kept(fake, kept):
    app = ask(open_screen())
    kept.delete([app.query_params["c"]])
    ask(app, OTHER)
    assert OTHER_QUOTE in text_of(app)
    assert "begin a new conversation" in text_of(app)
    run(app.feedback[1].set_value(1))
    assert "feedback on turn 1 cannot be kept" in text_of(app)
    press(app, strings.NEW_CONVERSATION)
    assert not ask(app).error


def test_session_lists_only_its_own_conversations(fake):
    ask(open_screen())
    assert strings.CONVERSATIONS not in text_of(open_screen())


@pytest.mark.parametrize("named", ["unknown", "../../etc/passwd", "' OR 1=1 --", "x" * 5000])
def test_unknown_conversation_is_dropped_from_the_address(fake, named):
    app = open_screen(c=named)
    assert strings.PROMISE in text_of(app)
    assert "c" not in app.query_params


def test_deleted_conversation_is_dropped_from_the_address(fake):
    app = ask(open_screen())
    named = app.query_params["c"]
    press(app, strings.DELETE)
    assert "c" not in open_screen(c=named).query_params


def test_filters_of_a_turn_come_back_with_it(fake):
    app = ask(open_screen(district="Maple"), OTHER)
    again = open_screen(c=app.query_params["c"])
    assert "Only within: Maple" in text_of(again)


def test_thumb_and_note_are_kept_and_shown_again(fake, kept):
    app = ask(open_screen())
    named = app.query_params["c"]
    assert strings.FEEDBACK_NOTE not in text_of(app)
    run(app.feedback[0].set_value(0))
    assert kept.feedback(named) == {0: Feedback("down")}
    app.text_area[0].set_value("The year is missing.")
    press(app, strings.FEEDBACK_SEND)
    assert strings.FEEDBACK_KEPT in text_of(app)
    assert kept.feedback(named) == {0: Feedback("down", "The year is missing.")}
    again = open_screen(c=named)
    assert again.feedback[0].value == 0
    assert again.text_area[0].value == "The year is missing."


def test_thumb_up_is_thanked_for_and_asks_nothing(fake):
    app = run(ask(open_screen()).feedback[0].set_value(1))
    assert strings.FEEDBACK_THANKS in text_of(app)
    assert strings.FEEDBACK_NOTE not in text_of(app)
    assert strings.FEEDBACK_THANKS in text_of(open_screen(c=app.query_params["c"]))
    run(app.feedback[0].set_value(0))
    assert strings.FEEDBACK_THANKS not in text_of(app)
    assert strings.FEEDBACK_REASON in text_of(app)


def test_thumb_can_be_taken_back(fake, kept):
    app = ask(open_screen())
    run(app.feedback[0].set_value(1))
    run(app.feedback[0].set_value(None))
    assert kept.feedback(app.query_params["c"]) == {}


def test_feedback_goes_to_its_own_turn(fake, kept):
    app = ask(ask(open_screen()), OTHER)
    run(app.feedback[1].set_value(1))
    assert kept.feedback(app.query_params["c"]) == {1: Feedback("up")}


def test_nothing_is_kept_on_disk_if_so_set(fake, tmp_path, monkeypatch):
    monkeypatch.setenv("LINKED_LEARNING_KEEP_CONVERSATIONS", "no")
    app = ask(open_screen())
    run(app.feedback[0].set_value(1))
    assert QUOTES[0] in text_of(app)
    assert strings.NOT_KEPT in text_of(app)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in written if FILENAME in path.name]
    assert not [path for path in written if QUESTION.encode() in path.read_bytes()]


def test_conversations_are_kept_on_disk_unless_so_set(fake, tmp_path):
    app = ask(open_screen())
    assert strings.NOT_KEPT not in text_of(app)
    assert (tmp_path / "data" / FILENAME).is_file()


def test_a_question_asked_in_another_tab_meanwhile_is_not_overwritten(fake, kept):
    app = ask(open_screen())
    named = app.query_params["c"]
    ask(open_screen(c=named), OTHER)
    ask(app, "And what did it cost?")
    asked = [QUESTION, OTHER, "And what did it cost?"]
    assert [turn.question for turn in kept.turns(named)] == asked
    assert [turn.question for turn in fake.asked[-1][1]] == asked[:2]
    assert OTHER_QUOTE in text_of(app)


def test_an_edited_reading_is_asked_after_what_its_question_was_asked_after(fake):
    fake.reply = replace(make_answer(), understood_as="What did Harmony Magnet Academy cost?")
    app = ask(ask(open_screen(), "What is it?"), "And the cost?")
    app.text_area(key="reading-1").set_value("What did\n Maple cost?")
    run(app.button(key="ask-1").click())
    asked, history, _ = fake.asked[-1]
    assert asked == "What did Maple cost?"
    assert [turn.question for turn in history] == ["What is it?"]


def test_a_very_long_question_is_folded_so_that_its_answer_is_in_sight(fake):
    long = "Who pays? " * 150
    html = html_of(ask(open_screen(), long.strip()))
    heading = html.partition('<h2 class="ll-turn-0">')[2].partition("</h2>")[0]
    assert 0 < len(heading) <= QUESTION_CHARS + 2
    assert strings.WHOLE_QUESTION in html
    assert long.strip() in html
