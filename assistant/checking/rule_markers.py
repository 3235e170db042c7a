"""Turns: "not", "all", "at most", "may" and their like, put in or left out.

In: a pair. Out: findings. A marker is held against the markers that bear on the same words in the
other text. One whose words the other text does not have is left alone: its clause was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.denying import denies
from assistant.checking.finding import Finding, Rule
from assistant.checking.lexicon import opposed
from assistant.checking.markers import Class, Marker
from assistant.checking.pairing import Pair
from assistant.checking.unknown import is_unknown, tells_nothing

_HEDGES: frozenset[Class] = frozenset({"may", "plan", "estimate", "opinion"})
_NARROW: frozenset[Class] = frozenset(
    {"at least", "at most", "about", "all", "some", "most", "few"}
)
_ADDED: dict[Class, Rule] = {
    "negation": "negation",
    "all": "quantifier",
    "most": "quantifier",
    "few": "quantifier",
    "only": "quantifier",
    "at least": "quantifier",
    "at most": "quantifier",
}
_REWORDED = 4
_PREFIXES = ("un", "dis", "non", "in")
_ROOT = 3
_DROPPED: dict[Class, Rule] = {
    "negation": "negation",
    "most": "quantifier",
    "some": "quantifier",
    "few": "quantifier",
    "only": "quantifier",
    "at least": "quantifier",
    "at most": "quantifier",
    "about": "quantifier",
    "may": "certainty",
    "plan": "certainty",
    "estimate": "certainty",
    "opinion": "certainty",
}


def check_markers(pair: Pair) -> Iterator[Finding]:
    """Yield the markers that one text has and the other has not."""
    yield from _weakened(pair)
    for marker in pair.said_markers:
        rule = _ADDED.get(marker.of)
        if rule is None or _answered(pair, marker, _class_of(marker.of), said=True):
            continue
        if not _excused(pair, marker):
            yield Finding(rule, f"says ‘{_shown(pair.said, marker)}’; the page does not")
    for marker in pair.told_markers:
        rule = _DROPPED.get(marker.of)
        if rule is None or not _kept(pair, marker, said=False):
            continue
        if rule == "negation" and (told_by_opposite(pair, marker, said=False) or _reworded(pair)):
            continue
        if not _answered(pair, marker, _class_of(marker.of), said=False):
            why = f"the page says ‘{_shown(pair.told, marker)}’"
            yield Finding(rule, why, contradicts=rule == "negation")


def _excused(pair: Pair, marker: Marker) -> bool:
    """Say whether a marker of the statement's own changes nothing."""
    if marker.of == "negation":
        return _told_by_prefix(pair, marker) or told_by_opposite(pair, marker, said=True)
    if not _kept(pair, marker, said=True) or _is_spread(pair, marker):
        return True
    if marker.of == "all" and _is_frequency(pair, marker):
        return True
    if marker.of == "at least" and _is_over(pair, marker):
        return True
    return marker.of in ("at least", "at most") and _rounds(pair, marker)


def _weakened(pair: Pair) -> Iterator[Finding]:
    """Yield "some" where the page has "all" of the same."""
    for marker in pair.said_markers:
        if marker.of not in ("some", "few"):
            continue
        own = _keys(pair.said, marker.bears_on[:1])
        for other in pair.told_markers:
            if other.of in ("all", "most") and own & _keys(pair.told, other.bears_on[:1]):
                says, page = _shown(pair.said, marker), _shown(pair.told, other)
                yield Finding("quantifier", f"says ‘{says}’; the page says ‘{page}’")


def _told_by_prefix(pair: Pair, marker: Marker) -> bool:
    """Say whether a denial stands in the evidence as a prefix ("undated" for "bears no date")."""
    denied = tuple(pair.said[i].key[:_ROOT] for i in (*marker.bears_on[:2], *marker.before))
    bare = [key.removeprefix(p) for key in pair.told_keys for p in _PREFIXES if key.startswith(p)]
    return any(key.startswith(denied) for key in bare) if denied else False


def told_by_opposite(pair: Pair, marker: Marker, *, said: bool) -> bool:
    """Say whether the other text has no denial but the opposite ("turned down"), or a like gap."""
    if is_unknown(pair.told) and tells_nothing(pair.said):
        return True
    mine, theirs = (pair.said, pair.told) if said else (pair.told, pair.said)
    words = [mine[k].key for k in marker.bears_on[:2]]
    return any(opposed(key, token.key) for key in words for token in theirs)


def _reworded(pair: Pair) -> bool:
    """Say whether a statement put otherwise has a denying word of its own ("left out")."""
    marking = {marker.position for marker in pair.said_markers}
    own = [i for i in range(len(pair.said)) if pair.added(i)]
    return len(own) >= _REWORDED and denies([pair.said[i] for i in own if i not in marking])


