"""What is not known: sentences that say that the documents do not tell something.

In: tokens. Out: whether they say so, as evidence ("no total was found") or as a statement ("what it
cost is not known"). Of such evidence nothing follows but that.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.reading import Token, stem
from assistant.checking.wordlists import listed

_FINDING = frozenset(stem(word) for word in listed("find know state specify name give record"))
_TELLING = frozenset(
    stem(word)
    for word in listed(
        "say tell mention reveal disclose trace identify discover answer learn determine report "
        "explain describe"
    )
)
_OPEN = frozenset(listed("unknown unclear unstated unspecified undisclosed silent"))
_NEARBY = 5


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a statement says here that something is not known, or not told."""
    if tokens[at].lower in _OPEN:
        return True
    if tokens[at].name or tokens[at].key not in _FINDING | _TELLING:
        return False
    around = tokens[max(0, at - _NEARBY) : at + _NEARBY]
    return any(t.lower in ("not", "no", "nothing", "nowhere", "neither", "never") for t in around)


def is_unknown(tokens: Sequence[Token]) -> bool:
    """Say whether a text tells that something was not found."""
    places = (at for at, token in enumerate(tokens) if token.key in _FINDING)
    return any(_not_found(tokens, at) for at in places)


def tells_nothing(tokens: Sequence[Token]) -> bool:
    """Say whether a statement says anywhere that something is not known, or not told."""
    return is_unknown(tokens) or any(_is_open(tokens, at) for at in range(len(tokens)))


def _not_found(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "was not found" stands here, or "no … was found"."""
    before = [token.lower for token in tokens[max(0, at - 3) : at]]
    if not set(before) & {"was", "were", "is", "are", "been"}:
        return False
    first = at
    while first > 0 and tokens[first - 1].text not in ".;?!":
        first -= 1
    return "not" in before or tokens[first].lower in ("no", "nothing", "neither", "none")
