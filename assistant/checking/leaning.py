"""Leaning: a quote that is exact and yet says nothing by itself.

In: a statement in the exact words of its source, and the heading it stands under. Out: what a
reader should know. "They opened in 2011" stands for whoever the sentence before named: out of its
place it may mislead. "The district opened" is told by its heading, which is shown beside it.
"""

from __future__ import annotations

import re

from assistant.checking.reading import read

_STANDS_FOR = re.compile(
    r"^[\"“‘'(\[]*(it|its|they|their|this|these|those|he|she|his|her|both|such)\b",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"^the (?:[a-z-]+ )?(?:district|school|program|pathway|academy|superintendent|principal|board"
    r"|report|study|grant|initiative|foundation|city|county|state|team|center|partnership)\b",
    re.IGNORECASE,
)


def stands_for(text: str) -> str | None:
    """Return the pronoun that a text opens with, if it stands for something said before it."""
    match = _STANDS_FOR.match(text)
    return match.group(1) if match else None


def leans(text: str) -> bool:
    """Say whether nothing in a text tells whom it speaks of, so that any evidence might fit it."""
    if stands_for(text):
        return True
    return bool(_COMMON.match(text)) and not any(token.name for token in read(text))


def subject_of_heading(text: str, section: str) -> str | None:
    """Return the common noun that a text opens with, if only the heading says which one it is."""
    match = _COMMON.match(text)
    if match is None or any(token.name for token in read(text)):
        return None
    return match.group() if any(token.name for token in read(section)) else None
