"""Wording: words that people and reports use for the same career sector.

"Which districts have a school for medicine?" counts one with an academy of health. The groups are
by stem. Only sectors: wider groups ("mentor" and "guide", "pilot" and "trial") counted more
districts wrongly than they found (evaluation/LOG.md).
"""

from __future__ import annotations

from assistant.evidence import stems

ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(stems(line))
    for line in (
        "health medical medicine nursing healthcare",
        "law legal",
        "engineering engineer engineers",
        "agriculture agricultural farming",
        "computer computers computing",
        "finance financial banking",
        "environment environmental",
    )
)
