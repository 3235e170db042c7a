"""The source behind a citation: in a drawer from the right, or pinned beside the answer.

In: an answer, which of its quotes is open, the library, and what finds a statement's facts. Out:
drawing. The drawer opens at a click; inside it only the drawer is drawn anew. On a wide screen it
can be pinned, and then stays.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.schema import Answer, Citation, NearPassage
from library.library import Library
from ui import strings
from ui.addresses import file_address, source_address
from ui.inert_html import link_html, provenance_html, quote_html
from ui.inert_markdown import inert
from ui.proof_view import Prove, proof_html
from ui.source_view import describe_place, draw_page, is_pdf, readable_errors

WIDTH = 600

Cited = Citation | NearPassage


def name_of(turn: int, cited: Cited, number: int) -> str:
    """Name a quote of a turn, as links on the page do; `number` counts from 0 within its kind."""
    return f"{turn}-c{number}" if isinstance(cited, Citation) else f"{turn}-n{number}"


def quotes_of(answer: Answer, turn: int) -> dict[str, Cited]:
    """Return everything of an answer that can be opened, by name, in order."""
    kinds: tuple[tuple[Cited, ...], ...] = (answer.citations, answer.nearest)
    return {name_of(turn, c, number): c for kind in kinds for number, c in enumerate(kind)}


def open_drawer(
    answer: Answer,
    turn: int,
    library: Library,
    prove: Prove,
    on_shut: Callable[[], None] | None = None,
) -> None:
    """Open the drawer on the quote that the session says is shown; `on_shut` draws the page anew.

    Without it nothing is drawn when the drawer is shut, so that the focus stays where it was.
    """

    def draw() -> None:
        draw_source(answer, turn, library, prove, pinned=False)

    opened = st.dialog(
        strings.SOURCE, position="right", width=WIDTH, on_dismiss=on_shut or "ignore"
    )
    opened(draw)()


def draw_source(answer: Answer, turn: int, library: Library, prove: Prove, *, pinned: bool) -> None:
    """Draw the shown quote of an answer with what rests on it, its page and what is behind it."""
    quotes = quotes_of(answer, turn)
    name = st.session_state.get("shown")
    if name not in quotes:
        st.markdown(strings.NOTHING_SHOWN)
        return
    cited = quotes[name]
    with readable_errors():
        source = library.source(cited.source_id)
        marker = f"[{cited.marker}] " if isinstance(cited, Citation) else ""
        st.markdown(f"**{inert(marker + cited.title)}**")
        place = describe_place(library, source, cited)
        facts = [str(source.year or strings.NO_YEAR), strings.in_words(source.kind), place]
        st.markdown(f":small[{inert(' · '.join(facts))}]")
        _draw_steps(list(quotes), name, pinned=pinned)
        rest = cited.continues.quote if isinstance(cited, Citation) and cited.continues else None
        st.html(quote_html(cited.quote, rest))
        if isinstance(cited, Citation) and (proof := proof_html(answer, cited, prove)):
            st.html(proof)
        draw_page(cited, source, library, key=f"{'pin' if pinned else 'drawer'}-{name}")
        if isinstance(cited, Citation):
            st.html(provenance_html(source, cited.origins))
        else:
            st.markdown(f":small[{strings.SCORE.format(score=cited.score)}]")
        _draw_links(cited, library)


def _draw_steps(names: list[str], name: str, *, pinned: bool) -> None:
    place = names.index(name)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for label, icon, other in (
            (strings.PREVIOUS, ":material/chevron_left:", place - 1),
            (strings.NEXT, ":material/chevron_right:", place + 1),
        ):
            st.button(
                label,
                icon=icon,
                key=f"step-{label}-{pinned}",
                on_click=_show,
                args=(names[other % len(names)],),
                disabled=not 0 <= other < len(names),
            )
        st.markdown(f":small[{place + 1} / {len(names)}]", width="content")
        label = strings.UNPIN if pinned else strings.PIN
        # A narrow window has no room beside the answer: there the style sheet hides the button.
        key = "unpin" if pinned else "pin_source"
        if st.button(label, icon=":material/keep:", key=key, type="tertiary"):
            st.session_state.pinned = not pinned
            st.session_state.shown = None if pinned else name
            st.rerun()


def _show(name: str) -> None:
    st.session_state.shown = name


def _draw_links(cited: Cited, library: Library) -> None:
    source = library.source(cited.source_id)
    links = [
        (
            source_address(cited.source_id, cited.page_number, cited.start, cited.end),
            strings.OPEN_IN_LIBRARY,
        )
    ]
    if is_pdf(library, source, cited.page_number):
        address = file_address(cited.source_id, cited.page_number, cited.quote)
        links.insert(0, (address, strings.OPEN_PDF))
    st.html(link_html(links))
