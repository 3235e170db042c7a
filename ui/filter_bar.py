"""What the search is narrowed to: district, source, kind and year, kept in the page's address.

In: the library. Out: `Filters`. The address is the truth: it is read when the session begins and
written when a choice changes, so a reload or a shared link narrows the same way. A name in the
address that the library does not know is dropped.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.schema import Filters, Origin, Source
from library.library import Library
from ui import strings
from ui.addresses import parse_number
from ui.inert_markdown import inert

_NAMES = ("district", "source", "kind")
_YEARS = ("year_from", "year_to")


def draw_filters(library: Library) -> None:
    """Draw the filters."""
    sources = library.sources()
    documents: list[Source | Origin] = [*sources, *library.origins().values()]
    titles = {source.id: source.title for source in sources}
    choices = {
        "district": sorted({district for d in documents for district in d.districts}),
        "source": sorted(titles, key=lambda source_id: titles[source_id].casefold()),
        "kind": sorted({document.kind for document in documents}),
    }
    years = sorted({document.year for document in documents if document.year is not None})
    _read_address(choices, years)
    with st.expander(strings.FILTERS, icon=":material/filter_alt:", expanded=bool(chosen())):
        for name in _NAMES:
            st.multiselect(
                strings.FILTER_LABELS[name],
                choices[name],
                key=f"filter_{name}",
                format_func=titles.__getitem__ if name == "source" else strings.in_words,
                placeholder=strings.FILTER_ANY,
                on_change=_write_address,
            )
        for name in _YEARS:
            st.selectbox(
                strings.FILTER_LABELS[name],
                years,
                key=f"filter_{name}",
                index=None,
                placeholder=strings.FILTER_ANY,
                on_change=_write_address,
            )


def draw_narrowing(library: Library, place: DeltaGenerator) -> None:
    """Say what the search is narrowed to, and offer to clear it: the filters may be folded away."""
    if not chosen():
        return
    with place.container(
        horizontal=True, gap="small", vertical_alignment="center", key="narrowing"
    ):
        st.markdown(filters_line(library, chosen()), width="content")
        st.button(
            strings.CLEAR_FILTERS,
            key="clear_filters",
            icon=":material/filter_alt_off:",
            on_click=clear_filters,
            type="tertiary",
        )


def filters_line(library: Library, filters: Filters) -> str:
    """Say in words what a search is narrowed to, as Markdown."""
    titles = {source.id: source.title for source in library.sources()}
    named = [*filters.district, *(titles.get(name, name) for name in filters.source)]
    named += [*map(strings.in_words, filters.kind), *_years(filters)]
    line = strings.FILTERED.format(filters=", ".join(named))
    return f":material/filter_alt: :small[{inert(line)}]"


def _years(filters: Filters) -> list[str]:
    first, last = filters.year_from, filters.year_to
    if first is None and last is None:
        return []
    if first is None or last is None:
        words = strings.YEARS_FROM if last is None else strings.YEARS_TO
    else:
        words = strings.YEARS if first != last else "{first}"
    return [words.format(first=first, last=last)]


def chosen() -> Filters:
    """Return the filters that the session holds."""
    state = st.session_state
    return Filters(
        district=tuple(state.get("filter_district", ())),
        source=tuple(state.get("filter_source", ())),
        kind=tuple(state.get("filter_kind", ())),
        year_from=state.get("filter_year_from"),
        year_to=state.get("filter_year_to"),
    )


def clear_filters() -> None:
    """Search everything again."""
    for name in _NAMES:
        st.session_state[f"filter_{name}"] = []
    for name in _YEARS:
        st.session_state[f"filter_{name}"] = None
    _write_address()


def _read_address(choices: dict[str, list[str]], years: list[int]) -> None:
    """Take the filters from the address, when the session begins or comes back to this page."""
    state = st.session_state
    for name in _NAMES:
        if f"filter_{name}" not in state:
            asked = st.query_params.get_all(name)
            state[f"filter_{name}"] = [value for value in asked if value in choices[name]]
    for name in _YEARS:
        if f"filter_{name}" not in state:
            year = parse_number(st.query_params.get(name))
            state[f"filter_{name}"] = year if year in years else None


def _write_address() -> None:
    filters = chosen()
    for name, values in (
        ("district", filters.district),
        ("source", filters.source),
        ("kind", filters.kind),
        ("year_from", (filters.year_from,)),
        ("year_to", (filters.year_to,)),
    ):
        written = [str(value) for value in values if value is not None]
        if written:
            st.query_params[name] = written
        else:
            st.query_params.pop(name, None)
