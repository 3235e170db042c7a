"""Text files: encodings, paragraphs, list items and pages of about 3,000 characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from ingest.plain_text import PAGE_CHARS, read_text

WRAPPED = """Linked Learning in one district
A short report

The district began with a single school in 2008, and by 2010
it had nine pathways in five high schools, which the board
paid for from a grant.

Three things helped:
- a coach in every school who
  met with teachers weekly
- common planning time
1) a director
2) a coalition
"""


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "file.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_text(path)

    return read


def texts(page, kind=None):
    return [page.text[b.start : b.end] for b in page.blocks if kind in (None, b.kind)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "shift_jis"]
)
def test_encodings_are_found(read, encoding):
    text = (
        "これは学校の文章です。" if encoding == "shift_jis" else "Señor Muñoz met Zoë at the café."
    )
    file = read((text * 3).encode(encoding))
    assert file.pages[0].text == text * 3
    assert bool(file.warnings) == (encoding in ("cp1252", "latin-1", "shift_jis"))


def test_a_guessed_encoding_is_named(read):
    assert read("“It\u2019s so” \u2013 señor".encode("cp1252")).warnings == (
        "the encoding is not UTF-8; read as cp1252, which is a guess",
    )


def test_damaged_utf8_stays_utf8(read):
    file = read("Größe für Schüler und Schülerinnen".encode() + b" \xff end")
    assert file.pages[0].text == "Größe für Schüler und Schülerinnen \ufffd end"
    assert file.warnings == ("damaged utf-8: 1 characters are shown as \ufffd",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b" \n\t\r\n\x0c", "has no text"),
        (b"\xef\xbb\xbf", "has no text"),
        (b"---\n***\n", "has no text"),
        (b"\x7fELF\x02\x01\x00\x00", "is not text"),
        (b"words \x01\x02\x03\x04\x05\x06", "is not text"),
        (b"PK\x03\x04 and so on", "is not text but a ZIP"),
        (b"%PDF-1.7\n", "is not text but a PDF"),
        (b"{\\rtf1 words}", "is not text but an RTF"),
    ],
)
def test_what_is_no_text_is_refused_by_reason(read, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read(content)


def test_a_missing_file_is_a_reason_too(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_text(tmp_path / "none.txt")


def test_wrapped_lines_are_joined_and_short_lines_stay(read):
    page = read(WRAPPED).pages[0]
    assert texts(page)[:4] == [
        "Linked Learning in one district",
        "A short report",
        "The district began with a single school in 2008, and by 2010 it had nine pathways in five"
        " high schools, which the board paid for from a grant.",
        "Three things helped:",
    ]


def test_list_items_are_found_at_line_starts(read):
    page = read(WRAPPED).pages[0]
    assert texts(page, "list_item") == [
        "a coach in every school who met with teachers weekly",
        "common planning time",
        "a director",
        "a coalition",
    ]
    assert "\n• a coach" in page.text
    assert "\n1) a director" in page.text


def test_a_number_or_an_initial_at_a_line_start_is_no_item(read):
    page = read(
        "It was a grand year for the whole of the class of\n12. That was all.\n\nJ. Doe left."
    )
    assert texts(page.pages[0]) == [
        "It was a grand year for the whole of the class of 12. That was all.",
        "J. Doe left.",
    ]


def test_lines_of_an_unwrapped_file_are_paragraphs(read):
    long = "A long line that nobody wrapped goes on and on. " * 8
    assert len(read(f"{long}\nHeading\n{long}\n{long}\n").pages[0].blocks) > 2


def test_line_ends_tabs_and_invisible_characters_are_cleaned(read):
    text = read("a\tb\r\nc\x0cd\u200b\u00ade\u2028\ufb01n\u00a0x\u2011y\x1b").pages[0].text
    assert text == "a b c de fin x-y"


def test_pages_end_at_paragraphs(read):
    paragraph = "Teachers met and planned the pathway together. " * 12
    file = read(f"{paragraph}\n\n" * 40)
    assert [page.label for page in file.pages[:2]] == ["part 1", "part 2"]
    for page in file.pages[:-1]:
        assert 0.8 * PAGE_CHARS < len(page.text) < 1.2 * PAGE_CHARS
        assert page.text.endswith("together.")


def test_an_enormous_paragraph_is_cut_at_sentence_ends(read):
    file = read("Teachers met, and they planned the whole pathway together. " * 500)
    assert len(file.pages) > 8
    assert all(page.text.endswith("together.") for page in file.pages)


def test_an_endless_word_is_cut_anywhere(read):
    file = read("x" * 10_000)
    assert sum(len(page.text) for page in file.pages) == 10_000
    assert max(len(page.text) for page in file.pages) <= PAGE_CHARS


def test_html_in_a_text_file_is_said(read):
    assert "HTML" in read("<!DOCTYPE html>\n<html><p>Words.</p></html>").warnings[0]


@given(st.text(max_size=400) | st.binary(max_size=200))
def test_any_file_is_text_or_a_reason(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("txt") / "file.txt"
    path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
    try:
        file = read_text(path)
    except UnreadableFile:
        return
    for page in file.pages:
        assert page.text.encode("utf-8")
        assert not any(char < " " and char != "\n" for char in page.text)
        edges = [edge for block in page.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert all(page.text[block.start : block.end].strip() for block in page.blocks)
