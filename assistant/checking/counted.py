"""Figures that a statement works out: a sum, the years between two dates, the length of a list.

In: a pair and a figure that its evidence does not have. Out: whether the evidence yields it. "Four
years after being hired" for 2009 and 2013 says nothing new; a reader can do the sum as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from assistant.checking.figures import Figure
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token

_MOST = 12
_CLOSE = 2.5  # percentage points
_SPAN = 9  # words of one item of a list
_LINKS = ("and", "or", "nor", "versus")


def is_summed(pair: Pair, i: int) -> bool:
    """Say whether a figure of a statement is a plain sum of two that its evidence has."""
    figure = pair.said[i].figure
    if figure is None:
        return False
    if "half" in pair.said[i].lower:
        return any(_is_half(one, other) for one, other in permutations(_figures(pair), 2))
    return figure.kind == "count" and figure.value in _sums(pair)


def is_ratio(pair: Pair, i: int) -> bool:
    """Say whether a share in words is that of "23 of 26" in the evidence ("nine out of ten")."""
    figure = pair.said[i].figure
    if figure is None or figure.kind != "percent" or not pair.said[i].text[0].isalpha():
        return False
    for part, link, whole in zip(pair.told, pair.told[1:], pair.told[2:], strict=False):
        if link.lower == "of" and part.figure and whole.figure and whole.figure.value:
            share = 100 * part.figure.value / whole.figure.value
            if part.figure.kind == whole.figure.kind == "count":
                return abs(share - figure.value) <= _CLOSE
    return False


def is_in_decades(pair: Pair, i: int) -> bool:
    """Say whether "forty years" stands in the evidence as "four decades", or the reverse."""
    return any(
        (one == "year" and other == "decade" and value == 10 * there)
        or (one == "decade" and other == "year" and 10 * value == there)
        for one, value in _spans(pair.said[i : i + 2])
        for j in range(len(pair.told) - 1)
        for other, there in _spans(pair.told[j : j + 2])
    )


def _spans(tokens: Sequence[Token]) -> list[tuple[str, float]]:
    """Return the unit and the number of a figure with what it counts."""
    figure = tokens[0].figure if len(tokens) > 1 else None
    return [] if figure is None else [(tokens[1].lower.removesuffix("s"), figure.value)]


def is_listed(pair: Pair, i: int) -> bool:
    """Say whether a figure of a statement counts the items of a list in its evidence."""
    figure = pair.said[i].figure
    after = pair.said[i + 1].lower if i + 1 < len(pair.said) else "of"
    if figure is None or figure.kind != "count" or after == "of":
        return False
    return 2 <= figure.value <= _MOST and int(figure.value) in _lengths(pair.told)


def _figures(pair: Pair) -> list[Figure]:
    return [token.figure for token in pair.told if token.figure]


def _is_half(one: Figure, other: Figure) -> bool:
    return (
        one.kind == other.kind
        and one.kind not in ("year", "ordinal")
        and one.value * 2 == other.value
    )


def _sums(pair: Pair) -> set[int]:
    """Return the sums of two counts, both in the statement too, and the years between two dates."""
    found = set()
    figures = [(t.key, t.figure) for t in pair.told if t.figure]
    for (a, one), (b, other) in combinations(figures, 2):
        if one.kind == other.kind == "year":
            found.add(int(abs(one.value - other.value)))
        if one.kind == other.kind == "count" and {a, b} <= pair.said_keys:
            found.add(int(one.value + other.value))
    return found - {0}


def _lengths(tokens: Sequence[Token]) -> set[int]:
    """Return how many items each list has: "a, b, c and d" has four, "either a or b" two."""
    found = set()
    for at, token in enumerate(tokens):
        if token.lower not in _LINKS:
            continue
        items, last, k = 2, at, at - 1
        while k >= 0 and tokens[k].text not in ".;?!:" and last - k <= _SPAN:
            if tokens[k].text == "," and last - k > 1:
                items, last = items + 1, k
            k -= 1
        found |= {2, items, items - 1} - {1}
    return found
