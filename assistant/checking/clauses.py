"""Clauses: the facts of a statement, one by one.

In: the tokens of a statement. Out: the positions of each of its parts that says something by
itself. Cut where writers join facts (";", "which", a comma before "and"); a part of fewer than
three content words stays with the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.reading import Token
from assistant.checking.wordlists import listed

_LEAST = 3
_OPENERS = frozenset(
    listed(
        "which who whose where while whereas although though but because so after before since "
        "when and as including resulting making helping leading raising causing"
    )
)


def cut_clauses(tokens: Sequence[Token]) -> tuple[range, ...]:
    """Return the parts of a statement, in order and without gaps."""
    starts = [0]
    for position in range(1, len(tokens)):
        if _opens(tokens, position) and _weight(tokens, starts[-1], position) >= _LEAST:
            starts.append(position)
    if len(starts) > 1 and _weight(tokens, starts[-1], len(tokens)) < _LEAST:
        starts.pop()
    ends = [*starts[1:], len(tokens)]
    return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))


def _opens(tokens: Sequence[Token], position: int) -> bool:
    before, own = tokens[position - 1].text, tokens[position].lower
    if before in ";.?!:—–":
        return True
    return own in _OPENERS and (before == "," or own not in ("and", "as", "so"))


def _weight(tokens: Sequence[Token], start: int, end: int) -> int:
    return sum(token.content for token in tokens[start:end])
