"""Words of a PDF: characters, line-end hyphens, and what a file says of itself."""

import pytest

from ingest.file_facts import authors_of, title_of, year_of
from ingest.page_layout.characters import clean
from ingest.page_layout.hyphens import build_vocabulary, joint
from ingest.page_layout.layout import lay_out_plain

WORDS = build_vocabulary(
    ["a program with work-based learning", "the college is ready and the", "on-line HotPotQA base"]
)


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ("pro-", "gram", "without_hyphen"),
        ("work-", "based", "nothing"),
        ("college-", "ready", "nothing"),
        ("un-", "seen", "without_hyphen"),
        ("self-", "directed", "nothing"),
        ("Hot-", "PotQA", "without_hyphen"),
        ("Spanish-", "English", "nothing"),
        ("CDE-", "sponsored", "nothing"),
        ("two-", "week", "nothing"),
        ("state-of-the-", "art", "nothing"),
        ("college-", "preparatory", "nothing"),
        ("college-", "s", "without_hyphen"),
        ("over-", "seen", "without_hyphen"),
        ("https://x.org/a-", "b", "nothing"),
        ("2018-", "2019", "nothing"),
        ("K-", "12", "nothing"),
        ("pro\u00ad", "gram", "nothing"),
        ("and/", "or", "nothing"),
        ("2010\u2013", "2012", "nothing"),
        ("[S3,", "S7]", "space"),
        ("a", "-", "space"),
        ("-", "a", "space"),
        ("教育", "学校", "nothing"),
    ],
)
def test_line_ends_join_by_the_documents_own_words(before, after, how):
    assert joint(before, after, WORDS) == how


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("of\ufb01ce", "office"),
        ("e\u0301cole", "école"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\u00a0b\u2003c", "a b c"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\ud800lone \ufffe\x00\x07", "lone"),
        ("\ud83d\ude00", "\U0001f600"),
        ("“quoted” \u2013 it\u2019s", "“quoted” \u2013 it\u2019s"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_characters_are_cleaned_but_not_rewritten(raw, text):
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Linked  Learning", "Linked Learning"),
        ("Microsoft Word - draft3.docx", None),
        ("Microsoft Word - A fine title", "A fine title"),
        ("untitled", None),
        ("", None),
    ],
)
def test_a_title_is_not_a_file_name(text, title):
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moreno; Jon Park", ("Ada Moreno", "Jon Park")),
        ("Ada Moreno, Jon Park and Li Wu", ("Ada Moreno", "Jon Park", "Li Wu")),
        ("Moreno, Ada", ("Moreno, Ada",)),
        ("admin", ()),
    ],
)
def test_authors_are_taken_apart(text, names):
    assert authors_of(text) == names


def test_a_year_is_read_from_a_pdf_date():
    assert [year_of("D:20120416"), year_of("D:0001"), year_of("")] == [2012, None, None]


def test_plain_text_is_cut_at_blank_lines():
    text = lay_out_plain("A first line\nof two, and a pro-\ngram.\n\n\nA second.")
    assert text.text == "A first line of two, and a program.\n\nA second."
    assert len(text.blocks) == 2
