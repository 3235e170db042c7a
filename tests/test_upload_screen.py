"""Adding documents and the queue, as they stand on the library's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import WordHashEmbeddings
from screen_driver import (
    assert_inert,
    button,
    open_screen,
    press,
    run,
    text_of,
    use,
    without_signs,
)
from screen_samples import HOSTILE, FakeAssistant, build_library

from core.settings import Settings
from ingest.jobs import FILENAME, JobState, Step, enqueue, jobs, open_queue
from ingest.upload_details import Details
from ingest.uploads import add_upload, list_uploads, remove_upload
from ingest.worker import work
from ui import queue_view, strings, upload_panel
from ui.inert_markdown import inert

OAK = "# Oak Valley\n\nOak Valley High opened a health pathway in 2011.\n"
TITLE = f"Oak *Valley* {HOSTILE}"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small library with one document that was added in the page, and its folder."""
    folder = tmp_path_factory.mktemp("upload_screen")
    real = build_library(folder)
    settings = settings_of(folder)
    enqueue(settings, add_upload(settings, "oak.md", OAK.encode(), Details(title=TITLE)).id)
    work(settings, WordHashEmbeddings(), 0)
    return real, folder


@pytest.fixture
def settings(built, monkeypatch):
    """The settings of that library; nobody works off the queue."""
    real, folder = built
    use(FakeAssistant(real), monkeypatch, folder)
    for room in (queue_view, upload_panel):
        monkeypatch.setattr(room, "ensure_worker", lambda settings: False)
    monkeypatch.setattr("ingest.jobs.recover_jobs", lambda settings: None)
    settings = settings_of(folder)
    (settings.data_dir / FILENAME).unlink(missing_ok=True)
    yield settings
    for upload in list_uploads(settings)[1:]:
        remove_upload(settings, upload.id)


def settings_of(folder: Path) -> Settings:
    return Settings(folder / "corpus", folder / "data", folder / "none.yaml")


def add(settings: Settings, *names: str) -> None:
    for name in names:
        content = f"# {name}\n\nThe plan of {name}.\n".encode()
        enqueue(settings, add_upload(settings, f"{name}.md", content).id)


def choose(app, *files: tuple[str, str]) -> None:
    sent = [(name, text.encode(), "application/octet-stream") for name, text in files]
    app.file_uploader(key="added_files").set_value(sent)


def begin(settings: Settings, step: Step) -> int:
    """Take the job that waits longest as a worker does; returns its id."""
    with open_queue(settings) as queue:
        job = queue.take()
        assert job is not None
        queue.tell(job.id, step)
    return job.id


def finish(settings: Settings, job_id: int, state: JobState, why: str | None = None) -> None:
    with open_queue(settings) as queue:
        queue.finish(job_id, state, why)


def lines(app) -> list[str]:
    """What is said of each job, without the sign before it."""
    said = [element.value for element in app.markdown if " · " in element.value]
    told = [line.partition(" **")[2] for line in said if line.startswith(":material/")]
    return [without_signs(line).replace("**", "") for line in told if line]


def labels(block) -> list[str]:
    return [button.label for button in block.button]


def test_add_without_a_file_says_what_is_missing(settings):
    app = press(open_screen("library"), strings.ADD)
    assert [warning.value for warning in app.warning] == [strings.NO_FILE_CHOSEN]
    assert not app.error
    assert not jobs(settings)


def test_added_files_wait_in_the_queue_and_a_refused_one_says_why(settings):
    app = open_screen("library")
    choose(app, ("elm.md", "# Elm\n\nElm High has a farm.\n"), ("report.pdf", "no PDF"))
    press(app, strings.ADD)
    assert lines(app) == ["elm.md · Waiting"]
    assert [done.value for done in app.success] == [inert(strings.ADDED.format(name="elm.md"))]
    assert "report.pdf was not added" in text_of(app)
    run(app)
    assert "report.pdf was not added" in text_of(app)  # until other files are sent
    press(app, strings.ADD)
    assert "report.pdf was not added" not in text_of(app)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("oak again.md", OAK, "oak again.md was not added: the same content is there already: Oak"),
        ("empty.md", "", "empty.md was not added: it is empty (0 bytes)"),
    ],
)
def test_refused_file_says_why_in_a_sentence(settings, name, content, why):
    app = open_screen("library")
    choose(app, (name, content))
    press(app, strings.ADD)
    assert why in text_of(app)
    assert not app.warning
    assert lines(app) == []


def test_what_waits_is_said_to_wait_until_its_reading_begins(settings):
    app = open_screen("library")
    choose(app, *((f"{name}.md", f"# {name}\n\nThe plan of {name}.\n") for name in "ab"))
    press(app, strings.ADD)
    assert [done.value for done in app.success] == [strings.SEVERAL_ADDED.format(count=2)]
    begin(settings, Step("reading"))
    run(app)
    assert [done.value for done in app.success] == [inert(strings.ADDED.format(name="b.md"))]
    begin(settings, Step("reading"))
    assert not run(app).success


