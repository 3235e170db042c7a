"""The library's list, and the page of one document at its address."""

from __future__ import annotations

import pytest
from screen_driver import ask, button, html_of, open_screen, press, run, text_of, use
from screen_samples import PAGE_TEXT, QUOTES, TITLE, FakeAssistant, build_library

from core.schema import Filters
from ui import strings
from ui.source_screen import PLACE, leap_script

PDF_TITLE = "Linked Learning at Rosewater High"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


def listed(app) -> list[tuple[str, str]]:
    """The documents of the list: label and address."""
    links = [element.proto for element in app.get("page_link")]
    assert {link.page for link in links} <= {"source"}
    return [(link.label.replace("\\", ""), link.query_string) for link in links]


def found_links(app) -> list[str]:
    return [piece.split('"')[0] for piece in found_places(app)]


def found_places(app) -> list[str]:
    return html_of(app).split('<li><a href="')[1:]


def leaps(app) -> list[str]:
    bodies = [element.proto.body for element in app.get("html")]
    return [body for body in bodies if body.startswith("<script>")]


def source(**address):
    return open_screen("source", id="porterville", **address)


def test_library_lists_every_document_by_title_with_its_address(fake):
    rows = listed(open_screen("library"))
    assert len(rows) == 6
    titles = [title for title, _ in rows]
    assert titles == sorted(titles, key=str.casefold)
    assert (f"**{PDF_TITLE}**", "id=prose-pdf") in rows
    assert (f"**{TITLE}**", "id=porterville") in rows


def test_list_says_what_is_known_of_a_document_and_how_well_it_was_read(fake):
    shown = text_of(open_screen("library"))
    for line in (
        "6 of 6 documents shown",
        "2014 · case study · Linked Learning guide · Maple · 3 sections · 3 passages",
        "n.d. · document · 3 pages · 2 passages",
        "page 2 could not be read: it is damaged",
        "sentences that address an assistant, never quoted: 1",
    ):
        assert line in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("maple", ["id=maple"]),
        ("PORTERVILLE digest", ["id=porterville"]),
        ("2014", ["id=maple"]),
        ("moreno", ["id=prose-pdf"]),
        ("nothing-like-it", []),
        ("  ", None),
    ],
)
def test_documents_are_found_by_what_is_known_of_them(fake, words, found):
    app = open_screen("library")
    run(app.text_input(key="find_source").set_value(words))
    ids = [address for _, address in listed(app)]
    assert (ids == found) if found is not None else (len(ids) == 6)
    assert f"{len(ids)} of 6 documents shown" in text_of(app)


def test_ask_about_leads_to_the_questions_narrowed_to_the_document(fake):
    app = open_screen("library")
    run(app.button(key="ask-about-maple").click())
    assert app.query_params["source"] in ("maple", ["maple"])
    assert app.multiselect(key="filter_source").value == ["maple"]
    ask(app, "When did Maple High open its health pathway?")
    assert fake.asked[0][2] == Filters(source=("maple",))


def test_ask_about_on_the_documents_own_page_narrows_to_it(fake):
    app = press(source(), strings.ASK_ABOUT)
    assert app.multiselect(key="filter_source").value == ["porterville"]


def test_source_page_shows_title_facts_and_the_page_of_its_address(fake):
    app = source(page="1")
    shown = text_of(app)
    assert app.title[0].value.replace("\\", "") == TITLE
    assert "Linked Learning guide · 2026 · digest · Porterville" in shown
    assert PAGE_TEXT.partition("\n")[0] in shown
    assert QUOTES[1] in shown
    assert "<mark" not in html_of(app)
    assert 'href="/files/porterville"' in html_of(app)


def test_source_page_marks_the_span_of_its_address(fake):
    start = PAGE_TEXT.index(QUOTES[1])
    app = source(page="1", start=str(start), end=str(start + len(QUOTES[1])))
    assert f"<mark>{QUOTES[1]}</mark>" in html_of(app)


def test_pdf_page_is_a_picture_and_a_text_with_the_span_marked(fake):
    text = fake.library.page("prose-pdf", 3).text
    start, end = text.index("The program joins"), text.index("The program joins") + 17
    app = open_screen("source", id="prose-pdf", page="3", start=str(start), end=str(end))
    assert "printed page 1 · page 3 of 6" in text_of(app)
    assert strings.MARKED in text_of(app)
    assert app.image[0].proto.imgs[0].alt == strings.PAGE_ALT.format(title=PDF_TITLE, number=3)
    assert "<mark>The program joins</mark>" in html_of(app)


