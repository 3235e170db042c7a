"""The interface's entry: page settings and navigation. Streamlit runs this file at every click.

In: nothing. Out: the page that the reader chose. No class is defined here, because it would be a
new one at every run.
"""

import streamlit as st

from ui import ask_screen, strings

# An emoji, not ":material/...": that one would be fetched from outside as the page's icon.
st.set_page_config(page_title=strings.PRODUCT, page_icon=strings.PAGE_ICON, layout="centered")

st.navigation([st.Page(ask_screen.draw, title=strings.ASK_TITLE, default=True)]).run()
