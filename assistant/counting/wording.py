"""Wording: words of which a sentence need hold but one, and names that may mean the same.

In: what is asked of each. Out: groups of stems: words joined by "or", and those that people and
reports use for the same career sector, "medicine" and "health". Only sectors: wider groups
("mentor" and "guide", "pilot" and "trial") counted more wrongly than they found
(evaluation/LOG.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Weights, stems
from vectorstore.words import content_words

_EITHER = re.compile(r"\b([\w-]{3,}) or (?:an? |the )?([\w-]{3,})\b", re.I)
_SECTORS = tuple(
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


def words_alike(about: str) -> tuple[frozenset[str], ...]:
    """Return the groups of stems of which one stands for all."""
    joined = (frozenset(stems(" ".join(pair))) for pair in _EITHER.findall(about))
    return (*joined, *_SECTORS)


def weigh_alike(weights: Weights, groups: Sequence[frozenset[str]]) -> Weights:
    """Let words that may stand for one another weigh as the lightest of them."""
    idf = dict(weights.idf)
    for group in groups:
        asked = group & idf.keys()
        idf |= dict.fromkeys(asked, min((idf[stem] for stem in asked), default=0.0))
    return replace(weights, idf=idf)


def may_be_one(name: str, other: str) -> bool:
    """Say whether two names may mean the same thing: one holds the other's words."""
    told = [stems(" ".join(content_words(text))) for text in (name, other)]
    return told[0] <= told[1] or told[1] <= told[0]
