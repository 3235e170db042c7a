"""Answers, quotes and page text as HTML in which everything that was not written here is escaped.

In: values of `core/schema.py`. Out: HTML strings for `st.html`. No Markdown is read on this way, so
nothing in a document can become a link, an image or markup, and what is copied from the screen is
what stands in the document. The one link there is leads to an address of the catalogue.

Colours follow light and dark by themselves: they are mixed from the text's own, because Streamlit
says which of the two it is (`color-scheme`) on the page only and not on its dialogs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit

from core.schema import Answer, Citation, Origin, Source, Statement
from library.outline import Found
from ui import strings

EXCERPT_CHARS = 600
_MARKER = re.compile(r" ?(\[(\d+)\])")
_BLOCK = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")

STYLE = """<style>
.ll { line-height: 1.6; overflow-wrap: anywhere; }
.ll p { margin: 0 0 .75rem; white-space: pre-line; }
.ll p:last-child { margin-bottom: 0; }
.ll-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.ll h2, .ll h3 { padding: 0; line-height: 1.4; }
.ll h2 { font-size: 1rem; font-weight: 600; margin: 0; white-space: pre-line;
  scroll-margin-top: 5.5rem; }
.ll h3 { font-size: 1.05rem; font-weight: 600; margin: .25rem 0 .4rem; }
.ll.ll-small h3 { font-size: .875rem; margin: .25rem 0; }
.ll a { color: color-mix(in srgb, currentColor 40%, #0081FF); }
.ll a.ll-chip { display: inline-block; min-width: 1.5em; padding: 0 .3em; text-align: center;
  font-size: .85em; font-weight: 600; line-height: 1.5; border-radius: .4em; white-space: nowrap;
  text-decoration: none; background: color-mix(in srgb, currentColor 10%, transparent);
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.ll a.ll-chip:hover { background: color-mix(in srgb, currentColor 22%, transparent); }
.ll a.ll-chip:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.ll-links a { margin-right: 1rem; }
.ll a[data-done]::after { content: " " attr(data-done); content: " " attr(data-done) / ""; }
[data-testid="stBaseButton-tertiary"] { justify-content: flex-start; text-align: left; }
[data-testid="stBaseButton-tertiary"]:not(:disabled):is(:hover, :active),
[data-testid="stPopoverButton"]:is(:hover, :active, [aria-expanded="true"]) { color: inherit; }
[data-testid="stBaseButton-tertiary"]:not(:disabled):hover p,
[data-testid="stPopoverButton"]:is(:hover, [aria-expanded="true"]) p { text-decoration: underline; }
:is([class*="st-key-quote-"], [class*="st-key-open-"]) button :is(div, span) {
  justify-content: flex-start; text-align: left; }
[class*="st-key-open-"] { min-width: 0; }
[class*="st-key-open-"] button { padding: .25rem .5rem; }
[class*="st-key-open-"] button:disabled { color: inherit; font-weight: 600; border-radius: 0;
  box-shadow: inset 3px 0 currentColor; }
[class*="st-key-delete-one-"] button p { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
[class*="st-key-delete-one-"] button > div > [aria-hidden] { display: none; }
[data-testid="stMultiSelect"] [data-tag] * { color: light-dark(#FFFFFF, #12161C); }
@media (max-width: 999px) { .st-key-pin_source { display: none; } }
@media (min-width: 640px) { [data-testid="stColumn"]:has(.st-key-pinned_source) {
  position: sticky; top: 4.5rem; align-self: flex-start; overflow-y: auto;
  max-height: calc(100vh - 14rem); } }
@media (max-width: 639px) {
  [role="dialog"] [data-testid="stElementContainer"]:has([data-testid="stImage"]) {
    width: calc(100% + 2.5rem); max-width: none; margin-inline: -1.25rem; } }
[data-testid="stExpander"] summary { opacity: 1; }
[data-testid="stPageLink"] a p { white-space: normal; overflow-wrap: anywhere; }
.ll-partly { font-size: .8em; padding: .1em .45em; border-radius: .5em; white-space: nowrap;
  border: 1px dashed currentColor; }
.ll-quote { margin: 0; padding: .15rem 0 .15rem .9rem; white-space: pre-line;
  border-left: 4px solid #E0A800; }
.ll-small { font-size: .875rem; line-height: 1.5; }
.ll.ll-small li { font-size: .875rem; margin: 0; }
.ll-small ul { margin: 0; padding-left: 1.2rem; }
.ll-page { font-size: .875rem; white-space: pre-wrap; padding: .9rem 1rem; border-radius: .5rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ll mark { background: #FFE066; color: #1B2430; border-bottom: 2px solid #A87400; padding: 0 .1em; }
[data-testid="stImage"] img { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
</style>"""


def escaped(text: str) -> str:
    """Escape a text for HTML, without the characters that a browser would take as a signal."""
    return escape(_CONTROL.sub(" ", text))


def title_html(title: str) -> str:
    """Render the page's title for those who have it read out; others see it in the sidebar."""
    return f'<div class="ll"><h1 class="ll-unseen">{escaped(title)}</h1></div>'


def question_html(question: str, number: int) -> str:
    """Render what was asked, as the heading of its turn."""
    return f'<div class="ll"><h2 class="ll-turn-{number}">{escaped(question)}</h2></div>'


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


def answer_html(answer: Answer, turn: int) -> str:
    """Render an answer's text: paragraphs, small headings, chips that open the quotes."""
    chips = {c.marker: _chip(c, f"{turn}-c{n}") for n, c in enumerate(answer.citations)}
    cuts = sorted(
        [*_marker_cuts(answer, chips), *_partly_cuts(answer.statements)], key=lambda cut: cut[:2]
    )
    starts = {statement.start for statement in answer.statements}
    blocks = (
        _block(answer.text, match.span(), cuts, quoted=match.start() in starts)
        for match in _BLOCK.finditer(answer.text)
    )
    return f'<div class="ll">{"".join(blocks)}</div>'


Cut = tuple[int, int, str]  # the characters from start to end are replaced by this HTML


def _chip(citation: Citation, name: str) -> str:
    says = strings.CHIP.format(
        marker=citation.marker, title=citation.title, place=citation.page_label
    )
    label = escaped(says)
    return (
        f'&nbsp;<a class="ll-chip" href="#cite-{name}" role="button" aria-label="{label}"'
        f' title="{label}">{citation.marker}</a>'
    )


def _marker_cuts(answer: Answer, chips: Mapping[int, str]) -> Iterable[Cut]:
    """Markers stand between statements; "[1]" inside one is the document's own and stays text."""
    for match in _MARKER.finditer(answer.text):
        inside = any(s.start < match.end() and match.start() < s.end for s in answer.statements)
        if not inside and int(match[2]) in chips:
            yield (*match.span(), chips[int(match[2])])


def _partly_cuts(statements: Iterable[Statement]) -> Iterable[Cut]:
    for statement in statements:
        if statement.verdict != "supported":
            note = f' <span class="ll-partly">{strings.PARTLY}</span>'
            yield statement.end, statement.end, note


def _block(text: str, span: tuple[int, int], cuts: Iterable[Cut], *, quoted: bool) -> str:
    """Render a block; one that begins with a statement is no heading, whatever its words are."""
    start, end = span
    tag = "p"
    if not quoted and text.startswith("## ", start, end):
        start, tag = start + 3, "h3"
    pieces = []
    for cut_start, cut_end, html in cuts:
        if start <= cut_start and cut_end <= end:
            pieces += [escaped(text[start:cut_start]), html]
            start = cut_end
    pieces.append(escaped(text[start:end].rstrip()))
    return f"<{tag}>{''.join(pieces).strip()}</{tag}>"


def quote_html(quote: str, continued: str | None = None) -> str:
    """Render the quoted words, and what follows of their sentence on the next page."""
    html = f'<blockquote class="ll-quote">{escaped(quote)}</blockquote>'
    if continued is not None:
        html += f'<p class="ll-small">{strings.CONTINUES}</p>'
        html += f'<blockquote class="ll-quote">{escaped(continued)}</blockquote>'
    return f'<div class="ll">{html}</div>'


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
