"""Questions, quotes and page text as HTML in which everything that was not written here is escaped.

In: values of `core/schema.py`. Out: HTML strings for `st.html`. No Markdown is read on this way, so
nothing in a document can become a link, an image or markup, and what is copied from the screen is
what stands in the document. The one link there is leads to an address of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from core.schema import Origin, Source
from library.outline import Found
from ui import strings

EXCERPT_CHARS = 600
QUESTION_CHARS = 300
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


def escaped(text: str) -> str:
    """Escape a text for HTML, without the characters that a browser would take as a signal."""
    return escape(_CONTROL.sub(" ", text))


def title_html(title: str) -> str:
    """Render the page's title for those who have it read out; others see it in the sidebar."""
    return f'<div class="ll"><h1 class="ll-unseen">{escaped(title)}</h1></div>'


def question_html(question: str, number: int) -> str:
    """Render what was asked, as the heading of its turn; a very long one is folded.

    Otherwise it would fill the screen, and its answer would stay out of sight.
    """
    if len(question) <= QUESTION_CHARS:
        return f'<div class="ll"><h2 class="ll-turn-{number}">{escaped(question)}</h2></div>'
    begins = question[:QUESTION_CHARS].rsplit(" ", 1)[0]
    return (
        f'<div class="ll"><h2 class="ll-turn-{number}">{escaped(begins)} …</h2>'
        f'<details class="ll-small"><summary>{strings.WHOLE_QUESTION}</summary>'
        f"<p>{escaped(question)}</p></details></div>"
    )


def scroll_script(number: int, *, answered: bool) -> str:
    """Return the script that brings a turn into view; the page runs it once for each text of it.

    Without it a new turn stays below the fold. Streamlit's own way, a page that clings to its end,
    shows the sources of a new answer and hides its beginning.
    """
    step = "answered" if answered else "asked"
    return (
        f"<script>/* {step} */"
        f'document.querySelector(".ll-turn-{number}")?.scrollIntoView({{block: "start"}})</script>'
    )


def working_html(*lines: str) -> str:
    """Render lines of our own that say what is being waited for."""
    said = "<br>".join(map(escaped, lines))
    return f'<p class="ll ll-small ll-working">{said}</p>'


def quote_html(quote: str, continued: str | None = None) -> str:
    """Render the quoted words, and what follows of their sentence on the next page."""
    html = f'<blockquote class="ll-quote">{escaped(quote)}</blockquote>'
    if continued is not None:
        html += f'<p class="ll-small">{strings.CONTINUES}</p>'
        html += f'<blockquote class="ll-quote">{escaped(continued)}</blockquote>'
    return f'<div class="ll">{html}</div>'


def read_html(lists: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Render lists of names, each below its label."""
    parts = (
        f"<p><strong>{escaped(label)}</strong></p><ul>"
        f"{''.join(f'<li>{escaped(name)}</li>' for name in names)}</ul>"
        for label, names in lists
    )
    return f'<div class="ll ll-small ll-read">{"".join(parts)}</div>'


def provenance_html(source: Source, origins: Iterable[Origin]) -> str:
    """Render where a quote is from, and the public documents behind it."""
    html = f"<h3>{strings.FROM}</h3><ul><li>{_document(source)}</li></ul>"
    items = "".join(
        f"<li>{_document(origin)} · {escaped(strings.READ.format(read=origin.read))}</li>"
        for origin in origins
    )
    if items:
        html += f"<h3>{strings.RESTS_ON}</h3><ul>{items}</ul>"
    return f'<div class="ll ll-small">{html}</div>'


def _document(document: Source | Origin) -> str:
    year = strings.NO_YEAR if document.year is None else str(document.year)
    kind = strings.in_words(document.kind)
    facts = [document.title, year, kind, document.publisher or ""]
    return " · ".join([*(escaped(fact) for fact in facts if fact), address_html(document.url)])


def address_html(url: str | None) -> str:
    """Render an address of the catalogue: a link if it is a plain web address, else text."""
    if not url:
        return strings.NO_ADDRESS
    if not _is_web_address(url):
        return escaped(url)
    return f'<a href="{escaped(url)}" target="_blank" rel="noopener noreferrer">{escaped(url)}</a>'


def _is_web_address(url: str) -> bool:
    if not url.isascii() or not url.isprintable() or re.search(r"[\s\\]", url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def link_html(links: Iterable[tuple[str, str]]) -> str:
    """Render links to addresses of our own, given as (address, label)."""
    items = (
        f'<a href="{escaped(address)}" target="_blank" rel="noopener">{escaped(label)}</a>'
        for address, label in links
    )
    return f'<div class="ll ll-small ll-links">{" ".join(items)}</div>'


def found_html(found: Iterable[tuple[str, str, Found]]) -> str:
    """Render places where words were found, as (address, label, place), with what is around."""
    items = (
        f'<li><a href="{escaped(address)}" target="_self">{escaped(label)}</a> … '
        f"{escaped(place.before)}<mark>{escaped(place.words)}</mark>{escaped(place.after)}&nbsp;…</li>"
        for address, label, place in found
    )
    return f'<div class="ll ll-small"><ul>{"".join(items)}</ul></div>'


def action_html(actions: Iterable[tuple[str, str]]) -> str:
    """Render links that the page's script acts on, given as (name, label)."""
    items = (
        f'<a class="ll-chip" href="#{escaped(name)}" role="button">{escaped(label)}</a>'
        for name, label in actions
    )
    return f'<div class="ll ll-small ll-links">{" ".join(items)}</div>'


def page_text_html(text: str, start: int, end: int, *, whole: bool = False) -> str:
    """Render a page's text, or what is around a span of it, with the span marked."""
    around = len(text) if whole else EXCERPT_CHARS
    first = max(0, start - around)
    last = min(len(text), end + around)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    before, after = "… " if first else "", " …" if last < len(text) else ""
    marked = f"<mark>{escaped(text[start:end])}</mark>" if start < end else ""  # empty, it shows
    return (
        f'<div class="ll"><div class="ll-page">{before}{escaped(text[first:start]).lstrip()}'
        f"{marked}{escaped(text[end:last]).rstrip()}{after}</div></div>"
    )
