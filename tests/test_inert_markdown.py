"""Text of documents stays text, whatever it holds: as Markdown in labels, as HTML elsewhere.

The Markdown side is held against a model of what Streamlit 1.67's page does with it: a replacement
before parsing, CommonMark with tables and strikethrough, and replacements in the text that is left.
`test_browser_pages.py` shows the same strings to the real page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from screen_samples import ORIGIN, PAYLOADS, make_answer, make_source

from core.schema import Count, Disagreement
from library.outline import Found
from ui.inert_answer import answer_html, counts_html
from ui.inert_html import (
    address_html,
    found_html,
    page_text_html,
    provenance_html,
    question_html,
    quote_html,
)
from ui.inert_markdown import inert

# From static/js/StreamlitMarkdown.*.js and remark-emoji.*.js of Streamlit 1.67.0.
BEFORE_PARSING = re.compile(r":material/|:(?!material/|streamlit:)[\w+-][\w+-]*:", re.ASCII)
AFTER_PARSING = (
    re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)", re.I),
    re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"),
    re.compile(r":material_(\w+):"),
    re.compile(r":streamlit:"),
    re.compile(r":\+1:|:-1:|:[\w-]+:", re.ASCII),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EVIL = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\tawsmtp01", max_size=60),
    st.lists(st.sampled_from(PAYLOADS), min_size=1, max_size=3).map(" ".join),
)


def shown(markdown: str) -> str:
    """What the page would show; fails if anything but text comes of it."""
    tokens = MARKDOWN.parse(markdown)
    assert [token.type for token in tokens] in (
        [],
        ["paragraph_open", "inline", "paragraph_close"],
    )
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text"}
    return "".join(child.content for child in children)


def check_inert(text: str) -> None:
    markdown = inert(text)
    assert not BEFORE_PARSING.search(markdown)
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown))
    result = shown(markdown)
    assert not [pattern for pattern in AFTER_PARSING if pattern.search(result)]
    expected = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", text).split())
    assert result.replace("\u2060", "") == expected.replace("\u2060", "")


@pytest.mark.parametrize("text", PAYLOADS)
def test_payload_shows_itself_and_nothing_else(text):
    check_inert(text)
    check_inert(f"[1] {text} · printed page iv")


@given(EVIL)
@example("\\")
@example("*" * 40)
@example("\u2060:smile:")
def test_any_text_shows_itself_and_nothing_else(text):
    check_inert(text)


@pytest.mark.parametrize("text", ["www", "10:30", "a-b", "Sac City: 2010 to 2012 (5 of 9)"])
def test_plain_words_read_the_same(text):
    assert shown(inert(text)).replace("\u2060", "") == text


def test_inert_text_holds_within_our_own_bold():
    for payload in PAYLOADS:
        tokens = MARKDOWN.parseInline(f"**{inert(payload)}**")[0].children or []
        kinds = [token.type for token in tokens if token.content or token.type != "text"]
        assert kinds == ["strong_open", "text", "strong_close"]


class Reader(HTMLParser):
    """Text, tags and attributes of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str | None] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name == "href"}

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {
    *("div", "p", "h2", "h3", "h4", "span", "blockquote", "ul", "li", "mark", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "button", "strong", "details", "summary"),
}
OUR_ATTRIBUTES = {
    *("class", "href", "role", "aria-label", "title", "target"),
    *("aria-describedby", "id", "type", "scope", "data-side"),
}


def all_html(text: str) -> list[str]:
    origin = replace(ORIGIN, title=text, kind=text, publisher=text, read=text, url=None)
    source = replace(make_source(), title=text, publisher=text)
    answer = make_answer((text,))
    citation = replace(answer.citations[0], title=text, page_label=text)
    answer = replace(answer, citations=(citation,))
    found = Found(1, text, 0, 1, text, text, text)
    partly = replace(answer.statements[0], verdict="partly", why=text)
    sides = replace(
        answer,
        understood_as=f"How does Porterville differ from {text} 2013?",
        missing=(f"2013 {text}", text),
        disagreements=(Disagreement(text, (1, 2)),),
        counts=(Count(text, 1, 2, (1,), (text,), (text,)),),
    )
    return [
        question_html(text, 0),
        quote_html(text, text),
        provenance_html(source, (origin,)),
        answer_html(answer, 0),
        answer_html(replace(answer, statements=(partly,)), 0),
        answer_html(replace(answer, statements=()), 0),
        answer_html(sides, 0, {1: text}),
        counts_html(sides, 0),
        page_text_html(text + "quoted" + text, len(text), len(text) + 6),
        found_html([("/source?id=x", text, found)]),
    ]


@given(EVIL)
def test_any_text_is_text_in_every_html(text):
    for html in all_html(text):
        reader = Reader(html)
        assert reader.tags <= OURS
        assert reader.attributes <= OUR_ATTRIBUTES
        assert reader.addresses <= {"#cite-0-c0", "/source?id=x"}


@pytest.mark.parametrize(
    "text", [*PAYLOADS, "<script>alert(1)</script>", "</div><style>*{}</style>"]
)
def test_payload_is_shown_word_for_word_in_html(text):
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]", " ", text)
    for html in (
        question_html(text, 0),
        quote_html(text),
        page_text_html(text + ".", len(text), 0),
    ):
        assert kept.strip() in Reader(html).text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "https://bank.example@evil.example/",
        "https://evil.example/\nx",
        "https:\\\\evil.example",
        "https://ex\u0430mple.org",
        "http://[::1",
        'https://evil.example/"onclick="alert(1)',
        "ftp://evil.example",
    ],
)
def test_other_addresses_are_text_or_harmless(address):
    reader = Reader(address_html(address))
    assert reader.attributes <= {"href", "target", "rel"}
    if '"' not in address:
        assert reader.tags == set()
        assert reader.text == address.replace("\x00", " ")


def test_web_address_of_the_catalogue_is_a_link_that_says_where_it_leads():
    html = address_html("https://eric.ed.gov/?id=ED533001&x=1")
    assert 'href="https://eric.ed.gov/?id=ED533001&amp;x=1"' in html
    assert 'rel="noopener noreferrer"' in html
    assert Reader(html).text == "https://eric.ed.gov/?id=ED533001&x=1"


def test_marker_inside_a_statement_is_the_documents_own():
    answer = make_answer(("As shown in [1] and [9].",))
    html = answer_html(answer, 0)
    assert html.count('<a class="ll-chip" href="#cite-0-c0"') == 1
    assert "As shown in [1] and [9]." in html


def test_excerpt_of_a_long_page_keeps_the_quoted_words_whole():
    text = "before " * 2000 + "the quoted words" + " after" * 2000
    start = text.index("the quoted")
    html = page_text_html(text, start, start + 16)
    assert "<mark>the quoted words</mark>" in html
    assert len(html) < 4000
    assert html.count("…") == 2


@given(st.text(alphabet="ab \n", max_size=4000), st.integers(0, 4000), st.integers(0, 300))
def test_excerpt_is_part_of_the_page_and_holds_the_quote(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    html = page_text_html(text, start, end)
    assert f"<mark>{text[start:end]}</mark>" in html or start == end
    assert "<mark></mark>" not in html
    assert Reader(html).text.strip("… ").strip() in text
