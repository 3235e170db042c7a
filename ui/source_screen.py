"""One source, page by page: what the address names, with its words marked.

In: the page's address (`/source?id=…&page=…&start=…&end=…&find=…`) and the library. Out:
drawing. Every document, page and quote has such an address.
"""

from __future__ import annotations

import streamlit as st

from core.errors import UsageError
from core.schema import Source
from core.settings import read_settings
from library.library import Library
from library.outline import Found, find_words, outline, page_count
from library.quality import findings
from ui import strings
from ui.addresses import (
    LinkedPlace,
    file_address,
    parse_place,
    source_address,
    with_words,
)
from ui.ask_screen import load_assistant
from ui.inert_html import escaped, found_html, link_html, page_text_html
from ui.inert_markdown import inert
from ui.library_screen import ask_about
from ui.page_style import STYLE
from ui.pages import library_page
from ui.source_view import Place, draw_picture, is_pdf, readable_errors

PLACE = "ll-place"  # the line that says which page is shown


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    scroller = st.empty()
    place = parse_place(st.query_params)
    with readable_errors():
        library = load_assistant(read_settings()).library
        source = _find(library, place.source_id)
        if source is None:
            st.warning(strings.NO_SUCH_SOURCE, icon=":material/search_off:")
            st.page_link(library_page(), label=strings.SEE_LIBRARY, icon=":material/menu_book:")
            return
        _draw_head(source, library)
        page, side = st.columns((2, 1), gap="large")  # on a phone the page comes first
        with page:
            _draw_page(source, library, place)
        with side:
            _draw_finder(source, library, place.words)
            _draw_outline(source, library)
    if st.session_state.pop("leapt", False):
        # A constant of ours with a number in it; nothing that was typed or read gets in.
        script = leap_script(st.session_state.leaps)
        scroller.html(script, unsafe_allow_javascript=True)


def leap_script(number: int) -> str:
    """Return the script that brings the page's text into view, for the nth time.

    The outline may be longer than the page. The page runs a script once for each text of it.
    """
    return (  # in braces, because the scripts of a page share their names
        f'<script>/* leap {number} */ {{ const place = document.querySelector(".{PLACE}");'
        " if (place) { place.tabIndex = -1; place.focus({preventScroll: true});"
        ' place.scrollIntoView({block: "start"}); } }</script>'
    )


def _find(library: Library, source_id: str | None) -> Source | None:
    try:
        return library.source(source_id) if source_id else None
    except UsageError:
        return None


def _draw_head(source: Source, library: Library) -> None:
    st.title(inert(source.title), anchor=False)
    facts = [", ".join(source.authors), source.publisher or "", str(source.year or strings.NO_YEAR)]
    facts += [strings.in_words(source.kind), ", ".join(source.districts), source.licence or ""]
    st.markdown(inert(" · ".join(fact for fact in facts if fact)))
    for finding in findings(library, source.id):
        st.markdown(f":material/warning: :small[{inert(finding)}]")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button(strings.ASK_ABOUT, icon=":material/forum:"):
            ask_about(source)
        st.html(link_html([(file_address(source.id), strings.OPEN_FILE)]), width="content")


def _draw_page(source: Source, library: Library, place: LinkedPlace) -> None:
    pages = page_count(library, source.id)
    number = min(max(place.page_number or 1, 1), pages)
    if pages > 1:  # anew for each link followed, wherever the reader has turned to since the last
        key = f"page-of-{source.id}-{place.page_number}-{st.session_state.get('leaps', 0)}"
        number = st.pagination(pages, default=number, key=key)
    page = library.page(source.id, number)
    line = escaped(_page_line(source, library, number, page.label, pages))
    st.html(f'<div class="ll"><h2 class="{PLACE}">{line}</h2></div>')
    here = number == place.page_number and (place.end or 0) <= len(page.text)
    start, end = (place.start or 0, place.end or 0) if here else (0, 0)
    if is_pdf(library, source, number):
        draw_picture(Place(source.id, number, start, end), source, library, whole=True)
        with st.expander(strings.VIEWS["text"]):
            st.html(page_text_html(page.text, start, end, whole=True))
    else:
        st.html(page_text_html(page.text, start, end, whole=True))


def _page_line(source: Source, library: Library, number: int, label: str, pages: int) -> str:
    if is_pdf(library, source, number):
        where = f"{strings.PRINTED_PAGE.format(label=label)} · " if label else ""
        return where + strings.PAGE_OF.format(number=number, pages=pages)
    return _section(source, label)


def _section(source: Source, label: str) -> str:
    return label.removeprefix(f"{source.title} > ")


def _draw_finder(source: Source, library: Library, words: str) -> None:
    key = f"find-in-{source.id}"
    st.session_state.setdefault(key, words)  # those of the address, after a found place was opened
    words = st.text_input(strings.FIND_IN, key=key, icon=":material/search:")
    if not words.strip():
        return
    found = find_words(library, source.id, words)
    st.markdown(inert(strings.count_of(len(found), "place", "places")))
    places = [
        (_address(source, place, words), _label(source, library, place), place) for place in found
    ]
    st.html(found_html(places))


def _address(source: Source, found: Found, words: str) -> str:
    address = source_address(source.id, found.page_number, found.start, found.end)
    return with_words(address, words)


def _label(source: Source, library: Library, found: Found) -> str:
    if not is_pdf(library, source, found.page_number):
        return _section(source, found.page_label)
    if found.page_label:
        return strings.SHORT_PAGE.format(label=found.page_label)
    return strings.PDF_PAGE.format(number=found.page_number)


def _draw_outline(source: Source, library: Library) -> None:
    items = outline(library, source.id)
    if items:
        st.html(f'<div class="ll"><h2>{strings.OUTLINE}</h2></div>')
    for number, item in enumerate(items):
        st.button(
            inert(item.section),
            key=f"section-{number}",
            on_click=_go_to,
            args=(source.id, item.page_number),
            type="tertiary",
            wrap=True,
        )


def _go_to(source_id: str, number: int) -> None:
    st.session_state.leaps = st.session_state.get("leaps", 0) + 1
    st.session_state.leapt = True
    st.query_params.from_dict({"id": source_id, "page": str(number)})
