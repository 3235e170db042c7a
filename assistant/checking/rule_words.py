"""Words: opposites, other things counted, causes made of links, and whose word it is.

In: a pair. Out: findings. Most hold only where a statement otherwise keeps to the words of its
evidence: there one other word in a word's place is a change, in a paraphrase it is the paraphrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checking.finding import Finding
from assistant.checking.lexicon import OPPOSED, UNITS, opposed
from assistant.checking.pairing import Pair, neighbours
from assistant.checking.reading import stem

_SAYING_FORMS = frozenset({"said", "says", "say", "according", "per"})
_SAYING = frozenset(
    stem(word)
    for word in "tell report write describe note find call cite conclude recall announce "
    "estimate comment explain observe show claim argue recall estimate".split()
)
_SPEAKER = frozenset(
    stem(word)
    for word in "study report brief survey article review release evaluation principal superintendent director "
    "researcher author official teacher slide page website news editorial paper analysis guide".split()
)


def check_opposites(pair: Pair) -> Iterator[Finding]:
    """Yield a word whose opposite the evidence has about the same words."""
    told = [j for j, t in enumerate(pair.told) if t.key in OPPOSED or t.content]
    for i, token in enumerate(pair.said):
        if token.key in pair.told_keys or not (token.content or token.key in OPPOSED):
            continue
        rivals = [
            j for j in told
            if opposed(token.key, pair.told[j].key) and pair.told[j].key not in pair.said_keys
        ]  # fmt: skip
        around = neighbours(pair.said, i, 3)
        for j in rivals:
            if around.keys() & neighbours(pair.told, j, 3).keys():
                yield Finding("opposite", f"says ‘{token.text}’; the page says ‘{pair.told[j].text}’")
                break


def check_units(pair: Pair) -> Iterator[Finding]:
    """Yield a common noun in the place of another that means something else."""
    for slot in pair.slots:
        said = [i for i in slot.said if pair.said[i].key in UNITS and not pair.said[i].name]
        told = [j for j in slot.told if pair.told[j].key in UNITS and not pair.told[j].name]
        groups = {UNITS[pair.told[j].key] for j in told}
        for i in said:
            key = pair.said[i].key
            if told and UNITS[key] not in groups and key not in pair.told_keys:
                page = pair.told[told[0]].text
                yield Finding("unit", f"says ‘{pair.said[i].text}’; the page says ‘{page}’")


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


def check_attribution(pair: Pair) -> Iterator[Finding]:
    """Yield the speaker whose word the statement passes off as fact."""
    if any(token.lower in _SAYING_FORMS or token.key in _SAYING for token in pair.said):
        return
    for j, token in enumerate(pair.told):
        if token.lower not in _SAYING_FORMS and token.key not in _SAYING:
            continue
        clause = _part(pair, j, ",.;?!")
        speaker = [k for k in clause if _speaks(pair, k)]
        sentence = [k for k in _part(pair, j, ".;?!") if pair.told[k].content and k not in clause]
        kept = sum(pair.told[k].key in pair.said_keys for k in sentence)
        if not speaker or kept < max(2, 0.4 * len(sentence)):
            continue
        if any(pair.told[k].key in pair.said_keys for k in speaker):
            continue
        text = " ".join(pair.told[k].text for k in clause if pair.told[k].text not in ",.;?!")
        yield Finding("attribution", f"the page gives this as someone's word (‘{text}’)", False)
        return


def _part(pair: Pair, at: int, ends: str) -> range:
    """Return the positions of the clause or sentence of the evidence that a token is in."""
    first = last = at
    while first > 0 and pair.told[first - 1].text not in ends:
        first -= 1
    while last + 1 < len(pair.told) and pair.told[last + 1].text not in ends:
        last += 1
    return range(first, last + 1)


def _speaks(pair: Pair, at: int) -> bool:
    token = pair.told[at]
    return token.key in _SPEAKER or (token.name and token.content)
