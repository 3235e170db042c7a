"""From an answer to its layout: when sides stand in a table, and what happens to a missing one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen_samples import make_answer

from core.schema import Answer, Statement
from ui.answer_layout import MOST_WORDS, Layout, Part, lay_out

COMPARED = "How do Pasadena and Porterville differ in cost?"
ONE, TWO = "It cost one dollar.", "It cost two dollars."


def answer_of(reading: str, *parts: tuple[str, list[str]], missing: tuple[str, ...] = ()) -> Answer:
    """An answer with a heading and its sentences each, a marker behind every sentence."""
    text, statements = "", []
    for heading, sentences in parts:
        text += ("\n\n" if text else "") + (f"## {heading}\n\n" if heading else "")
        for number, sentence in enumerate(sentences):
            text += " " if number else ""
            start = len(text)
            statements.append(
                Statement(sentence, start, start + len(sentence), (1,), "supported", "")
            )
            text += f"{sentence} [1]"
    return replace(
        make_answer(),
        understood_as=reading,
        text=text,
        statements=tuple(statements),
        missing=missing,
    )


def words_of(answer: Answer, part: Part) -> str:
    return " ".join(answer.text[start:end] for start, end in part.blocks)


def shape(layout: Layout) -> tuple[bool, list[str], tuple[str, ...]]:
    return layout.table, [part.heading for part in layout.parts], layout.missing


SIDES = (("Pasadena", [ONE]), ("Porterville", [TWO]))


@pytest.mark.parametrize(
    "reading",
    [
        COMPARED,
        "Compare Pasadena Unified with Porterville.",
        "Pasadena vs Porterville: what did it cost?",
        "Was it cheaper in Pasadena than in Porterville?",
        "Did Pasadena or Porterville pay more?",
        "What did both Pasadena and Porterville pay?",
    ],
)
def test_short_sides_of_a_comparison_stand_in_a_table(reading):
    answer = answer_of(reading, *SIDES)
    layout = lay_out(answer)
    assert shape(layout) == (True, ["Pasadena", "Porterville"], ())
    assert [words_of(answer, part) for part in layout.parts] == [f"{ONE} [1]", f"{TWO} [1]"]


@pytest.mark.parametrize(
    ("reading", "parts"),
    [
        ("What did Pasadena and Porterville pay?", SIDES),  # asks for no difference
        ("How do districts differ in cost?", SIDES),  # names no side
        (
            "What is it, who runs it and how does it differ?",
            (("What it is", [ONE]), ("Its cost", [TWO])),
        ),
        (COMPARED, (("Pasadena", [ONE, TWO, ONE]), ("Porterville", [TWO]))),
        (COMPARED, (("Pasadena", ["word " * MOST_WORDS + "end."]), ("Porterville", [TWO]))),
        (
            "How do Pasadena, Porterville, Oakland and Antioch differ?",
            (*SIDES, ("Oakland", [ONE]), ("Antioch", [ONE])),
        ),
        (COMPARED, (("Pasadena", [ONE]),)),
        (COMPARED, (("", [ONE, TWO]),)),
    ],
)
def test_anything_else_stands_under_its_headings(reading, parts):
    answer = answer_of(reading, *parts)
    layout = lay_out(answer)
    assert not layout.table
    assert [part.heading for part in layout.parts] == [heading for heading, _ in parts if heading]


def test_sixty_words_and_two_sentences_are_short():
    long = ("word " * (MOST_WORDS - 5)).strip() + "."
    answer = answer_of(COMPARED, ("Pasadena", [long, "Five words are in here."]), SIDES[1])
    assert lay_out(answer).table
    longer = answer_of(COMPARED, ("Pasadena", [f"{long} more", "Five words are in here."]))
    assert not lay_out(longer).table


@pytest.mark.parametrize(
    ("reading", "missing", "expected"),
    [
        (COMPARED, ("Porterville",), (True, ["Pasadena", "Porterville"], ())),
        (COMPARED, ("Porterville", "who paid"), (True, ["Pasadena", "Porterville"], ("who paid",))),
        (COMPARED, ("what it cost",), (False, ["Pasadena"], ("what it cost",))),
        (COMPARED, ("Pasadena: the year",), (False, ["Pasadena"], ("Pasadena: the year",))),
        ("What did Pasadena and Porterville do?", ("Porterville",), (False, ["Pasadena"], None)),
    ],
)
def test_a_missing_side_stands_beside_the_other_and_a_missing_part_is_said(
    reading, missing, expected
):
    table, headings, left = expected
    layout = lay_out(answer_of(reading, SIDES[0], missing=missing))
    assert shape(layout) == (table, headings, missing if left is None else left)
    assert all(part.blocks == () for part in layout.parts if part.heading == "Porterville")


def test_a_part_that_one_side_lacks_is_no_side():
    layout = lay_out(answer_of(COMPARED, *SIDES, missing=("Pasadena: the cost of it",)))
    assert shape(layout) == (True, ["Pasadena", "Porterville"], ("Pasadena: the cost of it",))


def test_sides_stand_in_the_order_in_which_they_were_asked():
    layout = lay_out(answer_of(COMPARED, SIDES[1], missing=("Pasadena",)))
    assert [part.heading for part in layout.parts] == ["Pasadena", "Porterville"]


def test_sides_are_told_apart_by_the_words_they_do_not_share():
    reading = "How does the year-three report differ from the year-five report?"
    parts = ("The year-three report", [ONE]), ("The year-five report", [TWO])
    assert lay_out(answer_of(reading, *parts)).table
    lost = lay_out(answer_of(reading, parts[0], missing=("the year-five report",)))
    assert shape(lost)[:2] == (True, ["The year-three report", "the year-five report"])


def test_what_comes_before_the_sides_leads():
    answer = answer_of(COMPARED, ("", [ONE]), *SIDES)
    layout = lay_out(answer)
    assert layout.table
    assert [answer.text[start:end] for start, end in layout.lead] == [f"{ONE} [1]"]


def test_a_quote_that_looks_like_a_heading_is_none():
    layout = lay_out(answer_of(COMPARED, ("", ["## Pasadena"]), ("", ["## Porterville"])))
    assert layout.parts == ()
    assert len(layout.lead) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Pasadena", "Porterville", "Its cost"]),
            st.lists(st.sampled_from([ONE, TWO, "## Odd.", "Two\nlines."]), min_size=1, max_size=3),
        ),
        max_size=4,
    ),
    st.lists(st.sampled_from(["Porterville", "Oakland", "what it cost"]), max_size=2, unique=True),
)
def test_no_sentence_is_lost_or_shown_twice_and_nothing_missing_is_hidden(parts, missing):
    answer = answer_of(COMPARED, *parts, missing=tuple(missing))
    layout = lay_out(answer)
    shown = [*layout.lead, *(block for part in layout.parts for block in part.blocks)]
    for statement in answer.statements:
        assert sum(a <= statement.start and statement.end <= b for a, b in shown) == 1
    empty = [part.heading for part in layout.parts if not part.blocks]
    assert sorted([*layout.missing, *(name for name in empty if name in missing)]) == sorted(
        missing
    )
