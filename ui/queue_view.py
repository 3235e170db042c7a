"""The queue on the screen: what is being read, how far it is, and what became of the others.

In: the settings. Out: drawing, anew every second as long as something is under way. Of many jobs
most are folded away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import streamlit as st

from core.errors import UsageError
from core.settings import Settings, read_settings
from ingest.jobs import Job, cancel, clear_finished, jobs, retry
from ingest.worker import ensure_worker
from ui import strings
from ui.inert_markdown import inert
from ui.source_view import readable_errors

UNDER_WAY = ("waiting", "running")
STOPPING = "stopping"  # as the queue writes it when a job is called off
SHOWN = 3  # of each group of jobs; the others are folded away
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
        if st.session_state.get("queue_busy", busy) != busy:
            st.rerun()  # the list of documents has changed, or there is something to follow again
        _draw_stored(queued)
        with st.container(border=True):
            for name, group in _groups(queued):
                _draw_group(name, group)
            if any(job.state not in UNDER_WAY for job in queued):
                st.button(
                    strings.CLEAR_QUEUE,
                    icon=":material/clear_all:",
                    on_click=clear_finished,
                    args=(settings,),
                    type="tertiary",
                )


def _draw_stored(queued: Sequence[Job]) -> None:
    """Say of what was just added that it is stored, as long as its reading has not begun."""
    stored = st.session_state.get("stored", ())
    waiting = [job.filename for job in queued if job.id in stored and job.state == "waiting"]
    if len(waiting) == 1:
        st.success(inert(strings.ADDED.format(name=waiting[0])))
    elif waiting:
        st.success(strings.SEVERAL_ADDED.format(count=len(waiting)))


def _groups(queued: Sequence[Job]) -> Iterator[tuple[str, list[Job]]]:
    """Part the jobs by what they mean to the reader: what is under way first, in its order."""
    yield "running", [job for job in queued if job.state == "running"]
    yield "waiting", [job for job in reversed(queued) if job.state == "waiting"]
    yield "unfinished", [job for job in queued if job.state in ("failed", "cancelled")]
    yield "done", [job for job in queued if job.state == "done"]


def _draw_group(name: str, group: Sequence[Job]) -> None:
    """Draw the first jobs of a group; many more would push the documents off the page."""
    for job in group[:SHOWN]:
        _draw_job(job)
    if more := group[SHOWN:]:
        with st.expander(strings.MORE_JOBS[name].format(count=len(more)), key=f"more-{name}"):
            for job in more:
                _draw_job(job)


def _draw_job(job: Job) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        line = f"{_ICONS[job.state]} **{inert(job.filename)}** · {inert(_state_of(job))}"
        st.markdown(line, width="stretch")
        # One place for both buttons: what is drawn in it takes the other's away at once.
        place = st.empty()
        if job.state in ("failed", "cancelled"):
            place.button(strings.RETRY, key=f"retry-{job.id}", on_click=_act, args=(retry, job.id))
        elif job.state == "waiting" or (job.state == "running" and _can_stop(job)):
            place.button(
                strings.CANCEL, key=f"cancel-{job.id}", on_click=_act, args=(cancel, job.id)
            )
    if job.state == "running" and job.stage != STOPPING:
        st.progress(min(1.0, max(0.0, job.share)), text=inert(_progress(job)))
    if job.state == "done" and job.reason:
        st.markdown(f":small[{inert(job.reason)}]")


def _can_stop(job: Job) -> bool:
    return job.kind == "read" and job.stage != STOPPING


def _state_of(job: Job) -> str:
    """Say in plain words how far a job is."""
    if job.state == "failed":
        return strings.JOB_FAILED.format(why=job.reason or "")
    said = strings.JOB_STATES[job.kind][job.state]
    return strings.JOB_STAGES.get(job.stage, said) if job.state == "running" else said


def _act(action: Callable[[Settings, int], Job], job_id: int) -> None:
    with suppress(UsageError):  # cleared meanwhile, perhaps in another window
        action(read_settings(), job_id)


def _progress(job: Job) -> str:
    told = [strings.pages_of(job.pages, job.filename)] if job.pages else []
    if job.seconds_left is not None:
        told.append(strings.SECONDS_LEFT.format(seconds=max(1, round(job.seconds_left))))
    return " · ".join(told)
