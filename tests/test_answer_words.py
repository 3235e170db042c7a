"""What an answer says of itself: counts, differences, verdicts, and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_samples import ORIGIN, QUOTES, make_answer

from core.schema import Count, Disagreement, Verdict
from ui.answer_words import (
    count_pieces,
    disagreement_pieces,
    doubts,
    in_text,
    missing_line,
    rests_on,
    sort_notices,
    verdict_line,
    years_behind,
)


@pytest.mark.parametrize(
    ("about", "count", "of", "nothing", "line"),
    [
        (
            *("districts with a bell schedule.", 2, 9, 7),
            "2 of the 9 districts with a bell schedule: [1] [2]; nothing was found on the other 7.",
        ),
        (
            *("districts: dual enrollment", 2, 9, 3),
            "2 of the 9 districts: dual enrollment [1] [2]; nothing was found on 3.",
        ),
        (
            *("districts that say so: Oak, Elm.", 2, 9, 7),
            "2 of the 9 districts that say so: Oak, Elm [1] [2]; nothing was found on the other 7.",
        ),
        (
            *("things in one sentence: a, b, c", 3, 3, 0),
            "3 things in one sentence: a, b, c [1] [2].",
        ),
        ("dual enrollment", 2, 9, 0, "2 of the 9: dual enrollment: [1] [2]."),
    ],
)
def test_a_count_is_a_line_with_its_markers(about, count, of, nothing, line):
    names = tuple(map(str, range(nothing)))
    assert in_text(count_pieces(Count(about, count, of, (1, 2), names, names))) == line


def test_a_marker_in_a_documents_words_is_no_piece():
    assert count_pieces(Count("notes like [1]", 1, 2, (), (), ())) == [
        "1 of the 2 notes like [1]",
        ".",
    ]


def test_sources_that_differ_are_told_by_kind_and_year_of_what_they_rest_on():
    first, second = make_answer().citations
    behind = (
        replace(ORIGIN, kind="press-release", year=2016),
        replace(ORIGIN, id="other", kind="evaluation", year=2014),
    )
    cited = (replace(first, origins=behind), replace(second, origins=()))
    line = in_text(disagreement_pieces(Disagreement("the cost.", (1, 2, 9)), cited))
    assert line == (
        "Sources differ on the cost: [1] (press release, 2016; evaluation, 2014),"
        " [2] (digest, 2026) and [9]."
    )
    lone = in_text(disagreement_pieces(Disagreement("the cost.", (2,)), cited))
    assert lone == "Sources differ on the cost, as is said in [2] (digest, 2026)."
    assert rests_on(first) == ["web page, n.d."]
    assert years_behind(cited) == [2014, 2016]


@pytest.mark.parametrize(
    ("verdicts", "removed", "line"),
    [
        (["supported"] * 2, 0, "All 2 sentences supported"),
        (["supported"], 0, "The sentence is supported"),
        (["supported"] * 2, 1, "All 2 sentences supported; 1 left out"),
        (["supported", "partly"], 0, "1 of 2 supported, 1 in part"),
        (["partly", "unsupported"], 3, "0 of 2 supported, 1 in part, 1 not supported; 3 left out"),
    ],
)
def test_the_verdicts_of_an_answer_are_one_line(verdicts: list[Verdict], removed, line):
    answer = make_answer(QUOTES[: len(verdicts)])
    judged = zip(answer.statements, verdicts, strict=True)
    statements = tuple(replace(statement, verdict=verdict) for statement, verdict in judged)
    assert verdict_line(replace(answer, statements=statements, removed=removed)) == line


def test_only_doubtful_sentences_are_doubted():
    first, second = make_answer().statements
    partly = replace(second, verdict="partly", why="says 9; the page says 8.")
    assert list(doubts(replace(make_answer(), statements=(first, partly)))) == [
        f"“{second.text}” is partly supported by what it cites: says 9; the page says 8."
    ]


def test_missing_parts_are_one_line():
    assert missing_line(("what it cost?", "who runs it")) == (
        "The documents do not say: what it cost; who runs it."
    )


def test_notices_on_what_was_left_out_are_told_from_the_others():
    notices = ("1 sentence was left out: no document supports it.", "The model was slow.")
    answer = replace(make_answer(), notices=notices, removed=1)
    assert sort_notices(answer) == ([notices[0]], [notices[1]])
    assert sort_notices(replace(answer, removed=0)) == ([], list(notices))
