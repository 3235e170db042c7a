"""The interface's entry: page settings and navigation. Streamlit runs this file at every click.

In: nothing. Out: the page that the reader chose. No class is defined here, because it would be a
new one at every run.
"""

import streamlit as st

from ui import pages, strings
from ui.sign_in import is_admitted

page = st.navigation([pages.ask_page(), pages.library_page(), pages.source_page()])
beside = page.url_path == "source" or (st.session_state.get("pinned") and page.url_path == "")
# An emoji, not ":material/...": that one would be fetched from outside as the page's icon.
st.set_page_config(
    page_title=strings.PRODUCT,
    page_icon=strings.PAGE_ICON,
    layout="wide" if beside else "centered",
)
if is_admitted():
    page.run()
