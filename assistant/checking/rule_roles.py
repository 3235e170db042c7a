"""Roles: who does what to whom, where a verb or an office has its two sides exchanged.

In: a pair. Out: findings. Two texts that share a verb are compared by what stands on its two sides:
"A builds on B" is not "B builds on A", though the words are the same. A passive and an office
("with A as its mentor") are turned round first, so that the voice alone is no exchange.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding
from assistant.checking.lexicon import UNITS
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token, stem
from assistant.checking.wordlists import listed

_ENDS = ".,;?!()—–"
_FORMS_OF_BE = frozenset(listed("is are was were been being be get gets got"))
_OFFICES = frozenset(
    stem(word)
    for word in listed(
        "mentor sponsor partner host lead leader funder author founder director chair head adviser "
        "coordinator convener coach evaluator operator fiscal agent model intermediary"
    )
)
_HOLDING = frozenset(stem(word) for word in listed("serve act work function become be"))
_REACH = 12
_LEAST = 2  # words a side that must be found on the other side
_FEWEST = 0.5


def check_roles(pair: Pair) -> Iterator[Finding]:
    """Yield the first verb or office whose sides are exchanged."""
    for i, token in enumerate(pair.said):
        places = pair.places.get(token.key, ())
        once = sum(other.key == token.key for other in pair.said) == 1
        if not token.content or token.name or token.figure or not once or len(places) != 1:
            continue
        if not (_acts(pair.said, i) or token.key in _OFFICES):
            continue
        if _sides_exchanged(pair, i, places[0]) or _names_exchanged(pair, i, places[0]):
            why = f"who and whom are exchanged about ‘{token.text}’"
            yield Finding("order", why, hard=True)
            return


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word may be a verb, by its form and by what stands before it."""
    before = tokens[at - 1] if at else tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    noun = before.figure is not None or before.lower in ("of", "the", "a", "an", "its", "their")
    if noun or tokens[at].key in UNITS or after.text in _ENDS:
        return False
    if tokens[at].lower.endswith(("ed", "ing")):
        return True
    plural = (after.content and not after.name) or after.lower in ("in", "of", "for", "at", "and")
    return tokens[at].lower.endswith("s") and not plural


def check_causes(pair: Pair) -> Iterator[Finding]:
    """Yield "A because B" for "B because A"."""
    said, told = _cause(pair.said), _cause(pair.told)
    if said is None or told is None:
        return
    mine, theirs = _keys_inside(pair.said, said), _keys_inside(pair.told, told)
    rest = _keys_inside(pair.said, range(len(pair.said))) - mine
    other = _keys_inside(pair.told, range(len(pair.told))) - theirs
    crossed = min(len((mine - theirs) & other), len((rest - other) & theirs))
    if crossed >= _LEAST and crossed > len(mine & theirs):
        yield Finding("order", "cause and effect are exchanged", hard=True)


def _places(tokens: Sequence[Token], word: str) -> list[int]:
    return [k for k, token in enumerate(tokens) if token.lower == word]


def _cause(tokens: Sequence[Token]) -> range | None:
    """Return the places of the one cause that a text gives with "because"."""
    places = _places(tokens, "because")
    if len(places) != 1:
        return None
    end = places[0] + 1
    while end < len(tokens) and tokens[end].text not in ",.;?!":
        end += 1
    return range(places[0] + 1, end)


def _keys_inside(tokens: Sequence[Token], places: range) -> frozenset[str]:
    return frozenset(tokens[k].key for k in places if tokens[k].content)


def _sides_exchanged(pair: Pair, i: int, j: int) -> bool:
    """Say whether all that stands before a word stands behind it on the page, and the reverse."""
    if _passive(pair.said, i) != _passive(pair.told, j) or not pair.keeps_words:
        return False
    if ("by" in pair.said_keys) != ("by" in pair.told_keys):
        return False  # another voice of the same fact, wherever it is
    said = [_words_beside(pair.said, i, step) for step in (-1, 1)]
    told = [_words_beside(pair.told, j, step) for step in (-1, 1)]
    before, after = said[0] - said[1], said[1] - said[0]
    crossed = len(before & (told[1] - told[0])), len(after & (told[0] - told[1]))
    straight = len(before & told[0]) + len(after & told[1])
    if min(crossed) < _LEAST or straight > _FEWEST * sum(crossed):
        return False
    return crossed[0] >= _FEWEST * len(before)


def _words_beside(tokens: Sequence[Token], at: int, step: int) -> frozenset[str]:
    """Return the content words on one side of a token, as far as its clause goes."""
    found: list[str] = []
    k = at + step
    while 0 <= k < len(tokens) and tokens[k].text not in _ENDS and len(found) < _REACH:
        if tokens[k].content:
            found.append(tokens[k].key)
        k += step
    return frozenset(found)


def _names_exchanged(pair: Pair, i: int, j: int) -> bool:
    """Say whether the one who does it, or holds the office, is the other party on the page."""
    said, told = _agent(pair.said, i), _agent(pair.told, j)
    if not said or not told or said & told:
        return False
    if said & _words_beside(pair.told, j, -1):
        return False
    other = _party(pair.told, j) - told
    turned = _party(pair.said, i) - said
    return bool(said & other) and bool(told & turned or not told & pair.said_keys)


def _agent(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the words of the name that does a thing, or that holds an office."""
    link = next((k for k in range(at - 1, max(at - 4, -1), -1) if tokens[k].lower == "as"), None)
    if link is not None and tokens[at].key in _OFFICES:
        verb = link - 1
        if verb > 0 and tokens[verb].key in _HOLDING:
            return _name_beside(tokens, verb, -1)
        return _name_beside(tokens, link, -1, past=1)
    if _passive(tokens, at):
        by = next((k for k in range(at, min(at + 4, len(tokens))) if tokens[k].lower == "by"), None)
        return frozenset() if by is None else _name_beside(tokens, by, 1, past=1)
    return _name_beside(tokens, at, -1) if _is_verb(tokens, at) else frozenset()


def _party(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """Return the words of every name in the sentence of a token."""
    first = last = at
    while first > 0 and tokens[first - 1].text not in ".;?!":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].text not in ".;?!":
        last += 1
    return frozenset(t.key for t in tokens[first : last + 1] if _named(t))


def _name_beside(tokens: Sequence[Token], at: int, step: int, past: int = 0) -> frozenset[str]:
    """Return the words of the nearest name, at most so many other content words away."""
    k, found = at + step, []
    while 0 <= k < len(tokens) and tokens[k].text not in _ENDS:
        if _named(tokens[k]):
            found.append(tokens[k].key)
        elif tokens[k].lower in ("and", "or", "but") or (found and tokens[k].lower != "of"):
            break
        elif tokens[k].content:
            past -= 1
            if past < 0:
                break
        k += step
    return frozenset(found)


def _named(token: Token) -> bool:
    return token.content and token.figure is None and token.text[0].isupper()


def _passive(tokens: Sequence[Token], at: int) -> bool:
    if not tokens[at].lower.endswith("ed"):
        return False
    before = {token.lower for token in tokens[max(0, at - 3) : at]}
    after = {token.lower for token in tokens[at + 1 : at + 3]}
    return bool(before & _FORMS_OF_BE) or "by" in after


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is a verb of its sentence, as far as its form tells."""
    before = tokens[at - 1].lower if at else "the"
    return tokens[at].lower.endswith("ed") and before not in ("the", "a", "an", "its", "their")