@pytest.mark.parametrize(
    ("step", "said", "told"),
    [
        (Step("reading"), "Reading", ""),
        (Step(""), "Reading", ""),
        (Step("waiting for another process"), "Waiting", ""),
        (Step("embedding", 137, 64, 0.1, 33.6), "Preparing the search", "137 sections"),
        (Step("saving", 1, 64, 1.0), "Preparing the search", "1 section"),
    ],
)
def test_job_says_in_plain_words_how_far_it_is(settings, step, said, told):
    add(settings, "fir")
    begin(settings, step)
    app = open_screen("library")
    assert lines(app) == [f"fir.md · {said}"]
    assert ("about 34 s left" in text_of(app)) == (step.seconds_left is not None)
    assert (told or "section") in text_of(app)
    assert "passages · about" not in text_of(app)


def test_job_that_is_called_off_is_stopping_and_its_button_goes_at_once(settings):
    add(settings, "fir")
    job = begin(settings, Step("embedding", 5, 3, 0.5))
    app = press(open_screen("library"), strings.CANCEL)
    assert lines(app) == ["fir.md · Stopping …"]
    assert not {strings.CANCEL, strings.RETRY} & set(labels(app))
    finish(settings, job, "cancelled")
    run(app)
    assert lines(app) == ["fir.md · Stopped"]
    assert labels(app).count(strings.RETRY) == 1
    assert strings.CANCEL not in labels(app)
    press(app, strings.RETRY)
    assert lines(app) == ["fir.md · Waiting"]
    assert labels(app).count(strings.CANCEL) == 1
    assert strings.RETRY not in labels(app)
    assert lines(press(app, strings.CANCEL)) == ["fir.md · Stopped"]


def test_failed_job_says_why_in_its_line(settings):
    add(settings, "fir")
    finish(settings, begin(settings, Step("reading")), "failed", "its fonts are lost")
    app = open_screen("library")
    assert lines(app) == ["fir.md · Failed: its fonts are lost"]
    assert text_of(app).count("its fonts are lost") == 1


def test_removal_is_told_apart_and_cannot_be_called_off_half_way(settings):
    (upload,) = list_uploads(settings)
    enqueue(settings, upload.id, "remove")
    app = open_screen("library")
    assert lines(app) == ["oak.md · Waiting to be removed"]
    job = begin(settings, Step(""))
    assert lines(run(app)) == ["oak.md · Removing"]
    assert strings.CANCEL not in labels(app)
    finish(settings, job, "done")
    assert lines(run(app)) == ["oak.md · Removed"]


def test_button_for_a_job_that_was_cleared_meanwhile_does_nothing(settings):
    add(settings, "fir")
    app = open_screen("library")
    with open_queue(settings) as queue:
        queue.cancel(1)
        queue.clear()
    press(app, strings.CANCEL)
    assert lines(app) == []


def test_of_many_jobs_most_are_folded_away_and_what_is_under_way_comes_first(settings):
    names = [f"plan {number:02}" for number in range(20)]
    add(settings, *names)
    for number in range(9):
        finish(settings, begin(settings, Step("reading")), "failed" if number == 4 else "done")
    begin(settings, Step("reading"))
    app = open_screen("library")
    told = lines(app)
    assert told[0] == "plan 09.md · Reading"
    assert told[1:4] == [f"plan {n}.md · Waiting" for n in (10, 11, 12)]
    folded = {fold.label: len(fold.markdown) for fold in app.expander[1:]}
    assert folded == {"7 more waiting": 7, "5 more done": 5}
    assert not any(fold.proto.expanded for fold in app.expander[1:])
    assert len(told) == 20
    assert "plan 04.md · Failed:" in told
    add(settings, "plan 00 again")
    press(app, strings.CLEAR_QUEUE)
    assert len(lines(app)) == 12


def test_few_jobs_are_all_in_sight(settings):
    add(settings, *"abc")
    app = open_screen("library")
    assert [line[:4] for line in lines(app)] == ["a.md", "b.md", "c.md"]
    assert len(app.expander) == 1  # the form


def test_tools_of_an_added_document_lie_in_its_card_and_removing_names_it(settings):
    app = open_screen("library")
    (card,) = [
        block
        for block in app.get("flex_container")
        if block.proto.flex_container.border and labels_of_links(block) == [f"**{inert(TITLE)}**"]
    ]
    popovers = [block.proto.popover.label for block in card.get("popover")]
    assert popovers == [strings.CORRECT, strings.REPLACE, strings.REMOVE]
    assert strings.ASK_ABOUT in labels(card)
    assert inert(strings.REMOVE_SURE.format(title=TITLE)) in [m.value for m in card.markdown]
    assert_inert(app)
    run(next(b for b in app.button if (b.key or "").startswith("remove-")).click())
    assert lines(app) == ["oak.md · Waiting to be removed"]
    assert not button(app, strings.CANCEL).disabled


def labels_of_links(block) -> list[str]:
    return [link.proto.label for link in block.get("page_link")]