def _is_over(pair: Pair, marker: Marker) -> bool:
    """Say whether the page has "over" before the same figure, which may be a bound too."""
    first = {pair.said[i].key for i in marker.bears_on[:1]}
    return any(
        m.text.startswith("over ") and first & _keys(pair.told, range(m.position, m.position + 3))
        for m in pair.told_markers
        if m.of == "neutral"
    )


def _is_frequency(pair: Pair, marker: Marker) -> bool:
    """Say whether "every month" stands for "monthly"."""
    after = pair.said[marker.position + 1 : marker.position + 2]
    often = [token.lower for token in pair.told if token.lower.endswith("ly")]
    return bool(after) and any(word in (after[0].lower + "ly", "daily") for word in often)


def _is_spread(pair: Pair, marker: Marker) -> bool:
    """Say whether "each" or "they all" only spreads a fact: the page has no share of them."""
    after = pair.said[marker.position + 1] if marker.position + 1 < len(pair.said) else None
    if after is None or after.lower == "of" or after.figure:
        return False
    floats = marker.text == "all" and marker.position > 0 and pair.said[marker.position - 1].content
    if marker.text != "each" and not floats:
        return False
    own = _keys(pair.said, marker.bears_on[:2])
    shares = [m for m in pair.told_markers if m.of in ("some", "most", "few", "one", "only")]
    return not any(own & _keys(pair.told, m.bears_on[:2]) for m in shares)


def _rounds(pair: Pair, marker: Marker) -> bool:
    """Say whether a bound goes with a round figure of the statement's own ("more than 48,000")."""
    first = pair.said[marker.bears_on[0]] if marker.bears_on else None
    return bool(first and first.figure and first.key not in pair.told_keys)


def _class_of(name: Class) -> frozenset[Class]:
    return _HEDGES if name in _HEDGES else frozenset({name})


def _answered(pair: Pair, marker: Marker, classes: frozenset[Class], *, said: bool) -> bool:
    """Say whether the other text has such a marker at the same words."""
    others = [m for m in (pair.told_markers if said else pair.said_markers) if m.of in classes]
    mine, theirs = (pair.said, pair.told) if said else (pair.told, pair.said)
    if classes == _HEDGES:
        # One hedge may stand for another anywhere in the sentence; fewer of them are a loss.
        own = pair.said_markers if said else [m for m in pair.told_markers if _kept_there(pair, m)]
        if marker.text != "will":
            others = [m for m in others if m.text != "will"]
        return len(others) >= sum(m.of in _HEDGES for m in own)
    if marker.of == "all" and others:
        return True
    there = pair.told_keys if said else pair.said_keys
    verb = mine[marker.position]
    if marker.of == "negation" and verb.content and verb.key in there:
        return True
    kept = [i for i in _first(marker) if mine[i].key in there]
    if marker.of == "negation" and (not marker.bears_on or marker.bears_on[0] not in kept):
        # Another verb: "failed to grasp" for "not every one understood".
        return _negations(pair.said_markers) == _negations(pair.told_markers)
    first = _keys(mine, kept[:1] or marker.bears_on[:1])
    return any(not first or first & _keys(theirs, _reached(m)) for m in others)


def _negations(markers: Sequence[Marker]) -> int:
    return sum(m.of == "negation" or m.text.startswith("not ") for m in markers)


def _reached(marker: Marker) -> tuple[int, ...]:
    """Return what a marker bears on: a quantifier on the next words, "not" on a whole phrase."""
    if marker.of in _NARROW:
        return _first(marker)
    return (*marker.bears_on, *marker.before)


def _kept(pair: Pair, marker: Marker, *, said: bool) -> bool:
    """Say whether the other text has, in its place, a word that a marker bears on first."""
    if said:
        return any(pair.said[i].key in pair.told_keys for i in marker.bears_on[:2])
    return _kept_there(pair, marker)


def _kept_there(pair: Pair, marker: Marker) -> bool:
    return any(j in pair.answered for j in _first(marker))


def _first(marker: Marker) -> tuple[int, ...]:
    """Return what a marker bears on first: "or above" on what stands before it."""
    return marker.before if marker.text.startswith("or ") else marker.bears_on[:2]


def _keys(tokens: Sequence[object], positions: Sequence[int]) -> set[str]:
    return {tokens[i].key for i in positions}  # type: ignore[attr-defined]


def _shown(tokens: Sequence[object], marker: Marker) -> str:
    """Return a marker with the word that follows it, as written."""
    end = marker.bears_on[0] + 1 if marker.bears_on else marker.position + 1
    end = min(end, marker.position + 5)
    return " ".join(t.text for t in tokens[marker.position : end])  # type: ignore[attr-defined]
