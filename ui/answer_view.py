"""An answer on the screen: what it is, what it says, what it leaves open, what it rests on.

In: an `Answer` and the library. Out: drawing. Nothing is decided here: every line shows a field of
the answer in plain words. Words of documents and models pass through `inert_html` and
`inert_markdown` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import streamlit as st

from assistant.question import MAX_CHARS
from core.schema import Answer, Citation, Count
from library.library import Library
from ui import strings
from ui.answer_words import left_out_line, named, sort_notices, verdict_line, years_behind
from ui.inert_answer import answer_html, counts_html
from ui.inert_html import quote_html, read_html
from ui.inert_markdown import inert
from ui.source_drawer import Cited, quotes_of
from ui.source_view import is_pdf

MOST_CHARS = 60  # of a title on a button

_STATUS_LOOK = {
    "answered": (":material/check_circle:", "green"),
    "partial": (":material/contrast:", "orange"),
    "no_evidence": (":material/search_off:", "gray"),
}


@dataclass(frozen=True, slots=True)
class Actions:
    """What an answer's buttons do.

    `ask_instead` asks a question in place of a turn's, given by its number; `ask_everywhere` asks
    one without filters; `show` opens a quote by name.
    """

    ask_instead: Callable[[int, str], None]
    ask_everywhere: Callable[[str], None]
    show: Callable[[str], None]


def draw_answer(answer: Answer, library: Library, turn: int, actions: Actions) -> None:
    """Draw one answer with everything below it."""
    _draw_badges(answer)
    if _is_read_otherwise(answer):
        _draw_reading(answer, turn, actions.ask_instead)
    if answer.status == "no_evidence":
        st.markdown(f"**{strings.REASONS[answer.reason] if answer.reason else strings.NO_REASON}**")
    if answer.reason == "filtered_out":
        st.button(
            strings.ASK_EVERYWHERE,
            key=f"everywhere-{turn}",
            icon=":material/travel_explore:",
            on_click=actions.ask_everywhere,
            args=(answer.question,),
        )
    if answer.counts:
        _draw_counts(answer, library, turn)
    if answer.text or answer.missing:
        st.html(answer_html(answer, turn, places_of(answer, library)))
    with st.container(gap="xxsmall"):
        _draw_left_out(answer, turn)
        for icon, line in notes_of(answer, library):
            _draw_note(icon, line)
    _draw_sources(answer, library, turn, actions.show)


def draw_growing_answer(answer: Answer, library: Library, turn: int) -> None:
    """Draw what stands of an answer, laid out as it will be, so that nothing moves at its end."""
    _draw_badges(answer, growing=True)
    if _is_read_otherwise(answer):
        st.markdown(inert(strings.UNDERSTOOD.format(question=answer.understood_as)))
    if answer.counts:
        st.html(counts_html(answer, turn))
    st.html(answer_html(answer, turn, places_of(answer, library)))


def _is_read_otherwise(answer: Answer) -> bool:
    return answer.understood_as != " ".join(answer.question.split())


def _draw_badges(answer: Answer, *, growing: bool = False) -> None:
    # Not st.badge: Streamlit 1.67 escapes brackets in its label once more, which undoes ours.
    # All in one line of text, which breaks where it must: on a phone two stand side by side.
    badges = _badges(answer)
    if growing:
        badges = [(strings.GROWING, ":material/edit:", "gray"), *badges[1:]]
    st.markdown(" ".join(f":{color}-badge[{icon} {inert(said)}]" for said, icon, color in badges))


def _badges(answer: Answer) -> list[tuple[str, str, str]]:
    """Return a label, an icon and a colour for each: status, verdicts, quotes, writer."""
    badges = [(strings.STATUS[answer.status], *_STATUS_LOOK[answer.status])]
    if answer.statements:
        held = not answer.removed and all(s.verdict == "supported" for s in answer.statements)
        look = (":material/verified:", "green") if held else (":material/rule:", "orange")
        badges.append((verdict_line(answer), *look))
    if answer.citations:
        sources = len({citation.source_id for citation in answer.citations})
        quotes = strings.count_of(len(answer.citations), "quote", "quotes")
        label = f"{quotes} · {strings.count_of(sources, 'source', 'sources')}"
        badges.append((label, ":material/menu_book:", "gray"))
    if answer.text and answer.writer == "quotes":
        badges.append((strings.WRITER_QUOTES, ":material/format_quote:", "gray"))
    elif answer.text:
        label = strings.WRITER_MODEL.format(model=answer.model)
        badges.append((label, ":material/smart_toy:", "gray"))
    return badges


def _draw_reading(answer: Answer, turn: int, ask_instead: Callable[[int, str], None]) -> None:
    """Say how the question was read, and let the reader put it otherwise.

    Enter in the field asks, Escape leaves it: the page's script does both.
    """
    with st.container(gap="xxsmall"):
        st.markdown(inert(strings.UNDERSTOOD.format(question=answer.understood_as)))
        with st.expander(strings.EDIT_READING, icon=":material/edit:", type="compact"):
            key = f"reading-{turn}"
            st.text_area(
                strings.EDIT_READING,
                answer.understood_as,
                key=key,
                height="content",
                max_chars=MAX_CHARS,
                label_visibility="collapsed",
            )
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.button(
                    strings.ASK_THIS,
                    key=f"ask-{turn}",
                    on_click=lambda: ask_instead(turn, str(st.session_state[key])),
                )
                st.markdown(f":small[{strings.READING_KEYS}]", width="content")


def _draw_counts(answer: Answer, library: Library, turn: int) -> None:
    """Draw the counts of our own, and what was read for each."""
    st.html(counts_html(answer, turn))
    titles = {source.id: source.title for source in library.sources()}
    for number, count in enumerate(answer.counts):
        key = f"read-{turn}-{number}"
        with st.expander(
            strings.WHAT_WAS_READ, icon=":material/fact_check:", type="compact", key=key
        ):
            st.html(read_html([(name, named(of, titles)) for name, of in _read_for(count)]))


def _read_for(count: Count) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name what a count found nothing on, then all that was read for it."""
    for label, names in (
        (strings.READ_NOTHING, count.nothing_in),
        (strings.READ_ALL, count.read),
    ):
        if names:
            yield label.format(count=len(names)), names


