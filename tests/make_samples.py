"""The sample PDFs in tests/data: a script, so that nobody has to trust a binary.

In: nothing. Out: the same bytes at every run (`python tests/make_samples.py`). The school and its
numbers are invented; every file shows one thing that a reader of PDFs must cope with.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab import rl_config
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

rl_config.invariant = 1

FOLDER = Path(__file__).parent / "data"
WIDTH, HEIGHT = LETTER
LEFT, TOP = 72, 700
TITLE = "Linked Learning at Rosewater High"

GOALS = [
    "Rosewater High opened its health pathway in the fall of 2014 with ninety students and six",
    "teachers. The program joins college-ready courses with work-based learning, and every pro-",
    "gram year ends with a public defense. Students who stay in one pathway for four years earn",
    "more credits than others do, and the school counts work-",
    "based learning hours for each of them.",
]
INDENTED = [
    "The second paragraph begins with an indent and nothing else. It says that the school saw in",
    "2019 no change in attendance [S3, S7], and that the counselors asked for smaller groups [S3,",
    "S7]. A self-",
    "directed project takes the last six weeks of the year.",
]
BULLETS = [
    ["A medical terminology course that the community", "college accepts for credit."],
    ["A clinic visit in each semester."],
    ["A mentor from the hospital, who meets the student", "every second week."],
]
STEPS = [
    ["Choose a pathway by the end of ninth grade."],
    ["Plan the schedule with a counselor, course by", "course."],
    ["Defend the portfolio before a panel."],
]
TABLE = [
    ("Pathway", "Students", "Teachers", "Graduated"),
    ("Health", "212", "14", "94 percent"),
    ("Engineering", "187", "11", "91 percent"),
    ("Public service", "96", "7", "88 percent"),
]
OVER_THE_END = (
    ["The master schedule keeps each cohort together for three periods a day, and the teachers of"],
    ["a cohort share one hour in which they plan the projects of the next month together."],
)


def make_all(folder: Path) -> None:
    """Write every sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (folder / name).write_bytes(make())


def _drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1, pageCompression=1, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _lines(
    canvas: Canvas, lines: Iterable[str], place: tuple[float, float], font: tuple[str, float]
) -> float:
    """Draw lines from a place downwards; give the height of the line after the last."""
    x, y = place
    for line in lines:
        canvas.setFont(*font)
        canvas.drawString(x, y, line)
        y -= font[1] * 1.3
    return y


BODY, BOLD = ("Times-Roman", 11), ("Helvetica-Bold", 15)


