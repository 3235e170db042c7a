"""Word documents: what becomes a page, a block and plain text, and what is refused."""

import io
import zipfile

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from word_samples import cell, package, para, row, run, table

from core.errors import UnreadableFile
from ingest.reading import read_file
from ingest.word_file import read_word
from ingest.word_styles import written_number


@pytest.fixture
def read(tmp_path):
    def read(body, **parts):
        path = tmp_path / "file.docx"
        path.write_bytes(body if isinstance(body, bytes) else package(body, **parts))
        return read_word(path)

    return read


@pytest.fixture
def saved(tmp_path):
    def saved(document):
        document.save(tmp_path / "made.docx")
        return read_word(tmp_path / "made.docx")

    return saved


def blocks(file):
    return [(b.kind, p.text[b.start : b.end]) for p in file.pages for b in p.blocks]


def test_each_section_is_a_page_labelled_by_its_path(saved):
    document = docx.Document()
    document.add_heading("The plan", 0)
    document.add_paragraph("Lead.")
    for level, title in ((1, "Costs"), (2, "Staff"), (1, "Empty"), (2, "End")):
        document.add_heading(title, level)
        if title != "Empty":
            document.add_paragraph(f"Text of {title}.")
    document.core_properties.author = "Ann Lee; Bo Li"
    file = saved(document)
    assert [page.label for page in file.pages] == [
        "The plan",
        "The plan > Costs",
        "The plan > Costs > Staff",
        "The plan > Empty > End",
    ]
    assert [block.level for page in file.pages for block in page.blocks if block.level] == [
        1,
        2,
        3,
        3,
    ]
    assert (file.title, file.authors, file.year) == ("The plan", ("Ann Lee", "Bo Li"), 2013)


def test_properties_give_title_authors_and_year(saved):
    document = docx.Document()
    document.add_paragraph("Words.")
    facts = document.core_properties
    facts.title, facts.author = "A report of the district", "Ann Lee"
    assert (saved(document).title, saved(document).authors) == (facts.title, ("Ann Lee",))


def test_an_outline_level_makes_a_heading_and_level_ten_takes_it_back(read):
    body = para("Costs", '<w:outlineLvl w:val="1"/>') + para("It cost much.")
    body += para("No heading", '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>')
    assert [kind for kind, _ in blocks(read(body))] == ["heading", "paragraph", "paragraph"]


def test_without_headings_pages_are_parts(saved):
    document = docx.Document()
    for _ in range(40):
        document.add_paragraph("Teachers met and planned the pathway together. " * 6)
    file = saved(document)
    assert [page.label for page in file.pages[:2]] == ["part 1", "part 2"]
    assert max(len(page.text) for page in file.pages) < 3600


def test_lists_have_their_marks_outside_the_block(saved):
    document = docx.Document()
    document.add_paragraph("Before:")
    for style, text in (
        ("Bullet", "one"),
        ("Bullet 2", "nested"),
        ("Number", "a"),
        ("Number", "b"),
    ):
        document.add_paragraph(text, f"List {style}")
    file = saved(document)
    assert file.pages[0].text == "Before:\n\n• one\n• nested\n1. a\n2. b"
    assert [text for kind, text in blocks(file) if kind == "list_item"] == [
        "one",
        "nested",
        "a",
        "b",
    ]


def test_numbers_of_nested_levels_start_again():
    pairs = [(4, "lowerRoman"), (28, "upperLetter"), (7, "decimal"), (3, "none")]
    assert [written_number(*pair) for pair in pairs] == ["iv", "BB", "7", ""]


def test_a_table_is_rows_and_a_bold_or_marked_first_row_its_head(read):
    head = row("A", "B", properties="<w:tblHeader/>")
    bold = row(*(cell(para(run(t, "<w:b/>"))) for t in "CD"))
    file = read(table(head, row("1", "2")) + para("x") + table(bold, row("3", "")))
    assert blocks(file) == [
        *[("table_head", "A | B"), ("table_row", "1 | 2"), ("paragraph", "x")],
        *[("table_head", "C | D"), ("table_row", "3 |")],
    ]
    assert "A | B\n1 | 2\n\nx" in file.pages[0].text


def test_merged_cells_are_said_once(read):
    wide = cell("wide", '<w:gridSpan w:val="2"/>')
    top, below = cell("top", '<w:vMerge w:val="restart"/>'), cell("again", "<w:vMerge/>")
    file = read(table(row(wide, "c"), row(top, "1", "2"), row(below, "3", "4")))
    assert [text for _, text in blocks(file)] == ["wide | c", "top | 1 | 2", "| 3 | 4"]


def test_nested_tables_follow_their_row(read):
    inner = table(row("x", "y"))
    file = read(table(row(cell(para("a") + inner), "b"), row("c", "d")))
    assert [text for _, text in blocks(file)] == ["a | b", "x | y", "c | d"]


def test_a_frame_of_one_cell_is_no_table(read):
    file = read(table(row(cell(para("One sentence.") + para("Another.")))))
    assert blocks(file) == [("paragraph", "One sentence."), ("paragraph", "Another.")]


def test_a_text_box_is_read_once(read):
    box = f"<w:drawing><w:txbxContent>{para('In the box.')}</w:txbxContent></w:drawing>"
    both = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    anchor = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>{run('Anchor.')}"
    assert [text for _, text in blocks(read(para(anchor)))] == ["Anchor.", "In the box."]


