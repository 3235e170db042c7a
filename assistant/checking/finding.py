"""A finding: what one rule has against a statement, in words for a reader.

In: nothing. Out: the value that every rule yields. `contradicts` says that the page has something
else; the others say that the page is less sure, or speaks of fewer, than the statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "number", "unit", "name", "negation", "opposite", "quantifier", "certainty", "attribution",
    "cause", "word", "order",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection. `missing` says that a figure or name is nowhere in the evidence.

    A `hard` one holds against a free paraphrase too, where other words are no change by themselves.
    """

    rule: Rule
    why: str
    contradicts: bool = True
    missing: bool = False
    hard: bool = False
