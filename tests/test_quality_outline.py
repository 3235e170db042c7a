"""What is said of a source's reading, its outline, found words, and questions to begin with."""

from __future__ import annotations

import pytest
from screen_driver import open_screen, run, text_of, use
from screen_samples import DATA, FakeAssistant, build_library

from core.schema import Filters
from ingest.page_layout.doubts import FLATTENED, MIXED
from ingest.pdf import DAMAGED, NO_TEXT_LAYER, UNDECODED
from library import outline as outlines
from library.outline import OutlineItem, find_words, outline, page_count
from library.quality import findings, said_of
from ui import strings
from ui.samples import MOST, MOST_CHARS, sample_questions

MAPLE_QUESTIONS = ("How did Maple begin?", "What did the pathway cost?")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("quality"))


@pytest.fixture
def library(real):
    return real.library


@pytest.fixture
def fake(real, monkeypatch, tmp_path):
    return use(FakeAssistant(real), monkeypatch, tmp_path)


@pytest.fixture
def read(write, run_ingest, build_assistant, settings):
    """Read files into a library of the test's own."""

    def read_files(**texts: str):
        for name, text in texts.items():
            write(f"{name}.md", text)
        run_ingest()
        return build_assistant().library

    return read_files


def test_pages_that_could_not_be_read_are_found_first(library):
    assert findings(library, "failing-page-pdf")[0] == "page 2 could not be read: it is damaged"


@pytest.mark.parametrize(
    ("of_one", "of_several"),
    [
        (FLATTENED, "tables on them may have lost their columns"),
        (MIXED, "their columns may be mixed"),
        (DAMAGED, "they are damaged"),
        (UNDECODED, "their fonts do not say which letters they show"),
        (NO_TEXT_LAYER, NO_TEXT_LAYER),
        ("quotes are not marked on it", "quotes are not marked on them"),
    ],
)
def test_what_is_said_of_several_pages_is_said_in_the_plural(of_one, of_several):
    assert said_of(1, of_one) == of_one
    assert said_of(2, of_one) == of_several


def test_pages_that_could_not_be_read_are_told_in_the_plural(settings, run_ingest, build_assistant):
    (settings.corpus_dir / "bad.pdf").write_bytes((DATA / "failing-page.pdf").read_bytes())
    run_ingest()
    library = build_assistant().library
    connection = library._connections.get()
    connection.execute("UPDATE pages SET failure = ? WHERE number < 3", (DAMAGED,))
    assert findings(library, "bad-pdf")[0] == "pages 1, 2 could not be read: they are damaged"


def test_sentences_that_address_an_assistant_are_counted(library):
    expected = ("sentences that address an assistant, never quoted: 1",)
    assert findings(library, "maple") == expected


@pytest.mark.parametrize("source_id", ["porterville", "overview", "prose-pdf", "no-such"])
def test_nothing_is_found_of_what_was_read_well(library, source_id):
    assert findings(library, source_id) == ()


def test_pages_with_hardly_any_text_are_found_in_a_pdf_only(read, settings):
    (settings.corpus_dir / "scan.pdf").write_bytes((DATA / "prose.pdf").read_bytes())
    library = read(short="# Short\n\nYes.\n")
    assert findings(library, "short-md") == ()
    assert findings(library, "scan-pdf") == ()
    with library.snapshot():
        pass
    connection = library._connections.get()
    connection.execute("UPDATE pages SET text = ' iv ' WHERE source_id = 'scan-pdf' AND number = 2")
    assert findings(library, "scan-pdf") == ("hardly any text on page 2",)
    connection.execute("UPDATE pages SET text = '' WHERE source_id = 'scan-pdf' AND number > 3")
    assert findings(library, "scan-pdf") == ("hardly any text on pages 2, 4, 5, 6",)


def test_outline_names_sections_with_the_page_they_begin_on(library):
    items = outline(library, "prose-pdf")
    assert [(item.section, item.page_number) for item in items][1:] == [
        ("About this report", 2),
        ("1 What the school set out to do", 3),
        ("2 What a student does", 4),
        ("3 Numbers", 5),
    ]
    assert items[2] == OutlineItem("1 What the school set out to do", 3, "1")
    assert outline(library, "no-such") == ()


def test_pages_are_counted(library):
    assert page_count(library, "prose-pdf") == 6
    assert page_count(library, "no-such") == 0


def test_found_words_are_spans_of_their_page(library):
    found = find_words(library, "maple", "maple  HIGH")
    assert [(place.page_number, place.words) for place in found] == [(1, "Maple High")]
    (place,) = found
    text = library.page("maple", 1).text
    assert text[place.start : place.end] == place.words
    assert text.startswith(place.before + place.words + place.after)


def test_what_is_around_a_found_place_begins_and_ends_with_whole_words(read):
    words = " ".join(f"gardening{number}" for number in range(60))
    library = read(notes=f"# Notes\n\n{words} willows {words}\n")
    (place,) = find_words(library, "notes-md", "willow")
    text = library.page("notes-md", 1).text
    before, after = place.before.split(), place.after.split()
    assert set(before) | set(after) <= set(text.split()) | {"s"}
    assert (before[-1], after[:2]) == ("gardening59", ["s", "gardening0"])
    assert 30 < len(place.before) <= outlines.AROUND
    assert 30 < len(place.after) <= outlines.AROUND
    assert text[place.start - len(place.before) : place.start] == place.before


