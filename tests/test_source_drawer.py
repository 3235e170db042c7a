"""The source behind a citation: in the drawer, and pinned beside the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_driver import ask, button, html_of, open_screen, open_source, press, run, text_of, use
from screen_samples import (
    DATA,
    ORIGIN,
    QUESTION,
    QUOTES,
    TITLE,
    FakeAssistant,
    build_library,
    make_answer,
    refusal,
)

from core.schema import Continuation
from ui import strings

PDF_QUESTION = "Which courses does the program at Rosewater High join, and how does every year end?"
PDF_QUOTE = "The program joins college-ready courses with work-based learning"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("drawer"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


@pytest.fixture
def two_quotes(fake):
    """An answer with two quotes, and its first one open."""
    fake.reply = make_answer()
    return open_source(ask(open_screen()))


@pytest.fixture
def pdf(fake):
    """A quote from a PDF, open; its file can be changed by the test and is put back."""
    path = fake.library.file_path("prose-pdf")
    yield ask(open_screen(), PDF_QUESTION), path
    path.write_bytes((DATA / "prose.pdf").read_bytes())


def marked(app) -> str:
    """The marked words of the page's text."""
    return html_of(app).partition("<mark>")[2].partition("</mark>")[0]


def place_in_row(app) -> list[str]:
    return [line.value for line in app.markdown if " / " in line.value]


def view(app):
    return next(group for group in app.button_group if group.key.endswith("-view"))


def drawers(app):
    return app.get("dialog")


def test_no_source_is_open_before_a_citation_is_clicked(fake):
    app = ask(open_screen())
    assert not drawers(app)
    assert "<mark>" not in html_of(app)


def test_source_is_opened_by_its_button_under_the_answer(fake):
    app = press(ask(open_screen()), f"[1] {TITLE}")
    assert len(drawers(app)) == 1
    assert marked(app) == QUOTES[0]


def test_drawer_is_not_opened_again_by_the_next_click_elsewhere(two_quotes):
    assert len(drawers(two_quotes)) == 1
    assert not drawers(run(two_quotes))


def test_drawer_shows_title_place_quote_and_marked_words(two_quotes):
    shown = text_of(two_quotes)
    assert f"**[1] {TITLE}**" in shown
    assert "2026 · digest · “How did Porterville start?”" in shown
    assert f'<blockquote class="ll-quote">{QUOTES[0]}</blockquote>' in html_of(two_quotes)
    assert marked(two_quotes) == QUOTES[0]


def test_drawer_shows_what_the_quote_rests_on_and_how_much_of_it_was_seen(two_quotes):
    shown = text_of(two_quotes)
    assert f"{TITLE} · 2026 · digest · Linked Learning guide · {strings.NO_ADDRESS}" in shown
    assert f"{ORIGIN.title} · n.d. · web page · ConnectED · {ORIGIN.url}" in shown
    assert "seen of it: opening of the page" in shown
    link = 'href="https://connected.example/porterville?a=1&amp;b=2" target="_blank"'
    assert f'{link} rel="noopener noreferrer"' in html_of(two_quotes)


def test_drawer_links_to_the_place_in_the_library_and_only_a_pdf_to_its_file(two_quotes):
    start = make_answer().citations[0].start
    address = (
        f"/source?id=porterville&amp;page=1&amp;start={start}&amp;end={start + len(QUOTES[0])}"
    )
    assert f'href="{address}"' in html_of(two_quotes)
    assert strings.OPEN_PDF not in text_of(two_quotes)


def test_previous_and_next_go_through_the_quotes(two_quotes):
    app = two_quotes
    assert place_in_row(app) == [":small[1 / 2]"]
    assert button(app, strings.PREVIOUS).disabled
    assert not button(app, strings.NEXT).disabled
    press(app, strings.NEXT)
    assert app.session_state["shown"] == "0-c1"
    open_source(app, "0-c1")
    assert place_in_row(app) == [":small[2 / 2]"]
    assert marked(app) == QUOTES[1]
    assert button(app, strings.NEXT).disabled
    press(app, strings.PREVIOUS)
    assert app.session_state["shown"] == "0-c0"


def test_passage_and_page_text_are_the_views_of_a_text(two_quotes):
    assert view(two_quotes).options == [strings.VIEWS["passage"], strings.VIEWS["text"]]


def test_view_that_was_chosen_stays_at_the_next_quote(two_quotes):
    app = two_quotes
    app.session_state["open_drawer"] = True
    run(view(app).set_value("text"))
    open_source(app, "0-c1")
    assert view(app).value == "text"
    app.session_state["open_drawer"] = True
    run(view(app).set_value("passage"))
    assert view(open_source(app, "0-c0")).value == "passage"


def test_view_that_a_source_does_not_have_gives_way_to_the_passage(pdf, fake):
    app = open_source(pdf[0])
    app.session_state["open_drawer"] = True
    run(view(app).set_value("page"))
    fake.reply = make_answer()
    ask(app)
    assert view(open_source(app, "1-c0")).value == "passage"


