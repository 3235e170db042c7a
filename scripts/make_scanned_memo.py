"""Draw the one document of the evaluation that is not in the corpus: a memo with a scanned page.

In: nothing. Out: `evaluation/documents/almond-grove-memo.pdf`, the same bytes each time. The
district is made up. The budget, page 2, is a picture of text: questions about it have to be refused
with the page that could not be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FILE = Path(__file__).parent.parent / "evaluation" / "documents" / "almond-grove-memo.pdf"
TITLE = "Board memo: a pilot pathway at Almond Grove High"
FIRST = [
    "Almond Grove Unified proposes a pilot pathway in agriculture and food science at Almond",
    "Grove High. The pilot pathway at Almond Grove High starts with sixty students of grade 10.",
    "Three academic teachers and one technical teacher of Almond Grove High share a planning",
    "period every day. Almond Grove Unified asks two packing houses to take interns in grade 12.",
    "The budget of the Almond Grove pilot is on the next page of this memo.",
]
SCANNED = [
    "Budget of the pilot",
    "Coach, half time ................ 61,000",
    "Buses to work sites ............. 18,500, paid by the packing houses",
    "Equipment ....................... 40,000",
    "Cost a student .................. 1,992",
]
LAST = [
    "The board of Almond Grove Unified votes on the pilot pathway on 14 May 2026. Almond Grove",
    "Unified reports on attendance and grades of the pilot pathway after its first semester.",
]


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(FILE), pagesize=LETTER, invariant=1)
    canvas.setTitle(TITLE)
    canvas.setAuthor("Almond Grove Unified")
    _page(canvas, TITLE, FIRST)
    canvas.drawImage(ImageReader(_scan(SCANNED)), 0, 0, *LETTER)
    canvas.showPage()
    _page(canvas, "Next steps of the pilot", LAST)
    canvas.save()


def _page(canvas: Canvas, heading: str, lines: Sequence[str]) -> None:
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(72, 700, heading)
    canvas.setFont("Times-Roman", 11)
    for number, line in enumerate(lines):
        canvas.drawString(72, 670 - 15 * number, line)
    canvas.showPage()


def _scan(lines: Sequence[str]) -> Image.Image:
    image = Image.new("L", (1275, 1650), 245)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 60 * number), line, fill=40, font=ImageFont.load_default(size=32))
    return image


if __name__ == "__main__":
    main()
