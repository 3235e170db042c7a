"""An answer's text as HTML in which everything that was not written here is escaped.

In: an `Answer`, the number of its turn, and the places of its citations in words. Out: HTML for
`st.html`: paragraphs, headings or a table of sides, chips that open the quotes, a mark a sentence
that says how far its evidence holds it, and what the documents do not say.
The mark's words are in the page all the time and are shown by the style sheet, so they need no
script; a sentence that is held in part is also marked where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.schema import Answer, Citation, Statement
from ui import strings
from ui.answer_layout import Layout, Part, Span, lay_out
from ui.answer_words import (
    Pieces,
    count_pieces,
    disagreement_pieces,
    missing_line,
    rests_on,
    verdict_word,
)
from ui.inert_html import escaped

_MARKER = re.compile(r" ?(\[(\d+)\])")
_MARKERS = re.compile(r"(?: ?\[\d+\])*")
_SIGNS = {"supported": "", "partly": "ll-partly", "unsupported": "ll-partly"}
Cut = tuple[int, int, str]  # the characters from start to end are replaced by this HTML


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An answer with what its HTML needs: where each citation stands in words, and its chips."""

    answer: Answer
    turn: int
    places: Mapping[int, str]
    chips: Mapping[int, str]


def answer_html(answer: Answer, turn: int, places: Mapping[int, str] | None = None) -> str:
    """Render an answer's text; `places` name where each marker's quote stands, for its mark."""
    chips = _chips(answer, turn)
    drawn = _Drawn(answer, turn, places or {}, chips)
    layout = lay_out(answer)
    differ = _differences(drawn, layout)
    html = _blocks(drawn, layout.lead) + differ.pop(-1, "")
    if layout.table:
        html += _table(drawn, layout.parts) + "".join(differ.values())
    else:
        for number, part in enumerate(layout.parts):
            html += f"<h3>{escaped(part.heading)}</h3>{_side(drawn, part)}"
            html += differ.get(number, "")
    if layout.missing:
        html += f'<p class="ll-missing">{escaped(missing_line(layout.missing))}</p>'
    return f'<div class="ll ll-answer">{html}</div>'


def counts_html(answer: Answer, turn: int) -> str:
    """Render the counts of our own: computed lines, which no document says."""
    chips = _chips(answer, turn)
    lines = (
        f'<p class="ll-count"><strong>{strings.COUNTED}</strong> '
        f"{_pieces(count_pieces(count), chips)}</p>"
        for count in answer.counts
    )
    return f'<div class="ll">{"".join(lines)}</div>'


def _chips(answer: Answer, turn: int) -> dict[int, str]:
    return {c.marker: _chip(c, f"{turn}-c{n}") for n, c in enumerate(answer.citations)}


def _chip(citation: Citation, name: str) -> str:
    says = strings.CHIP.format(
        marker=citation.marker, title=citation.title, place=citation.page_label
    )
    label = escaped(says)
    return (
        f'<a class="ll-chip" href="#cite-{name}" role="button" aria-label="{label}"'
        f' title="{label}">{citation.marker}</a>'
    )


def _pieces(pieces: Pieces, chips: Mapping[int, str]) -> str:
    return "".join(
        escaped(piece) if isinstance(piece, str) else chips.get(piece, f"[{piece}]")
        for piece in pieces
    )


def _blocks(drawn: _Drawn, blocks: tuple[Span, ...]) -> str:
    return "".join(f"<p>{_block(drawn, *span)}</p>" for span in blocks)


def _side(drawn: _Drawn, part: Part) -> str:
    missing = f'<p class="ll-missing">{strings.SIDE_MISSING}</p>'
    return _blocks(drawn, part.blocks) or missing


def _table(drawn: _Drawn, parts: tuple[Part, ...]) -> str:
    """Render sides as columns. Roles are told, because a stacked table loses its own."""
    names = [escaped(part.heading) for part in parts]
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    cells = "".join(
        f'<td role="cell" data-side="{name}">{_side(drawn, part)}</td>'
        for name, part in zip(names, parts, strict=True)
    )
    return (
        f'<table class="ll-sides" role="table"><thead role="rowgroup"><tr role="row">{heads}</tr>'
        f'</thead><tbody role="rowgroup"><tr role="row">{cells}</tr></tbody></table>'
    )


