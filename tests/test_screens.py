"""The page, run by Streamlit's own test harness over a fake assistant."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from screen_samples import (
    HOSTILE,
    ORIGIN,
    QUESTION,
    QUOTES,
    FakeAssistant,
    make_answer,
    make_assistant,
    make_source,
    refusal,
)
from streamlit.testing.v1 import AppTest

from assistant import opening
from core.errors import IndexMissing, UsageError
from core.schema import Continuation, Count, Disagreement, Turn, UnreadPage
from ingest.reading import read_file
from ui import ask_screen, strings
from ui.inert_markdown import inert

ROOT = Path(__file__).resolve().parent.parent
MAIN = ROOT / "ui" / "main.py"
SAMPLE = ROOT / "tests" / "data" / "prose.pdf"
SERVER = """
from starlette.testclient import TestClient
from streamlit import config
import app

with TestClient(app.app) as client:
    reply = client.get("/ready")
    print(reply.status_code, reply.json(), *sorted(reply.headers))
print("telemetry", config.get_option("browser.gatherUsageStats"))
print("details", config.get_option("client.showErrorDetails"))
"""


@pytest.fixture(autouse=True)
def fresh_caches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("LINKED_LEARNING_CHAT_MODEL", raising=False)
    ask_screen.load_assistant.clear()
    yield
    ask_screen.load_assistant.clear()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    assistant = make_assistant()
    monkeypatch.setattr(opening, "open_assistant", lambda settings: assistant)
    return assistant


def open_page() -> AppTest:
    app = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str = QUESTION) -> AppTest:
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    return app


class _Reader(HTMLParser):
    """The text of some HTML, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def html_of(app: AppTest) -> str:
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def text_of(app: AppTest) -> str:
    """Everything the page says, without markup and without the backslashes that make it inert."""
    pieces = [_Reader(html_of(app)).text]
    for kind in ("title", "markdown", "error", "warning", "info"):
        pieces += [str(element.value) for element in getattr(app, kind)]
    pieces += [panel.label for panel in app.expander] + [button.label for button in app.button]
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", "\n".join(pieces)).replace("\u2060", "")


def button(app: AppTest, label: str):
    return next(button for button in app.button if button.label == label)


def test_empty_state_says_what_it_answers_from_and_offers_questions(fake):
    shown = text_of(open_page())
    assert strings.PROMISE in shown
    assert "1 document in the library, last indexed 21 November 2026." in shown
    assert strings.NO_MODEL in shown
    assert all(question in shown for question in strings.SAMPLE_QUESTIONS)


def test_empty_state_says_where_text_goes_when_a_model_is_set(fake, monkeypatch):
    monkeypatch.setenv("LINKED_LEARNING_CHAT_MODEL", "openai:small")
    monkeypatch.setenv("LINKED_LEARNING_CHAT_BASE_URL", "http://127.0.0.1:9")
    shown = text_of(open_page())
    assert "sent to openai:small (http://127.0.0.1:9)" in shown
    assert strings.NO_MODEL not in shown


def test_question_shows_answer_markers_and_sources(fake):
    app = ask(open_page())
    shown = text_of(app)
    assert all(quote in shown for quote in QUOTES)
    assert "[1] Linked Learning in Porterville Unified · section How did Porterville start?" in (
        app.expander[0].label.replace("\\", "").replace("**", "")
    )
    assert '<span class="ll-marker">[1]</span>' in html_of(app)
    assert "<h3>Porterville</h3>" in html_of(app)
    assert strings.STATUS["answered"] in shown
    assert "2 quotes · 1 source" in shown
    assert "Porterville, a portrait · n.d. · web page · ConnectED" in shown
    assert "seen of it: opening of the page" in shown
    assert strings.PROMISE not in shown


def test_sample_question_is_asked_when_pressed(fake):
    app = open_page()
    button(app, strings.SAMPLE_QUESTIONS[0]).click().run()
    assert fake.asked == [(strings.SAMPLE_QUESTIONS[0], ())]
    assert QUOTES[0] in text_of(app)


def test_opened_source_marks_the_quoted_words_in_the_text(fake):
    app = ask(open_page())
    assert "<mark>" not in html_of(app)
    app.session_state["turn-0-source-0"] = True
    app.run()
    assert f"<mark>{QUOTES[0]}</mark>" in html_of(app)


