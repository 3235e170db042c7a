"""Whose word it is: what the evidence gives as somebody's word must not become plain fact.

In: a pair. Out: findings. A speaker is kept by the last of his names, by his office, or by an
abbreviation; a document by its kind too ("the report found"). Only what was said counts: a
statement that leaves the said words out may leave the speaker out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token, stem
from assistant.checking.wordlists import listed

_NEAREST = 4
_COMPLEMENT = 2
_FAR = 6  # words between a speaker and the verb
_SAYING_FORMS = frozenset({"said", "says", "say", "according", "per"})
_TWO_WORDS = frozenset({(stem("single"), "out"), (stem("point"), "to"), (stem("point"), "out")})
_SAYING = frozenset(
    stem(word)
    for word in listed(
        "tell report write describe note find call cite conclude recall announce comment explain "
        "observe show claim argue estimate flag identify praise warn caution insist stress contend "
        "credit recount"
    )
)
_PEOPLE = frozenset(
    stem(word)
    for word in listed(
        "principal superintendent director researcher author official teacher leader staff team "
        "critic observer parent founder chair president mayor student senator counselor"
    )
)
SPEAKERS = _PEOPLE | frozenset(
    stem(word)
    for word in listed(
        "study report brief survey article review release evaluation slide page website news "
        "editorial paper analysis guide column piece dissertation timeline presentation summary "
        "statement profile newsletter abstract graphic overview list rubric account count"
    )
)


def check_attribution(pair: Pair) -> Iterator[Finding]:
    """Yield the speaker whose word the statement passes off as fact."""
    names = {t.key for t in pair.said if t.text[0].isupper() or t.key in SPEAKERS}
    says = any(_says(pair.said, i) for i in range(len(pair.said)))
    for j in range(len(pair.told)):
        if not _says(pair.told, j):
            continue
        clause = _part(pair, j, ",.;?!")
        speakers = _speakers(pair, j, clause)
        sentence = [k for k in _part(pair, j, ".;?!") if pair.told[k].content and k not in clause]
        rest = [k for k in clause if pair.told[k].content and k not in speakers]
        if _has_own_words(pair, j, clause):
            sentence, rest = [], [k for k in rest if k > j]
        kept = sum(pair.told[k].key in pair.said_keys for k in sentence)
        kept += sum(pair.told[k].key in pair.said_keys for k in rest)
        if not speakers or kept < max(2, 0.4 * len(sentence + rest)):
            continue
        if _still_speaks(pair, speakers, names, says=says):
            continue
        first, last = min(*speakers, j), max(*speakers, j)
        text = " ".join(t.text for t in pair.told[first : last + 1])
        why = f"the page gives this as somebody's word (‘{text}’)"
        other = says and _other_speaks(pair, speakers)
        yield Finding("attribution", why, False, hard=other)
        return


def _has_own_words(pair: Pair, j: int, clause: range) -> bool:
    """Say whether what was said stands behind the verb, in its own clause."""
    after = [pair.told[k] for k in clause if k > j]
    plain = [t for t in after if t.content and not t.name and not t.figure]
    return sum(t.key not in SPEAKERS for t in plain) >= _COMPLEMENT


def _other_speaks(pair: Pair, speakers: Sequence[int]) -> bool:
    """Say whether a statement gives the word to a person of whom the page only speaks.

    A document may be named by its kind ("the paper wrote"); this is another name altogether.
    """
    if not any(pair.told[k].name for k in speakers) or pair.said_keys & (SPEAKERS - _PEOPLE):
        return False
    if any(pair.told[k].key in pair.said_keys for k in speakers):
        return False
    first = next(i for i in range(len(pair.said)) if _says(pair.said, i))
    named = {t.key for t in pair.said[:first] if t.content and t.text[0].isupper()}
    return bool(named & pair.told_keys)


def _still_speaks(pair: Pair, speakers: Sequence[int], held: set[str], *, says: bool) -> bool:
    """Say whether a statement keeps its speaker: the person's office, or the last of the names."""
    kept = {k for k in speakers if pair.told[k].key in held}
    people = {k for k in speakers if pair.told[k].key in _PEOPLE}
    short = any(t.text.isupper() and len(t.text) > 1 for t in pair.said if t.name)
    if says and (short or not any(pair.told[k].name for k in speakers)):
        return True
    if kept & people:
        return True
    if not says and not held & SPEAKERS:
        return False  # who is named may still be the subject of what he says of himself
    names = [k for k in speakers if pair.told[k].name and k not in people]
    # "Superintendent Diaz" stays himself without his office; "SCOPE's leaders" are not SCOPE.
    if people and max(people) + 1 not in names:
        return False
    return bool(kept & set(names[-1:])) or any(pair.told[k].key in SPEAKERS for k in kept)


def is_saying(token: Token) -> bool:
    """Say whether a word is a verb of saying."""
    return token.lower in _SAYING_FORMS or token.key in _SAYING


def _says(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb of saying stands here; of "single out" and "point to" the first word."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return is_saying(tokens[at]) or (tokens[at].key, after) in _TWO_WORDS


def _speakers(pair: Pair, j: int, clause: range) -> list[int]:
    """Return the nouns of who says it: after "according to" and "described by", else before."""
    passive = pair.told[j].lower in ("according", "per") or (
        j > 0 and pair.told[j - 1].lower in ("is", "was", "are", "were", "been")
    )
    before = [k for k in clause if k < j and _speaks(pair, k)]
    if before and j - before[-1] > _FAR:
        return []
    after = [k for k in clause if k > j and _speaks(pair, k)][:_NEAREST]
    return after if passive or not before else before[-_NEAREST:]


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
    if token.key in SPEAKERS or (token.name and token.content):
        return True
    # What opens a sentence is a name where it owns something or a name follows.
    after = pair.told[at + 1] if at + 1 < len(pair.told) else token
    return token.text[0].isupper() and token.content and ("'" in token.lower or after.name)