def _differences(drawn: _Drawn, layout: Layout) -> dict[int, str]:
    """Render each disagreement, by the last part that cites one of its sources; -1 is the lead."""
    found: dict[int, str] = {}
    spans = [(-1, layout.lead), *((n, part.blocks) for n, part in enumerate(layout.parts))]
    for difference in drawn.answer.disagreements:
        concerned = [
            number
            for number, blocks in spans
            for statement in drawn.answer.statements
            if set(statement.citations) & set(difference.markers)
            and any(start <= statement.start < end for start, end in blocks)
        ]
        line = _pieces(disagreement_pieces(difference, drawn.answer.citations), drawn.chips)
        at = max(concerned, default=len(layout.parts) - 1)
        found[at] = found.get(at, "") + f'<p class="ll-differ">{line}</p>'
    return found


def _block(drawn: _Drawn, start: int, end: int) -> str:
    """Render a paragraph: words, chips for markers, and the marks of its statements."""
    text = drawn.answer.text
    cuts: list[Cut] = [*_marker_cuts(drawn, start, end)]
    for number, statement in enumerate(drawn.answer.statements):
        cuts += _statement_cuts(drawn, number, statement, start, end)
    pieces = []
    for cut_start, cut_end, html in sorted(cuts, key=lambda cut: cut[:2]):
        pieces += [escaped(text[start:cut_start]), html]
        start = cut_end
    pieces.append(escaped(text[start:end].rstrip()))
    return "".join(pieces).strip()


def _marker_cuts(drawn: _Drawn, start: int, end: int) -> Iterator[Cut]:
    """Markers stand between statements; "[1]" inside one is the document's own and stays text."""
    for match in _MARKER.finditer(drawn.answer.text, start, end):
        inside = any(
            s.start < match.end() and match.start() < s.end for s in drawn.answer.statements
        )
        if not inside and int(match[2]) in drawn.chips:
            yield (*match.span(), "&nbsp;" + drawn.chips[int(match[2])])


def _statement_cuts(
    drawn: _Drawn, number: int, statement: Statement, start: int, end: int
) -> Iterator[Cut]:
    """Underline what of a doubtful statement stands in this paragraph; its mark ends it."""
    first, last = max(start, statement.start), min(end, statement.end)
    if first >= last:
        return
    if statement.verdict != "supported":
        yield first, first, '<span class="ll-doubt">'
        yield last, last, "</span>"
    if statement.end <= end:
        match = _MARKERS.match(drawn.answer.text, statement.end, end)
        at = match.end() if match else statement.end
        yield last, last, '<span class="ll-tail">'  # its numbers and its mark stay in one line
        yield at, at, _mark(drawn, number, statement) + "</span>"


def _mark(drawn: _Drawn, number: int, statement: Statement) -> str:
    """Render the mark of a statement, and the words that it shows on hover, focus and tap."""
    word, icon = verdict_word(statement.verdict), strings.VERDICT_ICONS[statement.verdict]
    name = f"why-{drawn.turn}-{number}"
    seen = f"{icon} {word.lower()}" if statement.verdict != "supported" else icon
    label = strings.VERDICT_LABEL.format(verdict=word)
    why = f'<span class="ll-word">{icon} {word}</span> {escaped(statement.why)}'
    evidence = "".join(
        f'<span class="ll-evidence">{escaped(line)}</span>' for line in _evidence(drawn, statement)
    )
    sign = f"ll-mark {_SIGNS[statement.verdict]}".strip()
    return (
        f'&nbsp;<span class="ll-verdict"><button type="button" class="{sign}"'
        f' aria-label="{label}" aria-describedby="{name}">{seen}</button>'
        f'<span class="ll-why" role="tooltip" id="{name}">{why}{evidence}</span></span>'
    )


def _evidence(drawn: _Drawn, statement: Statement) -> Iterator[str]:
    for citation in drawn.answer.citations:
        if citation.marker in statement.citations:
            place = drawn.places.get(citation.marker) or citation.title
            yield strings.EVIDENCE.format(
                marker=citation.marker, place=place, rests_on="; ".join(rests_on(citation))
            )
