"""The last question of the conversation is answered, in sight of who waits for it.

In: the assistant and the records. Out: drawing, and the kept answer. What a chat model has written
so far is shown and kept as it comes, so that stopping loses none of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.listener import SILENT, Listener
from assistant.pipeline import Assistant
from core.schema import Answer
from records.conversations import Records
from ui import conversation, strings
from ui.inert_answer import answer_html
from ui.rewriting import history_of
from ui.source_view import readable_errors


def answer_last(assistant: Assistant, records: Records) -> None:
    """Answer the last question, by the writer that was asked for if one was."""
    turns = conversation.turns()
    asked, last = turns[-1], len(turns) - 1
    repeats, writer = conversation.rewritten()
    place = st.empty()

    def grown(answer: Answer) -> None:
        """Show and keep what is complete, so that stopping loses none of it."""
        place.html(answer_html(answer, last))
        conversation.keep_last(records, replace(answer, notices=(strings.STOPPED,)))

    waiting = st.empty()
    with readable_errors(), st.spinner(strings.WORKING):
        slow = assistant.model is not None and writer != "quotes"
        answer = assistant.ask(
            asked.question,
            history=history_of(turns, last, repeats),
            filters=asked.filters,
            writer=writer,
            listener=Listener(grown=grown, pulse=_wait(waiting)) if slow else SILENT,
        )
        place.empty()
        waiting.empty()
        conversation.keep_last(records, answer)


def _wait(place: DeltaGenerator) -> Callable[[], None]:
    """Draw Stop, which starts the page anew from what is kept; return what says how long it takes.

    Streamlit heeds a click only when something is drawn.
    """
    since = time.monotonic()
    with place.container():
        line = st.empty()
        st.button(strings.STOP, key="stop", icon=":material/stop_circle:")

    def pulse() -> None:
        line.caption(strings.WAITING.format(seconds=int(time.monotonic() - since)))

    return pulse