def test_follow_up_passes_history_and_keeps_the_conversation(fake):
    app = ask(ask(open_page()), "And what did it cost?")
    assert fake.asked[1] == ("And what did it cost?", (Turn(QUESTION, fake.reply.text),))
    assert QUESTION in text_of(app)


def test_new_conversation_forgets_history(fake):
    app = ask(open_page())
    button(app, strings.NEW_CONVERSATION).click().run()
    assert strings.PROMISE in text_of(app)
    assert ask(app) is app
    assert fake.asked[1] == (QUESTION, ())


def test_assistant_error_is_one_line_and_the_session_lives_on(fake):
    good, fake.reply = fake.reply, UsageError("the `model` does not answer")
    app = ask(open_page())
    assert len(app.error) == 1
    assert "the `model` does not answer" in text_of(app)
    assert "\n" not in app.error[0].value
    assert QUESTION in text_of(app)
    fake.reply = good
    button(app, strings.ASK_AGAIN).click().run()
    assert not app.error
    assert QUOTES[0] in text_of(app)


def test_unanswered_question_is_no_history(fake):
    good, fake.reply = fake.reply, UsageError("no")
    app = ask(open_page())
    fake.reply = good
    ask(app, "Another question?")
    assert fake.asked[-1] == ("Another question?", ())


def test_missing_index_is_one_line_and_mends_without_a_restart(monkeypatch):
    def fail(settings: object) -> None:
        raise IndexMissing("no index in /data: run `linked-learning ingest`")

    monkeypatch.setattr(opening, "open_assistant", fail)
    app = ask(open_page())
    assert "no index in /data: run `linked-learning ingest`" in text_of(app)
    assert QUESTION in text_of(app)
    monkeypatch.setattr(opening, "open_assistant", lambda settings: make_assistant())
    app.run()
    assert QUOTES[0] in text_of(app)


@pytest.mark.parametrize("reason", strings.REASONS)
def test_refusal_gives_its_reason_and_the_nearest_passages(fake, reason):
    fake.reply = refusal(reason=reason)
    shown = text_of(ask(open_page()))
    assert strings.REASONS[reason] in shown
    assert "A near title" in shown
    assert "Words that came near" in shown
    assert "0.31" in shown
    assert "%" not in shown
    assert strings.STATUS["no_evidence"] in shown


def test_everything_an_answer_leaves_open_is_said(fake):
    partly = replace(fake.reply.statements[0], verdict="partly", why="the year is not in it")
    fake.reply = replace(
        fake.reply,
        status="partial",
        statements=(partly, *fake.reply.statements[1:]),
        missing=("what it cost",),
        removed=1,
        unresolved=("9.4", "9.5"),
        notices=("the model was slow",),
        disagreements=(Disagreement("the number of pathways", (1, 2)),),
        counts=(Count("pathways", 1, 3, (1,), ("porterville",), ("pasadena",)),),
        unread=(UnreadPage("porterville", 7, "no text layer"),),
    )
    shown = text_of(ask(open_page()))
    for line in (
        "The documents do not say: what it cost.",
        "1 sentence was left out, because no quote supports it.",
        "Dropped: 2 references by the model to passages that do not exist.",
        "the model was slow",
        "The sources differ on the number of pathways: [1], [2].",
        "Counted: pathways: 1 of 3. [1]",
        "Nothing on this in: pasadena.",
        "Could not be read: Linked Learning in Porterville Unified, page 7 (no text layer).",
        "only partly supported by its source: the year is not in it",
    ):
        assert line in shown
    assert strings.PARTLY in shown


def test_reading_of_the_question_is_shown_only_if_it_differs(fake, monkeypatch):
    assert "I understood" not in text_of(ask(open_page()))
    read = replace(fake.reply, understood_as="What did Harmony Magnet Academy cost?")
    monkeypatch.setattr(fake, "ask", lambda question, history: read)
    app = ask(open_page(), "And the cost?")
    assert "I understood: What did Harmony Magnet Academy cost?" in text_of(app)


