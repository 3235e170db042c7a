"""Nothing in documents, titles, questions or the catalogue becomes markup on any screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import (
    Reader,
    ask,
    assert_inert,
    html_of,
    open_screen,
    open_source,
    run,
    sent,
    use,
)
from screen_samples import (
    HOSTILE,
    HOSTILE_QUESTION,
    HOSTILE_QUOTE,
    ORIGIN,
    PAYLOADS,
    FakeAssistant,
    build_library,
    make_answer,
    refusal,
)

from core.errors import UsageError
from core.schema import Count, Disagreement, Filters, UnreadPage
from records.conversations import title_of
from ui.inert_html import escaped
from ui.inert_markdown import inert


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def texts(app, field: str) -> list[str]:
    return [text for where, text in sent(app) if where == field]


def test_texts_of_documents_and_models_are_inert(fake):
    answer = make_answer((HOSTILE,))
    citation = replace(answer.citations[0], title=HOSTILE, page_label=HOSTILE)
    fake.reply = replace(
        answer,
        statements=(replace(answer.statements[0], verdict="partly", why=HOSTILE),),
        citations=(citation,),
        understood_as=f"{HOSTILE} (read)",
        missing=(HOSTILE,),
        notices=(HOSTILE,),
        unresolved=(HOSTILE,),
        disagreements=(Disagreement(HOSTILE, (1,)),),
        counts=(Count(HOSTILE, 1, 1, (1,), (), (HOSTILE,)),),
        unread=(UnreadPage("hostile", 1, HOSTILE),),
        model=HOSTILE,
        writer="prose",
    )
    app = ask(open_screen(), HOSTILE)
    assert_inert(app)
    assert html_of(app).count(escaped(HOSTILE)) >= 4  # question, answer, a chip's label and title
    assert html_of(app).count(escaped(HOSTILE)) >= 9  # count, fold, difference, mark
    assert sum(inert(HOSTILE) in element.value for element in app.markdown) >= 4


def test_texts_of_a_refusal_and_of_an_error_are_inert(fake):
    fake.reply = refusal(nearest=(replace(refusal().nearest[0], title=HOSTILE, quote=HOSTILE),))
    app = ask(open_screen(), HOSTILE)
    fake.reply = UsageError(HOSTILE)
    ask(app)
    assert_inert(app)
    assert app.error[0].value == inert(HOSTILE)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_any_question_is_inert_in_the_conversation_and_among_the_conversations(fake, number):
    fake.reply = make_answer()
    app = ask(open_screen(), PAYLOADS[number])
    assert_inert(app)
    assert escaped(PAYLOADS[number]) in html_of(app)
    assert inert(title_of(PAYLOADS[number])) in texts(app, "Button.label")


def test_filters_and_questions_of_a_hostile_document_are_inert(fake):
    app = open_screen(source="hostile", district=HOSTILE, kind=HOSTILE)
    assert inert(HOSTILE_QUESTION) in texts(app, "Button.label")
    assert_inert(app)
    ask(app, "What does the walnut rule say?")
    assert fake.asked[0][2] == Filters((HOSTILE,), ("hostile",), (HOSTILE,))
    assert_inert(app)
    assert escaped(HOSTILE_QUOTE) in html_of(app)
    assert any(inert(f"{HOSTILE}, {HOSTILE}, {HOSTILE}") in line.value for line in app.markdown)


def test_source_in_the_drawer_is_inert(fake):
    fake.reply = None
    app = ask(open_screen(source="hostile"), HOSTILE_QUOTE)
    assert fake.real.ask(HOSTILE_QUOTE).citations[0].source_id == "hostile"
    open_source(app)
    assert_inert(app)
    html = html_of(app)
    assert f"<mark>{escaped(HOSTILE_QUOTE)}</mark>" in html
    assert "javascript:alert(1)" not in [a.get("href") for _, a in Reader(html).tags]
    assert escaped("javascript:alert(1)") in html
    assert inert(f"[1] {HOSTILE}") in "\n".join(texts(app, "Markdown.body"))


def test_origins_and_pinned_source_are_inert(fake):
    origin = replace(ORIGIN, title=HOSTILE, kind=HOSTILE, publisher=HOSTILE, read=HOSTILE)
    citation = replace(make_answer((HOSTILE,)).citations[0], title=HOSTILE, start=0, end=5)
    evil = [
        replace(origin, url=url) for url in ("javascript:alert(1)", HOSTILE, "data:text/html,x")
    ]
    fake.reply = replace(make_answer(), citations=(replace(citation, origins=(ORIGIN, *evil)),))
    app = ask(open_screen())
    app.session_state["pinned"] = True
    open_source(app)
    assert_inert(app, ORIGIN.url)  # type: ignore[arg-type]
    assert html_of(app).count(escaped(HOSTILE)) >= 12


def test_near_passage_in_the_drawer_is_inert(fake):
    near = replace(refusal().nearest[0], source_id="hostile", title=HOSTILE, quote=HOSTILE)
    fake.reply = refusal(nearest=(near,))
    app = open_source(ask(open_screen()), "0-n0")
    assert_inert(app)
    assert f"**{inert(HOSTILE)}**" in texts(app, "Markdown.body")


def test_library_is_inert(fake):
    app = open_screen("library")
    assert_inert(app)
    assert f"**{inert(HOSTILE)}**" in texts(app, "PageLink.label")
    assert any(line.count(inert(HOSTILE)) == 3 for line in texts(app, "Markdown.body"))
    run(app.text_input(key="find_source").set_value("evil.example"))
    assert len(texts(app, "PageLink.label")) == 1


def test_source_page_outline_and_found_words_are_inert(fake):
    app = open_screen("source", id="hostile", page="1", start="0", end="9")
    run(app.text_input(key="find-in-hostile").set_value("<img src=x"))
    assert_inert(app)
    assert texts(app, "Heading.body") == [inert(HOSTILE)]
    assert {inert(HOSTILE_QUESTION), inert(HOSTILE)} <= set(texts(app, "Button.label"))
    assert html_of(app).count("<mark>&lt;img src=x</mark>") == 3
    assert escaped(HOSTILE_QUOTE) in html_of(app)


@pytest.mark.parametrize("text", [HOSTILE, PAYLOADS[0], PAYLOADS[3]])
def test_addresses_are_inert(fake, text):
    assert_inert(open_screen("source", id=text, page=text, start=text, end=text))
    assert_inert(open_screen(c=text, district=text, source=text, kind=text, year_from=text))
