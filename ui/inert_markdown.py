"""Text from documents and models, made harmless for places that Streamlit reads as Markdown.

In: any text. Out: Markdown that shows these very characters and nothing else: no link, image, HTML,
heading, list, maths, colour, icon or emoji. Labels and messages need it; longer text is written as
escaped HTML instead (`ui/inert_html.py`), where no Markdown is read at all.

Backslashes alone are not enough. Streamlit 1.67 (Nov 2026) goes over the text once more *after*
the Markdown is parsed and the backslashes are gone, and there turns addresses into links, `:name:`
into icons and emoji, and ` -> ` into an arrow. An invisible word joiner keeps those patterns apart.
"""

from __future__ import annotations

import re

_JOINER = "\u2060"
_SECOND_PASS = re.compile(
    r"(?<=:)"  # https://, :smile:, :material_home:, :red[...]
    r"|(?<=@)"  # a@b.org
    r"|(?<=www)(?=\.)"  # www.b.org
    r"|(?<=[<>~-])(?=[>=-])",  # ->, <-, <->, --, >=, <=, ~=
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# What a browser or a Markdown reader drops, or takes for a line end.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def inert(text: str) -> str:
    """Escape a text so that Markdown shows it as it stands, in one line."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return _PUNCTUATION.sub(lambda match: "\\" + match[0], _SECOND_PASS.sub(_JOINER, line))