def test_pages_can_be_turned_and_the_span_stays_on_its_own(fake):
    app = open_screen("source", id="prose-pdf", page="3", start="0", end="4")
    assert app.pagination[0].value == 3
    run(app.pagination[0].set_value(4))
    assert "page 4 of 6" in text_of(app)
    assert "<mark" not in html_of(app)
    assert strings.MARKED not in text_of(app)


def test_outline_leads_to_sections_even_after_pages_were_turned(fake):
    app = press(open_screen("source", id="prose-pdf"), "3 Numbers")
    assert dict(app.query_params) == {"id": "prose-pdf", "page": "5"}
    assert "page 5 of 6" in text_of(app)
    run(app.pagination[0].set_value(1))
    press(app, "3 Numbers")
    assert "page 5 of 6" in text_of(app)


def test_outline_brings_the_page_into_view_at_every_click_and_no_other_run_does(fake):
    app = press(open_screen("source", id="prose-pdf"), "3 Numbers")
    assert leaps(app) == [leap_script(1)]
    assert leaps(run(app)) == []
    assert leaps(press(app, "3 Numbers")) == [leap_script(2)]
    assert f'class="{PLACE}"' in html_of(app)


def test_words_are_found_with_links_to_their_places(fake):
    app = source()
    run(app.text_input(key="find-in-porterville").set_value("harmony  MAGNET"))
    assert "1 place" in text_of(app)
    start = PAGE_TEXT.index("Harmony Magnet")
    address = f"/source?id=porterville&amp;page=1&amp;start={start}&amp;end={start + 14}"
    assert found_links(app) == [f"{address}&amp;find=harmony++MAGNET"]
    assert "<mark>Harmony Magnet</mark>" in html_of(app)


def test_found_place_that_was_opened_keeps_the_words_and_what_was_found(fake):
    app = source(page="1", find="harmony magnet")
    assert app.text_input(key="find-in-porterville").value == "harmony magnet"
    assert len(found_links(app)) == 1
    run(app.text_input(key="find-in-porterville").set_value(""))
    assert app.text_input(key="find-in-porterville").value == ""
    assert found_links(app) == []


def test_found_places_are_named_by_page_or_by_section_without_the_title(fake):
    app = open_screen("source", id="prose-pdf", find="rosewater")
    labels = [piece.partition("</a>")[0].partition(">")[2] for piece in found_places(app)]
    assert {"p. 1", "p. i"} <= set(labels)
    assert all(label.startswith("p. ") for label in labels)
    (place,) = found_places(open_screen("source", id="maple", find="ninety"))
    assert ">How did Maple begin?</a>" in place


def test_words_that_are_nowhere_are_said_to_be_nowhere(fake):
    app = source()
    run(app.text_input(key="find-in-porterville").set_value("cafeteria"))
    assert "0 places" in text_of(app)
    assert found_links(app) == []


def test_page_that_could_not_be_read_is_said_to_be_so(fake):
    app = open_screen("source", id="failing-page-pdf", page="2")
    assert "page 2 could not be read: it is damaged" in text_of(app)


@pytest.mark.parametrize(
    "address", [{}, {"id": ""}, {"id": "a\nb"}, {"id": "x" * 2000}, {"id": "no-such"}]
)
def test_address_of_no_document_is_said_to_be_one_and_leads_to_the_library(fake, address):
    app = open_screen("source", **address)
    assert [warning.value for warning in app.warning] == [strings.NO_SUCH_SOURCE]
    assert [link.proto.page for link in app.get("page_link")] == ["library"]
    assert not app.error
    assert "linked-learning" not in text_of(app)


@pytest.mark.parametrize(
    "place",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "one"},
        {"page": "9" * 30},
        {"page": "1", "start": "5"},
        {"page": "1", "start": "9", "end": "3"},
        {"page": "1", "start": "0", "end": "99999"},
        {"page": "1", "start": "-5", "end": "<b>"},
        {"start": "0", "end": "5"},
    ],
)
def test_nonsense_in_the_address_shows_the_document_unmarked(fake, place):
    app = source(**place)
    assert not app.error
    assert QUOTES[0] in text_of(app)
    assert "<mark" not in html_of(app)


def test_pdf_page_beyond_the_last_is_the_last(fake):
    app = open_screen("source", id="prose-pdf", page="99")
    assert "page 6 of 6" in text_of(app)
    assert not button(app, strings.ASK_ABOUT).disabled
