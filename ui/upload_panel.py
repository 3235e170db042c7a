"""Adding documents in the page: choose, correct what is said of them, replace, remove.

In: files from the reader's machine. Out: drawing; stored uploads and jobs in the queue. The reading
is done by a process of its own, so it goes on when the page is closed.
"""

from __future__ import annotations

import streamlit as st

from core.errors import AssistantError, UnreadableFile
from core.settings import Settings
from ingest.jobs import enqueue
from ingest.reading import READERS
from ingest.upload_details import Details
from ingest.uploads import (
    Upload,
    add_upload,
    check_upload,
    find_upload,
    list_uploads,
    replace_upload,
    set_details,
)
from ingest.worker import ensure_worker
from ui import strings
from ui.inert_markdown import inert

MAX_BYTES = 100_000_000  # as in .streamlit/config.toml
KINDS = sorted(extension.removeprefix(".") for extension in READERS)


def draw_upload(settings: Settings) -> None:
    """Draw the form that adds documents, and what came of the last time it was sent."""
    with st.expander(strings.ADD_DOCUMENTS, icon=":material/upload_file:"):
        st.markdown(strings.ADD_HINT)
        with st.form("add_documents", clear_on_submit=True, border=False):
            files = st.file_uploader(
                strings.CHOOSE_FILES, type=KINDS, accept_multiple_files=True, key="added_files"
            )
            sent = st.form_submit_button(strings.ADD)
        if sent:
            with st.spinner(strings.STORING):
                told = [_add(settings, file.name, file.getvalue()) for file in files]
            # Kept: the page is drawn anew when another of the files has been read.
            st.session_state.refused = [why for why in told if isinstance(why, str)]
            st.session_state.stored = [job for job in told if isinstance(job, int)]
            ensure_worker(settings)
        if sent and not files:
            st.warning(strings.NO_FILE_CHOSEN, icon=":material/attach_file:")
        for line in st.session_state.get("refused", ()):
            st.error(inert(line))


def _add(settings: Settings, name: str, content: bytes) -> int | str:
    """Store a file and have it read; returns its job's id, or why it was not added."""
    try:
        check_upload(name, content, MAX_BYTES)
        return enqueue(settings, add_upload(settings, name, content).id).id
    except UnreadableFile as error:
        return strings.NOT_ADDED.format(name=name, why=strings.UNREADABLE.format(why=error))
    except AssistantError as error:
        return strings.NOT_ADDED.format(name=name, why=error)


def draw_upload_tools(settings: Settings, upload: Upload, title: str) -> None:
    """Draw what can be done with a document that was added: correct, replace, remove."""
    with st.popover(strings.CORRECT, icon=":material/edit:", type="tertiary"):
        _draw_details(settings, upload)
    with st.popover(strings.REPLACE, icon=":material/swap_horiz:", type="tertiary"):
        _draw_replace(settings, upload)
    with st.popover(strings.REMOVE, icon=":material/delete:", type="tertiary"):
        st.markdown(inert(strings.REMOVE_SURE.format(title=title)))
        if st.button(strings.REMOVE, key=f"remove-{upload.id}"):
            enqueue(settings, upload.id, "remove")
            ensure_worker(settings)
            st.rerun()


def _draw_details(settings: Settings, upload: Upload) -> None:
    said = upload.details
    with st.form(f"details-{upload.id}", border=False):
        title = st.text_input(strings.DETAIL_LABELS["title"], said.title)
        authors = st.text_input(strings.DETAIL_LABELS["authors"], "; ".join(said.authors))
        year = st.number_input(
            strings.DETAIL_LABELS["year"], 1000, 2199, said.year, step=1, placeholder="n.d."
        )
        publisher = st.text_input(strings.DETAIL_LABELS["publisher"], said.publisher or "")
        kind = st.text_input(strings.DETAIL_LABELS["kind"], said.kind)
        districts = st.text_input(strings.DETAIL_LABELS["districts"], "; ".join(said.districts))
        if st.form_submit_button(strings.SAVE):
            corrected = Details(title, _list(authors), year, publisher, kind, _list(districts))
            set_details(settings, upload.id, corrected)
            enqueue(settings, upload.id)
            ensure_worker(settings)
            st.rerun()


def _draw_replace(settings: Settings, upload: Upload) -> None:
    st.markdown(strings.REPLACE_SURE)
    file = st.file_uploader(strings.CHOOSE_FILE, type=KINDS, key=f"replace-{upload.id}")
    if file is not None and st.button(strings.REPLACE, key=f"do-{upload.id}"):
        check_upload(file.name, file.getvalue(), MAX_BYTES)
        replace_upload(settings, upload.id, file.name, file.getvalue())
        enqueue(settings, upload.id)
        ensure_worker(settings)
        st.rerun()


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def uploads_by_source(settings: Settings) -> dict[str, Upload]:
    """Return the documents that were added, by the id of their source."""
    return {upload.source_id: find_upload(settings, upload.id) for upload in list_uploads(settings)}
