"""The pages and their addresses, so that any screen can lead to any other.

In: nothing. Out: Streamlit's page objects, equal at every call, without icons (one of Google's
would be fetched from outside for the browser's tab). A screen is imported when its page
is drawn, because screens lead to one another.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import strings


def ask_page() -> Any:
    """Return the page where questions are asked."""
    return st.Page(_ask, title=strings.ASK_TITLE, default=True)


def library_page() -> Any:
    """Return the page that lists the documents."""
    return st.Page(_library, title=strings.LIBRARY_TITLE, url_path="library")


def source_page() -> Any:
    """Return the page of one document, which is reached by its address only."""
    return st.Page(_source, title=strings.SOURCE, url_path="source", visibility="hidden")


def _ask() -> None:
    from ui import ask_screen

    ask_screen.draw()


def _library() -> None:
    from ui import library_screen

    library_screen.draw()


def _source() -> None:
    from ui import source_screen

    source_screen.draw()
