"""Markdown files: what becomes a page, a block and plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from ingest.markdown import read_markdown

PARTS = st.sampled_from(
    [
        *["# ", "## ", "\n", "\n\n", "- ", "1. ", "> ", "|a|b|\n|-|-|\n|1|2|\n", "*", "**", "`"],
        *["```\n", "[x](y)", "![i](j)", "<b>", "<!-- c -->", "&amp;", "&#0;", "&#xD800;", "---\n"],
        *["word", " ", "Sätze. ", "[S1]", "\u2028", "\u200b", "\ufeff", "\x07", "😀", "[r]: /u\n"],
        *["\t", "  ", "\\", "\r"],
    ]
)


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "file.md"
        path.write_text(text, "utf-8")
        return read_markdown(path)

    return read


def blocks(page):
    return [(block.kind, page.text[block.start : block.end]) for block in page.blocks]


def test_each_section_is_a_page_labelled_by_its_path(read):
    file = read("# Title\n\nLead.\n\n## One\n\nText.\n\n### Deep\n\nMore.\n\n## Two\n\nEnd.\n")
    assert [page.label for page in file.pages] == [
        "Title",
        "Title > One",
        "Title > One > Deep",
        "Title > Two",
    ]
    assert [page.number for page in file.pages] == [1, 2, 3, 4]
    assert file.title == "Title"


def test_the_heading_is_the_first_block_of_its_page(read):
    page = read("# A *b* [c](http://d)\n\nText.").pages[0]
    assert page.text == "A b c\n\nText."
    assert blocks(page)[0] == ("heading", "A b c")
    assert page.blocks[0].level == 1


def test_a_heading_with_only_a_subheading_has_no_page(read):
    assert [page.label for page in read("# T\n\n## A\n\nText.").pages] == ["T > A"]


def test_a_heading_alone_is_still_a_page(read):
    assert [page.text for page in read("# T\n\n## A").pages] == ["A"]


def test_text_before_the_first_heading_is_the_first_page(read):
    assert [page.label for page in read("Lead.\n\n# T\n\nText.").pages] == ["T", "T"]
    assert read("Only text.").pages[0].label == "start"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one\ntwo  \nthree", "one two three"),
        ("a **b** _c_ ~~d~~ `e f`", "a b c d e f"),
        ("see [the report](http://x.y 'z') now", "see the report now"),
        ("an ![alt](img.png) image", "an image"),
        ("a <b>bold</b> word<!-- hidden -->", "a bold word"),
        ("line<br>break", "line break"),
        ("R&amp;D&nbsp;&lt;br&gt; caf&eacute;", "R&D <br> café"),
        ("<http://a.b> http://c.d", "http://a.b http://c.d"),
        ("a\u00a0b\u200bc\u00adde\u0301", "a bcdé"),
        ("[r] x\n\n[r]: http://y", "r x"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("keep [S3] and [1]", "keep [S3] and [1]"),
    ],
)
def test_inline_marks_are_gone(read, source, text):
    assert read(source).pages[0].text == text


def test_list_items_stand_one_a_line_with_their_bullet_outside(read):
    page = read("Before:\n\n- one\n  - nested\n- two\n\n3. three\n4. four\n\nAfter.").pages[0]
    assert page.text == "Before:\n\n• one\n• nested\n• two\n\n3. three\n4. four\n\nAfter."
    assert blocks(page)[1:6] == [
        ("list_item", text) for text in ("one", "nested", "two", "three", "four")
    ]


def test_a_second_paragraph_of_an_item_is_a_paragraph(read):
    page = read("- one\n\n  more\n\n- two").pages[0]
    assert blocks(page) == [("list_item", "one"), ("paragraph", "more"), ("list_item", "two")]


def test_table_rows_stand_one_a_line(read):
    page = read("| A | B |\n|---|---|\n| 1 | *x* \\| y |\n| 2 |  |").pages[0]
    assert blocks(page) == [
        ("table_head", "A | B"),
        ("table_row", "1 | x | y"),
        ("table_row", "2 |"),
    ]


def test_code_is_kept_line_by_line_and_quotes_are_paragraphs(read):
    page = read("```py\ndef f():\n\treturn 1\n```\n\n> quoted\n> words").pages[0]
    assert blocks(page) == [
        ("paragraph", "def f():"),
        ("paragraph", "return 1"),
        ("paragraph", "quoted words"),
    ]


def test_raw_html_is_dropped_and_said_so(read):
    file = read("Text.\n\n<div>secret words</div>\n\n<hr>\n")
    assert file.pages[0].text == "Text."
    assert file.warnings == ("raw HTML left out at line 3",)


def test_front_matter_is_read_and_not_text(read):
    file = read("---\ntitle: 'A plan'\nauthor: Ann Lee and Bo Li\ndate: 2014-05-06\n---\nText.\n")
    assert (file.title, file.authors, file.year) == ("A plan", ("Ann Lee", "Bo Li"), 2014)
    assert [page.text for page in file.pages] == ["Text."]
    assert file.pages[0].label == "A plan"


@pytest.mark.parametrize("matter", ["no mapping", "a: [", "- x", "&a [*a]"])
def test_what_is_no_front_matter_stays(read, matter):
    assert read(f"---\n{matter}\n---\nText.").pages[-1].text.endswith("Text.")


@pytest.mark.parametrize("text", ["\n \n", "<!-- only a comment -->", "![x](y)", "[a]: b"])
def test_a_file_without_text_is_refused(read, text):
    with pytest.raises(UnreadableFile, match="has no text"):
        read(text)


def test_heaps_of_brackets_do_not_stall_the_reader(read):
    file = read("[" * 100_000 + "word")
    assert file.warnings
    assert file.pages[0].text.endswith("word")


def test_nesting_beyond_the_limit_is_said(read):
    file = read("Text.\n\n" + "> " * 300 + "deep")
    assert any("nested" in warning for warning in file.warnings)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_markdown_gives_clean_pages(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("md") / "file.md"
    path.write_bytes(text.encode("utf-8", "ignore"))
    try:
        file = read_markdown(path)
    except UnreadableFile:
        return
    for number, page in enumerate(file.pages, start=1):
        assert page.number == number
        assert page.label
        assert page.text.encode("utf-8")
        assert page.text.replace("\n", "").isprintable()
        edges = [edge for block in page.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert all(page.text[block.start : block.end].strip() for block in page.blocks)
