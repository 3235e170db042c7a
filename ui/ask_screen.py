"""The page where questions are asked: a conversation, and how it starts.

In: the one cached assistant of the process. Out: drawing, and turns kept in the session. A turn is
a question and its answer; the answer is None while it is worked on, and stays so if that failed,
so that a question is never lost.
"""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import opening
from assistant.pipeline import Assistant
from assistant.question import MAX_CHARS
from core.schema import Answer, Turn
from core.settings import Settings, read_settings
from ui import strings
from ui.answer_view import draw_answer
from ui.inert_html import STYLE, question_html, scroll_script, title_html
from ui.inert_markdown import inert
from ui.source_view import readable_errors

SHOWN_TURNS = 10  # each turn is drawn anew at every click; 60 messages take half a second

Exchange = tuple[str, Answer | None]


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    with (
        st.bottom
    ):  # named, because a chat input that Streamlit puts there clings to the page's end
        asked = st.chat_input(strings.PLACEHOLDER, max_chars=MAX_CHARS)
    if asked:
        _add_question(asked)
    scroller = st.empty()
    start = st.empty()
    _draw_sidebar()
    assistant = None
    with readable_errors():
        assistant = load_assistant(read_settings())
    if assistant is None:  # what was asked stays in sight
        for number in range(len(_exchanges())):
            _draw_question(number)
        return
    with readable_errors():
        if _exchanges():
            start.empty()
            _draw_conversation(assistant, scroller)
        else:
            with start.container():
                _draw_start(assistant, read_settings())


@st.cache_resource(show_spinner=strings.WORKING)
def load_assistant(settings: Settings) -> Assistant:
    """Open the assistant, once a process."""
    return opening.open_assistant(settings)


def _exchanges() -> list[Exchange]:
    exchanges: list[Exchange] = st.session_state.setdefault("exchanges", [])
    return exchanges


def _add_question(question: str) -> None:
    _exchanges().append((question, None))
    st.session_state.pending = True


def _ask_again() -> None:
    st.session_state.pending = True


def _forget() -> None:
    st.session_state.exchanges = []
    st.session_state.pending = False
    st.session_state.all_shown = False


def _show_all() -> None:
    st.session_state.all_shown = True


def _draw_sidebar() -> None:
    with st.sidebar:
        st.markdown(f"**{strings.PAGE_ICON} {strings.PRODUCT}**")
        st.button(
            strings.NEW_CONVERSATION,
            icon=":material/add:",
            on_click=_forget,
            disabled=not _exchanges(),
            width="stretch",
        )


def _draw_start(assistant: Assistant, settings: Settings) -> None:
    st.title(strings.HEADLINE, anchor=False)
    st.markdown(strings.PROMISE)
    sources = len(assistant.library.sources())
    if sources:
        date = _date_of(assistant.library.meta("indexed_at"))
        count = strings.count_of(sources, "document", "documents")
        st.markdown(":material/menu_book: " + strings.HELD.format(sources=count, date=date))
    else:
        st.warning(strings.EMPTY_LIBRARY, icon=":material/menu_book:")
    st.markdown(_model_line(settings))
    st.html(f'<div class="ll"><h2>{strings.TRY}</h2></div>')
    for question in strings.SAMPLE_QUESTIONS:
        st.button(
            question,
            icon=":material/north_east:",
            on_click=_add_question,
            args=(question,),
            width="stretch",
            wrap=True,
        )


def _date_of(moment: str) -> str:
    try:
        date = datetime.fromisoformat(moment)
    except ValueError:
        return strings.NEVER_INDEXED
    return f"{date.day} {date:%B %Y}"


def _model_line(settings: Settings) -> str:
    if not settings.chat_model:
        return ":material/lock: " + strings.NO_MODEL
    where = settings.chat_base_url or strings.MODEL_SERVICE
    return ":material/cloud_upload: " + strings.MODEL_SET.format(
        model=inert(settings.chat_model), where=inert(where)
    )


def _draw_conversation(assistant: Assistant, scroller: DeltaGenerator) -> None:
    st.html(title_html(strings.PRODUCT))
    exchanges = _exchanges()
    first = 0 if st.session_state.get("all_shown") else max(0, len(exchanges) - SHOWN_TURNS)
    if first:
        st.button(strings.SHOW_EARLIER, on_click=_show_all, icon=":material/history:")
    last = len(exchanges) - 1
    for number in range(first, len(exchanges)):
        _draw_question(number)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            if number == last and st.session_state.get("pending"):
                st.session_state.pending = False
                _scroll_to(scroller, last, answered=False)
                _answer_last(assistant)
            _draw_reply(assistant, number)
    _scroll_to(scroller, last, answered=True)


def _scroll_to(scroller: DeltaGenerator, number: int, *, answered: bool) -> None:
    # The script is a constant of ours with a number in it; nothing that was typed or read gets in.
    scroller.html(scroll_script(number, answered=answered), unsafe_allow_javascript=True)


def _draw_question(number: int) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(question_html(_exchanges()[number][0], number))


def _answer_last(assistant: Assistant) -> None:
    exchanges = _exchanges()
    question = exchanges[-1][0]
    history = [Turn(asked, answer.text) for asked, answer in exchanges[:-1] if answer]
    with readable_errors(), st.spinner(strings.WORKING):
        exchanges[-1] = (question, assistant.ask(question, history=history))


def _draw_reply(assistant: Assistant, number: int) -> None:
    answer = _exchanges()[number][1]
    if answer is not None:
        draw_answer(answer, assistant.library, key=f"turn-{number}")
        return
    st.markdown(strings.UNANSWERED)
    if number == len(_exchanges()) - 1:
        st.button(strings.ASK_AGAIN, on_click=_ask_again, icon=":material/refresh:")
