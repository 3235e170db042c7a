"""The addresses that screens link to, and the way back from one.

In: the id of a source, a page, a span or a quote. Out: addresses relative to the server, with
`base` in front where Streamlit is served below a path (`server.baseUrlPath`). Pure text: whether a
source exists is for those to say who serve it. What comes back in an address was typed by anybody,
so nonsense is read as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded
from urllib.parse import urlencode

MOST_ID_CHARS = 1000
WHOLE_WORDS = 10  # a longer quote is named by its first and last words
EDGE_WORDS = 4
MOST_EDGE_CHARS = 300
MOST_WORD_CHARS = 200
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """What an address names: a source, perhaps a page of it, perhaps a span of that page.

    `words` are those that the reader was looking for.
    """

    source_id: str | None
    page_number: int | None
    start: int | None
    end: int | None
    words: str = ""


def file_address(
    source_id: str, page_number: int | None = None, quote: str | None = None, *, base: str = ""
) -> str:
    """Address the file; a browser's PDF viewer opens it at the page and marks the quote."""
    page = f"page={page_number}" if page_number else ""
    text = _text_directive(quote or "")
    fragment = page + text
    return f"{_prefix(base)}/files/{_segment(source_id)}" + (f"#{fragment}" if fragment else "")


def page_image_address(source_id: str, number: int, start: int, end: int, *, base: str = "") -> str:
    """Address the picture of a page with the words of a span marked."""
    span = urlencode({"start": start, "end": end})
    return f"{_prefix(base)}/pages/{_segment(source_id)}/{number}.png?{span}"


def source_address(
    source_id: str,
    page_number: int | None = None,
    start: int | None = None,
    end: int | None = None,
    *,
    base: str = "",
) -> str:
    """Address the screen that shows a source; `parse_place` reads its parameters."""
    asked = {"id": source_id, "page": page_number, "start": start, "end": end}
    given = {name: value for name, value in asked.items() if value is not None}
    return f"{_prefix(base)}/source?{urlencode(given)}"


def with_words(address: str, words: str) -> str:
    """Add the words that the reader is looking for to an address of `source_address`."""
    return f"{address}&{urlencode({'find': words[:MOST_WORD_CHARS]})}"


def parse_place(params: Mapping[str, str]) -> LinkedPlace:
    """Read the parameters of `source_address` and `with_words`; what cannot be meant becomes None.

    A page needs a source, and a span needs a page, both its ends, and at least one character.
    """
    source_id = params.get("id") or None
    if source_id is not None and not is_plausible_id(source_id):
        source_id = None
    page = parse_number(params.get("page")) if source_id else None
    start = parse_number(params.get("start")) if page else None
    end = parse_number(params.get("end")) if page else None
    if start is None or end is None or start >= end:
        start = end = None
    words = params.get("find", "")[:MOST_WORD_CHARS] if source_id else ""
    return LinkedPlace(source_id, page or None, start, end, words)


def parse_number(text: str | None) -> int | None:
    """Read a number from 0 of at most nine plain digits, or None."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


def is_plausible_id(text: str) -> bool:
    """Tell whether a text might be a source's id at all."""
    return 0 < len(text) <= MOST_ID_CHARS and text.isprintable()


def _text_directive(quote: str) -> str:
    """Name a quote as browsers look for it: `:~:text=it all` or `:~:text=first words,last words`.

    https://wicg.github.io/scroll-to-text-fragment/ : a hyphen, comma or ampersand of the text
    itself is percent-encoded, because plain ones part the directive.
    """
    words = quote.split()
    if len(words) <= WHOLE_WORDS:
        parts = [" ".join(words)]
    else:
        parts = [" ".join(words[:EDGE_WORDS]), " ".join(words[-EDGE_WORDS:])]
    if not parts[0] or any(len(part) > MOST_EDGE_CHARS for part in parts):
        return ""  # a script without spaces: half a word is never found
    return ":~:text=" + ",".join(_segment(part).replace("-", "%2D") for part in parts)


def _segment(text: str) -> str:
    return percent_encoded(text, safe="", errors="replace")


def _prefix(base: str) -> str:
    inner = base.strip("/")
    return f"/{inner}" if inner else ""
