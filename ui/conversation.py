"""The conversation on the screen: its turns, kept in the session and in the records.

In: the records, and the page's address. Out: turns. A turn is a question, its answer and the
filters it was asked under; the answer is None while it is worked on, and stays so if that failed,
so that a question is never lost. The address holds the conversation's unguessable id, so it
survives a reload and can be passed on.
"""

from __future__ import annotations

import streamlit as st

from core.schema import Answer, Filters, WriterName
from core.settings import Settings
from records.conversations import ConversationRecord, Records, TurnRecord, new_id, open_records

PARAMETER, TURN = "c", "turn"


@st.cache_resource(show_spinner=False)
def load_records(settings: Settings) -> Records:
    """Open the records, once a process."""
    return open_records(settings.data_dir, keep=settings.keep_conversations)


def resume(records: Records) -> None:
    """Take up the conversation that the address names, if the session is not in it already."""
    state = st.session_state
    state.setdefault("own_conversations", [])
    state.setdefault("turns", [])
    named = st.query_params.get(PARAMETER, "")
    if named == state.get("conversation", ""):
        return
    turns = records.turns(named) if named else ()
    if named and not turns:
        del st.query_params[PARAMETER]
    open_conversation(named if turns else "", list(turns))


def open_conversation(conversation_id: str, turns: list[TurnRecord]) -> None:
    """Show a conversation; an empty id begins a new one."""
    state = st.session_state
    state.conversation, state.turns = conversation_id, turns
    state.pending, state.all_shown, state.shown, state.rewrites = False, False, None, None
    if conversation_id and conversation_id not in state.own_conversations:
        state.own_conversations.append(conversation_id)


def turns() -> list[TurnRecord]:
    """Return the turns on the screen."""
    found: list[TurnRecord] = st.session_state.setdefault("turns", [])
    return found


def add_question(question: str, filters: Filters) -> None:
    """Put a question into the conversation, to be kept and answered in the run that follows."""
    state = st.session_state
    if not state.get("conversation"):
        state.conversation = new_id()
        state.own_conversations.append(state.conversation)
        st.query_params[PARAMETER] = state.conversation
    turns().append(TurnRecord(question, None, filters))
    state.pending, state.rewrites = True, None


def ask_other_writer(number: int, writer: WriterName) -> None:
    """Ask a turn's question once more, of the other writer."""
    asked = turns()[number]
    add_question(asked.question, asked.filters)
    st.session_state.rewrites = (number, writer)


def ask_instead(number: int, question: str, filters: Filters) -> None:
    """Ask a question in place of a turn's: after what that one was asked after."""
    add_question(question, filters)
    st.session_state.rewrites = (number, None)


def rewritten() -> tuple[int | None, WriterName | None]:
    """Return the turn that the last question is asked in place of, and of which writer."""
    wanted: tuple[int, WriterName | None] | None = st.session_state.get("rewrites")
    return wanted or (None, None)


def keep_last(records: Records) -> None:
    """Keep the last question, which has no answer yet."""
    last, number = turns()[-1], len(turns()) - 1
    records.save(st.session_state.conversation, number, last.question, None, last.filters)


def set_last(answer: Answer) -> None:
    """Give the last question its answer."""
    last = turns()[-1]
    turns()[-1] = TurnRecord(last.question, answer, last.filters)


def catch_up(records: Records) -> None:
    """Take up the turns that another tab has added to this conversation meanwhile."""
    kept = records.turns(st.session_state.get("conversation", ""))
    if len(kept) > len(turns()):
        st.session_state.turns = list(kept)


def address(turn: int) -> str:
    """Return the address of one turn of this conversation."""
    return f"/?{PARAMETER}={st.session_state.conversation}&{TURN}={turn}"


def linked_turn() -> int | None:
    """Return the turn that the address names, if it does."""
    number = st.query_params.get(TURN, "")
    return int(number) if number.isdecimal() and int(number) < len(turns()) else None


def own(records: Records) -> tuple[ConversationRecord, ...]:
    """Return the conversations that this browser session has had, newest first."""
    return records.conversations(st.session_state.own_conversations)


def remember(conversation_ids: list[str]) -> None:
    """Take up ids of conversations that the browser had before a reload."""
    own_ids = st.session_state.setdefault("own_conversations", [])
    own_ids += [name for name in conversation_ids if name not in own_ids]


def begin_anew() -> None:
    """Leave the conversation; it stays among the kept ones."""
    for name in (PARAMETER, TURN):
        st.query_params.pop(name, None)
    open_conversation("", [])


def go_to(records: Records, conversation_id: str) -> None:
    """Open another of the session's conversations."""
    st.query_params[PARAMETER] = conversation_id
    open_conversation(conversation_id, list(records.turns(conversation_id)))


def forget(records: Records, conversation_ids: list[str]) -> None:
    """Delete conversations for good."""
    records.delete(conversation_ids)
    state = st.session_state
    state.own_conversations = [i for i in state.own_conversations if i not in conversation_ids]
    if state.get("conversation") in conversation_ids:
        begin_anew()
