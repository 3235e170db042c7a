"""Turned: a figure or a likelihood that a paraphrase keeps, with the other direction.

In: a pair. Out: hard findings. "More than half" is not "fewer than half", "a lower chance" is not
"more likely", "by 30" is not "to 30", however much else is in other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding
from assistant.checking.lexicon import UNITS
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token, stem
from assistant.checking.wordlists import listed

_LIKELIHOOD = frozenset(stem(word) for word in listed("likely chance odds probability likelihood"))
_UP = frozenset(listed("more higher greater better likelier likeliest most increased"))
_DOWN = frozenset(listed("less lower smaller worse fewer least reduced"))
_NEARBY = 2
_ROUNDING = frozenset(
    listed("about around some roughly nearly almost over approximately only just")
)


def check_turned(pair: Pair) -> Iterator[Finding]:
    """Yield what keeps its figure or its likelihood and turns the direction."""
    yield from _bounds(pair)
    yield from _likelihood(pair)
    yield from _changes(pair)
    yield from _for_each(pair)


def _bounds(pair: Pair) -> Iterator[Finding]:
    """Yield "more than half" for "fewer than 50 percent"."""
    mine, theirs = _bounded(pair, said=True), _bounded(pair, said=False)
    for key, (bound, text) in mine.items():
        page = theirs.get(key)
        if page is not None and page[0] != bound:
            why = f"says ‘{text}’; the page says ‘{page[1]}’"
            yield Finding("quantifier", why, hard=True)
            return


def _bounded(pair: Pair, *, said: bool) -> dict[str, tuple[str, str]]:
    """Return for each figure with a bound directly before it, which bound, and both as written."""
    tokens, markers = (pair.said, pair.said_markers) if said else (pair.told, pair.told_markers)
    found: dict[str, tuple[str, str]] = {}
    for marker in markers:
        at = marker.position + len(marker.text.split())
        if marker.of in ("at least", "at most") and at < len(tokens) and tokens[at].figure:
            found[tokens[at].key] = (marker.of, f"{marker.text} {tokens[at].text}")
    return found


def _likelihood(pair: Pair) -> Iterator[Finding]:
    """Yield "a lower chance of staying" for "more likely to stay"."""
    mine, theirs = _directions(pair.said), _directions(pair.told)
    if len(mine) == len(theirs) == 1 and mine.keys() != theirs.keys():
        (says,), (page,) = mine.values(), theirs.values()
        yield Finding("opposite", f"says ‘{says}’; the page says ‘{page}’", hard=True)


def _directions(tokens: Sequence[Token]) -> dict[str, str]:
    """Return which way each likelihood of a text goes, with its words."""
    found = {}
    for at, token in enumerate(tokens):
        before = tokens[max(0, at - _NEARBY) : at]
        for name, words in (("up", _UP), ("down", _DOWN)):
            own = [other for other in before if other.lower in words]
            if token.key in _LIKELIHOOD and own:
                found[name] = f"{own[-1].text} {token.text}"
    return found


def _changes(pair: Pair) -> Iterator[Finding]:
    """Yield "down by 165 million" for "down to 165 million"."""
    for i, token in enumerate(pair.said):
        if token.figure is None or token.figure.kind in ("year", "school year", "ordinal"):
            continue
        links = {_link(pair.told, j) for j in pair.places.get(token.key, ())}
        if {_link(pair.said, i), *links} == {"by", "to"} and len(links) == 1:
            page = next(iter(links))
            why = f"says ‘{_link(pair.said, i)} {token.text}’; the page says ‘{page} {token.text}’"
            yield Finding("number", why, hard=True)
            return


def _link(tokens: Sequence[Token], at: int) -> str:
    """Return the word before a figure, past "about" and its like."""
    at -= 1
    while at > 0 and tokens[at].lower in _ROUNDING:
        at -= 1
    return tokens[at].lower if at >= 0 else ""


def _for_each(pair: Pair) -> Iterator[Finding]:
    """Yield "for each school" where the page has "per student"."""
    mine, theirs = _eaches(pair.said), _eaches(pair.told)
    if len(mine) != 1 or len(theirs) != 1:
        return
    (own,), (page,) = mine, theirs
    held = own.key in pair.told_keys or page.key in pair.said_keys
    if not held and UNITS[own.key] != UNITS[page.key]:
        yield Finding("unit", f"says for each {own.text}; the page says {page.text}", hard=True)


def _eaches(tokens: Sequence[Token]) -> list[Token]:
    """Return the common nouns behind "per" and "for each"."""
    found = []
    for at in range(1, len(tokens)):
        before = [token.lower for token in tokens[max(0, at - 2) : at]]
        if before[-1] == "per" or before in (["for", "each"], ["for", "every"]):
            found.append(tokens[at])
    return [token for token in found if token.key in UNITS]
