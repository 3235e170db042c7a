"""What "Copy answer" copies: the words, and where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_samples import QUESTION, QUOTES, TITLE, build_library, make_answer, refusal

from core.schema import Continuation, Count, Disagreement
from ui import strings
from ui.copied_text import copied_text

PLACE = "“How did Porterville start?”"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return build_library(tmp_path_factory.mktemp("copied")).library


def test_an_answer_is_copied_with_its_markers_and_its_sources(library):
    assert copied_text(make_answer(), library).split("\n") == [
        "Porterville",
        "",
        f"{QUOTES[0]} [1] {QUOTES[1]} [2]",
        "",
        strings.SOURCES,
        f"[1] {TITLE}, 2026, digest, {PLACE}: “{QUOTES[0]}”",
        f"[2] {TITLE}, 2026, digest, {PLACE}: “{QUOTES[1]}”",
    ]


def test_a_quote_of_a_pdf_is_copied_with_its_printed_page_and_whole(library):
    pdf = replace(
        make_answer().citations[0],
        source_id="prose-pdf",
        page_number=5,
        page_label="3",
        quote="It begins\nhere and",
        continues=Continuation(6, 0, 5, "ends there."),
    )
    last = copied_text(replace(make_answer(), citations=(pdf,)), library).split("\n")[-1]
    assert "printed page 3, PDF page 5: “It begins here and ends there.”" in last


def test_a_quote_that_looks_like_a_heading_is_copied_as_it_stands(library):
    answer = make_answer(("## Not a heading",))
    text = answer.text.removeprefix("## Porterville\n\n")
    start = replace(answer.statements[0], start=0, end=16)
    shown = replace(answer, text=text, statements=(start,))
    assert copied_text(shown, library).startswith("## Not a heading [1]")


def test_a_refusal_is_copied_with_its_reason_and_what_came_near(library):
    assert copied_text(refusal(), library).split("\n") == [
        QUESTION,
        "",
        strings.REASONS["only_related"],
        "",
        strings.NEAREST,
        "- A near title, 2026, digest, “Start”: “Words that came near”",
    ]


def test_a_refusal_without_anything_near_is_its_reason(library):
    copied = copied_text(refusal(nearest=(), reason=None), library)
    assert copied == f"{QUESTION}\n\n{strings.NO_REASON}"


def test_a_source_that_left_the_library_is_copied_by_what_the_answer_says(library):
    gone = replace(make_answer().citations[0], source_id="gone")
    copied = copied_text(replace(make_answer(), citations=(gone,)), library)
    assert f"[1] {TITLE}, How did Porterville start?: “{QUOTES[0]}”" in copied


def test_what_an_answer_counts_leaves_open_and_doubts_is_copied_with_it(library):
    answer = make_answer()
    partly = replace(answer.statements[0], verdict="partly", why="the year is not in it.")
    copied = copied_text(
        replace(
            answer,
            statements=(partly, answer.statements[1]),
            missing=("what it cost", "who runs it"),
            disagreements=(Disagreement("the cost", (1, 2)),),
            counts=(Count("districts", 1, 2, (1,), ("porterville", "Oakland"), ("Oakland",)),),
            removed=2,
        ),
        library,
    )
    assert copied.split("\n") == [
        "Counted by this program: 1 of the 2 districts: [1]; nothing was found on the other 1.",
        f"Read for this count (2): {TITLE}; Oakland",
        "Nothing was found on (1): Oakland",
        "",
        "Porterville",
        "",
        f"{QUOTES[0]} [1] {QUOTES[1]} [2]",
        "",
        "The documents do not say: what it cost; who runs it.",
        "",
        "Sources differ on the cost: [1] (web page, n.d.) and [2] (web page, n.d.).",
        "",
        f"“{QUOTES[0]}” is partly supported by what it cites: the year is not in it.",
        "",
        "2 sentences were left out, because no quote supports them.",
        *copied_text(answer, library).split("\n")[3:],
    ]
