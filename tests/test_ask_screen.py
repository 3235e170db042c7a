"""The page where questions are asked: how it starts, and what it shows of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import (
    Reader,
    ask,
    button,
    html_of,
    open_screen,
    press,
    run,
    sent,
    text_of,
    use,
)
from screen_samples import (
    QUESTION,
    QUOTES,
    TITLE,
    FakeAssistant,
    build_library,
    make_answer,
    refusal,
)

from assistant import opening
from core.errors import IndexMissing, UsageError
from core.schema import Filters
from ui import strings
from ui.inert_markdown import inert

MAPLE_QUESTION = "When did Maple High open its health pathway?"
MAPLE_QUOTE = "Maple High opened its health pathway in 2014 with ninety students."


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("ask"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def chips_of(app) -> list[dict]:
    """The citations in the answers' text, as links with their attributes."""
    links = [attributes for tag, attributes in Reader(html_of(app)).tags if tag == "a"]
    return [link for link in links if link["href"].startswith("#cite-")]  # type: ignore[union-attr]


def offered(app) -> list[str]:
    """The questions to begin with."""
    return [b.proto.label for b in app.main.button if b.proto.icon == ":material/north_east:"]


def test_empty_state_says_what_it_answers_from_and_offers_four_questions(fake):
    app = open_screen()
    shown = text_of(app)
    assert strings.PROMISE in shown
    assert "6 documents in the library, last indexed" in shown
    assert strings.NEVER_INDEXED not in shown
    assert strings.NO_MODEL in shown
    assert strings.STAYS_HERE in shown
    assert offered(app) == [inert(question) for question in strings.SAMPLE_QUESTIONS]
    assert fake.asked == []


def test_empty_state_says_where_text_goes_when_a_model_is_set(fake, monkeypatch):
    monkeypatch.setenv("LINKED_LEARNING_CHAT_MODEL", "openai:small")
    monkeypatch.setenv("LINKED_LEARNING_CHAT_BASE_URL", "http://127.0.0.1:9")
    shown = text_of(open_screen())
    assert strings.MODEL_SET.format(model="openai:small") in shown
    assert strings.GOES_TO.split("{")[0] in shown
    assert "127.0.0.1:9" in shown
    assert strings.NO_MODEL not in shown
    assert strings.STAYS_HERE not in shown


def test_empty_state_offers_questions_of_what_the_filters_leave(fake):
    app = open_screen(district="Maple")
    assert offered(app) == [
        inert(q) for q in ("How did Maple begin?", "What did the pathway cost?")
    ]


def test_offered_question_is_asked_under_the_filters_when_pressed(fake):
    app = press(open_screen(district="Maple"), "How did Maple begin?")
    assert fake.asked == [("How did Maple begin?", (), Filters(district=("Maple",)))]
    assert MAPLE_QUOTE in text_of(app)
    assert strings.PROMISE not in text_of(app)
    assert offered(app) == []


def test_answer_has_badges_quotes_and_chips_that_say_where_they_lead(fake):
    fake.reply = make_answer()
    app = ask(open_screen())
    shown = text_of(app)
    assert all(quote in shown for quote in QUOTES)
    for badge in (strings.STATUS["answered"], "2 quotes · 1 source", strings.WRITER_QUOTES):
        assert badge in shown
    assert "<h3>Porterville</h3>" in html_of(app)
    chips = chips_of(app)
    assert [chip["href"] for chip in chips] == ["#cite-0-c0", "#cite-0-c1"]
    assert {chip["role"] for chip in chips} == {"button"}
    says = f"Citation 2: {TITLE}, How did Porterville start?. Show the source"
    assert chips[1]["aria-label"] == chips[1]["title"] == says
    assert button(app, f"[1] [2] {TITLE}").key == "quote-0-c0"  # one button for what is one place


def test_chips_of_each_turn_have_their_own_names(fake):
    app = ask(ask(open_screen()), MAPLE_QUESTION)
    assert [chip["href"] for chip in chips_of(app)] == ["#cite-0-c0", "#cite-1-c0"]


def test_answer_of_a_model_names_it(fake):
    fake.reply = replace(make_answer(), writer="prose", model="openai:small")
    assert "Written by openai:small from the quotes" in text_of(ask(open_screen()))


def test_news_is_told_to_those_who_have_the_page_read_out(fake):
    app = ask(open_screen())
    told = next(e.proto.json for e in app.get("bidi_component"))
    assert f"Answer ready: {strings.STATUS['answered']}, 1 quote." in told
    assert QUOTES[0] in told  # what "Copy answer" copies


def test_reading_is_shown_if_it_differs_and_can_be_changed_and_asked(fake):
    assert "I understood" not in text_of(ask(open_screen()))
    fake.reply = replace(make_answer(), understood_as="What did Harmony Magnet Academy cost?")
    app = ask(open_screen(), "And the cost?")
    assert "I understood: What did Harmony Magnet Academy cost?" in text_of(app)
    app.text_area(key="reading-0").set_value("What did\n Maple cost?")
    press(app, strings.ASK_THIS)
    assert fake.asked[-1][0] == "What did Maple cost?"
    assert "What did Maple cost?" in text_of(app)


