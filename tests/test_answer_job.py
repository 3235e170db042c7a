"""An answer that is written in a thread of its own: what is kept, when, and what ends it."""

from __future__ import annotations

from threading import Event

import pytest
from screen_samples import QUOTES, make_answer

from core.errors import RecordsError, UsageError
from ui import strings
from ui.answer_job import Jobs, begin

KEY = ("conversation", 0)
PART, WHOLE = make_answer(QUOTES[:1]), make_answer()
WAIT_S = 10


@pytest.fixture
def jobs() -> Jobs:
    return {}


@pytest.fixture
def kept() -> list:
    return []


def finished(job):
    assert job.done.wait(WAIT_S)
    return job


def test_what_stands_is_kept_as_broken_off_and_the_whole_as_it_is(jobs, kept):
    def ask(listener):
        listener.grown(PART)
        return WHOLE

    job = finished(begin(jobs, KEY, ask, kept.append))
    assert (job.grown, job.answer, job.error) == (PART, WHOLE, None)
    assert [answer.text for answer in kept] == [PART.text, WHOLE.text]
    assert [answer.notices for answer in kept] == [(strings.STOPPED,), ()]


def test_a_job_is_found_by_others_until_its_answer_is_kept(jobs):
    may_end, seen = Event(), []

    def ask(listener):
        may_end.wait(WAIT_S)
        return WHOLE

    job = begin(jobs, KEY, ask, lambda _: seen.append(jobs.get(KEY)))
    assert jobs[KEY] is job
    may_end.set()
    finished(job)
    assert seen == [job]
    assert jobs == {}


def test_stop_ends_the_waiting_and_leaves_what_is_complete(jobs, kept):
    def ask(listener):
        listener.grown(PART)
        while True:
            listener.pulse()

    job = begin(jobs, KEY, ask, kept.append)
    job.stopped.set()
    finished(job)
    assert job.error is None
    assert job.answer is not None
    assert (job.answer.text, job.answer.notices) == (PART.text, (strings.STOPPED,))
    assert kept[-1] == job.answer


def test_a_failure_leaves_what_is_complete_and_is_told(jobs, kept):
    def ask(listener):
        listener.grown(PART)
        raise UsageError("the model broke off")

    job = finished(begin(jobs, KEY, ask, kept.append))
    assert str(job.error) == "the model broke off"
    assert job.answer is not None
    assert job.answer.text == PART.text


def test_an_answer_that_cannot_be_kept_is_there_all_the_same(jobs):
    def keep(answer):
        raise RecordsError("deleted elsewhere")

    def ask(listener):
        listener.grown(PART)
        return WHOLE

    job = finished(begin(jobs, KEY, ask, keep))
    assert job.answer == WHOLE
    assert str(job.error) == "deleted elsewhere"
