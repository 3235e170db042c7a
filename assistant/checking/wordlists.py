"""Word lists, written as lines of words.

In: text. Out: its words. Lists of a hundred words read better as lines than as columns of literals.
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a list, in order."""
    return tuple(text.split())
