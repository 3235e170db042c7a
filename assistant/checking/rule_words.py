"""Words: opposites, other things counted, causes made of links, and words that changed places.

In: a pair. Out: findings. Most hold only where a statement otherwise keeps to the words of its
evidence: there one other word in a word's place is a change, in a paraphrase it is the paraphrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.checking.finding import Finding
from assistant.checking.lexicon import OPPOSED, UNITS, opposed
from assistant.checking.markers import Marker, find_markers
from assistant.checking.pairing import Pair, keys_at, likeness, neighbours
from assistant.checking.reading import Token, stem
from assistant.checking.rule_attribution import is_saying
from assistant.checking.wordlists import listed

_HEAD = 5
_LONG = 12
_AROUND = 3
_ITEM = 2
_EDITS = 4
# In a sentence put in another order: own words, words of the page left out, and how long it is.
_OWN = 3
_ENOUGH = 8
_GONE = range(1, 5)
_MORE = 0.6
_LIGHT_VERBS = frozenset(
    stem(word)
    for word in listed(
        "go put receive take get make give come hold keep bring use set need become serve provide "
        "begin start run offer carry consist concern involve speak work belong undergo happen "
        "exist stand"
    )
)
# What joins and gives instances: another such word changes nothing by itself.
_JOINING = frozenset(
    stem(word)
    for word in listed(
        "though although while whereas including such like instance example numerous many "
        "so because since prior either both"
    )
)
_WHO = {
    stem(word): number
    for number, line in enumerate(
        (
            "student pupil learner youth schooler graduate freshman sophomore junior senior grader",
            "teacher educator instructor faculty",
            "parent family guardian",
            "employer business company firm",
            "principal administrator",
            "counselor",
            "voter",
        )
    )
    for word in listed(line)
}
_UP = frozenset(
    stem(word)
    for word in listed(
        "rise increase grow growth gain climb soar raise expand boost lift higher larger greater up"
    )
)
_DOWN = frozenset(
    stem(word)
    for word in listed(
        "fall decrease decline drop shrink lose loss lower reduce cut slip plunge narrow smaller "
        "down dropout weaken fewer"
    )
)
_ORDERING = frozenset(listed("before after until above below up down against own same"))


def check_opposites(pair: Pair) -> Iterator[Finding]:
    """Yield a word whose opposite the evidence has about the same words."""
    told = [j for j, t in enumerate(pair.told) if t.key in OPPOSED or t.content]
    for i, token in enumerate(pair.said):
        if not pair.added(i) or not (token.content or token.key in OPPOSED):
            continue
        rivals = [
            j for j in told
            if opposed(token.key, pair.told[j].key) and pair.dropped(j)
        ]  # fmt: skip
        around = neighbours(pair.said, i, 3)
        for j in rivals:
            if _denied(pair.said_markers, i) != _denied(pair.told_markers, j):
                continue  # "not lose" for "keep"
            if around.keys() & neighbours(pair.told, j, 3).keys():
                why = f"says ‘{token.text}’; the page says ‘{pair.told[j].text}’"
                yield Finding("opposite", why, hard=_plainly(pair, i, j))
                break


def _denied(markers: Sequence[Marker], at: int) -> bool:
    """Say whether a "not" bears on a word."""
    return any(m.of == "negation" and at in m.bears_on[:_ITEM] for m in markers)


def _plainly(pair: Pair, i: int, j: int) -> bool:
    """Say whether two opposites are no matter of wording.

    They make one word with what follows ("part-time"), or say which way all goes in either text.
    """
    after, there = pair.said[i + 1 : i + 2], pair.told[j + 1 : j + 2]
    joins = not {pair.said[i].lower, pair.told[j].lower} & _ORDERING
    if joins and after and there and after[0].content and after[0].key == there[0].key:
        return True
    ways = _ways(pair.said), _ways(pair.told)
    return ways in (({"up"}, {"down"}), ({"down"}, {"up"}))


def _ways(tokens: Sequence[Token]) -> set[str]:
    ways = {"up" for t in tokens if t.key in _UP} | {"down" for t in tokens if t.key in _DOWN}
    denied = any(marker.of == "negation" for marker in find_markers(tokens))
    return ways | ({"denied"} if denied else set())


def check_units(pair: Pair) -> Iterator[Finding]:
    """Yield a common noun in the place of another that means something else."""
    for slot in pair.slots:
        said = [i for i in slot.said if pair.said[i].key in UNITS and not pair.said[i].name]
        told = [j for j in slot.told if pair.told[j].key in UNITS and not pair.told[j].name]
        groups = {UNITS[pair.told[j].key] for j in told}
        for i in said:
            key = pair.said[i].key
            if told and UNITS[key] not in groups and pair.added(i):
                page = pair.told[told[0]].text
                yield Finding("word", f"says ‘{pair.said[i].text}’; the page says ‘{page}’")


def check_people(pair: Pair) -> Iterator[Finding]:
    """Yield teachers, parents or employers in the place of students, and the like."""
    said, told = _people(pair.said), _people(pair.told)
    held = {_WHO[key] for key in pair.context if key in _WHO}
    new, gone = said.keys() - told.keys() - held, told.keys() - said.keys()
    if new and gone and len(told) == 1:
        says, page = said[min(new)], told[min(gone)]
        yield Finding("unit", f"says ‘{says}’; the page says ‘{page}’")


def _people(tokens: Sequence[Token]) -> dict[int, str]:
    """Return which kinds of people a text speaks of, each with its word."""
    return {_WHO[t.key]: t.text for t in tokens if t.key in _WHO and not t.name}


def check_cause(pair: Pair) -> Iterator[Finding]:
    """Yield a cause made of what the evidence calls a link."""
    causes = {marker.of for marker in pair.told_markers}
    if "link" not in causes or "cause" in causes:
        return
    said = {marker.of for marker in pair.said_markers}
    if "cause" in said and "link" not in said:
        link = next(m.text for m in pair.told_markers if m.of == "link")
        cause = next(m.text for m in pair.said_markers if m.of == "cause")
        why = f"says ‘{cause}’; the page says ‘{link}’, which is no cause"
        yield Finding("cause", why)


def check_changed(pair: Pair) -> Iterator[Finding]:
    """Yield a word of the statement's own in the place of another word of the evidence.

    Only where one word is changed, or two of many, and hardly anything else, small words included:
    more is a paraphrase. Another order is none by itself, if the sentence is long enough.
    """
    gone = sum(map(pair.dropped, pair.told_words))
    few = pair.own <= _OWN and gone in _GONE and len(pair.said_words) >= _ENOUGH
    if pair.edits > _EDITS and not few:
        return
    heads = {key[:_HEAD] for key in pair.told_keys} | {t.lower[:_HEAD] for t in pair.told}
    marking = {marker.position for marker in pair.said_markers}
    own = [i for i in pair.said_words if i not in marking and not _known(pair, i, heads)]
    if not own or len(own) > 1 + (len(pair.said_words) >= _LONG):
        return
    for i in own:
        slot = next((slot for slot in pair.slots if i in slot.said), None)
        said = pair.said[i].text
        if slot is None and pair.said[i].key in pair.context:
            continue
        if slot is None:
            why = f"says ‘{said}’, which is not in the cited words"
        elif not any(map(pair.dropped, slot.told)):
            continue
        else:
            page = " ".join(pair.told[j].text for j in slot.told)
            why = f"says ‘{said}’; the page says ‘{page}’"
        yield Finding("word", why, contradicts=False)


def check_added(pair: Pair) -> Iterator[Finding]:
    """Yield an item that a statement adds to what its evidence lists."""
    if not pair.keeps_words:
        return
    for run in pair.additions:
        new = [i for i in run if pair.said[i].key not in pair.told_keys | pair.context]
        before = {t.lower for t in pair.said[max(0, run[0] - 2) : run[0]]}
        framing = any(is_saying(pair.said[i]) for i in run)
        if len(new) == len(run) >= _ITEM and before & {",", "and", "or"} and not framing:
            text = " ".join(t.text for t in pair.said[run[0] : run[-1] + 1])
            yield Finding("word", f"adds ‘{text}’, which is not in the cited words", False)
            return


def _known(pair: Pair, i: int, heads: set[str]) -> bool:
    token = pair.said[i]
    if token.figure or token.name or token.key in pair.told_keys or is_saying(token):
        return True
    if {token.key[:_HEAD], token.lower[:_HEAD]} & heads:
        return True
    return (
        any(head.startswith(token.lower) for head in heads)
        or token.key in _ORDERING | _LIGHT_VERBS | _JOINING
    )


def check_exchanged(pair: Pair) -> Iterator[Finding]:
    """Yield two words that have changed places ("math" and "English"), and "or" for "and"."""
    taken: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    for slot in pair.slots:
        said, told = keys_at(pair.said, slot.said), keys_at(pair.told, slot.told)
        both = [*_with_next(pair.said, slot.said), *_with_next(pair.told, slot.told)]
        moved = any(is_saying(token) or token.figure for token in both)
        if (told, said) in taken and not moved:
            one, other = taken[(told, said)], " ".join(pair.said[i].text for i in slot.said)
            yield Finding("order", f"says ‘{one}’ where the page says ‘{other}’, and the reverse")
        taken[(said, told)] = " ".join(pair.said[i].text for i in slot.said)
    yield from _swapped_names(pair)
    joined = {(a, b): link for a, link, b in _joined(pair.told)}
    for a, link, b in _joined(pair.said):
        page = joined.get((a, b)) or joined.get((b, a)) or link
        if page != link:
            yield Finding("opposite", f"says ‘{link}’ where the page says ‘{page}’")


def _with_next(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Token]:
    """Yield the words of a slot and those beside it that may say whose words these are."""
    yield from (tokens[k] for k in (*places, places[-1] + 1) if k < len(tokens))
    before = tokens[max(0, places[0] - _ITEM) : places[0]]
    yield from (token for token in before if token.lower == "according")


def _swapped_names(pair: Pair) -> Iterator[Finding]:
    """Yield two names of which each has the other's surroundings in the evidence.

    "by" in one text alone is another voice of the same fact, in which names change places.
    """
    if ("by" in pair.said_keys) != ("by" in pair.told_keys):
        return
    said = [i for i in pair.said_words if pair.said[i].name and _alone(pair, i)]
    for first, second in combinations(said, 2):
        there = [pair.places[pair.said[i].key][0] for i in (first, second)]
        if (first < second) == (there[0] < there[1]):
            continue
        keys = {pair.said[first].key, pair.said[second].key}
        mine = [_sides(pair.said, i, keys) for i in (first, second)]
        theirs = [_sides(pair.told, j, keys) for j in there]
        own = likeness(mine[0], theirs[0]) + likeness(mine[1], theirs[1])
        other = likeness(mine[0], theirs[1]) + likeness(mine[1], theirs[0])
        if other >= own + _MORE:
            one, two = pair.said[first].text, pair.said[second].text
            yield Finding("order", f"says ‘{one}’ where the page says ‘{two}’, and the reverse")
            return


def _sides(tokens: Sequence[Token], at: int, without: set[str]) -> dict[str, float]:
    """Return the words before and after a token, told apart, by nearness."""
    return {
        f"{step} {key}": weight
        for step in (-1, 1)
        for key, weight in neighbours(tokens, at, _AROUND, (step,)).items()
        if key not in without
    }


def _alone(pair: Pair, i: int) -> bool:
    """Say whether a word stands once in either text."""
    key = pair.said[i].key
    once = sum(token.key == key for token in pair.said) == 1
    return once and len(pair.places.get(key, ())) == 1


def _joined(tokens: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Yield the words that "and" or "or" joins, by their stems."""
    for a, link, b in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if link.lower in ("and", "or") and a.content and b.content:
            yield a.key, link.lower, b.key