def test_pdf_source_names_both_pages_and_says_when_its_file_is_gone(fake):
    source = make_source(filename="report.pdf")
    fake.library.held["porterville"] = source
    near_end = Continuation(2, 0, 5, "words on the next page")
    citation = replace(fake.reply.citations[0], page_label="iv", page_number=6, continues=near_end)
    fake.reply = replace(fake.reply, citations=(citation,))
    app = ask(open_page())
    assert "printed page iv · PDF page 6" in text_of(app)
    assert "words on the next page" in text_of(app)
    app.session_state["turn-0-source-0"] = True
    app.run()
    assert strings.FILE_GONE in text_of(app)


def test_changed_pdf_is_not_shown(fake, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.4 another one")
    source = replace(make_source(filename="report.pdf"), sha256=hashlib.sha256(b"%PDF").hexdigest())
    fake.library.held["porterville"] = source
    fake.library.paths["porterville"] = path
    app = ask(open_page())
    app.session_state["turn-0-source-0"] = True
    app.run()
    assert strings.FILE_CHANGED in text_of(app)
    assert not app.image


@pytest.mark.parametrize(("mapped", "line"), [(True, strings.MARKED), (False, strings.UNMARKED)])
def test_pdf_page_says_whether_its_words_are_marked(fake, mapped, line):
    page = read_file(SAMPLE).pages[0]
    sha256 = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    fake.library.held["porterville"] = replace(make_source(filename="prose.pdf"), sha256=sha256)
    fake.library.paths["porterville"] = SAMPLE
    if mapped:
        fake.library.maps["porterville", 1] = page.runs
    app = ask(open_page())
    app.session_state["turn-0-source-0"] = True
    app.run()
    assert line in text_of(app)
    alt = app.image[0].proto.imgs[0].alt
    assert alt.startswith("Linked Learning in Porterville Unified, PDF page 1")
    assert ("with the quoted words marked" in alt) == mapped


def test_source_that_left_the_library_does_not_take_the_answer_with_it(fake):
    app = ask(open_page())
    fake.library.held.clear()
    app.run()
    assert QUOTES[0] in text_of(app)
    assert "no source 'porterville'" in text_of(app)


def test_text_of_documents_and_models_is_inert(fake):
    answer = make_answer((HOSTILE,))
    citation = replace(
        answer.citations[0],
        title=HOSTILE,
        page_label=HOSTILE,
        origins=(replace(ORIGIN, title=HOSTILE, url="javascript:alert(1)"),),
    )
    fake.reply = replace(
        answer,
        citations=(citation,),
        missing=(HOSTILE,),
        notices=(HOSTILE,),
        model=HOSTILE,
        writer="prose",
    )
    app = ask(open_page(), HOSTILE)
    tags = set(_Reader(html_of(app)).tags)
    assert not tags & {"a", "img", "script", "iframe", "svg"}
    for text in [
        *(element.value for element in app.markdown),
        *(panel.label for panel in app.expander),
    ]:
        assert "](" not in text.replace(inert(HOSTILE), "")
        assert "![" not in text
        assert ":red[" not in text
    assert html_of(app).count("![x](http://evil.example/?q=1)") >= 2


def test_only_web_addresses_of_the_catalogue_are_links(fake):
    app = ask(open_page())
    assert 'href="https://connected.example/porterville?a=1&amp;b=2"' in html_of(app)


def test_long_conversation_shows_its_end_first(fake):
    app = open_page()
    turns = ask_screen.SHOWN_TURNS + 2
    app.session_state["exchanges"] = [(f"Question {n}?", fake.reply) for n in range(turns)]
    app.run()
    assert "Question 0?" not in text_of(app)
    button(app, strings.SHOW_EARLIER).click().run()
    assert "Question 0?" in text_of(app)


def test_server_is_ready_with_its_headers_and_settings_from_any_folder(tmp_path):
    """Any ASGI server may start it, and then nobody but `app.py` looks for the settings file."""
    run = subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    first, *rest = run.stdout.splitlines()
    assert first.startswith("200 {'status': 'ok'}")
    for header in ("content-security-policy", "referrer-policy", "x-content-type-options"):
        assert header in first
    assert rest == ["telemetry False", "details none"]


def test_fault_of_the_program_is_one_line(fake, monkeypatch):
    import app

    shown = []
    monkeypatch.setattr("streamlit.error", lambda line, **look: shown.append(line))
    assert app.show_crash(RuntimeError("a secret")) is True
    assert shown == [strings.CRASHED]