def test_pin_moves_the_source_beside_the_answer_and_unpin_takes_it_away(two_quotes):
    app = two_quotes
    app.session_state["open_drawer"] = True  # a click inside draws the drawer alone; here all is
    press(app, strings.PIN)
    assert not drawers(app)
    assert len(app.main.columns) == 2
    left, right = app.main.columns
    assert any(QUOTES[0] in element.proto.body for element in left.get("html"))
    assert any(f"<mark>{QUOTES[0]}</mark>" in element.proto.body for element in right.get("html"))
    press(app, strings.NEXT)
    assert marked(app) == QUOTES[1]
    press(app, strings.UNPIN)
    assert len(app.main.columns) == 1
    assert "<mark>" not in html_of(app)


def test_pinned_column_shows_the_source_that_is_clicked_next_and_no_drawer(fake):
    app = ask(open_screen())
    app.session_state["pinned"] = True
    assert strings.NOTHING_SHOWN in text_of(run(app))
    open_source(app)
    assert not drawers(app)
    assert marked(app) == QUOTES[0]


def test_each_turn_opens_its_own_quotes(fake):
    app = ask(ask(open_screen()), "When did Maple High open its health pathway?")
    assert marked(open_source(app, "0-c0")) == QUOTES[0]
    assert marked(open_source(app, "1-c0")).startswith("Maple High opened")


@pytest.mark.parametrize("name", ["0-c9", "7-c0", "nonsense", "", "0", "-1-c0", "²-c0"])
def test_name_of_no_quote_opens_nothing(fake, name):
    assert strings.NOTHING_SHOWN in text_of(open_source(ask(open_screen()), name))


def test_near_passage_opens_with_its_closeness_and_without_origins(fake):
    fake.reply = refusal()
    app = open_source(ask(open_screen()), "0-n0")
    shown = text_of(app)
    assert "**A near title**" in shown
    assert "Closeness 0.31 on a scale from 0 to 1" in shown
    assert "%" not in shown
    assert strings.RESTS_ON not in shown
    assert marked(app) == "How did Porterville start?"


def test_pdf_shows_its_page_with_the_words_marked_and_names_both_pages(pdf):
    app = open_source(pdf[0])
    shown = text_of(app)
    assert "printed page 1 · PDF page 3" in shown
    assert strings.MARKED in shown
    (image,) = app.image
    title = "Linked Learning at Rosewater High"
    assert image.proto.imgs[0].alt == strings.PAGE_ALT.format(title=title, number=3)
    assert 'href="/files/prose-pdf#page=3:~:text=The%20program%20joins' in html_of(app)


def test_pdf_can_be_seen_whole_and_as_text(pdf):
    app = open_source(pdf[0])
    assert view(app).options == list(strings.VIEWS.values())
    app.session_state["open_drawer"] = True
    run(view(app).set_value("text"))
    assert not app.image
    assert marked(app).startswith(PDF_QUOTE)


def test_sentence_that_goes_on_overleaf_is_shown_on_both_pages(fake):
    last = fake.library.page("prose-pdf", 5).text
    start = last.index("The master schedule")
    rest = fake.library.page("prose-pdf", 6).text[:5]
    quote = last[start:]
    fake.reply = replace(
        make_answer((QUOTES[0],)),
        citations=(
            replace(
                make_answer().citations[0],
                source_id="prose-pdf",
                page_number=5,
                page_label="3",
                start=start,
                end=len(last),
                quote=quote,
                continues=Continuation(6, 0, 5, rest),
            ),
        ),
    )
    app = open_source(ask(open_screen()))
    assert strings.CONTINUES in text_of(app)
    alts = [image.alt for element in app.image for image in element.proto.imgs]
    assert [f"PDF page {n}," in alt for n, alt in zip((5, 6), alts, strict=True)] == [True, True]


def test_pdf_without_known_places_is_shown_unmarked_and_says_so(pdf, fake):
    answer = fake.real.ask(PDF_QUESTION)
    beyond = replace(answer.citations[0], start=10**6, end=10**6 + 5)
    fake.reply = replace(answer, citations=(beyond,))
    app = open_source(ask(open_screen(), PDF_QUESTION))
    assert strings.UNMARKED in text_of(app)
    assert "with the quoted words marked" not in app.image[0].proto.imgs[0].alt


def test_changed_pdf_is_not_shown(pdf):
    app, path = pdf
    path.write_bytes(b"%PDF-1.4 another one")
    shown = text_of(open_source(app))
    assert strings.FILE_CHANGED in shown
    assert PDF_QUOTE in shown
    assert not app.image


def test_missing_pdf_is_said_to_be_gone(pdf):
    app, path = pdf
    path.unlink()
    assert strings.FILE_GONE in text_of(open_source(app))
    assert not app.image


def test_source_that_left_the_library_is_one_line(fake):
    answer = make_answer()
    gone = tuple(replace(citation, source_id="gone") for citation in answer.citations)
    fake.reply = replace(answer, citations=gone)
    app = open_source(ask(open_screen(), QUESTION))
    assert text_of(app).count("no source 'gone'") == 2  # under the answer, and in the drawer
