"""How much of a page's width a picture of quoted words shows."""

import io

import make_samples
import numpy as np
import pytest
from PIL import Image

from ingest.page_crop import text_sides
from ingest.pdf import read_pdf
from ingest.pdfium import render_page, word_boxes

WIDTH, HEIGHT = 1200, 400
LINE, STEP = 12, 24
MARK = (150, 192, 400, 216)


def page(*columns: tuple[int, int], lines: range = range(0, HEIGHT, STEP)):
    """Ink of a strip with lines of text in these columns."""
    ink = np.zeros((HEIGHT, WIDTH), bool)
    for y in lines:
        for left, right in columns:
            ink[y : y + LINE, left:right] = True
    return ink


def test_margins_are_left_out():
    left, right = text_sides(page((150, 1050)), MARK)
    assert 120 <= left < 150
    assert 1050 < right <= 1080


@pytest.mark.parametrize(("mark", "column"), [(0, (100, 580)), (1, (640, 1100))])
def test_of_two_columns_only_that_of_the_marks_is_shown(mark, column):
    ink = page((100, 580), (640, 1100))
    left, right = text_sides(ink, (column[0], 192, column[1], 216))
    assert column[0] - 20 <= left <= column[0]
    assert column[1] <= right < column[1] + 50


def test_marks_in_both_columns_show_both():
    assert text_sides(page((100, 580), (640, 1100)), (100, 192, 1100, 216))[1] > 1100


def test_a_title_over_both_columns_does_not_hide_that_there_are_two():
    ink = page((100, 580), (640, 1100))
    ink[:LINE, 100:1100] = True
    assert text_sides(ink, (100, 192, 580, 216))[1] <= 640


def test_a_table_with_rules_is_shown_in_its_whole_width():
    ink = page((100, 580), (640, 1100))
    ink[220:223, 100:1100] = True
    assert text_sides(ink, (100, 192, 580, 216))[1] > 1100


def test_numbers_of_a_list_are_not_cut_off():
    assert text_sides(page((150, 180), (220, 1050)), (220, 192, 1050, 216))[0] < 150


def test_a_ragged_line_that_is_longer_than_the_others_is_not_cut():
    ink = page((150, 600))
    ink[0:LINE, 600:700] = True
    assert text_sides(ink, MARK)[1] > 700


def test_a_short_line_alone_is_not_blown_up():
    left, right = text_sides(page((500, 520), lines=range(192, 193)), (500, 192, 520, 204))
    assert right - left >= WIDTH // 3


def test_marks_without_ink_are_shown():
    left, right = text_sides(np.zeros((HEIGHT, WIDTH), bool), MARK)
    assert left <= 150
    assert right >= 400


def test_a_picture_of_a_passage_is_narrower_than_its_page():
    path = make_samples.FOLDER / "prose.pdf"
    read = read_pdf(path).pages[2]
    boxes = word_boxes(path, 3, read.runs, 33, 132)
    strip = Image.open(io.BytesIO(render_page(path, 3, boxes, 2.0, 180.0)))
    whole = Image.open(io.BytesIO(render_page(path, 3, boxes, 2.0)))
    assert strip.width < 0.9 * whole.width
    assert strip.height < whole.height / 2
