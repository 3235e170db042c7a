"""An answer as plain text for the terminal.

In: an answer as JSON fields. Out: its text, then each citation with page, quote and origins.
"""

from __future__ import annotations

from typing import Any

REASONS = {
    "not_in_library": "The documents do not say.",
    "only_related": "The documents speak of this subject, but do not answer the question.",
    "filtered_out": "There is evidence, but outside the filters.",
    "unreadable": "The answer may be on a page that could not be read.",
    "not_a_library_question": "This is not a question that documents can answer.",
}


def render_answer(answer: dict[str, Any]) -> str:
    """Lay an answer out for reading."""
    lines = [f"I understood: {answer['understood_as']}", ""] if _reread(answer) else []
    lines += [answer["text"]] if answer["text"] else [REASONS[answer["reason"]]]
    lines += [f"Note: {notice}" for notice in answer["notices"]]
    if answer["citations"]:
        lines.append("")
        for citation in answer["citations"]:
            lines += _citation(citation)
    if answer["nearest"]:
        lines += ["", "Nearest passages:"]
        lines += [f"  {n['title']}, {_page(n)}: “{_flat(n['quote'])}”" for n in answer["nearest"]]
    return "\n".join(lines)


def _reread(answer: dict[str, Any]) -> bool:
    return bool(answer["understood_as"] != " ".join(answer["question"].split()))


def _citation(citation: dict[str, Any]) -> list[str]:
    quote = _flat(citation["quote"])
    lines = [f"[{citation['marker']}] {citation['title']}, {_page(citation)}: “{quote}”"]
    for origin in citation["origins"]:
        year = origin["year"] or "n.d."
        address = origin["url"] or "no address"
        lines.append(f"      {origin['title']} ({origin['kind']}, {year}; {origin['read']}) {address}")
    return lines


def _page(place: dict[str, Any]) -> str:
    if place["page_label"] == str(place["page_number"]):
        return f"page {place['page_number']}"
    return f"page {place['page_label']} (page {place['page_number']} of the file)"


def _flat(text: str) -> str:
    return " ".join(text.split())
