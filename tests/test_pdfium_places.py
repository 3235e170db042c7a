"""Places: the rectangles of a quote hold its words and nothing else, on every kind of page."""

import io
import re
import unicodedata

import make_samples
import pypdfium2
import pytest
from PIL import Image, ImageChops

from core.errors import UnreadableFile
from core.schema import TextRun
from ingest.page_layout.places import Box, Placed, glyphs_of, join_boxes
from ingest.pdf import read_pdf
from ingest.pdfium import marked_pixels, render_page, word_boxes

DATA = make_samples.FOLDER
READABLE = ["prose.pdf", "columns.pdf", "rotated.pdf", "ligatures.pdf", "failing-page.pdf"]
MOST_SPANS = 100


def folded(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    kept = (c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")
    return "".join(c for c in kept if c not in "-\u2010\u2011|")


def spans_of(read):
    """Up to a hundred spans of a file that read like sentences, evenly chosen."""
    spans = [
        (page, block.start + match.start(), block.start + match.end())
        for page in read.pages
        if page.runs
        for block in page.blocks
        for match in re.finditer(r"\S[^.!?]*[.!?]?", page.text[block.start : block.end])
    ]
    return spans[:: max(1, len(spans) // MOST_SPANS)][:MOST_SPANS]


def words_in(document, page_number, boxes):
    page = document[page_number - 1]
    page.set_rotation(0)
    text = page.get_textpage()
    return "".join(text.get_text_bounded(box.left, box.bottom, box.right, box.top) for box in boxes)


def wrong_places(path):
    """Spans whose rectangles hold other words than the span, and how many were tried."""
    spans = spans_of(read_pdf(path))
    wrong = []
    with pypdfium2.PdfDocument(path) as document:
        for page, start, end in spans:
            boxes = word_boxes(path, page.number, page.runs, start, end)
            found = words_in(document, page.number, boxes)
            if folded(found) != folded(page.text[start:end]):
                wrong.append((page.number, page.text[start:end], found))
    return wrong, len(spans)


def place_of(name, quote, page_number=1):
    page = read_pdf(DATA / name).pages[page_number - 1]
    start = page.text.index(quote)
    return word_boxes(DATA / name, page_number, page.runs, start, start + len(quote))


@pytest.mark.parametrize("name", READABLE)
def test_rectangles_hold_the_quote_and_nothing_else(name):
    wrong, tried = wrong_places(DATA / name)
    assert wrong == []
    assert tried > 0


def test_a_quote_over_a_hyphen_is_marked_on_both_lines():
    assert len(place_of("prose.pdf", "program year", page_number=3)) == 2


def test_a_quote_over_two_columns_has_a_rectangle_for_each_line():
    boxes = place_of("columns.pdf", "and the economy of this valley")
    assert [box.left < 300 for box in boxes] == [True, False]


def test_a_row_of_a_table_is_one_rectangle():
    assert len(place_of("prose.pdf", "Health | 212 | 14", page_number=5)) == 1


def test_a_span_without_places_has_no_rectangle():
    assert word_boxes(DATA / "prose.pdf", 1, (), 0, 5) == ()


def test_runs_lead_to_indexes_and_a_ligature_is_one():
    runs = (TextRun(0, 4, 10), TextRun(5, 2, 20), TextRun(7, 3, 21))
    assert glyphs_of(runs, 2, 9) == [12, 13, 20, 21, 22]


def test_skipped_characters_part_a_rectangle():
    letter = Box(0, 0, 5, 8)
    right = Box(20, 0, 25, 8)
    assert len(join_boxes([Placed(letter, 0, True), Placed(right, 0, False)])) == 2
    assert len(join_boxes([Placed(letter, 0, True), Placed(right, 0, True)])) == 1


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_turning_a_box_and_back_changes_nothing(turn):
    assert Box(1, 2, 3, 5).turned(turn).turned(-turn % 4) == Box(1, 2, 3, 5)


MARKED = [
    ("prose.pdf", 3, "every program year ends with a public defense"),
    ("columns.pdf", 1, "and the economy of this valley"),
    ("rotated.pdf", 1, "keeps every schedule"),
    ("rotated.pdf", 2, "keeps every schedule"),
    ("rotated.pdf", 3, "cohort meets its mentor"),
]


@pytest.mark.parametrize(("name", "number", "quote"), MARKED)
def test_marks_lie_on_the_rectangles(name, number, quote):
    boxes = place_of(name, quote, number)
    plain = Image.open(io.BytesIO(render_page(DATA / name, number, (), 2.0)))
    marked = Image.open(io.BytesIO(render_page(DATA / name, number, boxes, 2.0)))
    changed = ImageChops.difference(plain, marked).convert("L").point(lambda v: 255 if v else 0)
    for left, upper, right, lower in marked_pixels(DATA / name, number, boxes, 2.0):
        area = (left, upper, right + 1, lower + 1)
        inside = changed.crop(area)
        assert inside.getbbox() == (0, 0, *inside.size)
        assert dark_pixels(plain.crop(area)) > 0
        changed.paste(0, area)
    assert changed.getbbox() is None


def dark_pixels(image):
    return sum(image.convert("L").histogram()[:100])


def test_an_enormous_page_is_drawn_smaller(tmp_path):
    path = tmp_path / "wall.pdf"
    content = (DATA / "ligatures.pdf").read_bytes()
    path.write_bytes(content.replace(b"[0 0 612 792]", b"[0 0 9e5 9e5]"))
    width, height = Image.open(io.BytesIO(render_page(path, 1, (), 4.0))).size
    assert width * height < 26_000_000


def test_rectangles_hold_the_quotes_of_public_files(benchmarks, record_property):
    wrong, tried = {}, 0
    for path in sorted((benchmarks / "hostile-pdf").rglob("*.pdf")):
        try:
            found, count = wrong_places(path)
        except (UnreadableFile, pypdfium2.PdfiumError):
            continue
        tried += count
        if found:
            wrong[path.name] = found
    record_property("wrong places", str(wrong))
    # What is left are formulas and forms whose characters lie on top of each other.
    assert tried > 1000
    assert sum(map(len, wrong.values())) <= 0.02 * tried
