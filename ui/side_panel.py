"""The panel at the side: a new conversation, the filters, and the session's conversations.

In: the library, the records and the settings. Out: drawing; a choice acts before the next run.
"""

from __future__ import annotations

import streamlit as st

from core.settings import Settings
from library.library import Library
from records.conversations import Records
from ui import conversation, strings
from ui.filter_bar import draw_filters
from ui.inert_markdown import inert
from ui.source_view import readable_errors


def draw_side_panel(library: Library, records: Records, settings: Settings) -> None:
    """Draw the panel."""
    with st.sidebar:
        st.markdown(f"**{strings.PAGE_ICON} {strings.PRODUCT}**")
        st.button(
            strings.NEW_CONVERSATION,
            key="new_conversation",
            icon=":material/add:",
            on_click=conversation.begin_anew,
            disabled=not conversation.turns(),
            width="stretch",
        )
        draw_filters(library)
        _draw_conversations(records, settings)


def _draw_conversations(records: Records, settings: Settings) -> None:
    own = conversation.own(records)
    if own:
        st.html(f'<div class="ll"><h2>{strings.CONVERSATIONS}</h2></div>')
    for kept in own:
        with st.container(horizontal=True, wrap=False, gap="xxsmall", vertical_alignment="center"):
            st.button(
                inert(kept.title),
                key=f"open-{kept.id}",
                on_click=_go_to,
                args=(records, kept.id),
                type="tertiary",
                disabled=kept.id == st.session_state.get("conversation"),
                width="stretch",
                wrap=False,
            )
            named = inert(strings.DELETE_NAMED.format(title=kept.title))
            with st.popover(
                named, key=f"delete-one-{kept.id}", icon=":material/delete:", type="tertiary"
            ):
                st.markdown(inert(strings.DELETE_SURE.format(title=kept.title)))
                _delete_button(records, f"delete-{kept.id}", strings.DELETE, [kept.id])
                if len(own) > 1:
                    every = [other.id for other in own]
                    _delete_button(records, f"all-{kept.id}", strings.DELETE_ALL, every)
    if own and not settings.keep_conversations:
        st.markdown(f":small[{strings.NOT_KEPT}]")


def _delete_button(records: Records, key: str, label: str, ids: list[str]) -> None:
    st.button(
        label,
        key=key,
        on_click=_forget,
        args=(records, ids),
    )


def _go_to(records: Records, conversation_id: str) -> None:
    with readable_errors():
        conversation.go_to(records, conversation_id)


def _forget(records: Records, conversation_ids: list[str]) -> None:
    with readable_errors():
        conversation.forget(records, conversation_ids)
