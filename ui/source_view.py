"""One source of an answer: its quote, where it is from, and the page with the words marked.

In: a citation or a near passage, and the library. Out: drawing. The page is drawn only when its
panel is open, and only from a file whose content is still the one that was indexed: words are
marked where they stand, or not at all, never somewhere near.
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
from ui.inert_html import page_text_html, provenance_html, quote_html
from ui.inert_markdown import inert

IMAGE_SCALE = 2.0  # 144 dots per inch: sharp at the width of the column


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


@st.fragment
def draw_citation(citation: Citation, library: Library, key: str) -> None:
    """Draw the panel of one citation; opening it reruns this panel only."""
    with readable_errors():
        source = library.source(citation.source_id)
        where = describe_place(library, source, citation)
        label = f"**{inert(f'[{citation.marker}]')}** {inert(f'{citation.title} · {where}')}"
        panel = st.expander(label, key=key, on_change="rerun")
        with panel:
            rest = citation.continues
            st.html(quote_html(citation.quote, rest.quote if rest else None))
            st.html(provenance_html(source, citation.origins))
            if panel.open:
                for place in _places(citation):
                    _draw_page(place, source, library)


@st.fragment
def draw_near_passage(near: NearPassage, library: Library, key: str) -> None:
    """Draw a passage that came near, with its page on demand."""
    with readable_errors(), st.container(border=True):
        source = library.source(near.source_id)
        st.markdown(f"**{inert(near.title)}** · {inert(describe_place(library, source, near))}")
        st.html(quote_html(near.quote))
        st.markdown(f":small[{strings.SCORE.format(score=near.score)}]")
        panel = st.expander(strings.SHOW_PAGE, key=key, on_change="rerun")
        if panel.open:
            with panel:
                place = Place(near.source_id, near.page_number, near.start, near.end)
                _draw_page(place, source, library)


def describe_place(library: Library, source: Source, cited: Citation | NearPassage) -> str:
    """Say where a quote stands: printed and PDF page, or the section where there are no pages."""
    if not _is_pdf(library, source, cited.page_number):
        section = cited.page_label.removeprefix(f"{source.title} > ")
        return strings.SECTION.format(label=section)
    printed = strings.PRINTED_PAGE.format(label=cited.page_label)
    pdf = strings.PDF_PAGE.format(number=cited.page_number)
    return f"{printed} · {pdf}" if cited.page_label else pdf


def _is_pdf(library: Library, source: Source, page_number: int) -> bool:
    named = source.filename.lower().endswith(".pdf")
    return named or bool(library.runs(source.id, page_number))


def _places(citation: Citation) -> Iterator[Place]:
    yield Place(citation.source_id, citation.page_number, citation.start, citation.end)
    if rest := citation.continues:
        yield Place(citation.source_id, rest.page_number, rest.start, rest.end)


def _draw_page(place: Place, source: Source, library: Library) -> None:
    if not _is_pdf(library, source, place.page_number):
        text = library.page(place.source_id, place.page_number).text
        st.html(page_text_html(text, place.start, place.end))
        return
    path = library.file_path(source.id)
    if not path.is_file():
        st.warning(strings.FILE_GONE, icon=":material/draft:")
        return
    if _sha256_of(path, path.stat().st_mtime_ns) != source.sha256:
        st.warning(strings.FILE_CHANGED, icon=":material/published_with_changes:")
        return
    runs = library.runs(source.id, place.page_number)
    image, marked = _page_image(path, source.sha256, place, runs)
    if not marked:
        st.info(strings.UNMARKED, icon=":material/location_off:")
    alt = strings.PAGE_ALT if marked else strings.PAGE_ALT_UNMARKED
    st.image(image, width="stretch", alt=alt.format(title=source.title, number=place.page_number))
    if marked:
        st.markdown(f":small[{strings.MARKED}]")


@st.cache_data(max_entries=256, show_spinner=False)
def _sha256_of(path: Path, modified_ns: int) -> str:
    return sha256_of(path)


@st.cache_data(max_entries=64, show_spinner=False)
def _page_image(
    path: Path, sha256: str, place: Place, runs: tuple[TextRun, ...]
) -> tuple[bytes, bool]:
    """Return the page as a PNG, and whether the words could be marked on it."""
    boxes = word_boxes(path, place.page_number, runs, place.start, place.end) if runs else ()
    return render_page(path, place.page_number, boxes, IMAGE_SCALE), bool(boxes)