def _prose(canvas: Canvas) -> None:
    canvas.setTitle(TITLE)
    canvas.setAuthor("Ada Moreno; Jon Park")
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
    canvas.addPageLabel(2, style="ARABIC", start=1)
    _title_page(canvas)
    _front_page(canvas)
    for number, draw in enumerate((_goals, _lists, _table, _last), start=1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(LEFT, 752, TITLE)
        canvas.drawCentredString(WIDTH / 2, 36, str(number))
        draw(canvas)
        canvas.showPage()


def _heading(canvas: Canvas, text: str, y: float) -> float:
    canvas.bookmarkPage(text)
    canvas.addOutlineEntry(text, text, level=0)
    return _lines(canvas, [text], (LEFT, y), BOLD) - 8


def _title_page(canvas: Canvas) -> None:
    _lines(canvas, [TITLE], (LEFT, 560), ("Helvetica-Bold", 24))
    _lines(canvas, ["What nine years of pathways taught one school"], (LEFT, 520), BODY)
    canvas.showPage()


def _front_page(canvas: Canvas) -> None:
    y = _heading(canvas, "About this report", TOP)
    text = ["The report was written by two teachers of the school. Nobody paid for it."]
    _lines(canvas, text, (LEFT, y), BODY)
    canvas.drawCentredString(WIDTH / 2, 36, "ii")
    canvas.showPage()


def _goals(canvas: Canvas) -> None:
    y = _heading(canvas, "1 What the school set out to do", TOP)
    y = _lines(canvas, GOALS, (LEFT, y), BODY)
    canvas.drawString(LEFT + 18, y, INDENTED[0])
    _lines(canvas, INDENTED[1:], (LEFT, y - BODY[1] * 1.3), BODY)


def _lists(canvas: Canvas) -> None:
    y = _heading(canvas, "2 What a student does", TOP)
    y = _lines(canvas, ["Each student of the pathway takes part in:"], (LEFT, y), BODY) - 4
    for item in BULLETS:
        canvas.drawString(LEFT + 10, y, "\u2022")
        y = _lines(canvas, item, (LEFT + 24, y), BODY)
    y = _lines(canvas, ["The order of the steps matters:"], (LEFT, y - 10), BODY) - 4
    for number, item in enumerate(STEPS, start=1):
        canvas.drawString(LEFT + 10, y, f"{number}.")
        y = _lines(canvas, item, (LEFT + 24, y), BODY)


def _table(canvas: Canvas) -> None:
    y = _heading(canvas, "3 Numbers", TOP)
    y = _lines(canvas, ["The table counts the students of 2023."], (LEFT, y), BODY) - 10
    for row in TABLE:
        for cell, x in zip(row, (72, 200, 290, 380), strict=True):
            canvas.drawString(x, y, cell)
        y -= 18
    _lines(canvas, OVER_THE_END[0], (LEFT, 90), BODY)


def _last(canvas: Canvas) -> None:
    y = _lines(canvas, OVER_THE_END[1], (LEFT, TOP), BODY)
    _lines(canvas, ["Nothing else was changed."], (LEFT, y - 14), BODY)


LEFT_COLUMN = [
    "A pathway is a set of courses that",
    "share one theme. The courses are",
    "taught by teachers who know each",
    "other, and the students of a cohort",
    "take them together for three years.",
    "The theme comes from the local econ-",
    "omy, and the",
]
RIGHT_COLUMN = [
    "economy of this valley is farming,",
    "health care and light industry.",
]
SECOND_RIGHT = [
    "Partners give their time. A hospital",
    "sends nurses, a cannery its engi-",
    "neers, and the city its clerks.",
]


def _columns(canvas: Canvas) -> None:
    _lines(canvas, ["Two columns about pathways"], (LEFT, 720), BOLD)
    _lines(canvas, LEFT_COLUMN, (LEFT, 680), BODY)
    y = _lines(canvas, RIGHT_COLUMN, (330, 680), BODY)
    _lines(canvas, SECOND_RIGHT, (330, y - 10), BODY)
    canvas.showPage()


TURNED = [
    "This page is turned so that its wide table fits.",
    "The pathway office keeps every schedule in one binder.",
]
CROPPED = [
    "Only the middle of this page is shown to a reader.",
    "The cohort meets its mentor on the first Monday.",
]


def _rotated(canvas: Canvas) -> None:
    canvas.setPageRotation(90)  # which makes the sheet HEIGHT wide
    canvas.translate(HEIGHT, 0)
    canvas.rotate(90)
    _lines(canvas, TURNED, (LEFT, 480), ("Times-Roman", 14))
    canvas.showPage()
    canvas.setPageRotation(90)
    _lines(canvas, TURNED, (LEFT, 480), ("Times-Roman", 14))
    canvas.showPage()
    canvas.setPageRotation(0)
    canvas.setCropBox((60, 500, 560, 740))
    _lines(canvas, CROPPED, (LEFT, TOP), ("Times-Roman", 14))
    _lines(canvas, ["Printer's note outside the crop."], (LEFT, 200), BODY)
    canvas.showPage()


def _scan(canvas: Canvas) -> None:
    for number in (1, 2):
        picture = Image.new("1", (240, 120), 1)
        ImageDraw.Draw(picture).text((10, 50), f"Scanned page {number}", fill=0)
        canvas.drawImage(ImageReader(picture), 100, 400, 400, 200)
        canvas.showPage()


def _short(text: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, [text], (LEFT, TOP), BODY)
        canvas.showPage()

    return draw


def _locked(user: str) -> bytes:
    encryption = StandardEncryption(user, ownerPassword="owner", canModify=0)
    return _drawn(_short("The budget of the pathway is kept under lock."), encrypt=encryption)


def _by_hand(pages: Iterable[bytes], contents: Iterable[bytes]) -> bytes:
    """A file of page objects, which are numbered from 4, and their contents after them."""
    pages = list(pages)
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        *pages,
        *contents,
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _failing_page() -> bytes:
    texts = ["The first page of three can be read.", "The third page can be read as well."]
    return _by_hand([_page(7), b"[ /NoPage ]", _page(8)], [_content(text) for text in texts])


def _ligatures() -> bytes:
    """Without an encoding, codes 256 and 257 (octal) of Times are the ligatures fi and fl."""
    text = r"The of\256ce \257oor has \256ve bene\256ts."
    return _by_hand([_page(5)], [_content(text)])


def _page(content: int) -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
    )


def _content(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "prose.pdf": lambda: _drawn(_prose),
    "columns.pdf": lambda: _drawn(_columns),
    "rotated.pdf": lambda: _drawn(_rotated),
    "scan.pdf": lambda: _drawn(_scan),
    "locked.pdf": lambda: _locked("secret"),
    "owner-locked.pdf": lambda: _locked(""),
    "notice.pdf": lambda: _drawn(_short("This PDF file is protected")),
    "empty.pdf": lambda: b"",
    "damaged.pdf": lambda: _drawn(_columns)[:40] + b"\x00" * 400,
    "wrong-extension.pdf": lambda: b"A plain text that somebody named .pdf by mistake.\n",
    "failing-page.pdf": _failing_page,
    "ligatures.pdf": _ligatures,
}

if __name__ == "__main__":
    make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
