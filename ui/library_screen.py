"""The library on the screen: every document, what is known of it, and how well it was read.

In: the library. Out: drawing. A document opens on its own page; one can be asked about alone.
"""

from __future__ import annotations

import streamlit as st

from core.schema import Source
from core.settings import read_settings
from library.library import Library, SourceState
from library.quality import findings
from ui import strings
from ui.ask_screen import load_assistant
from ui.inert_markdown import inert
from ui.page_style import STYLE
from ui.pages import ask_page, source_page
from ui.queue_view import draw_queue
from ui.source_view import readable_errors
from ui.upload_panel import draw_upload, draw_upload_tools, uploads_by_source


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.title(strings.LIBRARY_TITLE, anchor=False)
    settings = read_settings()
    with readable_errors():
        draw_upload(settings)
        draw_queue(settings)
        added = uploads_by_source(settings)
        library = load_assistant(settings).library
        states = {state.id: state for state in library.states()}
        sources = library.sources()
        words = st.text_input(strings.FIND_SOURCE, icon=":material/search:", key="find_source")
        found = [source for source in sources if _matches(source, words)]
        held = strings.count_of(len(sources), "document", "documents")
        st.markdown(inert(strings.SHOWN_OF.format(shown=len(found), held=held)))
        for source in sorted(found, key=lambda s: s.title.casefold()):
            with st.container(border=True, gap="xsmall"):
                _draw_source(source, states.get(source.id), library)
                with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                    _draw_ask(source)
                    if source.id in added:
                        draw_upload_tools(settings, added[source.id], source.title)


def _matches(source: Source, words: str) -> bool:
    told = [source.title, source.publisher or "", source.kind, source.filename, source.id]
    text = " ".join([*told, *source.authors, *source.districts, str(source.year)]).casefold()
    return all(word in text for word in words.casefold().split())


def _draw_source(source: Source, state: SourceState | None, library: Library) -> None:
    st.page_link(
        source_page(),
        label=f"**{inert(source.title)}**",
        icon=":material/description:",
        query_params={"id": source.id},
    )
    facts = [str(source.year or strings.NO_YEAR), strings.in_words(source.kind)]
    facts += [source.publisher or "", ", ".join(source.districts)]
    if state is not None:
        facts.append(strings.pages_of(state.pages, source.filename))
        facts.append(strings.count_of(state.passages, "passage", "passages"))
    st.markdown(f":small[{inert(' · '.join(fact for fact in facts if fact))}]")
    for finding in findings(library, source.id):
        st.markdown(f":material/warning: :small[{inert(finding)}]")


def _draw_ask(source: Source) -> None:
    if st.button(strings.ASK_ABOUT, key=f"ask-about-{source.id}", icon=":material/forum:"):
        ask_about(source)


def ask_about(source: Source) -> None:
    """Go to the page where questions are asked, narrowed to one document."""
    st.session_state.filter_source = [source.id]
    st.switch_page(ask_page(), query_params={"source": source.id})
