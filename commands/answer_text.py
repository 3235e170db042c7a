"""An answer as plain text for the terminal.

In: an answer as JSON fields. Out: counts of our own, its text, what it leaves open, then each
citation with page, quote and origins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

REASONS = {
    "not_in_library": "The documents do not say.",
    "only_related": "The documents speak of this subject, but do not answer the question.",
    "filtered_out": "There is evidence, but outside the filters.",
    "unreadable": "The answer may be on a page that could not be read.",
    "not_a_library_question": "This is not a question that documents can answer.",
}

VERDICTS = {"partly": "Partly supported", "unsupported": "Not supported"}


def render_answer(answer: dict[str, Any], pdf_ids: Collection[str]) -> str:
    """Lay an answer out for reading; `pdf_ids` are the sources that have printed pages."""
    lines = [f"I understood: {answer['understood_as']}", ""] if _reread(answer) else []
    lines += [line for count in answer["counts"] for line in _count(count)]
    if answer["text"]:
        lines.append(answer["text"])
    elif answer["reason"]:
        lines.append(REASONS[answer["reason"]])
    lines += _open_ends(answer)
    lines += [f"Note: {notice}" for notice in answer["notices"]]
    if answer["citations"]:
        lines.append("")
        for citation in answer["citations"]:
            lines += _citation(citation, pdf_ids)
    if answer["nearest"]:
        lines += ["", "Nearest passages:"]
        lines += [
            f"  {n['title']}, {_place(n, pdf_ids)}: “{_flat(n['quote'])}”"
            for n in answer["nearest"]
        ]
    return "\n".join(lines)


def _reread(answer: dict[str, Any]) -> bool:
    return bool(answer["understood_as"] != " ".join(answer["question"].split()))


def _count(count: dict[str, Any]) -> Iterator[str]:
    """A computed line, which no document says, and what it was computed over."""
    markers = " ".join(f"[{marker}]" for marker in count["markers"])
    line = f"Counted by this program: {count['count']} of {count['of']}: {count['about']}"
    yield f"{line} {markers}".rstrip()
    for label, names in (
        ("Read", count["read"]),
        ("Nothing was found on", count["nothing_in"]),
    ):
        if names:
            yield f"  {label} ({len(names)}): {'; '.join(names)}"
    yield ""


def _open_ends(answer: dict[str, Any]) -> Iterator[str]:
    """What is missing, on what sources differ, and which sentences are not held whole."""
    if answer["missing"]:
        yield f"The documents do not say: {'; '.join(answer['missing'])}."
    cited = {citation["marker"]: citation for citation in answer["citations"]}
    for difference in answer["disagreements"]:
        named = [
            f"[{m}]" + (_rests_on(cited[m]) if m in cited else "") for m in difference["markers"]
        ]
        yield f"Sources differ on {difference['about']}: {', '.join(named)}."
    for statement in answer["statements"]:
        if statement["verdict"] != "supported":
            yield f"{VERDICTS[statement['verdict']]}: “{statement['text']}” {statement['why']}"


def _rests_on(citation: dict[str, Any]) -> str:
    """Kind and year of what a citation rests on: of its origins, else of its source."""
    behind = [f"{_kind(o)}, {o['year'] or 'n.d.'}" for o in citation["origins"] or [citation]]
    return f" ({'; '.join(dict.fromkeys(behind))})"


def _citation(citation: dict[str, Any], pdf_ids: Collection[str]) -> list[str]:
    place = _place(citation, pdf_ids)
    quote = _flat(citation["quote"])
    lines = [f"[{citation['marker']}] {citation['title']}, {place}: “{quote}”"]
    if more := citation["continues"]:
        lines.append(f"      … on page {more['page_number']} of the file: “{_flat(more['quote'])}”")
    for origin in citation["origins"]:
        year = origin["year"] or "n.d."
        address = origin["url"] or "no address"
        facts = f"{_kind(origin)}, {year}; seen of it: {origin['read']}"
        lines.append(f"      {origin['title']} ({facts}) {address}")
    return lines


def _kind(origin: dict[str, Any]) -> str:
    return str(origin["kind"]).replace("-", " ")


def _place(cited: dict[str, Any], pdf_ids: Collection[str]) -> str:
    """Name a printed page and the file's own count, or the section where there are no pages."""
    label, number = cited["page_label"], cited["page_number"]
    if cited["source_id"] not in pdf_ids:
        return f"section “{label.removeprefix(cited['title'] + ' > ')}”"
    return f"page {label}" if label == str(number) else f"page {label} (page {number} of the PDF)"


def _flat(text: str) -> str:
    return " ".join(text.split())
