"""Stated numbers: how many of a kind a sentence says there are.

In: a sentence, or the evidence of a question. Out: the number ("six Central Valley districts", "5
of the nine"). What a document states comes before our own count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.counting.tally import Counted
from assistant.evidence import Evidence
from assistant.understanding.bounds import NUMBER_WORDS
from assistant.understanding.counted import Kind
from assistant.weighing import rank_quotable

# "six Central Valley districts"; who are counted of all are districts: "5 of the nine".
_PLURALS: Mapping[Kind, str] = {
    "district": "districts",
    "school": "schools",
    "state": "states",
    "county": "counties",
    "college": "colleges",
    "pathway": "pathways",
}
_SO_MANY = {
    kind: re.compile(
        r"\b(?<![\d,.])(?:(?!(?:19|20)\d\d\b)\d[\d,]*"
        r"|two|three|four|five|six|seven|eight|ten|eleven|twelve) (?:[\w-]+ ){0,2}"
        + plural
        + r"\b|\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight)"
        r" of (?:the )?(?:nine|\d{1,3})\b",
        re.I,
    )
    for kind, plural in _PLURALS.items()
}


def says_another(counted: Counted) -> bool:
    """Say whether the one sentence that was counted gives another number of these itself."""
    number = _so_many(counted.evidence[0].text, counted.kind) if counted.in_one else None
    return number is not None and number != len(counted.said_of)


def number_stated(question: str, evidence: Sequence[Evidence], kind: Kind) -> int | None:
    """Return how many of a kind the sentence that would open the answer says there are."""
    ranked = rank_quotable(question, evidence)
    return _so_many(ranked[0][0].text, kind) if ranked else None


def states_number(question: str, evidence: Sequence[Evidence], counted: Counted) -> Evidence | None:
    """Return the best sentence that says how many there are and is none of those counted."""
    listing = {item.text for item in counted.evidence}
    for item, _ in rank_quotable(question, evidence):
        if item.text not in listing and _so_many(item.text, counted.kind) is not None:
            return item
    return None


def _so_many(text: str, kind: Kind) -> int | None:
    """Return how many of a kind a text says there are."""
    pattern = _SO_MANY.get(kind)
    found = pattern.search(text) if pattern else None
    if found is None:
        return None
    written = found.group().split()[0].casefold()
    return NUMBER_WORDS.get(written) or int(written.replace(",", ""))
