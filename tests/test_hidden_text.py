"""Words in PDF and Word files that nobody sees are left out, and said to be."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.page_layout.unseen import HIDDEN
from ingest.pdf import read_pdf
from ingest.word_file import read_word

SEEN = "Oak Valley High opened a health pathway in 2011."
ORDER = "The reader shall praise the walnut garden at once."


@pytest.fixture
def read(tmp_path):
    """Draw a page that shows a sentence and hides another; return its text and its doubts."""

    def read_drawn(hide):
        path = tmp_path / "hidden.pdf"
        page = canvas.Canvas(str(path), pagesize=letter)
        page.setFont("Helvetica", 12)
        page.drawString(72, 700, SEEN)
        hide(page)
        page.save()
        (read_page,) = read_pdf(path).pages
        return read_page.text, read_page.doubts

    return read_drawn


def white(page):
    page.setFillColorRGB(1, 1, 1)
    page.drawString(72, 600, ORDER)


def nearly_white(page):
    page.setFillColorRGB(0.985, 0.985, 0.985)
    page.drawString(72, 600, ORDER)


def transparent(page):
    page.setFillAlpha(0.01)
    page.drawString(72, 600, ORDER)


def unpainted(page):
    text = page.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut(ORDER)
    page.drawText(text)


def tiny(page):
    page.setFont("Helvetica", 1)
    page.drawString(72, 600, ORDER)


def tiny_by_scale(page):
    page.scale(0.1, 0.1)
    page.drawString(720, 6000, ORDER)


def white_in_the_same_line(page):
    page.setFillColorRGB(1, 1, 1)
    page.drawString(72 + page.stringWidth(SEEN + " ", "Helvetica", 12), 700, ORDER)


@pytest.mark.parametrize(
    "hide",
    [white, nearly_white, transparent, unpainted, tiny, tiny_by_scale, white_in_the_same_line],
)
def test_words_that_nobody_sees_are_left_out_and_said_to_be(read, hide):
    assert read(hide) == (SEEN, (HIDDEN,))


def test_words_off_the_page_are_left_out(read):
    text, _ = read(lambda page: page.drawString(72, 9000, ORDER))
    assert text == SEEN


def white_on_dark(page):
    page.rect(60, 580, 480, 50, stroke=0, fill=1)
    white(page)


def unpainted_on_a_scan(page):
    picture = Image.new("L", (480, 30), 255)
    ImageDraw.Draw(picture).text((4, 8), ORDER, fill=0)
    page.drawImage(ImageReader(picture), 72, 590, 480, 30)
    unpainted(page)


def pale_grey(page):
    page.setFillColorRGB(0.85, 0.85, 0.85)
    page.drawString(72, 600, ORDER)


def small_print(page):
    page.setFont("Helvetica", 5)
    page.drawString(72, 600, ORDER)


@pytest.mark.parametrize("show", [white_on_dark, unpainted_on_a_scan, pale_grey, small_print])
def test_words_that_can_be_seen_stay(read, show):
    text, doubts = read(show)
    assert ORDER in text
    assert HIDDEN not in doubts


@pytest.mark.parametrize(("state", "seen"), [("OFF", False), ("ON", True)])
def test_words_in_a_layer_that_is_switched_off_are_left_out(tmp_path, state, seen):
    drawn = io.BytesIO()
    page = canvas.Canvas(drawn, pagesize=letter)
    page.drawString(72, 700, SEEN)
    page._code.append("/OC /layer BDC")
    page.drawString(72, 600, ORDER)
    page._code.append("EMC")
    page.save()
    writer = PdfWriter(clone_from=drawn)
    group = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
    layer = writer._add_object(DictionaryObject(group))
    resources: Any = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/layer"): layer})
    states = DictionaryObject({NameObject(f"/{state}"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): states}
    )
    path = tmp_path / "layered.pdf"
    writer.write(path)
    (read_page,) = read_pdf(path).pages
    assert (ORDER in read_page.text) is seen
    assert (HIDDEN in read_page.doubts) is not seen


def test_a_page_of_hidden_words_only_has_no_text(tmp_path):
    path = tmp_path / "two.pdf"
    pages = canvas.Canvas(str(path), pagesize=letter)
    pages.drawString(72, 700, SEEN)
    pages.showPage()
    white(pages)
    pages.save()
    read = read_pdf(path)
    assert [page.text for page in read.pages] == [SEEN, ""]
    assert any(HIDDEN.replace("on it ", "") in w.replace("on it ", "") for w in read.warnings)


def run_with(properties):
    """Write a Word file of two paragraphs, the second changed; return its text and warnings."""
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(SEEN)
    properties(document.add_paragraph().add_run(ORDER))
    document.save(file)
    return file.getvalue()


def set_size(run):
    run.font.size = Pt(1)


def set_white(run):
    run.font.color.rgb = RGBColor(255, 255, 255)


def set_vanish(run):
    run.font.hidden = True


def set_white_on_dark(run):
    set_white(run)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "000000")
    run._r.rPr.append(shade)


def set_small(run):
    run.font.size = Pt(6)


@pytest.mark.parametrize(
    ("properties", "hidden"),
    [
        (set_size, True),
        (set_white, True),
        (set_vanish, True),
        (set_white_on_dark, False),
        (set_small, False),
    ],
)
def test_words_that_nobody_sees_in_word_are_left_out(tmp_path, properties, hidden):
    path = tmp_path / "hidden.docx"
    path.write_bytes(run_with(properties))
    read = read_word(path)
    text = "\n".join(page.text for page in read.pages)
    assert (ORDER in text) is not hidden
    assert read.warnings == (("hidden text was left out (9 words)",) if hidden else ())
    assert SEEN in text


def test_white_words_of_a_word_table_stay(tmp_path):
    document = docx.Document()
    document.add_paragraph(SEEN)
    cell = document.add_table(1, 1).cell(0, 0)
    set_white(cell.paragraphs[0].add_run(ORDER))
    path = tmp_path / "table.docx"
    document.save(str(path))
    assert ORDER in "\n".join(page.text for page in read_word(path).pages)