def _draw_left_out(answer: Answer, turn: int) -> None:
    """Say how many sentences were left out; the notices that say why can be opened."""
    why, _ = sort_notices(answer)
    if why:
        label = strings.LEFT_OUT_WHY.format(count=answer.removed)
        key = f"left-out-{turn}"
        with st.expander(label, icon=":material/content_cut:", type="compact", key=key):
            for line in why:
                st.markdown(f":small[{inert(line)}]")
    elif answer.removed:
        _draw_note(":material/content_cut:", left_out_line(answer.removed))


def _draw_note(icon: str, line: str) -> None:
    st.markdown(f"{icon} :small[{inert(line)}]")


def _draw_sources(answer: Answer, library: Library, turn: int, show: Callable[[str], None]) -> None:
    """Draw a button for each page that is cited, and each near passage with its own."""
    places: dict[tuple[str, str], tuple[str, list[Citation]]] = {}
    if answer.nearest:
        st.html(f'<div class="ll"><h3>{strings.NEAREST}</h3></div>')
    quotes = quotes_of(answer, turn)
    titles = titles_of(quotes.values())
    for name, cited in quotes.items():
        place = _short_place(cited, titles[cited.title], library)
        if isinstance(cited, Citation):
            places.setdefault((cited.source_id, place), (name, []))[1].append(cited)
        else:
            with st.container(gap="xsmall"):
                st.html(quote_html(cited.quote))
                _draw_source_button(name, place, show)
    with st.container(horizontal=True, gap="xsmall"):
        for (_, place), (name, cited_there) in places.items():
            numbers = "".join(f"[{citation.marker}] " for citation in cited_there)
            years = ", ".join(map(str, years_behind(cited_there)))
            _draw_source_button(name, numbers + place + (f" · {years}" if years else ""), show)


def _draw_source_button(name: str, label: str, show: Callable[[str], None]) -> None:
    st.button(
        inert(label),
        key=f"quote-{name}",
        on_click=show,
        args=(name,),
        icon=":material/menu_book:",
        wrap=True,
    )


def titles_of(quotes: Collection[Cited]) -> dict[str, str]:
    """Name sources by their titles, cut if they are long, whole if they then look alike."""
    cut = {title: _cut(title) for title in {cited.title for cited in quotes}}
    seen = Counter(cut.values())
    return {title: short if seen[short] == 1 else title for title, short in cut.items()}


def _cut(title: str) -> str:
    if len(title) <= MOST_CHARS:
        return title
    return title[: MOST_CHARS - 1].rsplit(" ", 1)[0] + " …"


def _short_place(cited: Cited, title: str, library: Library) -> str:
    """Name the page, or the document if it has none: "A title, p. 3"."""
    if not is_pdf(library, library.source(cited.source_id), cited.page_number):
        return title
    return f"{title}, {strings.SHORT_PAGE.format(label=cited.page_label or cited.page_number)}"


def news_of(answer: Answer) -> str:
    """Say in one line that an answer is there, for those who have the page read out."""
    quotes = strings.count_of(len(answer.citations), "quote", "quotes")
    return strings.ANSWER_READY.format(status=strings.STATUS[answer.status], quotes=quotes)


def places_of(answer: Answer, library: Library) -> dict[int, str]:
    """Name where each marker's quote stands; a source that has left the library by its title."""
    held, titles = {source.id for source in library.sources()}, titles_of(answer.citations)
    return {
        cited.marker: _short_place(cited, titles[cited.title], library)
        if cited.source_id in held
        else cited.title
        for cited in answer.citations
    }


def notes_of(answer: Answer, library: Library) -> Iterator[tuple[str, str]]:
    """Yield what the reader should know besides the answer: an icon and a line each."""
    if answer.unresolved:
        references = strings.count_of(len(answer.unresolved), "reference", "references")
        yield ":material/link_off:", strings.UNRESOLVED.format(references=references)
    titles = {source.id: source.title for source in library.sources()} if answer.unread else {}
    for page in answer.unread:
        title = titles.get(page.source_id, page.source_id)
        line = strings.UNREAD.format(title=title, page=page.page_number, why=page.why)
        yield ":material/visibility_off:", line
    for notice in sort_notices(answer)[1]:
        yield ":material/info:", notice
