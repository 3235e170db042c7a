"""Figures: every number of a statement, with what it counts, against those of the evidence.

In: a pair. Out: findings. A plain "48,000" does not pass for 48,436, because a reader takes it for
the page's figure; "about 48,000" does, and so does "more than 48,000". A figure that the evidence
has, but for another thing, is found by its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.counted import is_in_decades, is_listed, is_ratio, is_summed
from assistant.checking.figures import Figure, near
from assistant.checking.finding import Finding
from assistant.checking.lexicon import ANYBODY, PEOPLE, UNITS
from assistant.checking.pairing import Pair, likeness, neighbours
from assistant.checking.reading import Token

_DATES = ("year", "school year", "decade")
_SMALL = 10
_POINTS = 6.0
_CLEARLY = 0.3  # by how much another figure's surroundings must fit better
_THIRDS = (100 / 3, 200 / 3)
_LOWER = frozenset({"over", "more", "least", "above", "than", "exceeding"})
_UPPER = frozenset({"nearly", "almost", "under", "less", "fewer", "below"})
_ROUND = frozenset({"about", "around", "roughly", "approximately", "some", "estimated", "to"})


def check_figures(pair: Pair) -> Iterator[Finding]:
    """Yield what is wrong with the statement's figures."""
    told = [j for j, token in enumerate(pair.told) if token.figure]
    for i, token in enumerate(pair.said):
        if token.figure is None:
            continue
        places = [j for j in told if _same(pair, i, j)]
        if not places:
            yield from _missing(pair, i, token.figure, told)
            continue
        other = _other_thing(pair, i, places, told)
        if other is not None:
            where = _shown(pair.told, other)
            yield Finding("number", f"says {_shown(pair.said, i)}; the page says {where}")
            continue
        yield from _unit(pair, i, places)


def _same(pair: Pair, i: int, j: int) -> bool:
    one, other = pair.said[i].figure, pair.told[j].figure
    if one is None or other is None:
        return False
    if one == other:
        return True
    kinds = {one.kind, other.kind}
    if kinds == {"percent"} and (one.value in _THIRDS or other.value in _THIRDS):
        return abs(one.value - other.value) < 0.7
    if one.value != other.value:
        return False
    if kinds == {"ordinal", "count"}:
        return bool(_things_beside(pair.said, i) & _things_beside(pair.told, j))
    # "97 percent in math and 94 in English": the second figure's unit is left out.
    return kinds == {"percent", "count"} and _unit_of(pair.told, j) is None


def _things_beside(tokens: Sequence[Token], at: int) -> set[str]:
    """Return what a number counts or numbers: "grade 9", "the ninth grade"."""
    return {t.key for t in tokens[max(0, at - 2) : at + 3] if t.key in UNITS}


def _missing(pair: Pair, i: int, figure: Figure, told: list[int]) -> Iterator[Finding]:
    if (
        _supplied(pair, i, figure)
        or _rounded(pair, i, told)
        or is_ratio(pair, i)
        or is_in_decades(pair, i)
    ):
        return
    instead = _instead(pair, i, told)
    says = f"says {_shown(pair.said, i)}"
    if instead is None:
        if is_summed(pair, i) or is_listed(pair, i):
            return
        if figure.kind == "ordinal" or figure.value == 1:
            return
        small = figure.kind == "count" and figure.value <= _SMALL
        why = f"{says}; the cited words do not give this figure"
        yield Finding("number", why, contradicts=not small, missing=not small)
        return
    if pair.said[i].lower == "one" and not _counts_same(pair, i, instead):
        return
    yield Finding("number", f"{says}; the page says {_shown(pair.told, instead)}", missing=True)


def _counts_same(pair: Pair, i: int, j: int) -> bool:
    """Say whether two figures count the same things; "one" by itself may stand for anybody."""
    said, told = _unit_of(pair.said, i), _unit_of(pair.told, j)
    if said is None or told is None:
        return said is told and pair.keeps_words
    return UNITS[pair.said[said].key] == UNITS[pair.told[told].key]


def _supplied(pair: Pair, i: int, figure: Figure) -> bool:
    """Say whether heading or title gives a year that the sentence itself leaves out."""
    return (
        figure.kind in _DATES
        and pair.said[i].key in pair.context
        and not any(token.figure and token.figure.kind == figure.kind for token in pair.told)
    )


def _rounded(pair: Pair, i: int, told: list[int]) -> bool:
    figure = pair.said[i].figure
    before = {token.lower for token in pair.said[max(0, i - 3) : i]}
    for j in told:
        other = pair.told[j].figure
        if not (figure and other and (near(figure, other) or _about_a_part(pair, i, other))):
            continue
        if before & _LOWER and not before & _UPPER and figure.value <= other.value:
            return True
        if before & _UPPER and figure.value >= other.value:
            return True
        if before & _ROUND:
            return True
    return False


def _about_a_part(pair: Pair, i: int, other: Figure) -> bool:
    """Say whether a share in words ("half", "two thirds") lies within some points of a figure."""
    figure = pair.said[i].figure
    if figure is None or {figure.kind, other.kind} != {"percent"}:
        return False
    return pair.said[i].text[0].isalpha() and abs(figure.value - other.value) <= _POINTS