def test_what_has_no_blanks_is_cut_within_a_word(read):
    library = read(notes=f"# Notes\n\n{'a' * 200}willow{'b' * 200}\n")
    (place,) = find_words(library, "notes-md", "willow")
    assert (place.before, place.after) == ("a" * outlines.AROUND, "b" * outlines.AROUND)


def test_words_are_found_over_a_lines_end_and_as_they_stand(read):
    library = read(notes="# Notes\n\nThe health\npathway costs $5 (a.b) here.\n")
    assert len(find_words(library, "notes-md", "health pathway")) == 1
    assert len(find_words(library, "notes-md", "$5 (a.b)")) == 1
    assert find_words(library, "notes-md", "axb") == ()
    assert find_words(library, "notes-md", ".*") == ()


@pytest.mark.parametrize("words", ["", "  \n ", "cafeteria"])
def test_words_that_are_nowhere_or_none_are_not_found(library, words):
    assert find_words(library, "maple", words) == ()


def test_found_places_are_no_more_than_can_be_read(read):
    library = read(long="# Long\n\n" + "A maple tree stands here. " * (outlines.MOST_FOUND + 10))
    assert len(find_words(library, "long-md", "maple")) == outlines.MOST_FOUND


def test_questions_chosen_by_hand_are_for_our_own_library_without_filters(library, read):
    assert sample_questions(library, Filters()) == strings.SAMPLE_QUESTIONS
    other = read(maple="# Plan\n\n## Who pays?\n\nThe district pays for all of it.\n")
    assert sample_questions(other, Filters()) == ("Who pays?",)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(district=("Maple",)),
        Filters(source=("maple",)),
        Filters(kind=("case-study",)),
        Filters(year_from=2010, year_to=2015),
    ],
)
def test_questions_are_headings_of_what_the_filters_leave(library, filters):
    assert sample_questions(library, filters) == MAPLE_QUESTIONS
    assert sample_questions(library, filters) == MAPLE_QUESTIONS  # the same at every run


def test_no_question_is_offered_where_no_heading_is_one(library):
    assert sample_questions(library, Filters(source=("prose-pdf",))) == ()


def test_every_source_gives_a_question_before_any_gives_two(read):
    many = "".join(f"## Is it {n}?\n\nIt is {n} for sure.\n\n" for n in range(6))
    library = read(a=f"# A\n\n{many}", b="# B\n\n## Is it B?\n\nIt is B for sure.\n")
    offered = sample_questions(library, Filters())
    assert offered == ("Is it 0?", "Is it B?", "Is it 1?", "Is it 2?")
    assert len(offered) == MOST


def test_headings_that_are_too_long_or_no_questions_are_not_offered(read):
    long = f"Is {'very ' * MOST_CHARS}long?"
    text = f"# A\n\n## {long}\n\nYes, it is.\n\n## A plan\n\nA plan it is.\n\n"
    assert sample_questions(read(a=text), Filters()) == ()


def test_filters_of_the_address_are_chosen(fake):
    app = open_screen(
        district=["Maple", "Porterville"], kind="digest", year_from="2014", year_to="2026"
    )
    assert app.multiselect(key="filter_district").value == ["Maple", "Porterville"]
    assert app.multiselect(key="filter_kind").value == ["digest"]
    assert app.selectbox(key="filter_year_from").value == 2014
    assert app.selectbox(key="filter_year_to").value == 2026
    assert app.expander[0].proto.expanded


def test_filters_offer_what_the_library_holds_and_its_origins(fake):
    app = open_screen()
    assert {"Maple", "Porterville"} <= set(app.multiselect(key="filter_district").options)
    assert {"digest", "case study", "web page"} <= set(app.multiselect(key="filter_kind").options)
    assert "The maple plan" in app.multiselect(key="filter_source").options
    assert app.selectbox(key="filter_year_from").options == ["2000", "2014", "2026"]
    assert not app.expander[0].proto.expanded


@pytest.mark.parametrize(
    "address",
    [
        {"district": "Atlantis"},
        {"source": "no-such", "kind": ""},
        {"year_from": "1066"},
        {"year_from": "²"},
        {"year_to": "9" * 5000},
        {"year_to": "-2014"},
    ],
)
def test_names_that_the_library_does_not_know_are_dropped(fake, address):
    app = open_screen(**address)
    assert not app.error
    assert not app.expander[0].proto.expanded
    assert strings.CLEAR_FILTERS not in text_of(app)


def test_choice_is_written_to_the_address_and_cleared_from_it(fake):
    app = open_screen(c="unknown")
    run(app.multiselect(key="filter_district").set_value(["Maple", "Porterville"]))
    run(app.selectbox(key="filter_year_from").set_value(2014))
    assert app.query_params["district"] == ["Maple", "Porterville"]
    assert app.query_params["year_from"] in ("2014", ["2014"])
    run(next(b for b in app.button if b.label == strings.CLEAR_FILTERS).click())
    assert not app.query_params
    assert app.multiselect(key="filter_district").value == []
