"""An answer that a chat model takes its time over, written in a thread of its own.

In: what asks the assistant and what keeps an answer. Out: a job that tells what stands so far. The
page is drawn anew at every click, so a script that waited for the model would break its answer off
whenever a citation is opened, and a reload would too; a thread goes on. What is complete is kept as
it comes, so that neither Stop nor a server that ends loses it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event, Thread

from assistant.listener import Listener
from core.errors import AssistantError
from core.schema import Answer
from ui import strings

Key = tuple[str, int]  # the conversation and the number of the turn


class StoppedByReader(Exception):
    """The reader does not want to wait for the rest."""


@dataclass
class Job:
    """`grown` is what stands so far; once `done`, `answer` or `error` or both are there."""

    key: Key
    grown: Answer | None = None
    answer: Answer | None = None
    error: Exception | None = None
    stopped: Event = field(default_factory=Event)
    done: Event = field(default_factory=Event)
    since: float = field(default_factory=time.monotonic)


Jobs = dict[Key, Job]


def begin(
    jobs: Jobs, key: Key, ask: Callable[[Listener], Answer], keep: Callable[[Answer], None]
) -> Job:
    """Ask in a thread of its own; the job stands among `jobs` until its answer is kept."""
    job = jobs[key] = Job(key)
    Thread(target=_work, args=(jobs, job, ask, keep), daemon=True).start()
    return job


def _work(
    jobs: Jobs, job: Job, ask: Callable[[Listener], Answer], keep: Callable[[Answer], None]
) -> None:
    def grown(answer: Answer) -> None:
        job.grown = answer
        try:
            keep(_broken_off(answer))
        except AssistantError as error:  # said once, when the answer is there
            job.error = error

    def pulse() -> None:
        if job.stopped.is_set():
            raise StoppedByReader

    try:
        job.answer = ask(Listener(grown=grown, pulse=pulse))
        keep(job.answer)
    except StoppedByReader:
        pass
    except Exception as error:  # noqa: BLE001 - raised again where it is drawn
        job.error = error
    finally:
        if job.answer is None and job.grown is not None:
            job.answer = _broken_off(job.grown)
        jobs.pop(job.key, None)
        job.done.set()


def _broken_off(answer: Answer) -> Answer:
    return replace(answer, notices=(strings.STOPPED,))
