"""Where a quote stands: its page with the words marked, as a picture or as text.

In: a citation or a near passage, and the library. Out: drawing. The page is drawn only from a file
whose content is still the one that was indexed: words are marked where they stand, or not at all,
never somewhere near.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.errors import AssistantError
from core.schema import Citation, NearPassage, Source, TextRun
from ingest.pdfium import render_page, word_boxes
from ingest.records import sha256_of
from library.library import Library
from ui import strings
from ui.inert_html import page_text_html
from ui.inert_markdown import inert

IMAGE_SCALE = 2.0  # 144 dots per inch: sharp at the width of the column
AROUND_PIXELS = 180.0  # shown of the page above and below the quoted words
CHOSEN = "page_view"  # where the session keeps the view that the reader chose


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one page of a source."""

    source_id: str
    page_number: int
    start: int
    end: int


@contextmanager
def readable_errors() -> Iterator[None]:
    """Show an error that is meant for the reader as one line, and go on after the block."""
    try:
        yield
    except AssistantError as error:
        st.error(inert(str(error)), icon=":material/error:")


def describe_place(library: Library, source: Source, cited: Citation | NearPassage) -> str:
    """Say where a quote stands: printed and PDF page, or the section where there are no pages."""
    if not is_pdf(library, source, cited.page_number):
        section = cited.page_label.removeprefix(f"{source.title} > ")
        return strings.SECTION.format(label=section)
    printed = strings.PRINTED_PAGE.format(label=cited.page_label)
    pdf = strings.PDF_PAGE.format(number=cited.page_number)
    return f"{printed} · {pdf}" if cited.page_label else pdf


def is_pdf(library: Library, source: Source, page_number: int) -> bool:
    """Say whether a page of a source has a picture."""
    named = source.filename.lower().endswith(".pdf")
    return named or bool(library.runs(source.id, page_number))


def _places(cited: Citation | NearPassage) -> Iterator[Place]:
    yield Place(cited.source_id, cited.page_number, cited.start, cited.end)
    if isinstance(cited, Citation) and (rest := cited.continues):
        yield Place(cited.source_id, rest.page_number, rest.start, rest.end)


def draw_page(cited: Citation | NearPassage, source: Source, library: Library, *, key: str) -> None:
    """Draw the place of a quote in the view that the reader chose."""
    pictured = is_pdf(library, source, cited.page_number)
    views = strings.VIEWS if pictured else {k: v for k, v in strings.VIEWS.items() if k != "page"}
    chosen = st.session_state.get(CHOSEN)
    widget = f"{key}-view"
    view = st.segmented_control(
        strings.VIEW,
        list(views),
        default=chosen if chosen in views else "passage",
        required=True,
        format_func=views.__getitem__,
        key=widget,
        label_visibility="collapsed",
        on_change=_keep_view,
        args=(widget,),
    )
    for place in _places(cited):
        if pictured and view != "text":
            draw_picture(place, source, library, whole=view == "page")
        else:
            text = library.page(place.source_id, place.page_number).text
            st.html(page_text_html(text, place.start, place.end, whole=view == "text"))


def _keep_view(widget: str) -> None:
    st.session_state[CHOSEN] = st.session_state[widget]


def draw_picture(place: Place, source: Source, library: Library, *, whole: bool) -> None:
    """Draw a page of a PDF, or what is around the words, with the words marked."""
    path = library.file_path(source.id)
    if not path.is_file():
        st.warning(strings.FILE_GONE, icon=":material/draft:")
        return
    if _sha256_of(path, path.stat().st_mtime_ns) != source.sha256:
        st.warning(strings.FILE_CHANGED, icon=":material/published_with_changes:")
        return
    runs = library.runs(source.id, place.page_number)
    image, marked = _page_image(path, source.sha256, place, runs, whole=whole)
    alt = strings.PAGE_ALT if marked else strings.PAGE_ALT_UNMARKED
    st.image(image, width="stretch", alt=alt.format(title=source.title, number=place.page_number))
    if marked:
        st.markdown(f":material/check: :small[{strings.MARKED}]")
    elif place.end > place.start:
        st.info(strings.UNMARKED, icon=":material/location_off:")


@st.cache_data(max_entries=256, show_spinner=False)
def _sha256_of(path: Path, modified_ns: int) -> str:
    return sha256_of(path)


@st.cache_data(max_entries=64, show_spinner=False)
def _page_image(
    path: Path, sha256: str, place: Place, runs: tuple[TextRun, ...], *, whole: bool
) -> tuple[bytes, bool]:
    """Return the page, or the part of it around the words, as a PNG; and if they are marked."""
    boxes = word_boxes(path, place.page_number, runs, place.start, place.end) if runs else ()
    around = None if whole else AROUND_PIXELS
    return render_page(path, place.page_number, boxes, IMAGE_SCALE, around), bool(boxes)
