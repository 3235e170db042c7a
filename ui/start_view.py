"""What the page shows before anything was asked: what it answers from, and questions to begin with.

In: the assistant, the settings, and what asks a question. Out: drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from core.schema import Filters
from core.settings import Settings
from library.library import Library
from ui import strings
from ui.filter_bar import chosen
from ui.inert_markdown import inert
from ui.samples import documents_in, sample_questions


def draw_start(library: Library, settings: Settings, ask: Callable[[str], None]) -> None:
    """Draw the start; `ask` asks the question that is pressed."""
    st.title(strings.HEADLINE, anchor=False)
    st.markdown(strings.PROMISE)
    if library.sources():
        st.markdown(":material/menu_book: " + _held(library, chosen()))
    else:
        st.warning(strings.EMPTY_LIBRARY, icon=":material/menu_book:")
    st.markdown(_model_line(settings))
    questions = sample_questions(library, chosen())
    if questions:
        st.html(f'<div class="ll"><h2>{strings.TRY}</h2></div>')
    for question in questions:
        st.button(
            inert(question),
            icon=":material/north_east:",
            on_click=ask,
            args=(question,),
            width="stretch",
            wrap=True,
        )


def _held(library: Library, filters: Filters) -> str:
    held, date = len(library.sources()), _date_of(library.meta("indexed_at"))
    if not filters:
        count = strings.count_of(held, "document", "documents")
        return strings.HELD.format(sources=count, date=date)
    count = strings.count_of(documents_in(library, filters), "document", "documents")
    return strings.HELD_NARROWED.format(sources=count, held=held, date=date)


def _date_of(moment: str) -> str:
    try:
        date = datetime.fromisoformat(moment)
    except ValueError:
        return strings.NEVER_INDEXED
    return f"{date.day} {date:%B %Y}"


def _model_line(settings: Settings) -> str:
    if not settings.chat_model:
        return ":material/format_quote: " + strings.NO_MODEL
    return ":material/smart_toy: " + strings.MODEL_SET.format(model=inert(settings.chat_model))