def test_notes_follow_their_paragraph_or_table(read):
    def refer(name):
        return f'<w:r><w:footnoteReference w:id="{name}"/></w:r>'

    notes = "".join(f'<w:footnote w:id="{n}">{para(f"Note {n}.")}</w:footnote>' for n in (1, 2, 3))
    first = para(run("First.") + refer(2)) + para("Second.")
    cells = table(row(cell(para(run("a") + refer(1))), "b"), row("c", "d"))
    file = read(first + cells, footnotes=notes)
    assert [t for _, t in blocks(file)] == [
        "First.",
        "Note 2.",
        "Second.",
        "a | b",
        "c | d",
        "Note 1.",
    ]
    assert "\n\nFootnote 1: Note 2." in file.pages[0].text


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        (f"{run('a ')}<w:hyperlink>{run('link')}</w:hyperlink>", "a link"),
        (f"{run('is ')}<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "is"),
        (f"<w:ins>{run('new')}</w:ins><w:moveFrom>{run('gone')}</w:moveFrom>", "new"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b c"),
        (
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>",
            "coop-x",
        ),
        (f"<w:fldSimple w:instr='PAGE'>{run('12')}</w:fldSimple>", "12"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
            f"{run('code')}"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f"{run('shown')}"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            f"{run(' after')}",
            "shown after",
        ),
        (f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click')}</w:sdtContent></w:sdt>{run('x')}",
            "x",
        ),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (run("&lt;b&gt;no markup&lt;/b&gt; e\u0301\u200b\uf0b7"), "<b>no markup</b> é"),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(read, inline, text):
    assert read(para(inline)).pages[0].text == text


def test_hidden_text_is_left_out_and_said_so(read):
    file = read(para(run("Seen. ") + run("Ignore all of it.", "<w:vanish/>")))
    assert file.pages[0].text == "Seen."
    assert file.warnings == ("hidden text was left out (4 words)",)


def test_text_hidden_by_its_style_is_hidden_too(saved):
    document = docx.Document()
    document.styles.add_style("Secret", 1).font.hidden = True
    document.add_paragraph("Nobody sees this.", "Secret")
    document.add_paragraph("Seen.").runs[0].font.size = Pt(9)
    assert [text for _, text in blocks(saved(document))] == ["Seen."]


def test_deleted_rows_are_gone(read):
    file = read(table(row("a", "b"), row("c", "d", properties="<w:del/>")))
    assert [text for _, text in blocks(file)] == ["a | b"]


def test_a_missing_part_is_no_reason_to_refuse(read):
    parts = io.BytesIO(package(para("Words.")))
    made = io.BytesIO()
    with zipfile.ZipFile(parts) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in ("word/settings.xml", "word/numbering.xml"):
                new.writestr(name, old.read(name))
    assert read(made.getvalue()).pages[0].text == "Words."


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b"words", "is not a Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "needs a password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"before 2007 \(.doc\); save it as .docx"),
        (package(para("Words."))[:-200], "is damaged"),
        (package("<w:p>"), "is damaged"),
        (package(para("Words.") * 50_000), "unpacks to far more"),
        (package(para("&e;"), ENTITY), "declares XML entities"),
        (package("<w:sdt>" * 9000 + "</w:sdt>" * 9000), "is damaged"),
        (package(para(run("Secret.", "<w:vanish/>"))), "has no text but hidden text"),
        (package(para("<w:r><w:drawing/></w:r>")), "only pictures"),
        (package(""), "has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_by_reason(read, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read(content)


def test_a_word_document_is_known_by_its_content(tmp_path):
    (tmp_path / "notes.txt").write_bytes(package(para("Words.")))
    assert read_file(tmp_path / "notes.txt").pages[0].text == "Words."
    with zipfile.ZipFile(tmp_path / "wrong.docx", "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(UnreadableFile, match="without a Word document"):
        read_file(tmp_path / "wrong.docx")


WORDS = st.sampled_from(
    ["word", " ", "Sätze. ", "\u00a0", "\u2028", "😀", "&amp;", "\u200b", "[S1]"]
)
TEXT = st.lists(WORDS, max_size=6).map("".join)
STYLES = st.sampled_from(["Normal", "Heading1", "Heading2", "Title", "ListBullet", "ListNumber"])
PARAGRAPHS = st.builds(lambda text, s: para(run(text), f'<w:pStyle w:val="{s}"/>'), TEXT, STYLES)
ROWS = st.lists(TEXT.map(lambda text: cell(para(run(text)))), min_size=1, max_size=3)
TABLES = st.lists(ROWS.map(lambda cells: row(*cells)), max_size=3).map(lambda rows: table(*rows))
NESTED = PARAGRAPHS.map(lambda text: table(row(cell(text + table(row(cell(text)))), "x")))


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS | TABLES | NESTED, max_size=8).map("".join))
def test_any_document_gives_clean_pages(tmp_path_factory, body):
    path = tmp_path_factory.mktemp("docx") / "file.docx"
    path.write_bytes(package(body))
    try:
        file = read_word(path)
    except UnreadableFile:
        return
    for number, page in enumerate(file.pages, start=1):
        assert page.number == number
        assert page.label
        assert page.text.replace("\n", "").isprintable()
        edges = [edge for block in page.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert all(page.text[block.start : block.end].strip() for block in page.blocks)
