"""What can be done with an answer: copy it, pass its link on, say whether it helped.

In: the turn, and the records that feedback goes into. Out: drawing. Nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from records.conversations import Records
from ui import strings
from ui.inert_html import action_html
from ui.source_view import readable_errors

_THUMBS: tuple[Literal["down", "up"], ...] = ("down", "up")


def draw_tools(
    conversation_id: str, turn: int, records: Records, draw_more: Callable[[], None]
) -> None:
    """Draw the tools of one turn; `draw_more` draws what else can be done with it."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        actions = [
            (f"copy-answer-{turn}", strings.COPY),
            (f"copy-link-{turn}", strings.COPY_LINK),
        ]
        st.html(action_html(actions), width="content")
        _draw_feedback(conversation_id, turn, records)
        draw_more()


def _draw_feedback(conversation_id: str, turn: int, records: Records) -> None:
    given = records.feedback(conversation_id).get(turn)
    key, note = f"thumb-{conversation_id}-{turn}", f"note-{conversation_id}-{turn}"

    def keep() -> None:
        thumb = st.session_state.get(key)
        comment = str(st.session_state.get(note) or "")
        with readable_errors():
            records.give_feedback(
                conversation_id, turn, None if thumb is None else _THUMBS[thumb], comment
            )

    before = _THUMBS.index(given.thumb) if given and given.thumb else None
    thumb = st.feedback("thumbs", key=key, default=before, on_change=keep)
    if thumb == _THUMBS.index("up"):
        st.markdown(f":small[{strings.FEEDBACK_THANKS}]", width="content")
    elif thumb is not None or given:
        with st.popover(strings.FEEDBACK_NOTE, icon=":material/edit_note:", type="tertiary"):
            st.text_area(strings.FEEDBACK_REASON, given.comment if given else "", key=note)
            if st.button(strings.FEEDBACK_SEND, key=f"send-{note}", on_click=keep):
                st.markdown(strings.FEEDBACK_KEPT)
