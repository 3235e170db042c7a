"""The page where questions are asked: a conversation, and how it starts.

In: the one cached assistant of the process, the records, and the page's address. Out: drawing. The
address holds the conversation and the filters, so a reload or a shared link shows the same page.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import opening
from assistant.facts import facts_of
from assistant.pipeline import Assistant
from assistant.question import MAX_CHARS
from core.schema import Answer, Filters
from core.settings import Settings, read_settings
from records.conversations import Records
from ui import conversation, page_script, strings
from ui.answer_tools import draw_tools
from ui.answer_view import Actions, draw_answer, news_of
from ui.answering import answer_last, being_written, draw_growing
from ui.copied_text import copied_text
from ui.destination import draw_destination
from ui.filter_bar import chosen, clear_filters, draw_narrowing, filters_line
from ui.inert_html import question_html, scroll_script, title_html
from ui.page_style import STYLE
from ui.proof_view import Prove
from ui.rewriting import draw_rewrite, repeated_by
from ui.side_panel import draw_side_panel
from ui.source_drawer import draw_source, open_drawer
from ui.source_view import readable_errors
from ui.start_view import draw_start

SHOWN_TURNS = 10  # each turn is drawn anew at every click; 60 messages take half a second
COLUMNS = (3, 2)  # the answer, and a source pinned beside it


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    settings = read_settings()
    records = None
    with readable_errors():
        records = conversation.load_records(settings)
        conversation.resume(records)
    with (
        st.bottom
    ):  # named, because a chat input that Streamlit puts there clings to the page's end
        narrowing = st.empty()
        asked = st.chat_input(
            strings.PLACEHOLDER,
            max_chars=MAX_CHARS,
            submit_mode="disable",
            disabled=being_written() is not None,
        )
        draw_destination(settings)
    scroller, start = st.empty(), st.empty()
    assistant = None
    with readable_errors():
        assistant = load_assistant(settings)
    if asked:
        if records is not None:
            with readable_errors():
                conversation.catch_up(records)
        conversation.add_question(asked, chosen())
    if assistant is None or records is None:  # what was asked stays in sight
        for number in range(len(conversation.turns())):
            _draw_question(number)
        return
    if st.session_state.get("pending"):  # kept before it is answered, so that it is not lost
        with readable_errors():  # a question that cannot be kept is answered all the same
            conversation.keep_last(records)
    with readable_errors():
        draw_side_panel(assistant.library, records, settings)
        draw_narrowing(assistant.library, narrowing)
        if conversation.turns():
            start.empty()
            _draw_page(assistant, records, scroller)
        else:
            with start.container():
                draw_start(assistant.library, settings, _ask)
            _listen(assistant)


@st.cache_resource(show_spinner=strings.WORKING)
def load_assistant(settings: Settings) -> Assistant:
    """Open the assistant, once a process."""
    return opening.open_assistant(settings)


def _ask(question: str) -> None:
    conversation.add_question(question, chosen())


def _ask_everywhere(question: str) -> None:
    clear_filters()
    conversation.add_question(question, Filters())


def _ask_again() -> None:
    st.session_state.pending = True


def _show_all() -> None:
    st.session_state.all_shown = True


def _draw_page(assistant: Assistant, records: Records, scroller: DeltaGenerator) -> None:
    st.html(title_html(strings.PRODUCT))
    pinned = bool(st.session_state.get("pinned"))
    # A column also where nothing stands beside it: the browser then keeps what is read in its
    # place when a source is pinned or unpinned, instead of drawing the conversation from its top.
    columns = st.columns(COLUMNS if pinned else 1, gap="large")
    if pinned:  # drawn first: an answer may take its time
        with columns[1], st.container(key="pinned_source"):
            turn, answer = _shown_answer()
            if answer is not None:
                draw_source(answer, turn, assistant.library, _prove(assistant), pinned=True)
    with columns[0]:
        _draw_conversation(assistant, records, scroller)
    _listen(assistant)  # in no column: its live region stays the one that was there at the start


def _listen(assistant: Assistant) -> None:
    """Listen for clicks on citations, and open the drawer if one was clicked in this run."""
    turns = conversation.turns()
    last = turns[-1].answer if turns else None
    copies = {}
    for number in range(_first_shown(), len(turns)):
        if (kept := turns[number].answer) is not None:
            copies[f"answer-{number}"] = copied_text(kept, assistant.library)
            copies[f"link-{number}"] = conversation.address(number)
    own, shown = list(st.session_state.own_conversations), st.session_state.get("shown") or ""
    told = page_script.Told(news_of(last) if last else "", copies, own, shown)
    page_script.listen(told, on_cite=_on_cite, on_own=_on_own, on_reading=_on_reading)
    opened = st.session_state.pop("open_drawer", False) and not st.session_state.get("pinned")
    turn, answer = _shown_answer()
    st.session_state.drawer_open = opened and answer is not None
    if st.session_state.drawer_open and answer is not None:
        on_shut = _on_shut if being_written() else None
        open_drawer(answer, turn, assistant.library, _prove(assistant), on_shut)


def _prove(assistant: Assistant) -> Prove:
    names, embeddings = assistant.library.names(), assistant.search.embeddings
    return partial(facts_of, names=names, embeddings=embeddings)


def _on_shut() -> None:
    """What was finished while the drawer was open is drawn now."""
    st.session_state.drawer_open = False


def _on_own() -> None:
    conversation.remember(page_script.remembered())


def _on_reading() -> None:
    if (edited := page_script.edited_reading()) is not None:
        _ask_instead(*edited)


def _ask_instead(number: int, question: str) -> None:
    question = " ".join(question.split())[:MAX_CHARS]
    if question and 0 <= number < len(conversation.turns()):
        conversation.ask_instead(number, question, chosen())


def _on_cite() -> None:
    clicked = page_script.cited()
    if clicked is not None:
        show(clicked[0])
        if clicked[1]:  # a narrow window has no room beside the answer
            st.session_state.pinned = False


def show(name: str) -> None:
    """Show the source of a quote, named as in `source_drawer.name_of`, in this run."""
    st.session_state.shown = name
    st.session_state.open_drawer = True


def _shown_answer() -> tuple[int, Answer | None]:
    """Return the turn whose source is shown, and its answer."""
    turns = conversation.turns()
    number = str(st.session_state.get("shown") or "").partition("-")[0]
    if number.isdecimal() and int(number) < len(turns):
        written = being_written() if int(number) == len(turns) - 1 else None
        return int(number), written.grown if written else turns[int(number)].answer
    answered = [n for n, kept in enumerate(turns) if kept.answer is not None]
    return (answered[-1], turns[answered[-1]].answer) if answered else (0, None)


def _first_shown() -> int:
    return (
        0 if st.session_state.get("all_shown") else max(0, len(conversation.turns()) - SHOWN_TURNS)
    )


def _draw_conversation(assistant: Assistant, records: Records, scroller: DeltaGenerator) -> None:
    turns = conversation.turns()
    first = _first_shown()
    if first:
        st.button(strings.SHOW_EARLIER, on_click=_show_all, icon=":material/history:")
    last = len(turns) - 1
    answering, waited_for = bool(st.session_state.get("pending")), False
    for number in range(first, len(turns)):
        _draw_question(number)
        with st.chat_message("assistant", avatar=":material/menu_book:"):
            if number == last and answering:
                st.session_state.pending = False
                _scroll_to(scroller, last, answered=False)
                answer_last(assistant, records)
            waited_for = number == last and being_written() is not None
            if waited_for:
                _draw_filters(assistant, number)
                draw_growing(assistant, number)
            else:
                _draw_reply(assistant, records, number)
    if waited_for:  # the same script again does not run: who reads along is not moved
        _scroll_to(scroller, last, answered=False)
    elif answering:
        _scroll_to(scroller, last, answered=True)
    elif (linked := conversation.linked_turn()) is not None:
        _scroll_to(scroller, linked, answered=True)


def _scroll_to(scroller: DeltaGenerator, number: int, *, answered: bool) -> None:
    # The script is a constant of ours with a number in it; nothing that was typed or read gets in.
    scroller.html(scroll_script(number, answered=answered), unsafe_allow_javascript=True)


def _draw_question(number: int) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(question_html(conversation.turns()[number].question, number))


def _draw_filters(assistant: Assistant, number: int) -> None:
    if filters := conversation.turns()[number].filters:
        st.markdown(filters_line(assistant.library, filters))


def _draw_reply(assistant: Assistant, records: Records, number: int) -> None:
    kept = conversation.turns()[number]
    _draw_filters(assistant, number)
    if kept.answer is not None:
        if repeated_by(conversation.turns(), number) is not None:
            st.markdown(f":material/repeat: :small[{strings.REWRITTEN[kept.answer.writer]}]")
        with readable_errors():  # a source may have been removed; the other turns stay
            draw_answer(
                kept.answer, assistant.library, number, Actions(_ask_instead, _ask_everywhere, show)
            )

        def draw_more() -> None:
            if assistant.model is not None:
                draw_rewrite(conversation.turns(), number, conversation.ask_other_writer)

        draw_tools(st.session_state.conversation, number, records, draw_more)
        return
    st.markdown(strings.UNANSWERED)
    if number == len(conversation.turns()) - 1:
        st.button(strings.ASK_AGAIN, on_click=_ask_again, icon=":material/refresh:")
