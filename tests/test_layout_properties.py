"""Layout over made-up pages: whatever stands on them, text, blocks and map fit each other."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_lines import page_of, rows

from ingest.page_layout.characters import fold
from ingest.page_layout.layout import lay_out

word_texts = st.text(
    st.sampled_from("abcdeABC12.,-\u00ad\ufb01\u00a0\u200b\u0301é•[]|\uf0b7()"),
    min_size=1,
    max_size=8,
)
line_texts = st.lists(word_texts, min_size=1, max_size=7).map(" ".join)
places = st.tuples(st.integers(50, 400), st.integers(150, 650))
looks = st.sampled_from([(10.0,), (10.0, "bold"), (15.0,), (6.0,)])
any_row = st.builds(lambda text, place, look: (text, *place, *look), line_texts, places, looks)
flowing = st.lists(line_texts, min_size=1, max_size=12).map(lambda texts: rows(*texts, top=640))
cell = st.tuples(st.sampled_from([72, 160, 163, 250, 340]), st.integers(-2, 1), line_texts)
grid = st.lists(cell, min_size=3, max_size=16).map(
    lambda cells: [
        (text, left, 640 - 14 * (place + step)) for place, (left, step, text) in enumerate(cells)
    ]
)
any_page = st.one_of(st.lists(any_row, max_size=12), flowing, grid).map(
    lambda found: page_of(*found)
)


def reads_back(text, chars):
    """Every placed character is the one that stands at its index, unfolded or not."""
    return all(
        text.text[run.start + i] in [*"".join(p for p, _ in fold_at(chars, run.glyph + i)), " "]
        for run in text.runs
        for i in range(run.length)
    )


def fold_at(chars, index):
    alone = fold(f"x{chars[index : index + 2]}", 0, 3) if index + 1 < len(chars) else []
    return [*fold(chars, index, index + 1), *alone, (chars[index], index)]


@settings(max_examples=150, deadline=None)
@given(st.lists(any_page, min_size=1, max_size=3))
def test_blocks_and_runs_always_fit_their_text(pages):
    for page, text in zip(pages, lay_out(pages, ["1", "2", "3"][: len(pages)], ()), strict=True):
        text.text.encode("utf-8")
        assert text.text == text.text.strip()
        assert "  " not in text.text
        end = 0
        for block in text.blocks:
            assert end <= block.start < block.end <= len(text.text)
            assert text.text[block.start : block.end].strip() == text.text[block.start : block.end]
            end = block.end
        end = 0
        for run in text.runs:
            assert end <= run.start < run.start + run.length <= len(text.text)
            end = run.start + run.length
        assert reads_back(text, page.chars)


@settings(max_examples=150, deadline=None)
@given(any_page)
def test_no_letter_is_lost_or_made_up(page):
    text = lay_out([page], ["1"], ())[0].text
    read = "".join(line.text for line in page.lines)
    assert [c for c in text if c.isalnum()] == [c for c in read if c.isalnum()]


@settings(max_examples=60, deadline=None)
@given(st.lists(any_page, min_size=1, max_size=3))
def test_layout_depends_on_nothing_but_the_pages(pages):
    labels = [str(n) for n in range(len(pages))]
    assert lay_out(pages, labels, ()) == lay_out(pages, labels, ())


def test_a_joined_hyphen_leaves_no_trace_in_text_or_map():
    page = page_of(
        *rows("Every teacher of this school is a part of the pro-", "gram and its aims.")
    )
    text = lay_out([page], ["1"], ())[0]
    assert "program and" in text.text
    assert reads_back(text, page.chars)
