"""Web pages: what becomes a page, a block and plain text, and what is not shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableFile
from ingest.page_layout.pieces import Piece
from ingest.reading import read_file
from ingest.web_blocks import Found
from ingest.web_page import _in_content, read_html

LONG = "Teachers of the district met every week to plan the pathway with their partners. " * 3
ARTICLE = f"""<!DOCTYPE html><html><head><title>The plan | A site</title>
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2014-05-06">
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li>
<li><a href="/about">About our whole site today</a></li></ul></nav>
<article><h1>The plan</h1><p>{LONG}</p>
<h2>Costs</h2><p>It cost <b>much</b>.</p><table><tr><th>Year</th><th>Cost</th></tr>
<tr><td>2012</td><td>$5</td></tr><tr><td>2013</td><td>$6</td></tr></table>
<h3>Staff</h3><p>{LONG[::-1]}</p>
<ul><li>one coach</li><li>two deans<ol start="3"><li>deep</li></ol></li></ul>
<script>var secret = "words";</script></article>
<footer><p>Copyright of the site and of all the people in it.</p></footer></body></html>"""


@pytest.fixture
def read(tmp_path):
    def read(content, name="page.html"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_html(path)

    return read


def blocks(file):
    return [(b.kind, p.text[b.start : b.end]) for p in file.pages for b in p.blocks]


def texts(file):
    return [text for _, text in blocks(file)]


def test_each_section_is_a_page_labelled_by_its_path(read):
    file = read(ARTICLE)
    assert [page.label for page in file.pages] == [
        "The plan",
        "The plan > Costs",
        "The plan > Costs > Staff",
    ]
    assert (file.title, file.authors, file.year) == ("The plan", ("Ann Lee",), 2014)


def test_tables_and_lists_are_read_in_their_place(read):
    file = read(ARTICLE)
    assert blocks(file)[3:8] == [
        ("paragraph", "It cost much."),
        ("table_head", "Year | Cost"),
        ("table_row", "2012 | $5"),
        ("table_row", "2013 | $6"),
        ("heading", "Staff"),
    ]
    assert file.pages[-1].text.endswith("\n\n• one coach\n• two deans\n3. deep")


def test_what_frames_the_page_is_no_content(read):
    text = "\n".join(page.text for page in read(ARTICLE).pages)
    for outside in ("Home", "About our", "Copyright", "secret", "color"):
        assert outside not in text


def test_headings_above_the_content_are_kept_when_only_its_text_is_known():
    said = [("heading", "The plan", 1), ("paragraph", "3 min", 0), ("heading", "Costs", 2)]
    found = [Found(Piece(kind, text, level=level)) for kind, text, level in said]  # type: ignore[arg-type]
    found.append(Found(Piece("paragraph", LONG)))
    kept = _in_content(found, LONG.casefold().replace(".", "").split())
    assert [piece.text for piece in kept] == ["The plan", "Costs", LONG]


def test_authors_and_year_may_be_in_the_data_of_a_page(read):
    facts = '{"datePublished": "2016-01-02", "author": [{"name": "Ann Lee"}, {"name": "Bo Li"}]}'
    data = f'<script type="application/ld+json">{facts}</script>'
    file = read(f"<html><head>{data}</head><body><p>Words.</p></body></html>")
    assert (file.year, file.authors) == (2016, ("Ann Lee", "Bo Li"))


def test_no_author_or_year_is_guessed_from_the_text(read):
    file = read("<html><body><p class='author'>By Ann Lee, 2016.</p></body></html>")
    assert (file.year, file.authors, file.title) == (None, (), None)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color: red; display : NONE">secret</p>',
        '<p style="visibility:hidden">secret</p>',
        "<p hidden>secret</p>",
        '<div aria-hidden="true"><p>secret</p></div>',
        *[
            f"<{tag}>secret</{tag}>"
            for tag in ("template", "noscript", "script", "style", "dialog")
        ],
        "<!-- secret -->",
        "<?php secret ?>",
        "<textarea>secret</textarea>",
    ],
)
def test_what_is_not_shown_is_no_text(read, hidden):
    file = read(f"<html><body><p>Before.</p>{hidden} After.</body></html>")
    assert texts(file) == ["Before.", "After."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><p>Two", ["One", "Two"]),
        ("just words<div>in blocks</div>and more", ["just words", "in blocks", "and more"]),
        ("<p>a<br>line<br><br>and another</p>", ["a line", "and another"]),
        ("<p>sp<b>li</b>t <i>words</i>\n  here", ["split words here"]),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("<p>R&amp;D&nbsp;&lt;b&gt; e&#769;&#8203;&#xe000;", ["R&D <b> é"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a | b", "c | d"]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", ["a | b", "c"]),
        ("<dl><dt>term</dt><dd>meaning</dd></dl>", ["term", "meaning"]),
        ("<nav><a href='x'>only a menu</a></nav>", ["only a menu"]),
    ],
)
def test_short_pages_and_fragments_are_read_whole(read, body, expected):
    assert texts(read(body)) == expected


def test_a_page_of_tables_alone_is_read_whole(read):
    rows = [f"<tr><td>School {n}</td><td>{n * 7}</td></tr>" for n in range(300)]
    file = read(f"<html><body><table>{''.join(rows)}</table></body></html>")
    assert len(blocks(file)) == 300


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("shift_jis", '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'),
        ("iso2022_jp", "<meta charset=iso-2022-jp>"),
        ("utf-8", '<meta charset="latin-1">'),
        ("cp1251", '<?xml version="1.0" encoding="windows-1251"?>'),
    ],
)
def test_encodings_are_found(read, encoding, head):
    japanese = encoding in ("shift_jis", "iso2022_jp")
    words = (
        "これは学校の文章です" if japanese else "Школа" if encoding == "cp1251" else "Señor Muñoz"
    )
    page = f"{head}<html><body><p>{words}</p></body></html>"
    file = read(page.encode(encoding))
    assert (texts(file), file.warnings) == ([words], ())


@pytest.mark.parametrize("declared", ["utf-7", "hex", "undefined", "no-such", "punycode"])
def test_what_is_no_encoding_of_pages_is_not_believed(read, declared):
    page = f'<meta charset="{declared}"><p>Señor +ADw-b+AD4- Muñoz</p>'.encode("cp1252")
    assert texts(read(page)) == ["Señor +ADw-b+AD4- Muñoz"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", r"is empty \(0 bytes\)"),
        ("words without tags", "is not HTML"),
        ("<html><body><script>x</script></body></html>", "has no text that a browser"),
        ("<p hidden>secret", "has no text that a browser"),
        ("<html><div>" + "<div>" * 3000 + "deep", "deeper than 256 levels"),
        (b"\xff\xd8\xff\xe0 <p>", "is not text but a JPEG"),
        (b"<p>\0\0</p>", "NUL bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_by_reason(read, content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read(content)


def test_what_is_nested_too_deep_is_said(read):
    assert "256" in read("<p>Words.</p>" + "<div>" * 3000 + "deep").warnings[0]


@pytest.mark.parametrize(
    "content",
    [
        "<html>" + "<" * 200_000 + "<p>words",
        "<html>" + "<p hidden>secret</p>words " * 20_000,
        "<html>words" + "<br>" * 60_000,
        "<table><tr><td>" * 3000 + "words",
        "<!-- " * 50_000 + "<p>words",
    ],
)
def test_heaps_of_tags_do_not_stall_the_reader(read, content):
    try:
        pages = read(content).pages
    except UnreadableFile:
        return
    assert pages


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\n<html>", "\ufeff<HTML lang='en'>", "<!-- x --><!doctype HTML>"]
)
def test_a_web_page_is_known_by_its_content(tmp_path, start):
    path = tmp_path / "notes.txt"
    path.write_text(f"{start}<p>Words &amp; more.</p>", "utf-8")
    assert read_file(path).pages[0].text == "Words & more."


def test_a_text_of_comments_alone_does_not_stall_the_choice_of_a_reader(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("<!---->" * 200 + "words", "utf-8")
    assert read_file(path).pages


def test_a_text_that_speaks_of_html_stays_a_text(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("The <html> tag opens a page.", "utf-8")
    assert read_file(path).pages[0].text == "The <html> tag opens a page."


TAGS = "p div h1 h2 h3 ul ol li table tr td th b a nav aside pre br span blockquote dl dt dd script"
OPEN = st.sampled_from(TAGS.split()).map(lambda tag: f"<{tag}>")
CLOSE = st.sampled_from(TAGS.split()).map(lambda tag: f"</{tag}>")
WORDS = st.sampled_from(
    [
        "word",
        " ",
        "\n",
        "Sätze. ",
        "&nbsp;",
        "&amp;lt;",
        "\u2028",
        "\u200b",
        "😀",
        "<",
        "&#0;",
        "&#7;",
        LONG,
    ]
)
HIDDEN = st.sampled_from(
    ["<p hidden>", '<div style="display:none">', "<!--", "-->", "<!doctype x>"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(OPEN | CLOSE | WORDS | WORDS | HIDDEN, max_size=30).map("".join))
def test_any_html_gives_clean_pages(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("html") / "file.html"
    path.write_bytes(f"<html><body>{text}".encode())
    try:
        file = read_html(path)
    except UnreadableFile:
        return
    for number, page in enumerate(file.pages, start=1):
        assert page.number == number
        assert page.label
        assert page.text.replace("\n", "").isprintable()
        edges = [edge for block in page.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert all(page.text[block.start : block.end].strip() for block in page.blocks)
