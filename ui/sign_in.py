"""Who is let in: everybody, unless a login is configured.

In: Streamlit's `[auth]` secrets and the reader's cookie. Out: whether the page may be drawn; where
it may not, the button that leads to the login, and after it back to the address that was asked for.
Files and page images are guarded by their routes.
"""

from __future__ import annotations

import streamlit as st
from streamlit import config
from streamlit.auth_util import (
    get_secrets_auth_section,
    is_authlib_installed,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError

from ui import strings

# The login ends at the first page. The tab remembers what was left for it, and goes there.
_SCRIPT = """
const NAME = "ll-address";

export default function ({ data }) {
  const here = () => location.pathname + location.search;
  const remember = () => {
    try { sessionStorage.setItem(NAME, here()); } catch {}
  };
  if (!data.signed_in) {
    // Whoever signs in next in this tab may be somebody else.
    try { sessionStorage.removeItem("ll-conversations"); } catch {}
    addEventListener("pagehide", remember);
    return () => removeEventListener("pagehide", remember);
  }
  try {
    const left = sessionStorage.getItem(NAME);
    sessionStorage.removeItem(NAME);
    // With the origin before it, because a path that begins with "//" would name another server.
    if (left && left !== here()) location.replace(location.origin + left);
  } catch {}
}
"""
_keep_address = st.components.v2.component("keep_address", html="<div></div>", js=_SCRIPT)


def needs_login() -> bool:
    """Say whether a login is asked for.

    `serve` names the files of the secrets where they hold a login. If they break or vanish while
    the page is served, Streamlit finds no login in them: then nobody is let in, not everybody.
    """
    return bool(get_secrets_auth_section()) or config.is_manually_set("secrets.files")


def is_admitted() -> bool:
    """Say whether the reader may see the page, with a way out; draw the way in if not."""
    if not needs_login():
        return True
    if st.user.get("is_logged_in"):
        with st.sidebar:
            st.button(
                strings.SIGN_OUT, icon=":material/logout:", type="tertiary", on_click=st.logout
            )
            _keep_address(key="keep_address", data={"signed_in": True})
        return True
    st.title(strings.PRODUCT, anchor=False)
    if fault := _fault():
        st.error(fault, icon=":material/lock:")
        return False
    st.markdown(strings.SIGN_IN_FIRST)
    st.button(strings.SIGN_IN, icon=":material/login:", on_click=st.login)
    _keep_address(key="keep_address", data={"signed_in": False})
    return False


def _fault() -> str:
    """Return why nobody can sign in, in one line; nothing if the login is set up."""
    if not is_authlib_installed():
        return strings.SIGN_IN_NEEDS
    try:
        validate_auth_credentials("default")
    except StreamlitAuthError as error:
        return strings.SIGN_IN_BROKEN.format(why=" ".join(str(error).split()))
    return ""
