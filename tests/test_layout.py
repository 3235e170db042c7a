"""Layout: characters and lines become text that a reader would recognise."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.characters import clean, fold
from ingest.glyphs import Line, OutlineEntry, RawPage, Word
from ingest.layout import lay_out
from ingest.lines import visual_lines

PAGE = (0.0, 0.0, 612.0, 792.0)
CHAR = 0.5  # of the font size: every character is that wide


def page_of(*rows, size=10.0):
    """A page of rows (text, left, baseline), and size and weight where they matter."""
    chars, lines = "", []
    for text, left, baseline, *look in rows:
        row_size = look[0] if look else size
        bold = bool(look[1:])
        lines.append(line_of(text, len(chars), (left, baseline), row_size, bold))
        chars += text + "\n\n"
    return RawPage(chars, tuple(line for line in lines if line.words), PAGE)


def line_of(text, offset, place, size, bold):
    left, baseline = place
    words = tuple(
        Word(
            offset + match.start(),
            offset + match.end(),
            left + match.start() * CHAR * size,
            left + match.end() * CHAR * size,
        )
        for match in re.finditer(r"\S+", text)
        if "".join(part for part, _ in fold(text, *match.span()))
    )
    return Line(words, baseline, size, bold, clean(text))


def rows(*texts, left=72.0, top=700.0, pitch=13.0):
    return [(text, left, top - pitch * index) for index, text in enumerate(texts)]


def texts_of(*pages, labels=None, outline=()):
    labels = labels or [str(number) for number in range(1, len(pages) + 1)]
    return [
        [(block.kind, page.text[block.start : block.end]) for block in page.blocks]
        for page in lay_out(pages, labels, outline)
    ]


def blocks_of(*page_rows, outline=()):
    return texts_of(page_of(*page_rows), outline=outline)[0]


FULL = "Students of the pathway meet their mentor in every second week of school"


def test_wrapped_lines_are_one_paragraph():
    assert blocks_of(*rows(FULL, "and plan the next project together.")) == [
        ("paragraph", f"{FULL} and plan the next project together.")
    ]


def test_a_wider_gap_begins_a_paragraph():
    blocks = blocks_of((FULL, 72, 700), (FULL, 72, 687), (FULL, 72, 660), (FULL, 72, 647))
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph"]


def test_an_indent_begins_a_paragraph():
    blocks = blocks_of(
        (FULL, 72, 700), (f"{FULL}.", 72, 687), (FULL[:60], 90, 674), (FULL, 72, 661)
    )
    assert len(blocks) == 2


def test_a_short_last_line_ends_a_paragraph():
    blocks = blocks_of(*rows(FULL, "It ends here.", FULL))
    assert blocks[0] == ("paragraph", f"{FULL} It ends here.")


def test_a_sentence_goes_on_in_the_next_column():
    left = rows("The theme comes from the", "economy of", top=400, left=72)
    right = rows("the valley and its farms.", top=700, left=330)
    assert blocks_of(*left, *right) == [
        ("paragraph", "The theme comes from the economy of the valley and its farms.")
    ]


def test_a_finished_sentence_ends_at_the_column():
    left = rows("The theme comes from the", "local economy.", top=400, left=72)
    right = rows("Partners give their time.", top=700, left=330)
    assert len(blocks_of(*left, *right)) == 2


def test_hanging_references_stay_whole():
    first = ("Moreno, Ada. The schedule of a small school and what it leaves out, a", 72, 700)
    second = ("study of nine years. Rosewater, 2019.", 90, 687)
    third = ("Park, Jon. A second study. Rosewater, 2020.", 72, 668)
    assert len(blocks_of(first, second, third)) == 2


@pytest.mark.parametrize("bullet", ["•", "▪", "\uf0b7"])
def test_a_list_item_is_cited_without_its_bullet(bullet):
    page = page_of(
        ("The pathway has:", 72, 700),
        (f"{bullet} courses that the college", 80, 687),
        ("accepts", 90, 674),
        (f"{bullet} a mentor", 80, 661),
    )
    assert texts_of(page)[0][1:] == [
        ("list_item", "courses that the college accepts"),
        ("list_item", "a mentor"),
    ]


def test_numbered_items_follow_each_other():
    blocks = blocks_of(
        ("The steps are these:", 72, 700),
        ("1. Choose a pathway.", 80, 687),
        ("2. Plan the schedule.", 80, 674),
    )
    assert blocks[1:] == [("list_item", "Choose a pathway."), ("list_item", "Plan the schedule.")]


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_list():
    text = [
        "The school counted the students of the pathway and found that there were",
        "12. of them",
    ]
    assert [kind for kind, _ in blocks_of(*rows(*text))] == ["paragraph"]


def test_table_rows_are_cells_between_bars():
    table = [
        ("Pathway", 72, 700),
        ("Health      212      94 percent", 72, 680),
        ("Arts        107      91 percent", 72, 662),
        ("Law          96      88 percent", 72, 644),
    ]
    assert ("table_row", "Arts | 107 | 91 percent") in blocks_of(*table)


def test_rows_of_cells_that_wrap_are_put_together():
    table = [("Year", 72, 700), ("Pathways", 160, 700), ("Who counted", 300, 700)]
    table += [("2010", 72, 680), ("nine pathways in", 160, 680), ("five schools", 160, 667)]
    table += [("Porterville slides", 300, 680)]
    assert blocks_of(*table) == [
        ("table_row", "Year | Pathways | Who counted"),
        ("table_row", "2010 | nine pathways in five schools | Porterville slides"),
    ]


def test_two_columns_of_prose_are_no_table():
    left = rows(*["The theme comes from the local economy and"] * 9, top=700, left=72)
    right = rows(*["partners give their time to the students of"] * 9, top=700, left=330)
    assert {kind for kind, _ in blocks_of(*left, *right)} == {"paragraph"}


def test_a_bar_between_cells_has_no_place_on_the_page():
    rows_of_table = [("Arts    107    91", 72, 700), ("Law      96    88", 72, 680)]
    page = lay_out([page_of(*rows_of_table)], ["1"], ())[0]
    placed = {run.start + i for run in page.runs for i in range(run.length)}
    assert page.text.startswith("Arts | 107 | 91")
    assert page.text.index("|") not in placed


@pytest.mark.parametrize("look", [(14.0,), (10.0, "bold")])
def test_a_larger_or_bold_line_is_a_heading(look):
    blocks = blocks_of(("What it costs", 72, 720, *look), *rows(FULL, FULL))
    assert blocks[0] == ("heading", "What it costs")


def test_a_bookmark_is_a_heading_with_its_depth():
    page = page_of(("2 What it costs", 72, 740), *rows(FULL, FULL))
    text = lay_out([page], ["1"], [OutlineEntry("What it costs", 3)])[0]
    assert (text.blocks[0].kind, text.blocks[0].level) == ("heading", 3)


def test_a_bold_sentence_is_no_heading():
    blocks = blocks_of(("Nothing else was changed.", 72, 720, 10.0, "bold"), *rows(FULL, FULL))
    assert blocks[0][0] == "paragraph"


def test_a_page_of_headings_only_is_content():
    assert blocks_of(("Welcome to the pathway", 72, 700, 30.0)) == [
        ("paragraph", "Welcome to the pathway")
    ]


def test_a_table_of_contents_is_never_cited():
    entries = [f"{n} A chapter of the report ........ {n}0" for n in range(1, 5)]
    page = lay_out([page_of(*rows(*entries))], ["1"], ())[0]
    assert "A chapter" in page.text
    assert page.blocks == ()


def book(page_count, header="Rosewater High", body=FULL):
    return [
        page_of(
            (header, 72, 760, 9.0),
            *rows(f"{body} {chr(96 + number)}", f"{FULL} {chr(96 + number)}"),
            (str(number), 300, 30, 9.0),
        )
        for number in range(1, page_count + 1)
    ]


def test_running_headers_and_page_numbers_are_taken_off():
    text = " ".join(block for page in texts_of(*book(4)) for _, block in page)
    assert "Rosewater" not in text
    assert not re.search(r"\d", text)


def test_a_header_with_the_page_number_in_it_is_taken_off():
    pages = [
        page_of((f"Rosewater High {number}", 72, 760, 9.0), *rows(FULL, f"{FULL} {number}"))
        for number in range(1, 5)
    ]
    assert "Rosewater" not in str(texts_of(*pages))


def test_two_pages_are_too_few_to_know_a_header():
    assert "Rosewater" in str(texts_of(*book(2)))


def test_body_text_that_repeats_stays():
    pages = [page_of(*rows(FULL, "and so on.", top=740)) for _ in range(5)]
    assert all(FULL in page[0][1] for page in texts_of(*pages))


def test_pages_that_would_all_be_empty_keep_their_line():
    pages = [page_of((f"Potato {number}", 72, 760)) for number in range(1, 6)]
    assert texts_of(*pages) == [[("paragraph", f"Potato {n}")] for n in range(1, 6)]


def test_roman_page_labels_are_page_numbers():
    pages = [page_of(*rows(FULL, f"{FULL} {n}"), (n, 300, 30)) for n in ("i", "ii", "iii")]
    assert all(
        block.startswith(FULL) for [(_, block)] in texts_of(*pages, labels=["i", "ii", "iii"])
    )


def test_a_joined_hyphen_leaves_no_trace_in_text_or_map():
    page = page_of(
        *rows("Every teacher of this school is a part of the pro-", "gram and its aims.")
    )
    text = lay_out([page], ["1"], ())[0]
    assert "program and" in text.text
    assert reads_back(text, page.chars)


def test_pieces_of_one_line_are_put_together():
    first = line_of("results", 0, (72, 700), 10.0, False)
    note = line_of("3", 9, (107.5, 704), 6.0, False)
    assert [line.text for line in visual_lines([first, note])] == ["results3"]


word_texts = st.text(
    st.sampled_from("abcdeABC12.,-\u00ad\ufb01\u00a0\u200b\u0301é•[]|\uf0b7()"),
    min_size=1,
    max_size=8,
)
line_texts = st.lists(word_texts, min_size=1, max_size=7).map(" ".join)
places = st.tuples(st.integers(50, 400), st.integers(150, 650))
looks = st.sampled_from([(10.0,), (10.0, "bold"), (15.0,), (6.0,)])
any_row = st.builds(lambda text, place, look: (text, *place, *look), line_texts, places, looks)
flowing = st.lists(line_texts, min_size=1, max_size=12).map(lambda texts: rows(*texts, top=640))
cell = st.tuples(st.sampled_from([72, 160, 163, 250, 340]), st.integers(-2, 1), line_texts)
grid = st.lists(cell, min_size=3, max_size=16).map(
    lambda cells: [
        (text, left, 640 - 14 * (place + step)) for place, (left, step, text) in enumerate(cells)
    ]
)
any_page = st.one_of(st.lists(any_row, max_size=12), flowing, grid).map(
    lambda found: page_of(*found)
)


def reads_back(text, chars):
    """Every placed character is the one that stands at its index, unfolded or not."""
    return all(
        text.text[run.start + i] in [*"".join(p for p, _ in fold_at(chars, run.glyph + i)), " "]
        for run in text.runs
        for i in range(run.length)
    )


def fold_at(chars, index):
    alone = fold(f"x{chars[index : index + 2]}", 0, 3) if index + 1 < len(chars) else []
    return [*fold(chars, index, index + 1), *alone, (chars[index], index)]


@settings(max_examples=150, deadline=None)
@given(st.lists(any_page, min_size=1, max_size=3))
def test_blocks_and_runs_always_fit_their_text(pages):
    for page, text in zip(pages, lay_out(pages, ["1", "2", "3"][: len(pages)], ()), strict=True):
        text.text.encode("utf-8")
        assert text.text == text.text.strip()
        assert "  " not in text.text
        end = 0
        for block in text.blocks:
            assert end <= block.start < block.end <= len(text.text)
            assert text.text[block.start : block.end].strip() == text.text[block.start : block.end]
            end = block.end
        end = 0
        for run in text.runs:
            assert end <= run.start < run.start + run.length <= len(text.text)
            end = run.start + run.length
        assert reads_back(text, page.chars)


@settings(max_examples=150, deadline=None)
@given(any_page)
def test_no_letter_is_lost_or_made_up(page):
    text = lay_out([page], ["1"], ())[0].text
    read = "".join(line.text for line in page.lines)
    assert [c for c in text if c.isalnum()] == [c for c in read if c.isalnum()]


@settings(max_examples=60, deadline=None)
@given(st.lists(any_page, min_size=1, max_size=3))
def test_layout_depends_on_nothing_but_the_pages(pages):
    labels = [str(n) for n in range(len(pages))]
    assert lay_out(pages, labels, ()) == lay_out(pages, labels, ())
