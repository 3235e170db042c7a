"""The same question answered by the other writer: prose for quotes, or quotes for prose.

In: the conversation's turns. Out: what a turn repeats, its history, and the button that asks again.
The second answer is a turn of its own at the end, so nothing is replaced, both can be compared,
linked to and judged, and a reload shows both. What repeats a turn is read off the turns themselves:
the same question under the same filters, answered by another writer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.schema import Turn, WriterName
from records.conversations import TurnRecord
from ui import strings

Rewrite = Callable[[int, WriterName], None]


def other_writer(writer: WriterName) -> WriterName:
    """Return the writer that did not write."""
    return "quotes" if writer == "prose" else "prose"


def repeated_by(turns: Sequence[TurnRecord], number: int) -> int | None:
    """Return the first turn that this one asks again of the other writer, or None."""
    asked = turns[number]
    for earlier, kept in enumerate(turns[:number]):
        same = (kept.question, kept.filters) == (asked.question, asked.filters)
        if same and kept.answer and asked.answer and kept.answer.writer != asked.answer.writer:
            return earlier
    return None


def history_of(turns: Sequence[TurnRecord], number: int, repeats: int | None) -> list[Turn]:
    """Return what a turn is asked after: for one that repeats another, what that was asked after.

    Otherwise a follow-up would be read as one to itself. Repetitions are left out.
    """
    before = number if repeats is None else repeats
    return [
        Turn(kept.question, kept.answer.text)
        for earlier, kept in enumerate(turns[:before])
        if kept.answer and repeated_by(turns, earlier) is None
    ]


def draw_rewrite(turns: Sequence[TurnRecord], number: int, rewrite: Rewrite) -> None:
    """Draw the button that asks again, unless the other writer's answer is there already."""
    answer = turns[number].answer
    if answer is None or not answer.text:
        return
    wanted = other_writer(answer.writer)
    there = any(  # or on its way
        (kept.question, kept.filters) == (turns[number].question, turns[number].filters)
        and (kept.answer is None or kept.answer.writer == wanted)
        for kept in turns
    )
    if not there:
        st.button(
            strings.AS_QUOTES if wanted == "quotes" else strings.AS_PROSE,
            key=f"rewrite-{number}",
            icon=":material/format_quote:" if wanted == "quotes" else ":material/notes:",
            on_click=rewrite,
            args=(number, wanted),
            type="tertiary",
        )
