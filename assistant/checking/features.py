"""Features: how much of a statement its evidence covers, in figures.

In: a pair, the evidence's sentences, and what the rules found. Out: features by name, each from 0 to
1 or small. Those of words come first and need nothing; those of meaning need an embedding model's token
vectors. Which of them are weighed, and how, is in `coefficients.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.checking.clauses import cut_clauses
from assistant.checking.finding import Finding
from assistant.checking.pairing import Pair
from assistant.checking.reading import Token

_WINDOW = 4
_TOP = 3
_PREFIX = 5
_CHATTY = frozenset("i i'm i've i'd my me you your we're let's oh yeah yes sure hi hello".split())


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair, the evidence's sentences as tokens, and the rules' findings."""

    pair: Pair
    sentences: tuple[tuple[Token, ...], ...]
    findings: Sequence[Finding]


def word_features(beside: Beside) -> dict[str, float]:
    """Return the features that need no model."""
    pair = beside.pair
    words = [pair.said[i] for i in pair.said_words]
    plain = [w for w in words if not w.figure and not w.name]
    held = pair.told_keys
    top = _top(words, beside.sentences)
    return {
        "words": _share(plain, held),
        "words or heads of words": _soft(plain, held),
        "names missing": 1 - _share([w for w in words if w.name], held),
        "figures missing": 1 - _share([w for w in words if w.figure], held),
        "figures": sum(w.figure is not None for w in words) / max(len(words), 1),
        "best sentence": _share(words, top[0]),
        "best three sentences": _share(words, top[1]),
        "names missing from three": 1 - _share([w for w in words if w.name], top[1]),
        "pairs of words": _bigrams(pair),
        "in order": _in_order(pair),
        "longest run": _longest_run(pair),
        "weakest window": _weakest(words, held),
        "weakest clause": _weakest_clause(pair),
        "missing words": math.log(1 + sum(w.key not in held for w in words)),
        "everything": float(all(w.key in held for w in words)),
        **_every_word(pair),
        "length": math.log(1 + len(words)),
        "evidence": math.log(1 + len(pair.told_words)),
        "chatty": float(any(t.lower in _CHATTY for t in pair.said) and not _chats(pair.told)),
        "asks": float(any(t.text == "?" for t in pair.said)),
    } | _counts(beside.findings)


def _every_word(pair: Pair) -> dict[str, float]:
    """Return what the small words say too: how much of the statement is copied, and in order."""
    said = [t.key for t in pair.said if t.text[0].isalnum()]
    told = [t.key for t in pair.told if t.text[0].isalnum()]
    blocks = SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks()
    held = set(told)
    windows = range(max(1, len(said) - _WINDOW + 1))
    parts = [said[start : start + _WINDOW] for start in windows]
    many = max(len(said), 1)
    return {
        "all words": sum(key in held for key in said) / many,
        "all words in order": sum(block.size for block in blocks) / many,
        "longest copy": max(block.size for block in blocks) / many,
        "weakest four words": min(
            sum(k in held for k in part) / max(len(part), 1) for part in parts
        ),
        "opening": sum(key in held for key in said[:_WINDOW]) / max(len(said[:_WINDOW]), 1),
        "close": sum(key in held for key in said[-_WINDOW:]) / max(len(said[-_WINDOW:]), 1),
    }


def _counts(findings: Sequence[Finding]) -> dict[str, float]:
    rules = [finding.rule for finding in findings]
    return {
        "number or name found wanting": float(sum(r in ("number", "name") for r in rules)),
        "turned": float("negation" in rules or "opposite" in rules),
        "quantifier": float("quantifier" in rules),
        "less certain": float("certainty" in rules or "cause" in rules),
        "word of somebody": float("attribution" in rules),
    }


def _chats(tokens: Sequence[Token]) -> bool:
    return any(token.lower in _CHATTY for token in tokens)


def _share(words: Sequence[Token], held: frozenset[str]) -> float:
    return sum(w.key in held for w in words) / len(words) if words else 1.0


def _soft(words: Sequence[Token], held: frozenset[str]) -> float:
    """Return the share of words that the evidence has in some form ("fund" for "funding")."""
    heads = {key[:_PREFIX] for key in held if len(key) >= _PREFIX}
    hits = sum(w.key in held or (len(w.key) >= _PREFIX and w.key[:_PREFIX] in heads) for w in words)
    return hits / len(words) if words else 1.0


def _top(
    words: Sequence[Token], sentences: Sequence[Sequence[Token]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of the sentence that shares most with the statement, and of the best three."""
    keys = [frozenset(token.key for token in sentence) for sentence in sentences]
    ranked = sorted(keys, key=lambda own: -_share(words, own)) or [frozenset()]
    return ranked[0], frozenset().union(*ranked[:_TOP])


def _bigrams(pair: Pair) -> float:
    def pairs_of(tokens: Sequence[Token]) -> set[tuple[str, str]]:
        keys = [token.key for token in tokens if token.text[0].isalnum()]
        return set(zip(keys, keys[1:], strict=False))

    said = pairs_of(pair.said)
    return len(said & pairs_of(pair.told)) / len(said) if said else 1.0


def _in_order(pair: Pair) -> float:
    return len(pair.aligned) / max(len(pair.said_words), 1)


def _longest_run(pair: Pair) -> float:
    longest = run = 0
    previous: int | None = None
    for i in pair.said_words:
        j = pair.aligned.get(i)
        follows = j is not None and previous is not None and j in _next(pair, previous)
        run = run + 1 if follows else int(j is not None)
        longest = max(longest, run)
        previous = j
    return longest / max(len(pair.said_words), 1)


def _next(pair: Pair, j: int) -> tuple[int, ...]:
    for k in range(j + 1, len(pair.told)):
        if pair.told[k].content:
            return (k,)
    return ()


def _weakest(words: Sequence[Token], held: frozenset[str]) -> float:
    """Return the share that the evidence has of the four neighbouring words it has least of."""
    windows = max(1, len(words) - _WINDOW + 1)
    return min(_share(words[start : start + _WINDOW], held) for start in range(windows))


def _weakest_clause(pair: Pair) -> float:
    clauses = cut_clauses(pair.said)
    return min(
        (
            _share([pair.said[i] for i in c if pair.said[i].content], pair.told_keys)
            for c in clauses
        ),
        default=1.0,
    )


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weigh features; 0 and above is more likely supported than not."""
    return sum(weight * features.get(name, 1.0) for name, weight in weights.items())