def _instead(pair: Pair, i: int, told: list[int]) -> int | None:
    """Find the figure that the page has in this one's place: in its slot, else by what is near."""
    figure = pair.said[i].figure
    for slot in pair.slots:
        figures = [j for j in slot.told if pair.told[j].figure]
        if not pair.keeps_words:
            figures = [j for j in figures if _kin(figure, pair.told[j].figure)]
        if i in slot.said and figures:
            return figures[0]
    around = neighbours(pair.said, i)
    fits = [
        (likeness(around, neighbours(pair.told, j)), _kin(figure, pair.told[j].figure), -j)
        for j in told
        if pair.told[j].key not in pair.said_keys
    ]
    best = max(fits, default=(0.0, False, 0))
    return -best[2] if best[0] >= _CLEARLY and best[1] else None


def _other_thing(pair: Pair, i: int, places: list[int], told: list[int]) -> int | None:
    """Find the figure that the evidence gives for the thing that this one is said of."""
    figure = pair.said[i].figure
    rivals = [j for j in told if j not in places and _kin(figure, pair.told[j].figure)]
    if not rivals:
        return None
    following = _segment(pair.said, i)
    own = max((_segment(pair.told, j) for j in places), key=lambda s: len(s & following))
    for slot in pair.slots if pair.keeps_words else ():
        there = [j for j in slot.told if j in rivals] if i in slot.said else []
        if there and not any(j in slot.told for j in places):
            # Another order of the same facts: its own words follow it there too.
            moved = following & own - _segment(pair.told, there[0])
            held = pair.told[there[0]].key in pair.said_keys
            if held and _keeps_order(pair, i, places, there[0]):
                return None
            worse = _fits(pair, i, there) <= _fits(pair, i, places)
            return None if moved or (held and worse) else there[0]
    if i in pair.aligned:
        return None
    fit = _fits(pair, i, places)
    best = max(rivals, key=lambda j: _fits(pair, i, [j]))
    better = _fits(pair, i, [best])
    if following & own - _segment(pair.told, best) or not pair.keeps_words:
        return None
    return best if better >= fit + _CLEARLY else None


def _keeps_order(pair: Pair, i: int, places: Sequence[int], other: int) -> bool:
    """Say whether two figures, once each in either text, stand in the same order in both."""
    mine = [k for k, token in enumerate(pair.said) if token.key == pair.told[other].key]
    once = len(mine) == len(places) == len(pair.places[pair.told[other].key]) == 1
    once = once and sum(token.key == pair.said[i].key for token in pair.said) == 1
    return once and (i < mine[0]) == (places[0] < other)


def _fits(pair: Pair, i: int, places: Sequence[int]) -> float:
    """Say how much of a figure's surroundings the best of these places shares."""
    around = neighbours(pair.said, i)
    return max(likeness(around, neighbours(pair.told, j)) for j in places)


def _segment(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the content words about a figure, up to the next figure or part of the sentence."""
    found = []
    for step in (-1, 1):
        k = at + step
        while 0 <= k < len(tokens) and not _parts(tokens[k], step):
            if tokens[k].content:
                found.append(tokens[k].key)
            k += step
    return frozenset(found)


def _parts(token: Token, step: int) -> bool:
    ends = ".,;:?!" if step < 0 else ".;?!"
    return token.figure is not None or token.text in ends or token.lower in ("and", "but")


def _kin(one: Figure | None, other: Figure | None) -> bool:
    """Say whether two figures could stand for each other: both dates, or neither; or both sums."""
    if one is None or other is None:
        return False
    if (one.kind == "ordinal") != (other.kind == "ordinal"):
        return False
    if one.kind != other.kind and {one.kind, other.kind} & {"points", "money"}:
        return False
    return (one.kind in _DATES) == (other.kind in _DATES)


def _unit(pair: Pair, i: int, places: list[int]) -> Iterator[Finding]:
    unit = _unit_of(pair.said, i)
    if unit is None:
        return
    group = UNITS[pair.said[unit].key]
    wider = PEOPLE if pair.said[unit].key in ANYBODY else {group}
    others: set[int] = set()
    for j in places:
        around = {*_next_words(pair.told, j, 4), *_next_words(pair.told, j, 2, -1)}
        counted = {UNITS[pair.told[k].key] for k in around if pair.told[k].key in UNITS}
        if wider & counted or not counted or _unit_of(pair.told, j) is None:
            return
        others.add(j)
    page = _shown(pair.told, min(others))
    yield Finding("unit", f"says {_shown(pair.said, i)}; the page says {page}")


def _unit_of(tokens: tuple[Token, ...], at: int) -> int | None:
    """Return where the noun stands that a figure counts, if it is a common one."""
    figure = tokens[at].figure
    if figure is None or figure.kind in _DATES:
        return None
    after = (k for k in _next_words(tokens, at, 2) if not tokens[k].name)
    return next((k for k in after if tokens[k].key in UNITS), None)


def _next_words(tokens: tuple[Token, ...], at: int, many: int, step: int = 1) -> list[int]:
    found: list[int] = []
    names = 0  # "26 Dozier-Libbey teachers": whose they are stands between
    k = at + step
    while 0 <= k < len(tokens) and len(found) < many and abs(k - at) <= 2 * many + 1:
        if tokens[k].text in ".,;:?!()" or (tokens[k].figure and step > 0):
            break
        if tokens[k].content and not (tokens[k].name and step > 0 and names < many):
            found.append(k)
        names += tokens[k].name
        k += step
    return found


def _shown(tokens: tuple[Token, ...], at: int) -> str:
    """Return a figure as written, with what it counts."""
    unit = _unit_of(tokens, at)
    if unit is None or unit - at > 3:
        return tokens[at].text
    return " ".join(token.text for token in tokens[at : unit + 1])
