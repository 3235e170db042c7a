"""The PDF reader: samples made by make_samples.py, and the public hostile files."""

import hashlib
import io
import threading

import make_samples
import pypdf
import pypdfium2
import pytest

from core.errors import UnreadableFile
from ingest import pdfium
from ingest.pdf import read_pdf

DATA = make_samples.FOLDER


def kinds_of(page):
    return [(block.kind, page.text[block.start : block.end]) for block in page.blocks]


@pytest.fixture(scope="module")
def prose():
    return read_pdf(DATA / "prose.pdf")


def test_samples_are_what_their_script_makes(tmp_path):
    make_samples.make_all(tmp_path)
    for name in make_samples.SAMPLES:
        made = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        kept = hashlib.sha256((DATA / name).read_bytes()).hexdigest()
        assert made == kept, f"{name}: run python tests/make_samples.py"


def test_title_authors_and_year_come_from_the_file(prose):
    assert prose.title == make_samples.TITLE
    assert prose.authors == ("Ada Moreno", "Jon Park")
    assert prose.year == 2000


def test_labels_are_those_printed_on_the_pages(prose):
    assert [page.label for page in prose.pages] == ["i", "ii", "1", "2", "3", "4"]
    assert [page.number for page in prose.pages] == [1, 2, 3, 4, 5, 6]


def test_headers_and_page_numbers_are_off(prose):
    body = prose.pages[2:]
    assert all(make_samples.TITLE not in page.text for page in body)
    assert all(page.text.splitlines()[-1] != page.label for page in body)


def test_headings_are_told_from_paragraphs(prose):
    assert kinds_of(prose.pages[2])[0] == ("heading", "1 What the school set out to do")
    assert prose.pages[2].blocks[0].level == 1


def test_hyphens_at_line_ends_are_resolved(prose):
    text = prose.pages[2].text
    assert "every program year" in text
    assert "counts work-based learning" in text
    assert "A self-directed project" in text


def test_tags_are_never_cut(prose):
    assert prose.pages[2].text.count("[S3, S7]") == 2


def test_an_indented_paragraph_is_its_own_block(prose):
    assert kinds_of(prose.pages[2])[2][1].startswith("The second paragraph begins")


def test_list_items_are_whole_and_without_their_mark(prose):
    items = [text for kind, text in kinds_of(prose.pages[3]) if kind == "list_item"]
    assert items[0] == (
        "A medical terminology course that the community college accepts for credit."
    )
    assert items[4] == "Plan the schedule with a counselor, course by course."
    assert len(items) == 6


def test_table_rows_have_their_cells(prose):
    rows = [text for kind, text in kinds_of(prose.pages[4]) if kind == "table_row"]
    assert rows == [" | ".join(row) for row in make_samples.TABLE]


def test_a_sentence_over_a_page_end_is_last_and_first(prose):
    assert prose.pages[4].text.endswith(" and the teachers of")
    assert prose.pages[5].text.startswith("a cohort share one hour")


def test_columns_are_read_one_after_the_other():
    texts = [text for _, text in kinds_of(read_pdf(DATA / "columns.pdf").pages[0])]
    assert "local economy, and the economy of this valley is farming" in texts[1]
    assert texts[2].startswith("Partners give their time.")


def test_turned_pages_keep_the_order_of_their_lines():
    for page in read_pdf(DATA / "rotated.pdf").pages[:2]:
        assert " ".join(page.text.split()) == " ".join(make_samples.TURNED)


def test_text_outside_the_visible_page_is_not_read():
    assert "outside" not in read_pdf(DATA / "rotated.pdf").pages[2].text


def test_ligatures_are_unfolded():
    page = read_pdf(DATA / "ligatures.pdf").pages[0]
    assert page.text == "The office floor has five benefits."


def test_a_failing_page_does_not_take_the_others_along():
    read = read_pdf(DATA / "failing-page.pdf")
    assert [page.failure for page in read.pages] == [None, "it is damaged", None]
    assert read.pages[2].text == "The third page can be read as well."
    assert read.warnings == ("page 2: it is damaged",)


def test_a_file_with_an_empty_password_is_read():
    assert "budget" in read_pdf(DATA / "owner-locked.pdf").pages[0].text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("locked.pdf", "needs a password"),
        ("empty.pdf", "is empty (0 bytes)"),
        ("damaged.pdf", "is damaged: its structure cannot be read"),
        ("wrong-extension.pdf", "is not a PDF"),
        ("notice.pdf", "is only a notice that the file is protected; its text is not in it"),
        (
            "scan.pdf",
            "has no text layer (2 pages of images); it needs text recognition first",
        ),
    ],
)
def test_what_cannot_be_read_has_a_reason(name, reason):
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(DATA / name)
    assert str(caught.value) == reason


