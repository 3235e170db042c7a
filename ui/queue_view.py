"""The queue on the screen: what is being read, how far it is, and what became of the others.

In: the settings. Out: drawing, anew every second as long as something is under way.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.settings import Settings, read_settings
from ingest.jobs import Job, cancel, clear_finished, jobs, retry
from ingest.worker import ensure_worker
from ui import strings
from ui.inert_markdown import inert
from ui.source_view import readable_errors

UNDER_WAY = ("waiting", "running")
_ICONS = {
    "waiting": ":material/hourglass_empty:",
    "running": ":material/autorenew:",
    "done": ":material/check_circle:",
    "failed": ":material/error:",
    "cancelled": ":material/cancel:",
}


def draw_queue(settings: Settings) -> None:
    """Draw the queue, if there is one."""
    with readable_errors():
        queued = jobs(settings)
        if not queued:
            return
        busy = any(job.state in UNDER_WAY for job in queued)
        st.session_state.queue_busy = busy
        if busy:
            ensure_worker(settings)
        st.fragment(_draw_jobs, run_every=1.0 if busy else None)(settings)


def _draw_jobs(settings: Settings) -> None:
    with readable_errors():
        queued = jobs(settings)
        busy = any(job.state in UNDER_WAY for job in queued)
        if st.session_state.get("queue_busy") and not busy:
            st.session_state.queue_busy = False
            st.rerun()  # the list of documents has changed
        with st.container(border=True):
            for job in queued:
                _draw_job(settings, job)
            if any(job.state not in UNDER_WAY for job in queued):
                st.button(
                    strings.CLEAR_QUEUE, on_click=clear_finished, args=(settings,), type="tertiary"
                )


def _draw_job(settings: Settings, job: Job) -> None:
    what = strings.JOB_KINDS[job.kind]
    line = (
        f"{_ICONS[job.state]} **{inert(job.filename)}** · {what} · {strings.JOB_STATES[job.state]}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(line, width="stretch")
        if job.state in UNDER_WAY:
            st.button(strings.CANCEL, key=f"cancel-{job.id}", on_click=_act, args=(cancel, job.id))
        elif job.state in ("failed", "cancelled"):
            st.button(strings.RETRY, key=f"retry-{job.id}", on_click=_act, args=(retry, job.id))
    if job.state == "running":
        st.progress(min(1.0, max(0.0, job.share)), text=inert(_progress(job)))
    if job.reason:
        st.markdown(f":small[{inert(job.reason)}]")


def _act(action: Callable[[Settings, int], Job], job_id: int) -> None:
    action(read_settings(), job_id)


def _progress(job: Job) -> str:
    told = [job.stage] if job.stage else []
    told.append(strings.count_of(job.pages, "page", "pages"))
    told.append(strings.count_of(job.passages, "passage", "passages"))
    if job.seconds_left is not None:
        told.append(strings.SECONDS_LEFT.format(seconds=max(1, round(job.seconds_left))))
    return " · ".join(told)