@pytest.mark.parametrize("reason", strings.REASONS)
def test_refusal_gives_its_reason_and_the_nearest_passages(fake, reason):
    fake.reply = refusal(reason=reason)
    app = ask(open_screen())
    shown = text_of(app)
    for line in (strings.REASONS[reason], strings.STATUS["no_evidence"], strings.NEAREST):
        assert line in shown
    assert "Words that came near" in shown
    assert strings.WRITER_QUOTES not in shown
    assert chips_of(app) == []
    assert button(app, "A near title").key == "quote-0-n0"


def test_each_near_passage_has_its_source_right_below_it(fake):
    near = refusal().nearest[0]
    titles = ("A near title", "Another title")
    fake.reply = refusal(nearest=tuple(replace(near, title=t, quote=f"Of {t}") for t in titles))
    drawn = sent(ask(open_screen()))
    texts = [text for field, text in drawn if field in ("Html.body", "Button.label")]
    quotes = [n for n, text in enumerate(texts) if "ll-quote" in text and "Of A" in text]
    assert [texts[n + 1] for n in quotes] == list(titles)


def test_each_page_that_is_cited_has_one_button(fake):
    on_pdf = replace(make_answer().citations[0], source_id="prose-pdf", page_label="3")
    pages = (replace(on_pdf, page_number=5), replace(on_pdf, page_number=6, page_label="4"))
    third = replace(pages[0], marker=3)
    fake.reply = replace(make_answer(), citations=(pages[0], replace(pages[1], marker=2), third))
    app = ask(open_screen())
    assert button(app, f"[1] [3] {TITLE}, p. 3").key == "quote-0-c0"
    assert button(app, f"[2] {TITLE}, p. 4").key == "quote-0-c1"


def test_long_titles_are_cut_unless_they_then_look_alike(fake):
    long = "A longitudinal evaluation of pathways, work-based learning and supports in {}"
    first, second = make_answer().citations
    there = replace(first, title=long.format("Oak")), replace(second, title=long.format("Elm"))
    fake.reply = replace(make_answer(), citations=there[:1])
    cut = "[1] A longitudinal evaluation of pathways, work-based learning …"
    assert button(ask(open_screen()), cut).key == "quote-0-c0"
    fake.reply = replace(make_answer(), citations=(there[0], replace(there[1], source_id="maple")))
    app = ask(open_screen())
    for marker, citation in enumerate(there, start=1):
        assert button(app, f"[{marker}] {citation.title}")


def test_nothing_in_the_library_is_said_by_the_real_assistant(fake):
    shown = text_of(ask(open_screen(), "What did the cafeteria serve?"))
    assert strings.REASONS["not_in_library"] in shown
    assert strings.NEAREST in shown


def test_assistant_error_is_one_line_and_the_session_lives_on(fake):
    fake.reply = UsageError("the `model` does not answer")
    app = ask(open_screen())
    assert len(app.error) == 1
    assert "the `model` does not answer" in text_of(app)
    assert "\n" not in app.error[0].value
    assert QUESTION in text_of(app)
    assert strings.UNANSWERED in text_of(app)
    fake.reply = None
    press(app, strings.ASK_AGAIN)
    assert not app.error
    assert QUOTES[0] in text_of(app)


def test_what_a_model_had_written_before_it_failed_stays(fake):
    fake.grown, fake.reply = make_answer(QUOTES[:1]), UsageError("the model broke off")
    shown = text_of(ask(open_screen()))
    assert QUOTES[0] in shown
    assert "the model broke off" in shown
    assert strings.STOPPED in shown


def test_missing_index_is_one_line_and_mends_without_a_restart(fake, monkeypatch):
    def fail(settings: object) -> None:
        raise IndexMissing("no index in /data: run `linked-learning ingest`")

    monkeypatch.setattr(opening, "open_assistant", fail)
    app = ask(open_screen())
    assert "no index in /data: run `linked-learning ingest`" in text_of(app)
    assert QUESTION in text_of(app)
    monkeypatch.setattr(opening, "open_assistant", lambda settings: fake)
    assert QUOTES[0] in text_of(run(app))


def test_source_that_left_the_library_takes_nothing_else_with_it(fake):
    answer = make_answer()
    gone = tuple(replace(citation, source_id="gone") for citation in answer.citations)
    fake.reply = replace(answer, citations=gone)
    app = ask(open_screen())
    fake.reply = None
    shown = text_of(ask(app, MAPLE_QUESTION))
    assert QUOTES[0] in shown
    assert "no source 'gone'" in shown
    assert MAPLE_QUOTE in shown
