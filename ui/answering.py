"""The last question of the conversation is answered, in sight of who waits for it.

In: the assistant and the records. Out: drawing, and the kept answer. Quotes are there at once. A
chat model is waited for in a thread of its own (`ui/answer_job.py`), and what it has written so far
is drawn again and again as a finished answer is: its citations open, and nothing breaks it off but
Stop.
"""

from __future__ import annotations

import time
from dataclasses import replace

import streamlit as st

from assistant.listener import Listener
from assistant.pipeline import Assistant
from core.schema import Answer
from records.conversations import Records
from ui import conversation, strings
from ui.answer_job import Job, Jobs, begin
from ui.answer_view import draw_growing_answer
from ui.inert_html import working_html
from ui.rewriting import history_of
from ui.source_view import readable_errors

AT_ONCE_S = 0.3  # an answer that is there by then is never shown as growing
EVERY_S = 0.5


@st.cache_resource(show_spinner=False)
def _jobs() -> Jobs:
    """The answers that are being written, of all sessions of the process."""
    return {}


def answer_last(assistant: Assistant, records: Records) -> None:
    """Answer the last question, by the writer that was asked for if one was, or begin to."""
    turns = conversation.turns()
    asked, last, name = turns[-1], len(turns) - 1, st.session_state.conversation
    repeats, writer = conversation.rewritten()
    history = history_of(turns, last, repeats)

    def ask(listener: Listener) -> Answer:
        return assistant.ask(
            asked.question,
            history=history,
            filters=asked.filters,
            writer=writer,
            listener=listener,
        )

    def keep(answer: Answer) -> None:
        records.save(name, last, asked.question, answer, asked.filters)

    with readable_errors(), st.spinner(strings.WORKING):
        if assistant.model is None or writer == "quotes":
            answer = ask(Listener())
            conversation.set_last(answer)
            keep(answer)
        else:
            st.session_state.job = begin(_jobs(), (name, last), ask, keep)
            if not st.session_state.job.done.wait(AT_ONCE_S):
                st.rerun()  # so that the field for questions is drawn as closed


def being_written() -> Job | None:
    """Return the job that writes the last answer, of this session or, after a reload, of another.

    One that is done is taken: its answer becomes the last turn's, and its error is shown.
    """
    key = (st.session_state.get("conversation", ""), len(conversation.turns()) - 1)
    job: Job | None = st.session_state.get("job")
    if job is None or job.key != key:
        job = st.session_state.job = _jobs().get(key)
    if job is None or not job.done.is_set():
        return job
    st.session_state.job = None
    if job.answer is not None:
        conversation.set_last(job.answer)
    with readable_errors():
        if job.error is not None:
            raise job.error
    return None


@st.fragment(run_every=EVERY_S)
def draw_growing(assistant: Assistant, turn: int) -> None:
    """Draw what stands of an answer that is being written, until it is done."""
    job: Job | None = st.session_state.get("job")
    if job is None:
        return
    done = job.done.is_set()
    if done and not st.session_state.get("drawer_open"):  # else the page would close the drawer
        st.rerun()
    if (answer := job.answer or job.grown) is not None:
        draw_growing_answer(replace(answer, notices=()), assistant.library, turn)
    if not done:
        _draw_waiting(job)


def _draw_waiting(job: Job) -> None:
    seconds = int(time.monotonic() - job.since)
    line = strings.STOPPING if job.stopped.is_set() else strings.WAITING.format(seconds=seconds)
    st.html(working_html(strings.WORKING, line))
    st.button(strings.STOP, key="stop", icon=":material/stop_circle:", on_click=job.stopped.set)
