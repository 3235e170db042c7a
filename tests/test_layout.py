"""Layout: characters and lines become text that a reader would recognise."""

import pytest
from sample_lines import FULL, blocks_of, line_of, page_of, rows, texts_of

from ingest.page_layout.doubts import FLATTENED, MIXED
from ingest.page_layout.glyphs import OutlineEntry
from ingest.page_layout.layout import lay_out
from ingest.page_layout.lines import visual_lines

LEADERS = [
    f"{word} in the valley . . . . . . . . . . . . {page}"
    for page, word in enumerate(("Schools", "Colleges", "Farms", "Clinics"), start=1)
]


def title_page(*, title="Pathways of the Valley"):
    pages = [
        page_of(("Pathways of the Valley", 72, 500, 24.0)),
        page_of(("Contents", 72, 700, 16.0), *rows(*LEADERS, top=660)),
        page_of(("Schools in the valley", 72, 700, 16.0), *rows(FULL, "every week.", top=660)),
    ]
    return [page.blocks for page in lay_out(pages, ["i", "ii", "1"], (), title)]


def test_the_title_and_the_word_over_the_contents_are_headings():
    title, contents, _ = title_page()
    assert [block.kind for block in title] == ["heading"]
    assert [block.kind for block in contents] == ["heading"]


def test_a_page_of_headings_that_are_not_the_title_is_text():
    assert [block.kind for block in title_page(title="Another name")[0]] == ["paragraph"]
    page = page_of(("Pathways of the Valley", 72, 500, 24.0))
    blocks = lay_out([page], ["1"], (), "Pathways of the Valley")[0].blocks
    assert [block.kind for block in blocks] == ["paragraph"]


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


def test_a_full_line_goes_on_in_the_next_column_with_a_name():
    left = rows("The officials saw Cedar High", "School, and then the Harmony", top=400, left=72)
    right = rows("Magnet Academy in the valley.", top=700, left=330)
    assert [text for _, text in blocks_of(*left, *right)] == [
        "The officials saw Cedar High School, and then the Harmony Magnet Academy in the valley."
    ]


def test_a_short_line_does_not_go_on_in_the_next_column_with_a_name():
    left = rows("The officials saw Cedar High", "School today", top=400, left=72)
    right = rows("Magnet Academy has its own page", top=700, left=330)
    assert len(blocks_of(*left, *right)) == 2


@pytest.mark.parametrize(
    ("last", "is_open"),
    [
        ("pathways of Los Angeles and of the", True),
        ("of Los Angeles", False),
        ("pathways of the old town by 2.", False),
    ],
)
def test_a_page_says_whether_its_last_line_is_full_and_unfinished(last, is_open):
    lines = rows("The officials of the districts saw", "Cedar High School and then the old", last)
    assert lay_out([page_of(*lines)], ["1"], ())[0].open_end == is_open


def test_long_entries_of_a_table_of_contents_are_no_text():
    entries = [LEADERS[0], "What the schools of the whole valley and", *LEADERS[1:]]
    page = lay_out([page_of(*rows(*entries))], ["1"], ())[0]
    assert "What the schools" in page.text
    assert not page.blocks


def test_a_long_heading_that_is_a_bookmark_is_one():
    lines = ["What do the schools", "of the valley and", "of the hills and", "of the coast do?"]
    title = " ".join(lines)
    page = page_of(
        *[(line, 72, 700 - 16 * i, 13.0) for i, line in enumerate(lines)],
        *rows(FULL, "every week.", top=600),
    )
    kinds = [b.kind for b in lay_out([page], ["1"], [OutlineEntry(title, 1)])[0].blocks]
    assert kinds == ["heading", "paragraph"]


PROSE_ACROSS = "The school opened its first        pathway in the spring of"
CELLS_ACROSS = "Health        212 students"


@pytest.mark.parametrize(
    ("line", "count", "found"),
    [
        (PROSE_ACROSS, 5, (MIXED,)),
        (PROSE_ACROSS, 2, ()),
        ("The school opened its first pathway in the spring of last year", 6, ()),
        (CELLS_ACROSS, 5, (FLATTENED,)),
    ],
)
def test_a_page_that_was_read_across_is_doubted(line, count, found):
    # every second line is prose, so that the others make no table
    lines = [text for n in range(count) for text in (f"{line} {'x' * n}", FULL)]
    assert lay_out([page_of(*rows(*lines))], ["1"], ())[0].doubts == found


def test_a_table_that_is_read_as_one_is_not_doubted():
    table = [f"Pathway {n}     {n}07 students     {n}1 percent" for n in range(6)]
    assert lay_out([page_of(*rows(*table))], ["1"], ())[0].doubts == ()


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


def test_no_word_falls_between_two_rows():
    table = [("N0", 72, 700), ("no sign of a regional", 160, 700), ("metastasis", 160, 687)]
    table += [("N1", 72, 670), ("a sign of a regional", 160, 670), ("metastasis", 160, 657)]
    table += [("N2", 72, 640), ("a sign of all regional", 160, 640), ("kinds     of it", 160, 627)]
    table += [("or of others", 160, 614)]
    text = " ".join(block for _, block in blocks_of(*table))
    assert "kinds of it or of others" in text.replace(" | ", " ")


def test_a_broken_whatever_is_one_word():
    lines = rows("Students stay, what-", "ever the school has ever done.")
    assert blocks_of(*lines)[0][1] == "Students stay, whatever the school has ever done."


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


def test_pieces_of_one_line_are_put_together():
    first = line_of("results", 0, (72, 700), 10.0, False)
    note = line_of("3", 9, (107.5, 704), 6.0, False)
    assert [line.text for line in visual_lines([first, note])] == ["results3"]