def test_a_missing_file_has_a_reason(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_pdf(tmp_path / "gone.pdf")


def test_a_password_of_one_file_is_no_reason_for_the_next(tmp_path):
    no_pages = tmp_path / "no-pages.pdf"
    pypdf.PdfWriter().write(no_pages)
    with pytest.raises(UnreadableFile, match="password"):
        read_pdf(DATA / "locked.pdf")
    with pytest.raises(UnreadableFile, match="has no pages"):
        read_pdf(no_pages)


class Broken:
    """Stands for pypdf on a file that it cannot make sense of."""

    def __init__(self, *_args):
        raise AssertionError("whatever")


def test_text_survives_a_failing_pypdf(monkeypatch):
    monkeypatch.setattr(pypdf, "PdfReader", Broken)
    read = read_pdf(DATA / "prose.pdf")
    assert read.title == make_samples.TITLE
    assert [page.label for page in read.pages][:3] == ["i", "ii", "1"]
    assert read.pages[2].blocks[0].kind == "heading"


def test_text_survives_a_failing_pdfium(monkeypatch):
    def broken(*_args):
        raise pypdfium2.PdfiumError("whatever", err_code=3)

    monkeypatch.setattr(pypdfium2, "PdfDocument", broken)
    read = read_pdf(DATA / "prose.pdf")
    assert "Rosewater High opened its health pathway" in read.pages[2].text
    assert all(page.runs == () for page in read.pages)
    assert read.warnings[0].startswith("pages 1, 2, 3, 4, 5, 6: read without places")
    assert read.warnings[0].endswith("not marked on them")


def test_one_page_that_pdfium_cannot_read_comes_from_pypdf(monkeypatch):
    real = pdfium.read_page

    def third_fails(document, number, **options):
        if number == 3:
            raise UnreadableFile("is damaged")
        return real(document, number)

    monkeypatch.setattr(pdfium, "read_page", third_fails)
    read = read_pdf(DATA / "prose.pdf")
    assert "Rosewater High opened its health pathway" in read.pages[2].text
    assert [bool(page.runs) for page in read.pages] == [True, True, False, True, True, True]


def test_reading_twice_gives_the_same():
    assert read_pdf(DATA / "prose.pdf") == read_pdf(DATA / "prose.pdf")


def test_threads_may_read_at_the_same_time():
    expected, found = read_pdf(DATA / "prose.pdf"), []
    threads = [
        threading.Thread(target=lambda: found.append(read_pdf(DATA / "prose.pdf")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_nothing_is_printed(capfd):
    for name in make_samples.SAMPLES:
        try:
            read_pdf(DATA / name)
        except UnreadableFile:
            continue
    assert capfd.readouterr() == ("", "")


def letters(text):
    return sum(char.isalpha() for char in text)


def alone(content):
    """What pypdf and pdfium give each by itself: the more letters of the two."""
    try:
        pypdf_pages = list(pypdf.PdfReader(io.BytesIO(content)).pages)
    except Exception:  # noqa: BLE001
        pypdf_pages = []
    try:
        with pypdfium2.PdfDocument(content) as document:
            texts = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    except pypdfium2.PdfiumError:
        texts = []
    return max(sum(map(letters, map(pypdf_text, pypdf_pages))), sum(map(letters, texts)))


def pypdf_text(page):
    try:
        return page.extract_text()
    except Exception:  # noqa: BLE001
        return ""


@pytest.fixture(scope="module")
def hostile(benchmarks):
    return sorted((benchmarks / "hostile-pdf").rglob("*.pdf"))


def test_hostile_files_end_in_text_or_a_reason(hostile):
    text, reasons = 0, []
    for path in hostile:
        try:
            read = read_pdf(path)
        except UnreadableFile as error:
            reasons.append(str(error))
            continue
        text += 1
        assert any(page.blocks for page in read.pages), path.name
    assert text + len(reasons) == len(hostile) == 115
    assert all(reason and "\n" not in reason for reason in reasons)
    assert text >= 42


def test_text_that_one_library_finds_alone_is_found(hostile):
    for path in hostile:
        if path.name == "mip-protected-stub.pdf" or alone(path.read_bytes()) < 4:
            continue
        read = read_pdf(path)
        assert letters("".join(page.text for page in read.pages)) >= 4, path.name
