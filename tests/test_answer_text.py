"""An answer in the terminal: what it counts, leaves open and doubts is said in plain words."""

from __future__ import annotations

from dataclasses import asdict, replace

from screen_samples import ORIGIN, QUOTES, make_answer, refusal

from commands.answer_text import REASONS, render_answer
from core.schema import Answer, Count, Disagreement


def lines_of(answer: Answer) -> list[str]:
    return render_answer(asdict(answer), ()).split("\n")


def test_an_answer_without_open_ends_is_its_text_and_its_sources():
    lines = lines_of(make_answer())
    assert lines[:4] == ["## Porterville", "", f"{QUOTES[0]} [1] {QUOTES[1]} [2]", ""]
    assert lines[4].startswith("[1] ")


def test_open_ends_follow_the_text():
    answer = make_answer()
    first, second = answer.citations
    partly = replace(answer.statements[0], verdict="partly", why="the year is not in it.")
    wrong = replace(answer.statements[1], verdict="unsupported", why="says 9; the page says 8.")
    origin = replace(ORIGIN, kind="press-release", year=2016)
    shown = replace(
        answer,
        statements=(partly, wrong),
        citations=(replace(first, origins=(origin,)), second),
        missing=("what it cost", "who runs it"),
        disagreements=(Disagreement("the cost", (1, 2, 9)),),
        notices=("The model was slow.",),
    )
    assert lines_of(shown)[3:9] == [
        "The documents do not say: what it cost; who runs it.",
        "Sources differ on the cost: [1] (press release, 2016), [2] (web page, n.d.), [9].",
        f"Partly supported: “{QUOTES[0]}” the year is not in it.",
        f"Not supported: “{QUOTES[1]}” says 9; the page says 8.",
        "Note: The model was slow.",
        "",
    ]


def test_a_count_comes_first_and_names_what_was_read():
    count = Count("districts with pathways", 1, 2, (1,), ("Porterville", "Maple"), ("Maple",))
    assert lines_of(replace(make_answer(), counts=(count,)))[:5] == [
        "Counted by this program: 1 of 2: districts with pathways [1]",
        "  Read (2): Porterville; Maple",
        "  Nothing was found on (1): Maple",
        "",
        "## Porterville",
    ]


def test_a_refusal_is_its_reason():
    assert lines_of(refusal())[0] == REASONS["only_related"]
