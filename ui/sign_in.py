"""Who is let in: everybody, unless a login is configured.

In: Streamlit's `[auth]` secrets and the reader's cookie. Out: whether the page may be drawn; where
it may not, the button that leads to the login. Files and page images are guarded by their routes.
"""

from __future__ import annotations

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

from ui import strings


def is_admitted() -> bool:
    """Say whether the reader may see the page; draw the way in if not."""
    if not get_secrets_auth_section() or st.user.get("is_logged_in"):
        return True
    st.title(strings.PRODUCT, anchor=False)
    st.markdown(strings.SIGN_IN_FIRST)
    st.button(strings.SIGN_IN, icon=":material/login:", on_click=st.login)
    return False
