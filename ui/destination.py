"""Where text goes: one line below the field that questions are typed in.

In: the settings, and the address that the page was opened by. Out: drawing. "This computer" is
said only where the page runs on the reader's own, as far as its address tells.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from assistant.model import destination
from core.settings import Settings
from ui import strings
from ui.inert_markdown import inert

OWN = {"localhost", "127.0.0.1", "::1", None}  # None: no browser has opened the page


def draw_destination(settings: Settings) -> None:
    """Say where what is typed goes."""
    icon = ":material/cloud_upload:" if settings.chat_model else ":material/lock:"
    st.markdown(f"{icon} :small[{inert(destination_line(settings, st.context.url))}]")


def destination_line(settings: Settings, address: str | None) -> str:
    """Say where questions and passages go, for a page that was opened by `address`."""
    if settings.chat_model:
        return strings.GOES_TO.format(destination=destination(settings))
    own = urlsplit(address or "").hostname in OWN
    return strings.STAYS_HERE if own else strings.STAYS_THERE
